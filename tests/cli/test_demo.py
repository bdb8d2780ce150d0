"""The demo runs the whole path, tells it, and overwrites nothing that somebody changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from electiongraph.cli.demo import command
from electiongraph.errors import GraphError
from electiongraph.resources import folder
from electiongraph.store import open_graph


@pytest.fixture(scope="module")
def told_and_written(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    output = tmp_path_factory.mktemp("demo") / "out"
    done = CliRunner().invoke(command, ["-o", str(output)], catch_exceptions=False)
    assert done.exit_code == 0
    return done.output, output


def contents(output: Path) -> dict[str, bytes]:
    return {str(p.relative_to(output)): p.read_bytes() for p in sorted(output.rglob("*")) if p.is_file()}


def test_it_tells_every_stage(told_and_written: tuple[str, Path]) -> None:
    told, _ = told_and_written
    places = [
        told.index(words)
        for words in ("Facts in", "The graph", "SHACL", "Which incumbents", "disagree", "Written")
    ]
    assert places == sorted(places)
    for article in folder("examples").glob("*.txt"):
        assert article.name in told


def test_it_shows_stated_and_inferred_defeats_with_their_sentences(
    told_and_written: tuple[str, Path],
) -> None:
    told, _ = told_and_written
    assert "Penny Mordaunt (Conservative), Portsmouth North: stated" in told
    assert "“Penny Mordaunt, the Leader of the House of Commons, has lost her seat”" in told
    assert "Richard Drax (Conservative), South Dorset: inferred" in told


def test_it_finds_the_slips_that_the_examples_have(told_and_written: tuple[str, Path]) -> None:
    told, _ = told_and_written
    assert "votes 20,090 or 20,900  [TransposedDigits]" in told
    assert "majority 3,224 or 3,244" in told
    assert "given as 1,598" in told
    assert "only 542 votes more than Michael Tomlinson" in told
    assert "ArithmeticConflict" not in told


def test_rumours_and_exit_polls_of_the_examples_are_no_facts(told_and_written: tuple[str, Path]) -> None:
    from pyoxigraph import NamedNode

    from electiongraph.vocabulary import eg

    _, output = told_and_written
    won = open_graph(output / "graph").quads_for_pattern(None, NamedNode(eg("seatsWon")), None)
    assert sorted({int(quad.object.value) for quad in won}) == [121, 411]


def test_it_names_every_file_it_writes(told_and_written: tuple[str, Path]) -> None:
    told, output = told_and_written
    for path in output.iterdir():
        assert path.stem in told
    assert (output / "poole.png").read_bytes().startswith(b"\x89PNG")


def test_it_may_run_again_and_gives_the_same(told_and_written: tuple[str, Path]) -> None:
    told, output = told_and_written
    before = contents(output)
    again = CliRunner().invoke(command, ["-o", str(output)], catch_exceptions=False)
    assert (again.output, contents(output)) == (told, before)


def test_it_replaces_what_was_changed_only_when_forced(tmp_path: Path) -> None:
    CliRunner().invoke(command, ["-o", str(tmp_path)], catch_exceptions=False)
    article = tmp_path / "articles" / "first_cabinet.txt"
    article.write_text("My own notes.", encoding="utf-8")
    refused = CliRunner().invoke(command, ["-o", str(tmp_path)])
    assert isinstance(refused.exception, GraphError)
    assert article.read_text(encoding="utf-8") == "My own notes."
    CliRunner().invoke(command, ["-o", str(tmp_path), "--force"], catch_exceptions=False)
    assert article.read_text(encoding="utf-8").startswith("Starmer names")


def test_a_folder_that_it_did_not_write_is_left_alone(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("mine", encoding="utf-8")
    refused = CliRunner().invoke(command, ["-o", str(tmp_path)])
    assert isinstance(refused.exception, GraphError)
    assert "--force" in str(refused.exception)
    assert list(tmp_path.iterdir()) == [notes]
    CliRunner().invoke(command, ["-o", str(tmp_path), "--force"], catch_exceptions=False)
    assert notes.read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "results.ttl").is_file()


def test_a_graph_in_a_folder_does_not_make_it_a_demos(
    told_and_written: tuple[str, Path], tmp_path: Path
) -> None:
    shutil.copytree(told_and_written[1] / "graph", tmp_path / "graph")
    refused = CliRunner().invoke(command, ["-o", str(tmp_path)])
    assert isinstance(refused.exception, GraphError)
    assert [path.name for path in tmp_path.iterdir()] == ["graph"]
