"""Whether the labels near a list say that its figures are a poll, a forecast or a mock election's.

Extraction stage, below `layout`. In come the lines of a document, out go answers about a few of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from electiongraph.extraction.layout_lines import Line
from electiongraph.extraction.layout_sections import FORECAST, MOCK
from electiongraph.sources.document import Document

__all__ = ["ForecastLabels"]

_LABELS_ABOVE = 4
_OPENING = 600


class ForecastLabels:
    """Looks for words of forecasts near lists; each line is searched once."""

    def __init__(self, document: Document, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._found: dict[int, bool] = {}
        self._is_mock = MOCK.search(f"{document.title}\n{document.text[:_OPENING]}") is not None

    def cover(self, first: int, last: int, heading: int | None) -> bool:
        """Tell whether a list tells no result.

        Args:
            first: Number of its first line.
            last: Number of its last line.
            heading: Number of the heading that holds for it, None when there is none.
        """
        if self._is_mock:
            return True
        for number in range(max(0, first - _LABELS_ABOVE), min(len(self._lines), last + 2)):
            line = self._lines[number]
            near = number >= first - 1 or line.kind == "heading" or line.text.endswith(":")
            if near and (not line.is_prose or line.text.endswith(":")) and self._foretells(number):
                return True
        return heading is not None and self._foretells(heading)

    def _foretells(self, number: int) -> bool:
        if number not in self._found:
            self._found[number] = FORECAST.search(self._lines[number].text) is not None
        return self._found[number]
