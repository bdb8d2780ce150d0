"""Header rows: what a column holds is told by its head, of which election by the year in it."""

import pytest

from electiongraph.extraction.layout_headers import fitting_columns, header_kinds, is_head, joined_heads


@pytest.mark.parametrize(
    ("heads", "kinds"),
    [
        (["Candidate", "Party", "Votes", "%", "+/-"], ["person", "party", "votes", "share", "change"]),
        (["Constituency", "Party", "2019 majority"], ["seat", "party", "majority@2019"]),
        (["Seat", "Party", "Majority at last election"], ["seat", "party", "majority@"]),
        (["Seat", "Votes", "Notional 2019 majority"], ["seat", "votes", "majority@2019 notional"]),
        (["Ward", "Turnout", "Turnout in 2019"], ["seat", "turnout", "turnout@2019"]),
        (["Ymgeisydd / Candidate", "Plaid / Party", "Pleidleisiau / Votes"], ["person", "party", "votes"]),
    ],
)
def test_columns_are_told_by_their_heads(heads: list[str], kinds: list[str]) -> None:
    assert header_kinds(heads) == dict(enumerate(kinds))


@pytest.mark.parametrize(
    "heads",
    [["Luton North", "Labour", "14,677"], ["Votes", "14,677"], ["Name", "Favourite food", "Pet"], ["Party"]],
)
def test_other_rows_are_no_header(heads: list[str]) -> None:
    assert header_kinds(heads) == {}


def test_a_head_spans_the_columns_below_it() -> None:
    heads = joined_heads(["", "Votes", "%", "Votes", "%"], ["Candidate", "2024", "", "2019", ""])
    kinds = header_kinds(heads, is_marked=True)
    assert kinds == {0: "person", 1: "votes@2024", 2: "share@2024", 3: "votes@2019", 4: "share@2019"}
    assert list(fitting_columns(kinds, 5, "2024-07-04").values()) == [
        "person", "votes", "share", "ignore", "ignore",
    ]  # fmt: skip


def test_figures_of_an_unnamed_earlier_election_are_ignored() -> None:
    columns = {0: "seat", 1: "person", 2: "majority@"}
    assert fitting_columns(columns, 3, "2024-07-04")[2] == "ignore"


@pytest.mark.parametrize("text", ["Votes", "Number of votes", "Name of candidate", "% share"])
def test_heads_that_stand_alone(text: str) -> None:
    assert is_head(text)


@pytest.mark.parametrize(
    "text", ["Luton North", "Jo Poe", "Votes were cast by 40,000 people in all", "14,677"]
)
def test_texts_that_are_no_heads(text: str) -> None:
    assert not is_head(text)


def test_a_round_spans_the_columns_below_it() -> None:
    heads = joined_heads(
        ["", "", "Votes", "%", "Total"], ["Candidate", "Party", "1st round", "", "2nd round"]
    )
    kinds = header_kinds(heads, is_marked=True)
    assert kinds == {0: "person", 1: "party", 2: "votes", 3: "share", 4: "ignore"}


def test_a_notional_election_spans_the_columns_below_it() -> None:
    heads = joined_heads(["", "Maj", "Winner", "Maj"], ["Seat", "2024", "2019 (notional)", ""])
    assert header_kinds(heads, is_marked=True)[3] == "majority@2019 notional"
