"""A label above a list is a seat only where not all seats of the election are known."""

from __future__ import annotations

import pytest

from electiongraph.extraction import extract_facts
from electiongraph.gazetteers import Gazetteers, load_gazetteers
from electiongraph.sources import document_from_text

LIST = "Sharon Hodgson (Lab) 18,847\nJayne Shotton (Reform UK) 11,968\nMark Wilson (Con) 4,722\n"


@pytest.fixture(scope="module")
def gazetteers() -> Gazetteers:
    return load_gazetteers()


@pytest.mark.parametrize("label", ["Jump to: 2024 | 2019", "Share this page", "Back to top", "Updates:"])
def test_what_leads_elsewhere_is_no_seat(label: str, gazetteers: Gazetteers) -> None:
    text = f"Washington and Gateshead South\n\n5 July 2024\n\n{label}\n\n{LIST}"
    seats = {fact.seat for fact in extract_facts(document_from_text(text), gazetteers)}
    assert seats == {"Washington and Gateshead South"}


@pytest.mark.parametrize("label", ["Washington and Gatshead South", "WASHINGTON AND GATESHEAD SOTUH"])
def test_a_misspelt_seat_is_that_seat(label: str, gazetteers: Gazetteers) -> None:
    text = f"How the region voted\n\n5 July 2024, general election results\n\n{label}\n\n{LIST}"
    seats = {fact.seat for fact in extract_facts(document_from_text(text), gazetteers)}
    assert seats == {"Washington and Gateshead South"}


def test_a_page_on_a_seats_elections_is_about_the_latest(gazetteers: Gazetteers) -> None:
    text = (
        "Houghton and Sunderland South\n\nThe seat was new in 2010.\n\nJump to: 2015 | 2010\n\n"
        "General election 2015\n\nBridget Phillipson Labour 21,218\nRichard Elvin UKIP 8,280\n"
        "Majority 12,938\n\nGeneral election 2010\n\nBridget Phillipson Labour 19,137\n"
        "Robert Oliver Conservative 8,147\nMajority 10,990\n"
    )
    facts = extract_facts(document_from_text(text), gazetteers)
    majorities = {(fact.election[:4], fact.value) for fact in facts if fact.predicate == "majority"}
    assert majorities == {("2015", 12938), ("2010", 10990)}
