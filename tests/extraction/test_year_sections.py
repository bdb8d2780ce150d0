"""The parts of a look back: which headings and labels begin one, and where it ends."""

import pytest

from electiongraph.extraction.year_sections import year_sections
from electiongraph.gazetteers import load_gazetteers
from electiongraph.sources import document_from_text

ELECTION = "2017-06-08"
HELD_ON = "The sitting member held on, with fewer votes than before and with a smaller majority."
LOST = "The sitting member lost to a newcomer, who had not stood anywhere before that campaign."


def parts(text: str, listed: tuple[tuple[int, int], ...] = ()) -> list[tuple[str, str]]:
    found = year_sections(document_from_text(text), listed, ELECTION, load_gazetteers())
    return [(str(part.election), text[part.start : part.end].strip()) for part in found]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2001", "2005"),
        ("## 2001", "## 2005"),
        ("**2001**", "**2005**"),
        ("2001: the quiet one", "2005: the long goodbye"),
        ("2001 – apathy wins", "2005 – apathy loses"),
        ("The 2001 election", "The 2005 election"),
        ("The general election of 2001", "The general election of 2005"),
        ("June 2001", "May 2005"),
        ("In 2001", "And then 2005"),
        ("2001.", "2005."),
    ],
)
def test_headings_that_begin_a_part(earlier: str, later: str) -> None:
    text = f"How the town has voted\n\n{earlier}\n\n{HELD_ON}\n\n{later}\n\n{LOST}"
    assert parts(text) == [("2001-06-07", HELD_ON), ("2005-05-05", LOST)]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2001: ", "2005: "),
        ("7 June 2001: ", "5 May 2005: "),
        ("In 2001 – ", "In 2005 – "),
        ("**2001:** ", "**2005:** "),
        ("- 2001. ", "- 2005. "),
        ("The 2001 election: ", "The 2005 election: "),
    ],
)
def test_labels_that_begin_a_part(earlier: str, later: str) -> None:
    text = (
        f"How the town has voted\n\n{earlier}{HELD_ON}\n\n{later}{LOST}\n\nThe town hall is to be restored."
    )
    assert [day for day, _ in parts(text)] == ["2001-06-07", "2005-05-05"]
    assert parts(text)[-1][1].endswith(LOST)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Turnout 2001", "Turnout 2005"),
        ("2001 votes", "2005 votes"),
        ("2001: 23,910", "2005: 22,527"),
        ("2001: David Drew (Lab) 25,685", "2005: David Drew (Lab) 22,527"),
        ("2,001", "2,005"),
        ("20015", "20055"),
        ("Class of 2001", "Class of 2005"),
        ("2003: nothing to vote on", "2004: nor here"),
    ],
)
def test_headings_that_begin_none(earlier: str, later: str) -> None:
    text = f"How the town has voted\n\n{earlier}\n\n{HELD_ON}\n\n{later}\n\n{LOST}"
    assert parts(text) == []


def test_one_year_alone_is_a_heading_like_others() -> None:
    assert parts(f"How the town has voted\n\n2005\n\n{HELD_ON}") == []


def test_years_out_of_order_are_no_look_back() -> None:
    text = f"2001\n\n{HELD_ON}\n\n2010\n\n{LOST}\n\n2005\n\n{HELD_ON}"
    assert parts(text) == []


def test_a_look_back_may_go_backwards() -> None:
    text = f"2010\n\n{HELD_ON}\n\n2005\n\n{LOST}"
    assert [day for day, _ in parts(text)] == ["2010-05-06", "2005-05-05"]


def test_the_part_about_its_own_election_belongs_to_the_document() -> None:
    text = f"2015\n\n{HELD_ON}\n\n2017\n\n{LOST}"
    assert parts(text) == [("2015-05-07", HELD_ON)]


def test_a_year_to_come_begins_none() -> None:
    text = f"2015\n\n{HELD_ON}\n\n2019\n\n{LOST}"
    assert parts(text) == []


def test_a_list_ends_a_part() -> None:
    row = "Joan Walley (Lab) 20,650"
    text = f"2001\n\n{HELD_ON}\n\n2005\n\n{LOST}\n\n{row}\n\nThe town hall is to be restored."
    listed = ((text.index(row), text.index(row) + len(row)),)
    assert parts(text, listed) == [("2001-06-07", HELD_ON), ("2005-05-05", LOST)]
