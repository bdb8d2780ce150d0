from __future__ import annotations

import pytest

from electiongraph.former_seats import with_former_seats
from electiongraph.gazetteers import load_gazetteers


def found(name: str, election: str) -> list[str]:
    return [seat.name for seat in with_former_seats(load_gazetteers(), election).seats_named(name)]


@pytest.mark.parametrize(
    ("name", "seat"),
    [
        ("Edinburgh, Pentlands", "Edinburgh Pentlands"),
        ("Galloway & Upper Nithsdale", "Galloway and Upper Nithsdale"),
        ("Brent East", "Brent East"),
        ("Taunton", "Taunton"),
        ("Leominster", "Leominster"),
    ],
)
def test_text_on_an_election_of_before_2010_knows_the_seats_of_then(name, seat):
    assert found(name, "1997-05-01") == [seat]


def test_later_text_knows_former_names_that_can_be_nothing_else():
    assert found("Galloway and Upper Nithsdale", "2024-07-04") == ["Galloway and Upper Nithsdale"]


@pytest.mark.parametrize("name", ["Perth", "Lancaster", "Leominster", "Scarborough", "Newport"])
def test_towns_are_no_seats_in_later_texts(name):
    assert found(name, "2024-07-04") == []


def test_seats_of_today_are_the_same_with_former_ones():
    known = load_gazetteers()
    for seat in known.seats:
        assert with_former_seats(known, "2024-07-04").seats_named(seat.name) == known.seats_named(seat.name)
