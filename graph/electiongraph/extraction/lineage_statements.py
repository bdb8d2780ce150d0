"""Turn matches about the lineage of seats into facts: former names, predecessors, new seats.

Extraction, part of discourse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from electiongraph.extraction.contest_statements import ContestStatements
from electiongraph.extraction.polling_days import BY_ELECTION, election_in_year, kind_of
from electiongraph.extraction.rules import State
from electiongraph.extraction.sightings import Draft, Focus, Sighting
from electiongraph.gazetteers import Gazetteers

__all__ = ["LINEAGE", "lineage_drafts"]

LINEAGE = frozenset(("formerlyNamed", "newSeat", "value-from-context"))
_CREATED_IN = re.compile(r",? (?:for |at |in |before )?(?:the )?(?:general election (?:of |in ))?‹Y(\d+)›")


def _first_contested(statements: ContestStatements, sighting: Sighting) -> str:
    """Return the election at which a seat was new: of the year that the words name, else the document's."""
    where, match = statements.where, sighting.match
    found = _CREATED_IN.match(sighting.text, match.until)
    year = int(sighting.mention(found[1]).number) if found else 0
    if not year or year >= int(where.election[:4]):
        # A by-election is held in a seat that there has been before.
        return "" if kind_of(where.election) == BY_ELECTION else where.election
    return election_in_year(year, where.gazetteers, where.election)


def _is_older(seat: str, other: str, gazetteers: Gazetteers) -> bool:
    """Tell whether every seat of one name had gone before any of the other name was made."""
    first = [one.boundary_set for one in gazetteers.seats_named(seat) if one.name == seat]
    second = [one.boundary_set for one in gazetteers.seats_named(other) if one.name == other]
    return bool(first) and bool(second) and max(first) < min(second)


def lineage_drafts(
    statements: ContestStatements, sighting: Sighting, state: State, focus: Focus
) -> Iterator[Draft]:
    """Yield former names and new seats; the older name may stand in the sentence before."""
    where = statements.where
    before = sighting.seats_before()
    seat = sighting.name("seat") or where.section_seat(sighting.match.start)
    seat = seat or (before[0] if before and before[0] != sighting.name("value") else focus.seat)
    if sighting.match.rule.name == "seat-that-had-not-existed" and focus.seat:
        seat = where.section_seat(sighting.match.start) or focus.seat
    if state.predicate == "newSeat":
        if seat and (election := _first_contested(statements, sighting)):
            yield statements.draft(sighting, "newSeat", election, seat=where.seat_then(seat, election))
        return
    value = sighting.name("value")
    if state.person == "second":
        value = sighting.name("second")
        if not value:
            return
    if not value:
        earlier = [name for name in focus.seats if name != seat]
        value = earlier[-1] if earlier else ""
    if _is_older(seat, value, where.gazetteers):
        # "Banff and Buchan, which most of the new seat is made out of"
        seat, value = value, seat
    if seat and value and seat != value:
        where.predecessors.setdefault(seat, value)
        yield statements.draft(sighting, "formerlyNamed", "", seat=seat, value=value)
