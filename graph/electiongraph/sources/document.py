"""What a source becomes: a `Document` with its text and its blocks.

First stage. Every offset in the program is a code-point offset into `Document.text`, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Block", "BlockKind", "Document"]

BlockKind = Literal["heading", "paragraph", "item", "row", "time"]


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the text: a heading, paragraph, list item, table row or time stamp.

    Attributes:
        kind: What it is; in plain text guessed from its form.
        start: First code point of the block in the document's text.
        end: One past its last code point; `text[start:end]` has no newline and no outer white space.
        level: 1 to 6 for a heading that says its level, else 0.
        cells: For a row, the offsets of its cells; for any other block empty.
        is_header: True for a table's header row.
        is_winner: True when a page marks it as the winner's in other ways than words: a class, a picture.
        is_bold: True when words of it are set in bold.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    cells: tuple[tuple[int, int], ...] = ()
    is_header: bool = False
    is_winner: bool = False
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A source's canonical text with its blocks and what is known of it.

    Attributes:
        text: For plain text the file's own text without a byte-order mark; for HTML the visible text of
            its content, a block a line (table cells separated by a tab).
        blocks: In text order, not overlapping.
        name: The file's name without its folder, "-" for standard input, or the address that a page was
            fetched from.
        title: The title, "" when unknown.
        about: What the head of a page says of it beside the title, which readers do not see; "" for a text.
        published: ISO 8601 date or date-time of publication, "" when unknown.
        publisher: Who published it, "" when unknown.
        address: Its URL, as a page itself gives it, else where it was fetched from; "" when unknown.
        sha256: Of the bytes that were read, 64 hexadecimal digits.
        media_type: "text/plain" or "text/html".
    """

    text: str
    blocks: tuple[Block, ...]
    name: str = ""
    title: str = ""
    published: str = ""
    publisher: str = ""
    address: str = ""
    sha256: str = ""
    media_type: str = "text/plain"
    about: str = ""

    def text_of(self, block: Block) -> str:
        """Return the text of a block."""
        return self.text[block.start : block.end]

    def line_of(self, offset: int) -> int:
        """Return the number, from 1, of the line that holds an offset."""
        return self.text.count("\n", 0, offset) + 1
