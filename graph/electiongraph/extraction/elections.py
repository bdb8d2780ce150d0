"""Tell which election each statement of a text is about.

Extraction, part of discourse. A report is about one polling day; a clause may turn to an earlier one ("in
2019", "the by-election last October") or to an earlier result on new boundaries ("a notional majority").
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from electiongraph.extraction.by_elections import by_election_date, by_election_in_year, by_elections_in
from electiongraph.extraction.clause_windows import (
    CLOSED_ASIDE,
    NOW,
    clause_around,
    clause_start,
    opening_phrase,
    without_dates_of_others,
    without_subject_aside,
)
from electiongraph.extraction.masking import MaskedSentence, slot_indices
from electiongraph.extraction.polling_days import (
    BY_ELECTION,
    GENERAL,
    election_in_year,
    kind_of,
    latest_told,
    previous_election,
)
from electiongraph.extraction.year_spans import NUMBERS, YEARS_AGO, after_winning, years_ago
from electiongraph.gazetteers import Gazetteers
from electiongraph.sources.dates import MONTHS

__all__ = [
    "NOTIONAL",
    "clause_election",
    "tells_time",
    "year_after_figure",
    "years_after_count",
]

NOTIONAL = " notional"
_COUNT_IN_YEAR = re.compile(
    r"(?:(?<=by)|(?<=with)) (?:just |only |a mere |a majority of )?‹[NXC]\d+›(?: votes)?,?"
    r" (?:back )?(?:in|at) ‹Y(\d+)›"
)
_BY_ELECTION = re.compile(r"\bby[- ]?election\b", re.IGNORECASE)
_LAST_BY_ELECTION = re.compile(r"\b(?:last|previous) by[- ]?election", re.IGNORECASE)
_AFTER_BY_ELECTION = re.compile(
    r"\b(?:after|following|since|lost in|lost at|despite|before|until|on|than)(?: (?:the|a|an|its|their"
    r"|his|her|last|recent|[a-z]+'s|(?:victory|win|triumph|winning|taking|success|defeat|loss) (?:in|at)"
    r"|‹\w\d+›))* by[- ]?election",
    re.IGNORECASE,
)
_NO_CUE = re.compile(
    r"\b(?:since|until|from|than in|compared (?:to|with)|on|up on|down on"
    r"|(?<!election )(?<!landslide )(?<!surge )(?<!wave )(?<!sweep )(?<!rout )"
    r"(?<!tsunami )(?<!earthquake )(?<!tide )(?<!avalanche )(?<!debacle )(?<!disaster )"
    r"(?<!wipeout )(?<!bloodbath )(?<!collapse )"
    r"of|by|between|after|council in|councils? |local elections? (?:in|of)"
    r"|boundary changes (?:for|in)|[Cc]ensus"
    r"|[Rr]eferendum) (?:the )?$"
)
# "her majority had grown to 19,940 by 2019"
_HAD_BECOME = re.compile(r"\bhad [^,;]{0,60}\bby (?:the )?$")
# "and by 2019 he was winning it by 14,752 votes"
_BY_THEN = re.compile(r"(?:^|[,;] |\b(?:and|but) )by (?:the )?$", re.IGNORECASE)
_WAS_THEN = re.compile(r"‹Y\d+›,? (?:‹[PAG]\d+›|it|they|the [a-z]+) (?:was|were|had|could|would)\b")
# "Conservative since its creation in 1950"
_SINCE_THEN = re.compile(
    r"\bsince (?:(?:its|it|they|he|she|the|being|winning|taking)\b|‹[PG]\d+›(?= [a-z]))[^,;]{0,60}$"
)
_LOCAL = re.compile(
    r"\b(?:local|council|mayoral|Holyrood|Senedd|Stormont|European|Assembly) (?:elections?"
    r"|polls?)|\bcouncil|\bReferendum|\bCensus",
    re.IGNORECASE,
)
_LAST_TIME = re.compile(
    r"\b(?:(?:at|in|since|from) the (?:last|previous) (?:general |full |scheduled |Westminster )?"
    r"(?:election|poll|contest|vote)|(?:at|in|from) the (?:last|previous) one"
    r"|last time(?: (?:round|around|out|they met))?"
    r"|on (?:his|her|their|its) last outing|on the last occasion"
    r"|the (?:last|latest|most recent) of (?:them|those|these|which)"
    r"|when (?:he|she|they|‹[SPA]\d+›|it|the seat|the constituency|the country|voters|people)"
    r"(?: (?:was|were))? last (?:stood|fought|met|contested|polled|voted|went to the polls)"
    r"|previously(?= (?:a|had))|once(?= had\b)"
    r"|before (?:the|this|Thursday's) (?:general )?(?:election|vote|poll)"
    r"|going into (?:the|this|Thursday's) (?:general )?(?:election|vote|poll))\b"
    r"|^Previously,? (?=he|she|it|the|his|her|‹[PAG])",
    re.IGNORECASE,
)
# In a report on a by-election "the general election" is the one before.
_AT_GENERAL = re.compile(
    r"\b(?:at|in) (?:the|(?:last )?[A-Za-z]+'s|last year's) general election\b"
    r"|\bgeneral election (?:majority|turnout)",
    re.IGNORECASE,
)
_BEFORE_WHEN = re.compile(r"\b(?:at|in) (?:the|last year's) (?:[a-z]+ )*election,? when\b[^;.]*$")
# Directly after a figure a year is the figure's: "12,265 in 2010".
_YEAR_OF_FIGURE = re.compile(
    r"(?: votes?| majority)?,?(?: (?:recorded|registered|seen|achieved|polled))?(?: here| there)?"
    r" (?:back )?(?:in|at the) ‹Y(\d+)›(?! by-?election)"
)
# "by 6,516, in 2017 by 2,569": the year is that of the next figure.
_FIGURE_TOLD = re.compile(r"‹[NX]\d+›(?: votes)?$")
_FIGURE_NEXT = re.compile(r",? (?:only |just |then )?(?:by|with) (?:only |just |an? [a-z ]{1,20} of )?‹[NX]")
# "her 2019 majority of 9,247"
_YEAR_OF_MARGIN = re.compile(
    r"‹Y(\d+)› (?:(?:[a-z-]+|‹G\d+›) ){0,2}?(?:majority|lead|margin|cushion|advantage|turnout|share|vote)"
    r" (?:of|was|stood at) (?:[a-z]+ ){0,2}$"
)
# "‹P0› is defending ‹S1›, where she won by ‹N2›"
_DEFENDING = re.compile(
    r"\b(?:is|are) defending (?:the |his |her |their )?(?:‹S\d+›|seat|constituency),?"
    r" (?:where|which|in which) ‹[AP]\d+› (?:had |last |narrowly )*(?:won|held|took|gained)\b"
)
# "... in ‹S1›, where he had a majority of ‹N3›", "left his party a cushion of ‹N4›": those of before
_HAD_THERE = re.compile(
    r"(?:\bwhere ‹[PA]\d+› (?:had (?!won|taken|held|been)|enjoyed|sat on|boasted|was defending)"
    r"|\b(?:left|leaves|bequeathed|bequeaths|handed|inherit(?:s|ed)|defend(?:s|ed|ing))"
    r" (?:(?:his|her|the|their) (?:party|successor|would-be successor|local party) )?)"
    r"(?:an? |the )?(?:(?!notional)[a-z-]+ ){0,3}?(?:majority|lead|cushion|margin)(?: of)?\b"
)
_DATES = re.compile(r"\b(?:[Ii]n|of|[Aa]t)(?: the)? $")
# "She is the first here since Tom Levitt packed up seven years ago"
_SINCE_THAT = re.compile(r"[^,;.‹›]{0,30} since ‹[PA]")
# "..., compared with a notional 22,000": the figure before is none.
_FROM_NOTIONAL = re.compile(
    r"[^;.]{0,30}?\b(?:compared (?:with|to)|(?:down|up) (?:from|on)|against|from)\b[^;.‹›]{0,25}\bnotional"
)
# "Lorely Burt defended a notional Conservative majority and won by 175": the second is real.
_DEFENDED_NOTIONAL = re.compile(
    r"\bnotional (?:(?:‹[GY]\d+›|[a-z-]+) ){0,2}(?:majority|lead|margin)(?: of ‹N\d+›)? (?:and|but|to) $"
)
_NOTIONAL = re.compile(r"\bnotional(?:ly)?\b", re.IGNORECASE)


_TIME_WORD = re.compile(
    r"‹Y|\b(?:is|are) defending\b|otional|lection|\bonce had\b|\b(?:ago|earlier|before|previous(?:ly)?|last"
    r"|after|Previously|Before|Last|later|same|[Tt]urnout then|[Oo]n that|[Tt]hat (?:year|night|time|day)"
    r"|" + "|".join(MONTHS) + r")\b"
)


def year_after_figure(masked: MaskedSentence, until: int) -> int:
    """Return the year directly after a match that ends in a figure: "to 25,655 in 2019"; 0 for none."""
    found = _YEAR_OF_FIGURE.match(masked.text, until)
    return int(masked.mentions[int(found[1])].number) if found else 0


def years_after_count(masked: MaskedSentence, until: int) -> list[int]:
    """Return the slot of the year after a count that follows a match: "won by 3,840 in 2019"; empty for none.

    Examples:
        >>> years_after_count(MaskedSentence("‹P0› won by ‹N1› in ‹Y2›", (), (), ()), 11)
        [2]
    """
    found = _COUNT_IN_YEAR.match(masked.text, until)
    return [int(found[1])] if found else []


@lru_cache(maxsize=64)
def tells_time(text: str) -> bool:
    """Tell whether any word of a sentence may turn it to another election."""
    return _TIME_WORD.search(text) is not None


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
    if not tells_time(masked.text):
        had = _HAD_THERE.search(masked.text)
        is_of_before = had is not None and had.start() <= at < had.end() and not NOW.search(masked.text)
        return previous_election(default, gazetteers) if is_of_before else default
    if (won := _DEFENDING.search(masked.text, 0, until)) and at >= won.start():
        return previous_election(default, gazetteers)
    dated = _YEAR_OF_MARGIN.search(masked.text, max(0, at - 80), at) or _year_of_figure(
        masked.text, at, until
    )
    if dated and (date := election_in_year(int(masked.mentions[int(dated[1])].number), gazetteers, default)):
        return date if date <= latest_told(default) else default
    text = without_dates_of_others(masked.text, at, until)
    window = clause_around(text, at, until)
    opener = opening_phrase(text, at)
    told_before = _DEFENDED_NOTIONAL.search(text, 0, at)
    if not told_before and _NOTIONAL.search(window) and not _FROM_NOTIONAL.match(text, until):
        return previous_election(default, gazetteers) + NOTIONAL
    return (
        _year_before_when(masked, at, until, seat, default, gazetteers)
        or _by_election_in(
            f"{opener} {window}", without_subject_aside(masked.text, at), masked, seat, default, gazetteers
        )
        or _cued_year(window, masked, seat, default, gazetteers, loosely=False)
        or (default if _tells_of_now(window, text, at) else "")
        or (_cued_year(opener, masked, seat, default, gazetteers, loosely=True) if opener else "")
        or _election_of_month(text[: until + 40], seat, default, gazetteers)
        or _last_year(window, seat, default, gazetteers)
        or after_winning(_with_years(text[clause_start(text, at) : until], masked), seat, default, gazetteers)
        or years_ago(
            "" if _SINCE_THAT.match(text, until) else _with_years(window, masked), default, gazetteers
        )
        or years_ago(_with_years(opener, masked), default, gazetteers)
        or (
            previous_election(default, gazetteers)
            if any(_tells_of_last(said, default) for said in (window, opener, _before_when(text, at)))
            else ""
        )
        or default
    )


def _year_of_figure(text: str, at: int, until: int) -> re.Match[str] | None:
    """Find the year that follows a match and dates it: "won by 3,840 in 2019"."""
    found = _YEAR_OF_FIGURE.match(text, until)
    is_of_next = found and _FIGURE_TOLD.search(text[at:until]) and _FIGURE_NEXT.match(text, found.end())
    return None if is_of_next else found


def _with_years(text: str, masked: MaskedSentence) -> str:
    """Return words with the figure for the slot of a span of years: "9 years ago"."""
    if "› year" not in text and "›-year" not in text:
        return text
    return _YEARS.sub(lambda slot: str(masked.mentions[int(slot[1])].number), text)


_YEARS = re.compile(r"‹N(\d+)›(?=[ -]years?\b)")


def _tells_of_now(window: str, text: str, at: int) -> bool:
    """Tell whether a clause says that it is of this election, before it goes back some years."""
    now, ago = NOW.search(text, at), YEARS_AGO.search(text, at)
    goes_back = ago is not None and now is not None and ago.start() < now.start()
    return bool(NOW.search(window)) and not _LAST_TIME.search(window) and not goes_back


def _before_when(text: str, at: int) -> str:
    """Return the words of time that a "when" goes on about: "at the general election, when he won"."""
    found = _BEFORE_WHEN.search(text, 0, at)
    return found.group() if found else ""


def _tells_of_last(window: str, default: str) -> bool:
    return bool(_LAST_TIME.search(window) or (kind_of(default) == BY_ELECTION and _AT_GENERAL.search(window)))


_IN_MONTH = re.compile(rf"\b(?:in|last|back in|of) ({'|'.join(MONTHS)})\b|\b({'|'.join(MONTHS)})'s\b")


def _election_of_month(text: str, seat: str, default: str, gazetteers: Gazetteers) -> str:
    """Return the by-election in a seat in a month without a year ("in February"), or the last election."""
    if len(default) < len("2024-07-04"):
        return ""
    for found in _IN_MONTH.finditer(text):
        month = MONTHS.index(found[1] or found[2]) + 1
        held = [election.date for election in by_elections_in(seat, gazetteers)]
        for date in (*held, previous_election(default, gazetteers)):
            age = datetime.date.fromisoformat(default[:10]) - datetime.date.fromisoformat(
                date or default[:10]
            )
            if int(date[5:7] or 0) == month and 0 < age.days < 400:
                return date
    return ""


_APPOSITION = re.compile(r"(?<=›), (?:(?:the|an?|his|her|its|then|now) [^,;.]*|‹P\d+›),")
_YEAR_WHEN = re.compile(
    r"‹Y(\d+)›(?: in (?:the )?‹S\d+›)?"
    r"(?: (?:with|by) (?:a majority of )?(?:[a-z]+ ){0,2}‹N\d+›(?: votes)?)?,? when\b"
)


# "2019, when Richard Tice, the party's chairman, was third": what is left of a description.
_NAMED_ALONE = re.compile(r"^ (?:the )?(?:‹G\d+›(?:'s?)? )?‹[PA]\d+›, ?$")


# "He first took the job five years ago, when he defeated Ann Smith."
_AGO_WHEN = re.compile(
    rf"\b(?:{'|'.join(NUMBERS)}|\d{{1,2}}) years (?:ago|earlier|before|previously),? when\b"
)


def _year_before_when(
    masked: MaskedSentence, at: int, until: int, seat: str, default: str, gazetteers: Gazetteers
) -> str:
    """Return the election of "2019, when he polled 14,408"."""
    year = 0
    for found in _YEAR_WHEN.finditer(masked.text, 0, until):
        between = _APPOSITION.sub("", masked.text[found.end() : max(at, found.end())])
        if not re.search(r"[,;.]", _NAMED_ALONE.sub(" ", between)):
            year = int(masked.mentions[int(found[1])].number)
    if not year and (ago := _AGO_WHEN.search(masked.text[:until])):
        between = _APPOSITION.sub("", masked.text[ago.end() : max(at, ago.end())])
        return (
            ""
            if re.search(r"[,;.]", _NAMED_ALONE.sub(" ", between))
            else years_ago(ago.group(), default, gazetteers)
        )
    if not year or str(year) == default[:4] or str(year) > latest_told(default)[:4]:
        return ""
    held = by_election_in_year(year, seat, gazetteers)
    return election_in_year(year, gazetteers, default) or held or str(year)


def _by_election_in(
    window: str, before: str, masked: MaskedSentence, seat: str, default: str, gazetteers: Gazetteers
) -> str:
    """Return the by-election that a clause, or the sentence before it, speaks of."""
    if _BY_ELECTION.search(_AFTER_BY_ELECTION.sub("", window)):
        date = by_election_date(window, masked, seat, default, gazetteers)
        # The last by-election is none that a report is about.
        return "" if date == default[:10] and _LAST_BY_ELECTION.search(window) else date
    date = _by_election_before(before, masked, seat, default, gazetteers)
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
            else ((_NO_CUE.search(before) and not _HAD_BECOME.search(before)) or _SINCE_THEN.search(before))
            and not follows_when
            and not (_BY_THEN.search(before) and _WAS_THEN.match(text, len(before)))
        ):
            continue
        date = election_in_year(year, gazetteers, default) if year else ""
        if date and date <= latest_told(default):
            return date
        held = [e.date for e in by_elections_in(seat, gazetteers) if year and e.date.startswith(str(year))]
        if held and held[0] <= latest_told(default):
            return held[0]
        if year and seat and str(year) < default[:4] and _BY_ELECTION.search(masked.text):
            return by_election_date(text, masked, seat, default, gazetteers)
        # No election of that year is known: one all the same, if it is in that year that something was won.
        return str(year) if year and str(year) < default[:4] and _DATES.search(before) else ""
    return ""


def _last_year(window: str, seat: str, default: str, gazetteers: Gazetteers) -> str:
    """Return the general election, or the seat's by-election, of the year before the document's."""
    if not re.search(r"\blast year\b(?!'s)", window):
        return ""
    year = int(default[:4]) - 1
    return election_in_year(year, gazetteers, default) or by_election_in_year(year, seat, gazetteers)


def _by_election_before(
    before: str, masked: MaskedSentence, seat: str, default: str, gazetteers: Gazetteers
) -> str:
    """Return the date of a by-election that the sentence named before a match and has not left since."""
    before = CLOSED_ASIDE.sub(lambda m: " " * len(m.group()), before)
    named = list(_BY_ELECTION.finditer(_AFTER_BY_ELECTION.sub(lambda m: " " * len(m.group()), before)))
    if not named or re.search(
        r";|\b(?:but|now|tonight|this time|although|while|general election)\b", before[named[-1].end() :]
    ):
        return ""
    return by_election_date(before[: named[-1].end()], masked, seat, default, gazetteers)
