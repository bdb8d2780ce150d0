"""Measure extraction, the whole build and the start of the command line; run by hand.

Usage: python benchmarks/measure.py [ARTICLE...]   (default: the example articles)

Articles are repeated until they make a megabyte of text. Each figure is the median of five runs, each run in
a process of its own that is bound to one core where the system allows it.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 5
SIZE = 1_000_000
HELP = "from electiongraph.cli import main; main()"
IMPORTS = "import rdflib, pyshacl"


def repeated(articles: list[Path]) -> list[tuple[str, bytes]]:
    """Return the articles again and again, whole, until they have `SIZE` bytes.

    Each copy gets a comment line of its own, so that none is taken for a copy of another.
    """
    copies: list[tuple[str, bytes]] = []
    size = 0
    while size < SIZE:
        for path in articles:
            data = path.read_bytes() + f"\n\nCopy {len(copies)}.\n".encode()
            copies.append((f"{len(copies):04}_{path.name}", data))
            size += len(data)
    return copies


def measure_extraction(articles: list[Path], *, is_one: bool = False) -> dict[str, float]:
    """Extract the facts of a megabyte: a document after the other, or all of it as one document."""
    from electiongraph.extraction import extract_facts
    from electiongraph.gazetteers import load_gazetteers
    from electiongraph.sources import document_from_bytes

    copies = repeated([path for path in articles if path.suffix == ".txt"] if is_one else articles)
    if is_one:
        copies = [("all.txt", b"\n\n".join(data for _, data in copies))]
    documents = [document_from_bytes(data, name=name) for name, data in copies]
    words = sum(len(document.text.split()) for document in documents)
    gazetteers = load_gazetteers()
    # Time of this process alone, so that what else the machine does counts little.
    begun = time.process_time()
    facts = sum(len(extract_facts(document, gazetteers)) for document in documents)
    seconds = time.process_time() - begun
    return {"words": words, "facts": facts, "seconds": seconds, "rate": words / seconds, "memory": peak()}


def measure_one_document(articles: list[Path]) -> dict[str, float]:
    """Extract the facts of a megabyte in one document, as a check that time grows with length only."""
    return measure_extraction(articles, is_one=True)


def measure_jobs(articles: list[Path], jobs: int) -> dict[str, float]:
    """Extract the facts of two megabytes in so many processes."""
    from electiongraph.extraction import extract_documents
    from electiongraph.gazetteers import load_gazetteers
    from electiongraph.sources import document_from_bytes

    copies = repeated(articles) * 2
    documents = [document_from_bytes(data, name=name) for name, data in copies]
    gazetteers = load_gazetteers()
    begun = time.perf_counter()
    facts = sum(len(facts) for _, facts in extract_documents(documents, gazetteers, jobs=jobs))
    return {"facts": facts, "seconds": time.perf_counter() - begun}


def measure_build(articles: list[Path]) -> dict[str, float]:
    """Build and write the graph of the articles as they are, once each, as `electiongraph build` does."""
    import electiongraph

    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        graph = electiongraph.build(articles, Path(folder) / "graph")
        seconds = time.perf_counter() - begun
    return {"facts": graph.facts, "quads": len(graph.quads), "seconds": seconds, "memory": peak()}


def peak() -> float:
    """Return the largest memory that this process has had, in MB."""
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes / 1024 if sys.platform != "darwin" else kilobytes / 1024 / 1024


def one_core() -> None:
    """Bind this process to one core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def in_processes(kind: str, articles: list[Path]) -> dict[str, float]:
    """Return the medians of `RUNS` runs of a measurement."""
    runs = []
    for _ in range(RUNS):
        words = [sys.executable, __file__, f"--{kind}", *map(str, articles)]
        done = subprocess.run(words, capture_output=True, check=True, encoding="utf-8")
        runs.append(json.loads(done.stdout))
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def start_time(code: str, *words: str) -> float:
    """Return how long Python takes to run some code."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, *words], capture_output=True, check=True)
    return time.perf_counter() - begun


def job_time(jobs: int, articles: list[Path]) -> float:
    """Return how long the extraction of two megabytes takes in so many processes, in a process of its own."""
    words = [sys.executable, __file__, f"--jobs={jobs}", *map(str, articles)]
    done = subprocess.run(words, capture_output=True, check=True, encoding="utf-8")
    return float(json.loads(done.stdout)["seconds"])


def print_table(articles: list[Path]) -> None:
    """Measure everything and print it as a Markdown table."""
    extraction = in_processes("extraction", articles)
    whole = in_processes("one-document", articles)
    build = in_processes("build", articles)
    paired = [(job_time(1, articles), job_time(2, articles)) for _ in range(RUNS)]
    one, two = (statistics.median(times) for times in zip(*paired, strict=True))
    start_time(HELP, "--help"), start_time(IMPORTS)
    pairs = [(start_time(HELP, "--help"), start_time(IMPORTS)) for _ in range(RUNS)]
    helping, importing = (statistics.median(times) for times in zip(*pairs, strict=True))
    print("| what | figure |\n| --- | --- |")
    print(f"| extraction, {extraction['words']:,.0f} words in copies | {extraction['rate']:,.0f} words/s |")
    print(f"| extraction, largest memory | {extraction['memory']:.0f} MB |")
    print(f"| extraction, facts | {extraction['facts']:,.0f} |")
    print(f"| the same as one document | {whole['rate']:,.0f} words/s |")
    print(f"| the same, largest memory | {whole['memory']:.0f} MB |")
    print(f"| 2 MB in one process, in two | {one:.2f} s, {two:.2f} s: {one / two:.2f} times |")
    print(f"| whole build of the {len(articles)} articles | {build['seconds']:.2f} s |")
    print(f"| whole build, largest memory | {build['memory']:.0f} MB |")
    print(f"| whole build, facts and quads | {build['facts']:,.0f} and {build['quads']:,.0f} |")
    print(f"| `electiongraph --help` | {helping * 1000:.0f} ms |")
    print(f'| `python -c "{IMPORTS}"` | {importing * 1000:.0f} ms |')
    print(f"| ratio of the two | {helping / importing:.2f} |")
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(f"\nPython {platform.python_version()}, {machine}.")


def main(words: list[str]) -> None:
    """Measure what the words say."""
    kinds = {
        "--extraction": measure_extraction,
        "--one-document": measure_one_document,
        "--build": measure_build,
    }
    if words and words[0].startswith("--jobs="):
        jobs = int(words[0].partition("=")[2])
        print(json.dumps(measure_jobs([Path(word) for word in words[1:]], jobs)))
        return
    if words and words[0] in kinds:
        one_core()
        print(json.dumps(kinds[words[0]]([Path(word) for word in words[1:]])))
        return
    examples = Path(__file__).resolve().parents[1] / "examples"
    given = [Path(word) for word in words]
    print_table(given or sorted(path for path in examples.iterdir() if path.suffix in (".txt", ".html")))


if __name__ == "__main__":
    main(sys.argv[1:])
