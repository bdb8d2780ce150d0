"""Tell which seat and which election a statement is about when its own words do not.

Extraction, part of discourse: the results list that the passage stands in, the seat in focus, the person's
own seat; and whether the seat, or the person, belongs to an election before the document's.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from electiongraph.extraction.elections import by_election_date, clause_election, years_later
from electiongraph.extraction.layout import Layout
from electiongraph.extraction.people import Person
from electiongraph.extraction.polling_days import election_in_year, previous_election
from electiongraph.extraction.sightings import Focus, Sighting
from electiongraph.extraction.who import Who
from electiongraph.gazetteers import Gazetteers

__all__ = ["Whereabouts"]

_OWN = re.compile(r"\b(?:his|her|their) ")
_OVERTURNED = re.compile(r"\b(?:overturn(?:ed|s|ing)|wip(?:ed|es|ing) out|overcame|overcoming|demolished) $")
_GONE = re.compile(
    r" (?:of [^,.;]{1,20} )?(?:goes|gone|vanish|evaporat|disappear|crumbl|collaps|melt"
    r"|(?:is |was |has been )?(?:gone|wiped|overturned|swept|blown|demolished|erased))"
)
# "..., losing Swindon South", "... to win in Hitchin": the sentence goes on to name the seat.
_GOES_ON_TO_NAME = re.compile(
    r"[^‹›;.]{0,30}?\b(?:los(?:ing|es|t)|w[io]n(?:ning|s)?|tak(?:ing|es)|gain(?:ing|ed)|h[eo]ld(?:ing|s)?"
    r"|contesting|fighting|defending) (?:(?:in )?(?:the )?(?:seat of )?|in )‹S(\d+)›"
)
_BY_ELECTION = re.compile(r"\b[Bb]y[- ]?election")
_YEARS_LATER = re.compile(
    r"^(?:[^‹›;.]|‹[SPA]\d+›){0,40}?\b(two|three|four|five|six|seven|nine)( and a half)? years"
    r" (?:later|on|after that|afterwards)\b",
    re.IGNORECASE,
)


class Whereabouts:
    """Resolve the seats and elections of one document."""

    def __init__(
        self, layout: Layout, election: str, gazetteers: Gazetteers, who: Who, title_seat: str
    ) -> None:
        self.layout = layout
        self.election = election
        self.gazetteers = gazetteers
        self.who = who
        self.title_seat = title_seat
        self.predecessors: dict[str, str] = {}
        self.told_last = ""
        self._polled_as: dict[tuple[str, str], str] = {}
        self._section_starts = [section.start for section in layout.sections]
        self.candidates = _listed_candidates(layout)

    def section_seat(self, offset: int) -> str:
        """Return the seat of the results section that an offset stands in, "" for none."""
        number = bisect_right(self._section_starts, offset) - 1
        if number >= 0 and offset < self.layout.sections[number].end:
            return self.layout.sections[number].seat
        return ""

    def seats(self, sighting: Sighting, person: Person | None, focus: Focus) -> list[str]:
        """Return the seats that a match is about, by the surest evidence; empty when there is none."""
        match = sighting.match
        if named := sighting.seats_named():
            return named
        before = sighting.seats_before()
        own = [attribute.value for attribute in person.seats] if person else []
        section = self.section_seat(match.start)
        if section and not before and self.election_of(sighting, "") != self.election:
            return [section]
        if own and section in own:
            return [section]
        if before and (
            not own or before[-1] in own or not _OWN.search(sighting.text[match.at : match.until])
        ):
            return [before[-1]]
        if len(set(own)) == 1 or (own and focus.seat in own):
            return [focus.seat if focus.seat in own else own[-1]]
        subject = self.who.subject(sighting) if person is None else None
        if (
            subject
            and len({a.value for a in subject.seats}) == 1
            and self.election_of(sighting, "") == self.election
        ):
            return [subject.seats[-1].value]
        return self._by_passage(sighting, person, focus, section)

    def _by_passage(self, sighting: Sighting, person: Person | None, focus: Focus, section: str) -> list[str]:
        if section:
            elsewhere = [seat for seat in focus.block_seats if not self.is_of_earlier_boundaries(seat)]
            return [elsewhere[-1] if elsewhere and section not in elsewhere else section]
        going_on = _GOES_ON_TO_NAME.match(sighting.text, sighting.match.until)
        candidates = [
            sighting.mention(going_on[1]).name if going_on else "",
            focus.seat,
            *sighting.seats_after()[:1],
            *([person.seats[-1].value] if person and person.seats else []),
            *([person.member_for[-1].value] if person and person.member_for else []),
            focus.upcoming,
            self.title_seat,
        ]
        return [seat for seat in candidates if seat][:1]

    def election_of(self, sighting: Sighting, seat: str, person: Person | None = None) -> str:
        """Return the election that a match is about, the document's own unless something says otherwise."""
        match, masked = sighting.match, sighting.clause.masked
        year = match.groups.get("year", "")
        if year.isdigit():
            number = int(sighting.mention(year).number)
            return (
                election_in_year(number, self.gazetteers, self.election) if number else ""
            ) or self.election
        by_election = by_election_date("", masked, seat, self.election, self.gazetteers)
        if match.rule.when == "now":
            return (by_election if _BY_ELECTION.search(sighting.text) else "") or self.election
        if match.rule.when == "by-election":
            return by_election or self.election
        if match.rule.when == "own-majority" and person is not None:
            lost = _OVERTURNED.search(sighting.text[: match.at]) or _GONE.match(sighting.text[match.until :])
            if person.defeated or lost:
                return self.previous()
        election = clause_election(
            masked, _pivot(sighting), match.until, seat, self.election, self.gazetteers
        )
        if election != self.election or not seat:
            return election
        person = person or self.who.subject(sighting)
        missing = person is not None and self._did_not_stand_now(person, seat, match.start)
        return self.previous() if missing or self.is_of_earlier_boundaries(seat) else election

    def _years_later(self, sighting: Sighting) -> str:
        """Return the election so many years after the one that the text has told of last."""
        later = _YEARS_LATER.search(sighting.text[: sighting.match.until])
        if later is None or len(self.told_last) != len("2019-12-12"):
            return ""
        return years_later(self.told_last, later[1], bool(later[2]), self.election, self.gazetteers)

    def previous(self) -> str:
        """Return the general election before the document's."""
        return previous_election(self.election, self.gazetteers)

    def seat_then(self, seat: str, election: str) -> str:
        """Return the seat's predecessor for an earlier election at which the seat did not exist."""
        if election >= self.election or election.endswith("notional"):
            return seat
        known = self.gazetteers.seats_named(seat)
        wanted = self.gazetteers.boundary_set_on(election)
        if known and not any(s.boundary_set == wanted for s in known):
            return self.predecessors.get(seat, seat)
        return seat

    def polled_as(self, seat: str, election: str) -> str:
        """Return under which official name a seat was polled: "Selby" was Selby and Ainsty until 2024."""
        key = (seat, self.gazetteers.boundary_set_on(election or self.election))
        if key not in self._polled_as:
            self._polled_as[key] = self._official_name(*key)
        return self._polled_as[key]

    def _official_name(self, seat: str, boundary_set: str) -> str:
        known = [one for one in self.gazetteers.seats_named(seat) if one.name == seat]
        if not known or any(one.boundary_set <= boundary_set for one in known):
            return seat
        longer = [
            one.name
            for one in self.gazetteers.seats
            if one.boundary_set == boundary_set and one.name.startswith(f"{seat} and ")
        ]
        return longer[0] if len(longer) == 1 else seat

    def existed(self, seat: str, election: str) -> bool:
        """Tell whether a seat, or the one it follows, may have been polled at an earlier election."""
        known = self.gazetteers.seats_named(seat)
        wanted = self.gazetteers.boundary_set_on(election)
        return not known or any(s.boundary_set <= wanted for s in known) or seat in self.predecessors

    def is_of_earlier_boundaries(self, seat: str) -> bool:
        """Tell whether a seat existed only before the boundaries of the document's election."""
        known = self.gazetteers.seats_named(seat)
        wanted = self.gazetteers.boundary_set_on(self.election)
        return any(s.name == seat for s in known) and all(s.boundary_set < wanted for s in known)

    def is_member_of(self, person: Person, seat: str) -> bool:
        """Tell whether the text says that a person was the member going into the election."""
        own = {attribute.value for attribute in person.member_for}
        return person.sitting or person.in_house or seat in own or self.predecessors.get(seat, "") in own

    def _did_not_stand_now(self, person: Person, seat: str, offset: int) -> bool:
        """Is the person missing from the complete results list of the section?"""
        listed = self.candidates.get(seat)
        return bool(listed) and self.section_seat(offset) == seat and person.name not in (listed or ())


def _pivot(sighting: Sighting) -> int:
    """Return where in the sentence the part of a match stands that dates it: its figure, or else its verb."""
    match = sighting.match
    value = match.groups.get("value", "")
    at = re.search(rf"‹[NC]{value}›", sighting.text[match.at : match.until]) if value.isdigit() else None
    return match.at + at.start() if at else match.at


def _listed_candidates(layout: Layout) -> dict[str, set[str]]:
    """Return the candidates of every results list that is complete: it has the winner, or shares to 100."""
    listed: dict[str, set[str]] = {}
    parties: dict[str, set[str]] = {}
    shares: dict[str, float] = {}
    for fact in layout.facts:
        if fact.predicate == "votes":
            listed.setdefault(fact.seat, set()).add(fact.person)
        elif fact.predicate == "standsFor":
            parties.setdefault(fact.seat, {"elected"}).add(str(fact.value))
        elif fact.predicate == "voteShare":
            shares[fact.seat] = shares.get(fact.seat, 0.0) + float(fact.value)
    winners = {f.seat: f.party for f in layout.facts if f.predicate == "outcome" and f.party}
    winners |= {f.seat: "elected" for f in layout.facts if f.predicate == "elected"}
    return {
        seat: people
        for seat, people in listed.items()
        if winners.get(seat) in parties.get(seat, ()) or shares.get(seat, 0.0) >= 98.5
    }
