"""The same inputs give the same bytes, whatever the hash seed, locale, folder, order and number of jobs."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from electiongraph.resources import folder

COMMAND = "from electiongraph.cli import main; main()"
OUTPUTS = [
    *(["export", "graph", "-o", name] for name in ("a.ttl", "a.trig", "a.nq", "a.jsonld", "a.csv")),
    ["draw", "contest", "Poole", "graph", "-o", "poole.svg"],
]
# Seed of hashes, locale, folder, whether the inputs come in reverse, processes.
EVERYDAY = [("0", "C.UTF-8", "one", False, 1), ("4711", "C", "another folder", True, 2)]
ALL = [
    (str(seed), locale, place, is_reversed, jobs)
    for seed in range(5)
    for locale in ("C.UTF-8", "C")
    for place in ("one", "another folder")
    for is_reversed in (False, True)
    for jobs in (1, 2)
]


def digests(base: Path, run: tuple[str, str, str, bool, int], outputs: list[list[str]]) -> dict[str, str]:
    """Build and write everything once; return the SHA-256 of each file."""
    seed, locale, name, is_reversed, jobs = run
    place = base / f"{seed}{locale}{is_reversed}{jobs}" / name
    shutil.copytree(folder("examples"), place / "in")
    inputs = sorted(
        str(path.relative_to(place)) for path in (place / "in").rglob("*") if path.suffix in (".txt", ".html")
    )
    environment = os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": locale, "SOURCE_DATE_EPOCH": "1720137600"}
    build = ["build", *(inputs[::-1] if is_reversed else inputs), "-j", str(jobs), "-q", "-o", "graph"]
    for words in [build, *outputs]:
        command = [sys.executable, "-c", COMMAND, *words]
        subprocess.run(command, cwd=place, env=environment, check=True, capture_output=True)
    return {
        path.relative_to(place).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(place.rglob("*"))
        if path.is_file()
    }


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (digests(tmp_path, run, OUTPUTS) for run in EVERYDAY)
    assert first == second
    assert {"a.ttl", "a.trig", "a.nq", "a.jsonld", "a.csv", "poole.svg", "graph/graph.nq"} <= first.keys()


@pytest.mark.slow
def test_all_runs_give_the_same_bytes(tmp_path: Path) -> None:
    outputs = [*OUTPUTS, ["publish", "public", "graph"]]
    first = digests(tmp_path, ALL[0], outputs)
    assert any(name.startswith("public/tables/") for name in first)
    for run in ALL[1:]:
        assert digests(tmp_path, run, outputs) == first, run
