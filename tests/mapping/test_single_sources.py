"""A source that contradicts itself is found among others; one that only leaves something out is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import NamedNode, Store

from electiongraph.building import build_from_facts
from electiongraph.extraction.facts import Fact
from electiongraph.sources.document import Document
from electiongraph.validation import Finding, validate

EG = "https://w3id.org/electiongraph/ontology#"
DORSET, POOLE = "Mid Dorset and North Poole", "Poole"
SLADE, TOMLINSON = ("Vikki Slade", "Liberal Democrats", 21442), ("Michael Tomlinson", "Conservative", 20090)
OTHERS = (("Candice Johnson-Cole", "Labour", 7217), ("Ben Wilson", "Green", 1863))
FIRST, SECOND = ("Neil Duncan-Jordan", "Labour", 14168), ("Robert Syms", "Conservative", 14150)
REST = (
    ("Andrei Dragotoniu", "Reform UK", 7429),
    ("Oliver Walters", "Liberal Democrats", 5507),
    ("Sarah Ward", "Green", 2218),
    ("Joe Cronin", "Independent", 698),
)

Source = tuple[Document, tuple[Fact, ...]]
Told = Callable[..., Source]


@pytest.fixture
def told(make_source: Callable[..., Source], make_result: Callable[..., list[object]]) -> Told:
    """Make a source of a seat's results, who was elected and the majorities stated."""

    def make(
        name: str,
        seat: str,
        *results: tuple[str, str, int],
        majorities: tuple[int, ...] = (),
        elected: str = "",
    ) -> Source:
        lines = make_result(seat, *results, outlet=f"{name} ")
        if elected:
            lines.append((f"{elected} won", [{"predicate": "elected", "person": elected, "seat": seat}]))
        lines += [
            (f"majority {value}", [{"predicate": "majority", "seat": seat, "value": value}])
            for value in majorities
        ]
        return make_source(name, *lines)

    return make


def check(*sources: Source) -> tuple[Finding, ...]:
    store = Store()
    store.extend(build_from_facts(sources).quads)
    return validate(store)


def shapes_of(*sources: Source) -> list[tuple[str, bool]]:
    """Return the shape of each finding, and whether it is of one source."""
    return [(found.shape.rpartition("#")[2], bool(found.source)) for found in check(*sources)]


def test_a_source_that_contradicts_itself_is_found_though_another_is_believed(told: Told) -> None:
    wrong = ("Michael Tomlinson", "Conservative", 20900)
    slip = told("weekly", DORSET, SLADE, wrong, majorities=(1352,), elected="Vikki Slade")
    right = told("live", DORSET, SLADE, TOMLINSON, *OTHERS, majorities=(1352,), elected="Vikki Slade")
    for sources in ((slip,), (slip, right), (right, slip)):
        [found] = check(*sources)
        assert found.shape.endswith("#Contest-majority-within-votes")
        assert found.message == (
            "The majority is given as 1,352, but Vikki Slade has only 542 votes more than Michael Tomlinson."
        )
        assert found.source_title == "weekly"
        assert any("Michael Tomlinson" in place.quote for place in found.evidence)


def test_a_fault_that_is_believed_too_is_reported_once_with_its_source(told: Told) -> None:
    whole = (FIRST, SECOND, *REST)
    for majority, shape in ((1018, "within-votes"), (8, "fits-runner-up")):
        source = told("count", POOLE, *whole, majorities=(majority,), elected="Neil Duncan-Jordan")
        assert shapes_of(source) == [(f"Contest-majority-{shape}", True)]


def test_one_fault_under_two_spellings_is_reported_once(told: Told) -> None:
    wrong = ("Mike Tomlinson", "Conservative", 20900)
    sources = (
        told("weekly", DORSET, SLADE, wrong, majorities=(1352,), elected="Vikki Slade"),
        told("a", DORSET, SLADE, ("Michael Tomlinson", "Conservative", 20900)),
        told("b", DORSET, SLADE, ("Michael Tomlinson", "Conservative", 20900)),
    )
    [found] = check(*sources)
    assert (found.source_title, "Mike Tomlinson" in found.message) == ("weekly", True)


def test_a_fault_that_belief_shows_to_be_graver_is_reported_once_as_a_violation(told: Told) -> None:
    three = told("brief", POOLE, FIRST, SECOND, REST[0], majorities=(8,), elected="Neil Duncan-Jordan")
    assert shapes_of(three) == [("Contest-majority-fits-list", True)]
    assert shapes_of(three, told("count", POOLE, FIRST, SECOND, *REST)) == [
        ("Contest-majority-fits-runner-up", False)
    ]


def test_a_list_that_leaves_the_runner_up_out_is_no_fault_where_others_name_him(told: Told) -> None:
    """Alone it is queried, as nobody can know; beside a whole list it is a selection."""
    brief = told("brief", DORSET, SLADE, *OTHERS, majorities=(1352,), elected="Vikki Slade")
    assert shapes_of(brief) == [("Contest-majority-fits-list", True)]
    assert shapes_of(brief, told("live", DORSET, SLADE, TOMLINSON, *OTHERS, majorities=(1352,))) == []
    five = told("five", POOLE, FIRST, *REST, majorities=(18,), elected="Neil Duncan-Jordan")
    assert shapes_of(five, told("count", POOLE, FIRST, SECOND, *REST, majorities=(18,))) == []


def test_two_figures_of_one_thing_in_one_source_are_one_finding(told: Told) -> None:
    twice = told("twice", DORSET, SLADE, TOMLINSON, majorities=(1352, 1532), elected="Vikki Slade")
    assert shapes_of(twice) == [("Contest-majority", True)]
    wrong = ("Michael Tomlinson", "Conservative", 20900)
    votes = told("votes", DORSET, SLADE, TOMLINSON, wrong, majorities=(1352,), elected="Vikki Slade")
    assert shapes_of(votes) == [("Candidacy-votes", True)]


def winners_of(source: Source) -> list[tuple[str, str]]:
    """Return what a source's own graph says of who won and who came second."""
    return sorted(
        (quad.predicate.value.removeprefix(EG), quad.object.value.rpartition("/")[2])
        for quad in build_from_facts([source]).quads
        if quad.predicate.value in (EG + "winner", EG + "runnerUp")
        and isinstance(quad.graph_name, NamedNode)
        and isinstance(quad.object, NamedNode)
    )


def test_a_source_says_who_won_and_who_came_second_where_it_makes_that_certain(told: Told) -> None:
    both = [("runnerUp", "michael-tomlinson"), ("winner", "vikki-slade")]
    assert winners_of(told("a", DORSET, SLADE, TOMLINSON, majorities=(1352,))) == both
    assert winners_of(told("b", DORSET, SLADE, TOMLINSON, elected="Vikki Slade")) == both[1:]
    assert winners_of(told("c", DORSET, SLADE, TOMLINSON)) == []
    assert winners_of(told("d", POOLE, FIRST, SECOND, *REST, elected="Neil Duncan-Jordan")) == [
        ("runnerUp", "robert-syms"),
        ("winner", "neil-duncan-jordan"),
    ]


def test_a_source_with_two_winners_makes_none_certain(
    make_source: Callable[..., Source],
) -> None:
    lines = [
        (f"{name} won", [{"predicate": "elected", "person": name, "seat": POOLE}])
        for name in ("Vikki Slade", "Robert Syms")
    ]
    source = make_source("two", *lines)
    assert winners_of(source) == []
    assert shapes_of(source) == [("Contest-one-winner", True)]


def test_the_five_articles_have_the_two_true_findings_and_no_other(articles: list[Source]) -> None:
    assert [(found.seat, found.shape.rpartition("#")[2]) for found in check(*articles)] == [
        ("Hertford and Stortford", "Contest-majority-fits-runner-up"),
        ("North East Hertfordshire", "Contest-majority-within-votes"),
    ]
