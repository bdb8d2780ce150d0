"""Turn matches about a seat's outcome into facts: which party won, held, gained or lost it.

Extraction, part of discourse. Each function takes the statements of the document and a match whose seat and
election are resolved.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from electiongraph.extraction.by_elections import by_election_date
from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.party_context import party_in_words, party_said_in, party_spoken_of
from electiongraph.extraction.sightings import Draft, Focus, Resolved, Sighting

if TYPE_CHECKING:
    from electiongraph.extraction.contest_statements import ContestStatements

__all__ = ["gain_drafts", "loss_drafts", "note_holder", "outcome_drafts"]


def outcome_drafts(statements: ContestStatements, resolved: Resolved, focus: Focus) -> Iterator[Draft]:
    """Yield that a party won, held, gained or lost the seat; "they" is the party spoken of."""
    sighting, seat = resolved.sighting, resolved.seat
    of_they = party_spoken_of(sighting, focus) if sighting.match.rule.by_party else ""
    lost_by = sighting.name("from_party") or of_they
    if resolved.state.predicate == "overturnedBy":
        yield from _overturned(statements, sighting, seat, lost_by, focus)
    elif resolved.state.predicate == "outcome":
        party = sighting.name("party") or of_they
        if not party and resolved.state.value == "hold":
            party = party_in_words(sighting)
        elif resolved.state.value == "gain":
            note_holder(statements, resolved)
        # That somebody lost tells a gain only where the text says to whom.
        if party or sighting.match.rule.states[0].predicate != "defeatedIn" or sighting.caught("winner"):
            yield statements.resolved_draft(resolved, "outcome", party=party, value=resolved.state.value)
    elif lost_by:
        yield statements.resolved_draft(resolved, "gainedFrom", value=lost_by)


def gain_drafts(statements: ContestStatements, resolved: Resolved) -> Iterator[Draft]:
    """Yield the gain where the sentence names the party of the ousted member, or of both."""
    sighting = resolved.sighting
    group = "loser" if resolved.state.predicate == "gainFromLoser" else "winner"
    other = statements.who.named(sighting.clause, sighting.caught(group))
    if other is None or resolved.person is None:
        return
    winner, loser = (resolved.person, other) if group == "loser" else (other, resolved.person)
    won_by, lost_by = (party_said_in(person, sighting) for person in (winner, loser))
    if not lost_by or won_by == lost_by:
        return
    if won_by:
        yield statements.resolved_draft(resolved, "outcome", party=won_by, value="gain")
    if won_by or group == "loser":
        yield statements.resolved_draft(resolved, "gainedFrom", value=lost_by)


def loss_drafts(statements: ContestStatements, sighting: Sighting) -> Iterator[Draft]:
    """Yield the gains of "The DUP lost ‹S1› to ‹G2› and ‹S3› to ‹P4›"."""
    matched = sighting.text[sighting.match.at : sighting.match.until]
    for pair in re.finditer(r"‹S(\d+)› to (?:the )?(?:[a-z-]+ ){0,3}?‹([GP])(\d+)›", matched):
        seat, winner = sighting.mention(pair[1]).name, sighting.mention(pair[3]).name
        election = statements.where.election_of(sighting, seat)
        yield statements.draft(sighting, "gainedFrom", election, seat=seat, value=sighting.name("from_party"))
        if pair[2] == "G":
            yield statements.draft(sighting, "outcome", election, seat=seat, party=winner, value="gain")
            continue
        person = statements.who.named(sighting.clause, pair[3])
        for predicate in ("elected", "standsIn") if person else ():
            yield statements.draft(sighting, predicate, election, person=person, seat=seat)


def note_holder(statements: ContestStatements, resolved: Resolved) -> None:
    """Remember which party the words call the seat's: if another has won, it lost it."""
    holder = resolved.sighting.name("from_party") or party_in_words(resolved.sighting)
    told = resolved.state.predicate == "heldBefore" or resolved.election == statements.where.election
    if holder and told:
        now = dataclasses.replace(resolved, election=statements.where.election)
        fact = statements.resolved_draft(now, "gainedFrom", value=holder).fact
        statements.held_before += [fact] if fact else []


# "... who had overturned a majority of 12,116 in 2010"
_HAD, _IN_YEAR = re.compile(r"\bhad $"), re.compile(r"(?: of ‹[NX]\d+›)?(?: votes)? (?:back )?in ‹Y(\d+)›")


def _had_overturned(statements: ContestStatements, sighting: Sighting) -> str:
    """Return the election at which somebody had overturned a majority, the document's unless told."""
    dated = _IN_YEAR.match(sighting.text, sighting.match.until)
    if dated is None or not _HAD.search(sighting.text, 0, sighting.match.at):
        return statements.where.election
    then = statements.where.earlier_election(sighting.clause.masked, int(dated[1]))
    return then or statements.where.election


# "He entered Parliament on the resignation of ‹P1›, overturning a majority": the sentence's subject did.
_PARTICIPLE = re.compile(r"(?<=, )\w+ing\b")


def _overturned(
    statements: ContestStatements, sighting: Sighting, seat: str, lost_by: str, focus: Focus
) -> Iterator[Draft]:
    election = statements.where.year_when(sighting) or _had_overturned(statements, sighting)
    if re.search(r"[Bb]y[- ]?election", sighting.text):
        masked, gazetteers = sighting.clause.masked, statements.where.gazetteers
        election = by_election_date("", masked, seat, election, gazetteers) or election
    first = slot_indices(sighting.text[: sighting.match.at], "PA")[:1]
    whose = str(first[0]) if first and _PARTICIPLE.match(sighting.text, sighting.match.at) else ""
    winner = statements.who.meant(sighting, whose, focus, seat)
    party = winner.party_at(sighting.match.start) if winner else None
    if party:
        yield statements.draft(sighting, "outcome", election, seat=seat, value="gain", party=party.value)
    if lost_by:
        yield statements.draft(sighting, "gainedFrom", election, seat=seat, value=lost_by)
