"""Most votes make a winner only where nobody is missing from the list of candidates."""

from __future__ import annotations

import pytest

HEADING = (
    "Election date,ONS ID,Constituency name,Country name,Party name,Party abbreviation,"
    "Electoral Commission party ID,Electoral Commission adjunct party ID,Candidate first name,"
    "Candidate surname,Candidate gender,Sitting MP,Member MNIS ID,Votes,Share,DC Person ID"
)
SEATS = (
    "Election date,ONS ID,Constituency name,Country name,Member first name,Member surname,Result,Electorate,"
    "Valid votes,Invalid votes,Majority"
)
PLACE = "2024-07-04,E14001345,Luton North,England,"
OWEN = PLACE + "Labour,Lab,PP53,,Sarah,Owen,Female,Yes,4777,14677,0.3788,4350"
BROWN = PLACE + "Conservative,Con,PP52,,Jilleane,Brown,Female,No,,7167,0.1850,105836"
RESULT = PLACE + "Sarah,Owen,Lab hold,75000,{valid},100,7510"
GENERAL = "59/general-election/candidacies.csv"
CONTEST = "contest/2024-07-04/E14001345"
WINNER = "candidacy/2024-07-04/E14001345/mnis-4777"
POOLE = "2024-07-04,E14001429,Poole,England,Labour,Lab,PP53,,Neil,Duncan-Jordan,Male,No,5359,14168,,60349"
# Without shares nothing but the refused row tells that somebody is missing.
WHOLE = [row.replace(share, "") for row, share in ((OWEN, "0.3788"), (BROWN, "0.1850"))]


def places(graph):
    found = graph.values(CONTEST, "winner") | graph.values(CONTEST, "runnerUp")
    for one in graph.official.contests:
        if CONTEST in one.iri:
            for each in one.standing:
                found |= graph.values(each.iri.partition("/id/")[2], "rank")
    return found


def test_a_whole_list_has_winner_and_ranks(mapped):
    assert {WINNER, "1", "2"} < places(mapped({GENERAL: (HEADING, *WHOLE)}))


@pytest.mark.parametrize(
    "refused",
    [
        WHOLE[0].replace("14677", "12a4"),
        WHOLE[0].partition(",Sarah")[0],
        WHOLE[0].replace("2024-07-04", "soon"),
        WHOLE[0].replace("E14001345", "E1400134"),
        PLACE + 'Labour,Lab,PP53,,"Sarah,Owen,Female,Yes,4777,14677,,4350',
    ],
)
def test_a_refused_row_leaves_its_contest_without_a_winner(mapped, refused):
    graph = mapped({GENERAL: (HEADING, WHOLE[1], POOLE, refused)})
    assert places(graph) == set()
    [poole] = [one for one in graph.official.contests if one.seat.name == "Poole"]
    assert poole.winner is not None


def test_a_row_that_repeats_another_takes_nothing_away(mapped):
    assert WINNER in places(mapped({GENERAL: (HEADING, *WHOLE, WHOLE[0])}))


def test_another_file_without_a_refused_row_makes_up_for_it(mapped):
    bad = WHOLE[0].replace("14677", "12a4")
    graph = mapped({GENERAL: (HEADING, WHOLE[1], bad), "a.csv": (HEADING, *WHOLE)})
    assert WINNER in places(graph)


def test_shares_far_under_100_leave_no_winner_and_are_told(mapped):
    graph = mapped({GENERAL: (HEADING, OWEN, BROWN)})
    assert places(graph) == set()
    assert graph.faults == [
        f"{GENERAL}, row 2: the shares of all candidates add up to 56.4% only: somebody is missing, and most "
        "votes make no winner; the row is kept"
    ]


def test_shares_in_whole_numbers_may_be_rounded_down(mapped):
    rows = [f"2024-07-04,Poole,{name},,{votes},{share}" for name, votes, share in (
        ("Ann Other", 994, 49), ("Bob Other", 993, 49))]  # fmt: skip
    graph = mapped({"tidy.csv": ("election,seat,person,party,votes,share percent", *rows)})
    assert not graph.official.contests[0].is_whole
    rows.extend(f"2024-07-04,Poole,Cat {name},,4,0" for name in ("A", "B", "C"))
    graph = mapped({"tidy.csv": ("election,seat,person,party,votes,share percent", *rows)})
    assert graph.official.contests[0].winner.row.person == "Ann Other"


def test_fewer_votes_than_the_valid_ones_leave_no_ranks_but_the_named_member(mapped):
    files = {GENERAL: (HEADING, *WHOLE), "seats.csv": (SEATS, RESULT.format(valid=38745))}
    graph = mapped(files)
    assert places(graph) == {WINNER}
    assert ["add up to 21,844 of 38,745 valid votes" in fault for fault in graph.faults] == [True]
    files["seats.csv"] = (SEATS, RESULT.format(valid=38745).replace("Sarah,Owen", ","))
    assert places(mapped(files)) == set()


def test_a_member_named_against_the_most_votes_is_told_and_nobody_wins(mapped):
    row = RESULT.format(valid=21844).replace("Sarah,Owen", "Jilleane,Brown")
    graph = mapped({GENERAL: (HEADING, *WHOLE), "seats.csv": (SEATS, row)})
    assert not graph.values(CONTEST, "winner")
    assert graph.faults == [
        "seats.csv, row 2, column member: Jilleane Brown is named as the member, but Sarah Owen has the most "
        f"votes in {GENERAL}, row 2; neither is taken for the winner; the row is kept"
    ]


def test_another_form_of_the_members_name_is_nobody_else(mapped):
    row = RESULT.format(valid=21844).replace("Sarah,Owen", "Sarah Jane,Owen")
    graph = mapped({GENERAL: (HEADING, *WHOLE), "seats.csv": (SEATS, row)})
    assert (graph.faults, graph.values(CONTEST, "winner")) == ([], {WINNER})


def test_whom_the_list_calls_elected_has_won_though_a_row_was_refused(mapped):
    rows = (
        "2024-07-04,Poole,Neil Duncan-Jordan,Labour,14168,yes",
        "2024-07-04,Poole,Robert Syms,Con,14 150,no",
    )
    graph = mapped({"tidy.csv": ("election,seat,person,party,votes,elected", *rows)})
    [contest] = graph.official.contests
    assert contest.winner.row.person == "Neil Duncan-Jordan"
    assert not graph.values(contest.winner.iri.partition("/id/")[2], "rank")
