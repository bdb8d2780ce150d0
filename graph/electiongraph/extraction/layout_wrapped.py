"""Lists that break over lines within a candidate: "Ann Hall (Lab) 20,449; Bo" above "Lund (Con) 11,384;".

Extraction stage, below `layout`. In come the blocks of a document, out go the same with those made one that
hold one list. A list of one candidate a line is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from electiongraph.sources.document import Block

__all__ = ["joined_blocks"]

# "20,449, Bo Lund (Con)" and "1,995." go on with the line above; "20,449" alone is a card's figure.
_FIGURE_FIRST = re.compile(
    r"(?:\d{1,3}(?:,\d{3})+(?: votes)?[;,.]|\d{2,6}(?: votes)?[;,]) +(?:and )?[^\W\d_]|"
    r"\d[\d,]*[.;]$|\d[\d.]*%[.;]$"
)
_BEGUN = re.compile(r"\d[)\]%]*[;,.]? +(?:and )?(?P<begun>[A-Z][^\d;:,]{0,60})$")
_BARE_NAME = re.compile(r"[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+)?")
_REST_OF_NAME = re.compile(r"(?:[A-Z][\w'’-]+ ?)?\([^()]+\)[ ,:–-]*\d")
# "Luton North (electorate 73,266)", "Luton North (Lab hold)"
_HEADING = re.compile(r"^[^()]*\([^()]*\b(?i:electorate|turnout|hold|gain|seats?)\b[^()]*\)$")
_LABELS = re.compile(r"(?:[Ee]lected|ELECTED|[Ww]inner|[Nn]ew|NEW|[Hh]old|[Gg]ain|HOLD|GAIN|[Nn]/?[Cc])\b")
_OPENS_LIST = re.compile(r"(?:[A-Z] [(]?|\d[\d,]*(?: votes)? [(]?)?[^\W\d_]{2}[^;]*[(,;]")
_FIGURE = re.compile(r"\d[\d,.]*\d")
# "...; Bo Lund (Con)" above "11,384; Cy", "... 9.5" above "per cent; ...".
_BEGUN_PIECE = re.compile(r"\d[^;]*;\s*[A-Z][^;\d]*$")
_SHARE_FIRST = re.compile(
    r"[-–—] [A-Z][^;]{2,40};|"
    r"\(?[+\-–−]?\d{1,3}(?:\.\d+)?\s?%?[^;()%]{0,15}\)?(?: [+\-–−]\d+\.\d| \([^()]*\)| [a-z()/-]+){0,2}[;.]"
)
_UNIT = re.compile(r"(?:votes?|per cent|percent|pc|%)\b")
# "...; 11,384 (Bo Lund)" above "Conservative; 9,120 (Cy Poe)"
_LEADS_ON = re.compile(r"[A-Z][^;\d]{2,40};.*\d")
_SEAT_FIGURES = re.compile(
    r"[^;.\d]{0,40}\b(?:maj|majority|turn-?out|electorate|swing|hold|gain|spoilt|rejected)\b", re.IGNORECASE
)
_GOES_ON = re.compile(r"(?!(?:maj|majority|turn-?out|electorate|swing)\b)(?=[^;]*\d).*[;.]", re.IGNORECASE)
_AT_BREAK = (" -", " –", " —", " /", " |")
_LONGEST_BRACKET = 40
_SHORTEST_WRAPPED = 55
_TEXTUAL = ("paragraph", "heading", "item")


def joined_blocks(text: str, blocks: Sequence[Block]) -> list[Block]:
    r"""Make the blocks one that hold a single list with breaks within its candidates.

    Args:
        text: The document's text.
        blocks: Its blocks, in text order.

    Examples:
        >>> text = "Ann Hall (Lab) 20,449; Bo\nLund (Con) 11,384."
        >>> pair = [Block("paragraph", 0, 25), Block("paragraph", 26, 44)]
        >>> [(block.start, block.end) for block in joined_blocks(text, pair)]
        [(0, 44)]
    """
    joined: list[Block] = []
    at = 0
    while at < len(blocks):
        end = at
        while end + 1 < len(blocks) and _goes_on(text, blocks[end], blocks[end + 1], is_first=end == at):
            end += 1
        if end > at and _FIGURE.search(text, blocks[at + 1].start, blocks[end].end) is not None:
            joined.append(replace(blocks[at], kind="paragraph", end=blocks[end].end))
            at = end + 1
        else:
            joined.append(blocks[at])
            at += 1
    return joined


def _goes_on(text: str, above: Block, below: Block, *, is_first: bool) -> bool:
    """Tell whether a line breaks off within a candidate and the line right below goes on."""
    if below.start != above.end + 1 or text[above.end] != "\n":
        return False
    if above.kind not in _TEXTUAL or below.kind not in _TEXTUAL or above.level or below.level:
        return False
    if below.kind == "item" and text[below.start] not in "-–—*":
        # An item of a page's list; in text a dash that wraps looks like a bullet.
        return False
    upper, lower = text[above.start : above.end], text[below.start : below.end]
    if is_first and not _OPENS_LIST.match(upper):
        return False
    if not upper[-1:].isdigit() and _FIGURE_FIRST.match(lower):
        return not _HEADING.search(upper) and not (
            is_first and _FIGURE_FIRST.match(upper.rpartition(": ")[2])
        )
    if _breaks_off(upper, lower):
        return True
    if ";" in upper and upper[-1] not in ".;!?:" and _SHARE_FIRST.match(lower):
        return True
    if is_first and upper.endswith(";") and (upper.count(";") > 1 or ";" in lower[:-1]):
        return _OPENS_LIST.search(lower) is not None
    if not is_first and upper[-1:] not in ".!?:" and (";" in lower or lower.endswith(".")):
        return not _SEAT_FIGURES.match(lower)
    if ";" in upper and upper[-1] not in ".;!?:" and _LEADS_ON.match(lower):
        return not _SEAT_FIGURES.match(lower)
    begun = _BEGUN.search(upper)
    if not is_first and len(upper) > _SHORTEST_WRAPPED and upper[-1].isalpha():
        return True
    if begun is None or _LABELS.match(begun["begun"]):
        return not is_first and upper[-1:] in ",;" and _OPENS_LIST.match(lower) is not None
    return bool(_BARE_NAME.fullmatch(begun["begun"]) and _REST_OF_NAME.match(lower))


def _breaks_off(upper: str, lower: str) -> bool:
    """Tell whether a line ends within a bracket that the next one closes, or at a mark before the figure."""
    opened = upper.rpartition("(")[2]
    if "(" in upper and ")" not in opened and ")" in lower.partition("(")[0]:
        return len(opened) < _LONGEST_BRACKET
    if (upper.endswith(_AT_BREAK) and ";" in f"{upper}{lower}") or (upper.endswith(":") and ";" in upper):
        return True
    if _UNIT.match(lower):
        return upper[-1:].isdigit() and ";" in upper
    return _BEGUN_PIECE.search(upper) is not None and _GOES_ON.match(lower) is not None
