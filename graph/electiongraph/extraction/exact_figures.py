"""Tell when a count is told as a fact in a sentence that hedges something else.

Extraction, part of discourse. "Few thought it possible, but he polled 12,345": nobody doubts or hopes for
a count to the last vote. What has not happened yet ("would poll 12,345") stays hedged.
"""

from __future__ import annotations

import re

from electiongraph.extraction.sightings import Sighting

__all__ = ["is_told_all_the_same"]

# What a rule may state besides the count.
_OF_COUNTS = frozenset(
    ("votes", "votesThen", "voteShare", "candidate", "majority", "majorityThen", "majorityShare")
)
# Words on what somebody thought, or did not bring about, rather than on what may come.
_ON_ANOTHER_THING = re.compile(
    r"thought|believed?|reckon(?:s|ed)?|felt|feels|guess|tried|trying|fail(?:ed|s)? to|hop(?:e|ed|es|ing)"
    r"|wanted|look(?:s|ed|ing)? (?:like|set|certain|likely|to)|appear(?:s|ed)?|seem(?:s|ed)?"
    r"|tipp(?:ed|ing)|pundits?|bookmakers?|bookies|odds|not|never|nobody|no one|neither|nor"
    r"|wasn't|weren't|didn't|refus(?:ed|es)|fear(?:ed|s|ing)?|brac(?:ed|ing) (?:to|for)|confident|quietly"
    r"|dream(?:t|s|ed|ing)?|nearly|almost",
    re.IGNORECASE,
)
_COULD_ONLY = re.compile(
    r"\bcould (?:only|muster|manage|find|attract|gather|raise|scarcely|hardly|barely|do no|be declared)\b"
)
# A round figure is an estimate; a small one may count anything.
_LEAST = 500
_ROUND = 50


def is_told_all_the_same(sighting: Sighting) -> bool:
    """Tell whether a hedged match states an exact count that its hedge is not about.

    Args:
        sighting: A match that a word of its sentence hedges.
    """
    match = sighting.match
    if not match.rule.predicates <= _OF_COUNTS:
        return False
    counts = [sighting.number(name) for name in ("value", "then")]
    told = [count for count in counts if count is not None]
    if not told or any(isinstance(n, float) or n < _LEAST or n % _ROUND == 0 for n in told):
        return False
    if match.hedge.lower() == "could":
        return _COULD_ONLY.search(sighting.text, 0, match.until) is not None
    return _ON_ANOTHER_THING.fullmatch(match.hedge) is not None
