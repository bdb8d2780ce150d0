"""In a transcript a declaration that is read out is over with its turn: what follows may be about any seat.

Extraction, between layout and discourse. Elsewhere the text below a list of results is about the list's seat.
"""

from __future__ import annotations

import dataclasses
import re

from electiongraph.extraction.layout import Layout
from electiongraph.sources.document import Document

__all__ = ["goes_over_elsewhere", "is_transcript", "with_turns_as_sections"]

_TURN = re.compile(
    r"^(?!.*\b(?:GAIN|HOLD|WIN|RESULT|ELECTED)\b)(?:[A-Z][A-Z'’.]+(?:,? (?:[A-Z\d][A-Z\d'’.]*|‘[A-Z]+’))*"
    r"(?: \([^()\n]{1,40}\))?|Presenter|Reporter|Returning [Oo]fficer)(?: \d)?: (?=[A-Z“‘\"'.…\[])",
    re.MULTILINE,
)
_FEWEST_TURNS = 5
# "Let's go to Rhyl, ...": the next turn is from there.
_GOES_OVER = re.compile(
    r"\b(?:go|going|goes|over|cross|across|head|turn|off|back"
    r"|straight) (?:[a-z]+ ){0,2}to (?:the )?[A-Z][a-z]+"
    r"|\b(?:stage|count|hall|lectern|podium|returning officer)(?: is| are)?(?: up| out| on stage)? (?:in"
    r"|at) (?:the )?[A-Z]"
)


def is_transcript(document: Document) -> bool:
    """Tell whether a text is what several speakers said, each turn under the speaker's name."""
    return len(_TURN.findall(document.text)) >= _FEWEST_TURNS


def with_turns_as_sections(layout: Layout, document: Document) -> Layout:
    """Return a transcript's layout with each section ending where the turn ends that was read out."""
    if not is_transcript(document):
        return layout
    turns = [found.start() for found in _TURN.finditer(document.text)]
    sections = []
    for section in layout.sections:
        last = max((f.end for f in layout.facts if section.start <= f.start < section.end), default=0)
        after = next((turn for turn in turns if turn >= last), section.end)
        sections.append(dataclasses.replace(section, end=min(section.end, after)) if last else section)
    return dataclasses.replace(layout, sections=tuple(sections))


def goes_over_elsewhere(text: str) -> bool:
    """Tell whether a masked sentence goes over to a place that is no seat.

    Examples:
        >>> goes_over_elsewhere("Let's go to Rhyl, then."), goes_over_elsewhere("Let's go to ‹S0›.")
        (True, False)
    """
    return "‹S" not in text and _GOES_OVER.search(text) is not None
