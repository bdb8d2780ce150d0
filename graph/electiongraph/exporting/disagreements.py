"""Write disagreements as Turtle, with the claims that disagree and the words or rows that state them.

Part of exporting, for linked-data users of what the sources differ on.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from electiongraph.exporting.turtle import write_turtle
from electiongraph.vocabulary import DISAGREEMENTS_GRAPH, EG, EVIDENCE_GRAPH, OA

__all__ = ["write_disagreements"]

# From a disagreement to the words of its claims.
_FOLLOWED = frozenset((f"{EG}hasClaim", f"{EG}preferredClaim", f"{OA}hasTarget", f"{OA}hasSelector"))


def write_disagreements(store: Store, iris: Iterable[str]) -> bytes:
    """Return disagreements with their claims and quotes as Turtle.

    Args:
        store: The graph.
        iris: IRIs of disagreements.
    """
    graphs = (NamedNode(DISAGREEMENTS_GRAPH), NamedNode(EVIDENCE_GRAPH))
    chosen = Store()
    seen: set[str] = set()
    waiting = sorted(iris)
    while waiting:
        iri = waiting.pop()
        if iri in seen:
            continue
        seen.add(iri)
        for graph in graphs:
            for quad in store.quads_for_pattern(NamedNode(iri), None, None, graph):
                chosen.add(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()))
                if quad.predicate.value in _FOLLOWED and isinstance(quad.object, NamedNode):
                    waiting.append(quad.object.value)
    return write_turtle(chosen, believed_only=True)
