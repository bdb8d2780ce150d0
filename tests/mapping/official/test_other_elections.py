"""Elections beyond the House of Commons: no seat and no party of the United Kingdom is taken for "
"another's."""

from __future__ import annotations

import pytest

from electiongraph.gazetteers import load_gazetteers
from electiongraph.mapping.official.links import OfficialLinks
from electiongraph.resources import folder
from electiongraph.sources.official.records import PartyCell

TIDY = "election,body,organisation,country,seat,person,person_id,party,votes,elected"


@pytest.fixture
def example(mapped):
    """The tidy file among the examples."""
    text = (folder("examples") / "official" / "tidy.csv").read_text("utf-8")
    return mapped({"tidy.csv": tuple(text.splitlines())})


def test_an_irish_constituency_elects_several(example):
    contest = "contest/2020-02-08/unlisted-roscommon-galway"
    [found] = [one for one in example.official.contests if one.iri.endswith(contest)]
    assert [one.row.person for one in found.candidacies if one.is_elected] == [
        "Michael Fitzmaurice",
        "Denis Naughten",
        "Claire Kerrane",
    ]
    assert not example.values(contest, "winner")
    assert example.values("election/2020-02-08", "http://www.w3.org/2000/01/rdf-schema#label")


@pytest.mark.parametrize(
    ("name", "country", "iri"),
    [
        ("Sinn Féin", "Ireland", "ireland/sinn-fein"),
        ("Conservative", "Canada", "canada/conservative"),
        ("Liberal", "Canada", "canada/liberal"),
        ("Green", "Canada", "canada/green"),
        ("Independent", "Ireland", "independent"),
        ("Green", "Germany", "unlisted/germany-green"),
        ("Labour", "Canada", "unlisted/canada-labour"),
        ("Labour", "Wales", "PP53"),
        ("Green", "Scotland", "PP130"),
    ],
)
def test_a_party_is_one_of_its_country(name, country, iri):
    found = OfficialLinks(load_gazetteers()).party(PartyCell(name), country)
    assert found.iri.rpartition("/party/")[2] == iri


def test_no_seat_abroad_is_one_of_the_house_of_commons(mapped):
    """Durham and York are ridings, and were or are constituencies."""
    graph = mapped(
        {
            "tidy.csv": (
                TIDY,
                "2021-09-20,general,,Canada,City of Durham,Ann Other,,Conservative,10,yes",
                "2019-12-12,general,,Canada,Leeds East,Ann Other,,Liberal,12,yes",
            )
        }
    )
    assert [one.rpartition("/")[2] for one in graph.contests()] == [
        "unlisted-leeds-east",
        "unlisted-city-of-durham",
    ]
    assert {one.election.kind for one in graph.official.contests} == {"other"}
    assert all(not one.election.iri.endswith("election/2019-12-12") for one in graph.official.contests)


def test_wards_of_one_name_are_those_of_their_councils(mapped):
    graph = mapped(
        {
            "dc.csv": (
                "person_id,person_name,election_id,ballot_paper_id,party_name,party_id,post_label",
                "1,Ann Other,local.reading.2022-05-05,local.reading.abbey.2022-05-05,Green Party,PP63,Abbey",
                "2,Ann Other,local.merton.2022-05-05,local.merton.abbey.2022-05-05,Green Party,PP63,Abbey",
            ),
            "tidy.csv": (TIDY, "2022-05-05,local,Merton,,Abbey,Ann Other,,Green,,"),
        }
    )
    assert graph.contests() == [
        "contest/2022-05-05/unlisted-abbey-merton",
        "contest/2022-05-05/unlisted-abbey-reading",
    ]
    merton = graph.official.contests[0]
    assert [one.person.rpartition("/")[2] for one in merton.standing] == ["dc-2"]


def test_a_mayor_and_a_commissioner_of_one_area_are_two_contests(mapped):
    rows = [
        f"{number},Ann Other,{body}.2021-05-06,{body}.west-midlands.2021-05-06,Labour Party,PP53,"
        f"West Midlands"
        for number, body in enumerate(("mayor", "pcc"), 1)
    ]
    heading = "person_id,person_name,election_id,ballot_paper_id,party_name,party_id,post_label"
    assert len(mapped({"dc.csv": (heading, *rows)}).contests()) == 2


def test_a_local_poll_on_the_day_of_a_general_election_is_another_election(mapped):
    graph = mapped({"tidy.csv": (TIDY, "2024-07-04,local,Poole,,Canford Cliffs,Ann Other,,Green,9,yes")})
    [contest] = graph.official.contests
    assert (contest.election.kind, contest.election.iri.rpartition("/")[2]) == ("other", "2024-07-04-other")


SHORT = "election,body,country,seat,person,party,votes,elected"
WEXFORD = (
    "2020-02-08,ireland,Ireland,Wexford,Johnny Mythen,Sinn Féin,18717,yes",
    "2020-02-08,ireland,Ireland,Wexford,Brendan Howlin,Labour Party,9223,yes",
    "2020-02-08,ireland,Ireland,Wexford,Malcolm Byrne,Fianna Fáil,5667,no",
)
KITCHENER = (
    "2021-09-20,canada,Canada,Kitchener Centre,Mike Morrice,Green,17872,yes",
    "2021-09-20,canada,Canada,Kitchener Centre,Raj Saini,Liberal,8297,no",
)


def test_a_contest_of_several_members_says_how_many_and_has_no_winner_and_no_ranks(mapped):
    graph = mapped({"tidy.csv": (SHORT, *WEXFORD)})
    [contest] = graph.contests()
    assert graph.values(contest, "seatsFilled") == {"2"}
    assert graph.values(contest, "winner") == graph.values(contest, "runnerUp") == set()


def test_the_only_one_elected_with_most_votes_makes_ranks_and_a_second(mapped):
    graph = mapped({"tidy.csv": (SHORT, *KITCHENER)})
    [contest] = graph.contests()
    [second] = graph.values(contest, "runnerUp")
    assert "raj-saini" in second
    assert graph.values(second, "rank") == {"2"}
    assert graph.values(contest, "seatsFilled") == set()


def test_whoever_is_elected_from_behind_by_transfers_makes_no_ranks(mapped):
    rows = (KITCHENER[0].replace("yes", "no"), KITCHENER[1].replace(",no", ",yes"))
    graph = mapped({"tidy.csv": (SHORT, *rows)})
    [contest] = graph.contests()
    assert len(graph.values(contest, "winner")) == 1
    assert graph.values(contest, "runnerUp") == set()


def test_several_members_are_no_finding():
    from electiongraph.building import build_graph
    from electiongraph.sources.official import read_official_table
    from electiongraph.validation import validate

    text = "".join(f"{line}\n" for line in (SHORT, *WEXFORD))
    graph = build_graph([], tables=[read_official_table(text.encode(), "tidy.csv")])
    assert [one.message for one in validate(graph.store())] == []


def test_a_heading_that_is_no_column_of_the_tidy_form_is_told():
    from electiongraph.sources.official import read_official_table

    text = "election,seat,person,party,count,votes\n2020-02-08,Wexford,Ann Other,Green,1,9\n"
    [fault] = read_official_table(text.encode(), "tidy.csv").faults
    assert str(fault) == "tidy.csv, row 1, column count: is no column of the tidy form; the row is kept"
