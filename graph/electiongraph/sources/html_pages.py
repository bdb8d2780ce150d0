"""A page as canonical text with blocks: the visible content, a block a line, table cells between tabs.

First stage. Markup comes in; text, blocks and metadata go out. The content is the page's `main` or `article`
where that holds what the page has to say, else the part of the body that does; chrome is dropped by
`page_tree`, rows come from `page_rows`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

from electiongraph.errors import SourceError
from electiongraph.sources.dates import is_time_stamp
from electiongraph.sources.document import Block, BlockKind
from electiongraph.sources.metadata import Metadata, metadata_of_page
from electiongraph.sources.page_rows import (
    Row,
    cell_text,
    definition_rows,
    find_grid_rows,
    is_data_table,
    join_runs,
    table_rows,
    upright,
)
from electiongraph.sources.page_tree import Element, Page, grow_tree, word_set
from electiongraph.sources.plain_text import find_blocks, guess_headings, split_furniture, split_headline

__all__ = ["PageText", "read_page"]

_OPEN_OR_CLOSE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_SELF_CLOSING = word_set(
    "area base br col embed hr img input link meta param source track wbr p li td th tr dt dd option "
    "tbody thead tfoot colgroup"
)
_DEEPEST = 10_000
_LONG_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)([^<>]{20000,})")
_MOST_ATTRIBUTES = 500
_BOLD_HEADING_WORDS = 12
_SENTENCE_END = re.compile(r"[.!?;,:][\"'”’)]*$")
_SHORT_CELL = 160
_Step = Element | str | None


@dataclass(frozen=True, slots=True)
class PageText:
    """What a page says: its canonical text, the blocks of it, and what its head says of it."""

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata


def read_page(markup: str, *, name: str = "") -> PageText:
    r"""Read a page.

    Args:
        markup: HTML, however broken.
        name: The file's name, for the error line.

    Returns:
        Its text, a block a line; no blocks when nothing in it is visible.

    Raises:
        SourceError: Nested so deeply that no person wrote it.

    >>> read_page("<main><h1>Bedford</h1><table><tr><td>Yasin<td>18,342</table></main>").text
    'Bedford\nYasin\t18,342'
    """
    if _nesting(markup) > _DEEPEST:
        what = f"nests more than {_DEEPEST:,} tags"
        raise SourceError(what, where=name, advice="save the article as plain text and try again")
    parser = LexborHTMLParser(_LONG_TAG.sub(_without_attribute_flood, markup))
    page = grow_tree(parser)
    content = _main_content(page)
    writer = _Writer()
    title = _title_outside(page, content)
    if title:
        writer.add(title, "heading", level=1)
    _write(content, find_grid_rows(page), writer)
    text = "\n".join(writer.lines)
    blocks = tuple(writer.blocks)
    if sum(block.kind == "heading" for block in blocks) <= 1:
        blocks = guess_headings(text, blocks)
    return PageText(text, blocks, metadata_of_page(parser, text, blocks))


def _nesting(markup: str) -> int:
    """Return about how deeply the tags of a page nest."""
    depth = deepest = 0
    for closing, tag in _OPEN_OR_CLOSE.findall(markup):
        if tag.lower() not in _SELF_CLOSING:
            depth = max(0, depth - 1) if closing else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _without_attribute_flood(tag: re.Match[str]) -> str:
    """Drop the attributes of a tag with thousands of them: the parser compares each with all others."""
    return f"<{tag.group(1)}" if len(tag.group(2).split()) > _MOST_ATTRIBUTES else tag.group()


def _main_content(page: Page) -> Element:
    """Choose the element that holds the content and not much else."""
    body = next((element for element in page.elements if element.tag == "body"), page.root)
    kept = _kept_elements(page)
    chosen = _marked_content(kept, body)
    if chosen is None:
        return body
    while chosen is not body and chosen.parent is not None and chosen.figures * 5 < body.figures * 4:
        chosen = chosen.parent
    return chosen


def _kept_elements(page: Page) -> list[Element]:
    unseen: set[Element] = set()
    kept: list[Element] = []
    for element in page.elements:
        if element.is_dropped or element.parent in unseen:
            unseen.add(element)
        else:
            kept.append(element)
    return kept


def _marked_content(kept: list[Element], body: Element) -> Element | None:
    """Give what the page itself marks as its content, when that holds a good part of the text."""
    mains = [element for element in kept if element.tag == "main" or element.role == "main"]
    articles = [e for e in kept if e.tag == "article" or e.role in ("article", "articleBody")]
    for found in (mains, articles):
        largest = max(found, key=lambda element: element.text_length, default=None)
        if largest is None:
            continue
        share = sum(e.text_length for e in found if e is largest or not _is_within(e, largest))
        if largest.text_length * 3 >= body.text_length:
            return _inner_article(largest, articles) if found is mains else largest
        if share * 3 >= body.text_length:
            return _common_ancestor(found)
    return None


def _inner_article(main: Element, articles: list[Element]) -> Element:
    """Give the one article in `main` when it holds nearly all of it, so that link lists around it go."""
    for article in articles:
        if (
            article.text_length * 10 >= main.text_length * 7
            and article.has_title
            and _is_within(article, main)
        ):
            return article
    return main


def _is_within(element: Element, ancestor: Element) -> bool:
    parent = element.parent
    while parent is not None:
        if parent is ancestor:
            return True
        parent = parent.parent
    return False


def _common_ancestor(found: list[Element]) -> Element:
    shared: list[Element] = []
    parent: Element | None = found[0]
    while parent is not None:
        shared.append(parent)
        parent = parent.parent
    for element in found[1:]:
        chain = {element}
        parent = element.parent
        while parent is not None:
            chain.add(parent)
            parent = parent.parent
        shared = [ancestor for ancestor in shared if ancestor in chain]
    return shared[0]


def _title_outside(page: Page, content: Element) -> str:
    """Return the page's `h1` when it stands above the content, "" otherwise."""
    if content.has_title:
        return ""
    titles = [e for e in _kept_elements(page) if e.tag == "h1" and e.text_length > e.link_length]
    return cell_text(titles[0]) if len(titles) == 1 and not _is_within(titles[0], content) else ""


@dataclass(slots=True)
class _Writer:
    """Lines and blocks as they are written, and the runs of the line in the making."""

    lines: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    position: int = 0
    runs: list[tuple[str, Element]] = field(default_factory=list)

    def add(
        self, text: str, kind: BlockKind, *, level: int = 0, is_winner: bool = False, is_bold: bool = False
    ) -> None:
        """Write a line as one block."""
        end = self.position + len(text)
        self.blocks.append(Block(kind, self.position, end, level=level, is_winner=is_winner, is_bold=is_bold))
        self.lines.append(text)
        self.position += len(text) + 1

    def add_row(self, row: Row) -> None:
        """Write a row, its cells between tabs; an empty cell has no width."""
        filled = [index for index, cell in enumerate(row.cells) if cell]
        shown = row.cells[filled[0] : filled[-1] + 1]
        cells = [(self.position, self.position)] * filled[0]
        start = self.position
        for cell in shown:
            cells.append((start, start + len(cell)))
            start += len(cell) + 1
        end = start - 1
        cells.extend([(end, end)] * (len(row.cells) - filled[-1] - 1))
        self.blocks.append(
            Block(
                "row", self.position, end, cells=tuple(cells), is_header=row.is_header,
                is_winner=row.is_winner, is_bold=row.is_bold,
            )
        )  # fmt: skip
        self.lines.append("\t".join(shown))
        self.position = end + 1

    def flush(self) -> None:
        """Write the line in the making, when there is one, as what its element says that it is."""
        runs, self.runs = self.runs, []
        text = join_runs(runs)
        left, right = split_furniture(text)
        text = text[left:right]
        if not any(character.isalnum() for character in text):
            return
        owners = [parent for shown, parent in runs if shown.strip()]
        first = owners[0]
        level = max(owner.level for owner in owners)
        if all(owner.in_time for owner in owners) or is_time_stamp(text):
            self.add(text, "time")
        elif level or _is_bold_heading(text, owners):
            self.add_headline(text, level % 7)
        else:
            kind: BlockKind = "item" if first.in_item else "paragraph"
            is_bold = any(owner.in_bold for owner in owners)
            self.add_headline(text, -1, kind, any(owner.is_winner for owner in owners), is_bold)

    def add_headline(
        self,
        text: str,
        level: int,
        kind: BlockKind = "heading",
        is_winner: bool = False,
        is_bold: bool = False,
    ) -> None:
        """Write a line, apart from a time stamp that is run together with it."""
        split = split_headline(text)
        if split:
            head, stamp = split
            self.add(text[head[0] : head[1]], "heading", level=max(level, 0))
            self.add(text[stamp[0] : stamp[1]], "time")
        else:
            self.add(text, kind, level=max(level, 0), is_winner=is_winner, is_bold=is_bold)


def _is_bold_heading(text: str, owners: list[Element]) -> bool:
    """Say whether a line is a heading in all but name: short, wholly bold, no sentence and no figure."""
    short = len(text.split()) <= _BOLD_HEADING_WORDS and not _SENTENCE_END.search(text)
    return short and all(owner.in_bold for owner in owners) and not any(c.isdigit() for c in text[-3:])


def _write(content: Element, rows: dict[Element, Row], writer: _Writer) -> None:
    stack: list[tuple[_Step, Element]] = [(content, content)]
    while stack:
        step, parent = stack.pop()
        if step is None:
            writer.flush()
        elif isinstance(step, str):
            writer.runs.append((step, parent))
        elif step.is_dropped:
            continue
        elif step.tag in ("br", "hr"):
            writer.flush()
        elif _write_whole(step, rows, writer):
            continue
        else:
            if step.is_block or (step.tag == "time" and step.level):
                writer.flush()
                stack.append((None, step))
            stack.extend((child, step) for child in reversed(step.children))
    writer.flush()


def _write_whole(element: Element, rows: dict[Element, Row], writer: _Writer) -> bool:
    """Write an element that is a row, table, definition list or preformatted text; say whether it was one."""
    row = rows.get(element)
    if row is not None:
        writer.flush()
        writer.add_row(row)
        return True
    if element.tag == "table" and is_data_table(element):
        writer.flush()
        for caption in element.kept():
            if caption.tag == "caption" and cell_text(caption):
                writer.add_headline(cell_text(caption), 0)
        for found in upright(list(table_rows(element))):
            _write_table_row(found, writer)
        return True
    if element.tag == "dl":
        found_rows = list(definition_rows(element))
        if any(len(cell) > _SHORT_CELL for found in found_rows for cell in found.cells):
            return False
        writer.flush()
        for found in found_rows:
            writer.add_row(found)
        return bool(found_rows)
    if element.tag == "pre":
        writer.flush()
        _write_preformatted(element, writer)
        return True
    return False


def _write_table_row(row: Row, writer: _Writer) -> None:
    if row.group:
        writer.add_headline(row.group, 0)
    filled = [cell for cell in row.cells if cell]
    if len(filled) == 1 and len(row.cells) > 1 and not any(c.isdigit() for c in filled[0]):
        writer.add(filled[0], "heading")
    elif filled:
        writer.add_row(row)


def _write_preformatted(element: Element, writer: _Writer) -> None:
    """Write preformatted text line by line, as a plain text is read."""
    raw: list[str] = []
    stack: list[Element | str] = [element]
    while stack:
        step = stack.pop()
        if isinstance(step, str):
            raw.append(step)
        elif step.tag == "br":
            raw.append("\n")
        elif not step.is_dropped:
            stack.extend(reversed(step.children))
    text = "".join(raw)
    for block in find_blocks(text):
        if block.cells:
            cells = tuple(" ".join(text[start:end].split()) for start, end in block.cells)
            writer.add_row(Row(cells, is_header=block.is_header))
        else:
            writer.add(" ".join(text[block.start : block.end].split()), block.kind, level=block.level)
