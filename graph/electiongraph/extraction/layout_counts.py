"""Later counts of preferential elections: second rounds, transfers, stages after the first.

Extraction stage, below `layout`. In come the lines of a document, out go the numbers of those whose figures
are of a later count. Votes are first preferences; what a candidate has after transfers is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from electiongraph.extraction.layout_lines import Line

__all__ = ["later_count_lines"]

_NTH = r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|2nd|3rd|(?:[4-9]|1\d)th|final|last)"
_COUNT = r"(?:counts?|rounds?|stages?|preferences?|prefs?|choices?|ballots?)"
_PREFERENTIAL = re.compile(
    rf"\b(?:first|1st)[- ]{_COUNT}\b|\bsecond[- ]{_COUNT}\b|\bquota\b|\bsupplementary vote\b|\bSTV\b|"
    r"\btransfers? of\b|\bpreferred\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    rf"\W*(?:after |following |including |with |result (?:of|after) )?(?:the )?(?:{_NTH}[- ]{_COUNT}\b|"
    r"(?:count|stage|round) (?:two|three|four|five|six|seven|[2-9]|1\d)\b|run-?off\b|transfers?\b|"
    r"(?:re-?)?distribution of preferences|preferences (?:were )?(?:added|distributed|transferred)|"
    r"two[- ](?:candidate|party)[- ]preferred|(?:2CP|2PP|TCP|TPP)\b)",
    re.IGNORECASE,
)
_ELECTED = re.compile(r"\W*(?:the )?(?:elected|returned|winners?)\b", re.IGNORECASE)


def later_count_lines(text: str, lines: Sequence[Line]) -> frozenset[int]:
    """Return the numbers of the lines that give figures of a later count.

    Args:
        text: The document's text.
        lines: Its lines.

    Returns:
        Line numbers; empty where no preferences are counted.
    """
    later: set[int] = set()
    is_later = False
    for number, line in enumerate(lines):
        if not line.is_prose and _LATER.match(line.text):
            is_later = True
        elif is_later and (
            line.is_prose
            or line.kind in ("heading", "time")
            or line.heading
            or line.statement
            or _ELECTED.match(line.text)
        ):
            is_later = False
        if is_later:
            later.add(number)
    return frozenset(later) if later and _PREFERENTIAL.search(text) else frozenset()
