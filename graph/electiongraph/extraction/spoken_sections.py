"""In a transcript a declaration that is read out is over with its turn: what follows may be about any seat.

Extraction, between layout and discourse. Elsewhere the text below a list of results is about the list's seat.
"""

from __future__ import annotations

import dataclasses
import re

from electiongraph.extraction.clauses import Clause
from electiongraph.extraction.layout import Layout
from electiongraph.extraction.sightings import Focus
from electiongraph.extraction.upcoming import DECLARES
from electiongraph.sources.document import Document

__all__ = [
    "goes_over_elsewhere",
    "is_transcript",
    "seat_listed_between",
    "take_turn",
    "with_turns_as_sections",
]

_TURN = re.compile(
    r"^(?!.*\b(?:GAIN|HOLD|WIN|RESULT|ELECTED)\b)(?:[A-Z][A-Z'’.]+(?:,? (?:[A-Z\d][A-Z\d'’.]*|‘[A-Z]+’))*"
    r"(?: \([^()\n]{1,40}\))?|Presenter|Reporter|Returning [Oo]fficer)(?: \d)?: (?=[A-Z“‘\"'.…\[])",
    re.MULTILINE,
)
_FEWEST_TURNS = 5
_SHORTEST_LIST = 20
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


def seat_listed_between(layout: Layout, start: int, end: int) -> str:
    """Return the seat of a list that stands within a paragraph, before a sentence of it; "" for none."""
    if not layout.consumed or end - start < _SHORTEST_LIST:
        return ""
    listed = [fact.seat for fact in layout.facts if fact.seat and start <= fact.start < end]
    return listed[-1] if listed else ""


def _forget_others(layout: Layout, until: int, focus: Focus) -> None:
    """Forget whom the text told of before a list that does not name them: "he" is one of the list's."""
    start = max((person.mentioned for person in focus.people), default=until)
    listed = {fact.person for fact in layout.facts if fact.person and start < fact.start < until}
    if listed and focus.subject is not None and focus.subject.name not in listed:
        focus.subject = None
        focus.people = [person for person in focus.people if person.name in listed]


def take_turn(
    layout: Layout, before: int, start: int, turns: list[list[Clause]], after: str, focus: Focus
) -> None:
    """Turn to the seat that a speaker's turn begins with: that of the list read out before it, if any.

    Where the turn before went over to a place that is no seat, a declaration is of the seat that the turn
    after it names.

    Args:
        layout: The lists.
        before: Where the turn before it begins.
        start: Where it begins.
        turns: The one before and this one.
        after: The seat that the turn after it names, "" for none.
        focus: What was spoken of before; changed in place.
    """
    _forget_others(layout, start, focus)
    if listed := seat_listed_between(layout, before, start):
        focus.seat = listed
    elif any(goes_over_elsewhere(clause.masked.text) for clause in turns[0][-2:]):
        declared = any(DECLARES.search(clause.masked.text) for clause in turns[1])
        focus.seat = after if declared else ""
