from __future__ import annotations

import pytest

from electiongraph.extraction.document_polls import document_election
from electiongraph.extraction.members_named import election_of_members
from electiongraph.gazetteers import load_gazetteers
from electiongraph.sources import document_from_text

SINCE_2010 = ("2010-05-06", "2015-05-07", "2017-06-08", "2019-12-12", "2024-07-04")


@pytest.mark.parametrize(
    ("text", "election"),
    [
        (
            "Out go Jacqui Smith and Charles Clarke; Evan Harris has lost, Nicola Blackwood is in.",
            "2010-05-06",
        ),
        ("Douglas Alexander has lost to Mhairi Black, Jim Murphy to Kirsten Oswald.", "2015-05-07"),
        ("Ben Gummer, Jane Ellison and Nicola Blackwood are out, Vince Cable is back.", "2017-06-08"),
        (
            "Laura Pidcock, Ruth Smeeth and Melanie Onn lose; Dehenna Davison and Lee Anderson win.",
            "2019-12-12",
        ),
        (
            "Jonathan Gullis and Miriam Cates are gone; Terry Jermy, Jess Asato and Tim Roca have won.",
            "2024-07-04",
        ),
    ],
)
def test_who_comes_and_goes_tells_the_election(text, election):
    for likely in SINCE_2010:
        assert election_of_members(text, likely, SINCE_2010) == election


@pytest.mark.parametrize(
    "text",
    [
        "Ann Smith beat Bob Jones.",
        "Harriet Harman held her seat.",
        "Diane Abbott, Jeremy Corbyn and David Davis spoke.",
        "",
    ],
)
def test_who_has_always_been_there_tells_nothing(text):
    for likely in SINCE_2010[1:]:
        assert election_of_members(text, likely, SINCE_2010[1:]) == likely


def test_a_day_that_is_not_possible_is_not_taken():
    text = "Douglas Alexander has lost to Mhairi Black, Jim Murphy to Kirsten Oswald."
    assert election_of_members(text, "2019-12-12", ("2017-06-08",)) != "2015-05-07"


def election_of(text: str) -> str:
    return str(document_election(document_from_text(text), load_gazetteers()))


def test_night_without_a_year_is_dated_by_its_names():
    text = """01.43 Ed Balls has lost Morley and Outwood to Andrea Jenkyns by 422 votes.
    02.10 Douglas Alexander is out in Paisley and Renfrewshire South: Mhairi Black, 20, takes it for the SNP.
    02.31 Vince Cable has lost Twickenham. Tania Mathias has it by 2,017."""
    assert election_of(text) == "2015-05-07"
    assert election_of(f"General election 2017: a look at the night\n{text}") == "2017-06-08"


def test_night_of_before_2010_is_dated_by_its_names():
    text = """Malcolm Rifkind has lost Edinburgh Pentlands. Michael Forsyth is out in Stirling, Ian Lang in
    Galloway and Upper Nithsdale, Michael Portillo in Enfield Southgate. Tony Newton, David Mellor and
    Norman Lamont lost too. In come Stephen Twigg, Anne McGuire and Lynda Clark. Michael Ancram held on."""
    assert election_of(text) == "1997-05-01"
