"""Read counts as newspapers print them: 7,167, 7167, 5.384 (for 5,384), ten, twenty-one.

Extraction. Percentages, years and dates are read in `mentions`.
"""

from __future__ import annotations

import re

__all__ = ["NUMERAL", "read_numeral"]

_UNITS = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split(),
        range(1, 20),
        strict=True,
    )
)
_TENS = dict(
    zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True)
)
_SMALL = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(list(_UNITS)[:9])}))?"
    rf"|{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
)
_WORDS = rf"(?:(?:{_SMALL}|a) (?:hundred|thousand)(?: and {_SMALL})?|{_SMALL})"
NUMERAL = re.compile(
    r"(?<![\w.,£$€#+−–-])(?:\d{1,3}(?:,\d{3})+|\d{1,3}\.\d{3}(?!\d)"
    r"|\d+)(?![\w%])(?![.,]\d)(?!-\w)(?:(?=-vote)|)"
    r"|(?<![\w£$€])\d{1,3}(?:,\d{3})+(?=-)|(?<![\w£$€,.])\d+(?=-(?:vote|seat)\b)"
    r"|(?<!a )(?<!new )(?<!old )(?<!the )(?<!no )(?<!any )(?<!only )(?<!this )(?<!that )(?<!is )(?<!was )"
    r"\bone\b(?= (?:seat|vote|MP|constituency|gain|loss)\b)"
    rf"|(?!one\b)\b(?:{_WORDS})\b(?!-(?:year|time|term|week|day|party|way|thirds|quarters))(?! (?:of the"
    rf"|of his|of her|of their|years?|days?|weeks?|months?|terms?|hours?|minutes?|decades?|times"
    rf"|people|men|women)\b)",
    re.IGNORECASE,
)


def read_numeral(text: str) -> int | None:
    """Return the count that a numeral says, None when it says none.

    Examples:
        >>> read_numeral("7,167"), read_numeral("5.384"), read_numeral("twenty-one")
        (7167, 5384, 21)
    """
    digits = text.replace(",", "").replace(".", "")
    if digits.isdigit():
        return int(digits) if len(digits) < 10 else None
    total = 0
    for word in re.split(r"[- ]", text.lower()):
        if word in ("hundred", "thousand"):
            total = max(total, 1) * (100 if word == "hundred" else 1000)
        else:
            total += _UNITS.get(word, 0) + _TENS.get(word, 0)
    return total or None
