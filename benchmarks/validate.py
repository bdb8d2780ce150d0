"""Measure the validation by compiled shapes against pySHACL, on one graph; run by hand.

Usage: python benchmarks/validate.py GRAPH [RUNS]   (a folder that `electiongraph build` wrote; 3 runs)

Each run is a process of its own: it opens the graph, then validates it, and tells how long the validation
took, the largest memory that the process ever had, and a digest of the findings. The engines take turns, so
that the ratio means something on a busy machine too. An engine runs once where it takes more than five
minutes.
"""

from __future__ import annotations

import hashlib
import json
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

LONG = 300


def measure(graph: Path, engine: str) -> dict[str, object]:
    """Validate a graph once in this process."""
    from electiongraph.store import open_graph
    from electiongraph.validation import validate
    from electiongraph.validation.findings import finding_record

    store = open_graph(graph)
    opened = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun, worked = time.perf_counter(), time.process_time()
    findings = validate(store, engine=engine)
    seconds, work = time.perf_counter() - begun, time.process_time() - worked
    told = json.dumps([finding_record(finding) for finding in findings], sort_keys=True).encode()
    return {
        "quads": len(store),
        "findings": len(findings),
        "digest": hashlib.sha256(told).hexdigest()[:12],
        "seconds": seconds,
        "work": work,
        "opened": opened // 1024,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def in_process(graph: Path, engine: str) -> dict[str, float | str]:
    """Validate a graph in a process of its own."""
    command = [sys.executable, __file__, str(graph), "--engine", engine]
    result: dict[str, float | str] = json.loads(
        subprocess.run(command, check=True, capture_output=True).stdout
    )
    return result


def main(graph: Path, runs: int) -> None:
    """Print a row a engine, and the ratio."""
    told: dict[str, list[dict[str, float | str]]] = {"compiled": [], "pyshacl": []}
    for _ in range(runs):
        for engine, results in told.items():
            if not results or float(results[0]["seconds"]) < LONG:
                results.append(in_process(graph, engine))
    digests = {str(result["digest"]) for results in told.values() for result in results}
    print(f"{told['compiled'][0]['quads']} quads, same findings: {len(digests) == 1}")
    print("| engine | runs | findings | s | s of processor | memory MB | of which the graph |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    middle = {}
    for engine, results in told.items():
        names = ("seconds", "work", "peak", "opened")
        values = [statistics.median(float(result[name]) for result in results) for name in names]
        middle[engine] = values
        print(f"| {engine} | {len(results)} | {results[0]['findings']} | {values[0]:.2f} | {values[1]:.2f} "
              f"| {values[2]:.0f} | {values[3]:.0f} |")  # fmt: skip
    ratios = [middle["pyshacl"][place] / middle["compiled"][place] for place in (0, 1)]
    print(f"compiled is {ratios[0]:.0f} times as fast by the clock, {ratios[1]:.0f} times by the processor")


if __name__ == "__main__":
    if "--engine" in sys.argv:
        print(json.dumps(measure(Path(sys.argv[1]), sys.argv[3])))
    else:
        main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3)
