"""Read a whole document: layout first, then its prose, sentence by sentence.

Extraction, where its five parts meet. The functions are pure: a document and the gazetteers go in, facts
(or the trace of how they came about) go out.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left
from dataclasses import dataclass

from electiongraph.body_gazetteers import gazetteers_of_body
from electiongraph.extraction.arithmetic import doubt_contradictions
from electiongraph.extraction.chronicles import chronicled, seat_as_drawn, seats_spoken_of
from electiongraph.extraction.clauses import Clause, read_sentence
from electiongraph.extraction.closing import close_candidacies
from electiongraph.extraction.discourse import Resolver
from electiongraph.extraction.document_polls import document_election
from electiongraph.extraction.elected_offices import areas_of_two_offices, regions_with_lists
from electiongraph.extraction.facts import Fact
from electiongraph.extraction.factuality import is_imagined
from electiongraph.extraction.fallen import Portrait, losses_of_portraits
from electiongraph.extraction.impossible import drop_impossible
from electiongraph.extraction.layout import Layout, read_layout
from electiongraph.extraction.layout_areas import areas_of_offices, offices_polled
from electiongraph.extraction.layout_lexicon import lexicon_of
from electiongraph.extraction.lexicon import Lexicon, build_lexicon
from electiongraph.extraction.looking_back import Resolvers
from electiongraph.extraction.mentions import people_in, scan_sentence
from electiongraph.extraction.merging import merge_facts
from electiongraph.extraction.misplaced import drop_misplaced
from electiongraph.extraction.party_nicknames import with_nicknames
from electiongraph.extraction.passage_reading import Passage, SentenceTrace, trace_passages
from electiongraph.extraction.people import People
from electiongraph.extraction.polling_days import BY_ELECTION, GENERAL, LOCAL, PollingDay, kind_of
from electiongraph.extraction.portraits import portrayed
from electiongraph.extraction.press_releases import issuing_party
from electiongraph.extraction.recalculated import as_recalculated
from electiongraph.extraction.seat_names import SeatNames
from electiongraph.extraction.sentences import quoted_spans, sentence_spans
from electiongraph.extraction.sole_members import keep_sole_members
from electiongraph.extraction.spoken_sections import (
    with_turns_as_sections,
)
from electiongraph.extraction.topic_headings import portraits_of, topic_headings
from electiongraph.extraction.ward_names import Wards, ward_names
from electiongraph.extraction.year_sections import year_sections
from electiongraph.former_seats import with_former_seats
from electiongraph.gazetteers import Gazetteers
from electiongraph.sources.document import Block, Document

__all__ = ["SentenceTrace", "Trace", "extract_facts", "trace_extraction"]

# Picture credits and captions that live pages run into the text.
_CREDIT = re.compile(
    r"Image (?:source|caption)|^(?:Image:|Photo(?:graph)?:|Picture:|Read more|Follow us|Sign up"
    r"|Subscribe|Advertisement)",
    re.IGNORECASE,
)
# "Bolton Council" in a title says who published it, not which seat it is about.
_COUNCIL = re.compile(
    r"(?:[A-Z][\w'’-]+ (?:(?:and|&|upon|on|of|the|under) )*)+"
    r"(?:(?:Metropolitan|London|Royal|County|City|Town|District|Borough|Parish|Unitary|Community) )*Council\b"
)


# What a by-election to a council is told with.
_OF_COUNCIL = re.compile(r"\b[A-Z][\w’'-]+ (?:ward|division)\b|\bcouncil by-election")
# "Broxtowe went to Juliet Campbell, Labour, on 19,561 - Darren Henry, Conservative, got 11,158, ..."
_LEADS_TO_LIST = re.compile(r"[a-z] .*[a-z] \d[\d,]+(?: votes)?$")
# "Vince Cable loses Twickenham: Tania Mathias 25,580, ..."
_LEAD_TELLS = re.compile(
    r"\b(?:loses|lost|holds|wins|won|beats|ousts|unseats|gains|takes|keeps|retains|regains|survives|clings on"
    r"|is out|out in|beaten in|defeated in|ousted in)\b"
)


@dataclass(frozen=True, slots=True)
class Trace:
    """How a document's facts came about.

    Attributes:
        facts: The result.
        election: The polling date that the document reports on.
        layout: Its results lists and sections.
        sentences: Its prose.
    """

    facts: tuple[Fact, ...]
    election: str
    layout: Layout
    sentences: tuple[SentenceTrace, ...]


def extract_facts(document: Document, gazetteers: Gazetteers) -> tuple[Fact, ...]:
    """Return the facts that a document states, in text order, each once.

    Args:
        document: The source.
        gazetteers: Names of seats, parties, roles and elections.

    Returns:
        Facts with `document.text[fact.start:fact.end] == fact.quote`; empty when it states none.

    Examples:
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> from electiongraph.sources import document_from_text
        >>> document = document_from_text("Labour's Sarah Owen held Luton North with 14,677 votes.")
        >>> facts = extract_facts(document, load_gazetteers())
        >>> [fact.predicate for fact in facts]
        ['standsFor', 'elected', 'standsIn', 'incumbentIn', 'outcome', 'votes']
        >>> facts[-1].value, facts[-1].quote
        (14677, "Labour's Sarah Owen held Luton North with 14,677 votes")
    """
    return trace_extraction(document, gazetteers).facts


def trace_extraction(document: Document, gazetteers: Gazetteers) -> Trace:
    """Return the facts of a document together with what each sentence gave and why."""
    election = document_election(document, gazetteers)
    is_of_council = _is_of_council(document, election, gazetteers)
    if is_of_council:
        election = PollingDay(election, LOCAL)
    beside = offices_polled(document, election, gazetteers)[1:]
    gazetteers = gazetteers_of_body(kind_of(election), gazetteers, *beside)
    if kind_of(election) in (GENERAL, BY_ELECTION):
        gazetteers = with_former_seats(gazetteers, election)
    gazetteers = with_nicknames(document.text, gazetteers)
    layout = with_turns_as_sections(read_layout(document, gazetteers, election), document)
    lexicon = build_lexicon(gazetteers)
    people = People()
    seat_names = SeatNames(gazetteers, election)
    seat_names.learn_layout(layout, gazetteers)
    title_seat = _title_seat(document, lexicon, seat_names)
    wards = ward_names(document, layout) if is_of_council else None
    if wards is not None and re.search(
        rf"\b{re.escape(title_seat)} (?:\w+ ){{0,2}}[Cc]ouncil\b", document.text
    ):
        title_seat = ""
    passages = _passages(document, layout, lexicon, wards, seat_names)
    _meet_people(layout, passages, people)
    surnames = people.surnames | people.first_names_in(document.text)
    read = [[read_sentence(document.text, scan, surnames) for scan in scans] for _, scans in passages]
    topics = topic_headings(document, [block for block, _ in passages], read)
    for number, named in portrayed(topics, [[clause.masked for clause in clauses] for clauses in read]):
        read[number] = [
            read_sentence(document.text, scan, surnames, named, is_first=not place)
            for place, scan in enumerate(passages[number][1])
        ]
    resolvers = _resolvers(document, layout, people, election, gazetteers, title_seat, read)
    resolvers.learn([clause for clauses in read for clause in clauses])
    house = issuing_party(document.text, lexicon_of(gazetteers))
    traces = trace_passages(document, layout, passages, read, topics, resolvers, house)
    portraits = portraits_of(document, topics, [block for block, _ in passages], read, people)
    facts = _stated_facts(document, layout, resolvers, traces, people, portraits)
    return Trace(facts, election, layout, tuple(traces))


def _resolvers(
    document: Document,
    layout: Layout,
    people: People,
    election: str,
    gazetteers: Gazetteers,
    title_seat: str,
    read: list[list[Clause]],
) -> Resolvers:
    """Return the document's resolver with those of its parts on other elections, under headings or not."""
    sections = year_sections(document, layout.consumed, election, gazetteers)
    seats = seats_spoken_of((clause for clauses in read for clause in clauses), gazetteers)
    tells_history = not sections and bool(title_seat or seats)
    history = chronicled(document, layout.consumed, election, gazetteers) if tells_history else ()
    without_lists = dataclasses.replace(layout, facts=(), consumed=())

    def make(day: str, known: People) -> Resolver:
        drawn = seat_as_drawn(seats, day, gazetteers) if history else ""
        return Resolver(document, without_lists, known, day, gazetteers, drawn or title_seat)

    homes = _home_areas(document, election, gazetteers)
    if history and not title_seat:
        title_seat = seat_as_drawn(seats, election, gazetteers)
    own = Resolver(document, layout, people, election, gazetteers, title_seat, homes)
    return Resolvers(own, sections or history, make, goes_on=bool(history))


def _stated_facts(
    document: Document,
    layout: Layout,
    resolvers: Resolvers,
    traces: list[SentenceTrace],
    people: People,
    portraits: list[Portrait],
) -> tuple[Fact, ...]:
    """Return what lists and sentences state, with what follows from it and without what cannot be true."""
    where, statements = resolvers.own.where, resolvers.own.statements
    election, gazetteers = where.election, where.gazetteers
    drafted = [draft.fact for trace in traces for draft in trace.drafts if draft.fact is not None]
    drafted += [draft.fact for draft in statements.settle() if draft.fact is not None]
    drafted = resolvers.with_conclusions(drafted)
    drafted += losses_of_portraits(drafted, portraits, statements.fallen, election)
    told = as_recalculated([*layout.facts, *drafted], document.text, where.previous())
    possible = drop_impossible(told, election, document.published, gazetteers)
    two_offices = areas_of_two_offices(gazetteers)
    possible = keep_sole_members(possible, two_offices)
    possible = drop_misplaced(possible, document.text, election, regions_with_lists(gazetteers) | two_offices)
    held, won_by = statements.held_before, statements.won_by
    facts = close_candidacies(
        possible,
        people,
        election,
        where.previous(),
        held,
        won_by,
        regions_with_lists(gazetteers) | two_offices,
        gazetteers,
    )
    return tuple(doubt_contradictions(_unique([_quoted(fact, document.text) for fact in facts])))


def _passages(
    document: Document, layout: Layout, lexicon: Lexicon, wards: Wards | None, seat_names: SeatNames
) -> list[Passage]:
    """Return the blocks that are prose or headings, each with its sentences."""
    passages: list[Passage] = []
    consumed = sorted(layout.consumed)
    starts = [start for start, _ in consumed]
    for block in document.blocks:
        near = consumed[max(0, bisect_left(starts, block.start) - 1) : bisect_left(starts, block.end)]
        eaten = [(a, b) for a, b in near if b > block.start]
        if eaten and (block.kind != "paragraph" or _covered(eaten, block) > 0.9):
            if block.kind == "heading":
                passages.append((block, []))
            continue
        text = document.text_of(block)
        if block.kind in ("row", "time") or _CREDIT.search(text) or is_imagined(text):
            passages.append((block, []))
            continue
        quotes = quoted_spans(document.text, block.start, block.end)
        sentences = sentence_spans(document.text, block.start, block.end)
        free = [span for a, b in sentences if (span := _left_of(document.text, a, b, eaten)) is not None]
        scans = [scan_sentence(document.text, a, b, lexicon, quotes, wards, seat_names) for a, b in free]
        passages.append((block, scans))
    return passages


def _left_of(text: str, start: int, end: int, eaten: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Return what a list that begins within a sentence leaves of it; None where it leaves no statement."""
    begin = min((a for a, b in eaten if a < end and start < b), default=end)
    if begin == end:
        return start, end
    lead = text[start:begin].rstrip(" ,;:–—-")
    return (start, start + len(lead)) if _LEADS_TO_LIST.search(lead) or _LEAD_TELLS.search(lead) else None


def _covered(spans: list[tuple[int, int]], block: Block) -> float:
    """Return which part of a block, 0 to 1, the layout has read."""
    return sum(min(b, block.end) - max(a, block.start) for a, b in spans) / max(1, block.end - block.start)


def _meet_people(layout: Layout, passages: list[Passage], people: People) -> None:
    """Learn every full name of the document before its surnames are read."""
    for fact in layout.facts:
        if fact.person:
            people.add(fact.person)
    for _, scans in passages:
        for scan in scans:
            for mention in people_in(scan, frozenset()):
                if " " in mention.name:
                    people.add(mention.name, mention.title)


def _title_seat(document: Document, lexicon: Lexicon, seat_names: SeatNames) -> str:
    title = _COUNCIL.sub(" ", document.title)
    seats = {hit.name for hit in seat_names.find(title, lexicon.find(title)) if hit.kind == "seat"}
    return seats.pop() if len(seats) == 1 else ""


def _is_of_council(document: Document, election: str, gazetteers: Gazetteers) -> bool:
    """Is a document about council elections, or a by-election that is none to the House of Commons?"""
    if kind_of(election) != BY_ELECTION:
        return kind_of(election) == LOCAL
    known = any(one.kind == BY_ELECTION and one.date == election for one in gazetteers.elections)
    return not known and bool(_OF_COUNCIL.search(document.text))


def _home_areas(document: Document, election: str, gazetteers: Gazetteers) -> dict[str, str]:
    """Return the areas whose mayor or commissioner a document is about, by kind, under their usual names."""
    homes = {}
    for kind, area in areas_of_offices(document, election, gazetteers).items():
        known = [seat.name for seat in gazetteers.seats_named(area) if seat.body]
        homes[kind] = known[0] if known else area
    return homes


def _quoted(fact: Fact, text: str) -> Fact:
    quote = text[fact.start : fact.end]
    return fact if fact.quote == quote else dataclasses.replace(fact, quote=quote)


def _unique(facts: list[Fact]) -> tuple[Fact, ...]:
    return merge_facts(sorted(facts, key=lambda fact: (fact.start, fact.end)))
