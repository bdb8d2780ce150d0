"""Tell which seat and which election a statement is about when its own words do not.

Extraction, part of discourse: the results list that the passage stands in, the seat in focus, the person's
own seat; and whether the seat, or the person, belongs to an election before the document's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from electiongraph.extraction.layout import Layout
from electiongraph.extraction.people import Person
from electiongraph.extraction.polling_days import polled_seats
from electiongraph.extraction.sightings import Focus, Sighting
from electiongraph.extraction.timeline import GONE, Timeline
from electiongraph.extraction.who import Who
from electiongraph.gazetteers import Gazetteers, Seat

__all__ = ["FIGURES", "GONE", "Whereabouts"]

FIGURES = frozenset(
    ("votes", "voteShare", "majority", "majorityShare", "turnout", "majorityThen", "turnoutThen")
)

_OWN = re.compile(r"\b(?:his|her|their) ")
_OF_THE_PAST = re.compile(
    r"‹Y\d+›|\b(?:in|last) (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\b|\b(?:ago|last time|previous|before|former|formerly|old|then|by-election|until"
    r"|had (?:been|held|won)|years (?:later|after|on))\b"
)
_THAT_SEAT = re.compile(r"\bthat (?:seat|constituency)\b")
# "..., losing Swindon South", "... to win in Hitchin": the sentence goes on to name the seat.
_GOES_ON_TO_NAME = re.compile(
    r"[^‹›;.]{0,30}?\b(?:los(?:ing|es|t)|w[io]n(?:ning|s)?|tak(?:ing|es)|gain(?:ing|ed)|h[eo]ld(?:ing|s)?"
    r"|contesting|fighting|defending) (?:(?:in )?(?:the )?(?:seat of )?|in )‹S(\d+)›"
)


class Whereabouts(Timeline):
    """Resolve the seats and elections of one document."""

    def __init__(
        self, layout: Layout, election: str, gazetteers: Gazetteers, who: Who, title_seat: str
    ) -> None:
        super().__init__(layout, election, gazetteers, who)
        self.title_seat = title_seat
        self.predecessors: dict[str, str] = {}
        self.full_names: dict[str, str] = {}
        self._polled_as: dict[tuple[str, str], str] = {}

    def seats(self, sighting: Sighting, person: Person | None, focus: Focus) -> list[str]:
        """Return the seats that a match is about, by the surest evidence; empty when there is none."""
        match = sighting.match
        if named := sighting.seats_named() or sighting.seats_beside():
            return [self.as_it_is_now(seat, sighting) for seat in named]
        said = sighting.text[match.at : match.until]
        if focus.seats and "‹S" not in sighting.text[: match.until] and _THAT_SEAT.search(said):
            return focus.seats[-1:]
        before = sighting.seats_before()
        subject = person or self.who.spoken_of_in(sighting, focus)
        if bound := self._bound_seat(sighting, subject, is_figure=person is None):
            return [bound]
        own = [attribute.value for attribute in person.seats] if person else []
        section = self.section_seat(match.start)
        if section and not before and self.election_of(sighting, "") != self.election:
            return [section]
        if sighting.is_elsewhere() or (focus.elsewhere and not before):
            return []
        if own and section in own:
            return [section]
        if before and (not own or before[-1] in own or not _OWN.search(said)):
            return [before[-1]]
        if len(set(own)) == 1 or (own and focus.seat in own):
            return [focus.seat if focus.seat in own else own[-1]]
        last = self.who.subject(sighting) if person is None else self._other_of_match(sighting, person)
        if (
            last
            and len({a.value for a in last.seats}) == 1
            and self.election_of(sighting, "") == self.election
        ):
            return [last.seats[-1].value]
        return self._by_passage(sighting, person, focus, section)

    def _bound_seat(self, sighting: Sighting, subject: Person | None, *, is_figure: bool) -> str:
        """Return where somebody stands whom a match, or its sentence, is about; "" where that is not told.

        A figure is of the seat that the sentence has named since: "Sarah Owen won, while Luton South ...".
        """
        if subject is None or not subject.stands or (is_figure and sighting.has_seat_since_person()):
            return ""
        election = self.election_of(sighting, subject.stands)
        # Of an earlier election a majority is the member's, in the seat that he or she defends.
        defended = is_figure and election == self.previous() and not sighting.names_winner_or_seat()
        return subject.stands if election == self.election or defended else ""

    def as_it_is_now(self, seat: str, sighting: Sighting) -> str:
        """Return the seat of today that a short or old name means: "clings on in Keighley".

        It is one that the document names in full: Keighley and Ilkley.
        """
        full = self.full_names.get(seat, "")
        return seat if not full or _OF_THE_PAST.search(sighting.text) else full

    def learn_seats(self, names: Iterable[str]) -> None:
        """Note for each short name of a seat that is polled no more the one full name that begins with it."""
        told = set(names)
        now = self.gazetteers.boundary_set_on(self.election)
        polled = {n for n in told if any(s.boundary_set == now for s in self._named(n))}
        for short in told - polled:
            longer = [name for name in polled if name.startswith((f"{short} and ", f"{short}, "))]
            if len(longer) == 1:
                self.full_names[short] = longer[0]

    def _named(self, name: str) -> list[Seat]:
        return [seat for seat in self.gazetteers.seats_named(name) if seat.name == name]

    def _other_of_match(self, sighting: Sighting, person: Person) -> Person | None:
        """Return whom a match names first when it is about another: the member whom the person beat."""
        other = self.who.named(sighting.clause, sighting.caught("person"))
        return other if other is not person and not person.seats else None

    def _by_passage(self, sighting: Sighting, person: Person | None, focus: Focus, section: str) -> list[str]:
        going_on = _GOES_ON_TO_NAME.match(sighting.text, sighting.match.until)
        after = [sighting.mention(going_on[1]).name] if going_on else sighting.seats_after()[:1]
        if (
            person
            and not person.stands
            and not after
            and not self._fits_own_past(sighting, focus.seat or section)
        ):
            return []
        if section:
            elsewhere = [seat for seat in focus.block_seats if not self.is_of_earlier_boundaries(seat)]
            return [elsewhere[-1] if elsewhere and section not in elsewhere else section]
        candidates = [
            *(after if going_on else []),
            focus.seat,
            *after,
            *([person.seats[-1].value] if person and person.seats else []),
            *([person.member_for[-1].value] if person and person.member_for else []),
            *sighting.seats_in_passing()[-1:],
            focus.upcoming,
            self.title_seat,
        ]
        return [seat for seat in candidates if seat][:1]

    def _fits_own_past(self, sighting: Sighting, seat: str) -> bool:
        """Is a seat, as far as the sentence's aside on its subject tells, that person's?

        "Alan Brown, who took Kilmarnock and Loudoun in 2015, lost" is about no other seat told of before.
        """
        aside = set(sighting.seats_in_passing()) - set(sighting.seats_before())
        polled = {own for own in aside if not self.is_of_earlier_boundaries(own)}
        return not polled or seat in polled

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
        if seat in polled_seats(self.election, self.gazetteers):
            return seat
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

    def is_member_of(self, person: Person, seat: str) -> bool:
        """Tell whether the text says that a person was the member going into the election."""
        own = {attribute.value for attribute in person.member_for}
        return person.sitting or person.in_house or seat in own or self.predecessors.get(seat, "") in own
