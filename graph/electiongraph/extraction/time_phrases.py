"""Words that turn a statement to another time: "five years later", "that year", a majority that is gone.

Extraction, part of discourse, over masked sentences.
"""

from __future__ import annotations

import re

from electiongraph.extraction.clause_windows import NOW

__all__ = [
    "DEFENDED",
    "FIRST_WON",
    "GONE",
    "LEAVES",
    "OPENS_THAT_TIME",
    "OVERTURNED",
    "SAYS_BY_ELECTION",
    "STILL_HELD",
    "THAT_TIME",
    "TO_PARLIAMENT",
    "TRAILING_YEARS",
    "YEARS_LATER",
    "YEARS_LISTED",
    "YEAR_AFTER_FIGURE",
    "YEAR_BEFORE_FIGURE",
]

# Nobody is elected for a seat of the House of Commons at these.
TO_PARLIAMENT = re.compile(
    r"\b(?:in|at) the (?:‹Y\d+› |last |previous )?general election|‹Y\d+› general election"
    r"|\b(?:stood|standing|ran|candidate|elected) (?:for|to) (?:Parliament|Westminster)\b|\bWestminster seat"
)
YEARS_LISTED = re.compile(r" in ‹Y\d+›((?:,? (?:and |then )?(?:again )?(?:in )?‹Y\d+›)+)")
OVERTURNED = re.compile(
    r"\b(?:overturn(?:ed|s|ing)|wip(?:ed|es|ing) out|overcame|overcoming|demolished|turned|turns|turning) $"
)
DEFENDED = re.compile(r"\bdefend(?:ed|ing|s)\b")
GONE = re.compile(
    r"(?:,? ‹N\d+›(?: votes)?(?: in ‹Y\d+›)?,)? (?:(?:of|in) [^,.;]{1,20} )?"
    r"(?:goes|gone|vanish|evaporat|disappear|crumbl|collaps|melt"
    r"|(?:is |was |has been |have been )?(?:gone|wiped|overturned|swept|blown|demolished|erased)"
    r"|counted for|meant (?:nothing|little)|(?:proved|was) no (?:protection|defence|barrier|help)"
    r"|(?:did not|could not|didn't|couldn't) save)"
)
SAYS_BY_ELECTION = re.compile(r"\b[Bb]y[- ]?election")
YEARS_LATER = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten)( and a half)? years"
    r" (?:later|on|after that|afterwards)\b",
    re.IGNORECASE,
)
TRAILING_YEARS = re.compile(
    rf"(?: votes)?,?(?: just| only| again| back)* {YEARS_LATER.pattern}", re.IGNORECASE
)
YEAR_AFTER_FIGURE = re.compile(r"(?: votes)?,? (?:back )?(?:in|at the) ‹Y(\d+)›")
YEAR_BEFORE_FIGURE = re.compile(r"‹Y(\d+)›'s (?:(?:figure|total|turnout|majority|tally|share|vote) of )?$")
# What leads a sentence away from "five years later".
LEAVES = re.compile(rf"‹Y\d+›|{NOW.pattern}")
OPENS_THAT_TIME = re.compile(
    rf"(?:(?:In )?[Tt]hat (?:year|night|time)|On that occasion|At that election)\b(?!.*(?:‹Y|{NOW.pattern}))"
)
THAT_TIME = re.compile(
    r"\b(?:[Tt]hat (?:year|night|time|day|December|June|May)|[Oo]n that occasion|[Aa]t that election"
    r"|(?:[Tt]urnout|majority) then)\b"
    r"|(?<!by )(?<!since )(?<!until )(?<!before )(?<!back )(?<=[a-z›] )then(?=[,;.]|$)"
)


# "..., where Simon Jupp's majority is 6,708": of whoever holds a seat that is not polled.
STILL_HELD = re.compile(r"[^,;]{0,30}\bmajority (?:is|stands at)\b")
FIRST_WON = re.compile(r"\bfirst (?:elected|returned|won|took|entered)\b")
