"""Break every command that writes, and print a table of what was left: see `breaking`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import breaking

LOADED = "ELECTIONGRAPH_FAULTS"


def main() -> int:
    parser = argparse.ArgumentParser(description=breaking.__doc__)
    parser.add_argument("--kills", type=int, default=200, help="how often each command is killed")
    parser.add_argument("--each", type=int, default=50, help="how often it is broken in each other way")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="only commands whose name begins with this")
    chosen = parser.parse_args()
    if LOADED not in os.environ:
        return start_with_faults()
    faults: list[str] = []
    print(
        "| command | broken by | times | old left | new left | faults |\n|---|---|--:|--:|--:|--:|",
        flush=True,
    )

    def report(command: str, kind: str, tally: breaking.Tally) -> None:
        faults.extend(tally.faults)
        counts = f"{tally.tried} | {tally.old} | {tally.new} | {len(tally.faults)}"
        print(f"| {command} | {kind} | {counts} |", flush=True)

    breaking.break_all(chosen.kills, chosen.each, report, chosen.seed, chosen.only)
    print("\n".join(faults[:40]), file=sys.stderr)
    return int(bool(faults))


def start_with_faults() -> int:
    """Start this program anew with the library that lets calls fail."""
    with tempfile.TemporaryDirectory() as folder:
        library = breaking.compiled_faults(Path(folder))
        if library is None:
            print("a C compiler on Linux is needed (gcc)", file=sys.stderr)
            return 2
        environment = os.environ | {"LD_PRELOAD": str(library), LOADED: "1"}
        words = [sys.executable, *sys.argv]
        return subprocess.run(words, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
