"""Tell who won together: a ward, a county or a region that elects several members.

Extraction, part of discourse. Where one seat has one member, "A and B were elected" tells of two seats and
says nothing about which.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.polling_days import LOCAL, kind_of
from electiongraph.extraction.rules import State, load_rules
from electiongraph.extraction.sightings import Draft, Focus, Sighting

if TYPE_CHECKING:
    from electiongraph.extraction.contest_statements import ContestStatements

__all__ = ["elects_several", "joint_drafts", "joint_rules"]

_SEVERAL = frozenset(("northern-ireland-assembly", "ireland", "european-parliament"))
_NEW_SENEDD = "2026-01-01"


def elects_several(election: str, *, always: bool = False) -> bool:
    """Tell whether the seats of an election have several members each.

    Args:
        election: A document's election.
        always: Leave out councils, of whose wards many elect one member at a time.

    Examples:
        >>> from electiongraph.extraction.polling_days import PollingDay
        >>> elects_several(PollingDay("2022-05-05", "local")), elects_several("2024-07-04")
        (True, False)
    """
    kind = kind_of(election)
    if kind == LOCAL:
        return not always
    return kind in _SEVERAL or (kind == "senedd" and election >= _NEW_SENEDD)


@functools.lru_cache(maxsize=1)
def joint_rules() -> frozenset[str]:
    """Return the names of the rules that tell of several winners of one seat."""
    _, stating = load_rules()
    return frozenset(rule.name for rule in stating if rule.states[0].predicate == "joint")


def joint_drafts(
    statements: ContestStatements, sighting: Sighting, state: State, focus: Focus
) -> Iterator[Draft]:
    """Yield that each of several people was elected in one seat, and sat for it if re-elected."""
    election = statements.where.election
    by_list = sighting.match.groups.keys() & {"list", "region"}
    if not (by_list or elects_several(election)):
        yield Draft(sighting.match, None, "seats that have one member each")
        return
    seats = statements.where.seats(sighting, None, focus)
    if len(seats) != 1 or statements.where.election_of(sighting, seats[0]) != election:
        yield Draft(sighting.match, None, "not one seat of this election")
        return
    again = ("incumbentIn",) if "again" in sighting.match.groups else ()
    for index in slot_indices(sighting.match.groups["people"], "P"):
        person = statements.who.named(sighting.clause, str(index))
        if person is None:
            continue
        for predicate in (state.person, "standsIn", *again):
            yield statements.draft(sighting, predicate, election, person=person, seat=seats[0])
