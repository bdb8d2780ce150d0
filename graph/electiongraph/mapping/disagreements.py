"""Find what the sources disagree on, name the kind, and say which claim is preferred and why.

Takes mapped facts, decisions, contests and people, gives `Disagreement` records. Nothing is deleted: the
claim that is not preferred stays in its source's graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from electiongraph.linking.entity_linking import LinkedFact
from electiongraph.mapping.explanations import Explanation
from electiongraph.mapping.figures import are_digits_swapped, are_one_digit_apart
from electiongraph.mapping.reconciling import Alternative, Decision
from electiongraph.vocabulary import eg

__all__ = ["Disagreement", "find_value_disagreements", "spread"]

COUNTS = frozenset(eg(name) for name in ("votes", "majority", "seatsWon", "seatsChange"))
TALLIES = frozenset((eg("seatsWon"), eg("seatsChange")))
SHARES = frozenset(eg(name) for name in ("sharePercent", "majorityPercent", "nationalSharePercent"))
# Two turnouts of one contest that lie this near are mostly one counted with, one without spoilt papers.
BASIS_DIFFERENCE = 0.6
ROUNDING_DIFFERENCE = 0.1001
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
    decisions: Mapping[tuple[str, str], Decision],
    explanations: Mapping[tuple[str, str], Explanation] | None = None,
) -> list[Disagreement]:
    """Return the disagreements over one property of one thing, in the order of the decisions.

    Args:
        decisions: What is believed and what was told.
        explanations: Why some of the values differ, by subject and property.
    """
    return [
        _plain(decision, (explanations or {}).get((decision.subject, decision.property_iri)))
        for decision in decisions.values()
        if len(decision.alternatives) > 1 and decision.property_iri not in SHADOWED
    ]


def _plain(decision: Decision, explanation: Explanation | None) -> Disagreement:
    claims = spread(decision.alternatives)
    if decision.notional is not None:
        claims = (*claims, decision.notional)
    return Disagreement(
        subject=decision.subject,
        property_iri=decision.property_iri,
        kind=explanation.kind if explanation else _kind(decision),
        claims=claims,
        preferred=claims[0] if decision.is_preferred else None,
        reason=explanation.reason if explanation else decision.reason,
    )


def _kind(decision: Decision) -> str:
    if decision.notional is not None:
        return "NotionalAgainstActual"
    first, second = decision.alternatives[0], decision.alternatives[1]
    if decision.property_iri in (eg("party"), eg("gainedFrom")):
        return "PartyConflict"
    if decision.property_iri in COUNTS:
        one, other = int(first.value.value), int(second.value.value)
        if decision.property_iri in TALLIES:
            return "ValueConflict"
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
