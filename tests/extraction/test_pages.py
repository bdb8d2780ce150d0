"""Results in pages and official notices: every case gives exactly the list facts beside it."""

import json
from pathlib import Path

import pytest

from electiongraph.extraction.document_polls import document_election
from electiongraph.extraction.facts import fact_record
from electiongraph.extraction.layout import read_layout
from electiongraph.gazetteers import load_gazetteers
from electiongraph.sources import read_document

CASES = Path(__file__).parent / "pages"
PATHS = sorted(path for path in CASES.iterdir() if path.suffix in (".html", ".txt"))


def records(path: Path) -> list[dict[str, object]]:
    document = read_document(path)
    gazetteers = load_gazetteers()
    layout = read_layout(document, gazetteers, document_election(document, gazetteers))
    return [
        {
            key: value
            for key, value in fact_record(fact).items()
            if key not in ("start", "end", "rule", "layout")
        }
        for fact in layout.facts
    ]


def test_all_pages_are_collected() -> None:
    assert len(PATHS) == 46
    assert sorted(path.stem for path in CASES.glob("*.jsonl")) == sorted(path.stem for path in PATHS)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_page_gives_exactly_its_facts(path: Path) -> None:
    lines = path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
    assert records(path) == [json.loads(line) for line in lines]


@pytest.mark.parametrize("path", [path for path in PATHS if path.stem.startswith("nothing_")])
def test_forecasts_and_polls_give_nothing(path: Path) -> None:
    assert records(path) == []
