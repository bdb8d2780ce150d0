"""Sources for the tests of mapping: made of lines, or the five articles with their hand-made facts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from electiongraph.extraction.facts import Fact
from electiongraph.sources.document import Document

SHARED = Path(__file__).resolve().parents[3] / "shared"
# Arguable lines that draw the conclusion the graph is to infer, or say a thing twice for two elections.
CONCLUSIONS = {"incumbentIn", "defeatedIn", "stoodDown"}


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
        is_second_reading = is_arguable and record.get("election", "").endswith("notional")
        if is_second_reading and any(f.predicate == "majority" and f.quote == record["quote"] for f in facts):
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


def make_source(
    name: str, *lines: tuple[str, list[dict[str, object]]], published: str = ""
) -> tuple[Document, tuple[Fact, ...]]:
    """Make a document of lines, each with the facts that it states."""
    text = "".join(f"{line}\n" for line, _ in lines)
    facts = []
    start = 0
    for line, told in lines:
        for arguments in told:
            defaults = {"election": "2024-07-04", "rule": "test", "is_list": True}
            fact = {**defaults, **arguments, "quote": line, "start": start, "end": start + len(line)}
            facts.append(Fact(**fact))  # type: ignore[arg-type]
        start += len(line) + 1
    digest = hashlib.sha256((name + text).encode()).hexdigest()
    return Document(text, (), name=name, sha256=digest, published=published), tuple(facts)


def make_result(
    seat: str, *results: tuple[str, str, int], outlet: str = "", election: str = "2024-07-04"
) -> list[tuple[str, list[dict[str, object]]]]:
    """Make the lines of a results list: name, party and votes, written in an outlet's own manner."""
    lines: list[tuple[str, list[dict[str, object]]]] = []
    for person, party, votes in results:
        common = {"person": person, "seat": seat, "election": election}
        told: list[dict[str, object]] = [
            {**common, "predicate": "standsIn"},
            {**common, "predicate": "standsFor", "value": party},
            {**common, "predicate": "votes", "value": votes},
        ]
        lines.append((f"{outlet}{person} ({party}) {votes}", told))
    return lines


@pytest.fixture(name="make_source")
def _make_source() -> Callable[..., tuple[Document, tuple[Fact, ...]]]:
    return make_source


@pytest.fixture(name="make_result")
def _make_result() -> Callable[..., list[tuple[str, list[dict[str, object]]]]]:
    return make_result


@pytest.fixture(scope="session")
def articles() -> list[tuple[Document, tuple[Fact, ...]]]:
    if not (SHARED / "gold").is_dir():
        pytest.skip("the five articles and their facts are not beside the checkout")
    return load_sources()
