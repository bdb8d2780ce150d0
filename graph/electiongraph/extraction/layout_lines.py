"""Lines of a document as the layout grammar sees them: bullets off, columns found, each reading tried once.

Extraction stage, below `layout`. In comes a `Document`, out go `Line`s with their cells, candidate row, seat
statement or seat heading. Prose is told apart first and cheaply, since most lines are prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from electiongraph.extraction.layout_cells import NUMERIC_KINDS, PICTOGRAPHS, Cell, read_cells
from electiongraph.extraction.layout_earlier import EarlierWinner, PastMajority, read_earlier_winner
from electiongraph.extraction.layout_headers import (
    comma_columns,
    fitting_columns,
    header_kinds,
    is_comma_header,
    is_head,
    joined_heads,
)
from electiongraph.extraction.layout_labels import is_election_label
from electiongraph.extraction.layout_legends import MARKS
from electiongraph.extraction.layout_lexicon import Lexicon
from electiongraph.extraction.layout_members import members_columns, read_member
from electiongraph.extraction.layout_rows import Row, read_row
from electiongraph.extraction.layout_sections import Heading, is_label_only, read_heading, says_seats_to_fill
from electiongraph.extraction.layout_statements import Statement, may_state, read_statement
from electiongraph.extraction.layout_wrapped import joined_blocks
from electiongraph.sources.dates import find_date
from electiongraph.sources.document import Block, Document

__all__ = ["Line", "read_lines", "reads_as_prose"]

_MARKS = re.compile(
    rf"(?:[•●▪◦‣·{PICTOGRAPHS}]\s*|\d{{1,3}}/\d{{0,3}}\s+|"
    rf"(?:(?:0\d|1[0-8]|2[1-3])[0-5]\d|\d\d[.:][0-5]\d)[ ](?=[A-Z]{{3}}|[A-Z]{{2}} [A-Z])|[*+-]\s+|[–—]\s+|"
    rf"\(?\d{{1,2}}[.)]\s+(?=\D)|#{{1,6}} (?!\s*[|\t])|\|\s*|[*_]{{2}}(?=\w))+"
)
_LONGEST_DATE = len("Thursday 12 September 2019")
_LOWER_WORD = re.compile(r"(?<![\w'’])[a-z][a-z]+")
_ANY_WORD = re.compile(r"[^\W\d_]{2,}")
# A sentence full of names is one all the same: "Jo White, for Labour, took 8,476, with Al Grey on 2,708."
_TELLS = re.compile(
    r"\b(?:was|were|had|has|came|beat|won|took|taking|finished|polled|got|secured|received|notched"
    r"|picked up|attracted|managed|followed|trailed)\b"
)
_GAPS = re.compile(r"\s*\|\s*|\t| {2,}|\u00a0{2,}")
_LONGEST_LABEL = 220
_LONGEST_HEADER = 200
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_LEAST_PARTY_HEADS = 3
_LEAST_OF_SENTENCE = 9
_LEAST_AFTER_CAPITAL = 6
_NAMELESS = "electorate"

_FURNITURE = re.compile(r"\W*(?:ADVERT(?:ISEMENT|ORIAL)?|Advertisement|Sponsored|Promoted)\b")
_SEAT_COUNT = re.compile(
    r"(?:(?:total )?(?:number|no\.?) of )?(?:seats|vacancies|councillors|members)"
    r"(?: (?:to (?:be )?(?:fill|elect)(?:ed)?|available|elected))?\s*[:\t–-]\s*\d{1,2}",
    re.IGNORECASE,
)
_FLAG = re.compile(r"\W*(?:(?:duly )?elected|winner|sitting MP|incumbent)\W*(?<!:)", re.IGNORECASE)
# "Held by: Labour" says who had the seat, not how the election went.
_HELD_BY = re.compile(r"\W*(?:currently |previously |last |now )?(?:held|defended) by\s*[:\t]", re.IGNORECASE)


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
        marks: Asterisks and the like that stood before or after its text and may mean something.
        is_prose: True when it reads as sentences; then no reading was tried.
        is_label: True when it is made of label words alone ("Full result:").
        header: What its cells say of the columns below, by number, when it is a header row.
        cells: Its cells, None when not tried or impossible.
        row: Its reading as a candidate's row.
        runner_up: Who came second, where the row's table has a column for them.
        statement: Its reading as a statement about the seat.
        heading: Its reading as a seat's heading; also set where a run of candidates shows the seat.
        earlier: Its reading as a line about who held the seat before.
        past_majority: The majority of an earlier election in a row of a table such as "Seat | 2019 majority".
        is_table_head: True when the page says that it heads the columns.
        is_winner: True when the page marks it as the winner's in other ways than words.
        is_bold: True when words of it are in bold.
    """

    start: int
    end: int
    text: str
    kind: str
    level: int
    columns: tuple[tuple[int, int], ...]
    marks: str = ""
    is_prose: bool = False
    is_label: bool = False
    header: dict[int, str] = field(default_factory=dict)
    cells: tuple[Cell, ...] | None = None
    row: Row | None = None
    runner_up: Row | None = None
    statement: Statement | None = None
    heading: Heading | None = None
    earlier: EarlierWinner | None = None
    past_majority: PastMajority | None = None
    is_table_head: bool = False
    is_winner: bool = False
    is_bold: bool = False

    @property
    def column_texts(self) -> list[str]:
        """Return the text of each column."""
        return [self.text[max(0, start - self.start) : end - self.start] for start, end in self.columns]

    def heads_apart(self, text: str, above: Line) -> bool:
        """Tell whether it is a seat's heading of one column, a blank line below what stands above it."""
        return self.heading is not None and len(self.columns) == 1 and "\n\n" in text[above.end : self.start]

    @property
    def is_beside_list(self) -> bool:
        """Tell whether it may stand beside a list as a figure of its seat or a label."""
        return self.heading is None and (self.statement is not None or self.is_label)

    @property
    def is_sentence(self) -> bool:
        """Tell whether it is prose, or a sentence that is too short to be told from a label by its words."""
        if self.is_prose or (self.row is not None and (self.row.has_figure or self.row.parties)):
            return self.is_prose
        ends = (".", "!", ":") if len(_LOWER_WORD.findall(self.text)) > 2 else (".", "!")
        return self.text.endswith(ends) and " " in self.text

    @property
    def is_flag(self) -> bool:
        """Tell whether it says nothing but that a candidate was elected, or was the sitting member."""
        return bool(self.cells) and all(cell.kind in ("elected", "incumbent") for cell in self.cells or ())

    @property
    def has_only_figures(self) -> bool:
        """Tell whether numbers are all that counts in it: "14,677 votes (37.9%)"."""
        if not self.cells or self.row is not None or not any(c.kind in NUMERIC_KINDS for c in self.cells):
            return False
        least = _LEAST_OF_SENTENCE if self.text[0].isdigit() else _LEAST_AFTER_CAPITAL
        return len(_LOWER_WORD.findall(self.text)) < least


def read_lines(document: Document, lexicon: Lexicon, election: str) -> list[Line]:
    """Return the lines of a document, in text order, each with its readings."""
    lines: list[Line] = []
    columns: dict[int, str] = {}
    heads: list[str] = []
    between_commas = 0
    members: tuple[str, ...] = ()
    for block in joined_blocks(document.text, list(_single_lines(document))):
        line = _line(document.text, block.start, block.end, block)
        if line.kind == "time":
            line.is_label = _dates_earlier_poll(line, election)
        elif not line.is_prose:
            _cut_at_commas(line, between_commas)
            heads = joined_heads(line.column_texts, heads) if line.is_table_head else []
            line.header = _header(line, heads, lexicon)
            is_member_row = bool(members) and len(line.columns) > 2
            members = members if is_member_row else _members_columns(line)
            line.earlier = read_member(line.column_texts, members, lexicon) if is_member_row else None
            if line.earlier is not None:
                columns = {}
            elif line.header:
                columns = line.header
                between_commas = len(columns) and len(line.columns) if "," in line.text else 0
            else:
                _read(line, document.text, lexicon, election, columns)
        is_in_table = (
            bool(lines) and lines[-1].kind == "row" and not line.heads_apart(document.text, lines[-1])
        )
        if line.heading and len(line.columns) == 1 and not is_in_table:
            columns = {}
        lines.append(line)
    return lines


def _single_lines(document: Document) -> Iterator[Block]:
    """Give the blocks, those of several lines that are no prose line by line."""
    for block in document.blocks:
        shown = document.text_of(block)
        if "\n" not in shown or reads_as_prose(shown):
            yield block
            continue
        at = block.start
        for piece in shown.split("\n"):
            yield replace(block, start=at, end=at + len(piece))
            at += len(piece) + 1


def _line(text: str, start: int, end: int, block: Block) -> Line:
    left, right = start, end
    marks = _MARKS.match(text, start, end)
    if marks and marks.end() < end:
        start = marks.end()
    else:
        while start < end and text[start].isspace():
            start += 1
    shown = text[start:end].rstrip(" \t\r\n\u00a0|*_") or text[start:end]
    end = start + len(shown)
    around = text[left:start] + text[end:right]
    legend_marks = ""
    if around and "**" not in around:
        legend_marks = "".join(mark for mark in MARKS if mark in around)
    columns = block.cells if block.cells and block.start <= start else _columns(shown, start)
    if block.cells:
        columns = tuple((max(left, start), max(right, start)) for left, right in block.cells)
    is_prose = reads_as_prose(shown) and not block.is_header
    line = Line(start, end, shown, block.kind, block.level, tuple(columns), legend_marks, is_prose=is_prose)
    line.is_table_head, line.is_winner, line.is_bold = block.is_header, block.is_winner, block.is_bold
    return line


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


# "... got 20,030 votes, finishing 9,173 ahead of Reform UK."
_RANKS = re.compile(r"\b(?:finish(?:ing|ed)|came|coming|was|were) [^.;]{0,20}\b(?:ahead|clear) of\b")


def reads_as_prose(shown: str) -> bool:
    """Tell sentences from labels by their length and their words without a capital."""
    if len(shown) > _LONGEST_LABEL:
        return True
    if len(shown) < 30:
        return False
    units = 2 * shown.count(" per cent")
    lower = len(_LOWER_WORD.findall(shown)) - units
    if lower < 5:
        return False
    words = len(_ANY_WORD.findall(shown)) - units
    if shown[-1] in ".!?" and (_RANKS.search(shown) or (lower > 6 and _TELLS.search(shown))):
        return True
    return (lower > 9 and 2 * lower > words) or (shown[-1] in '.!?”"' and 2 * lower > words)


def _cut_at_commas(line: Line, width: int) -> None:
    """Cut a line into columns at its commas, where as many heads stand between those of a line above."""
    if width and len(line.columns) == 1 and line.text.count(",") >= width - 1:
        spans = comma_columns(line.text)
        if len(spans) == width:
            line.columns = tuple((line.start + left, line.start + right) for left, right in spans)


def _members_columns(line: Line) -> tuple[str, ...]:
    is_short = len(line.columns) > 2 and len(line.text) <= _LONGEST_HEADER
    return members_columns(line.column_texts) if is_short else ()


def _header(line: Line, heads: Sequence[str], lexicon: Lexicon) -> dict[int, str]:
    """Return what a header row says of the columns; `heads` are those of a row that the page marks as one."""
    if len(line.columns) < 2 and line.text.count(",") > 1 and len(line.text) <= _LONGEST_HEADER:
        spans = comma_columns(line.text)
        kinds = header_kinds([line.text[left:right].strip() for left, right in spans])
        if kinds:
            line.columns = tuple((line.start + left, line.start + right) for left, right in spans)
            return kinds
    if len(line.columns) < 2 or (len(line.text) > _LONGEST_HEADER and not heads):
        line.is_label = line.is_label or is_comma_header(line.text)
        return {}
    shown = heads or line.column_texts
    parties = [number for number, text in enumerate(shown) if text and lexicon.party_of(text)]
    if len(parties) >= _LEAST_PARTY_HEADS:
        # A column for each party holds figures without names.
        shown = [_NAMELESS if number in parties else text for number, text in enumerate(shown)]
    return header_kinds(shown, is_marked=bool(heads))


def _dates_earlier_poll(line: Line, election: str) -> bool:
    """Tell whether a line is nothing but the day of an earlier election, as above its result."""
    date = find_date(line.text) if len(line.text) <= _LONGEST_DATE else ""
    return bool(date) and date[:4] < election[:4]


def _read(line: Line, text: str, lexicon: Lexicon, election: str, columns: dict[int, str]) -> None:
    shown = line.text
    if not shown:
        return
    if _FURNITURE.match(shown):
        return
    line.earlier = read_earlier_winner(shown, lexicon)
    if line.earlier is not None or _HELD_BY.match(shown):
        return
    if len(line.columns) == 1 and _FLAG.fullmatch(shown):
        line.cells = read_cells(text, line.start, line.columns, lexicon)
        return
    # A copied table leaves the heads of its columns on lines of their own.
    is_lone_head = len(line.columns) == 1 and is_head(shown)
    line.is_label = (
        line.is_label
        or is_lone_head
        or is_label_only(shown)
        or bool(_SEAT_COUNT.fullmatch(shown))
        or (len(line.columns) == 1 and is_election_label(shown))
    )
    line.heading = None if is_lone_head else read_heading(shown, lexicon, election)
    line.past_majority = _past_majority(line, columns, lexicon, election)
    if line.heading is None:
        statement = read_statement(shown, lexicon) if may_state(shown) else None
        if statement is not None and (statement.says_anything or (statement.year and not line.is_label)):
            line.statement = statement
            return
    elif len(line.columns) == 1 or line.heading.statement.says_anything:
        _take_figures(line, columns, election)
        return
    if line.is_label or (len(line.columns) == 1 and says_seats_to_fill(shown)):
        return
    line.cells = read_cells(text, line.start, line.columns, lexicon)
    if line.cells is None:
        return
    fitting = fitting_columns(columns, len(line.columns), election, line.column_texts)
    line.row = read_row(line.cells, (line.start, line.end), lexicon, fitting)
    if line.row is not None and (
        (not line.row.parties and _is_sentence(shown))
        or _TELLS_OF_TWO.search(shown)
        or _TELLS_OF_SEAT.search(shown)
        or _TELLS_OF_FATE.search(shown)
        or _SPEAKS.search(shown)
    ):
        line.row = None
    if line.row is not None and "second" in fitting.values():
        line.runner_up = _runner_up(line, fitting, lexicon)
    if line.row is not None and line.marks:
        line.row = replace(line.row, marks=line.row.marks + line.marks)


def _runner_up(line: Line, columns: dict[int, str], lexicon: Lexicon) -> Row | None:
    """Read who came second from the columns that a table has for them."""
    cells = [cell for cell in line.cells or () if columns.get(cell.column) == "second"]
    row = read_row(cells, (line.start, line.end), lexicon) if cells else None
    return replace(row, is_runner_up=True) if row is not None and row.parties and row.others else None


# "Ann Smith polled 1,870 for Labour and Bob Jones 917 for the Greens.": two candidates in a sentence.
_TELLS_OF_TWO = re.compile(
    r"[a-z).] (?:polled|received|took|got|secured|had|won|managed|finished|came|attracted|picked up|ended) "
    r"[^;|\t]{0,60}?\d[^;|\t]{0,60}(?:,| and| while| with) [^;|\t\d]{4,60}\d[\d,]*[^|\t]{0,60}\.[”\"']?$"
)


# "Ann Smith, Labour: "I have been here since 2015.""
_SPEAKS = re.compile(r":\s+[\"“‘'](?:I|We|My|Our|It|The|This|These|There|People)(?:['’]\w+)? [a-z]")
# "Ann Smith, an MP since 1992, lost Lichfield to Bob Jones (Lab)": what somebody did with a seat.
_TELLS_OF_SEAT = re.compile(
    r"[a-z),] (?:has |have |had |also )?"
    r"(?:lost|held|kept|retained|regained|won|beat|ousted|unseated|defeated|took)"
    r" (?:the |back )?[A-Z][a-z]+(?:,? [A-Za-z]+){0,6} (?:by|to|from|for|with|at|in|after|when|on)\b"
)


# "LAB GAIN: Paul Williams beats James Wharton, C, by 888", "Ben Howlett (C, sitting) polled 17,742"
_TELLS_OF_FATE = re.compile(
    r"[a-z)] (?:beats|ousts|unseats|defeats|topples|loses to|survives|clings on|scrapes home|sees off"
    r"|edges out|pips)"
    r" [A-Za-z]|[a-z]\. [^|\t]*[a-z)] polled \d"
)


def _is_sentence(shown: str) -> bool:
    return shown[-1] in '.!?”"' and len(_LOWER_WORD.findall(shown)) > 3


def _take_figures(line: Line, columns: dict[int, str], election: str) -> None:
    """Fill in the figures of a row such as "Bedford | Lab hold | 9,430" from the header above."""
    if line.heading is None or not columns or len(line.columns) > max(columns) + 2:
        return
    for number, shown in enumerate(line.column_texts):
        kind, is_past, when = columns.get(number, "").partition("@")
        digits = shown.strip(" %").replace(",", "")
        if kind not in ("majority", "turnout") or not _FIGURE.fullmatch(digits):
            continue
        statement = line.heading.statement
        if is_past and when[:4] != election[:4]:
            if line.past_majority is not None or not when:
                continue
            statement.earlier.append(Statement(year=when[:4], is_notional="notional" in when))
            statement = statement.earlier[-1]
        if kind == "majority" and digits.isdigit():
            statement.majority = int(digits)
        elif kind == "turnout" and float(digits) <= 100:
            statement.turnout = float(digits)


def _past_majority(
    line: Line, columns: dict[int, str], lexicon: Lexicon, election: str
) -> PastMajority | None:
    """Read the majority of an earlier election in a row whose table has a column for it."""
    seat_column = next((number for number, kind in columns.items() if kind == "seat"), None)
    if seat_column is None:
        return None
    texts = line.column_texts
    for number, kind in columns.items():
        is_past = kind.startswith("majority@") and kind != f"majority@{election[:4]}"
        if not is_past or len(texts) <= max(number, seat_column):
            continue
        digits = texts[number].strip().replace(",", "")
        seat = lexicon.seat_of(texts[seat_column], election)
        if seat and digits.isdigit():
            year, _, notional = kind.partition("@")[2].partition(" ")
            return PastMajority(seat, int(digits), year, is_notional=bool(notional))
    return None
