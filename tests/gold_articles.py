"""Load the five articles with their hand-made facts, where they lie beside the checkout."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from electiongraph.extraction.facts import Fact
from electiongraph.sources.document import Document

SHARED = Path(__file__).resolve().parents[2] / "shared"
# Arguable lines that draw the conclusion the graph is to infer, or say a thing twice for two elections.
CONCLUSIONS = {"incumbentIn", "defeatedIn", "stoodDown"}

needs_articles = pytest.mark.skipif(
    not (SHARED / "gold").is_dir(), reason="the five articles and their facts are not beside the checkout"
)


def load_source(number: str, *, with_conclusions: bool = False) -> tuple[Document, tuple[Fact, ...]]:
    [path] = (SHARED / "articles").glob(f"{number}_*.txt")
    data = path.read_bytes()
    text = data.decode("utf-8")
    document = Document(text, (), name=path.name, sha256=hashlib.sha256(data).hexdigest())
    facts = []
    for line in (SHARED / "gold" / f"{path.stem}.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        is_arguable = record.get("arguable", False)
        if is_arguable and record["predicate"] in CONCLUSIONS and not with_conclusions:
            continue
        if is_arguable and record["predicate"] == "majority" and record["election"].endswith("notional"):
            if any(f.predicate == "majority" and f.quote == record["quote"] for f in facts):
                continue
        start = text.find(record["quote"])
        facts.append(
            Fact(
                predicate=record["predicate"],
                quote=record["quote"],
                start=start,
                end=start + len(record["quote"]),
                rule="gold",
                election=record.get("election") or "",
                person=record.get("person") or "",
                seat=record.get("seat") or "",
                party=record.get("party") or "",
                value="" if record.get("value") is None else record["value"],
                declared=record.get("declared"),
                is_list=record.get("layout") == "list",
            )
        )
    return document, tuple(facts)


def load_sources(**options: bool) -> list[tuple[Document, tuple[Fact, ...]]]:
    return [load_source(number, **options) for number in ("000", "001", "002", "003", "004")]
