"""The questions over the five articles and all official files, where these lie beside the checkout.

The golden answers hold no sentences and no rows of sources. Every one was compared with an independent count
over the files.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

from electiongraph.answering import Answer, ask
from electiongraph.answering.absence import why_no_rows

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
GOLDEN = Path(__file__).resolve().parent.parent / "answers" / "full"
EVIDENCE = {"sentence", "source", "sources", "line"}
# What is asked, by the golden file's name; the question's name comes first.
ASKED: dict[str, tuple[str, dict[str, str]]] = {
    "baseline-differs": ("baseline-differs", {}),
    "candidates-moved": ("candidates-moved", {}),
    "changed-party": ("changed-party", {}),
    "disagreements": ("disagreements", {}),
    "incumbents-lost": ("incumbents-lost", {}),
    "largest-majorities": ("largest-majorities", {}),
    "independents-exceed-majority": ("independents-exceed-majority", {}),
    "lost-deposits": ("lost-deposits", {}),
    "majorities": ("majorities", {}),
    "moved-seats": ("moved-seats", {}),
    "who-beat": ("who-beat", {"person": "George Galloway"}),
    "net-change": ("net-change", {}),
    "net-change-scotland": ("net-change", {"region": "Scotland"}),
    "new-members": ("new-members", {"region": "Scotland"}),
    "no-main-predecessor": ("no-main-predecessor", {}),
    "office-holders": ("office-holders", {"date": "2024-07-06"}),
    "renamed-seats": ("renamed-seats", {}),
    "runner-up": ("runner-up", {"party": "Reform UK"}),
    "same-name": ("same-name", {}),
    "same-seat-new-name": ("same-seat-new-name", {}),
    "same-seat-new-name-90": ("same-seat-new-name", {"percent": "90"}),
    "smallest-majorities": ("smallest-majorities", {}),
    "stood-down": ("stood-down", {}),
    "swing": ("swing", {"party": "Reform UK", "from_party": "Conservative", "region": "Wales"}),
    "tally-through-the-night": ("tally-through-the-night", {}),
    "third-before": ("third-before", {}),
    "turnout": ("turnout", {}),
    "turnout-extremes": ("turnout-extremes", {}),
    "two-incumbents": ("two-incumbents", {}),
    "who-says-so": ("who-says-so", {"person": "Andrew Selous"}),
    "who-says-so-party": ("who-says-so", {"party": "Alba"}),
    "who-says-so-seat": ("who-says-so", {"seat": "Hitchin"}),
    "vote-shares": ("vote-shares", {}),
    "won-under-share": ("won-under-share", {}),
    "winners": ("winners", {"region": "Wales"}),
}

pytestmark = [
    pytest.mark.official,
    pytest.mark.skipif(
        not (SHARED / "official").is_dir() or not (SHARED / "articles").is_dir(),
        reason="the official files and the five articles do not lie beside the checkout",
    ),
]


def without_evidence(answer: Answer) -> str:
    kept = [place for place, column in enumerate(answer.columns) if column not in EVIDENCE]
    rows = dict.fromkeys(tuple(row[place] for place in kept) for row in answer.rows)
    return Answer(tuple(answer.columns[place] for place in kept), tuple(rows)).to_csv()


@pytest.mark.parametrize("name", ASKED)
def test_it_gives_its_golden_answer(name: str, full_graph: Store, request: pytest.FixtureRequest) -> None:
    question, parameters = ASKED[name]
    told = without_evidence(ask(full_graph, question, **parameters))
    golden = GOLDEN / f"{name}.csv"
    if request.config.getoption("--update-golden", default=False):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")


def test_218_incumbents_lost_by_party(full_graph: Store) -> None:
    lost: dict[str, int] = {}
    for record in ask(full_graph, "incumbents-lost").records():
        lost[str(record["party"])] = lost.get(str(record["party"]), 0) + 1
    assert lost == {
        "Conservative": 175, "SNP": 28, "Independent": 5, "Labour": 4,
        "Alba": 2, "DUP": 2, "Alliance": 1, "Workers Party": 1,
    }  # fmt: skip


def test_a_row_of_a_file_is_the_evidence_that_is_shown(full_graph: Store) -> None:
    (record,) = ask(full_graph, "incumbents-lost", person="Alex Chalk").records()
    assert all("Chalk" in sentence for sentence in record["sentence"])


def test_the_member_is_the_winner_of_the_last_contest(full_graph: Store) -> None:
    (record,) = ask(full_graph, "sitting-members", seat="Runcorn and Helsby").records()
    assert (record["party"], record["election"]) == ("Reform UK", "2025 Runcorn and Helsby by-election")
    assert len(ask(full_graph, "sitting-members").rows) == 650
    assert not ask(full_graph, "sitting-members", seat="Bristol West").rows


def test_335_members_are_new(full_graph: Store) -> None:
    """Parliament's file marks those who won and had been an MP neither then nor before."""
    new = ask(full_graph, "new-members").records()
    assert len(new) == 335
    assert not {"Jacqui Smith", "Heidi Alexander", "Douglas Alexander"} & {one["member"] for one in new}


def test_263_women_were_elected(full_graph: Store) -> None:
    counted = {
        one["gender"]: (one["elected"], one["candidates"])
        for one in ask(full_graph, "elected-by-gender").records()
    }
    assert counted == {"male": (387, 3120), "female": (263, 1386), "non-binary": (0, 9)}


def test_gains_from_a_party_are_those_of_the_same_seats_by_each_baseline(full_graph: Store) -> None:
    rows = list(ask(full_graph, "gains", party="Labour", from_party="SNP").records())
    assert {one["from_party"] for one in rows} == {"SNP"}
    assert [one["baseline"] for one in rows] == sorted((one["baseline"] for one in rows), reverse=True)


@pytest.mark.parametrize(
    ("seat", "election", "why"),
    [
        (
            "Buckingham",
            "2024",
            "Buckingham was polled at: 2010 general election; 2015 general election; 2017 general election; "
            "2019 general election. Its voters went to: Aylesbury; Buckingham and Bletchley; "
            "Mid Buckinghamshire",
        ),
        (
            "Selby",
            "2019",
            "Selby was polled at: 2019 general election, recalculated on new boundaries; "
            "2024 general election. It has voters of: Elmet and Rothwell; Selby and Ainsty",
        ),
        ("Hexham", "2019", ""),
    ],
)
def test_a_seat_that_was_not_polled_is_told(full_graph: Store, seat: str, election: str, why: str) -> None:
    assert why_no_rows(full_graph, ask(full_graph, "winners", seat=seat, election=election)) == why
