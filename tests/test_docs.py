"""The README says what is true: its commands run and print what it shows, and no command is left out."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from electiongraph.cli import COMMANDS, commands

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
CONSOLE = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)
SETUP = re.compile(r"^python3 -m venv .*$", re.MULTILINE)
CUT = "…"

pytestmark = pytest.mark.skipif(not README.exists(), reason="the documentation is in the checkout only")


def run(command: str, folder: Path) -> str:
    words = shlex.split(command)
    assert words[0] == "electiongraph"
    program = [sys.executable, "-c", "from electiongraph.cli import main; main()", *words[1:]]
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1"}
    done = subprocess.run(
        program, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout.replace("Usage: -c ", "Usage: electiongraph ")


def shown(block: str, folder: Path) -> str:
    """Return a console block with what its commands print now, cut where the block is."""
    lines = []
    for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE)[1:]:
        command, *output = part.rstrip("\n").split("\n")
        printed = run(command.removeprefix("$ "), folder).rstrip("\n").split("\n")
        if output and output[-1] == CUT:
            printed = [*printed[: max(len(output) - 1, 4)], CUT]
        lines += [command, *(line.rstrip() for line in printed)]
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    run("electiongraph demo", folder)
    return folder


def test_the_readme_shows_what_the_commands_print(demo_folder: Path, update_golden: bool) -> None:
    text = README.read_text(encoding="utf-8")
    assert len(CONSOLE.findall(text)) >= 5
    true = CONSOLE.sub(lambda block: shown(block.group(), demo_folder), text)
    if update_golden:
        README.write_text(true, encoding="utf-8")
    assert true == README.read_text(encoding="utf-8")


def test_the_readme_names_every_command() -> None:
    text = README.read_text(encoding="utf-8").lower()
    assert [
        name for name in COMMANDS if f"**{name}" not in text and f"electiongraph {name}" not in text
    ] == []


def test_checks_run_the_commands_of_the_readme() -> None:
    told = SETUP.findall(README.read_text(encoding="utf-8"))
    assert len(told) == 2
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").replace("install --quiet ", "install ")
    assert [command for command in told if command not in script.splitlines()] == []


def test_the_python_of_the_readme_is_true() -> None:
    import doctest

    failed, tried = doctest.testfile(str(README), module_relative=False, encoding="utf-8")
    assert (failed, tried > 5) == (0, True)


def test_the_example_of_the_model_is_in_the_demos_graph(demo_folder: Path) -> None:
    """What is believed must be there to the letter; names of claims depend on where their words stand."""
    from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, parse

    from electiongraph.store import open_graph

    [text] = re.findall(r"(?<=```trig\n).*?(?=```)", (ROOT / "docs/model.md").read_text("utf-8"), re.DOTALL)
    store = open_graph(demo_folder / "electiongraph-demo" / "graph")
    shown = list(parse(text, format=RdfFormat.TRIG))
    believed = [quad for quad in shown if isinstance(quad.graph_name, DefaultGraph)]
    assert len(believed) > 20
    assert [quad for quad in believed if quad not in store] == []
    used = {quad.predicate for quad in store}
    assert {quad.predicate for quad in shown if isinstance(quad.predicate, NamedNode)} <= used


def all_commands(group: click.Group = commands, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command is not None
        found.append((*path, name))
        if isinstance(command, click.Group):
            found += all_commands(command, (*path, name))
    return found


@pytest.mark.parametrize("path", all_commands(), ids=" ".join)
def test_help_has_examples_of_the_command(path: tuple[str, ...], tmp_path: Path) -> None:
    words = " ".join(("electiongraph", *path))
    told = run(f"{words} --help", tmp_path)
    examples = told.partition("Examples:\n")[2]
    assert any(words in line for line in examples.splitlines()), told


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/*.md")), ids=lambda path: path.name
)
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []
