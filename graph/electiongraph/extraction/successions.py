"""Conclude who was the member going into an election, where a document says who had won the seat before.

Extraction, last step. Who won a seat and stood there again when it was next polled was its member meanwhile:
"Ms Turley won it in 2015 and kept it two years later". The words that tell the candidacy are the evidence.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from electiongraph.extraction.by_elections import by_elections_in
from electiongraph.extraction.facts import Fact
from electiongraph.extraction.polling_days import BY_ELECTION, GENERAL, LOCAL, days_of_kind, kind_of
from electiongraph.gazetteers import Gazetteers
from electiongraph.sources.dates import FULL_DATE

__all__ = ["defeats_of_members", "members_by_victory", "without_false_members"]

# Of these no gazetteer knows which are polled when.
_POLLED_APART = frozenset(("mayoral", "police-and-crime-commissioner", LOCAL))
_WAS_MEMBER = frozenset(("incumbentIn", "defeatedIn", "stoodDown"))
_SAT_OR_NOT = frozenset(("incumbentIn", "stoodDown", "newSeat"))


def members_by_victory(facts: Sequence[Fact], election: str, gazetteers: Gazetteers) -> list[Fact]:
    """Return that candidates were the members who had won the seat when it was last polled.

    Args:
        facts: All facts of the document.
        election: The document's election.
        gazetteers: The elections known.

    Examples:
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> def told(predicate, election):
        ...     return Fact(predicate, "q", 0, 1, "r", election, "Anna Turley", "Redcar")
        >>> stood = [told("standsIn", "2017-06-08"), told("standsIn", "2019-12-12")]
        >>> facts = [told("elected", "2015-05-07"), *stood]
        >>> [fact.election for fact in members_by_victory(facts, "2019-12-12", load_gazetteers())]
        ['2017-06-08']
    """
    if not (days := _days_of_kind(election, gazetteers)):
        return []
    won: dict[str, set[tuple[str, str]]] = defaultdict(set)
    told: set[tuple[str, str]] = set()
    for fact in facts:
        if fact.predicate == "elected" and len(fact.election) == FULL_DATE:
            won[fact.seat].add((fact.election, fact.person))
        elif fact.predicate in _SAT_OR_NOT:
            told.add((fact.election, fact.seat))
    winners = {person for seats in won.values() for _, person in seats}
    concluded: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        is_winner = fact.predicate == "standsIn" and fact.person in winners and fact.seat in won
        if not is_winner or fact.election not in days:
            continue
        last = _last_poll(fact, days, gazetteers)
        if (last, fact.person) in won[fact.seat] and (fact.election, fact.seat) not in told:
            concluded[fact.election, fact.seat].append(dataclasses.replace(fact, predicate="incumbentIn"))
    return [sat[0] for sat in concluded.values() if len({fact.person for fact in sat}) == 1]


def defeats_of_members(facts: Sequence[Fact]) -> list[Fact]:
    """Return that members were defeated who stood again where the text says that another won.

    Args:
        facts: All facts of the document.

    Examples:
        >>> def told(predicate, person):
        ...     return Fact(predicate, "q", 0, 1, "r", "2019-12-12", person, "Redcar")
        >>> facts = [told("incumbentIn", "Anna Turley"), told("standsIn", "Anna Turley")]
        >>> [fact.person for fact in defeats_of_members([*facts, told("elected", "Jacob Young")])]
        ['Anna Turley']
    """
    won: dict[tuple[str, str], set[str]] = defaultdict(set)
    told: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for fact in facts:
        told[fact.predicate].add((fact.election, fact.seat, fact.person))
        if fact.predicate == "elected":
            won[fact.election, fact.seat].add(fact.person)
    defeated = []
    for fact in facts:
        key = (fact.election, fact.seat, fact.person)
        if fact.predicate != "incumbentIn" or key not in told["standsIn"] or key in told["defeatedIn"]:
            continue
        winners = won[key[:2]]
        if len(winners) == 1 and fact.person not in winners and key not in told["stoodDown"]:
            told["defeatedIn"].add(key)
            defeated.append(dataclasses.replace(fact, predicate="defeatedIn"))
    return defeated


def without_false_members(facts: Sequence[Fact], election: str, gazetteers: Gazetteers) -> list[Fact]:
    """Return the facts without memberships, defeats and retirements of people where another had won before.

    "She was elected in 2017 after Mr Burnham, who had sat since 2001, left" is of no member in 2019.

    Args:
        facts: All facts of the document.
        election: The document's election.
        gazetteers: The elections known.
    """
    if not (days := _days_of_kind(election, gazetteers)):
        return list(facts)
    won: dict[tuple[str, str], set[str]] = defaultdict(set)
    for fact in facts:
        if fact.predicate == "elected" and len(fact.election) == FULL_DATE:
            won[fact.seat, fact.election].add(fact.person)

    def was_another(fact: Fact) -> bool:
        if fact.predicate not in _WAS_MEMBER or fact.election not in days:
            return False
        before = won.get((fact.seat, _last_poll(fact, days, gazetteers)), set())
        return len(before) == 1 and _surname(min(before)) != _surname(fact.person)

    return [fact for fact in facts if not was_another(fact)]


def _days_of_kind(election: str, gazetteers: Gazetteers) -> tuple[str, ...]:
    kind = GENERAL if kind_of(election) == BY_ELECTION else kind_of(election)
    return () if kind in _POLLED_APART else days_of_kind(gazetteers, kind)


def _last_poll(fact: Fact, days: tuple[str, ...], gazetteers: Gazetteers) -> str:
    """Return the day on which the seat of a fact was last polled before its election."""
    polls = sorted({*days, *(one.date for one in by_elections_in(fact.seat, gazetteers))})
    return next((day for day, after in pairwise(polls) if after == fact.election), "")


def _surname(name: str) -> str:
    return name.rpartition(" ")[2].casefold()
