"""Tell after how many declarations the tallies of a passage are true: "with 412 of the 650 seats declared".

Extraction, part of discourse.
"""

from __future__ import annotations

import re

from electiongraph.extraction.clauses import Clause
from electiongraph.extraction.focus import Focus
from electiongraph.extraction.tally_statements import ALL_SEATS

__all__ = ["note_count"]

_DECLARED = re.compile(
    r"(?:[Aa]fter|[Ww]ith|[Oo]nce|[Bb]y the time|[Ff]rom)(?: just| only|(?P<but> all but)| all)?"
    r" ‹[NX](?P<declared>\d+)›"
    r"(?: (?:out )?of(?: the)? ‹N\d+›)?"
    r"(?: (?:seats|constituenc(?:y|ies)|results?|declarations?|counts?|had|have|been|of|the|now|were|are))*"
    r"(?: (?:declared|in(?! (?:the (?!bag|can)|its|their|his|her|[A-Z]|‹))|counted|reported|called)|,|\.\.\."
    r"|(?<=declarations)[.;]|(?<=results)[.;]|$|…| ‹G\d+›"
    r"| (?:the (?:BBC|broadcasters?)|it|they|[A-Z]\w+) (?:had|has|put|gave))"
    r"|‹N(?P<declared2>\d+)›(?: of(?: the)? ‹N(?P<all>\d+)›)? (?:seats|results|constituencies)"
    r" (?:declared|in(?! (?:the\b|its\b|their\b|his\b|her\b|[A-Z]|‹|\w+ election))|counted|called"
    r"|(?:have|had)(?: been)? (?:declared|called|counted|reported))"
)
# "They finished with 64 seats, one more" tells of a party's seats.
_ENDED_WITH = re.compile(r"(?<!\band)(?<!\bbut)(?<=[a-z›]) $")
_COUNTED = re.compile(r"declar|count|report|called|result|\bin\b")


def note_count(clause: Clause, focus: Focus) -> None:
    """Note after how many declarations the passage's tallies are true."""
    found = _DECLARED.search(clause.masked.text)
    if found and not (
        _ENDED_WITH.search(clause.masked.text[: found.start()]) and not _COUNTED.search(found.group())
    ):
        # "412 of the 649 seats declared" speaks of 649 declarations, "641 of the 650" of 641.
        total = int(clause.masked.mentions[int(found["all"])].number) if found["all"] else ALL_SEATS
        number = int(clause.masked.mentions[int(found["declared"] or found["declared2"])].number)
        number = total if total < ALL_SEATS else number
        number = ALL_SEATS - number if found["but"] else number
        focus.declared = None if number >= ALL_SEATS else number
