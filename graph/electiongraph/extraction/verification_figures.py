"""Find the figures that a stretch of a document prints, whole and exact.

Extraction, part of verification. A figure counts only when the stretch has all of it ("677" is none of
"14,677"), and not when the text itself calls it inexact ("more than 10,000").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from electiongraph.extraction.numerals import APPROXIMATE, IN_WORDS, read_numeral

__all__ = ["prints_count", "prints_percentage"]

# How far before a figure the words stand that make it inexact, and how far after it its unit.
BEFORE = 40
AFTER = 16
_PERCENT_SIGN = r"[  -]?(?:%|per[  ]?cent|pc\b|percentage|(?:pts?|points?)\b)"
_START = r"(?<![\w.,£$€])(?P<sign>[+−–-])?"
_COUNT = re.compile(
    rf"{_START}(?P<digits>[0-9]{{1,3}}(?:[,\u00a0\u2009\u202f][0-9]{{3}})+|[0-9]{{1,3}}\.[0-9]{{3}}|[0-9]+)"
    rf"(?!\w|[.,][0-9]|{_PERCENT_SIGN})"
)
_PERCENTAGE = re.compile(
    rf"{_START}(?P<digits>[0-9]{{1,3}}(?:[.·][0-9]{{1,3}})?)"
    r"(?![0-9]|[.,·][0-9]|(?!pc\b)\w|[  -](?:votes?|seats?|MPs?|constituenc))"
)
_UNIT = re.compile(_PERCENT_SIGN)


@dataclass(frozen=True, slots=True)
class _Figure:
    value: float
    sign: str
    start: int


def prints_count(text: str, start: int, end: int, count: int, *, is_signed: bool = False) -> bool:
    """Tell whether `text[start:end]` prints a whole number, in digits or in words.

    Args:
        text: The document's text.
        start: First code point of the stretch.
        end: One past its last.
        count: The number; a negative one stands without its sign.
        is_signed: When True, a sign that is printed must be that of the number.

    Examples:
        >>> text = "won by 14,677 votes"
        >>> prints_count(text, 0, 19, 14677), prints_count(text, 10, 19, 677)
        (True, False)
        >>> prints_count("won by twenty-one votes", 0, 23, 21), prints_count("got 21%", 0, 7, 21)
        (True, False)
    """
    wrong = "+" if count < 0 else "-−–"
    return any(
        figure.value == abs(count) and not (is_signed and figure.sign and figure.sign in wrong)
        for figure in _exact(text, (*_counts(text, start, end), *_words(text, start, end, is_share=False)))
    )


def prints_percentage(text: str, start: int, end: int, percent: float) -> bool:
    """Tell whether `text[start:end]` prints a percentage.

    Args:
        text: The document's text.
        start: First code point of the stretch.
        end: One past its last.
        percent: 0 to 100.

    Examples:
        >>> prints_percentage("on 45.5% of the vote", 0, 20, 45.5)
        True
        >>> prints_percentage("on 45 votes", 0, 11, 45)
        False
    """
    figures = (*_percentages(text, start, end), *_words(text, start, end, is_share=True))
    return any(abs(figure.value - percent) < 1e-9 for figure in _exact(text, figures))


def _exact(text: str, figures: tuple[_Figure, ...]) -> Iterator[_Figure]:
    """Yield the figures that the text does not call inexact."""
    for figure in figures:
        if not APPROXIMATE.search(text[max(0, figure.start - BEFORE) : figure.start]):
            yield figure


def _matches(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the matches that lie in a stretch, with what stands around it in view."""
    for found in pattern.finditer(text, start, min(len(text), end + AFTER)):
        if found.end() <= end:
            yield found


def _counts(text: str, start: int, end: int) -> Iterator[_Figure]:
    for found in _matches(_COUNT, text, start, end):
        number = re.sub(r"[^0-9]", "", found["digits"])
        if len(number) < 10:
            yield _Figure(int(number), found["sign"] or "", found.start())


def _percentages(text: str, start: int, end: int) -> Iterator[_Figure]:
    for found in _matches(_PERCENTAGE, text, start, end):
        yield _Figure(float(found["digits"].replace("·", ".")), found["sign"] or "", found.start())


def _words(text: str, start: int, end: int, *, is_share: bool) -> Iterator[_Figure]:
    for found in _matches(IN_WORDS, text, start, end):
        number = read_numeral(found.group())
        if number is not None and bool(_UNIT.match(text, found.end())) == is_share:
            yield _Figure(number, "", found.start())
