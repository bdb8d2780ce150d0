"""Write records as JSON and read them again: what a graph remembers of how it was built.

A record is a list that begins with its name; what gazetteers have is kept by its IRI. Only the records that
are named here are made, so that reading what somebody else wrote makes nothing else. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from decimal import Decimal
from operator import attrgetter
from typing import Any, TypeAlias, TypeVar

from electiongraph.extraction.facts import Fact
from electiongraph.gazetteers import Gazetteers, Party, Role, Seat
from electiongraph.linking.linked_facts import LinkedElection, LinkedParty, LinkedRole, LinkedSeat
from electiongraph.linking.office_holders import OfficeSpell, SeatSpell
from electiongraph.linking.registered_people import RegisteredPerson
from electiongraph.mapping.explanations import HeldSeat, SpeakersSeat
from electiongraph.mapping.official.contests import Candidacy, Contest
from electiongraph.mapping.official.seats import NotionalContest, Succession
from electiongraph.mapping.official.tallies import NationalTally
from electiongraph.mapping.texts import Reading
from electiongraph.sources.candidate_lists import Candidate
from electiongraph.sources.document import Block, Document
from electiongraph.sources.official.records import CandidacyRow, ContestRow, NotionalRow, PartyCell, SeatCell

__all__ = ["Json", "Records", "all_of", "one_of"]

Json: TypeAlias = "str | int | float | list[Json] | None"
T = TypeVar("T")

_RECORDS: tuple[type, ...] = (
    Block, Candidacy, CandidacyRow, Candidate, Contest, ContestRow, Document, Fact, HeldSeat, LinkedElection,
    LinkedParty, LinkedRole, LinkedSeat, NationalTally, NotionalContest, NotionalRow, OfficeSpell, Party,
    PartyCell, Reading, RegisteredPerson, Role, Seat, SeatCell, SeatSpell, SpeakersSeat, Succession,
)  # fmt: skip
_BY_NAME: dict[str, type] = {one.__name__: one for one in _RECORDS}
_VALUES: dict[type, Callable[[object], tuple[object, ...]]] = {
    one: attrgetter(*(field.name for field in fields(one))) for one in _RECORDS
}
_PLAIN = frozenset((str, int, float, bool, type(None)))
_SEVERAL, _KNOWN, _DECIMAL = "", "@", "decimal"


class Records:
    """Turns records into JSON and back."""

    def __init__(self, gazetteers: Gazetteers) -> None:
        """Remember what gazetteers have.

        Args:
            gazetteers: Those with which the records were made.
        """
        known: tuple[Seat | Party | Role, ...] = (
            *gazetteers.seats,
            *gazetteers.parties,
            *gazetteers.roles,
        )
        self._known: dict[str, Seat | Party | Role] = {one.iri: one for one in known}

    def encode(self, value: object) -> Json:
        """Return a record, a tuple or list of records, a number, a text or None as JSON.

        Raises:
            TypeError: The value is something else.
        """
        if value is None or isinstance(value, str | int | float):
            return value
        kind = type(value)
        if isinstance(value, tuple | list):
            return [_SEVERAL, *self._encode_all(value)]
        if isinstance(value, Decimal):
            return [_DECIMAL, str(value)]
        if isinstance(value, Seat | Party | Role) and self._known.get(value.iri) is value:
            return [_KNOWN, value.iri]
        if kind not in _VALUES:
            raise TypeError(kind.__name__)
        return [kind.__name__, *self._encode_all(_VALUES[kind](value))]

    def _encode_all(self, values: Iterable[Any]) -> list[Json]:
        """Return values as JSON, without a call for each that is JSON already."""
        return [one if type(one) in _PLAIN else self.encode(one) for one in values]

    def decode(self, written: Json) -> object:
        """Return what was written; lists come back as tuples.

        Raises:
            ValueError: It is nothing that `encode` gives.
        """
        if not isinstance(written, list):
            return written
        name, *parts = written
        if name == _SEVERAL:
            return tuple(map(self.decode, parts))
        try:
            if name == _DECIMAL:
                return Decimal(str(parts[0]))
            if name == _KNOWN:
                return self._known[str(parts[0])]
            return _BY_NAME[str(name)](*map(self.decode, parts))
        except (ArithmeticError, IndexError, KeyError, TypeError) as error:
            raise ValueError(f"this is no record: {name}") from error


def one_of(kind: type[T]) -> Callable[[object], T]:
    """Return what makes sure that a value is of a kind, or raises ValueError.

    Examples:
        >>> one_of(str)("Poole")
        'Poole'
    """

    def check(value: object) -> T:
        if isinstance(value, kind):
            return value
        raise ValueError(f"not a {kind.__name__}")

    return check


def all_of(kind: type[T]) -> Callable[[object], tuple[T, ...]]:
    """Return what makes sure that a value is a tuple of values of a kind, or raises ValueError.

    Examples:
        >>> all_of(str)(("Poole", "Christchurch"))
        ('Poole', 'Christchurch')
    """
    check = one_of(kind)

    def check_all(value: object) -> tuple[T, ...]:
        return tuple(map(check, one_of(tuple)(value)))

    return check_all
