"""Merge what is believed of texts with what is believed of official files.

Part of mapping. Of a property that has one value, what was decided with the texts stands: there both have
been weighed.
"""

from __future__ import annotations

from collections.abc import Iterable, Set

from pyoxigraph import DefaultGraph, Quad, RdfFormat, serialize

from electiongraph.mapping.statements import FUNCTIONAL
from electiongraph.vocabulary import RDFS_LABEL, eg, node

__all__ = ["merge_lines", "nquads_lines"]

_DEFAULT = DefaultGraph()
_SINGLE = frozenset(
    node(name)
    for name in (
        *FUNCTIONAL, RDFS_LABEL, eg("basis"), eg("turnoutBasis"), eg("winner"), eg("runnerUp"), eg("rank"),
        eg("gainedFromBasis"), eg("outcomeBasis"),
    )
)  # fmt: skip


def nquads_lines(quads: Iterable[Quad]) -> list[bytes]:
    """Return quads as lines of N-Quads, in their order."""
    written = serialize(quads, format=RdfFormat.N_QUADS)
    assert written is not None
    return written.splitlines(keepends=True)


def merge_lines(decided: Set[Quad], believed: set[bytes], told: set[bytes]) -> tuple[list[bytes], int]:
    """Return all quads as sorted lines of N-Quads, and how many of them are believed.

    Args:
        decided: What is believed of texts, and of the official rows that tell of the same contests, with all
            that the texts say.
        believed: The lines of what is believed of all official rows; those that a decision has replaced go.
        told: The lines of what official files say.
    """
    own = [quad for quad in decided if quad.graph_name == _DEFAULT]
    single = {f"{quad.subject} {quad.predicate} ".encode() for quad in own if quad.predicate in _SINGLE}
    if single:
        believed.difference_update([line for line in believed if _opening(line) in single])
    believed.update(nquads_lines(own))
    count = len(believed)
    told.update(nquads_lines(quad for quad in decided if quad.graph_name != _DEFAULT))
    lines = [*believed, *told]
    believed.clear()
    told.clear()
    lines.sort()
    return lines, count


def _opening(line: bytes) -> bytes:
    """Return subject and predicate of a line, with the space after them."""
    return line[: line.index(b"> ", line.index(b"> ") + 2) + 2]
