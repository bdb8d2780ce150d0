"""Say which lines a graph gains and loses when what texts say has changed, without looking at the rest.

Part of mapping, the counterpart of `merging.py` for a graph that is there already: a line stays while texts
make it, or while official files do and no decision of the texts has replaced it. Pure but for looking lines
up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import DefaultGraph, Quad, RdfFormat, parse

from electiongraph.mapping.merging import opening_of, single_openings
from electiongraph.mapping.texts import Piece

__all__ = ["Change", "GraphLines", "change_lines"]

DEFAULT = DefaultGraph()


class GraphLines(Protocol):
    """The lines of a graph, in which some can be looked up."""

    def __contains__(self, line: bytes) -> bool:
        """Tell whether a line is there."""
        ...

    def beginning_with(self, opening: bytes) -> list[bytes]:
        """Return the lines that begin so."""
        ...


@dataclass(frozen=True, slots=True)
class Change:
    """How a graph changes.

    Attributes:
        added: Lines that it gains.
        removed: Lines that it loses.
        shared: The lines that texts make and official files too, from then on.
        replaced: What would be believed of official files but for what is decided with the texts.
    """

    added: frozenset[bytes]
    removed: frozenset[bytes]
    shared: frozenset[bytes]
    replaced: frozenset[bytes]


def change_lines(
    before: Iterable[Piece],
    after: Iterable[Piece],
    shared: frozenset[bytes],
    replaced: frozenset[bytes],
    graph: GraphLines,
) -> Change:
    """Return how a graph changes with the pieces that its texts make.

    Args:
        before: The pieces that it has been made of.
        after: Those that it is to be made of.
        shared: The lines that texts have made and official files too.
        replaced: What would be believed of official files but for what was decided with the texts.
        graph: Its lines as they are.
    """
    old, new = _Told.of(before), _Told.of(after)
    gone, come = old.lines - new.lines, new.lines - old.lines
    opened = _openings(gone & old.believed, new.believed)
    closed = _openings(come & new.believed, old.believed)
    restored = {line for line in replaced if opening_of(line) in opened}
    official = {line for opening in closed for line in graph.beginning_with(opening) if _is_believed(line)}
    replaced_now = (replaced - restored) | official
    added, removed, of_both = set(), set(), set(shared & new.lines)
    for line in gone | come | restored | official:
        is_there = line in graph
        is_official = line in shared or line in replaced or (is_there and line not in old.lines)
        stays = line in new.lines or (is_official and line not in replaced_now)
        if is_official and line in new.lines:
            of_both.add(line)
        if stays and not is_there:
            added.add(line)
        elif is_there and not stays:
            removed.add(line)
    return Change(frozenset(added), frozenset(removed), frozenset(of_both), frozenset(replaced_now))


@dataclass(frozen=True, slots=True)
class _Told:
    """All lines of pieces, and those of them that are believed."""

    lines: frozenset[bytes]
    believed: frozenset[bytes]

    @classmethod
    def of(cls, pieces: Iterable[Piece]) -> _Told:
        pieces = tuple(pieces)
        believed = frozenset(line for piece in pieces for line in piece.believed)
        return cls(believed.union(*(piece.told for piece in pieces)), believed)


def _openings(of_these: Iterable[bytes], but_of: Iterable[bytes]) -> set[bytes]:
    """Return the openings of one value that lines have and others have not."""
    openings = single_openings(of_these)
    return openings - {opening_of(line) for line in but_of} if openings else openings


def _is_believed(line: bytes) -> bool:
    (quad,) = parse(line, format=RdfFormat.N_QUADS)
    return isinstance(quad, Quad) and quad.graph_name == DEFAULT
