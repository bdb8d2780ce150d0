"""Tell what the heads of a document and of its passages say of what stands below them.

Extraction, between clauses and discourse: whose portrait a name heads, and which party has issued a text.
"""

from __future__ import annotations

import re
from itertools import pairwise

from electiongraph.extraction.clauses import Clause
from electiongraph.sources.document import Block, Document

__all__ = ["is_caption", "issuing_party", "topic_headings"]

# What a party's own statement to the press says of itself, and the line in which it names itself.
_RELEASE = re.compile(
    r"\b(?:(?:press|news|media) (?:release|statement|notice)|for immediate release|notes?"
    r" (?:to|for) editors?)\b",
    re.IGNORECASE,
)
_LETTERHEAD = re.compile(r"(?:[A-Z][\w-]+ )*‹G(\d+)›(?:,? [A-Z][\w-]+)*(?: (?:[Pp]ress|[Nn]ews|[Mm]edia).*)?")
_HEAD = 4
# Names with a paragraph below each, so many times in a row, are portraits.
_PORTRAITS = 4
_BYLINE = re.compile(r"\s*(?:by|from|words|report|pictures?|photo\w*|image)\b", re.IGNORECASE)


def issuing_party(document: Document, read: list[list[Clause]]) -> str:
    """Return the party that a press release names at its head as its own, "" for any other text."""
    if not _RELEASE.search(document.text):
        return ""
    for clause in [clause for clauses in read[:_HEAD] for clause in clauses]:
        if found := _LETTERHEAD.fullmatch(clause.masked.text):
            return clause.masked.mentions[int(found[1])].name
    return ""


def topic_headings(document: Document, blocks: list[Block], read: list[list[Clause]]) -> frozenset[int]:
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


def is_caption(clauses: list[Clause]) -> bool:
    """Is a heading merely somebody's name: a byline, or the caption of a picture?"""
    return bool(clauses) and all(
        re.fullmatch(r"[^a-z‹›]*‹P\d+›[^a-z‹›]*", clause.masked.text) for clause in clauses
    )
