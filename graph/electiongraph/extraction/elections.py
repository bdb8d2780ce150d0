"""Tell which election each statement of a text is about.

Extraction, part of discourse. A report is about one polling day; a clause may turn to an earlier one ("in
2019", "the by-election last October") or to an earlier result on new boundaries ("a notional majority").
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from electiongraph.extraction.masking import MaskedSentence, slot_indices
from electiongraph.extraction.polling_days import (
    BY_ELECTION,
    GENERAL,
    election_in_year,
    election_near,
    kind_of,
    previous_election,
)
from electiongraph.gazetteers import Election, Gazetteers

__all__ = ["NOTIONAL", "by_election_date", "clause_election", "is_of_other_poll", "years_later"]

NOTIONAL = " notional"
_BY_ELECTION = re.compile(r"\bby[- ]?election\b", re.IGNORECASE)
_BOUNDARY = re.compile(
    r"[,;:]|\b(?:but|although|while|whereas|though|before|after which|who|which|when|where)\b"
    r"| [-–—] |\b(?:seat|constituency|one) (?=(?:that |which |‹A\d+› |he |she ))"
)
_AFTER_BY_ELECTION = re.compile(
    r"\b(?:after|following|since|lost in|lost at|despite|before|until)(?: (?:the|a|an|its|their"
    r"|his|her|last|recent|[a-z]+'s|‹\w\d+›))* by[- ]?election",
    re.IGNORECASE,
)
# "the seat he gained in 2019": the year belongs to the seat, not to what is said of it now.
_SEAT_WON_EARLIER = re.compile(
    r"((?:seat|constituency|city|town),?)(?: (?:that|which|where))? (?:‹[AP]\d+›|his|her|their"
    r"|he|she|they)[^,;]{0,50}? ‹Y\d+›"
)
_NO_CUE = re.compile(
    r"\b(?:since|until|from|than in|compared (?:to|with)|on|up on|down on"
    r"|(?<!general election )of|by|between|after|council in|councils? |local elections? (?:in|of)"
    r"|boundary changes (?:for|in)|[Cc]ensus"
    r"|[Rr]eferendum) (?:the )?$"
)
# "Conservative since its creation in 1950"
_SINCE_THEN = re.compile(r"\bsince (?:its|it|they|he|she|the|being|winning|taking)\b[^,;]{0,40}$")
_LOCAL = re.compile(
    r"\b(?:local|council|mayoral|Holyrood|Senedd|Stormont|European|Assembly) (?:elections?"
    r"|polls?)|\bcouncil|\bReferendum|\bCensus",
    re.IGNORECASE,
)
_OPENER = re.compile(r"[^,‹]{0,60}(?:‹[SG]\d+›[^,‹]{0,20})?‹Y\d+›[^,]{0,30},")
_LAST_TIME = re.compile(
    r"\b(?:(?:at|in|since|from) the (?:last|previous) (?:general |full |scheduled |Westminster )?"
    r"(?:election|poll|contest|vote)|(?:at|in|from) the (?:last|previous) one"
    r"|last time(?: (?:round|around|out|they met))?"
    r"|on (?:his|her|their|its) last outing|on the last occasion"
    r"|when (?:he|she|they|‹[SPA]\d+›|it|the seat|the constituency|the country|voters|people)"
    r"(?: (?:was|were))? last (?:stood|fought|met|contested|polled|voted|went to the polls)"
    r"|previously(?= (?:a|had)))\b",
    re.IGNORECASE,
)
# In a report on a by-election "the general election" is the one before.
_AT_GENERAL = re.compile(
    r"\b(?:at|in) (?:the|(?:last )?[A-Za-z]+'s|last year's) general election\b"
    r"|\bgeneral election (?:majority|turnout)",
    re.IGNORECASE,
)
# Directly after a figure a year is the figure's: "12,265 in 2010".
_YEAR_OF_FIGURE = re.compile(
    r"(?: votes?| majority)?,?(?: (?:recorded|registered|seen|achieved|polled))?(?: here| there)?"
    r" (?:back )?(?:in|at the) ‹Y(\d+)›"
)
# "..., who won the by-election in 2022 by 4,925 votes," is over where the main clause goes on.
# "..., the Conservative who won it in 2019, by 637 votes": the year is the aside's.
_DATED_ASIDE = re.compile(
    r"(?<=[›a-z]), (?:who|whose|which|where|the|an?) [^,;]*"
    r"(?:‹Y\d+›|\b(?:last time|last outing|years ago|previously))[^,;]{0,25},(?: [a-z]+ years ago,)?"
    r"(?= (?:by|with|to|on|[a-z]+ed|has|have|had|got|took|won|came|was) )"
)
_CLOSED_ASIDE = re.compile(r", (?:who|whose|which|where)\b[^,;]*,")
# "her 2019 majority of 9,247"
_YEAR_OF_MARGIN = re.compile(
    r"‹Y(\d+)› (?:(?:[a-z-]+|‹G\d+›) ){0,2}?(?:majority|lead|margin|cushion|advantage|turnout|share|vote)"
    r" (?:of|was|stood at) (?:[a-z]+ ){0,2}$"
)
_FIGURE_AND_YEAR = re.compile(
    r"(‹[NCX]\d+›(?: votes?| (?:‹G\d+› )?majority)?),?(?: (?:recorded|registered|seen|achieved|polled))?"
    r"(?: here| there)? (?:back )?(?:in|at the) ‹Y\d+›"
)
# Elections to other bodies than the House of Commons, told of in passing.
_OTHER_POLL = re.compile(
    r"\b(?:(?:[Cc]ouncil|[Ll]ocal|[Mm]ayoral|Holyrood|Senedd|Stormont|Assembly|European|[Cc]ounty|[Bb]orough"
    r"|[Pp]arish|[Dd]istrict|[Cc]ity|PCC|[Cc]ommissioner|[Ll]eadership|[Ww]ard|Scottish Parliament|Lok Sabha)"
    r"(?:'s)? (?:by-)?(?:elections?|polls?|contest|race|vote|ballot|count|selection)"
    r"|(?:council|ward|Holyrood|Senedd|Assembly|Scottish Parliament|Welsh Assembly|district"
    r"|parish) (?:seats?|wards?|constituency)"
    r"|[Mm]ayor(?:alty)? (?:of|in|for)|[Rr]eferendum|(?:to|for|at) (?:Holyrood|the Senedd|Stormont"
    r"|the Assembly"
    r"|the European Parliament|(?:the )?[A-Z][a-z]+ (?:[Cc]ity |[Cc]ounty )?[Cc]ouncil)"
    r"|police and crime commissioner)\b"
)
_NUMBERS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
}  # fmt: skip
_YEARS_AGO = re.compile(
    rf"\b({'|'.join(_NUMBERS)}|\d{{1,2}})(?:[ -]years?)?([ -]and[ -]a[ -]half)?[ -]years?"
    r" (?:ago|earlier|before(?! (?:the|he|she|they|it|that|losing|winning)\b)|previously)\b",
    re.IGNORECASE,
)
# "..., compared with a notional 22,000": the figure before is none.
_FROM_NOTIONAL = re.compile(
    r"[^;.]{0,30}?\b(?:compared (?:with|to)|(?:down|up) (?:from|on)|against|from)\b[^;.‹›]{0,25}\bnotional"
)
_NOTIONAL = re.compile(r"\bnotional(?:ly)?\b", re.IGNORECASE)


def clause_election(
    masked: MaskedSentence, at: int, until: int, seat: str, default: str, gazetteers: Gazetteers
) -> str:
    """Return the election that a match is about.

    Args:
        masked: The sentence.
        at: Where the match begins in it.
        until: One past its end.
        seat: The seat of the statement, for a by-election; may be "".
        default: The document's election.
        gazetteers: The elections known.

    Returns:
        A polling date, with " notional" for a recalculated result; `default` when nothing says otherwise.
    """
    dated = _YEAR_OF_MARGIN.search(masked.text, max(0, at - 80), at) or _YEAR_OF_FIGURE.match(
        masked.text, until
    )
    if dated and (date := election_in_year(int(masked.mentions[int(dated[1])].number), gazetteers, default)):
        return date if date <= default[:10] else default
    text = _without_years_of_others(masked.text, at, until)
    window = _SEAT_WON_EARLIER.sub(lambda m: m[1], _window(text, at, until))
    opener = _OPENER.match(text)
    if _NOTIONAL.search(window) and not _FROM_NOTIONAL.match(text, until):
        return previous_election(default, gazetteers) + NOTIONAL
    return (
        _year_before_when(masked, at, default, gazetteers)
        or _by_election_in(window, masked, at, seat, default, gazetteers)
        or _cued_year(window, masked, seat, default, gazetteers, loosely=False)
        or (_cued_year(opener.group(), masked, seat, default, gazetteers, loosely=True) if opener else "")
        or _month_of_by_election(masked.text[: until + 40], seat, default, gazetteers)
        or _years_ago(window, default, gazetteers)
        or (previous_election(default, gazetteers) if _tells_of_last(window, default) else "")
        or default
    )


def _without_years_of_others(text: str, at: int, until: int) -> str:
    """Return a sentence with the years blanked that stand directly after other figures than a match's."""
    blanked = text
    for found in _FIGURE_AND_YEAR.finditer(text):
        if not at <= found.start() < until:
            blanked = blanked[: found.end(1)] + " " * (found.end() - found.end(1)) + blanked[found.end() :]
    for aside in _DATED_ASIDE.finditer(text, 0, at):
        blanked = blanked[: aside.start()] + " " * len(aside.group()) + blanked[aside.end() :]
    return blanked


def is_of_other_poll(masked: MaskedSentence, at: int, until: int, default: str) -> bool:
    """Tell whether a clause is about an election to a council, a mayoralty, a nation's parliament.

    Args:
        masked: The sentence.
        at: Where the match begins in it.
        until: One past its end.
        default: The document's election; where that is none to the House of Commons the answer is no.
    """
    if kind_of(default) not in (GENERAL, BY_ELECTION):
        return False
    setting = _SETTING.match(masked.text)
    return bool(
        _OTHER_POLL.search(_window(masked.text, at, until))
        or (setting and setting.end() <= at and _OTHER_POLL.search(setting.group()))
    )


def _tells_of_last(window: str, default: str) -> bool:
    return bool(_LAST_TIME.search(window) or (kind_of(default) == BY_ELECTION and _AT_GENERAL.search(window)))


_MONTHS = "January February March April May June July August September October November December".split()
_IN_MONTH = re.compile(rf"\b(?:in|last|back in|of) ({'|'.join(_MONTHS)})\b|\b({'|'.join(_MONTHS)})'s\b")


def _month_of_by_election(text: str, seat: str, default: str, gazetteers: Gazetteers) -> str:
    """Return the by-election in a seat in a month without a year: "came third in February"."""
    if len(default) < len("2024-07-04"):
        return ""
    for found in _IN_MONTH.finditer(text):
        month = _MONTHS.index(found[1] or found[2]) + 1
        for election in _by_elections(seat, gazetteers):
            age = datetime.date.fromisoformat(default[:10]) - datetime.date.fromisoformat(election.date)
            if int(election.date[5:7]) == month and 0 < age.days < 400:
                return election.date
    return ""


def _year_before_when(masked: MaskedSentence, at: int, default: str, gazetteers: Gazetteers) -> str:
    """Return the election of "2019, when he polled 14,408"."""
    found = re.search(r"(?<!since )‹Y(\d+)›,? when (?:[^,;.]{0,40})$", masked.text[:at])
    year = int(masked.mentions[int(found[1])].number) if found else 0
    if not year or str(year) >= default[:4]:
        return ""
    return election_in_year(year, gazetteers, default) or str(year)


def _by_election_in(
    window: str, masked: MaskedSentence, at: int, seat: str, default: str, gazetteers: Gazetteers
) -> str:
    """Return the by-election that a clause, or the sentence before it, speaks of."""
    if _BY_ELECTION.search(_AFTER_BY_ELECTION.sub("", window)):
        return by_election_date(window, masked, seat, default, gazetteers)
    date = _by_election_before(masked, at, seat, default, gazetteers)
    return "" if slot_indices(window, "Y") else date


def _cued_year(
    text: str, masked: MaskedSentence, seat: str, default: str, gazetteers: Gazetteers, *, loosely: bool
) -> str:
    """Return the election of the year that dates a clause; "since 2019" dates none."""
    if _LOCAL.search(text) and kind_of(default) in (GENERAL, BY_ELECTION):
        return ""
    for index in reversed(slot_indices(text, "Y")):
        year = int(masked.mentions[index].number)
        before = text[: text.find(f"‹Y{index}›")]
        follows_when = text[len(before) :].startswith(f"‹Y{index}› when")
        if (
            re.search((r"since|until|Census"), before)
            if loosely
            else (_NO_CUE.search(before) or _SINCE_THEN.search(before)) and not follows_when
        ):
            continue
        date = election_in_year(year, gazetteers, default) if year else ""
        if date and date <= default[:10]:
            return date
        held = [e.date for e in _by_elections(seat, gazetteers) if year and e.date.startswith(str(year))]
        if held and held[0] <= default[:10]:
            return held[0]
        if year and seat and str(year) < default[:4] and _BY_ELECTION.search(masked.text):
            return by_election_date(text, masked, seat, default, gazetteers)
        # No election of that year is known: one all the same, if it is in that year that something was won.
        return str(year) if year and str(year) < default[:4] and re.search(r"\b(?:in|of) $", before) else ""
    return ""


def _years_ago(window: str, default: str, gazetteers: Gazetteers) -> str:
    """Return the election that was so many years before the document's."""
    ago = _YEARS_AGO.search(window)
    if ago is None or len(default) < len("2024-07-04"):
        return ""
    years = int(ago[1]) if ago[1].isdigit() else _NUMBERS[ago[1].lower()]
    days = int(365.25 * years) + (183 if ago[2] else 0)
    then = datetime.date.fromisoformat(default[:10]) - datetime.timedelta(days=days)
    return election_near(then, gazetteers, default)


def years_later(base: str, years: str, has_half: bool, default: str, gazetteers: Gazetteers) -> str:
    """Return the election so many years after another, "" when there was none, or none before a document's.

    Examples:
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> years_later("2015-05-07", "two", False, "2024-07-04", load_gazetteers())
        '2017-06-08'
    """
    days = int(365.25 * _NUMBERS[years.lower()]) + (183 if has_half else 0)
    then = datetime.date.fromisoformat(base) + datetime.timedelta(days=days)
    near = election_near(then, gazetteers, default)
    now = datetime.date.fromisoformat(default[:10]) if len(default) >= len(base) else then
    is_now = abs((now - then).days) < (abs((datetime.date.fromisoformat(near) - then).days) if near else 200)
    return default if is_now else near


def _by_election_before(
    masked: MaskedSentence, at: int, seat: str, default: str, gazetteers: Gazetteers
) -> str:
    """Return the date of a by-election that the sentence named before a match and has not left since."""
    before = _CLOSED_ASIDE.sub(lambda m: " " * len(m.group()), masked.text[:at])
    named = list(_BY_ELECTION.finditer(_AFTER_BY_ELECTION.sub(lambda m: " " * len(m.group()), before)))
    if not named or re.search(
        r";|\b(?:but|now|tonight|this time|although|while|general election)\b", before[named[-1].end() :]
    ):
        return ""
    return by_election_date(before[: named[-1].end()], masked, seat, default, gazetteers)


def by_election_date(
    window: str, masked: MaskedSentence, seat: str, default: str, gazetteers: Gazetteers
) -> str:
    """Return the date of the by-election in a seat that a clause speaks of, "" when none is known.

    A year or month in the clause chooses; else it is the last one up to the document's election.
    """
    known = _by_elections(seat, gazetteers)
    years = [int(masked.mentions[i].number) for i in slot_indices(window, "Y") if masked.mentions[i].number]
    for election in known:
        if any(election.date.startswith(str(year)) for year in years):
            return election.date
    past = [e.date for e in known if e.date <= default[:10]]
    if past:
        return past[-1]
    return str(years[-1]) if years and not election_in_year(years[-1], gazetteers, default) else ""


@lru_cache(maxsize=4096)
def _by_elections(seat: str, gazetteers: Gazetteers) -> tuple[Election, ...]:
    iris = {s.iri for s in gazetteers.seats_named(seat)} if seat else set()
    found = (e for e in gazetteers.elections if e.kind == "by-election" and e.seat in iris)
    return tuple(sorted(found, key=lambda e: e.date))


# What follows a comma and is no clause of its own: "..., with 949 to spare", "..., Ann Smith getting home".
_GOES_ON = re.compile(
    r",(?: and| but| though| albeit)?(?: only)? (?:(?:‹[PA]\d+› )?(?!during\b)[a-z]+ing\b|(?:with|by|on"
    r"|to) |(?:only |just )?‹N\d+› )"
    r"|(?:but|though|although) (?:only |just )?(?:by|with|to the) "
    r"|, (?:the|an?|‹G\d+›'s|his|her|then|formerly|once|later)\b(?:(?!\b(?:is|was|has|had|won|lost|took"
    r"|beat|polled|held)\b)[^,;])*,"
)


# What a figure is compared with has a year of its own: "4,000 more than Labour polled in 2019".
_ENDING = re.compile(rf"{_BOUNDARY.pattern}|\b(?:than|(?:nearly |almost )?(?:double|twice|triple)) ")
# "... 2,776 votes when he fought it last time"
_SETTING = re.compile(r"(?:At|In) [^,;.]{0,80},")
_WHEN_MET = re.compile(
    r"when (?:he|she|they|‹[PA]\d+›|the (?:two|pair)) (?:last |both |also )?(?:met|fought|stood"
    r"|contested|ran|faced)\b"
)


def _window(text: str, at: int, until: int) -> str:
    """Return the clause that a match stands in, with the clause that its participle or "with" goes on."""
    begin = 0
    for boundary in _BOUNDARY.finditer(text, 0, at):
        if not _GOES_ON.match(text, boundary.start()):
            begin = boundary.end()
    ending = _ENDING.search(text, until)
    if ending and _WHEN_MET.match(text, ending.start()):
        ending = _ENDING.search(text, ending.end())
    return text[begin : ending.start() if ending else len(text)]
