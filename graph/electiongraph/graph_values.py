"""Read the values of a graph that anybody may have written: what is no number or day is none.

`validate` tells of such values; whoever draws, explains or compares leaves them out.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

__all__ = ["decimal_number", "grouped", "is_day", "printable", "whole_number"]

# No count of people has more digits, and no share is finer.
_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})")


def whole_number(text: str) -> int | None:
    """Return the whole number that a text is; None for any other text.

    Examples:
        >>> whole_number("14677"), whole_number("many"), whole_number("9" * 5_000)
        (14677, None, None)
    """
    return int(text) if _WHOLE.fullmatch(text) else None


def decimal_number(text: str) -> Decimal | None:
    """Return the number that a text is, with its decimals; None for any other text.

    Examples:
        >>> decimal_number("37.95"), decimal_number("NaN")
        (Decimal('37.95'), None)
    """
    return Decimal(text) if _DECIMAL.fullmatch(text) else None


def grouped(text: str) -> str:
    """Return a whole number with commas, any other text as it is.

    Examples:
        >>> grouped("14677"), grouped("many")
        ('14,677', 'many')
    """
    number = whole_number(text)
    return text if number is None else f"{number:,}"


def is_day(text: str) -> bool:
    """Tell whether a text is a day as ISO 8601 writes it.

    Examples:
        >>> is_day("2024-07-04"), is_day("2024-02-30"), is_day("2024")
        (True, False, False)
    """
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def printable(text: str) -> str:
    r"""Return a text with a mark in place of each character that no picture, page or XML file may hold.

    Examples:
        >>> printable("red\x1b[0m") == "red\ufffd[0m"
        True
    """
    return text if text.isprintable() else _UNPRINTABLE.sub("\ufffd", text)
