"""Tell whether a document reports on a by-election, and on which.

Extraction, part of `document_polls`: the document names its seat and says so, or it is the day's news.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from electiongraph.extraction.poll_reports import (
    NEWS_DAYS,
    RESULT,
    Report,
    count_of,
    cues,
    seat_of_by_election,
    thursday_before,
)
from electiongraph.extraction.polling_days import BY_ELECTION, GENERAL, PollingDay, kinds_on
from electiongraph.gazetteers import Election, Gazetteers, normalise_name

__all__ = ["by_election_reported"]

_BY_ELECTION = re.compile(r"\bby[- ]?elections?\b", re.IGNORECASE)
# "Lindsay Whittle won Thursday's by-election"
_THIS_WEEKS = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[Yy]esterday|[Ll]ast (?:night|week))['’]s"
    r" (?:[A-Za-z]+ ){0,3}by[- ]?election"
)
# How long after the poll a report on its seat needs no more words to be one on the result.
_FRESH_DAYS = 3
_GENERAL_ELECTION = re.compile(r"\bgeneral election", re.IGNORECASE)


def by_election_reported(report: Report) -> PollingDay | None:
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
        is_fresh = in_headline or report.is_near(election.date, _FRESH_DAYS, 0)
        if not weight or (not spoken and not (is_fresh and is_news and RESULT.search(report.head))):
            continue
        if in_head or spoken >= 2 or in_headline or is_news:
            found.append((weight, election.date))
    if found:
        return None if _is_rather_of_other(report, *max(found)) else PollingDay(max(found)[1], BY_ELECTION)
    return _by_election_in_no_gazetteer(report, spoken)


def _may_be_meant(report: Report, election: Election) -> bool:
    """Tell whether a by-election is near the day of publication or, without one, named by year or date."""
    if report.published:
        return report.is_near(election.date)
    if election.date[:4] in re.findall(r"\b20\d\d\b", report.head):
        return True
    day = datetime.date.fromisoformat(election.date)
    return f"{day:%B} {day.day}" in report.head or f"{day.day} {day:%B}" in report.head


def _weight_of_by_election(report: Report, election: Election) -> tuple[int, bool]:
    name = seat_of_by_election(election)
    forms = _forms_of_seat(election, report.gazetteers)
    said = max(count_of(form, report.opening) for form in forms)
    in_headline = any(count_of(form, report.headline) for form in forms)
    weight = 2 * count_of(normalise_name(name), report.opening) + said
    return (weight + 5 * in_headline if weight else 0), in_headline


def _is_rather_of_other(report: Report, weight: int, day: str) -> bool:
    """Tell whether the text opens with another office, polled on the same day, before it names the seat."""
    if weight >= 8 or _BY_ELECTION.search(report.title):
        return False
    opens = {
        kind: found.start()
        for kind in kinds_on(day, report.gazetteers)
        if kind in cues() and kind != GENERAL and (found := cues()[kind].search(report.head))
    }
    said = _BY_ELECTION.search(report.head)
    return bool(opens) and min(opens.values()) < (said.start() if said else len(report.head))


def _by_election_in_no_gazetteer(report: Report, spoken: int) -> PollingDay | None:
    of_one = any(cues()[kind].search(report.head) for kind in ("mayoral", "police-and-crime-commissioner"))
    is_news = _BY_ELECTION.search(report.title) or (_THIS_WEEKS.search(report.head) and not of_one)
    is_stale = spoken < 3 and not is_news
    if is_stale or not report.published or report.is_near_general():
        return None
    if any(normalise_name(name) in report.opening for name in _recentseats_by_name(report)):
        return None
    if not _BY_ELECTION.search(report.head):
        return None
    told = {kind: len(cues()[kind].findall(report.head)) for kind in ("scottish-parliament", "senedd")}
    likely = max(told, key=lambda kind: told[kind])
    is_nations = told[likely] > len(cues()[GENERAL].findall(report.head))
    return PollingDay(thursday_before(report.published), likely if is_nations else BY_ELECTION)


def _forms_of_seat(election: Election, gazetteers: Gazetteers) -> tuple[str, ...]:
    """Return how reports call a by-election's seat: Selby for Selby and Ainsty, Erdington for its city's."""
    seat = next((one for one in gazetteers.seats if one.iri == election.seat), None)
    names = (seat.name, *seat.aliases, *seat.places) if seat else (seat_of_by_election(election),)
    normal = [normalise_name(name) for name in names]
    return tuple(dict.fromkeys([*normal, *(name.partition(" and ")[0] for name in normal)]))


def _recentseats_by_name(report: Report) -> Iterable[str]:
    """Return the seats that the gazetteers have by-elections of within a year before a day."""
    earliest = str(int(report.published[:4]) - 1)
    for election in report.gazetteers.elections:
        if election.kind == BY_ELECTION and earliest <= election.date <= report.published:
            yield seat_of_by_election(election)
