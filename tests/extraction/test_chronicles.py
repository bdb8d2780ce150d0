"""Histories that go from election to election without headings."""

from __future__ import annotations

import pytest

from electiongraph.extraction import extract_facts
from electiongraph.extraction.chronicles import chronicled
from electiongraph.gazetteers import load_gazetteers
from electiongraph.sources import document_from_text

HISTORY = """Nuneaton and its moods

She first counted votes in Nuneaton in 1979. Les Huckfield was home for Labour by 7,688.

Four years later Lewis Stevens slipped through for the Conservatives with 5,061 votes to spare.
In 1987 he did it again, more comfortably: 5,655.

It was put right on the night of 9 April 1992. Bill Olner beat Stevens by 1,631 votes.

Olner retired in 2010. Marcus Jones polled 18,536 votes and Jayne Innes 16,467.

On 7 May 2015 Jones won by 4,882 over Vicky Fowler.

Last summer Jodie Gosling took Nuneaton with 15,216 votes, 3,479 more than him.
"""


def told(text: str, predicate: str) -> set[tuple[str, str]]:
    facts = extract_facts(document_from_text(text, published="2025-01-10"), load_gazetteers())
    return {(one.election[:4], one.person or str(one.value)) for one in facts if one.predicate == predicate}


def test_each_winner_is_of_the_election_told_of() -> None:
    winners = {("1983", "Lewis Stevens"), ("1992", "Bill Olner"), ("2015", "Marcus Jones")}
    assert winners <= told(HISTORY, "elected")


def test_each_majority_is_of_the_election_told_of() -> None:
    majorities = {("1983", "5061"), ("1992", "1631"), ("2015", "4882")}
    assert majorities <= told(HISTORY, "majority")


def test_votes_without_a_year_are_of_the_election_before() -> None:
    assert {("2010", "Marcus Jones"), ("2010", "Jayne Innes")} <= told(HISTORY, "votes")


def test_what_happened_last_is_of_the_documents_election() -> None:
    assert ("2024", "Jodie Gosling") in told(HISTORY, "elected")
    assert not {("2024", "Lewis Stevens"), ("2024", "Bill Olner")} & told(HISTORY, "elected")


@pytest.mark.parametrize(
    "text",
    [
        # A report that looks back in one paragraph is no history.
        "Ann Smith won Hitchin. In 2010 it was blue. In 2015 it was blue. In 2017 it was blue.",
        # Nor is one whose years go back and forth.
        "In 2019 Hitchin was blue.\n\nIn 2010 it was blue.\n\nIn 2017 it was, too.\n\nIn 2005 it was not.",
        # What began in a year, or lasts since one, turns to no election.
        "Since 2010 he has sat there.\n\nUntil 2015 she did.\n\nBorn in 1979, he left.\n\nBefore 1997 no.",
    ],
)
def test_other_texts_are_no_histories(text: str) -> None:
    assert chronicled(document_from_text(text), (), "2024-07-04", load_gazetteers()) == ()


PAST_WINNERS = """Nuneaton: the roll of honour
1979  Les Huckfield (Lab)  7,688
1983  Lewis Stevens (Con)  5,061
1987  Lewis Stevens (Con)  5,655
2010  Marcus Jones (Con)  2,069
"""


def test_past_winners_have_won_with_majorities() -> None:
    assert ("1983", "Lewis Stevens") in told(PAST_WINNERS, "elected")
    assert ("1983", "5061") in told(PAST_WINNERS, "majority")
    assert told(PAST_WINNERS, "votes") == set()


def test_counts_of_past_winners_are_votes() -> None:
    text = PAST_WINNERS
    for figure in ("7,688", "5,061", "5,655", "2,069"):
        text = text.replace(f"  {figure}", f"  2{figure}" if len(figure) == 5 else figure)
    assert ("1983", "Lewis Stevens") in told(text, "votes")
    assert told(text, "majority") == set()


def test_small_figures_without_a_label_of_winners_are_neither() -> None:
    text = PAST_WINNERS.replace("the roll of honour", "the parish lottery")
    assert told(text, "majority") == set()
