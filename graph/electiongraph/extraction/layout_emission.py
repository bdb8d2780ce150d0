"""From runs and statements to facts, with the exact words that state each.

Extraction stage, below `layout`. In come runs, statements and the place they stand in, out go `Fact`s.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from electiongraph.extraction.facts import Fact, Value
from electiongraph.extraction.layout_candidate_heads import CandidateHead
from electiongraph.extraction.layout_candidates import (
    Candidate,
    all_have_majorities,
    has_one_for_each_seat,
    parties_repeat,
    resolve_rows,
    with_surnames_last,
    with_victor,
)
from electiongraph.extraction.layout_changes import ChangeList
from electiongraph.extraction.layout_earlier import EarlierWinner, PastMajority, earlier_election
from electiongraph.extraction.layout_labels import OTHER
from electiongraph.extraction.layout_legends import ELECTED, Legend
from electiongraph.extraction.layout_lexicon import Lexicon
from electiongraph.extraction.layout_lines import Line
from electiongraph.extraction.layout_members import members_election
from electiongraph.extraction.layout_parts import Place
from electiongraph.extraction.layout_people import full_name, usual_name
from electiongraph.extraction.layout_profiles import Profile
from electiongraph.extraction.layout_rosters import ROSTER, Roster
from electiongraph.extraction.layout_rows import Row
from electiongraph.extraction.layout_runs import Run
from electiongraph.extraction.layout_sections import says_seats_to_fill
from electiongraph.extraction.layout_statements import Statement, read_statement
from electiongraph.extraction.layout_winners import elected_rows, is_beaten, is_incumbent, lists_winners

__all__ = ["FactList"]

_RULES = {
    "standsIn": "layout:candidate-line", "standsFor": "layout:candidate-line",
    "votes": "layout:candidate-line", "voteShare": "layout:candidate-line",
    "elected": "layout:elected-flag", "outcome": "layout:outcome-line", "gainedFrom": "layout:outcome-line",
    "majority": "layout:majority-line", "majorityShare": "layout:majority-line",
    "turnout": "layout:turnout-line", "newSeat": "layout:new-seat", "incumbentIn": "layout:incumbent-mark",
    "defeatedIn": "layout:incumbent-mark",
}  # fmt: skip
_CANDIDATES = re.compile(
    r"\bcandidates?\b|\bstanding (?:in|for)\b|\bnominated\b|\bwinners\b|\bresults\b", re.IGNORECASE
)
_WHO_STANDS = re.compile(
    r"\bwho(?: is|['’]s|s| are) standing\b|\bwho (?:can|could|will) (?:you|I|we) vote for\b|"
    r"\b(?:full |complete )?list of (?:all )?(?:the )?(?:\w+ ){0,2}candidates\b|"
    r"\b(?:all|every|meet|your|the) (?:the )?(?:\w+ ){0,2}candidates?\b|"
    r"\bcandidates (?:standing|for|in)\b|\bpersons nominated\b|"
    r"\bon (?:the|your) ballot paper\b",
    re.IGNORECASE,
)
_DECLARES = re.compile(r"[Dd]uly elected\b|DULY ELECTED|Returning Officer\b|RETURNING OFFICER")
_TITLE_LINES = 4
_RESULTS = re.compile(r"\b(?:results?|votes|declared|declaration)\b", re.IGNORECASE)
_NO_CANDIDATES = re.compile(
    r"\b(?:stand|stands|standing|stood|step|stepping|steps) (?:down|aside)|\bnot standing|\bretir|\bresign|"
    r"\bformer\b|\bcouncillors\b|\bprevious(?:ly)?\b|\bhistory\b|\bpast\b|\bsince\b|\bendors|\bwho lost\b|"
    r"\bcabinet\b|\bministers\b",
    re.IGNORECASE,
)


class FactList:
    """Collects facts and the spans that they come from."""

    def __init__(
        self,
        text: str,
        lexicon: Lexicon,
        lines: Sequence[Line],
        election: str = "",
        coming: str = "",
        legend: Legend | None = None,
    ) -> None:
        self.text = text
        self.lexicon = lexicon
        self.lines = lines
        self.election = election
        self.coming = coming
        self.facts: list[Fact] = []
        self.spans: list[tuple[int, int]] = []
        self.resolved: dict[tuple[int, str, str], list[Candidate | None]] = {}
        self.elected: dict[tuple[int, int], list[Row]] = {}
        self.legend = legend or Legend()
        self.is_declaration = _DECLARES.search(text) is not None
        self.says_who_stands = any(_WHO_STANDS.search(line.text) for line in lines[:_TITLE_LINES])

    def consume(self, start: int, end: int) -> None:
        """Keep a span from the prose rules."""
        self.spans.append((start, end))

    def consume_run(self, run: Run) -> None:
        """Keep the lines of a run from the prose rules."""
        for row in run.rows:
            self.consume(row.start, row.end)

    def _add(
        self,
        predicate: str,
        span: tuple[int, int],
        place: Place,
        person: str = "",
        *,
        value: Value = "",
        party: str = "",
        rule: str = "",
    ) -> None:
        if place.election == OTHER:
            return
        start, end = span
        rule = rule or _RULES[predicate]
        self.facts.append(
            Fact(
                predicate, self.text[start:end], start, end, rule, place.election, person,
                place.seat, party, value, is_list=True,
            )
        )  # fmt: skip

    def add_statement(self, statement: Statement, place: Place, start: int, end: int) -> None:
        """Add the facts of a statement about the seat."""
        span = (start, end)
        if statement.outcome:
            self._add("outcome", span, place, value=statement.outcome, party=statement.party)
            if statement.gained_from and statement.outcome == "gain":
                self._add("gainedFrom", span, place, value=statement.gained_from)
        if statement.majority is not None:
            self._add("majority", span, place, value=statement.majority)
        if statement.majority_share is not None:
            self._add("majorityShare", span, place, value=statement.majority_share)
        if statement.turnout is not None:
            self._add("turnout", span, place, value=statement.turnout)
        if statement.is_new:
            self._add("newSeat", span, place)
        for earlier in statement.earlier:
            election = self.earlier_election(earlier.year, place.election, is_notional=earlier.is_notional)
            if election and earlier.year != place.election[:4]:
                self.add_statement(earlier, Place(place.seat, election, place.section_election), start, end)

    def earlier_election(self, year: str, election: str, *, is_notional: bool = False) -> str:
        """Return the polling date of a result of another year, or without one of the election before."""
        return earlier_election(year, election, self.lexicon, self.election, is_notional=is_notional)

    def add_earlier_winner(self, winner: EarlierWinner, place: Place, span: tuple[int, int]) -> None:
        """Add the facts of a line about who won a seat before, or went into the election as its member."""
        rule = "layout:earlier-winner"
        upcoming = self.coming if self.coming and place.election == self.election else place.election
        now = Place(place.seat, upcoming, upcoming)
        if winner.is_member or winner.left:
            self._add("incumbentIn", span, now, winner.person, rule=rule)
        if winner.left:
            self._add("stoodDown", span, now, winner.person, rule=rule)
        election = self.earlier_election(winner.year, upcoming)
        if winner.when:
            election = members_election(winner.when, place.seat, self.lexicon)
        if not election or (election >= upcoming and not winner.when):
            return
        then = Place(place.seat, election, election)
        if winner.year or not winner.is_member:
            self._add("elected", span, then, winner.person, rule=rule)
            self._add("standsIn", span, then, winner.person, rule=rule)
            told = (("standsFor", winner.party or None), ("votes", winner.votes), ("voteShare", winner.share))
            for predicate, value in told:
                if value is not None:
                    self._add(predicate, span, then, winner.person, value=value, rule=rule)
        if winner.majority is not None:
            self._add("majority", span, then, value=winner.majority, rule=rule)
        if winner.turnout is not None:
            self._add("turnout", span, then, value=winner.turnout, rule=rule)

    def add_changes(self, changes: ChangeList) -> None:
        """Add what a list of seats says became of each, and who won there."""
        self.consume(self.lines[changes.first].start, self.lines[changes.last].end)
        for one in changes.seats:
            place = Place(one.seat, self.election, self.election)
            span = (one.start, one.end)
            self.add_statement(one.statement, place, *span)
            if one.person:
                party = one.statement.gained_from if one.is_loss else one.statement.party
                for predicate, value in (("standsIn", ""), ("standsFor", party), ("elected", "")):
                    if predicate != "elected" or not one.is_loss:
                        self._add(predicate, span, place, one.person, value=value, rule=changes.rule)

    def add_roster(self, roster: Roster) -> None:
        """Add what became of everybody in a roster, as its label says."""
        for one in roster.entries:
            place, span = Place(one.seat, roster.election, roster.election), (one.start, one.end)
            self.consume(*span)
            for predicate, person, value in one.claims(roster.label):
                self._add(predicate, span, place, person, value=value, rule=ROSTER)
            self.add_statement(one.statement, place, *span)

    def add_head(self, head: CandidateHead, place: Place) -> None:
        """Add who stands with which party; what they say below it is left to the prose rules."""
        span = (head.start, head.end)
        self._add("standsIn", span, place, head.person)
        self._add("standsFor", span, place, head.person, value=head.party)

    def add_profile(self, profile: Profile, place: Place) -> None:
        """Add whom a portrait is of."""
        span = (profile.start, profile.end)
        self.consume(*span)
        self._add("standsIn", span, place, profile.person)
        self._add("standsFor", span, place, profile.person, value=profile.party)
        if profile.is_elected and not self.coming:
            self._add("elected", span, place, profile.person)

    def add_past_majority(self, past: PastMajority, span: tuple[int, int]) -> None:
        """Add a majority of an earlier election from a table about a coming one."""
        upcoming = self.coming or self.election
        election = self.earlier_election(past.year, upcoming, is_notional=past.is_notional)
        if election and (election < upcoming or not upcoming):
            self._add("majority", span, Place(past.seat, election, election), value=past.votes)

    def needs_seat(self, run: Run, election: str) -> bool:
        """Tell whether a believable run says in none of its rows which seat it is about."""
        if not self.is_believable(run, Place("", election, election), election):
            return False
        return not any(c.seat for c in self.candidates(run, None, election) if c is not None)

    def is_believable(self, run: Run, place: Place | None, election: str) -> bool:
        """Tell whether a run is a results or candidate list, and not lines that happen to look like one."""
        candidates = [c for c in self.candidates(run, place, election) if c is not None]
        if not candidates:
            return False
        known = sum(bool(c.party) and c.is_known_party for c in candidates)
        figures = sum(c.row.has_figure for c in candidates)
        headed = "party" in run.columns.values() and (
            "person" in run.columns.values() or "surname" in run.columns.values()
        )
        above = self.lines[run.first - 1].text if run.first else ""
        several_seats = says_seats_to_fill(above) or 0 < self._count_elected(run) < len(run.rows)
        if not several_seats and parties_repeat(candidates, often=figures > 0):
            return False
        if figures == 0 or (known == 0 and all_have_majorities(candidates)):
            return self._is_candidate_list(run, candidates, place, known=known, headed=headed)
        if len(candidates) == 1:
            one = candidates[0]
            return (place is not None or bool(one.seat)) and bool(one.party) and one.is_known_party
        if headed or 3 * known >= len(candidates):
            return known > 0 or headed
        big = sum((c.row.votes or 0) >= 100 for c in candidates)
        named = sum(" " in c.person for c in candidates)
        cued = bool(run.columns) or self._is_cued(run)
        least = 2 if self._has_outcome_above(run) and big == len(candidates) else 3
        return (
            place is not None and cued and len(candidates) >= least and big > 0 and named == len(candidates)
        )

    def _count_elected(self, run: Run) -> int:
        """Count the rows shown as elected: in a ward of several seats parties repeat."""
        return len(self._elected(run))

    def _elected(self, run: Run) -> list[Row]:
        key = run.first, run.rows[0].start
        if key not in self.elected:
            self.elected[key] = elected_rows(run, self.lines, self.legend)
        return self.elected[key]

    def _is_cued(self, run: Run) -> bool:
        above = self.lines[max(0, run.first - 2) : run.first]
        if self._has_outcome_above(run):
            return True
        return any((line.is_label or line.heading) and _RESULTS.search(line.text) for line in above)

    def _has_outcome_above(self, run: Run) -> bool:
        line = self.lines[run.first - 1] if run.first else None
        if line is None:
            return False
        told = line.statement or (line.heading.statement if line.heading else None)
        return told is not None and bool(told.outcome)

    def _is_candidate_list(
        self,
        run: Run,
        candidates: Sequence[Candidate],
        place: Place | None,
        *,
        known: int,
        headed: bool,
    ) -> bool:
        """Tell whether rows without figures say who stands, and not who was, left or lost."""
        own_seats = sum(bool(c.seat) for c in candidates)
        if any(c.row.elected for c in candidates) and place is not None:
            return True
        won = not self.coming and all_have_majorities(candidates)
        if len(candidates) < 2 or (2 * known < len(candidates) and not headed and not won):
            return False
        above = " ".join(
            line.text
            for line in self._lines_introducing(run)
            if len(line.text) < 160 and not (self.says_who_stands and line.text.endswith((".", "!", "?")))
        )
        is_dated = any(c.row.year for c in candidates)
        if is_dated and run.winners:
            return place is not None
        if is_dated or _NO_CANDIDATES.search(f"{above} {run.lead}"):
            return False
        if own_seats:
            told = won or run.winners or bool(_CANDIDATES.search(above))
            return own_seats == len(candidates) and (told or lists_winners(run, self.lines))
        return place is not None

    def _lines_introducing(self, run: Run) -> Sequence[Line]:
        """Return the lines above a run that may say what it is: from the label of a list of candidates on."""
        first = max(0, run.first - 3)
        labels = (n for n in range(run.first - 1, first - 1, -1) if self.lines[n].is_label)
        label = next((n for n in labels if _CANDIDATES.search(self.lines[n].text)), first)
        return self.lines[label : run.first]

    def candidates(self, run: Run, place: Place | None, election: str) -> list[Candidate | None]:
        """Return who stands in each row of a run."""
        date = place.election if place is not None else election
        key = run.rows[0].start, date, run.victor
        if key not in self.resolved:
            found = resolve_rows(run.rows, self.lexicon, date, run.columns)
            if self.is_declaration:
                found = with_surnames_last(found, self.text)
            self.resolved[key] = with_victor(found, run.victor) if run.victor else found
        return self.resolved[key]

    def add_run(self, run: Run, place: Place | None, election: str) -> None:
        """Add the facts of a run's candidates; those without any seat are left out."""
        candidates = self.candidates(run, place, election)
        people = [c for c in candidates if c is not None]
        bare = [c for c in people if " " not in c.person]
        surnames_only = 2 * len(bare) > len(people)
        thousands = any(row.votes is not None for row in run.rows)
        if not run.winners and not self.coming and has_one_for_each_seat(people):
            run.winners = all_have_majorities(people) or lists_winners(run, self.lines)
        only_stand = (
            not any(row.has_figure or row.elected or row.outcome for row in run.rows) and not run.winners
        )
        for row, candidate in zip(run.rows, candidates, strict=True):
            seat = candidate.seat if candidate is not None and candidate.seat else place.seat if place else ""
            if not seat:
                continue
            self.consume(row.start, row.end)
            if candidate is None:
                continue
            date = place.election if place is not None else election
            if only_stand and self.coming and date == self.election:
                date = self.coming
            if row.year and row.year != date[:4]:
                date = self.lexicon.election_in_year(row.year, self.election)
                if not date or not (row.has_figure or row.majority is not None or run.winners):
                    continue
            person = self._name_in_text(candidate.person, surnames_only=surnames_only)
            if person:
                self._add_candidate(candidate, person, Place(seat, date, date), run, thousands=thousands)

    def _name_in_text(self, person: str, *, surnames_only: bool) -> str:
        """Return the text's own name for a list's person, "" for a bare surname that it never explains."""
        told = full_name(person, self.text, self.lexicon) or usual_name(person, self.text)
        return told or ("" if surnames_only and " " not in person else person)

    def add_later_count(self, run: Run, place: Place | None) -> None:
        """Add who was elected in a later count; its figures are no votes."""
        known = {fact.person for fact in self.facts if place and fact.seat == place.seat}
        for row in run.rows:
            self.consume(row.start, row.end)
            if place is None or not (row.elected or ELECTED in self.legend.meanings(row.marks)):
                continue
            words = {word.lower() for cell in row.others for word in cell.text.split()}
            people = [person for person in known if person.split()[-1].lower() in words]
            if len(people) == 1:
                self._add("elected", (row.start, row.end), place, people[0])

    def _add_candidate(
        self, candidate: Candidate, person: str, place: Place, run: Run, *, thousands: bool
    ) -> None:
        row = candidate.row
        span = (row.start, row.end)
        self._add("standsIn", span, place, person)
        if candidate.party:
            self._add("standsFor", span, place, person, value=candidate.party)
        votes, share = _votes_and_share(row, thousands=thousands)
        if votes is not None:
            self._add("votes", span, place, person, value=votes)
        if share is not None:
            self._add("voteShare", span, place, person, value=share)
        elected = self._elected(run)
        is_elected = (
            candidate.is_victor
            or (len(run.rows) == 1 and row.majority is not None and not self.coming)
            or (run.winners and not row.is_runner_up)
            or row in elected
        )
        if is_elected:
            self._add("elected", span, place, person)
        if is_incumbent(row, run, self.legend):
            self._add("incumbentIn", span, place, person)
            if not is_elected and is_beaten(row, run, elected, self.legend):
                self._add("defeatedIn", span, place, person)
        if row.majority is not None:
            self._add("majority", span, place, value=row.majority)
        if row.past_majority is not None:
            then = self.earlier_election(str(row.past_majority[0]), place.election)
            if then and then < place.election:
                self._add("majority", span, Place(place.seat, then, then), value=row.past_majority[1])
        if row.turnout is not None:
            self._add("turnout", span, place, value=row.turnout)
        if row.outcome:
            statement = read_statement(row.outcome, self.lexicon)
            if statement is not None and statement.outcome:
                statement.party = statement.party or (candidate.party if candidate.is_known_party else "")
                self.add_statement(statement, place, row.start, row.end)


def _votes_and_share(row: Row, *, thousands: bool) -> tuple[int | None, float | None]:
    votes = row.votes
    if votes is None and row.broken_votes is not None and (thousands or row.share is not None):
        votes = row.broken_votes
    return votes, row.share
