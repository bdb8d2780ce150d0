"""Polling days: which election a text reports on, which came before it, which was held in a year.

Extraction, part of discourse. A report's election is a date that also knows what was elected on it, for "in
2016" means another day in a report from Holyrood than in one from Westminster.
"""

from __future__ import annotations

import datetime

from electiongraph.body_gazetteers import ABROAD, body_of
from electiongraph.gazetteers import Election, Gazetteers

__all__ = [
    "ABROAD",
    "BY_ELECTION",
    "GENERAL",
    "LOCAL",
    "PollingDay",
    "days_of_kind",
    "election_in_year",
    "election_near",
    "kind_of",
    "kinds_on",
    "latest_told",
    "next_election",
    "previous_election",
]

GENERAL = "general"
BY_ELECTION = "by-election"
LOCAL = "local"
EARLIER = "house-of-commons"


class PollingDay(str):
    """A polling date, ISO 8601, that knows what was elected: "general", "by-election", "local" and so on."""

    __slots__ = ("kind", "latest")

    def __new__(cls, date: str, kind: str = GENERAL, latest: str = "") -> PollingDay:
        """Make a polling day of a date.

        Args:
            date: ISO 8601 date; a year alone where no more is known; "" when nothing is.
            kind: What was elected, as `Election.kind` has it.
            latest: The last polling day that a text can tell of which looks back at this one; "" for this.
        """
        day = super().__new__(cls, date)
        day.kind = kind
        day.latest = latest or date
        return day

    def __reduce__(self) -> tuple[type[PollingDay], tuple[str, str, str]]:
        return PollingDay, (str(self), self.kind, self.latest)

    kind: str
    latest: str


def kind_of(election: str) -> str:
    """Return what is elected at a document's election: "general" unless the date says more."""
    return election.kind if isinstance(election, PollingDay) else GENERAL


def latest_told(election: str) -> str:
    """Return the last polling day that a text about an election can tell of: a look back knows later ones.

    Examples:
        >>> latest_told("2017-06-08"), latest_told(PollingDay("2010-05-06", latest="2017-06-08"))
        ('2017-06-08', '2017-06-08')
    """
    return election.latest if isinstance(election, PollingDay) else election[:10]


def previous_election(election: str, gazetteers: Gazetteers, *, general: bool = False) -> str:
    """Return the polling date of the last election of the same kind before one, "" when there is none.

    Args:
        election: A polling date; before a by-election comes a general election.
        gazetteers: The elections known.
        general: Ask for the general election before, whatever the kind.

    Examples:
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> previous_election("2024-07-04", load_gazetteers())
        '2019-12-12'
        >>> previous_election(PollingDay("2021-05-06", "senedd"), load_gazetteers())
        '2016-05-05'
    """
    kind = GENERAL if general or kind_of(election) == BY_ELECTION else kind_of(election)
    past = [day for day in days_of_kind(gazetteers, kind) if day < election[:10]]
    # Wards and mayors are polled every four years, some mayors after three; which, no gazetteer knows.
    if kind == "local":
        past = [day for day in past if int(election[:4]) - int(day[:4]) >= 4]
    elif kind == "mayoral":
        past = [day for day in past if int(election[:4]) - int(day[:4]) >= 3]
        past = [day for day in past if int(election[:4]) - int(day[:4]) == 4] or past
    return past[-1] if past else ""


def election_in_year(year: int, gazetteers: Gazetteers, like: str = "") -> str:
    """Return the polling date of a year's election, "" when none is known.

    Args:
        year: The year.
        gazetteers: The elections known.
        like: A document's election, whose kind comes first; a general election is next.
    """
    own = GENERAL if kind_of(like) == BY_ELECTION else kind_of(like)
    for kind in (own,) if body_of(own) in ABROAD else dict.fromkeys((own, GENERAL)):
        days = [day for day in days_of_kind(gazetteers, kind) if day.startswith(str(year))]
        if len(days) == 1 or (days and kind != GENERAL):
            return days[-1]
    return ""


def next_election(day: str, like: str, gazetteers: Gazetteers) -> str:
    """Return the first election of a document's kind after a day, "" when it can tell of none.

    Args:
        day: A polling day.
        like: The document's election, whose kind is meant; for a by-election a general election is.
        gazetteers: The elections known.
    """
    kind = GENERAL if kind_of(like) == BY_ELECTION else kind_of(like)
    known = (one for one in days_of_kind(gazetteers, kind) if len(one) == len(day))
    return next((one for one in known if day < one <= latest_told(like)), "")


def election_near(date: datetime.date, gazetteers: Gazetteers, like: str, days: int = 270) -> str:
    """Return the polling day of the same kind that is nearest to a date, "" when none is near.

    Args:
        date: A day worked out from "two and a half years ago".
        gazetteers: The elections known.
        like: A document's election, whose kind is meant; for a by-election a general election is.
        days: How far off it may be.
    """
    kind = GENERAL if kind_of(like) == BY_ELECTION else kind_of(like)
    known = [
        day
        for day in days_of_kind(gazetteers, kind)
        if len(day) == 10 and day != like[:10] and day <= latest_told(like)
    ]
    near = sorted((abs((datetime.date.fromisoformat(day) - date).days), day) for day in known)
    return near[0][1] if near and near[0][0] <= days else ""


def kinds_on(date: str, gazetteers: Gazetteers) -> tuple[str, ...]:
    """Return which kinds of election were polled on a date, sorted; empty when none was."""
    kinds = {GENERAL if one.kind == EARLIER else one.kind for one in gazetteers.elections if one.date == date}
    return tuple(sorted(kinds - {"notional"}))


_known_days: list[tuple[tuple[Election, ...], dict[str, tuple[str, ...]]]] = []


def _days_by_kind(elections: tuple[Election, ...]) -> dict[str, tuple[str, ...]]:
    kinds: dict[str, set[str]] = {}
    for election in elections:
        kind = GENERAL if election.kind == EARLIER else election.kind
        kinds.setdefault(kind, set()).add(election.date)
    return {kind: tuple(sorted(days)) for kind, days in kinds.items()}


def days_of_kind(gazetteers: Gazetteers, kind: str) -> tuple[str, ...]:
    """Return the polling days of a kind of election, in order."""
    # Remembered by identity: to hash every election at each call would take longer than to sort them once.
    if not _known_days or _known_days[0][0] is not gazetteers.elections:
        _known_days[:] = [(gazetteers.elections, _days_by_kind(gazetteers.elections))]
    return _known_days[0][1].get(kind, ())
