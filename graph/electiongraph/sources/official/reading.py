"""Read one official file: find its format, make a record of each row, tell what is wrong with the others.

First stage. Bytes come in, an `OfficialTable` goes out. No row is dropped in silence: those read are those
loaded, refused and left out on purpose.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from electiongraph.errors import SourceError, UnknownTableError
from electiongraph.sources.decoding import decode_source
from electiongraph.sources.official.candidates import CANDIDATE_FORMATS
from electiongraph.sources.official.cells import Cells
from electiongraph.sources.official.faults import CellError, Fault
from electiongraph.sources.official.formats import GENERAL_ELECTIONS, Format, Occasion, heading_key
from electiongraph.sources.official.records import Record
from electiongraph.sources.official.registers import REGISTER_FORMATS
from electiongraph.sources.official.results import RESULT_FORMATS
from electiongraph.sources.official.rows import Row, Span, broken_row, filled, split_rows, usual_width
from electiongraph.sources.urls import is_url

__all__ = [
    "GENERAL_ELECTIONS",
    "OfficialTable",
    "is_standard_input",
    "is_table",
    "looks_like_table",
    "path_of_table",
    "read_official_table",
]

FORMATS = (*RESULT_FORMATS, *CANDIDATE_FORMATS, *REGISTER_FORMATS)
# Tables that come with the others and hold nothing for the graph, by headings or by the first row.
_UNUSED_HEADINGS = (
    frozenset(("onscode", "startdate", "enddate")),
    frozenset(("id", "name", "type", "date")),
    frozenset(("post id", "group name", "group seniority")),
)
_UNUSED_ROW = re.compile(r"\d{4}-\d\d-\d\d,(?:true|false|England|Scotland|Wales|Northern Ireland)\b.*")
_PARLIAMENT = re.compile(
    r"(?:^|[/\\])(5[5-9])[/\\](general-election|by-elections|notional-general-election)[/\\]"
)
_YEAR_OF_GENERAL = re.compile(r"\b(?:GE|general[- _]election[- _]?)[- _]?(20\d\d)", re.IGNORECASE)
# Fewer cells than this make no heading.
_FEWEST_COLUMNS = 3
_DATED = re.compile(r"(\d{4}-\d\d-\d\d)=(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class OfficialTable:
    """What one official file holds.

    Attributes:
        name: The file as the user named it.
        sha256: Of its bytes.
        text: The decoded text, in which the rows stand.
        format: What its rows are; "" for a table in which nothing is for the graph.
        records: A record for each row that was loaded, in order.
        faults: What is wrong with rows, in order.
        rows_read: How many rows it has, the heading and empty ones left out.
        passed_over: How many rows were left out on purpose, as sums over other rows.
        spans: Where each row stands in the text, the first one first.
        incomplete: The loaded rows of whose contest another row was refused: their list is not whole.
        notices: What the user should know of the table as a whole, a line each.
    """

    name: str
    sha256: str
    text: str
    format: str
    records: tuple[Record, ...]
    faults: tuple[Fault, ...]
    rows_read: int
    passed_over: int = 0
    spans: tuple[Span, ...] = ()
    incomplete: frozenset[int] = frozenset()
    notices: tuple[str, ...] = ()

    @property
    def file_name(self) -> str:
        """Return the file's name without its folders."""
        return re.split(r"[/\\=]", self.name)[-1]

    @property
    def address(self) -> str:
        """Return the address that it was fetched from, "" for a file."""
        place = path_of_table(self.name)
        return place if is_url(place) else ""

    @property
    def title(self) -> str:
        """Return what the file is called for readers: its rows, and where it lies among the results."""
        folders = _PARLIAMENT.search(self.name)
        where = f"{folders[1]}/{folders[2]}/{self.file_name}" if folders else self.file_name
        return f"{self.format} ({where})" if self.format else where

    def rows_as_written(self) -> tuple[str, ...]:
        """Return the text of each row, the first one first."""
        return tuple(self.text[start:end] for start, end in self.spans)

    @property
    def refused(self) -> int:
        """Return how many rows are left out for a fault."""
        return self.rows_read - len(self.records) - self.passed_over


def is_table(name: str) -> bool:
    """Tell whether a name is that of a table: FILE.csv, or POLLING-DATE=FILE.csv."""
    return name.lower().endswith(".csv")


def is_standard_input(name: str) -> bool:
    """Tell whether a name is that of standard input: -, or POLLING-DATE=-."""
    return path_of_table(name) == "-"


def looks_like_table(data: bytes, name: str) -> bool:
    r"""Tell whether bytes without a file name are an official table, or meant to be one.

    Args:
        data: The bytes.
        name: "-", or with a polling date before it, which only a table has.

    Examples:
        >>> looks_like_table(b"election,seat,person,votes\n2024-07-04,Poole,Ann Other,12\n", "-")
        True
        >>> looks_like_table(b"Poole, Dorset: Ann Other polled 12 votes.\n", "-")
        False
    """
    if path_of_table(name) != name:
        return True
    try:
        rows, _, _ = split_rows(decode_source(data, name=name, is_html=False), name)
    except SourceError:
        return False
    if not rows or len(rows[0].cells) < _FEWEST_COLUMNS:
        return False
    if _is_unused(rows[0].cells) or any(form.fits(rows[0].cells) for form in FORMATS):
        return True
    known = [form.find_columns(rows[0].cells).keys() & form.known_by for form in FORMATS]
    return max(map(len, known)) > 1


def path_of_table(name: str) -> str:
    """Return the path of a table: what follows the polling date, if one is given.

    Examples:
        >>> path_of_table("2019-12-12=results.csv"), path_of_table("results.csv")
        ('results.csv', 'results.csv')
    """
    dated = _DATED.fullmatch(name)
    return dated[2] if dated else name


def read_official_table(data: bytes, name: str) -> OfficialTable:
    """Read an official file.

    Args:
        data: Its bytes, in UTF-8 with or without a byte-order mark, or in Windows-1252.
        name: Its path, which may tell the election: by a Parliament's number ("59/general-election/"), a year
            ("HoC-GE2019-results-by-candidate.csv") or a polling date before it ("2019-12-12=results.csv").

    Returns:
        The table.

    Raises:
        UnknownTableError: It is of no known format, or lacks a column that it cannot do without.
        SourceError: It is empty, or no text.
    """
    text = decode_source(data, name=name, is_html=False)
    rows, spans, broken = split_rows(text, name)
    sha256 = hashlib.sha256(data).hexdigest()
    if not rows:
        raise SourceError("is empty", where=name, advice="give a table with rows")
    if _is_unused(rows[0].cells):
        return OfficialTable(name, sha256, text, "", (), (), len(rows), len(rows), spans)
    form, columns, first = _recognise(rows, name)
    reader = _Reader(form, columns, occasion_of(name), name)
    reader.width = filled(rows[0].cells) if first else usual_width(rows)
    records = tuple(reader.read(rows[first:]))
    reader.lost += [(broken_row(text, one.row, spans[one.row - 1]), "") for one in broken]
    incomplete = reader.find_incomplete(rows, {record.row for record in records})
    faults = (
        *_missing(form, columns, name, first),
        *_unknown(form, rows[0].cells, name),
        *sorted((*broken, *reader.faults), key=_row_of),
    )
    read = len(rows) - first + len(broken)
    notices = tuple(_lacking(form, columns, name)) if first else ()
    return OfficialTable(
        name, sha256, text, form.name, records, faults, read, reader.passed_over, spans, incomplete, notices
    )


def _row_of(fault: Fault) -> int:
    return fault.row


def occasion_of(name: str) -> Occasion:
    """Return which election a file's name tells of.

    Examples:
        >>> occasion_of("official/59/general-election/candidacies.csv").election
        '2024-07-04'
        >>> occasion_of("2019-12-12=results.csv")
        Occasion(election='2019-12-12', kind='general')
        >>> occasion_of("HoC-GE2017-results-by-candidate.csv").election
        '2017-06-08'
    """
    dated = _DATED.fullmatch(name)
    if dated:
        is_general = dated[1] in GENERAL_ELECTIONS.values()
        return Occasion(dated[1], "general" if is_general else "by-election")
    if found := _PARLIAMENT.search(name):
        if found[2] == "by-elections":
            return Occasion("", "by-election")
        return Occasion(GENERAL_ELECTIONS[found[1]], "general")
    if found := _YEAR_OF_GENERAL.search(name):
        days = [day for day in GENERAL_ELECTIONS.values() if day.startswith(found[1])]
        return Occasion(days[0] if days else "", "general")
    return Occasion()


def _is_unused(first: Sequence[str]) -> bool:
    keys = {heading_key(cell) for cell in first}
    return any(headings <= keys for headings in _UNUSED_HEADINGS) or bool(
        _UNUSED_ROW.fullmatch(",".join(first))
    )


def _recognise(rows: Sequence[Row], name: str) -> tuple[Format, dict[str, int], int]:
    """Return a table's format, where its columns stand, and where its rows begin."""
    heading = rows[0].cells
    found = [(form, form.find_columns(heading)) for form in FORMATS]
    whole = [
        (len(form.known_by), form, columns) for form, columns in found if form.known_by <= columns.keys()
    ]
    if whole:
        _, form, columns = max(whole, key=lambda one: (one[0], len(one[2])))
        return form, columns, 1
    for form in FORMATS:
        if form.fits(heading):
            return form, dict(form.headless), 0
    raise UnknownTableError(
        _why_unknown(found), where=name, advice="see docs/official-files.md for the formats"
    )


def _why_unknown(found: Sequence[tuple[Format, dict[str, int]]]) -> str:
    """Return in words what a table lacks that is nearly of some format."""
    near = max(found, key=lambda one: len(one[0].known_by & one[1].keys()) / len(one[0].known_by))
    form, columns = near
    missing = sorted(form.known_by - columns.keys())
    if len(missing) < len(form.known_by):
        headings = ", ".join(repr(form.columns[column][0]) for column in missing)
        return f"is nearly a table of {form.name}, but has no column {headings}"
    return "is a table of no known format"


def _missing(form: Format, columns: dict[str, int], name: str, first: int) -> Iterator[Fault]:
    if first:
        for column in sorted(form.expected - columns.keys()):
            heading = form.columns[column][0]
            yield Fault(name, 1, heading, "there is no such column", is_refused=False)


def _lacking(form: Format, columns: dict[str, int], name: str) -> Iterator[str]:
    """Tell of the columns that would be welcome and are not there, and what follows from that."""
    for column, consequence in form.welcome.items():
        if column not in columns:
            heading = form.columns[column][0]
            yield f"{name}: there is no column {heading}: {consequence}"


def _unknown(form: Format, heading: Sequence[str], name: str) -> Iterator[Fault]:
    """Tell of the columns of a user's own table that have no meaning."""
    known = {one for headings in form.columns.values() for one in headings}
    for cell in heading if form.is_own else ():
        if cell.strip() and heading_key(cell) not in known:
            what = "is no column of the tidy form"
            yield Fault(name, 1, cell.strip(), what, is_refused=False)


class _Reader:
    """Reads the rows of one table."""

    def __init__(self, form: Format, columns: dict[str, int], occasion: Occasion, name: str) -> None:
        self.faults: list[Fault] = []
        # Refused rows that no other row stands for, with the column that is at fault.
        self.lost: list[tuple[Row, str]] = []
        self.passed_over = 0
        self._form, self._columns, self._occasion, self._name = form, columns, occasion, name
        self._seen: dict[tuple[str, ...], tuple[int, Sequence[str]]] = {}
        needed = form.known_by | form.expected | frozenset(form.key)
        self._least = max((columns[column] + 1 for column in needed & columns.keys()), default=1)
        self.width = 0

    def read(self, rows: Sequence[Row]) -> Iterator[Record]:
        """Yield a record for each row that can be used."""
        for row in rows:
            number, cells = row.number, Cells(row.number, row.cells, self._columns)
            if self._is_ragged(row):
                self.lost.append((row, ""))
                continue
            if self._is_repeated(cells, row.cells):
                continue
            try:
                yield self._form.read(cells, self._occasion)
            except CellError as error:
                if error.column == "label" and "sum over" in str(error):
                    self.passed_over += 1
                    continue
                self.faults.append(Fault(self._name, number, self._heading(error.column), str(error)))
                self.lost.append((row, error.column))

    def find_incomplete(self, rows: Sequence[Row], loaded: Collection[int]) -> frozenset[int]:
        """Return the loaded rows that are of one contest with a refused one."""
        lost: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        for row, fault in self.lost:
            cells = Cells(row.number, row.cells, self._columns)
            for place in self._form.places:
                columns = tuple(column for column in place if column != fault)
                # Without seat or ballot the election alone would stand for all of its contests.
                if place[-1] in columns and cells.text(place[-1]):
                    lost.setdefault(columns, set()).add(tuple(map(cells.text, columns)))
        return frozenset(
            row.number
            for row in rows
            if lost and row.number in loaded
            for cells in (Cells(row.number, row.cells, self._columns),)
            if any(tuple(map(cells.text, columns)) in places for columns, places in lost.items())
        )

    def _is_ragged(self, row: Row) -> bool:
        """Tell of a row that is cut short, or has cells beyond the last column."""
        if len(row.cells) > self.width and filled(row.cells) > self.width:
            what = f"has {filled(row.cells)} cells where there are {self.width} columns"
        elif len(row.cells) < self._least:
            what = f"ends after {len(row.cells)} cells where there are {self.width} columns"
        else:
            return False
        self.faults.append(Fault(self._name, row.number, "", what))
        return True

    def _is_repeated(self, cells: Cells, row: Sequence[str]) -> bool:
        """Tell of a row whose key has stood before; the first stays."""
        key = tuple(cells.text(column) for column in self._form.key)
        if not any(key):
            return False
        if key not in self._seen:
            self._seen[key] = (cells.row, row)
            return False
        before, known = self._seen[key]
        what = f"repeats row {before}" if known == row else f"contradicts row {before}, which stands"
        self.faults.append(Fault(self._name, cells.row, "", what))
        return True

    def _heading(self, column: str) -> str:
        return self._form.columns.get(column, (column,))[0]
