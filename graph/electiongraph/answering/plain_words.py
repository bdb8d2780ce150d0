"""Find the named question that a question in plain words is close to, and the parameters in it.

No model: the words that are left without names and years are compared with how each question of the catalogue
can be asked. What was understood is said, so that a wrong guess is seen.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from electiongraph.answering.catalogue import Question, read_catalogue
from electiongraph.errors import QueryError
from electiongraph.gazetteers import Gazetteers, load_gazetteers, normalise_name
from electiongraph.sources.dates import find_dates

__all__ = ["Understood", "understand"]

# Below this likeness, of 100, nothing is close.
LEAST_LIKENESS = 62
# A question that takes a parameter which was given is the likelier one.
FITS = 6
# A day is asked about in few questions, and decides between them.
DAY_FITS = 60
# Who leaves out the seat or the person that is asked about answers something else, and is passed by.
MISFITS = 25
MOST_SUGGESTIONS = 3
LONGEST_NAME = 7
_YEAR = re.compile(
    r"\b(?:in |at |of |since )?(?:the )?((?:19|20)\d\d)(?: (?:general )?election)?\b(?P<notional> notional)?"
)
_DAY = re.compile(r"\b(?:on )?(\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]+,? \d{4})\b")
# Of an election that somebody asks what was before it, the one before is meant.
_BEFORE = re.compile(r"\b(?:before|until|prior to) (?:the )?((?:19|20)\d\d)(?: (?:general )?election)?\b")
# "from the Tories" is the second party of a question about two; so is "Labour" in "Labour to SNP swing".
_NOW = re.compile(r"\b(?:right now|now|still|currently|at present|today|at the moment)\b", re.IGNORECASE)
_IS = re.compile(r"\s*who(?:['’]s| is)\b", re.IGNORECASE)
# A title in small letters: "the deputy prime minister". Of one word only these say which office is meant.
_TITLE = re.compile(r"(?=\b((?:[a-z]+ ){1,4}(?:minister|secretary|whip|treasury)|chancellor)\b)")
_FROM = re.compile(r"\b[Ff]rom (?:the )?$")
_TO = re.compile(r" to\b")
_PERCENT = re.compile(r"\b(\d{1,2}(?:\.\d+)?) ?(?:%|per ?cent\b|pc\b)")
_LIMIT = re.compile(
    r"\b(\d{1,3}|three|five|ten|twenty|fifty)"
    r"(?= (?:smallest|closest|largest|biggest|highest|lowest|narrowest|tightest))"
)
_NUMBERS = {"three": "3", "five": "5", "ten": "10", "twenty": "20", "fifty": "50"}
_NAME = re.compile(
    r"[A-ZÀ-Þ][\w’'-]+(?:,? (?:and |of |the |upon |under |on |in |with |&|le |y )*[A-ZÀ-Þ][\w’'-]+)*"
)
_OPENING = frozenset(
    "which who what where when how did was were is are has have had does do list show give all most the in"
    " for".split()
)
_STOP = frozenset(
    "the a an of in on at to by for and or is are was were did do does has have had there that which who whom"
    " what where when how many much list show me all any please tell give somebody something".split()
)
_SAME = {
    "mps": "incumbents", "mp": "incumbent", "members": "incumbents", "beaten": "lost", "defeated": "lost",
    "ousted": "lost", "unseated": "lost", "closest": "smallest majority", "narrowest": "smallest majority",
    "marginal": "smallest majority", "constituencies": "seats", "constituency": "seat",
    "second": "second place",
    "contradict": "disagree", "conflict": "disagree", "differ": "disagree", "minister": "appointed",
    "ministers": "appointed", "retired": "stood down", "renamed": "new name", "formerly": "former name",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question in plain words was taken for.

    Attributes:
        question: The named question.
        parameters: Parameters found in the words, by name, as a user would give them.
        passed_over: What else was found in them, which the question does not take.
    """

    question: Question
    parameters: dict[str, str]
    passed_over: tuple[str, ...] = ()

    @property
    def command(self) -> str:
        """Return the question as it would be asked by name: "incumbents-lost --election 2024"."""
        options = (
            f'--{name.replace("_", "-")} "{value}"' if " " in value else f"--{name.replace('_', '-')} {value}"
            for name, value in self.parameters.items()
        )
        return " ".join((self.question.name, *options))


def understand(
    words: str, catalogue: Sequence[Question] | None = None, today: datetime.date | None = None
) -> Understood:
    """Return the named question that a question in plain words is closest to.

    Args:
        words: The question.
        catalogue: The questions to choose from; all when None.
        today: The day that "now" and "still" mean of an office; the current one when None.

    Raises:
        QueryError: When no question is close; the message names the nearest.

    Examples:
        >>> understand("Which incumbents lost in 2024?").command
        'incumbents-lost --election 2024'
        >>> understand("what were the ten smallest majorities").command
        'smallest-majorities --limit 10'
        >>> understand("Who is chancellor now?", today=datetime.date(2025, 3, 1)).command
        'office-holders --date 2025-03-01 --role chancellor'
    """
    from rapidfuzz import fuzz  # noqa: PLC0415

    questions = tuple(catalogue or read_catalogue())
    rest, parameters = _take_parameters(words, load_gazetteers())
    rest = _take_now(rest, parameters, today)
    asked = _normal(rest)
    ranked: list[tuple[float, str, Question]] = []
    for question in questions:
        takes = {parameter.name for parameter in question.parameters}
        needs = {parameter.name for parameter in question.parameters if parameter.is_required}
        likeness = max(
            fuzz.token_set_ratio(asked, _normal(form)) * 0.6
            + fuzz.token_sort_ratio(asked, _normal(form)) * 0.4
            for form in _forms(question)
        )
        likeness += FITS * len(takes & parameters.keys()) - 3 * FITS * len(needs - parameters.keys())
        likeness -= MISFITS * len((parameters.keys() & {"person", "seat", "role"}) - takes)
        likeness += DAY_FITS * len(takes & parameters.keys() & {"date"})
        ranked.append((likeness, question.name, question))
    ranked.sort(key=lambda one: (-one[0], one[1]))
    likeness, _, best = ranked[0]
    left_out = {"person", "seat"} & parameters.keys() - {one.name for one in best.parameters}
    if likeness < LEAST_LIKENESS or left_out:
        named = {"person", "seat"} & parameters.keys()
        fitting = [one for one in ranked if named <= {parameter.name for parameter in one[2].parameters}]
        near = " or ".join(name for _, name, _ in (fitting or ranked)[:MOST_SUGGESTIONS])
        raise QueryError(
            f"the closest named question, {best.name}, takes no {' and no '.join(sorted(left_out))}"
            if left_out
            else "no named question is close to this",
            where=words,
            advice=f"did you mean {near}? `electiongraph ask` lists all",
        )
    takes = {parameter.name for parameter in best.parameters}
    if "role" in parameters:
        # Who held an office in a year is no matter of an election of that year.
        takes.discard("election")
    return Understood(
        best,
        {name: value for name, value in sorted(parameters.items()) if name in takes},
        tuple(value for name, value in parameters.items() if name not in takes),
    )


def _forms(question: Question) -> Iterator[str]:
    """Yield the ways in which a question can be asked."""
    yield question.question
    yield question.summary
    yield question.name.replace("-", " ")
    yield from question.asked


def _normal(words: str) -> str:
    """Return words as they are compared: in lower case, without those that tell nothing, one word an idea."""
    plain = (word for word in re.findall(r"[a-z0-9']+", words.lower()) if word not in _STOP)
    return " ".join(_SAME.get(word, word) for word in plain)


def _take_parameters(words: str, gazetteers: Gazetteers) -> tuple[str, dict[str, str]]:
    """Return the words without the names, years and numbers in them, and these by parameter."""
    found: dict[str, str] = {}
    for name, pattern in (("percent", _PERCENT), ("limit", _LIMIT)):
        if match := pattern.search(words):
            found[name] = _NUMBERS.get(match[1], match[1])
            words = f"{words[: match.start()]} {words[match.end() :]}"
    if (match := _DAY.search(words)) and (days := find_dates(match[1])):
        found["date"] = days[0]
        words = f"{words[: match.start()]} {words[match.end() :]}"
    if (match := _BEFORE.search(words)) and (earlier := _election_before(match[1], gazetteers)):
        words = f"{words[: match.start()]} in {earlier}{words[match.end() :]}"
    # Of two years the later one is asked about, the other is what it is compared with.
    if years := sorted(_YEAR.finditer(words), key=lambda one: one[1]):
        found["election"] = years[-1][1] + (years[-1]["notional"] or "")
        words = _YEAR.sub(" ", words)
    for match in reversed(list(_NAME.finditer(words))):
        for name, start, end in _meanings(words, *match.span(), gazetteers):
            kind = "from_party" if name == "party" and _is_second(words, start, end, found) else name
            if kind not in found:
                found[kind] = words[start:end]
                # What is asked about is an office: the other words alone may be too few to say so.
                left = "minister" if kind == "role" else ""
                words = f"{words[:start]} {left} {words[end:]}"
    words = _take_title(words, found, gazetteers)
    return words, dict(sorted(found.items()))


def _election_before(year: str, gazetteers: Gazetteers) -> str:
    """Return the year of the general election before one, "" when none is known."""
    return max((one.date[:4] for one in gazetteers.general_elections() if one.date[:4] < year), default="")


def _take_title(words: str, found: dict[str, str], gazetteers: Gazetteers) -> str:
    """Return the words without a title in small letters, which becomes the role."""
    titles = (match[1] for match in _TITLE.finditer(words))
    title = next((one for one in titles if gazetteers.role_named(one) is not None), "")
    if "role" in found or not title:
        return words
    found["role"] = title.removeprefix("the ")
    return words.replace(title, "minister")


def _take_now(words: str, found: dict[str, str], today: datetime.date | None) -> str:
    """Return the words without "now" and the like; of an office they mean a day."""
    if "role" in found and "date" not in found and (_NOW.search(words) or _IS.match(words)):
        found["date"] = (today or datetime.datetime.now(tz=datetime.UTC).date()).isoformat()
    return _NOW.sub(" ", words)


def _is_second(words: str, start: int, end: int, found: Mapping[str, str]) -> bool:
    """Tell whether a party is the second of two: "from the Tories", "Labour to SNP swing"."""
    return bool(_FROM.search(words[:start]) or ("party" in found and _TO.match(words[end:])))


def _meanings(words: str, start: int, end: int, gazetteers: Gazetteers) -> Iterator[tuple[str, int, int]]:
    """Yield which parameters a run of capitalised words holds and from where to where, the last first.

    The run at the head of a question opens with a word that is capital for that only ("Which Labour MPs").
    Names that no gazetteer has are people's when they have two words or more.
    """
    places = [(start + one.start(), start + one.end()) for one in re.finditer(r"\S+", words[start:end])]
    while places and words[slice(*places[0])].lower() in _OPENING:
        del places[0]
    if not places:
        return
    for length in range(min(len(places), LONGEST_NAME), 0, -1):
        for first in range(len(places) - length + 1):
            begun, ended = places[first][0], places[first + length - 1][1]
            ended = begun + len(_bare(words[begun:ended]))
            if kind := _kind(words[begun:ended], gazetteers):
                yield from _meanings(words, places[first + length - 1][1], end, gazetteers)
                yield kind, begun, ended
                yield from _meanings(words, places[0][0], begun, gazetteers)
                return
    if len(places) > 1:
        yield "person", places[0][0], places[0][0] + len(_bare(words[places[0][0] : places[-1][1]]))


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
    if gazetteers.party_named(name) is not None:
        return "party"
    return "seat" if gazetteers.seats_named(name) else ""
