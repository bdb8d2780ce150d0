"""Tell that a victory told without its seat is not one in the seat spoken of, which somebody else has won.

Extraction, part of discourse. "Jeremy Hunt scraped in by 891 in Godalming and Ash. Claire Coutinho, too, held on."
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from electiongraph.extraction.joint_winners import elects_several
from electiongraph.extraction.people import Person
from electiongraph.extraction.rules import State
from electiongraph.extraction.sightings import Focus, Sighting

if TYPE_CHECKING:
    from electiongraph.extraction.contest_statements import ContestStatements

__all__ = ["is_won_by_another"]

_HOLD = State("outcome", "hold")


def is_won_by_another(statements: ContestStatements, sighting: Sighting, seat: str, focus: Focus) -> bool:
    """Tell whether a match tells of a winner and the text has given the seat that it went on about to another."""
    states = sighting.match.rule.states
    won = (
        any(state.predicate == "elected" and state.person == "person" for state in states) or _HOLD in states
    )
    if not won or seat != focus.seat or sighting.seats_named() or sighting.seats_beside():
        return False
    if sighting.seats_before():
        return False
    person: Person | None = statements.who.meant(sighting, sighting.caught("person"), focus, seat)
    if person is None or elects_several(statements.where.election):
        return False
    election = statements.where.election
    if sighting.match.rule.when or statements.where.election_of(sighting, seat, person) != election:
        return False
    others = statements.named[("elected", seat, election)]
    return bool(others) and person.name not in others
