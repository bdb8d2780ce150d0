"""Tell that a victory told without its seat is not one in the seat spoken of, which somebody else has won.

Extraction, part of discourse. "Jeremy Hunt scraped in by 891 in Godalming. Claire Coutinho, too, held on."
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from electiongraph.extraction.joint_winners import elects_several
from electiongraph.extraction.rules import State
from electiongraph.extraction.sightings import Focus, Sighting

if TYPE_CHECKING:
    from electiongraph.extraction.contest_statements import ContestStatements

__all__ = ["is_won_by_another"]

_HOLD = State("outcome", "hold")
# Rules that tell of a victory in other words: who was the member, and still is.
_VICTORIES = frozenset(("held-on", "member-survives", "succeeds-member-who-left", "succeeds-retiring-member"))


def is_won_by_another(statements: ContestStatements, sighting: Sighting, seat: str, focus: Focus) -> bool:
    """Tell whether a match tells of a winner and the text has given the seat spoken of to another."""
    rule, where = sighting.match.rule, statements.where
    elected = any(state.predicate == "elected" and state.person == "person" for state in rule.states)
    if not (elected or _HOLD in rule.states or rule.name in _VICTORIES) or rule.when not in ("", "now"):
        return False
    if seat != focus.seat or sighting.seats_named() or sighting.seats_beside() or sighting.seats_before():
        return False
    person = statements.who.meant(sighting, sighting.caught("person"), focus, seat)
    if person is None or elects_several(where.election) or len(where.bodies_of(seat)) > 1:
        return False
    others = statements.named[("elected", seat, where.election)]
    if not others or person.name in others:
        return False
    return where.election_of(sighting, seat, person) == where.election
