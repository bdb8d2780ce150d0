"""Passages that begin with the name, in capitals, of whom they are about."""

from __future__ import annotations

from electiongraph.extraction import extract_facts
from electiongraph.gazetteers import load_gazetteers
from electiongraph.sources import document_from_text

WHO_IS_WHO = """David Cameron, the Conservative leader, has named his cabinet.

GEORGE OSBORNE is Chancellor of the Exchequer. The MP for Tatton, he ran the campaign.

WILLIAM HAGUE goes to the Foreign Office. The former Tory leader will also be First Secretary of State.

THERESA MAY becomes Home Secretary. She has been the MP for Maidenhead since 1997.
"""


def appointed(text: str) -> set[tuple[str, str]]:
    facts = extract_facts(document_from_text(text, published="2010-05-12"), load_gazetteers())
    return {(one.person, str(one.value)) for one in facts if one.predicate == "appointedTo"}


def test_the_former_leader_is_whom_the_passage_is_about() -> None:
    assert ("WILLIAM HAGUE", "First Secretary of State") in {(p.upper(), r) for p, r in appointed(WHO_IS_WHO)}
    assert "David Cameron" not in {person for person, _ in appointed(WHO_IS_WHO)}


def test_speakers_of_a_transcript_are_no_portraits() -> None:
    text = "\n\n".join(
        (
            "HUW EDWARDS: We go to Exeter, where Ben Bradshaw has held on with a majority of 7,183.",
            "JOHN CURTICE: The sitting MP has done well there, and this is a swing to Labour.",
            "HUW EDWARDS: The former minister polled 25,062 votes. Thank you, John, and good night.",
        )
    )
    facts = extract_facts(document_from_text(text, published="2015-05-08"), load_gazetteers())
    assert {one.person for one in facts if one.person} == {"Ben Bradshaw"}
