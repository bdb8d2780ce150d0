"""Tell which election was so many years before a report, or after another election.

Extraction, part of discourse, below `elections`.
"""

from __future__ import annotations

import datetime
import re

from electiongraph.extraction.by_elections import by_elections_in
from electiongraph.extraction.polling_days import election_near, previous_election
from electiongraph.gazetteers import Gazetteers

__all__ = ["NUMBERS", "YEARS_AGO", "after_winning", "years_ago", "years_before", "years_later"]

NUMBERS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
YEARS_AGO = re.compile(
    rf"\b({'|'.join(NUMBERS)}|\d{{1,2}})(?:[ -]years?)?([ -]and[ -]a[ -]half)?[ -]years?"
    r" (?:ago|earlier|before(?! (?:the|he|she|they|it|that|losing|winning)\b)|previously)\b",
    re.IGNORECASE,
)
_AFTER_WINNING = re.compile(
    rf"\b({'|'.join(NUMBERS)}|\d{{1,2}}) (week|month|year)s? after"
    r" (?:[a-z]+ing|he|she|they|it|‹[PAGS]\d+›)(?= )",
    re.IGNORECASE,
)


def after_winning(before: str, seat: str, default: str, gazetteers: Gazetteers) -> str:
    """Return the election in a seat that was nearest to "four months after winning it"."""
    after = _AFTER_WINNING.search(before)
    if after is None or len(default) < len("2024-07-04"):
        return ""
    number = int(after[1]) if after[1].isdigit() else NUMBERS[after[1].lower()]
    days = number * {"week": 7, "month": 30.5, "year": 365.25}[after[2]]
    then = datetime.date.fromisoformat(default[:10]) - datetime.timedelta(days=int(days))
    held = {one.date for one in by_elections_in(seat, gazetteers) if one.date < default[:10]}
    held.add(previous_election(default, gazetteers))
    near = min(held, key=lambda day: abs((datetime.date.fromisoformat(day) - then).days) if day else 9999)
    if near and abs((datetime.date.fromisoformat(near) - then).days) < 250:
        return near
    return election_near(then, gazetteers, default) if after[2] == "year" else ""


def years_ago(window: str, default: str, gazetteers: Gazetteers) -> str:
    """Return the election that was so many years before the document's."""
    ago = YEARS_AGO.search(window)
    if ago is None or len(default) < len("2024-07-04"):
        return ""
    years = int(ago[1]) if ago[1].isdigit() else NUMBERS[ago[1].lower()]
    days = int(365.25 * years) + (183 if ago[2] else 0)
    then = datetime.date.fromisoformat(default[:10]) - datetime.timedelta(days=days)
    return election_near(then, gazetteers, default)


def years_before(years: str, default: str, gazetteers: Gazetteers) -> str:
    """Return the election so many years before a document's, the document's own when there was none.

    Examples:
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> years_before("two", "2017-06-08", load_gazetteers())
        '2015-05-07'
    """
    return years_ago(f"{years} years ago", default, gazetteers) or default


def years_later(
    base: str, years: str, has_half: bool, default: str, gazetteers: Gazetteers, *, back: bool = False
) -> str:
    """Return the election so many years after another, "" when there was none, or none before a document's.

    With `back` it is the one so many years before.

    Examples:
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> years_later("2015-05-07", "two", False, "2024-07-04", load_gazetteers())
        '2017-06-08'
    """
    days = int(365.25 * NUMBERS[years.lower()]) + (183 if has_half else 0)
    then = datetime.date.fromisoformat(base) + datetime.timedelta(days=-days if back else days)
    near = election_near(then, gazetteers, default)
    now = datetime.date.fromisoformat(default[:10]) if len(default) >= len(base) else then
    is_now = abs((now - then).days) < (abs((datetime.date.fromisoformat(near) - then).days) if near else 200)
    return default if is_now else near
