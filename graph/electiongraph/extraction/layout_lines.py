"""Lines of a document as the layout grammar sees them: bullets off, columns found, each reading tried once.

Extraction stage, below `layout`. In comes a `Document`, out go `Line`s with their cells, candidate row, seat
statement or seat heading. Prose is told apart first and cheaply, since most lines are prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from electiongraph.extraction.layout_cells import NUMERIC_KINDS, Cell, read_cells
from electiongraph.extraction.layout_lexicon import Lexicon, words_of
from electiongraph.extraction.layout_rows import Row, read_row
from electiongraph.extraction.layout_sections import Heading, is_label_only, read_heading
from electiongraph.extraction.layout_statements import Statement, may_state, read_statement
from electiongraph.sources.document import Block, Document

__all__ = ["Line", "header_columns", "read_lines", "reads_as_prose"]

_MARKS = re.compile(
    r"(?:[•●▪◦‣·]\s*|[*+-]\s+|[–—]\s+|\(?\d{1,2}[.)]\s+(?=\D)|#{1,6}\s+|\|\s*|[*_]{2}(?=\w))+"
)
_LOWER_WORD = re.compile(r"(?<![\w'’])[a-z][a-z]+")
_ANY_WORD = re.compile(r"[^\W\d_]{2,}")
_GAPS = re.compile(r"\s*\|\s*|\t| {2,}|\u00a0{2,}")
_LONGEST_LABEL = 220

_HEADERS: dict[str, tuple[str, ...]] = {
    "person": ("candidate", "candidates", "candidate name", "name", "name of candidate",
        "candidates name", "names of candidates", "full name"),
    "winner": ("winner", "winning candidate", "elected", "elected mp", "new mp", "mp elected"),
    "party": ("party", "description", "political party", "party name", "affiliation",
        "description if any", "party or description", "party affiliation", "candidates party"),
    "votes": ("votes", "vote", "number of votes", "votes received", "votes cast", "total votes",
        "votes polled", "no of votes", "poll", "total", "votes recorded", "votes won", "valid votes"),
    "share": ("share", "vote share", "share of vote", "share of votes", "of vote", "of votes",
        "percentage", "percent", "per cent", "percentage of votes", "share of the vote", "pct",
        "vote percentage", "percentage of vote", "of the vote", "votes share"),
    "change": ("change", "swing", "chg", "percentage change", "change in share", "share change",
        "change since", "vote share change", "change from", "net change", "points change",
        "change pts", "vs"),
    "flag": ("elected or not elected", "elected or not", "status", "elected y n", "outcome", "result",
        "results", "hold gain", "hold or gain"),
    "surname": ("surname", "last name", "family name", "candidate surname"),
    "forename": ("forename", "forenames", "first name", "first names", "given names", "given name",
        "other names", "other names in full", "candidate forename", "candidate first name"),
    "seat": ("constituency", "seat", "ward", "constituency name", "division"),
    "majority": ("majority", "maj"),
    "rank": ("rank", "position", "pos", "place", "no"),
    "seats": ("seats", "seats won", "mps", "total seats"),
    "ignore": ("address", "home address", "agent", "gender", "age", "sex", "turnout", "electorate",
        "sitting mp", "occupation", "proposer", "twitter", "notes", "source"),
}  # fmt: skip
_HEADER_KINDS = {name: kind for kind, names in _HEADERS.items() for name in names}
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(slots=True)
class Line:
    """One line with every reading that it allows.

    Attributes:
        start: Offset of its text, after bullet and marks.
        end: One past its last code point, before trailing marks.
        text: Its text.
        kind: The kind of its block.
        level: Heading level, 0 when unknown.
        columns: Spans of its columns.
        is_prose: True when it reads as sentences; then no reading was tried.
        is_label: True when it is made of label words alone ("Full result:").
        header: What its cells say of the columns below, by number, when it is a header row.
        cells: Its cells, None when not tried or impossible.
        row: Its reading as a candidate's row.
        statement: Its reading as a statement about the seat.
        heading: Its reading as a seat's heading; also set where a run of candidates shows the seat.
    """

    start: int
    end: int
    text: str
    kind: str
    level: int
    columns: tuple[tuple[int, int], ...]
    is_prose: bool = False
    is_label: bool = False
    header: dict[int, str] = field(default_factory=dict)
    cells: tuple[Cell, ...] | None = None
    row: Row | None = None
    statement: Statement | None = None
    heading: Heading | None = None

    @property
    def has_only_figures(self) -> bool:
        """Tell whether numbers are all that counts in it: "14,677 votes (37.9%)"."""
        return (
            bool(self.cells) and self.row is None and any(c.kind in NUMERIC_KINDS for c in self.cells or ())
        )


def read_lines(document: Document, lexicon: Lexicon, election: str) -> list[Line]:
    """Return the lines of a document, in text order, each with its readings."""
    lines = []
    columns: dict[int, str] = {}
    for block in document.blocks:
        for line in _block_lines(document.text, block):
            if not line.is_prose and line.kind != "time":
                line.header = header_columns(line)
                if line.header:
                    columns = line.header
                else:
                    _read(line, document.text, lexicon, election, columns)
            if line.heading or line.is_prose:
                columns = {} if line.heading and len(line.columns) == 1 else columns
            lines.append(line)
    return lines


def _block_lines(text: str, block: Block) -> Iterator[Line]:
    shown = text[block.start : block.end]
    if "\n" in shown and not reads_as_prose(shown):
        at = block.start
        for piece in shown.split("\n"):
            yield _line(text, at, at + len(piece), block)
            at += len(piece) + 1
        return
    yield _line(text, block.start, block.end, block)


def _line(text: str, start: int, end: int, block: Block) -> Line:
    marks = _MARKS.match(text, start, end)
    if marks and marks.end() < end:
        start = marks.end()
    else:
        while start < end and text[start].isspace():
            start += 1
    shown = text[start:end].rstrip(" \t\r\n\u00a0|*_") or text[start:end]
    end = start + len(shown)
    columns = block.cells if block.cells and block.start <= start else _columns(shown, start)
    if block.cells:
        columns = tuple((max(left, start), max(right, start)) for left, right in block.cells)
    return Line(start, end, shown, block.kind, block.level, tuple(columns), is_prose=reads_as_prose(shown))


def _columns(shown: str, start: int) -> tuple[tuple[int, int], ...]:
    if "|" not in shown and "\t" not in shown and "  " not in shown and "\u00a0\u00a0" not in shown:
        return ((start, start + len(shown)),)
    columns = []
    left = 0
    for gap in _GAPS.finditer(shown):
        columns.append((start + left, start + gap.start()))
        left = gap.end()
    columns.append((start + left, start + len(shown)))
    return tuple(columns)


def reads_as_prose(shown: str) -> bool:
    """Tell sentences from labels by their length and their words without a capital."""
    if len(shown) > _LONGEST_LABEL:
        return True
    if len(shown) < 30:
        return False
    lower = len(_LOWER_WORD.findall(shown))
    if lower < 5:
        return False
    words = len(_ANY_WORD.findall(shown))
    return (lower > 9 and 2 * lower > words) or (shown[-1] in '.!?”"' and 2 * lower > words)


def header_columns(line: Line) -> dict[int, str]:
    """Return what a header row says of the columns, by number; empty when the line is no header row.

    Columns of an earlier election ("2019 votes") are to be ignored.
    """
    if len(line.columns) < 2 or len(line.text) > 200:
        line.is_label = line.is_label or _is_comma_header(line.text)
        return {}
    kinds: dict[int, str] = {}
    for number, (start, end) in enumerate(line.columns):
        shown = line.text[start - line.start : end - line.start]
        kind = _header_kind(shown)
        if kind:
            kinds[number] = kind
        elif shown.strip():
            return {}
    if "person" in kinds.values() or "surname" in kinds.values():
        kinds = {number: "flag" if kind == "winner" else kind for number, kind in kinds.items()}
    return kinds if len(kinds) > 1 and len(set(kinds.values()) - {"ignore"}) > 1 else {}


def _is_comma_header(shown: str) -> bool:
    parts = shown.split(",")
    return len(parts) > 1 and len(shown) < 120 and all(_header_kind(part) for part in parts)


def _header_kind(shown: str) -> str:
    bare = shown.strip(" *_")
    if bare in (
        "%",
        "(%)",
        "% share",
        "Share %",
        "% vote",
        "Vote %",
        "% votes",
        "Votes %",
        "% of vote",
        "Share (%)",
    ):
        return "share"
    if bare in ("+/-", "+/–", "±", "+/−", "±%", "+/-%", "% +/-", "+-", "+ / -", "%+/-", "+/- %", "∆%", "Δ"):
        return "change"
    if bare in ("#", "No."):
        return "rank"
    words = " ".join(word for word, _, _ in words_of(_YEAR.sub("", bare)))
    kind = _HEADER_KINDS.get(words, "")
    if "change" in words or "+/-" in bare:
        kind = "change"
    if kind in ("votes", "share", "majority") and _YEAR.search(bare):
        kind = f"{kind}@{_YEAR.search(bare).group()}"  # type: ignore[union-attr]
    if kind == "votes" and "%" in bare:
        kind = "share"
    return kind


def _read(line: Line, text: str, lexicon: Lexicon, election: str, columns: dict[int, str]) -> None:
    shown = line.text
    if not shown:
        return
    line.is_label = line.is_label or is_label_only(shown)
    line.heading = read_heading(shown, lexicon, election)
    if line.heading is None:
        statement = read_statement(shown, lexicon) if may_state(shown) else None
        if statement is not None and (statement.says_anything or (statement.year and not line.is_label)):
            line.statement = statement
            return
    elif len(line.columns) == 1 or line.heading.statement.says_anything:
        _take_majority(line, columns, election)
        return
    if line.is_label:
        return
    line.cells = read_cells(text, line.start, line.columns, lexicon)
    if line.cells is None:
        return
    fitting = _fitting(columns, line.columns, election)
    line.row = read_row(line.cells, (line.start, line.end), lexicon, fitting)


def _take_majority(line: Line, columns: dict[int, str], election: str) -> None:
    """Fill in the majority of a row such as "Bedford | Lab hold | 9,430" from the header above."""
    fitting = _fitting(columns, line.columns, election)
    for number, (start, end) in enumerate(line.columns):
        digits = line.text[start - line.start : end - line.start].replace(",", "")
        if line.heading and fitting.get(number) == "majority" and digits.isdigit():
            line.heading.statement.majority = int(digits)


def _fitting(columns: dict[int, str], spans: Sequence[tuple[int, int]], election: str) -> dict[int, str]:
    """Return the header's reading when the row has its columns; figures of other years are ignored."""
    if not columns or abs(len(spans) - (max(columns) + 1)) > (1 if len(spans) <= max(columns) else 0):
        return {}
    fitting = {}
    for number, heading in columns.items():
        kind, _, year = heading.partition("@")
        fitting[number] = "ignore" if year and year != election[:4] else kind
    return {number: "person" if kind == "winner" else kind for number, kind in fitting.items()}
