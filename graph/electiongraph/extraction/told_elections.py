"""Remember which elections a document has told of, and reckon from them: "two years later", "that year".

Extraction, part of discourse, below `timeline`.
"""

from __future__ import annotations

import re

from electiongraph.extraction.clause_windows import (
    CLOSED_ASIDE,
    NOW,
    clause_around,
    is_in_aside,
    opening_phrase,
)
from electiongraph.extraction.masking import MaskedSentence, slot_indices
from electiongraph.extraction.people import Person
from electiongraph.extraction.polled_bodies import PolledBodies
from electiongraph.extraction.polling_days import election_in_year, latest_told, previous_election
from electiongraph.extraction.sightings import Sighting
from electiongraph.extraction.tenses import pivot_of
from electiongraph.extraction.time_words import LEAVES, TRAILING_YEARS, YEARS_EARLIER, YEARS_LATER
from electiongraph.extraction.year_spans import years_later
from electiongraph.gazetteers import Gazetteers
from electiongraph.sources.dates import FULL_DATE

__all__ = ["UNTOLD", "ToldElections"]

# The election of a statement that is not about the document's, and about nobody can say which other.
UNTOLD = "untold"
# "... lost her seat ten years later and won it back in 2017"
_IN_YEAR = re.compile(r" (?:back )?(?:in|at the) ‹Y\d+›")


class ToldElections(PolledBodies):
    """What one document has told of elections so far."""

    def __init__(self, election: str, gazetteers: Gazetteers) -> None:
        super().__init__(election, gazetteers)
        self.told_before = ""
        self.told_last = ""
        # The earlier election that the passage is about, and who was named at which.
        self.passage_tells = ""
        self.told_people: dict[tuple[str, str], set[str]] = {}
        self.told_winners: dict[tuple[str, str], str] = {}
        # Sentences whose "four years later" has led to the election of their part of a history already.
        self.reckoned: frozenset[int] = frozenset()
        self._told_now: set[str] = set()
        self._in_year: dict[int, str] = {}
        self._election_of: dict[tuple[int, str, int], str] = {}

    @property
    def looks_back(self) -> bool:
        """Tell whether the document is about an election before the last that it can tell of."""
        return latest_told(self.election) > self.election[:10]

    def told_in_sentence(self) -> list[str]:
        """Return the earlier elections that the sentence has told of so far."""
        return sorted(self._told_now - {"", self.election})

    def seats_told_of(self, name: str) -> set[str]:
        """Return the seats in whose earlier contests the text has named somebody so far."""
        return {seat for (_, seat), names in self.told_people.items() if name in names}

    def begin_again(self) -> None:
        """Forget what was told of earlier elections, before another reading of the document."""
        self.told_before = self.told_last = self.passage_tells = ""
        self.told_people.clear()
        self.told_winners.clear()
        self._told_now.clear()
        self._election_of.clear()

    def note_told(
        self,
        election: str,
        seat: str,
        person: Person | None,
        predicate: str = "",
        *,
        in_passing: bool = False,
    ) -> None:
        """Remember of which election a statement was, and of whom; a name's description tells of none."""
        if not in_passing:
            self._told_now.add(election)
        if (election != self.election or self.looks_back) and len(election) == FULL_DATE:
            self.told_last = election
            if person is not None and predicate == "elected":
                self.told_winners.setdefault((election, seat), person.name)
            if person is not None:
                self.told_people.setdefault((election, seat), set()).add(person.name)

    def _years_after(self, sighting: Sighting) -> str:
        """Return the election so many years after the one told of before, "" where nothing says so.

        "He won in 2010. Five years later ..., and two years after that ...": each is reckoned from the last.
        """
        text, masked, match = sighting.text, sighting.clause.masked, sighting.match
        told = ""
        # A text that looks back at an election reckons from it.
        base = self.told_before or (self.election if self.looks_back else "")
        at = 0
        if _IN_YEAR.match(text, match.until):
            return ""
        trail = TRAILING_YEARS.match(text, match.until)
        pivot = pivot_of(sighting)
        asides = [a.span() for a in CLOSED_ASIDE.finditer(text, 0, match.until) if a.end() <= pivot + 1]
        for later in YEARS_LATER.finditer(text, 0, trail.end() if trail else match.until):
            # "The minister, who won in 2010 and held on five years later, lost": the aside is of then.
            if any(start <= later.start() < end for start, end in asides):
                continue
            base = self._told_between(masked, at, later.start()) or base
            at = later.end()
            told = ""
            if not slot_indices(text[: later.start()], "Y") and sighting.clause.start in self.reckoned:
                told = base = self.election
            elif len(base) == FULL_DATE:
                told = base = years_later(
                    base, later[1], bool(later[2]), self.election, self.gazetteers, back=bool(later[3])
                )
        # "The minister, who won in 2010 and held on five years later, lost" has left the aside's time.
        is_left = (at < match.at and LEAVES.search(text, at, match.at)) or is_in_aside(
            text, at - 1, pivot_of(sighting)
        )
        return "" if at and is_left else told or (UNTOLD if trail else "")

    def _years_before_told(self, sighting: Sighting, seat: str, person: Person | None) -> str:
        """Return the election so many years before an earlier one that the passage tells of, "" for none.

        "In 2010 she won by 300. He had scraped home five years earlier": from 2010, and not from now.
        """
        masked, match = sighting.clause.masked, sighting.match
        clause = clause_around(masked.text, match.at, match.until)
        found = YEARS_EARLIER.search(clause)
        if found is None:
            return ""
        base = self._told_between(masked, 0, match.at)
        base = base or (self.passage_tells if self.passage_tells < self.previous() else "")
        last = self.previous()
        if not base and person is not None and sighting.states("elected", "outcome", "majority"):
            # "In 2017 Kerr took it from Paterson. He had won it two years earlier": not what Kerr won then.
            others = self.told_winners.get((last, seat), person.name)
            base = last if others != person.name else ""
        if len(base) < FULL_DATE:
            return ""
        has_half = bool(found[2])
        told = years_later(base, found[1], has_half, self.election, self.gazetteers, back=True)
        return told or UNTOLD

    def _told_between(self, masked: MaskedSentence, start: int, end: int) -> str:
        """Return the earlier election named last in a part of a sentence, "" for none."""
        for index in reversed(slot_indices(masked.text[start:end], "Y")):
            if date := self.earlier_election(masked, index):
                return date
        return ""

    def _last_told(self, masked: MaskedSentence, at: int) -> str:
        """Return the earlier election named last up to a place in a sentence, or before the sentence."""
        return self._told_between(masked, 0, at) or self.told_before

    def earlier_election(self, masked: MaskedSentence, index: int) -> str:
        """Return the election of the year of a mention, where it was before the document's; "" otherwise."""
        year = int(masked.mentions[index].number)
        if year not in self._in_year:
            self._in_year[year] = election_in_year(year, self.gazetteers, self.election) if year else ""
        date = self._in_year[year]
        is_other = date != self.election[:10] or self.looks_back
        return date if is_other and date <= latest_told(self.election) else ""

    def move_on(self, masked: MaskedSentence) -> None:
        """Remember which earlier election a sentence has told of last; its matches are done with."""
        self._election_of.clear()
        told = "" if YEARS_LATER.search(masked.text) else self._told_between(masked, 0, len(masked.text))
        self.told_before = told or self.told_last
        self.told_last = self.told_before
        if self.election in self._told_now or NOW.search(masked.text):
            self.passage_tells = ""
        elif self._told_now - {""}:
            begins = opening_phrase(masked.text, len(masked.text)) or YEARS_LATER.match(masked.text)
            goes_on = self.passage_tells == self.told_before == self.previous()
            self.passage_tells = self.told_before if begins or goes_on else ""
        self._told_now = set()

    def previous(self) -> str:
        """Return the general election before the document's."""
        return previous_election(self.election, self.gazetteers)
