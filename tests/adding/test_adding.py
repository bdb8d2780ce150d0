"""A graph that was added to is, to the byte, the graph that is built from its sources."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import electiongraph
from electiongraph.adding import REBUILDING, add_sources
from electiongraph.building import build_from_readings, read_texts
from electiongraph.errors import GraphError
from electiongraph.gazetteers import load_gazetteers
from electiongraph.mapping.texts import Reading
from electiongraph.sources import gather
from electiongraph.store import look_up_graph, open_graph, write_lines

if TYPE_CHECKING:
    from conftest import Pool

RESULTS = "results_2024-07-04.csv"
Bytes = tuple[bytes, bytes]


class Scratch:
    """Graphs that are built from their sources, each once."""

    def __init__(self, pool: Pool, place: Path) -> None:
        self.pool, self.place = pool, place
        self.bytes_of = cache(self._bytes_of)
        self.reading = cache(self._reading)

    def folder(self, names: frozenset[str]) -> Path:
        """Return the graph of some sources."""
        place = self.place / str(abs(hash(names)))
        if not place.is_dir():
            articles = [name for name in names if name in self.pool.articles]
            tables = self.pool.gathered(sorted(names - set(articles))).tables
            readings = [self.reading(name) for name in articles]
            built = build_from_readings(readings, load_gazetteers(), tables=tables)
            write_lines(built.lines, place, built.manifest(), memory=built.memory)
        return place

    def _reading(self, name: str) -> Reading:
        [reading] = read_texts(self.pool.gathered([name]).documents, load_gazetteers())
        return reading

    def _bytes_of(self, names: frozenset[str]) -> Bytes:
        return bytes_in(self.folder(names))


def bytes_in(place: Path) -> Bytes:
    return (place / "graph.nq").read_bytes(), (place / "manifest.json").read_bytes()


@pytest.fixture(autouse=True)
def _without_syncing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", lambda _: None)


@pytest.fixture(scope="session")
def scratch(pool: Pool, tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    return Scratch(pool, tmp_path_factory.mktemp("scratch"))


def begin(scratch: Scratch, place: Path, names: Iterable[str]) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    return Path(shutil.copytree(scratch.folder(frozenset(names)), place))


def add(pool: Pool, place: Path, names: Iterable[str] = (), without: Iterable[str] = ()) -> None:
    add_sources(place, pool.gathered(names), without=list(without))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_order_of_adding_and_taking_out_gives_the_bytes_of_a_build(
    data: st.DataObject, pool: Pool, scratch: Scratch, tmp_path: Path
) -> None:
    some = st.sets(st.sampled_from(pool.articles), max_size=4)
    tables = data.draw(st.sets(st.sampled_from(pool.tables)), label="official files")
    now = data.draw(st.sets(st.sampled_from(pool.articles), min_size=1, max_size=5), label="built") | tables
    place = begin(scratch, tmp_path / "graph", now)
    for _ in range(3):
        new = data.draw(some, label="added")
        gone = data.draw(st.sets(st.sampled_from(pool.articles), max_size=5), label="out") & (now - new)
        if not (now - gone) | new:
            continue
        add(pool, place, sorted(new), sorted(gone))
        now = (now - gone) | new
        assert bytes_in(place) == scratch.bytes_of(frozenset(now))


@pytest.mark.parametrize("tables", [(), (RESULTS,)])
def test_every_order_of_sources_that_disagree_gives_the_same_bytes(
    tables: tuple[str, ...], pool: Pool, scratch: Scratch, tmp_path: Path
) -> None:
    names = ("night.txt", "slip.txt", "morning.txt")
    for first, *rest in permutations(names):
        place = begin(scratch, tmp_path / "graph", (first, *tables))
        for at, name in enumerate(rest, 2):
            add(pool, place, [name])
            told = {first, *rest[: at - 1], *tables}
            assert bytes_in(place) == scratch.bytes_of(frozenset(told))


def test_what_one_adds_to_all_others_and_takes_out_again_leaves_no_trace(
    pool: Pool, scratch: Scratch, tmp_path: Path
) -> None:
    everything = frozenset((*pool.articles, *pool.tables))
    place = begin(scratch, tmp_path / "graph", everything)
    for name in pool.articles[::3]:
        add(pool, place, without=[name])
        assert bytes_in(place) == scratch.bytes_of(everything - {name})
        add(pool, place, [name])
        assert bytes_in(place) == scratch.bytes_of(everything)


def test_official_files_come_and_go_and_that_is_said(pool: Pool, scratch: Scratch, tmp_path: Path) -> None:
    now = frozenset(("night.txt", "slip.txt", "earlier.txt"))
    place = begin(scratch, tmp_path / "graph", now)
    told: list[str] = []
    for name in pool.tables:
        added = add_sources(place, pool.gathered([name]), notice=told.append)
        now |= {name}
        assert (added.added, added.quads_added) == ((name,), None)
        assert bytes_in(place) == scratch.bytes_of(now)
    assert told == [REBUILDING, REBUILDING]
    add(pool, place, ["namesake.txt"], [pool.tables[0]])
    assert bytes_in(place) == scratch.bytes_of((now | {"namesake.txt"}) - {pool.tables[0]})


def test_a_source_that_is_there_already_changes_nothing(pool: Pool, scratch: Scratch, tmp_path: Path) -> None:
    names = frozenset(("night.txt", "slip.txt", RESULTS))
    place = begin(scratch, tmp_path / "graph", names)
    before = (place / "graph.nq").stat().st_mtime_ns
    added = add_sources(place, pool.gathered(["slip.txt", RESULTS]))
    assert (added.added, added.removed, added.quads_added) == ((), (), 0)
    assert (place / "graph.nq").stat().st_mtime_ns == before
    copy = tmp_path / "another name.txt"
    copy.write_bytes(pool.gathered(["slip.txt"]).documents[0].text.encode())
    add_sources(place, gather([copy]))
    everything = [*pool.gathered(["night.txt", "slip.txt", RESULTS]).documents]
    tables = pool.gathered([RESULTS]).tables
    readings = read_texts([*everything, *gather([copy]).documents], load_gazetteers())
    built = build_from_readings(readings, load_gazetteers(), tables=tables)
    assert b"".join(built.lines) == (place / "graph.nq").read_bytes().partition(b"\n")[2]


def test_a_graph_is_added_to_again_and_again_as_long_as_it_remembers(
    pool: Pool, scratch: Scratch, tmp_path: Path
) -> None:
    place = begin(scratch, tmp_path / "graph", ["night.txt"])
    add(pool, place, ["slip.txt"])
    [memory] = place.glob("memory-*")
    assert json.loads((memory / "seal.json").read_text())["graph"]["sha256"].startswith(memory.name[-16:])
    (memory / "pieces").write_bytes(b"")
    with pytest.raises(GraphError, match=r"keeps nothing to add to: .*or is damaged; build it again with"):
        add(pool, place, ["morning.txt"])
    assert bytes_in(place) == scratch.bytes_of(frozenset(("night.txt", "slip.txt")))


def test_data_that_was_changed_since_is_not_added_to(pool: Pool, scratch: Scratch, tmp_path: Path) -> None:
    place = begin(scratch, tmp_path / "graph", ["night.txt"])
    data = place / "graph.nq"
    changed = data.read_bytes().replace(b"14677", b"14678")
    data.write_bytes(changed)
    with pytest.raises(GraphError, match="changed or cut short after it was built"):
        add(pool, place, ["slip.txt"])
    assert data.read_bytes() == changed


@pytest.mark.parametrize(
    ("without", "message"),
    [
        (("nobody.txt",), "no source of this graph is called nobody.txt"),
        (("night.txt",), "no source would be left"),
    ],
)
def test_what_cannot_go_is_told(
    without: tuple[str, ...], message: str, pool: Pool, scratch: Scratch, tmp_path: Path
) -> None:
    place = begin(scratch, tmp_path / "graph", ["night.txt"])
    with pytest.raises(GraphError, match=message):
        add(pool, place, without=without)


def test_a_graph_in_a_file_cannot_be_added_to(pool: Pool, tmp_path: Path) -> None:
    electiongraph.build(pool.gathered(["night.txt"]).documents, tmp_path / "graph.nq")
    with pytest.raises(GraphError, match="only to such a one can be added"):
        add(pool, tmp_path / "graph.nq", ["slip.txt"])


def test_the_index_of_a_large_graph_is_that_of_its_data(
    pool: Pool, scratch: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("electiongraph.store.LEAST_INDEXED", 10)
    monkeypatch.setattr("electiongraph.changed_graphs.LEAST_INDEXED", 10)
    documents = pool.gathered(["night.txt", "slip.txt"]).documents
    place = tmp_path / "graph"
    electiongraph.build(documents, place)
    [first] = place.glob("index-*")
    add(pool, place, ["morning.txt", "namesake.txt"], ["slip.txt"])
    [index] = place.glob("index-*")
    assert index.name != first.name
    assert set(look_up_graph(place)) == set(open_graph(place))
    assert len(list(place.iterdir())) == 4


def test_the_python_interface_adds_and_takes_out(pool: Pool, scratch: Scratch, tmp_path: Path) -> None:
    place = begin(scratch, tmp_path / "graph", ["night.txt", "slip.txt"])
    added = electiongraph.add(place, pool.gathered(["morning.txt"]).documents, without=["slip.txt"])
    assert (added.added, added.removed) == (("morning.txt",), ("slip.txt",))
    assert bytes_in(place) == scratch.bytes_of(frozenset(("night.txt", "morning.txt")))
