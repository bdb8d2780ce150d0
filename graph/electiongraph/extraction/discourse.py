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
from electiongraph.extraction.fallen import Fallen
from electiongraph.extraction.figure_statements import drafts_in_order
from electiongraph.extraction.joint_winners import joint_drafts
from electiongraph.extraction.layout import Layout
from electiongraph.extraction.learning import learn_clauses, learn_layout
from electiongraph.extraction.lineage_statements import LINEAGE, lineage_drafts
from electiongraph.extraction.list_members import list_member_drafts
from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.office_statements import (
    OFFICES,
    office_drafts,
)
from electiongraph.extraction.people import Attribute, People, Person
from electiongraph.extraction.rivals import (
    candidate_in_passing,
    listed_candidates,
    named_in_passing,
    rivals_again,
)
from electiongraph.extraction.rules import State
from electiongraph.extraction.sightings import Draft, Focus, Sighting, area_named
from electiongraph.extraction.spoken_seats import is_somebodys_home, seats_spoken_of, turns_elsewhere
from electiongraph.extraction.tally_runs import run_drafts
from electiongraph.extraction.tally_statements import ALL_SEATS, TALLIES, counts_seats, tally_drafts
from electiongraph.extraction.whereabouts import Whereabouts
from electiongraph.extraction.who import Who
from electiongraph.gazetteers import Gazetteers
from electiongraph.sources.document import Document

__all__ = ["Resolver"]

_DECLARED = re.compile(
    r"(?:[Aa]fter|[Ww]ith|[Oo]nce|[Bb]y the time|[Ff]rom)(?: just| only|(?P<but> all but)| all)?"
    r" ‹[NX](?P<declared>\d+)›"
    r"(?: (?:out )?of(?: the)? ‹N\d+›)?"
    r"(?: (?:seats|constituenc(?:y|ies)|results?|declarations?|counts?|had|have|been|of|the|now|were|are))*"
    r"(?: (?:declared|in(?! (?:the (?!bag|can)|[A-Z]|‹))|counted|reported|called)"
    r"|,|\.\.\.|(?<=declarations)[.;]|(?<=results)[.;]|$|…| ‹G\d+›"
    r"| (?:the (?:BBC|broadcasters?)|it|they|[A-Z]\w+) (?:had|has|put|gave))"
    r"|‹N(?P<declared2>\d+)›(?: of(?: the)? ‹N(?P<all>\d+)›)? (?:seats|results|constituencies)"
    r" (?:declared|in(?! (?:the\b|[A-Z]|‹|\w+ election))|counted|called"
    r"|(?:have|had)(?: been)? (?:declared|called|counted|reported))"
)
# "They finished with 64 seats, one more" tells of a party's seats.
_ENDED_WITH = re.compile(r"(?<!\band)(?<!\bbut)(?<=[a-z›]) $")
_COUNTED = re.compile(r"declar|count|report|called|result|\bin\b")
_PARTY_HEADING = re.compile(
    r"(?:Outside |Former |Ex-|Senior |Veteran )?‹G(\d+)› (?:[a-z]+ ){0,2}(?:MP|minister|beast|grandee|veteran"
    r"|heavyweight|candidate|leader|name|rebel|incumbent|contender|‹R\d+›)\b"
)
_POSSESSIVE = re.compile(r"‹P\d+›'s ")
# "His nearest challenger was Praful Nargund" goes on about the former.
_SOMEBODYS = re.compile(r"(?:His|Her) [^‹›.;,]{1,40}(?:‹G\d+›[^‹›.;,]{1,20})? (?:was|were|is|came|included) ")
# "Stephen Farry, its deputy leader": of the party just spoken of.
_ITS_OFFICE = re.compile(
    r", (?:its|their) (?:[a-z-]+ ){0,2}(?:leader|chair|whip|spokes|frontbench|candidate)"
)
_OBLIQUE = re.compile(r"\b(?:of|over|from|with|than|like|against|after|under|behind|to) (?:the )?‹P\d+›")
# "Alliance gave with one hand": what follows is no more of the party that the passage began with.
_OPENS_WITH_PARTY = re.compile(
    r"(?:(?:But|And|Meanwhile,?) |[A-Z][^‹›,;]{0,40}, )?(?:[Tt]he |[Ff]or (?:the )?)?‹G(\d+)›(?!'s? ‹P)"
)
_NEW_MEMBER = re.compile(r"(?:the )?(?:new|newly[- ]elected)\b", re.IGNORECASE)
# "Ann Smith is out." In a report of a new cabinet it is no verdict of voters.
_VERDICTS = frozenset(("member-is-out", "member-survives", "winner-in-a-word", "predecessor-after-name"))
_BY_VOTERS = re.compile(r"\b(?:voted|unseated|washed|swept|rejected)\b|‹P\d+›.* (?:by|at the hands of) .*‹P")
_REMOVALS = frozenset(("ousted-from-seat", "toppled-by-person"))

# "he was runner-up in 2005 in Mid Norfolk", "she fought Norwich South in 2010"
_FOUGHT_THEN = re.compile(
    r"‹Y\d+› in (?:the )?‹S(\d+)›|(?:fought|contested|stood in|ran in) (?:the )?‹S(\d+)› in ‹Y"
)
# "Next door in Ynys Môn, ..." turns to another seat, whatever is told of it.
_OPENS_WITH_PLACE = re.compile(
    r"(?:(?:And|But|Meanwhile|Elsewhere),? )?(?:[A-Z][a-z]+(?: [a-z]+)?,? )?[Ii]n ‹S\d+›,? (?=‹)"
)
# "The Greens have picked Ann Smith, while Bob Jones stands for Labour": the second is the last subject.
_PARTY_THEN_PERSON = re.compile(
    r"(?:The )?‹G\d+› (?:[^‹›.;]|‹P\d+›){1,80},? (?:while|and|but) ‹P(\d+)› [a-z]+s\b"
)
_LEFT_TO = re.compile(r"(?:And |But |So |Then |In the end )?[Ii]t (?:was left|fell) to (?:the )?‹P(\d+)› to ")
# "Rupert Lowe won, and in Clacton it was Nigel Farage": he is the one spoken of then.
_IT_WAS = re.compile(r"\bit (?:was|is) (?:the )?(?:‹G\d+›'s )?‹P(\d+)›(?!'s| who)[^‹›]*$")


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
        if is_back and self.where.title_seat and self.where.title_seat not in told:
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
        focus.seat = self.where.turned_to_office(clause.masked, focus.seat)
        if self.where.tells_of_other_office(clause.masked):
            focus.seat, focus.elsewhere = "", True
        for index in slot_indices(clause.masked.text, "A"):
            self.who.adopt_party(clause, index, focus)
        self._note_count(clause, focus)
        if opened := _OPENS_WITH_PARTY.match(clause.masked.text):
            focus.turn_to(clause.masked.mentions[int(opened[1])].name)
        if focus.winners_party and focus.winners_party.end < clause.start and _wins_for_other(clause, focus):
            focus.winners_party = None
        claimed = _claimed_figures(clause)
        self.statements.told_seats, self.statements.told_before = [], set()
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
        self._move_on(clause, focus)

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
            self.who.learn_own_party(sighting, focus)
            return
        if state.predicate == "party":
            if _ITS_OFFICE.search(self.text, match.start, match.end):
                self.who.learn_own_party(sighting, focus)
            self.who.learn_party(sighting, focus)
            return
        if state.predicate == "memberFor" and not _NEW_MEMBER.match(self.text, match.start):
            return
        if match.hedge:
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
            party = Attribute(sighting.name("party"), match.start, match.end, is_general=True)
            lost = state.predicate == "losersParty"
            focus.note_night(party, won=not lost, lost=lost)
            focus.is_local_night = _in_one_seat(sighting)
        elif state.predicate in ("eachVotes", "eachMajority"):
            yield from drafts_in_order(
                self.statements, sighting, state.predicate.removeprefix("each").lower()
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
            yield from self.statements.distributed(sighting, state, focus)
        else:
            yield from self.statements.drafts(sighting, state, focus)

    def _note_count(self, clause: Clause, focus: Focus) -> None:
        """Note after how many declarations the passage's tallies are true."""
        found = _DECLARED.search(clause.masked.text)
        if found and not (
            _ENDED_WITH.search(clause.masked.text[: found.start()]) and not _COUNTED.search(found.group())
        ):
            # "412 of the 649 seats declared" speaks of 649 declarations, "641 of the 650" of 641.
            total = int(clause.masked.mentions[int(found["all"])].number) if found["all"] else ALL_SEATS
            number = int(clause.masked.mentions[int(found["declared"] or found["declared2"])].number)
            number = total if total < ALL_SEATS else number
            number = ALL_SEATS - number if found["but"] else number
            focus.declared = None if number >= ALL_SEATS else number

    def _move_seat(self, clause: Clause, focus: Focus) -> None:
        """Turn to the seat that the sentence is about: that of its last fact, or else the last it names."""
        masked, told_seats = clause.masked, self.statements.told_seats
        seats = [name for i in slot_indices(masked.text, "SR") if (name := area_named(masked.mentions[i]))]
        seats = [seat for seat in seats if not self.where.is_of_commons(seat)] or seats
        told = ([seat for seat in seats if seat in told_seats] or told_seats or [""])[-1]
        spoken_of = [masked.mentions[i].name for i in seats_spoken_of(masked.text)]
        spoken_of = [seat for seat in spoken_of if not self.where.is_of_commons(seat)] or [
            area for i in slot_indices(masked.text, "R") if (area := area_named(masked.mentions[i]))
        ]
        if not seats and (region := self.where.region_of(masked)):
            focus.seats.append(region)
            focus.seat = region if self.where.begins_with_region(masked.text) else focus.seat
            return
        if not seats:
            # What a section's own seat is need not be remembered: the next passage may have another.
            focus.seat = (told or self._seat_of_subject(focus) or focus.seat) if focus.seat else ""
            turned = turns_elsewhere(masked.text) and not self.where.opens_section(clause.start)
            focus.elsewhere = focus.elsewhere or turned
            return
        focus.elsewhere = False
        focus.seats.extend(seats)
        homes = [
            masked.mentions[i].name
            for i in slot_indices(masked.text, "S")
            if is_somebodys_home(masked.text, i)
        ]
        focus.named_last = ([seat for seat in seats if seat not in homes] or [focus.named_last])[-1]
        focus.block_seats.extend(spoken_of)
        current = [seat for seat in spoken_of if not self.where.is_of_earlier_boundaries(seat)]
        if self.where.title_seat and focus.seat and "by-election" not in masked.text:
            # "Ayling, who came so near in Great Grimsby in 2010, ...": the text goes on about its own seat.
            fought = {
                masked.mentions[int(i)].name for pair in _FOUGHT_THEN.findall(masked.text) for i in pair if i
            }
            if not _OPENS_WITH_PLACE.match(masked.text):
                current = [seat for seat in current if seat not in {*self.statements.told_before, *fought}]
        if told and told_seats and _tells_of_list(masked.text) and len(set(told_seats)) > 1:
            focus.seat = ""
        elif told and (told in seats or not current):
            focus.seat = told
        else:
            focus.seat = current[-1] if current else focus.seat or self._first_named(seats)

    def _first_named(self, seats: list[str]) -> str:
        """Return the seat that a passage begins with, rather one that is polled now."""
        polled = [seat for seat in seats if not self.where.is_of_earlier_boundaries(seat)]
        return (polled or seats)[-1]

    def _seat_of_subject(self, focus: Focus) -> str:
        """Return where the subject of the sentence stands, if it has told of that seat's past."""
        stands = focus.subject.stands if focus.subject else ""
        return stands if stands in self.statements.told_before else ""

    def _move_on(self, clause: Clause, focus: Focus) -> None:
        """Note the people, seats and party that the sentence has named."""
        masked = clause.masked
        # "Tony Blair's old seat went to Paul Howell" is not about the former.
        main = _OF_PLACE.sub(",", masked.text)
        main = main if "‹P" in main else masked.text
        subjects = _OBLIQUE.sub("", main)
        first = (slot_indices(_POSSESSIVE.sub("", subjects), "PA") or slot_indices(subjects, "P"))[:1]
        ending = _ENDS_WITH_PERSON.search(masked.text)
        if ending and (not first or ending["of"]):
            first = [int(ending[2])]
        if later := _CLAUSE_ELSEWHERE.findall(masked.text):
            first = [int(later[-1])]
        if picked := _PARTY_THEN_PERSON.match(masked.text) or _LEFT_TO.match(masked.text):
            first = [int(picked[1])]
        if turned := _IT_WAS.search(masked.text):
            first = [int(turned[1])]
        goes_on = bool(_SOMEBODYS.match(masked.text)) and focus.subject is not None
        if first and masked.mentions[first[0]].kind == "P" and not goes_on:
            focus.subject = self.who.named(clause, str(first[0]))
        for index in slot_indices(masked.text, "P"):
            person = self.who.named(clause, str(index))
            if person is None:
                continue
            person.mentioned = masked.mentions[index].start
            if focus.heading_party and not focus.people and not person.parties:
                person.parties.append(focus.heading_party)
            # A reporter who "writes" from the count is none of its people.
            if not re.search(rf"‹P{index}› (?:writes|reports)\b", masked.text):
                focus.people.append(person)
        goes_on = goes_on or bool(first and masked.mentions[first[0]].name in ("he", "she"))
        if named := slot_indices(masked.text, "P"):
            people = [self.who.named(clause, str(index)) for index in named]
            focus.latest = tuple(person for person in people if person is not None)
            subject = focus.subject if goes_on else None
            topic = slot_indices(main, "P")[0]
            focus.topic = subject or self.who.named(clause, str(topic)) or focus.topic
        self._move_seat(clause, focus)
        if self.statements.tally_told_at >= clause.start and not slot_indices(masked.text, "S"):
            focus.seat, focus.elsewhere = "", True
        self.where.move_on(masked)
        parties = slot_indices(masked.text, "G")
        if parties:
            focus.party = masked.mentions[parties[0]].name


# "‹P0› won ‹S1›, and in ‹S2› ‹P3› overturned a majority" ends with the latter.
_CLAUSE_ELSEWHERE = re.compile(
    r"(?:,? (?:and|while|but)|;) (?:over |up |down |across )?(?:in"
    r"|at) (?:the )?‹S\d+›,? (?:the )?(?:‹G\d+›'s? )?‹P(\d+)› [a-z]"
)
# "The biggest name to go was that of ‹P0›." is about whom it ends with.
_ENDS_WITH_PERSON = re.compile(r"(?P<of>\b(?:was|is|were) (?:that|those) of )?‹P(\d+)›\.?$")
_FOR_PARTY = re.compile(r"‹S\d+›(?: seat)? for (?:the )?‹G(\d+)›")
_TURN_OF_PARTY = re.compile(r"‹G(\d+)› (?:holds?|gains?|wins?|victor(?:y|ies)|success(?:es)?)\b")
# "In ‹S0›, where ‹P1› retired after 14 years, ‹P2› won" is about the latter.
_OF_PLACE = re.compile(r", where [^;.]{1,120}?,(?= ‹[PA])")


def _tells_of_list(text: str) -> bool:
    """Does a sentence tell of seats in a row and of nobody in them, so that none is the next one's?"""
    return "‹P" not in text and bool(re.search(r"‹S\d+›(?:, ‹S\d+›)*,? and ‹S\d+›", text))


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
