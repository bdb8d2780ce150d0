"""National tallies of a general election: seats, changes and shares by party, as the rows add up.

Part of mapping official files. A tally needs every seat of the House; changes are against the last general
election, recalculated where boundaries were new and the files have that. The Speaker counts for no party.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from electiongraph.identifiers import tally_iri
from electiongraph.linking.entity_linking import LinkedElection, LinkedParty
from electiongraph.mapping.official.contests import Contest
from electiongraph.mapping.official.ledger import Ledger, decimal
from electiongraph.mapping.official.seats import NotionalContest
from electiongraph.mapping.statements import Term
from electiongraph.sources.official.cells import plain
from electiongraph.vocabulary import PROV, boolean, count, eg

__all__ = ["NationalTally", "national_tallies", "write_tallies"]

GENERAL = "general"
# The seats of the House of Commons; an election of which the files tell of fewer has no national tally.
SEATS = 650


@dataclass(frozen=True, slots=True)
class NationalTally:
    """What a party won in the country.

    Attributes:
        election: The general election.
        party: The party.
        seats: How many it won.
        change: Against the last election, on the same boundaries; None when that is not known.
        actual_change: Against the last election as it was, whatever its boundaries; None when not known.
        share_percent: Of all valid votes.
        sources: IRIs of the files whose rows were added up.
    """

    election: LinkedElection
    party: LinkedParty
    seats: int
    change: int | None
    actual_change: int | None
    share_percent: Decimal
    sources: tuple[str, ...]

    @property
    def iri(self) -> str:
        """Return the IRI of the final tally."""
        return tally_iri(self.election.key, self.party.iri, None)


def national_tallies(
    contests: Sequence[Contest], notional: Sequence[NotionalContest], boundary_sets: Mapping[str, str]
) -> list[NationalTally]:
    """Add up the general elections of which every seat is known.

    Args:
        contests: All contests.
        notional: The contests recalculated on new boundaries.
        boundary_sets: The boundaries of each general election, by its day.
    """
    found: list[NationalTally] = []
    before: tuple[str, Counter[str]] | None = None
    for day in sorted({one.election.key for one in contests if one.kind == GENERAL}):
        polled = [one for one in contests if one.kind == GENERAL and one.election.key == day]
        if len(polled) < SEATS or any(one.winner is None for one in polled):
            before = None
            continue
        won = Counter(one.winner.party.iri for one in polled if one.winner)
        base = _baseline(day, before, notional, boundary_sets)
        found += _of_election(polled, won, base, before[1] if before else None)
        before = (day, won)
    return found


def _baseline(
    day: str,
    before: tuple[str, Counter[str]] | None,
    notional: Sequence[NotionalContest],
    boundary_sets: Mapping[str, str],
) -> Counter[str] | None:
    """Return how many seats each party had before, on this election's boundaries; None when unknown."""
    if before is not None and boundary_sets.get(before[0]) == boundary_sets.get(day):
        return before[1]
    recalculated = [one for one in notional if one.election.key < day and one.winner]
    return Counter(one.winner for one in recalculated) if len(recalculated) == SEATS else None


def _of_election(
    polled: Sequence[Contest], won: Counter[str], base: Counter[str] | None, last: Counter[str] | None
) -> Iterator[NationalTally]:
    votes: Counter[str] = Counter()
    parties: dict[str, LinkedParty] = {}
    for contest in polled:
        for one in contest.standing:
            votes[one.party.iri] += one.row.votes or 0
            parties.setdefault(one.party.iri, one.party)
    total = votes.total()
    sources = tuple(sorted({one.source for contest in polled for one in contest.candidacies}))
    for party in sorted(votes):
        if not (won[party] or (base and base[party])) or party.endswith(("/independent", "/speaker")):
            continue
        share = plain((Decimal(100 * votes[party]) / total).quantize(Decimal("0.01")))
        change, actual = (None if one is None else won[party] - one[party] for one in (base, last))
        yield NationalTally(polled[0].election, parties[party], won[party], change, actual, share, sources)


def write_tallies(ledger: Ledger, tallies: Iterable[NationalTally]) -> None:
    """Write national tallies down, as inferred from the files whose rows were added up."""
    for one in tallies:
        label = f"{one.party.name}, {one.election.name}, final"
        ledger.name(one.iri, label, "Tally")
        told: tuple[tuple[str, Term | str], ...] = (
            ("tallyOf", one.election.iri),
            ("party", one.party.iri),
            ("isFinal", boolean(True)),
            ("seatsWon", count(one.seats)),
            ("nationalSharePercent", decimal(one.share_percent)),
            ("basis", eg("Inferred")),
            *((PROV + "wasDerivedFrom", source) for source in one.sources),
        )
        for term, value in told:
            ledger.believe(one.iri, term, value)
        if one.change is not None:
            ledger.believe(one.iri, "seatsChange", count(one.change))
