"""Count independent witnesses: two sources that print the same passage are one.

Agency copy and shared live pages repeat each other word for word; for the question how many say so, they
count once. Takes `LinkedFact` records; used for choosing among names and among figures.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from electiongraph.gazetteers import normalise_name
from electiongraph.linking.entity_linking import LinkedFact
from electiongraph.sources.document import Document

__all__ = ["Witnesses"]

# A line this long is not written twice by chance; a shorter one needs a neighbour that is shared too.
LONG_PASSAGE = 50


class Witnesses:
    """Groups claims by the passage that they stand in."""

    def __init__(self) -> None:
        self._lines: dict[str, _Lines] = {}
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
            self._lines[source.iri] = _Lines(source.document)
        keys = {source.iri}
        quote = normalise_name(fact.quote)
        if len(quote) >= LONG_PASSAGE:
            keys.add(quote)
        before, line, after = self._lines[source.iri].around(fact.start)
        if len(line) >= LONG_PASSAGE:
            keys.add(line)
        keys.update(f"{one}\n{other}" for one, other in ((before, line), (line, after)) if one and other)
        return keys


def _root(into: list[int], number: int) -> int:
    while into[number] != number:
        into[number] = into[into[number]]
        number = into[number]
    return number


class _Lines:
    """The lines of a document that have words, normalised when they are asked for."""

    def __init__(self, document: Document) -> None:
        self._lines = document.text.split("\n")
        self._starts = list(accumulate((len(line) + 1 for line in self._lines), initial=0))[:-1]
        self._words: dict[int, str] = {}

    def around(self, offset: int) -> tuple[str, str, str]:
        """Return the words of the line of an offset, between those of the lines before and after it.

        The line is the last one with words that begins before the offset, else the first one.
        """
        number = bisect_right(self._starts, offset) - 1
        at = self._next(number, -1)
        at = self._next(number + 1, 1) if at is None else at
        if at is None:
            return "", "", ""
        before, after = self._next(at - 1, -1), self._next(at + 1, 1)
        return self._words_of(before), self._words_of(at), self._words_of(after)

    def _next(self, number: int, step: int) -> int | None:
        """Return the number of the first line with words, from one on up or down."""
        while 0 <= number < len(self._lines):
            if self._words_of(number):
                return number
            number += step
        return None

    def _words_of(self, number: int | None) -> str:
        if number is None:
            return ""
        if number not in self._words:
            self._words[number] = normalise_name(self._lines[number])
        return self._words[number]
