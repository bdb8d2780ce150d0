"""The constituencies of the House of Commons before those of 2010, for texts that look back so far.

Beside the gazetteers of other bodies. Many of the names are those of towns and districts too, so that a text
on an election since 2010 only has those that can be nothing else.
"""

from __future__ import annotations

import dataclasses
import functools

from electiongraph.gazetteers import Gazetteers, Seat, gazetteers_of, read_concepts
from electiongraph.resources import folder

__all__ = ["with_former_seats"]

FIRST_KNOWN = "2010"
BEFORE = "1983"


def with_former_seats(gazetteers: Gazetteers, election: str) -> Gazetteers:
    """Return the gazetteers with the seats of before 2010 that a text may mean.

    Args:
        gazetteers: Those of the House of Commons.
        election: The polling date of the election that the text reports on.

    Examples:
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> known = with_former_seats(load_gazetteers(), "1997-05-01")
        >>> [seat.name for seat in known.seats_named("Edinburgh, Pentlands")]
        ['Edinburgh Pentlands']
    """
    return _with_former_seats(gazetteers, is_of_then=election < FIRST_KNOWN)


@functools.lru_cache(maxsize=4)
def _with_former_seats(gazetteers: Gazetteers, *, is_of_then: bool) -> Gazetteers:
    if is_of_then:
        # Every earlier election counts as held on the first boundaries known.
        former = tuple(dataclasses.replace(seat, boundary_set=FIRST_KNOWN) for seat in _former_seats())
    else:
        former = tuple(seat for seat in _former_seats() if " and " in seat.name)
    seats = (*gazetteers.seats, *former)
    return gazetteers_of(seats, gazetteers.parties, gazetteers.roles, gazetteers.elections)


@functools.lru_cache(maxsize=1)
def _former_seats() -> tuple[Seat, ...]:
    return tuple(
        Seat(
            iri=iri,
            name=properties["prefLabel"][0],
            aliases=tuple(sorted(properties.get("altLabel", ()))),
            hidden=tuple(sorted(properties.get("hiddenLabel", ()))),
            gss="",
            boundary_set=BEFORE,
            country="",
            region="",
            kind="",
        )
        for iri, properties in read_concepts(folder("ontology") / "former-seats.ttl")
    )
