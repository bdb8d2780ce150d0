from __future__ import annotations

import pytest

from electiongraph.gazetteers import load_gazetteers
from electiongraph.linking.entity_linking import Linker, distinct_sources, link_facts


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(load_gazetteers())


@pytest.mark.parametrize(
    ("election", "expected"),
    [
        ("2024-07-04", "2024"),
        ("2019-12-12", "2010"),
        ("2019-12-12 notional", "2024"),
        ("2023-10-19", "2010"),
        ("2025-05-01", "2024"),
        ("2017", "2010"),
        ("2010", "2010"),
        ("1997", "earlier"),
        ("2005-05-05", "earlier"),
        ("", "2024"),
    ],
)
def test_an_election_is_fought_on_its_own_boundaries(linker, election, expected):
    assert linker.boundary_set(election) == expected


def test_one_name_is_two_seats_on_two_sets_of_boundaries(linker):
    now, before = (linker.link_seat("Aylesbury", boundaries) for boundaries in ("2024", "2010"))
    assert now.iri != before.iri
    assert now.name == before.name == "Aylesbury"


def test_a_seat_in_no_gazetteer_is_unlisted(linker):
    seat = linker.link_seat("Ambridge & Borchester", "2024")
    assert seat.iri.endswith("/seat/unlisted/ambridge-and-borchester")
    assert seat.name == "Ambridge & Borchester"


def test_a_seat_before_the_gazetteers_is_unlisted_though_its_name_is_known(make_source):
    told = [{"predicate": "majority", "seat": "SW Bedfordshire", "value": 132, "election": "1997"}]
    told += [{"predicate": "standsFor", "person": "A B", "seat": "Glasgow North", "value": "Green"}]
    told[1]["election"] = "2005"
    facts = link_facts(distinct_sources([make_source("a", ("a line", told))]), load_gazetteers())
    iris = {one.seat.iri.rpartition("/seat/")[2] for one in facts}
    assert iris == {"unlisted/south-west-bedfordshire", "unlisted/glasgow-north"}
    assert [one.party.iri.rpartition("/")[2] for one in facts if one.party] == ["PP130"]


def test_a_new_name_in_an_old_election_means_the_predecessor_that_sources_name(make_source):
    told = [
        {"predicate": "formerlyNamed", "seat": "North Bedfordshire", "value": "North East Bedfordshire"},
        {"predicate": "elected", "person": "Ann Lee", "seat": "North Bedfordshire", "election": "2019-12-12"},
    ]
    facts = link_facts(distinct_sources([make_source("a", ("a line", told))]), load_gazetteers())
    assert {one.seat.name for one in facts if one.fact.predicate == "elected"} == {"North East Bedfordshire"}


def test_the_former_seat_is_on_the_boundaries_before(make_source):
    told = [
        {"predicate": "formerlyNamed", "seat": "Mid Buckinghamshire", "value": "Buckingham", "election": ""}
    ]
    [one] = link_facts(distinct_sources([make_source("a", ("a line", told))]), load_gazetteers())
    assert "/seat/2024/" in one.seat.iri
    assert "/seat/2010/" in one.former.iri


def test_green_is_another_party_in_scotland(linker):
    assert linker.link_party("Green", "Scotland").iri.endswith("/PP130")
    assert linker.link_party("Green", "England").iri.endswith("/PP63")


def test_a_joint_description_is_kept_beside_its_first_party(linker):
    party = linker.link_party("English Democrats and UKIP")
    assert party.name == "English Democrats"
    assert party.description == "English Democrats and UKIP"
    assert linker.link_party("Alliance for Mud and Fury").iri.endswith("/unlisted/alliance-for-mud-and-fury")


@pytest.mark.parametrize("title", ["Home Secretary", "the Home Secretary", "outgoing Home Secretary"])
def test_a_role_is_found_behind_its_qualifier(linker, title):
    assert linker.link_role(title).iri == linker.link_role("Home Secretary").iri
    assert linker.link_role(title).role is not None


def test_shadow_roles_are_not_the_offices_they_shadow(linker):
    assert linker.link_role("Shadow Foreign Secretary").iri != linker.link_role("Foreign Secretary").iri


def test_a_date_of_no_general_election_is_a_by_election_in_the_seat(linker):
    seat = linker.link_seat("Mid Bedfordshire", "2010")
    election = linker.link_election("2023-10-19", seat)
    assert election is not None
    assert election.kind == "by-election"
    assert election.iri.endswith(f"/election/2023-10-19/{seat.key}")


def test_a_bare_year_is_its_only_general_election(linker):
    election = linker.link_election("2017")
    assert election is not None
    assert election.key == "2017-06-08"
    assert linker.link_election("") is None
