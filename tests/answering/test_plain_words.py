"""Questions in plain words: each finds the named question that it means, with its parameters."""

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


@pytest.mark.parametrize("words", ["is it raining", "the price of bananas", "who are you"])
def test_what_is_close_to_no_question_is_refused_with_the_nearest_named(words: str) -> None:
    with pytest.raises(QueryError, match=r"no named question is close to this.*did you mean"):
        understand(words)
