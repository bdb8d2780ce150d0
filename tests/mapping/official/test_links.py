"""The seats that ministers sat for, each on the boundaries of its day."""

from __future__ import annotations

import pytest

from electiongraph.gazetteers import load_gazetteers
from electiongraph.mapping.official.links import OfficialLinks
from electiongraph.sources.official.records import PartyCell, RegistrationRow

HELD = (
    ("Dunfermline East", "1983-06-09", "1983/dunfermline-east", "1983"),
    ("Dunfermline East", "1992-04-09", "1983/dunfermline-east", "1983"),
    ("Dunfermline East", "1997-05-01", "1997/dunfermline-east", "1997"),
    ("Aylesbury", "1970-06-18", "1955/aylesbury", "1955"),
    ("Aylesbury", "1979-05-03", "1974/aylesbury", "1974"),
    ("Aylesbury", "2005-05-05", "1997/aylesbury", "1997"),
    ("Aylesbury", "2010-05-06", "2010/E14000538", ""),
    ("Aylesbury", "2024-07-04", "2024/E14001071", ""),
)


@pytest.mark.parametrize(("name", "day", "iri", "boundary_set"), HELD)
def test_a_seat_is_of_the_boundaries_of_its_day(name: str, day: str, iri: str, boundary_set: str) -> None:
    seat = OfficialLinks(load_gazetteers()).seat_held(name, day)
    assert seat.iri.rpartition("/seat/")[2] == iri
    assert seat.boundary_set == boundary_set
    assert (seat.seat is None) == bool(boundary_set)


def test_scotlands_boundaries_of_2005_are_those_of_2010() -> None:
    links = OfficialLinks(load_gazetteers())
    [of_2005, of_2010] = [
        links.seat_held("Kirkcaldy and Cowdenbeath", day) for day in ("2005-05-05", "2010-05-06")
    ]
    assert of_2005 == of_2010
    assert links.seat_held("Airdrie and Shotts", "2001-06-07").boundary_set == "1997"


def test_england_kept_its_boundaries_in_2005() -> None:
    links = OfficialLinks(load_gazetteers())
    assert links.seat_held("Aldershot", "2005-05-05") == links.seat_held("Aldershot", "1997-05-01")


# Name and Parliament's number of a row, its registration, and whose the row is.
MISTAKEN = (
    ("Social Democratic Party", "32", "PP17454", "PP243", True),
    ("Social Democratic Party", "32", "PP243", "PP243", False),
    ("Social Justice Party", "1090", "PP17454", "PP17454", False),
    ("The Workers' Party", "165", "PP127", "PP127", False),
    ("Labour", "15", "PP53", "PP53", False),
    # Nothing but the name speaks against the registration.
    ("Social Democratic Party", "", "PP17454", "PP17454", False),
    ("Social Democratic Party", "4711", "PP17454", "PP17454", False),
)


@pytest.mark.parametrize(("name", "number", "registered", "party", "is_mistaken"), MISTAKEN)
def test_a_registration_gives_way_to_name_and_number_together(
    name: str, number: str, registered: str, party: str, is_mistaken: bool
) -> None:
    register = [
        RegistrationRow(row, PartyCell(known, register_id=code, parliament_id=own), "", "", "")
        for row, (known, code, own) in enumerate(
            [
                ("Social Democratic Party", "PP243", "32"),
                ("Social Justice Party", "PP17454", "1090"),
                ("The Workers' Party", "PP127", "165"),
                ("Labour", "PP53", "15"),
            ],
            2,
        )
    ]
    links = OfficialLinks(load_gazetteers(), register)
    cell = PartyCell(name, register_id=registered, parliament_id=number)
    assert links.party(cell).iri.rpartition("/")[2] == party
    assert links.is_mistaken(cell) == is_mistaken
