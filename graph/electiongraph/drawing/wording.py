"""Put dates and sources into the words that stand in pictures.

For drawing; pure functions on strings and records.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from electiongraph.drawing.records import Source
from electiongraph.sources.dates import MONTHS

__all__ = ["long_date", "source_note"]


def long_date(date: str) -> str:
    """Return an ISO date as newspapers write it, in English whatever the locale; "" when it is none.

    Examples:
        >>> long_date("2024-07-04"), long_date("")
        ('4 July 2024', '')
    """
    try:
        day = datetime.date.fromisoformat(date[:10])
    except ValueError:
        return ""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


# A picture of a graph of official files may rest on dozens.
MOST_SOURCES = 7


def source_note(sources: Sequence[Source], most: int = MOST_SOURCES) -> str:
    """Return the line that names the sources of a picture, the first ones of many; "" without sources.

    Examples:
        >>> source_note([Source("", "Luton declares", "luton.txt", "Luton Star", "2024-07-05")])
        'Source: Luton declares (Luton Star, 5 July 2024)'
    """
    named = []
    for source in sources[: most if len(sources) > most + 1 else None]:
        details = ", ".join(part for part in (source.publisher, long_date(source.issued)) if part)
        named.append(f"{source.title} ({details})" if details else source.title)
    rest = f" and {len(sources) - len(named)} more" if len(named) < len(sources) else ""
    return f"Source{'s' if len(named) > 1 else ''}: {'; '.join(named)}{rest}" if named else ""
