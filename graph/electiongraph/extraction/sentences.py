"""Split blocks into sentences and find what stands between quotation marks.

Extraction, before mentions. Offsets are code points of the document's text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from electiongraph.extraction.numerals import READ_OUT

__all__ = ["quoted_spans", "sentence_spans"]

ABBREVIATIONS = frozenset(
    (
        "mr mrs ms dr st no rev prof sir hon rt cllr vs v maj gen lt col sgt jr sr inc ltd co dept est approx"
    ).split()
)
# No newspaper prints a longer sentence, in code points; what looks like one is a table or a broken file.
LONGEST_SENTENCE = 1_000
# An abbreviation is shorter; what looks for one looks no farther back.
_LONGEST_WORD = 40
_BREAK = re.compile(r"(?<![.!?…])[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-ZÀ-Þ0-9])|\n\s*\n")
_DECLARATION = re.compile(
    r"\b(?:number of (?:the )?(?:valid )?votes (?:given|cast|recorded|polled|received)"
    r"|votes? (?:were|was) (?:given|cast|recorded) as follows"
    r"|(?:hereby|duly) (?:declare|elected)|hereby give notice)\b"
)
_LONGEST_NICKNAME = 20
_NICKNAME = re.compile(r"[\"“‘'][A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+)?[\"”’']")
_NAME_BEFORE = re.compile(r"(?:^|[\s“(])[A-ZÀ-Þ][\w-]+ $")
_NAME_AFTER = re.compile(r" [A-ZÀ-Þ]\w")
_LAST_WORD = re.compile(r"([\w’'][\w’'.]*)$")
_OPENING_SINGLE = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=[(\[—–]))[‘'](?=\w)")
_CLOSING_SINGLE = re.compile(r"(?<=[\w.,!?…])[’'](?=[\s.,;:!?)\]—–]|$)")


def sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the sentences of `text[start:end]`, in text order.

    Args:
        text: The document's text.
        start: First offset of the block.
        end: One past its last.

    Returns:
        Spans without outer white space; a full stop after a title or an initial ends no sentence; a run
        longer than `LONGEST_SENTENCE` is cut between words.

    Examples:
        >>> sentence_spans("Dr J. Smith won. He polled 9.", 0, 29)
        [(0, 16), (17, 29)]
        >>> sentence_spans("He isn't. Who is?", 0, 17)
        [(0, 9), (10, 17)]
    """
    spans: list[tuple[int, int]] = []
    begin = start
    for found in _BREAK.finditer(text, start, end):
        if found.group().startswith(".") and _is_abbreviation(text, begin, found.start()):
            continue
        # "Court, Robert, Liberal Democrats. Four thousand, two hundred and eleven."
        if spans and READ_OUT.fullmatch(text[begin : found.end()].strip()):
            begin = spans.pop()[0]
        spans.append((begin, found.end()))
        begin = found.end()
    if spans and READ_OUT.fullmatch(text[begin:end].strip()):
        begin = spans.pop()[0]
    spans.append((begin, end))
    stripped = (_stripped(text, *piece) for span in spans for piece in _in_pieces(text, *span))
    return [span for span in stripped if span[0] < span[1]]


def quoted_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of direct speech in a block, the marks included.

    A quotation that the paragraph opens and does not close runs to its end, as newspapers print speech
    of several paragraphs. What a returning officer declares is no speech but the result.

    Examples:
        >>> quoted_spans("She said “we won” again", 0, 23)
        [(9, 17)]
        >>> quoted_spans("“I love it. The seat is", 0, 23)
        [(0, 23)]
    """
    doubles = _double_quotes(text, start, end)
    singles: list[tuple[int, int]] = []
    for opening in _OPENING_SINGLE.finditer(text, start, end):
        at = opening.start()
        before = bisect_right(doubles, (at, end)) - 1
        if (before >= 0 and at < doubles[before][1]) or (singles and at < singles[-1][1]):
            continue
        closing = _CLOSING_SINGLE.search(text, opening.end(), end)
        if closing is None:
            break
        singles.append((at, closing.end()))
    spans = sorted([*doubles, *singles])
    return [(a, b) for a, b in spans if not (_DECLARATION.search(text, a, b) or _is_nickname(text, a, b))]


def _is_nickname(text: str, start: int, end: int) -> bool:
    """Tell whether what stands between the marks is what somebody is called: Elizabeth “Buffy” Williams."""
    return end - start < _LONGEST_NICKNAME and bool(
        _NICKNAME.fullmatch(text, start, end)
        and _NAME_BEFORE.search(text, max(0, start - _LONGEST_NICKNAME), start)
        and _NAME_AFTER.match(text, end)
    )


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


def _in_pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a span in pieces short enough for the rules, whose time grows with the square of the length."""
    while end - start > LONGEST_SENTENCE:
        space = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        cut = space if space > 0 else start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    yield start, end


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    word = _LAST_WORD.search(text, max(start, end - _LONGEST_WORD), end)
    if word is None or text[word.start() - 1 : word.start()] in ("'", "’"):
        return False
    last = word.group().lower()
    return last in ABBREVIATIONS or len(last) == 1 or (len(last) > 1 and last[-2:-1] == ".")


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
