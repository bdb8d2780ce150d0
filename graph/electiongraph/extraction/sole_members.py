"""Keep one sitting member to a seat that has one: whom the sitting member beat was not it.

Extraction, last step. "She saw off Sir Nick Harvey" calls him no member where the text says that she was it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from electiongraph.extraction.facts import Fact, names_its_seat
from electiongraph.extraction.joint_winners import elects_several

__all__ = ["keep_sole_members"]

_OF_LOSERS = frozenset(("incumbentIn", "defeatedIn"))


def keep_sole_members(facts: Iterable[Fact], several: frozenset[str] = frozenset()) -> list[Fact]:
    """Return the facts without members of a seat who cannot have been it beside another.

    Args:
        facts: In any order.
        several: Areas that elect more than one office.

    Examples:
        >>> def told(predicate, person):
        ...     return Fact(predicate, "q", 0, 1, "r", "2017-06-08", person, "North Devon")
        >>> facts = [told("elected", "Ann Smith"), told("incumbentIn", "Ann Smith"),
        ...          told("incumbentIn", "Bob Jones"), told("defeatedIn", "Bob Jones")]
        >>> [(fact.predicate, fact.person) for fact in keep_sole_members(facts)]
        [('elected', 'Ann Smith'), ('incumbentIn', 'Ann Smith')]
    """
    told = list(facts)
    contests: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for fact in told:
        if fact.predicate in ("elected", "incumbentIn", "defeatedIn", "stoodDown"):
            contests[fact.seat, fact.election][fact.predicate].add(fact.person)
    crowded = {
        contest: said
        for contest, said in contests.items()
        if len(said["incumbentIn"]) > 1 and contest[0] not in several and not elects_several(contest[1])
    }
    wrong = {
        (predicate, person, *contest)
        for contest, said in crowded.items()
        for predicate, person in _excluded(said)
    }
    astray = [span for contest in crowded for span in _told_of_other_seats(told, *contest)]
    return [
        fact
        for fact in told
        if fact.is_list
        or (
            (fact.predicate, fact.person, fact.seat, fact.election) not in wrong
            and not any(_stands_within(fact, span) for span in astray)
        )
    ]


# How far behind a misplaced statement its figures stand: "..., who won by 4,489".
_NEAR = 40


def _told_of_other_seats(facts: list[Fact], seat: str, election: str) -> list[Fact]:
    """Return what says without naming the seat that others than its named member were beaten there.

    "Vince Cable lost Twickenham. Simon Hughes' reign by the river was ended by Neil Coyle": in another seat.
    """
    beaten = [f for f in facts if (f.seat, f.election, f.predicate) == (seat, election, "defeatedIn")]
    placed = {f.person for f in beaten if f.is_list or names_its_seat(f)}
    others = [f for f in beaten if f.person not in placed]
    return others if len(placed) == 1 else []


def _stands_within(fact: Fact, astray: Fact) -> bool:
    """Is a fact told of the same contest in, or directly after, a statement that is of another seat?"""
    is_same = (fact.seat, fact.election) == (astray.seat, astray.election)
    is_near = fact.start < astray.end + _NEAR and astray.start <= fact.end
    return is_same and (is_near or fact.person == astray.person) and not names_its_seat(fact)


def _excluded(said: dict[str, set[str]]) -> set[tuple[str, str]]:
    """Return which statements on members of one seat do not go with the surer ones."""
    members, winners, left = said["incumbentIn"], said["elected"], said["stoodDown"]
    if left & members and len(left) == 1:
        # Whoever held the seat for the party of the member who left was not the member.
        return {(predicate, person) for person in members - left for predicate in _OF_LOSERS}
    if len(winners & members) == 1 and not left:
        beaten = (members - winners) & said["defeatedIn"]
        return {(predicate, person) for person in beaten for predicate in _OF_LOSERS}
    return set()
