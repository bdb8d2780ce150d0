"""The command line starts without what only some commands need; counted in modules, not in seconds."""

from __future__ import annotations

import subprocess
import sys

import pytest

from electiongraph.cli import COMMANDS

HEAVY = (
    "ahocorasick", "feedparser", "httpcore2", "networkx", "openai", "protego", "pydantic", "pydantic_ai",
    "pyoxigraph", "pyshacl", "rdflib", "resvg_py", "rich", "selectolax",
)  # fmt: skip


def modules_after(code: str) -> set[str]:
    told = f"{code}\nimport sys; print(*sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, encoding="utf-8", check=True)
    return set(done.stderr.split())


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert modules_after("import electiongraph").isdisjoint(HEAVY)


def test_files_are_read_without_what_fetches_pages() -> None:
    code = "import electiongraph\nfrom electiongraph.resources import folder\n"
    code += "electiongraph.read(folder('examples') / 'first_cabinet.txt')"
    assert modules_after(code).isdisjoint(("feedparser", "h11", "httpcore2", "protego", "ssl"))


@pytest.mark.parametrize("words", [["--help"], *([name, "--help"] for name in COMMANDS)], ids=" ".join)
def test_help_loads_nothing_heavy(words: list[str]) -> None:
    code = f"from electiongraph.cli import commands\ncommands.main({words!r}, standalone_mode=False)"
    assert modules_after(code).isdisjoint(HEAVY)


def test_the_rules_need_no_language_model() -> None:
    code = "import electiongraph\nfrom electiongraph.sources import document_from_text\n"
    code += "electiongraph.extract(document_from_text('Labour held Poole.'))"
    assert modules_after(code).isdisjoint(("openai", "pydantic", "pydantic_ai"))
