"""Lay rumours beside what came true.

A rumour is no fact and enters no graph but the evidence, and that only where it proved false: then it stands
beside what did happen. Takes linked rumours, contests and facts; gives `Disagreement` records and the
rumours' claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from electiongraph.linking.entity_linking import LinkedFact
from electiongraph.linking.names import match_names
from electiongraph.mapping.contests import Candidacy, Contest
from electiongraph.mapping.disagreements import Disagreement, spread
from electiongraph.mapping.reconciling import Alternative, source_name
from electiongraph.mapping.statements import MappedFact, Statement, Term
from electiongraph.vocabulary import boolean, eg, node

__all__ = ["find_rumour_disagreements"]


def find_rumour_disagreements(
    rumours: Sequence[LinkedFact], contests: Iterable[Contest], facts: Iterable[MappedFact]
) -> tuple[list[Disagreement], list[MappedFact]]:
    """Return the rumours that proved false, with what came true.

    Args:
        rumours: What is only rumoured, linked.
        contests: What is believed of each contest.
        facts: The mapped facts of all sources.

    Returns:
        The disagreements, and the claims of their rumours for the evidence.
    """
    by_iri = {one.iri: one for one in contests}
    appointed = [one for one in facts if one.claim.fact.predicate == "appointedTo"]
    found: list[Disagreement] = []
    claims: list[MappedFact] = []
    for rumour in sorted(rumours, key=lambda one: one.iri):
        contest = by_iri.get(rumour.contest)
        if rumour.role is not None:
            false = _false_appointment(rumour, appointed)
        else:
            false = next(_false_results(rumour, contest), None) if contest else None
        if false is not None:
            statement, truths = false
            believed = spread([Alternative(statement.value, tuple(truths))])
            reason = f"a rumour of {source_name(rumour)} that did not come true"
            about = rumour.contest or statement.subject
            found.append(
                Disagreement(
                    about, statement.property_iri, "RumourConflict", (*believed, rumour), believed[0], reason
                )
            )
            claims.append(MappedFact(rumour, "", (statement,), (), is_placed=False))
    return found, claims


Falsehood = tuple[Statement, Sequence[LinkedFact]]


def _false_results(rumour: LinkedFact, contest: Contest) -> Iterator[Falsehood]:
    """Yield what a rumour about a contest says, and by which claims it is false."""
    fact = rumour.fact
    winner = next((one for one in contest.candidacies if one.iri == contest.winner), None)
    meant = next((one for one in contest.candidacies if _is_meant(rumour, one)), None)
    truths = contest.winner_claims
    if fact.predicate == "stoodDown" and meant is not None and meant.claims:
        yield Statement(meant.iri, eg("stoodDown"), boolean(True)), meant.claims
    if winner is None or not truths:
        return
    if fact.predicate == "defeatedIn" and meant is winner:
        yield Statement(winner.iri, eg("elected"), boolean(False)), truths
    elif fact.predicate == "elected" and meant is not None and meant is not winner:
        yield Statement(meant.iri, eg("elected"), boolean(True)), truths
    elif fact.predicate == "outcome" and rumour.party and winner.party not in ("", rumour.party.iri):
        yield Statement(contest.iri, eg("wonBy"), node(rumour.party.iri)), truths


def _false_appointment(rumour: LinkedFact, appointed: Sequence[MappedFact]) -> Falsehood | None:
    """Return what a rumour about an office says where sources of its day give it to others only."""
    assert rumour.role is not None
    person = rumour.candidate.person_iri if rumour.candidate else ""
    holders = [one for one in appointed if one.claim.role and one.claim.role.iri == rumour.role.iri]
    is_true = any(
        one.person == person or match_names(rumour.fact.person, one.claim.fact.person) for one in holders
    )
    told = [one.claim for one in holders if one.claim.source.iri == rumour.source.iri]
    if not holders or is_true or not (told or person):
        return None
    value: Term = node(rumour.role.iri)
    truths = told or [one.claim for one in holders]
    return Statement(person or holders[0].person, eg("appointedTo"), value), truths


def _is_meant(rumour: LinkedFact, candidacy: Candidacy) -> bool:
    if rumour.candidate is not None and rumour.candidate.person_iri:
        return rumour.candidate.person_iri == candidacy.person
    name = rumour.fact.person
    return bool(name) and any(match_names(name, one.fact.person) for one in candidacy.claims)
