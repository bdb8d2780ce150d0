"""Dates and clock times as pages and newspapers write them.

First stage, text only: a run of text comes in, an ISO 8601 date goes out. Nothing is read from the clock, so
a date without a year stays without one.
"""

from __future__ import annotations

import re
from datetime import date, datetime

__all__ = [
    "FULL_DATE",
    "MONTHS",
    "before_last_date",
    "find_date",
    "find_dates",
    "find_day_and_month",
    "is_time_stamp",
    "iso_date",
    "opens_with_time",
]

# How long an ISO date of a day is; a shorter one is of a year or a month.
FULL_DATE = len("2024-07-04")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_MONTH_NUMBERS = {
    form: number
    for number, name in enumerate(MONTHS, start=1)
    for form in (name.lower(), name[:3].lower(), *(("sept",) if name == "September" else ()))
}
_MONTH = "(?:" + "|".join(sorted(_MONTH_NUMBERS, key=lambda name: (-len(name), name))) + r")\b\.?"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_ZONE = r"(?:British\s+Summer\s+Time|Greenwich\s+Mean\s+Time|BST|GMT|UTC|UK\s+time|ET)"
_CLOCK = (
    rf"(?:[01]?\d|2[0-3])(?:[:.][0-5]\d(?:[:.][0-5]\d)?(?:\s?[ap]\.?m\b\.?)?|\s?[ap]\.?m\b\.?|[0-5]\d\s?(?:hrs|BST|GMT)\b)"
    rf"(?:\s*\(?{_ZONE}\)?)?"
)
_CALENDAR = (
    rf"(?:{_WEEKDAY}\s*)?(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{4}}"
    rf"|{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{4}})?|{_MONTH}\s+{_DAY}(?:,?\s+\d{{4}})?)"
)
_LABEL = (
    r"(?:(?:first\s+|last\s+)?(?:published|updated|posted|modified|created)(?:\s+(?:at|on))?"
    r"|dated?|time)\s*:?\s*"
)
_TIME_STAMP = re.compile(
    rf"[\[(]?(?:{_LABEL})?(?:{_CLOCK}(?:\s*[,|·•–-]?\s*(?:on\s+)?{_CALENDAR})?"
    rf"|{_CALENDAR}(?:\s*[,|·•–-]?\s*(?:at\s+)?(?:{_CLOCK}|\(\d{{4}}\)))?"
    rf"|{_WEEKDAY.removesuffix(',?')}\s+{_CLOCK}|\d+\s*(?:m|min|mins|minutes?|h|hrs?|hours?)\s+ago)[\])]?",
    re.IGNORECASE,
)
_OPENING_TIME = re.compile(
    r"(?:0\d\.[0-5]\d|(?:[01]?\d|2[0-3])(?::[0-5]\d(?:\s?[ap]\.?m\b\.?)?|\.[0-5]\d\s?[ap]\.?m\b\.?|\s?[ap]m\b))"
    rf"(?:\s*{_ZONE})?(?=\s*[-–—:|]?\s+[\"'“‘]?[A-Z])"
)
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({_MONTH}),?\s+(\d{{4}})\b", re.IGNORECASE
)
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE)
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_LAST_DATE = re.compile(
    rf"(?:{_WEEKDAY}\s*)?(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{4}}"
    rf"|{_DAY}\s+(?:of\s+)?{_MONTH},?\s+\d{{4}}|{_MONTH}\s+{_DAY},?\s+\d{{4}})$",
    re.IGNORECASE,
)
_NO_YEAR = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTH})|({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?)(?!,?\s*\d{{4}})",
    re.IGNORECASE,
)
_LONGEST_STAMP = 90


def is_time_stamp(text: str) -> bool:
    """Say whether a line is nothing but a clock time, a date or both.

    Args:
        text: A line without outer white space.

    Returns:
        True for "04:41", "5.32am", "06:45 BST 5 July" and "published at 06:45 on 5 July 2024".

    >>> is_time_stamp("06:45 BST 5 July")
    True
    >>> is_time_stamp("5.32% turnout")
    False
    """
    return len(text) <= _LONGEST_STAMP and _TIME_STAMP.fullmatch(text) is not None


def opens_with_time(text: str) -> int:
    """Return the length of a clock time that opens a line before a capital letter, 0 when there is none.

    >>> opens_with_time("04:41 - Labour hold Bedford")
    5
    >>> opens_with_time("5.32 per cent"), opens_with_time("03.25 Labour hold Bedford")
    (0, 5)
    """
    found = _OPENING_TIME.match(text)
    return found.end() if found else 0


def iso_date(text: str) -> str:
    """Return an ISO 8601 date or date-time in its usual form, "" when it is none.

    >>> iso_date("2024-07-05T06:45:00Z")
    '2024-07-05T06:45:00+00:00'
    >>> iso_date("2024-07-05")
    '2024-07-05'
    """
    cleaned = text.strip()
    try:
        if len(cleaned) == 10:
            return date.fromisoformat(cleaned).isoformat()
        if len(cleaned) > 10 and cleaned[4] == "-":
            return datetime.fromisoformat(cleaned).isoformat()
    except ValueError:
        return ""
    return ""


def find_date(text: str) -> str:
    """Return the first full date (day, month and year) in a text as ISO 8601, "" when it has none.

    A date in figures is read day first, as British papers write it.

    >>> find_date("Friday, July 5, 2024")
    '2024-07-05'
    """
    return next(iter(find_dates(text)), "")


def find_dates(text: str) -> tuple[str, ...]:
    """Return every full date in a text as ISO 8601, in text order.

    >>> find_dates("Polled on July 4, 2024, counted on 5 July 2024")
    ('2024-07-04', '2024-07-05')
    """
    dates: list[tuple[int, str]] = []
    for pattern, order in (
        (_ISO, (1, 2, 3)),
        (_DAY_FIRST, (3, 2, 1)),
        (_MONTH_FIRST, (3, 1, 2)),
        (_SLASHED, (3, 2, 1)),
    ):
        for found in pattern.finditer(text):
            year, month, day = (found.group(index) for index in order)
            written = _calendar_date(int(year), month, int(day))
            if written:
                dates.append((found.start(), written))
    return tuple(written for _, written in sorted(dates))


def before_last_date(text: str) -> str | None:
    """Return what stands before the full date that a text ends in, None when it ends in none.

    >>> before_last_date("By Jane Poe in Ely, Friday 5 July 2024")
    'By Jane Poe in Ely, '
    """
    found = _LAST_DATE.search(text)
    return text[: found.start()] if found else None


def find_day_and_month(text: str) -> tuple[int, int] | None:
    """Return the first (month, day) that is written without a year, None when there is none.

    >>> find_day_and_month("published at 06:45 British Summer Time 5 July")
    (7, 5)
    """
    found = _NO_YEAR.search(text)
    if not found:
        return None
    day = int(found.group(1) or found.group(4))
    month = _month_number(found.group(2) or found.group(3))
    return (month, day) if 1 <= day <= 31 else None


def _month_number(name: str) -> int:
    return int(name) if name.isdecimal() else _MONTH_NUMBERS[name.lower().rstrip(".")]


def _calendar_date(year: int, month: str, day: int) -> str:
    try:
        return date(year, _month_number(month), day).isoformat()
    except ValueError:
        return ""
