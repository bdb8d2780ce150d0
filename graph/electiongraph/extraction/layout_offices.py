"""What is elected on a document's day: the seats of by-elections, the areas of a mayor and a commissioner.

Extraction stage, below `layout`. In come the lines of a document and a list among them, out goes a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from electiongraph.extraction.layout_areas import area_of_office, areas_of_offices, office_told
from electiongraph.extraction.layout_lines import Line
from electiongraph.extraction.polling_days import BY_ELECTION, kind_of
from electiongraph.gazetteers import Gazetteers
from electiongraph.sources.document import Document

__all__ = ["OfficeAreas", "seats_fought"]

_LINES_ABOVE = 18


def seats_fought(election: str, gazetteers: Gazetteers) -> frozenset[str]:
    """Return the names of the seats in which by-elections were held on a day, none for another election."""
    if kind_of(election) != BY_ELECTION:
        return frozenset()
    held = (one for one in gazetteers.elections if one.date == election and one.kind == BY_ELECTION)
    fought = {one.seat for one in held}
    return frozenset(seat.name for seat in gazetteers.seats if seat.iri in fought)


class OfficeAreas:
    """The areas of the offices that a document tells of; they are looked for once."""

    def __init__(
        self, document: Document, gazetteers: Gazetteers, lines: Sequence[Line], election: str
    ) -> None:
        self.document = document
        self.gazetteers = gazetteers
        self.lines = lines
        self.election = election
        self._areas: dict[str, str] | None = None

    def above(self, number: int) -> str:
        """Return the area that the nearest label above a line names, else that of the document's office."""
        if self._areas is None:
            self._areas = areas_of_offices(self.document, self.election, self.gazetteers)
        if len(self._areas) > 1:
            for line in reversed(self.lines[max(0, number - _LINES_ABOVE) : number]):
                # "PCC: FIRST PREFERENCES" looks like a row.
                is_row = line.row is not None and line.kind != "heading" and re.search(r"\d", line.text)
                kind = office_told(line.text) if not line.is_prose and not is_row else ""
                if area := self._areas.get(kind, ""):
                    return area
        return area_of_office(self.document, self.election, self.gazetteers)
