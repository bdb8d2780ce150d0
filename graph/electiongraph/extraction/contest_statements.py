"""Turn matches about a contest into facts: who stood, won, held, lost, with which figures.

Extraction, part of discourse. Each function takes a `Sighting` whose person, seat and election are resolved.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterator

from electiongraph.extraction.by_elections import by_election_date, was_by_election
from electiongraph.extraction.facts import ARGUMENTS, Fact, Value
from electiongraph.extraction.figure_statements import (
    earlier_figure_drafts,
    figure_drafts,
    owned_majority_drafts,
    party_vote_drafts,
    same_figure_drafts,
    score_drafts,
    vote_drafts,
)
from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.membership import membership_ended, year_of_leaving
from electiongraph.extraction.people import Attribute, Person
from electiongraph.extraction.polling_days import election_in_year
from electiongraph.extraction.rules import State
from electiongraph.extraction.sightings import Draft, Focus, Resolved, Sighting
from electiongraph.extraction.timeline import UNTOLD
from electiongraph.extraction.whereabouts import FIGURES, Whereabouts
from electiongraph.extraction.who import Who

__all__ = ["ContestStatements"]

# What rules state of a person beside the predicates of the fact record.
_PERSONAL = frozenset(
    (
        "candidate", "defeatedIfIncumbent", "electedFromMajority", "electedThen", "gainByWinner",
        "gainFromLoser", "gainedFromOf", "incumbentThen", "memberFor", "partyOf", "standsInThen",
        "stoodDownIfIncumbent",
        "voteShareThen", "votesThen",
    )
)  # fmt: skip
_STANDING = frozenset(
    ("elected", "standsIn", "incumbentIn", "defeatedIn", "stoodDown", "candidate", "memberFor")
)
_IF_MEMBER = {"defeatedIfIncumbent": "defeatedIn", "stoodDownIfIncumbent": "stoodDown"}
# "retired in 1997": the year is that of the leaving.
_IN_YEAR = re.compile(r"(?: as an MP| from (?:the Commons|Parliament|Westminster))? (?:in|at the) ‹Y\d+›")
# What "it" may be: the figure that a text has told of last.
_SPOKEN_OF = frozenset(("votes", "voteShare", "majority", "turnout"))
_GOING_INTO = frozenset(("incumbentIn", "defeatedIn", "stoodDown"))


_DISTRIBUTED = {
    "elected": ("elected", "standsIn"),
    "defeatedIn": ("incumbentIn", "defeatedIn", "standsIn"),
    "standsIn": ("standsIn",),
}


class ContestStatements:
    """The contest facts of one document."""

    def __init__(self, text: str, who: Who, where: Whereabouts) -> None:
        self.text = text
        self.who = who
        self.where = where
        self._if_member: list[Resolved] = []
        self.held_before: list[Fact] = []
        self.won_by: dict[str, Attribute] = {}
        self.scored: list[tuple[Sighting, str, str]] = []
        self.owned: list[tuple[Sighting, str, Person, str, int | float | str]] = []
        self.of_parties: list[tuple[Sighting, str, str]] = []
        self.named: dict[tuple[str, str, str], dict[str, Person]] = defaultdict(dict)
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
        for resolved in self._if_member:
            person, seat = resolved.person, resolved.seat
            won_before = self.named[("elected", seat, self.where.previous())]
            if person is not None and (
                self.where.is_member_of(person, seat)
                or (person.name in won_before and self._is_now(resolved))
            ):
                for name in ("incumbentIn", _IF_MEMBER[resolved.state.predicate]):
                    yield self.resolved_draft(resolved, name)
        yield from owned_majority_drafts(self)
        yield from score_drafts(self)
        yield from party_vote_drafts(self)

    def _is_now(self, resolved: Resolved) -> bool:
        return resolved.election == self.where.election

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
            if _is_owner(sighting, caught):
                yield Draft(sighting.match, None, "something of the person's, not the person")
                return
            seat = self.where.section_seat(sighting.match.start) or focus.seat
            person = self.who.meant(sighting, caught, focus, seat)
            if person is None:
                yield Draft(sighting.match, None, "nobody that the stand-in could mean")
                return
        if state.predicate == "memberSince":
            if sighting.number("value") and not membership_ended(sighting):
                yield self.draft(sighting, "memberSince", "", person=person, value=sighting.number("value"))
            return
        about = person or self.who.named(sighting.clause, sighting.caught("person"))
        seats = self.where.seats(sighting, about, focus)
        if not seats:
            yield Draft(sighting.match, None, "no seat that it could be about")
        for seat in seats:
            yield from self._of_seat(sighting, state, person, seat, focus)

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
        if state.predicate == "turnout" and self.where.is_of_whole_council(sighting):
            yield Draft(sighting.match, None, "of all wards together")
            return
        if election.endswith("notional") and self.where.is_of_earlier_boundaries(seat):
            known = (self.where.section_seat(sighting.match.start), focus.seat, self.where.title_seat)
            now = [one for one in known if one and not self.where.is_of_earlier_boundaries(one)]
            seat = now[0] if now else seat
        resolved = Resolved(sighting, state, person, self.where.seat_then(seat, election), election)
        if state.predicate in _STANDING:
            yield from self._standing(resolved, focus)
        elif state.predicate in ("votes", "voteShare"):
            yield from vote_drafts(self, resolved)
        elif state.predicate in ("majority", "majorityShare", "turnout"):
            yield from figure_drafts(self, resolved)
        elif state.predicate in ("majorityThen", "turnoutThen", "voteShareThen", "votesThen"):
            yield from earlier_figure_drafts(self, resolved)
        elif state.predicate == "scoreOfTwo":
            self.scored.append((sighting, resolved.seat, election))
        elif state.predicate == "partyVotes":
            self.of_parties.append((sighting, resolved.seat, election))
        elif state.predicate == "sameFigure":
            yield from same_figure_drafts(self, resolved)
        elif state.predicate in ("outcome", "gainedFrom", "overturnedBy"):
            yield from self._outcome(resolved, focus)
        elif state.predicate == "heldBefore":
            self._note_holder(resolved)
        else:
            yield from self._derived(resolved, focus)

    def _standing(self, resolved: Resolved, focus: Focus) -> Iterator[Draft]:
        sighting, predicate, person = resolved.sighting, resolved.state.predicate, resolved.person
        election, seat = resolved.election, resolved.seat
        if year := year_of_leaving(sighting, int(self.where.election[:4])):
            if election := election_in_year(year, self.where.gazetteers, self.where.election):
                yield self.draft(sighting, predicate, election, person=person, seat=seat)
            return
        now = election == self.where.election
        seat = self.where.seat_now(seat) if now and predicate in _GOING_INTO else seat
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
        yield self.draft(sighting, name, election, person=person, seat=seat)

    def _tells_of_member_then(self, resolved: Resolved) -> bool:
        """Is it a member's defeat, hold or retirement then? At a by-election the seat is vacant."""
        sighting = resolved.sighting
        states = sighting.match.rule.states
        if states[0].predicate == "stoodDown":
            return bool(_IN_YEAR.match(sighting.text, sighting.match.until))
        tells = states[0].predicate == "defeatedIn" or State("outcome", "hold") in states
        is_told = tells or resolved.state.person == "loser"
        return is_told and not was_by_election(resolved.election, self.where.gazetteers)

    def _outcome(self, resolved: Resolved, focus: Focus) -> Iterator[Draft]:
        sighting, seat = resolved.sighting, resolved.seat
        of_they = _party_spoken_of(sighting, focus) if sighting.match.rule.by_party else ""
        lost_by = sighting.name("from_party") or of_they
        if resolved.state.predicate == "overturnedBy":
            yield from self._overturned(sighting, seat, lost_by, focus)
        elif resolved.state.predicate == "outcome":
            party = sighting.name("party") or of_they
            if not party and resolved.state.value == "hold":
                party = _party_in_words(sighting)
            elif resolved.state.value == "gain":
                self._note_holder(resolved)
            # That somebody lost tells a gain only where the text says to whom.
            if party or sighting.match.rule.states[0].predicate != "defeatedIn" or sighting.caught("winner"):
                yield self.resolved_draft(resolved, "outcome", party=party, value=resolved.state.value)
        elif lost_by:
            yield self.resolved_draft(resolved, "gainedFrom", value=lost_by)

    def _note_holder(self, resolved: Resolved) -> None:
        """Remember which party the words call the seat's: if another has won, it lost it."""
        holder = resolved.sighting.name("from_party") or _party_in_words(resolved.sighting)
        told = resolved.state.predicate == "heldBefore" or resolved.election == self.where.election
        if holder and told:
            now = dataclasses.replace(resolved, election=self.where.election)
            fact = self.resolved_draft(now, "gainedFrom", value=holder).fact
            self.held_before += [fact] if fact else []

    def _overturned(self, sighting: Sighting, seat: str, lost_by: str, focus: Focus) -> Iterator[Draft]:
        election = self.where.election
        if re.search(r"[Bb]y[- ]?election", sighting.text):
            masked, gazetteers = sighting.clause.masked, self.where.gazetteers
            election = by_election_date("", masked, seat, election, gazetteers) or election
        winner = self.who.meant(sighting, "", focus, seat)
        party = winner.party_at(sighting.match.start) if winner else None
        if party:
            yield self.draft(sighting, "outcome", election, seat=seat, value="gain", party=party.value)
        if lost_by:
            yield self.draft(sighting, "gainedFrom", election, seat=seat, value=lost_by)

    def _derived(self, resolved: Resolved, focus: Focus) -> Iterator[Draft]:
        sighting, person, seat = resolved.sighting, resolved.person, resolved.seat
        predicate, now = resolved.state.predicate, resolved.election == self.where.election
        if person is None:
            return
        if predicate == "gainedFromOf" and now and (party := person.party_at(sighting.match.start)):
            yield self.resolved_draft(resolved, "gainedFrom", value=party.value)
        elif predicate in _IF_MEMBER and now:
            self._if_member.append(resolved)
            told = focus.party_of_next(sighting.match.start, lost=True)
            person.parties += (
                [told] if told and not person.parties and predicate.startswith("defeated") else []
            )
        elif predicate in ("gainFromLoser", "gainByWinner") and now:
            yield from self._gain_between(resolved)
        elif predicate == "electedFromMajority":
            for name in ("elected", "standsIn", "incumbentIn"):
                yield self.draft(sighting, name, self.where.election, person=person, seat=seat)
        elif predicate in ("electedThen", "standsInThen"):
            year = sighting.number("value")
            then = election_in_year(int(year), self.where.gazetteers, self.where.election) if year else ""
            if then and then < self.where.election and self.where.existed(seat, then):
                name = predicate.removesuffix("Then")
                yield self.draft(sighting, name, then, person=person, seat=self.where.seat_then(seat, then))
        elif predicate == "partyOf" and (party_name := sighting.name("party")):
            person.parties.append(Attribute(party_name, sighting.match.start, sighting.match.end))

    def _gain_between(self, resolved: Resolved) -> Iterator[Draft]:
        """Yield the gain where the sentence names the party of the ousted member, or of both."""
        sighting, match = resolved.sighting, resolved.sighting.match
        group = "loser" if resolved.state.predicate == "gainFromLoser" else "winner"
        other = self.who.named(sighting.clause, match.groups.get(group, ""))
        if other is None or resolved.person is None:
            return
        winner, loser = (resolved.person, other) if group == "loser" else (other, resolved.person)
        won_by, lost_by = (_party_said_in(person, sighting) for person in (winner, loser))
        if not lost_by or won_by == lost_by:
            return
        if won_by:
            yield self.resolved_draft(resolved, "outcome", party=won_by, value="gain")
        if won_by or group == "loser":
            yield self.resolved_draft(resolved, "gainedFrom", value=lost_by)

    def distributed(self, sighting: Sighting, state: State, focus: Focus) -> Iterator[Draft]:
        """Yield what a sentence tells of several people and their seats, named in the same order.

        Where it names no seats at all, each of them is in the seat that the text gives them elsewhere.
        """
        lost, party = state.person != "elected", sighting.name("party")
        matched = sighting.text[sighting.match.at : sighting.match.until]
        people = [self.who.named(sighting.clause, str(i)) for i in slot_indices(matched, "P")]
        seats = [sighting.mention(i).name for i in slot_indices(matched, "S")]
        group = _party_of_group(sighting)
        if not seats:
            seats = [_only_seat(person) for person in people]
        if len(seats) != len(people):
            return
        for person, seat in zip(people, seats, strict=True):
            if person is None or not seat:
                continue
            told = Attribute(party, sighting.match.start, sighting.match.end) if party else None
            of_all = group or told or focus.party_of_next(sighting.match.start, lost=lost)
            if of_all and not person.parties:
                person.parties.append(of_all)
            for name in _DISTRIBUTED[state.person]:
                yield self.draft(sighting, name, self.where.election, person=person, seat=seat)

    def note_winning_party(self, sighting: Sighting, focus: Focus) -> None:
        """Remember which party the words say has won a seat, where they tell neither hold nor gain."""
        for seat in self.where.seats(sighting, None, focus):
            if self.where.election_of(sighting, seat) == self.where.election:
                words = Attribute(sighting.name("party"), sighting.match.start, sighting.match.end)
                self.won_by.setdefault(seat, words)

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
        elif seat:
            self.told_before.add(seat)
        if seat and not election.endswith("notional"):
            seat = self.where.polled_as(seat, election)
        self.where.note_told(election, seat, person)
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


def _is_owner(sighting: Sighting, caught: str) -> bool:
    """Does a match end in a name that goes on as an owner: "beaten by Jim Murphy's old agent"?"""
    text, until = sighting.text, sighting.match.until
    return text[:until].endswith(f"‹P{caught}›") and bool(re.match(r"'s [a-z]", text[until:]))


# "Three Conservative ministers lost their seats: ...", "Tory losses included ...".
_GROUP = re.compile(
    r"[^‹›]*‹G(\d+)›(?:'s)? (?:[a-z-]+ ){0,3}(?:ministers?|MPs?|members|secretaries|casualties|scalps"
    r"|victims|losses|defeats|names|figures|colleagues|beasts|grandees|candidates|winners|gains|newcomers|women|men)\b"
    r"|[^‹›]*\b(?:casualties|scalps|victims|losses|winners|gains)[a-z ]* for (?:the )?‹G(\d+)›"
)


def _party_of_group(sighting: Sighting) -> Attribute | None:
    """Return the party of the group that a list of people is introduced as."""
    found = _GROUP.match(re.sub(r"‹[NX]\d+›", "", sighting.text))
    if not found:
        return None
    mention = sighting.mention(found[1] or found[2])
    return Attribute(mention.name, mention.start, mention.end)


def _only_seat(person: Person | None) -> str:
    """Return the one seat that the text knows somebody in, "" when it knows none or several."""
    known = {a.value for a in (*person.seats, *person.member_for)} if person else set()
    return known.pop() if len(known) == 1 else ""


def _party_spoken_of(sighting: Sighting, focus: Focus) -> str:
    """Return the party that "they" means: the last in the sentence so far, or that of the one before."""
    slots = slot_indices(sighting.text[: sighting.match.at], "G")
    return sighting.mention(slots[-1]).name if slots else focus.party


def _party_said_in(person: Person, sighting: Sighting) -> str:
    clause = sighting.clause
    return next((p.value for p in person.parties if clause.start <= p.start < clause.end), "")


def _party_in_words(sighting: Sighting) -> str:
    """Return the party that stands in the words for the seat: "her Labour seat of Luton North"."""
    slots = slot_indices(sighting.match.groups.get("seat", ""), "G")
    return sighting.mention(slots[0]).name if slots else ""
