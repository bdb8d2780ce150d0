"""The five newspaper articles that the rules were begun on, where they are at hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from electiongraph.evaluation import Case, score_cases, tally
from electiongraph.sources import read_document

SHARED = Path(__file__).parents[2].parent / "shared"


def test_the_five_articles_reach_what_is_promised() -> None:
    articles, gold = SHARED / "articles", SHARED / "gold"
    if not articles.is_dir():
        pytest.skip("the five articles are not on this machine")
    cases = []
    for path in sorted(articles.iterdir()):
        lines = (gold / f"{path.stem}.jsonl").read_text(encoding="utf-8").splitlines()
        cases.append(Case(path.stem, read_document(path), tuple(json.loads(line) for line in lines)))
    assert len(cases) == 5
    now = tally(score_cases(cases), "layout")
    assert min(now["list"].precision, now["list"].recall) >= 0.999
    assert now["prose"].precision >= 0.99
    assert now["prose"].recall >= 0.97
