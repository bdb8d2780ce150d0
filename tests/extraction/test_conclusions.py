"""What the facts of a whole document make plain: who sat, who lost, for which party."""

from __future__ import annotations

import pytest

from electiongraph.extraction import extract_facts
from electiongraph.gazetteers import load_gazetteers
from electiongraph.sources import document_from_text

CASES = (
    (
        "Wycombe: Labour gain from the Conservatives. In Wycombe Emma Reynolds ousted Steve Baker.",
        ("standsFor", "Steve Baker", "Conservative"),
    ),
    (
        "In Truro and Falmouth Jayne Kirkham of Labour beat Conservative MP Cherilyn Mackrory.",
        ("defeatedIn", "Cherilyn Mackrory", ""),
    ),
    (
        "In Aldershot Alex Baker of Labour beat the defence minister Leo Docherty.",
        ("defeatedIn", "Leo Docherty", ""),
    ),
    (
        "In Hitchin Ann Smith of the Hitchin First Party came third with 120 votes.",
        ("standsFor", "Ann Smith", "Hitchin First Party"),
    ),
    (
        "STEVE BAKER\n\nThe minister lost Wycombe. Mr Baker was gracious.\n\nGUY OPPERMAN\n\n"
        "Some thought of Liz Truss. He lost Hexham. Mr Opperman left.",
        ("defeatedIn", "Guy Opperman", ""),
    ),
)


@pytest.mark.parametrize(("text", "fact"), CASES, ids=lambda case: case[1] if len(case) == 3 else None)
def test_a_document_makes_plain_what_no_sentence_states(text: str, fact: tuple[str, str, str]) -> None:
    document = document_from_text(text, published="2024-07-05")
    told = {(f.predicate, f.person, str(f.value)) for f in extract_facts(document, load_gazetteers())}
    assert fact in told


@pytest.mark.parametrize(
    "text",
    (
        "In Aldershot Alex Baker of Labour beat the former defence minister Leo Docherty.",
        "In Aldershot Alex Baker of Labour beat the general secretary Leo Docherty.",
        "In Aldershot Alex Baker of Labour beat Leo Docherty's old agent, an MP.",
    ),
)
def test_an_office_of_another_kind_makes_nobody_a_member(text: str) -> None:
    document = document_from_text(text, published="2024-07-05")
    facts = extract_facts(document, load_gazetteers())
    assert not [f for f in facts if f.predicate in ("incumbentIn", "defeatedIn")]
