"""Headings of results: which seat, and which election, the lines below are about.

Extraction stage, below `layout`. In comes a line, out goes a `Heading` when the line is a label ("Luton North
– 51.99% turnout", "RESULT, Luton North:", "Bedford: LABOUR HOLD") and no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from electiongraph.extraction.layout_lexicon import Lexicon, Word, words_of
from electiongraph.extraction.layout_names import NOT_NAMES
from electiongraph.extraction.layout_statements import Statement, read_statement
from electiongraph.extraction.polling_days import previous_election

__all__ = ["FORECAST", "Heading", "election_in", "is_label_only", "read_heading"]

_LABELS_TEXT = """
    full final official result results in for from of the at a and general election elections
    parliamentary constituency constituencies seat declaration declared breaking uk westminster
    candidates candidate standing list all votes vote voting voted as how who is are was were count
    overall by live latest breakdown were what here here's heres happened byelection poll polls polling
    day notional previous last time this breaking county borough burgh ward new declares confirmed
    complete your area summary snapshot update updated key nominated statement persons your mp winner
    winners elected counted figures details number ballot people scores on one two three four five seats
    vacancies vacancy elect to member parliament
"""
_LABELS = frozenset(_LABELS_TEXT.split())
_MONTHS = {
    name[:3]: at
    for at, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        1,
    )
}
_DATE = re.compile(
    r"\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|"
    r"(?P<month2>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s+(?P<day2>\d{1,2}))"
    r",?\s+(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?!,\d)")
_PREVIOUS = re.compile(r"\b(?:previous|last)\s+(?:general\s+)?(?:election|result|time)", re.IGNORECASE)
FORECAST = re.compile(
    r"\b(?:exit|opinion|straw)[ -]polls?\b|\bforecast|\bprojection|\bprojected|\bpredict|\bMRP\b|\bbetting|"
    r"\bodds\b|\bbookmaker|\bsimulat|\bmock (?:election|result)|\bpolling (?:by|from|average)|\bYouGov\b|"
    r"\bSurvation\b|\bIpsos\b|\bOpinium\b|\bhypothetical|\bvoting intention|\bif the election\b|\bestimate",
    re.IGNORECASE,
)
_LOWER_IN_NAMES_TEXT = """
    and of the upon with on le y in by under cum next sea st de a &
"""
_LOWER_IN_NAMES = frozenset(_LOWER_IN_NAMES_TEXT.split())
_VERBS_TEXT = """
    wins win won gains gain holds hold held loses lose lost goes go takes take took says say said beats
    beat stays turns celebrates reacts after how why what when where who is are was were has have will
    must best watch read see explore meet happy sorry
"""
_VERBS = frozenset(_VERBS_TEXT.split())


@dataclass(frozen=True, slots=True)
class Heading:
    """A label line that names a seat.

    Attributes:
        seat: Official name, or the text's own when no gazetteer knows it.
        is_known: True when a gazetteer knows the seat.
        statement: Outcome and figures in the same line.
        election: Polling date that the line gives, "" when none.
        says_candidates: True for "Who is standing in ...".
    """

    seat: str
    is_known: bool
    statement: Statement
    election: str
    says_candidates: bool = False


def read_heading(text: str, lexicon: Lexicon, election: str, *, unknown: bool = False) -> Heading | None:
    """Read a line as the heading of a seat.

    Args:
        text: The line.
        lexicon: The gazetteers.
        election: Default polling date, to choose among seats of one name.
        unknown: Also accept a seat in no gazetteer, when the line has the form of a bare name.

    Returns:
        The heading; None for a sentence or a label that names no seat.
    """
    if len(text) > 130 or text.endswith("!") or (text.endswith(".") and not text.endswith("..")):
        return None
    dated = _DATE.sub(lambda match: " " * len(match.group()), text)
    undated = _YEAR.sub(_blank_when_label, dated)
    words = words_of(undated)
    if not words or len(words) > 24:
        return None
    for start, end, seats in lexicon.seat_mentions(words):
        if not _starts_upper(undated, words[start]):
            continue
        rest = f"{undated[: words[start][1]]} ; {undated[words[end - 1][2] :]}"
        statement = _rest_statement(rest, lexicon)
        if statement is not None and not (text.endswith("?") and statement.says_anything):
            is_this_time = bool(statement.outcome) and not _YEAR.search(text)
            date = "" if is_this_time else election_in(text, lexicon, election, seats)
            name = lexicon.best_seat(seats, date or election)
            return Heading(name, True, statement, date, _says_candidates(words))
    return _unknown_heading(text, undated, words, lexicon, election) if unknown else None


def _blank_when_label(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _starts_upper(text: str, word: Word) -> bool:
    return text[word[1]].isupper()


def _says_candidates(words: Sequence[Word]) -> bool:
    return any(word in ("candidate", "candidates", "standing", "nominated") for word, _, _ in words)


def _rest_statement(rest: str, lexicon: Lexicon) -> Statement | None:
    """Read what stands beside the seat's name; an empty statement when it is only labels."""
    words = [word for word, _, _ in words_of(rest)]
    if all(word in _LABELS for word in words):
        return Statement()
    kept = " ; ".join(
        part
        for part in re.split(r"[;:]|\s[-–—]\s", rest)
        if not all(w in _LABELS for w, _, _ in words_of(part))
    )
    statement = read_statement(kept, lexicon)
    return statement if statement is not None and statement.says_anything else None


def _unknown_heading(
    text: str, undated: str, words: Sequence[Word], lexicon: Lexicon, election: str
) -> Heading | None:
    parts = [part for part in re.split(r"\s[-–—]\s|[:;|(),]", undated) if words_of(part)]
    cores: list[str] = []
    rest: list[str] = []
    for part in parts:
        core = _core(part)
        if not core:
            continue
        if (read_statement(part, lexicon) is not None and not cores) or cores:
            rest.append(part)
        else:
            cores.append(core)
    if len(cores) != 1 or not _has_form_of_place(cores[0], lexicon):
        return None
    statement = read_statement(" ; ".join(rest), lexicon) if rest else Statement()
    if statement is None:
        return None
    date = election_in(text, lexicon, election, ()) or ""
    return Heading(cores[0], False, statement, date, _says_candidates(words))


def _core(part: str) -> str:
    """Strip label words from both ends of a part."""
    words = words_of(part)
    while words and words[0][0] in _LABELS and words[0][0] != "the":
        words = words[1:]
    while words and words[0][0] == "the" and len(words) > 1 and words[1][0] in _LABELS:
        words = words[1:]
    while words and words[-1][0] in _LABELS:
        words = words[:-1]
    return part[words[0][1] : words[-1][2]] if words else ""


def _has_form_of_place(core: str, lexicon: Lexicon) -> bool:
    tokens = core.split()
    if not 1 <= len(tokens) <= 7 or any(c.isdigit() for c in core) or core[0].islower():
        return False
    folded = [word for word, _, _ in words_of(core)]
    if any(word in _VERBS or word in NOT_NAMES or lexicon.party_of_words([word]) for word in folded):
        return False
    return all(
        token[0].isupper() or token.lower() in _LOWER_IN_NAMES or not token[0].isalpha() for token in tokens
    )


def is_label_only(text: str) -> bool:
    """Tell whether a line is made of label words and dates alone: "Full result in the 2024 election:"."""
    bare = _YEAR.sub(" ", _DATE.sub(" ", text))
    return all(word in _LABELS or word in NOT_NAMES for word, _, _ in words_of(bare))


def election_in(text: str, lexicon: Lexicon, election: str, seats: Sequence[object]) -> str:
    """Return the polling date that a label gives, when it gives another than the default.

    Args:
        text: The label: "2019 result", "Mid Bedfordshire by-election, 19 October 2023".
        lexicon: The gazetteers.
        election: The default polling date.
        seats: Seats that the label names, to find a by-election.

    Returns:
        ISO 8601 date, with " notional" for a recalculated result; "" when the label says nothing new.
    """
    date = _DATE.search(text)
    if date:
        month = _MONTHS[(date["month"] or date["month2"]).lower()[:3]]
        return f"{date['year']}-{month:02d}-{int(date['day'] or date['day2']):02d}"
    lowered = text.lower()
    years = [year for year in dict.fromkeys(_YEAR.findall(text)) if year != election[:4]]
    notional = " notional" if "notional" in lowered else ""
    if "by-election" in lowered or "byelection" in lowered or "by election" in lowered:
        return _by_election(years, lexicon, election, seats)
    if len(years) == 1 and election[:4] not in _YEAR.findall(text):
        found = lexicon.election_in_year(years[0], election)
        return found + notional if found else ""
    if not years and (notional or _PREVIOUS.search(text)):
        earlier = previous_election(election, lexicon.gazetteers) if election else ""
        return earlier + notional if earlier else ""
    return ""


def _by_election(years: Sequence[str], lexicon: Lexicon, election: str, seats: Sequence[object]) -> str:
    wanted = [seat for seat in lexicon.gazetteers.seats if seat in seats]
    dates = [found.date for found in lexicon.by_elections(wanted)]
    if election in dates and not years:
        return ""
    if years:
        dates = [date for date in dates if date[:4] in years]
    return dates[0] if len(dates) == 1 else ""
