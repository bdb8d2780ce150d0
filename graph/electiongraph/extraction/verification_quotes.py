"""Find a quote in its document, and tell whether the document states it or takes it back.

Extraction, part of verification.
"""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from electiongraph.extraction.factuality import is_hedged
from electiongraph.extraction.layout import read_layout
from electiongraph.extraction.layout_sections import FORECAST
from electiongraph.extraction.masking import MaskedSentence, mask_sentence
from electiongraph.extraction.mentions import find_mentions, scan_sentence
from electiongraph.extraction.sentences import quoted_spans, sentence_spans
from electiongraph.extraction.verification_names import NamedText
from electiongraph.sources.document import Block

__all__ = ["QuotedText", "locate_quote"]

Span = tuple[int, int]
# How many lines above a list may say that its figures are a forecast.
LABELS_ABOVE = 4
LONGEST_LABEL = 100


def locate_quote(text: str, quote: str, start: int) -> Span | None:
    """Return where a quote stands: at the given place, or nearest to it.

    Args:
        text: The document's text.
        quote: Words copied from it.
        start: The first code point that the extractor gave; outside the text when it gave none.

    Returns:
        The offsets of the quote without outer white space; None when it does not stand in the text, or
        stands there several times and the given place is none.

    Examples:
        >>> locate_quote("Labour held. Labour gained.", "Labour", 11)
        (13, 19)
        >>> locate_quote("Labour held. Labour gained.", "Labour", -1) is None
        True
    """
    words = quote.strip()
    if not words:
        return None
    places = list(_places(text, words))
    if not places or (len(places) > 1 and not 0 <= start < len(text)):
        return None
    given = start + len(quote) - len(quote.lstrip())
    nearest = min(places, key=lambda place: (abs(place - given), place))
    return nearest, nearest + len(words)


def _places(text: str, words: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


class QuotedText:
    """A document whose sentences can be asked whether they state what they say."""

    def __init__(self, named: NamedText, surnames: frozenset[str]) -> None:
        """Hold a document.

        Args:
            named: The document with its names.
            surnames: Lower-case surnames of the people that facts are about.
        """
        self.document = named.document
        self._named = named
        self._surnames = surnames
        self._starts = [block.start for block in self.document.blocks]

    @functools.cached_property
    def _lists(self) -> tuple[Span, ...]:
        """Return the spans of results lists, which are no prose."""
        return read_layout(self.document, self._named.gazetteers, self._named.election).consumed

    def is_in_list(self, start: int, end: int) -> bool:
        """Tell whether a stretch lies in a results list."""
        number = bisect_right(self._lists, (start, len(self.document.text))) - 1
        return number >= 0 and self._lists[number][0] <= start and end <= self._lists[number][1]

    def sentences(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the sentences that a stretch touches; the stretch itself where there is no block."""
        found = [
            span
            for block in self._blocks(start, end)
            for span in sentence_spans(self.document.text, block.start, block.end)
            if span[0] < end and start < span[1]
        ]
        return tuple(found) or ((start, end),)

    def hedge(self, start: int, end: int) -> str:
        """Return why a stretch states nothing, "" when it does."""
        is_list = self.is_in_list(start, end)
        if is_list or self._is_line(start, end):
            forecast = self._forecast_above(start)
            if forecast or is_list:
                return forecast
        for block in self._blocks(start, end):
            quotes = quoted_spans(self.document.text, block.start, block.end)
            for sentence in sentence_spans(self.document.text, block.start, block.end):
                if sentence[0] < end and start < sentence[1]:
                    reason = self._hedge_in(sentence, start, end, quotes)
                    if reason:
                        return reason
        return ""

    def _is_line(self, start: int, end: int) -> bool:
        """Does a stretch lie in a table, in the items of a list, or in lines that end like no sentence?"""
        blocks = self._blocks(start, end)
        return all(
            block.kind in ("item", "row") or self.document.text_of(block)[-1] not in ".!?”\"’'"
            for block in blocks
        )

    def _blocks(self, start: int, end: int) -> tuple[Block, ...]:
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        return tuple(block for block in self.document.blocks[first:last] if block.end > start)

    def _hedge_in(self, sentence: Span, start: int, end: int, quotes: list[Span]) -> str:
        """Return what takes back the part of a stretch that lies in a sentence, as the rules would see it."""
        text = self.document.text
        scan = scan_sentence(text, *sentence, self._named.lexicon, quotes)
        mentions = find_mentions(scan, self._surnames)
        speech = [mention for mention in mentions if mention.kind == "Q"]
        a, b = max(start, sentence[0]), min(end, sentence[1])
        if any(mention.start <= a and b <= mention.end for mention in speech):
            return "reported speech"
        masked = mask_sentence(text, *sentence, mentions)
        span = _masked_span(masked, a, b)
        return is_hedged(masked.text, *span) if span else ""

    def _forecast_above(self, start: int) -> str:
        """Return what says above a list that its figures are a forecast, "" when nothing does."""
        number = bisect_right(self._starts, start) - 1
        near = self.document.blocks[max(0, number - LABELS_ABOVE) : number + 1]
        headings = [block for block in self.document.blocks[: max(0, number)] if block.kind == "heading"][-1:]
        for block in (*near, *headings):
            label = self.document.text_of(block)
            is_label = block.kind != "paragraph" or label.endswith(":") or len(label) < LONGEST_LABEL
            found = FORECAST.search(label) if is_label else None
            if found:
                return found.group()
        return ""


def _masked_span(masked: MaskedSentence, start: int, end: int) -> Span | None:
    """Return which part of a masked sentence stands for a stretch; None for an aside that is dropped."""
    inside = [
        i for i, (a, b) in enumerate(zip(masked.starts, masked.ends, strict=True)) if a < end and start < b
    ]
    return (inside[0], inside[-1] + 1) if inside else None
