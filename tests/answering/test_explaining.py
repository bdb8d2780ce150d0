"""An explanation shows what is believed, in whose words, and what was overruled and why."""

from __future__ import annotations

import json

import pytest
from pyoxigraph import Store

from electiongraph.answering import explain
from electiongraph.errors import QueryError


def test_a_fact_shows_the_believed_and_the_overruled_value_with_reason_and_words(night: Store) -> None:
    (group,) = explain(night, "majority Mid Bedfordshire").groups
    believed, overruled = group.statements
    assert (believed.value, believed.standing) == ("1321", "believed")
    assert (overruled.value, overruled.standing) == ("1231", "overruled")
    assert believed.reason == "1321 is the winner's 16912 votes less the runner-up's 15591"
    (saying,) = overruled.sayings
    assert (saying.words, saying.source) == ("by 1,231 votes", "What changed overnight")
    assert (saying.published, saying.line) == ("2024-07-06", 6)


def test_an_inferred_defeat_shows_what_it_follows_from(night: Store) -> None:
    explanation = explain(night, "defeated Rob Butler")
    (defeat,) = [
        one for group in explanation.groups for one in group.statements if one.property == "defeated"
    ]
    assert defeat.standing == "inferred"
    assert len(defeat.sayings) == 3


def test_a_person_is_told_from_the_latest_election_backwards(night: Store) -> None:
    groups = explain(night, "Rob Butler").groups
    assert [group.about for group in groups] == [
        "Rob Butler",
        "Rob Butler, sitting MP for Aylesbury going into 2024",
        "Rob Butler, Conservative, Aylesbury 2024",
        "Rob Butler, Conservative, Aylesbury 2019",
    ]


def test_a_seat_tells_contest_outcomes_and_candidates(night: Store) -> None:
    text = explain(night, "Mid Bedfordshire").to_text()
    assert "outcome kind: gain" in text
    assert "outcome kind: hold" in text
    assert "“Blake Stephenson 16,912” — The long night in nine seats, 2024-07-05, line 16" in text


@pytest.mark.parametrize("text", ["votes of Liz Truss", "Liz Truss votes", "liz truss VOTES", "truss votes"])
def test_the_word_of_the_fact_may_come_first_or_last(night: Store, text: str) -> None:
    statements = [one for group in explain(night, text).groups for one in group.statements]
    assert [(one.property, one.value) for one in statements] == [("votes", "11217")]


def test_json_holds_the_same_as_the_text(night: Store) -> None:
    document = json.loads(explain(night, "turnout Manchester Rusholme").to_json())
    (statement,) = document["groups"][0]["statements"]
    assert statement["sayings"][0]["words"] == "40.0% in Manchester Rusholme"


def test_a_majority_that_no_source_gives_is_worked_out_and_says_so(night: Store) -> None:
    (group,) = explain(night, "majority Hendon").groups
    (statement,) = group.statements
    assert (statement.value, statement.standing) == ("15", "derived")
    assert statement.reason == (
        "worked out from the votes: David Pinto-Duschinsky 15,855, less Ameet Jogia 15,840"
    )
    assert len(statement.sayings) == 2
    assert "majority: 15  [derived]" in explain(night, "Hendon").to_text()


def test_a_stated_majority_is_not_worked_out_too(night: Store) -> None:
    (group,) = explain(night, "majority South West Norfolk").groups
    assert [one.standing for one in group.statements] == ["believed"]


def test_the_mark_of_what_is_disputed_is_no_news_of_its_own(night: Store) -> None:
    assert "disputed by" not in explain(night, "Mid Bedfordshire").to_text()


def test_suggestions_begin_with_what_was_written(night: Store) -> None:
    for text in ("South", "majority South"):
        with pytest.raises(QueryError, match="did you mean South West Norfolk"):
            explain(night, text)
    with pytest.raises(QueryError, match="; did you mean Harpenden and Berkhamsted\\?"):
        explain(night, "turnout Harpenden and")


def test_nothing_absurd_is_suggested(night: Store) -> None:
    for text in ("Clacton", "Luton", "xyzzy"):
        with pytest.raises(QueryError, match="give a person, seat or party"):
            explain(night, text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Hitchen", "nothing in this graph has that name; did you mean Hitchin"),
        ("turnout Hitchin", "the graph tells nothing of that sort"),
        ("", "nothing in this graph has that name"),
    ],
)
def test_what_is_not_there_is_one_clear_line(night: Store, text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        explain(night, text)
