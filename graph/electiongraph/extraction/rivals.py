"""Turn the names of rivals into candidacies: those named with a party in passing, and those named in a list.

Extraction, part of discourse. "Labour's Ann Smith, on 7,004, pushed the Greens' Bo Lund into fourth" calls
neither a candidate; "her opponents included Ann Smith and Bo Lund" calls both.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from electiongraph.extraction.contest_statements import ContestStatements
from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.people import Attribute, Person
from electiongraph.extraction.sightings import Draft, Focus, Sighting

__all__ = ["candidate_in_passing", "listed_candidates", "named_in_passing", "rivals_again"]

# A sentence that tells of votes or places at a count, and one that turns to other places or times.
_CONTESTED = re.compile(
    r"‹N\d+›(?! (?:seats|years|people|miles|days|weeks|months|points))|‹C\d+›"
    r"|\b(?:second|third|fourth|fifth|sixth|last|bottom|runner-up|runners-up|votes?|polled|beat|beaten"
    r"|defeated|pushed|deposits?|trails?|ahead of|behind|edged out|pipped|saw off|squeezed|trailed|conceded"
    r"|tally|challenge|challenged|challengers?|rivals?|opponents?|contest|recount|up against"
    r"|also-rans?|the rest"
    r"|followed|(?:were|was|came) next|stands|standing|stood|candidates?|flag|banner|ballot paper)\b"
)
# "Sir Oliver Heald having stood down": who left is none of the candidates.
_LEFT = re.compile(
    r",? (?:who )?(?:(?:has|had|having|is|was|had already|has already) )*(?:stood down|stepped down"
    r"|standing down|stepping down|retired|retiring|bowed out|not standing|(?:did|does) not stand)\b"
)
_GOING = re.compile(r"\b(?:outgoing|departing|retiring|former|ex|then)\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:elsewhere|neighbouring|nationally|across the country|in \d{4}|council|councillors?)\b"
)
# "... who was hoping to succeed the Tory Matthew Offord": whom somebody follows did not stand.
_FOLLOWED = re.compile(
    r"\b(?:succeed(?:s|ed|ing)?|replac(?:e|es|ed|ing)|follow(?:s|ing)?|(?:took|tak(?:e|es|ing)) over from"
    r"|success(?:ion|or) to|(?:held|represented|occupied|vacated) by|inherited (?:it "
    r"|the seat )?from|after the (?:death|resignation|retirement) of"
    r"|work(?:s|ed|ing) for|(?:aide|adviser|assistant) to)(?: the)? $"
)
# When an earlier contest was, in words.
_DATED = re.compile(
    r"‹Y\d+›|\b(?:last time|years (?:ago|before|earlier|later)|that (?:year|occasion)|last election)\b"
)


def named_in_passing(statements: ContestStatements, sighting: Sighting) -> Person | None:
    """Return whom a description names with a party, where the sentence tells of votes and places."""
    match = sighting.match
    if (
        not match.rule.collapses
        or match.hedge
        or match.rule.states[0].predicate not in ("party", "inPassing")
    ):
        return None
    said = statements.text[match.start : match.end]
    if _ELSEWHERE.search(sighting.text) or _GOING.search(said) or sighting.states("sits"):
        return None
    # Before the poll whom a passage on a seat calls a party's is mostly its candidate.
    is_told = statements.where.is_before_poll or _CONTESTED.search(sighting.text)
    if not is_told and not _tells_of_contest(sighting):
        return None
    caught = sighting.caught("person")
    before, _, after = sighting.text.partition(f"‹P{caught}›")
    if _FOLLOWED.search(before) or _LEFT.match(after):
        return None
    person = statements.who.named(sighting.clause, caught)
    return None if person is None or person.roles or person.member_for else person


# What nobody knows of a coming poll: the sentence is about an earlier one.
_COUNTED = re.compile(
    r"‹N\d+›(?! (?:candidates|people|parties|years))|\b(?:second|third|fourth|runner-up|behind)\b"
)
# Before the poll "the runner-up, Ann Smith," was that of the last.
_WAS_SECOND = re.compile(r"\b(?:runner-up|beaten|defeated|losing)\b")


def candidate_in_passing(
    statements: ContestStatements, sighting: Sighting, person: Person, focus: Focus
) -> Iterator[Draft]:
    """Yield that somebody named with a party stood in the seat that the sentence is about."""
    where = statements.where
    if (at := sighting.text.find(slot := f"‹P{sighting.caught('person')}›")) >= 0:
        # The description has become a slot since it was found.
        match = dataclasses.replace(sighting.match, at=at, until=at + len(slot))
        sighting = Sighting(sighting.clause, match)
    seats = where.seats(sighting, person, focus)
    own = {attribute.value for attribute in person.seats}
    if len(seats) != 1 or (own and seats[0] not in own):
        return
    election = where.election_of(sighting, seats[0], person)
    said = statements.text[sighting.match.start : sighting.match.end]
    if where.is_before_poll and election == where.election and _WAS_SECOND.search(said):
        yield statements.draft(sighting, "standsIn", where.previous(), person=person, seat=seats[0])
        return
    if where.is_preview and election == where.election and _COUNTED.search(sighting.text):
        return
    section = where.section_seat(sighting.match.start)
    near = (*sighting.seats_before(), *focus.block_seats, section, where.title_seat)
    dated = _DATED.search(sighting.text[: sighting.match.until + len(" in ‹Y10›")].rpartition(";")[2])
    if person.stands and election != where.election:
        return
    near = near if dated else (*near, statements.told_seat)
    if seats[0] in near and (dated or election == where.election):
        yield statements.draft(sighting, "standsIn", election, person=person, seat=seats[0])


def listed_candidates(statements: ContestStatements, sighting: Sighting, focus: Focus) -> Iterator[Draft]:
    """Yield that everybody stood whom a match names: those whom a candidate was up against."""
    matched = sighting.text[sighting.match.at : sighting.match.until]
    people = [statements.who.named(sighting.clause, str(i)) for i in slot_indices(matched, "P")]
    party = sighting.name("party")
    for person in people:
        if person is None:
            continue
        if party and not person.parties:
            person.parties.append(Attribute(party, sighting.match.start, sighting.match.end))
        yield from _stands(statements, sighting, person, focus)


def rivals_again(statements: ContestStatements, sighting: Sighting, focus: Focus) -> Iterator[Draft]:
    """Yield that the two whom the sentence before named stand where both had stood: "They meet again"."""
    people = [person for person in focus.latest if person.fought]
    if len(people) != 2 or slot_indices(sighting.text[: sighting.match.until], "P"):
        return
    fought = people[0].fought & people[1].fought
    election = statements.where.election
    seats = {seat for seat in fought if not statements.where.is_of_earlier_boundaries(seat)}
    if len(seats) == 1 and statements.where.election_of(sighting, min(seats)) == election:
        for person in people:
            yield statements.draft(sighting, "standsIn", election, person=person, seat=min(seats))


def _stands(
    statements: ContestStatements, sighting: Sighting, person: Person, focus: Focus
) -> Iterator[Draft]:
    seats = statements.where.seats(sighting, person, focus)
    if len(seats) == 1:
        election = statements.where.election_of(sighting, seats[0], person)
        yield statements.draft(sighting, "standsIn", election, person=person, seat=seats[0])


def _tells_of_contest(sighting: Sighting) -> bool:
    """Does another rule read who beat whom, who won or who polled what in the sentence?"""
    told = frozenset(("elected", "defeatedIn", "votes", "candidate", "defeatedIfIncumbent"))
    return any(match.rule.states[0].predicate in told and not match.hedge for match in sighting.clause.events)
