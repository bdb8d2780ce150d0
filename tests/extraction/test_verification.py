"""Verification: a fact that the text states is kept, its near twin dropped with the reason."""

from __future__ import annotations

import dataclasses

import pytest

from electiongraph.extraction import Fact, extract_facts
from electiongraph.extraction.verification import LONGEST_QUOTE, Reason, verify_facts
from electiongraph.gazetteers import load_gazetteers
from electiongraph.resources import folder
from electiongraph.sources import document_from_text, read_document

TEXT = """Luton keeps its MPs

Sarah Owen held Luton North for Labour with 14,677 votes. Her majority was 7,510, and she had 37.8% of it.

Jilleane Brown, the Conservative, came second on 7,167. Brown first stood in 2019. He was in the hall, we saw.

Toby Perkins might win Chesterfield by 10,820 votes. “Perkins has won Chesterfield by 9,999 votes,” he said.

Was Bedford won by 5,144 votes? Mid Dorset and North Poole went to Vikki Slade on more than 21,000 votes.

Neil Duncan-Jordan took Poole by eighteen votes. Robert Syms had been an MP since 1997.

After 600 seats, Labour had 400. The Tories were down 245 then, and the Lib Dems have 23.5 per cent.

Lisa Nandy becomes Culture Secretary. Julia Lopez is shadow culture secretary.

Hitchin was formerly Hitchin and Harpenden.

BROWN, Alan (SNP) 5,384
TICE, Richard (Ref) 15.520
"""
DOCUMENT = document_from_text(TEXT, title="Luton keeps its MPs", published="2024-07-05")
DAY = "2024-07-04"
NORTH = "Luton North"


def fact(predicate: str, quote: str, **arguments: object) -> Fact:
    made = Fact(predicate, quote, TEXT.find(quote), TEXT.find(quote) + len(quote), "test", election=DAY)
    return dataclasses.replace(made, **arguments)  # type: ignore[arg-type]


OWEN = "Sarah Owen held Luton North for Labour with 14,677 votes"
VOTES = fact("votes", OWEN, person="Sarah Owen", seat=NORTH, value=14677)
SHARE = fact("voteShare", "she had 37.8%", person="Sarah Owen", seat=NORTH, value=37.8)
SECOND = fact("votes", "came second on 7,167", person="Jilleane Brown", seat=NORTH, value=7167)
MAJORITY = fact("majority", "Her majority was 7,510", seat=NORTH, value=7510)
POOLE = fact("elected", "Neil Duncan-Jordan took Poole", person="Neil Duncan-Jordan", seat="Poole")
TALLY = fact("seatsWon", "Labour had 400", party="Labour", value=400, declared=600)
CHANGE = fact("seatsChange", "The Tories were down 245", party="Conservative", value=-245)
SINCE = fact("memberSince", "Robert Syms had been an MP since 1997", person="Robert Syms", value=1997)
OFFICE = fact(
    "appointedTo", "Lisa Nandy becomes Culture Secretary", person="Lisa Nandy", value="Culture Secretary"
)
SHADOW = fact(
    "heldRole",
    "Julia Lopez is shadow culture secretary",
    person="Julia Lopez",
    value="Shadow Culture Secretary",
)
OUTCOME = fact("outcome", "Sarah Owen held Luton North for Labour", seat=NORTH, value="hold", party="Labour")
NAMED = fact(
    "formerlyNamed",
    "Hitchin was formerly Hitchin and Harpenden",
    seat="Hitchin",
    value="Hitchin and Harpenden",
)
LISTED = fact("votes", "BROWN, Alan (SNP) 5,384", person="Alan Brown", seat=NORTH, value=5384)

# What is kept, a twin that is wrong in one point, and the reason why the twin is dropped.
TWINS: dict[str, tuple[Fact, dict[str, object], Reason]] = {
    "predicate": (VOTES, {"predicate": "loved"}, Reason.PREDICATE),
    "no seat": (VOTES, {"seat": ""}, Reason.ARGUMENT),
    "no election": (VOTES, {"election": ""}, Reason.ARGUMENT),
    "votes as a text": (VOTES, {"value": "14,677"}, Reason.ARGUMENT),
    "votes as a fraction": (VOTES, {"value": 14677.5}, Reason.ARGUMENT),
    "negative votes": (VOTES, {"value": -14677}, Reason.ARGUMENT),
    "true is no count": (VOTES, {"value": True}, Reason.RECORD),
    "percentage above 100": (SHARE, {"value": 137.8}, Reason.ARGUMENT),
    "percentage is no number": (SHARE, {"value": float("nan")}, Reason.ARGUMENT),
    "day that is none": (VOTES, {"election": "2024-07-32"}, Reason.ARGUMENT),
    "election in words": (VOTES, {"election": "July 2024"}, Reason.ARGUMENT),
    "election elsewhere": (VOTES, {"election": "2010-05-06"}, Reason.ELECTION),
    "neither hold nor gain": (OUTCOME, {"value": "kept"}, Reason.ARGUMENT),
    "surname alone": (VOTES, {"person": "Owen"}, Reason.ARGUMENT),
    "party as a person": (VOTES, {"person": "Liberal Democrats"}, Reason.ARGUMENT),
    "seat as a person": (VOTES, {"person": "Luton North"}, Reason.ARGUMENT),
    "more seats than there are": (TALLY, {"declared": 6000}, Reason.ARGUMENT),
    "year out of range": (SINCE, {"value": 97}, Reason.ARGUMENT),
    "seat that is its own former name": (NAMED, {"value": "Hitchin"}, Reason.ARGUMENT),
    "quote retold": (VOTES, {"quote": OWEN.replace("held", "keeps")}, Reason.QUOTE),
    "quote in other marks": (VOTES, {"quote": OWEN.replace("14,677", "14677")}, Reason.QUOTE),
    "empty quote": (VOTES, {"quote": "  "}, Reason.QUOTE),
    "quote of half the text": (VOTES, {"quote": TEXT[: LONGEST_QUOTE + 9], "start": 0}, Reason.LENGTH),
    "figure of somebody else": (VOTES, {"value": 7510}, Reason.NUMBER),
    "part of a figure": (VOTES, {"quote": "677 votes", "start": -1, "value": 677}, Reason.NUMBER),
    "percentage as votes": (SHARE, {"predicate": "votes", "value": 37}, Reason.NUMBER),
    "votes as percentage": (
        fact("majority", "took Poole by eighteen votes", seat="Poole", value=18),
        {"predicate": "majorityShare", "value": 18.0},
        Reason.NUMBER,
    ),
    "percentage rounded": (SHARE, {"value": 38}, Reason.NUMBER),
    "inexact figure": (
        fact("elected", "Mid Dorset and North Poole went to Vikki Slade", person="Vikki Slade",
             seat="Mid Dorset and North Poole"),
        {"predicate": "votes", "value": 21000, "quote": "Vikki Slade on more than 21,000 votes", "start": -1},
        Reason.NUMBER,
    ),
    "inexact figure, cut short": (
        SECOND,
        {"person": "Vikki Slade", "value": 21000, "quote": "21,000 votes", "start": -1},
        Reason.NUMBER,
    ),
    "declared by nobody": (TALLY, {"declared": 500}, Reason.NUMBER),
    "declared in another sentence": (CHANGE, {"declared": 600}, Reason.NUMBER),
    "another year": (SINCE, {"value": 1992}, Reason.NUMBER),
    "person who is not there": (VOTES, {"person": "Joan Crane"}, Reason.NAME),
    "pronoun of the other gender": (
        SHARE, {"quote": "He was in the hall", "predicate": "standsIn", "start": -1}, Reason.NAME,
    ),
    "person whom the quote leaves out": (SECOND, {"person": "Robert Syms"}, Reason.NAME),
    "half of a double name": (POOLE, {"person": "Neil Duncan"}, Reason.NAME),
    "seat that is not there": (VOTES, {"seat": "Luton South and South Bedfordshire"}, Reason.NAME),
    "party that is not there": (OUTCOME, {"party": "Plaid Cymru"}, Reason.NAME),
    "former seat that is not there": (NAMED, {"value": "North East Hertfordshire"}, Reason.NAME),
    "office that is not there": (OFFICE, {"value": "Foreign Secretary"}, Reason.NAME),
    "office without its shadow": (SHADOW, {"value": "Culture Secretary"}, Reason.NAME),
    "hedged": (
        fact("incumbentIn", "Sarah Owen held Luton North", person="Sarah Owen", seat=NORTH),
        {"predicate": "elected", "person": "Toby Perkins", "seat": "Chesterfield",
         "quote": "Toby Perkins might win Chesterfield", "start": -1},
        Reason.HEDGED,
    ),
    "hedged, cut short": (
        MAJORITY,
        {"seat": "Chesterfield", "value": 10820, "quote": "win Chesterfield by 10,820 votes", "start": -1},
        Reason.HEDGED,
    ),
    "only quoted": (
        MAJORITY,
        {"seat": "Chesterfield", "value": 9999, "quote": "has won Chesterfield by 9,999 votes", "start": -1},
        Reason.HEDGED,
    ),
    "asked": (
        MAJORITY, {"seat": "Bedford", "value": 5144, "quote": "Bedford won by 5,144 votes", "start": -1},
        Reason.HEDGED,
    ),
}  # fmt: skip

KEPT: dict[str, Fact] = {
    "surname with the full name elsewhere": fact(
        "standsIn", "Brown first stood in 2019", person="Jilleane Brown", seat=NORTH
    ),
    "pronoun after the surname": SHARE,
    "person in list order": LISTED,
    "broken thousands": fact(
        "votes", "TICE, Richard (Ref) 15.520", person="Richard Tice", seat=NORTH, value=15520
    ),
    "abbreviation in a list": fact(
        "standsFor", "TICE, Richard (Ref) 15.520", person="Richard Tice", seat=NORTH, value="Reform UK"
    ),
    "figure in words": fact("majority", "took Poole by eighteen votes", seat="Poole", value=18),
    "election before": dataclasses.replace(VOTES, election="2019-12-12 notional"),
    "outcome without a party": dataclasses.replace(OUTCOME, party=""),
    "per cent in words": fact(
        "nationalShare", "the Lib Dems have 23.5 per cent", party="Liberal Democrats", value=23.5
    ),
    "percentage that is whole": dataclasses.replace(
        SHARE, quote="Her majority was 7,510, and she had 37.8%", start=-1
    ),
    "fall": CHANGE,
    "former name": NAMED,
    "shadow office": SHADOW,
}


def outcome(*facts: object, document: object = DOCUMENT) -> tuple[tuple[Fact, ...], tuple[Reason, ...]]:
    verified = verify_facts(document, facts, load_gazetteers())  # type: ignore[arg-type]
    return verified.facts, verified.dropped


@pytest.mark.parametrize("name", TWINS)
def test_wrong_twin_is_dropped_with_its_reason(name: str) -> None:
    right, wrong, reason = TWINS[name]
    assert outcome(dataclasses.replace(right, **wrong)) == ((), (reason,))  # type: ignore[arg-type]


RIGHT = {id(right): right for right, _, _ in TWINS.values() if right is not SECOND}


@pytest.mark.parametrize(
    "right", [*RIGHT.values(), *KEPT.values()], ids=lambda one: f"{one.predicate}: {one.quote}"
)
def test_stated_fact_is_kept(right: Fact) -> None:
    facts, dropped = outcome(right)
    assert dropped == ()
    [kept] = facts
    assert kept.quote == right.quote
    assert TEXT[kept.start : kept.end] == kept.quote
    assert (kept.person, kept.seat, kept.value) == (right.person, right.seat, right.value)


def test_every_reason_is_tested() -> None:
    assert {reason for _, _, reason in TWINS.values()} == set(Reason)


@pytest.mark.parametrize(
    "junk",
    [None, "votes", {"predicate": "votes"}, dataclasses.replace(VOTES, quote=None),  # type: ignore[arg-type]
     dataclasses.replace(VOTES, start="0"), dataclasses.replace(VOTES, value=[1]),  # type: ignore[arg-type]
     dataclasses.replace(VOTES, declared=1.5)],  # type: ignore[arg-type]
)  # fmt: skip
def test_what_is_no_fact_record_is_dropped(junk: object) -> None:
    assert outcome(junk, VOTES) == ((VOTES,), (Reason.RECORD,))


def test_offsets_that_do_not_fit_are_mended() -> None:
    for start in (-1, 3, 10**9):
        [kept], _ = outcome(dataclasses.replace(VOTES, start=start, end=start))
        assert (kept.start, kept.end) == (VOTES.start, VOTES.end)


def test_of_several_places_the_nearest_is_taken_and_without_a_place_none() -> None:
    text = "Poole: Labour gain. Bedford: Labour hold. Hitchin: Labour gain."
    document = document_from_text(text, published="2024-07-05")
    gain = Fact("outcome", "Labour gain", 40, 51, "test", DAY, seat="Hitchin", party="Labour", value="gain")
    [kept], _ = outcome(gain, document=document)
    assert kept.start == text.rindex("Labour gain")
    assert outcome(dataclasses.replace(gain, start=-1), document=document) == ((), (Reason.QUOTE,))


def test_names_are_tidied_to_what_the_rules_call_them() -> None:
    text = "Sir Robert Syms, the Tory, lost Mid Bucks in 2024."
    quote = "Sir Robert Syms, the Tory, lost Mid Bucks"
    person = "Sir Robert Syms MP"
    loose = Fact("standsFor", quote, 0, 0, "test", "2024", person, "Mid Bucks", "left over", "Tory")
    [kept], _ = outcome(loose, document=document_from_text(text, published="2024-07-05"))
    assert (kept.election, kept.person, kept.seat, kept.party, kept.value) == (
        DAY, "Robert Syms", "Mid Buckinghamshire", "", "Conservative",
    )  # fmt: skip


def test_printed_sign_must_be_that_of_the_change() -> None:
    text = "Net changes: Conservatives -250, Labour +214."
    document = document_from_text(text, published="2024-07-05")
    fall = Fact("seatsChange", "Conservatives -250", 0, 0, "test", DAY, party="Conservative", value=-250)
    [_], _ = outcome(fall, document=document)
    assert outcome(dataclasses.replace(fall, value=250), document=document) == ((), (Reason.NUMBER,))


def test_list_under_a_forecast_is_hedged() -> None:
    lines = "Labour - 410 seats\nConservative - 131 seats\nLiberal Democrats - 61 seats\n"
    for label, dropped in (("The result", ()), ("Exit poll forecast", (Reason.HEDGED,))):
        document = document_from_text(f"{label}\n\n{lines}", published="2024-07-05")
        won = Fact("seatsWon", "Labour - 410 seats", 0, 0, "test", DAY, party="Labour", value=410)
        assert outcome(won, document=document)[1] == dropped


def test_no_extractor_says_itself_what_is_a_list() -> None:
    [kept], _ = outcome(dataclasses.replace(VOTES, is_list=True))
    assert not kept.is_list


@pytest.mark.parametrize("name", ["dorset_results.txt", "dorset_weekly.txt", "south_coast_live.html"])
def test_most_of_what_the_rules_read_would_pass(name: str) -> None:
    document = read_document(folder("examples") / name)
    facts = extract_facts(document, load_gazetteers())
    kept, _ = outcome(*facts, document=document)
    assert len(kept) >= 0.95 * len(facts) > 10
