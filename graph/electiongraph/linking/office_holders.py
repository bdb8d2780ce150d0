"""Say whom of official files a text means by a name without a contest: a minister, a sitting member.

Linking, between `link_facts` and `people.py`. A name alone links nobody. It must be the name of one person
only among those who held the office that the text tells, who sat for the seat that it tells, or, for one with
a national office, who were members of Parliament at all; the claim keeps the reason and how far to trust it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from electiongraph.linking.clusters import NATIONAL_ROLES
from electiongraph.linking.entity_linking import LinkedFact, LinkedRole
from electiongraph.linking.names import NameMatch, match_names, name_tokens
from electiongraph.linking.registered_people import RegisteredPerson
from electiongraph.sources.candidate_lists import Candidate

__all__ = [
    "OfficeHolders",
    "OfficeSpell",
    "SeatSpell",
    "by_office_and_person",
    "by_surname",
    "days_of",
    "link_office_holders",
]

# Of members of a seat, not of candidates: whoever is said so need not have stood.
_SITTING = frozenset(("incumbentIn", "stoodDown", "memberSince", "defeatedIn", "elected"))
_OFFICE = frozenset(("appointedTo", "heldRole"))
# So many months may lie between an appointment and the text that tells of it as news.
_NEAR_MONTHS = 2
# Reason of a link: how far to trust it. An order set by hand; what was measured is in the documentation.
_TRUST = {"candidate": 0.99, "near candidate": 0.95, "office": 0.99, "seat": 0.98, "member": 0.95}
_REASONS = {
    "candidate": "stood there under this name",
    "near candidate": "stood there under a name much like this",
    "office": "is the only one of this name who held the office by the register of ministers",
    "seat": "is the only one of this name who was elected there before",
    "member": "is the only member of Parliament of this name in the results",
}


@dataclass(frozen=True, slots=True)
class OfficeSpell:
    """Who held an office from when to when, by one row of the register of ministers.

    Attributes:
        person: Who.
        roles: The office, and where two are held as one ("Secretary of State for Justice and Lord
            Chancellor"), each of the two.
        since: From which day; "" when unknown.
        until: Till which day; "" for who still holds it.
        iri: IRI of the appointment.
        source: IRI of the register's table.
        row: Its number there.
    """

    person: RegisteredPerson
    roles: tuple[LinkedRole, ...]
    since: str
    until: str
    iri: str = ""
    source: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class SeatSpell:
    """Who was elected for a seat (IRI), and on which day."""

    person: RegisteredPerson
    seat: str
    day: str


class OfficeHolders:
    """Who held which office and sat for which seat, by official files."""

    def __init__(
        self,
        offices: Mapping[str, Sequence[OfficeSpell]],
        members: Mapping[str, Sequence[SeatSpell]],
        follows: Callable[[str, str], bool],
    ) -> None:
        """Take in spells.

        Args:
            offices: From the register of ministers, by the IRI of the office and by that of the person.
            members: From results, by the last word of each name of the person.
            follows: Tells whether a seat (the first) was followed, in part at least, by another.
        """
        self._follows = follows
        self._offices = offices
        self._members = members

    @classmethod
    def of(
        cls,
        offices: Iterable[OfficeSpell],
        seats: Iterable[SeatSpell],
        follows: Callable[[str, str], bool],
    ) -> OfficeHolders:
        """Return who held what by these spells."""
        return cls(by_office_and_person(offices), by_surname(seats), follows)

    def of_office(self, name: str, role: str, day: str, *, is_news: bool) -> set[RegisteredPerson]:
        """Return who of a name held an office by a day, or for news was given it about then."""
        return {
            one.person
            for one in self._offices.get(role, ())
            if _is_called(one.person, name)
            and (not day or _months(one.since) <= _months(day) + _NEAR_MONTHS)
            and not (is_news and day and one.until and _months(one.until) < _months(day) - _NEAR_MONTHS)
        }

    def in_office(self, role: str, day: str, months: int = 0) -> list[OfficeSpell]:
        """Return who held an office on a day, or so many months around it."""
        return [
            one
            for one in self._offices.get(role, ())
            if _months(one.since) - months <= _months(day)
            and (one.since <= day or months)
            and (not one.until or one.until >= day or _months(one.until) + months > _months(day))
        ]

    def is_known(self, role: str) -> bool:
        """Tell whether the register has an office."""
        return role in self._offices

    def ever_in_office(self, role: str) -> list[OfficeSpell]:
        """Return everybody who ever held an office."""
        return list(self._offices.get(role, ()))

    def is_sole(self, role: str) -> bool:
        """Tell whether an office has one holder at a time: no two had it together for longer than a month."""
        spells = sorted(self._offices.get(role, ()), key=lambda one: one.since)
        return bool(spells) and not any(
            one.person != other.person and (not one.until or _months(one.until) > _months(other.since) + 1)
            for place, one in enumerate(spells)
            for other in spells[place + 1 :]
        )

    def appointed(self, person: str, day: str) -> list[OfficeSpell]:
        """Return the offices to which a person (IRI) was appointed about a day."""
        return [
            one
            for one in self._offices.get(person, ())
            if one.since and abs(_months(one.since) - _months(day)) <= _NEAR_MONTHS
        ]

    def appointment(self, person: str, role: str, day: str) -> OfficeSpell | None:
        """Return the appointment of a person (IRI) to an office that a text of a day tells of as news.

        The one that began nearest to the day, within two months; without a day, the only one.
        """
        own = [one for one in self._offices.get(person, ()) if any(told.iri == role for told in one.roles)]
        if not day:
            return own[0] if len(own) == 1 else None
        near = [one for one in self.appointed(person, day) if one in own]
        return min(near, key=lambda one: (_distance(one.since, day), one.iri), default=None)

    def of_seat(self, name: str, seat: str, day: str) -> set[RegisteredPerson]:
        """Return who of a name was elected for a seat, or for one that it follows, before a day."""
        return {
            one.person
            for one in self._members.get(name_tokens(name)[-1], ())
            if one.day < day and self._follows(one.seat, seat) and _is_called(one.person, name)
        }

    def of_name(self, name: str, day: str) -> set[RegisteredPerson]:
        """Return the members of exactly this name who were elected by a day."""
        return {
            one.person
            for one in self._members.get(name_tokens(name)[-1], ())
            if (not day or one.day <= day) and _is_called(one.person, name, exactly=True)
        }


def by_office_and_person(offices: Iterable[OfficeSpell]) -> dict[str, list[OfficeSpell]]:
    """Return the spells of each office and of each person, by IRI."""
    found: dict[str, list[OfficeSpell]] = defaultdict(list)
    for office in offices:
        found[office.person.iri].append(office)
        for role in office.roles:
            found[role.iri].append(office)
    return dict(found)


def by_surname(seats: Iterable[SeatSpell]) -> dict[str, list[SeatSpell]]:
    """Return the spells of the people of each surname, in lower case: the last word of a name."""
    found: dict[str, list[SeatSpell]] = defaultdict(list)
    for seat in seats:
        for name in (seat.person.name, *seat.person.other_names):
            found[name_tokens(name)[-1]].append(seat)
    return dict(found)


def link_office_holders(claims: Sequence[LinkedFact], holders: OfficeHolders) -> tuple[LinkedFact, ...]:
    """Link the people of claims to those of official files, as far as no candidate is meant.

    Args:
        claims: Linked facts; those of a candidate keep the link and get its reason.
        holders: Who held which office and seat.

    Returns:
        The same claims in the same order.
    """
    days = days_of(claims)
    loose: dict[tuple[str, str], list[LinkedFact]] = defaultdict(list)
    for one in claims:
        if one.fact.person and one.candidate is None:
            loose[(one.source.iri, one.fact.person)].append(one)
    found = {
        key: link
        for key, own in loose.items()
        if (link := _link_of(own, holders, days.get(key[0], ""))) is not None
    }
    linked = (_with_link(one, found.get((one.source.iri, one.fact.person))) for one in claims)
    return tuple(_with_appointment(one, holders, days.get(one.source.iri, "")) for one in linked)


def _link_of(
    own: Sequence[LinkedFact], holders: OfficeHolders, day: str
) -> tuple[RegisteredPerson, str] | None:
    """Return who is meant by one name of one text, and the reason; None unless all that is told agrees."""
    name = own[0].fact.person
    if len(name_tokens(name)) < 2:
        return None
    meant: dict[str, set[RegisteredPerson]] = {"office": set(), "seat": set()}
    for one in own:
        if one.role and one.fact.predicate in _OFFICE:
            is_news = one.fact.predicate == "appointedTo"
            meant["office"] |= holders.of_office(name, one.role.iri, day, is_news=is_news)
        if one.seat and one.election and one.fact.predicate in _SITTING:
            meant["seat"] |= holders.of_seat(name, one.seat.iri, one.election.date)
    everybody = meant["office"] | meant["seat"]
    if len(everybody) > 1:
        return None
    if everybody:
        return everybody.pop(), "office" if meant["office"] else "seat"
    kinds = {one.role.role.kind for one in own if one.role and one.role.role}
    members = holders.of_name(name, day) if kinds & NATIONAL_ROLES else set()
    return (members.pop(), "member") if len(members) == 1 else None


def _with_link(one: LinkedFact, link: tuple[RegisteredPerson, str] | None) -> LinkedFact:
    if one.candidate is not None:
        if not one.candidate.person_iri:
            return one
        match = match_names(one.fact.person, one.candidate.person)
        kind = "candidate" if match in (NameMatch.SAME, NameMatch.FULLER) else "near candidate"
        return replace(one, link_reason=_REASONS[kind], link_confidence=_TRUST[kind])
    if link is None or not one.fact.person:
        return one
    person, kind = link
    meant = Candidate("", "", person.name, "", person.identifiers, person.iri, person.name)
    return replace(one, candidate=meant, link_reason=_REASONS[kind], link_confidence=_TRUST[kind])


def _with_appointment(one: LinkedFact, holders: OfficeHolders, day: str) -> LinkedFact:
    """Add which appointment of the register a claim tells of, where that is sure."""
    person = one.candidate.person_iri if one.candidate else ""
    if one.fact.predicate != "appointedTo" or one.role is None or not person:
        return one
    spell = holders.appointment(person, one.role.iri, day)
    return replace(one, appointment=spell.iri) if spell else one


def days_of(claims: Iterable[LinkedFact]) -> Mapping[str, str]:
    """Return on which day each source speaks: its own date, else the last polling day that it tells of."""
    days: dict[str, str] = {}
    for one in claims:
        told = one.source.document.published[:10] or (one.election.date if one.election else "")
        days[one.source.iri] = max(days.get(one.source.iri, ""), told)
    return days


def _is_called(person: RegisteredPerson, name: str, *, exactly: bool = False) -> bool:
    matches = {match_names(name, known) for known in (person.name, *person.other_names)}
    if exactly:
        return NameMatch.SAME in matches
    return bool(matches & {NameMatch.SAME, NameMatch.FULLER, NameMatch.SHORT_FORM})


def _distance(one: str, other: str) -> int:
    """Return how many days lie between two days; a month or year alone counts from its first."""
    first, second = (
        date.fromisoformat(f"{day}-01-01"[:10] if len(day) < 7 else f"{day}-01"[:10]) for day in (one, other)
    )
    return abs((first - second).days)


def _months(day: str) -> int:
    """Return a day in months; no day is before all."""
    return int(day[:4]) * 12 + int(day[5:7] or 1) if day else 0
