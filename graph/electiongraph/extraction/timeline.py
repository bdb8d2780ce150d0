"""Tell which election each statement of a document is about, as the telling goes on.

Extraction, part of discourse: `elections` reads the words of one clause; here stands what the sentences
before have told, who did not stand now, and which seats are of the past.
"""

from __future__ import annotations

import re

from electiongraph.body_gazetteers import SINGLE_OFFICES, body_of
from electiongraph.extraction.background import is_background, without_concession
from electiongraph.extraction.by_elections import (
    by_election_date,
    by_election_elsewhere,
    by_election_in_year,
    by_election_since,
    last_by_election,
)
from electiongraph.extraction.clause_windows import (
    NOW,
    clause_around,
    is_in_aside,
    opening_phrase,
)
from electiongraph.extraction.complete_lists import FEWEST_LISTED, complete_lists, counts_listed
from electiongraph.extraction.elections import (
    NOTIONAL,
    clause_election,
    tells_time,
    year_after_figure,
    years_after_count,
)
from electiongraph.extraction.impossible import is_before_poll, is_preview
from electiongraph.extraction.layout import Layout
from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.other_polls import (
    OF_COMMONS,
    election_of_other_body,
    is_of_other_poll,
)
from electiongraph.extraction.people import Person
from electiongraph.extraction.polling_days import (
    BY_ELECTION,
    election_in_year,
    kind_of,
)
from electiongraph.extraction.seat_sections import SeatSections
from electiongraph.extraction.sightings import Sighting
from electiongraph.extraction.tenses import DEFENDED, GONE, OVERTURNED, had_won, pivot_of, tells_result
from electiongraph.extraction.time_words import (
    FIRST_WON,
    OF_SOME_CONTEST,
    OPENS_THAT_TIME,
    SAYS_BY_ELECTION,
    STILL_HELD,
    THAT_TIME,
    YEAR_AFTER_FIGURE,
    YEAR_BEFORE_FIGURE,
    YEARS_LISTED,
    YEARS_SINCE,
)
from electiongraph.extraction.told_elections import UNTOLD, ToldElections
from electiongraph.extraction.who import Who
from electiongraph.extraction.year_spans import years_before
from electiongraph.gazetteers import Gazetteers
from electiongraph.sources.dates import FULL_DATE
from electiongraph.sources.document import Document

__all__ = ["UNTOLD", "Timeline"]

# "He won the seat in 2017 and was defending a majority of 4,147": that of the last election.
_AND_DEFENDS = re.compile(r" and (?:was|is|had been|were|are|now) $")
# "he has lost it to the woman he beat then"
_HE_BEAT_THEN = re.compile(
    r"\b(?:the (?:man|woman|one)|whom|who) ‹A\d+› (?:had )?(?:beat|beaten|defeated) then\b"
)
# "... until 2019, when Mr Smith overturned ..."
_YEAR_WHEN = re.compile(r"‹Y(\d+)›,? when (?:‹[PA]\d+›[^;.,‹›]{0,40})?$")


# "from 12,404 at the by-election", "from 12,404 at last October's by-election"
_AT_BY_ELECTION = re.compile(
    r"(?: votes)?,? (?:at|in) (?:the|an?|his|her|last|that|(?:last )?‹Y\d+›'s?"
    r"|(?:last )?[A-Z][a-z]+'s)(?: [A-Za-z]+'s)?"
    r"(?: [a-z]+)? by-?election\b"
)


def _is_of_majority(sighting: Sighting) -> bool:
    return sighting.states("majority", "majorityThen")


class Timeline(SeatSections, ToldElections):
    """Resolve the elections of one document."""

    def __init__(
        self, document: Document, layout: Layout, election: str, gazetteers: Gazetteers, who: Who
    ) -> None:
        SeatSections.__init__(self, layout)
        ToldElections.__init__(self, election, gazetteers)
        self.who = who
        self.published = document.published[:FULL_DATE]
        self.is_preview = is_preview(document, election)
        self.is_before_poll = is_before_poll(document, election)
        # In which sentence somebody "was first elected", and when that was.
        self._first_told = (-1, "")
        self._polled_now: set[str] = set()
        self._is_of_old: dict[str, bool] = {}
        self.candidates = complete_lists(layout)
        # What the lists of the document give each candidate of a seat at its own election.
        self.counted = counts_listed(layout, election)

    @property
    def tells_of_one_seat(self) -> bool:
        """Tell whether a text comes back to the seat of its title: a preview, a by-election's report."""
        return self.is_before_poll or kind_of(self.election) == BY_ELECTION

    def election_of(self, sighting: Sighting, seat: str, person: Person | None = None) -> str:
        """Return the election that a match is about, the document's own unless something says otherwise."""
        key = (id(sighting.match), seat, id(person))
        if key not in self._election_of:
            self._election_of[key] = self._find_election(sighting, seat, person)
        return self._election_of[key]

    def _find_election(self, sighting: Sighting, seat: str, person: Person | None) -> str:
        match, masked = sighting.match, sighting.clause.masked
        year = match.groups.get("year", "")
        if year.isdigit():
            number = int(sighting.mention(year).number)
            return self._election_of_year(number, seat)
        if OF_COMMONS.match(sighting.text) and body_of(kind_of(self.election)) and "‹Y" not in sighting.text:
            return UNTOLD
        if match.rule.when == "years-before":
            return years_before(sighting.words("years"), self.election, self.gazetteers)
        if is_background(sighting):
            return self.previous()
        if match.rule.when == "notional":
            return self.previous() + NOTIONAL
        if match.rule.when == "now" and (
            then := self.year_when(sighting) or self._opened_with(sighting, seat)
        ):
            return then
        if match.rule.when == "now" and (dated := year_after_figure(masked, match.until)):
            return self._election_of_year(dated, seat)
        if match.rule.when in ("now", "by-election"):
            said = clause_around(masked.text, match.at, match.until)
            of_then = "then" in match.groups and self.by_election_beside(sighting, "then", seat)
            spoken = not of_then and (match.rule.when == "by-election" or SAYS_BY_ELECTION.search(said))
            date = by_election_date("", masked, seat, self.election, self.gazetteers) if spoken else ""
            elsewhere = not date and self._is_of_another_by_election(seat)
            if elsewhere:
                date = by_election_elsewhere(seat, self.election, self.gazetteers) or UNTOLD
            if not date and match.rule.when == "now" and self.is_preview and _is_of_majority(sighting):
                return self.previous()
            return date or self.election
        if match.rule.when == "previous" and _AND_DEFENDS.search(sighting.text, 0, match.at):
            return self.previous()
        dated = "‹Y" in clause_around(masked.text, match.at, match.until)
        if match.rule.when == "own-majority" and self.is_preview and not dated:
            return self.previous()
        if match.rule.when == "own-majority" and person is not None:
            lost = OVERTURNED.search(sighting.text[: match.at]) or GONE.match(sighting.text[match.until :])
            if person.defeated or lost or DEFENDED.search(sighting.text[match.at : match.until]):
                return self.previous()
        if first := self._first_won(sighting, seat, person):
            return first
        if (
            OF_SOME_CONTEST.search(clause_around(masked.text, match.at, match.until))
            and "‹Y" not in masked.text
        ):
            return UNTOLD
        if not tells_time(masked.text):
            return self._undated(sighting, seat, person)
        other = election_of_other_body(masked, match.at, match.until, self.election, self.gazetteers)
        if other is not None:
            return other or UNTOLD
        if told := self._years_after(sighting) or self._years_before_told(
            sighting, seat, person or self.who.subject(sighting)
        ):
            return told
        counted = (self.earlier_election(masked, i) for i in years_after_count(masked, match.until))
        election = next(counted, "") or self.election
        like = self.day_of_kind(seat, without_concession(sighting))
        pivot = pivot_of(sighting)
        for at in dict.fromkeys((pivot, match.at)):
            is_now = at != pivot and NOW.search(clause_around(masked.text, pivot, match.until))
            if election == self.election and not is_now and not is_in_aside(masked.text, at, pivot):
                election = clause_election(masked, at, match.until, seat, like, self.gazetteers)
        if len(election) == len("2007") and not SAYS_BY_ELECTION.search(sighting.text):
            # A seat of the Commons may have the name of one of the document's body.
            election = election_in_year(int(election), self.gazetteers, self.election) or election
        if election == self.election:
            election = self._told_of(sighting, seat) or election
            if election == self.election and YEARS_SINCE.match(sighting.text, match.until):
                # "... who won here two years ago", when nothing that the gazetteers know was polled.
                return UNTOLD
        return election if election != self.election else self._undated(sighting, seat, person)

    def year_when(self, sighting: Sighting) -> str:
        """Return the earlier election of "until 2019, when he overturned", "" for none."""
        found = _YEAR_WHEN.search(sighting.text, 0, sighting.match.at)
        return self.earlier_election(sighting.clause.masked, int(found[1])) if found else ""

    def _opened_with(self, sighting: Sighting, seat: str) -> str:
        """Return the earlier election with which a sentence opens: "Two years ago just 312 were in it"."""
        opener = opening_phrase(sighting.text, sighting.match.at)
        if not opener or sighting.match.at < len(opener):
            return ""
        masked, default = sighting.clause.masked, self.election
        told = clause_election(
            masked, sighting.match.at, sighting.match.until, seat, default, self.gazetteers
        )
        return told if told < default else ""

    def _first_won(self, sighting: Sighting, seat: str, person: Person | None) -> str:
        """Return the election at which a member of so many years "was first elected", "" for none."""
        told = FIRST_WON.search(sighting.text, 0, sighting.match.until)
        if not told or "‹Y" in clause_around(sighting.text, told.start(), sighting.match.until):
            return ""
        at = sighting.clause.start
        if (subject := person or self.who.subject(sighting)) and subject.since:
            self._first_told = (at, self._election_of_year(subject.since, seat))
        return self._first_told[1] if self._first_told[0] == at else ""

    def _undated(self, sighting: Sighting, seat: str, person: Person | None) -> str:
        """Return the election of a match that no words of its sentence date."""
        match = sighting.match
        if not seat:
            return self.election
        said = clause_around(sighting.text, match.at, match.until)
        kinds = {kind_of(self.day_of_kind(seat, said)), kind_of(self.election)}
        if len(kinds) > 1 and not kinds <= SINGLE_OFFICES:
            return UNTOLD
        if self._is_of_another_by_election(seat):
            if match.rule.when == "previous":
                return self.previous()
            if STILL_HELD.match(sighting.text, match.at):
                return max(self.previous(), last_by_election(seat, self.election, self.gazetteers))
            return by_election_elsewhere(seat, self.election, self.gazetteers) or UNTOLD
        person = person or self.who.subject(sighting)
        missing = person is not None and self._did_not_stand_now(person, seat, match.start)
        if missing or self.is_of_earlier_boundaries(seat):
            # "Livsey polled 17,516", where the passage tells of an election long before the last in the seat.
            is_long_ago = person is not None and not missing and "" < self.told_last < self.previous()
            return UNTOLD if is_long_ago else self.previous()
        if had_won(sighting, person) or (self.is_preview and tells_result(sighting)):
            return self.previous()
        published = "" if self.looks_back else self.published
        return by_election_since(
            seat, self.election, published, self.gazetteers
        ) or self._as_the_passage_goes(sighting, seat, person)

    def _as_the_passage_goes(self, sighting: Sighting, seat: str, person: Person | None) -> str:
        """Return the earlier election that the passage is telling of, where nothing turns back from it.

        Who stands now is spoken of as of now; of others nobody can say whether then or now is meant, unless
        the passage has named them then.
        """
        then = self.passage_tells
        dated = sighting.match.rule.when not in ("", "own-majority")
        if not then or NOW.search(sighting.text) or dated or person is None:
            return self.election
        if then >= self.previous():
            return then if self._is_told_of_before(sighting, seat, person) else self.election
        if seat in {own.value for own in person.seats} or person.name in self.candidates.get(seat, ()):
            return self.election
        return then if person.name in self.told_people.get((then, seat), ()) else UNTOLD

    def _is_told_of_before(self, sighting: Sighting, seat: str, person: Person) -> bool:
        """Tell whether a match in a passage on the last election is of then, by what the lists say of now."""
        counted, value = self.counted.get(seat, {}), sighting.number("value")
        if person.name in counted:
            return sighting.states("votes") and value is not None and value != counted[person.name]
        if len(counted) >= FEWEST_LISTED:
            return True
        stands = seat in {own.value for own in person.seats}
        return not stands and person.name in self.told_people.get((self.passage_tells, seat), ())

    def _election_of_year(self, year: int, seat: str) -> str:
        """Return the election of a year that a rule has caught: also a by-election in the seat."""
        if not year or str(year) == self.election[:4]:
            return self.election
        return (
            election_in_year(year, self.gazetteers, self.day_of_kind(seat, ""))
            or by_election_in_year(year, seat, self.gazetteers)
            or str(year)
        )

    def _is_of_another_by_election(self, seat: str) -> bool:
        """Is a text about a by-election, and a seat none that was polled on its day?"""
        if kind_of(self.election) != BY_ELECTION:
            return False
        if not self._polled_now:
            held = {one.seat for one in self.gazetteers.elections if one.date == self.election}
            self._polled_now = {one.name for one in self.gazetteers.seats if one.iri in held} or {""}
        known = self.gazetteers.seats_named(seat)
        return (
            bool(known) and "" not in self._polled_now and not any(s.name in self._polled_now for s in known)
        )

    def further_elections(self, sighting: Sighting, predicate: str) -> list[str]:
        """Return the other elections at which somebody won or stood: "in 2005, 2010 and again in 2017"."""
        listed = YEARS_LISTED.match(sighting.text, sighting.match.until)
        if not listed or predicate not in ("elected", "standsIn"):
            return []
        masked = sighting.clause.masked
        years = [self.earlier_election(masked, index) for index in slot_indices(listed[1], "Y")]
        return [date for date in years if date]

    def is_of_other_poll(self, sighting: Sighting) -> bool:
        """Tell whether a match is about an election to another body than the document's."""
        masked, match = sighting.clause.masked, sighting.match
        return is_of_other_poll(masked, pivot_of(sighting), match.until, self.election)

    def election_beside(self, sighting: Sighting, group: str) -> str:
        """Return the election whose year stands directly beside a figure, "" when none does.

        "up from 60.6 in 2019", "up on 2019's 60.6"
        """
        masked, caught = sighting.clause.masked, sighting.caught(group)
        before, _, after = masked.text.partition(f"‹{sighting.mention(caught).kind}{caught}›")
        found = YEAR_AFTER_FIGURE.match(after) or YEAR_BEFORE_FIGURE.search(before)
        return self.earlier_election(masked, int(found[1])) if found else ""

    def by_election_beside(self, sighting: Sighting, group: str, seat: str) -> str:
        """Return the by-election that the words right after a figure name, "" for none."""
        masked, caught = sighting.clause.masked, sighting.caught(group)
        if not caught:
            return ""
        after = masked.text.partition(f"‹{sighting.mention(caught).kind}{caught}›")[2]
        if not _AT_BY_ELECTION.match(after):
            return ""
        return by_election_date("", masked, seat, self.election, self.gazetteers)

    def _told_of(self, sighting: Sighting, seat: str) -> str:
        """Return the election that "that year" means, "" for none."""
        text, until = sighting.text, sighting.match.until
        before = text[: sighting.match.at]
        polled = (
            by_election_in_year(int(sighting.mention(index).number), seat, self.gazetteers)
            for index in reversed(slot_indices(before, "Y") if SAYS_BY_ELECTION.search(before) else [])
        )
        base = next(filter(None, polled), "") or self._last_told(sighting.clause.masked, sighting.match.at)
        is_meant = OPENS_THAT_TIME.match(text) or THAT_TIME.search(
            clause_around(text, sighting.match.at, until)
        )
        if is_meant and len(base) != FULL_DATE and (then := _HE_BEAT_THEN.search(text)):
            return self.previous() if until > then.start() else ""
        return base if is_meant and len(base) == FULL_DATE else ""

    def is_of_earlier_boundaries(self, seat: str) -> bool:
        """Tell whether a seat existed only before the boundaries of the document's election."""
        wanted = self.gazetteers.boundary_set_on(self.election)
        if seat not in self._is_of_old:
            known = self.gazetteers.seats_named(seat)
            if not known and " " in seat:
                known = tuple(one for one in self.gazetteers.seats if one.name.startswith(seat))
            named = any(one.name.startswith(seat) for one in known)
            # A text that looks back may name a seat under boundaries of before and of since.
            self._is_of_old[seat] = named and all(
                one.boundary_set < wanted or (self.looks_back and one.boundary_set > wanted) for one in known
            )
        return self._is_of_old[seat]

    def _did_not_stand_now(self, person: Person, seat: str, offset: int) -> bool:
        """Is the person missing from the complete results list of the section?"""
        listed = self.candidates.get(seat)
        return bool(listed) and self.section_seat(offset) == seat and person.name not in (listed or ())
