"""Merge what is believed of texts with what is believed of official files.

Part of mapping. Of a property that has one value, what was decided with the texts stands: there both have
been weighed.
"""

from __future__ import annotations

from pyoxigraph import DefaultGraph, Quad

from electiongraph.mapping.statements import FUNCTIONAL
from electiongraph.vocabulary import RDFS_LABEL, eg, node

__all__ = ["merge_quads"]

_DEFAULT = DefaultGraph()
_SINGLE = frozenset(
    node(name)
    for name in (
        *FUNCTIONAL, RDFS_LABEL, eg("basis"), eg("turnoutBasis"), eg("winner"), eg("runnerUp"), eg("rank"),
    )
)  # fmt: skip


def merge_quads(decided: frozenset[Quad], official: frozenset[Quad]) -> frozenset[Quad]:
    """Return all quads, without the official ones that a decision has replaced.

    Args:
        decided: What is believed of texts, and of the official rows that tell of the same contests.
        official: What is believed of all official rows.
    """
    known = {
        (quad.subject, quad.predicate)
        for quad in decided
        if quad.graph_name == _DEFAULT and quad.predicate in _SINGLE
    }
    kept = {
        quad
        for quad in official
        if quad.graph_name != _DEFAULT or (quad.subject, quad.predicate) not in known
    }
    return decided | kept
