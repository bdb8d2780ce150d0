"""Find the seats, parties, people, offices, regions, elections, days and numbers that a question names.

Nothing that is named is passed over: what is no parameter's value is told as left.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from electiongraph.gazetteers import Gazetteers, normalise_name
from electiongraph.sources.dates import find_dates

__all__ = ["Named", "find_parameters"]

LONGEST_NAME = 7
SHORTEST_NAME = 3
LONGEST_OF_GIVEN_NAMES = 2
_YEAR = re.compile(
    r"\b(?:in |at |of |since )?(?:the )?((?:19|20)\d\d)(?: (?:general )?election)?\b(?P<notional> notional)?"
)
_DAY = re.compile(r"\b(?:on )?(\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]+,? \d{4})\b")
_BY_ELECTION = re.compile(r"\bby-? ?elections?\b", re.IGNORECASE)
# Of an election that somebody asks what was before it, the one before is meant.
_BEFORE = re.compile(r"\b(?:before|until|prior to) (?:the )?((?:19|20)\d\d)(?: (?:general )?election)?\b")
_BETWEEN = re.compile(r"\b(?:between|from|since|against|compared)\b", re.IGNORECASE)
_NOW = re.compile(r"\b(?:right now|now|still|currently|at present|today|at the moment)\b", re.IGNORECASE)
_IS = re.compile(r"\s*who(?:['’]s| is)\b", re.IGNORECASE)
# A title in small letters: "the deputy prime minister". Of one word only these say which office is meant.
_TITLE = re.compile(r"(?=\b((?:[a-z]+ ){1,4}(?:minister|secretary|whip|treasury)|chancellor)\b)")
# "from the Tories" is the second party of a question about two; so is "Labour" in "Labour to SNP swing" and
# in "seats that Labour lost".
_FROM = re.compile(r"\b[Ff]rom (?:the )?$")
_TO = re.compile(r" (?:(?:lost|lose|loses|losing) (?:them |it )?)?to\b")
_SEATS_THAT = re.compile(r"\b(?:seats?|constituenc(?:y|ies)|where)\b(?: \w+)*? $", re.IGNORECASE)
_HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)
_LOST = re.compile(r" (?:have |has )?(?:lost|lose|loses)\b(?! (?:their|its|deposit))")
_PERCENT = re.compile(r"\b(\d{1,2}(?:\.\d+)?) ?(?:%|per ?cent\b|pc\b)")
_LIMIT = re.compile(
    r"\b(\d{1,3}|three|five|ten|twenty|fifty)"
    r"(?= (?:smallest|closest|largest|biggest|highest|lowest|narrowest|tightest|safest|most marginal))"
)
_NUMBERS = {"three": "3", "five": "5", "ten": "10", "twenty": "20", "fifty": "50"}
_DIGITS = re.compile(r"\d[\d,.]*(?<![,.])%?")
_NAME = re.compile(
    r"[A-ZÀ-Þ][\w’'-]+(?:,? (?:and |of |the |upon |under |on |in |with |&|le |y )*[A-ZÀ-Þ][\w’'-]+)*"
)
# After these a name that nothing knows is that of a place.
_PLACE = re.compile(
    r"\b(?:in|at|for|around|across|near|win|won|wins|winning|took|represents?|hold|holds|held)(?: the)? $",
    re.IGNORECASE,
)
# After these stands whom somebody lost to, who is not asked about.
_OPPONENT = re.compile(
    r"\b(?:to|by|against|behind|before|after|over|than|beat|defeated|ousted|unseated|succeeded|replaced)"
    r"(?: the)? $",
    re.IGNORECASE,
)
_BEATEN_BY = re.compile(
    r"\b(?:who|mps?|members?|incumbents?|candidates?)\b.*"
    r"\b(?:lost|lose|beaten|defeated|second) (?:to|by)(?: the)? $",
    re.IGNORECASE,
)
# The one who lost is asked about where it is who won that is wanted: "Who beat Jane Smith?".
_WHO_BEAT = re.compile(
    r"\bwho(?:m|ever)?(?: (?:has|have))? (?:beat|beats|beaten|defeats|defeated|ousts|ousted|unseats|unseated"
    r"|toppled)(?: the)? $",
    re.IGNORECASE,
)
# "in Yorkshire" is no party, though one is called so.
_PLACE_ONLY = re.compile(r"\b(?:in|at|around|across|near)(?: the)? $", re.IGNORECASE)
_END = re.compile(r"\s*(?:[?.!,;]|$)")
_OPENING = frozenset(
    "which who what where when how did was were is are has have had does do list show give all most the in"
    " for any name find tell can please and on at".split()
)
# These are written with capitals and name nobody.
_GENERIC = frozenset("mp mps uk britain parliament commons excel csv election elections general i".split())


@dataclass(frozen=True, slots=True)
class Named:
    """What a question names.

    Attributes:
        rest: The question without it.
        parameters: Values as they are written, by the parameter's name.
        left: Names, years and numbers that are no parameter's value, as they are written.
    """

    rest: str
    parameters: dict[str, str]
    left: tuple[str, ...]


def find_parameters(
    words: str,
    gazetteers: Gazetteers,
    today: datetime.date | None = None,
    known: frozenset[str] = frozenset(),
) -> Named:
    """Find what a question names.

    Args:
        words: The question.
        gazetteers: The names that are known.
        today: The day that "now" means of an office; the current one when None.
        known: Words, in small letters, that are no names even where they are written with a capital.

    Examples:
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> named = find_parameters("Did the Tories get 500 votes in Luton North in 2019?", load_gazetteers())
        >>> named.parameters
        {'election': '2019', 'party': 'Tories', 'seat': 'Luton North'}
        >>> named.left
        ('500',)
    """
    found: dict[str, str] = {}
    left: list[str] = []
    words = words.replace("’", "'")
    for name, pattern in (("percent", _PERCENT), ("limit", _LIMIT)):
        if match := pattern.search(words):
            found[name] = _NUMBERS.get(match[1], match[1])
            words = f"{words[: match.start()]} {words[match.end() :]}"
    if (match := _DAY.search(words)) and (days := find_dates(match[1])):
        found["date"] = days[0]
        words = f"{words[: match.start()]} {words[match.end() :]}"
    words = _take_election(words, found, left, gazetteers)
    words = _take_names(words, found, left, gazetteers, known)
    words = _take_title(words, found, gazetteers)
    words = _take_small_letters(words, found, gazetteers, known)
    if "role" in found and "date" not in found and (_NOW.search(words) or _IS.match(words)):
        found["date"] = (today or datetime.datetime.now(tz=datetime.UTC).date()).isoformat()
    words = _NOW.sub(" ", words)
    left += _DIGITS.findall(words)
    return Named(_DIGITS.sub(" ", words), dict(sorted(found.items())), tuple(left))


def _take_election(words: str, found: dict[str, str], left: list[str], gazetteers: Gazetteers) -> str:
    """Return the words without years, of which one becomes the election."""
    if (match := _BEFORE.search(words)) and (earlier := _election_before(match[1], gazetteers)):
        words = f"{words[: match.start()]} in {earlier}{words[match.end() :]}"
    # Of two years the later one is asked about, the other is what it is compared with.
    years = sorted(_YEAR.finditer(words), key=lambda one: one[1])
    if years:
        found["election"] = years[-1][1] + (years[-1]["notional"] or "")
        compared = _election_before(years[-1][1], gazetteers) if _BETWEEN.search(words) else years[-1][1]
        left += [one[1] for one in years[:-1] if one[1] not in (compared, years[-1][1])]
    words = _YEAR.sub(" ", words)
    if _BY_ELECTION.search(words):
        found["election"] = f"{found.get('election', '')} by-elections".strip()
    return words


def _election_before(year: str, gazetteers: Gazetteers) -> str:
    """Return the year of the general election before one, "" when none is known."""
    return max((one.date[:4] for one in gazetteers.general_elections() if one.date[:4] < year), default="")


def _take_names(
    words: str, found: dict[str, str], left: list[str], gazetteers: Gazetteers, known: frozenset[str]
) -> str:
    """Return the words without the names in them; a second one of a kind is left."""
    for match in reversed(list(_NAME.finditer(words))):
        for name, start, end in _meanings(words, *match.span(), gazetteers, known):
            kind = "from_party" if name == "party" and _is_second(words, start, end, found) else name
            if kind in found or _is_opponent(kind, words[:start]):
                left.append(words[start:end])
            else:
                found[kind] = words[start:end]
            # What is asked about is an office: the other words alone may be too few to say so.
            words = f"{words[:start]} {'minister' if kind == 'role' else ''} {words[end:]}"
    return words


def _take_title(words: str, found: dict[str, str], gazetteers: Gazetteers) -> str:
    """Return the words without a title in small letters, which becomes the role."""
    titles = (match[1] for match in _TITLE.finditer(words))
    title = next((one for one in titles if gazetteers.role_named(one) is not None), "")
    if "role" in found or not title:
        return words
    found["role"] = title.removeprefix("the ")
    return words.replace(title, "minister")


def _take_small_letters(
    words: str, found: dict[str, str], gazetteers: Gazetteers, known: frozenset[str]
) -> str:
    """Return the words without the names that the gazetteers know though they are in small letters."""
    places = [one.span() for one in re.finditer(r"[^\s?!;:]+", words)]
    for length in range(min(len(places), LONGEST_NAME), 0, -1):
        for first in reversed(range(len(places) - length + 1)):
            start, end = places[first][0], places[first + length - 1][1]
            name = _bare(words[start:end])
            opening = name.split()[0].casefold() if name else ""
            if opening in _OPENING or (length == 1 and (len(name) < SHORTEST_NAME or opening in known)):
                continue
            kind = _kind(name, gazetteers)
            if kind == "party" and _is_second(words, start, start + len(name), found):
                kind = "from_party"
            # One word may be any: a seat's only after "in" and the like.
            is_name = length > 1 or kind in ("party", "from_party", "region") or _PLACE.search(words[:start])
            if kind and kind not in found and is_name and not _is_opponent(kind, words[:start]):
                found[kind] = name
                words = f"{words[:start]} {words[start + len(name) :]}"
                return _take_small_letters(words, found, gazetteers, known)
    return words


def _is_second(words: str, start: int, end: int, found: Mapping[str, str]) -> bool:
    """Tell whether a party is the second of two, or the one that lost seats."""
    if _FROM.search(words[:start]) or ("party" in found and _TO.match(words[end:])):
        return True
    # How many it lost is a matter of the balance of both.
    is_counted = _HOW_MANY.search(words[:start])
    return bool(not is_counted and _SEATS_THAT.search(words[:start]) and _LOST.match(words[end:]))


def _is_opponent(kind: str, before: str) -> bool:
    """Tell whether a person or party is named as the one whom those asked about lost to."""
    return bool(
        (kind == "person" and _OPPONENT.search(before) and not _WHO_BEAT.search(before))
        or (kind == "party" and _BEATEN_BY.search(before))
    )


def _meanings(
    words: str, start: int, end: int, gazetteers: Gazetteers, known: frozenset[str]
) -> Iterator[tuple[str, int, int]]:
    """Yield which parameters a run of capitalised words holds and from where to where, the last first.

    The run at the head of a question opens with a word that is capital for that only ("Which Labour MPs").
    A name that no gazetteer has is that of a seat after "in" and the like, else a person's.
    """
    places = [(start + one.start(), start + one.end()) for one in re.finditer(r"\S+", words[start:end])]
    while places and words[slice(*places[0])].casefold() in _OPENING:
        del places[0]
    for length in range(min(len(places), LONGEST_NAME), 0, -1):
        for first in range(len(places) - length + 1):
            begun, ended = places[first][0], places[first + length - 1][1]
            ended = begun + len(_bare(words[begun:ended]))
            if kind := _kind(words[begun:ended], gazetteers):
                if kind == "party" and _PLACE_ONLY.search(words[:begun]) and _END.match(words[ended:]):
                    kind = "seat"
                yield from _meanings(words, places[first + length - 1][1], end, gazetteers, known)
                yield kind, begun, ended
                yield from _meanings(words, places[0][0], begun, gazetteers, known)
                return
    for end_of_run in (0, -1):
        while places and _is_no_name(words[slice(*places[end_of_run])], known):
            del places[end_of_run]
    if not places:
        return
    begun = places[0][0]
    is_place = _PLACE.search(words[:begun]) or _BY_ELECTION.match(words[places[-1][1] :].lstrip())
    yield "seat" if is_place else "person", begun, begun + len(_bare(words[begun : places[-1][1]]))


def _is_no_name(word: str, known: frozenset[str]) -> bool:
    plain = _bare(word).casefold()
    return plain in _GENERIC or plain in known


def _bare(name: str) -> str:
    """Return a name without its genitive and the comma after it."""
    return re.sub(r"['’]s?$", "", name.rstrip(",")).rstrip(",")


@functools.lru_cache(maxsize=4)
def _regions(gazetteers: Gazetteers) -> frozenset[str]:
    return frozenset(normalise_name(place) for one in gazetteers.seats for place in (one.region, one.country))


def _kind(name: str, gazetteers: Gazetteers) -> str:
    """Return which parameter a name is a value of; "" when the gazetteers do not know it."""
    if normalise_name(name) in _regions(gazetteers):
        return "region"
    if gazetteers.role_named(name) is not None:
        return "role"
    # Of two letters a name is an abbreviation, or somebody's given name: "ED" and "Ed".
    is_given_name = len(name) <= LONGEST_OF_GIVEN_NAMES and not name.isupper()
    if gazetteers.party_named(name) is not None and not is_given_name:
        return "party"
    return "seat" if gazetteers.seats_named(name) else ""
