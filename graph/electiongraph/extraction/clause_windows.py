"""Find the part of a sentence that dates a statement: its clause, the phrase that opens the sentence.

Extraction, part of discourse, over masked sentences. What the words found there mean is left to `elections`.
"""

from __future__ import annotations

import functools
import re

__all__ = [
    "CLOSED_ASIDE",
    "NOW",
    "clause_around",
    "clause_start",
    "is_in_aside",
    "opening_phrase",
    "without_dates_of_others",
    "without_subject_aside",
]

# Words that turn to the election that a report is about.
NOW = re.compile(
    r"\b(?:[Oo]n (?:Thursday|Friday|polling day)|[Ll]ast night|[Oo]vernight|[Yy]esterday|[Tt]onight"
    r"|(?<!earlier )[Tt]his (?:time|week|morning|year|summer)|[Ii]n the early hours|[Aa]t this election"
    r"|[Tt]oday|^On the same (?:night|day))\b"
)
_BOUNDARY = re.compile(
    r"[,;]|\b(?:but|although|while|whereas|though|before|after which|who|which|when|where)\b"
    r"| as (?=‹[PA]\d+› )| and (?=‹[PA]\d+› (?:has|have) (?:now |just )?(?:lost|won|held|taken|been|gone))"
    r"| and (?=(?:then |again )?in ‹Y\d+›,? (?:‹|he |she |it |his |her |the |by |with |just |only ))"
    r"| [-–—] |\b(?:seat|constituency|one) (?=(?:that |which |‹A\d+› |he |she ))"
)
# "..., who won the by-election in 2022 by 4,925 votes," is over where the main clause goes on.
CLOSED_ASIDE = re.compile(
    r"(?:,|(?<=›)) (?:who|whose|whom|which|where)\b[^,;]*,"
    r"(?! (?!trailing\b|lagging\b|limping\b|with ‹N\d+›(?: votes)? to (?:his|her|‹N))"
    r"(?:[a-z]+ing|with|and|when|after)\b)"
    r"|(?:,|(?<=›)) who (?:had |has )?(?:won|held|took|taken|represented)\b[^,;]*,"
    r"(?= (?:com|finish)ing (?:in |back )?(?:a )?(?:[a-z]+ )?(?:second|third|fourth|fifth|sixth|last)\b)"
)
# "The Respect leader, winner of the 2012 by-election, was beaten"
_BEARER = (
    r"(?:(?:narrow |surprise |shock )?(?:winner|victor|loser|runner-up|hero|heroine|candidate|member|MP"
    r"|victorious|beaten|defeated))"
)
_PAST_TIME = r"(?:‹Y\d+›|\bago\b|\blast (?:time|outing|year)\b|\bby[- ]election)"
# "..., a seat the Tories had taken in 2010," and "Ann Smith, fourth here last time, won": they date no more.
_DATED_APPOSITION = re.compile(
    rf", (?:an?|the|one|won|held|taken|lost|retained|captured|gained|{_BEARER}) [^,;]*{_PAST_TIME}[^,;]*,"
    r"(?! (?:and|when|after)\b)"
)
_SUBJECT_ASIDE = re.compile(
    rf"(?<=›),? (?:who|whose|whom|an?|the|then|once|formerly|himself|herself|previously|third|fourth|second"
    rf"|first|elected|{_BEARER})\b[^;.]{{0,120}}?{_PAST_TIME}[^;.]{{0,60}}?, "
    r"(?=(?:has|have|is|was|won|took|lost|beat|got|held|kept|came|saw|clung|drew|went|became|fell|made|buried|[a-z]+ed)\b)"
)
_FIGURE_AND_YEAR = re.compile(
    r"(‹[NCX]\d+›(?: votes?| (?:‹G\d+› )?majority)?),?(?: (?:recorded|registered|seen|achieved|polled))?"
    r"(?: here| there)? (?:back )?(?:in|at the) ‹Y\d+›"
)
# "the seat he gained in 2019": the year belongs to the seat, not to what is said of it now.
_SEAT_WON_EARLIER = re.compile(
    r"((?:seat|constituency|city|town),?)(?: (?:that|which|where))?"
    r" (?:‹[AP]\d+›|(?:the )?‹G\d+›|his|her|their"
    r"|he|she|they)[^,;]{0,50}? (?:‹Y\d+›(?: (?:to|until|till|and) ‹Y\d+›)?"
    r"|(?:[a-z]+|‹[NX]\d+›) years ago|last time)"
)
# "... and turned her 2017 majority of 2,359 into one of 6,286": the year is the majority's alone.
_YEAR_OF_FIGURES = re.compile(
    r"(?!The ‹Y\d+› (?:result|figures|score|count) (?:here |there |in ‹S\d+› )?(?:was|were|had been)\b)"
    r"(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Tt]he|[Aa]n?|‹[GPA]\d+›(?:'s?)?) ‹Y\d+›"
    r"(?= (?:(?:notional|slim|narrow|slender|huge|general|election) ){0,2}"
    r"(?:majority|lead|margin|cushion|vote|votes|share|total|tally|score|result|figure)\b)"
)
# "51.99 per cent (2019: 62.5 per cent)": the year is that of the figure after it.
_YEAR_IN_BRACKETS = re.compile(r"\((?:in )?‹Y\d+›: ")
# "It was ‹P0› who had won it in 2010, by 389 votes": no aside, but what the sentence tells.
_CLEFT = re.compile(r"\b[Ii]t (?:was|is|had been) (?:the )?(?:[a-z]+ |‹G\d+›(?:'s)? ){0,3}‹P\d+›$")
_ASIDES = (CLOSED_ASIDE, _DATED_APPOSITION, _SUBJECT_ASIDE)
# What joins a victory to the margin of it: "won West Dorset", "by", "14,106 votes in 2019".
_LEADS_TO_MARGIN = re.compile(
    r",?(?:(?: (?:in|at))? (?:the )?‹S\d+›)?"
    r"(?: (?:back|again|(?:for )?(?:the )?‹G\d+›|from (?:the )?‹G\d+›|as (?:a|the) ‹G\d+›(?: candidate)?))*"
    r"(?: with|,? by| on)(?: (?:a|an|just|only|the|slender|slim|narrow|wafer-thin|huge|thumping|comfortable"
    r"|majority|margin|lead|share|of|mere|some|more|less|than|nearly|almost|over|about|around|under|well"
    r"|whopping|massive|handsome|healthy|solid|big|large|small|tiny))* "
)


# "held on by 5,946 in 2010 from the Lib Dem Ann Smith": whom it was won from.
_LEADS_TO_RIVAL = re.compile(
    r",? (?:from|over|against|to|ahead of|clear of) (?:the )?(?:‹G\d+›(?:'s?)? )?(?:[a-z-]+ ){0,2}"
)


# "In 2019," and "When the seat was last fought, in 2019," open a sentence and date all of it.
_OPENERS = (
    re.compile(r"(?:In|At) the (?:[A-Z]\w+ )?‹Y\d+› (?:general )?election "),
    re.compile(r"[^,‹]{0,60}(?:‹[SG]\d+›[^,‹]{0,20})?‹Y\d+›[^,]{0,30},"),
    re.compile(
        r"(?:When|At|In|Back|Before|Going|Last|Previously|The (?:last|previous) time|Two|Three|Four|Five"
        r"|Seven|Nine|Ten|Just|Only)\b[^,;.]{0,80},(?: (?:back )?in [^,;.]{0,20}‹Y\d+›,)?"
    ),
    re.compile(
        r"(?:A|Two|Three|Four|Five|Seven|Nine|Ten) years? (?:ago|earlier)"
        r" (?=‹[APSG]\d+›|(?:the|there|it|just|only|his|her) )"
    ),
    re.compile(
        r"The ‹Y\d+› (?:result|figures|score|count)(?: (?:here|there|in ‹S\d+›))? (?:was|were|had been)\b"
    ),
    re.compile(r"(?:Back )?[Ii]n ‹Y\d+› (?=‹[APSG]\d+›|the |his |her |(?:it|he|she|they|there) |an? )"),
    re.compile(
        r"(?:A reminder|Reminder|Remember|Recap|To recap|For (?:context|comparison|the record|reference)"
        r"|Last time|The (?:last|previous) (?:time|result)|The ‹Y\d+› result|At the last|Here's|Here is"
        r"|What happened)"
        r"\b[^:;.‹›]{0,60}(?:‹[SY]\d+›[^:;.‹›]{0,30}){0,2}:"
    ),
)
# "First elected for Hove in 2015, he has been returned": the year is that of the participle.
_OF_PARTICIPLE = re.compile(
    r"(?:(?:First|Only|Narrowly|Last|Newly|Twice|Once|Previously|Originally|Controversially|Surprisingly) )?"
    r"(?:[Hh]aving|[Bb]eaten|[Cc]hosen|[Ww]on|[Ll]ost|[Mm]ade|[Ss]ent|[Bb]orn|[Tt]hrown|[Hh]eld|[A-Z]?[a-z-]+ed)\b"
)
_PERSON_NEXT = re.compile(
    r"(?: (?:when|after|where|having) [^,;.]*,)? (?P<person>(?:the |former |‹G\d+›'s )*‹[PA])"
)
# After these the opening phrase dates nothing any more.
_REOPENS = re.compile(
    rf" [-–—] |‹Y\d+›|{NOW.pattern}|\b(?:now|but(?! (?:won|held|kept|gained|took)\b)|while|whereas)\b"
)


def opening_phrase(text: str, at: int) -> str:
    """Return the phrase before a sentence's first comma that may date a match, "" for none.

    Examples:
        >>> opening_phrase("At the last election, ‹P0› won by ‹N1›.", 22)
        'At the last election,'
        >>> opening_phrase("At the last election, ‹P0› won by ‹N1›; now ‹P2› won by ‹N3›.", 44)
        ''
        >>> opening_phrase("First elected in ‹Y0›, ‹P1› won by ‹N2›.", 27)
        ''
        >>> opening_phrase("Won by the ‹G0› in ‹Y1›, ‹S2› chose ‹P3›.", 27)
        'Won by the ‹G0› in ‹Y1›,'
    """
    for opener in _OPENERS:
        found = opener.match(text)
        if found is None:
            continue
        person = _PERSON_NEXT.match(text, found.end()) if _OF_PARTICIPLE.match(text) else None
        if person is not None and at >= person.start("person"):
            continue
        reopens = _REOPENS.search(text, found.end())
        if at < found.end() or reopens is None or reopens.end() > at:
            return found.group()
    return ""


def is_in_aside(text: str, at: int, pivot: int) -> bool:
    """Tell whether a place stands in an aside that is over before another place."""
    return any(aside.start() < at < aside.end() <= pivot for aside in CLOSED_ASIDE.finditer(text, 0, pivot))


def without_subject_aside(text: str, at: int) -> str:
    """Return what stands before a match, without asides on subjects that tell of a time past."""
    return _SUBJECT_ASIDE.sub(lambda aside: " " * len(aside.group()), text)[:at]


# How far from a dated figure, in code points of the masked sentence, its own statements stand.
_BESIDE = 12


def without_dates_of_others(text: str, at: int, until: int) -> str:
    """Return a sentence without the dates that are of other statements than a match.

    These are the asides that it does not stand in, and the years directly after other figures.
    """
    blanked = text
    at += len(text[at:until]) - len(text[at:until].lstrip(" ,;"))
    asides = [
        found
        for pattern in _ASIDES
        for found in pattern.finditer(text)
        if not _CLEFT.search(text, 0, found.start())
    ]
    for aside in asides:
        if not (aside.start() < at < aside.end() or aside.start() < until <= aside.end()):
            blanked = (
                blanked[: aside.start() + 1] + " " * (len(aside.group()) - 2) + blanked[aside.end() - 1 :]
            )
    for found in _SEAT_WON_EARLIER.finditer(text):
        if not (found.end(1) < at < found.end() or found.end(1) < until <= found.end()):
            blanked = blanked[: found.end(1)] + " " * (found.end() - found.end(1)) + blanked[found.end() :]
    for found in _FIGURE_AND_YEAR.finditer(text):
        is_its_own = found.start() >= until and _LEADS_TO_MARGIN.fullmatch(text, until, found.start())
        is_its_rivals = found.end() <= at and _LEADS_TO_RIVAL.fullmatch(text, found.end(), at)
        if not at <= found.start() < until and not is_its_own and not is_its_rivals:
            blanked = blanked[: found.end(1)] + " " * (found.end() - found.end(1)) + blanked[found.end() :]
    for found in _YEAR_OF_FIGURES.finditer(text):
        # What stands within a few words of it is told of the same figure.
        if not (found.start() - _BESIDE < until and at < found.end() + _BESIDE):
            blanked = blanked[: found.start()] + " " * len(found.group()) + blanked[found.end() :]
    return _YEAR_IN_BRACKETS.sub(lambda year: " " * len(year[0]), blanked)


# What follows a comma and is no clause of its own: "..., with 949 to spare", "..., Ann Smith getting home".
_GOES_ON = re.compile(
    r",? and (?:unseated|ousted|toppled|dethroned) ‹P"
    r"|,(?: and| but| though| albeit)?(?: only)? (?:(?:‹[PA]\d+› )?(?!during\b)[a-z]+ing\b|(?:with|by|on"
    r"|to) |(?:only |just )?‹N\d+› )"
    r"|(?:but|though|although) (?:only |just )?(?:by|with|to the) "
    r"|, (?:the|his|her|a) (?:majority|margin|lead|gap|turnout) (?:being|only)\b"
    r"|, (?:the|an?|‹G\d+›'s|his|her|then|formerly|once|later)\b(?:(?!\b(?:is|was|has|had|won|lost|took"
    r"|beat|polled|held)\b)[^,;])*,"
)
# "beat Ann Smith, by 5,479 votes five years ago"
_MARGIN_FOLLOWS = re.compile(r", (?:by|with) (?:an?|just|only|‹N)")
# "lost it to a student, the SNP's Mhairi Black, in 2015"
_LATE_YEAR = re.compile(
    r"(?:(?:, [^,;.]{1,60})?,|, [^,;.]{1,60}, (?:was|had been|stood at) (?:[a-z]+ ){0,3}‹N\d+›(?: votes)?)"
    r" (?:back )?(?:in|at (?:an?|the) (?:‹S\d+› )?by-?election (?:in|of)) ‹Y\d+›(?=[.,;]|$)"
)
# What a figure is compared with has a year of its own: "4,000 more than Labour polled in 2019".
_ENDING = re.compile(
    rf"{_BOUNDARY.pattern}|\b(?:than(?! (?:(?:any|most|all|in) |‹[NXC]))"
    r"|(?:nearly |almost )?(?:double|twice|triple)"
    r"|(?:not far |well |just |far |only just |some way |nowhere near |a long way )?"
    r"(?:short of|off|shy of|close to|similar to|down on|up on|on a par with|a far cry from|nothing like"
    r"|below|above)(?= the ‹[NC]\d+› ‹[PA])"
    r"|(?:barely |just |only |about |(?:less|more) than )?(?:half|a third|a quarter|two-thirds)(?: of)?"
    r"(?= what | that | ‹[GP]\d+›'s?| the )) "
    r"| (?=compare[sd] (?:with|to) |(?:down|up) (?:from|on) |against (?:the )?‹[NC])"
)
# "... 2,776 votes when he fought it last time"
_WHEN_MET = re.compile(
    r"when (?:he|she|they|‹[PA]\d+›|the (?:two|pair)) (?:last |both |also )?(?:met|fought|stood"
    r"|contested|ran|faced)\b"
)
# "... lost it in 2019 and won it back on Thursday": the second verb has a day of its own.
_AND_THEN = re.compile(
    r" (?:and|but|then)(?: then| later| again| has| was| had| so)* "
    r"(?=(?:w[io]n|los[te]|took|held|re[a-z]+ed|retook|polled|gained|came|finished|beat|defeated|kept"
    r"|increased|doubled|saw|scraped|clung|hung|elected|returned|back"
    r"|an? (?:[a-z-]+ ){0,2}(?:majority|lead|margin))\b)"
)
_TIME_TOLD = re.compile(
    rf"‹Y\d+›|{NOW.pattern}|\byears (?:later|on|after)\b|\blast time\b"
    r"|\bat the (?:last|previous) (?:general )?election\b"
)


# How far a boundary looks at what it stands before.
_AHEAD = 24


@functools.lru_cache(maxsize=256)
def clause_start(text: str, at: int) -> int:
    """Return where the clause of a match begins, with the clause that its participle or "with" goes on."""
    begin = 0
    for boundary in _BOUNDARY.finditer(text, 0, at + _AHEAD):
        if boundary.end() > at:
            break
        if not _GOES_ON.match(text, boundary.start()):
            begin = boundary.end()
    return begin


@functools.lru_cache(maxsize=256)
def clause_around(text: str, at: int, until: int) -> str:
    """Return the clause that a match stands in."""
    begin = clause_start(text, at)
    for joint in _AND_THEN.finditer(text, begin):
        if _TIME_TOLD.search(_until_boundary(text, joint.end())):
            if joint.end() <= at:
                begin = joint.end()
            elif joint.start() >= until:
                ending = _ENDING.search(text, until, joint.start())
                return text[begin : ending.start() if ending else joint.start()]
    ending = _ENDING.search(text, until)
    if ending and (late := _LATE_YEAR.match(text, ending.start())):
        return text[begin : late.end()]
    if ending and _MARGIN_FOLLOWS.match(text, ending.start()):
        ending = _ENDING.search(text, ending.end())
    if ending and _WHEN_MET.match(text, ending.start()):
        ending = _ENDING.search(text, ending.end())
    return text[begin : ending.start() if ending else len(text)]


def _until_boundary(text: str, at: int) -> str:
    ending = _BOUNDARY.search(text, at)
    return text[at : ending.start() if ending else len(text)]
