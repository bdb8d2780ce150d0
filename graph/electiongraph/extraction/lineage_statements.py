"""Turn matches about the lineage of seats into facts: former names, predecessors, new seats.

Extraction, part of discourse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from electiongraph.extraction.contest_statements import ContestStatements
from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.polling_days import BY_ELECTION, GENERAL, election_in_year, kind_of
from electiongraph.extraction.rules import State
from electiongraph.extraction.sightings import Draft, Focus, Sighting
from electiongraph.gazetteers import Gazetteers

__all__ = ["LINEAGE", "lineage_drafts"]

# Their patterns say little; which seat they are about, and whether, follows from the boundaries.
BY_BOUNDARIES = frozenset(("old-seat-named", "new-seat-named"))
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


def _is_successor(seat: str, former: str, gazetteers: Gazetteers) -> bool:
    """Tell whether by its boundaries a seat may have come of another: it was made when that had gone."""
    old = [one for one in gazetteers.seats_named(former) if one.name == former and not one.body]
    new = [one for one in gazetteers.seats_named(seat) if one.name == seat and not one.body]
    if not old or not new:
        return False
    gone = max(old, key=lambda one: one.boundary_set)
    made = [one for one in new if one.boundary_set > gone.boundary_set]
    is_of_both = any(one.boundary_set == gone.boundary_set for one in new)
    return any(one.region == gone.region or not gone.region for one in made) and not is_of_both


def _seats_told(statements: ContestStatements, sighting: Sighting, focus: Focus) -> list[str]:
    """Return the seats of a sentence, the nearest first; where none was polled then, the passage's."""
    where, text, match = statements.where, sighting.text, sighting.match
    named = [(text.find(f"‹S{i}›"), sighting.mention(i).name) for i in slot_indices(text, "S")]
    nearest = [name for _, name in sorted(named, key=lambda one: abs(one[0] - match.at))]
    drawn = where.gazetteers.boundary_set_on(where.election)
    if any(one.boundary_set == drawn for name in nearest for one in where.gazetteers.seats_named(name)):
        return nearest
    return [where.section_seat(match.start) or focus.seat]


def _is_first_under_name(seat: str, election: str, gazetteers: Gazetteers) -> bool:
    """Tell whether no seat had a name before the boundaries of an election, which was the first on them."""
    sets = {one.boundary_set for one in gazetteers.seats_named(seat) if one.name == seat and not one.body}
    drawn = gazetteers.boundary_set_on(election)
    return kind_of(election) == GENERAL and min(sets, default="") == drawn == election[: len(drawn)]


def lineage_drafts(
    statements: ContestStatements, sighting: Sighting, state: State, focus: Focus
) -> Iterator[Draft]:
    """Yield former names and new seats; the older name may stand in the sentence before."""
    where = statements.where
    if sighting.match.rule.name in BY_BOUNDARIES:
        yield from _drafts_by_boundaries(statements, sighting, state, focus)
        return
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


def _drafts_by_boundaries(
    statements: ContestStatements, sighting: Sighting, state: State, focus: Focus
) -> Iterator[Draft]:
    """Yield what loose words say of an old or a new seat, where the boundaries say that they may."""
    gazetteers, election = statements.where.gazetteers, statements.where.election
    seats = _seats_told(statements, sighting, focus)
    if state.predicate == "newSeat":
        for seat in [one for one in seats if _is_first_under_name(one, election, gazetteers)][:1]:
            yield statements.draft(sighting, "newSeat", election, seat=seat)
        return
    former = sighting.name("second" if state.person == "second" else "value")
    for seat in [one for one in seats if _is_successor(one, former, gazetteers)][:1]:
        yield statements.draft(sighting, "formerlyNamed", "", seat=seat, value=former)
