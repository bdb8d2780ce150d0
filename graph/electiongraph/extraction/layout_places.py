"""Of which election a list is, once its seat is known, and whether it can be of that seat at all.

Extraction stage, below `layout`. In come a run and the place that headings and sentences give it, out goes
the place that holds: another election where the words or the list itself say so, `OTHER` where none is sure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from electiongraph.extraction.impossible import is_before_poll
from electiongraph.extraction.layout_accounts import Accounts
from electiongraph.extraction.layout_candidates import Candidate
from electiongraph.extraction.layout_context import SeatFinder
from electiongraph.extraction.layout_emission import FactList
from electiongraph.extraction.layout_labels import OTHER, election_of_label, election_of_sentence
from electiongraph.extraction.layout_lexicon import Lexicon
from electiongraph.extraction.layout_lines import Line
from electiongraph.extraction.layout_parts import Place
from electiongraph.extraction.layout_passages import sentences_of
from electiongraph.extraction.layout_runs import Run
from electiongraph.extraction.polling_days import BY_ELECTION, GENERAL, kind_of, previous_election
from electiongraph.sources.document import Document

__all__ = ["ListPlaces"]

_LONGEST_LEAD = 60
_LONGEST_LABEL = 120
_PREDECESSOR = re.compile(
    r"\b(?:predecessor|forerunner|old|former|previous|abolished|last time|last election)\b", re.IGNORECASE
)


class ListPlaces:
    """Settles to which election the lists of a document belong."""

    def __init__(
        self,
        document: Document,
        lexicon: Lexicon,
        lines: Sequence[Line],
        election: str,
        facts: FactList,
        seats: SeatFinder,
    ) -> None:
        self.lexicon = lexicon
        self.lines = lines
        self.election = election
        self.facts = facts
        self.seats = seats
        self.accounts = Accounts()
        self.looks_ahead = is_before_poll(document, election)

    def settle(self, run: Run, place: Place | None) -> Place | None:
        """Return the place of a list, with `OTHER` as its election where that is not certain."""
        if place is None:
            return None
        told = self._told_above(run, place)
        if told:
            place = replace(place, election=told)
        candidates = self._candidates(run, place)
        if any(one.seat or one.row.year for one in candidates):
            return place
        if not _has_figures(run) and place.election != self.election and self.looks_ahead:
            place = replace(place, election=self.election)
        if run.has_votes and place.election == self.election and self.looks_ahead:
            return replace(place, election=OTHER)
        place = self._when_polled(run, place)
        if self._is_contradicted(place, candidates):
            place = replace(place, election=self._beside(run, place) or OTHER)
        return place

    def remember(self, run: Run, place: Place | None) -> None:
        """Remember a list that was taken."""
        if place is not None and place.election != OTHER:
            self.accounts.add(place.seat, place.election, self._candidates(run, place))

    def of_lead(self, run: Run, place: Place | None) -> Place | None:
        """Return the place of a list that runs on after "2017:" or "Last time:", None without such words."""
        told = self._told_above(run, place) if place is not None and run.lead.strip() else ""
        return replace(place, election=told) if place is not None and told else None

    def _candidates(self, run: Run, place: Place) -> list[Candidate]:
        return [one for one in self.facts.candidates(run, place, self.election) if one is not None]

    def told_of_several(self, run: Run) -> str:
        """Return the election that the sentence above a table of several seats gives it, "" for none."""
        return self._told_above(run, Place("", self.election, self.election))

    def _told_above(self, run: Run, place: Place) -> str:
        """Return the election that the words right above or before a list give it, "" for none."""
        lead = run.lead.strip()
        if lead:
            label = list(sentences_of(lead))[-1]
            short = len(label) < _LONGEST_LEAD
            return election_of_label(label, self.lexicon, self.election, place.seat) if short else ""
        number = run.first - 1
        while number > 0 and (self.lines[number].header or self.lines[number].is_table_head):
            number -= 1
        above = self.lines[number] if number >= 0 else None
        if above is None or above.row is not None or above.heading is not None:
            return ""
        sentence = list(sentences_of(above.text))[-1]
        return election_of_sentence(sentence, self.lexicon, self.election, place.seat)

    def _beside(self, run: Run, place: Place) -> str:
        """Return the election of the figures of another year that stand right above a list."""
        statement = self.lines[run.first - 1].statement if run.first else None
        if statement is None or not (statement.year or statement.is_previous):
            return ""
        found = self.facts.earlier_election(statement.year, self.election, is_notional=statement.is_notional)
        there = replace(place, election=found)
        candidates = self._candidates(run, there)
        return "" if self._is_contradicted(there, candidates) else found

    def _is_contradicted(self, place: Place, candidates: Sequence[Candidate]) -> bool:
        has_one_member = kind_of(self.election) in (GENERAL, BY_ELECTION) and bool(
            self.lexicon.gazetteers.seats_named(place.seat)
        )
        return self.accounts.contradict(place.seat, place.election, candidates, has_one_member=has_one_member)

    def _when_polled(self, run: Run, place: Place) -> Place:
        """Take a list of an abolished seat for an election before, where the words above it say so.

        Otherwise it is of the seat that the document is about, if that was polled.
        """
        if self._is_polled(place.seat, place.election):
            return place
        above = self.lines[run.first - 1].text if run.first and not run.lead else ""
        words = list(sentences_of(above or run.lead.strip()))[-1]
        earlier = previous_election(place.election, self.lexicon.gazetteers)
        is_said = len(words) < _LONGEST_LABEL and _PREDECESSOR.search(words)
        if earlier and is_said and self._is_polled(place.seat, earlier):
            return replace(place, election=earlier)
        subject = self.seats.subject()
        if place.election == self.election and subject and self._is_polled(subject, place.election):
            return replace(place, seat=subject)
        return replace(place, election=OTHER)

    def _is_polled(self, seat: str, election: str) -> bool:
        """Tell whether a seat existed at an election, as far as the gazetteers know."""
        gazetteers = self.lexicon.gazetteers
        first = gazetteers.general_elections()[0].date
        if kind_of(self.election) not in (GENERAL, BY_ELECTION) or election == OTHER or election[:10] < first:
            return True
        known = [one for one in gazetteers.seats_named(seat) if one.name == seat]
        if not known or election.endswith("notional"):
            return True
        wanted = gazetteers.boundary_set_on(election if len(election) > len("2019") else f"{election}-12-31")
        return any(one.boundary_set == wanted for one in known)


def _has_figures(run: Run) -> bool:
    return any(row.has_figure or row.elected or row.outcome for row in run.rows)
