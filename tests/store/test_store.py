"""A graph on disk is whole, checkable and never half replaced."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from electiongraph import atomic_files, store
from electiongraph.errors import GraphError
from electiongraph.store import check_target, open_graph, read_manifest, write_graph


def quads(number: int, *, value: str = "v") -> list[Quad]:
    graph = NamedNode("https://w3id.org/electiongraph/id/source/1")
    predicate = NamedNode("https://w3id.org/electiongraph/ontology#reason")
    return [Quad(NamedNode(f"x:s{i}"), predicate, Literal(f"{value}\n{i}"), graph) for i in range(number)]


@pytest.mark.parametrize("name", ["graph", "graph.nq", "graph.trig"])
def test_what_is_written_is_read(tmp_path, name):
    place = tmp_path / name
    write_graph(quads(10), place)
    assert set(open_graph(place)) == set(quads(10))


@pytest.mark.parametrize("name", ["graph", "graph.nq", "graph.trig"])
def test_bytes_do_not_depend_on_the_order(tmp_path, name):
    written = []
    for turn, order in enumerate((quads(50), quads(50)[::-1], quads(50) * 2)):
        place = tmp_path / str(turn) / name
        write_graph(order, place, {"facts": 3})
        files = sorted(place.iterdir()) if place.is_dir() else [place]
        written.append([file.read_bytes() for file in files])
    assert written[0] == written[1] == written[2]


def test_the_manifest_counts_and_names_the_digest(tmp_path):
    write_graph(quads(7), tmp_path / "g", {"facts": 3})
    manifest = json.loads((tmp_path / "g" / "manifest.json").read_text())
    assert manifest == read_manifest(tmp_path / "g")
    assert manifest["quads"] == 7
    assert manifest["facts"] == 3
    assert manifest["sha256"] in (tmp_path / "g" / "graph.nq").read_text().splitlines()[0]


@pytest.mark.parametrize("name", ["graph", "graph.nq", "graph.trig"])
def test_a_changed_or_cut_graph_is_refused(tmp_path, name):
    place = tmp_path / name
    write_graph(quads(10), place)
    data = place / "graph.nq" if place.is_dir() else place
    whole = data.read_bytes()
    for damaged in (whole[:-20], whole.replace(b"v\\n3", b"w\\n3"), whole + b"junk"):
        data.write_bytes(damaged)
        with pytest.raises(GraphError, match=r"changed or cut short.*build it again"):
            open_graph(place)


def test_a_graph_that_is_not_there_says_how_to_build_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(GraphError, match="electiongraph-data: there is no graph here; build one with"):
        open_graph(None)
    (tmp_path / "empty").mkdir()
    with pytest.raises(GraphError, match=r"no graph\.nq"):
        open_graph(tmp_path / "empty")
    (tmp_path / "article.txt").write_text("words")
    with pytest.raises(GraphError, match=r"ends in \.nq or \.trig"):
        open_graph(tmp_path / "article.txt")


def test_a_file_of_somebody_else_is_read_but_not_replaced(tmp_path):
    place = tmp_path / "mine.nq"
    place.write_text("<x:a> <x:b> <x:c> .\n")
    assert len(open_graph(place)) == 1
    with pytest.raises(GraphError, match="was not written by electiongraph"):
        write_graph(quads(1), place)
    assert place.read_text() == "<x:a> <x:b> <x:c> .\n"
    write_graph(quads(1), place, force=True)
    assert set(open_graph(place)) == set(quads(1))


def test_a_folder_of_somebody_else_is_not_touched(tmp_path):
    place = tmp_path / "photos"
    place.mkdir()
    (place / "cat.jpg").write_text("cat")
    with pytest.raises(GraphError, match="was not written by electiongraph"):
        write_graph(quads(1), place)
    assert [one.name for one in place.iterdir()] == ["cat.jpg"]


@pytest.mark.parametrize("name", ["article.txt", "graph.ttl", "page.html", "graph.JSON"])
def test_a_name_that_promises_something_else_is_refused(tmp_path, name):
    with pytest.raises(GraphError, match="a graph is not kept as"):
        check_target(tmp_path / name, force=True)


def test_garbage_is_a_graph_error(tmp_path):
    (tmp_path / "g.nq").write_text("this is no RDF\n")
    with pytest.raises(GraphError, match="not a readable graph"):
        open_graph(tmp_path / "g.nq")
    (tmp_path / "g.trig").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(GraphError, match="not a readable graph"):
        open_graph(tmp_path / "g.trig")


@pytest.mark.parametrize("name", ["graph", "graph.nq", "graph.trig"])
def test_a_failing_write_leaves_the_old_graph(tmp_path, monkeypatch, name):
    place = tmp_path / name
    write_graph(quads(3), place)

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic_files.os, "fsync", fail)
    with pytest.raises(GraphError, match="No space left"):
        write_graph(quads(5), place)
    monkeypatch.undo()
    assert set(open_graph(place)) == set(quads(3))
    assert not list(tmp_path.rglob("*.new"))


def test_stopping_between_data_and_manifest_leaves_the_new_graph_whole(tmp_path, monkeypatch):
    place = tmp_path / "graph"
    write_graph(quads(3), place)
    replace = store.replace_file

    def stop_at_manifest(target: Path, data: bytes) -> None:
        if target.name == "manifest.json":
            raise KeyboardInterrupt
        replace(target, data)

    monkeypatch.setattr(store, "replace_file", stop_at_manifest)
    with pytest.raises(KeyboardInterrupt):
        write_graph(quads(5), place)
    assert set(open_graph(place)) == set(quads(5))


def test_whoever_looks_while_writers_are_killed_sees_a_whole_graph(tmp_path):
    place = tmp_path / "graph"
    write_graph(quads(2000, value="a"), place)
    program = (
        "import sys; from pathlib import Path; from pyoxigraph import *\n"
        "from electiongraph.store import write_graph\n"
        "p = NamedNode('https://w3id.org/electiongraph/ontology#reason')\n"
        "while True:\n"
        "  for v in 'ab':\n"
        "    q = [Quad(NamedNode(f'x:s{i}'), p, Literal(f'{v}\\n{i}'), NamedNode("
        "'https://w3id.org/electiongraph/id/source/1')) for i in range(2000)]\n"
        "    write_graph(q, Path(sys.argv[1]))\n"
    )
    allowed = [set(quads(2000, value=value)) for value in "ab"]
    for _ in range(3):
        writer = subprocess.Popen([sys.executable, "-c", program, str(place)])
        deadline = time.monotonic() + 0.8
        while time.monotonic() < deadline:
            assert set(open_graph(place)) in allowed
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
        assert set(open_graph(place)) in allowed


@pytest.mark.parametrize("name", ["graph", "graph.nq"])
def test_a_symbolic_link_is_not_followed_even_with_force(tmp_path, name):
    write_graph(quads(1), tmp_path / "real" / name)
    (tmp_path / name).symlink_to(tmp_path / "real" / name)
    for force in (False, True):
        with pytest.raises(GraphError, match="this is a symbolic link"):
            write_graph(quads(2), tmp_path / name, force=force)
    assert set(open_graph(tmp_path / "real" / name)) == set(quads(1))
    assert set(open_graph(tmp_path / name)) == set(quads(1))


def test_what_links_within_a_graph_lead_to_is_not_written(tmp_path):
    write_graph(quads(1), tmp_path / "graph")
    outside = tmp_path / "outside.nq"
    (tmp_path / "graph" / "graph.nq").rename(outside)
    (tmp_path / "graph" / "graph.nq").symlink_to(outside)
    before = outside.read_bytes()
    write_graph(quads(2), tmp_path / "graph")
    assert outside.read_bytes() == before
    (tmp_path / "graph" / "pages").symlink_to(tmp_path)
    with pytest.raises(GraphError, match="pages: this is a symbolic link"):
        write_graph(quads(3), tmp_path / "graph", force=True)


def test_a_manifest_of_another_graph_tells_nothing(tmp_path):
    write_graph(quads(1), tmp_path / "graph", {"facts": 1})
    old = (tmp_path / "graph" / "manifest.json").read_bytes()
    write_graph(quads(2), tmp_path / "graph", {"facts": 2})
    assert read_manifest(tmp_path / "graph")["facts"] == 2
    (tmp_path / "graph" / "manifest.json").write_bytes(old)
    assert read_manifest(tmp_path / "graph") == {}
