"""Choose by a seat's name what a command shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from electiongraph.errors import QueryError

__all__ = ["of_seat"]

T = TypeVar("T")


def of_seat(found: Sequence[T], name: str, seats: Callable[[T], Iterable[str]]) -> tuple[T, ...]:
    """Return what concerns a seat.

    Args:
        found: What there is.
        name: The seat's name as a user writes it.
        seats: Gives the names of the seats that one of these concerns.

    Raises:
        QueryError: When neither the gazetteers nor what was found know such a seat.
    """
    from electiongraph.gazetteers import load_gazetteers, normalise_name

    known = load_gazetteers().seats_named(name)
    wanted = {normalise_name(name), *(normalise_name(seat.name) for seat in known)}
    named = [{normalise_name(seat) for seat in seats(one)} for one in found]
    fitting = tuple(one for one, names in zip(found, named, strict=True) if names & wanted)
    if not fitting and not known:
        raise QueryError(
            "no seat of this name is known",
            where=name,
            advice='give its full name, as in --seat "Luton North"',
        )
    return fitting
