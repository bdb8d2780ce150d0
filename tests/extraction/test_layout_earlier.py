"""Lines about who held a seat before an election."""

import pytest

from electiongraph.extraction.layout_earlier import read_earlier_winner
from electiongraph.extraction.layout_lexicon import lexicon_of
from electiongraph.gazetteers import load_gazetteers


@pytest.mark.parametrize(
    ("text", "person", "party", "year"),
    [
        ("Previous winner: Alex Chalk (Conservative), majority 981", "Alex Chalk", "Conservative", ""),
        ("Previous winner\t2010: Alex Chalk (Con), 20,000 votes", "Alex Chalk", "Conservative", "2010"),
        ("2019 winner: Alex Chalk (Con)", "Alex Chalk", "Conservative", "2019"),
        ("Winner in 2017 – Alex Chalk, Conservative", "Alex Chalk", "Conservative", "2017"),
        ("Last winner | Conservative | Alex Chalk", "Alex Chalk", "Conservative", ""),
        ("Winner last time: Alex Chalk", "Alex Chalk", "", ""),
    ],
)
def test_earlier_winner_is_read(text: str, person: str, party: str, year: str) -> None:
    found = read_earlier_winner(text, lexicon_of(load_gazetteers()))
    assert found is not None and not found.is_member
    assert (found.person, found.party, found.year) == (person, party, year)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Sitting MP: Sir Robert Buckland (Con)", False),
        ("Incumbent: Robert Buckland", False),
        ("Outgoing MP – Robert Buckland (Con), standing down", True),
        ("Retiring MP: Robert Buckland, Conservative", True),
        ("MP at dissolution: Robert Buckland", False),
        ("Defending: Robert Buckland (Conservative)", False),
        ("Currently held by: Robert Buckland, Con", False),
    ],
)
def test_sitting_member_is_read(text: str, *, left: bool) -> None:
    found = read_earlier_winner(text, lexicon_of(load_gazetteers()))
    assert found is not None and found.is_member
    assert (found.person, found.left) == ("Robert Buckland", left)


def test_figures_of_an_earlier_result() -> None:
    lexicon = lexicon_of(load_gazetteers())
    by_votes = read_earlier_winner("Previous winner: Jo Poe (Sinn Féin), by four votes", lexicon)
    shares = read_earlier_winner("Previous winner: Jo Poe (SNP), 16,806 votes (43.7%)", lexicon)
    assert by_votes is not None and (by_votes.majority, by_votes.votes) == (4, None)
    assert shares is not None and (shares.votes, shares.share, shares.majority) == (16806, 43.7, None)


@pytest.mark.parametrize(
    "text",
    [
        "Held by: Conservative",
        "Previous winner: Conservative",
        "2019 winner: Labour",
        "Previous winners of the prize: a baker and a potter",
        "Sitting MP: vacant",
        "Incumbent parties lost everywhere",
        "Defending: the Conservatives",
        "Defending against relegation: Swindon Town",
        "The previous winner, Alex Chalk, was at the count.",
        "2019: Con maj 4,426",
    ],
)
def test_lines_without_a_person_are_left_alone(text: str) -> None:
    assert read_earlier_winner(text, lexicon_of(load_gazetteers())) is None
