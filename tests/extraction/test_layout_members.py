"""Tables of a seat's members: each row somebody elected in the year that it gives."""

import pytest

from electiongraph.extraction.layout import read_layout
from electiongraph.extraction.layout_members import members_columns
from electiongraph.gazetteers import load_gazetteers
from electiongraph.sources import document_from_text

TABLE = """Luton North

{heads}
2019\tSarah Owen\tLabour
{span}\tKelvin Hopkins\tLabour
"""


@pytest.mark.parametrize(
    ("heads", "span"),
    [("Election\tMember\tParty", "1997"), ("Years\tMP\tPolitical party", "1997–2019")],
)
def test_each_row_is_somebody_elected(heads: str, span: str) -> None:
    text = TABLE.format(heads=heads, span=span)
    layout = read_layout(document_from_text(text), load_gazetteers(), "2024-07-04")
    elected = {(fact.person, fact.election) for fact in layout.facts if fact.predicate == "elected"}
    assert elected == {("Sarah Owen", "2019-12-12"), ("Kelvin Hopkins", "1997-05-01")}


HISTORY = """Wells and Cheddar: the week after

11 July 2024

{title}

{heads}
{first}
{second}
"""


@pytest.mark.parametrize(
    ("heads", "first", "second"),
    [
        ("Year\tMP elected\tParty\tMajority\tTurnout", "2010\tDavid Heath\tLiberal Democrat\t1,817\t74.3%",
         "2023 (by-election)\tSarah Dyke\tLiberal Democrat\t11,008\t44.2%"),
        ("Winner\tElection\tMaj\tTurnout (%)\tParty", "David Heath\tMay 2010\t1,817\t74.3\tLib Dem",
         "Sarah Dyke\tBy-election 2023\t11,008\t44.2\tLib Dem"),
        ("Year\tWho won\tMajority\tTurnout\tRunner-up", "2010\tDavid Heath (LD)\t1,817\t74.3%\tCon",
         "2023 BE\tSarah Dyke (LD)\t11,008\t44.2%\tCon"),
    ],
)  # fmt: skip
def test_a_table_of_winners_tells_majority_and_turnout_of_the_seat_in_its_title(
    heads: str, first: str, second: str
) -> None:
    text = HISTORY.format(title="Winners in Somerton and Frome", heads=heads, first=first, second=second)
    layout = read_layout(document_from_text(text), load_gazetteers(), "2024-07-04")
    told = {(one.election, one.seat, one.predicate, one.value or one.person) for one in layout.facts}
    assert {
        ("2010-05-06", "Somerton and Frome", "elected", "David Heath"),
        ("2010-05-06", "Somerton and Frome", "standsFor", "Liberal Democrats"),
        ("2010-05-06", "Somerton and Frome", "majority", 1817),
        ("2010-05-06", "Somerton and Frome", "turnout", 74.3),
        ("2023-07-20", "Somerton and Frome", "elected", "Sarah Dyke"),
        ("2023-07-20", "Somerton and Frome", "majority", 11008),
    } <= told
    assert {seat for _, seat, _, _ in told} == {"Somerton and Frome"}


@pytest.mark.parametrize(
    "heads",
    [["Candidate", "Party", "Votes"], ["Election", "Majority", "Party"], ["Year", "Winner", "Gender"],
     ["Year", "Inflation", "Party"], ["Constituency", "MP elected", "Party", "Majority"]],
)  # fmt: skip
def test_other_tables_are_none_of_members(heads: list[str]) -> None:
    assert not members_columns(heads)


YEARS = """From twelve votes to seventeen thousand: how the Bay has voted

By Jan Poole, 11 July 2024

A week ago Torbay changed hands again.

1997
A dozen votes did it, after two recounts.
Adrian Sanders, Lib Dem, 21,094
Rupert Allason, Conservative, 21,082

2001
Sanders was back with a thumping increase.
Adrian Sanders, Lib Dem, 24,015
Christian Sweeting, Conservative, 17,307
"""


def test_a_year_above_a_sentence_is_that_of_the_list_below_it() -> None:
    layout = read_layout(document_from_text(YEARS), load_gazetteers(), "2024-07-04")
    votes = {(one.election, one.seat, one.value) for one in layout.facts if one.predicate == "votes"}
    assert votes == {
        ("1997-05-01", "Torbay", 21094),
        ("1997-05-01", "Torbay", 21082),
        ("2001-06-07", "Torbay", 24015),
        ("2001-06-07", "Torbay", 17307),
    }
