"""Rows in a page: tables, definition lists, and result grids that are made of `div` and `span`.

First stage. Comes after `page_tree`; `html_pages` writes what is found here as blocks of kind "row".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from electiongraph.sources.page_tree import Element, Page, word_set

__all__ = [
    "Row",
    "cell_text",
    "definition_rows",
    "find_grid_rows",
    "is_data_table",
    "join_runs",
    "table_rows",
    "upright",
]

_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_SPACE = re.compile(r"\s+")
# "4,498" and "majority", side by side; no "4" and "th".
_LABEL = re.compile(r"[a-z]{4,}")
_PHRASE_TAGS = word_set("a abbr b bdi cite code data del em i ins mark q s small strong sub sup u var")
_RAISED_TAGS = word_set("sub sup")
_ROW_TAGS = word_set("a article dd div label li p section span")
_LABEL = re.compile(
    r"\W*(?:total |vote )?(?:votes?|share|change|party|candidate|name|seats?|swing|%|percent(?:age)?|result|"
    r"majority|turnout|electorate|net|gains?|losses)\b.{0,12}",
    re.IGNORECASE,
)
_VOTES_CELL = re.compile(r"(?:votes?\W*)?\d[\d,]*\s*votes?\b.{0,40}$|votes?\W+\d[\d,]*$", re.IGNORECASE)
_SENTENCE = re.compile(r"[a-z][.!?][\"'”’]?$")
_CANDIDATE_HEAD = re.compile(r"\b(?:party|candidate|name|description)", re.IGNORECASE)
_SIDE_HEAD = re.compile(
    r"(?:candidates?|name|candidate name|party|description|(?:total |number of )?votes?|"
    r"votes (?:cast|received)|(?:vote )?share|% ?(?:share|of vote)?|share of (?:the )?vote|"
    r"(?:percent(?:age)?|change)(?: \(.{1,6}\))?|\+/[-–]|elected)?\W*",
    re.IGNORECASE,
)
_SIDE_NAME = re.compile(r"(?:candidates?|name|candidate name)?\W*", re.IGNORECASE)
_LEAST_GROUP = 2
_LEAST_SIDE_HEADS = 3
_LONGEST_CELL = 90
_MOST_CELLS = 12
_LONGEST_TABLE_CELL = 600


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table or of a grid.

    Attributes:
        cells: The texts of its cells, "" for an empty one.
        is_header: Whether it names the columns.
        is_winner: Whether a class or a picture marks it as the winner's.
        is_bold: Whether words of it are in bold.
        group: Text of a first cell that spans this row and the next ones; it is empty in `cells`.
    """

    cells: tuple[str, ...]
    is_header: bool = False
    is_winner: bool = False
    is_bold: bool = False
    group: str = ""


def join_runs(runs: list[tuple[str, Element]]) -> str:
    """Join runs of text to one line: white space collapsed, runs of neighbouring spans kept apart.

    Args:
        runs: The text runs with the element each stands in, in page order; ("", element) for a break.

    Returns:
        One line without outer white space.
    """
    parts: list[str] = []
    last_parent: Element | None = None
    for text, parent in runs:
        shown = _INVISIBLE.sub("", text)
        if not shown:
            parts.append(" " if not text else "")
            continue
        if parts and last_parent is not None and parent is not last_parent:
            parts.append(_gap(parts[-1][-1:], shown, last_parent, parent))
        parts.append(shown)
        last_parent = parent
    return _SPACE.sub(" ", "".join(parts)).strip()


def _gap(left: str, shown: str, before: Element, after: Element) -> str:
    """Say what stands between two elements' texts: nothing within a phrase, a space between cells."""
    right = shown[0]
    if not left or before.tag in _RAISED_TAGS or after.tag in _RAISED_TAGS:
        return ""
    if (left.isdigit() or left == "%") and _LABEL.match(shown):
        return " "
    if before.tag == "small" or after.tag == "small":
        return " " if left.isalnum() and right.isalnum() else ""
    if before.tag in _PHRASE_TAGS or after.tag in _PHRASE_TAGS:
        return " " if left.islower() and (right.isdigit() or right.isupper()) else ""
    cut = (left.islower() or left in ")%" or left.isdigit()) and (
        right.isupper() or right in "(+" or right.isdigit()
    )
    return " " if cut else ""


def _runs_of(element: Element) -> Iterator[tuple[str, Element]]:
    """Give the text runs in an element, ("", element) where a new line or block starts."""
    stack: list[tuple[Element | str, Element]] = [(element, element)]
    while stack:
        item, parent = stack.pop()
        if isinstance(item, str):
            yield item, parent
        elif item.tag in ("br", "hr"):
            yield "", parent
        elif not item.is_dropped:
            if item.is_block:
                yield "", item
                stack.append(("", item))
            stack.extend((child, item) for child in reversed(item.children))


def cell_text(element: Element) -> str:
    """Return all text in an element as one line."""
    return join_runs(list(_runs_of(element)))


def is_data_table(table: Element) -> bool:
    """Say whether a table holds data, not the layout of the page."""
    if table.role in ("presentation", "none"):
        return False
    widest = 0
    for row in _descendants(table, "tr"):
        cells = [cell for cell in row.kept() if cell.tag in ("td", "th")]
        widest = max(widest, len(cells))
        if any(cell.has_table or cell.text_length > _LONGEST_TABLE_CELL for cell in cells):
            return False
    return widest > 1


def _descendants(element: Element, tag: str) -> Iterator[Element]:
    stack = element.kept()[::-1]
    while stack:
        found = stack.pop()
        if found.tag == tag:
            yield found
        else:
            stack.extend(found.kept()[::-1])


def table_rows(table: Element) -> Iterator[Row]:
    """Give the rows of a data table; a cell that an earlier row spans is an empty cell here."""
    spans: dict[int, int] = {}
    heads: list[str] = []
    for row in _descendants(table, "tr"):
        cells: list[str] = []
        found = [cell for cell in row.kept() if cell.tag in ("td", "th")]
        group = ""
        for cell in found:
            _fill_spanned(cells, spans)
            text = cell_text(cell)
            if not cells and _is_group(cell, text, heads):
                group, text = text, ""
            for column in range(len(cells), len(cells) + cell.column_span):
                spans[column] = cell.row_span - 1
            cells.append(text)
            cells.extend([""] * (cell.column_span - 1))
        _fill_spanned(cells, spans)
        if any(cells) or group:
            in_head = row.parent is not None and row.parent.tag == "thead"
            all_heads = len(found) > 1 and all(cell.tag == "th" for cell in found)
            heads = heads or cells
            yield Row(tuple(cells), in_head or all_heads, is_winner(row), is_bold(row), group)


def upright(rows: Sequence[Row]) -> Sequence[Row]:
    """Turn a table with a column for each candidate and its heads at the side; others stay as they are."""
    heads = [row.cells[0] if row.cells else "" for row in rows]
    if len(rows) < _LEAST_SIDE_HEADS or not _SIDE_NAME.fullmatch(heads[0]):
        return rows
    told = {head.lower().strip() for head in heads[1:]}
    is_turned = all(heads[1:]) and all(map(_SIDE_HEAD.fullmatch, heads)) and len(told) == len(heads) - 1
    widths = {len(row.cells) for row in rows}
    if not is_turned or len(widths) > 1 or min(widths) < _LEAST_SIDE_HEADS:
        return rows
    names = rows[0].cells[1:]
    if any(any(map(str.isdigit, name)) for name in names) or not any("vote" in head for head in told):
        return rows
    columns = list(zip(*(row.cells for row in rows), strict=True))
    first = ("Candidate", *columns[0][1:])
    return [Row(first, is_header=True), *(Row(column) for column in columns[1:])]


def _fill_spanned(cells: list[str], spans: dict[int, int]) -> None:
    while spans.get(len(cells), 0) > 0:
        spans[len(cells)] -= 1
        cells.append("")


def _is_group(cell: Element, text: str, heads: list[str]) -> bool:
    """Say whether a first cell names what the rows that it spans are about, as a constituency does."""
    if cell.row_span < _LEAST_GROUP or not any(character.isalpha() for character in text):
        return False
    return bool(heads) and not _CANDIDATE_HEAD.search(heads[0])


def is_winner(element: Element) -> bool:
    """Say whether an element, or one in it, is marked as the winner's."""
    return element.is_winner or any(found.is_winner for found in _within(element))


def is_bold(element: Element) -> bool:
    """Say whether there are words in bold in an element."""
    return any(
        found.in_bold
        and any(isinstance(child, str) and any(map(str.isalpha, child)) for child in found.children)
        for found in _within(element)
    )


def _within(element: Element) -> Iterator[Element]:
    stack = element.kept()
    while stack:
        found = stack.pop()
        yield found
        stack.extend(found.kept())


def definition_rows(definitions: Element) -> Iterator[Row]:
    """Give a definition list as rows: the term, then its definitions."""
    cells: list[str] = []
    stack = definitions.kept()[::-1]
    has_definition = False
    while stack:
        part = stack.pop()
        if part.tag not in ("dt", "dd"):
            stack.extend(part.kept()[::-1])
            continue
        if part.tag == "dt" and has_definition:
            yield Row(tuple(cells))
            cells, has_definition = [], False
        text = cell_text(part)
        has_definition = has_definition or part.tag == "dd"
        if text:
            cells.append(text)
    if cells:
        yield Row(tuple(cells))


def find_grid_rows(page: Page) -> dict[Element, Row]:
    """Find the rows of result grids that are made of `div`s, `span`s or list items.

    A row is one of several siblings alike (same tag and first class, or the same parts), each of two to
    twelve short cells, with figures in at least half of them. The innermost such siblings are the rows,
    except pairs of label and value ("Votes", "14,677"), which are cells of the row around them.

    Args:
        page: The page, weighed.

    Returns:
        The row of each element that is one.
    """
    cells: dict[Element, tuple[str, ...]] = {}
    rows: dict[Element, Row] = {}
    has_rows: set[Element] = set()
    for element in reversed(page.elements):
        if element.is_dropped:
            continue
        kept = element.kept()
        if any(child in has_rows for child in kept):
            has_rows.add(element)
        found = _grid_rows(kept, cells, has_rows)
        if found:
            rows.update(found)
            has_rows.add(element)
        if element not in has_rows and element.text_length <= _LONGEST_CELL * _MOST_CELLS:
            parts = _cells_of(element, kept, cells)
            if 0 < len(parts) <= _MOST_CELLS and all(len(part) <= _LONGEST_CELL for part in parts):
                cells[element] = parts
    return rows


def _cells_of(
    element: Element, kept: list[Element], cells: dict[Element, tuple[str, ...]]
) -> tuple[str, ...]:
    """Give the cells in an element: itself when text stands in it directly, else its children's."""
    if not element.text_length or element.tag in ("table", "ul", "ol", "dl", "tr", "tbody", "pre"):
        return ()
    has_text = any(isinstance(child, str) and any(map(str.isalnum, child)) for child in element.children)
    is_phrase = element.tag in _PHRASE_TAGS or element.tag == "p" or element.level
    if has_text or (is_phrase and element.tag != "a"):
        return (cell_text(element),)
    parts: list[str] = []
    for child in kept:
        if child.text_length and child not in cells:
            return ()
        parts.extend(cells.get(child, ()))
    return tuple(parts)


def _grid_rows(
    kept: list[Element], cells: dict[Element, tuple[str, ...]], has_rows: set[Element]
) -> dict[Element, Row]:
    """Give the rows among siblings, none when they are no grid."""
    candidates = [
        child
        for child in kept
        if child not in has_rows and child.tag in _ROW_TAGS and len(cells.get(child, ())) > 1
    ]
    alike = Counter(child.signature for child in candidates)
    built = Counter(map(_build, candidates))
    body = [
        child
        for child in candidates
        if alike[child.signature] > 1 or built[_build(child)] > 1 or child.role == "row"
    ]
    body = [
        child for child in body if not any(_SENTENCE.search(part) and " " in part for part in cells[child])
    ]
    with_figures = sum(any(_is_figure(part) for part in cells[child]) for child in body)
    if len(body) < 2 and not any(child.role == "row" for child in body):
        return {}
    if 2 * with_figures < len(body) or all(_is_label_pair(cells[child]) for child in body):
        return {}
    widths = Counter(len(cells[child]) for child in body)
    usual_width = max(widths.items(), key=lambda item: (item[1], item[0]))[0]
    chosen = set(body)
    first = kept.index(body[0])
    rows: dict[Element, Row] = {}
    for index, child in enumerate(kept):
        parts = cells.get(child, ())
        names_columns = index <= first and len(parts) == usual_width and not any(map(_is_figure, parts))
        if child in chosen:
            is_header = names_columns and index == first and len(body) > 2
            rows[child] = Row(parts, is_header, is_winner(child), is_bold(child))
        elif child in candidates and names_columns:
            rows[child] = Row(parts, is_header=True)
    return rows


def _build(element: Element) -> tuple[str, ...]:
    """Return what rows are built alike of, each with its own class (`class="p-lab"`); their tag and parts."""
    parts = [child.signature for child in element.kept()]
    return (element.tag, *parts) if len(parts) > 1 else (element.signature,)


def _is_figure(text: str) -> bool:
    if _VOTES_CELL.match(text):
        return True
    digits = sum(character.isdigit() for character in text)
    return digits > 0 and digits * 2 >= len(text.replace(" ", "").rstrip("%votes"))


def _is_label_pair(parts: tuple[str, ...]) -> bool:
    return len(parts) == 2 and any(_LABEL.fullmatch(part) for part in parts)
