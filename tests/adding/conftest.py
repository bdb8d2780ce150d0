"""Sources that bear on each other in every way, small enough to build graphs of them by the dozen.

Two results that differ, a third that settles it, and a copy that is no witness of its own; somebody of the
same name elsewhere; an office given to two people, a rumour of it, tallies, what a source claims to cover,
former names of seats; and official results of two elections.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from electiongraph.resources import folder
from electiongraph.sources import Gathered, gather

SOURCES = Path(__file__).parent / "sources"


class Pool:
    """The sources, to be gathered by name."""

    def __init__(self) -> None:
        self._paths = {path.name: path for path in (*SOURCES.iterdir(), *folder("examples").glob("*.txt"))}
        self.articles = sorted(name for name in self._paths if name.endswith(".txt"))
        self.tables = sorted(name for name in self._paths if name.endswith(".csv"))
        assert (len(self.articles), len(self.tables)) == (19, 2)

    def gathered(self, names: Iterable[str]) -> Gathered:
        """Return sources by their names."""
        return gather([self._paths[name] for name in names])


@pytest.fixture(scope="session")
def pool() -> Pool:
    return Pool()
