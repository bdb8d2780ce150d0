"""Registers: registrations of parties, members' Wikidata items, and links out to the registers themselves.

Part of mapping official files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from electiongraph.identifiers import ID, slug
from electiongraph.linking.registered_people import RegisteredPeople
from electiongraph.mapping.descriptions import describe_party, sought_by
from electiongraph.mapping.official.ledger import Ledger
from electiongraph.mapping.official.links import OfficialLinks
from electiongraph.sources.official.records import MemberLinkRow, RegistrationRow
from electiongraph.vocabulary import SCHEMA, SKOS, date, text

__all__ = ["write_links_out", "write_member_links", "write_people", "write_registrations"]

EXACT = SKOS + "exactMatch"
WIKIDATA = "http://www.wikidata.org/entity/"
# Where a register tells of a number.
PERSON_PAGES = {
    "mnis": "https://members.parliament.uk/member/",
    "democracy-club": "https://candidates.democracyclub.org.uk/person/",
}
SEAT_PAGE = "http://statistics.data.gov.uk/id/statistical-geography/"
PARTY_PAGE = "https://search.electoralcommission.org.uk/English/Registrations/"


def write_registrations(
    ledger: Ledger, links: OfficialLinks, rows: Iterable[tuple[str, RegistrationRow]]
) -> None:
    """Write the registrations of parties down: one party a registration."""
    for source, row in rows:
        register_id = row.party.register_id
        if not register_id:
            continue
        party = links.party(row.party)
        iri = party.iri if party.party else f"{ID}party/{slug(register_id).upper()}"
        if party.party is not None:
            ledger.describe(iri, describe_party, party)
        ledger.name(iri, party.name, "Party")
        ledger.tell(source, iri, "registerId", text(register_id))
        ledger.believe(iri, EXACT, f"{PARTY_PAGE}{register_id}")
        if party.party is None and row.jurisdiction:
            ledger.tell(source, iri, "jurisdiction", text(row.jurisdiction))
        for name, day in (("registeredOn", row.since), ("deregisteredOn", row.until)):
            if day:
                ledger.tell(source, iri, name, date(day))
        ledger.cite(source, row.row, iri, "registration")


def write_member_links(
    ledger: Ledger, people: RegisteredPeople, rows: Iterable[tuple[str, MemberLinkRow]]
) -> None:
    """Write the Wikidata items of people down whose number is known."""
    for source, row in rows:
        key = f"{source}#row={row.row}"
        person = people.by_key.get(key) if key not in people.mistaken else None
        if person is not None and row.wikidata and ledger.is_named(person.iri):
            ledger.tell(source, person.iri, EXACT, f"{WIKIDATA}{row.wikidata}")
            ledger.cite(source, row.row, person.iri, "Wikidata item")


def write_people(ledger: Ledger, people: RegisteredPeople, genders: Mapping[str, str]) -> None:
    """Write people's names and numbers down, and by what their rows were found to be one person's.

    Args:
        ledger: Takes the statements.
        people: The people.
        genders: The gender of some, by IRI.
    """
    for person in people.persons:
        if not ledger.is_named(person.iri):
            continue
        for name in person.other_names:
            ledger.believe(person.iri, SKOS + "altLabel", text(name))
        for one in sought_by(person.iri, person.name, *person.other_names):
            ledger.believe(one.subject, one.property_iri, one.value)
        for identifier in person.identifiers:
            register, _, number = identifier.partition(":")
            ledger.believe(person.iri, SCHEMA + "identifier", text(identifier))
            if register in PERSON_PAGES:
                ledger.believe(person.iri, EXACT, f"{PERSON_PAGES[register]}{number}")
        if person.identified_by:
            ledger.believe(person.iri, "identifiedBy", text(person.identified_by))
        if gender := genders.get(person.iri):
            ledger.believe(person.iri, SCHEMA + "gender", text(gender))


def write_links_out(ledger: Ledger) -> None:
    """Link seats and parties to the registers that their codes come from."""
    for subject, name, code in ledger.codes():
        page = SEAT_PAGE if name == "gssCode" else PARTY_PAGE
        ledger.believe(subject, EXACT, f"{page}{code}")
