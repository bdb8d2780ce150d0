"""Note after each sentence what it has spoken of: the seat, people and party that the next one goes on about.

Extraction, part of discourse.
"""

from __future__ import annotations

import re

from electiongraph.extraction.clauses import Clause
from electiongraph.extraction.contest_statements import ContestStatements
from electiongraph.extraction.focus import Focus
from electiongraph.extraction.masking import MaskedSentence, slot_indices
from electiongraph.extraction.sightings import area_named
from electiongraph.extraction.spoken_seats import (
    is_somebodys_home,
    opens_in_other_place,
    seats_spoken_of,
    turns_elsewhere,
)

__all__ = ["move_on"]

_POSSESSIVE = re.compile(r"‹P\d+›'s ")
# "His nearest challenger was Praful Nargund" goes on about the former.
_SOMEBODYS = re.compile(r"(?:His|Her) [^‹›.;,]{1,40}(?:‹G\d+›[^‹›.;,]{1,20})? (?:was|were|is|came|included) ")
_OBLIQUE = re.compile(r"\b(?:of|over|from|with|than|like|against|after|under|behind|to) (?:the )?‹P\d+›")
# "he was runner-up in 2005 in Mid Norfolk", "she fought Norwich South in 2010"
_FOUGHT_THEN = re.compile(
    r"‹Y\d+› in (?:the )?‹S(\d+)›|(?:fought|contested|stood in|ran in) (?:the )?‹S(\d+)› in ‹Y"
)
# "Next door in Ynys Môn, ..." turns to another seat, whatever is told of it.
_OPENS_WITH_PLACE = re.compile(
    r"(?:(?:And|But|Meanwhile|Elsewhere),? )?(?:[A-Z][a-z]+(?: [a-z]+)?,? )?[Ii]n ‹S\d+›,? (?=‹)"
)
_LEFT_TO = re.compile(r"(?:And |But |So |Then |In the end )?[Ii]t (?:was left|fell) to (?:the )?‹P(\d+)› to ")
# "The Greens have picked Ann Smith, while Bob Jones stands for Labour": the second is the last subject.
_PARTY_THEN_PERSON = re.compile(
    r"(?:The )?‹G\d+› (?:[^‹›.;]|‹P\d+›){1,80},? (?:while|and|but) ‹P(\d+)› [a-z]+s\b"
)
# "Rupert Lowe won, and in Clacton it was Nigel Farage": he is the one spoken of then.
_IT_WAS = re.compile(r"\bit (?:was|is) (?:the )?(?:‹G\d+›'s )?‹P(\d+)›(?!'s| who)[^‹›]*$")
# "Francis Pym was its member, and Jim Paice took over in 1987": the latter is spoken of then.
_TOOK_OVER = re.compile(
    r"(?:[,;]|,? (?:and|but|before|until|then|when|while)) (?:the )?(?:‹G\d+›'s )?‹P(\d+)›"
    r" (?:took over|succeeded|followed|replaced him|replaced her|came next|inherited)\b"
)
# "Neither threatened Ian Paisley" goes on about whom the sentence before was about.
_NOBODY = re.compile(
    r"(?:But |And |Yet )?(?:Neither|Nobody|No one|Nothing|None of (?:it|this|that|them)|That|This|It|Few|Some"
    r"|Many) "
    r"(?:had |ever |never |really |has |also |did not |could not )*"
    r"(?!(?:was|is|were|went|fell|passed|became)\b)[a-z]+ (?:off )?(?:the )?(?:‹G\d+›'s )?‹P\d+›"
)
# "The ink was hardly dry on the campaign of Ann Smith when she won": it is she.
_OF_WHOM = re.compile(
    r"\b(?:of|for|with) (?:the )?(?:‹G\d+›(?:'s)? )?‹P(\d+)› (?:when|as|before|after) ‹A\d+›"
)
# "‹P0› won ‹S1›, and in ‹S2› ‹P3› overturned a majority" ends with the latter.
_CLAUSE_ELSEWHERE = re.compile(
    r"(?:,? (?:and|while|but)|;) (?:over |up |down |across )?(?:in"
    r"|at) (?:the )?‹S\d+›,? (?:the )?(?:‹G\d+›'s? )?‹P(\d+)› [a-z]"
)
# "The biggest name to go was that of ‹P0›." is about whom it ends with.
_ENDS_WITH_PERSON = re.compile(r"(?P<of>\b(?:was|is|were) (?:that|those) of )?‹P(\d+)›\.?$")
# "In ‹S0›, where ‹P1› retired after 14 years, ‹P2› won" is about the latter.
_OF_PLACE = re.compile(r", where [^;.]{1,120}?,(?= ‹[PA])")


# "4,739 over Labour's Philip Johnson": he is not whom the next sentence goes on about.
_AGAINST = re.compile(
    r"\b(?:over|against|ahead of|clear of|in front of|beating|defeating) (?:the )?"
    r"(?:(?:[a-z-]+|‹G\d+›(?:'s)?) ){0,3}?‹P(\d+)›"
)


def move_on(statements: ContestStatements, clause: Clause, focus: Focus) -> None:
    """Note the people, seats and party that the sentence has named."""
    masked = clause.masked
    main = _main_clause(masked.text)
    first = _subject_slots(masked.text, main)
    if _NOBODY.match(masked.text) and focus.subject is not None:
        first = []
    goes_on = bool(_SOMEBODYS.match(masked.text)) and focus.subject is not None
    if first and masked.mentions[first[0]].kind == "P" and not goes_on:
        focus.subject = statements.who.named(clause, str(first[0]))
    for index in slot_indices(masked.text, "P"):
        person = statements.who.named(clause, str(index))
        if person is None:
            continue
        person.mentioned = masked.mentions[index].start
        if focus.heading_party and not focus.people and not person.parties:
            person.parties.append(focus.heading_party)
        # A reporter who "writes" from the count is none of its people.
        if not re.search(rf"‹P{index}› (?:writes|reports)\b", masked.text):
            focus.people.append(person)
    if first and masked.mentions[first[0]].name in ("he", "she"):
        owner = _OF_WHOM.search(masked.text)
        goes_on = owner is None
        focus.subject = statements.who.named(clause, owner[1]) if owner else focus.subject
    elif first and masked.text.startswith(f"‹A{first[0]}›") and masked.mentions[first[0]].kind == "A":
        spoken_of = statements.who.phrase(clause, first[0], focus)
        goes_on = spoken_of is not None
        focus.subject = spoken_of or focus.subject
    if named := slot_indices(masked.text, "P"):
        people = [statements.who.named(clause, str(index)) for index in named]
        subject = focus.subject if goes_on else None
        told = people if subject is None or subject in people else [subject, *people]
        focus.latest = tuple(person for person in told if person is not None)
        against = [statements.who.named(clause, index) for index in _AGAINST.findall(clause.masked.text)]
        focus.rivals = tuple(person for person in against if person is not None)
        topic = slot_indices(main, "P")[0]
        focus.topic = subject or statements.who.named(clause, str(topic)) or focus.topic
    _move_seat(statements, clause, focus)
    if statements.tally_told_at >= clause.start and not slot_indices(masked.text, "S"):
        focus.seat, focus.elsewhere = "", True
    statements.where.move_on(masked)
    parties = slot_indices(masked.text, "G")
    if parties:
        focus.party = masked.mentions[parties[0]].name


def _main_clause(text: str) -> str:
    """Return a sentence without what it tells of a place in passing, unless all its people stand there."""
    main = _OF_PLACE.sub(",", text)
    return main if "‹P" in main else text


def _subject_slots(text: str, main: str) -> list[int]:
    """Return the slot of whom a sentence is about, in a list that is empty for nobody."""
    # "Tony Blair's old seat went to Paul Howell" is not about the former.
    subjects = _OBLIQUE.sub("", main)
    first = (slot_indices(_POSSESSIVE.sub("", subjects), "PA") or slot_indices(subjects, "P"))[:1]
    ending = _ENDS_WITH_PERSON.search(text)
    if ending and (not first or ending["of"]):
        first = [int(ending[2])]
    if later := _CLAUSE_ELSEWHERE.findall(text):
        first = [int(later[-1])]
    if picked := _PARTY_THEN_PERSON.match(text) or _LEFT_TO.match(text):
        first = [int(picked[1])]
    if (took_over := _TOOK_OVER.findall(text)) and first and f"‹A{first[0]}›" not in text:
        first = [int(took_over[-1])]
    if turned := _IT_WAS.search(text):
        first = [int(turned[1])]
    return first


def _move_seat(statements: ContestStatements, clause: Clause, focus: Focus) -> None:
    """Turn to the seat that the sentence is about: that of its last fact, or else the last it names."""
    masked, told_seats = clause.masked, statements.told_seats
    seats = [name for i in slot_indices(masked.text, "SR") if (name := area_named(masked.mentions[i]))]
    seats = [seat for seat in seats if not statements.where.is_of_commons(seat)] or seats
    told = ([seat for seat in seats if seat in told_seats] or told_seats or [""])[-1]
    spoken_of = [masked.mentions[i].name for i in seats_spoken_of(masked.text)]
    spoken_of = [seat for seat in spoken_of if not statements.where.is_of_commons(seat)] or [
        area for i in slot_indices(masked.text, "R") if (area := area_named(masked.mentions[i]))
    ]
    if not seats and (region := statements.where.region_of(masked)):
        focus.seats.append(region)
        focus.seat = region if statements.where.begins_with_region(masked.text) else focus.seat
        return
    if not seats:
        _go_on_without_seat(statements, clause, focus, told)
        return
    focus.elsewhere = False
    focus.seats.extend(seats)
    homes = [
        masked.mentions[i].name for i in slot_indices(masked.text, "S") if is_somebodys_home(masked.text, i)
    ]
    focus.named_last = ([seat for seat in seats if seat not in homes] or [focus.named_last])[-1]
    opens = not focus.block_seats
    focus.block_seats.extend(spoken_of)
    current = [seat for seat in spoken_of if not statements.where.is_of_earlier_boundaries(seat)]
    if statements.where.title_seat and focus.seat and "by-election" not in masked.text:
        # "Ayling, who came so near in Great Grimsby in 2010, ...": the text goes on about its own seat.
        fought = {
            masked.mentions[int(i)].name for pair in _FOUGHT_THEN.findall(masked.text) for i in pair if i
        }
        if not _OPENS_WITH_PLACE.match(masked.text):
            current = [seat for seat in current if seat not in {*statements.told_before, *fought}]
    if told and told_seats and _tells_of_list(masked.text) and len(set(told_seats)) > 1:
        focus.seat = ""
    elif told and (told in seats or not current):
        focus.seat = told
        section = statements.where.section_seat(clause.start)
        if opens and section and told in current and section not in seats:
            statements.where.leave_section(clause.start)
    elif opens and not current and (own := _seat_of_member(statements, masked)):
        focus.seat = own
    else:
        places = [seat for seat in seats if seat not in homes]
        first = "" if statements.where.title_seat or not places else _first_named(statements, places)
        focus.seat = current[-1] if current else focus.seat or first


def _go_on_without_seat(statements: ContestStatements, clause: Clause, focus: Focus, told: str) -> None:
    """Note where a sentence without a seat leaves the passage: on its seat, or at a place that is none."""
    text = clause.masked.text
    # What a section's own seat is need not be remembered: the next passage may have another.
    focus.seat = (told or _seat_of_subject(statements, focus) or focus.seat) if focus.seat else ""
    is_here = statements.where.opens_section(clause.start)
    is_left = (
        statements.where.has_unlisted_seats
        and not focus.block_seats
        and opens_in_other_place(text, focus.seat)
    )
    turns = turns_elsewhere(text) or is_left
    if turns and told and told != statements.where.home_area:
        focus.seat = told
    elif turns and not is_here:
        focus.elsewhere = True


# "David Heathcoat-Amory, MP for Wells since 1983, is out": a paragraph that opens so is about his seat.
_MEMBER = re.compile(
    r"(?:‹[PA]\d+›|The (?:[a-z-]+ ){0,2}‹[RG]\d+›)[^‹›;:.]{0,12}(?:‹R\d+›[^‹›;:.]{0,20}(?:‹P\d+› )?)?"
    r"\b(?:MP|member) for (?:the )?‹S(\d+)› since ‹Y\d+›"
    r"(?!.*\b(?:sa(?:id|ys)|told|warned|added|tweeted|praised|urged|called)\b)"
)


def _seat_of_member(statements: ContestStatements, masked: MaskedSentence) -> str:
    """Return the seat of the member whom a sentence begins with and is about, "" for none."""
    found = _MEMBER.match(masked.text)
    seat = masked.mentions[int(found[1])].name if found else ""
    return "" if statements.where.is_of_earlier_boundaries(seat) or statements.where.title_seat else seat


def _first_named(statements: ContestStatements, seats: list[str]) -> str:
    """Return the seat that a passage begins with, rather one that is polled now."""
    polled = [seat for seat in seats if not statements.where.is_of_earlier_boundaries(seat)]
    return (polled or seats)[-1]


def _seat_of_subject(statements: ContestStatements, focus: Focus) -> str:
    """Return where the subject of the sentence stands, if it has told of that seat's past."""
    stands = focus.subject.stands if focus.subject else ""
    return stands if stands in statements.told_before else ""


def _tells_of_list(text: str) -> bool:
    """Does a sentence tell of seats in a row and of nobody in them, so that none is the next one's?"""
    return "‹P" not in text and bool(re.search(r"‹S\d+›(?:, ‹S\d+›)*,? and ‹S\d+›", text))
