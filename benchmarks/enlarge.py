"""Make a larger graph of a built one: the same elections again, each time a century earlier; run by hand.

Usage: python benchmarks/enlarge.py GRAPH TIMES NEW       (folders; 2 times give nearly twice the quads)

Each repetition has elections, contests, candidacies, people, claims and sources of its own; seats,
parties, roles and houses are the same ones, of which nothing is said again but by the sources. Figures and
quoted texts stay as they are, so that each repetition is found wanting for the same reasons.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from electiongraph.store import DATA_NAME, write_lines

ENDURING = frozenset(
    b"boundary-set graph organisation organisation-change party role seat succession".split()
)
TERM = re.compile(
    rb"<https://w3id\.org/electiongraph/id/([a-z-]+)/([^>]*)>"
    rb'|"(?:[^"\\]|\\.)*"(?:\^\^<http://www\.w3\.org/2001/XMLSchema#(?:date|dateTime|gYear)>)?'
)
DAY = re.compile(rb"(?<![0-9A-Za-z])[0-9]{4}(?=-[0-9]{2}-[0-9]{2})")
YEAR = re.compile(rb"\b(?:1[89]|20)[0-9]{2}\b")
LABEL = b"<http://www.w3.org/2000/01/rdf-schema#label> "


class Repetition:
    """The terms of one repetition by those of the graph."""

    def __init__(self, centuries: int) -> None:
        self._centuries = centuries
        self._terms: dict[bytes, bytes] = {}

    def line(self, line: bytes) -> bytes:
        """Return a line of N-Quads with the terms of this repetition."""
        subject = TERM.match(line)
        is_enduring = subject is None or subject[1] in ENDURING
        is_label = line.startswith(LABEL, line.index(b"> ") + 2)

        def changed(match: re.Match[bytes]) -> bytes:
            if is_enduring and match[1] != b"source":
                return match[0]
            if match[1] is None:
                if not (is_label or match[0].endswith(b">")):
                    return match[0]
                return YEAR.sub(self._earlier, match[0]) if is_label else DAY.sub(self._earlier, match[0])
            if match[1] in ENDURING:
                return match[0]
            known = self._terms.get(match[0])
            if known is None:
                known = self._terms[match[0]] = self._renewed(match)
            return known

        return TERM.sub(changed, line)

    def _renewed(self, match: re.Match[bytes]) -> bytes:
        dated = DAY.sub(self._earlier, match[0])
        return (
            dated
            if dated != match[0]
            else match[0].replace(match[2], b"c%d-%s" % (self._centuries, match[2]))
        )

    def _earlier(self, match: re.Match[bytes]) -> bytes:
        return b"%04d" % (int(match[0]) - 100 * self._centuries)


def main(graph: Path, times: int, new: Path) -> None:
    """Write the graph so many times as one."""
    lines = [line for line in (graph / DATA_NAME).read_bytes().splitlines(keepends=True) if line[:1] != b"#"]
    repeated = set(lines)
    for centuries in range(1, times):
        repeated.update(map(Repetition(centuries).line, lines))
    write_lines(sorted(repeated), new, force=True)
    print(f"{len(lines):,} quads became {len(repeated):,}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
