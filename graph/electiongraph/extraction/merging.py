"""Join what several extractors read in one document: the same statement once.

Extraction, after reading. Contradictory facts are all kept; which to believe is for reconciling to say.
"""

from __future__ import annotations

from collections.abc import Iterable

from electiongraph.extraction.facts import Fact, Value, fact_key
from electiongraph.extraction.office_titles import office_key

__all__ = ["merge_facts"]


def merge_facts(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return facts in text order, each statement once.

    Args:
        facts: Of one document; of two that say the same and begin and end at the same place, or that come
            from different extractors, the first is kept.

    Returns:
        Facts sorted by their offsets.

    Examples:
        >>> first = Fact("newSeat", "a new seat", 10, 20, "new-seat", election="2024-07-04", seat="Hitchin")
        >>> other = Fact("newSeat", "new seat", 2, 10, "llm:test", election="2024-07-04", seat="Hitchin")
        >>> [fact.rule for fact in merge_facts([first, other])]
        ['new-seat']
    """
    chosen: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        chosen.setdefault(_statement_key(fact), fact)
    return tuple(sorted(chosen.values(), key=lambda fact: (fact.start, fact.end)))


def _statement_key(fact: Fact) -> tuple[Value | frozenset[str] | None, ...]:
    """Return what two facts share that say the same; one office in two wordings is one statement."""
    if fact.predicate in ("appointedTo", "heldRole"):
        return (fact.predicate, fact.person, office_key(str(fact.value)))
    return fact_key(fact)
