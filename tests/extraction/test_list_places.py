"""Lists in whole documents: each is of one seat at one election, and none is given where neither is sure.

Each file of `list_places/` is a document as outlets print them. Its last lines, below `====`, say what its
lists tell: a polling date, a seat, the candidates with their votes ("?" for a list without figures).
"""

from collections import defaultdict
from pathlib import Path

import pytest

from electiongraph.extraction import extract_facts
from electiongraph.gazetteers import load_gazetteers
from electiongraph.sources import document_from_bytes

FILES = sorted((Path(__file__).parent / "list_places").iterdir())


def told(file: Path, text: str) -> list[str]:
    document = document_from_bytes(text.encode(), name=file.name)
    votes: dict[tuple[str, str], dict[str, object]] = defaultdict(dict)
    for fact in extract_facts(document, load_gazetteers()):
        if fact.is_list and fact.predicate in ("standsIn", "votes"):
            candidates = votes[fact.election, fact.seat]
            if fact.predicate == "votes" or fact.person not in candidates:
                candidates[fact.person] = fact.value or "?"
    return [
        f"{election} {seat}: " + ", ".join(f"{person} {count}" for person, count in candidates.items())
        for (election, seat), candidates in votes.items()
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_lists_belong_to_their_seat_and_election(file: Path) -> None:
    text, _, expected = file.read_text(encoding="utf-8").partition("====\n")
    assert told(file, text) == expected.splitlines()
