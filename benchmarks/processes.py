"""What the benchmarks share: one run in a process of its own, several in turns, and the largest memory."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys


def peak() -> float:
    """Return the largest memory that this process has had, in MB."""
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes / 1024 if sys.platform != "darwin" else kilobytes / 1024 / 1024


def installed_environment() -> dict[str, str]:
    """Return the environment in which modules are compiled once, as in an installed program."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def in_child(script: str, *words: str) -> dict[str, float | str]:
    """Run a script with some words and return the JSON that it prints."""
    command = [sys.executable, script, *words]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=installed_environment())
    told: dict[str, float | str] = json.loads(done.stdout)
    return told


def in_turns(script: str, rivals: list[list[str]], runs: int) -> list[list[dict[str, float | str]]]:
    """Return the runs of each rival, which take turns so that a busy machine is busy for all."""
    rounds = [[in_child(script, *words) for words in rivals] for _ in range(runs)]
    return [list(of_rival) for of_rival in zip(*rounds, strict=True)]


def middle(runs: list[dict[str, float | str]], name: str) -> float:
    """Return the median of one figure."""
    return statistics.median(float(run[name]) for run in runs)
