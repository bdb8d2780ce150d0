"""Turn matches about a contest into facts: who stood, won, held, lost, with which figures.

Extraction, part of discourse. Each function takes a `Sighting` whose person, seat and election are resolved.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterator

from electiongraph.extraction.beaten_members import beaten_member_drafts
from electiongraph.extraction.by_elections import by_elections_in, was_by_election
from electiongraph.extraction.facts import ARGUMENTS, Fact, Value
from electiongraph.extraction.fallen import Fallen
from electiongraph.extraction.figure_statements import (
    earlier_figure_drafts,
    figure_drafts,
    owned_majority_drafts,
    party_vote_drafts,
    same_figure_drafts,
    score_drafts,
    vote_drafts,
)
from electiongraph.extraction.membership import (
    is_of_a_spell,
    is_of_heir,
    is_of_party_office,
    membership_ended,
    year_of_leaving,
)
from electiongraph.extraction.other_winners import is_won_by_another
from electiongraph.extraction.outcome_statements import (
    gain_drafts,
    note_holder,
    outcome_drafts,
)
from electiongraph.extraction.past_winners import Told, beaten_then
from electiongraph.extraction.people import Attribute, Person
from electiongraph.extraction.polling_days import election_in_year
from electiongraph.extraction.rules import State
from electiongraph.extraction.sightings import Draft, Focus, Resolved, Sighting
from electiongraph.extraction.timeline import UNTOLD
from electiongraph.extraction.whereabouts import FIGURES, Whereabouts
from electiongraph.extraction.who import Who
from electiongraph.extraction.whose_count import whose_count

__all__ = ["ContestStatements"]

# What rules state of a person beside the predicates of the fact record.
_PERSONAL = frozenset(
    (
        "candidate", "defeatedIfIncumbent", "followed", "electedFromMajority", "electedThen", "gainByWinner",
        "gainFromLoser", "gainedFromOf", "incumbentThen", "memberFor", "partyOf", "standsInThen",
        "stoodDownIfIncumbent", "voteShareThen", "votesThen",
    )
)  # fmt: skip
_STANDING = frozenset("elected standsIn incumbentIn defeatedIn stoodDown candidate memberFor".split())
_IF_MEMBER = frozenset(("defeatedIfIncumbent", "stoodDownIfIncumbent"))
# What "it" may be: the figure that a text has told of last.
_SPOKEN_OF = frozenset(("votes", "voteShare", "majority", "turnout"))
_WON = frozenset(("outcome", "elected"))
_GOING_INTO = frozenset(("incumbentIn", "defeatedIn", "stoodDown"))
_NO_SEAT, _SEAT_OF_OTHER = "no seat that it could be about", "somebody else has won the seat spoken of"


class ContestStatements:
    """The contest facts of one document."""

    def __init__(self, text: str, who: Who, where: Whereabouts, fallen: Fallen) -> None:
        self.text = text
        self.fallen = fallen
        self.who = who
        self.where = where
        self._if_member: list[Resolved] = []
        self._contest: tuple[object, list[str]] = (None, [])
        self._beaten_then: list[Resolved] = []
        self.held_before: list[Fact] = []
        self.won_by: list[Fact] = []
        self.scored: list[tuple[Sighting, str, str]] = []
        self.owned: list[tuple[Sighting, str, Person, str, int | float | str]] = []
        self.owned_by_parties: list[tuple[Sighting, str, str, int | float | str]] = []
        self.of_parties: list[tuple[Sighting, str, str, str]] = []
        self.named: Told = defaultdict(dict)
        self.counts: dict[tuple[str, str, str], int | float] = {}
        self.told_figure = ""
        self.tally_told_at = -1000
        self.told_seats: list[str] = []
        self.told_before: set[str] = set()

    @property
    def told_seat(self) -> str:
        """Return the seat of the last fact of this election that the sentence has told so far, if any."""
        return self.told_seats[-1] if self.told_seats else ""

    def settle(self) -> Iterator[Draft]:
        """Yield who of those whom the text calls members lost or left, once all of it is read."""
        yield from beaten_member_drafts(self, self._if_member, self._beaten_then)
        yield from owned_majority_drafts(self)
        yield from score_drafts(self)
        yield from party_vote_drafts(self)

    def drafts(self, sighting: Sighting, state: State, focus: Focus) -> Iterator[Draft]:
        """Yield the facts of one state of a match, or the reason why it gives none."""
        if sighting.office_area() == "":
            yield Draft(sighting.match, None, "an office that nobody is elected to here")
            return
        person: Person | None = None
        if "person" in ARGUMENTS.get(state.predicate, ()) or state.predicate in _PERSONAL:
            caught = sighting.caught(state.person)
            if not caught and state.person != "person":
                return
            if sighting.ends_in_owner(caught):
                yield Draft(sighting.match, None, "something of the person's, not the person")
                return
            seat = self.where.section_seat(sighting.match.start) or focus.seat
            person = self.who.beside_rival(
                self.who.meant(sighting, caught, focus, seat), sighting, caught, focus
            )
            if person is None:
                yield Draft(sighting.match, None, "nobody that the stand-in could mean")
                return
        if state.predicate == "memberSince":
            if person and sighting.number("value") and not membership_ended(sighting):
                person.since = int(sighting.number("value") or 0)
                yield self.draft(sighting, "memberSince", "", person=person, value=sighting.number("value"))
            return
        if state.predicate in _WON and is_of_a_spell(sighting):
            yield Draft(sighting.match, None, "of several elections in a row")
            return
        if sighting.states("memberSince") and membership_ended(sighting):
            yield Draft(sighting.match, None, "of a membership that has ended")
            return
        if is_of_party_office(sighting, self.text):
            yield Draft(sighting.match, None, "of an office in a party, not of a seat")
            return
        about = person or self.who.named(sighting.clause, sighting.caught("person"))
        seats = self.where.seats(sighting, about, focus)
        if state.predicate == "outcome" and about is None and sighting.caught("party"):
            seats = [*seats, *(one for one in sighting.seats_listed_on() if one not in seats)]
        seats = self._of_one_contest(sighting, state, seats, focus)
        of_other = len(seats) == 1 and is_won_by_another(self, sighting, seats[0], focus)
        if of_other or not seats:
            yield Draft(sighting.match, None, _SEAT_OF_OTHER if of_other else _NO_SEAT)
        for seat in () if of_other else seats:
            yield from self._of_seat(sighting, state, person, seat, focus)

    def _of_one_contest(self, sighting: Sighting, state: State, seats: list[str], focus: Focus) -> list[str]:
        """Return the seats of whom a match is about, for a rival whom it names beside too."""
        if state.person != "person" and not sighting.caught("person"):
            return seats
        if self._contest[0] is not sighting.match:
            caught, own = sighting.caught("person"), seats
            is_phrase = caught.isdigit() and sighting.mention(caught).name.lower().startswith("the ")
            if state.person != "person" and is_phrase:
                # "The defence secretary lost to Ann Smith": where he was the member is known.
                about = self.who.meant(sighting, caught, focus, focus.seat)
                own = self.where.seats(sighting, about, focus) if about else seats
            self._contest = (sighting.match, own)
        first = self._contest[1]
        return first if state.person != "person" and len(first) == len(seats) == 1 else seats

    def _of_seat(
        self, sighting: Sighting, state: State, person: Person | None, seat: str, focus: Focus
    ) -> Iterator[Draft]:
        about = person or self.who.named(sighting.clause, sighting.caught("person"))
        election = self.where.election_of(sighting, seat, about)
        if sighting.match.rule.when == "earlier" and election >= self.where.election:
            yield Draft(sighting.match, None, "of no earlier election")
            return
        if state.predicate in FIGURES and self.where.is_of_other_poll(sighting):
            yield Draft(sighting.match, None, "of an election to another body")
            return
        if state.predicate in ("turnout", "turnoutThen") and self.where.is_of_whole_council(sighting):
            yield Draft(sighting.match, None, "of all wards together")
            return
        if election.endswith("notional") and state.predicate in ("votes", "voteShare"):
            # Nobody polled anything in a result that was only reckoned.
            election = self.where.election
        if election.endswith("notional") and self.where.is_of_earlier_boundaries(seat):
            seat = self.where.choice.polled_now(sighting, focus) or seat
        resolved = Resolved(
            sighting, state, person, self.where.seat_of_time(sighting, seat, election, focus), election
        )
        if state.predicate in _STANDING:
            yield from self._standing(resolved, focus)
        elif state.predicate == "votes":
            person = whose_count(self, resolved, focus)
            yield from vote_drafts(self, dataclasses.replace(resolved, person=person)) if person else ()
        elif state.predicate == "voteShare":
            yield from vote_drafts(self, resolved)
        elif state.predicate in ("majority", "majorityShare", "turnout"):
            yield from figure_drafts(self, resolved)
        elif state.predicate in ("majorityThen", "turnoutThen", "voteShareThen", "votesThen"):
            yield from earlier_figure_drafts(self, resolved)
        elif state.predicate == "scoreOfTwo":
            self.scored.append((sighting, resolved.seat, election))
        elif state.predicate == "partyVotes":
            self.of_parties.append((sighting, resolved.seat, election, "value"))
        elif state.predicate == "partyVotesThen":
            then = self.where.election_beside(sighting, "then") or self.where.previous()
            self.of_parties.append((sighting, self.where.seat_then(resolved.seat, then), then, "then"))
        elif state.predicate == "sameFigure":
            yield from same_figure_drafts(self, resolved)
        elif state.predicate in ("outcome", "gainedFrom", "overturnedBy"):
            yield from outcome_drafts(self, resolved, focus)
        elif state.predicate == "heldBefore":
            note_holder(self, resolved)
        else:
            yield from self._derived(resolved, focus)

    def _standing(self, resolved: Resolved, focus: Focus) -> Iterator[Draft]:
        sighting, predicate, person = resolved.sighting, resolved.state.predicate, resolved.person
        election, seat = resolved.election, resolved.seat
        if year := year_of_leaving(sighting, int(self.where.election[:4])):
            if election := election_in_year(year, self.where.gazetteers, self.where.election):
                yield self.draft(sighting, predicate, election, person=person, seat=seat)
            return
        if election.endswith("notional"):
            # Nobody stood for a result that was only reckoned; whoever defends one stands now.
            if predicate != "standsIn":
                return
            election = self.where.election
        now = election == self.where.election
        if predicate in _GOING_INTO and is_of_heir(sighting):
            return
        vacant = any(one.date == election for one in by_elections_in(seat, self.where.gazetteers))
        if vacant and predicate == "incumbentIn" and sighting.defends_seat():
            return
        if predicate == "incumbentIn" and person and sighting.keeps_for_party() and not _is_known(person):
            return
        if predicate == "incumbentIn" and now and person and not person.stands:
            # "... won it in 2019 from Gordon Marsden, its MP since 1997": he was the member going into that.
            then = beaten_then(person, seat, self.where, self.named)
            if then:
                yield self.draft(sighting, predicate, then, person=person, seat=seat)
                return
        is_told_now = predicate in _GOING_INTO or sighting.match.rule.when == "now"
        seat = self.where.seat_now(seat) if now and is_told_now else seat
        if predicate in ("elected", "defeatedIn") and now and person and not person.parties:
            told = focus.party_of_next(sighting.match.start, lost=predicate == "defeatedIn")
            person.parties += [told] if told else []
        if predicate in _GOING_INTO and not now and not self._tells_of_member_then(resolved):
            if predicate != "stoodDown" or "year" in sighting.match.groups:
                return
            election = self.where.election
        if sighting.match.rule.when == "previous" and now:
            election = self.where.previous()
            seat = self.where.seat_then(seat, election)
        if predicate == "memberFor":
            yield self.draft(sighting, "elected", election, person=person, seat=seat)
        name = {"candidate": "standsIn", "memberFor": "standsIn"}.get(predicate, predicate)
        if sighting.match.rule.when == "own-majority" and now and person:
            person.seats.append(Attribute(seat, sighting.match.start, sighting.match.end))
            self.owned.append((sighting, name, person, seat, ""))
            return
        for day in (election, *self.where.further_elections(sighting, name)):
            yield self.draft(sighting, name, day, person=person, seat=seat)

    def _tells_of_member_then(self, resolved: Resolved) -> bool:
        """Is it a member's defeat or hold then? At a by-election the seat is vacant."""
        sighting = resolved.sighting
        states = sighting.match.rule.states
        tells = states[0].predicate == "defeatedIn" or State("outcome", "hold") in states
        about = resolved.state.person
        lost = any(s.predicate == "defeatedIn" and s.person == about for s in states)
        is_told = tells or lost or about == "loser"
        return is_told and not was_by_election(resolved.election, self.where.gazetteers)

    def _derived(self, resolved: Resolved, focus: Focus) -> Iterator[Draft]:
        sighting, person, seat = resolved.sighting, resolved.person, resolved.seat
        predicate, now = resolved.state.predicate, resolved.election == self.where.election
        if person is None:
            return
        if predicate == "gainedFromOf" and now and (party := person.party_at(sighting.match.start)):
            yield self.resolved_draft(resolved, "gainedFrom", value=party.value)
        elif predicate in _IF_MEMBER and now:
            self._if_member.append(dataclasses.replace(resolved, seat=self.where.seat_now(seat)))
            if predicate == "defeatedIfIncumbent" and not person.parties:
                told = focus.party_of_next(sighting.match.start, lost=True)
                person.parties += [told] if told else []
        elif predicate == "defeatedIfIncumbent":
            self._beaten_then.append(resolved)
        elif predicate in ("gainFromLoser", "gainByWinner"):
            yield from gain_drafts(self, resolved)
        elif predicate == "electedFromMajority":
            for name in ("elected", "standsIn", "incumbentIn"):
                yield self.draft(sighting, name, self.where.election, person=person, seat=seat)
        elif predicate in ("electedThen", "standsInThen"):
            year = sighting.number("value")
            then = election_in_year(int(year), self.where.gazetteers, self.where.election) if year else ""
            if then and then < self.where.election and self.where.existed(seat, then):
                name = predicate.removesuffix("Then")
                yield self.draft(sighting, name, then, person=person, seat=self.where.seat_then(seat, then))
        elif (
            predicate == "followed"
            and now
            and person.stands in ("", seat)
            and not any(_LEADS.search(held.value) for held in person.roles)
        ):
            yield self.resolved_draft(resolved, "incumbentIn")
        elif predicate == "partyOf" and (party_name := sighting.name("party")):
            person.parties.append(Attribute(party_name, sighting.match.start, sighting.match.end))

    def note_winning_party(self, sighting: Sighting, focus: Focus) -> None:
        """Remember which party the words say has won a seat, where they tell neither hold nor gain."""
        for seat in self.where.seats(sighting, None, focus):
            if self.where.election_of(sighting, seat) == self.where.election:
                party, election = sighting.name("party"), self.where.election
                fact = self.draft(sighting, "outcome", election, seat=seat, party=party).fact
                self.won_by += [fact] if fact else []

    def resolved_draft(self, resolved: Resolved, predicate: str, party: str = "", value: Value = "") -> Draft:
        """Return the fact about the person, seat and election that a match was resolved to."""
        person = resolved.person if "person" in ARGUMENTS[predicate] else None
        sighting, election, seat = resolved.sighting, resolved.election, resolved.seat
        return self.draft(sighting, predicate, election, person=person, seat=seat, party=party, value=value)

    def note_figure(self, predicate: str) -> None:
        """Remember which kind of figure the text has told of last: "it" may be one of that kind."""
        if predicate in _SPOKEN_OF:
            self.told_figure = predicate

    def draft(
        self,
        sighting: Sighting,
        predicate: str,
        election: str,
        *,
        person: Person | None = None,
        seat: str = "",
        party: str = "",
        value: Value | None = "",
        declared: int | None = None,
    ) -> Draft:
        """Return the fact with the match as its quote, and remember the person's seat."""
        match = sighting.match
        if election == UNTOLD:
            return Draft(match, None, "of an election that cannot be told")
        self.note_figure(predicate)
        # Whom a list elects may have fought a constituency, which the text goes on about.
        is_fought = not self.where.is_region(seat)
        if seat and is_fought and election == self.where.election:
            # Where somebody was the member is told in passing: the contest may be in another seat.
            if predicate not in _GOING_INTO or not self.told_seats:
                self.told_seats.append(seat)
                self.where.choice.told_here = seat
        elif seat and election:
            self.told_before.add(seat)
            if person is not None:
                person.fought.add(seat)
        if seat and not election.endswith("notional"):
            seat = self.where.polled_as(seat, election)
        self.where.note_told(election, seat, person, predicate, in_passing=match.rule.collapses)
        if (
            person is not None
            and is_fought
            and predicate in ("standsIn", "elected", "defeatedIn")
            and election == self.where.election
        ):
            person.seats.append(Attribute(seat, match.start, match.end))
        if person is not None:
            self.named[(predicate, seat, election)][person.name] = person
        if person is not None and predicate == "incumbentIn":
            person.member_for.append(Attribute(seat, match.start, match.end))
        fact = Fact(
            predicate, self.text[match.start : match.end], match.start, match.end, match.rule.name, election,
            person.name if person else "", seat, party, "" if value is None else value, declared,
        )  # fmt: skip
        return Draft(match, fact)


def _is_known(person: Person) -> bool:
    """Tell whether the text has told of a person what new candidates are not: an office, a seat held."""
    return bool(person.sitting or person.in_house or person.roles or person.member_for or person.since)


# Whom somebody hopes to follow as leader need not have been the seat's member.
_LEADS = re.compile(r"leader|prime minister|mayor|commissioner", re.IGNORECASE)
