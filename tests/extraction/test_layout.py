"""The layout grammar on whole texts: every case file gives exactly the facts beside it."""

import csv
import importlib.util
import itertools
import json
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from electiongraph.extraction.facts import fact_key, fact_record
from electiongraph.extraction.layout import read_layout
from electiongraph.gazetteers import load_gazetteers
from electiongraph.sources import document_from_bytes, document_from_text, read_document

CASES = Path(__file__).parent / "layouts"
NAMES = sorted(path.stem for path in CASES.glob("*.txt"))
SHARED = Path(__file__).parents[3] / "shared"
ELECTION = "2024-07-04"


def records(text: str, election: str = ELECTION) -> list[dict[str, object]]:
    layout = read_layout(document_from_text(text), load_gazetteers(), election)
    return [
        {
            key: value
            for key, value in fact_record(fact).items()
            if key not in ("start", "end", "rule", "layout")
        }
        for fact in layout.facts
    ]


def test_all_cases_are_collected() -> None:
    assert len(NAMES) == 176
    assert len([name for name in NAMES if name.startswith("nothing_")]) == 24
    assert sorted(path.stem for path in CASES.glob("*.jsonl")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_case_gives_exactly_its_facts(name: str) -> None:
    lines = (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    assert records((CASES / f"{name}.txt").read_text(encoding="utf-8")) == [
        json.loads(line) for line in lines
    ]


@pytest.mark.parametrize("name", NAMES)
def test_case_has_exact_quotes_and_ordered_spans(name: str) -> None:
    document = document_from_text((CASES / f"{name}.txt").read_text(encoding="utf-8"))
    layout = read_layout(document, load_gazetteers(), ELECTION)
    assert len({fact_key(fact) for fact in layout.facts}) == len(layout.facts)
    for fact in layout.facts:
        assert document.text[fact.start : fact.end] == fact.quote == fact.quote.strip()
        assert fact.is_list and fact.rule.startswith("layout:")
        assert any(start <= fact.start and fact.end <= end for start, end in layout.consumed)
    for spans in (layout.consumed, [(section.start, section.end) for section in layout.sections]):
        assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))


def test_cases_that_must_give_nothing_are_empty() -> None:
    for name in NAMES:
        empty = not (CASES / f"{name}.jsonl").read_text(encoding="utf-8")
        assert empty == name.startswith("nothing_"), name


def test_section_runs_to_the_next_seat_and_closes_at_a_county() -> None:
    text = (
        "BEDFORDSHIRE\n\nBedford\n\nResult: LABOUR HOLD\n\nThe town has been close for years.\n\n"
        "HERTFORDSHIRE\n\nSome words about the county as a whole, which belong to no seat at all.\n\n"
        "Stevenage – 60.2% turnout\n\nThe new town changed hands on the night of the count.\n"
    )
    document = document_from_text(text)
    bedford, stevenage = read_layout(document, load_gazetteers(), ELECTION).sections
    assert (bedford.seat, stevenage.seat) == ("Bedford", "Stevenage")
    assert text[bedford.start :].startswith("Bedford\n") and text[bedford.end :].startswith("HERTFORDSHIRE")
    assert text[stevenage.start :].startswith("Stevenage – 60.2%") and stevenage.end == len(text)


def test_sentence_as_headline_opens_no_section() -> None:
    text = "Milton Keynes North goes Labour\n\nIt is the second seat in the city to change hands tonight.\n"
    assert read_layout(document_from_text(text), load_gazetteers(), ELECTION).sections == ()


def test_sentences_around_a_run_on_list_are_left_to_the_prose_rules() -> None:
    for name in (
        "run_on_two_lists_in_one_paragraph",
        "run_on_given_name_like_a_seat",
        "standing_in_passages",
    ):
        document = document_from_text((CASES / f"{name}.txt").read_text(encoding="utf-8"))
        layout = read_layout(document, load_gazetteers(), ELECTION)
        listed = {(fact.start, fact.end) for fact in layout.facts}
        assert layout.facts and set(layout.consumed) == listed


def test_section_of_a_passage_ends_with_its_list() -> None:
    text = (CASES / "run_on_given_name_like_a_seat.txt").read_text(encoding="utf-8")
    text += "\nThe First Minister said that he would reflect on a bruising night for the party.\n"
    sections = read_layout(document_from_text(text), load_gazetteers(), ELECTION).sections
    assert [section.seat for section in sections] == ["Glasgow South", "Na h-Eileanan an Iar"]
    assert sections[0].end == sections[1].start == text.index("Far to the north")
    assert sections[1].end == text.index("The First Minister")


def test_candidates_of_a_campaign_stand_at_the_coming_election() -> None:
    text = "Clacton\n\nStanding: Nigel Farage (Reform UK), Jovan Owusu-Nepaul (Labour), Giles Watling (Con)\n"
    text += "\n2019 result: Giles Watling (Con) 31,438; Kevin Bonavia (Lab) 6,736\n"
    document = replace(document_from_text(text), published="2024-06-20")
    facts = read_layout(document, load_gazetteers(), "2019-12-12").facts
    dates = {(fact.person, fact.election) for fact in facts}
    assert ("Nigel Farage", ELECTION) in dates and ("Kevin Bonavia", "2019-12-12") in dates
    document = replace(document, published="2023-06-20")
    facts = read_layout(document, load_gazetteers(), "2019-12-12").facts
    assert {fact.election for fact in facts} == {"2019-12-12"}


def test_default_election_decides_between_namesakes() -> None:
    text = "Birmingham Ladywood\nShabana Mahmood (Lab) 33,355\nMary Noone (Con) 4,773\n"
    assert {record["election"] for record in records(text, "2019-12-12")} == {"2019-12-12"}


def test_starred_name_is_elected_only_by_legend() -> None:
    text = "Bedford\n*Mohammad Yasin (Lab) 18,342\nPinder Chauhan (Con) 8,912\n"
    assert [r for r in records(text) if r["predicate"] == "elected"] == []
    elected = [r for r in records(text + "\n* denotes elected\n") if r["predicate"] == "elected"]
    assert [record["person"] for record in elected] == ["Mohammad Yasin"]


def test_html_table_and_grid_give_rows() -> None:
    page = (
        "<html><head><title>Stevenage</title></head><body><article><h1>Stevenage: full election result</h1>"
        "<p>Labour has won the seat of Stevenage from the Conservatives at the general election.</p>"
        "<table><thead><tr><th>Party</th><th>Candidate</th><th>Votes</th><th>%</th></tr></thead><tbody>"
        "<tr><td>Labour</td><td>Kevin Bonavia</td><td>17,698</td><td>41.4</td></tr>"
        "<tr><td>Conservative</td><td>Alex Clarkson</td><td>11,080</td><td>25.9</td></tr>"
        "<tr><td colspan='2'>Turnout</td><td>42,715</td><td>60.2</td></tr></tbody></table>"
        "<p>The count took place at the arts and leisure centre in the town.</p></article></body></html>"
    )
    document = document_from_bytes(page.encode(), name="stevenage.html")
    layout = read_layout(document, load_gazetteers(), ELECTION)
    facts = [(fact.predicate, fact.person, fact.value) for fact in layout.facts]
    assert ("votes", "Kevin Bonavia", 17698) in facts and ("voteShare", "Alex Clarkson", 25.9) in facts
    assert ("turnout", "", 60.2) in facts and len(facts) == 9


Format = Callable[[str, str, str, str, int, float], str]
FORMATS: dict[str, Format] = {
    "dashes": lambda f, s, p, a, v, x: f"{f} {s} - {p} - {v:,} ({x:.2f}%)",
    "comma": lambda f, s, p, a, v, x: f"{f} {s}, {p} – {v:,}",
    "brackets": lambda f, s, p, a, v, x: f"{f} {s} ({p}) {v:,}",
    "abbreviations": lambda f, s, p, a, v, x: f"{f} {s} ({a}) {v:,} ({x:.2f}%)",
    "surname_comma": lambda f, s, p, a, v, x: f"{s.upper()}, {f} ({p}) {v}",
    "surname_capitals": lambda f, s, p, a, v, x: f"{s.upper()} {f} | {p} | {v}",
    "capitals_last": lambda f, s, p, a, v, x: f"{f} {s.upper()} ({p}): {v:,} votes",
    "pipes_party_first": lambda f, s, p, a, v, x: f"| {p} | {f} {s} | {v:,} | {x:.1f} |",
    "tabs": lambda f, s, p, a, v, x: f"{f} {s}\t{p}\t{v:,}\t{x:.1f}%",
    "party_colon": lambda f, s, p, a, v, x: f"{p}: {f} {s} {v:,}",
    "cards": lambda f, s, p, a, v, x: f"{f} {s}\n{p}\n{v:,}\n{x:.1f}%",
    "cards_party_first": lambda f, s, p, a, v, x: f"{p}\n{f} {s}\n{v:,} votes",
    "spaces_only": lambda f, s, p, a, v, x: f"{f} {s} {p} {v:,}",
}


@pytest.fixture(scope="module")
def official() -> dict[str, list[tuple[str, str, str, str, int, float]]]:
    path = SHARED / "official/psephology/results-by-parliament/59/general-election/candidacies.csv"
    if not path.exists():
        pytest.skip("the official results are not beside the checkout")
    seats = defaultdict(list)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            name = row["Candidate first name"], row["Candidate surname"]
            figures = int(row["Votes"]), 100 * float(row["Share"])
            seats[row["Constituency name"]].append(
                (*name, row["Party name"], row["Party abbreviation"], *figures)
            )
    return {seat: seats[seat] for seat in sorted(seats)[::13]}


@pytest.mark.parametrize("layout", sorted(FORMATS))
def test_official_results_survive_printing(
    official: dict[str, list[tuple[str, str, str, str, int, float]]], layout: str
) -> None:
    wanted, found = set(), set()
    for seat, candidates in official.items():
        body = "\n".join(FORMATS[layout](*candidate) for candidate in candidates)
        text = f"Results\n\n{seat}\n{body}\n"
        wanted |= {(seat, f"{c[0]} {c[1]}".lower(), c[4]) for c in candidates}
        found |= {
            (record["seat"], str(record["person"]).lower(), record["value"])
            for record in records(text)
            if record["predicate"] == "votes"
        }
    assert len(wanted) > 300
    assert len(found & wanted) >= 0.98 * len(wanted)
    assert len(found & wanted) >= 0.99 * len(found)


@pytest.mark.skipif(not SHARED.exists(), reason="the shared articles are not beside the checkout")
def test_list_facts_of_the_shared_articles_are_all_found(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.util.spec_from_file_location("score", SHARED / "tools/score.py")
    assert spec is not None and spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "score", score)
    spec.loader.exec_module(score)
    for path in sorted((SHARED / "gold").glob("*.jsonl")):
        document = read_document(SHARED / "articles" / f"{path.stem}.txt")
        facts = [fact_record(fact) for fact in read_layout(document, load_gazetteers(), ELECTION).facts]
        comparison = score.compare_facts(score.read_facts(path, True), facts)
        assert [fact for fact in comparison.missed if fact.get("layout") == "list"] == []
        assert comparison.spurious == []
