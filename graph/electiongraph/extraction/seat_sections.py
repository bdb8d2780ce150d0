"""Tell in which seat's section of a document a passage stands, and where its prose has left that seat.

Extraction, part of discourse: the lists divide a document into sections; prose below a list is of its seat.
"""

from __future__ import annotations

from bisect import bisect_right

from electiongraph.extraction.layout import Layout

__all__ = ["SeatSections"]


# What may stand between a heading and the sentence below beside the seat's name: "In focus: ", line ends.
_HEADING_MARGIN = 20


class SeatSections:
    """The sections of one document."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._section_starts = [section.start for section in layout.sections]
        self._left_at: dict[int, int] = {}

    def section_seat(self, offset: int) -> str:
        """Return the seat of the results section that an offset stands in, "" for none."""
        number = bisect_right(self._section_starts, offset) - 1
        is_left = offset > self._left_at.get(number, offset)
        if number >= 0 and offset < self.layout.sections[number].end and not is_left:
            return self.layout.sections[number].seat
        return ""

    def opens_section(self, offset: int) -> bool:
        """Tell whether a sentence stands directly below its section's heading, which says where it is."""
        number = bisect_right(self._section_starts, offset) - 1
        if number < 0 or offset >= self.layout.sections[number].end:
            return False
        section = self.layout.sections[number]
        return offset - section.start <= len(section.seat) + _HEADING_MARGIN

    def leave_section(self, offset: int) -> None:
        """Note that the prose below a section's list goes on about another seat from an offset on."""
        number = bisect_right(self._section_starts, offset) - 1
        if number >= 0 and any(
            self._section_starts[number] <= fact.start < offset and fact.predicate == "votes"
            for fact in self.layout.facts
        ):
            self._left_at.setdefault(number, offset)
