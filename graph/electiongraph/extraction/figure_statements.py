"""Turn matches about figures into facts: votes, shares, majorities, turnouts, now and at earlier elections.

Extraction, part of discourse. Each function takes the statements of the document and a match whose person,
seat and election are resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.sightings import Draft, Focus, Resolved, Sighting
from electiongraph.extraction.whereabouts import GONE

if TYPE_CHECKING:
    from electiongraph.extraction.contest_statements import ContestStatements

__all__ = [
    "drafts_in_order",
    "earlier_figure_drafts",
    "figure_drafts",
    "same_figure_drafts",
    "score_drafts",
    "vote_drafts",
]

# Figures smaller than this are ages, places, years of service.
FEWEST_VOTES = 100
_BY = re.compile(r"[ ,]*by ")
_OWNER = re.compile(r"‹[PA](\d+)›(?:'s?)?(?:,? who)? (?:[a-z-]+ ){0,3}$")
# What is defended, overturned or gone is the majority of the election before.
_OF_BEFORE = re.compile(
    r"\b(?:defend(?:ing|ed|s)|overturn(?:ed|ing|s)?|inherit(?:ed|ing)|protecting|nursing|sitting on"
    r"|wip(?:ed|ing) out|overc[ao]me"
    r"|demolish(?:ed|ing)|eras(?:ed|ing)|had been (?:held|won|taken|retained)|(?:started|began|went in"
    r"|went into [a-z ]{3,25}) with)"
    r" (?:[^;.,‹›]|‹[PGYSA]\d+›){0,60}$"
)
# "defended Lancaster and Fleetwood by 2,380" tells of the new majority.
_DEFENDED_BY = re.compile(r"\bdefend(?:ed|s) (?:the )?‹S\d+›,? by (?:just |only )?$")
# Who is adrift and not second is adrift of somebody else than the winner's margin tells.
_NOT_SECOND = re.compile(
    r"\b(?:third|fourth|fifth|sixth|last|bottom)\b(?! (?:time|term|election|night|week|year|month))"
)
_BEHIND = re.compile(r"\b(?:behind|adrift|short|shy)\b")


def vote_drafts(statements: ContestStatements, resolved: Resolved) -> Iterator[Draft]:
    """Yield a person's votes or share; those of a rival stand in a group named after the rival's."""
    sighting, predicate = resolved.sighting, resolved.state.predicate
    rule, caught = sighting.match.rule, sighting.match.groups
    shares = rule.states[0].predicate == "voteShare"
    group = "share" if predicate == "voteShare" and ("share" in caught or not shares) else "value"
    if resolved.state.person != "person":
        own = f"{resolved.state.person}_{'share' if predicate == 'voteShare' else 'votes'}"
        group = own if own in rule.pattern.groupindex else group
    value = sighting.number(group)
    if value is None:
        return
    yield statements.resolved_draft(resolved, predicate, value=value)


def figure_drafts(statements: ContestStatements, resolved: Resolved) -> Iterator[Draft]:
    """Yield a majority or a turnout, of the election before where it was defended, or has gone."""
    sighting, predicate = resolved.sighting, resolved.state.predicate
    group = "share" if predicate == "majorityShare" else "value"
    value = sighting.number(group)
    if value is None:
        return
    words = sighting.mention(sighting.caught(group)).name
    matched = sighting.text[sighting.match.at : sighting.match.until + 6]
    if predicate == "majority" and (isinstance(value, float) or (words.isalpha() and "vote" not in matched)):
        return
    if predicate == "majority" and _BEHIND.search(matched) and _NOT_SECOND.search(_clause_of(sighting)):
        return
    election, seat = resolved.election, resolved.seat
    past = sighting.match.rule.when == "previous" or (
        predicate == "majority" and (_is_of_the_defeated(statements, sighting) or _is_gone(sighting))
    )
    if past and election == statements.where.election:
        election = statements.where.previous()
        seat = statements.where.seat_then(seat, election)
    yield statements.draft(sighting, predicate, election, seat=seat, value=value)


def earlier_figure_drafts(statements: ContestStatements, resolved: Resolved) -> Iterator[Draft]:
    """Yield the figure of the election before, or of the year that stands beside it."""
    sighting, value = resolved.sighting, resolved.sighting.number("then")
    then = statements.where.election_beside(sighting, "then") or statements.where.previous()
    if value is not None and then:
        predicate = resolved.state.predicate.removesuffix("Then")
        seat = statements.where.seat_then(resolved.seat, then)
        yield statements.draft(sighting, predicate, then, person=resolved.person, seat=seat, value=value)


def same_figure_drafts(statements: ContestStatements, resolved: Resolved) -> Iterator[Draft]:
    """Yield what the majority or the turnout told of last was, or is, at another election."""
    sighting, predicate = resolved.sighting, statements.told_figure
    value = sighting.number("value")
    kind = sighting.mention(sighting.caught("value")).kind
    if value is not None and (predicate, kind) in (("majority", "N"), ("turnout", "C")):
        yield statements.resolved_draft(resolved, predicate, value=value)


def drafts_in_order(statements: ContestStatements, sighting: Sighting, predicate: str) -> Iterator[Draft]:
    """Yield the figures of several people, or seats, that the sentence names in the same order."""
    text, match = sighting.text, sighting.match
    figures = [sighting.mention(i).number for i in slot_indices(match.groups["figures"], "N")]
    whole = text[text.rfind(";", 0, match.at) + 1 : match.until]
    slots = slot_indices(whole, "P" if predicate == "votes" else "S")[-len(figures) :]
    own = slot_indices(whole, "P" if predicate == "votes" else "S")
    if len(own) != len(figures) or min(figures) < FEWEST_VOTES:
        return
    for slot, figure in zip(slots, figures, strict=True):
        if predicate == "majority":
            seat = sighting.mention(slot).name
            election = statements.where.election_of(sighting, seat)
            yield statements.draft(sighting, predicate, election, seat=seat, value=figure)
            continue
        person = statements.who.named(sighting.clause, str(slot))
        seats = statements.where.seats(sighting, person, Focus())
        if person is not None and seats:
            election = statements.where.election_of(sighting, seats[0], person)
            for name, value in (("standsIn", ""), ("votes", figure)):
                yield statements.draft(sighting, name, election, person=person, seat=seats[0], value=value)


def score_drafts(statements: ContestStatements) -> Iterator[Draft]:
    """Yield the counts of the two whom a text names in a contest: the higher is the winner's."""
    for sighting, seat, election in statements.scored:
        won = statements.named[("elected", seat, election)]
        stood = (
            statements.named[("defeatedIn", seat, election)] or statements.named[("standsIn", seat, election)]
        )
        lost = {name: person for name, person in stood.items() if name not in won}
        if len(won) != 1 or len(lost) != 1:
            continue
        figures = [int(sighting.mention(i).number) for i in slot_indices(_said(sighting), "N")]
        people = (*won.values(), *lost.values())
        for person, figure in zip(people, sorted(figures, reverse=True), strict=True):
            yield statements.draft(sighting, "votes", election, person=person, seat=seat, value=figure)


def _is_of_the_defeated(statements: ContestStatements, sighting: Sighting) -> bool:
    """Is it "her majority of 11,982", and has she lost this time?"""
    if _BY.match(sighting.text, sighting.match.at):
        return False
    owner = _OWNER.search(sighting.text[: sighting.match.at])
    person = statements.who.named(sighting.clause, owner[1]) if owner else None
    return person is not None and person.defeated


def _is_gone(sighting: Sighting) -> bool:
    """Does the sentence say that a majority was defended, or has vanished? Then it is that of before."""
    text, match = sighting.text, sighting.match
    if match.rule.when == "now":
        return False
    at = re.search(rf"‹[NC]{sighting.caught('value')}›", text[match.at : match.until])
    before = text[: match.at + at.start()] if at else text[: match.at]
    if _DEFENDED_BY.search(before):
        return False
    return bool(_OF_BEFORE.search(before) or GONE.match(text, match.until))


def _said(sighting: Sighting) -> str:
    return sighting.text[sighting.match.at : sighting.match.until]


def _clause_of(sighting: Sighting) -> str:
    """Return the sentence from its last semicolon before a match to shortly after it."""
    text, match = sighting.text, sighting.match
    return text[max(text.rfind(";", 0, match.at), 0) : match.until + 25]
