"""Write pictures as SVG, PNG and HTML, and graphs as GraphML and GEXF: bytes that are always the same.

For drawing. Nothing is written to disk here, and nothing that is written refers to anything outside itself.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from html import escape

import networkx as nx

from electiongraph.drawing.scene import Scene, Table
from electiongraph.drawing.typeface import font_files
from electiongraph.errors import DrawingError

__all__ = ["FORMATS", "gexf_bytes", "graphml_bytes", "html_page", "png_bytes"]

FORMATS = ("svg", "png", "html", "graphml", "gexf")
MOST_PIXELS = 64_000_000
# Longer cells are quoted words.
LONG = 60
DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]+ \d{4}")
STYLE = """
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 84rem; padding: 1rem; font: 1rem/1.45 'Liberation Sans', Arial, Helvetica, \
sans-serif; color: #1a1a1a; background: #fff; }
figure { margin: 0 0 1.5rem; overflow-x: auto; }
figure > svg { display: block; max-width: 100%; height: auto; min-width: min(100%, 40rem); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; margin: 0 0 2rem; }
caption { text-align: left; font-weight: bold; font-size: 1.15rem; padding: .4rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; \
border-bottom: 1px solid #c9c9c4; }
th { white-space: nowrap; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
td.date { white-space: nowrap; }
td.words { min-width: 18rem; overflow-wrap: anywhere; }
""".strip()


def png_bytes(scene: Scene, zoom: float = 2) -> bytes:
    """Draw a scene as PNG, with the fonts of the package and no others.

    Args:
        scene: The picture.
        zoom: Pixels of the PNG for one of the scene.

    Raises:
        DrawingError: When the renderer is not installed or the picture is far too large.
    """
    if scene.width * scene.height * zoom * zoom > MOST_PIXELS:
        raise DrawingError("the picture is too large for PNG", advice="write .svg, or draw less")
    try:
        import resvg_py  # noqa: PLC0415 - a third of a second that the other formats need not wait for
    except ImportError as error:
        raise DrawingError("PNG needs the package resvg-py", advice="run: pip install resvg-py") from error
    family = "Election Sans"
    png = resvg_py.svg_to_bytes(
        svg_string=scene.svg(),
        zoom=zoom,
        skip_system_fonts=True,
        font_files=list(font_files()),
        font_family=family,
        sans_serif_family=family,
    )
    return bytes(png)


def html_page(scene: Scene) -> str:
    """Return a page with the picture and its data as tables, which asks for nothing from anywhere."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    title = escape(scene.title)
    tables = "\n".join(_html_table(table) for table in scene.tables)
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>
{STYLE}
</style>
</head>
<body>
<main>
<figure>
{scene.svg()}</figure>
{tables}
</main>
</body>
</html>
"""


def graphml_bytes(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return a graph as GraphML, with an id of its own for every edge."""
    buffer = io.BytesIO()
    nx.write_graphml_xml(_with_edge_ids(graph), buffer, edge_id_from_attribute="id")
    return buffer.getvalue()


def gexf_bytes(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return a graph as GEXF 1.2, people in their party's colour, without networkx's date and version."""
    coloured = _with_edge_ids(graph)
    for _, data in coloured.nodes(data=True):
        colour = str(data["colour"])
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        data["viz"] = {"color": {"r": red, "g": green, "b": blue, "a": 1.0}}
    root = ET.fromstring("\n".join(nx.generate_gexf(coloured, version="1.2draft")))
    namespace = root.tag[: root.tag.index("}") + 1]
    for meta in root.findall(f"{namespace}meta"):
        meta.attrib.pop("lastmodifieddate", None)
        for creator in meta.findall(f"{namespace}creator"):
            creator.text = "electiongraph"
    ET.register_namespace("", namespace.strip("{}"))
    ET.register_namespace("viz", "http://www.gexf.net/1.2draft/viz")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _with_edge_ids(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return a copy whose edges have ids: the formats want one for each, and keys repeat between pairs."""
    copy: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name, data in graph.nodes(data=True):
        copy.add_node(name, **data)
    for number, (start, end, key, data) in enumerate(graph.edges(keys=True, data=True), start=1):
        copy.add_edge(start, end, key=key, **data, id=f"e{number}")
    return copy


def _html_table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in table.columns)
    rows = "\n".join("<tr>" + "".join(_cell(value) for value in row) + "</tr>" for row in table.rows)
    return (
        f'<div class="scroll"><table>\n<caption>{escape(table.caption)}</caption>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table></div>"
    )


def _cell(value: str) -> str:
    kind = _kind(value)
    return f'<td class="{kind}">{escape(value)}</td>' if kind else f"<td>{escape(value)}</td>"


def _kind(value: str) -> str:
    """Return how a cell is set: a row of a file, quoted as it stands, has no place to break at."""
    if value.removeprefix("-").replace(",", "").replace(".", "").rstrip("%").isdigit():
        return "number"
    if DATE.fullmatch(value):
        return "date"
    return "words" if len(value) > LONG else ""
