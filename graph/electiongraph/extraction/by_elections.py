"""Look up by-elections: those of a seat, that of a year, the last before a day.

Extraction, part of discourse.
"""

from __future__ import annotations

import datetime
from functools import lru_cache

from electiongraph.extraction.masking import MaskedSentence, slot_indices
from electiongraph.extraction.polling_days import BY_ELECTION, GENERAL, kind_of
from electiongraph.gazetteers import Election, Gazetteers
from electiongraph.sources.dates import FULL_DATE

__all__ = [
    "by_election_date",
    "by_election_elsewhere",
    "by_election_in_year",
    "by_election_since",
    "by_elections_in",
    "last_by_election",
    "was_by_election",
]

# A text of so long after an election knows of the by-elections since.
_REPORTED_DAYS = 45


def by_election_date(
    window: str, masked: MaskedSentence, seat: str, default: str, gazetteers: Gazetteers
) -> str:
    """Return the date of the by-election in a seat that a clause speaks of, "" when none is known.

    A year or month in the clause chooses; else it is the last one up to the document's election.
    """
    known = by_elections_in(seat, gazetteers)
    years = [int(masked.mentions[i].number) for i in slot_indices(window, "Y") if masked.mentions[i].number]
    for election in known:
        if any(election.date.startswith(str(year)) for year in years):
            return election.date
    past = [e.date for e in known if e.date <= default[:10]]
    # "In 2004, at the last by-election here": long before those that are known.
    long_ago = bool(years) and str(years[-1]) < default[:4] and past[-1:] == [default[:10]]
    if past and not long_ago:
        return past[-1]
    return str(years[-1]) if years and str(years[-1]) < default[:4] else ""


def by_election_in_year(year: int, seat: str, gazetteers: Gazetteers) -> str:
    """Return the by-election in a seat in a year, "" for none."""
    held = [one.date for one in by_elections_in(seat, gazetteers) if one.date.startswith(str(year))]
    return held[0] if held else ""


def last_by_election(seat: str, until: str, gazetteers: Gazetteers) -> str:
    """Return the last by-election in a seat up to a day, "" for none."""
    held = [one.date for one in by_elections_in(seat, gazetteers) if one.date <= until]
    return held[-1] if held else ""


def by_election_elsewhere(seat: str, election: str, gazetteers: Gazetteers) -> str:
    """Return the latest by-election in another seat than a report's, if held within a year; else ""."""
    date = last_by_election(seat, election, gazetteers)
    return date if date and int(election[:4]) - int(date[:4]) <= 1 else ""


def by_election_since(seat: str, election: str, published: str, gazetteers: Gazetteers) -> str:
    """Return the by-election in a seat between a general election and a text of long after, "" for none."""
    if not published or kind_of(election) != GENERAL or len(election) < FULL_DATE:
        return ""
    since = datetime.date.fromisoformat(published) - datetime.date.fromisoformat(election)
    date = last_by_election(seat, published, gazetteers) if since.days > _REPORTED_DAYS else ""
    return date if date > election else ""


def was_by_election(date: str, gazetteers: Gazetteers) -> bool:
    """Tell whether a by-election was held on a day."""
    return any(one.date == date and one.kind == BY_ELECTION for one in gazetteers.elections)


@lru_cache(maxsize=4096)
def by_elections_in(seat: str, gazetteers: Gazetteers) -> tuple[Election, ...]:
    """Return the by-elections in a seat, earliest first."""
    iris = {s.iri for s in gazetteers.seats_named(seat)} if seat else set()
    found = (e for e in gazetteers.elections if e.kind == "by-election" and e.seat in iris)
    return tuple(sorted(found, key=lambda e: e.date))
