"""Questions in plain words: each finds the named question that it means, with its parameters."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from electiongraph.answering import understand
from electiongraph.errors import QueryError


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("Which incumbents lost?", "incumbents-lost"),
        ("Who lost their seat in 2024?", "incumbents-lost --election 2024"),
        ("which MPs were beaten in 2019", "incumbents-lost --election 2019"),
        ("Which Labour MPs lost?", "incumbents-lost --party Labour"),
        ("what were the five closest contests in 2024", "smallest-majorities --election 2024 --limit 5"),
        ("Which seats were won on under 30% of the vote?", "won-under-share --percent 30"),
        ("Where did Reform UK come second?", 'runner-up --party "Reform UK"'),
        ("Who was appointed Foreign Secretary?", 'appointments --role "Foreign Secretary"'),
        ("What was Bristol Central formerly named?", 'renamed-seats --seat "Bristol Central"'),
        ("show the tally through the night", "tally-through-the-night"),
        ("Who says so about Luton North?", 'who-says-so --seat "Luton North"'),
        ("which seats changed hands", "gains"),
        ("What is Angela Rayner's career?", 'career --person "Angela Rayner"'),
        ("results in Luton North in 2019", 'results --election 2019 --seat "Luton North"'),
    ],
)
def test_a_question_in_plain_words_is_taken_for_the_named_one(words: str, command: str) -> None:
    assert understand(words).command == command


TODAY = datetime.date(2025, 3, 1)


def _cases(name: str) -> list[dict[str, str]]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


CASES, REFUSED = _cases("plain_words.jsonl"), _cases("plain_words_refused.jsonl")


def test_there_are_as_many_as_were_written() -> None:
    assert (len(CASES), len(REFUSED)) == (133, 30)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["words"])
def test_what_people_type_is_taken_for_the_question_they_mean(case: dict[str, str]) -> None:
    assert understand(case["words"], today=TODAY).command == case["command"]


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case["words"])
def test_what_has_no_place_in_the_closest_question_is_told_and_refused(case: dict[str, str]) -> None:
    with pytest.raises(QueryError) as refusal:
        understand(case["words"], today=TODAY)
    assert refusal.value.what == case["why"]


def test_a_person_whom_no_close_question_takes_is_not_passed_over() -> None:
    with pytest.raises(QueryError, match="takes no person"):
        understand("What was the turnout of Rishi Sunak?")


@pytest.mark.parametrize(
    "words",
    [
        "What's the weather in Leeds?",
        "How did the Conservatives do in Kent?",
        "Welche Abgeordneten haben verloren?",
        "DROP ALL",
    ],
)
def test_what_no_question_answers_is_declined(words: str) -> None:
    with pytest.raises(QueryError, match="no named question is close to this"):
        understand(words)


@pytest.mark.parametrize("words", ["is it raining", "the price of bananas", "who are you"])
def test_what_is_close_to_no_question_is_refused_with_the_nearest_named(words: str) -> None:
    with pytest.raises(QueryError, match=r"no named question is close to this.*did you mean"):
        understand(words)
