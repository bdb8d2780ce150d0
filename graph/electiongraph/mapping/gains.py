"""Work out which party lost a seat where sources call it a gain and do not say from whom.

A gain is measured against the last general election, unless its source says otherwise: the party that won
the seat then lost it now. Takes what is believed of contests and outcomes, gives statements that are marked
as inferred.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from electiongraph.gazetteers import Gazetteers, normalise_name
from electiongraph.identifiers import outcome_iri
from electiongraph.linking.entity_linking import LinkedFact
from electiongraph.mapping.contests import Contest
from electiongraph.mapping.outcomes import LAST_GENERAL_ELECTION
from electiongraph.mapping.reconciling import Decision
from electiongraph.mapping.statements import MappedFact, Statement
from electiongraph.vocabulary import PROV, eg, node

__all__ = ["infer_losing_parties"]

Decisions = Mapping[tuple[str, str], Decision]


def infer_losing_parties(
    facts: Iterable[MappedFact], decisions: Decisions, contests: Sequence[Contest], gazetteers: Gazetteers
) -> list[Statement]:
    """Return the losing party of each gain for which none is stated and the winner last time is known.

    Args:
        facts: The mapped facts of all sources, for the predecessors that they name.
        decisions: What is believed.
        contests: What is believed of each contest.
        gazetteers: Where general elections are known.

    Returns:
        For each such outcome its `eg:gainedFrom`, `eg:gainedFromBasis eg:Inferred` and the claims that it
        derives from; for those of which a source names the party, `eg:gainedFromBasis eg:Stated`.
    """
    stated = sorted(subject for subject, name in decisions if name == eg("gainedFrom"))
    statements = [Statement(iri, eg("gainedFromBasis"), node(eg("Stated"))) for iri in stated]
    earlier = _by_day_and_name(contests)
    lineages = _lineages(facts)
    dates = [one.date for one in gazetteers.general_elections()]
    for contest in contests:
        iri = outcome_iri(contest.iri, LAST_GENERAL_ELECTION)
        kind = decisions.get((iri, eg("outcomeKind")))
        if kind is None or kind.value != node(eg("Gain")) or (iri, eg("gainedFrom")) in decisions:
            continue
        previous = max((day for day in dates if day < contest.election.key), default="")
        names = {normalise_name(contest.seat.name): ()} | _single(lineages.get(contest.seat.iri, {}))
        losing = {
            party: (*claims, *link)
            for name, link in sorted(names.items())
            for party, claims in _winning_party(earlier.get((previous, name)))
        }
        if len(losing) == 1 and not losing.keys() & _winners(contest, decisions.get((iri, eg("wonBy")))):
            [(party, claims)] = losing.items()
            statements += _describe(iri, party, (*claims, *kind.claims[:1]))
    return statements


def _by_day_and_name(contests: Iterable[Contest]) -> dict[tuple[str, str], Contest]:
    return {
        (one.election.key, normalise_name(one.seat.name)): one
        for one in contests
        if one.election.kind == "general"
    }


def _lineages(facts: Iterable[MappedFact]) -> dict[str, dict[str, tuple[LinkedFact, ...]]]:
    """Return for each seat the names of its stated predecessors, each with a claim that says so."""
    lineages: dict[str, dict[str, tuple[LinkedFact, ...]]] = defaultdict(dict)
    for one in facts:
        if one.claim.former and one.claim.seat:
            name = normalise_name(one.claim.former.name)
            lineages[one.claim.seat.iri].setdefault(name, (one.claim,))
    return lineages


def _single(lineage: Mapping[str, tuple[LinkedFact, ...]]) -> dict[str, tuple[LinkedFact, ...]]:
    """Return the only predecessor; of several, none can be said to be the one that was lost."""
    return dict(lineage) if len(lineage) == 1 else {}


def _winning_party(contest: Contest | None) -> tuple[tuple[str, tuple[LinkedFact, ...]], ...]:
    """Return the party that won a contest, as believed, and the claims that say so."""
    if contest is None:
        return ()
    winner = next((one for one in contest.candidacies if one.iri == contest.winner), None)
    if winner is not None and winner.party:
        parties = tuple(claim for claim in winner.claims if claim.fact.predicate == "standsFor")
        return ((winner.party, (*contest.winner_claims, *parties[:1])),)
    return tuple((party, (claim,)) for party, claim in contest.won_by) if len(contest.won_by) == 1 else ()


def _winners(contest: Contest, won_by: Decision | None) -> set[str]:
    """Return the parties that are said to have won now."""
    parties = {one.party for one in contest.candidacies if one.iri == contest.winner and one.party}
    return parties | ({won_by.value.value} if won_by else set())


def _describe(outcome: str, party: str, claims: Iterable[LinkedFact]) -> list[Statement]:
    return [
        Statement(outcome, eg("gainedFrom"), node(party)),
        Statement(outcome, eg("gainedFromBasis"), node(eg("Inferred"))),
        *(Statement(outcome, PROV + "wasDerivedFrom", node(claim.iri)) for claim in claims),
    ]
