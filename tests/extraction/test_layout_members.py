"""Tables of a seat's members: each row somebody elected in the year that it gives."""

import pytest

from electiongraph.extraction.layout import read_layout
from electiongraph.extraction.layout_members import is_header_of_members
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


def test_a_list_of_candidates_is_no_table_of_members() -> None:
    assert not is_header_of_members(["Candidate", "Party", "Votes"])
    assert not is_header_of_members(["Election", "Majority", "Party"])
