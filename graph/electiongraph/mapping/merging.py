"""Merge what is believed of texts with what is believed of official files.

Part of mapping. Of a property that has one value, what was decided with the texts stands: there both have
been weighed.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

from pyoxigraph import Quad, RdfFormat, serialize

from electiongraph.mapping.statements import FUNCTIONAL
from electiongraph.vocabulary import RDFS_LABEL, eg

__all__ = ["Merged", "merge_lines", "nquads_lines", "opening_of", "single_openings"]

_SINGLE = frozenset(
    f"<{name}>".encode()
    for name in (
        *FUNCTIONAL, RDFS_LABEL, eg("basis"), eg("turnoutBasis"), eg("winner"), eg("runnerUp"), eg("rank"),
        eg("gainedFromBasis"), eg("outcomeBasis"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Merged:
    """A graph of texts and official files.

    Attributes:
        lines: All quads as sorted lines of N-Quads, each once.
        triples: How many of them are believed.
        shared: The lines that texts have made and official files too.
        replaced: What would be believed of official files but for what was decided with the texts.
    """

    lines: list[bytes]
    triples: int
    shared: frozenset[bytes]
    replaced: frozenset[bytes]


def nquads_lines(quads: Iterable[Quad]) -> list[bytes]:
    """Return quads as lines of N-Quads, in their order."""
    written = serialize(quads, format=RdfFormat.N_QUADS)
    assert written is not None
    return written.splitlines(keepends=True)


def merge_lines(decided: Set[bytes], heard: Set[bytes], believed: set[bytes], told: set[bytes]) -> Merged:
    """Merge the lines of texts with those of official files, whose sets are emptied.

    Args:
        decided: What is believed of texts, and of the official rows that tell of the same contests.
        heard: All else that texts make: what each says, the evidence, and the disagreements.
        believed: What is believed of all official rows; what a decision has replaced goes.
        told: What official files say.
    """
    single = single_openings(decided)
    replaced = frozenset(line for line in believed if opening_of(line) in single) if single else frozenset()
    shared = frozenset((decided & believed) | (heard & told))
    believed -= replaced
    believed |= decided
    told |= heard
    triples = len(believed)
    lines = [*believed, *told]
    believed.clear()
    told.clear()
    lines.sort()
    return Merged(lines, triples, shared, replaced)


def single_openings(decided: Iterable[bytes]) -> set[bytes]:
    """Return the openings of those lines whose property has one value.

    Examples:
        >>> line = b'<x:s> <http://www.w3.org/2000/01/rdf-schema#label> "Poole" .'
        >>> single_openings([line, b"<x:s> <x:p> <x:o> ."])
        {b'<x:s> <http://www.w3.org/2000/01/rdf-schema#label> '}
    """
    openings = set()
    for line in decided:
        start = line.index(b"> ") + 2
        end = line.index(b"> ", start) + 1
        if line[start:end] in _SINGLE:
            openings.add(line[: end + 1])
    return openings


def opening_of(line: bytes) -> bytes:
    """Return subject and predicate of a line, with the space after them."""
    return line[: line.index(b"> ", line.index(b"> ") + 2) + 2]
