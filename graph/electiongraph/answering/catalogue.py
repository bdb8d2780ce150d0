"""Read the catalogue of named questions from `queries/questions/*.rq`.

A question is a SPARQL query whose header says what it answers, by which definition, with which parameters
and in which columns; the command line, the documentation and the tests all read that header.
"""

from __future__ import annotations

import difflib
import functools
import re
from dataclasses import dataclass
from pathlib import Path

from electiongraph.errors import QueryError
from electiongraph.resources import folder

__all__ = ["PARAMETERS", "Parameter", "Question", "question_named", "read_catalogue", "read_question"]

# Each parameter with the variable that it binds; `limit` binds none and cuts the finished answer.
PARAMETERS = {
    "date": "date",
    "election": "election_iri",
    "from_party": "from_party_iri",
    "limit": "",
    "party": "party_iri",
    "percent": "percent",
    "person": "person_iri",
    "region": "region_name",
    "role": "role_iri",
    "seat": "seat_iri",
}
HEADER_LINE = re.compile(r"#\+ (?P<key>[a-z]+):\s*(?P<value>.*)")
CONTINUATION = re.compile(r"#\+ {3,}(?P<value>.*)")
REQUIRED_KEYS = ("summary", "question", "definition", "columns", "example")
KEYS = (*REQUIRED_KEYS, "params", "combine", "asked")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question.

    Attributes:
        name: One of `PARAMETERS`.
        default: What holds when it is not given, as a user would write it; "" for no restriction.
        is_required: Whether the question makes no sense without it.
    """

    name: str
    default: str = ""
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A named question.

    Attributes:
        name: The file's name without ".rq".
        summary: A few words for a list.
        question: As a person would ask it.
        definition: What exactly is counted.
        parameters: In the order of the header.
        columns: Columns of the answer, in order.
        combine: Columns whose values are gathered when all the other columns agree.
        example: A command line that asks it.
        text: The SPARQL text.
        asked: Other ways of asking it.
    """

    name: str
    summary: str
    question: str
    definition: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    combine: tuple[str, ...]
    example: str
    text: str
    asked: tuple[str, ...] = ()

    def parameter(self, name: str) -> Parameter | None:
        """Return the parameter of this name, or None when the question has none."""
        return next((parameter for parameter in self.parameters if parameter.name == name), None)


def read_question(name: str, text: str) -> Question:
    """Read a question from its text.

    Args:
        name: The name to give it.
        text: SPARQL with header lines `#+ key: value`; a line `#+    more` continues the one before.

    Returns:
        The question.

    Raises:
        QueryError: When a header line is missing, unknown or names an unknown parameter.
    """
    header: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        if not line.startswith("#+"):
            continue
        if (match := CONTINUATION.fullmatch(line)) and key:
            header[key] += f" {match['value'].strip()}"
        elif match := HEADER_LINE.fullmatch(line):
            key = match["key"]
            header[key] = match["value"].strip()
        else:
            raise QueryError(f"this is no header line: {line}", where=name, advice='write "#+ key: value"')
    missing = [wanted for wanted in REQUIRED_KEYS if not header.get(wanted)]
    unknown = sorted(set(header) - set(KEYS))
    if missing or unknown:
        what = f"its header lacks {', '.join(missing)}" if missing else f"its header has {', '.join(unknown)}"
        raise QueryError(what, where=name, advice=f"the keys are {', '.join(KEYS)}")
    return Question(
        name=name,
        summary=header["summary"],
        question=header["question"],
        definition=header["definition"],
        parameters=_read_parameters(name, header.get("params", "")),
        columns=_words(header["columns"]),
        combine=_words(header.get("combine", "")),
        example=header["example"],
        text=text,
        asked=tuple(form.strip() for form in header.get("asked", "").split("|") if form.strip()),
    )


def _words(value: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in value.split(",") if word.strip())


def _read_parameters(question: str, value: str) -> tuple[Parameter, ...]:
    """Read "seat (required), election = latest, limit = 10, party"."""
    parameters = []
    for word in _words(value):
        name, _, default = (part.strip() for part in word.partition("="))
        is_required = name.endswith("(required)")
        name = name.removesuffix("(required)").strip()
        if name not in PARAMETERS:
            raise QueryError(f"there is no parameter {name}", where=question)
        parameters.append(Parameter(name, default, is_required))
    return tuple(parameters)


def read_catalogue() -> tuple[Question, ...]:
    """Return all the named questions, sorted by name.

    Raises:
        ResourceError: When the folder `queries` is missing.
        QueryError: When a question's header is faulty.
    """
    return _read_folder(folder("queries") / "questions")


@functools.lru_cache(maxsize=4)
def _read_folder(path: Path) -> tuple[Question, ...]:
    files = sorted(path.glob("*.rq"), key=lambda file: file.stem)
    return tuple(read_question(file.stem, file.read_text(encoding="utf-8")) for file in files)


def question_named(name: str) -> Question:
    """Return the question of this name.

    Raises:
        QueryError: When there is none; the message names the nearest.

    Examples:
        >>> question_named("incumbents-lost").question
        'Which incumbents lost?'
    """
    questions = {question.name: question for question in read_catalogue()}
    if name in questions:
        return questions[name]
    near = difflib.get_close_matches(name.lower().replace("_", "-"), questions, n=3, cutoff=0.4)
    advice = f"did you mean {' or '.join(near)}?" if near else "`electiongraph ask` lists the questions"
    raise QueryError("there is no such question", where=name, advice=advice)
