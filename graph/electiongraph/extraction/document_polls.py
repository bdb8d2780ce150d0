"""Tell which election a document reports on: by its date, what it speaks of and which seats it names.

Extraction, before anything is read: where the election is wrong, so are nearly all facts. What speaks for
each kind of election is data, in `rules/polls.toml`.
"""

from __future__ import annotations

import datetime
import functools
import re
import tomllib
from collections import Counter
from collections.abc import Iterable

from electiongraph.body_gazetteers import areas_polled, gazetteers_of_body
from electiongraph.extraction.lexicon import RULES_FOLDER
from electiongraph.extraction.polling_days import (
    ABROAD,
    BY_ELECTION,
    GENERAL,
    PollingDay,
    days_of_kind,
    election_in_year,
    kinds_on,
)
from electiongraph.gazetteers import Election, Gazetteers, Seat, normalise_name
from electiongraph.sources.dates import find_dates
from electiongraph.sources.document import Document

__all__ = ["document_election"]

# How long before and after the polling day a text reports on it.
REPORTED_DAYS = 45
CAMPAIGN_DAYS = 45
# For so long a result is news: a report need not say of which election it is.
NEWS_DAYS = 10
# So soon after a poll a list that says nothing else is of it.
FRESH_DAYS = 5
# A declaration is dated by no more than so many days after the poll.
COUNT_DAYS = 4
HEAD = 700
OPENING = 2000
# A body whose members sit for seats in one country.
COUNTRIES = {
    "scottish-parliament": "Scotland",
    "senedd": "Wales",
    "northern-ireland-assembly": "Northern Ireland",
}
FULL_DATE = len("2024-07-04")
_BY_ELECTION = re.compile(r"\bby[- ]?elections?\b", re.IGNORECASE)
_GENERAL_ELECTION = re.compile(r"\bgeneral election", re.IGNORECASE)
_NAMED_YEAR = re.compile(
    r"\b((?:19|20)\d\d) (?:UK )?(?:general |parliamentary |federal |Senedd |Holyrood |Assembly )?election"
    r"|\b(?:election(?:s)?|Holyrood|Senedd|Stormont),? (?:of |results? )?((?:19|20)\d\d)",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:won|wins?|held|holds?|took|takes?|gain(?:ed|s)?|lost|loses?|beat(?:en|s)?|defeat(?:ed)?|elected"
    r"|re-elected|oust(?:ed|s)|unseat(?:ed|s)?|votes|majority|declared|turnout|returned|topped|polled)\b"
)
# "In 2015 he had a majority of 9,798": the text is about a later election.
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_RESULT_OF_BEFORE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:in|at the|from the) {_YEAR}\b(?: (?:general )?election)?,?"
        r"(?:(?! by-election)[^.;\n]){0,40}?"
        r"\b(?:had (?:a |won|held|been|taken)|majority|won (?:it|the seat|here|by)|by [\d,]+)",
        r"\b(?:majority|lead|margin|by) (?:of )?(?:just |only )?[\d,]+(?: votes)?,? (?:back )?"
        rf"(?:in|at the) {_YEAR}\b",
        rf"\b{_YEAR} majority\b",
        rf"\blast (?:general )?election,? in {_YEAR}\b",
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
    report = _Report(document, gazetteers)
    return (
        _election_abroad(report)
        or _by_election(report)
        or (_poll_near(report) if report.published else _poll_named(report))
    )


class _Report:
    """A document as it is searched for its election."""

    def __init__(self, document: Document, gazetteers: Gazetteers) -> None:
        self.gazetteers = gazetteers
        self.title = document.title
        self.text = document.text
        self.head = f"{document.title}\n{document.text[:HEAD]}"
        self.published = document.published[:FULL_DATE]
        self.opening = normalise_name(f"{document.title} {document.text[:OPENING]}")
        self.headline = normalise_name(document.title)

    def days(self, kind: str) -> tuple[str, ...]:
        """Return the polling days of a kind, in order."""
        return days_of_kind(self.gazetteers, kind)

    def told(self, kind: str) -> int:
        """Return how much the text speaks of a kind of election, in words that tell it."""
        cue = _cues()[kind]
        return len(cue.findall(self.text)) + 4 * len(cue.findall(self.head))

    def is_near(self, day: str, after: int = REPORTED_DAYS, before: int = CAMPAIGN_DAYS) -> bool:
        """Tell whether the text was published within so many days after a poll, or before it."""
        if len(day) < FULL_DATE:
            return False
        try:
            since = (datetime.date.fromisoformat(self.published) - datetime.date.fromisoformat(day)).days
        except ValueError:
            return False
        return -before <= since <= after

    def countries(self) -> dict[str, int]:
        """Return how many seats of the House of Commons the opening names, by their country."""
        found: dict[str, int] = {}
        for name in _names_in(self.opening, _seats(self.gazetteers)):
            country = _seats(self.gazetteers)[name][0].country
            found[country] = found.get(country, 0) + (3 if _count(name, self.headline) else 1)
        return found

    def names_polled_seats(self, day: str, kind: str) -> int:
        """Return how many seats that only another body has the opening names."""
        polled = areas_polled(kind, day)
        names = {normalise_name(name) for name in polled} - set(_seats(self.gazetteers))
        return sum(3 if _count(name, self.headline) else 1 for name in _names_in(self.opening, names))


@functools.lru_cache(maxsize=2)
def _cues(table: str = "cues") -> dict[str, re.Pattern[str]]:
    """Return what tells each kind of election, from a table of `rules/polls.toml`."""
    with (RULES_FOLDER / "polls.toml").open("rb") as file:
        return {kind: re.compile(cue) for kind, cue in tomllib.load(file)[table].items()}


@functools.lru_cache(maxsize=4)
def _seats(gazetteers: Gazetteers) -> dict[str, tuple[Seat, ...]]:
    """Return the seats of the House of Commons by their normal name, those of each set of boundaries."""
    found: dict[str, tuple[Seat, ...]] = {}
    for seat in gazetteers.seats:
        name = normalise_name(seat.name)
        found[name] = (*found.get(name, ()), seat)
    return found


def _names_in(text: str, names: Iterable[str]) -> list[str]:
    """Return which normal names stand in a normal text as words of their own."""
    words = set(text.split())
    return [name for name in names if name.partition(" ")[0] in words and _count(name, text)]


def _election_abroad(report: _Report) -> PollingDay | None:
    """Return the last election of another country, where the text speaks of hers and not of Westminster."""
    counts = {kind: len(set(_cues()[kind].findall(report.text))) for kind in sorted(ABROAD)}
    kind = max(counts, key=lambda one: counts[one])
    if not counts[kind] or _is_of_this_country(report.text, kind, counts[kind]):
        return None
    kind = _state_of(kind, report) or kind
    days = report.days(kind)
    past = [day for day in days if not report.published or day <= report.published] or list(days)
    named = [day for day in past if re.search(rf"\b{day[:4]}\b", report.head)]
    return PollingDay((past if report.published else named or past)[-1], kind) if past else None


_OURS = re.compile(r"\bWestminster|\bHouse of Commons, London|\bCon(?:servatives?)?\b.*\bLab(?:our)?\b")


def _is_of_this_country(text: str, kind: str, told: int) -> bool:
    """Tell whether a text that has words of another country's elections is none from there."""
    if told < 2 and not _cues("sure")[kind].search(text):
        return True
    if len(_cues()[GENERAL].findall(text)) > 6 * told or _OURS.search(text):
        return True
    nearby = _cues()["northern-ireland-assembly"]
    return kind == "ireland" and len(nearby.findall(text)) > len(_cues()[kind].findall(text))


def _state_of(country: str, report: _Report) -> str:
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


def _by_election(report: _Report) -> PollingDay | None:
    """Return the by-election that a text is about: it names the seat and says so, or it is the day's news."""
    spoken = len(_BY_ELECTION.findall(report.text))
    if _GENERAL_ELECTION.search(report.title) and not _BY_ELECTION.search(report.title):
        return None
    in_head = len(_BY_ELECTION.findall(report.head))
    found: list[tuple[int, str]] = []
    for election in report.gazetteers.elections:
        if election.kind != BY_ELECTION or not _may_be_meant(report, election):
            continue
        weight, in_headline = _weight_of_by_election(report, election)
        is_news = bool(report.published) and report.is_near(election.date, NEWS_DAYS, 0)
        if not weight or (not spoken and not (in_headline and is_news and _RESULT.search(report.head))):
            continue
        if in_head or spoken >= 2 or in_headline or is_news:
            found.append((weight, election.date))
    if found:
        return None if _is_rather_of_other(report, *max(found)) else PollingDay(max(found)[1], BY_ELECTION)
    return _by_election_in_no_gazetteer(report, spoken)


def _may_be_meant(report: _Report, election: Election) -> bool:
    """Tell whether a by-election is near the day of publication or, without one, named by year or date."""
    if report.published:
        return report.is_near(election.date)
    if election.date[:4] in re.findall(r"\b20\d\d\b", report.head):
        return True
    day = datetime.date.fromisoformat(election.date)
    return f"{day:%B} {day.day}" in report.head or f"{day.day} {day:%B}" in report.head


def _weight_of_by_election(report: _Report, election: Election) -> tuple[int, bool]:
    name = _seat_name(election)
    forms = _forms_of_seat(election, report.gazetteers)
    said = max(_count(form, report.opening) for form in forms)
    in_headline = any(_count(form, report.headline) for form in forms)
    weight = 2 * _count(normalise_name(name), report.opening) + said
    return (weight + 5 * in_headline if weight else 0), in_headline


def _is_rather_of_other(report: _Report, weight: int, day: str) -> bool:
    """Tell whether the text opens with another office, polled on the same day, before it names the seat."""
    if weight >= 8 or _BY_ELECTION.search(report.title):
        return False
    opens = {
        kind: found.start()
        for kind in kinds_on(day, report.gazetteers)
        if kind in _cues() and kind != GENERAL and (found := _cues()[kind].search(report.head))
    }
    said = _BY_ELECTION.search(report.head)
    return bool(opens) and min(opens.values()) < (said.start() if said else len(report.head))


def _by_election_in_no_gazetteer(report: _Report, spoken: int) -> PollingDay | None:
    is_stale = spoken < 3 and not _BY_ELECTION.search(report.title)
    if is_stale or not report.published or _general_near(report):
        return None
    if any(normalise_name(name) in report.opening for name in _recent_seats(report)):
        return None
    if not _BY_ELECTION.search(report.head):
        return None
    told = {kind: len(_cues()[kind].findall(report.head)) for kind in ("scottish-parliament", "senedd")}
    likely = max(told, key=lambda kind: told[kind])
    is_nations = told[likely] > len(_cues()[GENERAL].findall(report.head))
    return PollingDay(_thursday_before(report.published), likely if is_nations else BY_ELECTION)


def _forms_of_seat(election: Election, gazetteers: Gazetteers) -> tuple[str, ...]:
    """Return how reports call a by-election's seat: Selby for Selby and Ainsty, Erdington for its city's."""
    seat = next((one for one in gazetteers.seats if one.iri == election.seat), None)
    names = (seat.name, *seat.aliases, *seat.places) if seat else (_seat_name(election),)
    normal = [normalise_name(name) for name in names]
    return tuple(dict.fromkeys([*normal, *(name.partition(" and ")[0] for name in normal)]))


def _recent_seats(report: _Report) -> Iterable[str]:
    """Return the seats that the gazetteers have by-elections of within a year before a day."""
    earliest = str(int(report.published[:4]) - 1)
    for election in report.gazetteers.elections:
        if election.kind == BY_ELECTION and earliest <= election.date <= report.published:
            yield _seat_name(election)


def _poll_near(report: _Report) -> PollingDay:
    """Return the poll near the day of publication of which a text speaks most, else the last general one."""
    kinds = (GENERAL, *(kind for kind in _cues() if kind not in (GENERAL, *ABROAD)))
    near = [(day, kind) for kind in kinds for day in report.days(kind) if report.is_near(day)]
    if len(near) == 1 and near[0][1] == GENERAL:
        return PollingDay(*near[0])
    told = [found for day, kind in near if (found := (_weight(report, day, kind), day, kind))[0] > 0]
    if told:
        _, day, kind = max(told)
        return PollingDay(day, kind)
    unscheduled = {
        kind: len(_cues()[kind].findall(report.head)) for kind in ("police-and-crime-commissioner", "mayoral")
    }
    likely = max(unscheduled, key=lambda one: unscheduled[one])
    if unscheduled[likely] > len(_cues()[GENERAL].findall(report.head)) and re.search(
        r"\belected|\bwins?\b|\bwon\b", report.head
    ):
        return PollingDay(_thursday_before(report.published), likely)
    if not _cues()[GENERAL].search(report.text) and (just_held := _just_held(report)):
        return just_held
    past = [day for day in report.days(GENERAL) if day <= report.published]
    return PollingDay(past[-1] if past else report.gazetteers.general_elections()[0].date)


def _just_held(report: _Report) -> PollingDay | None:
    """Return the poll of the days before, for a bare list of results; a by-election if it names the seat."""
    held: dict[str, str] = {}
    for election in report.gazetteers.elections:
        if election.kind not in ABROAD and report.is_near(election.date, FRESH_DAYS, 0):
            name = normalise_name(_seat_name(election))
            if not name or _count(name, report.opening):
                held[election.date] = election.kind if name else held.get(election.date, election.kind)
    return PollingDay(*held.popitem()) if len(held) == 1 else None


def _weight(report: _Report, day: str, kind: str) -> float:
    """Return how much speaks for a poll near the day of publication."""
    weight = float(report.told(kind))
    is_news = report.is_near(day, NEWS_DAYS, 0)
    if kind == GENERAL:
        weight += 3 + 2 * min(4, sum(report.countries().values()))
    elif kind in COUNTRIES and is_news and _RESULT.search(report.head):
        named = report.countries()
        is_ours = set(named) == {COUNTRIES[kind]}
        weight += 3 * report.names_polled_seats(day, kind) + (3 + named[COUNTRIES[kind]] if is_ours else 0)
    return weight * (0.5 if day > report.published and kind != GENERAL else 1.0)


def _poll_named(report: _Report) -> PollingDay:
    """Return the poll whose date or year the headline gives, else the one that the text's past leads to."""
    kinds = {kind: len(cue.findall(report.text)) for kind, cue in _cues().items() if kind not in ABROAD}
    kinds[GENERAL] += 3
    likely = max(kinds, key=lambda one: kinds[one])
    for dated in find_dates(report.head):
        if day := _poll_counted_on(dated, report, likely):
            return day
    named = _NAMED_YEAR.search(report.title) or _NAMED_YEAR.search(report.head)
    if named and (named[1] or named[2]) not in _years_recalled(report):
        date = election_in_year(int(named[1] or named[2]), report.gazetteers, PollingDay("", likely))
        if date:
            return PollingDay(date, likely)
    return PollingDay(_general_after_the_past(report))


def _poll_counted_on(date: str, report: _Report, likely: str) -> PollingDay | None:
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


def _years_recalled(report: _Report) -> set[str]:
    """Return the years of which the text gives results as those of before."""
    return {found["year"] for pattern in _RESULT_OF_BEFORE for found in pattern.finditer(report.text)}


def _general_after_the_past(report: _Report) -> str:
    """Return the general election of an undated text: the first that is later than the results it recalls.

    Seats that exist on the boundaries of one parliament alone bound it; the latest year that it names
    bounds it from below.
    """
    general = [election.date for election in report.gazetteers.general_elections()]
    counts = {day: len(re.findall(rf"\b{day[:4]}\b", report.text)) for day in general}
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
    return fitting[-1] if not last or latest_named > fitting[0] else fitting[0]


def _boundary_sets(report: _Report) -> set[str]:
    """Return the boundaries on which all the seats exist that the headline or the opening names, if any."""
    seats = _seats(report.gazetteers)
    # A single word may be somebody's name.
    long = [name for name in seats if " " in name]
    for words, names in ((report.headline, seats), (report.opening, long)):
        named = [{seat.boundary_set for seat in seats[name]} for name in _names_in(words, names)]
        common = set.intersection(*named) if named else set()
        if len(common) == 1:
            return common
    return set()


def _general_near(report: _Report) -> bool:
    return any(report.is_near(day) for day in report.days(GENERAL))


def _thursday_before(published: str) -> str:
    """Return the last Thursday, on which Britain votes, up to a day."""
    day = datetime.date.fromisoformat(published)
    return (day - datetime.timedelta(days=(day.weekday() - 3) % 7)).isoformat()


def _seat_name(election: Election) -> str:
    found = re.match(r"\d{4} (.+) by-election", election.name) if election.kind == BY_ELECTION else None
    return found[1] if found else ""


def _count(words: str, text: str) -> int:
    return len(re.findall(rf"\b{re.escape(words)}\b", text)) if words in text else 0
