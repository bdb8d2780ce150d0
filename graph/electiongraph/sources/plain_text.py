"""The blocks of a plain text: headings, paragraphs, list items, table rows and time stamps, by their form.

First stage. A text comes in, `Block` offsets into it go out; the text itself is never changed. A block is a
line, with three exceptions: a headline run together with its time stamp gives two blocks, a line of page
furniture ("Advertisement") gives none, and a paragraph that was clearly wrapped at a fixed width gives one
block over its lines, the only case of a block with line breaks in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from electiongraph.sources.dates import is_time_stamp, opens_with_time
from electiongraph.sources.document import Block

__all__ = ["find_blocks", "guess_headings", "heading_title", "split_furniture", "split_headline"]

_LINE = re.compile("[^\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]+")
_LINE_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_INVISIBLE = "\u200b\u2060\ufeff"
_BULLET = re.compile(r"(?:[•●▪◦‣·*–—-]|\d{1,3}[.)]|\(\d{1,3}\))[ \t\u00a0]+(?=\S)")
_MARKED_HEADING = re.compile(r"(#{1,6})[ \t]+(?=[^\s#])")
_RULED = re.compile(r"[\s=\-_*~+|:.#–—•]+")
_DATED_TITLE = re.compile(r"(date\s+\d{4}-\d\d-\d\d)\s+(?=\S)", re.IGNORECASE)
_STAMPED_HEADLINE = re.compile(r"(?:published|updated|posted)\s+at\s+\d", re.IGNORECASE)
_NUMBERING = re.compile(r"\d{1,3}[.)]\s+")
_FURNITURE = re.compile(
    r"(?:Hide Ad)?(?:Advertisement|Hide Ad|ADVERTISEMENT)|Article continues below.*|Image caption,?"
    r"|Share this.*|Image source,.*|(?:Read|Show) more|Loading\.*"
    r"|Sign up.{0,80}newsletter.*|Skip to (?:main )?content"
)
_FURNITURE_PREFIX = re.compile(r"(?:Hide Ad|Advertisement)+(?=[\"'“‘]?[A-Z])")
_CREDIT = re.compile(r"(?<=\S)Image source,\s.*$")
_SENTENCE_END = re.compile(r"(?:(?<!\.)\.|[!?;,])[\"'”’)\]]*$")
_FULL_STOP = re.compile(r"(?<!\.)\.[\"'”’)\]]*$|[!?][\"'”’]$")
_FIGURE = re.compile(
    r"\d[,.]\d{3}\b|\(\s*[+-]?\d+(?:\.\d+)?\s*%?\s*[,)]|\d\s*(?:%|votes?)\s*[)\].]*$|\d[)\]*]*$"
)
_RESULT_FIGURE = re.compile(r"\d[,.]\d{3}\b|\d\s*%")
_LEADING_PERCENT = re.compile(r"\d+(?:\.\d+)?\s*%")
_YEAR_AT_END = re.compile(r"\b(?:19|20)\d\d[)\]]?$")
_COLUMN_GAP = re.compile(r" {2,}|\u00a0{2,}|\t")
_NARROWEST_WRAP = 55
_WIDEST_WRAP = 100
_HEADING_WORDS = 12
_TITLE_WORDS = 30


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, or the lines of one wrapped paragraph: its stripped span and how it stands on the page."""

    start: int
    end: int
    width: int
    text: str
    after_blank: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block in the making; `kind` is "" while it may be a heading or a paragraph."""

    block: Block
    text: str
    after_blank: bool
    undecided: bool


def find_blocks(text: str) -> tuple[Block, ...]:
    r"""Find the blocks of a plain text.

    Args:
        text: The canonical text, any line endings.

    Returns:
        Blocks in text order, not overlapping, each without outer white space; empty for blank text.

    >>> [block.kind for block in find_blocks("Bedford result\n\nLabour have held the seat of Bedford.\n")]
    ['heading', 'paragraph']
    """
    lines = _join_wrapped(text, list(_lines(text)))
    pieces: list[_Piece] = []
    for index, line in enumerate(lines):
        before = lines[index - 1].text if index else ""
        after = lines[index + 1].text if index + 1 < len(lines) else ""
        pieces.extend(_pieces(line, before, after, is_first=not pieces))
    return _decide_headings(pieces)


def heading_title(text: str, blocks: tuple[Block, ...]) -> str:
    """Return the first line that is no time stamp or byline, "" when there is none."""
    for block in blocks[:6]:
        shown = _LINE_BREAK.sub(" ", text[block.start : block.end])
        if block.kind != "time" and not shown.startswith("By ") and " > " not in shown:
            return shown[:200].strip()
    return ""


def guess_headings(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Guess which paragraphs are headings, by the form of plain text.

    Args:
        text: The canonical text.
        blocks: Its blocks, for instance of a page without heading tags.

    Returns:
        The same blocks, some paragraphs now of kind "heading".
    """
    return _decide_headings(
        [
            _Piece(block, text[block.start : block.end], True, undecided=block.kind == "paragraph")
            for block in blocks
        ]
    )


def split_furniture(shown: str) -> tuple[int, int]:
    """Return where a line's own text starts and ends, without page furniture such as "Hide Ad" run into it.

    >>> split_furniture("Hide AdShe continued"), split_furniture("Advertisement")
    ((7, 20), (0, 0))
    """
    if _RULED.fullmatch(shown) or _FURNITURE.fullmatch(shown):
        return 0, 0
    prefix = _FURNITURE_PREFIX.match(shown)
    credit = _CREDIT.search(shown)
    end = len(shown[: credit.start()].rstrip()) if credit else len(shown)
    return (prefix.end() if prefix else 0), end


def split_headline(shown: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return the spans of a headline and of the time stamp run together with it, None without both.

    >>> split_headline("1. Bedford stays redpublished at 06:45 BST 5 July")
    ((3, 20), (20, 49))
    """
    for found in _STAMPED_HEADLINE.finditer(shown):
        numbering = _NUMBERING.match(shown)
        start = numbering.end() if numbering else 0
        end = len(shown[: found.start()].rstrip())
        if start < end and is_time_stamp(shown[found.start() :]):
            return (start, end), (found.start(), len(shown))
    return None


def _lines(text: str) -> Iterator[_Line]:
    previous_end = 0
    for found in _LINE.finditer(text):
        raw = found.group()
        stripped = raw.strip().strip(_INVISIBLE).strip()
        if not stripped:
            continue
        start = found.start() + raw.index(stripped)
        breaks = len(_LINE_BREAK.findall(text, previous_end, start))
        yield _Line(
            start, start + len(stripped), len(raw.rstrip()), stripped, breaks > 1 or previous_end == 0
        )
        previous_end = start + len(stripped)


def _join_wrapped(text: str, lines: list[_Line]) -> list[_Line]:
    """Join the lines of paragraphs that an editor wrapped at a fixed width."""
    joints = [index for index in range(len(lines) - 1) if _may_continue(lines, index)]
    if not joints:
        return lines
    lowercase = {index for index in joints if lines[index + 1].text[0].islower()}
    accepted = set(joints) if 2 * len(lowercase) >= len(joints) else lowercase
    joined: list[_Line] = []
    for index, line in enumerate(lines):
        if index - 1 in accepted and joined:
            first = joined[-1]
            joined[-1] = replace(first, end=line.end, text=text[first.start : line.end])
        else:
            joined.append(line)
    return joined


def _may_continue(lines: list[_Line], index: int) -> bool:
    """Say whether the next line may be the same paragraph: its first word no longer fitted on this one."""
    line, following = lines[index], lines[index + 1]
    if following.after_blank or not _NARROWEST_WRAP - 10 <= line.width <= _WIDEST_WRAP:
        return False
    widest = line.width
    for step in (-1, 1):
        near = index + (0 if step < 0 else 1)
        for _ in range(8):
            if not 0 <= near < len(lines):
                break
            widest = max(widest, lines[near].width)
            if lines[near].after_blank and step < 0:
                break
            near += step
            if step > 0 and near < len(lines) and lines[near].after_blank:
                break
    if not _NARROWEST_WRAP <= widest <= _WIDEST_WRAP:
        return False
    if line.width + 1 + len(following.text.split(None, 1)[0]) <= widest:
        return False
    if _FULL_STOP.search(line.text) or line.text.endswith(":") or _is_marked(following.text):
        return False
    figure_then_name = line.text[-1] in "0123456789%)*" and not following.text[0].islower()
    return not figure_then_name and not is_time_stamp(line.text) and _cells(line.text, "", "") is None


def _is_marked(text: str) -> bool:
    return bool(
        _BULLET.match(text)
        or _MARKED_HEADING.match(text)
        or _RULED.fullmatch(text)
        or _FURNITURE.fullmatch(text)
        or is_time_stamp(text)
        or "|" in text
        or "\t" in text
    )


def _pieces(line: _Line, before: str, after: str, *, is_first: bool) -> list[_Piece]:
    """Give the blocks of a line: usually one, none for furniture, two for a headline with its time."""
    left, right = split_furniture(line.text)
    if left == right:
        return []
    start, shown = line.start + left, line.text[left:right]
    if is_time_stamp(shown):
        return [_Piece(Block("time", start, start + len(shown)), shown, line.after_blank, undecided=False)]
    if right < len(line.text):
        caption = Block("paragraph", start, start + len(shown))
        return [_Piece(caption, shown, line.after_blank, undecided=False)]
    return _split_stamp(line, start, shown, is_first=is_first) or [_piece(line, start, shown, before, after)]


def _split_stamp(line: _Line, start: int, shown: str, *, is_first: bool) -> list[_Piece]:
    """Split a headline from the time stamp that stands before or after it in the same line."""
    dated = _DATED_TITLE.match(shown) if is_first else None
    if dated:
        title_start = start + dated.end()
        return [
            _Piece(Block("time", start, start + len(dated.group(1))), dated.group(1), True, undecided=False),
            _Piece(Block("heading", title_start, line.end), shown[dated.end() :], False, undecided=False),
        ]
    split = split_headline(shown)
    if split:
        (left, right), stamp = split
        heading = Block("heading", start + left, start + right)
        time = Block("time", start + stamp[0], start + stamp[1])
        return [
            _Piece(heading, shown[left:right], line.after_blank, undecided=False),
            _Piece(time, shown[stamp[0] :], False, undecided=False),
        ]
    length = opens_with_time(shown)
    if not length:
        return []
    rest = shown[length:].lstrip(" \t\u00a0-–—:|")
    rest_start = line.end - len(rest)
    return [
        _Piece(Block("time", start, start + length), shown[:length], line.after_blank, undecided=False),
        _Piece(Block("paragraph", rest_start, line.end), rest, line.after_blank, undecided=True),
    ]


def _piece(line: _Line, start: int, shown: str, before: str, after: str) -> _Piece:
    marked = _MARKED_HEADING.match(shown)
    if marked:
        heading = Block("heading", start + marked.end(), line.end, level=len(marked.group(1)))
        return _Piece(heading, shown[marked.end() :], line.after_blank, undecided=False)
    cells = _cells(shown, before, after)
    if cells:
        offsets = tuple((start + left, start + right) for left, right in cells)
        header = _is_header(shown, cells, before, after)
        row = Block("row", start, line.end, cells=offsets, is_header=header)
        return _Piece(row, shown, line.after_blank, undecided=False)
    if _BULLET.match(shown):
        return _Piece(Block("item", start, line.end), shown, line.after_blank, undecided=False)
    return _Piece(Block("paragraph", start, line.end), shown, line.after_blank, undecided=True)


def _cells(shown: str, before: str, after: str) -> list[tuple[int, int]] | None:
    """Give the cells of a table row as offsets into the line, None when it is no row."""
    if "|" in shown:
        cells = _split_at(shown, re.compile(r"\|"))
        alone = "|" not in before and "|" not in after
        enough = len(cells) > 2 or (len(cells) == 2 and (not alone or any(c.isdigit() for c in shown)))
        return cells if enough else None
    if "\t" in shown:
        cells = _split_at(shown, re.compile(r"\t"))
        bullet_only = len(cells) == 2 and _BULLET.match(shown) and cells[0][1] <= 3
        return cells if len(cells) > 1 and not bullet_only else None
    if "  " in shown or "\u00a0\u00a0" in shown:
        cells = _split_at(shown, _COLUMN_GAP)
        widths = {len(_split_at(near, _COLUMN_GAP)) for near in (before, after) if near}
        short = all(right - left <= 60 for left, right in cells)
        return cells if len(cells) > 1 and short and len(cells) in widths else None
    return None


def _split_at(shown: str, gap: re.Pattern[str]) -> list[tuple[int, int]]:
    """Split a line into stripped cells; the edges of "| a | b |" are none, an empty first cell is one."""
    cells: list[tuple[int, int]] = []
    left = 0
    for right in [*(found.span() for found in gap.finditer(shown)), (len(shown), len(shown))]:
        raw = shown[left : right[0]]
        stripped = raw.strip()
        start = left + (raw.index(stripped) if stripped else 0)
        cells.append((start, start + len(stripped)))
        left = right[1]
    if cells[0][0] == cells[0][1]:
        cells.pop(0)
    while cells and cells[-1][0] == cells[-1][1]:
        cells.pop()
    return cells


def _is_header(shown: str, cells: list[tuple[int, int]], before: str, after: str) -> bool:
    """Say whether a row names the columns: no figure in it, figures or a rule below, no row above."""
    if any(character.isdigit() for character in shown) or len(cells) < 2:
        return False
    gap = "|" if "|" in shown else "\t" if "\t" in shown else "  "
    if gap in before:
        return False
    ruled = gap == "|" and bool(after) and _RULED.fullmatch(after) is not None
    return ruled or (gap in after and any(character.isdigit() for character in after))


def _decide_headings(pieces: list[_Piece]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    in_bylines = False
    for index, piece in enumerate(pieces):
        block = piece.block
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        before = blocks[-1] if blocks else None
        if block.kind == "time":
            in_bylines = before is not None and before.kind == "heading" and before.end == block.start
        elif block.kind == "item" and _is_numbered_heading(piece, before, following):
            numbering = _NUMBERING.match(piece.text)
            block = replace(block, kind="heading", start=block.start + (numbering.end() if numbering else 0))
        elif piece.undecided:
            in_bylines = in_bylines and not _SENTENCE_END.search(piece.text)
            if not in_bylines and _is_heading(piece, before, following):
                block = replace(block, kind="heading")
        blocks.append(block)
    return tuple(blocks)


def _is_numbered_heading(piece: _Piece, before: Block | None, following: _Piece | None) -> bool:
    """Say whether "1. Clacton" heads a part of the article: prose, no further item, stands round it."""
    if not _NUMBERING.match(piece.text) or following is None or len(piece.text.split()) > _HEADING_WORDS:
        return False
    if _SENTENCE_END.search(piece.text) or _FIGURE.search(piece.text):
        return False
    alone = (before is None or before.kind != "item") and following.block.kind == "paragraph"
    return alone and len(following.text) >= 60


def _is_heading(piece: _Piece, before: Block | None, following: _Piece | None) -> bool:
    """Guess whether a line heads what follows: short, no sentence, before longer text, a list or a table."""
    shown = piece.text
    words = shown.split()
    if len(words) > (_TITLE_WORDS if before is None else _HEADING_WORDS) or len(shown) > 200:
        return False
    if _SENTENCE_END.search(shown) and not shown.rstrip("\"'”’").endswith(("?", "!")):
        return False
    if shown[0].islower() or words[0] == "By" or " > " in shown or not any(map(str.isalpha, shown)):
        return False
    results = _RESULT_FIGURE if before is None else _FIGURE
    if (results.search(shown) and not _YEAR_AT_END.search(shown)) or _LEADING_PERCENT.match(shown):
        return False
    letters = [character for character in shown if character.isalpha()]
    if len(letters) > 2 and all(character.isupper() for character in letters):
        return True
    if following is None:
        return False
    if shown.endswith(":"):
        return following.block.kind in ("item", "row") or bool(_FIGURE.search(following.text))
    return _heads(piece, before, following)


def _heads(piece: _Piece, before: Block | None, following: _Piece) -> bool:
    """Say whether what follows is something that a heading stands above."""
    if following.block.kind == "time":
        return before is None or before.kind != "heading"
    if before is None or following.block.kind in ("item", "row"):
        return True
    below = following.text
    if len(below) > len(piece.text) and (len(below) >= 60 or _FULL_STOP.search(below)):
        return True
    if _FIGURE.search(below) and any(map(str.isalpha, below)):
        return len(below) > len(piece.text) or piece.after_blank
    stands_apart = piece.after_blank and following.after_blank
    title_case = all(word[0].isupper() or len(word) < 4 for word in piece.text.split() if word[0].isalpha())
    return stands_apart and title_case
