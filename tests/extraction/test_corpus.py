"""The articles of the corpus are read at least as well as the floors say, list facts and prose apart.

`pytest tests/extraction/test_corpus.py --update-golden` raises the floors to what is reached now; it never
lowers one. A floor that must fall is edited by hand, so that the change is seen.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from scoring import Record, compare

from electiongraph.extraction import extract_facts, fact_record
from electiongraph.gazetteers import load_gazetteers
from electiongraph.sources import Document, read_document

HERE = Path(__file__).parent
FLOORS = HERE.parent / "gold" / "floors.json"
SHARED = HERE.parents[1].parent / "shared"
CORPORA = {
    "corpus": (HERE / "corpus" / "articles", HERE / "corpus" / "gold"),
    "unseen": (HERE.parent / "gold" / "unseen" / "articles", HERE.parent / "gold" / "unseen" / "gold"),
    "shared": (SHARED / "articles", SHARED / "gold"),
}
COUNTS = {"corpus": 14, "unseen": 8, "shared": 5}


def articles(corpus: str) -> list[tuple[Path, Path]]:
    texts, gold = CORPORA[corpus]
    if not texts.is_dir():
        pytest.skip(f"the folder {texts.name} of {corpus} is not on this machine")
    return [(path, gold / f"{path.stem}.jsonl") for path in sorted(texts.iterdir())]


@functools.lru_cache(maxsize=64)
def reading(path: Path) -> tuple[Document, tuple[Record, ...]]:
    document = read_document(path)
    return document, tuple(fact_record(fact) for fact in extract_facts(document, load_gazetteers()))


def gold_of(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def spurious_layout(fact: Record, gold: list[Record]) -> str:
    lines = [str(g["quote"]).strip(" •*-") for g in gold if g.get("layout") == "list"]
    quote = str(fact["quote"]).strip(" •*-")
    return "list" if any(line in quote or quote in line for line in lines) else "prose"


def scores(corpus: str) -> dict[str, dict[str, float]]:
    counts = {layout: [0, 0, 0] for layout in ("list", "prose")}
    for path, gold_path in articles(corpus):
        gold = gold_of(gold_path)
        matched, missed, spurious = compare(gold, reading(path)[1])
        for number, facts in enumerate((matched, missed)):
            for fact in facts:
                counts["list" if fact.get("layout") == "list" else "prose"][number] += 1
        for fact in spurious:
            counts[spurious_layout(fact, gold)][2] += 1
    return {
        layout: {
            "precision": round(matched / (matched + spurious), 4),
            "recall": round(matched / (matched + missed), 4),
        }
        for layout, (matched, missed, spurious) in counts.items()
    }


def digest(corpus: str) -> str:
    whole = hashlib.sha256()
    for path, gold_path in articles(corpus):
        whole.update(path.read_bytes() + gold_path.read_bytes())
    return whole.hexdigest()


def all_floors() -> dict[str, dict[str, object]]:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    assert isinstance(floors, dict)
    return floors


def figures(scored: dict[str, dict[str, float]]) -> Iterator[tuple[str, str, float]]:
    for layout, values in scored.items():
        for name, value in values.items():
            yield layout, name, value


@pytest.mark.parametrize("corpus", CORPORA)
def test_no_score_is_below_its_floor(corpus: str, update_golden: bool) -> None:
    now, floors = scores(corpus), all_floors()
    known = floors.setdefault(corpus, {})
    if update_golden:
        for layout, name, value in figures(now):
            floor = known.setdefault(layout, {})
            assert isinstance(floor, dict)
            floor[name] = max(value, float(floor.get(name, 0.0)))
        known["sha256"] = digest(corpus)
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    assert known.get("sha256") == digest(corpus), "the corpus has changed: pin its floors anew"
    below = [
        (layout, name, value, known[layout][name])
        for layout, name, value in figures(now)
        if value < known[layout][name]
    ]  # type: ignore[index]
    assert not below


@pytest.mark.parametrize("corpus", CORPORA)
def test_every_quote_stands_at_its_offsets(corpus: str) -> None:
    for path, _ in articles(corpus):
        document, records = reading(path)
        for record in records:
            start, end = record["start"], record["end"]
            assert isinstance(start, int)
            assert isinstance(end, int)
            assert document.text[start:end] == record["quote"]


@pytest.mark.parametrize("corpus", CORPORA)
def test_the_corpus_is_whole(corpus: str) -> None:
    pairs = articles(corpus)
    assert len(pairs) == COUNTS[corpus]
    assert all(gold.is_file() for _, gold in pairs)


def test_the_five_articles_reach_what_is_promised() -> None:
    now = scores("shared")
    assert min(now["list"].values()) >= 0.99
    assert now["prose"]["precision"] >= 0.95
    assert now["prose"]["recall"] >= 0.90
