"""Find what the cells of official files mean: seats by code, parties by registration, elections.

Part of mapping, between the records of `sources.official` and the gazetteers.
"""

from __future__ import annotations

from collections.abc import Iterable

from electiongraph.gazetteers import Gazetteers, Party, Seat
from electiongraph.identifiers import ID, contest_iri, last_part, slug, unlisted_iri
from electiongraph.linking.entity_linking import (
    EARLIER_BOUNDARIES,
    LinkedElection,
    LinkedParty,
    LinkedSeat,
    Linker,
)
from electiongraph.sources.official.formats import UNITED_KINGDOM
from electiongraph.sources.official.records import PartyCell, RegistrationRow, SeatCell

__all__ = ["OfficialLinks"]

# The general elections at which new boundaries were first used, those of the gazetteers left out.
_REVIEWS = ("1918-12-14", "1950-02-23", "1955-05-26", "1974-02-28", "1983-06-09", "1997-05-01")
_SCOTLAND_ANEW = "2005-05-05"
GENERAL, BY_ELECTION, OTHER = "general", "by-election", "other"
SPEAKER, SPEAKER_ABBREVIATIONS = "Speaker", ("Commons Speaker", "Spk")


class OfficialLinks:
    """Links the names and codes of official files."""

    def __init__(self, gazetteers: Gazetteers, registrations: Iterable[RegistrationRow] = ()) -> None:
        """Gather codes and registrations.

        Args:
            gazetteers: Where seats, parties and elections are known.
            registrations: The register of parties, if there is one among the files.
        """
        self.gazetteers = gazetteers
        self._linker = Linker(gazetteers)
        self._by_code: dict[tuple[str, str], Seat] = {}
        for seat in gazetteers.seats:
            for code in (seat.gss, seat.former_gss):
                if code:
                    self._by_code[(seat.boundary_set, code)] = seat
        self._registered: dict[str, list[Party]] = {}
        for party in gazetteers.parties:
            for register_id in (party.register_id, *party.other_register_ids):
                if register_id:
                    self._registered.setdefault(register_id, []).append(party)
        self._numbered: dict[str, set[str]] = {}
        for row in registrations:
            if row.party.parliament_id and row.party.register_id:
                self._numbered.setdefault(row.party.parliament_id, set()).add(row.party.register_id)
        self._parties: dict[PartyCell, LinkedParty] = {}
        self._sets = list(dict.fromkeys(e.boundary_set for e in gazetteers.general_elections()))

    def boundary_set(self, election: str) -> str:
        """Return on which boundaries an election of the fact record was held."""
        return self._linker.boundary_set(election)

    def seat(self, cell: SeatCell, boundary_set: str) -> LinkedSeat:
        """Return the seat of a cell: by its code on those boundaries, else by its name."""
        known = self._by_code.get((boundary_set, cell.gss)) if cell.gss else None
        if known is not None:
            return LinkedSeat(known.iri, last_part(known.iri), known.name, known)
        return self._linker.link_seat(cell.name, boundary_set)

    def seat_held(self, name: str, day: str) -> LinkedSeat:
        """Return the seat of the House of Commons that a member was elected for on a day.

        Of the boundaries before those of the gazetteers only the name and the review are known. Scotland's of
        2005 stayed until 2024.
        """
        boundary_set = self.boundary_set(day)
        if boundary_set != EARLIER_BOUNDARIES or not day:
            return self.seat(SeatCell(name), boundary_set)
        if day >= _SCOTLAND_ANEW:
            seat = self.seat(SeatCell(name), self._sets[0])
            if seat.seat is not None and (seat.seat.country, seat.seat.boundary_set) == (
                "Scotland",
                self._sets[0],
            ):
                return seat
        review = max((first for first in _REVIEWS if first <= day), default="")[:4]
        if not review:
            return self.seat(SeatCell(name), boundary_set)
        return LinkedSeat(f"{ID}seat/{review}/{slug(name)}", f"{review}-{slug(name)}", name, None, review)

    def is_code_of_none(self, code: str) -> bool:
        """Tell whether no seat of the House of Commons has, or had, a code on any boundaries."""
        return not any((boundary_set, code) in self._by_code for boundary_set in self._sets)

    def seat_of_code(self, code: str, boundary_set: str) -> LinkedSeat | None:
        """Return the seat of a code on those boundaries, None when there is none."""
        known = self._by_code.get((boundary_set, code))
        return LinkedSeat(known.iri, last_part(known.iri), known.name, known) if known else None

    def old_and_new(self, old: SeatCell, new: SeatCell) -> tuple[LinkedSeat, LinkedSeat]:
        """Return the two seats of an overlap: of the boundaries before the latest, and of the latest."""
        return self.seat(old, self._sets[-2]), self.seat(new, self._sets[-1])

    def seat_polled(self, cell: SeatCell, election: str, kind: str) -> LinkedSeat:
        """Return the seat that was polled at an election; one of another body is no seat of the Commons."""
        if kind in (GENERAL, BY_ELECTION):
            return self.seat(cell, self.boundary_set(election))
        name = f"{cell.name} ({cell.within})" if cell.within else cell.name
        return LinkedSeat(unlisted_iri("seat", name), f"unlisted-{slug(name)}", name)

    def kind_of(self, kind: str, cell: SeatCell, election: str) -> str:
        """Return the kind of an election that a file does not tell, by the gazetteers."""
        if kind:
            return kind
        if any(e.date == election for e in self.gazetteers.general_elections()):
            return GENERAL
        seat = self.seat(cell, self.boundary_set(election))
        polled = {e.seat for e in self.gazetteers.elections_on(election)}
        return BY_ELECTION if seat.seat and seat.iri in polled else OTHER

    def election(self, election: str, seat: LinkedSeat, kind: str) -> LinkedElection:
        """Return the election of a polling day; another body's is not the Commons' of that day."""
        linked = self._linker.link_election(election, seat if kind != GENERAL else None)
        assert linked is not None
        if kind in (GENERAL, BY_ELECTION) or linked.kind == OTHER:
            return linked
        is_shared = linked.kind == GENERAL
        iri = f"{ID}election/{slug(election)}{'-other' if is_shared else ''}"
        return LinkedElection(iri, election, OTHER, f"elections of {election}")

    def contest(self, election: LinkedElection, seat: LinkedSeat) -> str:
        """Return the IRI of a seat's contest at an election."""
        return contest_iri(election.key, seat.key)

    def party(self, cell: PartyCell, country: str = "") -> LinkedParty:
        """Return the party of a cell: by its registration, of two names of one the cell's; else by name.

        A party of another country is looked for among the parties of that country only.
        """
        if country.lower() not in UNITED_KINGDOM:
            return self._linker.link_party_abroad(cell.name, country)
        if cell not in self._parties:
            self._parties[cell] = self._find_party(cell)
        found = self._parties[cell]
        if found.party is not None and country and not cell.register_id:
            branch = self.gazetteers.party_standing_in(found.party, country)
            return LinkedParty(branch.iri, branch.name, branch, found.description)
        return found

    def is_mistaken(self, cell: PartyCell) -> bool:
        """Tell whether a registration is another party's than the cell's name and Parliament's number."""
        registered = self._numbered.get(cell.parliament_id, set())
        named = self.gazetteers.party_named(cell.name)
        if not cell.register_id or cell.register_id in registered or named is None:
            return False
        return named.register_id in registered or not registered.isdisjoint(named.other_register_ids)

    def registered_to(self, register_id: str) -> str:
        """Return the name of the party of a registration, the number itself when it is not known."""
        return next((party.name for party in self._registered.get(register_id, ())), register_id)

    def _find_party(self, cell: PartyCell) -> LinkedParty:
        sharing = self._registered.get(cell.register_id, [])
        # The Speaker is called so in one file and "Commons Speaker" in another; the abbreviation is one.
        name = SPEAKER if cell.abbreviation in SPEAKER_ABBREVIATIONS else cell.name
        named = self.gazetteers.party_named(name)
        if named is not None and self.is_mistaken(cell):
            return LinkedParty(named.iri, named.name, named, self._description(cell, named))
        if sharing:
            party = named if named in sharing else next((p for p in sharing if not p.renamed_to), sharing[0])
            return LinkedParty(party.iri, party.name, party, self._description(cell, party))
        if named is not None and (not cell.register_id or not named.register_id):
            return LinkedParty(named.iri, named.name, named, self._description(cell, named))
        if cell.register_id:
            return LinkedParty(f"{ID}party/{slug(cell.register_id).upper()}", cell.name)
        return self._linker.link_party(cell.name)

    @staticmethod
    def _description(cell: PartyCell, party: Party) -> str:
        """Return what the ballot paper says beyond the party: "Labour and Co-operative"."""
        return cell.name if cell.adjunct_id and cell.name != party.name else ""
