"""One row of a table, read cell by cell.

First stage. A cell is known by the name of its column; what cannot be read raises `CellError`, which
names it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from electiongraph.sources.official.faults import CellError

__all__ = ["GENDERS", "Cells", "clean", "plain"]

# The letters that stand for genders.
GENDERS = {"f": "female", "m": "male"}
# How files write that something is not known.
UNKNOWN = frozenset(("[x]", "[z]", "n/a", "-", "?"))
_COUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.0+)?")
_DAY = re.compile(r"(?:parl\.|[a-z.-]+\.)?(\d{4})-(\d\d)-(\d\d)|(\d{1,2})/(\d{1,2})/(\d{4})")
_TIME = re.compile(r"(\d{1,2}:\d\d)(?::\d\d)?$")
_YES = frozenset(("yes", "true", "t", "y", "1"))
_NO = frozenset(("no", "false", "f", "n", "0"))


@lru_cache(maxsize=65536)
def clean(cell: str) -> str:
    r"""Return a cell with its spaces mended, "" for what stands for unknown.

    Examples:
        >>> clean(" Ann\u00a0 Smith "), clean("[x]")
        ('Ann Smith', '')
    """
    text = " ".join(cell.split())
    return "" if text.lower() in UNKNOWN else text


@dataclass(frozen=True, slots=True)
class Cells:
    """A row's cells by the names of their columns; a column that the table lacks reads as empty."""

    row: int
    cells: Sequence[str]
    columns: Mapping[str, int]

    def text(self, column: str) -> str:
        """Return a cell's text, "" when it is empty."""
        at = self.columns.get(column, -1)
        return self.cells[at] if 0 <= at < len(self.cells) else ""

    def needed(self, column: str) -> str:
        """Return a cell's text.

        Raises:
            CellError: It is empty.
        """
        text = self.text(column)
        if not text:
            raise CellError(column, "is empty")
        return text

    def count(self, column: str) -> int | None:
        """Return a whole number, None when the cell is empty.

        Raises:
            CellError: It is no count.
        """
        text = self.text(column)
        if not text:
            return None
        if not _COUNT.fullmatch(text) or len(text) > 15:
            raise CellError(column, f"{text[:40]!r} is no count")
        return int(text.replace(",", "").partition(".")[0])

    def number(self, column: str) -> Decimal | None:
        """Return a number, None when the cell is empty.

        Raises:
            CellError: It is no number.
        """
        text = self.text(column).removesuffix("%")
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("nan")
        if not number.is_finite():
            raise CellError(column, f"{text[:40]!r} is no number")
        return number

    def percent_of_fraction(self, column: str) -> Decimal | None:
        """Return a fraction from -1 to 1 as a percentage, None when the cell is empty.

        Raises:
            CellError: It is no such fraction.
        """
        number = self.number(column)
        if number is not None and abs(number) > 1:
            raise CellError(column, f"{self.text(column)!r} is no fraction of 1")
        return None if number is None else plain(number * 100)

    def percent(self, column: str) -> Decimal | None:
        """Return a percentage, None when the cell is empty.

        Raises:
            CellError: It is none from 0 to 100.
        """
        number = self.number(column)
        if number is not None and not 0 <= number <= 100:
            raise CellError(column, f"{self.text(column)!r} is no percentage")
        return number

    def day(self, column: str) -> str:
        """Return a day in ISO 8601, "" when the cell is empty.

        Raises:
            CellError: It is no day.
        """
        text = self.text(column)
        if not text:
            return ""
        found = _DAY.match(text)
        if found is None:
            raise CellError(column, f"{text[:40]!r} is no day")
        year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
        try:
            return datetime.date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            raise CellError(column, f"{text[:40]!r} is no day") from None

    def moment(self, column: str) -> str:
        """Return a day and a time to the minute in ISO 8601, "" when the cell has no time.

        Raises:
            CellError: It has no day.
        """
        text = self.text(column)
        time = _TIME.search(text)
        return f"{self.day(column)}T{time[1]:0>5}" if time else ""

    def flag(self, column: str) -> bool | None:
        """Return whether a cell says yes; None when it is empty.

        Raises:
            CellError: It says neither yes nor no.
        """
        text = self.text(column).lower()
        if not text:
            return None
        if text not in _YES | _NO:
            raise CellError(column, f"{text[:40]!r} is neither yes nor no")
        return text in _YES


def plain(number: Decimal) -> Decimal:
    """Return a number without trailing zeros and without an exponent.

    Examples:
        >>> plain(Decimal("11.870700")), plain(Decimal("1E+2"))
        (Decimal('11.8707'), Decimal('100'))
    """
    least = number.normalize()
    return least.quantize(Decimal(1)) if least == least.to_integral_value() else least
