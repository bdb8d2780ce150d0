"""Turn matches about offices, tallies and the lineage of seats into facts.

Extraction, part of discourse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from electiongraph.extraction.contest_statements import ContestStatements
from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.people import Attribute, Person
from electiongraph.extraction.rules import State
from electiongraph.extraction.sightings import Draft, Focus, Sighting

__all__ = ["lineage_drafts", "office_drafts", "role_names", "tally_drafts"]

OFFICES = frozenset(("appointedTo", "heldRole", "ledParty", "heldShadow", "heldShadowBrief", "chairOf"))
TALLIES = frozenset(("seatsWon", "seatsChange", "nationalShare", "seatsChangeDown"))
LINEAGE = frozenset(("formerlyNamed", "newSeat", "value-from-context"))

_COUNCIL = re.compile(
    r"\bcounc(?:il|ils|illors?)\b|\bwards?\b|\blocal elections?\b|\b(?:Senedd|Holyrood|Stormont)\b",
    re.IGNORECASE,
)
_SEATS = re.compile(r"‹N\d+› (?:seats?|MPs|constituencies)")
_NATIONAL = re.compile(
    r"nation(?:al|wide)|overall|across (?:the|Britain)|\bUK\b|seats|constituencies", re.IGNORECASE
)
_NEW_ROLE = re.compile(r"(?:the |his |her )?(?:new|newly[- ]appointed)\b", re.IGNORECASE)


def office_drafts(
    statements: ContestStatements, sighting: Sighting, state: State, focus: Focus
) -> Iterator[Draft]:
    """Yield appointments and offices held."""
    if state.person != "person" and state.person not in sighting.match.groups:
        return
    person = statements.who.meant(sighting, sighting.caught(state.person), focus, focus.seat)
    if person is None:
        yield Draft(sighting.match, None, "nobody that the stand-in could mean")
        return
    if state.predicate in ("appointedTo", "heldRole"):
        for role in role_names(statements, sighting):
            yield _office(statements, sighting, state, person, role, focus)
        return
    role = _described_office(sighting, state, person, focus)
    if role:
        yield statements.draft(sighting, "heldRole", "", person=person, value=role)


def _office(
    statements: ContestStatements, sighting: Sighting, state: State, person: Person, role: str, focus: Focus
) -> Draft:
    match, predicate = sighting.match, state.predicate
    known = statements.where.gazetteers.role_named(role)
    is_count_office = known is not None and known.kind == "count"
    if is_count_office or _NEW_ROLE.match(statements.text[match.start : match.end]):
        predicate = "appointedTo"
    attribute = Attribute(role, match.start, match.end)
    person.roles.append(attribute)
    if predicate == "appointedTo":
        person.appointed.append(attribute)
        focus.appointed = role
    return statements.draft(sighting, predicate, "", person=person, value=" ".join(role.split()))


def _described_office(sighting: Sighting, state: State, person: Person, focus: Focus) -> str:
    """Return an office that the text describes and does not name, "" when it cannot be told."""
    if state.predicate == "ledParty":
        parties = slot_indices(sighting.text[: sighting.match.at], "G")
        nearest = sighting.mention(parties[-1]).name if parties else focus.party
        party = sighting.name("party") or nearest
        return f"{party} leader" if party else ""
    if state.predicate == "chairOf":
        return f"chair of the {sighting.match.groups['body'].strip()}"
    own = state.predicate == "heldShadow" and person.appointed
    role = person.appointed[-1].value if own else focus.appointed
    return f"Shadow {role}" if role else ""


def role_names(statements: ContestStatements, sighting: Sighting) -> Iterator[str]:
    """Yield the offices of a match; two in one breath ("Lord Chancellor and Justice Secretary") apart."""
    caught = sighting.match.groups.get("role", "")
    for index in [int(caught)] if caught.isdigit() else slot_indices(caught, "R"):
        mention = sighting.mention(index)
        inner = slot_indices(mention.name, "R") if mention.kind == "A" else []
        if mention.kind == "A" and not inner:
            continue
        name = sighting.mention(inner[0]).name if inner else mention.name
        halves = re.split(r" and (?:the )?", name)
        if len(halves) == 2 and all(statements.where.gazetteers.role_named(half) for half in halves):
            yield from halves
        else:
            yield name


def tally_drafts(
    statements: ContestStatements, sighting: Sighting, state: State, focus: Focus
) -> Iterator[Draft]:
    """Yield national tallies; seats of councils or devolved parliaments and shares of one seat are none."""
    value, text = sighting.number("value"), sighting.text
    party = sighting.name("party") or (focus.party if sighting.match.rule.by_party else "")
    leader = statements.who.named(sighting.clause, sighting.match.groups.get("leader", ""))
    if leader is not None and leader.parties:
        party = leader.parties[0].value
    counting = focus.declared is not None
    if not party or value is None or _COUNCIL.search(text):
        return
    if sighting.match.rule.name == "party-on-count" and not counting and not _SEATS.search(text):
        return
    if state.predicate == "nationalShare":
        if slot_indices(text, "S") or not (counting or _NATIONAL.search(text)):
            yield Draft(sighting.match, None, "a share of one seat or of no known count")
            return
    elif isinstance(value, float):
        return
    down = state.predicate == "seatsChangeDown"
    yield statements.draft(
        sighting,
        "seatsChange" if down else state.predicate,
        statements.where.election_of(sighting, ""),
        party=party,
        value=-value if down else value,
        declared=focus.declared,
    )


def lineage_drafts(
    statements: ContestStatements, sighting: Sighting, state: State, focus: Focus
) -> Iterator[Draft]:
    """Yield former names and new seats; the older name may stand in the sentence before."""
    where = statements.where
    before = sighting.seats_before()
    seat = sighting.name("seat") or where.section_seat(sighting.match.start)
    seat = seat or (before[0] if before and before[0] != sighting.name("value") else focus.seat)
    if state.predicate == "newSeat":
        if seat:
            yield statements.draft(sighting, "newSeat", where.election, seat=seat)
        return
    value = sighting.name("value")
    if not value:
        earlier = [name for name in focus.seats if name != seat]
        value = earlier[-1] if earlier else ""
    if seat and value and seat != value:
        where.predecessors.setdefault(seat, value)
        yield statements.draft(sighting, "formerlyNamed", "", seat=seat, value=value)
