"""Part the claims of a graph into those that can have to do with each other.

Between linking and mapping. What is believed of a contest follows from the claims about it, about the people
who stood there and about the seats that it hangs together with, and from no others: claims fall into parts
that are mapped each by itself, by whatever road a graph comes about. A part that is the same in two graphs
says the same in both.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace

from electiongraph.gazetteers import normalise_name
from electiongraph.identifiers import slug
from electiongraph.linking.entity_linking import LinkedFact, LinkedSeat, Source
from electiongraph.linking.names import name_tokens
from electiongraph.mapping.explanations import OfficeConflict
from electiongraph.mapping.office_checks import is_sole_office

__all__ = ["Part", "part_claims"]

_TALLIES = frozenset(("seatsWon", "seatsChange", "nationalShare"))


@dataclass(frozen=True, slots=True)
class Part:
    """Claims that may have to do with each other, and with no others.

    Attributes:
        claims: Linked facts, in the order in which they came.
        rumours: What is only rumoured about the same things.
        conflicts: Where the register of ministers contradicts some of the claims.
        days: On which day each of their sources speaks, by its IRI.
    """

    claims: tuple[LinkedFact, ...]
    rumours: tuple[LinkedFact, ...]
    conflicts: tuple[OfficeConflict, ...]
    days: Mapping[str, str]

    @property
    def digest(self) -> str:
        """Return what stands for all that the part says, but for what official files say besides."""
        told = hashlib.sha256(b"%d claims" % len(self.claims))
        described: dict[str, str] = {}
        for one in (*self.claims, *self.rumours):
            about = described.get(one.source.iri) or described.setdefault(
                one.source.iri, _described(one.source)
            )
            told.update(f"{about}\x1e{self.days.get(one.source.iri, '')}\x1e{_linked(one)}\x1d".encode())
        for conflict in self.conflicts:
            rows = [one.iri for one in conflict.official]
            written = (conflict.claim.iri, rows, conflict.reason, conflict.is_decided)
            told.update(repr(written).encode("utf-8", "surrogatepass"))
        return told.hexdigest()


def _described(source: Source) -> str:
    """Return what is known of a source; its digest stands for its text."""
    document = replace(source.document, text="", blocks=())
    return repr((source.iri, source.is_official, astuple(document)))


def _linked(one: LinkedFact) -> str:
    """Return what a claim says and means; its quote is where its offsets say."""
    seats = [(seat.iri, seat.name, seat.boundary_set) for seat in (one.seat, one.former) if seat]
    party = one.party and (one.party.iri, one.party.name, one.party.description)
    role = one.role and (one.role.iri, one.role.name)
    fact = replace(one.fact, quote="")
    link = (one.candidate, one.link_reason, one.link_confidence, one.appointment)
    return repr((one.iri, fact, one.election, seats, party, role, one.contest, link))


def part_claims(
    claims: Sequence[LinkedFact],
    rumours: Sequence[LinkedFact],
    conflicts: Sequence[OfficeConflict],
    days: Mapping[str, str],
) -> list[Part]:
    """Part claims into those that may have to do with each other.

    Args:
        claims: The linked facts of all sources, in their fixed order.
        rumours: What texts tell as a rumour only, linked.
        conflicts: Where the register of ministers contradicts a text.
        days: On which day each source speaks.

    Returns:
        The parts, ordered by their first claim; a rumour about what no claim tells of is in none.
    """
    ties = _Ties()
    several = _described_twice(claims)
    rumoured_roles = {one.role.iri for one in rumours if one.role}
    for one in claims:
        ties.tie(one.iri, _keys(one))
        ties.tie(one.iri, (iri for iri, _ in _things(one) if iri in several))
        if one.role and one.role.iri in rumoured_roles and one.fact.predicate == "appointedTo":
            ties.tie(one.iri, (one.role.iri,))
    for conflict in conflicts:
        ties.tie(conflict.claim.iri, (one.iri for one in conflict.official))
    members: dict[Hashable, list[LinkedFact]] = defaultdict(list)
    for one in claims:
        members[ties.root(one.iri)].append(one)
    hearsay: dict[Hashable, list[LinkedFact]] = defaultdict(list)
    for one in rumours:
        hearsay[ties.root(one.role.iri if one.role else one.contest)].append(one)
    contradicted: dict[Hashable, list[OfficeConflict]] = defaultdict(list)
    for conflict in conflicts:
        contradicted[ties.root(conflict.claim.iri)].append(conflict)
    return [
        Part(tuple(own), tuple(hearsay[root]), tuple(contradicted[root]), days)
        for root, own in members.items()
    ]


class _Ties:
    """Joins claims that have a key in common."""

    def __init__(self) -> None:
        self._parent: dict[Hashable, Hashable] = {}

    def root(self, key: Hashable) -> Hashable:
        """Return what stands for all that a key is tied to."""
        parent = self._parent.setdefault(key, key)
        while parent != self._parent[parent]:
            self._parent[parent] = parent = self._parent[self._parent[parent]]
        self._parent[key] = parent
        return parent

    def tie(self, one: Hashable, others: Iterable[Hashable]) -> None:
        """Tie a key to others."""
        root = self.root(one)
        for other in others:
            self._parent[self.root(other)] = root


def _keys(one: LinkedFact) -> Iterator[Hashable]:
    """Yield what a claim is about, as far as other claims about it may bear on what is believed."""
    if one.contest:
        yield one.contest
    for seat in (one.seat, one.former):
        if seat:
            yield from _seat_keys(seat)
    if one.fact.person:
        yield from _person_keys(one)
    if one.appointment:
        yield one.appointment
    if one.party and one.election and one.fact.predicate in _TALLIES:
        yield one.election.iri, one.party.iri
    if one.role and one.fact.predicate == "appointedTo" and is_sole_office(one.role.name):
        yield "office", one.role.iri


def _seat_keys(seat: LinkedSeat) -> Iterator[Hashable]:
    """Yield a seat and its name: seats of one name on old and new boundaries are taken to hang together."""
    yield seat.iri
    yield "seat", normalise_name(seat.name)
    yield "seat", slug(seat.name)


def _person_keys(one: LinkedFact) -> Iterator[Hashable]:
    """Yield a name of first name and surname, and whom of official files it means.

    A surname alone names nobody beyond its contest.
    """
    tokens = name_tokens(one.fact.person)
    if len(tokens) > 1 or not one.contest:
        yield "name", tokens
        yield "name", slug(one.fact.person)
    if one.candidate is not None:
        yield from (("number", number) for number in one.candidate.identifiers)
        if one.candidate.person_iri:
            yield one.candidate.person_iri


def _things(one: LinkedFact) -> Iterator[tuple[str, Hashable]]:
    """Yield what a claim names, and how that is described."""
    if one.election:
        yield one.election.iri, one.election
    if one.party:
        yield one.party.iri, (one.party.name, one.party.party is None)
    if one.role:
        yield one.role.iri, (one.role.name, one.role.role is None)


def _described_twice(claims: Iterable[LinkedFact]) -> set[str]:
    """Return what is described in more than one way: which of them stands shows from all claims about it."""
    told: dict[str, set[Hashable]] = defaultdict(set)
    for one in claims:
        for iri, description in _things(one):
            told[iri].add(description)
    return {iri for iri, found in told.items() if len(found) > 1}
