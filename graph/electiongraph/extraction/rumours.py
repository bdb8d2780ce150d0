"""Read what is only rumoured, so that it can be laid beside what came true.

Extraction, beside its main way: nothing rumoured is a fact. The words that make a sentence a rumour are
taken out and the document is read again; what is found then and not before, in those sentences, is what was
rumoured. Pure.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace

from electiongraph.extraction.facts import Fact
from electiongraph.extraction.lexicon import RULES_FOLDER
from electiongraph.extraction.reading import extract_facts
from electiongraph.gazetteers import Gazetteers
from electiongraph.sources.document import Block, Document

__all__ = ["rumoured_facts"]

# Of what a rumour can turn out to be false; figures of rumours are guesses anyway.
_DECIDABLE = frozenset(("appointedTo", "defeatedIn", "elected", "gainedFrom", "outcome", "stoodDown"))
_SENTENCE_END = re.compile(r"[.!?][”\"’']?\s|\n")


@functools.lru_cache(maxsize=1)
def _frames() -> re.Pattern[str]:
    with (RULES_FOLDER / "rumours.toml").open("rb") as file:
        frames: list[str] = tomllib.load(file)["frames"]
    return re.compile("|".join(f"(?:{one})" for one in frames), re.IGNORECASE)


def rumoured_facts(document: Document, gazetteers: Gazetteers, stated: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return what a document tells as a rumour, each fact with its words and the doubt that it is one.

    Args:
        document: The source.
        gazetteers: Names of seats, parties, roles and elections.
        stated: The facts that the document states.

    Examples:
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> from electiongraph.sources import document_from_text
        >>> text = "Rumours in the hall say that Tom Brake has lost Carshalton and Wallington."
        >>> document, gazetteers = document_from_text(text), load_gazetteers()
        >>> facts = rumoured_facts(document, gazetteers, extract_facts(document, gazetteers))
        >>> [(fact.predicate, fact.person) for fact in facts]
        [('defeatedIn', 'Tom Brake')]
    """
    spans = [found.span() for found in _frames().finditer(document.text)]
    if not spans:
        return ()
    places = _places_left(document.text, spans)
    plain = _without(document, spans, places)
    known = {_key(fact) for fact in stated}
    found = []
    for fact in extract_facts(plain, gazetteers):
        if fact.predicate not in _DECIDABLE or _key(fact) in known:
            continue
        start, end = places[fact.start], places[fact.end - 1] + 1
        frame = _frame_of(document.text, start, end, spans)
        if frame:
            words = " ".join(document.text[slice(*frame)].split())
            start = min(start, frame[0])
            found.append(
                replace(
                    fact,
                    start=start,
                    end=end,
                    quote=document.text[start:end],
                    doubt=f"only a rumour: “{words}”",
                )
            )
    return tuple(found)


def _key(fact: Fact) -> tuple[object, ...]:
    return (fact.predicate, fact.election, fact.person, fact.seat, fact.value)


def _places_left(text: str, spans: Sequence[tuple[int, int]]) -> list[int]:
    """Return the offsets of a text that lie in no span, and the end."""
    places: list[int] = []
    at = 0
    for start, end in spans:
        places += range(at, start)
        at = end
    return [*places, *range(at, len(text)), len(text)]


def _without(document: Document, spans: Sequence[tuple[int, int]], places: Sequence[int]) -> Document:
    """Return a document without spans, its blocks moved."""
    new = {old: at for at, old in enumerate(places)}
    # What lies in a span moves to its end.
    for start, end in spans:
        for old in range(start, end):
            new[old] = new[end]
    blocks = tuple(_moved(block, new) for block in document.blocks)
    text = "".join(document.text[old] for old in places[:-1])
    return replace(document, text=text, blocks=tuple(one for one in blocks if one.start < one.end))


def _moved(block: Block, new: dict[int, int]) -> Block:
    cells = tuple((new[start], new[end]) for start, end in block.cells)
    return replace(block, start=new[block.start], end=new[block.end], cells=cells)


def _frame_of(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the words that make a statement a rumour: within it, or before it in its sentence."""
    for frame in spans:
        is_within = start < frame[1] and frame[0] < end
        is_before = frame[1] <= start and not _SENTENCE_END.search(text, frame[1], start)
        if is_within or is_before:
            return frame
    return None
