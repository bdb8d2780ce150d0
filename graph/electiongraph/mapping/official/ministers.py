"""Ministers since 1979: who held which post from when to when, sat where, and for which party.

Part of mapping official files. The tables of the register name each other's rows by keys; a row whose key
leads nowhere is a fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from electiongraph.identifiers import ID, appointment_iri, last_part, slug
from electiongraph.linking.entity_linking import LinkedRole, Linker
from electiongraph.linking.office_holders import OfficeSpell
from electiongraph.linking.registered_people import RegisteredPeople, RegisteredPerson, Standing
from electiongraph.mapping.descriptions import describe_party, describe_role, describe_seat
from electiongraph.mapping.official.ledger import Ledger
from electiongraph.mapping.official.links import OfficialLinks
from electiongraph.sources.official.faults import Fault
from electiongraph.sources.official.records import (
    AppointmentRow,
    CharacteristicRow,
    MinisterRow,
    OrganisationLinkRow,
    OrganisationRow,
    PartyCell,
    PartySpellRow,
    PostRow,
    RepresentationRow,
    RepresentedSeatRow,
)
from electiongraph.vocabulary import FOAF, boolean, date, text

__all__ = ["MinisterTables", "minister_standings", "write_ministers"]


@dataclass(slots=True)
class MinisterTables:
    """The rows of the register, each with the IRI of its source, by their keys where they have one."""

    people: list[tuple[str, MinisterRow]] = field(default_factory=list)
    organisations: dict[str, tuple[str, OrganisationRow]] = field(default_factory=dict)
    links: list[tuple[str, OrganisationLinkRow]] = field(default_factory=list)
    posts: dict[str, tuple[str, PostRow]] = field(default_factory=dict)
    appointments: dict[str, tuple[str, AppointmentRow]] = field(default_factory=dict)
    characteristics: list[tuple[str, CharacteristicRow]] = field(default_factory=list)
    seats: dict[str, tuple[str, RepresentedSeatRow]] = field(default_factory=dict)
    representations: dict[str, tuple[str, RepresentationRow]] = field(default_factory=dict)
    spells: list[tuple[str, PartySpellRow]] = field(default_factory=list)


def minister_standings(tables: MinisterTables) -> list[Standing]:
    """Return what identity is decided by, one for each name that a minister has had."""
    rows: dict[str, list[MinisterRow]] = {}
    for _, row in tables.people:
        rows.setdefault(row.key, []).append(row)
    return [
        Standing(
            f"ifg:{row.key}" if place == 0 else f"ifg:{row.key}#{place}",
            row.person,
            (*((f"mnis:{row.mnis}",) if row.mnis else ()), f"ifg:{row.key}"),
            weight=2,
        )
        for own in rows.values()
        for place, row in enumerate(own)
    ]


def write_ministers(
    ledger: Ledger,
    links: OfficialLinks,
    tables: MinisterTables,
    people: RegisteredPeople,
    names: Mapping[str, str],
) -> tuple[list[OfficeSpell], list[Fault]]:
    """Write departments, posts, appointments, memberships and party spells down.

    Args:
        ledger: Takes the statements.
        links: Finds seats and parties.
        tables: The register.
        people: Who is who.
        names: The file of each source, by its IRI, for faults.

    Returns:
        Who held which office, and the rows whose keys lead nowhere.
    """
    writer = _Writer(ledger, links, tables, people, names)
    writer.write_organisations()
    writer.write_appointments()
    writer.write_memberships()
    writer.write_party_spells()
    return writer.offices, writer.faults


class _Writer:
    """Writes the register down."""

    def __init__(
        self,
        ledger: Ledger,
        links: OfficialLinks,
        tables: MinisterTables,
        people: RegisteredPeople,
        names: Mapping[str, str],
    ) -> None:
        self.faults: list[Fault] = []
        self.offices: list[OfficeSpell] = []
        self._ledger, self._links, self._tables, self._people, self._names = (
            ledger,
            links,
            tables,
            people,
            names,
        )
        self._linker = Linker(links.gazetteers)

    def _person(self, key: str, source: str, row: int) -> RegisteredPerson | None:
        person = self._people.by_key.get(f"ifg:{key}")
        if person is None:
            self._tell_lost(source, row, "person_id")
        else:
            self._ledger.name(person.iri, person.name, "Person", FOAF + "Person")
        return person

    def _tell_lost(self, source: str, row: int, column: str) -> None:
        self.faults.append(Fault(self._names[source], row, column, "leads to no row of the other tables"))

    def _organisation(self, key: str) -> str:
        return f"{ID}organisation/{key}"

    def write_organisations(self) -> None:
        """Write departments, and how they followed each other."""
        ledger = self._ledger
        for key, (source, row) in sorted(self._tables.organisations.items()):
            iri = self._organisation(key)
            ledger.name(iri, row.name, "Organisation")
            if row.short_name:
                ledger.tell(source, iri, "shortName", text(row.short_name))
            self._write_spell(source, iri, row.since, row.until)
            ledger.cite(source, row.row, iri, "organisation")
        for source, link in self._tables.links:
            if link.old in self._tables.organisations and link.new in self._tables.organisations:
                old, new = self._organisation(link.old), self._organisation(link.new)
                iri = f"{ID}organisation-change/{last_part(old)}/{last_part(new)}/{slug(link.sort)}"
                label = f"{self._tables.organisations[link.old][1].name} to "
                label += self._tables.organisations[link.new][1].name
                ledger.name(iri, label, "OrganisationChange")
                ledger.tell(source, iri, "predecessorOrganisation", old)
                ledger.tell(source, iri, "successorOrganisation", new)
                ledger.tell(source, iri, "changeKind", text(link.sort))
                self._write_spell(source, iri, link.since, "")
                ledger.cite(source, link.row, iri, "organisation change")
            else:
                self._tell_lost(source, link.row, "predecessor_organisation_id")

    def _write_spell(self, source: str, iri: str, since: str, until: str) -> None:
        for name, day in (("startedOn", since), ("endedOn", until)):
            if day:
                self._ledger.tell(source, iri, name, date(day))

    def _role(self, key: str) -> LinkedRole | None:
        found = self._tables.posts.get(key)
        if found is None:
            return None
        source, post = found
        role = self._linker.link_role(post.name)
        self._ledger.describe(role.iri, describe_role, role)
        if post.rank:
            self._ledger.tell(source, role.iri, "roleRank", text(post.rank))
        return role

    def _parts_of(self, role: LinkedRole) -> tuple[LinkedRole, ...]:
        """Return the offices that are held as one, each known by itself; none for a single office."""
        known = [self._links.gazetteers.role_named(part) for part in role.name.split(" and ")]
        parts = tuple(LinkedRole(one.iri, one.name, one) for one in known if one is not None)
        return parts if 1 < len(parts) == len(known) else ()

    def _name_of(self, organisation: str) -> str:
        found = self._tables.organisations.get(organisation)
        return found[1].name if found else organisation

    def write_appointments(self) -> None:
        """Write who held which post from when to when."""
        ledger = self._ledger
        standing: dict[str, list[CharacteristicRow]] = {}
        for _, one in self._tables.characteristics:
            standing.setdefault(one.appointment, []).append(one)
        kept: dict[str, tuple[str, str]] = {}
        for key, (source, row) in sorted(self._tables.appointments.items()):
            person, role = self._person(row.minister, source, row.row), self._role(row.post)
            if role is None:
                self._tell_lost(source, row.row, "post_id")
            if person is None or role is None:
                continue
            iri = f"{appointment_iri(person.iri, role.iri)}/{row.since or slug(key)}"
            organisation = self._tables.posts[row.post][1].organisation
            # One role in two departments makes two appointments, and so do two spells from one day on.
            if kept.setdefault(iri, (organisation, row.until)) != (organisation, row.until):
                iri = f"{iri}/{slug(self._name_of(organisation))}"
                if kept.setdefault(iri, (organisation, row.until)) != (organisation, row.until):
                    iri = f"{iri}/{row.until or 'now'}"
            ledger.name(iri, f"{person.name}, {role.name}", "Appointment")
            ledger.tell(source, iri, "appointee", person.iri)
            ledger.tell(source, iri, "role", role.iri)
            ledger.tell(source, person.iri, "appointedTo", role.iri)
            roles = (role, *self._parts_of(role))
            self.offices.append(OfficeSpell(person, roles, row.since, row.until, iri, source, row.row))
            self._write_spell(source, iri, row.since, row.until)
            if organisation in self._tables.organisations:
                ledger.tell(source, iri, "organisation", self._organisation(organisation))
            for one in standing.get(key, ()):
                if one.cabinet:
                    ledger.tell(source, iri, "cabinetStatus", text(one.cabinet))
                if one.is_acting:
                    ledger.tell(source, iri, "isActing", boolean(True))
            ledger.cite(source, row.row, iri, "appointment")

    def write_memberships(self) -> None:
        """Write who sat in which House, and for which seat."""
        ledger = self._ledger
        for key, (source, row) in sorted(self._tables.representations.items()):
            person = self._person(row.minister, source, row.row)
            if person is None:
                continue
            iri = f"{ID}membership/{key}"
            ledger.name(iri, f"{person.name}, {row.house} {row.since[:4]}", "Membership")
            ledger.tell(source, iri, "member", person.iri)
            ledger.tell(source, iri, "house", text(row.house))
            self._write_spell(source, iri, row.since, row.until)
            if row.seat in self._tables.seats:
                seat_row = self._tables.seats[row.seat][1]
                seat = self._links.seat_held(seat_row.name, row.since)
                ledger.describe(seat.iri, describe_seat, seat)
                ledger.tell(source, iri, "heldSeat", seat.iri)
            ledger.cite(source, row.row, iri, "membership")

    def write_party_spells(self) -> None:
        """Write for which party members sat from when to when."""
        ledger = self._ledger
        for source, row in self._tables.spells:
            found = self._tables.representations.get(row.representation)
            person = self._people.by_key.get(f"ifg:{found[1].minister}") if found else None
            if found is None or person is None:
                self._tell_lost(source, row.row, "representation_id")
                continue
            party = self._links.party(PartyCell(row.party))
            ledger.describe(party.iri, describe_party, party)
            iri = f"{ID}party-spell/{row.representation}/{row.since or 'start'}"
            ledger.name(iri, f"{person.name}, {party.name} {row.since[:4]}", "PartySpell")
            ledger.tell(source, iri, "member", person.iri)
            ledger.tell(source, iri, "party", party.iri)
            ledger.tell(source, iri, "house", text(found[1].house))
            self._write_spell(source, iri, row.since, row.until)
            ledger.cite(source, row.row, iri, "party spell")


def tables_of(records: Iterable[tuple[str, object]]) -> MinisterTables:
    """Sort the register's records, each with the IRI of its source."""
    tables = MinisterTables()
    for source, record in records:
        match record:
            case MinisterRow():
                tables.people.append((source, record))
            case OrganisationRow():
                tables.organisations.setdefault(record.key, (source, record))
            case OrganisationLinkRow():
                tables.links.append((source, record))
            case PostRow():
                tables.posts.setdefault(record.key, (source, record))
            case AppointmentRow():
                tables.appointments.setdefault(record.key, (source, record))
            case CharacteristicRow():
                tables.characteristics.append((source, record))
            case RepresentedSeatRow():
                tables.seats.setdefault(record.key, (source, record))
            case RepresentationRow():
                tables.representations.setdefault(record.key, (source, record))
            case PartySpellRow():
                tables.spells.append((source, record))
    return tables
