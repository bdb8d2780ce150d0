"""Conclude who lost and which party gained, where a document names the member and the winner of a seat.

Extraction, last step. A text that calls one person the sitting member, says that the person stood again, and
names another who was elected makes plain that the member lost; where it names the winner's party, that this
party gained the seat; where it names the member's, from whom. The words that call the person the member are
the evidence.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from electiongraph.extraction.beaten_members import OLD_SEAT
from electiongraph.extraction.facts import TURNOVER, Fact
from electiongraph.extraction.people import People, Person
from electiongraph.extraction.polling_days import BY_ELECTION, LOCAL, kind_of

__all__ = ["turnover"]


def turnover(
    facts: Sequence[Fact],
    election: str,
    people: People,
    previous: str = "",
    held_before: Sequence[Fact] = (),
    won_by: Sequence[Fact] = (),
) -> list[Fact]:
    """Return the memberships, defeats and gains that a document's facts make plain and do not state.

    Args:
        facts: All facts of the document.
        election: The document's election; of earlier ones too little is told.
        people: Whom the document calls members.
        previous: The general election before; who won the seat then and loses it now was its member.
        held_before: A `gainedFrom` for each party that the text calls a seat's; true only where another won.
        won_by: An `outcome` without value for each party that the text calls a seat's winner.

    Examples:
        >>> def told(predicate, person, value=""):
        ...     return Fact(predicate, "q", 0, 1, "r", "2024-07-04", person, "Wycombe", value=value)
        >>> facts = [told("incumbentIn", "Steve Baker"), told("standsIn", "Steve Baker"),
        ...          told("elected", "Emma Reynolds"), told("standsFor", "Emma Reynolds", "Labour"),
        ...          told("standsFor", "Steve Baker", "Conservative")]
        >>> [(fact.predicate, fact.party or fact.value) for fact in turnover(facts, "2024-07-04", People())]
        [('defeatedIn', ''), ('outcome', 'Labour'), ('gainedFrom', 'Conservative')]
    """
    by_seat: dict[str, list[Fact]] = defaultdict(list)
    won_before: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.election == election and fact.seat:
            by_seat[fact.seat].append(fact)
        elif fact.predicate == "elected" and fact.election == previous:
            won_before[fact.person].add(fact.seat)
    concluded: list[Fact] = []
    # A member of Parliament may well fight a mayoralty or a ward that another holds.
    by_house = kind_of(election) not in ("mayoral", "police-and-crime-commissioner", LOCAL)
    for seat, of_seat in list(by_seat.items()):
        # At a by-election the seat is vacant.
        is_vacant = kind_of(election) == BY_ELECTION
        sat = [] if is_vacant else list(_members(of_seat, seat, people, won_before, by_house=by_house))
        concluded += [*sat, *_of_seat([*of_seat, *sat])]
    for fact in concluded:
        by_seat[fact.seat].append(fact)
    held = _by_seat(held_before, election)
    won = _by_seat(won_by, election)
    # A new seat is nobody's gain from the one who sat for a part of it.
    told = {
        seat: of_seat for seat, of_seat in by_seat.items() if not any(f.rule == OLD_SEAT for f in of_seat)
    }
    for seat, of_seat in told.items():
        concluded += _from_holder(of_seat, held[seat], {fact.party for fact in won[seat]})
        concluded += _from_defeat(of_seat, won[seat])
    return concluded + [fact for of_seat in told.values() for fact in _from_loss(of_seat)]


def _by_seat(facts: Iterable[Fact], election: str) -> dict[str, list[Fact]]:
    by_seat: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.election == election:
            by_seat[fact.seat].append(fact)
    return by_seat


def _from_defeat(facts: Sequence[Fact], won_by: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the gain of the party that won where the member, of whichever other party, lost."""
    if any(fact.predicate == "outcome" for fact in facts) or len({fact.party for fact in won_by}) != 1:
        return
    beaten = {fact.person for fact in facts if fact.predicate == "defeatedIn"}
    if beaten and not any(_party(facts, member) == won_by[0].party for member in beaten):
        yield dataclasses.replace(won_by[0], value="gain", rule=TURNOVER)


def _from_loss(facts: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the gain of the winner's party where the text says who lost the seat, and nothing of a gain."""
    losers = {str(fact.value) for fact in facts if fact.predicate == "gainedFrom"}
    winners = {fact.person: fact for fact in facts if fact.predicate == "elected"}
    if len(losers) != 1 or len(winners) != 1 or any(fact.predicate == "outcome" for fact in facts):
        return
    ((winner, won),) = winners.items()
    if (party := _party(facts, winner)) and party not in losers:
        yield dataclasses.replace(
            won, predicate="outcome", person="", value="gain", party=party, rule=TURNOVER
        )


def _members(
    facts: Sequence[Fact], seat: str, people: People, won_before: dict[str, set[str]], *, by_house: bool
) -> Iterator[Fact]:
    """Yield that the winner, or one whom the winner beat, was the member, where none is named as such."""
    winners = {fact.person for fact in facts if fact.predicate == "elected"}
    if len(winners) != 1 or any(f.predicate in ("incumbentIn", "stoodDown", "newSeat") for f in facts):
        return
    standing = {fact.person: fact for fact in facts if fact.predicate == "standsIn"}
    sat = [
        name
        for name in standing
        if (person := people.find_full(name)) is not None
        and (
            _sat_for(person, seat)
            or (name not in winners and ((by_house and person.in_house) or seat in won_before.get(name, ())))
        )
    ]
    if len(sat) == 1:
        yield dataclasses.replace(standing[sat[0]], predicate="incumbentIn", value="")


def _sat_for(person: Person, seat: str) -> bool:
    """Does the text call the person a member, and of no other seat that is still polled?"""
    own = {attribute.value for attribute in person.member_for}
    return person.sitting and (not own or seat in own)


def _of_seat(facts: Sequence[Fact]) -> Iterator[Fact]:
    winners = {fact.person: fact for fact in facts if fact.predicate == "elected"}
    members = {fact.person: fact for fact in facts if fact.predicate == "incumbentIn"}
    if len(winners) != 1 or len(members) != 1:
        return
    (winner, won), (member, sat) = *winners.items(), *members.items()
    standing = {fact.person for fact in facts if fact.predicate == "standsIn"}
    retired = any(fact.predicate == "stoodDown" for fact in facts)
    if winner == member or member not in standing or retired or _may_be_one(winner, member):
        return
    if not any(fact.predicate == "defeatedIn" for fact in facts):
        yield dataclasses.replace(sat, predicate="defeatedIn", value="", rule=TURNOVER)
    if sat.rule != OLD_SEAT:
        yield from _gain(facts, won, _party(facts, winner), _party(facts, member))


def _gain(facts: Sequence[Fact], won: Fact, winning: str, losing: str) -> Iterator[Fact]:
    has_outcome = any(fact.predicate == "outcome" for fact in facts)
    # A member who stood alone at the end had mostly won the seat for a party, perhaps the winner's.
    if losing in (winning, "Independent"):
        return
    if not has_outcome and winning:
        yield dataclasses.replace(
            won, predicate="outcome", person="", value="gain", party=winning, rule=TURNOVER
        )
    is_gain = not has_outcome or any(f.predicate == "outcome" and f.value == "gain" for f in facts)
    if losing and is_gain and not any(fact.predicate == "gainedFrom" for fact in facts):
        yield dataclasses.replace(won, predicate="gainedFrom", person="", value=losing, rule=TURNOVER)


def _from_holder(facts: Sequence[Fact], held: Sequence[Fact], won_by: set[str]) -> Iterator[Fact]:
    """Yield the gain where the text calls a seat one party's and names another as its winner."""
    outcomes = [fact for fact in facts if fact.predicate == "outcome"]
    winners = {fact.person: fact for fact in facts if fact.predicate == "elected"}
    winning = {fact.party for fact in outcomes if fact.party}
    if not winning and len(winners) == 1:
        winning = {_party(facts, person) for person in winners} - {""}
    winning = winning or won_by
    holders = {fact.value for fact in held}
    if len(winning) != 1 or len(holders) != 1 or winning == holders:
        return
    if any(fact.value == "hold" for fact in outcomes):
        return
    won = next(iter(winners.values()), held[0])
    if not any(fact.party for fact in outcomes):
        yield dataclasses.replace(won, predicate="outcome", person="", value="gain", party=min(winning))
    if not any(fact.predicate == "gainedFrom" for fact in facts):
        yield held[0]


def _party(facts: Iterable[Fact], person: str) -> str:
    parties = {str(f.value) for f in facts if f.predicate == "standsFor" and f.person == person}
    return parties.pop() if len(parties) == 1 else ""


def _may_be_one(one: str, other: str) -> bool:
    """Are two names perhaps forms of one: a married name, a nickname?"""
    return one.rpartition(" ")[2] == other.rpartition(" ")[2]
