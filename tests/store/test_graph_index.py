"""Questions are answered from the index when it is that of the data, and never from another."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from electiongraph import graph_index, store
from electiongraph.errors import GraphError
from electiongraph.store import look_up_graph, open_graph, write_graph

PREDICATE = NamedNode("https://w3id.org/electiongraph/ontology#reason")


def quads(number: int, value: str = "v") -> list[Quad]:
    return [Quad(NamedNode(f"x:s{i}"), PREDICATE, Literal(f"{value} {i}")) for i in range(number)]


@pytest.fixture(autouse=True)
def _small_graphs_have_an_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "LEAST_INDEXED", 5)


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    write_graph(quads(20), tmp_path / "graph")
    return tmp_path / "graph"


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Gather the graphs that are loaded into memory."""
    seen: list[Path] = []
    load = store._load

    def watch(data: Path, place: Path) -> Store:
        seen.append(place)
        return load(data, place)

    monkeypatch.setattr(store, "_load", watch)
    return seen


def index_of(graph: Path) -> Path:
    (index,) = graph.glob("index-*")
    return index


def test_the_index_holds_the_same_and_nothing_is_loaded(graph, loaded):
    assert set(look_up_graph(graph)) == set(quads(20))
    assert loaded == []
    assert set(open_graph(graph)) == set(quads(20))
    assert loaded == [graph]


def test_a_small_graph_and_a_single_file_have_none(tmp_path, loaded):
    write_graph(quads(3), tmp_path / "small")
    write_graph(quads(20), tmp_path / "one.nq")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["one.nq", "small"]
    assert sorted(one.name for one in (tmp_path / "small").iterdir()) == ["graph.nq", "manifest.json"]
    assert set(look_up_graph(tmp_path / "small")) == set(quads(3))
    assert set(look_up_graph(tmp_path / "one.nq")) == set(quads(20))
    assert len(loaded) == 2


def test_a_new_build_has_a_new_index_and_the_old_reader_keeps_the_old(graph, loaded):
    reader, old = look_up_graph(graph), index_of(graph)
    write_graph(quads(30, "w"), graph)
    assert index_of(graph) != old
    assert set(look_up_graph(graph)) == set(quads(30, "w"))
    assert set(reader) == set(quads(20))
    assert loaded == []
    write_graph(quads(2), graph)
    assert list(graph.glob("*index*")) == []
    assert set(look_up_graph(graph)) == set(quads(2))


def test_an_index_of_other_data_is_passed_over(graph, tmp_path, loaded):
    write_graph(quads(20, "w"), tmp_path / "other")
    shutil.rmtree(index_of(graph))
    shutil.copytree(index_of(tmp_path / "other"), graph / index_of(tmp_path / "other").name)
    assert set(look_up_graph(graph)) == set(quads(20))
    # Nor when it stands under the right name.
    index_of(graph).rename(graph / f"index-{store.recorded_digest(graph / 'graph.nq')[:16]}")
    assert set(look_up_graph(graph)) == set(quads(20))
    assert loaded == [graph, graph]


def test_data_changed_under_its_old_first_line_is_refused(graph):
    data = graph / "graph.nq"
    data.write_bytes(data.read_bytes().replace(b"v 3", b"w 3"))
    with pytest.raises(GraphError, match="changed or cut short"):
        look_up_graph(graph)


def test_a_copied_graph_is_checked_once_more_and_its_index_used(graph, tmp_path, loaded):
    shutil.copytree(graph, tmp_path / "copy", copy_function=shutil.copy)
    os.utime(tmp_path / "copy" / "graph.nq", (1, 1))
    assert set(look_up_graph(tmp_path / "copy")) == set(quads(20))
    assert loaded == []


def no_seal(index: Path) -> None:
    (index / "seal.json").unlink()


def garbled_seal(index: Path) -> None:
    (index / "seal.json").write_text("[]")


def other_oxigraph(index: Path) -> None:
    seal = index / "seal.json"
    seal.write_text(seal.read_text().replace(graph_index.__version__, "0.0.1"))


def no_quads(index: Path) -> None:
    shutil.rmtree(index / "quads")


def cut_short(index: Path) -> None:
    largest = max((index / "quads").glob("*.sst"), key=lambda file: file.stat().st_size)
    os.truncate(largest, largest.stat().st_size // 2)


@pytest.mark.parametrize("damage", [no_seal, garbled_seal, other_oxigraph, no_quads, cut_short])
def test_an_unsound_index_is_passed_over(graph, loaded, damage):
    damage(index_of(graph))
    assert set(look_up_graph(graph)) == set(quads(20))
    assert loaded == [graph]


def test_where_no_index_can_be_written_the_graph_is(tmp_path, monkeypatch, caplog):
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(graph_index, "_load", fail)
    write_graph(quads(20), tmp_path / "graph")
    assert "No space left" in caplog.text
    assert sorted(one.name for one in (tmp_path / "graph").iterdir()) == ["graph.nq", "manifest.json"]
    assert set(look_up_graph(tmp_path / "graph")) == set(quads(20))


def test_a_build_that_is_killed_at_its_index_leaves_the_new_graph(graph, loaded):
    code = (
        "import os, sys; from pathlib import Path; from electiongraph import graph_index, store;"
        "from tests.store.test_graph_index import quads;"
        "store.LEAST_INDEXED = 5; load = graph_index._load;"
        "graph_index._load = lambda *a: (load(*a), os._exit(9));"
        "store.write_graph(quads(30, 'w'), Path(sys.argv[1]))"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code, str(graph)], cwd=root, check=False)
    assert done.returncode == 9
    assert set(look_up_graph(graph)) == set(quads(30, "w"))
    assert loaded == [graph]
    write_graph(quads(30, "w"), graph)
    assert sorted(one.name for one in graph.iterdir()) == [
        "graph.nq",
        index_of(graph).name,
        "manifest.json",
    ]


def count(place: Path) -> int:
    return len(list(look_up_graph(place)))


def test_many_readers_at_once(graph):
    with multiprocessing.get_context("fork").Pool(3) as pool:
        assert pool.map(count, [graph] * 12) == [20] * 12


def test_a_part_with_a_wrong_checksum_is_told_not_answered(graph):
    write_graph(quads(20_000), graph)
    for file in (index_of(graph) / "quads").glob("*.sst"):
        data = bytearray(file.read_bytes())
        # A small file is read, and found to be wrong, when the index is opened.
        for at in range(50_000, len(data) // 2, 4096):
            data[at] ^= 0xFF
        file.write_bytes(data)
    # In a process of its own, since what was written is still in the memory of this one.
    code = (
        "import sys; from pathlib import Path; from electiongraph import cli, store;"
        "cli.commands.main = lambda **_: print(len(list(store.look_up_graph(Path(sys.argv[1])))));"
        "cli.main()"
    )
    done = subprocess.run([sys.executable, "-c", code, str(graph)], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"the graph's index is damaged (Corruption" in done.stderr
