"""Tell which seat and which election a statement is about when its own words do not.

Extraction, part of discourse: the results list that the passage stands in, the seat in focus, the person's
own seat; and whether the seat, or the person, belongs to an election before the document's.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from electiongraph.body_gazetteers import body_of
from electiongraph.extraction.elected_offices import OWN_AREA, regions_with_lists
from electiongraph.extraction.elections import (
    NOTIONAL,
    by_election_date,
    clause_election,
    is_of_other_poll,
    years_later,
)
from electiongraph.extraction.layout import Layout
from electiongraph.extraction.masking import MaskedSentence, slot_indices
from electiongraph.extraction.people import Person
from electiongraph.extraction.polling_days import (
    LOCAL,
    PollingDay,
    election_in_year,
    kind_of,
    previous_election,
)
from electiongraph.extraction.seat_choice import SeatChoice
from electiongraph.extraction.sightings import Focus, Sighting
from electiongraph.extraction.who import Who
from electiongraph.gazetteers import Gazetteers

__all__ = ["FIGURES", "GONE", "Whereabouts"]

FIGURES = frozenset(
    (
        "votes", "voteShare", "majority", "majorityShare", "turnout", "majorityThen", "turnoutThen",
        "votesThen", "partyVotes",
    )
)  # fmt: skip

_DEFENDED = re.compile(r"\bdefend(?:ed|ing|s)\b")
_OVERTURNED = re.compile(r"\b(?:overturn(?:ed|s|ing)|wip(?:ed|es|ing) out|overcame|overcoming|demolished) $")
GONE = re.compile(
    r"(?:,? ‹N\d+›(?: votes)?(?: in ‹Y\d+›)?,)? (?:(?:of|in) [^,.;]{1,20} )?"
    r"(?:goes|gone|vanish|evaporat|disappear|crumbl|collaps|melt"
    r"|(?:is |was |has been |have been )?(?:gone|wiped|overturned|swept|blown|demolished|erased)"
    r"|counted for|meant (?:nothing|little)|(?:proved|was) no (?:protection|defence|barrier|help)"
    r"|(?:did not|could not|didn't|couldn't) save)"
)
_BY_ELECTION = re.compile(r"\b[Bb]y[- ]?election")
_OF_COUNCIL = re.compile(
    r"\b(?:elections|overall|[Aa]cross the|average|(?:borough|city|county|district|island)-?wide"
    r"|whole (?:borough|city|county|district))\b"
)
_PARLIAMENT = re.compile(
    r"\b(?:MPs?|[Pp]arliament(?:ary)?|Westminster|Commons|[Gg]eneral [Ee]lections?)\b|‹Y\d+›"
)
_YEARS_LATER = re.compile(
    r"(?:^(?:[^‹›;.,]|‹[SPA]\d+›){0,40}?|, |\band |\bbut |‹N\d+› )\b"
    r"(two|three|four|five|six|seven|nine|ten)( and a half)? years (?:later|on|after that|afterwards)\b",
    re.IGNORECASE,
)
# "... is back, two years after he was beaten in ‹S›"
_YEARS_AFTER = re.compile(r"\b(two|three|four|five|six|seven|nine|ten) years after $", re.IGNORECASE)
_FEW = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "nine": 9, "ten": 10}
_THAT_TIME = re.compile(
    r"\b(?:that (?:year|night|time|day|December|June|May)|on that occasion|at that election)\b"
)


class Whereabouts:
    """Resolve the seats and elections of one document."""

    def __init__(
        self,
        layout: Layout,
        election: str,
        gazetteers: Gazetteers,
        who: Who,
        title_seat: str,
        home_area: str = "",
    ) -> None:
        self.layout = layout
        self.election = election
        self.gazetteers = gazetteers
        self.who = who
        self.title_seat = title_seat
        self.home_area = home_area
        self.region = ""
        self._regions = regions_with_lists(gazetteers)
        self.is_mandate = kind_of(election) in ("mayoral", "police-and-crime-commissioner")
        self._of_commons: dict[str, bool] = {}
        self.predecessors: dict[str, str] = {}
        self.choice = SeatChoice(self)
        self.told_last = ""
        self._in_year: dict[int, str] = {}
        self._polled_as: dict[tuple[str, str], str] = {}
        self._is_of_old: dict[str, bool] = {}
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
        office = sighting.office_area()
        if office is not None:
            told = [seat for seat in sighting.seats_before() if not self.is_of_commons(seat)]
            bare = (told or [focus.seat])[-1] or self.home_area
            area = bare if office == OWN_AREA else office
            return [area] if area else []
        if "mandate" in sighting.match.groups:
            held = person.member_for[-1].value if person and person.member_for else focus.seat
            area = held if held and not self.is_of_commons(held) else self.home_area
            return [area] if self.is_mandate and area else []
        if "list" in sighting.match.groups:
            return [self.region] if self.region else []
        found = self.choice.meant(sighting, person, focus)
        if not any(self.is_of_commons(seat) for seat in found) or _PARLIAMENT.search(sighting.text):
            return found
        # A town in a report on a mayoralty, or a nation's parliament, is no constituency of the Commons.
        own = [seat for seat in found if not self.is_of_commons(seat)]
        return own or ([self.home_area] if self.home_area else [])

    def is_of_commons(self, seat: str) -> bool:
        """Tell whether a name is only a constituency of the Commons in a text about another body."""
        if not body_of(kind_of(self.election)):
            return False
        if seat not in self._of_commons:
            known = self.gazetteers.seats_named(seat)
            self._of_commons[seat] = bool(known) and not any(one.body for one in known)
        return self._of_commons[seat]

    def is_region(self, seat: str) -> bool:
        """Tell whether a seat is a region that elects by list beside its constituencies."""
        return seat in self._regions

    def is_of_whole_council(self, sighting: Sighting) -> bool:
        """Tell whether a turnout is that of a council's elections and not of a ward."""
        named = sighting.seats_named() or sighting.seats_beside()
        return kind_of(self.election) == LOCAL and not named and bool(_OF_COUNCIL.search(sighting.text))

    def area_of_office(self, sighting: Sighting, role: str) -> str:
        """Return the area that elects an office which the document's election fills, "" for another."""
        areas = (m.area for m in sighting.clause.masked.mentions if m.kind == "R" and m.name == role)
        area = next(areas, "")
        return self.home_area if area == OWN_AREA else area

    def election_of(self, sighting: Sighting, seat: str, person: Person | None = None) -> str:
        """Return the election that a match is about, the document's own unless something says otherwise."""
        match, masked = sighting.match, sighting.clause.masked
        own = self._own_election(seat)
        year = match.groups.get("year", "")
        by_election = by_election_date("", masked, seat, own, self.gazetteers)
        if year.isdigit():
            number = int(sighting.mention(year).number)
            told = election_in_year(number, self.gazetteers, own) if number else ""
            year_before = number and str(number) < own[:4]
            return (by_election if year_before and not told else told) or own
        if match.rule.when == "now":
            return (by_election if _BY_ELECTION.search(sighting.text) else "") or own
        if match.rule.when == "notional":
            return self.previous() + NOTIONAL
        if match.rule.when == "by-election":
            return by_election or own
        if match.rule.when == "own-majority" and person is not None:
            lost = _OVERTURNED.search(sighting.text[: match.at]) or GONE.match(sighting.text[match.until :])
            if person.defeated or lost or _DEFENDED.search(sighting.text[match.at : match.until]):
                return self.previous()
        election = own
        for at in dict.fromkeys((_pivot(sighting), match.at)):
            if election == own:
                election = clause_election(masked, at, match.until, seat, own, self.gazetteers)
        if election == self.election:
            election = self._told_of(sighting) or election
        if election != self.election or not seat:
            return election
        person = person or self.who.subject(sighting)
        missing = person is not None and self._did_not_stand_now(person, seat, match.start)
        return self.previous() if missing or self.is_of_earlier_boundaries(seat) else election

    def _own_election(self, seat: str) -> str:
        """Return the document's election, or for a constituency of the Commons in it the last general one."""
        if not self.is_of_commons(seat):
            return self.election
        return PollingDay(previous_election(self.election, self.gazetteers, general=True))

    def is_of_other_poll(self, sighting: Sighting) -> bool:
        """Tell whether a match is about an election to another body than the document's."""
        masked, match = sighting.clause.masked, sighting.match
        return is_of_other_poll(masked, _pivot(sighting), match.until, self.election)

    def election_beside(self, sighting: Sighting, group: str) -> str:
        """Return the election whose year stands directly after a figure, "" when none does."""
        masked, slot = (
            sighting.clause.masked,
            f"‹{sighting.mention(sighting.caught(group)).kind}{sighting.caught(group)}›",
        )
        found = re.match(
            r"(?: votes)?,? (?:back )?(?:in|at the) ‹Y(\d+)›",
            masked.text[masked.text.find(slot) + len(slot) :],
        )
        return self.earlier_election(masked, int(found[1])) if found else ""

    def _told_of(self, sighting: Sighting) -> str:
        """Return the election that "that year" means, or the one so many years after it; "" for none."""
        text, until = sighting.text, sighting.match.until
        if ago := _YEARS_AFTER.search(text[: sighting.match.at]):
            year = int(self.election[:4]) - _FEW[ago[1].lower()]
            return election_in_year(year, self.gazetteers, self.election)
        base = self._last_told(sighting.clause.masked, sighting.match.at)
        if len(base) != len("2019-12-12"):
            return ""
        if later := _YEARS_LATER.search(text[: until + 25]):
            return years_later(base, later[1], bool(later[2]), self.election, self.gazetteers)
        return base if _THAT_TIME.search(text[max(0, sighting.match.at - 40) : until + 40]) else ""

    def _last_told(self, masked: MaskedSentence, at: int) -> str:
        """Return the earlier election named last up to a place in a sentence, or before the sentence."""
        for index in reversed(slot_indices(masked.text[:at], "Y")):
            if date := self.earlier_election(masked, index):
                return date
        return self.told_last

    def earlier_election(self, masked: MaskedSentence, index: int) -> str:
        """Return the election of the year of a mention, where it was before the document's; "" otherwise."""
        year = int(masked.mentions[index].number)
        if year not in self._in_year:
            self._in_year[year] = election_in_year(year, self.gazetteers, self.election) if year else ""
        date = self._in_year[year]
        return date if date < self.election[:10] else ""

    def move_on(self, masked: MaskedSentence) -> None:
        """Remember which earlier election, and which region, a sentence has told of last."""
        for index in slot_indices(masked.text, "L"):
            self.region = masked.mentions[index].name
        for index in slot_indices(masked.text, "Y"):
            self.told_last = self.earlier_election(masked, index) or self.told_last

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
        named = self.gazetteers.seats_named(seat)
        known = [one for one in named if one.name == seat]
        # "East Belfast" and "Belfast East"; longer names are recorded as the text has them.
        if not known and len({one.name for one in named}) == 1 and len(seat.split()) == 2:
            return named[0].name
        if not named and " " in seat:
            whole = {
                one.name
                for one in self.gazetteers.seats
                if one.name.startswith(seat) and one.boundary_set == boundary_set
            }
            return whole.pop() if len(whole) == 1 else seat
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
        wanted = self.gazetteers.boundary_set_on(self.election)
        if seat not in self._is_of_old:
            known = self.gazetteers.seats_named(seat)
            if not known and " " in seat:
                known = tuple(one for one in self.gazetteers.seats if one.name.startswith(seat))
            named = any(one.name.startswith(seat) for one in known)
            self._is_of_old[seat] = named and all(one.boundary_set < wanted for one in known)
        return self._is_of_old[seat]

    def is_member_of(self, person: Person, seat: str) -> bool:
        """Tell whether the text says that a person was the member going into the election."""
        own = {attribute.value for attribute in person.member_for}
        if self.is_mandate:
            # A member of Parliament who fights a mayoralty is not its holder.
            return seat in own
        return person.sitting or person.in_house or seat in own or self.predecessors.get(seat, "") in own

    def _did_not_stand_now(self, person: Person, seat: str, offset: int) -> bool:
        """Is the person missing from the complete results list of the section?"""
        listed = self.candidates.get(seat)
        return bool(listed) and self.section_seat(offset) == seat and person.name not in (listed or ())


_ASIDE_IN_MATCH = re.compile(
    r"‹[PA]\d+›, who(?:se)?\b[^;.]*?‹Y\d+›[^;.,]{0,60}, (?=\w+ed |came |was |won |lost )"
)


def _pivot(sighting: Sighting) -> int:
    """Return where in the sentence the part of a match stands that dates it: its figure, or else its verb."""
    match = sighting.match
    value = match.groups.get("value", "")
    matched = sighting.text[match.at : match.until]
    at = re.search(rf"‹[NC]{value}›", matched) if value.isdigit() else None
    # "X, who was an MP from 1983 to 1992, finished third": the aside does not date the place.
    aside = None if at else _ASIDE_IN_MATCH.match(matched)
    return match.at + (at.start() if at else aside.end() if aside else 0)


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
