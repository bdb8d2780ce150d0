"""One article more on the graph of all official files, against building it with the article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import electiongraph
from electiongraph.store import look_up_graph

SHARED = Path(__file__).resolve().parents[3] / "shared"
ARTICLES = (Path(__file__).parent / "south_on_the_night.txt", Path(__file__).parent / "sources" / "lost.txt")

pytestmark = [
    pytest.mark.official,
    pytest.mark.skipif(
        not (SHARED / "official").is_dir() or not (SHARED / "articles").is_dir(),
        reason="the official files and the five articles do not lie beside the checkout",
    ),
]


def test_articles_added_to_the_full_graph_give_the_bytes_of_a_build(tmp_path: Path) -> None:
    sources = [str(SHARED / "articles"), str(SHARED / "official")]
    place, scratch = tmp_path / "graph", tmp_path / "scratch"
    electiongraph.build(sources, place)
    before = json.loads((place / "manifest.json").read_bytes())
    first = electiongraph.add(place, [ARTICLES[0]])
    electiongraph.add(place, [ARTICLES[1]])
    last = electiongraph.add(place, without=[ARTICLES[1].name])
    assert (first.added, last.removed) == ((ARTICLES[0].name,), (ARTICLES[1].name,))
    assert first.quads_added is not None and 1_000 < first.quads_added < 20_000
    assert len(look_up_graph(place)) == json.loads((place / "manifest.json").read_bytes())["quads"]
    electiongraph.build([*sources, ARTICLES[0]], scratch)
    for name in ("graph.nq", "manifest.json"):
        assert (place / name).read_bytes() == (scratch / name).read_bytes()
    electiongraph.add(place, without=[ARTICLES[0].name])
    assert json.loads((place / "manifest.json").read_bytes()) == before
