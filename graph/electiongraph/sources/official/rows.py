"""From the text of a table to its rows, each with its number, its cells and where it stands in the text.

First stage. Rows count as RFC 7111 counts them: from 1, the heading and empty rows included, a row whose cell
goes over several lines counted once. What cannot be a row is a `Fault`, and reading goes on behind it.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from electiongraph.sources.official.cells import clean
from electiongraph.sources.official.faults import Fault

__all__ = ["Row", "Span", "broken_row", "split_rows", "usual_width"]

# No cell of a results file is longer; one that is has swallowed what follows it.
MOST_LETTERS = 20_000
# Over so many lines a quoted cell may go.
MOST_LINES = 40
DELIMITERS = (",", ";", "\t")
_QUOTE = '"'
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number from 1, and its cells with their spaces mended."""

    number: int
    cells: Sequence[str]


# Where a row starts and ends in the text, its line end left out.
Span = tuple[int, int]


def split_rows(text: str, name: str) -> tuple[tuple[Row, ...], tuple[Span, ...], tuple[Fault, ...]]:
    r"""Split the text of a table into rows.

    Args:
        text: Separated by commas, or, as spreadsheets of some countries write it, by semicolons or tabs.
        name: The file's name, for faults.

    Returns:
        The rows that are not empty; where every row stands, the first one first; and what is no row.

    Examples:
        >>> rows, spans, faults = split_rows('seat,person\nPoole,"Ann\nSmith"\n', "r.csv")
        >>> rows[1].cells, spans[1], faults
        (('Poole', 'Ann Smith'), (12, 29), ())
    """
    delimiter = _delimiter_of(text)
    rows: list[Row] = []
    spans: list[Span] = []
    faults: list[Fault] = []
    for number, (start, end, is_open) in enumerate(_records(text), 1):
        spans.append((start, end))
        if is_open:
            what = "a quotation mark is opened and never closed"
            faults.append(Fault(name, number, "", what))
            continue
        cells = _cells_of(text[start:end], delimiter)
        longest = max(map(len, cells), default=0)
        if longest > MOST_LETTERS:
            faults.append(Fault(name, number, "", f"a cell has {longest:,} characters"))
        elif any(cells):
            rows.append(Row(number, cells))
    return tuple(rows), tuple(spans), tuple(faults)


def broken_row(text: str, number: int, span: Span) -> Row:
    r"""Return the cells that can be made out in a row that is broken: quotation marks count for nothing.

    Examples:
        >>> broken_row('seat,person\nPoole,"Ann\n', 2, (12, 22)).cells
        ('Poole', 'Ann')
    """
    return Row(number, _cells_of(text[slice(*span)].replace(_QUOTE, ""), _delimiter_of(text)))


def usual_width(rows: Sequence[Row]) -> int:
    """Return how many cells most rows have, empty ones at the end left out.

    Examples:
        >>> usual_width([Row(1, ("a", "b", "")), Row(2, ("a", "b")), Row(3, ("a",))])
        2
    """
    widths = Counter(filled(row.cells) for row in rows)
    return max(widths, key=lambda width: (widths[width], width), default=0)


def filled(cells: Sequence[str]) -> int:
    """Return how many cells a row has up to the last that is not empty."""
    last = len(cells)
    while last and not cells[last - 1]:
        last -= 1
    return last


def _delimiter_of(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    counts = [first.count(delimiter) for delimiter in DELIMITERS]
    return DELIMITERS[counts.index(max(counts))]


def _records(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where each row starts and ends, and whether it opens a quoted cell that is never closed."""
    lines = [*_lines(text)]
    at = 0
    while at < len(lines):
        start, end = lines[at]
        last, quotes = at, text.count(_QUOTE, start, end)
        while quotes % 2 and last + 1 < len(lines) and last - at < MOST_LINES:
            last += 1
            quotes += text.count(_QUOTE, *lines[last])
        is_open = bool(quotes % 2)
        if not is_open:
            end = lines[last][1]
        yield start, end, is_open
        at = at + 1 if is_open else last + 1


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for found in _LINE_END.finditer(text):
        yield start, found.start()
        start = found.end()
    if start < len(text):
        yield start, len(text)


def _cells_of(record: str, delimiter: str) -> tuple[str, ...]:
    """Return the cells of one row; the module's own limit of a cell's length does not count here."""
    if _QUOTE not in record:
        return tuple(clean(cell) for cell in record.split(delimiter))
    if len(record) > MOST_LETTERS:
        return (record,)
    cells = next(csv.reader(io.StringIO(record, newline=""), delimiter=delimiter), [])
    return tuple(clean(cell) for cell in cells)
