"""Put the graphs together: what each source says, the evidence, what is believed, and the disagreements.

The last step of mapping: takes the parts of the linked facts, gives quads. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Quad

from electiongraph.gazetteers import Gazetteers
from electiongraph.identifiers import appointment_iri, disagreement_iri
from electiongraph.linking.entity_linking import LinkedFact, Source
from electiongraph.linking.people import resolve_people
from electiongraph.linking.witnesses import Witnesses
from electiongraph.mapping.claims import (
    describe_claims,
    describe_source_graphs,
    describe_sources,
    to_quad,
)
from electiongraph.mapping.contests import (
    Contest,
    describe_contests,
    describe_source_contests,
    find_contests,
)
from electiongraph.mapping.coverage_checks import Coverage, find_coverage_disagreements
from electiongraph.mapping.cross_checks import (
    find_majority_disagreements,
    find_name_disagreements,
    find_outcome_disagreements,
    find_winner_disagreements,
)
from electiongraph.mapping.descriptions import describe_things, label_nodes
from electiongraph.mapping.disagreements import Disagreement, find_value_disagreements
from electiongraph.mapping.disputes import describe_disputes
from electiongraph.mapping.explanations import OfficialRecord, explain_differences
from electiongraph.mapping.figures import grouped
from electiongraph.mapping.gains import infer_losing_parties
from electiongraph.mapping.incumbencies import infer_incumbencies
from electiongraph.mapping.lineage_checks import find_lineage_disagreements
from electiongraph.mapping.office_checks import find_office_disagreements
from electiongraph.mapping.outcomes import find_outcomes
from electiongraph.mapping.parts import Part
from electiongraph.mapping.reconciling import Decision, collect_figures, prefer, reconcile
from electiongraph.mapping.rumour_checks import find_rumour_disagreements
from electiongraph.mapping.statements import FUNCTIONAL, MappedFact, Statement, map_fact
from electiongraph.mapping.tally_checks import find_tally_disagreements
from electiongraph.mapping.turnover_checks import find_turnover_disagreements
from electiongraph.sources.dates import FULL_DATE
from electiongraph.vocabulary import DISAGREEMENTS_GRAPH, EG, RDF_TYPE, RDFS_LABEL, date, eg, node, text

__all__ = ["Graphs", "believed_quad", "map_part", "map_sources"]

DEFAULT = DefaultGraph()
UNSTATED_BASIS = node(eg("UnstatedTurnoutBasis"))
PROPERTY_WORDS = {
    "majority": "majority ",
    "majorityPercent": "majority in percent ",
    "memberSince": "MP since ",
    "nationalSharePercent": "national share ",
    "seatsChange": "change in seats ",
    "seatsWon": "seats ",
    "sharePercent": "share ",
    "turnoutPercent": "turnout ",
    "votes": "votes ",
}
Decisions = Mapping[tuple[str, str], Decision]


@dataclass(frozen=True, slots=True)
class Graphs:
    """All quads of a graph, in no particular order, and the disagreements they tell of."""

    quads: frozenset[Quad]
    disagreements: tuple[Disagreement, ...]


def map_part(part: Part, gazetteers: Gazetteers, record: OfficialRecord, witnesses: Witnesses) -> Graphs:
    """Map the claims of a part to quads.

    Args:
        part: Claims that may have to do with each other, and with no others.
        gazetteers: Where elections are known.
        record: What official files say that no fact tells of.
        witnesses: Counts independent witnesses; one may serve many parts.

    Returns:
        The quads of all graphs.
    """
    people = resolve_people(part.claims)
    outcomes = find_outcomes(part.claims, gazetteers)
    facts = tuple(
        map_fact(claim, people.by_claim.get(claim.iri, ""), outcomes.get(claim.iri)) for claim in part.claims
    )
    decisions = reconcile(facts, collect_figures(facts), witnesses)
    contests = find_contests(facts, decisions, witnesses)
    rumoured, rumour_claims = find_rumour_disagreements(part.rumours, contests, facts)
    rebased, change_claims = find_tally_disagreements(facts, record.changes)
    disagreements = (
        *rumoured,
        *rebased,
        *find_value_disagreements(decisions, explain_differences(facts, decisions.values(), record)),
        *find_majority_disagreements(facts, contests),
        *find_outcome_disagreements(facts, outcomes, witnesses),
        *find_winner_disagreements(contests, witnesses),
        *find_lineage_disagreements(facts, record.shares),
        *find_name_disagreements(people, witnesses),
        *find_turnover_disagreements(facts, contests, record.held),
        *find_office_disagreements(facts, part.conflicts, part.days, witnesses),
    )
    preferred = {one.preferred.iri for one in disagreements if one.preferred is not None}
    decisions = prefer(decisions, [one for one in facts if one.claim.iri in preferred])
    believed = _believe(facts, decisions, contests, gazetteers)
    believed += describe_things([one.claim for one in facts if one.is_placed], people)
    added, labels = label_nodes(believed, facts)
    recorded = {_iri_of(one): one for one in disagreements}
    disputes = describe_disputes(recorded, facts)
    added += [
        *disputes,
        *(
            Statement(iri, RDFS_LABEL, text(_disagreement_label(recorded[iri], labels)))
            for iri in sorted({one.value.value for one in disputes})
        ),
    ]
    quads = {believed_quad(one) for one in (*believed, *added)}
    quads |= set(describe_claims((*facts, *rumour_claims, *change_claims)))
    quads |= set(describe_source_graphs(facts))
    quads |= {
        to_quad(statement, source)
        for source, statement in describe_source_contests(facts, contests, witnesses)
    }
    return _with_disagreements(quads, disagreements, labels)


def map_sources(
    sources: Iterable[Source], coverage: Sequence[Coverage], claims: Iterable[LinkedFact]
) -> Graphs:
    """Map what is known of sources, and which of them do not hold what they claim to hold, to quads.

    Args:
        sources: All sources, those without a fact too.
        coverage: What sources claim to hold, and do not.
        claims: The linked facts of all sources.
    """
    described = describe_sources(sources)
    labels = {one.subject: one.value.value for one in described if one.property_iri == RDFS_LABEL}
    disagreements, coverage_claims = find_coverage_disagreements(coverage, claims)
    quads = {believed_quad(one) for one in described} | set(describe_claims(coverage_claims))
    return _with_disagreements(quads, disagreements, labels)


def _with_disagreements(
    quads: set[Quad], disagreements: Sequence[Disagreement], labels: Mapping[str, str]
) -> Graphs:
    """Return quads with those that tell of disagreements."""
    quads |= {
        to_quad(statement, DISAGREEMENTS_GRAPH)
        for one in disagreements
        for statement in _describe_disagreement(one, labels)
    }
    return Graphs(frozenset(quads), tuple(disagreements))


def believed_quad(statement: Statement) -> Quad:
    """Return a statement as a quad of the believed graph."""
    return Quad(node(statement.subject), node(statement.property_iri), statement.value, DEFAULT)


def _believe(
    facts: Sequence[MappedFact], decisions: Decisions, contests: Sequence[Contest], gazetteers: Gazetteers
) -> list[Statement]:
    """Return the statements that are believed of contests, people and seats."""
    inferred = infer_incumbencies(facts, contests, gazetteers)
    replaced = {one.subject for one in inferred}
    decided = {candidacy.iri for contest in contests if contest.winner for candidacy in contest.candidacies}
    losing = infer_losing_parties(facts, decisions, contests, gazetteers)
    believed = [*inferred, *losing, *describe_contests(contests), *_ballot_descriptions(facts, decisions)]
    believed += [
        Statement(decision.subject, decision.property_iri, decision.value)
        for decision in decisions.values()
        if decision.property_iri != eg("elected") or decision.subject not in decided
    ]
    measured = {one.claim.contest for one in facts if one.claim.source.is_official}
    for one in facts:
        if one.is_placed:
            believed += [statement for statement in one.core if _enters_as_it_is(statement)]
            believed += [
                statement
                for statement in one.context
                if not (statement.property_iri == eg("basis") and statement.subject in replaced)
                and not (statement.value == UNSTATED_BASIS and statement.subject in measured)
            ]
    return believed + _announcements(facts)


def _enters_as_it_is(statement: Statement) -> bool:
    return statement.property_iri not in FUNCTIONAL and statement.property_iri != eg("ballotDescription")


def _ballot_descriptions(facts: Iterable[MappedFact], decisions: Decisions) -> list[Statement]:
    """Return one ballot description a candidacy: the longest that goes with the believed party."""
    longest: dict[str, str] = {}
    for one in facts:
        for statement in one.core[1:]:
            if statement.property_iri == eg("ballotDescription"):
                party = decisions[(statement.subject, eg("party"))]
                if one.core[0].value == party.value:
                    known = longest.get(statement.subject, "")
                    told = statement.value.value
                    longest[statement.subject] = max(known, told, key=lambda words: (len(words), words))
    return [Statement(iri, eg("ballotDescription"), text(words)) for iri, words in longest.items()]


def _announcements(facts: Iterable[MappedFact]) -> list[Statement]:
    """Return the day of each appointment's first announcement, where a source's day is known."""
    days: dict[str, set[str]] = defaultdict(set)
    for one in facts:
        day = one.claim.source.document.published[:FULL_DATE]
        if one.claim.fact.predicate == "appointedTo" and one.claim.role and len(day) == FULL_DATE:
            days[one.claim.appointment or appointment_iri(one.person, one.claim.role.iri)].add(day)
    return [Statement(iri, eg("announcedOn"), date(min(told))) for iri, told in days.items()]


def _iri_of(one: Disagreement) -> str:
    claims = sorted(claim.iri for claim in one.claims)
    return disagreement_iri(one.subject, one.kind, one.property_iri, *claims)


def _describe_disagreement(one: Disagreement, labels: Mapping[str, str]) -> list[Statement]:
    claims, iri = [claim.iri for claim in one.claims], _iri_of(one)
    statements = [
        Statement(iri, RDF_TYPE, node(eg("Disagreement"))),
        Statement(iri, eg("disagreementAbout"), node(one.subject)),
        Statement(iri, eg("disagreementProperty"), node(one.property_iri)),
        Statement(iri, eg("disagreementKind"), node(eg(one.kind))),
        Statement(iri, eg("reason"), text(one.reason)),
        Statement(iri, RDFS_LABEL, text(_disagreement_label(one, labels))),
        *(Statement(iri, eg("hasClaim"), node(claim)) for claim in claims),
    ]
    if one.preferred is not None:
        statements.append(Statement(iri, eg("preferredClaim"), node(one.preferred.iri)))
    return statements


def _disagreement_label(one: Disagreement, labels: Mapping[str, str]) -> str:
    """Return the disagreement in a few words: about what, and the values told."""
    about = labels.get(one.subject, one.subject.rsplit("/", 1)[1])
    votes = [int(claim.fact.value) for claim in one.claims if claim.fact.predicate == "votes"]
    if one.property_iri == eg("majority") and votes:
        stated = next(claim.fact.value for claim in one.claims if claim.fact.predicate == "majority")
        by_votes = grouped(max(votes) - min(votes))
        return f"{about}: majority {grouped(stated)} stated, {by_votes} by the votes"
    words = PROPERTY_WORDS.get(one.property_iri.removeprefix(EG), "")
    if one.kind == "RumourConflict":
        *true, rumour = one.claims
        known = " and ".join(dict.fromkeys(_told_of_result(claim) for claim in true))
        return f"{about}: {known}, not, as rumoured, {_told_of_result(rumour)}"
    if one.kind == "CoverageConflict":
        return f"{about}: not {one.claims[0].fact.value}"
    if one.kind == "RoleConflict":
        told = dict.fromkeys(_told_of_office(claim, one.subject) for claim in one.claims)
        return f"{about}: {' or '.join(told)}"
    told = dict.fromkeys(_told(claim, one.property_iri, one.subject) for claim in one.claims)
    return f"{about}: {words}{' or '.join(told)}"


def _told_of_result(claim: LinkedFact) -> str:
    """Return in a few words who won or lost, or was given an office, by a claim or a rumour."""
    fact = claim.fact
    words = {"defeatedIn": "lost", "elected": "won", "stoodDown": "stood down", "standsIn": "stood"}
    if fact.predicate == "outcome":
        return f"{fact.party} {fact.value}"
    if fact.predicate == "votes":
        return f"{fact.person} with {grouped(fact.value)} votes"
    return f"{fact.person} {words.get(fact.predicate, fact.value)}".strip()


def _told_of_office(claim: LinkedFact, subject: str) -> str:
    """Return who holds the office that a disagreement is about, or which office its person holds."""
    assert claim.role is not None
    return claim.fact.person if claim.role.iri == subject else claim.role.name


def _told(claim: LinkedFact, property_iri: str, subject: str) -> str:
    """Return in a few words what a claim says of a property."""
    fact = claim.fact
    if property_iri in (RDFS_LABEL, eg("winner")):
        return fact.person
    if fact.predicate == "defeatedIn":
        return "lost"
    if fact.predicate == "elected":
        return f"won again by {fact.person}"
    if fact.predicate == "incumbentIn":
        return f"the seat of {fact.person}"
    if fact.predicate == "newSeat":
        return "new seat"
    if claim.former:
        is_of_old = claim.former.iri == subject
        return f"now {claim.seat.name}" if is_of_old and claim.seat else f"formerly {claim.former.name}"
    if claim.party and fact.predicate in ("standsFor", "gainedFrom"):
        return claim.party.name
    if fact.predicate == "memberSince":
        return str(fact.value)
    is_notional = claim.election is not None and claim.election.kind == "notional"
    return f"{grouped(fact.value)} (notional)" if is_notional else grouped(fact.value)
