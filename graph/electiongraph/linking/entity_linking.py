"""Link the names in facts to seats, parties, roles and elections, each with its IRI.

Takes the facts of all sources, gives `LinkedFact` records in a fixed order; `people.py` then says who is
who. Linking attaches an identifier to a name; it never changes a name or a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from electiongraph.body_gazetteers import ABROAD, body_of, gazetteers_of_body
from electiongraph.extraction.facts import ARGUMENTS, Fact, Value
from electiongraph.gazetteers import Election, Gazetteers, normalise_name
from electiongraph.identifiers import (
    claim_iri,
    contest_iri,
    election_iri,
    last_part,
    slug,
    source_iri,
    unlisted_iri,
)
from electiongraph.linking.candidacies import Candidacies
from electiongraph.linking.linked_facts import (
    NOTIONAL,
    LinkedElection,
    LinkedFact,
    LinkedParty,
    LinkedRole,
    LinkedSeat,
    Source,
)
from electiongraph.sources.candidate_lists import Candidate
from electiongraph.sources.document import Document

__all__ = [
    "LinkedElection",
    "LinkedFact",
    "LinkedParty",
    "LinkedRole",
    "LinkedSeat",
    "Linker",
    "Source",
    "distinct_sources",
    "link_facts",
]

EARLIER_BOUNDARIES = "earlier"
COMMONS = ("general", "house-of-commons")
INDEPENDENT = "independent"
# Offices that are the same everywhere.
EVERYWHERE = ("count",)
PARTY_VALUED = frozenset({"standsFor", "gainedFrom"})
ROLE_VALUED = frozenset({"appointedTo", "heldRole"})
ROLE_QUALIFIERS = re.compile(r"^(?:the|new|former|ex|outgoing|then|incoming|previous)[\s-]+", re.IGNORECASE)
JOINT_DESCRIPTION = re.compile(r"\s+(?:&|and|/|with|-|–)\s+|/", re.IGNORECASE)


class Linker:
    """Looks names up in the gazetteers, remembering each answer."""

    def __init__(
        self,
        gazetteers: Gazetteers,
        predecessors: Mapping[str, frozenset[str]] | None = None,
        candidacies: Candidacies | None = None,
    ) -> None:
        self.gazetteers = gazetteers
        self._predecessors = predecessors or {}
        self._candidacies = candidacies
        self._seats: dict[tuple[str, str], LinkedSeat] = {}
        self._parties: dict[tuple[str, str], LinkedParty] = {}
        self._roles: dict[tuple[str, str], LinkedRole] = {}
        self._elections: dict[tuple[str, str], LinkedElection | None] = {}
        self._boundary_sets: dict[str, str] = {}
        self._commons = [e for e in gazetteers.elections if e.kind in COMMONS]
        self._other_polls: dict[str, list[str]] = {}
        self._abroad: dict[str, str] = {}
        for one in gazetteers.elections:
            if one.kind not in (*COMMONS, "by-election", "notional"):
                self._other_polls.setdefault(one.date, []).append(one.name)
                if body_of(one.kind) in ABROAD:
                    self._abroad[one.date] = body_of(one.kind)
        for one in gazetteers.elections:
            if body_of(one.kind) not in ABROAD:
                self._abroad.pop(one.date, None)

    def boundary_set(self, election: str) -> str:
        """Return the boundaries of an election of the fact record; today's when it is unknown.

        A notional result is one recalculated on the boundaries that the *next* election uses. Of those
        before the first general election that the gazetteers know, nothing is known: `EARLIER_BOUNDARIES`.
        """
        if election not in self._boundary_sets:
            self._boundary_sets[election] = self._find_boundary_set(election)
        return self._boundary_sets[election]

    def _find_boundary_set(self, election: str) -> str:
        latest = self.gazetteers.general_elections()[-1].date
        if not election:
            return self.gazetteers.boundary_set_on(latest)
        if election.endswith(NOTIONAL):
            notional = [e for e in self.gazetteers.elections if e.kind == "notional"]
            own = [e for e in notional if e.date == election[:10]]
            return (own or notional)[-1].boundary_set if notional else self.gazetteers.boundary_set_on(latest)
        day = election if len(election) > 4 else f"{election}-12-31"
        is_known = day >= self.gazetteers.general_elections()[0].date
        return self.gazetteers.boundary_set_on(day) if is_known else EARLIER_BOUNDARIES

    def link_seat(self, name: str, boundary_set: str) -> LinkedSeat:
        """Return the seat of that name on those boundaries.

        A name known on other boundaries only means the seat that it followed, where the sources name
        exactly one; else the seat of that name, whatever its boundaries. A seat on boundaries before those
        of the gazetteers is another seat, and in no gazetteer, though it may share the name.
        """
        key = (name, boundary_set)
        if key not in self._seats:
            self._seats[key] = self._find_seat(name, boundary_set)
        return self._seats[key]

    def _find_seat(self, name: str, boundary_set: str) -> LinkedSeat:
        seats = self.gazetteers.seats_named(name)
        if boundary_set == EARLIER_BOUNDARIES:
            names = {seat.name for seat in seats}
            name = names.pop() if len(names) == 1 else name
            seats = ()
        here = [seat for seat in seats if seat.boundary_set == boundary_set]
        if not here and seats:
            former = self._predecessors.get(seats[0].iri, frozenset())
            here = [s for s in self.gazetteers.seats if s.iri in former and s.boundary_set == boundary_set]
            if len(here) != 1:
                here = list(seats)
        if not here:
            return LinkedSeat(unlisted_iri("seat", name), f"unlisted-{slug(name)}", name)
        exact = [seat for seat in here if normalise_name(seat.name) == normalise_name(name)]
        seat = (exact or here)[0]
        return LinkedSeat(seat.iri, last_part(seat.iri), seat.name, seat)

    def link_party(self, name: str, country: str = "") -> LinkedParty:
        """Return the party that a text calls so, in a country where sister parties share the name."""
        key = (name, country)
        if key not in self._parties:
            self._parties[key] = self._find_party(name, country)
        return self._parties[key]

    def _find_party(self, name: str, country: str) -> LinkedParty:
        party = self.gazetteers.party_named(name)
        description = ""
        if party is None:
            parts = [part for part in JOINT_DESCRIPTION.split(name) if part]
            known = [found for part in parts if (found := self.gazetteers.party_named(part)) is not None]
            if len(parts) < 2 or len(known) != len(parts):
                return LinkedParty(unlisted_iri("party", name), name)
            party, description = known[0], name
        if country:
            party = self.gazetteers.party_standing_in(party, country)
        return LinkedParty(party.iri, party.name, party, description)

    def link_party_abroad(self, name: str, country: str) -> LinkedParty:
        """Return the party that a text or file about an election of another country calls so.

        It is none of the United Kingdom's, whatever its name: Labour in Ireland is another than Labour. Only
        whoever stands for no party is independent everywhere.
        """
        body = slug(country)
        if body in ABROAD:
            party = gazetteers_of_body(body, self.gazetteers).party_named(name)
            if party is not None:
                return LinkedParty(party.iri, party.name, party)
        if name.lower() == INDEPENDENT:
            return self.link_party(name)
        return LinkedParty(unlisted_iri("party", f"{country} {name}"), name)

    def country_abroad(self, election: str) -> str:
        """Return in which other country an election was held, "" for one in the United Kingdom or unknown."""
        return self._abroad.get(election, "").replace("-", " ").title()

    def link_role(self, name: str, country: str = "") -> LinkedRole:
        """Return the office of that title, whether "new", "former" or "outgoing" stands before it.

        An office of another country is in no gazetteer: its Prime Minister is another than this one's.
        """
        key = (name, country)
        if key not in self._roles:
            bare = ROLE_QUALIFIERS.sub("", name).strip() or name
            role = self.gazetteers.role_named(name) or self.gazetteers.role_named(bare)
            if country and (role is None or role.kind not in EVERYWHERE):
                self._roles[key] = LinkedRole(unlisted_iri("role", f"{country} {bare}"), bare)
            else:
                self._roles[key] = (
                    LinkedRole(role.iri, role.name, role)
                    if role
                    else LinkedRole(unlisted_iri("role", bare), bare)
                )
        return self._roles[key]

    def link_election(self, election: str, seat: LinkedSeat | None = None) -> LinkedElection | None:
        """Return the election of a polling date; one that the gazetteers do not know is a by-election.

        Args:
            election: As in the fact record; a bare year means that year's only general election.
            seat: The seat, for a by-election.
        """
        key = (election, seat.key if seat else "")
        if key not in self._elections:
            self._elections[key] = self._find_election(election, seat)
        return self._elections[key]

    def _find_election(self, election: str, seat: LinkedSeat | None) -> LinkedElection | None:
        if not election:
            return None
        general = self.gazetteers.general_elections()
        if len(election) == 4:
            in_year = [e.date for e in general if e.date.startswith(election)]
            election = in_year[0] if len(in_year) == 1 else election
        if election.endswith(NOTIONAL):
            name = f"{election[:4]} general election, recalculated on new boundaries"
            return LinkedElection(election_iri(election), election, "notional", name)
        known = next((e for e in self._commons if e.date == election), None)
        if known is not None or seat is None or len(election) < 10:
            name = known.name if known else f"{election[:4]} general election"
            return LinkedElection(election_iri(election), election, "general", name)
        by_election: Election | None = next(
            (e for e in self.gazetteers.elections_on(election) if e.seat == seat.iri), None
        )
        if by_election is None and (polled := self._other_polls.get(election)):
            name = polled[0] if len(polled) == 1 else f"elections of {election}"
            return LinkedElection(election_iri(election), election, "other", name)
        name = by_election.name if by_election else f"{election[:4]} {seat.name} by-election"
        return LinkedElection(election_iri(election, seat.key), election, "by-election", name)

    def _country(self, name: str, seat: LinkedSeat | None) -> str:
        """Return the country of a seat; of one in no gazetteer, that of all seats of its name."""
        if seat is None or seat.seat is not None:
            return seat.seat.country if seat and seat.seat else ""
        countries = {known.country for known in self.gazetteers.seats_named(name)}
        return countries.pop() if len(countries) == 1 else ""

    def link(self, source: Source, fact: Fact, country_of_text: str = "") -> LinkedFact:
        """Return a fact with its seat, election, party and role linked.

        Args:
            source: Who says it.
            fact: The fact record.
            country_of_text: The other country whose elections the text is about, for facts without election.
        """
        abroad = self.country_abroad(fact.election) if fact.election else country_of_text
        seat = self._seat_of(fact) if fact.seat else None
        election = self.link_election(fact.election, seat) if fact.election else None
        if seat and election and self._is_of_later_boundaries(seat, fact.election):
            # A figure of before told of a seat whose predecessor nobody names is of no contest that is known.
            election = None
        country = self._country(fact.seat, seat)
        party_name = str(fact.value) if fact.predicate in PARTY_VALUED else fact.party
        former = None
        if fact.predicate == "formerlyNamed":
            former = self.link_seat(str(fact.value), earlier_boundaries(self.gazetteers, seat))
        return LinkedFact(
            iri=claim_iri(source.iri, *(_as_text(part) for part in _key(fact))),
            source=source,
            fact=fact,
            election=election,
            seat=seat,
            former=former,
            party=self._link_party_of(party_name, country, abroad),
            role=self.link_role(str(fact.value), abroad) if fact.predicate in ROLE_VALUED else None,
            contest=contest_iri(election.key, seat.key) if election and seat else "",
            candidate=self._link_candidate(fact),
        )

    def _link_party_of(self, name: str, country: str, abroad: str) -> LinkedParty | None:
        if not name:
            return None
        return self.link_party_abroad(name, abroad) if abroad else self.link_party(name, country)

    def country_of_text(self, facts: Iterable[Fact]) -> str:
        """Return the other country whose elections alone a text is about, "" for none."""
        countries = {self.country_abroad(fact.election) for fact in facts if fact.election}
        return countries.pop() if len(countries) == 1 else ""

    def _is_of_later_boundaries(self, seat: LinkedSeat, election: str) -> bool:
        sets = list(dict.fromkeys(one.boundary_set for one in self.gazetteers.general_elections()))
        own, then = (seat.seat.boundary_set if seat.seat else ""), self.boundary_set(election)
        return own in sets and then in sets and sets.index(own) > sets.index(then)

    def _seat_of(self, fact: Fact) -> LinkedSeat:
        """Return the seat of a fact; what is polled for another body is no constituency of the Commons."""
        boundary_set = self.boundary_set(fact.election)
        is_other = fact.election in self._other_polls and not any(
            e.date == fact.election for e in self._commons
        )
        if is_other:
            seats = {seat.iri for seat in self.gazetteers.seats_named(fact.seat)}
            is_other = not any(e.seat in seats for e in self.gazetteers.elections_on(fact.election) if e.seat)
        return self.link_seat(fact.seat, EARLIER_BOUNDARIES if is_other else boundary_set)

    def _link_candidate(self, fact: Fact) -> Candidate | None:
        if self._candidacies is None or not (fact.person and fact.seat and fact.election):
            return None
        party = str(fact.value) if fact.predicate == "standsFor" else ""
        return self._candidacies.candidate_named(fact.person, fact.election, fact.seat, party)


def earlier_boundaries(gazetteers: Gazetteers, seat: LinkedSeat | None) -> str:
    """Return the boundary set before the one that a seat belongs to."""
    sets = list(dict.fromkeys(e.boundary_set for e in gazetteers.general_elections()))
    own = seat.seat.boundary_set if seat and seat.seat else sets[-1]
    return sets[max(0, sets.index(own) - 1)] if own in sets else sets[0]


def link_facts(
    sources: Sequence[tuple[Source, Sequence[Fact]]],
    gazetteers: Gazetteers,
    candidacies: Candidacies | None = None,
    predecessors: Mapping[str, str] | None = None,
) -> tuple[LinkedFact, ...]:
    """Link the facts of all sources.

    Args:
        sources: Sources with their facts, as `distinct_sources` gives them.
        gazetteers: Where the names are looked up.
        candidacies: Who stood where, when it is known beforehand.
        predecessors: The seat that each seat goes on from, by official files, both by IRI.

    Returns:
        One `LinkedFact` a fact, ordered by source and place in its text.
    """
    first = Linker(gazetteers)
    stated = _stated_predecessors(first, [fact for _, facts in sources for fact in facts])
    official = {seat: frozenset((old,)) for seat, old in (predecessors or {}).items()}
    linker = Linker(gazetteers, {**stated, **official}, candidacies)
    linked: dict[str, LinkedFact] = {}
    for source, facts in sources:
        country = linker.country_of_text(facts)
        for fact in sorted(facts, key=lambda f: (f.start, f.end, *map(_as_text, _key(f)))):
            one = linker.link(source, fact, country)
            linked.setdefault(one.iri, one)
    return tuple(linked.values())


def distinct_sources(
    sources: Iterable[tuple[Document, Sequence[Fact]]],
) -> list[tuple[Source, Sequence[Fact]]]:
    """Name each document, once, and order the documents by their digest.

    Args:
        sources: Documents with their facts, in any order; of those of the same bytes one is kept.
    """
    ordered = sorted(sources, key=lambda pair: (pair[0].sha256, pair[0].name, pair[0].address))
    distinct = {document.sha256: (document, facts) for document, facts in reversed(ordered)}
    return [
        (Source(source_iri(sha256), document), facts)
        for sha256, (document, facts) in sorted(distinct.items())
    ]


def _stated_predecessors(linker: Linker, facts: Iterable[Fact]) -> dict[str, frozenset[str]]:
    """Return for each seat the seats that some source says it followed."""
    stated: dict[str, set[str]] = {}
    for fact in facts:
        if fact.predicate == "formerlyNamed":
            seat = linker.link_seat(fact.seat, linker.boundary_set(""))
            former = linker.link_seat(str(fact.value), earlier_boundaries(linker.gazetteers, seat))
            stated.setdefault(seat.iri, set()).add(former.iri)
    return {seat: frozenset(former) for seat, former in stated.items()}


def _key(fact: Fact) -> tuple[Value | None, ...]:
    arguments = (getattr(fact, name) for name in ARGUMENTS[fact.predicate])
    return (fact.predicate, *arguments, fact.start, fact.end)


def _as_text(value: Value | None) -> str:
    return "" if value is None else str(value)
