"""The wheel works where there is no checkout: built, put into a fresh environment, run from elsewhere."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = [
    pytest.mark.packaging,
    pytest.mark.skipif(not (ROOT / "pyproject.toml").exists(), reason="there is no checkout to build from"),
    pytest.mark.skipif(importlib.util.find_spec("hatchling") is None, reason="hatchling is not installed"),
]


def run(words: Sequence[str | Path], folder: Path) -> str:
    """Run a program in a folder, with nothing of this environment on its path."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        words, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    build = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    name = run([sys.executable, "-c", build, folder], ROOT).split()[-1]
    return folder / name


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of programs of an environment that has the wheel.

    Its dependencies are those of this environment, by path: a folder named in a .pth file is searched, but
    the .pth files in it are not read, so the checkout that is installed here stays out of reach.
    """
    place = tmp_path_factory.mktemp("environment")
    venv.create(place, with_pip=False, symlinks=True)
    programs = place / "bin"
    site = run(
        [programs / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], place
    ).strip()
    (Path(site) / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    return programs


def test_the_wheel_holds_everything_that_lies_beside_the_code(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("ontology", "shapes", "queries", "examples"):
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file() and path.name != ".gitkeep"]
        assert files
        assert [p for p in files if f"electiongraph/{p.relative_to(ROOT).as_posix()}" not in names] == []
    rules = list((ROOT / "graph/electiongraph/extraction/rules").iterdir())
    assert [p for p in rules if f"electiongraph/extraction/rules/{p.name}" not in names] == []
    assert not [name for name in names if name.startswith("tests/") or "/tests/" in name]


def test_the_code_runs_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    place = run([installed / "python", "-c", "import electiongraph; print(electiongraph.__file__)"], tmp_path)
    assert Path(place.strip()).is_relative_to(installed.parent)
    assert "typed" not in place


def test_the_demo_runs_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    program = [installed / "python", "-c", "from electiongraph.cli import main; main()"]
    told = run([*program, "demo"], tmp_path)
    assert "Robert Syms (Conservative), Poole: stated" in told
    written = {path.name for path in (tmp_path / "electiongraph-demo").iterdir()}
    assert {"articles", "graph", "results.ttl", "seats.csv", "poole.svg", "poole.png"} <= written
    asked = run([*program, "ask", "incumbents-lost", "electiongraph-demo/graph", "--format", "csv"], tmp_path)
    assert "Penny Mordaunt" in asked


def test_the_version_is_that_of_the_wheel(installed: Path, wheel: Path, tmp_path: Path) -> None:
    told = run(
        [installed / "python", "-c", "from electiongraph.cli import main; main()", "--version"], tmp_path
    )
    assert wheel.name.split("-")[1] in told
