"""Tell which election a document reports on: by its date, what it speaks of and which seats it names.

Extraction, before anything is read: where the election is wrong, so are nearly all facts. What speaks for
each kind of election is data, in `rules/polls.toml`.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Sequence

from electiongraph.body_gazetteers import NATIONS, SINGLE_OFFICES, gazetteers_of_body
from electiongraph.extraction.document_by_elections import by_election_reported
from electiongraph.extraction.members_named import election_of_members
from electiongraph.extraction.poll_reports import (
    NEWS_DAYS,
    RESULT,
    Report,
    count_of,
    cues,
    names_in,
    seat_of_by_election,
    seats_by_name,
    thursday_before,
)
from electiongraph.extraction.polling_days import (
    ABROAD,
    GENERAL,
    PollingDay,
    election_in_year,
    kinds_on,
)
from electiongraph.gazetteers import Gazetteers, normalise_name
from electiongraph.sources.dates import FULL_DATE, MONTHS, find_dates
from electiongraph.sources.document import Document

__all__ = ["document_election"]

_OF_WARDS = re.compile(
    r"\bwards?\b|\b[Ll]ocal elections?\b|\b[Cc]ouncil (?:elections?|seats?|control|results?)\b"
    r"|\boverall control\b"
    r"|\b(?:council|county|borough|district) (?:by-)?elections?\b|\bdivisions?\b"
    r"|\b[Gg]eneral [Ee]lection|\bSenedd\b|\bHolyrood\b|\b(?:seats|control) (?:on|of|at)\b|\bseats\b"
)
# So soon after a poll a list that says nothing else is of it.
FRESH_DAYS = 5
# Of years of two digits the lowest that is of the last century.
FIRST_OF_LAST_CENTURY = 45
# A declaration is dated by no more than so many days after the poll.
COUNT_DAYS = 4
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NAMED_YEAR = re.compile(
    r"\b((?:19|20)\d\d) (?:UK )?(?:general |parliamentary |federal |Senedd |Holyrood |Assembly )?election"
    r"|\b(?:election(?:s)?|Holyrood|Senedd|Stormont),? (?:of |results? |night )?((?:19|20)\d\d)"
    # "Vote 2015: as it happened", "#GE2017", "Election '97", "GE24"
    r"|(?:\b|#)(?:vote|decision|verdict|decides|votes|GE|UKGE|ballot) ?((?:19|20)\d\d)\b"
    r"|(?:\b|#)(?:(?:vote|decision|election|verdict) ?['’]|GE ?['’]?)(?P<short>\d\d)\b",
    re.IGNORECASE,
)
# The headings of a page on one seat's elections, the latest of which it is about.
_YEAR_HEADING = re.compile(
    r"^[ \t#*]*(?:(?:UK |United Kingdom )?general elections?(?: results?)?[,:]? ?((?:19|20)\d\d)"
    r"|((?:19|20)\d\d)(?: (?:UK |United Kingdom |results? of the )?(?:general )?(?:elections?|results?))?)"
    r"(?: results?)?(?:,? \w+ \d{1,2}|,? \d{1,2} \w+)?[ \t:*]*$",
    re.IGNORECASE | re.MULTILINE,
)
# "In 2015 he had a majority of 9,798": the text is about a later election.
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_LAST_TIME = r"\b(?:(?:what happened )?last time|previous(?: general)? (?:election|result|contest)s?):?"
# "What happened last time: 8 June 2017" heads the figures of before.
_DATE_OF_BEFORE = re.compile(rf"{_LAST_TIME}[^\n]*", re.IGNORECASE)
# "Declared at 02.45, Friday 13 December"
_WEEKDAY = re.compile(
    rf"\b({'|'.join(_WEEKDAYS)}),? (\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(MONTHS)})\b(?!,? \d{{4}})"
)
_RESULT_OF_BEFORE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:in|at the|from the) {_YEAR}\b(?: (?:general )?election)?,?"
        r"(?:(?! by-election)[^.;\n]){0,40}?"
        r"\b(?:had (?:a |won|held|been|taken)|majority|lead|polled|won (?:it|the seat|here|by)|by [\d,]+)",
        r"\b(?:majority|lead|margin|by) (?:of )?(?:just |only )?[\d,]+(?: votes)?,? (?:back )?"
        rf"(?:in|at the) {_YEAR}\b",
        rf"\b{_YEAR} majority\b",
        rf"\b(?:majority|cushion|lead|margin) (?:there |here )?(?:in|at|from) (?:the )?{_YEAR}\b",
        rf"\b(?:held|won|took|lost|gained|kept) (?:it|the seat|here|this seat|that) (?:back )?in {_YEAR}\b",
        rf"\blast (?:general )?election,? in {_YEAR}\b",
        rf"{_LAST_TIME}[^\n]{{0,30}}\b{_YEAR}\b",
    )
)


def document_election(document: Document, gazetteers: Gazetteers) -> PollingDay:
    """Return the election that a document reports on, "" when the gazetteers have none at all.

    Of the polls shortly before and after the day of publication it is the one of whose kind the text speaks
    most; a by-election only where the text names its seat. A report from abroad is about the last election
    there. Without a day of publication a date or year that the text names tells, the boundaries of its seats,
    and the earlier results that it recalls; else it is the last general election known.
    """
    if not gazetteers.general_elections():
        return PollingDay("")
    report = Report(document, gazetteers)
    return (
        _election_abroad(report)
        or by_election_reported(report)
        or (_poll_near(report) if report.published else _poll_named(report))
    )


def _election_abroad(report: Report) -> PollingDay | None:
    """Return the last election of another country, where the text speaks of hers and not of Westminster."""
    told = {kind: len(set(report.words_on(kind))) for kind in sorted(ABROAD)}
    counts = {kind: told[kind] + len(_seats_abroad(report, kind)) if told[kind] else 0 for kind in told}
    kind = max(counts, key=lambda one: counts[one])
    if not counts[kind] or _is_of_this_country(report.text, kind, counts[kind]):
        return None
    kind = _state_of(kind, report) or kind
    days = report.days(kind)
    past = [day for day in days if not report.published or day <= report.published] or list(days)
    named = [day for day in past if re.search(rf"\b{day[:4]}\b", report.head)]
    return PollingDay((past if report.published else named or past)[-1], kind) if past else None


def _seats_abroad(report: Report, kind: str) -> set[str]:
    """Return the seats of another country that a text names where a seat is likely, but none that we have."""
    seats = gazetteers_of_body(kind, report.gazetteers).seats
    names = {seat.name for seat in seats if seat.body == kind and seat.name in report.text}
    ours = seats_by_name(report.gazetteers)
    return {
        name
        for name in names
        if normalise_name(name) not in ours
        and re.search(
            rf"\b(?:in|of|for|won|held|lost|retained|gained) {re.escape(name)}\b(?! [A-Z])", report.text
        )
    }


_OURS = re.compile(r"\bWestminster|\bHouse of Commons, London|\bCon(?:servatives?)?\b.*\bLab(?:our)?\b")


# Counts and quotas there are on both sides of the border.
_STORMONT = re.compile(
    r"\bMLAs?\b|\bStormont|\bAssembly\b|\b[Pp]ower[- ]sharing\b|\bDUP\b|\bUUP\b|\bAlliance\b"
)


def _is_of_this_country(text: str, kind: str, told: int) -> bool:
    """Tell whether a text that has words of another country's elections is none from there."""
    if told < 2 and not cues("sure")[kind].search(text):
        return True
    if len(cues()[GENERAL].findall(text)) > 6 * told or _OURS.search(text):
        return True
    return kind == "ireland" and len(_STORMONT.findall(text)) > len(cues()[kind].findall(text))


def _state_of(country: str, report: Report) -> str:
    """Return the kind of election of the state that polled on one day and a text is about, "" for none."""
    named = Counter(
        area.region
        for area in gazetteers_of_body(country, report.gazetteers).seats
        if area.region and area.boundary_set == "2010" and area.name in report.text
    )
    top = named.most_common(2)
    if not top or (len(top) > 1 and top[1][1] * 2 > top[0][1]):
        return ""
    kind = f"{country}-{top[0][0].lower().replace(' ', '-')}"
    return kind if report.days(kind) else ""


def _poll_near(report: Report) -> PollingDay:
    """Return the poll near the day of publication of which a text speaks most, else the last general one."""
    kinds = (GENERAL, *(kind for kind in cues() if kind not in (GENERAL, *ABROAD)))
    near = [(day, kind) for kind in kinds for day in report.days(kind) if report.is_near(day)]
    if len(near) == 1 and near[0][1] == GENERAL:
        return PollingDay(*near[0])
    told = [found for day, kind in near if (found := (_weight(report, day, kind), day, kind))[0] > 0]
    if not _OF_WARDS.search(report.text):
        # Councils and councillors are named in reports on mayors and commissioners as well.
        told = [one for one in told if one[2] in SINGLE_OFFICES] or told
    if told:
        _, day, kind = max(told)
        return PollingDay(day, kind)
    unscheduled = {
        kind: len(cues()[kind].findall(report.head)) for kind in ("police-and-crime-commissioner", "mayoral")
    }
    likely = max(unscheduled, key=lambda one: unscheduled[one])
    if unscheduled[likely] > len(cues()[GENERAL].findall(report.head)) and re.search(
        r"\belected|\bwins?\b|\bwon\b", report.head
    ):
        return PollingDay(thursday_before(report.published), likely)
    if not cues()[GENERAL].search(report.text) and (just_held := _just_held(report)):
        return just_held
    past = [day for day in report.days(GENERAL) if day <= report.published]
    if not past:
        return PollingDay(report.gazetteers.general_elections()[0].date)
    return PollingDay(_looked_back_at(report, past), latest=past[-1])


# "The tightest races of 2010 and what became of them", "Election 1997: the night that ...", "2010 revisited"
_LOOKS_BACK = re.compile(
    r"\b(?:races?|contests?|battles?|results?|night|campaign|seats?|intake|class|election|landslide|marginals"
    r"|majorities|poll|declarations?|winners|losers|gains?|earthquake|upsets?|shocks?)"
    r"(?: night)? (?:of|in|from) (?:the )?((?:19|20)\d\d)\b(?![-–/]| to\b| and (?:19|20))"
    r"|(?<!since )(?<!since the )(?<![-–])\b((?:19|20)\d\d)(?:'s|’s)? (?:UK |general |parliamentary ){0,2}"
    r"(?:election|landslide|races|contests|intake|battle|poll|revisited|remembered)\b"
    r"|\b(?:back (?:in|at|to)|remember(?:ing)?|revisit(?:ing|ed)?|looking back at)"
    r" (?:the (?:[a-z]+ ){0,3})?((?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def _looked_back_at(report: Report, past: Sequence[str]) -> str:
    """Return the general election whose year a headline names as its subject, and the text most or first.

    It is the last one before the day of publication when the headline names none.
    """
    first, _, body = report.text.strip().partition("\n")
    headline = f"{report.title}\n{first}"
    told = [year for year in _FOUR_DIGITS.findall(body) if any(day[:4] == year for day in past)]
    years = Counter(told)
    for found in _LOOKS_BACK.finditer(headline):
        year = next(filter(None, found.groups()))
        day = next((day for day in past if day[:4] == year), "")
        if day and year in [*told[:1], *(year for year, _ in years.most_common(1))]:
            return day
    return past[-1]


def _just_held(report: Report) -> PollingDay | None:
    """Return the poll of the days before, for a bare list of results; a by-election if it names the seat."""
    held: dict[str, str] = {}
    for election in report.gazetteers.elections:
        if election.kind not in ABROAD and report.is_near(election.date, FRESH_DAYS, 0):
            name = normalise_name(seat_of_by_election(election))
            if not name or count_of(name, report.opening):
                held[election.date] = election.kind if name else held.get(election.date, election.kind)
    return PollingDay(*held.popitem()) if len(held) == 1 else None


def _weight(report: Report, day: str, kind: str) -> float:
    """Return how much speaks for a poll near the day of publication."""
    weight = float(report.told(kind))
    is_news = report.is_near(day, NEWS_DAYS, 0)
    if kind == GENERAL:
        weight += 3 + 2 * min(4, sum(report.countries().values()))
    elif kind in NATIONS and is_news and RESULT.search(report.head):
        named = report.countries()
        is_ours = set(named) == {NATIONS[kind]}
        seats = report.names_polled_seats(day, kind)
        weight += 3 * seats + (3 + named[NATIONS[kind]] if is_ours else 0)
    return weight * (0.5 if day > report.published and kind != GENERAL else 1.0)


def _poll_named(report: Report) -> PollingDay:
    """Return the poll whose date or year the headline gives, else the one that the text's past leads to."""
    kinds = {kind: len(report.words_on(kind)) for kind in cues() if kind not in ABROAD}
    kinds[GENERAL] += 3
    likely = max(kinds, key=lambda one: kinds[one])
    likely_poll = PollingDay("", likely)
    for dated in find_dates(report.about):
        if day := _poll_counted_on(dated, report, likely):
            return day
    called = _year_named(report.about)
    if called and (date := election_in_year(called, report.gazetteers, likely_poll)):
        return PollingDay(date, likely)
    for dated in find_dates(_DATE_OF_BEFORE.sub(" ", report.head)):
        if day := _poll_counted_on(dated, report, likely):
            return day
    if counted := _poll_by_weekday(report):
        return counted
    headed = {found[1] or found[2] for found in _YEAR_HEADING.finditer(report.text)}
    if len(headed) > 1 and (date := election_in_year(int(max(headed)), report.gazetteers, likely_poll)):
        return PollingDay(date, likely)
    named = _year_named(report.title) or _year_named(report.head)
    if named and str(named) not in _years_recalled(report):
        date = election_in_year(named, report.gazetteers, likely_poll)
        if date:
            return PollingDay(date, likely)
    return PollingDay(_general_after_the_past(report))


def _year_named(text: str) -> int:
    """Return the year of the first election that a text names by it; 0 for none."""
    found = _NAMED_YEAR.search(text)
    if found is None:
        return 0
    year = int(next(filter(None, found.groups())))
    if found["short"]:
        year += 2000 if year < FIRST_OF_LAST_CENTURY else 1900
    return year


def _poll_counted_on(date: str, report: Report, likely: str) -> PollingDay | None:
    """Return the poll of a day, or the general election that was counted on it."""
    kinds = kinds_on(date, report.gazetteers)
    if kinds:
        return PollingDay(date, likely if likely in kinds else GENERAL)
    for day in report.days(GENERAL):
        if (
            len(day) == FULL_DATE
            and 0 < (datetime.date.fromisoformat(date) - datetime.date.fromisoformat(day)).days <= COUNT_DAYS
        ):
            return PollingDay(day)
    return None


def _poll_by_weekday(report: Report) -> PollingDay | None:
    """Return the general election held or counted on a day that the head gives without its year, if any."""
    for found in _WEEKDAY.finditer(report.head):
        wanted = (_WEEKDAYS.index(found[1]), int(found[2]), MONTHS.index(found[3]) + 1)
        for day in reversed(report.days(GENERAL)):
            for later in range(COUNT_DAYS):
                then = datetime.date.fromisoformat(day) + datetime.timedelta(days=later)
                if (then.weekday(), then.day, then.month) == wanted:
                    return PollingDay(day)
    return None


def _years_recalled(report: Report) -> set[str]:
    """Return the years of which the text gives results as those of before."""
    return {found["year"] for pattern in _RESULT_OF_BEFORE for found in pattern.finditer(report.text)}


_FOUR_DIGITS = re.compile(r"\b\d{4}\b")


def _general_after_the_past(report: Report) -> str:
    """Return the general election of an undated text: the first that is later than the results it recalls.

    Seats that exist on the boundaries of one parliament alone bound it; the latest year that it names
    bounds it from below.
    """
    general = [election.date for election in report.gazetteers.general_elections()]
    years = Counter(_FOUR_DIGITS.findall(report.text))
    counts = {day: years[day[:4]] for day in general}
    top = max(counts.values())
    is_history = re.search(r"\b(?:overturn|compared|since|in) (?:the )?20\d\d", report.text)
    if top >= 3 and counts[general[-1]] == 0 and not is_history:
        return max(day for day, count in counts.items() if count == top)
    recalled = _years_recalled(report)
    last = max((day for day in report.days(GENERAL) if day[:4] in recalled), default="")
    told = max((date for date in find_dates(report.text) if date > last), default="")
    sets = _boundary_sets(report)
    fitting = [
        day for day in general if day > last and (not sets or report.gazetteers.boundary_set_on(day) in sets)
    ]
    latest_named = max((day for day in general if counts[day] or day <= told), default="")
    if not fitting or latest_named == general[-1]:
        return general[-1]
    likely = fitting[-1] if not last or latest_named > fitting[0] else fitting[0]
    may_be_earlier = not sets or report.gazetteers.boundary_set_on(general[0]) in sets
    earlier = [day for day in report.days(GENERAL) if last < day < general[0]] if may_be_earlier else []
    return election_of_members(report.text, likely, (*earlier, *fitting))


def _boundary_sets(report: Report) -> set[str]:
    """Return the boundaries on which all the seats exist that the headline or the opening names, if any."""
    seats = seats_by_name(report.gazetteers)
    # A single word may be somebody's name.
    long = [name for name in seats if " " in name]
    for words, names in ((report.headline, seats), (report.opening, long)):
        named = [{seat.boundary_set for seat in seats[name]} for name in names_in(words, names)]
        common = set.intersection(*named) if named else set()
        if len(common) == 1:
            return common
    return set()
