"""One writer at a time; the other waits, then says so; readers are never disturbed; the dead lock nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from electiongraph import atomic_files
from electiongraph.atomic_files import sole_writer
from electiongraph.cli.written_files import write_file
from electiongraph.errors import GraphError
from electiongraph.store import open_graph, write_graph

HOLD = (
    "import sys, time; from pathlib import Path; from electiongraph.atomic_files import sole_writer\n"
    "with sole_writer(Path(sys.argv[1])):\n"
    "    print('held', flush=True); time.sleep(float(sys.argv[2]))\n"
)


def quads(value: str) -> list[Quad]:
    return [Quad(NamedNode("x:s"), NamedNode("x:p"), Literal(value))]


def holder(place: Path, seconds: float) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-c", HOLD, str(place), str(seconds)]
    process = subprocess.Popen(words, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    return process


@pytest.mark.parametrize("name", ["graph", "graph.nq"])
def test_the_second_writer_waits_for_the_first(tmp_path: Path, name: str) -> None:
    place = tmp_path / name
    write_graph(quads("old"), place)
    with holder(place, 0.4):
        begun = time.monotonic()
        write_graph(quads("new"), place)
        assert time.monotonic() - begun > 0.2
    assert set(open_graph(place)) == set(quads("new"))
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_a_writer_who_waits_too_long_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "graph"
    write_graph(quads("old"), place)
    monkeypatch.setattr(atomic_files.sole_writer.__wrapped__, "__kwdefaults__", {"seconds": 0.1})  # type: ignore[attr-defined]
    with holder(place, 30) as first:
        with pytest.raises(GraphError, match=r"another process is writing there.*choose another place"):
            write_graph(quads("new"), place)
        assert set(open_graph(place)) == set(quads("old"))
        with pytest.raises(GraphError, match="another process is writing there"):
            write_file(place, b"")
        first.kill()
    write_graph(quads("new"), place)
    assert set(open_graph(place)) == set(quads("new"))
    assert [one.name for one in tmp_path.iterdir()] == ["graph"]


def test_what_a_killed_writer_left_goes_and_locks_nothing(tmp_path: Path) -> None:
    place = tmp_path / "graph"
    write_graph(quads("old"), place)
    (tmp_path / ".graph.lock").touch()
    (tmp_path / ".graph.new").mkdir()
    (tmp_path / ".graph.new" / "graph.nq").write_text("a part")
    (place / ".graph.nq.new").write_text("a part")
    write_graph(quads("new"), place)
    assert [one.name for one in tmp_path.iterdir()] == ["graph"]
    assert sorted(one.name for one in place.iterdir()) == ["graph.nq", "manifest.json"]


def test_a_reader_goes_on_with_the_file_that_it_opened(tmp_path: Path) -> None:
    place = tmp_path / "graph.nq"
    write_graph(quads("old"), place)
    with place.open("rb") as reader:
        begun = reader.read(30)
        write_graph(quads("new"), place)
        assert b'"old"' in begun + reader.read()


def test_many_writers_leave_one_whole_graph(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from pyoxigraph import *\n"
        "from electiongraph.store import write_graph\n"
        "for turn in range(10):\n"
        "    quad = Quad(NamedNode('x:s'), NamedNode('x:p'), Literal(sys.argv[2] + str(turn)))\n"
        "    write_graph([quad], Path(sys.argv[1]))\n"
    )
    words = [sys.executable, "-c", code, str(tmp_path / "graph")]
    writers = [subprocess.Popen([*words, letter]) for letter in "abcd"]
    assert [writer.wait() for writer in writers] == [0] * 4
    assert next(iter(open_graph(tmp_path / "graph"))).object.value in {f"{letter}9" for letter in "abcd"}
    assert [one.name for one in tmp_path.iterdir()] == ["graph"]


@pytest.mark.skipif(os.name != "posix", reason="links are made otherwise here")
def test_a_planted_link_beside_the_place_is_not_followed(tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    (tmp_path / ".out.svg.new").symlink_to(mine)
    write_file(tmp_path / "out.svg", b"picture")
    (tmp_path / ".out.svg.lock").symlink_to(mine)
    with pytest.raises(GraphError, match="cannot be written"):
        write_file(tmp_path / "out.svg", b"picture")
    with pytest.raises(OSError, match="symbolic"), sole_writer(tmp_path / "out.svg"):
        pass
    assert mine.read_text() == "mine"
