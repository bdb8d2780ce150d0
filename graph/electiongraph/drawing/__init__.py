"""Draw a graph: contests, an article's results, appointments, who lost to whom, and their relationships.

The last stage before the web: a store comes in, and SVG, PNG, HTML, GraphML or GEXF go out, the same bytes
for the same graph. `drawings` has the pictures by name, `relationships` the networkx graph.
"""
