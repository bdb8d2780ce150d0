"""Find net changes in seats that are right against one baseline and not against the other.

Where boundaries are new, "up 211" is counted against the last election's votes recalculated on them, and
against that election as it was it is another number. Takes mapped facts and what official rows add up to,
gives `Disagreement` records and the claims for the evidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from electiongraph.linking.entity_linking import LinkedFact
from electiongraph.mapping.disagreements import Disagreement, spread
from electiongraph.mapping.reconciling import Alternative, source_name
from electiongraph.mapping.statements import MappedFact, map_fact
from electiongraph.vocabulary import count, eg

__all__ = ["find_tally_disagreements"]


def find_tally_disagreements(
    facts: Iterable[MappedFact], changes: Mapping[str, LinkedFact]
) -> tuple[list[Disagreement], list[MappedFact]]:
    """Return where a text's change in seats is the recalculated one, and the actual one differs.

    A text that gives the actual one contradicts the official tally, and is told of there.

    Args:
        facts: The mapped facts of all sources.
        changes: The change since the last election as it was, by tally (IRI), where it differs.

    Returns:
        The disagreements, and the claims of the actual changes that they name.
    """
    told: dict[str, dict[int, list[LinkedFact]]] = defaultdict(lambda: defaultdict(list))
    for one in facts:
        if one.claim.fact.predicate == "seatsChange" and one.is_placed:
            told[one.core[0].subject][int(one.claim.fact.value)].append(one.claim)
    found, actual = [], []
    for tally, values in sorted(told.items()):
        if len(values) == 1 and tally in changes:
            (change, claims), since = next(iter(values.items())), changes[tally]
            number = int(since.fact.value)
            alternatives = (Alternative(count(change), tuple(claims)), Alternative(count(number), (since,)))
            teller = next(claim for claim in claims if not claim.source.is_official)
            reason = (
                f"both can be right: {change:+,}, as {source_name(teller)} counts, is against the last "
                "election recalculated on the new boundaries; against that election as it was it is "
                f"{number:+,}"
            )
            found.append(
                Disagreement(tally, eg("seatsChange"), "BaselineConflict", spread(alternatives), None, reason)
            )
            actual.append(map_fact(since, "", None))
    return found, actual
