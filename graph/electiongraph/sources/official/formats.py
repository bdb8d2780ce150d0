"""The formats of official files: which columns make one, and how a row of it becomes a record.

First stage. A format is known by its headings, in any case and order; a file without headings by what
stands in its columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from electiongraph.sources.official.cells import Cells
from electiongraph.sources.official.records import Record

__all__ = ["GENERAL_ELECTIONS", "GSS_CODE", "UNITED_KINGDOM", "Format", "Occasion", "heading_key"]

# The number of a Parliament with the day on which it was elected.
GENERAL_ELECTIONS = {
    "55": "2010-05-06",
    "56": "2015-05-07",
    "57": "2017-06-08",
    "58": "2019-12-12",
    "59": "2024-07-04",
}
# What a table may call the country of a seat of the United Kingdom.
UNITED_KINGDOM = frozenset(
    ("", "england", "northern ireland", "scotland", "wales", "united kingdom", "uk", "great britain")
)
GSS_CODE = re.compile(r"[ENSW]\d{8}")


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a file's name tells of its rows: polling date, "" when it tells none, and kind of election."""

    election: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        name: What its rows are: "candidates' results".
        read: Makes a record of a row; raises `CellError` for a row that cannot be used.
        columns: Column: the headings it has, in lower case.
        known_by: The columns that make a table of this format.
        expected: Columns whose lack is told, though the rest loads.
        welcome: Columns whose lack is a notice, with what is then not known.
        headless: Column: where it stands in a file without headings; empty when there is none such.
        signs: What a cell must look like in a file without headings, by its place.
        key: The columns that no two rows share.
        places: Sets of columns by any of which a row's contest is known: election and code, or election and
            name of the seat.
        is_own: True for the project's own form, in which a heading that is no column is a mistake.
    """

    name: str
    read: Callable[[Cells, Occasion], Record]
    columns: Mapping[str, Sequence[str]]
    known_by: frozenset[str]
    expected: frozenset[str] = frozenset()
    headless: Mapping[str, int] = field(default_factory=dict)
    signs: Mapping[int, re.Pattern[str]] = field(default_factory=dict)
    key: Sequence[str] = ()
    is_own: bool = False
    places: Sequence[Sequence[str]] = ()
    welcome: Mapping[str, str] = field(default_factory=dict)

    def find_columns(self, heading: Sequence[str]) -> dict[str, int]:
        """Return where each column of the format stands under these headings."""
        keys = [heading_key(cell) for cell in heading]
        return {
            column: keys.index(known)
            for column, headings in self.columns.items()
            for known in reversed(headings)
            if known in keys
        }

    def fits(self, cells: Sequence[str]) -> bool:
        """Tell whether a row of a file without headings is of this format."""
        return bool(self.signs) and all(
            at < len(cells) and sign.fullmatch(cells[at]) for at, sign in self.signs.items()
        )


def heading_key(cell: str) -> str:
    """Return a heading as it is compared.

    Examples:
        >>> heading_key("Electoral Commission party ID"), heading_key("constituency_name ")
        ('electoral commission party id', 'constituency name')
    """
    return " ".join(re.sub(r"[^a-z0-9]+", " ", cell.lower()).split())
