"""Work out winner, runner-up and ranks of each contest, as far as what is believed allows.

Takes the mapped facts and decisions, gives one `Contest` record each with what it is and what follows; a
thing that the figures leave open stays open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from electiongraph.linking.entity_linking import LinkedElection, LinkedFact, LinkedSeat
from electiongraph.linking.witnesses import Witnesses
from electiongraph.mapping.reconciling import Decision, collect_figures, reconcile
from electiongraph.mapping.statements import MappedFact, Statement, Term
from electiongraph.vocabulary import boolean, count, eg, node

__all__ = ["Candidacy", "Contest", "describe_contests", "describe_source_contests", "find_contests"]

# Fewer candidates than this may be a selection: the fourth of ten says nothing about the second.
FEWEST_FOR_WHOLE = 5
WHOLE_SHARES = 99.0

Decisions = Mapping[tuple[str, str], Decision]


@dataclass(frozen=True, slots=True)
class Candidacy:
    """What is believed of one candidacy; `votes` and `share` are None when unknown."""

    iri: str
    person: str
    party: str
    votes: int | None
    share: float | None
    elected: tuple[LinkedFact, ...]
    claims: tuple[LinkedFact, ...]


@dataclass(frozen=True, slots=True)
class Contest:
    """One seat on one polling day.

    Attributes:
        iri: Its IRI.
        election: When.
        seat: Where.
        candidacies: Those known, by votes, then IRI.
        majority: Winner's votes less the runner-up's, as believed; None when unknown.
        winner: IRI of the winning candidacy, "" when unknown.
        is_winner_stated: True when a source says who was elected.
        runner_up: IRI of the second, "" when the figures leave it open.
        winner_claims: The claims from which the winner follows.
        won_by: The party that sources say won, by IRI, each with a claim that says so.
        is_whole: True when all candidates and their votes seem to be known.
    """

    iri: str
    election: LinkedElection
    seat: LinkedSeat
    candidacies: tuple[Candidacy, ...]
    majority: int | None
    winner: str
    is_winner_stated: bool
    runner_up: str
    winner_claims: tuple[LinkedFact, ...]
    won_by: tuple[tuple[str, LinkedFact], ...]
    is_whole: bool


def find_contests(
    facts: Sequence[MappedFact], decisions: Decisions, witnesses: Witnesses
) -> tuple[Contest, ...]:
    """Gather the contests that the facts tell of.

    Args:
        facts: The mapped facts of all sources.
        decisions: What is believed.
        witnesses: Counts who calls whom elected, where sources differ.

    Returns:
        Contests ordered by IRI.
    """
    by_contest: dict[str, list[MappedFact]] = defaultdict(list)
    for one in facts:
        if one.is_placed and one.claim.contest:
            by_contest[one.claim.contest].append(one)
    return tuple(
        _contest(contest, members, decisions, witnesses) for contest, members in sorted(by_contest.items())
    )


def _contest(iri: str, facts: Sequence[MappedFact], decisions: Decisions, witnesses: Witnesses) -> Contest:
    first = facts[0].claim
    assert first.election is not None and first.seat is not None
    candidacies = _candidacies(facts, decisions)
    majority = _number(decisions, iri, "majority")
    outcomes = [one for one in facts if one.claim.fact.predicate == "outcome" and one.claim.party]
    won_by = {one.claim.party.iri: one.claim for one in outcomes if one.claim.party}
    winner, claims = _winner(candidacies, majority, won_by, witnesses)
    is_whole = _is_whole(candidacies, winner)
    return Contest(
        iri=iri,
        election=first.election,
        seat=first.seat,
        candidacies=candidacies,
        majority=None if majority is None else int(majority),
        winner=winner.iri if winner else "",
        is_winner_stated=bool(winner and winner.elected),
        runner_up=_runner_up(candidacies, winner, majority, is_whole=is_whole),
        winner_claims=claims,
        won_by=tuple(sorted(won_by.items())),
        is_whole=is_whole,
    )


def _number(decisions: Decisions, subject: str, name: str) -> float | None:
    decision = decisions.get((subject, eg(name)))
    return float(decision.value.value) if decision else None


def _candidacies(facts: Iterable[MappedFact], decisions: Decisions) -> tuple[Candidacy, ...]:
    claims: dict[str, list[LinkedFact]] = defaultdict(list)
    persons: dict[str, str] = {}
    for one in facts:
        for statement in one.context:
            if statement.property_iri == eg("candidate"):
                claims[statement.subject].append(one.claim)
                persons[statement.subject] = one.person
    found = []
    for iri, members in sorted(claims.items()):
        party = decisions.get((iri, eg("party")))
        votes = _number(decisions, iri, "votes")
        elected = decisions.get((iri, eg("elected")))
        is_elected = elected is not None and elected.value == boolean(True)
        found.append(
            Candidacy(
                iri=iri,
                person=persons[iri],
                party=party.value.value if party else "",
                votes=None if votes is None else int(votes),
                share=_number(decisions, iri, "sharePercent"),
                elected=elected.claims if elected and is_elected else (),
                claims=tuple(sorted(members, key=lambda claim: claim.iri)),
            )
        )
    return tuple(sorted(found, key=lambda one: (-(one.votes or -1), one.iri)))


def _winner(
    candidacies: Sequence[Candidacy],
    majority: float | None,
    won_by: Mapping[str, LinkedFact],
    witnesses: Witnesses,
) -> tuple[Candidacy | None, tuple[LinkedFact, ...]]:
    """Return who won and the claims that say so, or from which it follows."""
    elected = [one for one in candidacies if one.elected]
    if elected:
        best = max(elected, key=lambda one: (one.votes or 0, witnesses.count(one.elected), one.iri))
        return best, best.elected
    counted = [one for one in candidacies if one.votes is not None]
    if len(won_by) == 1:
        party, claim = next(iter(won_by.items()))
        of_party = [one for one in candidacies if one.party == party]
        if len(of_party) == 1 and (not counted or of_party[0] is counted[0]):
            return of_party[0], (claim, *_claims_of(of_party[0], "standsFor"))
    if len(counted) < 2:
        return None, ()
    gap = (counted[0].votes or 0) - (counted[1].votes or 0)
    if majority is not None and gap == majority and not won_by:
        return counted[0], (*_claims_of(counted[0], "votes"), *_claims_of(counted[1], "votes"))
    if sum(one.share or 0 for one in counted) >= WHOLE_SHARES and not won_by and gap > 0:
        return counted[0], _claims_of(counted[0], "votes")
    return None, ()


def _claims_of(candidacy: Candidacy, predicate: str) -> tuple[LinkedFact, ...]:
    return tuple(claim for claim in candidacy.claims if claim.fact.predicate == predicate)


def _is_whole(candidacies: Sequence[Candidacy], winner: Candidacy | None) -> bool:
    if not candidacies or any(one.votes is None for one in candidacies):
        return False
    if sum(one.share or 0 for one in candidacies) >= WHOLE_SHARES:
        return True
    return winner is candidacies[0] and len(candidacies) >= FEWEST_FOR_WHOLE


def _runner_up(
    candidacies: Sequence[Candidacy], winner: Candidacy | None, majority: float | None, *, is_whole: bool
) -> str:
    """Return the second where all votes are known, or where the stated majority proves it."""
    if winner is None or winner.votes is None:
        return ""
    rest = [one for one in candidacies if one is not winner and one.votes is not None]
    if not rest or (len(rest) > 1 and rest[0].votes == rest[1].votes):
        return ""
    is_proven = majority is not None and winner.votes - (rest[0].votes or 0) == majority
    return rest[0].iri if is_whole or is_proven else ""


def describe_contests(contests: Iterable[Contest]) -> list[Statement]:
    """Return the statements that follow for contests and candidacies: winner, runner-up, ranks, who lost."""
    statements: list[Statement] = []
    for contest in contests:
        if contest.winner:
            statements.append(Statement(contest.iri, eg("winner"), node(contest.winner)))
            for one in contest.candidacies:
                won: Term = boolean(one.iri == contest.winner)
                statements.append(Statement(one.iri, eg("elected"), won))
        if contest.runner_up:
            statements.append(Statement(contest.iri, eg("runnerUp"), node(contest.runner_up)))
        statements.extend(_ranks(contest))
    return statements


def describe_source_contests(
    facts: Iterable[MappedFact], believed: Iterable[Contest], witnesses: Witnesses
) -> Iterator[tuple[str, Statement]]:
    """Yield who won and who came second where a source, read by itself, makes it certain.

    A source that calls two candidates elected makes neither certain; a list that leaves out whom others
    know as the second is not whole, so that its own second is not taken for the runner-up.

    Args:
        facts: The mapped facts of all sources.
        believed: The contests as all sources together tell of them.
        witnesses: As for `find_contests`.

    Yields:
        The IRI of a source and a statement, ordered by source and contest.
    """
    runners_up = {contest.iri: contest.runner_up for contest in believed}
    by_source: dict[str, list[MappedFact]] = defaultdict(list)
    for one in facts:
        by_source[one.claim.source.iri].append(one)
    for source, told in sorted(by_source.items()):
        decisions = reconcile(told, collect_figures(told), witnesses)
        for contest in find_contests(told, decisions, witnesses):
            if not contest.winner or sum(1 for one in contest.candidacies if one.elected) > 1:
                continue
            yield source, Statement(contest.iri, eg("winner"), node(contest.winner))
            if contest.runner_up and runners_up.get(contest.iri) in ("", contest.runner_up):
                yield source, Statement(contest.iri, eg("runnerUp"), node(contest.runner_up))


def _ranks(contest: Contest) -> list[Statement]:
    if contest.is_whole:
        votes = sorted((one.votes or 0 for one in contest.candidacies), reverse=True)
        return [
            Statement(one.iri, eg("rank"), count(votes.index(one.votes or 0) + 1))
            for one in contest.candidacies
        ]
    ranks = [Statement(contest.winner, eg("rank"), count(1))] if contest.winner else []
    if contest.runner_up:
        ranks.append(Statement(contest.runner_up, eg("rank"), count(2)))
    return ranks
