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
from electiongraph.gazetteers import Seat
from electiongraph.graph_values import is_day
from electiongraph.sources.dates import MONTHS

__all__ = [
    "CREDIT",
    "ELSEWHERE",
    "FORECAST",
    "MOCK",
    "Heading",
    "election_in",
    "is_label_only",
    "read_heading",
    "says_seats_to_fill",
]

_LABELS_TEXT = """
    full final official result results in for from of the at a and general election elections
    parliamentary constituency constituencies seat declaration declared breaking uk westminster
    candidates candidate standing list all votes vote voting voted as how who is are was were count
    overall by live latest breakdown were what here here's heres happened byelection poll polls polling
    day notional previous last time this breaking county borough burgh ward new declares confirmed brackets
    complete your area summary snapshot update updated key nominated statement persons your mp winner
    winners elected counted figures details number ballot people scores on one two three four five seats
    vacancies vacancy elect to member parliament assembly holyrood senedd stormont msp mla ms
    they fared he first second third fourth round rounds preference preferences choice choices stage
    stages ballots again canlyniad canlyniadau before tonight todays so far
    etholiad cyffredinol etholaeth electoral
    re-run rerun six seven eight nine ten division riding td tds mlas msps share shares preferred primary
"""
_LABELS = frozenset(_LABELS_TEXT.split())
_MONTHS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_DATE = re.compile(
    r"\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|"
    r"(?P<month2>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s+(?P<day2>\d{1,2}))"
    r",?\s+(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
# "Change on 2016" compares with an election and is not its heading.
_COMPARED = re.compile(
    r"(?:\bchanges?|\bswing|\bcompared|\bcomparison|\bup or down|\+/[-–−]|±%?)"
    r"(?: in (?:vote|share|vote share))? (?:on|since|from|with|to|v|vs) (?:the )?"
    r"(?:19|20)\d\d(?: \(?notional\)?)?|\(?(?:19|20)\d\d (?:votes? |results? |figures? )?in brackets",
    re.IGNORECASE,
)
# "Andrew George, who has held St Ives since 1997, is out": nor is it of that year.
_SINCE = re.compile(
    r"\b(?:since|until|till|elected in|born in|from|between)(?: (?!in\b)\w+){0,3}? (?:19|20)\d\d"
    r"(?:(?: to| and|-|–) (?:19|20)\d\d)?\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?!,\d)")
_TO_FILL = re.compile(
    r"[(\[]?(?<![\d.,])\b(?:\d{1,2}|one|two|three|four|five|six)\s+(?:seats?|vacanc(?:y|ies)|(?:to\s+be\s+|to\s+|were\s+)?elect(?:ed)?|"
    r"councillors?|members?|places?)\b(?:\s+(?:to\s+be\s+elected|available|up\s+for\s+(?:grabs|election)))?[)\]]?"
    r"|[(\[]?\belects? (?:\d{1,2}|one|two|three|four|five|six)\b[)\]]?|\s\([1-9]\)$",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:metro |directly elected )?mayor(?:al(?:ty)?)?\b|"
    r"\bpolice(?:,? fire)?,? and crime commissioner\b|\bPF?CC\b",
    re.IGNORECASE,
)
_WARD_NUMBER = re.compile(r"^(?:ward )?(?:no\.? ?)?\d{1,2}\b\s*[:.–—-]?\s*(?=[A-Z])", re.IGNORECASE)
_SEAT_STEMS = ("seat", "vacanc", "elect", "councillor", "member", "place")
_PREVIOUS = re.compile(r"\b(?:previous|last)\s+(?:general\s+)?(?:election|result|time)", re.IGNORECASE)
# A heading that turns from the one seat of a page to something larger.
ELSEWHERE = re.compile(
    r"\b(?:national|nation|country|countries|county|region|elsewhere|UK|Britain|British|England|Scotland|Wales|"
    r"Ireland|overall|council|councils|wards?|local elections?|other|others|neighbouring|nearby|more)\b",
    re.IGNORECASE,
)
FORECAST = re.compile(
    r"\b(?:exit|opinion|straw)[ -]polls?\b|\bforecast|\bprojection|\bprojected|\bpredict|\bMRP\b|\bbetting|"
    r"\bodds\b|\bbookmaker|\bsimulat|\bmock (?:election|result|poll|ballot|vote)|"
    r"\bpolling (?:by|from|average)|\bYouGov\b|"
    r"\bSurvation\b|\bIpsos\b|\bOpinium\b|\bhypothetical|\bvoting intention|\bimplied\b|"
    r"\b(?:chances?|odds|probability|likelihood) of (?:winning|a win|victory)|\bwin (?:chance|probability)|"
    r"\bprobabilit|\bthe model\b|\bmodell?(?:ed|ling|ing)\b|\btactical vot|\bif the election\b|\bestimate",
    re.IGNORECASE,
)
# Who wrote it, took the picture or when it was published: no heading.
CREDIT = re.compile(
    r"(?:By|Words|Report|Reporter|Pictures?|Photos?|Photograph|Image|Published|Updated|Posted|Last updated)\b"
    r"(?! election)"
)
MOCK = re.compile(r"\bmock (?:\w+[ -]){0,2}(?:elections?|polls?|ballots?)\b", re.IGNORECASE)
_LOWER_IN_NAMES_TEXT = """
    and of the upon with on le y in by under cum next sea st de a &
"""
_LOWER_IN_NAMES = frozenset(_LOWER_IN_NAMES_TEXT.split())
_IN_PLACE_NAMES_TEXT = """
    north south east west central mid upper lower green heritage liberty trust common castle forest
"""
_IN_PLACE_NAMES = frozenset(_IN_PLACE_NAMES_TEXT.split())
_COMPASS = frozenset("north south east west central mid".split())
_NO_PLACES_TEXT = """
    pictures picture report reports reporters story stories team news page pages comment comments
    analysis loading unavailable night morning today yesterday factfile numbers line lines text
    story tories winners losers more read next advert correction clarification note notes
    council councils turnouts majorities swings drama reaction gallery quota transfers transfer surplus
    eliminated excluded spoiled runners-up runner-up also-rans shock shocks snap flash take editor
"""
_NO_PLACES = frozenset(_NO_PLACES_TEXT.split())
# "The Irish Times", "Dundee Courier": what papers are called after the name of a place.
_PAPERS_TEXT = """
    times post gazette express chronicle herald argus mercury echo telegraph mail observer journal courier
    advertiser guardian press standard examiner messenger citizen sentinel tribune record bulletin despatch
    dispatch leader enquirer live online
"""
_PAPERS = frozenset(_PAPERS_TEXT.split())
_SEPARATORS = r"\s[-–—]\s|[:;|(),]"
# Whose ward it is: "Ashford Borough Council, Beaver", "Barton (West Northamptonshire Council)".
_COUNCIL = r"(?:[A-Z][\w'’-]+ (?:(?:and|upon|on|of|the|&) )*){1,5}(?:Council|BC|DC|CC|MBC|LBC|UA)"
_COUNCIL_BEFORE = re.compile(rf"^{_COUNCIL}\s?(?:[,:|–—-]|\s-)\s(?=\S)")
_COUNCIL_AFTER = re.compile(rf"(?<=\S)(?:,? \({_COUNCIL}\)|,? (?:[–—-] |on )?{_COUNCIL})$")
_NAMES_SEAT = re.compile(
    r"\b(?:ward|division|constituency|riding)\b(?! (?:council|candidates?))", re.IGNORECASE
)
_LISTED_NAME = re.compile(r"[^,()]+(?:, [^,()]+)+,? (?:and|&) [^,()]+", re.IGNORECASE)
_CAPITAL = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]{1,2}\b)?")
_BRACKETED = re.compile(r"\s*\([^()]*\)\s*$")
_VERBS_TEXT = """
    wins win won gains gain holds hold held loses lose lost goes go takes take took says say said beats
    beat stays turns celebrates reacts after how why what when where who is are was were has have will
    not also stood lost losing beaten defeated rest remaining must best watch read see explore meet
    happy sorry
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
    """

    seat: str
    is_known: bool
    statement: Statement
    election: str


_BYLINE = re.compile(r"\b(?:Reporter|Correspondent|Staff Writer|Editor)\b")
# "THRISSUR, June 5, 2024" says where a report was written.
_DATELINE = re.compile(rf"[A-ZÀ-Þ][A-ZÀ-Þ. '’-]+, (?:{'|'.join(MONTHS)}) \d{{1,2}}(?:, \d{{4}})?[.:–—-]?")


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
    if text[:2].isupper() and _DATELINE.fullmatch(text):
        return None
    if " / " in text:
        return _of_two_languages(text, lexicon, election, unknown=unknown)
    undated = text
    if _may_have_year(text):
        undated = _YEAR.sub(_blank_when_label, _DATE.sub(_blank_when_label, text))
    if _may_say_seats(undated):
        undated = _TO_FILL.sub(_blank_when_label, undated)
    if unknown:
        undated = _OFFICE.sub(_blank_when_label, undated)
    if "ward" in text[:5].lower() or text[:1].isdigit():
        undated = _WARD_NUMBER.sub(_blank_when_label, undated)
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
            return Heading(name, True, statement, date)
    return _unknown_heading(text, undated, lexicon, election) if unknown else None


def _of_two_languages(text: str, lexicon: Lexicon, election: str, *, unknown: bool) -> Heading | None:
    """Read "Etholaeth Gorllewin Abertawe / Swansea West constituency": one seat, or labels beside it."""
    told = [(part, read_heading(part, lexicon, election, unknown=unknown)) for part in text.split(" / ")]
    named = [heading for _, heading in told if heading is not None and heading.is_known]
    if not named or any(heading is None and not is_label_only(part) for part, heading in told):
        return None
    return named[-1] if len({heading.seat for heading in named}) == 1 else None


def _blank_when_label(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _starts_upper(text: str, word: Word) -> bool:
    return text[word[1]].isupper()


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


def _unknown_heading(text: str, undated: str, lexicon: Lexicon, election: str) -> Heading | None:
    if _BYLINE.search(text):
        return None
    undated = _COUNCIL_BEFORE.sub("", _COUNCIL_AFTER.sub("", undated))
    separators = r"\s[-–—]\s|[:;|()]" if _LISTED_NAME.fullmatch(_BRACKETED.sub("", undated)) else _SEPARATORS
    parts = [part for part in re.split(separators, undated) if words_of(part)]
    cores: list[str] = []
    rest: list[str] = []
    named = [part for part in parts if _NAMES_SEAT.search(part) and _core(part)]
    for part in named if len(named) == 1 else parts:
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
    return Heading(_place_name(cores[0]), False, statement, date)


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


def _place_name(core: str) -> str:
    """Return a place's name in the case of prose: "SAFFRON WALDEN SHIRE" is "Saffron Walden Shire"."""
    if not core.isupper():
        return core
    words = (
        word.lower() if at and word.lower() in _LOWER_IN_NAMES else _CAPITAL.sub(_titled, word)
        for at, word in enumerate(core.split())
    )
    return " ".join(words)


def _titled(match: re.Match[str]) -> str:
    return match.group().capitalize()


def _has_form_of_place(core: str, lexicon: Lexicon) -> bool:
    tokens = core.split()
    if not 1 <= len(tokens) <= 7 or any(c.isdigit() for c in core) or core[0].islower():
        return False
    folded = [word for word, _, _ in words_of(core)]
    if len(folded) > 1 and folded[-1] in _PAPERS:
        return False
    if all(word in _COMPASS for word in folded):
        return False
    if any(word in _VERBS or word in _NO_PLACES or word in NOT_NAMES for word in folded):
        return False
    if any(word not in _IN_PLACE_NAMES and lexicon.party_of_words([word]) for word in folded):
        return False
    return all(
        token[0].isupper() or token.lower() in _LOWER_IN_NAMES or not token[0].isalpha() for token in tokens
    )


def says_seats_to_fill(text: str) -> bool:
    """Tell whether a line says how many seats a ward has, as its heading may: "Hilltop (2 seats)"."""
    return _may_say_seats(text) and _TO_FILL.search(text) is not None


def _may_say_seats(text: str) -> bool:
    """Tell cheaply whether a line has any of the words of seats to fill."""
    lowered = text.lower()
    return lowered.endswith(")") or any(stem in lowered for stem in _SEAT_STEMS)


def _may_have_year(text: str) -> bool:
    return "20" in text or "19" in text


def is_label_only(text: str) -> bool:
    """Tell whether a line is made of label words and dates alone: "Full result in the 2024 election:"."""
    bare = _YEAR.sub(" ", _DATE.sub(" ", text)) if _may_have_year(text) else text
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
    if _may_have_year(text):
        text = _SINCE.sub(" ", _COMPARED.sub(" ", text))
    date = _DATE.search(text) if _may_have_year(text) else None
    if date:
        month = _MONTHS[(date["month"] or date["month2"]).lower()[:3]]
        day = f"{date['year']}-{month:02d}-{int(date['day'] or date['day2']):02d}"
        # A slip like the 31st of June still tells the year.
        if is_day(day):
            return day
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
    dates = [found.date for found in lexicon.by_elections(seat for seat in seats if isinstance(seat, Seat))]
    if election in dates and not years:
        return ""
    if years:
        dates = [date for date in dates if date[:4] in years]
    return dates[0] if len(dates) == 1 else ""
