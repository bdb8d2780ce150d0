"""Legends: what marks and abbreviations mean is what the page says, and nothing where it says nothing."""

import pytest

from electiongraph.extraction.layout_legends import ELECTED, INCUMBENT, Legend, read_legend
from electiongraph.extraction.layout_lexicon import lexicon_of
from electiongraph.gazetteers import load_gazetteers

LEXICON = lexicon_of(load_gazetteers())


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("* elected", {"*": ELECTED}),
        ("(* elected)", {"*": ELECTED}),
        ("*denotes elected", {"*": ELECTED}),
        ("Those elected are marked with an asterisk (*)", {"*": ELECTED}),
        ("*Elected, †sitting member", {"*": ELECTED, "†": INCUMBENT}),
        ("* elected  + sitting councillor", {"*": ELECTED, "+": INCUMBENT}),
        ("* = SITTING MP. All times BST", {"*": INCUMBENT}),
        ("Sitting MPs marked *", {"*": INCUMBENT}),
        ("Incumbents are starred *", {"*": INCUMBENT}),
        ("* marks those who held the seat before", {"*": INCUMBENT}),
        ("An asterisk (*) shows who was MP until May", {"*": INCUMBENT}),
        ("(* indicates the winning candidate)", {"*": ELECTED}),
        ("† = winner", {"†": ELECTED}),
        ("Winners are marked with an asterisk.\n*Ann Low 3,120", {"*": ELECTED}),
        ("The successful candidate is shown with a star.\nAnn Low* 3,120", {"*": ELECTED}),
        ("* denotes sitting MP", {"*": INCUMBENT}),
        ("† = incumbent", {"†": INCUMBENT}),
        ("The asterisk denotes the incumbent.\nAnn Low* 3,120", {"*": INCUMBENT}),
        ("Outgoing MPs have a star beside their names.\nAnn Low* 3,120", {"*": INCUMBENT}),
        ("An asterisk (*) against a name means the sitting member.", {"*": INCUMBENT}),
    ],
)
def test_marks_mean_what_the_page_says(text: str, marks: dict[str, str]) -> None:
    assert read_legend(text, LEXICON).marks == marks


@pytest.mark.parametrize(
    "text",
    [
        "*Jane Smith (Lab) 1,204 elected",
        "* Sir John was elected in 1997",
        "* See page 4 for the elections",
        "An asterisk shows who was MP, but the list bears none",
        "Terms and conditions apply*",
        "An asterisk (*) means that the person was an MP when Parliament was dissolved.",
        "* lost deposit",
        "* If elected the word 'Elected' appears against the number of votes.",
        "Winners will be marked with an asterisk once they are declared.\n* Ann Low",
        "The candidates marked * are the predicted winners",
        "* Names in alphabetical order",
    ],
)
def test_a_mark_without_a_legend_means_nothing(text: str) -> None:
    assert read_legend(text, LEXICON).marks == {}


@pytest.mark.parametrize(
    ("text", "short", "party"),
    [
        ("HFH - Hands off Hilltop; C - Conservative; LD - Liberal Democrat", "HFH", "Hands off Hilltop"),
        ("Key: Lab Labour, C Conservative, W Workers, I independent", "W", "Workers Party"),
        ("(Con = Conservative, MIL = Mill Lane Locals)", "MIL", "Mill Lane Locals"),
        ("Party key: Con - Conservative | Lab - Labour | BIG - Beacon Independents Group", "BIG",
         "Beacon Independents Group"),
    ],
)  # fmt: skip
def test_abbreviations_mean_what_the_page_says(text: str, short: str, party: str) -> None:
    assert read_legend(text, LEXICON).parties[short] == party


@pytest.mark.parametrize(
    "text",
    ["Mill Lane: Beacon Group wins prize", "Doors: 7pm - Tickets: Town Hall", "Score: United 2 - Rovers 1"],
)
def test_other_lines_with_colons_are_no_legend(text: str) -> None:
    assert read_legend(text, LEXICON).parties == {}


def test_an_abbreviation_of_one_page_is_not_kept_for_the_next() -> None:
    legend = read_legend("C - Conservative; Lab - Labour; G - Gatefield Residents", LEXICON)
    assert LEXICON.with_parties(legend.parties).party_of("G") == "Gatefield Residents"
    assert LEXICON.party_of("G") == "Green"


@pytest.mark.parametrize(
    "text",
    [
        "The winner of each seat is shown in bold.",
        "Winners in bold",
        "Those elected are in bold type.",
        "Bold denotes the elected candidate.",
        "The successful candidate's name appears in bold.",
    ],
)
def test_bold_type_at_the_winner(text: str) -> None:
    assert read_legend(text, LEXICON) == Legend(bold_elects=True)


@pytest.mark.parametrize(
    "text",
    [
        "The predicted winner is in bold.",
        "Candidates elected in 2019 are in bold.",
        "It was a bold move by the winner.",
        "Party names are in bold",
    ],
)
def test_bold_type_that_says_something_else(text: str) -> None:
    assert read_legend(text, LEXICON) == Legend()
