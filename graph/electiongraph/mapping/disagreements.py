"""Find what the sources disagree on, name the kind, and say which claim is preferred and why.

Takes mapped facts, decisions, contests and people, gives `Disagreement` records. Nothing is deleted: the
claim that is not preferred stays in its source's graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from electiongraph.linking.entity_linking import LinkedFact
from electiongraph.mapping.figures import are_digits_swapped, are_one_digit_apart, grouped
from electiongraph.mapping.reconciling import Alternative, Decision, source_name
from electiongraph.vocabulary import eg

__all__ = ["Disagreement", "find_value_disagreements", "spread"]

COUNTS = frozenset(eg(name) for name in ("votes", "majority", "seatsWon", "seatsChange"))
SHARES = frozenset(eg(name) for name in ("sharePercent", "majorityPercent", "nationalSharePercent"))
# Two turnouts of one contest that lie this near are mostly one counted with, one without spoilt papers.
BASIS_DIFFERENCE = 0.6
ROUNDING_DIFFERENCE = 0.1001
NOTIONAL_SUFFIX = " notional"
# A property whose conflict shows in another's, or that only restates one.
SHADOWED = frozenset({eg("outcomeKind"), eg("wonBy"), eg("stoodDown")})


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two or more claims that cannot all be true, or that need telling apart.

    Attributes:
        subject: IRI of what it is about.
        property_iri: IRI of the property.
        kind: Name of the `eg:DisagreementKind`.
        claims: The claims, the preferred first where there is one, else by IRI.
        preferred: The claim that is believed, or None.
        reason: Why, in words.
    """

    subject: str
    property_iri: str
    kind: str
    claims: tuple[LinkedFact, ...]
    preferred: LinkedFact | None
    reason: str


def spread(alternatives: Iterable[Alternative]) -> tuple[LinkedFact, ...]:
    """Return for each value one claim a source, results lists before prose, values in their order."""
    chosen: list[LinkedFact] = []
    for one in alternatives:
        by_source: dict[str, LinkedFact] = {}
        for claim in sorted(one.claims, key=_telling):
            by_source.setdefault(claim.source.iri, claim)
        chosen.extend(sorted(by_source.values(), key=_telling))
    return tuple(chosen)


def _telling(claim: LinkedFact) -> tuple[bool, bool, str, int, str]:
    """Order claims of one value: those in so many words first, results lists before prose."""
    is_joint = claim.party is not None and bool(claim.party.description)
    return (is_joint, not claim.fact.is_list, claim.source.iri, claim.fact.start, claim.iri)


def find_value_disagreements(
    decisions: Mapping[tuple[str, str], Decision], claims: Sequence[LinkedFact]
) -> list[Disagreement]:
    """Return the disagreements over one property of one thing, in the order of the decisions.

    Args:
        decisions: What is believed and what was told.
        claims: All claims, to see whether an odd "2019" figure is the notional one.
    """
    majorities: dict[str, list[LinkedFact]] = {}
    for claim in claims:
        if claim.fact.predicate in ("majority", "majorityShare") and claim.election and claim.seat:
            majorities.setdefault(claim.fact.predicate + claim.election.key, []).append(claim)
    return [
        _notional_mistaken(decision, majorities, claims) or _plain(decision)
        for decision in decisions.values()
        if len(decision.alternatives) > 1 and decision.property_iri not in SHADOWED
    ]


def _plain(decision: Decision) -> Disagreement:
    claims = spread(decision.alternatives)
    return Disagreement(
        subject=decision.subject,
        property_iri=decision.property_iri,
        kind=_kind(decision),
        claims=claims,
        preferred=claims[0] if decision.is_preferred else None,
        reason=decision.reason,
    )


def _kind(decision: Decision) -> str:
    first, second = decision.alternatives[0], decision.alternatives[1]
    if decision.property_iri in (eg("party"), eg("gainedFrom")):
        return "PartyConflict"
    if decision.property_iri in COUNTS:
        one, other = int(first.value.value), int(second.value.value)
        if are_digits_swapped(one, other):
            return "TransposedDigits"
        return "OneDigitDifference" if are_one_digit_apart(one, other) else "ValueConflict"
    if decision.property_iri == eg("turnoutPercent"):
        gap = abs(float(first.value.value) - float(second.value.value))
        return "TurnoutBasisConflict" if gap <= BASIS_DIFFERENCE else "ValueConflict"
    if decision.property_iri in SHARES:
        gap = abs(float(first.value.value) - float(second.value.value))
        return "RoundingConflict" if gap <= ROUNDING_DIFFERENCE else "ValueConflict"
    return "ValueConflict"


def _notional_mistaken(
    decision: Decision, majorities: Mapping[str, Sequence[LinkedFact]], claims: Sequence[LinkedFact]
) -> Disagreement | None:
    """Return the disagreement where one of two majorities of a year is, or nearly is, the notional one."""
    predicate = {eg("majority"): "majority", eg("majorityPercent"): "majorityShare"}.get(
        decision.property_iri
    )
    first = decision.claims[0]
    if predicate is None or first.election is None or first.election.kind != "general":
        return None
    successors = _names_of_successors(first, claims)
    notional = [
        claim
        for claim in majorities.get(predicate + first.election.key + NOTIONAL_SUFFIX, ())
        if claim.seat and claim.seat.name in successors
    ]
    for alternative in decision.alternatives:
        for claim in sorted(notional, key=lambda one: one.iri):
            told, figure = alternative.claims[0].fact.value, claim.fact.value
            is_near = isinstance(told, int) and isinstance(figure, int) and _are_near(told, figure)
            if told == figure or is_near:
                return _against_notional(decision, alternative, claim)
    return None


def _are_near(one: int, other: int) -> bool:
    return are_one_digit_apart(one, other) or are_digits_swapped(one, other)


def _names_of_successors(claim: LinkedFact, claims: Sequence[LinkedFact]) -> set[str]:
    """Return the seat's own name and the names of the seats that sources say followed it."""
    assert claim.seat is not None
    names = {claim.seat.name}
    for other in claims:
        if other.former and other.seat and other.former.iri == claim.seat.iri:
            names.add(other.seat.name)
    return names


def _against_notional(decision: Decision, mistaken: Alternative, notional: LinkedFact) -> Disagreement:
    actual = [one for one in decision.alternatives if one is not mistaken]
    told, figure = mistaken.claims[0].fact.value, notional.fact.value
    nearness = "is" if told == figure else f"is a digit away from {_figure(figure)},"
    year = notional.election.key[:4] if notional.election else ""
    reason = (
        f"{_figure(told)} {nearness} the notional figure on the new boundaries that {source_name(notional)} "
        f"gives; the {year} result itself is {_figure(actual[0].claims[0].fact.value)}"
    )
    claims = (*spread((*actual, mistaken)), notional)
    return Disagreement(
        decision.subject, decision.property_iri, "NotionalAgainstActual", claims, claims[0], reason
    )


def _figure(value: str | int | float) -> str:
    return grouped(value)
