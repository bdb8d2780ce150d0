"""Measure the command line's answers to named questions from a cold start; run by hand.

Usage: python benchmarks/cold.py GRAPH [RUNS [QUESTION...]]   (a folder that `build` wrote; 5 runs)

Each run is `electiongraph ask` as a whole process, before which the system is told to drop the graph's
files from its memory. Told are medians by the clock and of the processor; rows go nowhere.
"""

from __future__ import annotations

import os
import resource
import shlex
import statistics
import subprocess
import sys
import time
from pathlib import Path

from processes import installed_environment

QUESTIONS = (
    "smallest-majorities",
    "incumbents-lost",
    "results --seat Hitchin",
    'career --person "Rachel Reeves"',
    "winners",
    "turnout",
    "seats",
)


def drop(graph: Path) -> None:
    """Have the system forget the contents of a graph's files."""
    for path in graph.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def used() -> float:
    """Return the processor's seconds of all children that ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def main(graph: Path, runs: int, questions: tuple[str, ...]) -> None:
    """Print a Markdown table."""
    environment = installed_environment()
    print("| question | s | at best | s of processor |\n| --- | --: | --: | --: |")
    for question in questions:
        name, *options = shlex.split(question)
        command = [str(Path(sys.executable).with_name("electiongraph")), "ask", name, str(graph), *options]
        told = []
        for _ in range(runs + 1):
            drop(graph)
            begun, worked = time.perf_counter(), used()
            subprocess.run(command, check=True, capture_output=True, env=environment)
            told.append((time.perf_counter() - begun, used() - worked))
        # Before the first run modules may not have been compiled.
        seconds, work = zip(*told[1:], strict=True)
        cells = statistics.median(seconds), min(seconds), statistics.median(work)
        print(f"| {question} | {' | '.join(f'{cell:.2f}' for cell in cells)} |", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5, tuple(sys.argv[3:]) or QUESTIONS)
