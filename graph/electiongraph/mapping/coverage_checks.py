"""Hold what a source says that it covers against the results that it has.

A source that claims every result of a place, or of a number of seats, may lack some. Takes coverage claims
with linked facts, then mapped facts; gives `Disagreement` records and the claims for the evidence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from electiongraph.extraction.coverage import CoverageClaim, coverage_claims
from electiongraph.extraction.facts import Fact
from electiongraph.gazetteers import Gazetteers, Seat, normalise_name
from electiongraph.identifiers import claim_iri, contest_iri, last_part
from electiongraph.linking.entity_linking import LinkedElection, LinkedFact, Source
from electiongraph.linking.places import Places
from electiongraph.mapping.disagreements import Disagreement
from electiongraph.mapping.reconciling import source_name
from electiongraph.mapping.statements import MappedFact, Statement
from electiongraph.vocabulary import eg, text

__all__ = ["COVERAGE", "Coverage", "find_coverage", "find_coverage_disagreements"]

COVERAGE = "coverage"
# What tells of a result, the more telling first.
_RESULTS = ("elected", "votes", "outcome", "majority")
# Where more than these are named in a reason, it is enough to say how many more.
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Coverage:
    """A claim that does not hold.

    Attributes:
        claim: The source's words, as a claim of the evidence.
        told: The seats (IRIs) of which the source has a result, each with a claim that tells it.
        missing: The seats of the claimed places of which it has none; empty for a mere number.
        number: How many seats it claims, or how many the places have.
        is_complete: False where the places may have more seats than are known.
    """

    claim: LinkedFact
    told: Mapping[str, LinkedFact]
    missing: tuple[Seat, ...]
    number: int
    is_complete: bool

    @property
    def missing_contests(self) -> tuple[str, ...]:
        """Return the IRIs of the contests that are missing."""
        assert self.claim.election is not None
        return tuple(contest_iri(self.claim.election.key, last_part(seat.iri)) for seat in self.missing)


def find_coverage(
    sources: Iterable[Source], claims: Iterable[LinkedFact], gazetteers: Gazetteers, places: Places
) -> list[Coverage]:
    """Return the coverage claims of texts about a general election that do not hold.

    Args:
        sources: The texts.
        claims: The linked facts of all texts.
        gazetteers: Which boundaries an election had.
        places: Which seats a place has.
    """
    results: dict[str, list[LinkedFact]] = defaultdict(list)
    for one in claims:
        if one.fact.predicate in _RESULTS and one.seat and one.election:
            results[one.source.iri].append(one)
    found = []
    for source in sources:
        if told := results[source.iri]:
            checked = (
                _check(source, claim, told, gazetteers, places) for claim in coverage_claims(source.document)
            )
            found += [one for one in checked if one is not None]
    return found


def _check(
    source: Source,
    claim: CoverageClaim,
    results: Sequence[LinkedFact],
    gazetteers: Gazetteers,
    places: Places,
) -> Coverage | None:
    election = _election_of(claim, results)
    if election is None:
        return None
    told: dict[str, LinkedFact] = {}
    for one in sorted(results, key=_telling):
        if one.election == election and one.seat:
            told.setdefault(one.seat.iri, one)
    extent = places.extent(claim.places, gazetteers.boundary_set_on(election.date))
    seats = {seat.iri for seat in extent.seats}
    inside = {at: one for at, one in told.items() if at in seats}
    if claim.number is None or (extent.is_complete and claim.number == len(seats)):
        headed = _headed(source.document.text, extent.seats)
        missing = tuple(seat for seat in extent.seats if seat.iri not in told and seat.iri not in headed)
        if not missing or not inside:
            return None
        what = f"all constituencies of {_listed(extent.names)}"
        return Coverage(
            _linked(source, claim, election, what), inside, missing, len(seats), extent.is_complete
        )
    here = inside if extent.is_complete and seats else told
    lists = {
        one.seat.iri for one in results if one.fact.predicate == "votes" and one.fact.is_list and one.seat
    }
    named = _headed(source.document.text, [one.seat.seat for one in results if one.seat and one.seat.seat])
    fewest, most = len(lists & here.keys()), len(here.keys() | named)
    if not here or fewest <= claim.number <= most:
        return None
    what = f"all {claim.number} constituencies"
    return Coverage(_linked(source, claim, election, what), here, (), claim.number, is_complete=True)


def _election_of(claim: CoverageClaim, results: Sequence[LinkedFact]) -> LinkedElection | None:
    """Return the general election that a claim is about: of its year, else the one of most results."""
    known = Counter(one.election for one in results if one.election)
    if claim.year:
        known = Counter({one: number for one, number in known.items() if one.date.startswith(claim.year)})
    most = max(known, key=lambda one: (known[one], one.iri), default=None)
    return most if most is not None and most.kind == "general" else None


def _headed(document: str, seats: Iterable[Seat]) -> set[str]:
    """Return which seats begin a line: of them a source has more than was read."""
    lines = [normalise_name(line) for line in document.splitlines() if line.strip()]
    return {
        seat.iri
        for seat in seats
        for name in (seat.name, *seat.aliases)
        if any(line == normalise_name(name) or line.startswith(f"{normalise_name(name)} ") for line in lines)
    }


def _linked(source: Source, claim: CoverageClaim, election: LinkedElection, what: str) -> LinkedFact:
    quote = source.document.text[claim.start : claim.end]
    fact = Fact(COVERAGE, quote, claim.start, claim.end, "coverage", election.key, value=what)
    return LinkedFact(claim_iri(source.iri, str(claim.start), COVERAGE), source, fact, election)


def find_coverage_disagreements(
    coverage: Iterable[Coverage], claims: Iterable[LinkedFact]
) -> tuple[list[Disagreement], list[MappedFact]]:
    """Return the coverage claims that do not hold, each with who has what is missing.

    Args:
        coverage: What does not hold.
        claims: The linked facts of all sources.

    Returns:
        The disagreements, and their coverage claims for the evidence.
    """
    by_contest: dict[str, list[LinkedFact]] = defaultdict(list)
    for claim in claims:
        if claim.contest and claim.fact.predicate in _RESULTS:
            by_contest[claim.contest].append(claim)
    found: list[Disagreement] = []
    coverage_claims: list[MappedFact] = []
    for one in coverage:
        source, words = one.claim.source.iri, str(one.claim.fact.value)
        held = {
            seat.name: min(by_contest[contest], key=_telling)
            for seat, contest in zip(one.missing, one.missing_contests, strict=True)
            if by_contest[contest]
        }
        others = tuple(held.values()) or tuple(sorted(one.told.values(), key=lambda claim: claim.iri))
        statement = Statement(source, eg("claimsToCover"), text(words))
        reason = _reason(one, held)
        about = (one.claim, *others)
        found.append(Disagreement(source, eg("claimsToCover"), "CoverageConflict", about, None, reason))
        coverage_claims.append(MappedFact(one.claim, "", (statement,), (), is_placed=False))
    return found, coverage_claims


def _telling(claim: LinkedFact) -> tuple[bool, int, int, str]:
    """Order claims of one contest: those of texts first, then the more telling, the most votes first."""
    votes = int(claim.fact.value) if claim.fact.predicate == "votes" else 0
    return claim.source.is_official, _RESULTS.index(claim.fact.predicate), -votes, claim.iri


def _reason(one: Coverage, held: Mapping[str, LinkedFact]) -> str:
    """Say how many results there are and, of a place, which are missing and who has them."""
    name = source_name(one.claim)
    if not one.missing:
        seats = sorted(claim.seat.name for claim in one.told.values() if claim.seat)
        return f"{name} has the results of {len(seats)}: {_listed(_shortened(seats))}"
    missing = _listed(_shortened([seat.name for seat in one.missing]))
    if one.is_complete:
        reason = f"{name} tells of {one.number - len(one.missing)} of {one.number}; missing: {missing}"
    else:
        reason = f"{name} lacks, of those that are known to lie there, {missing}"
    if not held:
        return reason
    which = "these are" if len(held) == len(one.missing) else f"{len(held)} of these are"
    return f"{reason}; {which} in {_listed(sorted({source_name(claim) for claim in held.values()}))}"


def _shortened(names: Sequence[str]) -> Sequence[str]:
    more = len(names) - _MOST_NAMED
    return names if more <= 1 else [*names[:_MOST_NAMED], f"{more} more"]


def _listed(names: Sequence[str]) -> str:
    """Return names as a list in words."""
    return " and ".join([part for part in (", ".join(names[:-1]), names[-1]) if part])
