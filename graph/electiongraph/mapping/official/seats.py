"""Boundary changes: which seat followed which, with the shares, and the last result on the new boundaries.

Part of mapping official files.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from electiongraph.identifiers import ID, slug, succession_iri
from electiongraph.linking.entity_linking import LinkedElection, LinkedParty, LinkedSeat
from electiongraph.mapping.descriptions import describe_election, describe_party, describe_seat
from electiongraph.mapping.labels import contest_label, succession_label, when_of
from electiongraph.mapping.official.ledger import Ledger, decimal
from electiongraph.mapping.official.links import OfficialLinks
from electiongraph.sources.official.records import NotionalRow, OverlapRow, RevisedCodeRow
from electiongraph.vocabulary import boolean, count, text

__all__ = [
    "NotionalContest",
    "Succession",
    "Successions",
    "write_notional_results",
    "write_overlaps",
    "write_revised_codes",
]

# The shares of an overlap: the record's field, and the properties for the share of the old and the new seat.
_SHARES = (
    ("population", "shareOfPredecessorPercent", "shareOfSuccessorPercent"),
    ("homes", "homesOfPredecessorPercent", "homesOfSuccessorPercent"),
    ("area", "areaOfPredecessorPercent", "areaOfSuccessorPercent"),
)
# A seat that has so much of another's population, and little else, follows it under a new name.
_FOLLOWS_PERCENT = Decimal(90)


@dataclass(frozen=True, slots=True)
class Succession:
    """Two seats that have population in common, and the shares of it in percent; the row that says so."""

    old_seat: LinkedSeat
    new_seat: LinkedSeat
    of_old: Decimal
    of_new: Decimal
    source: str
    row: int

    @property
    def old(self) -> str:
        """Return the IRI of the earlier seat."""
        return self.old_seat.iri

    @property
    def new(self) -> str:
        """Return the IRI of the later seat."""
        return self.new_seat.iri


@dataclass(frozen=True, slots=True)
class NotionalContest:
    """A contest recalculated on new boundaries, with the first of its rows; `winner` is the party's IRI."""

    iri: str
    election: LinkedElection
    seat: LinkedSeat
    source: str
    row: NotionalRow
    winner: str = ""


class Successions:
    """Which seats followed which."""

    def __init__(
        self,
        predecessors: Mapping[str, Sequence[Succession]] | None = None,
        successors: Mapping[str, Sequence[Succession]] | None = None,
    ) -> None:
        """Take in successions.

        Args:
            predecessors: Those of each later seat, by its IRI.
            successors: Those of each earlier seat.
        """
        self.predecessors = {} if predecessors is None else predecessors
        self.successors = {} if successors is None else successors

    @classmethod
    def of(cls, successions: Iterable[Succession]) -> Successions:
        """Return which seats followed which; those that have nobody in common did not."""
        predecessors: dict[str, list[Succession]] = defaultdict(list)
        successors: dict[str, list[Succession]] = defaultdict(list)
        for one in successions:
            if one.of_new or one.of_old:
                predecessors[one.new].append(one)
                successors[one.old].append(one)
        return cls(dict(predecessors), dict(successors))

    def main_predecessor(self, seat: str) -> Succession | None:
        """Return the old seat from which most of a new seat's population comes."""
        found = self.predecessors.get(seat, ())
        return max(found, key=lambda one: (one.of_new, one.old)) if found else None

    def main_successor(self, seat: str) -> Succession | None:
        """Return the new seat to which most of an old seat's population goes."""
        found = self.successors.get(seat, ())
        return max(found, key=lambda one: (one.of_old, one.new)) if found else None

    def shares(self) -> dict[tuple[str, str], tuple[float, float]]:
        """Return which percentage of an old and of a new seat's people they have in common, by their IRIs."""
        return {
            (one.old, one.new): (float(one.of_old), float(one.of_new))
            for found in self.predecessors.values()
            for one in found
        }

    def continued(self) -> dict[str, str]:
        """Return the seats that go on from one other under whatever name, with that one."""
        following = {}
        for new, found in self.predecessors.items():
            main = max(found, key=lambda one: (one.of_new, one.old))
            if min(main.of_new, main.of_old) >= _FOLLOWS_PERCENT:
                following[new] = main.old
        return following

    def seats_after(self, seat: str) -> list[str]:
        """Return the new seats that have population of an old one."""
        return [one.new for one in self.successors.get(seat, ())]

    def share_population(self, old: str, new: str) -> bool:
        """Tell whether an old and a new seat have anybody in common."""
        return old == new or any(one.new == new for one in self.successors.get(old, ()))


def write_overlaps(
    ledger: Ledger, links: OfficialLinks, rows: Iterable[tuple[str, OverlapRow]]
) -> Successions:
    """Write the overlaps of old and new seats down.

    Args:
        ledger: Takes the statements.
        links: Finds the seats.
        rows: Rows with the IRIs of their sources.

    Returns:
        The successions, for what follows from them.
    """
    found = []
    for source, row in rows:
        old, new = links.old_and_new(row.old, row.new)
        iri = succession_iri(old.iri, new.iri)
        for seat in (old, new):
            ledger.describe(seat.iri, describe_seat, seat)
        ledger.name(iri, succession_label(old.name, new.name), "Succession")
        ledger.tell(source, iri, "predecessor", old.iri)
        ledger.tell(source, iri, "successor", new.iri)
        for measure, of_old, of_new in _SHARES:
            shares = getattr(row, measure)
            ledger.tell(source, iri, of_old, decimal(shares[0]))
            ledger.tell(source, iri, of_new, decimal(shares[1]))
        ledger.tell(source, iri, "isWhole", boolean(row.is_whole))
        if old.name != new.name and min(row.population) >= _FOLLOWS_PERCENT:
            ledger.tell(source, new.iri, "formerlyNamed", old.iri)
        ledger.cite(source, row.row, iri, "overlap")
        found.append(Succession(old, new, *row.population, source, row.row))
    return Successions.of(found)


def write_revised_codes(
    ledger: Ledger, links: OfficialLinks, rows: Iterable[tuple[str, RevisedCodeRow]]
) -> None:
    """Write the codes down that a seat had before a revision on the same boundaries."""
    latest = links.gazetteers.general_elections()[-1].boundary_set
    for source, row in rows:
        seat = links.seat_of_code(row.new_gss, latest) or links.seat_of_code(row.old_gss, latest)
        if seat is not None:
            ledger.describe(seat.iri, describe_seat, seat)
            ledger.tell(source, seat.iri, "formerGssCode", text(row.old_gss))
            ledger.cite(source, row.row, seat.iri, "revised code")


def write_notional_results(
    ledger: Ledger, links: OfficialLinks, rows: Iterable[tuple[str, NotionalRow]]
) -> list[NotionalContest]:
    """Write the results on new boundaries down: contests without candidates, with a result a party.

    Rows of one seat share its figures. The largest is the notional winner, which makes the majority.

    Returns:
        The contests, ordered by IRI.
    """
    contests = []
    by_seat: dict[tuple[str, str], list[tuple[str, NotionalRow]]] = defaultdict(list)
    for source, row in rows:
        by_seat[(row.election, row.seat.gss or row.seat.name)].append((source, row))
    for (key, _), told in sorted(by_seat.items()):
        seat = links.seat(told[0][1].seat, links.boundary_set(key))
        election = links.election(key, seat, "general")
        iri, winner = _write_notional_contest(ledger, links, election, seat, told)
        contests.append(NotionalContest(iri, election, seat, *told[0], winner))
    return sorted(contests, key=lambda one: one.iri)


def _write_notional_contest(
    ledger: Ledger,
    links: OfficialLinks,
    election: LinkedElection,
    seat: LinkedSeat,
    told: Sequence[tuple[str, NotionalRow]],
) -> tuple[str, str]:
    contest = links.contest(election, seat)
    source, first = told[0]
    ledger.describe(seat.iri, describe_seat, seat)
    ledger.describe(election.iri, describe_election, election)
    ledger.name(contest, contest_label(seat.name, election.name), "Contest")
    ledger.tell(source, contest, "election", election.iri)
    ledger.tell(source, contest, "seat", seat.iri)
    for name, number in (
        ("electorate", first.electorate),
        ("validVotes", first.valid_votes),
        ("majority", first.majority),
    ):
        if number is not None:
            ledger.tell(source, contest, name, count(number))
    ledger.cite(source, first.row, contest, "notional result")
    if first.turnout_percent is not None:
        ledger.tell(source, contest, "turnoutPercent", decimal(first.turnout_percent))
        ledger.tell(source, contest, "turnoutBasis", "https://w3id.org/electiongraph/ontology#ValidVotes")
    ordered = sorted(told, key=lambda one: (-one[1].votes, one[1].label))
    votes = [row.votes for _, row in ordered]
    winner = ""
    for source_of_row, row in ordered:
        party = links.party(row.party, seat.seat.country if seat.seat else row.seat.country)
        _write_party_result(ledger, contest, seat, election, party, source_of_row, row, votes)
        winner = winner or party.iri
    return contest, winner


def _write_party_result(
    ledger: Ledger,
    contest: str,
    seat: LinkedSeat,
    election: LinkedElection,
    party: LinkedParty,
    source: str,
    row: NotionalRow,
    votes: Sequence[int],
) -> None:
    iri = f"{ID}party-result/{contest.removeprefix(f'{ID}contest/')}/{slug(row.label)}"
    ledger.describe(party.iri, describe_party, party)
    ledger.name(iri, f"{party.name}, {seat.name} {when_of(election)}", "PartyResult")
    ledger.tell(source, iri, "contest", contest)
    ledger.tell(source, iri, "party", party.iri)
    ledger.tell(source, iri, "votes", count(row.votes))
    ledger.tell(source, iri, "rank", count(votes.index(row.votes) + 1))
    if row.valid_votes:
        share = (Decimal(100 * row.votes) / row.valid_votes).quantize(Decimal("0.0001"))
        ledger.tell(source, iri, "sharePercent", decimal(share.normalize() + 0))
    ledger.cite(source, row.row, iri, "notional result")
