"""The named questions: their headers say what they do, and the texts keep the house style."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from electiongraph.answering import Question, question_named, read_catalogue
from electiongraph.answering.catalogue import PARAMETERS, read_question
from electiongraph.errors import QueryError

ANSWERS = Path(__file__).resolve().parent.parent / "answers"
HEADER = """#+ summary: Seats
#+ question: Which seats?
#+ definition: All of them,
#+    in any order.
#+ params: seat (required), election = latest, limit = 10
#+ columns: seat
#+ example: electiongraph ask seats
SELECT ?seat WHERE { ?seat ?p ?o } ORDER BY ?seat
"""
KEYWORDS = re.compile(
    r"\b(?:select|distinct|where|optional|filter|bind|values|union|minus|graph|group|order|by|limit|as|prefix|desc|"
    r"asc|exists|not|having|coalesce|if|bound|count|max)\b"
)


def all_questions() -> tuple[Question, ...]:
    return read_catalogue()


def test_the_catalogue_is_whole() -> None:
    assert len(all_questions()) == 42
    assert {"incumbents-lost", "smallest-majorities", "tally-through-the-night"} <= {
        q.name for q in all_questions()
    }


@pytest.mark.parametrize("question", all_questions(), ids=lambda question: question.name)
class TestEveryQuestion:
    def test_it_projects_its_columns_first(self, question: Question) -> None:
        projection = re.search(r"SELECT (?:DISTINCT )?(.*?)\nWHERE \{", question.text, re.DOTALL)
        assert projection is not None
        variables = re.findall(r"\?(\w+)", projection[1])
        assert tuple(variables[: len(question.columns)]) == question.columns

    def test_it_projects_what_its_parameters_bind(self, question: Question) -> None:
        projection = question.text.partition("\nWHERE {")[0]
        for parameter in question.parameters:
            variable = PARAMETERS[parameter.name]
            assert not variable or re.search(rf"\?{variable}\b", projection)

    def test_its_prefixes_are_sorted_and_used(self, question: Question) -> None:
        prefixes = re.findall(r"^PREFIX (\w+):", question.text, re.MULTILINE)
        assert prefixes == sorted(prefixes)
        body = question.text.split("\nSELECT")[1]
        assert all(re.search(rf"\b{prefix}:", body) for prefix in prefixes)

    def test_its_keywords_are_upper_case(self, question: Question) -> None:
        body = "\n".join(line for line in question.text.splitlines() if not line.startswith("#"))
        plain = re.sub(r'"[^"]*"|<[^>]*>|\w*:\w*|\?\w+', "", body)
        assert KEYWORDS.findall(plain) == []

    def test_it_is_ordered_and_combines_only_its_columns(self, question: Question) -> None:
        assert "\nORDER BY " in question.text
        assert set(question.combine) <= set(question.columns)

    def test_its_example_asks_it(self, question: Question) -> None:
        assert question.example.startswith(f"electiongraph ask {question.name}")
        options = re.findall(r"--([\w-]+)", question.example)
        assert {option.replace("-", "_") for option in options} - {"format"} <= {
            parameter.name for parameter in question.parameters
        }

    def test_it_has_a_golden_answer(self, question: Question) -> None:
        assert (ANSWERS / f"{question.name}.csv").is_file()


def test_every_golden_answer_has_its_question() -> None:
    assert {path.stem for path in ANSWERS.glob("*.csv")} == {question.name for question in all_questions()}


def test_a_header_is_read_with_continuation_lines_and_defaults() -> None:
    question = read_question("seats", HEADER)
    assert question.definition == "All of them, in any order."
    assert [(one.name, one.default, one.is_required) for one in question.parameters] == [
        ("seat", "", True),
        ("election", "latest", False),
        ("limit", "10", False),
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("#+ summary: Seats\n", "", "its header lacks summary"),
        ("#+ params:", "#+ parameters:", "its header has parameters"),
        ("limit = 10", "colour", "there is no parameter colour"),
        ("#+ summary: Seats", "#+ Seats", "this is no header line"),
    ],
)
def test_a_faulty_header_is_refused(old: str, new: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        read_question("seats", HEADER.replace(old, new))


def test_an_unknown_question_names_the_nearest() -> None:
    with pytest.raises(QueryError, match="did you mean incumbents-lost"):
        question_named("incumbent_lost")
    with pytest.raises(QueryError, match="lists the questions"):
        question_named("xyzzy")
