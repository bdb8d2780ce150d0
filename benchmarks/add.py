"""Measure what it takes to add an article to graphs of several sizes, against building them; run by hand.

Usage: python benchmarks/add.py ARTICLE SOURCE... [-- SOURCE...]...

Of the sources of each group, parted by "--", a graph is built, and the article is added to copies of it,
three times, each in a process of its own; then the graph is built with the article, and both must have the
same bytes. Seconds are of the clock, medians of the three; those in parentheses are of the processor.
"""

from __future__ import annotations

import filecmp
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

RUNS = 3
# What is timed on the way: where it is called from, its name, and what to call it.
STAGES = (
    ("electiongraph.adding", "read_texts", "reading the article"),
    ("electiongraph.adding", "map_texts", "linking and mapping"),
    ("electiongraph.changed_graphs", "write_hashed", "copying and hashing the data"),
    ("electiongraph.changed_graphs", "write_memory", "memory"),
    ("electiongraph.changed_graphs", "change_index", "index"),
)


def main() -> None:
    """Print a row of the table for each group of sources."""
    article, *rest = sys.argv[1:]
    groups: list[list[str]] = [[]]
    for word in rest:
        if word == "--":
            groups.append([])
        else:
            groups[-1].append(word)
    print("| quads | build s | MB | add s | MB |", *(f"{name} |" for *_, name in STAGES))
    print("| --: " * (5 + len(STAGES)) + "|", flush=True)
    for group in groups:
        print(measure(article, group), flush=True)


def measure(article: str, sources: list[str]) -> str:
    """Return what adding an article to the graph of some sources takes, as a row of the table."""
    with tempfile.TemporaryDirectory() as place:
        graph, scratch, copy = (Path(place) / name for name in ("graph", "scratch", "copy"))
        in_child("build", str(graph), *sources)
        quads = json.loads((graph / "manifest.json").read_bytes())["quads"]
        build = in_child("build", str(scratch), article, *sources)
        adds = []
        for _ in range(RUNS):
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(graph, copy)
            adds.append(in_child("add", str(copy), article))
        for name in ("graph.nq", "manifest.json"):
            assert filecmp.cmp(scratch / name, copy / name, shallow=False), name

    def of(name: str) -> float:
        return statistics.median(one.get(name, 0.0) for one in adds)

    cells = [
        f"{quads:,}",
        f"{build['s']:.1f} ({build['of processor']:.1f})",
        f"{build['MB']:.0f}",
        f"{of('s'):.2f} ({of('of processor'):.2f})",
        f"{of('MB'):.0f}",
        *(f"{of(name):.2f}" for *_, name in STAGES),
    ]
    return f"| {' | '.join(cells)} |"


def in_child(*words: str) -> dict[str, float]:
    """Return what a command takes in a process of its own, from its start to its end."""
    begun = time.perf_counter()
    child = subprocess.run(
        [sys.executable, __file__, "--child", *words], check=True, capture_output=True, encoding="utf-8"
    )
    told: dict[str, float] = json.loads(child.stdout)
    return told | {"s": time.perf_counter() - begun}


def run_child(command: str, graph: str, *sources: str) -> None:
    """Run a command and print what its stages took."""
    import importlib

    from electiongraph.cli import commands

    seconds: dict[str, float] = {}
    if command == "add":
        for module, name, label in STAGES:
            owner = importlib.import_module(module)
            setattr(owner, name, timed(getattr(owner, name), label, seconds))
        words = ["add", graph, *sources, "-q", "-j1"]
    else:
        words = ["build", *sources, "-o", graph, "-q", "-j1"]
    commands.main(words, standalone_mode=False)
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds |= {"of processor": used.ru_utime + used.ru_stime, "MB": used.ru_maxrss / 1024}
    print(json.dumps(seconds))


def timed(call: Callable[..., object], label: str, seconds: dict[str, float]) -> Callable[..., object]:
    """Return a function that notes what its calls take."""

    def noting(*args: object, **named: object) -> object:
        begun = time.perf_counter()
        try:
            return call(*args, **named)
        finally:
            seconds[label] = seconds.get(label, 0.0) + time.perf_counter() - begun

    return noting


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        run_child(*sys.argv[2:])
    else:
        main()
