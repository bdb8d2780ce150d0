"""Whole reports with real figures: what is found is true, and nothing else is found."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest

from electiongraph.building import build_from_facts
from electiongraph.extraction.facts import Fact
from electiongraph.sources import read_document
from electiongraph.sources.document import Document
from electiongraph.validation import Finding, validate

# Articles of the corpus without a slip; others have figures that are wrong on purpose.
FAULTLESS = (
    "agency_blocks", "by_election_report", "council_declaration", "general_election_2017", "northern_ireland",
    "regional_daily_columns", "results_cards", "scotland_results", "wales_html", "how_you_voted_2010",
    "results_tables_2015", "wire_results_blocks",
)  # fmt: skip
ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests" / "extraction" / "corpus"
ARTICLES = ROOT.parent / "shared"
EGS = "https://w3id.org/electiongraph/shapes#"

needs_articles = pytest.mark.skipif(
    not (ARTICLES / "gold").is_dir(), reason="the five articles and their facts are not beside the checkout"
)


def read_source(article: Path, gold: Path) -> tuple[Document, list[Fact]]:
    document = read_document(article)
    facts = []
    for line in gold.read_text("utf-8").splitlines():
        record = json.loads(line)
        start = max(document.text.find(record["quote"]), 0)
        arguments = {
            name: "" if record.get(name) is None else record[name]
            for name in ("election", "person", "seat", "party", "value")
        }
        end = start + len(record["quote"])
        declared, is_list = record.get("declared"), record.get("layout") == "list"
        if not record.get("arguable"):
            facts.append(
                Fact(
                    record["predicate"],
                    record["quote"],
                    start,
                    end,
                    "gold",
                    **arguments,
                    declared=declared,
                    is_list=is_list,
                )
            )
    return document, facts


@cache
def findings_of(folder: Path, names: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    articles = [path for path in sorted((folder / "articles").iterdir()) if path.stem in names or not names]
    pairs = [read_source(path, folder / "gold" / f"{path.stem}.jsonl") for path in articles]
    assert len(pairs) >= 5
    store = pyoxigraph.Store()
    store.extend(build_from_facts(pairs).quads)
    return validate(store)


def test_reports_with_true_figures_have_no_violation() -> None:
    assert len(FAULTLESS) == 12
    assert [one for one in findings_of(CORPUS, FAULTLESS) if one.severity == "Violation"] == []


@needs_articles
def test_the_majorities_that_two_articles_contradict_are_found() -> None:
    found = {(finding.seat, finding.shape.removeprefix(EGS)) for finding in findings_of(ARTICLES)}
    assert ("Hertford and Stortford", "Contest-majority-fits-runner-up") in found
    assert {seat for seat, shape in found if shape.startswith("Contest-majority")} <= {
        "Hertford and Stortford",
        "North East Hertfordshire",
    }


@needs_articles
def test_nothing_else_of_the_articles_is_found() -> None:
    seats = {finding.seat for finding in findings_of(ARTICLES)}
    assert seats <= {"Hertford and Stortford", "North East Hertfordshire"}


@needs_articles
def test_findings_name_both_articles_and_their_lines() -> None:
    [found] = [finding for finding in findings_of(ARTICLES) if finding.seat == "Hertford and Stortford"]
    assert found.person == "Josh Dean; Julie Marson"
    assert [(place.source_title[:3], place.line) for place in found.evidence if place.line] != []
    assert len({place.source for place in found.evidence}) == 2
