"""Which election a text reports on: by its date, by what it speaks of, by the seat that it names."""

from __future__ import annotations

import pickle
import tomllib
from pathlib import Path

import pytest

from electiongraph.extraction.document_polls import document_election
from electiongraph.extraction.polling_days import PollingDay, election_in_year, kind_of
from electiongraph.gazetteers import load_gazetteers
from electiongraph.sources import document_from_text
from electiongraph.sources.files import document_from_bytes

REPORTS = {
    "general": (
        "Bedford: Yasin is back\n\nFriday 5 July 2024, 06.10\n\nThe MP held on.",
        "2024-07-04",
        "general",
    ),
    "a week later": ("How we voted\n\n11 July 2024\n\nLabour held Bedford.", "2024-07-04", "general"),
    "campaign": (
        "Who wants to be our MP?\n\nMonday 10 June 2024\n\nSix are standing in Bedford.",
        "2024-07-04",
        "general",
    ),
    "between elections": (
        "The MP and the bypass\n\n3 March 2022\n\nHe won Bedford by 145.",
        "2019-12-12",
        "general",
    ),
    "by-election": (
        "Labour storms Selby\n\n21 July 2023\n\nKeir Mather won the by-election in Selby and Ainsty.",
        "2023-07-20",
        "by-election",
    ),
    "by-election in no gazetteer": (
        "Hitchin by-election: Greens take it\n\nFriday 8 October 2027\n\nThe Hitchin by-election is over.",
        "2027-10-07",
        "by-election",
    ),
    "wards": (
        "Tories lose the district council\n\nFriday 3 May 2019\n\nTwo councillors lost Thaxted ward.",
        "2019-05-02",
        "local",
    ),
    "mayor": (
        "New mayor for the county\n\n8 May 2021\n\nThe metro mayor, elected on second preferences, spoke.",
        "2021-05-06",
        "mayoral",
    ),
    "holyrood": (
        "SNP take Ayr\n\n8 May 2021\n\nThe new MSP will sit at Holyrood for Ayr.",
        "2021-05-06",
        "scottish-parliament",
    ),
    "assembly": (
        "South Down: five MLAs\n\n7 May 2022\n\nThe Assembly election sent five MLAs to Stormont.",
        "2022-05-05",
        "northern-ireland-assembly",
    ),
    "australia": (
        "Gilmore to the wire\n\n7 June 2022\n\nLabor won on the two-candidate-preferred count, the AEC said.",
        "2022-05-21",
        "australia",
    ),
    "canada": (
        "Kitchener Centre goes Green\n\n21 September 2021\n\nThe riding was slow; Elections Canada counted.",
        "2021-09-20",
        "canada",
    ),
    "headline with its date": (
        "General election, 7 May 2015: results\n\nGower: majority 27.",
        "2015-05-07",
        "general",
    ),
    "no date at all": ("Bedford: Yasin is back\n\nThe MP held on.", "2024-07-04", "general"),
}


@pytest.mark.parametrize("name", REPORTS)
def test_the_election_that_a_text_reports_on(name: str) -> None:
    text, date, kind = REPORTS[name]
    found = document_election(document_from_text(text), load_gazetteers())
    assert (found, kind_of(found)) == (date, kind)


def openings() -> list[tuple[str, str, str]]:
    content = tomllib.loads((Path(__file__).parent / "reports.toml").read_text(encoding="utf-8"))
    return [(report["text"], report["polled"], report["kind"]) for report in content["report"]]


@pytest.mark.parametrize(("text", "date", "kind"), openings())
def test_the_opening_of_a_report_tells_its_election(text: str, date: str, kind: str) -> None:
    found = document_election(document_from_text(text), load_gazetteers())
    assert (found, kind_of(found)) == (date, kind)


def test_a_local_by_election_in_passing_does_not_turn_a_general_election_report() -> None:
    text = "Bedford: Yasin is back\n\n5 July 2024\n\nThe MP held on. A ward by-election follows."
    assert document_election(document_from_text(text), load_gazetteers()) == "2024-07-04"


@pytest.mark.parametrize(
    ("year", "like", "date"),
    [
        (2016, PollingDay("2021-05-06", "scottish-parliament"), "2016-05-05"),
        (2017, PollingDay("2021-05-06", "scottish-parliament"), "2017-06-08"),
        (2017, PollingDay("2022-05-05", "northern-ireland-assembly"), "2017-03-02"),
        (2019, PollingDay("2022-06-23", "by-election"), "2019-12-12"),
        (1997, "2024-07-04", "1997-05-01"),
        (2006, "2024-07-04", ""),
        (2019, PollingDay("2021-09-20", "canada"), "2019-10-21"),
    ],
)
def test_a_year_means_the_election_of_the_same_kind(year: int, like: str, date: str) -> None:
    assert election_in_year(year, load_gazetteers(), like) == date


def test_a_polling_day_keeps_its_kind_between_processes() -> None:
    day = pickle.loads(pickle.dumps(PollingDay("2021-05-06", "local")))
    assert (day, kind_of(day)) == ("2021-05-06", "local")


def test_the_head_of_a_page_tells_its_election_before_the_results_it_recalls() -> None:
    rows = "<p>Last time: 8 June 2017</p><p>Conservative hold. Majority 3,359</p>"
    head = "<title>Poole: Election 2019 result</title>"
    page = f"<html><head>{head}</head><body><main><h1>Poole</h1>{rows}</main></body></html>"
    document = document_from_bytes(page.encode(), name="poole.html")
    assert document_election(document, load_gazetteers()) == "2019-12-12"
