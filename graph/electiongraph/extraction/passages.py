"""Cut a document into passages of whole paragraphs, none of which overlaps another.

Extraction, for extractors that cannot take a document whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from electiongraph.extraction.sentences import sentence_spans
from electiongraph.sources.document import Block, Document

__all__ = ["Passage", "cut_passages"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of the text: `document.text[start:end]`.

    Attributes:
        start: First code point.
        end: One past the last.
    """

    start: int
    end: int


def cut_passages(document: Document, longest: int) -> tuple[Passage, ...]:
    r"""Return the passages of a document, in text order; every block is in exactly one.

    Args:
        document: The source.
        longest: How many code points a passage may have; only a single sentence may have more.

    Returns:
        Passages that end with a block, and not with a heading while there is more to come; a paragraph that
        is too long by itself is cut between sentences. Empty when the document has no blocks.

    Examples:
        >>> from electiongraph.sources import document_from_text
        >>> document = document_from_text("Poole is counted.\n\nHitchin is not.\n\nBedford is.")
        >>> [document.text[one.start : one.end] for one in cut_passages(document, 40)]
        ['Poole is counted.\n\nHitchin is not.', 'Bedford is.']
    """
    passages: list[Passage] = []
    run: list[Block] = []
    for block in document.blocks:
        if run and block.end - run[0].start > longest:
            kept = _without_last_headings(run)
            passages.append(Passage(kept[0].start, kept[-1].end))
            run = run[len(kept) :]
        run.append(block)
    if run:
        passages.append(Passage(run[0].start, run[-1].end))
    return tuple(piece for passage in passages for piece in _pieces(document, passage, longest))


def _without_last_headings(run: list[Block]) -> list[Block]:
    """Return a run without the headings at its end, which belong to what comes next; never nothing."""
    length = len(run)
    while length and run[length - 1].kind == "heading":
        length -= 1
    return run[:length] or run


def _pieces(document: Document, passage: Passage, longest: int) -> Iterator[Passage]:
    """Yield a passage in pieces that are short enough, each of whole sentences."""
    if passage.end - passage.start <= longest:
        yield passage
        return
    start, end = passage.start, passage.start
    for first, last in sentence_spans(document.text, passage.start, passage.end):
        if last - start > longest and end > start:
            yield Passage(start, end)
            start = first
        end = last
    yield Passage(start, end)
