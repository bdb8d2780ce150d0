from __future__ import annotations

import pytest

from electiongraph.body_gazetteers import body_of, gazetteers_of_body
from electiongraph.extraction.lexicon import build_lexicon
from electiongraph.gazetteers import Gazetteers, load_gazetteers


def known(kind: str) -> Gazetteers:
    return gazetteers_of_body(kind, load_gazetteers())


def areas(kind: str, boundary_set: str, sort: str = "constituency") -> list[str]:
    return [
        s.name for s in known(kind).seats if (s.body, s.boundary_set, s.kind) == (kind, boundary_set, sort)
    ]


@pytest.mark.parametrize(
    ("kind", "boundary_set", "number"),
    [
        ("scottish-parliament", "2010", 73),
        ("scottish-parliament", "2024", 73),
        ("senedd", "2024", 16),
        ("ireland", "2010", 39),
        ("ireland", "2024", 43),
        ("police-and-crime-commissioner", "2010", 0),
    ],
)
def test_bodies_have_the_constituencies_that_the_law_gave_them(kind, boundary_set, number):
    assert len(set(areas(kind, boundary_set))) == number


def test_senedd_was_elected_for_the_seats_of_the_commons():
    seats = [s for s in known("senedd").seats if s.body == "senedd" and s.kind in ("county", "borough")]
    assert len(seats) == 40
    assert {s.boundary_set for s in seats} == {"2010"}


@pytest.mark.parametrize("kind", ["general", "by-election", "local", "house-of-commons"])
def test_reports_from_westminster_and_councils_know_no_other_areas(kind):
    assert known(kind) is load_gazetteers()


def test_common_words_are_seats_only_in_reports_of_their_election():
    text = "Banks and Page won in Grey, Victoria and Ayr."
    found = {
        kind: [hit.name for hit in build_lexicon(known(kind)).find(text) if hit.kind == "seat"]
        for kind in ("general", "australia", "scottish-parliament", "canada")
    }
    assert found == {
        "general": [],
        "australia": ["Banks", "Page", "Grey"],
        "scottish-parliament": ["Ayr"],
        "canada": ["Victoria"],
    }


def test_bare_city_is_a_mayoralty_only_where_the_text_says_so():
    find = build_lexicon(known("mayoral")).find
    assert [hit.name for hit in find("He was born in Liverpool.") if hit.kind == "seat"] == []
    assert known("mayoral").seats_named("Liverpool")


def test_parties_of_a_country_are_not_those_of_britain():
    assert known("canada").party_named("Liberals").official_name == "Liberal Party of Canada"
    assert known("canada").party_named("DUP") is None
    assert known("australia").party_named("Nationals").name == "National"
    assert known("ireland").party_named("Independent").name == "Independent"


def test_states_that_vote_on_one_day_belong_to_their_country():
    assert body_of("india-kerala") == "india"
    assert known("india-kerala").seats_named("Attingal")
