"""Which lines end the part of a text that is about one seat.

Extraction stage, below `layout`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from electiongraph.extraction.layout_lines import Line
from electiongraph.extraction.layout_sections import CREDIT

__all__ = ["ends_section"]

_MOST_WORDS = 6
_LABELLED = re.compile(r"[A-Z][\w’' -]{2,24}:(?: \S+){1,5}$")
_LEAST_LETTERS = 4


def ends_section(lines: Sequence[Line], number: int, heading: int, seat: str) -> bool:
    """Tell whether a line that is no part of a list begins another story.

    Args:
        lines: The lines of the document.
        number: The line's number.
        heading: The number of the seat's heading.
        seat: The seat.
    """
    line = lines[number]
    if line.kind == "time":
        return number > heading + 1
    if line.is_prose or line.header or line.kind in ("row", "item") or CREDIT.match(line.text):
        return False
    # "Verdict: LABOUR GAIN", "Forecast: too close to call": a figure of the seat like those above it.
    if number and line.start - lines[number - 1].end <= 1 and _LABELLED.match(line.text):
        return False
    is_short = sum(map(str.isalpha, line.text)) >= _LEAST_LETTERS and len(line.text.split()) <= _MOST_WORDS
    if is_short and line.text.isupper() and line.row is not None:
        return not line.row.parties
    if line.kind != "heading" or line.text.endswith(":") or seat.lower() in line.text.lower():
        return False
    above = lines[heading].level
    return not (line.level and above) or line.level <= above
