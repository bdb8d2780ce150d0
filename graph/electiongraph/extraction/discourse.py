"""Resolve what a sentence leaves to the reader: which seat, which election, who "she" is.

Extraction, fourth part. Sentences come in with their matches, in text order; facts go out with every
argument named. A statement whose seat or person cannot be told is dropped, with the reason kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from electiongraph.extraction.brief_statements import tells_of_appointments
from electiongraph.extraction.candidacies import learn_candidacies
from electiongraph.extraction.clauses import Clause
from electiongraph.extraction.contest_statements import ContestStatements
from electiongraph.extraction.declared_seats import note_count
from electiongraph.extraction.distributed_statements import distributed_drafts
from electiongraph.extraction.exact_figures import is_told_all_the_same
from electiongraph.extraction.fallen import Fallen
from electiongraph.extraction.figure_statements import drafts_in_order
from electiongraph.extraction.joint_winners import joint_drafts
from electiongraph.extraction.layout import Layout
from electiongraph.extraction.learning import learn_clauses, learn_layout
from electiongraph.extraction.lineage_statements import LINEAGE, lineage_drafts
from electiongraph.extraction.list_members import list_member_drafts
from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.moving_on import move_on
from electiongraph.extraction.office_statements import (
    OFFICES,
    office_drafts,
)
from electiongraph.extraction.party_context import learn_own_party
from electiongraph.extraction.people import Attribute, People, Person
from electiongraph.extraction.rivals import (
    candidate_in_passing,
    listed_candidates,
    named_in_passing,
    rivals_again,
)
from electiongraph.extraction.rules import State
from electiongraph.extraction.sightings import Draft, Focus, Sighting
from electiongraph.extraction.tally_runs import run_drafts
from electiongraph.extraction.tally_statements import TALLIES, counts_seats, tally_drafts
from electiongraph.extraction.whereabouts import Whereabouts
from electiongraph.extraction.who import Who
from electiongraph.gazetteers import Gazetteers
from electiongraph.sources.document import Document

__all__ = ["Resolver"]

_PARTY_HEADING = re.compile(
    r"(?:Outside |Former |Ex-|Senior |Veteran )?‹G(\d+)› (?:[a-z]+ ){0,2}(?:MP|minister|beast|grandee"
    r"|veteran"
    r"|heavyweight|candidate|leader|name|rebel|incumbent|contender|‹R\d+›)\b"
)
# "Stephen Farry, its deputy leader": of the party just spoken of.
_ITS_OFFICE = re.compile(
    r", (?:its|their) (?:[a-z-]+ ){0,2}(?:leader|chair|whip|spokes|frontbench|candidate)"
)
# "Alliance gave with one hand": what follows is no more of the party that the passage began with.
_OPENS_WITH_PARTY = re.compile(
    r"(?:(?:But|And|Meanwhile,?) |[A-Z][^‹›,;]{0,40}, )?(?:[Tt]he |[Ff]or (?:the )?)?‹G(\d+)›(?!'s? ‹P)"
)
_NEW_MEMBER = re.compile(r"(?:the )?(?:new|newly[- ]elected)\b", re.IGNORECASE)
# "Ann Smith is out." In a report of a new cabinet it is no verdict of voters.
_VERDICTS = frozenset(("member-is-out", "member-survives", "winner-in-a-word", "predecessor-after-name"))
_BY_VOTERS = re.compile(r"\b(?:voted|unseated|washed|swept|rejected)\b|‹P\d+›.* (?:by|at the hands of) .*‹P")
# "a dreadful night for Conservatives who had left" tells of nobody's party.
_WHO_HAD_LEFT = re.compile(
    r" (?:who|that) (?:had |have )?(?:been )?(?:left|quit|resigned|rebelled|defected|switched|expelled"
    r"|thrown out"
    r"|kicked out|suspended|deselected|made to|forced)\b| (?:rebels|defectors|exiles|outcasts)\b"
)
# A paragraph on so many seats is about none of them.
_SEVERAL = 2
_REMOVALS = frozenset(("ousted-from-seat", "toppled-by-person"))


class Resolver:
    """Turn the matches of one document into facts."""

    def __init__(
        self,
        document: Document,
        layout: Layout,
        people: People,
        election: str,
        gazetteers: Gazetteers,
        title_seat: str = "",
        homes: Mapping[str, str] | None = None,
    ) -> None:
        self.text = document.text
        self.layout = layout
        self.who = Who(people, gazetteers)
        self.where = Whereabouts(document, layout, election, gazetteers, self.who, title_seat, homes)
        self.statements = ContestStatements(document.text, self.who, self.where, Fallen(document))

    def learn(self, clauses: Sequence[Clause]) -> None:
        """Remember what the whole document says of its people."""
        learn_layout(self.statements, self.layout)
        learn_clauses(self.statements, clauses)
        self.where.choice.learn(
            mention.name for clause in clauses for mention in clause.masked.mentions if mention.kind == "S"
        )
        learn_candidacies(self.statements, self.layout, clauses)

    def note_heading(self, clauses: Sequence[Clause], focus: Focus, *, is_portrait: bool) -> None:
        """Remember the party that a headline gives to whom only the text below names; a portrait's seat."""
        for clause in clauses:
            named = slot_indices(clause.masked.text, "P")
            if is_portrait and len(named) == 1:
                focus.portrayed = self.who.named(clause, str(named[0]))
            seats = [mention.name for mention in clause.masked.mentions if mention.kind == "S"]
            if clause.descriptions and len(seats) == 1:
                focus.seat = seats[0]
            found = _PARTY_HEADING.match(clause.masked.text)
            if found and not slot_indices(clause.masked.text, "P"):
                party = clause.masked.mentions[int(found[1])].name
                focus.heading_party = Attribute(party, clause.start, clause.end)

    def open_paragraph(self, focus: Focus) -> None:
        """Forget what the last paragraph has named; after one on other seats the text is on its own again."""
        told = {seat for seat in focus.block_seats if not self.where.is_of_earlier_boundaries(seat)}
        is_back = len(told) > 1 or (told and self.where.tells_of_one_seat)
        if is_back and self.where.title_seat and (self.where.title_seat not in told or len(told) > _SEVERAL):
            focus.seat = self.where.title_seat
        focus.block_seats, focus.named_last, focus.elsewhere = [], "", False
        if self.where.is_mandate or focus.is_local_night:
            focus.winners_party = focus.losers_party = None
            focus.is_local_night = False

    def resolve(self, clause: Clause, focus: Focus) -> Iterator[Draft]:
        """Yield what the matches of a sentence state, in text order; the focus moves on.

        Args:
            clause: The sentence.
            focus: What was spoken of before; changed in place.
        """
        turned = self.where.turned_to_office(clause.masked, focus.seat)
        if turned != focus.seat:
            focus.seat = turned
            self.where.leave_section(clause.start - 1)
        if self.where.tells_of_other_office(clause.masked):
            focus.seat, focus.elsewhere = "", True
        for index in slot_indices(clause.masked.text, "A"):
            self.who.adopt_party(clause, index, focus)
        note_count(clause, focus)
        if opened := _OPENS_WITH_PARTY.match(clause.masked.text):
            focus.turn_to(clause.masked.mentions[int(opened[1])].name)
        if focus.winners_party and focus.winners_party.end < clause.start and _wins_for_other(clause, focus):
            focus.winners_party = None
        claimed = _claimed_figures(clause)
        self.statements.told_seats, self.statements.told_before = [], set()
        self.where.choice.told_here = ""
        # Whom a sentence names with a party only stood where its own statements are about.
        in_passing: list[tuple[Sighting, Person]] = []
        for match in sorted((*clause.descriptions, *clause.events), key=lambda m: (m.start, -m.end)):
            rule = match.rule
            if (
                (match.groups.get("value") or match.groups.get("value2")) in claimed
                and rule.states[0].predicate == "majority"
                and not rule.when
            ):
                continue
            sighting = Sighting(clause, match)
            if (
                sighting.is_below(rule.least)
                or counts_seats(sighting)
                or sighting.is_told_in_order()
                or sighting.tells_transfers()
            ):
                continue
            if _may_be_of_office(sighting) and tells_of_appointments(self.text):
                continue
            if (person := named_in_passing(self.statements, sighting)) is not None:
                in_passing.append((sighting, person))
            for state in rule.states:
                yield from self._drafts(sighting, state, focus)
        yield from run_drafts(self.statements, clause, focus)
        yield from list_member_drafts(self.statements, clause)
        on_list = self._elected_on_list(clause) if in_passing else frozenset()
        in_passing = [(sighting, person) for sighting, person in in_passing if person.name not in on_list]
        for sighting, person in in_passing:
            yield from candidate_in_passing(self.statements, sighting, person, focus)
        move_on(self.statements, clause, focus)

    def _elected_on_list(self, clause: Clause) -> frozenset[str]:
        """Return whom a sentence names as elected by a region's list, and so in no constituency."""
        groups = [
            match.groups for match in clause.events if match.groups.keys() & {"list", "region", "region2"}
        ]
        slots = [
            *(int(index) for found in groups for index in slot_indices(found.get("people", ""), "P")),
            *(int(found["person"]) for found in groups if found.get("person", "").isdigit()),
        ]
        return frozenset(clause.masked.mentions[slot].name for slot in slots)

    def _drafts(self, sighting: Sighting, state: State, focus: Focus) -> Iterator[Draft]:
        match = sighting.match
        if state.predicate in ("sits", "inPassing"):
            return
        if state.predicate == "ownParty":
            learn_own_party(self.who, sighting, focus)
            return
        if state.predicate == "party":
            if _ITS_OFFICE.search(self.text, match.start, match.end):
                learn_own_party(self.who, sighting, focus)
            self.who.learn_party(sighting, focus)
            return
        if state.predicate == "memberFor" and not _NEW_MEMBER.match(self.text, match.start):
            return
        if match.hedge and not is_told_all_the_same(sighting):
            self.statements.note_figure(state.predicate)
            yield Draft(match, None, f"taken back by “{match.hedge}”")
        elif state.predicate in TALLIES:
            yield from tally_drafts(self.statements, sighting, state, focus)
        elif state.predicate in OFFICES:
            yield from office_drafts(self.statements, sighting, state, focus)
        elif state.predicate in LINEAGE:
            yield from lineage_drafts(self.statements, sighting, state, focus)
        elif state.predicate in ("winnersParty", "losersParty"):
            if _is_one_of_several(sighting) or _is_of_person(sighting):
                return
            if _WHO_HAD_LEFT.match(sighting.text, match.until):
                return
            party = Attribute(sighting.name("party"), match.start, match.end, is_general=True)
            lost = state.predicate == "losersParty"
            focus.note_night(party, won=not lost, lost=lost)
            focus.is_local_night = _in_one_seat(sighting)
        elif state.predicate in ("eachVotes", "eachMajority"):
            yield from drafts_in_order(
                self.statements, sighting, state.predicate.removeprefix("each").lower(), focus
            )
        elif state.predicate == "joint":
            yield from joint_drafts(self.statements, sighting, state, focus)
        elif state.predicate in ("candidates", "partiesInOrder"):
            yield from listed_candidates(self.statements, sighting, focus)
        elif state.predicate == "rivalsAgain":
            yield from rivals_again(self.statements, sighting, focus)
        elif state.predicate == "wonBy":
            self.statements.note_winning_party(sighting, focus)
        elif state.predicate == "distributed":
            yield from distributed_drafts(self.statements, sighting, state, focus)
        else:
            yield from self.statements.drafts(sighting, state, focus)


_FOR_PARTY = re.compile(r"‹S\d+›(?: seat)? for (?:the )?‹G(\d+)›")
_TURN_OF_PARTY = re.compile(r"‹G(\d+)› (?:holds?|gains?|wins?|victor(?:y|ies)|success(?:es)?)\b")


def _is_of_person(sighting: Sighting) -> bool:
    """Is the victory that of somebody whom the sentence has named: "‹P0› recorded a stunning ‹G1› win"?"""
    before = sighting.text[: sighting.match.at]
    return bool(slot_indices(before, "P")) and bool(slot_indices(before, "S"))


def _wins_for_other(clause: Clause, focus: Focus) -> bool:
    """Does a sentence tell of somebody who won for another party than the one whose night it was?"""
    won_for = [clause.masked.mentions[int(slot)].name for slot in _FOR_PARTY.findall(clause.masked.text)]
    return focus.winners_party is not None and any(name != focus.winners_party.value for name in won_for)


def _in_one_seat(sighting: Sighting) -> bool:
    """Is a good or bad night told of one seat: "There was heartbreak in ‹S0› for the ‹G1›"?"""
    return bool(re.match(r"[^‹›]{0,60}\b[Ii]n (?:the )?‹S\d+› for (?:the )?‹G", sighting.text))


def _may_be_of_office(sighting: Sighting) -> bool:
    """May a verdict be that of whoever appoints ministers: "Oliver Heald was shown the door"?"""
    rule = sighting.match.rule.name
    if rule in _REMOVALS and not slot_indices(sighting.text, "S"):
        words = sighting.text[sighting.match.at : sighting.match.until]
        return not _BY_VOTERS.search(words)
    return rule in _VERDICTS


def _is_one_of_several(sighting: Sighting) -> bool:
    """Does a sentence tell of the night of several parties: "Labour and the Greens made gains"?

    "Two Labour gains and the first Tory hold of the night" do so, too.
    """
    slot = f"‹G{sighting.caught('party')}›"
    named = rf"(?:\b(?:and|or)|›,) (?:the )?{slot}|{slot}(?:,| and| or) (?:and )?(?:the )?‹G"
    return bool(re.search(named, sighting.text)) or len(set(_TURN_OF_PARTY.findall(sighting.text))) > 1


def _claimed_figures(clause: Clause) -> set[str]:
    """Return the figures that a rule reads as those of an earlier election, which others must leave alone."""
    claimed: set[str] = set()
    for match in clause.events:
        rule = match.rule
        told = rule.when in ("previous", "now", "by-election", "notional")
        if told or rule.states[0].predicate in ("majorityThen", "turnoutThen"):
            claimed.update(match.groups.get(name, "") for name in ("value", "value2", "then", "then2"))
    return claimed - {""}
