"""Split blocks into sentences and find what stands between quotation marks.

Extraction, before mentions. Offsets are code points of the document's text.
"""

from __future__ import annotations

import re

__all__ = ["quoted_spans", "sentence_spans"]

ABBREVIATIONS = frozenset(
    (
        "mr mrs ms dr st no rev prof sir hon rt cllr vs v maj gen lt col sgt jr sr inc ltd co dept est approx"
    ).split()
)
_BREAK = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-ZÀ-Þ0-9])|\n\s*\n")
_LAST_WORD = re.compile(r"(\w[\w.]*)$")
_OPENING_SINGLE = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=[(\[—–]))[‘'](?=\w)")
_CLOSING_SINGLE = re.compile(r"(?<=[\w.,!?…])[’'](?=[\s.,;:!?)\]—–]|$)")


def sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the sentences of `text[start:end]`, in text order.

    Args:
        text: The document's text.
        start: First offset of the block.
        end: One past its last.

    Returns:
        Spans without outer white space; a full stop after a title or an initial ends no sentence.

    Examples:
        >>> sentence_spans("Dr J. Smith won. He polled 9.", 0, 29)
        [(0, 16), (17, 29)]
    """
    spans = []
    begin = start
    for found in _BREAK.finditer(text, start, end):
        if found.group().startswith(".") and _is_abbreviation(text, begin, found.start()):
            continue
        spans.append((begin, found.end()))
        begin = found.end()
    spans.append((begin, end))
    return [span for span in (_stripped(text, *span) for span in spans) if span[0] < span[1]]


def quoted_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of direct speech in a block, the marks included.

    A quotation that the paragraph opens and does not close runs to its end, as newspapers print speech
    of several paragraphs.

    Examples:
        >>> quoted_spans("She said “we won” again", 0, 23)
        [(9, 17)]
        >>> quoted_spans("“I love it. The seat is", 0, 23)
        [(0, 23)]
    """
    spans = _double_quotes(text, start, end)
    for opening in _OPENING_SINGLE.finditer(text, start, end):
        if any(a <= opening.start() < b for a, b in spans):
            continue
        closing = _CLOSING_SINGLE.search(text, opening.end(), end)
        if closing:
            spans.append((opening.start(), closing.end()))
    return sorted(spans)


def _double_quotes(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    opened = -1
    for i in range(start, end):
        character = text[i]
        if character == "“":
            opened = i if opened < 0 else opened
        elif character == "”" or (character == '"' and opened >= 0):
            if opened >= 0:
                spans.append((opened, i + 1))
                opened = -1
        elif character == '"':
            opened = i
    if opened >= 0:
        spans.append((opened, end))
    return spans


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    word = _LAST_WORD.search(text, start, end)
    if word is None:
        return False
    last = word.group().lower()
    return last in ABBREVIATIONS or len(last) == 1 or (len(last) > 1 and last[-2:-1] == ".")


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
