"""Read the prose of a document passage by passage: what is spoken of goes on from sentence to sentence.

Extraction, where discourse begins. In come passages with their sentences as the rules read them, out goes
what became of each sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from electiongraph.extraction.clauses import Clause, RuleMatch
from electiongraph.extraction.discourse import Resolver
from electiongraph.extraction.focus import Focus
from electiongraph.extraction.layout import Layout
from electiongraph.extraction.looking_back import Resolvers
from electiongraph.extraction.mentions import Scan
from electiongraph.extraction.sightings import Draft
from electiongraph.extraction.spoken_sections import is_transcript, seat_listed_between, take_turn
from electiongraph.extraction.topic_headings import is_caption, run_in_portraits
from electiongraph.extraction.upcoming import first_seat, goes_on_with_pronoun, seat_declared
from electiongraph.sources.document import Block, Document

__all__ = ["Passage", "SentenceTrace", "trace_passages"]

Passage = tuple[Block, list[Scan]]
# What is heard meanwhile: "(CHEERING)".
_STAGE_DIRECTION = re.compile(r"[(\[][A-Za-z ,.]{1,40}[)\]]")


@dataclass(frozen=True, slots=True)
class SentenceTrace:
    """What became of one sentence: how the rules saw it, what fired, and why a match gave nothing."""

    start: int
    end: int
    masked: str
    descriptions: tuple[RuleMatch, ...]
    drafts: tuple[Draft, ...]


def trace_passages(
    document: Document,
    layout: Layout,
    passages: Sequence[Passage],
    read: list[list[Clause]],
    topics: frozenset[int],
    resolvers: Resolvers,
    house: str,
) -> list[SentenceTrace]:
    """Return what became of each sentence, in text order.

    Args:
        document: The document.
        layout: Its lists and sections.
        passages: Its prose.
        read: The sentences of each passage.
        topics: The passages that are somebody's name as a heading.
        resolvers: Who turns the matches of which part into facts.
        house: The party that has issued the text, "" for none.
    """
    focus, resolver = Focus(house_party=house), resolvers.own
    is_spoken = is_transcript(document)
    traces: list[SentenceTrace] = []
    run_in = {} if is_spoken else run_in_portraits(document, read)
    is_live = sum(block.kind == "time" for block, _ in passages) > 2
    for number_of_passage, ((block, _), clauses) in enumerate(zip(passages, read, strict=True)):
        ends_passage = block.kind == "heading" and not (
            is_caption(clauses) or _STAGE_DIRECTION.fullmatch(document.text_of(block))
        )
        before, resolver = resolver, resolvers.at(clauses[0].start if clauses else block.start)
        is_of_other_time = resolver is not before and not resolvers.goes_on
        if (
            number_of_passage in topics
            or ends_passage
            or is_of_other_time
            or (is_live and block.kind == "time")
        ):
            focus = Focus(house_party=house)
            resolver.note_heading(clauses, focus, is_portrait=number_of_passage in topics)
        elif number_of_passage in run_in:
            focus = Focus(house_party=house, portrayed=resolver.who.people.add(run_in[number_of_passage]))
        elif resolver is not before:
            focus = focus.among(resolver.who.people)
        if resolvers.goes_on:
            focus.seat = resolver.where.title_seat or focus.seat
        resolver.open_paragraph(focus)
        opens_entry = is_live and passages[number_of_passage - 1][0].kind == "time"
        focus.seat = seat_declared(clauses) or focus.seat
        if is_spoken and number_of_passage:
            take_turn(
                layout,
                passages[number_of_passage - 1][0].start,
                block.start,
                read[number_of_passage - 1 : number_of_passage + 1],
                first_seat([clause for later in read[number_of_passage + 1 :][:1] for clause in later]),
                focus,
            )
        told, resolver, focus = _resolved(
            resolvers, resolver, layout, block, clauses, focus, opens_entry=opens_entry
        )
        traces += told
    return traces


def _resolved(
    resolvers: Resolvers,
    resolver: Resolver,
    layout: Layout,
    block: Block,
    clauses: list[Clause],
    focus: Focus,
    *,
    opens_entry: bool,
) -> tuple[list[SentenceTrace], Resolver, Focus]:
    """Return what became of each sentence of a passage, who read the last, and what is spoken of after it."""
    traces = []
    for number, clause in enumerate(clauses):
        before, resolver = resolver, resolvers.at(clause.start)
        if resolver is not before:
            focus = focus.among(resolver.who.people)
        # An entry of a live page may tell what happened before it names the seat.
        ahead = None if opens_entry and not focus.seat else number + 2
        begin = block.start if not number else clauses[number - 1].end
        focus.seat = seat_listed_between(layout, begin, clause.start) or focus.seat
        focus.upcoming = first_seat(clauses[number + 1 : ahead])
        focus.goes_on = goes_on_with_pronoun(clauses[number + 1 : number + 2])
        drafts = tuple(resolver.resolve(clause, focus))
        traces.append(
            SentenceTrace(clause.start, clause.end, clause.masked.text, clause.descriptions, drafts)
        )
    return traces, resolver, focus
