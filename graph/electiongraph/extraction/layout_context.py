"""Which seat a run of candidates belongs to when no heading of a known seat stands open above it.

Extraction stage, below `layout`. In come a run and the lines around it, out goes a `Heading`: a name above
the run that no gazetteer knows, the seat of the introducing sentence, of the title, or the only seat of the
text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from electiongraph.extraction.layout_lexicon import Lexicon, words_of
from electiongraph.extraction.layout_lines import Line
from electiongraph.extraction.layout_runs import Run
from electiongraph.extraction.layout_sections import Heading, election_in, read_heading
from electiongraph.extraction.layout_statements import Statement
from electiongraph.sources.document import Document

__all__ = ["SeatFinder"]

_NO_SEAT_AFTER = re.compile(
    r"\s+(?:council|borough|town|city|county|hospital|university|airport|station|college|stadium|road|street|"
    r"united|rovers|wanderers|athletic|fc|police|magistrates|crown|cathedral|market|news|gazette|citizen)\b",
    re.IGNORECASE,
)
_LINES_ABOVE = 6


class SeatFinder:
    """Looks for a run's seat around it."""

    def __init__(self, document: Document, lexicon: Lexicon, lines: Sequence[Line], election: str) -> None:
        self.document = document
        self.lexicon = lexicon
        self.lines = lines
        self.election = election

    def heading_above(self, run: Run, place: object, heading_line: int) -> tuple[int, Heading] | None:
        """Return the label just above or within a run that names its seat, with its line's number.

        Args:
            run: The run.
            place: The open section's place, None when none is open.
            heading_line: Number of the open section's heading.
        """
        if run.lead:
            lead = self._heading_of_lead(run)
            if lead is not None:
                return run.first, lead
        number = run.first - 1
        while number >= 0 and number > heading_line and self._is_between(self.lines[number]):
            number -= 1
        if number < 0 or (place is not None and number <= heading_line):
            return None
        line = self.lines[number]
        if line.kind == "time" or (line.row is not None and (line.row.parties or line.row.has_figure)):
            return None
        if line.text.endswith(":"):
            found = self._sentence_heading(line.text)
            if found is not None:
                return number, found
        if line.is_prose or (place is not None and number == heading_line + 1):
            return None
        heading = read_heading(line.text, self.lexicon, self.election, unknown=True)
        if heading is None or len(run.rows) < 2:
            return None
        return number, heading

    def _is_between(self, line: Line) -> bool:
        return line.statement is not None or line.is_label or bool(line.header)

    def _heading_of_lead(self, run: Run) -> Heading | None:
        lead = run.lead.strip(" :–—-.")
        if not lead:
            return None
        heading = read_heading(lead, self.lexicon, self.election)
        if heading is not None:
            return heading
        found = self._sentence_heading(run.lead)
        if found is not None:
            return found
        return read_heading(lead, self.lexicon, self.election, unknown=True)

    def heading_around(self, run: Run) -> Heading | None:
        """Return the seat of a sentence above the run, of the title or of the whole text."""
        for number in range(run.first - 1, max(-1, run.first - 1 - _LINES_ABOVE), -1):
            line = self.lines[number]
            names = self._names(line.text)
            if len(names) == 1:
                return self._sentence_heading(line.text)
            if names or line.kind == "time":
                break
        titles = [self.document.title, *(line.text for line in self.lines[:2])]
        for title in titles:
            found = self._sentence_heading(title)
            if found is not None:
                return found
        names = self._names(self.document.text) if len(self.document.text) < 50_000 else []
        return Heading(names[0], True, Statement(), "") if len(names) == 1 else None

    def _sentence_heading(self, text: str) -> Heading | None:
        names = self._names(text)
        if len(names) != 1:
            return None
        date = election_in(text, self.lexicon, self.election, ()) if len(text) < 200 else ""
        return Heading(names[0], True, Statement(), date)

    def _names(self, text: str) -> list[str]:
        """Return the seats that a text names, each once, in text order."""
        words = words_of(text)
        names: list[str] = []
        for start, end, seats in self.lexicon.seat_mentions(words):
            left, right = words[start][1], words[end - 1][2]
            if not text[left].isupper() or _NO_SEAT_AFTER.match(text, right):
                continue
            if start and text[words[start - 1][1]].isupper() and text[words[start - 1][2] : left] == " ":
                follows_name = words[start - 1][0] not in (
                    "the",
                    "in",
                    "result",
                    "results",
                    "mp",
                    "constituency",
                )
                if follows_name and words[start - 1][1] != 0:
                    continue
            name = self.lexicon.best_seat(seats, self.election)
            if name not in names:
                names.append(name)
        return names
