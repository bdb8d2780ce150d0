"""Tell who won a seat before, as the text has told so far.

Extraction, part of discourse.
"""

from __future__ import annotations

from electiongraph.extraction.people import Person
from electiongraph.extraction.sightings import Resolved
from electiongraph.extraction.whereabouts import Whereabouts

__all__ = ["Told", "beaten_then", "had_lost_since", "had_won_before", "winners_since"]

# Whom the text has told of, by name, for each predicate, seat and election.
Told = dict[tuple[str, str, str], dict[str, Person]]


def winners_since(seat: str, where: Whereabouts, named: Told) -> set[str]:
    """Return who won a seat when the text last tells so before now, unless it tells of a defeat since."""
    told = {day for name, place, day in named if (name, place) == ("elected", seat) and day < where.election}
    if not told:
        return set()
    beaten = {
        name
        for (what, place, day), people in named.items()
        if (what, place) == ("defeatedIn", seat) and max(told) < day < where.election
        for name in people
    }
    return set(named[("elected", seat, max(told))]) - beaten


def had_lost_since(person: Person, seat: str, where: Whereabouts, named: Told) -> bool:
    """Does the text say that somebody lost a seat at an earlier election and has not won it again?"""
    told = {
        (what, day)
        for (what, place, day), people in named.items()
        if place == seat and day < where.election and person.name in people
    }
    lost = max((day for what, day in told if what == "defeatedIn"), default="")
    return bool(lost) and lost > max((day for what, day in told if what == "elected"), default="")


def had_won_before(resolved: Resolved, where: Whereabouts, named: Told) -> bool:
    """Does the text say that somebody beaten at an earlier general election had won the seat before?"""
    person, seat, election = resolved.person, resolved.seat, resolved.election
    is_general = any(e.date == election and e.kind == "general" for e in where.gazetteers.elections)
    if person is None or not is_general:
        return False
    told = {
        (name, when)
        for (name, place, when), people in named.items()
        if place == seat and when < election and person.name in people
    }
    won = max((when for name, when in told if name == "elected"), default="")
    return bool(won) and won > max((when for name, when in told if name == "defeatedIn"), default="")


def beaten_then(person: Person, seat: str, where: Whereabouts, named: Told) -> str:
    """Return the earlier election at which the sentence has told of somebody as beaten, "" for none."""
    for election in where.told_in_sentence():
        stood = named.get(("standsIn", seat, election), {})
        if person.name in stood and person.name not in named.get(("elected", seat, election), {}):
            return election
    return ""
