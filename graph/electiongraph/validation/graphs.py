"""Bring the graphs of a store to rdflib, one at a time, as the shapes need them.

Takes a `pyoxigraph.Store`, gives `rdflib.Graph` objects: the believed graph, each source's own graph, and
the evidence with the disagreements.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph
import rdflib
from rdflib.namespace import RDF, RDFS
from rdflib.term import Node

from electiongraph.validation.queried_graph import QueriedGraph, TermConverter
from electiongraph.vocabulary import DISAGREEMENTS_GRAPH, EG, EVIDENCE_GRAPH

__all__ = ["CheckedGraph", "checked_graphs", "read_graph"]

# What the shapes must know of a thing that a graph mentions and another one describes.
BORROWED = (RDF.type, RDFS.label, rdflib.URIRef(EG + "pollingDate"))
WINNER, RUNNER_UP, VOTES = (rdflib.URIRef(EG + name) for name in ("winner", "runnerUp", "votes"))
LINKS = tuple(rdflib.URIRef(EG + name) for name in ("contest", "election", "seat"))


@dataclass(frozen=True, slots=True)
class CheckedGraph:
    """One graph to check.

    Attributes:
        source: IRI of the source whose own graph it is; "" for the believed graph and the evidence.
        graph: Its statements with what is borrowed from the believed graph.
        own: The subjects that it describes itself; findings on others are not its own.
    """

    source: str
    graph: rdflib.Graph
    own: frozenset[Node]


def checked_graphs(store: pyoxigraph.Store, classes: rdflib.Graph) -> Iterator[CheckedGraph]:
    """Give the graphs of a store that are to be checked, each with what it borrows.

    Args:
        store: A built graph.
        classes: The subclass statements of the ontology, added to each graph because SHACL reads class
            hierarchies in the data.

    Yields:
        The believed graph, then each source's in order of IRI, then the evidence with the disagreements.
    """
    terms = TermConverter()
    believed = read_graph(store, pyoxigraph.DefaultGraph(), terms)
    apart = {EVIDENCE_GRAPH, DISAGREEMENTS_GRAPH}
    names = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, pyoxigraph.NamedNode))
    yield CheckedGraph("", _merged(believed, classes), frozenset(believed.subjects()))
    for name in names:
        if name not in apart:
            graph = read_graph(store, pyoxigraph.NamedNode(name), terms)
            yield _borrowing(name, graph, believed, classes)
    evidence = _merged(
        *(read_graph(store, pyoxigraph.NamedNode(name), terms) for name in sorted(apart & set(names)))
    )
    if len(evidence):
        yield _borrowing("", evidence, believed, classes)


def read_graph(
    store: pyoxigraph.Store, name: pyoxigraph.NamedNode | pyoxigraph.DefaultGraph, terms: TermConverter
) -> rdflib.Graph:
    """Return one graph of a store as an rdflib graph."""
    graph = rdflib.Graph(bind_namespaces="none")
    for quad in store.quads_for_pattern(None, None, None, name):
        graph.add((terms.convert(quad.subject), terms.convert(quad.predicate), terms.convert(quad.object)))
    return graph


def _merged(*graphs: rdflib.Graph) -> QueriedGraph:
    """Return the statements of several graphs in one that pySHACL can ask fast."""
    merged = QueriedGraph()
    for graph in graphs:
        merged += graph
    return merged


def _borrowing(
    source: str, graph: rdflib.Graph, believed: rdflib.Graph, classes: rdflib.Graph
) -> CheckedGraph:
    """Add to a graph what the believed graph says of things that it mentions without describing them."""
    own = frozenset(graph.subjects())
    whole = _merged(graph, classes)
    mentioned = {value for value in graph.objects() if isinstance(value, rdflib.URIRef)}
    mentioned.update(_borrow_runners_up(whole, graph, believed))
    described = {thing for thing in own if (thing, RDF.type, None) in graph}
    for thing in described:
        _borrow_missing(whole, believed, thing)
    waiting = sorted(mentioned - described)
    seen = set(waiting)
    while waiting:
        thing = waiting.pop()
        _borrow_missing(whole, believed, thing)
        for predicate in LINKS:
            for value in believed.objects(thing, predicate):
                whole.add((thing, predicate, value))
                if isinstance(value, rdflib.URIRef) and value not in seen | described:
                    seen.add(value)
                    waiting.append(value)
    return CheckedGraph(source, whole, own)


def _borrow_runners_up(
    whole: rdflib.Graph, graph: rdflib.Graph, believed: rdflib.Graph
) -> set[rdflib.URIRef]:
    """Tell a source that leaves the runner-up's votes out who that was, so that its list is not misjudged."""
    borrowed: set[rdflib.URIRef] = set()
    for contest, winner in graph.subject_objects(WINNER):
        if (contest, WINNER, winner) in believed and (contest, RUNNER_UP, None) not in graph:
            for second in believed.objects(contest, RUNNER_UP):
                if isinstance(second, rdflib.URIRef) and (second, VOTES, None) not in graph:
                    whole.add((contest, RUNNER_UP, second))
                    borrowed.add(second)
    return borrowed


def _borrow_missing(whole: rdflib.Graph, believed: rdflib.Graph, thing: Node) -> None:
    """Give a thing the name, kind and day that the believed graph knows, where it has none of its own."""
    for predicate in BORROWED:
        if (thing, predicate, None) not in whole:
            for value in believed.objects(thing, predicate):
                whole.add((thing, predicate, value))
