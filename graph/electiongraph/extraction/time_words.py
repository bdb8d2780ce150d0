"""Words by which a masked sentence turns to another election than its text is about.

Extraction, part of discourse; `timeline` tells which election they mean.
"""

from __future__ import annotations

import re

from electiongraph.extraction.clause_windows import NOW

__all__ = [
    "FIRST_WON",
    "LEAVES",
    "OF_SOME_CONTEST",
    "OPENS_THAT_TIME",
    "SAYS_BY_ELECTION",
    "STILL_HELD",
    "THAT_TIME",
    "TRAILING_YEARS",
    "YEARS_EARLIER",
    "YEARS_LATER",
    "YEARS_LISTED",
    "YEARS_SINCE",
    "YEAR_AFTER_FIGURE",
    "YEAR_BEFORE_FIGURE",
]

YEARS_LISTED = re.compile(r" in ‹Y\d+›((?:,? (?:and |then )?(?:again )?(?:in )?‹Y\d+›)+)")
SAYS_BY_ELECTION = re.compile(r"\b[Bb]y[- ]?election")
YEARS_LATER = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten)( and a half)? years"
    r" (?:later|on|after that|afterwards|(before that))\b",
    re.IGNORECASE,
)
# "He was home by 16,362 in his first contest": of one that nothing dates.
OF_SOME_CONTEST = re.compile(
    r"\b(?:in|at) (?:his|her) (?:very )?(?:first|last|final|previous|penultimate)"
    r" (?:contest|election|fight|outing|campaign|general election)\b"
    r"|(?:‹A\d+›|[Hh]is|[Hh]er|‹P\d+›'s) last majority\b"
)
YEARS_EARLIER = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten)( and a half)? years"
    r" (?:earlier|previously|before(?= *[.,;]| *$| (?:by|with|from|over|against)\b))",
    re.IGNORECASE,
)
YEARS_SINCE = re.compile(
    r"(?: votes| ‹N\d+›(?: votes)?)?,?(?: just| only| some)?"
    r" (?:two|three|four|five|six|seven|eight|nine|ten|‹N\d+›) years ago\b"
)
TRAILING_YEARS = re.compile(
    r"(?: votes)?(?: (?:from|over|against|to) (?:him|her|them|(?:the )?(?:‹G\d+›(?:'s)? )?‹[PAG]\d+›))?,?"
    rf"(?: just| only| again| back)* {YEARS_LATER.pattern}",
    re.IGNORECASE,
)
YEAR_AFTER_FIGURE = re.compile(r"(?: votes)?,? (?:back )?(?:in|at the) ‹Y(\d+)›")
YEAR_BEFORE_FIGURE = re.compile(
    r"‹Y(\d+)›(?:'s (?:(?:figure|total|turnout|majority|tally|share|vote) of )?|:? )$"
)
# What leads a sentence away from "five years later".
LEAVES = re.compile(rf"‹Y\d+›|{NOW.pattern}")
OPENS_THAT_TIME = re.compile(
    rf"(?!On the same )(?:(?:(?:In|On) )?(?:[Tt]hat|[Tt]he) (?:(?:very )?same )?(?<!The )(?<!the )"
    rf"(?:year|night|time|day|election)"
    rf"|On that occasion|At that election)\b(?!.*(?:‹Y|{NOW.pattern}))"
)
# "On the same night Labour won Wakefield" opens a passage on another contest of the report's own night.
THAT_TIME = re.compile(
    r"\b(?:[Tt]hat (?:year|night|time|day|December|June|May)|(?<!^On )the (?:very )?same (?:year|night"
    r"|day|election)|[Oo]n that occasion|[Aa]t that election"
    r"|(?:[Tt]urnout|majority) then)\b"
    r"|(?<!by )(?<!since )(?<!until )(?<!before )(?<!back )(?<=[a-z›] )then(?=[,;.]|$)"
)


# "..., where Simon Jupp's majority is 6,708": of whoever holds a seat that is not polled.
STILL_HELD = re.compile(r"[^,;]{0,30}\bmajority (?:is|stands at)\b")
FIRST_WON = re.compile(r"\bfirst (?:elected|returned|won|took|entered)\b")
