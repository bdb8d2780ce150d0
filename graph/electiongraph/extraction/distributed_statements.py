"""Turn what a sentence tells of several people and their seats, in the same order, into facts.

Extraction, part of discourse. "Ann Smith and Bob Jones held Hitchin and Poole."
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.outcome_statements import loss_drafts
from electiongraph.extraction.party_context import party_of_group
from electiongraph.extraction.people import Attribute
from electiongraph.extraction.rules import State
from electiongraph.extraction.sightings import Draft, Focus, Sighting

if TYPE_CHECKING:
    from electiongraph.extraction.contest_statements import ContestStatements

__all__ = ["distributed_drafts"]

_DISTRIBUTED = {
    "elected": ("elected", "standsIn"),
    "defeatedIn": ("incumbentIn", "defeatedIn", "standsIn"),
    "held": ("elected", "standsIn", "incumbentIn", "outcome"),
    "standsIn": ("standsIn",),
    "incumbentIn": ("incumbentIn",),
}


def distributed_drafts(
    statements: ContestStatements, sighting: Sighting, state: State, focus: Focus
) -> Iterator[Draft]:
    """Yield what a sentence tells of several people and their seats, named in the same order.

    Where it names no seats at all, each of them is in the seat that the text gives them elsewhere.
    """
    if state.person == "gainedFrom":
        yield from loss_drafts(statements, sighting)
        return
    lost, party = state.person in ("defeatedIn", "standsIn"), sighting.name("party")
    matched = sighting.text[sighting.match.at : sighting.match.until]
    people = [statements.who.named(sighting.clause, str(i)) for i in slot_indices(matched, "P")]
    seats = [sighting.mention(i).name for i in slot_indices(matched, "S")]
    group = party_of_group(sighting)
    if not seats:
        seats = [person.only_seat() if person else "" for person in people]
    if len(seats) != len(people):
        return
    for person, seat in zip(people, seats, strict=True):
        if person is None or not seat:
            continue
        told = Attribute(party, sighting.match.start, sighting.match.end) if party else None
        of_all = group or told or focus.party_of_next(sighting.match.start, lost=lost)
        if of_all and not person.parties:
            person.parties.append(of_all)
        for name in _DISTRIBUTED[state.person]:
            value = "hold" if name == "outcome" else ""
            about = None if name == "outcome" else person
            yield statements.draft(
                sighting, name, statements.where.election, person=about, seat=seat, value=value
            )
