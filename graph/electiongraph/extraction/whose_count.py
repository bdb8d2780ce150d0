"""Tell whose count of votes "he got 13,096" is where the one spoken of has been given another count.

Extraction, part of discourse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from electiongraph.extraction.people import Person
from electiongraph.extraction.polling_days import BY_ELECTION, GENERAL, kind_of
from electiongraph.extraction.sightings import Focus, Resolved

if TYPE_CHECKING:
    from electiongraph.extraction.contest_statements import ContestStatements

__all__ = ["whose_count"]

# How many of those named last a pronoun may mean.
_LAST = 6


def whose_count(statements: ContestStatements, resolved: Resolved, focus: Focus) -> Person | None:
    """Return of whom a match gives the votes, None where it is neither the one meant nor any other surely.

    Args:
        statements: What has been told of votes so far.
        resolved: The match, with the person that its pronoun seems to mean.
        focus: What was spoken of before.
    """
    sighting, person = resolved.sighting, resolved.person
    if person is None:
        return None
    between = statements.text[person.mentioned : sighting.match.start]
    if sighting.match.groups.get("possessive") and "?" in between and not person.stands:
        # "What if the Greens had not put up Ann Smith? Her 2,693": nothing tells of a candidacy, or of where.
        return None
    caught = sighting.caught("person")
    pronoun = sighting.mention(caught).name if caught.isdigit() else ""
    if pronoun not in ("he", "she"):
        return person
    if kind_of(resolved.election) not in (GENERAL, BY_ELECTION):
        return person
    contest = (resolved.seat, resolved.election)
    told = statements.counts.get((*contest, person.name))
    if told is None or told == sighting.number("value"):
        return person
    others = {
        one.name: one
        for one in focus.people[-_LAST:]
        if one is not person
        and one.gender in ("", pronoun)
        and one.stands in ("", resolved.seat)
        and (*contest, one.name) not in statements.counts
    }
    return next(iter(others.values())) if len(others) == 1 else None
