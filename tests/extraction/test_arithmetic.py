"""Figures of a document that contradict each other are kept, and doubted."""

from electiongraph.extraction import Fact, extract_facts
from electiongraph.extraction.arithmetic import doubt_contradictions
from electiongraph.gazetteers import load_gazetteers
from electiongraph.sources import document_from_text

LIST = """North Dorset

Simon Hoare (Conservative) 18,208 ({hoare}%)
Gary Jackson (Liberal Democrats) 16,619 (33.4%)
Ash Leaney (Reform UK) 7,894 (15.9%)
Toni Coombs (Labour) 4,370 (8.8%)

Majority: {majority}
"""


def doubts(text: str) -> dict[str, str]:
    facts = extract_facts(document_from_text(text, published="2024-07-05"), load_gazetteers())
    assert {fact.predicate for fact in facts} >= {"votes", "voteShare", "majority"}
    return {f"{fact.predicate} {fact.value}": fact.doubt for fact in facts if fact.doubt}


def test_figures_that_agree_are_not_doubted() -> None:
    assert doubts(LIST.format(hoare="36.6", majority="1,589")) == {}


def test_a_majority_that_the_votes_do_not_make_is_doubted_and_kept() -> None:
    assert doubts(LIST.format(hoare="36.6", majority="1,598")) == {
        "majority 1598": "the votes listed make the majority 1,589"
    }


def test_a_share_that_the_votes_do_not_make_is_doubted() -> None:
    assert list(doubts(LIST.format(hoare="39.6", majority="1,589"))) == ["voteShare 39.6"]


def test_shares_that_exceed_the_whole_are_all_doubted() -> None:
    reasons = doubts(LIST.format(hoare="63.6", majority="1,589"))
    assert set(reasons.values()) == {"the shares listed add up to 121.7%"}
    assert len(reasons) == 4


def figure(
    predicate: str, person: str = "", value: int | str = "", party: str = "", declared: int | None = None
) -> Fact:
    return Fact(
        predicate, "q", 0, 1, "r", "2024-07-04", person, "" if party else "Ely", party, value, declared
    )


def test_a_majority_over_two_listed_candidates_is_not_doubted() -> None:
    facts = [figure("votes", "Ann Hall", 900), figure("votes", "Bo Lund", 400), figure("majority", value=12)]
    assert doubt_contradictions(facts) == facts


def test_a_winner_with_fewer_votes_is_doubted() -> None:
    facts = [figure("votes", "Ann Hall", 900), figure("votes", "Bo Lund", 400), figure("elected", "Bo Lund")]
    assert [fact.doubt for fact in doubt_contradictions(facts)] == ["", "", "Ann Hall has more votes"]


def test_several_winners_of_a_ward_do_not_doubt_each_other() -> None:
    facts = [
        figure(predicate, person, value)
        for person, votes in (("Ann Hall", 900), ("Bo Lund", 400), ("Cy Moss", 80))
        for predicate, value in (("votes", votes), ("elected", ""))
        if (predicate, person) != ("elected", "Cy Moss")
    ]
    assert doubt_contradictions(facts) == facts


def test_tallies_of_more_seats_than_declared_are_doubted() -> None:
    facts = [
        figure("seatsWon", value=12, party="Labour", declared=20),
        figure("seatsWon", value=9, party="Conservative", declared=20),
    ]
    assert {fact.doubt for fact in doubt_contradictions(facts)} == {
        "the tallies add up to 21, of 20 seats declared"
    }
    assert doubt_contradictions(facts[:1]) == facts[:1]
