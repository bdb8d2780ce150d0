"""Find the named question that a question in plain words is close to, and the parameters in it.

No model: the words that are left without names and years are compared with how each question of the catalogue
can be asked. What was understood is said, so that a wrong guess is seen; a name, a year, a number or a word
that the chosen question has no place for is told and the question refused: it would answer something else.
"""

from __future__ import annotations

import datetime
import functools
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from electiongraph.answering.catalogue import Question, read_catalogue
from electiongraph.answering.question_parameters import Named, find_parameters
from electiongraph.errors import QueryError
from electiongraph.gazetteers import load_gazetteers

__all__ = ["Understood", "understand"]

# Below this likeness, of 100, nothing is close.
LEAST_LIKENESS = 62
# A question that takes a parameter which was given is the likelier one.
FITS = 6
# A day is asked about in few questions, and decides between them.
DAY_FITS = 60
# Who leaves out what is asked about answers something else, and is passed by.
MISFITS = 25
# So does, though other words may mean the same, who has no such word.
UNKNOWN_WORD = 12
MOST_SUGGESTIONS = 3
SHORTEST_STEM = 3
LONGEST_OF_ONE = 4
# Asks for the one who won, where "who was beaten" asks for the one who lost.
_WHO_BEAT = re.compile(
    r"\bwho(?:m|ever)?(?: (?:has|have))? (?:beat|beats|beaten|defeats|defeated|ousts|ousted|unseats|unseated"
    r"|toppled)\b"
    r"|\bwhom? did\b.* lose(?: the seat| \w+ seat)? to\b"
)
_ENDINGS = ("ing", "ies", "ed", "es", "s", "y")


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
            f'--{name.replace("_", "-")} "{value}"' if " " in value else f"--{name.replace('_', '-')} {value}"
            for name, value in self.parameters.items()
        )
        return " ".join((self.question.name, *options))


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """What words stand for, which of them tell nothing, and which restrict nothing."""

    same: Mapping[str, str]
    stop: frozenset[str]
    harmless: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A question of the catalogue beside what was asked: how like they are, and what it leaves out."""

    question: Question
    likeness: float
    parameters_left: tuple[str, ...]
    words_left: tuple[str, ...]

    @property
    def order(self) -> tuple[float, str]:
        return -self.likeness, self.question.name


def understand(
    words: str, catalogue: Sequence[Question] | None = None, today: datetime.date | None = None
) -> Understood:
    """Return the named question that a question in plain words is closest to.

    Args:
        words: The question.
        catalogue: The questions to choose from; all when None.
        today: The day that "now" and "still" mean of an office; the current one when None.

    Raises:
        QueryError: When no question is close, or the closest has no place for something that was asked; the
            message names it and the nearest questions.

    Examples:
        >>> understand("Which incumbents lost in 2024?").command
        'incumbents-lost --election 2024'
        >>> understand("what were the ten smallest majorities").command
        'smallest-majorities --limit 10'
        >>> understand("Who is chancellor now?", today=datetime.date(2025, 3, 1)).command
        'office-holders --date 2025-03-01 --role chancellor'
    """
    questions = tuple(catalogue or read_catalogue())
    known = _vocabulary().stop | _vocabulary().harmless | _vocabulary().same.keys()
    known |= {word for one in questions for form in _forms(one) for word in _words(form)}
    named = find_parameters(words, load_gazetteers(), today, known)
    ranked = sorted((_compare(one, named) for one in questions), key=lambda one: one.order)
    best = ranked[0]
    if best.likeness < LEAST_LIKENESS:
        raise QueryError("no named question is close to this", where=words, advice=_nearest(ranked, named))
    if best.parameters_left:
        left = " and no ".join(
            f"{name.replace('_', ' ')} ({named.parameters[name]})" for name in best.parameters_left
        )
        what = f"the closest named question, {best.question.name}, takes no {left}"
        advice = (
            "an office changes hands within a year: give a day, such as 1 July 2022"
            if {"role", "election"} <= named.parameters.keys()
            else _nearest(ranked, named)
        )
        raise QueryError(what, where=words, advice=advice)
    understood = Understood(best.question, named.parameters)
    if not_understood := (*named.left, *best.words_left):
        raise QueryError(
            f"not understood: {', '.join(not_understood)}",
            where=words,
            advice=f"without it, this would be `electiongraph ask {understood.command}`;"
            " `electiongraph ask` lists all questions",
        )
    return understood


def _compare(question: Question, named: Named) -> _Candidate:
    """Lay a question of the catalogue beside what was asked."""
    from rapidfuzz import fuzz  # noqa: PLC0415

    asked = _normal(named.rest)
    takes = {parameter.name for parameter in question.parameters}
    if "role" in named.parameters:
        # Who held an office in a year is no matter of an election of that year.
        takes.discard("election")
    needs = {parameter.name for parameter in question.parameters if parameter.is_required}
    given = named.parameters.keys()
    forms = tuple(map(_normal, _forms(question)))
    if " " not in asked:
        # One word stands in too many of the longer forms.
        forms = tuple(form for form in forms if form.count(" ") < LONGEST_OF_ONE)
    likeness = max(
        fuzz.token_set_ratio(asked, form) * 0.6 + fuzz.token_sort_ratio(asked, form) * 0.4 for form in forms
    )
    has = {_stem(word) for form in forms for word in form.split()}
    has |= {_stem(word) for word in _vocabulary().harmless}
    words_left = tuple(
        word for word in _words(named.rest) if any(_stem(one) not in has for one in _normal(word).split())
    )
    likeness += (
        FITS * len(takes & given) - 3 * FITS * len(needs - given) + DAY_FITS * len(takes & given & {"date"})
    )
    likeness -= MISFITS * len(given - takes) + UNKNOWN_WORD * len(words_left)
    return _Candidate(question, likeness, tuple(sorted(given - takes)), words_left)


def _nearest(ranked: Sequence[_Candidate], named: Named) -> str:
    """Return advice that names the nearest questions, those that take the person and the place first."""
    wanted = {"person", "seat"} & named.parameters.keys()
    fitting = [one for one in ranked if not wanted & set(one.parameters_left)]
    near = " or ".join(one.question.name for one in (fitting or ranked)[:MOST_SUGGESTIONS])
    return f"did you mean {near}? `electiongraph ask` lists all"


def _forms(question: Question) -> Iterator[str]:
    """Yield the ways in which a question can be asked."""
    yield question.question
    yield question.summary
    yield question.name.replace("-", " ")
    yield from question.asked


def _words(text: str) -> list[str]:
    """Return the words of a text in small letters; those that ask for a number or a winner as one."""
    plain = re.sub(r"['’]s?\b", "", text.lower())
    plain = _WHO_BEAT.sub(" overcame ", plain.replace("how many", "howmany"))
    return re.findall(r"\w+", plain)


def _normal(text: str) -> str:
    """Return words as they are compared: without those that tell nothing, one word an idea."""
    vocabulary = _vocabulary()
    return " ".join(vocabulary.same.get(word, word) for word in _words(text) if word not in vocabulary.stop)


def _stem(word: str) -> str:
    """Return a word without its ending: "contests", "contest"."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


@functools.cache
def _vocabulary() -> _Vocabulary:
    data = tomllib.loads((files(__package__) / "plain_words.toml").read_text(encoding="utf-8"))
    return _Vocabulary(data["same"], frozenset(data["stop"].split()), frozenset(data["harmless"].split()))
