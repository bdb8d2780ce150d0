"""The walk over the lines of a document, from section to section: whose seat each list and figure is.

Extraction stage, below `layout`. In come lines with their readings and the runs of candidates among them, out
goes a `Layout`.
"""

from __future__ import annotations

from dataclasses import replace

from electiongraph.extraction.layout_candidate_heads import CandidateHead, find_candidate_heads
from electiongraph.extraction.layout_changes import find_changes
from electiongraph.extraction.layout_context import SeatFinder
from electiongraph.extraction.layout_earlier import EarlierWinner
from electiongraph.extraction.layout_emission import FactList
from electiongraph.extraction.layout_endings import ends_section
from electiongraph.extraction.layout_forecasts import ForecastLabels
from electiongraph.extraction.layout_labels import election_of_label
from electiongraph.extraction.layout_leads import (
    first_beside,
    has_only_parties,
    statements_after,
    victor_above,
)
from electiongraph.extraction.layout_legends import Legend
from electiongraph.extraction.layout_lexicon import Lexicon
from electiongraph.extraction.layout_lines import Line
from electiongraph.extraction.layout_parts import Layout, Place, Section, merged_spans, without_repeats
from electiongraph.extraction.layout_party_lists import find_party_lists
from electiongraph.extraction.layout_places import ListPlaces
from electiongraph.extraction.layout_profiles import Profile, find_profiles
from electiongraph.extraction.layout_rosters import find_rosters
from electiongraph.extraction.layout_runs import Run
from electiongraph.extraction.layout_sections import ELSEWHERE, Heading, election_in
from electiongraph.extraction.layout_statements import read_statement
from electiongraph.extraction.layout_tallies import find_tallies
from electiongraph.extraction.press_releases import issuing_party
from electiongraph.sources.document import Document

__all__ = ["Walk"]

_FEW_LINES = 4
_FEW_WORDS = 4
_LONGEST_LABEL = 60


class Walk:
    """Goes through the lines once, from section to section."""

    def __init__(
        self,
        document: Document,
        lexicon: Lexicon,
        election: str,
        lines: list[Line],
        runs: list[Run],
        legend: Legend,
        later_counts: frozenset[int],
    ) -> None:
        self.document = document
        self.lexicon = lexicon
        self.election = election
        self.lines = lines
        self.runs: dict[int, list[Run]] = {}
        for run in runs:
            self.runs.setdefault(run.first, []).append(run)
        self.seats = SeatFinder(document, lexicon, lines, election)
        coming = lexicon.coming_election(document.published, election)
        self.facts = FactList(document.text, lexicon, lines, election, coming, legend)
        self.places = ListPlaces(document, lexicon, lines, election, self.facts, self.seats)
        self.sections: list[Section] = []
        self.forecasts = ForecastLabels(document, lines)
        self.place: Place | None = None
        self.opened_at = 0
        self.heading_line = -1
        self.last_list = -1
        self.is_passing = False
        self.filled: set[tuple[str, str]] = set()
        # Figures just above a list are its seat's, which only the list may tell; not so where the list's own
        # line opens with words, as in a thread.
        self.scope = ""
        # The election of a label below which no seat is named before its list: "1997", then a sentence.
        self.announced = (-1, "")
        self.deferred = {
            number
            for run in runs
            if not run.lead
            for number in range(first_beside(self.lines, run.first), run.first)
        }
        self.later_counts = later_counts
        self.changes = find_changes(lines, lexicon, election) | find_party_lists(lines, lexicon, election)
        self.rosters = find_rosters(lines, lexicon, election, coming, issuing_party(document.text, lexicon))
        self.profiles = find_profiles(lines, lexicon, election)
        self.heads = find_candidate_heads(lines, runs, lexicon)
        self.last_place: Place | None = None
        self.before_lists = {run.first - 1 for run in runs}
        self.lists = sum(len(run.rows) > 1 for run in runs)

    def layout(self) -> Layout:
        """Return what the walk gives."""
        number = 0
        while number < len(self.lines):
            changes = self.changes.get(number)
            if changes is not None and not self._is_forecast(changes.first, changes.last):
                self._close(self.lines[number].start)
                self.facts.add_changes(changes)
                number = changes.last + 1
                continue
            roster = self.rosters.get(number)
            if roster is not None and not self._is_forecast(roster.first, roster.last):
                self._close(self.lines[number].start)
                self.facts.add_roster(roster)
                number = roster.last + 1
                continue
            if number in self.heads:
                self._take_head(self.heads[number])
                number += 1
                continue
            taken = [run for run in self.runs.get(number, ()) if self._take_run(run)]
            if taken or number not in self.deferred:
                self._take_deferred(number)
            if taken:
                number = taken[-1].last + 1
                continue
            if number in self.later_counts:
                self.facts.consume(self.lines[number].start, self.lines[number].end)
            elif number not in self.deferred:
                self._take_line(number, self.lines[number])
            number += 1
        self._close(len(self.document.text))
        for line in self.lines:
            if line.past_majority is not None:
                self.facts.add_past_majority(line.past_majority, (line.start, line.end))
        tallies, spans = find_tallies(self.document, self.lines, self.lexicon, self.election)
        self.facts.spans.extend(spans)
        return Layout(
            without_repeats([*self.facts.facts, *tallies]),
            tuple(self.sections),
            merged_spans(self.facts.spans),
        )

    def _take_line(self, number: int, line: Line) -> None:
        if self.is_passing and line.is_prose and number > self.last_list:
            self._close(line.start)
        if line.earlier is not None:
            self._take_earlier_winner(number, line, line.earlier)
        elif number in self.profiles:
            self._open_profile(number, self.profiles[number])
        elif line.heading is not None and (line.kind != "row" or line.heading.statement.says_anything):
            self._open(number, line)
        elif line.statement is not None:
            self._reopen(number)
            self._take_statement(number, line)
        elif line.is_label:
            if election_in(line.text, self.lexicon, self.election, ()):
                self._reopen(number)
            self._take_label(number, line)
        elif self.place is not None and ends_section(self.lines, number, self.heading_line, self.place.seat):
            self._close(line.start)

    def _open(self, number: int, line: Line) -> None:
        heading = line.heading
        if heading is None:
            return
        self._close(line.start)
        election = heading.election or self.scope or self.election
        self.place = Place(heading.seat, election, election)
        self.opened_at = line.start
        self.heading_line = number
        if not line.is_prose:
            self.facts.consume(line.start, line.end)
        if not self._is_forecast(number, number):
            self.facts.add_statement(heading.statement, self.place, line.start, line.end)

    def _open_profile(self, number: int, profile: Profile) -> None:
        self._close(profile.start)
        self.place = Place(profile.seat, self.election, self.election)
        self.opened_at, self.heading_line = profile.start, number
        self.facts.add_profile(profile, self.place)

    def _take_head(self, head: CandidateHead) -> None:
        seat = self.place.seat if self.place is not None and not self.is_passing else ""
        if seat := seat or self.seats.subject() or self.seats.of_title():
            election = self.facts.coming or (self.place.election if self.place is not None else self.election)
            self.facts.add_head(head, Place(seat, election, election))

    def _close(self, at: int) -> None:
        if self.place is not None:
            last = self.sections[-1] if self.sections else None
            start = max(self.opened_at, last.end if last else 0)
            section = Section(self.place.seat, start, max(at, start), self.place.section_election)
            if last and (last.seat, last.election, last.end) == (section.seat, section.election, start):
                section = replace(section, start=self.sections.pop().start)
            self.sections.append(section)
        self.place = None
        self.is_passing = False

    def _reopen(self, number: int) -> None:
        """Go back to the only seat of a page, below headings such as "About the poll" and "2019 result"."""
        if self.place is not None or not self.sections or self.document.media_type != "text/html":
            return
        last = self.sections[-1]
        named = self.seats.all_names()
        seats = {section.seat for section in self.sections} | named
        since = [line for line in self.lines[:number] if line.start >= last.end and line.kind == "heading"]
        if not named or len(seats) > 1 or any(ELSEWHERE.search(line.text) for line in since):
            return
        self.place = Place(last.seat, last.election, last.election)
        self.opened_at = self.lines[number].start
        self.heading_line = number

    def _take_statement(self, number: int, line: Line) -> None:
        statement = line.statement
        if statement is None or self.place is None or self._is_forecast(number, number):
            return
        end = line.end
        if not any(character.isdigit() for character in line.text) and number + 1 < len(self.lines):
            below = self.lines[number + 1]
            if statement.has_label and below.has_only_figures:
                joined = read_statement(f"{line.text} {below.text}", self.lexicon)
                statement, end = joined or statement, below.end
        self.facts.consume(line.start, end)
        place = self.place
        is_before = statement.is_previous and place.election == place.section_election
        if is_before or (statement.year and statement.year != place.election[:4]):
            election = self.facts.earlier_election(
                statement.year, place.election, is_notional=statement.is_notional
            )
            if not election:
                return
            place = Place(place.seat, election, place.section_election)
            if (
                statement.year
                and statement.outcome
                and not statement.has_label
                and number in self.before_lists
            ):
                self.place = place
        self.facts.add_statement(statement, place, line.start, end)

    def _take_earlier_winner(self, number: int, line: Line, winner: EarlierWinner) -> None:
        """Take "Previous winner: ..." under the heading of its seat."""
        self._reopen(number)
        titled = self.seats.of_table(number) if winner.when else ""
        place = Place(titled, self.election, self.election) if titled else self.place
        if place is None or self._is_forecast(number, number):
            return
        self.facts.consume(line.start, line.end)
        self.facts.add_earlier_winner(winner, place, (line.start, line.end))

    def _take_label(self, number: int, line: Line) -> None:
        """A label such as "2019 result:" turns to another election, "Full result:" back again.

        Right above the heading of a seat it holds for that and the next ones.
        """
        seat = self.place.seat if self.place is not None else ""
        found = election_of_label(line.text, self.lexicon, self.election, seat)
        below = self.lines[number + 1] if number + 1 < len(self.lines) else None
        if found and below is not None and below.heading is not None:
            self.scope = found
        is_bare = len(line.columns) == 1 and len(line.text.split()) <= _FEW_WORDS
        self.announced = (number, found if is_bare else "")
        if self.place is None:
            return
        if found:
            self.place = replace(self.place, election=found)
        elif any(word in line.text.lower() for word in ("result", "election")):
            self.place = replace(self.place, election=self.place.section_election)

    def _is_forecast(self, first: int, last: int) -> bool:
        heading = self.heading_line if self.heading_line >= 0 and self.place is not None else None
        return self.forecasts.cover(first, last, heading)

    def _take_run(self, run: Run) -> bool:
        if run.first in self.later_counts:
            self.facts.add_later_count(run, self.last_place)
            return True
        opening = self.seats.heading_above(run, self.place, self.heading_line, self.last_list)
        if opening is not None:
            number, heading = opening
            if number == run.first:
                run.victor = heading.statement.party
            there = Place(heading.seat, heading.election or self.election, "")
            if not self.facts.is_believable(run, there, self.election):
                return number == run.first and self._take_outcome(run, heading)
            line = self.lines[number]
            if number == run.first and (number == self.last_list or self.seats.has_sentences(run.lead)):
                self._open_in_passing(run, heading)
                if self.place is not None:
                    self.facts.add_statement(heading.statement, self.place, *run.lead_span)
                return self._take_candidates(run)
            kept, line.heading = line.heading, heading
            self._open(number, line)
            line.heading = kept
        elif (found := self._seat_of_passage(run)) is not None:
            self._open_in_passing(run, found)
        elif self.place is None and self.facts.needs_seat(run, self.election):
            heading_found = self.seats.of_this_poll(run, self.seats.heading_around(run))
            if heading_found is not None:
                first = first_beside(self.lines, run.first)
                self._close(self.lines[first].start)
                election = heading_found.election or self._announced(run) or self.election
                self.place = Place(heading_found.seat, election, election)
                self.opened_at, self.heading_line = self.lines[first].start, first - 1
        return self._take_candidates(run)

    def _take_candidates(self, run: Run) -> bool:
        election = self.place.election if self.place is not None else self._election_of_several(run)
        if self._is_forecast(run.first, run.last) or run.is_ahead_of(election, self.document.published):
            self.facts.consume_run(run)
            return True
        if not self.facts.is_believable(run, self.place, self.election):
            return False
        self._take_deferred(run.first)
        self._take_lead(run)
        run.victor = run.victor or victor_above(run, self.lines)
        kept = self.place
        self.place = self.places.settle(run, kept)
        self.facts.add_run(run, self.place, self.election if self.place is not None else election)
        self.places.remember(run, self.place)
        self.last_list = run.last
        self.last_place = self.place
        if self.place is not None:
            self.filled.add((self.place.seat, self.place.election))
        self._take_tail(run)
        self.place = kept if run.lead else self.place
        for number in range(run.first, run.last + 1):
            line = self.lines[number]
            if line.statement is not None or line.is_label:
                self._take_line(number, line)
        return True

    def _election_of_several(self, run: Run) -> str:
        """Return the election of a table whose rows name their seats."""
        return self.places.told_of_several(run) or self._announced(run) or self.election

    def _take_outcome(self, run: Run, heading: Heading) -> bool:
        """Read the outcome before figures of parties without names: "Bedford - LAB HOLD. Lab 18,342, ..."."""
        if not heading.is_known or not has_only_parties(run):
            return False
        end = self.lines[run.last].end
        after = statements_after(self.document.text, end - len(run.tail), end, self.lexicon)
        if not heading.statement.outcome and not any(statement.outcome for statement, _ in after):
            return False
        self._open_in_passing(run, heading)
        if self.place is not None:
            self.facts.add_statement(heading.statement, self.place, *run.lead_span)
        self.facts.consume(*run.lead_span)
        self.facts.consume_run(run)
        self.last_list = run.last
        self._take_tail(run)
        return True

    def _take_lead(self, run: Run) -> None:
        """Read what opens a list under its heading: "Lab hold: Jo Bloggs 18,201", "2019: C maj 590 - "."""
        start, end = run.lead_span
        lead = self.document.text[start:end]
        if self.place is None or run.victor or not lead or len(lead) > _LONGEST_LABEL:
            return
        statement = read_statement(lead, self.lexicon)
        if statement is None or not (statement.outcome or statement.has_label):
            return
        place = self.places.of_lead(run, self.place) if statement.year else self.place
        if place is None:
            return
        run.victor = "" if statement.year else statement.party
        self.facts.consume(start, end)
        self.facts.add_statement(statement, place, start, end)

    def _seat_of_passage(self, run: Run) -> Heading | None:
        """Return the seat of the sentences before a list, unless an open heading holds for it."""
        place = self.place
        open_seat = place.seat if place is not None and not self.is_passing else ""
        if place is not None and open_seat and (place.seat, place.election) in self.filled:
            open_seat = ""
            if not run.lead and not self.lines[first_beside(self.lines, run.first) - 1].is_sentence:
                return None
        if (open_seat and not run.lead) or not self.facts.needs_seat(run, self.election):
            return None
        since, is_only = max(self.last_list, self.heading_line), self.lists == 1
        found = self.seats.passage_heading(run, since, open_seat, is_only=is_only)
        found = self.seats.of_this_poll(run, found)
        if found is None and self.is_passing:
            self._close(self.lines[run.first].start)
        return found

    def _open_in_passing(self, run: Run, heading: Heading) -> None:
        """Open a section that ends with its list and the figures after it."""
        line = self.lines[run.first]
        before = self.sections[-1].end if self.sections else 0
        start = max(line.start, before)
        if run.first == self.last_list:
            start = run.rows[0].start - len(run.lead)
        self._close(start)
        election = heading.election or self._announced(run) or self.election
        self.place = Place(heading.seat, election, election)
        self.opened_at, self.is_passing = start, True

    def _announced(self, run: Run) -> str:
        """Return the election that a label gives the list below it, with a few sentences between them."""
        number, found = self.announced
        is_near = number > self.last_list and number > self.heading_line
        return found if is_near and run.first - number <= _FEW_LINES else ""

    def _take_tail(self, run: Run) -> None:
        """Read the figures after a list that runs on in one paragraph, sentence by sentence."""
        if self.place is None or not run.tail:
            return
        end = self.lines[run.last].end
        at = end - len(run.tail)
        for statement, span in statements_after(self.document.text, at, end, self.lexicon):
            self.facts.consume(*span)
            self.facts.add_statement(statement, self.place, *span)

    def _take_deferred(self, before: int) -> None:
        """Take the lines just above a list, now that its seat is known."""
        if not self.deferred:
            return
        for number in range(first_beside(self.lines, before), before):
            if number in self.deferred:
                self.deferred.discard(number)
                self._take_line(number, self.lines[number])
