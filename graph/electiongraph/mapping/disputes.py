"""Mark the contests and candidacies whose believed figures are in dispute.

Who reads the believed graph alone must see that a figure is doubtful. Takes disagreements with their IRIs,
gives the statements that lead from a thing to what is disputed about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from electiongraph.linking.entity_linking import LinkedFact
from electiongraph.mapping.disagreements import Disagreement
from electiongraph.mapping.figures import are_digits_swapped
from electiongraph.mapping.statements import MappedFact, Statement
from electiongraph.vocabulary import eg, node

__all__ = ["describe_disputes"]

FIGURES = frozenset(
    eg(name)
    for name in (
        "votes", "sharePercent", "majority", "majorityPercent", "turnoutPercent", "seatsWon", "seatsChange",
        "nationalSharePercent",
    )
)  # fmt: skip


def describe_disputes(
    disagreements: Mapping[str, Disagreement], facts: Iterable[MappedFact]
) -> list[Statement]:
    """Return the mark of each thing whose figures are disputed.

    Args:
        disagreements: The disagreements by their IRI.
        facts: The mapped facts, for the candidacies that claims of votes are about.
    """
    candidacies = {one.claim.iri: one.core[0].subject for one in facts if one.claim.fact.predicate == "votes"}
    return [
        Statement(subject, eg("disputedBy"), node(iri))
        for iri, one in disagreements.items()
        if one.property_iri in FIGURES
        for subject in [one.subject, *(candidacies[claim.iri] for claim in _doubtful_votes(one))]
    ]


def _doubtful_votes(one: Disagreement) -> list[LinkedFact]:
    """Return those votes laid beside a majority that may be wrong: all, or those with swapped digits."""
    votes = [claim for claim in one.claims if claim.fact.predicate == "votes"]
    if one.property_iri != eg("majority") or not votes:
        return []
    if one.preferred is not None and one.preferred.fact.predicate == "majority":
        first = max(int(claim.fact.value) for claim in votes)
        implied = first - int(one.preferred.fact.value)
        swapped = [claim for claim in votes if are_digits_swapped(implied, int(claim.fact.value))]
        return swapped or votes
    return votes
