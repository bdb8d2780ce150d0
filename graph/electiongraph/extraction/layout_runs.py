"""Runs of candidates: neighbouring lines, cards of several lines, and lists run on in one paragraph.

Extraction stage, below `layout`. In come the `Line`s of a document, out go `Run`s of rows that stand
together. A run is what makes a line of a name, a party and a number a result and not a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from electiongraph.extraction.layout_cells import Cell
from electiongraph.extraction.layout_lexicon import Lexicon
from electiongraph.extraction.layout_lines import Line
from electiongraph.extraction.layout_rows import Row, read_row
from electiongraph.extraction.layout_run_on import Run, find_run_ons, may_be_name

__all__ = ["Run", "find_runs"]

_NEW_LIST = re.compile(r"\b(?:(?:19|20)\d\d|results?|elections?|previous|notional)\b", re.IGNORECASE)


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
        run_ons = find_run_ons(text, number, line, lexicon)
        if not run_ons and _is_material(line):
            stretch.append(number)
            continue
        if not run_ons and (line.header or _is_aside(line) or _is_inner_label(line)) and stretch:
            stretch.append(number)
            continue
        runs.extend(_runs_of(lines, stretch, lexicon, header))
        header = line.header or ({} if line.is_prose else header)
        stretch = []
        runs.extend(run_ons)
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
    return row is not None and row.has_figure and any(may_be_name(cell) for cell in row.others)


def _is_standing(row: Row) -> bool:
    return bool(row.parties or row.elected) and any(may_be_name(cell) for cell in row.others)


def _is_like(row: Row, above: Row | None) -> bool:
    """Tell whether a row has two texts set as name and party are in the row above."""
    if above is None or len(row.others) != 2 or len(above.texts) != 2 or row.parties:
        return False
    openers = [cell.opener for cell in row.texts]
    return openers == [cell.opener for cell in above.texts] and openers[1] != "" and may_be_name(row.texts[0])


def _is_party_alone(row: Row | None) -> bool:
    return row is not None and bool(row.parties) and not row.others


def _has_nameless_figures(row: Row | None) -> bool:
    return row is not None and _is_party_alone(row) and row.has_figure


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
