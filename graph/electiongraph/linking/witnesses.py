"""Count independent witnesses: two sources that print the same passage are one.

Agency copy and shared live pages repeat each other word for word; for the question how many say so, they
count once. Takes `LinkedFact` records; used for choosing among names and among figures.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from electiongraph.gazetteers import normalise_name
from electiongraph.linking.entity_linking import LinkedFact
from electiongraph.sources.document import Document

__all__ = ["Witnesses"]

# A line this long is not written twice by chance; a shorter one needs a neighbour that is shared too.
LONG_PASSAGE = 50


class Witnesses:
    """Groups claims by the passage that they stand in."""

    def __init__(self) -> None:
        self._lines: dict[str, tuple[list[int], list[str]]] = {}
        self._keys: dict[str, frozenset[str]] = {}

    def group(self, claims: Iterable[LinkedFact]) -> tuple[tuple[LinkedFact, ...], ...]:
        """Group claims into independent witnesses.

        Args:
            claims: Claims of one value.

        Returns:
            The claims of each witness; witnesses and claims ordered by IRI.
        """
        ordered = sorted(claims, key=lambda one: one.iri)
        into = list(range(len(ordered)))
        first: dict[str, int] = {}
        for number, claim in enumerate(ordered):
            for key in self._passages(claim):
                one, other = _root(into, number), _root(into, first.setdefault(key, number))
                into[max(one, other)] = min(one, other)
        groups: dict[int, list[LinkedFact]] = {}
        for number, claim in enumerate(ordered):
            groups.setdefault(_root(into, number), []).append(claim)
        return tuple(tuple(members) for _, members in sorted(groups.items()))

    def count(self, claims: Iterable[LinkedFact]) -> int:
        """Return how many independent witnesses make these claims."""
        return len(self.group(claims))

    def _passages(self, claim: LinkedFact) -> frozenset[str]:
        """Return keys of the claim's source and passage; claims that share one are one witness."""
        if claim.iri not in self._keys:
            self._keys[claim.iri] = frozenset(self._read_passages(claim))
        return self._keys[claim.iri]

    def _read_passages(self, claim: LinkedFact) -> set[str]:
        source, fact = claim.source, claim.fact
        if source.iri not in self._lines:
            self._lines[source.iri] = _split_lines(source.document)
        starts, lines = self._lines[source.iri]
        keys = {source.iri}
        quote = normalise_name(fact.quote)
        if len(quote) >= LONG_PASSAGE:
            keys.add(quote)
        if not lines:
            return keys
        at = max(0, bisect_right(starts, fact.start) - 1)
        if len(lines[at]) >= LONG_PASSAGE:
            keys.add(lines[at])
        before = lines[at - 1] if at else ""
        after = lines[at + 1] if at + 1 < len(lines) else ""
        keys.update(
            f"{one}\n{other}" for one, other in ((before, lines[at]), (lines[at], after)) if one and other
        )
        return keys


def _root(into: list[int], number: int) -> int:
    while into[number] != number:
        into[number] = into[into[number]]
        number = into[number]
    return number


def _split_lines(document: Document) -> tuple[list[int], list[str]]:
    """Return the offset and the normalised words of each line that has any."""
    starts: list[int] = []
    lines: list[str] = []
    at = 0
    for line in document.text.split("\n"):
        words = normalise_name(line)
        if words:
            starts.append(at)
            lines.append(words)
        at += len(line) + 1
    return starts, lines
