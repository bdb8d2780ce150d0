"""Passages: a few sentences as newspapers write them give exactly the facts that they state.

Each file of `passages/` holds one theme. A fact is written as its predicate, its polling date where that is
not the passage's, and its arguments: "majority 2019-12-12: Luton North / 3000". Facts under `also` may be
read or not.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from electiongraph.extraction import extract_facts, fact_record
from electiongraph.gazetteers import load_gazetteers
from electiongraph.sources import document_from_text

ELECTION = "2024-07-04"
PUBLISHED = "2024-07-05"
ARGUMENTS = ("person", "seat", "value", "party", "declared")


def passages() -> list[Any]:
    files = sorted((Path(__file__).parent / "passages").glob("*.toml"))
    loaded = [(file.stem, tomllib.loads(file.read_text(encoding="utf-8"))) for file in files]
    return [
        pytest.param(passage, id=f"{theme}-{number}")
        for theme, content in loaded
        for number, passage in enumerate(content.get("passage", ()), 1)
    ]


def written(record: dict[str, Any], election: str) -> str:
    day = record.get("election") or election
    head = str(record["predicate"]) + ("" if day == election else f" {day}")
    values = [record[name] for name in ARGUMENTS if record.get(name) is not None]
    return f"{head}: " + " / ".join(
        f"{value:g}" if isinstance(value, float) else str(value) for value in values
    )


@pytest.mark.parametrize("passage", passages())
def test_passage_gives_the_facts_it_states(passage: dict[str, Any]) -> None:
    document = document_from_text(passage["text"], published=passage.get("published", PUBLISHED))
    facts = extract_facts(document, load_gazetteers())
    read = {written(fact_record(fact), passage.get("election", ELECTION)) for fact in facts}
    expected, also = set(passage.get("facts", [])), set(passage.get("also", []))
    assert sorted(read - also) == sorted(expected - also)
