"""Who is who: namesakes stay apart, a changed name does not part a person, and what is linked says why."""

from __future__ import annotations

import pytest

from electiongraph.building import BuiltGraph, build_graph
from electiongraph.gazetteers import load_gazetteers
from electiongraph.sources import document_from_text
from electiongraph.sources.official import read_official_table

HEADING = "election,seat,person,person_id,party,votes,elected,gss\n"
# Three of one name, two of them with numbers; a member who married; a candidate who is called like a member
# for another seat.
ROWS = (
    "2024-07-04,Poole,Jane Smith,democracy-club:101,Labour,14168,yes,E14001429\n"
    "2024-07-04,Poole,Robert Syms,mnis:245,Conservative,14150,no,E14001429\n"
    "2024-07-04,Bedford,Jane Smith,democracy-club:202,Green,2500,no,E14001084\n"
    "2024-07-04,Bedford,Mohammad Yasin,mnis:4598,Labour,18342,yes,E14001084\n"
    "2019-12-12,Bedford,Jane Smith,,Liberal Democrats,4608,no,E14000552\n"
    "2019-12-12,Bedford,Mohammad Yasin,mnis:4598,Labour,20491,yes,E14000552\n"
    "2015-05-07,Hitchin and Harpenden,Natasha Engel-Brown,mnis:9001,Labour,11178,no,E14000749\n"
    "2017-06-08,Hitchin and Harpenden,Natasha Fletcher,mnis:9001,Labour,20158,yes,E14000749\n"
    "2024-07-04,Hitchin,Alistair Strathern,mnis:5000,Labour,23067,yes,E14001289\n"
    "2024-07-04,Hitchin,Mohammad Yasin,democracy-club:303,Workers Party,300,no,E14001289\n"
)
ARTICLE = (
    "5 July 2024\n\n"
    "In Poole, Labour's Jane Smith won with 14,168 votes.\n\n"
    "In Bedford, Labour's Mohammad Yasin held his seat with 18,342 votes. "
    "Jane Smith of the Greens polled 2,500.\n\n"
    "In Hitchin, Mohammad Yasin of the Workers Party polled 300 votes.\n"
)
EG = "https://w3id.org/electiongraph/ontology#"


@pytest.fixture(scope="module")
def graph() -> BuiltGraph:
    table = read_official_table((HEADING + ROWS).encode(), "rows.csv")
    return build_graph([document_from_text(ARTICLE, name="article.txt")], load_gazetteers(), tables=[table])


def candidates(graph: BuiltGraph) -> dict[str, str]:
    """Return the person of each candidacy, by day, seat and votes."""
    told: dict[str, dict[str, str]] = {}
    for quad in graph.quads:
        name = quad.predicate.value.removeprefix(EG)
        if name in ("candidate", "votes"):
            told.setdefault(quad.subject.value, {})[name] = quad.object.value
    return {
        f"{subject.split('/')[-3]} {found['votes']}": found["candidate"].rpartition("/")[2]
        for subject, found in told.items()
        if len(found) == 2
    }


def test_three_of_one_name_are_three(graph: BuiltGraph) -> None:
    people = candidates(graph)
    namesakes = [people["2024-07-04 14168"], people["2024-07-04 2500"], people["2019-12-12 4608"]]
    assert namesakes[:2] == ["dc-101", "dc-202"]
    assert len(set(namesakes)) == 3


def test_a_member_who_changed_her_name_is_one_person_with_both_names(graph: BuiltGraph) -> None:
    people = candidates(graph)
    assert people["2015-05-07 11178"] == people["2017-06-08 20158"] == "mnis-9001"
    names = {
        quad.object.value
        for quad in graph.quads
        if quad.subject.value.endswith("/mnis-9001") and quad.predicate.value.endswith(("label", "altLabel"))
    }
    assert {"Natasha Fletcher", "Natasha Engel-Brown"} <= names


def test_a_candidate_called_like_a_member_for_another_seat_is_somebody_else(graph: BuiltGraph) -> None:
    people = candidates(graph)
    assert people["2024-07-04 18342"] == people["2019-12-12 20491"] == "mnis-4598"
    assert people["2024-07-04 300"] == "dc-303"


def test_every_link_of_the_article_says_why_and_how_sure_it_is(graph: BuiltGraph) -> None:
    claims: dict[str, dict[str, str]] = {}
    for quad in graph.quads:
        claims.setdefault(quad.subject.value, {})[quad.predicate.value.removeprefix(EG)] = quad.object.value
    told = [one for one in claims.values() if one.get("factPredicate") == "votes" and "rule" in one]
    of_text = [one for one in told if one["rule"] != "official-row"]
    assert len(of_text) == 4
    for one in of_text:
        assert one["linkReason"] == "stood there under this name"
        assert float(one["linkConfidence"]) == 0.99
    numbered = {"dc-101", "dc-202", "dc-303", "mnis-4598"}
    identified = {
        quad.subject.value.rpartition("/")[2]
        for quad in graph.quads
        if quad.predicate.value in (f"{EG}identifiedBy", "https://schema.org/identifier")
    }
    assert numbered <= identified


@pytest.mark.parametrize(
    ("name", "votes"), [("J. Smith", 14168), ("Firebrand Jane Smith", 14168), ("Jayne Smith", 14168)]
)
def test_initials_a_word_before_and_a_slip_still_mean_who_stood_there(name: str, votes: int) -> None:
    table = read_official_table((HEADING + ROWS).encode(), "rows.csv")
    text = f"5 July 2024\n\nPOOLE: {name} (Lab) {votes:,}; R Syms (Con) 14,150. Lab gain. Maj 18.\n"
    graph = build_graph([document_from_text(text)], load_gazetteers(), tables=[table])
    assert graph.refused == ()
    assert candidates(graph)["2024-07-04 14168"] == "dc-101"
