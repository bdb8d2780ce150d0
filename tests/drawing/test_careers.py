"""Spells of a career: joined where sources overlap, inferred where no register tells of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from electiongraph.drawing.career_spells import Poll, Spell, add_inferred, infer_spells, join_spells
from electiongraph.drawing.records import Party


def test_seats_that_no_register_tells_of_follow_from_elections_won() -> None:
    labour, ukip = Party("Labour", "labour", ""), Party("UKIP", "ukip", "")
    days = {"": ["2010-05-06", "2015-05-07"], "rochester": ["2014-11-20"]}

    def won(day: str, party: Party, kind: str = "GeneralElection") -> Poll:
        return Poll(day, "Rochester and Strood", party, None, True, "rochester", kind, day == "2010-05-06")

    polls = [won("2010-05-06", labour), won("2014-11-20", ukip, "ByElection")]
    polls.append(replace(won("2015-05-07", ukip), is_elected=False))
    parties, seats = infer_spells(polls, days, "2016-05-05")
    assert [(one.name, one.started_on, one.ended_on) for one in add_inferred([], parties)] == [
        ("Labour", "2010-05-06", "2014-11-20"),
        ("UKIP", "2014-11-20", "2015-05-07"),
    ]
    held = add_inferred([], seats)
    assert [(one.started_on, one.ended_on, one.is_earlier) for one in held] == [
        ("2010-05-06", "2014-11-20", True),
        ("2014-11-20", "2015-05-07", False),
    ]
    assert all(one.is_inferred for one in held)
    # A sitting member who stood for another party goes on, and did not begin before.
    again = [won("2010-05-06", labour), replace(won("2015-05-07", ukip), is_sitting=True)]
    kept = add_inferred([], infer_spells(again, {"": days[""]}, "2016-05-05")[1])
    assert [(one.started_on, one.is_earlier) for one in kept] == [("2010-05-06", True), ("2015-05-07", False)]
    # What a register tells stands; what it does not cover is filled in.
    register = [Spell("Rochester and Strood", "Commons", "2010-05-06", "2014-09-30")]
    assert [one.is_inferred for one in add_inferred(register, seats)] == [False, True]
    # The graph lacks the elections of 2001 and 2005, which may have ended it.
    lone = [replace(won("1997-05-01", labour), is_sitting=False)]
    assert infer_spells(lone, {"": ["1997-05-01", "2010-05-06"]}, "2016-05-05") == ([], [])
    elsewhere = [replace(won("2010-05-06", labour), kind="")]
    assert infer_spells(elsewhere, days, "2016-05-05") == ([], [])


@pytest.mark.parametrize(
    ("spells", "expected"),
    [
        # The department was renamed.
        (
            [("A", "2024-07-05", "2024-07-09"), ("B", "2024-07-09", "2025-09-05")],
            [("2024-07-05", "2025-09-05")],
        ),
        # One source tells of the appointment, the other of the end.
        ([("", "2024-07-05", ""), ("A", "2024-07-05", "2025-09-05")], [("2024-07-05", "2025-09-05")]),
        # Held again, and still.
        ([("A", "2010-05-11", "2010-06-01"), ("A", "2010-06-02", "")], [("2010-05-11", "")]),
        # The same words for a post of another department, after a while.
        (
            [("A", "2010-05-11", "2010-06-01"), ("B", "2010-06-20", "2011-01-01")],
            [("2010-05-11", "2010-06-01"), ("2010-06-20", "2011-01-01")],
        ),
    ],
)
def test_an_office_under_two_sources_is_one(
    spells: list[tuple[str, str, str]], expected: list[tuple[str, str]]
) -> None:
    joined = join_spells([Spell("Deputy Prime Minister", *spell) for spell in spells])
    assert [(one.started_on, one.ended_on) for one in joined] == expected
