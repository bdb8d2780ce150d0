"""Measure the validation of a change against that of the whole graph; run by hand.

Usage: python benchmarks/validate_change.py BEFORE AFTER [RUNS]   (folders that `electiongraph build` wrote)

The change is what the second graph states and the first does not, and the other way round: build the one
without an article and the other with it. Compared is what `validate` finds in the two graphs.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from electiongraph.store import open_graph
from electiongraph.validation import Finding, validate, validate_change

Told = set[tuple[str, ...]]


def told(findings: tuple[Finding, ...]) -> Told:
    """Return what findings say, whatever source is named as the first that says so."""
    return {(one.severity, one.shape, one.component, one.focus, one.path, one.message) for one in findings}


def main(before: Path, after: Path, runs: int) -> None:
    """Print the medians and whether the change was judged as the whole is."""
    old, store = open_graph(before), open_graph(after)
    changed = [*(quad for quad in store if quad not in old), *(quad for quad in old if quad not in store)]
    begun = time.perf_counter()
    found_before = told(validate(old))
    middle = time.perf_counter()
    found_after = told(validate(store))
    whole = time.perf_counter() - middle
    print(f"{len(store)} quads, {len(changed)} changed; the whole: {middle - begun:.2f} and {whole:.2f} s")
    seconds, work = [], []
    for _ in range(runs):
        begun, worked = time.perf_counter(), time.process_time()
        findings = validate_change(store, changed)
        seconds.append(time.perf_counter() - begun)
        work.append(time.process_time() - worked)
    found = told(findings)
    print(f"the change: {statistics.median(seconds) * 1000:.0f} ms, {statistics.median(work) * 1000:.0f} ms "
          f"of the processor, at best {min(seconds) * 1000:.0f}; median of {runs}")  # fmt: skip
    print(f"findings {len(found)}, new ones {len(found_after - found_before)}")
    print(f"all new ones found: {found_after - found_before <= found}; no others than of the whole: "
          f"{found <= found_after}")  # fmt: skip
    for one in sorted(found - found_after):
        print("  only in the change:", one)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 21)
