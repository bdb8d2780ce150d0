"""What the layout grammar hands on: list facts, sections of seats, and the spans that are no prose.

Extraction stage, below `layout`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from electiongraph.extraction.facts import Fact, fact_key

__all__ = ["Layout", "Place", "Section", "merged_spans", "without_repeats"]


@dataclass(frozen=True, slots=True)
class Section:
    """A run of text about one seat.

    Attributes:
        seat: Official name, or as the text has it when in no gazetteer.
        start: Offset of its heading.
        end: Offset of what no longer belongs to it.
        election: Polling date of its figures, "" when unknown.
    """

    seat: str
    start: int
    end: int
    election: str


@dataclass(frozen=True, slots=True)
class Layout:
    """What the lists of a document state.

    Attributes:
        facts: List facts in text order, no statement twice.
        sections: Parts about one seat, in text order, not overlapping.
        consumed: Spans of the lines that are no prose, in text order.
    """

    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    consumed: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where facts belong: the seat, the election of the block, and that of its section."""

    seat: str
    election: str
    section_election: str


def without_repeats(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return the facts in text order, no statement twice."""
    seen = set()
    kept = []
    for fact in sorted(facts, key=lambda fact: (fact.start, fact.end)):
        key = fact_key(fact)
        if key not in seen:
            seen.add(key)
            kept.append(fact)
    return tuple(kept)


def merged_spans(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return spans in text order, those that touch made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
