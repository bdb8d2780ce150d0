"""Polling days: which election a text reports on, which came before it, which was held in a year.

Extraction, part of discourse. A report's election is a date that also knows what was elected on it, for "in
2016" means another day in a report from Holyrood than in one from Westminster.
"""

from __future__ import annotations

import datetime
import functools
import re
import tomllib
from collections import Counter
from collections.abc import Iterable

from electiongraph.body_gazetteers import ABROAD, body_of, gazetteers_of_body
from electiongraph.extraction.lexicon import RULES_FOLDER
from electiongraph.gazetteers import Election, Gazetteers, normalise_name
from electiongraph.sources.dates import find_date
from electiongraph.sources.document import Document

__all__ = [
    "PollingDay",
    "document_election",
    "election_in_year",
    "election_near",
    "election_on",
    "kind_of",
    "previous_election",
]

GENERAL = "general"
BY_ELECTION = "by-election"
LOCAL = "local"
EARLIER = "house-of-commons"
# How long before and after the polling day a text reports on it.
REPORTED_DAYS = 45
CAMPAIGN_DAYS = 45
HEAD = 700
_BY_ELECTION = re.compile(r"\bby[- ]?elections?\b", re.IGNORECASE)
_OURS = re.compile(r"\bWestminster|\bHouse of Commons, London|\bCon(?:servatives?)?\b.*\bLab(?:our)?\b")
_NAMED_YEAR = re.compile(
    r"\b((?:19|20)\d\d) (?:UK )?(?:general |parliamentary |federal |Senedd |Holyrood |Assembly )?election"
    r"|\b(?:election(?:s)?|Holyrood|Senedd|Stormont),? (?:of |results? )?((?:19|20)\d\d)",
    re.IGNORECASE,
)


class PollingDay(str):
    """A polling date, ISO 8601, that knows what was elected: "general", "by-election", "local" and so on."""

    __slots__ = ("kind",)

    def __new__(cls, date: str, kind: str = GENERAL) -> PollingDay:
        """Make a polling day of a date.

        Args:
            date: ISO 8601 date; a year alone where no more is known; "" when nothing is.
            kind: What was elected, as `Election.kind` has it.
        """
        day = super().__new__(cls, date)
        day.kind = kind
        return day

    def __reduce__(self) -> tuple[type[PollingDay], tuple[str, str]]:
        return PollingDay, (str(self), self.kind)

    kind: str


def kind_of(election: str) -> str:
    """Return what is elected at a document's election: "general" unless the date says more."""
    return election.kind if isinstance(election, PollingDay) else GENERAL


def previous_election(election: str, gazetteers: Gazetteers, *, general: bool = False) -> str:
    """Return the polling date of the last election of the same kind before one, "" when there is none.

    Args:
        election: A polling date; before a by-election comes a general election.
        gazetteers: The elections known.
        general: Ask for the general election before, whatever the kind.

    Examples:
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> previous_election("2024-07-04", load_gazetteers())
        '2019-12-12'
        >>> previous_election(PollingDay("2021-05-06", "senedd"), load_gazetteers())
        '2016-05-05'
    """
    kind = GENERAL if general or kind_of(election) == BY_ELECTION else kind_of(election)
    past = [day for day in _days(gazetteers, kind) if day < election[:10]]
    # Wards and mayors are polled every four years; which of them in a year, no gazetteer knows.
    if kind in (LOCAL, "mayoral"):
        # The mayors of 2020 were elected a year late and served three years.
        term = 3 if kind == "mayoral" and election[:4] == "2024" else 4
        past = [day for day in past if int(election[:4]) - int(day[:4]) >= term]
    return past[-1] if past else ""


def election_in_year(year: int, gazetteers: Gazetteers, like: str = "") -> str:
    """Return the polling date of a year's election, "" when none is known.

    Args:
        year: The year.
        gazetteers: The elections known.
        like: A document's election, whose kind comes first; a general election is next.
    """
    own = GENERAL if kind_of(like) == BY_ELECTION else kind_of(like)
    for kind in (own,) if body_of(own) in ABROAD else dict.fromkeys((own, GENERAL)):
        days = [day for day in _days(gazetteers, kind) if day.startswith(str(year))]
        if len(days) == 1 or (days and kind != GENERAL):
            return days[-1]
    return ""


def election_on(date: str, gazetteers: Gazetteers) -> str:
    """Return a date when it is some election's polling day, else ""."""
    return date if date in {election.date for election in gazetteers.elections} else ""


def election_near(date: datetime.date, gazetteers: Gazetteers, like: str, days: int = 270) -> str:
    """Return the polling day of the same kind that is nearest to a date, "" when none is near.

    Args:
        date: A day worked out from "two and a half years ago".
        gazetteers: The elections known.
        like: A document's election, whose kind is meant; for a by-election a general election is.
        days: How far off it may be.
    """
    kind = GENERAL if kind_of(like) == BY_ELECTION else kind_of(like)
    known = [day for day in _days(gazetteers, kind) if len(day) == 10 and day < like[:10]]
    near = sorted((abs((datetime.date.fromisoformat(day) - date).days), day) for day in known)
    return near[0][1] if near and near[0][0] <= days else ""


def document_election(document: Document, gazetteers: Gazetteers) -> PollingDay:
    """Return the election that a document reports on, "" when the gazetteers have none at all.

    Of the polls shortly before and after the day of publication it is the one of whose kind the text speaks
    most; a by-election only where the text names its seat. A report from abroad is about the last election
    there. Without a day of publication the headline's date or year tells, else the year that is named most,
    else it is the last general election known.
    """
    general = gazetteers.general_elections()
    if not general:
        return PollingDay("")
    head = f"{document.title}\n{document.text[:HEAD]}"
    published = document.published[:10]
    abroad = _election_abroad(document, gazetteers, published)
    if abroad:
        return abroad
    by_election = _by_election(document, head, gazetteers, published)
    if by_election:
        return by_election
    if published:
        return _poll_near(document, head, gazetteers, published)
    return _poll_named(document, head, gazetteers)


_FRESH_DAYS = 5
_known_days: list[tuple[tuple[Election, ...], dict[str, tuple[str, ...]]]] = []


def _days_by_kind(elections: tuple[Election, ...]) -> dict[str, tuple[str, ...]]:
    kinds: dict[str, set[str]] = {}
    for election in elections:
        kind = GENERAL if election.kind == EARLIER else election.kind
        kinds.setdefault(kind, set()).add(election.date)
    return {kind: tuple(sorted(days)) for kind, days in kinds.items()}


@functools.lru_cache(maxsize=2)
def _cues(table: str = "cues") -> dict[str, str]:
    """Return what tells each kind of election, from a table of `rules/polls.toml`."""
    with (RULES_FOLDER / "polls.toml").open("rb") as file:
        cues: dict[str, str] = tomllib.load(file)[table]
    return cues


def _days(gazetteers: Gazetteers, kind: str) -> tuple[str, ...]:
    # Remembered by identity: to hash every election at each call would take longer than to sort them once.
    if not _known_days or _known_days[0][0] is not gazetteers.elections:
        _known_days[:] = [(gazetteers.elections, _days_by_kind(gazetteers.elections))]
    return _known_days[0][1].get(kind, ())


def _election_abroad(document: Document, gazetteers: Gazetteers, published: str) -> PollingDay | None:
    """Return the last election of another country, where the text speaks of hers and not of Westminster."""
    counts = {kind: len(set(re.findall(_cues()[kind], document.text))) for kind in sorted(ABROAD)}
    kind = max(counts, key=lambda one: counts[one])
    if not counts[kind] or _is_of_this_country(document.text, kind, counts[kind]):
        return None
    kind = _state_of(kind, document.text, gazetteers) or kind
    days = _days(gazetteers, kind)
    past = [day for day in days if not published or day <= published] or list(days)
    named = [day for day in past if re.search(rf"\b{day[:4]}\b", f"{document.title}\n{document.text[:HEAD]}")]
    return PollingDay((past if published else named or past)[-1], kind) if past else None


def _is_of_this_country(text: str, kind: str, told: int) -> bool:
    """Tell whether a text that has words of another country's elections is none from there."""
    if told < 2 and not re.search(_cues("sure")[kind], text):
        return True
    if len(re.findall(_cues()[GENERAL], text)) > 6 * told or _OURS.search(text):
        return True
    nearby = _cues()["northern-ireland-assembly"]
    return kind == "ireland" and len(re.findall(nearby, text)) > len(re.findall(_cues()[kind], text))


def _state_of(country: str, text: str, gazetteers: Gazetteers) -> str:
    """Return the kind of election of the state that polled on one day and a text is about, "" for none."""
    named = Counter(
        area.region
        for area in gazetteers_of_body(country, gazetteers).seats
        if area.region and area.boundary_set == "2010" and area.name in text
    )
    top = named.most_common(2)
    if not top or (len(top) > 1 and top[1][1] * 2 > top[0][1]):
        return ""
    kind = f"{country}-{top[0][0].lower().replace(' ', '-')}"
    return kind if _days(gazetteers, kind) else ""


def _by_election(document: Document, head: str, gazetteers: Gazetteers, published: str) -> PollingDay | None:
    """Return the by-election that a text is about: it says so and names the seat."""
    spoken = len(_BY_ELECTION.findall(document.text))
    in_head = len(_BY_ELECTION.findall(head))
    if not spoken or re.search(r"general election", document.title, re.IGNORECASE):
        return None
    opening = normalise_name(f"{document.title} {document.text[:2000]}")
    in_title = normalise_name(document.title)
    found: list[tuple[int, str]] = []
    for election in gazetteers.elections:
        name = _seat_name(election)
        if not name or (published and not _is_near(election.date, published)):
            continue
        if not published and election.date[:4] not in re.findall(r"\b20\d\d\b", head):
            continue
        forms = _forms_of_seat(election, gazetteers)
        said = max(_count(form, opening) for form in forms)
        named = 2 * _count(normalise_name(name), opening) + said
        in_headline = any(_count(form, in_title) for form in forms)
        weight = named + 5 * in_headline
        is_news = bool(published) and _is_near(election.date, published, 10, 0)
        if named and (in_head or spoken >= 2 or in_headline or is_news):
            found.append((weight, election.date))
    if found:
        return PollingDay(max(found)[1], BY_ELECTION)
    is_stale = spoken < 3 and not _BY_ELECTION.search(document.title)
    if is_stale or not published or _general_near(gazetteers, published):
        return None
    if any(normalise_name(name) in opening for name in _recent_seats(gazetteers, published)):
        return None
    if not _BY_ELECTION.search(head):
        return None
    told = {kind: len(re.findall(_cues()[kind], head)) for kind in ("scottish-parliament", "senedd")}
    likely = max(told, key=lambda kind: told[kind])
    is_nations = told[likely] > len(re.findall(_cues()[GENERAL], head))
    return PollingDay(_thursday_before(published), likely if is_nations else BY_ELECTION)


def _forms_of_seat(election: Election, gazetteers: Gazetteers) -> tuple[str, ...]:
    """Return how reports call a by-election's seat: Selby for Selby and Ainsty, Erdington for its city's."""
    seat = next((one for one in gazetteers.seats if one.iri == election.seat), None)
    names = (seat.name, *seat.aliases, *seat.places) if seat else (_seat_name(election),)
    normal = [normalise_name(name) for name in names]
    return tuple(dict.fromkeys([*normal, *(name.partition(" and ")[0] for name in normal)]))


def _recent_seats(gazetteers: Gazetteers, published: str) -> Iterable[str]:
    """Return the seats that the gazetteers have by-elections of within a year before a day."""
    for election in gazetteers.elections:
        is_recent = str(int(published[:4]) - 1) <= election.date[:4] and election.date <= published
        if election.kind == BY_ELECTION and is_recent:
            yield _seat_name(election)


def _poll_near(document: Document, head: str, gazetteers: Gazetteers, published: str) -> PollingDay:
    """Return the poll near a day of which a text speaks most, else the last general election."""
    near: list[tuple[float, str, str]] = []
    for kind in (GENERAL, *(kind for kind in _cues() if kind not in (GENERAL, *ABROAD))):
        for day in _days(gazetteers, kind):
            if len(day) == 10 and _is_near(day, published):
                cue = _cues()[kind]
                said = len(re.findall(cue, document.text)) + 4 * len(re.findall(cue, head))
                is_coming = day > published
                near.append((said * (0.5 if is_coming else 1.0) + 3 * (kind == GENERAL), day, kind))
    told = [one for one in near if one[0] > 0]
    if told:
        _, day, kind = max(told)
        return PollingDay(day, kind)
    unscheduled = {
        kind: len(re.findall(_cues()[kind], head)) for kind in ("police-and-crime-commissioner", "mayoral")
    }
    likely = max(unscheduled, key=lambda one: unscheduled[one])
    if unscheduled[likely] > len(re.findall(_cues()[GENERAL], head)) and re.search(
        r"\belected|\bwins?\b|\bwon\b", head
    ):
        return PollingDay(_thursday_before(published), likely)
    if not re.search(_cues()[GENERAL], document.text):
        just_held = _just_held(document, gazetteers, published)
        if just_held:
            return just_held
    past = [day for day in _days(gazetteers, GENERAL) if day <= published]
    return PollingDay(past[-1] if past else gazetteers.general_elections()[0].date)


def _just_held(document: Document, gazetteers: Gazetteers, published: str) -> PollingDay | None:
    """Return the poll of the days before, for a bare list of results; a by-election if it names the seat."""
    opening = normalise_name(f"{document.title} {document.text[:HEAD]}")
    held: dict[str, str] = {}
    for election in gazetteers.elections:
        if election.kind not in ABROAD and _is_near(election.date, published, _FRESH_DAYS, 0):
            name = normalise_name(_seat_name(election))
            if not name or _count(name, opening):
                held[election.date] = election.kind if name else held.get(election.date, election.kind)
    return PollingDay(*held.popitem()) if len(held) == 1 else None


def _poll_named(document: Document, head: str, gazetteers: Gazetteers) -> PollingDay:
    """Return the poll whose date or year the headline gives, else the one whose year is named most."""
    kinds = {kind: len(re.findall(cue, document.text)) for kind, cue in _cues().items() if kind not in ABROAD}
    kinds[GENERAL] += 3
    likely = max(kinds, key=lambda one: kinds[one])
    dated = find_date(head)
    if dated and election_on(dated, gazetteers):
        return PollingDay(dated, likely if dated in _days(gazetteers, likely) else GENERAL)
    named = _NAMED_YEAR.search(head)
    if named:
        year = int(named[1] or named[2])
        day = election_in_year(year, gazetteers, PollingDay("", likely))
        if day:
            return PollingDay(day, likely)
    general = [election.date for election in gazetteers.general_elections()]
    counts = {day: len(re.findall(rf"\b{day[:4]}\b", document.text)) for day in general}
    top = max(counts.values())
    is_history = re.search(r"\b(?:overturn|compared|since|in) (?:the )?20\d\d", document.text)
    if top >= 3 and counts[general[-1]] == 0 and not is_history:
        return PollingDay(max(day for day, count in counts.items() if count == top))
    return PollingDay(general[-1])


def _general_near(gazetteers: Gazetteers, published: str) -> bool:
    return any(_is_near(day, published) for day in _days(gazetteers, GENERAL))


def _is_near(day: str, published: str, after: int = REPORTED_DAYS, before: int = CAMPAIGN_DAYS) -> bool:
    """Tell whether a text was published within so many days after a poll, or before it."""
    if len(day) < 10:
        return False
    try:
        since = (datetime.date.fromisoformat(published) - datetime.date.fromisoformat(day)).days
    except ValueError:
        return False
    return -before <= since <= after


def _thursday_before(published: str) -> str:
    """Return the last Thursday, on which Britain votes, up to a day."""
    day = datetime.date.fromisoformat(published)
    return (day - datetime.timedelta(days=(day.weekday() - 3) % 7)).isoformat()


def _seat_name(election: Election) -> str:
    found = re.match(r"\d{4} (.+) by-election", election.name) if election.kind == BY_ELECTION else None
    return found[1] if found else ""


def _count(words: str, text: str) -> int:
    return len(re.findall(rf"\b{re.escape(words)}\b", text))
