"""Doubt figures that contradict each other within one document.

Extraction, after the facts are complete. Nothing is dropped or corrected: a fact that the document's own
figures speak against keeps its value and says why it is doubted.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Sequence

from electiongraph.extraction.facts import Fact

__all__ = ["doubt_contradictions"]

# A list of fewer may have left out the runner-up.
FEWEST_LISTED = 3
SEATS_IN_ALL = 650
# Half of the last digit printed, for a share with one decimal place.
ROUNDING = 0.05
ROUNDING_OF_WHOLE_SHARES = 0.5

Contest = tuple[str, str]
Doubts = dict[int, str]


def doubt_contradictions(facts: Sequence[Fact]) -> list[Fact]:
    """Return the facts of a document, those that its own figures contradict with a `doubt`.

    Args:
        facts: All facts of one document; a doubt that they already have counts for nothing.

    Examples:
        >>> def figure(predicate, value, person=""):
        ...     return Fact(predicate, "q", 0, 1, "r", "2024-07-04", person, "North Dorset", value=value)
        >>> votes = [("Simon Hoare", 18208), ("Gary Jackson", 16619), ("Ash Leaney", 7894)]
        >>> facts = [figure("votes", count, person) for person, count in votes]
        >>> doubt_contradictions([*facts, figure("majority", 1598)])[-1].doubt
        'the votes listed make the majority 1,589'
    """
    contests: dict[Contest, list[int]] = defaultdict(list)
    for number, fact in enumerate(facts):
        if fact.seat and fact.election:
            contests[(fact.election, fact.seat)].append(number)
    doubts: Doubts = {}
    for numbers in contests.values():
        doubts |= _doubts_of_contest(facts, numbers)
    doubts |= _doubts_of_tallies(facts)
    return [
        fact
        if fact.doubt == doubts.get(number, "")
        else dataclasses.replace(fact, doubt=doubts.get(number, ""))
        for number, fact in enumerate(facts)
    ]


def _doubts_of_contest(facts: Sequence[Fact], numbers: Iterable[int]) -> Doubts:
    told: dict[str, dict[int, Fact]] = defaultdict(dict)
    for number in numbers:
        told[facts[number].predicate][number] = facts[number]
    votes, shares = _ranked(told["votes"]), _ranked(told["voteShare"])
    return (
        _doubts_of_shares(votes, shares)
        | _doubts_of_winner(told["elected"], votes)
        | _doubts_of_margin(told["majority"], votes, 0, "votes", "majority")
        | _doubts_of_margin(told["majorityShare"], shares, 2 * ROUNDING, "shares", "majority in percent")
    )


def _ranked(figures: dict[int, Fact]) -> list[tuple[float, str, int]]:
    """Return value, person and number of figures that people have, the highest first; [] if one has two."""
    if len({fact.person for fact in figures.values()}) < len(figures):
        return []
    return sorted(
        ((float(fact.value), fact.person, number) for number, fact in figures.items()), reverse=True
    )


def _doubts_of_margin(
    margins: dict[int, Fact], ranked: list[tuple[float, str, int]], tolerance: float, what: str, name: str
) -> Doubts:
    """Doubt a majority that is not the first figure less the second."""
    if len(ranked) < FEWEST_LISTED:
        return {}
    margin = ranked[0][0] - ranked[1][0]
    return {
        number: f"the {what} listed make the {name} {_grouped(margin)}"
        for number, fact in margins.items()
        if abs(float(fact.value) - margin) > tolerance + 1e-6
    }


def _doubts_of_winner(winners: dict[int, Fact], ranked: list[tuple[float, str, int]]) -> Doubts:
    """Doubt a winner who has fewer votes than another; in a ward with several seats, than another loser."""
    order = [person for _, person, _ in ranked]
    elected = {fact.person for fact in winners.values()}
    return {
        number: f"{beaten[0]} has more votes"
        for number, fact in winners.items()
        if fact.person in order
        and (beaten := [one for one in order[: order.index(fact.person)] if one not in elected])
    }


def _doubts_of_shares(votes: list[tuple[float, str, int]], shares: list[tuple[float, str, int]]) -> Doubts:
    """Doubt shares that add up to more than all, and shares that the votes beside them do not give."""
    total = sum(share for share, _, _ in shares)
    rounding = ROUNDING if any(share % 1 for share, _, _ in shares) else ROUNDING_OF_WHOLE_SHARES
    if total > 100 + 2 * rounding * len(shares):
        return {number: f"the shares listed add up to {total:.1f}%" for _, _, number in shares}
    share_of = {person: (share, number) for share, person, number in shares}
    both = [(count, *share_of[person]) for count, person, _ in votes if person in share_of]
    # Between which totals of valid votes a share is right: its last digit is rounded.
    totals = {
        number: (100 * count / (share + rounding), 100 * count / max(share - rounding, 1e-9))
        for count, share, number in both
    }
    fitting = max(
        ([n for n, (low, high) in totals.items() if low <= total <= high] for total, _ in totals.values()),
        key=len,
        default=[],
    )
    if len(fitting) < FEWEST_LISTED or 2 * len(fitting) <= len(both):
        return {}
    valid = max(totals[number][0] for number in fitting)
    return {
        number: f"{_grouped(count)} votes would be {100 * count / valid:.1f}%, to judge by the others listed"
        for count, _, number in both
        if number not in fitting
    }


def _doubts_of_tallies(facts: Sequence[Fact]) -> Doubts:
    """Doubt tallies of one moment that add up to more seats than had declared."""
    moments: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, fact in enumerate(facts):
        if fact.predicate == "seatsWon":
            moments[(fact.election, fact.declared or SEATS_IN_ALL)].append(number)
    doubts: Doubts = {}
    for (_, declared), numbers in moments.items():
        parties = {facts[number].party: float(facts[number].value) for number in numbers}
        total = sum(parties.values())
        if len(parties) == len(numbers) and total > declared:
            doubts |= dict.fromkeys(
                numbers, f"the tallies add up to {_grouped(total)}, of {declared} seats declared"
            )
    return doubts


def _grouped(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:.1f}"
