"""Find the named question that a question in plain words is close to, and the parameters in it.

No model: the words that are left without names and years are compared with how each question of the catalogue
can be asked. What was understood is said, so that a wrong guess is seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from electiongraph.answering.catalogue import Question, read_catalogue
from electiongraph.errors import QueryError
from electiongraph.gazetteers import Gazetteers, load_gazetteers

__all__ = ["Understood", "understand"]

# Below this likeness, of 100, nothing is close.
LEAST_LIKENESS = 62
# A question that takes a parameter which was given is the likelier one.
FITS = 6
MOST_SUGGESTIONS = 3
LONGEST_NAME = 7
_YEAR = re.compile(
    r"\b(?:in |at |of |since )?(?:the )?((?:19|20)\d\d)(?: (?:general )?election)?\b(?P<notional> notional)?"
)
_PERCENT = re.compile(r"\b(\d{1,2}(?:\.\d+)?) ?(?:%|per ?cent\b|pc\b)")
_LIMIT = re.compile(
    r"\b(\d{1,3}|three|five|ten|twenty|fifty)"
    r"(?= (?:smallest|closest|largest|biggest|highest|lowest|narrowest|tightest))"
)
_NUMBERS = {"three": "3", "five": "5", "ten": "10", "twenty": "20", "fifty": "50"}
_NAME = re.compile(
    r"[A-ZÀ-Þ][\w’'-]+(?:,? (?:and |of |the |upon |under |on |in |with |&|le |y )*[A-ZÀ-Þ][\w’'-]+)*"
)
_STOP = frozenset(
    "the a an of in on at to by for and or is are was were did do does has have had there that which who whom"
    " what where when how many much list show me all any please tell give".split()
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
    """

    question: Question
    parameters: dict[str, str]

    @property
    def command(self) -> str:
        """Return the question as it would be asked by name: "incumbents-lost --election 2024"."""
        options = (
            f'--{name} "{value}"' if " " in value else f"--{name} {value}"
            for name, value in self.parameters.items()
        )
        return " ".join((self.question.name, *options))


def understand(words: str, catalogue: Sequence[Question] | None = None) -> Understood:
    """Return the named question that a question in plain words is closest to.

    Args:
        words: The question.
        catalogue: The questions to choose from; all when None.

    Raises:
        QueryError: When no question is close; the message names the nearest.

    Examples:
        >>> understand("Which incumbents lost in 2024?").command
        'incumbents-lost --election 2024'
        >>> understand("what were the ten smallest majorities").command
        'smallest-majorities --limit 10'
    """
    from rapidfuzz import fuzz  # noqa: PLC0415

    questions = tuple(catalogue or read_catalogue())
    rest, parameters = _take_parameters(words, load_gazetteers())
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
        ranked.append((likeness, question.name, question))
    ranked.sort(key=lambda one: (-one[0], one[1]))
    likeness, _, best = ranked[0]
    if likeness < LEAST_LIKENESS:
        near = " or ".join(name for _, name, _ in ranked[:MOST_SUGGESTIONS])
        raise QueryError(
            "no named question is close to this",
            where=words,
            advice=f"did you mean {near}? `electiongraph ask` lists all",
        )
    takes = {parameter.name for parameter in best.parameters}
    return Understood(best, {name: value for name, value in parameters.items() if name in takes})


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
    if match := _YEAR.search(words):
        found["election"] = match[1] + (match["notional"] or "")
        words = f"{words[: match.start()]} {words[match.end() :]}"
    for match in reversed(list(_NAME.finditer(words))):
        name, value, start, end = _meaning(match, gazetteers)
        if name and name not in found:
            found[name] = value
            words = f"{words[:start]} {words[end:]}"
    return words, dict(sorted(found.items()))


def _meaning(match: re.Match[str], gazetteers: Gazetteers) -> tuple[str, str, int, int]:
    """Return which parameter a run of capitalised words holds, its value, and from where to where it stands.

    The run at the head of a question opens with a word that is capital for that only ("Which Labour MPs").
    """
    places = [word.span() for word in re.finditer(r"\S+", match.group())]
    for length in range(min(len(places), LONGEST_NAME), 0, -1):
        for first in range(len(places) - length + 1):
            start, end = places[first][0], places[first + length - 1][1]
            name = re.sub(r"['’]s?$", "", match.group()[start:end]).rstrip(",")
            span = (match.start() + start, match.start() + start + len(name))
            if gazetteers.role_named(name) is not None:
                return "role", name, *span
            if gazetteers.party_named(name) is not None:
                return "party", name, *span
            if gazetteers.seats_named(name):
                return "seat", name, *span
    name = re.sub(r"['’]s?$", "", match.group())
    is_person = len(places) > 1 and match.start() > 0
    return ("person", name, match.start(), match.start() + len(name)) if is_person else ("", "", 0, 0)
