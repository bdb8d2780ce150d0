"""Claims of different parts have nothing to do with each other: mapped apart they say the same as at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from electiongraph.building import read_texts
from electiongraph.gazetteers import load_gazetteers
from electiongraph.mapping import texts
from electiongraph.mapping.official import map_official
from electiongraph.mapping.official.facts import files_of
from electiongraph.mapping.official.reference import reference_of
from electiongraph.mapping.parts import Part, part_claims
from electiongraph.mapping.texts import Evidence, TextGraph, map_texts
from electiongraph.resources import folder
from electiongraph.sources import gather

CORPUS = Path(__file__).parents[1] / "extraction" / "corpus"
# Every so many articles of the corpus are read.
EVERY = 16


def as_one(claims: Sequence, rumours: Sequence, conflicts: Sequence, days: dict[str, str]) -> list[Part]:
    return [Part(tuple(claims), tuple(rumours), tuple(conflicts), days)]


def lines_of(graph: TextGraph) -> tuple[set[bytes], set[bytes]]:
    return (
        {line for piece in graph.pieces for line in piece.believed},
        {line for piece in graph.pieces for line in piece.told},
    )


def test_parts_say_together_what_all_claims_say_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    gazetteers = load_gazetteers()
    articles = sorted(CORPUS.rglob("*.txt"))[::EVERY]
    assert len(articles) > 10
    gathered = gather([*articles, folder("examples"), folder("examples") / "official"])
    readings = read_texts(gathered.documents, gazetteers)
    official = map_official(gathered.tables, gazetteers)
    evidence = Evidence((), reference_of(official, gazetteers), files_of(gathered.tables))
    apart = map_texts(readings, evidence, gazetteers)
    monkeypatch.setattr(texts, "part_claims", as_one)
    together = map_texts(readings, evidence, gazetteers)
    assert len(apart.pieces) > 50
    assert len(together.pieces) == 2
    assert lines_of(apart) == lines_of(together)


def test_a_part_is_told_by_all_that_it_says() -> None:
    gazetteers = load_gazetteers()
    readings = read_texts(gather([folder("examples")]).documents, gazetteers)
    graph = map_texts(readings, Evidence(), gazetteers)
    again = map_texts(readings[::-1], Evidence(), gazetteers)
    assert [piece.digest for piece in graph.pieces] == [piece.digest for piece in again.pieces]
    assert len({piece.digest for piece in graph.pieces}) == len(graph.pieces)
    assert part_claims([], [], [], {}) == []
