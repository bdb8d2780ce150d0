"""Name the things of a finding: a readable label, the person and the seat concerned.

Takes the graph that was checked; things without a label of their own are named by what they join.
"""

from __future__ import annotations

import re

import rdflib
from rdflib.namespace import RDF, RDFS
from rdflib.term import Node

from electiongraph.vocabulary import EG

__all__ = ["contestants_of", "label_of", "person_of", "seat_of"]

# Of a thing without a label: the properties whose values name it, and what stands between the two.
JOINED = (
    ("incumbent", " in ", "incumbentSeat"),
    ("appointee", ", ", "role"),
    ("party", ", ", "tallyOf"),
    ("successor", " after ", "predecessor"),
    ("candidate", ", ", "contest"),
    ("seat", ", ", "election"),
)
TO_PERSON = ("candidate", "incumbent", "appointee")
TO_SEAT = ("seat", "incumbentSeat", "successor")
TO_CONTEST = ("contest", "outcomeOf")
DEEPEST = 3


def label_of(graph: rdflib.Graph, node: Node | None, depth: int = 0) -> str:
    """Return a readable name of a thing or value; "" for None."""
    if node is None:
        return ""
    if isinstance(node, rdflib.Literal):
        return str(node)
    labels = sorted(str(label) for label in graph.objects(node, RDFS.label))
    if labels:
        return labels[0]
    if depth < DEEPEST:
        for first, between, second in JOINED:
            names = [label_of(graph, _follow(graph, node, name), depth + 1) for name in (first, second)]
            if all(names):
                return between.join(names)
        for name in ("outcomeOf", "factText"):
            joined = label_of(graph, _follow(graph, node, name), depth + 1)
            if joined:
                return joined
    return re.split(r"[/#]id/|#", str(node))[-1]


def person_of(graph: rdflib.Graph, *nodes: Node | None) -> str:
    """Return the name of the first person that one of the things is or is about; "" when none."""
    for node in nodes:
        if isinstance(node, rdflib.URIRef):
            for person in (node, *(_follow(graph, node, name) for name in TO_PERSON)):
                if person is not None and (person, RDF.type, rdflib.URIRef(EG + "Person")) in graph:
                    return label_of(graph, person)
    return ""


def contestants_of(graph: rdflib.Graph, contest: Node) -> str:
    """Return the names of a contest's winner and runner-up, joined by "; "; "" when neither is known."""
    names = (person_of(graph, _follow(graph, contest, name)) for name in ("winner", "runnerUp"))
    return "; ".join(name for name in names if name)


def seat_of(graph: rdflib.Graph, *nodes: Node | None) -> str:
    """Return the name of the first seat that one of the things is or is about; "" when none."""
    for node in nodes:
        if isinstance(node, rdflib.URIRef):
            contests = [_follow(graph, node, name) for name in TO_CONTEST]
            for place in (node, *(contest for contest in contests if contest is not None)):
                for seat in (place, *(_follow(graph, place, name) for name in TO_SEAT)):
                    if seat is not None and (seat, RDF.type, rdflib.URIRef(EG + "Seat")) in graph:
                        return label_of(graph, seat)
    return ""


def _follow(graph: rdflib.Graph, node: Node, name: str) -> Node | None:
    """Return the first value, in a fixed order, of a property of the ontology; None when there is none."""
    return min(graph.objects(node, rdflib.URIRef(EG + name)), key=str, default=None)
