"""Work out which sitting MPs lost although no source says so in one sentence.

One source tells who won a seat last, another who stood there now and who won: together they say that the
member was defeated. Such an incumbency is marked as inferred, with the claims it rests on. A by-election
that is known to have come between breaks the chain unless a source names its winner.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from electiongraph.gazetteers import Gazetteers, normalise_name
from electiongraph.identifiers import incumbency_iri
from electiongraph.linking.entity_linking import LinkedFact
from electiongraph.mapping.contests import Contest
from electiongraph.mapping.statements import MappedFact, Statement
from electiongraph.vocabulary import PROV, RDF_TYPE, boolean, eg, node

__all__ = ["infer_incumbencies"]


@dataclass(frozen=True, slots=True)
class Defeat:
    """A defeat that follows: who, where, and from which claims."""

    person: str
    contest: Contest
    claims: tuple[LinkedFact, ...]


def infer_incumbencies(
    facts: Sequence[MappedFact], contests: Sequence[Contest], gazetteers: Gazetteers
) -> list[Statement]:
    """Return the statements of inferred defeats of sitting MPs.

    Args:
        facts: The mapped facts of all sources.
        contests: What is believed of each contest.
        gazetteers: Where general elections and by-elections are known.

    Returns:
        Statements about `eg:Incumbency` things, with `eg:basis eg:Inferred` and what they derive from.
    """
    told = _told(facts)
    lineages = _lineages(facts)
    earlier: dict[str, list[Contest]] = defaultdict(list)
    for contest in contests:
        if contest.winner and contest.election.kind != "notional":
            for key in {contest.seat.iri, normalise_name(contest.seat.name)}:
                earlier[key].append(contest)
    defeats = [
        defeat
        for contest in contests
        if contest.election.kind == "general"
        for defeat in _defeats(
            contest, _last_winners(contest, earlier, lineages.get(contest.seat.iri, {}), gazetteers), told
        )
    ]
    return [statement for defeat in defeats for statement in _describe(defeat)]


def _told(facts: Iterable[MappedFact]) -> Mapping[tuple[str, str], dict[str, list[LinkedFact]]]:
    """Return what is told of each person in each contest as a sitting MP, by predicate."""
    told: dict[tuple[str, str], dict[str, list[LinkedFact]]] = defaultdict(lambda: defaultdict(list))
    for one in facts:
        if one.claim.fact.predicate in ("incumbentIn", "defeatedIn", "stoodDown") and one.is_placed:
            told[(one.person, one.claim.contest)][one.claim.fact.predicate].append(one.claim)
    return told


def _lineages(facts: Iterable[MappedFact]) -> dict[str, dict[str, LinkedFact]]:
    """Return for each seat its stated predecessors, each with a claim that says so."""
    lineages: dict[str, dict[str, LinkedFact]] = defaultdict(dict)
    for one in facts:
        if one.claim.former and one.claim.seat:
            lineages[one.claim.seat.iri].setdefault(one.claim.former.iri, one.claim)
    return lineages


def _defeats(
    contest: Contest,
    last: Mapping[str, tuple[LinkedFact, ...]],
    told: Mapping[tuple[str, str], dict[str, list[LinkedFact]]],
) -> list[Defeat]:
    found = []
    for candidacy in contest.candidacies:
        known = told.get((candidacy.person, contest.iri), {})
        losing = _why_lost(contest, candidacy.iri, candidacy.party)
        if known.get("defeatedIn") or not losing:
            continue
        standing = tuple(c for c in candidacy.claims if c.fact.predicate in ("standsIn", "votes"))[:1]
        if known.get("incumbentIn"):
            claims = (*known["incumbentIn"], *standing, *losing)
            found.append(Defeat(candidacy.person, contest, claims))
        elif candidacy.person in last:
            claims = (*last[candidacy.person], *standing, *losing)
            found.append(Defeat(candidacy.person, contest, claims))
    return found


def _why_lost(contest: Contest, candidacy: str, party: str) -> tuple[LinkedFact, ...]:
    """Return the claims by which somebody else, or another party, won; empty when that is open."""
    if contest.winner:
        return contest.winner_claims if contest.winner != candidacy else ()
    if party and len(contest.won_by) == 1 and contest.won_by[0][0] != party:
        return (contest.won_by[0][1],)
    return ()


def _last_winners(
    contest: Contest,
    earlier: Mapping[str, Sequence[Contest]],
    lineage: Mapping[str, LinkedFact],
    gazetteers: Gazetteers,
) -> dict[str, tuple[LinkedFact, ...]]:
    """Return who won the seat, or a stated predecessor, last, each with the claims that say so."""
    dates = [election.date for election in gazetteers.general_elections()]
    previous = max((day for day in dates if day < contest.election.key), default="")
    keys = (normalise_name(contest.seat.name), *sorted(lineage))
    latest: dict[str, Contest] = {}
    for other in (one for key in keys for one in earlier.get(key, ())):
        if previous <= other.election.key < contest.election.key:
            known = latest.get(other.seat.iri)
            if known is None or known.election.key < other.election.key:
                latest[other.seat.iri] = other
    winners: dict[str, tuple[LinkedFact, ...]] = {}
    for seat, other in sorted(latest.items()):
        if not _was_replaced(other, contest, gazetteers):
            winner = next(one for one in other.candidacies if one.iri == other.winner)
            link = (lineage[seat],) if seat in lineage else ()
            winners.setdefault(winner.person, (*other.winner_claims, *link))
    return winners


def _was_replaced(latest: Contest, contest: Contest, gazetteers: Gazetteers) -> bool:
    """Tell whether a by-election is known to have come between the two."""
    return any(
        e.kind == "by-election"
        and e.seat == latest.seat.iri
        and latest.election.key < e.date < contest.election.key
        for e in gazetteers.elections
    )


def _describe(defeat: Defeat) -> list[Statement]:
    contest = defeat.contest
    iri = incumbency_iri(contest.election.key, contest.seat.key, defeat.person)
    sources = [Statement(iri, PROV + "wasDerivedFrom", node(one.iri)) for one in defeat.claims]
    return [
        Statement(iri, RDF_TYPE, node(eg("Incumbency"))),
        Statement(iri, eg("incumbent"), node(defeat.person)),
        Statement(iri, eg("incumbentSeat"), node(contest.seat.iri)),
        Statement(iri, eg("goingInto"), node(contest.election.iri)),
        Statement(iri, eg("basis"), node(eg("Inferred"))),
        Statement(iri, eg("defeated"), boolean(True)),
        *sources,
    ]
