"""Find the headings of a document that are the names of people, and the portraits below them.

Extraction, part of discourse.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise, zip_longest

from electiongraph.extraction.clauses import Clause
from electiongraph.extraction.fallen import Portrait
from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.people import People
from electiongraph.sources.document import Block, Document

__all__ = ["is_caption", "portraits_of", "run_in_portraits", "topic_headings"]

# Names with a paragraph below each, so many times in a row, are portraits.
_PORTRAITS = 4
_RUN_IN = 3
_LEAST_BELOW_NAME = 40
_BYLINE = re.compile(r"\s*(?:by|from|words|report|pictures?|photo\w*|image)\b", re.IGNORECASE)


def topic_headings(
    document: Document, blocks: Sequence[Block], read: Sequence[Sequence[Clause]]
) -> frozenset[int]:
    """Return which passages are headings that name whom the passage below is about.

    A profile of several people has one such heading for each; bylines and captions look the same, but what
    stands below them does not go on about their person.
    """
    names = [
        number
        for number, clauses in enumerate(read)
        if len(clauses) == 1 and is_caption(clauses) and not _BYLINE.match(document.text_of(blocks[number]))
    ]
    if sum(later - one in (2, 3) for one, later in pairwise(names)) >= _PORTRAITS:
        return frozenset(names)
    confirmed = 0
    for number in names:
        below = blocks[number + 1 : number + 4]
        surname = read[number][0].masked.mentions[0].name.split()[-1]
        pattern = rf"\b{re.escape(surname)}\b"
        confirmed += any(re.search(pattern, document.text_of(block), re.IGNORECASE) for block in below)
    return frozenset(names) if confirmed >= 2 and confirmed * 2 >= len(names) else frozenset()


def run_in_portraits(document: Document, read: Sequence[Sequence[Clause]]) -> dict[int, str]:
    """Return which passages begin with the name, all in capitals, of whom they are about, with the name.

    A list of ministers or of casualties sets each name so: "WILLIAM HAGUE goes to the Foreign Office."
    """
    found = {}
    for number, clauses in enumerate(read):
        if not clauses or not clauses[0].masked.text.startswith("‹P"):
            continue
        slot = slot_indices(clauses[0].masked.text, "P")[0]
        mention = clauses[0].masked.mentions[slot]
        words = document.text[mention.start : mention.end]
        rest = document.text[mention.end : clauses[-1].end]
        if (
            words.isupper()
            and " " in words
            and not rest.isupper()
            and len(rest) >= _LEAST_BELOW_NAME
            and rest[0] != ":"
        ):
            found[number] = mention.name
    return found if len(found) >= _RUN_IN else {}


def is_caption(clauses: Sequence[Clause]) -> bool:
    """Tell whether a heading is merely somebody's name: a byline, or the caption of a picture."""
    return bool(clauses) and all(
        re.fullmatch(r"[^a-z‹›]*‹P\d+›[^a-z‹›]*", clause.masked.text) for clause in clauses
    )


def portraits_of(
    document: Document,
    topics: Collection[int],
    blocks: Sequence[Block],
    read: Sequence[Sequence[Clause]],
    people: People,
) -> list[Portrait]:
    """Return the parts of a document that have somebody's name as their heading."""
    begins = [(blocks[number].start, read[number][0].masked) for number in sorted(topics)]
    portraits = []
    for (start, masked), end in zip_longest(begins, [start for start, _ in begins[1:]]):
        named = [people.find(m.name, m.title) for m in masked.mentions if m.kind == "P"]
        if len(named) == 1 and named[0] is not None:
            portraits.append(Portrait(named[0].name, start, end or len(document.text)))
    return portraits
