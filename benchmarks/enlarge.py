"""Repeat a graph under new elections, for measuring what grows with it; run by hand.

Usage: python benchmarks/enlarge.py GRAPH COPIES TARGET   (folders as `electiongraph build` writes them)

Every copy is a hundred years later than the one before: days in IRIs and values are, and so are elections,
contests, candidacies and all that hangs on them. People are others, sources and their claims too; seats,
parties, roles and boundaries stay the same things. So each copy validates as the first does.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from electiongraph.store import write_lines

# These are the same things in all copies.
SHARED = rb"boundary-set|graph|party|role|seat|succession"
OWN = re.compile(rb"<(https://w3id\.org/electiongraph/id/(?!(?:" + SHARED + rb")/)[^>#]+)")
# The century in days and labels: "2024-07-04", "2024 general election", "Poole 2024".
CENTURY = re.compile(rb'(?<![\w.])(?:1[89]|20)(?=\d\d(?:-\d\d-\d\d\b| general| notional))|(?<= )20(?=\d\d")')


def later(lines: bytes, copy: int) -> bytes:
    """Return the lines of a copy."""
    own = OWN.sub(rb"<\1--%d" % copy, lines)
    return CENTURY.sub(lambda found: b"%d" % (int(found[0]) + copy), own)


def main(graph: Path, copies: int, target: Path) -> None:
    """Write the graph with its copies, and say how large it is."""
    body = (graph / "graph.nq").read_bytes().partition(b"\n")[2]
    pieces = [body, *(later(body, copy) for copy in range(1, copies))]
    lines = sorted({line for piece in pieces for line in piece.splitlines(keepends=True)})
    write_lines(lines, target, {}, force=True)
    print(f"{len(lines):,} quads")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
