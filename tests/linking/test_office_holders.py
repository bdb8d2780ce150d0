"""Whom a text means that tells of an office or a seat but of no candidacy."""

from __future__ import annotations

import pytest

from electiongraph.gazetteers import load_gazetteers
from electiongraph.linking.candidacies import Candidacies
from electiongraph.linking.entity_linking import LinkedRole, distinct_sources, link_facts
from electiongraph.linking.office_holders import OfficeHolders, OfficeSpell, SeatSpell, link_office_holders
from electiongraph.linking.people import resolve_people
from electiongraph.linking.registered_people import RegisteredPerson
from electiongraph.sources.candidate_lists import Candidate

ID = "https://w3id.org/electiongraph/id/"
FOREIGN = (
    LinkedRole(f"{ID}role/secretary-of-state-for-foreign-commonwealth-and-development-affairs", "Foreign"),
)
CHANCELLOR = (LinkedRole(f"{ID}role/chancellor-of-the-exchequer", "Chancellor"),)


def person(name, number, *others):
    return RegisteredPerson(f"{ID}person/mnis-{number}", name, others, (f"mnis:{number}",))


LAMMY = person("David Lammy", 206)
REEVES = person("Rachel Reeves", 4031)
LUCAS = person("Caroline Lucas", 3930)
HEALD = person("Oliver Heald", 69, "Sir Oliver Heald")
DAVEY = person("Ed Davey", 188, "Edward Davey")
OLD_REEVES = person("Rachel Reeves", 1)


@pytest.fixture
def linked(make_source):
    """Link the facts of one text; return each name's person and reason."""

    def linking(*told, offices=(), seats=(), candidates=()):
        source = make_source("text", *((f"line {at}", [one]) for at, one in enumerate(told)))
        gazetteers = load_gazetteers()
        holders = OfficeHolders.of(
            offices, seats, lambda old, new: old.rpartition("/")[2] == new.rpartition("/")[2]
        )
        claims = link_facts(distinct_sources([source]), gazetteers, Candidacies(candidates, gazetteers))
        claims = link_office_holders(claims, holders)
        people = resolve_people(claims)
        return [
            (people.by_claim[one.iri].rpartition("/")[2], one.link_reason, one.link_confidence)
            for one in claims
        ]

    return linking


def appointed(name, role, predicate="appointedTo", **more):
    return {"predicate": predicate, "person": name, "value": role, "election": "", **more}


def iris(found):
    return [iri for iri, _, _ in found]


def test_a_minister_is_found_by_the_office(linked):
    found = linked(
        appointed("David Lammy", "Foreign Secretary"),
        offices=[OfficeSpell(LAMMY, FOREIGN, "2024-07-05", "")],
    )
    assert found == [
        ("mnis-206", "is the only one of this name who held the office by the register of ministers", 0.99)
    ]


def test_what_else_the_text_says_of_the_minister_is_of_the_same_person(linked):
    found = linked(
        appointed("David Lammy", "Foreign Secretary"),
        appointed("David Lammy", "Keeper of the Seals", "heldRole"),
        offices=[OfficeSpell(LAMMY, FOREIGN, "2024-07-05", "")],
    )
    assert iris(found) == ["mnis-206", "mnis-206"]


def test_who_held_the_office_long_ago_is_not_appointed_now(linked):
    told = (
        {"predicate": "majority", "seat": "Poole", "value": 18},
        appointed("David Lammy", "Foreign Secretary"),
    )
    offices = [OfficeSpell(LAMMY, FOREIGN, "1994-07-20", "1997-05-01")]
    source_day_is_2024 = linked(*told[1:], {**told[0], "person": "X Y"}, offices=offices)
    assert source_day_is_2024[0][0] == "david-lammy"


def test_two_of_one_name_who_held_the_office_are_not_guessed_at(linked):
    found = linked(
        appointed("Rachel Reeves", "Chancellor"),
        offices=[
            OfficeSpell(REEVES, CHANCELLOR, "2024-07-05", ""),
            OfficeSpell(OLD_REEVES, CHANCELLOR, "", ""),
        ],
    )
    assert iris(found) == ["rachel-reeves"]


def test_the_minister_is_not_the_candidate_of_that_name_in_the_same_text(linked):
    """Another Rachel Reeves stood for the Greens in Bassetlaw."""
    green = f"{ID}person/dc-7"
    found = linked(
        appointed("Rachel Reeves", "Chancellor"),
        {"predicate": "standsIn", "person": "Rachel Reeves", "seat": "Bassetlaw"},
        offices=[OfficeSpell(REEVES, CHANCELLOR, "2024-07-05", "")],
        candidates=[
            Candidate(
                "2024-07-04",
                "Bassetlaw",
                "Rachel Reeves",
                "Green",
                ("democracy-club:7",),
                green,
                "Rachel Reeves",
            )
        ],
    )
    assert iris(found) == ["mnis-4031", "dc-7"]
    assert found[1][1] == "stood there under this name"


def test_a_misspelt_candidate_is_trusted_less(linked):
    sarah = Candidate("2024-07-04", "Luton North", "Sarah Owen", "", ("mnis:1",), f"{ID}person/mnis-1", "S")
    [found] = linked(
        {"predicate": "standsIn", "person": "Sara Owen", "seat": "Luton North"}, candidates=[sarah]
    )
    assert found == ("mnis-1", "stood there under a name much like this", 0.95)


def test_who_stood_down_is_found_by_the_seat(linked):
    found = linked(
        {"predicate": "stoodDown", "person": "Caroline Lucas", "seat": "Brighton Pavilion"},
        seats=[SeatSpell(LUCAS, "seat/2010/E14001130", "2019-12-12")],
    )
    assert found == [("mnis-3930", "is the only one of this name who was elected there before", 0.98)]


def test_who_sat_for_another_seat_is_not_taken(linked):
    found = linked(
        {"predicate": "stoodDown", "person": "Caroline Lucas", "seat": "Brighton Pavilion"},
        seats=[SeatSpell(LUCAS, "seat/2010/E14000755", "2019-12-12")],
    )
    assert found[0][1:] == ("", 0.0)


@pytest.mark.parametrize("name", ["Ed Davey", "Sir Edward Davey"])
def test_a_party_leader_is_the_only_member_of_the_name(linked, name):
    [(iri, reason, confidence)] = linked(
        appointed(name, "leader of the Liberal Democrats", "heldRole"),
        seats=[SeatSpell(DAVEY, "seat/2024/E1", "2024-07-04")],
    )
    assert (iri, confidence) == ("mnis-188", 0.95)
    assert reason.startswith("is the only member")


def test_of_two_members_of_a_name_none_is_taken(linked):
    found = linked(
        appointed("Rachel Reeves", "leader of the Labour Party", "heldRole"),
        seats=[
            SeatSpell(REEVES, "seat/2024/E1", "2024-07-04"),
            SeatSpell(OLD_REEVES, "seat/2010/E2", "2010-05-06"),
        ],
    )
    assert found[0][1:] == ("", 0.0)


def test_a_returning_officer_is_no_member_whatever_the_name(linked):
    found = linked(
        appointed("Ed Davey", "Returning Officer"), seats=[SeatSpell(DAVEY, "seat/2024/E1", "2024-07-04")]
    )
    assert found[0][1:] == ("", 0.0)


def test_an_office_in_no_list_links_nobody(linked):
    found = linked(
        appointed("Ed Davey", "Keeper of the Owls", "heldRole"),
        seats=[SeatSpell(DAVEY, "seat/2024/E1", "2024-07-04")],
    )
    assert found[0][1:] == ("", 0.0)


def test_a_surname_alone_links_nobody(linked):
    found = linked(
        appointed("Lammy", "Foreign Secretary"), offices=[OfficeSpell(LAMMY, FOREIGN, "2024-07-05", "")]
    )
    assert found[0][1:] == ("", 0.0)


def test_without_official_files_nothing_changes(linked):
    assert linked(appointed("David Lammy", "Foreign Secretary")) == [("david-lammy", "", 0.0)]
