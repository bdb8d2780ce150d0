"""Cards: candidates of several lines each, and names below the names of their parties.

Extraction stage, below `layout`. In come lines that stand together, out go `Run`s of rows, one for each card.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from electiongraph.extraction.layout_cells import Cell
from electiongraph.extraction.layout_lexicon import Lexicon
from electiongraph.extraction.layout_lines import Line
from electiongraph.extraction.layout_rows import Row, read_row
from electiongraph.extraction.layout_run_on import Run, may_be_name

__all__ = [
    "are_headed_by_parties",
    "card_row",
    "has_nameless_figures",
    "is_complete",
    "is_party_alone",
    "read_cards",
    "rows_under_parties",
]


def are_headed_by_parties(lines: Sequence[Line], stretch: Sequence[int]) -> bool:
    """Tell whether each name with votes stands under a party's name and no party under the last one."""
    told = [lines[number].row for number in stretch if lines[number].row is not None]
    return (
        bool(told)
        and _is_bare_party(told[0])
        and not is_party_alone(told[-1])
        and all(_is_bare_party(row) or is_complete(row) for row in told)
    )


def _is_bare_party(row: Row | None) -> bool:
    return is_party_alone(row) and row is not None and not row.has_figure


def rows_under_parties(lines: Sequence[Line], stretch: Sequence[int], lexicon: Lexicon) -> Iterator[Run]:
    """Read names with votes below the names of their parties: each party's holds until the next one's."""
    rows: list[Row] = []
    heading = stretch[0]
    for number in stretch:
        if _is_bare_party(lines[number].row):
            heading = number
        elif lines[number].row is not None:
            flags = [n for n in (number - 1, number + 1) if n in stretch and lines[n].is_flag]
            row = card_row(lines, sorted([heading, number, *flags]), lexicon)
            rows.extend([row] if row is not None else [])
    if len(rows) > 1:
        yield Run(stretch[0], stretch[-1], rows, form="cards")


def is_complete(row: Row | None) -> bool:
    """Tell whether a row has a name and a figure."""
    return row is not None and row.has_figure and any(may_be_name(cell) for cell in row.others)


def is_party_alone(row: Row | None) -> bool:
    """Tell whether a row names a party and no person."""
    return row is not None and bool(row.parties) and not row.others


def has_nameless_figures(row: Row | None) -> bool:
    """Tell whether a row gives a party figures and names no person."""
    return row is not None and is_party_alone(row) and row.has_figure


def read_cards(
    lines: Sequence[Line], stretch: Sequence[int], lexicon: Lexicon, *, persons_first: bool
) -> Iterator[Run]:
    """Join the lines of each candidate: a card ends with its figures, or before the next name."""
    told = [n for n in stretch if not (lines[n].is_label or lines[n].statement or lines[n].header)]
    size = _size_of_cards(lines, told)
    if size:
        spans = [told[at : at + size] for at in range(0, len(told), size)]
        rows = [row for row in (card_row(lines, span, lexicon) for span in spans) if row is not None]
        if len(rows) == len(spans) and all(row.parties and is_complete(row) for row in rows):
            yield Run(stretch[0], stretch[-1], rows, form="cards")
            return
    persons_first = persons_first or _has_figures_inside(lines, stretch)
    flags_lead = lines[stretch[0]].is_flag
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
        if line.is_flag and current and flags_lead:
            cards.append(current)
            current, in_figures = [], False
        has_text = line.row is not None
        starts = persons_first and line.row is not None and not is_party_alone(line.row)
        if current and ((not persons_first and in_figures and has_text) or starts):
            cards.append(current)
            current = []
        current.append(number)
        if not line.is_flag:
            in_figures = line.has_only_figures or (line.row is not None and line.row.has_figure)
    if current:
        cards.append(current)
    rows = [row for row in (card_row(lines, card, lexicon) for card in cards) if row is not None]
    while len(rows) > 2 and not rows[0].parties and all(row.parties for row in rows[1:]):
        rows = rows[1:]
    if sum(bool(row.parties) and is_complete(row) for row in rows) > 1:
        first = next((n for n in stretch if lines[n].start <= rows[0].start < lines[n].end), stretch[0])
        yield Run(first, stretch[-1], rows, form="cards")


def _size_of_cards(lines: Sequence[Line], stretch: Sequence[int]) -> int:
    """Return the lines of each card where figures stand in the same place of all but not last, else 0."""
    held = "".join(
        "v" if lines[n].has_only_figures else "t" if lines[n].row is not None and _is_bare(lines[n]) else "x"
        for n in stretch
    )
    for size in range(3, 6):
        card, rest = held[:size], len(held) % size
        if not rest and len(held) > size and card * (len(held) // size) == held:
            return size if card.count("t") == len("np") and "v" in card and card[-1] == "t" else 0
    return 0


def _is_bare(line: Line) -> bool:
    """Tell whether a line is a name or a party alone, the name perhaps in two parts."""
    row = line.row
    if row is None or row.has_figure:
        return False
    told = [cell for cell in line.cells or () if cell.kind in ("text", "party", "seat")]
    return len(told) == 1 or told[1].opener == "," or not (row.parties and row.others)


def _has_figures_inside(lines: Sequence[Line], stretch: Sequence[int]) -> bool:
    """Tell whether cards go name, figures, party: figures then parties, and the last line a party."""
    kinds = ""
    for number in stretch:
        line = lines[number]
        if line.is_label or line.statement is not None:
            continue
        kinds += "v" if line.has_only_figures else "p" if is_party_alone(line.row) else "t"
    inside = len(re.findall("tv+p(?=t|$)", kinds))
    return inside > 1 and kinds.endswith("p") and kinds.startswith("t")


def _is_unfilled(line: Line) -> bool:
    """Tell whether a line names a figure of the seat that stands in the next line."""
    return line.statement is not None and not any(character.isdigit() for character in line.text)


def card_row(lines: Sequence[Line], card: Sequence[int], lexicon: Lexicon) -> Row | None:
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
    row = read_row(cells, (cells[0].start, cells[-1].end), lexicon)
    marks = "".join(lines[number].marks for number in card)
    return replace(row, marks=row.marks + marks) if row is not None and marks else row


def _with_opener(cell: Cell, at: int, number: int) -> Cell:
    opener = "|" if at == 0 else cell.opener
    return Cell(cell.kind, cell.text, cell.start, cell.end, cell.value, opener, number, cell.marks)
