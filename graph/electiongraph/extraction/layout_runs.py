"""Runs of candidates: neighbouring lines, cards of several lines, and lists run on in one paragraph.

Extraction stage, below `layout`. In come the `Line`s of a document, out go `Run`s of rows that stand
together. A run is what makes a line of a name, a party and a number a result and not a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from electiongraph.extraction.layout_cells import Cell, read_cells
from electiongraph.extraction.layout_lexicon import Lexicon
from electiongraph.extraction.layout_lines import Line
from electiongraph.extraction.layout_names import is_name_like, strip_titles
from electiongraph.extraction.layout_rows import Row, read_row

__all__ = ["Run", "find_runs"]

_VOTES = re.compile(
    r"(?<![\w.,£$€/])(?:\d{1,3}(?:[,.\u00a0\u202f\u2009 ]\d{3})+|\d{1,6})"
    r"(?![\w%]|[.,/]\d|\s?%|\s(?:per cent|percent)\b)"
)
_AFTER_VOTES = re.compile(
    r"\s*(?:votes?\b)?\s*(?:[(\[][^()\[\]]{0,40}[)\]]|,?\s*[+\-–−]?\d{1,3}(?:\.\d+)?\s?(?:%|per cent))*"
    r"(?:\s*[-–(]?\s*(?:ELECTED|elected)\)?)?"
)
_BETWEEN = re.compile(r"[\s,;.•·|/]*(?:\band\b\s+(?=[A-Z]))?[\s•·|]*")
_LARGE = re.compile(r"\d[\d,.]*\d")
_BRACKETED = re.compile(r":[^()]{4,60}\([^()]+\)(?:[^()]{2,60}\([^()]+\)){2}")
_NEW_LIST = re.compile(r"\b(?:(?:19|20)\d\d|results?|elections?|previous|notional)\b", re.IGNORECASE)
_SMALL_WORDS_TEXT = """
    of the and for & de van von der den del di da du la le ap ab bin al y
"""
_SMALL_WORDS = frozenset(_SMALL_WORDS_TEXT.split())
_PIECE_END = re.compile(r";|\s/\s|\s•\s|\s·\s")


@dataclass(slots=True)
class Run:
    """Rows that stand together.

    Attributes:
        first: Number of its first line.
        last: Number of its last line.
        rows: The rows, in text order.
        form: "lines", "cards" or "run-on".
        columns: What the header row says of the columns.
        lead: Text before a run-on list, in the same line.
        tail: Text after it.
        winners: True when a header says that the persons are the elected.
    """

    first: int
    last: int
    rows: list[Row]
    form: str = "lines"
    columns: dict[int, str] = field(default_factory=dict)
    lead: str = ""
    tail: str = ""
    winners: bool = False


def find_runs(text: str, lines: Sequence[Line], lexicon: Lexicon) -> list[Run]:
    """Find the runs of candidate rows.

    Args:
        text: The document's text.
        lines: Its lines with their readings.
        lexicon: The gazetteers.

    Returns:
        Runs in text order, not overlapping; whether each is to be believed is for the caller to judge.
    """
    runs: list[Run] = []
    stretch: list[int] = []
    header: dict[int, str] = {}
    for number, line in enumerate(lines):
        run_on = _run_on(text, number, line, lexicon)
        if run_on is None and _is_material(line):
            stretch.append(number)
            continue
        if run_on is None and (line.header or _is_aside(line) or _is_inner_label(line)) and stretch:
            stretch.append(number)
            continue
        runs.extend(_runs_of(lines, stretch, lexicon, header))
        header = line.header or ({} if line.is_prose else header)
        stretch = []
        if run_on is not None:
            runs.append(run_on)
    runs.extend(_runs_of(lines, stretch, lexicon, header))
    return runs


def _is_material(line: Line) -> bool:
    return (
        line.heading is None
        and not line.is_label
        and (line.row is not None or line.has_only_figures)
        and line.kind != "time"
    )


def _is_aside(line: Line) -> bool:
    return line.statement is not None and line.heading is None


def _is_inner_label(line: Line) -> bool:
    """Tell whether a label may stand within a list; "2019 result" begins another one."""
    return line.is_label and line.heading is None and not _NEW_LIST.search(line.text)


def _runs_of(
    lines: Sequence[Line], stretch: Sequence[int], lexicon: Lexicon, header: dict[int, str]
) -> Iterator[Run]:
    """Split a stretch of possible rows into runs, by lines or by cards."""
    if not stretch:
        return
    complete = [number for number in stretch if _is_complete(lines[number].row)]
    parties_apart = [n for n in stretch if _is_party_alone(lines[n].row)]
    nameless = [n for n in complete if not (lines[n].row or Row(0, 0, ())).parties]
    figures_apart = [n for n in stretch if lines[n].has_only_figures or _has_nameless_figures(lines[n].row)]
    by_cards = (len(complete) < 2 and len(figures_apart) > 1) or (
        len(nameless) == len(complete) > 1 and len(parties_apart) > 1
    )
    if by_cards:
        yield from _cards(lines, stretch, lexicon, persons_first=len(complete) > 1)
        return
    numbers: list[int] = []
    for number in stretch:
        line = lines[number]
        if line.header:
            yield from _line_run(lines, numbers, header)
            numbers, header = [], line.header
        elif line.row is not None and (
            _is_complete(line.row)
            or _is_standing(line.row)
            or (numbers and _is_like(line.row, lines[numbers[-1]].row))
        ):
            numbers.append(number)
        elif line.row is not None and not _is_party_alone(line.row):
            yield from _line_run(lines, numbers, header)
            numbers = []
    yield from _line_run(lines, numbers, header)


def _line_run(lines: Sequence[Line], numbers: Sequence[int], header: dict[int, str]) -> Iterator[Run]:
    if not numbers:
        return
    rows = [row for row in (lines[number].row for number in numbers) if row is not None]
    kept = {number: kind.partition("@")[0] for number, kind in header.items()}
    widest = max(row.columns for row in rows)
    columns = kept if kept and widest <= max(kept) + 1 else {}
    winners = "winner" in columns.values()
    columns = {number: "person" if kind == "winner" else kind for number, kind in columns.items()}
    yield Run(numbers[0], numbers[-1], rows, columns=columns, winners=winners)


def _is_complete(row: Row | None) -> bool:
    return row is not None and row.has_figure and any(_may_be_name(cell) for cell in row.others)


def _is_standing(row: Row) -> bool:
    return bool(row.parties or row.elected) and any(_may_be_name(cell) for cell in row.others)


def _is_like(row: Row, above: Row | None) -> bool:
    """Tell whether a row has two texts set as name and party are in the row above."""
    if above is None or len(row.others) != 2 or len(above.texts) != 2 or row.parties:
        return False
    openers = [cell.opener for cell in row.texts]
    return (
        openers == [cell.opener for cell in above.texts] and openers[1] != "" and _may_be_name(row.texts[0])
    )


def _is_party_alone(row: Row | None) -> bool:
    return row is not None and bool(row.parties) and not row.others


def _has_nameless_figures(row: Row | None) -> bool:
    return row is not None and _is_party_alone(row) and row.has_figure


def _may_be_name(cell: Cell) -> bool:
    return is_name_like(strip_titles(cell.text) or "0")


def _cards(
    lines: Sequence[Line], stretch: Sequence[int], lexicon: Lexicon, *, persons_first: bool
) -> Iterator[Run]:
    """Join the lines of each candidate: a card ends with its figures, or before the next name."""
    persons_first = persons_first or _has_figures_inside(lines, stretch)
    cards: list[list[int]] = []
    current: list[int] = []
    in_figures = after_figure_label = False
    for number in stretch:
        line = lines[number]
        if line.is_label or line.statement is not None or line.header:
            after_figure_label = _is_unfilled(line)
            continue
        if after_figure_label and line.has_only_figures:
            continue
        after_figure_label = False
        has_text = line.row is not None
        starts = persons_first and line.row is not None and not _is_party_alone(line.row)
        if current and ((not persons_first and in_figures and has_text) or starts):
            cards.append(current)
            current = []
        current.append(number)
        in_figures = line.has_only_figures or (line.row is not None and line.row.has_figure)
    if current:
        cards.append(current)
    rows = [row for row in (_card_row(lines, card, lexicon) for card in cards) if row is not None]
    if sum(bool(row.parties) and _is_complete(row) for row in rows) > 1:
        yield Run(stretch[0], stretch[-1], rows, form="cards")


def _has_figures_inside(lines: Sequence[Line], stretch: Sequence[int]) -> bool:
    """Tell whether cards go name, figures, party: figures then parties, and the last line a party."""
    kinds = ""
    for number in stretch:
        line = lines[number]
        if line.is_label or line.statement is not None:
            continue
        kinds += "v" if line.has_only_figures else "p" if _is_party_alone(line.row) else "t"
    inside = len(re.findall("tv+p(?=t|$)", kinds))
    return inside > 1 and kinds.endswith("p") and kinds.startswith("t")


def _is_unfilled(line: Line) -> bool:
    """Tell whether a line names a figure of the seat that stands in the next line."""
    return line.statement is not None and not any(character.isdigit() for character in line.text)


def _card_row(lines: Sequence[Line], card: Sequence[int], lexicon: Lexicon) -> Row | None:
    """Read the last two texts of a card with all its figures as one row."""
    cells: list[Cell] = []
    texts = 0
    for number in reversed(card):
        found = lines[number].cells or ()
        has_text = any(cell.kind in ("text", "party", "seat") for cell in found)
        if has_text and texts == 2:
            break
        texts += has_text
        opened = [_with_opener(cell, at, number) for at, cell in enumerate(found)]
        cells[:0] = opened
    if not cells or texts == 0:
        return None
    return read_row(cells, (cells[0].start, cells[-1].end), lexicon)


def _with_opener(cell: Cell, at: int, number: int) -> Cell:
    opener = "|" if at == 0 else cell.opener
    return Cell(cell.kind, cell.text, cell.start, cell.end, cell.value, opener, number, cell.starred)


def _run_on(text: str, number: int, line: Line, lexicon: Lexicon) -> Run | None:
    """Read a list that runs on in one line: "Jane Smith (Lab) 12,345; John Brown (C) 11,222"."""
    if line.kind == "time" or len(line.columns) > 3 or len(line.text) > 4000:
        return None
    if len(_LARGE.findall(line.text)) < 2 and not _BRACKETED.search(line.text):
        return None
    if line.row is not None and len(line.row.parties) < 2 and ";" not in line.text:
        return None
    best: Run | None = None
    for cut in (_pieces_by_mark, _pieces_by_votes):
        later = cut(line.text, 0)[1:]
        if not any(_piece_row(text, line.start + left, line.start + right, lexicon) for left, right in later):
            continue
        for body in _bodies(line.text):
            run = _run_of_pieces(text, number, line, cut(line.text, body), lexicon)
            if run is not None and (best is None or _worth(run) > _worth(best)):
                best = run
    return best


def _worth(run: Run) -> tuple[int, int]:
    """Rank readings of one list: more candidates first, then fewer texts left over."""
    return len(run.rows), -sum(len(row.others) for row in run.rows)


def _bodies(shown: str) -> list[int]:
    """Return where the list may begin: at the line's start and after each early label's end."""
    starts = [0]
    for match in re.finditer(r"[:.–—-]\s+", shown[:400]):
        if len(starts) < 6:
            starts.append(match.end())
    return starts


def _big_numbers(shown: str) -> Iterator[re.Match[str]]:
    return _VOTES.finditer(shown)


def _pieces_by_mark(shown: str, start: int) -> list[tuple[int, int]]:
    if not _PIECE_END.search(shown, start):
        return []
    pieces = []
    left = start
    for mark in _PIECE_END.finditer(shown, start):
        pieces.append((left, mark.start()))
        left = mark.end()
    pieces.append((left, len(shown)))
    return pieces


def _pieces_by_votes(shown: str, start: int) -> list[tuple[int, int]]:
    """Cut after each vote figure and the share that follows it; without figures, after each bracket."""
    pieces = []
    left = start
    for match in _big_numbers(shown):
        if match.start() < left:
            continue
        after = _AFTER_VOTES.match(shown, match.end())
        end = after.end() if after else match.end()
        pieces.append((left, end))
        between = _BETWEEN.match(shown, end)
        left = between.end() if between else end
    if not pieces:
        for match in re.finditer(r"\([^()]+\)", shown):
            if match.start() < left:
                continue
            pieces.append((left, match.end()))
            between = _BETWEEN.match(shown, match.end())
            left = between.end() if between else match.end()
    if left < len(shown):
        pieces.append((left, len(shown)))
    return pieces


def _run_of_pieces(
    text: str, number: int, line: Line, pieces: Sequence[tuple[int, int]], lexicon: Lexicon
) -> Run | None:
    rows: list[Row] = []
    lead = tail = missed = 0
    for left, right in pieces:
        row = _piece_row(text, line.start + left, line.start + right, lexicon)
        if row is None:
            missed += bool(rows)
            if missed > 2:
                break
            continue
        missed = 0
        if not rows:
            lead = row.start - line.start
        rows.append(row)
        tail = right
    if len(rows) < 2 or sum(bool(row.parties) for row in rows) < 2:
        return None
    figured = sum(row.has_figure for row in rows)
    rest = line.text[tail:].strip(" .;,")
    if figured < 2 and (figured or rest or not line.text[:lead].rstrip().endswith(":")):
        return None
    if line.is_prose and line.text[:lead] and line.text[:lead].rstrip()[-1:] not in ":.–—-":
        return None
    return Run(number, number, rows, form="run-on", lead=line.text[:lead], tail=line.text[tail:])


def _piece_row(text: str, start: int, end: int, lexicon: Lexicon) -> Row | None:
    while start < end and text[start] in " \t\n\u00a0,;.•·|":
        start += 1
    if text.startswith("and ", start, end):
        start += len("and ")
    while end > start and text[end - 1] in " \t\n\u00a0,;.|":
        end -= 1
    if end - start > 120 or start == end:
        return None
    cells = read_cells(text, start, ((start, end),), lexicon)
    row = read_row(cells, (start, end), lexicon) if cells else None
    if row is None or len(row.parties) > 1 or len(row.texts) > 3:
        return None
    if not row.parties and not (row.has_figure and len(row.others) < 3):
        return None
    if not any(_may_be_name(cell) for cell in row.others) or len(row.others) > 2:
        return None
    return row if all(_has_capitals(cell) for cell in row.others) else None


def _has_capitals(cell: Cell) -> bool:
    return all(
        word[0].isupper() or word in _SMALL_WORDS or not word[0].isalpha() for word in cell.text.split()
    )
