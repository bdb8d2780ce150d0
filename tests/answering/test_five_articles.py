"""The questions over the gold facts of the five articles, where these lie beside the checkout."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from pyoxigraph import Store

from electiongraph.answering import ask
from electiongraph.building import build_from_facts
from electiongraph.extraction.facts import Fact
from electiongraph.sources.document import Document

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
STATED = {
    "Andrew Selous", "Ben Everitt", "George Galloway", "Grant Shapps", "Steve Baker", "Thangam Debbonaire",
}  # fmt: skip

pytestmark = pytest.mark.skipif(
    not (SHARED / "gold").is_dir(), reason="the five articles with their gold do not lie beside the checkout"
)


def read_facts(text: str, path: Path) -> list[Fact]:
    facts = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record.get("arguable"):
            continue
        start = text.index(record["quote"])
        known = {name: record.get(name) or "" for name in ("election", "person", "seat", "party")}
        value = record.get("value")
        facts.append(
            Fact(
                predicate=record["predicate"],
                quote=record["quote"],
                start=start,
                end=start + len(record["quote"]),
                rule="gold",
                value="" if value is None else value,
                declared=record.get("declared"),
                is_list=record.get("layout") == "list",
                **known,
            )
        )
    return facts


@pytest.fixture(scope="module")
def articles() -> Store:
    sources = []
    for path in sorted((SHARED / "articles").glob("*.txt")):
        content = path.read_bytes()
        text = content.decode("utf-8")
        document = Document(text, (), path.name, path.stem, sha256=hashlib.sha256(content).hexdigest())
        sources.append((document, read_facts(text, SHARED / "gold" / f"{path.stem}.jsonl")))
    assert len(sources) == 5
    store = Store()
    store.extend(build_from_facts(sources).quads)
    return store


def test_six_incumbents_are_stated_and_three_inferred_to_have_lost(articles: Store) -> None:
    records = ask(articles, "incumbents-lost").records()
    stated = {record["person"] for record in records if record["basis"] == "stated"}
    inferred = {record["person"] for record in records if record["basis"] == "inferred"}
    assert stated == STATED
    assert inferred == {"Iain Stewart", "Julie Marson", "Rob Butler"}
    assert len(records) == 9
    assert all(record["sentence"] and record["line"] for record in records)


def test_a_rumour_is_no_defeat(articles: Store) -> None:
    assert ask(articles, "incumbents-lost", person="Penny Mordaunt").rows == ()


def test_the_tally_moves_through_the_night(articles: Store) -> None:
    records = ask(articles, "tally-through-the-night", party="Labour").records()
    assert [(record["declared"], record["seats"]) for record in records] == [
        ("600", 395),
        ("641", 410),
        ("final", 412),
    ]


def test_the_moved_the_renamed_and_the_independents(articles: Store) -> None:
    movers = [(record["person"], record["held_seat"]) for record in ask(articles, "moved-seats").records()]
    assert movers == [("Alistair Strathern", "Mid Bedfordshire"), ("Bim Afolami", "Hitchin and Harpenden")]
    both = ask(articles, "two-incumbents", election="2024").records()
    assert [(record["seat"], record["person"]) for record in both] == [
        ("Hitchin", "Alistair Strathern"),
        ("Hitchin", "Bim Afolami"),
    ]
    held = ask(articles, "renamed-seats", seat="South West Bedfordshire").records()
    assert [(record["seat"], record["held_by"]) for record in held] == [
        ("Dunstable and Leighton Buzzard", "Andrew Selous")
    ]
    exceeding = ask(articles, "independents-exceed-majority").records()
    assert "Chingford and Woodford Green" in {record["seat"] for record in exceeding}


def test_hold_and_gain_are_told_apart_by_their_baselines(articles: Store) -> None:
    records = ask(articles, "label-differs").records()
    assert {(record["seat"], record["outcome"], record["baseline"]) for record in records} == {
        ("Mid Bedfordshire", "gain", "departing member"),
        ("Mid Bedfordshire", "hold", "last general election"),
    }
