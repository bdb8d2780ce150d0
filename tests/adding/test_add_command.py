"""The command `add`: what it says, its exit status, pages, lists of candidates."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import electiongraph
from electiongraph.cli import commands
from electiongraph.sources import document_from_text

SOURCES = Path(__file__).parent / "sources"
CANDIDATES = (
    "election,seat,person\n2024-07-04,Luton North,Sarah Owen\n2024-07-04,Luton North,Jilleane Brown\n"
)
STRANGER = "Luton North\nPublished: 5 July 2024\n\nSarah Owen, Labour - 14,677\nPeter Hardly, Green - 2,940\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert (
        run("build", str(SOURCES / "night.txt"), str(SOURCES / "slip.txt"), "-q", "-o", "graph").exit_code
        == 0
    )
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(commands, list(words))


def test_add_says_what_came_and_went_in_one_line(folder: Path) -> None:
    ended = run("add", "graph", str(SOURCES / "morning.txt"), "--without", "slip.txt")
    assert (ended.exit_code, ended.stdout) == (0, "")
    assert ended.stderr.startswith("electiongraph: 1 source added, 1 taken out; ")
    assert ended.stderr.endswith(" less -> graph\n")
    assert run("add", "graph", str(SOURCES / "slip.txt"), "--quiet").output == ""


def test_a_whole_rebuild_is_said(folder: Path) -> None:
    ended = run("add", "graph", str(SOURCES / "results_2024-07-04.csv"))
    assert ended.exit_code == 0
    assert ended.stderr.splitlines() == [
        "electiongraph: official files come or go, which bear on everything: the graph is built anew",
        "electiongraph: 1 source added, 0 taken out; built anew -> graph",
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["add", "graph"], "name an article to add"),
        (["add", "graph", "missing.txt"], "none of the inputs could be read; the graph is as it was"),
        (["add", "nowhere", str(SOURCES / "morning.txt")], "there is no graph in a folder here"),
        (["add", "nowhere", "missing.txt"], "there is no graph in a folder here"),
        (["add", "graph", "--without", "missing.txt"], "no source of this graph is called missing.txt"),
    ],
)
def test_what_cannot_be_added_leaves_the_graph_as_it_was(
    folder: Path, words: list[str], message: str
) -> None:
    before = (folder / "graph" / "graph.nq").read_bytes()
    ended = run(*words)
    assert ended.exit_code != 0
    assert message in f"{ended.output}{ended.exception}"
    assert (folder / "graph" / "graph.nq").read_bytes() == before


def test_lists_of_candidates_are_remembered(folder: Path) -> None:
    Path("stood.csv").write_text(CANDIDATES, encoding="utf-8")
    Path("stranger.txt").write_text(STRANGER, encoding="utf-8")
    first = str(SOURCES / "night.txt")
    listed = ("--candidates", "stood.csv", "-q")
    assert run("build", first, "stranger.txt", *listed, "-o", "scratch").exit_code == 0
    assert run("build", first, *listed, "-o", "listed").exit_code == 0
    ended = run("add", "listed", "stranger.txt")
    assert "Peter Hardly did not stand in Luton North on 2024-07-04" in ended.stderr
    assert Path("listed/graph.nq").read_bytes() == Path("scratch/graph.nq").read_bytes()


def test_a_page_that_is_read_again_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    address = "https://news.example/live"
    texts = ((SOURCES / name).read_text(encoding="utf-8") for name in ("slip.txt", "night.txt"))
    first, then = (document_from_text(text, name=address, address=address) for text in texts)
    other = electiongraph.read(SOURCES / "morning.txt")
    electiongraph.build([first, other], tmp_path / "graph")
    added = electiongraph.add(tmp_path / "graph", [then])
    assert (added.added, added.removed) == ((address,), (address,))
    electiongraph.build([then, other], tmp_path / "scratch")
    for name in ("graph.nq", "manifest.json"):
        assert (tmp_path / "graph" / name).read_bytes() == (tmp_path / "scratch" / name).read_bytes()
