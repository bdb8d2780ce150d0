"""With a list of candidates, who did not stand there is refused; the misspelt are linked, not renamed."""

from __future__ import annotations

from collections import defaultdict

import pytest
from pyoxigraph import DefaultGraph

from electiongraph.building import build_from_facts
from electiongraph.errors import SourceError
from electiongraph.extraction.facts import Fact
from electiongraph.gazetteers import load_gazetteers
from electiongraph.linking.candidacies import Candidacies, refuse_strangers
from electiongraph.sources.candidate_lists import Candidate
from electiongraph.vocabulary import RDFS_LABEL, SKOS

DAY = "2024-07-04"
LISTED = (
    Candidate(DAY, "Mid Buckinghamshire", "Gregory David Smith", "Conservative", ("mnis:4778",)),
    Candidate(DAY, "Mid Buckinghamshire", "Greg Smith", "SDP", ("democracy-club:77",)),
    Candidate(DAY, "Mid Buckinghamshire", "Anja Schaefer", "Labour"),
    Candidate("2019-12-12", "Buckingham", "Greg Smith", "Conservative", ("mnis:4778",)),
)


@pytest.fixture
def candidacies():
    return Candidacies(LISTED, load_gazetteers())


def fact(
    person: str,
    predicate: str = "standsIn",
    seat: str = "Mid Buckinghamshire",
    election: str = DAY,
    value: str = "",
):
    return Fact(predicate, "q", 0, 1, "r", election, person, seat, value=value)


@pytest.mark.parametrize(
    "name",
    ["Anja Schaefer", "Anja Schäfer", "Anya Schaefer", "Anja Shaefer", "A. Schaefer", "Anja Schaeffer"],
)
def test_a_name_that_may_be_misspelt_is_kept_as_it_is(candidacies, name):
    kept, refused = refuse_strangers([fact(name)], candidacies)
    assert [one.person for one in kept] == [name]
    assert refused == ()


@pytest.mark.parametrize("name", ["Rishi Sunak", "Anja Smith", "Anna Schmidt", "John Bercow", "Greg Jones"])
def test_who_did_not_stand_there_is_refused(candidacies, name):
    assert refuse_strangers([fact(name)], candidacies)[0] == ()


def test_what_no_list_covers_passes(candidacies):
    unlisted = [
        fact("Rishi Sunak", seat="Richmond and Northallerton"),
        fact("Rishi Sunak", election="2019-12-12"),
        fact("John Bercow", "stoodDown"),
        Fact("heldRole", "q", 0, 1, "r", person="Rishi Sunak", value="Prime Minister"),
    ]
    assert refuse_strangers(unlisted, candidacies) == (tuple(unlisted), ())


def test_a_bare_year_finds_the_list_of_that_year(candidacies):
    assert candidacies.standing("2019", "Buckingham")[0].person == "Greg Smith"


def test_the_party_tells_namesakes_apart(candidacies):
    full = candidacies.candidate_named("Greg Smith", DAY, "Mid Buckinghamshire")
    assert full is not None
    assert full.party == "SDP"
    assert candidacies.candidate_named("G. Smith", DAY, "Mid Buckinghamshire") is None


def test_seats_tell_the_election_where_one_alone_had_them():
    listed = [Candidate("", seat, "Kay Hill") for seat in ("Aberdeen North", "Mid Buckinghamshire")]
    assert Candidacies(listed, load_gazetteers()).standing(DAY, "Aberdeen North")
    with pytest.raises(SourceError, match="--candidates 2019-12-12=FILE"):
        Candidacies([Candidate("", "Buckingham", "Kay Hill")], load_gazetteers())


def test_misspelt_candidates_are_one_person_with_the_registers_number(make_source):
    def line(name, **more):
        told = {"predicate": "standsIn", "person": name, "seat": "Mid Buckinghamshire", **more}
        return f"{name} {more}", [told]

    sources = [
        make_source("a", line("Anja Schaefer")),
        make_source("b", line("Anja Schafer")),
        make_source("c", line("Gregory Smith"), line("Greg Smith", seat="Buckingham", election="2019-12-12")),
    ]
    built = build_from_facts(sources, candidates=LISTED)
    assert built.refused == ()
    believed = [quad for quad in built.quads if isinstance(quad.graph_name, DefaultGraph)]
    numbered = {
        quad.subject: quad.object.value for quad in believed if quad.predicate.value.endswith("/identifier")
    }
    names: dict[object, set[str]] = defaultdict(set)
    for quad in believed:
        if "/person/" in str(quad.subject) and quad.predicate.value in (RDFS_LABEL, SKOS + "altLabel"):
            names[quad.subject].add(quad.object.value)
    assert sorted(map(sorted, names.values())) == [
        ["Anja Schaefer", "Anja Schafer"],
        ["Greg Smith", "Gregory Smith"],
    ]
    assert [(names[subject], number) for subject, number in numbered.items()] == [
        ({"Greg Smith", "Gregory Smith"}, "mnis:4778")
    ]
