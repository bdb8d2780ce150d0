"""A document as it is searched for the election that it reports on.

Extraction, below `document_polls`: what it is called, when it was published, and how often it speaks of each
kind of election. What speaks for each kind is data, in `rules/polls.toml`.
"""

from __future__ import annotations

import datetime
import functools
import re
import tomllib
from collections.abc import Iterable

from electiongraph.body_gazetteers import areas_polled
from electiongraph.extraction.lexicon import RULES_FOLDER
from electiongraph.extraction.polling_days import BY_ELECTION, GENERAL, days_of_kind
from electiongraph.extraction.required_words import RequiredWordsIndex
from electiongraph.gazetteers import Election, Gazetteers, Seat, normalise_name
from electiongraph.sources.dates import FULL_DATE
from electiongraph.sources.document import Document

__all__ = [
    "NEWS_DAYS",
    "RESULT",
    "Report",
    "count_of",
    "cues",
    "names_in",
    "seat_of_by_election",
    "seats_by_name",
    "thursday_before",
]

# How long before and after the polling day a text reports on it.
REPORTED_DAYS = 45
CAMPAIGN_DAYS = 45
# For so long a result is news: a report need not say of which election it is.
NEWS_DAYS = 10
HEAD = 700
OPENING = 2000
RESULT = re.compile(
    r"\b(?:won|wins?|held|holds?|took|takes?|gain(?:ed|s)?|lost|loses?|beat(?:en|s)?|defeat(?:ed)?|elected"
    r"|re-elected|oust(?:ed|s)|unseat(?:ed|s)?|votes|majority|declared|turnout|returned|topped|polled)\b"
)


class Report:
    """A document as it is searched for its election."""

    def __init__(self, document: Document, gazetteers: Gazetteers) -> None:
        self.gazetteers = gazetteers
        self.title = document.title
        self.about = document.about
        self.text = document.text
        self.head = f"{document.title}\n{document.about}\n{document.text[:HEAD]}"
        self.published = document.published[:FULL_DATE]
        self.opening = normalise_name(f"{document.title} {document.text[:OPENING]}")
        self.headline = normalise_name(document.title)

    def days(self, kind: str) -> tuple[str, ...]:
        """Return the polling days of a kind, in order."""
        return days_of_kind(self.gazetteers, kind)

    def told(self, kind: str) -> int:
        """Return how much the text speaks of a kind of election, in words that tell it."""
        return len(self.words_on(kind)) + 4 * len(cues()[kind].findall(self.head))

    def words_on(self, kind: str) -> list[str]:
        """Return the words of the text that tell of a kind of election."""
        return cues()[kind].findall(self.text) if kind in self._kinds_possible else []

    @functools.cached_property
    def _kinds_possible(self) -> frozenset[str]:
        kinds = tuple(cues())
        return frozenset(kinds[number] for number in _cue_index().fitting(self.text))

    def is_near(self, day: str, after: int = REPORTED_DAYS, before: int = CAMPAIGN_DAYS) -> bool:
        """Tell whether the text was published within so many days after a poll, or before it."""
        if len(day) < FULL_DATE:
            return False
        try:
            since = (datetime.date.fromisoformat(self.published) - datetime.date.fromisoformat(day)).days
        except ValueError:
            return False
        return -before <= since <= after

    def countries(self) -> dict[str, int]:
        """Return how many seats of the House of Commons the opening names, by their country."""
        found: dict[str, int] = {}
        for name in names_in(self.opening, seats_by_name(self.gazetteers)):
            country = seats_by_name(self.gazetteers)[name][0].country
            found[country] = found.get(country, 0) + (3 if count_of(name, self.headline) else 1)
        return found

    def names_polled_seats(self, day: str, kind: str) -> int:
        """Return how many seats that only another body has the opening names."""
        polled = areas_polled(kind, day)
        names = {normalise_name(name) for name in polled} - set(seats_by_name(self.gazetteers))
        return sum(3 if count_of(name, self.headline) else 1 for name in names_in(self.opening, names))

    def is_near_general(self) -> bool:
        """Tell whether the text was published near a general election."""
        return any(self.is_near(day) for day in self.days(GENERAL))


@functools.lru_cache(maxsize=2)
def cues(table: str = "cues") -> dict[str, re.Pattern[str]]:
    """Return what tells each kind of election, from a table of `rules/polls.toml`."""
    with (RULES_FOLDER / "polls.toml").open("rb") as file:
        return {kind: re.compile(cue) for kind, cue in tomllib.load(file)[table].items()}


@functools.lru_cache(maxsize=1)
def _cue_index() -> RequiredWordsIndex:
    return RequiredWordsIndex.of_patterns(cues().values())


@functools.lru_cache(maxsize=4)
def seats_by_name(gazetteers: Gazetteers) -> dict[str, tuple[Seat, ...]]:
    """Return the seats of the House of Commons by their normal name, those of each set of boundaries."""
    found: dict[str, tuple[Seat, ...]] = {}
    for seat in gazetteers.seats:
        name = normalise_name(seat.name)
        found[name] = (*found.get(name, ()), seat)
    return found


def names_in(text: str, names: Iterable[str]) -> list[str]:
    """Return which normal names stand in a normal text as words of their own."""
    words = set(text.split())
    return [name for name in names if name.partition(" ")[0] in words and count_of(name, text)]


def thursday_before(published: str) -> str:
    """Return the last Thursday, on which Britain votes, up to a day."""
    day = datetime.date.fromisoformat(published)
    return (day - datetime.timedelta(days=(day.weekday() - 3) % 7)).isoformat()


def seat_of_by_election(election: Election) -> str:
    """Return the name of a by-election's seat, "" for other elections."""
    found = re.match(r"\d{4} (.+) by-election", election.name) if election.kind == BY_ELECTION else None
    return found[1] if found else ""


def count_of(words: str, text: str) -> int:
    """Return how often words stand in a text as words of their own."""
    return len(re.findall(rf"\b{re.escape(words)}\b", text)) if words in text else 0
