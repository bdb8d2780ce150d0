"""The seats that ministers sat for, each on the boundaries of its day."""

from __future__ import annotations

import pytest

from electiongraph.gazetteers import load_gazetteers
from electiongraph.mapping.official.links import OfficialLinks

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
