"""Work out who stood as a sitting MP, and which of them lost, although no source says so in one sentence.

One source tells who won a seat last, another who stood there now and who won: together they say that the
member was defeated. Who won one seat last and now stands in another sat for the old one, and has not been
defeated there. Such an incumbency is marked as inferred, with the claims it rests on. A by-election that is
known to have come between breaks the chain unless a source names its winner.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from electiongraph.gazetteers import Gazetteers, normalise_name
from electiongraph.identifiers import incumbency_iri
from electiongraph.linking.entity_linking import LinkedElection, LinkedFact, LinkedSeat
from electiongraph.mapping.contests import Contest
from electiongraph.mapping.statements import MappedFact, Statement
from electiongraph.vocabulary import PROV, RDF_TYPE, boolean, eg, node

__all__ = ["infer_incumbencies"]

SITTING = frozenset({"incumbentIn", "defeatedIn", "stoodDown"})


@dataclass(frozen=True, slots=True)
class Sitting:
    """A member going into an election: who, when, for which seat, whether beaten there, by which claims."""

    person: str
    election: LinkedElection
    seat: LinkedSeat
    claims: tuple[LinkedFact, ...]
    is_defeated: bool


Told = Mapping[tuple[str, str], dict[str, list[LinkedFact]]]


def infer_incumbencies(
    facts: Sequence[MappedFact], contests: Sequence[Contest], gazetteers: Gazetteers
) -> list[Statement]:
    """Return the statements of inferred incumbencies of candidates.

    Args:
        facts: The mapped facts of all sources.
        contests: What is believed of each contest.
        gazetteers: Where general elections and by-elections are known.

    Returns:
        Statements about `eg:Incumbency` things, with `eg:basis eg:Inferred` and what they derive from.
    """
    told = _told(facts)
    stated = {
        (one.person, one.claim.election.iri)
        for one in facts
        if one.claim.fact.predicate in SITTING and one.is_placed and one.claim.election
    }
    lineages = _lineages(facts)
    found: list[Sitting] = []
    for _, polled in groupby(contests, key=lambda contest: contest.election.iri):
        now = list(polled)
        if now[0].election.kind == "general":
            last = _last_contests(now[0].election, contests, gazetteers)
            for contest in now:
                found += _sitting(contest, last, lineages.get(contest.seat.iri, {}), told, stated)
    return [statement for one in found for statement in _describe(one)]


def _told(facts: Iterable[MappedFact]) -> Told:
    """Return what is told of each person in each contest as a sitting MP, by predicate."""
    told: dict[tuple[str, str], dict[str, list[LinkedFact]]] = defaultdict(lambda: defaultdict(list))
    for one in facts:
        if one.claim.fact.predicate in SITTING and one.is_placed:
            told[(one.person, one.claim.contest)][one.claim.fact.predicate].append(one.claim)
    return told


def _lineages(facts: Iterable[MappedFact]) -> dict[str, dict[str, LinkedFact]]:
    """Return for each seat its stated predecessors, each with a claim that says so."""
    lineages: dict[str, dict[str, LinkedFact]] = defaultdict(dict)
    for one in facts:
        if one.claim.former and one.claim.seat:
            lineages[one.claim.seat.iri].setdefault(one.claim.former.iri, one.claim)
    return lineages


def _sitting(
    contest: Contest,
    last: Sequence[Contest],
    lineage: Mapping[str, LinkedFact],
    told: Told,
    stated: Collection[tuple[str, str]],
) -> list[Sitting]:
    """Return the candidates of a contest of whom it follows that they were sitting MPs."""
    here = {person: claims for person, (_, claims) in _winners(_of_seat(contest, last, lineage)).items()}
    anywhere = _winners((one, ()) for one in last)
    found = []
    for candidacy in contest.candidacies:
        person = candidacy.person
        known = told.get((person, contest.iri), {})
        losing = _why_lost(contest, candidacy.iri, candidacy.party)
        standing = tuple(c for c in candidacy.claims if c.fact.predicate in ("standsIn", "votes"))[:1]
        in_seat = tuple(known.get("incumbentIn", ())) or here.get(person, ())
        if losing and in_seat and not known.get("defeatedIn"):
            claims = (*in_seat, *standing, *losing)
            found.append(Sitting(person, contest.election, contest.seat, claims, is_defeated=True))
        elif (person, contest.election.iri) in stated:
            continue
        elif in_seat:
            claims = (*in_seat, *standing)
            found.append(Sitting(person, contest.election, contest.seat, claims, is_defeated=False))
        elif person in anywhere:
            held, winning = anywhere[person]
            claims = (*winning, *standing)
            found.append(Sitting(person, contest.election, held.seat, claims, is_defeated=False))
    return found


def _why_lost(contest: Contest, candidacy: str, party: str) -> tuple[LinkedFact, ...]:
    """Return the claims by which somebody else, or another party, won; empty when that is open."""
    if contest.winner:
        return contest.winner_claims if contest.winner != candidacy else ()
    if party and len(contest.won_by) == 1 and contest.won_by[0][0] != party:
        return (contest.won_by[0][1],)
    return ()


def _last_contests(
    election: LinkedElection, contests: Sequence[Contest], gazetteers: Gazetteers
) -> list[Contest]:
    """Return for each seat the contest that filled it last before a general election, where that is sure."""
    dates = [one.date for one in gazetteers.general_elections()]
    previous = max((day for day in dates if day < election.key), default="")
    latest: dict[str, Contest] = {}
    for one in contests:
        if one.election.kind != "notional" and previous <= one.election.key < election.key:
            known = latest.get(one.seat.iri)
            if known is None or known.election.key < one.election.key:
                latest[one.seat.iri] = one
    return [
        one
        for _, one in sorted(latest.items())
        if one.winner and not _was_replaced(one, election.key, gazetteers)
    ]


def _was_replaced(latest: Contest, day: str, gazetteers: Gazetteers) -> bool:
    """Tell whether a by-election is known to have come between a contest and a day."""
    return any(
        one.kind == "by-election" and one.seat == latest.seat.iri and latest.election.key < one.date < day
        for one in gazetteers.elections
    )


def _of_seat(
    contest: Contest, last: Iterable[Contest], lineage: Mapping[str, LinkedFact]
) -> Iterator[tuple[Contest, tuple[LinkedFact, ...]]]:
    """Yield those contests that were about the same seat or a stated predecessor, with who states it."""
    name = normalise_name(contest.seat.name)
    for one in last:
        if one.seat.iri in lineage:
            yield one, (lineage[one.seat.iri],)
        elif one.seat.iri == contest.seat.iri or normalise_name(one.seat.name) == name:
            yield one, ()


def _winners(
    contests: Iterable[tuple[Contest, tuple[LinkedFact, ...]]],
) -> dict[str, tuple[Contest, tuple[LinkedFact, ...]]]:
    """Return who won, each with the last contest that they won and the claims that say so."""
    winners: dict[str, tuple[Contest, tuple[LinkedFact, ...]]] = {}
    for one, link in sorted(contests, key=lambda pair: pair[0].election.key):
        person = next(candidacy.person for candidacy in one.candidacies if candidacy.iri == one.winner)
        winners[person] = (one, (*one.winner_claims, *link))
    return winners


def _describe(one: Sitting) -> list[Statement]:
    iri = incumbency_iri(one.election.key, one.seat.key, one.person)
    sources = [Statement(iri, PROV + "wasDerivedFrom", node(claim.iri)) for claim in one.claims]
    defeat = [Statement(iri, eg("defeated"), boolean(True))] if one.is_defeated else []
    return [
        Statement(iri, RDF_TYPE, node(eg("Incumbency"))),
        Statement(iri, eg("incumbent"), node(one.person)),
        Statement(iri, eg("incumbentSeat"), node(one.seat.iri)),
        Statement(iri, eg("goingInto"), node(one.election.iri)),
        Statement(iri, eg("basis"), node(eg("Inferred"))),
        *defeat,
        *sources,
    ]
