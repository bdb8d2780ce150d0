"""Rosters: which labels say what became of everybody below, and which lines name somebody with a seat."""

from __future__ import annotations

import pytest

from electiongraph.extraction import extract_facts
from electiongraph.extraction.layout_lexicon import lexicon_of
from electiongraph.extraction.layout_roster_labels import BEATEN, ELECTED, LEFT, STANDS, read_roster_label
from electiongraph.gazetteers import load_gazetteers
from electiongraph.sources import document_from_text

LEXICON = lexicon_of(load_gazetteers())


def fate(label: str) -> tuple[str, str] | None:
    read = read_roster_label(label, LEXICON)
    return (read.fate, read.party) if read else None


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("Our new MPs", (ELECTED, "")),
        ("Labour's new MPs", (ELECTED, "Labour")),
        ("The new Conservative MPs are:", (ELECTED, "Conservative")),
        ("Liberal Democrat gains", (ELECTED, "Liberal Democrats")),
        ("LABOUR GAINS FROM THE SNP", (ELECTED, "Labour")),
        ("Seats we won from Labour", (ELECTED, "")),
        ("The following candidates were elected:", (ELECTED, "")),
        ("Eight women elected in the county", (ELECTED, "")),
        ("We welcome to Westminster:", (ELECTED, "")),
        ("Re-elected MPs", (ELECTED, "")),
        ("Ministers who lost their seats", (BEATEN, "")),
        ("MPs defeated on the night", (BEATEN, "")),
        ("Big names out", (BEATEN, "")),
        ("Conservative losses", (BEATEN, "Conservative")),
        ("Labour MPs who lost to Conservatives", (BEATEN, "Labour")),
        ("The ousted ministers", (BEATEN, "")),
        ("The night's casualties", (BEATEN, "")),
        ("MPs standing down", (LEFT, "")),
        ("Tory MPs who stood down", (LEFT, "Conservative")),
        ("Not seeking re-election", (LEFT, "")),
        ("Who is retiring", (LEFT, "")),
        ("Leaving the Commons", (LEFT, "")),
        ("Reform UK candidates in Kent", (STANDS, "Reform UK")),
        ("Who is standing for Labour", (STANDS, "Labour")),
        ("Our prospective candidates:", (STANDS, "")),
    ],
)
def test_labels_that_say_what_became_of_all(label: str, told: tuple[str, str]) -> None:
    assert fate(label) == told


@pytest.mark.parametrize(
    "label",
    [
        "Ministers who could lose their seats",
        "MPs at risk",
        "Seats to watch",
        "Labour's target seats",
        "MPs expected to stand down",
        "Who might win?",
        "Gains that Labour hopes for",
        "New councillors elected",
        "Former MPs standing again",
        "MPs elected in place of those standing down",
        "Labour and Conservative gains",
        "The cabinet",
        "Contact us",
        "Polls say these MPs will lose",
        "Results",
        "MPs who survived",
        "Candidates who withdrew",
    ],
)
def test_labels_that_say_nothing_certain(label: str) -> None:
    assert fate(label) is None


def facts(text: str) -> set[tuple[str, str, str, object]]:
    found = extract_facts(document_from_text(text, published="2024-07-05"), load_gazetteers())
    return {(fact.predicate, fact.person, fact.seat, fact.value or fact.party) for fact in found}


STEVENAGE = {
    ("standsIn", "Kevin Bonavia", "Stevenage", ""),
    ("elected", "Kevin Bonavia", "Stevenage", ""),
}


@pytest.mark.parametrize(
    ("shape", "more"),
    [
        ("{name}, {seat}", set()),
        ("{name} ({seat})", set()),
        ("{seat}: {name}", set()),
        ("{seat} – {name}", set()),
        ("1. {name} - {seat}", set()),
        ("* {name} MP ({seat})", set()),
        ("{name}\t{seat}", set()),
        ("{name} ({seat}), majority 6,618", {("majority", "", "Stevenage", 6618)}),
        ("{seat}: {name}, maj. 6,618", {("majority", "", "Stevenage", 6618)}),
        (
            "{name}, {seat} (gain from Conservative, majority 6,618)",
            {
                ("majority", "", "Stevenage", 6618),
                ("outcome", "", "Stevenage", "gain"),
                ("gainedFrom", "", "Stevenage", "Conservative"),
            },
        ),
        ("{name} ({seat}) - a former mayor of the town", set()),
    ],
)
def test_lines_of_a_roster(shape: str, more: set[tuple[str, str, str, object]]) -> None:
    pairs = [
        ("Andrew Lewin", "Welwyn Hatfield"),
        ("Kevin Bonavia", "Stevenage"),
        ("Chris Hinchliff", "North East Hertfordshire"),
    ]
    rows = "\n".join(shape.format(name=name, seat=seat) for name, seat in pairs)
    read = facts(f"A good night in Hertfordshire\n\nOur new MPs\n\n{rows}\n")
    assert {fact for fact in read if fact[2] == "Stevenage"} == STEVENAGE | more
    assert {fact[2] for fact in read} == {seat for _, seat in pairs}


def test_those_who_left_stand_nowhere() -> None:
    rows = "Matt Hancock (West Suffolk)\nDominic Raab (Esher and Walton)"
    read = facts(f"Change at the top\n\nMPs standing down\n\n{rows}\n")
    assert read == {
        (predicate, person, seat, "")
        for predicate in ("incumbentIn", "stoodDown")
        for person, seat in (("Matt Hancock", "West Suffolk"), ("Dominic Raab", "Esher and Walton"))
    }


def test_those_who_lost_with_their_rivals() -> None:
    read = facts(
        "The toll\n\nMinisters who lost their seats\n\n"
        "- Grant Shapps, Welwyn Hatfield, lost to Andrew Lewin (Lab) by 3,799\n"
        "- Alex Chalk, Cheltenham, lost to Max Wilkinson (LD) by 7,210\n"
    )
    assert {fact for fact in read if fact[2] == "Cheltenham"} == {
        ("standsIn", "Alex Chalk", "Cheltenham", ""),
        ("incumbentIn", "Alex Chalk", "Cheltenham", ""),
        ("defeatedIn", "Alex Chalk", "Cheltenham", ""),
        ("standsIn", "Max Wilkinson", "Cheltenham", ""),
        ("standsFor", "Max Wilkinson", "Cheltenham", "Liberal Democrats"),
        ("elected", "Max Wilkinson", "Cheltenham", ""),
        ("majority", "", "Cheltenham", 7210),
        ("outcome", "", "Cheltenham", "gain"),
    }


@pytest.mark.parametrize(
    "head",
    [
        "PRESS RELEASE\nLabour Hertfordshire\n\n",
        "For immediate release\nFrom: Labour Party Press Office\n\n",
        "NEWS RELEASE\n\n",
    ],
)
def test_ours_are_those_of_the_party_that_issues_the_text(head: str) -> None:
    foot = (
        "\n\nPromoted by H Moss on behalf of the Labour Party, 20 Rushworth Street, London."
        if "NEWS" in head
        else ""
    )
    read = facts(f"{head}Our new MPs\n\nAndrew Lewin, Welwyn Hatfield\nKevin Bonavia, Stevenage{foot}\n")
    assert ("standsFor", "Kevin Bonavia", "Stevenage", "Labour") in read


@pytest.mark.parametrize(
    "text",
    [
        "Ministers who could lose\n\nGrant Shapps, Welwyn Hatfield\nAlex Chalk, Cheltenham\n",
        "Exit poll: the new MPs\n\nAndrew Lewin, Welwyn Hatfield\nKevin Bonavia, Stevenage\n",
        "Who wrote this\n\nAndrew Lewin, Welwyn Hatfield\nKevin Bonavia, Stevenage\n",
    ],
)
def test_no_roster(text: str) -> None:
    assert {fact for fact in facts(text) if fact[0] in ("elected", "defeatedIn", "incumbentIn")} == set()
