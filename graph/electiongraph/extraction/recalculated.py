"""Take the majorities of "last time" for recalculated ones where a text says that its figures are.

Extraction, near the end: facts come in and go out. "The 'last time' figures are as recalculated for the new
boundaries" stands once in a text and holds for each line that begins with "Last time:".
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable

from electiongraph.extraction.facts import Fact

__all__ = ["as_recalculated"]

_BEFORE = (
    r"(?:last[- ](?:time|election)(?:['’]s)?|(?:19|20)\d\d|previous|earlier|past|comparison|comparative)"
)
_FIGURES = r"(?:figures|results?|majorit(?:y|ies)|numbers|totals|votes?|shares?)"
_RECKONED = (
    r"(?:recalculated|re-?calculated|notional|reworked|re-?drawn|re-?cast|adjusted|estimated|as if"
    r"|if (?:it|they|the seat)"
    r" had been fought|new boundaries|Rallings)"
)
_SAID = re.compile(
    rf"\b{_BEFORE}[\"”'’]? {_FIGURES}\b[^.\n]{{0,60}}\b{_RECKONED}"
    rf"|\bnotional {_BEFORE} {_FIGURES}|\b{_RECKONED}[^.\n]{{0,30}} {_FIGURES} (?:from|for|of"
    rf"|in) {_BEFORE}",
    re.IGNORECASE,
)
_LABEL = re.compile(rf"\W*{_BEFORE}\b[^:\n]{{0,25}}:", re.IGNORECASE)
_PREDICATES = frozenset(("majority", "majorityShare"))


def as_recalculated(facts: Iterable[Fact], text: str, previous: str) -> list[Fact]:
    r"""Return facts with majorities of lines on "last time" marked as recalculated, where the text says so.

    Args:
        facts: In any order.
        text: The document's text.
        previous: The election before the document's.

    Examples:
        >>> text = "The 2019 figures are notional.\nLast time: Con majority 9,848"
        >>> fact = Fact("majority", "9,848", 55, 60, "r", "2019-12-12", "", "Corby", value=9848)
        >>> [one.election for one in as_recalculated([fact], text, "2019-12-12")]
        ['2019-12-12 notional']
    """
    told = list(facts)
    if not previous or not _SAID.search(text):
        return told
    return [
        dataclasses.replace(fact, election=f"{previous} notional")
        if fact.predicate in _PREDICATES and fact.election == previous and _is_labelled(text, fact.start)
        else fact
        for fact in told
    ]


def _is_labelled(text: str, start: int) -> bool:
    return _LABEL.match(text, text.rfind("\n", 0, start) + 1, start) is not None
