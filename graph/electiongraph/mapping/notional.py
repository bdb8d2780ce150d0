"""Tell a majority or turnout that is the notional one, recalculated on new boundaries, from the result.

Newspapers give both for the same year, and one that gives the notional figure as the result is not a second
witness of that result. Takes linked facts; `reconciling.py` asks before it decides on a majority.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from electiongraph.linking.entity_linking import LinkedFact
from electiongraph.mapping.figures import (
    are_compatible,
    are_digits_swapped,
    are_one_digit_apart,
    decimals_stated,
)

__all__ = ["NotionalFigures"]

NOTIONAL_SUFFIX = " notional"
RECALCULATED = frozenset({"majority", "majorityShare", "turnout"})


class NotionalFigures:
    """The notional majorities and turnouts that sources tell of, and which seats they say followed which."""

    def __init__(self, claims: Iterable[LinkedFact]) -> None:
        """Gather them.

        Args:
            claims: All linked facts.
        """
        self._told: dict[tuple[str, str], list[LinkedFact]] = defaultdict(list)
        self._successors: dict[str, set[str]] = defaultdict(set)
        for claim in claims:
            if claim.seat and claim.former:
                self._successors[claim.former.iri].add(claim.seat.name)
            is_notional = claim.election is not None and claim.election.kind == "notional"
            if is_notional and claim.seat and claim.election and claim.fact.predicate in RECALCULATED:
                self._told[(claim.fact.predicate, claim.election.key)].append(claim)

    def behind(self, claims: Sequence[LinkedFact]) -> LinkedFact | None:
        """Return the notional claim whose figure a majority or turnout is, or nearly is.

        A source that gives the figure both as the notional one and as the result keeps the two apart: there
        they are equal, and nothing is mistaken.

        Args:
            claims: The claims of one value of a majority or turnout at a general election.

        Returns:
            The claim of the same figure, else of one a digit away; None when there is none.
        """
        first = claims[0]
        if first.election is None or first.election.kind != "general" or first.seat is None:
            return None
        names = {first.seat.name, *self._successors.get(first.seat.iri, ())}
        sources = {claim.source.iri for claim in claims}
        matching = [
            one
            for one in self._told.get((first.fact.predicate, first.election.key + NOTIONAL_SUFFIX), ())
            if one.seat and one.seat.name in names and are_near(first, one)
        ]
        if any(one.source.iri in sources for one in matching):
            return None
        return min(matching, key=lambda one: (one.fact.value != first.fact.value, one.iri), default=None)


def are_near(one: LinkedFact, other: LinkedFact) -> bool:
    """Tell whether two figures are equal, or counts of which one may be a slip for the other."""
    told, figure = one.fact.value, other.fact.value
    if one.fact.predicate == "turnout":
        decimals = [decimals_stated(claim.fact.quote, float(claim.fact.value)) for claim in (one, other)]
        return are_compatible(float(told), decimals[0], float(figure), decimals[1])
    if not isinstance(told, int) or not isinstance(figure, int):
        return told == figure
    return told == figure or are_one_digit_apart(told, figure) or are_digits_swapped(told, figure)
