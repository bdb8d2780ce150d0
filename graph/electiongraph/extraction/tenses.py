"""Tell what the words of a match say of its time: "had won", counts and places, the part that dates it.

Extraction, part of discourse.
"""

from __future__ import annotations

import re

from electiongraph.extraction.clause_windows import clause_start, without_dates_of_others
from electiongraph.extraction.people import Person
from electiongraph.extraction.sightings import Sighting

__all__ = ["DEFENDED", "GONE", "OVERTURNED", "had_won", "pivot_of", "tells_result"]

OVERTURNED = re.compile(
    r"\b(?:overturn(?:ed|s|ing)|wip(?:ed|es|ing) out|overcame|overcoming|demolished|turned|turns|turning) $"
)
# "She defended her seat with a majority of 1,499" tells of a hold.
DEFENDED = re.compile(
    r"\bdefend(?:ed|ing|s)\b(?! (?:it|(?:his|her|the) (?:[a-z-]+ )?seat|(?:the )?‹S\d+›),? (?:with|by)\b)"
)
GONE = re.compile(
    r"(?:\d*›)?(?: in (?:the )?‹S\d+›)?(?: votes)?[;,.] (?:but |and )?(?:the )?(?:‹G\d+›'s? )?‹P\d+›"
    r" (?:turned|transformed|converted) (?:it|that|this) into|"
    r"(?: in (?:the )?‹S\d+›)?(?:, (?:once|long|the|an?) [^;.]{1,60},)? (?:had )?(?:looked|seemed|appeared)"
    r" (?:unassailable|impregnable|safe|secure|comfortable|enough|insurmountable)|"
    r"(?:,? ‹N\d+›(?: votes)?(?: in ‹Y\d+›)?,)? (?:(?:of|in) [^,.;]{1,20} )?"
    r"(?:goes|gone|vanish|evaporat|disappear|crumbl|collaps|melt"
    r"|(?:was (?:thought|supposed|meant) to be|ought to have been)"
    r" (?:unassailable|impregnable|safe|secure|comfortable|enough|solid|insurmountable|rock[- ]solid)"
    r"|(?:is |was |has been |have been )?(?:gone|wiped|overturned|swept|blown|demolished|erased)"
    r"|counted for|meant (?:nothing|little)|(?:proved|was) no (?:protection|defence|barrier|help)"
    r"|(?:did not|could not|didn't|couldn't) save)"
)

_PLACE = re.compile(
    r"\b(?:was|came|finished|were) (?:a |an )?(?:[a-z]+ )?(?:second|third|fourth|fifth|runner-up)\b"
)
_BARE_PLACE = re.compile(r"›,? (?:an? )?(?:[a-z]+ )?(?:second|third|fourth|fifth|sixth)(?: place)?$")
_WON_BY = re.compile(r"\bby (?:[a-z]+ ){0,3}‹[NX]")
_BY_COUNT = re.compile(r"(?: (?:the )?‹G\d+›)? by (?:[a-z]+ ){0,3}‹[NX]")
_HAD_WON = re.compile(
    r"(?:‹[A-Z]\d+›)?,? ?(?:who |which |that )?had (?:(?:[a-z]+ly|also|only|first|just|himself|herself) )*"
    r"(?:won|held|taken|sat on|polled|secured|gained|captured|enjoyed|amassed|scraped|beaten|retained"
    r"|seen off|been (?:re-)?elected|been returned|romped)\b"
)
# "The Tories, who held it by 17,663, were third": that was before.
_LOSERS_ASIDE = re.compile(
    r"(‹[PAG]\d+›,? who (?:(?:last|narrowly|only|previously) )*"
    r"(?:held|won|took|carried|defended|kept) [^,;.]*,)"
    r"(?: this time)? (?:(?:has|have|was|were|is|are|only|now) )*"
    r"(?:lost|second|third|fourth|fifth|last|slumped|fell|trailed|beaten|defeated|ousted|swept|came|collapsed"
    r"|finished|nowhere|knocked|pushed|tumbled|crashed|ended up)\b"
)
# "The council announced that she had held the seat" is told of now.
_REPORTED = re.compile(
    r"\b(?:announc|sa(?:id|ys)|declar|confirm|told|reveal|report|learn|knew|heard|claim|emerg|clear"
    r"|by (?:then|\d|the time)|[Hh]ours (?:earlier|before)"
    r"|[Ee]arlier (?:in the day|on|today|yesterday))[^;.]{0,80}$"
)


# "... had been elected mayor on Saturday"
_OF_THESE_DAYS = re.compile(
    r"[^;.,‹›]{0,30} (?:on (?:[A-Z][a-z]+day)|yesterday|overnight|earlier (?:on|in the day))\b"
)


# What is only known of an election that is over, and the tense in which it is told.
_DECIDED = frozenset(("elected", "outcome", "defeatedIn", "gainedFrom"))
_PAST = re.compile(
    r"\b(?:won|held|took|beat|beaten|kept|lost|fell|clung|hung|saw|swept|swung|went|came|got|[a-z]{2,}(?<!ne)ed)\b"
    r"(?<!selected)(?<!picked)(?<!expected)"
)


# Who is told of beside a count, or a lead over somebody.
_MEASURED = frozenset(("measured-against-rival",))


def tells_result(sighting: Sighting) -> bool:
    """Tell whether a match gives a count of votes or a place, which of a coming poll nobody knows."""
    predicate = sighting.match.rule.states[0].predicate
    matched = sighting.text[sighting.match.at : sighting.match.until]
    after = sighting.text[sighting.match.until :]
    is_won = predicate in ("elected", "outcome") and bool(_WON_BY.search(matched) or _BY_COUNT.match(after))
    in_place = _PLACE.search(matched) or _BARE_PLACE.search(matched)
    is_over = predicate in _DECIDED and bool(_PAST.search(matched))
    is_measured = sighting.match.rule.name in _MEASURED
    return is_won or is_over or is_measured or predicate in ("votes", "majority", "turnout") or bool(in_place)


def had_won(sighting: Sighting, person: Person | None) -> bool:
    """Tell whether somebody "had won" the time before, and nobody reports it of now."""
    text, match = sighting.text, sighting.match
    predicate = match.rule.states[0].predicate
    if predicate in ("votes", "voteShare", "memberSince"):
        return False
    if predicate == "majority":
        if any(
            aside.start() < match.at and match.until <= aside.end(1) for aside in _LOSERS_ASIDE.finditer(text)
        ):
            return True
        if "had " not in text:
            return False
        pivot = pivot_of(sighting)
        text = without_dates_of_others(text, pivot, match.until)
        start = clause_start(text, pivot)
        had = re.compile(rf"\s*{_HAD_WON.pattern}").match(text, start)
    else:
        start = match.at
        had = _HAD_WON.match(text, start) if person else None
    if had is not None and _OF_THESE_DAYS.match(text, match.until):
        return False
    return had is not None and not _REPORTED.search(text[:start])


_ASIDE_IN_MATCH = re.compile(
    r"‹[PA]\d+›, who(?:se)?\b[^;.]*?‹Y\d+›[^;.,]{0,60}, (?=\w+ed |came |was |won |lost )"
)


def pivot_of(sighting: Sighting) -> int:
    """Return where in the sentence the part of a match stands that dates it: its figure, or else its verb."""
    match = sighting.match
    value = match.groups.get("value", "")
    matched = sighting.text[match.at : match.until]
    at = re.search(rf"‹[NC]{value}›", matched) if value.isdigit() else None
    # "X, who was an MP from 1983 to 1992, finished third": the aside does not date the place.
    aside = None if at else _ASIDE_IN_MATCH.match(matched)
    return match.at + (at.start() if at else aside.end() if aside else 0)
