"""Which claims to hold every result are held against what the source has: texts of our own, with controls."""

from __future__ import annotations

import pytest

from electiongraph.building import BuiltGraph, build_graph
from electiongraph.gazetteers import load_gazetteers
from electiongraph.mapping.recorded import RecordedDisagreement, read_disagreements
from electiongraph.sources import document_from_text
from electiongraph.sources.official import read_official_table

RESULTS = {
    "Mid Dorset and North Poole": "Vikki Slade (LD) 21,442\nMichael Tomlinson (Con) 20,090\n",
    "North Dorset": "Simon Hoare (Con) 18,208\nGary Jackson (LD) 16,619\n",
    "Poole": "Neil Duncan-Jordan (Lab) 14,168\nRobert Syms (Con) 14,150\n",
    "South Dorset": "Lloyd Hatton (Lab) 15,659\nRichard Drax (Con) 14,611\n",
    "West Dorset": "Edward Morello (LD) 26,999\nChris Loder (Con) 19,210\n",
}
ALL = tuple(RESULTS)
CANDIDATES_2019 = (
    "Election date,ONS ID,Constituency name,County name,Country name,Party name,Party abbreviation,"
    "Electoral Commission party ID,Candidate first name,Candidate surname,Sitting MP,Member MNIS ID,"
    "Votes,Share"
)
POOLE_2019 = "2019-12-12,E14000881,Poole,Dorset,England,Conservative,Con,PP52,Robert,Syms,Yes,245,29599,"
POOLE_2024 = "2024-07-04,E14001429,Poole,,England,Labour,Lab,PP53,Neil,Duncan-Jordan,No,5359,14168,"
OVERLAP = "E14000881E14001429,E14000881,Poole,E14001429,Poole,0.9,1,0.9,1,0.9,1"


def article(headline: str, *seats: str, year: str = "2024") -> str:
    lists = "\n".join(f"{seat}\n\n{RESULTS[seat]}" for seat in seats)
    return f"{headline}\n\nGeneral election, {year}\n\n{lists}"


def build(*texts: str, files: dict[str, list[str]] | None = None) -> BuiltGraph:
    documents = [document_from_text(text, name=f"text{at}.txt") for at, text in enumerate(texts)]
    tables = [
        read_official_table("".join(f"{line}\n" for line in lines).encode(), name)
        for name, lines in (files or {}).items()
    ]
    return build_graph(documents, load_gazetteers(), tables=tables)


def coverage(graph: BuiltGraph) -> list[RecordedDisagreement]:
    return [one for one in read_disagreements(graph.store()) if one.kind == "CoverageConflict"]


@pytest.mark.parametrize(
    ("headline", "words"),
    [
        ("Every constituency result in Dorset", "Every constituency result in Dorset"),
        ("Full results for Dorset: who won where", "Full results for Dorset"),
        ("The complete list of results in Dorset", "complete list of results in Dorset"),
        ("How every seat in Dorset voted", "How every seat in Dorset voted"),
        ("Tories lose ground: all the results from Dorset", "all the results from Dorset"),
        ("FULL RESULTS FOR DORSET", "FULL RESULTS FOR DORSET"),
    ],
)
def test_a_county_of_which_a_seat_is_missing_is_told_with_who_has_it(headline: str, words: str) -> None:
    graph = build(article(headline, *ALL[:4]), article("Night of results", "West Dorset"))
    [one] = coverage(graph)
    assert one.property == "claimsToCover"
    assert one.claims[0].quote == words
    assert one.claims[0].source == "text0.txt"
    told = [(claim.source, claim.value) for claim in one.claims[1:]]
    assert told == [("text1.txt", "26,999 votes for Edward Morello")]
    assert one.reason.endswith("West Dorset; these are in text1.txt")


def test_what_nobody_has_is_told_by_what_the_source_has() -> None:
    [one] = coverage(build(article("Every result in Dorset", *ALL[:4])))
    assert len(one.claims) == 4
    assert "West Dorset" in one.reason
    assert " in text" not in one.reason


def test_a_nation_has_the_seats_of_the_gazetteer() -> None:
    headline = "Every result in Wales, 2024"
    text = f"{headline}\n\nCeredigion Preseli\n\nBen Lake (Plaid Cymru) 21,738\nMark Williams (LD) 6,949\n"
    [one] = coverage(build(text))
    assert one.claims[0].value == "claims all constituencies of Wales"
    assert "tells of 1 of 32; missing: " in one.reason


@pytest.mark.parametrize("headline", ["All six results from the night", "Full results for 6 constituencies"])
def test_a_number_of_results_is_held_against_those_there_are(headline: str) -> None:
    [one] = coverage(build(article(headline, *ALL)))
    assert one.claims[0].value == "claims all 6 constituencies"
    seats = "Mid Dorset and North Poole, North Dorset, Poole, South Dorset and West Dorset"
    assert one.reason.endswith(f"has the results of 5: {seats}")


def test_more_results_than_claimed_are_told_too() -> None:
    [one] = coverage(build(article("All three results", *ALL)))
    assert "has the results of 5" in one.reason


def test_official_files_tell_the_county_of_a_seat_through_its_predecessor() -> None:
    files = {
        "candidacies.csv": [CANDIDATES_2019, POOLE_2019, POOLE_2024],
        "constituency-area-overlaps.csv": [OVERLAP],
    }
    [one] = coverage(
        build(article("Every result in Dorset", *(seat for seat in ALL if seat != "Poole")), files=files)
    )
    assert one.reason.endswith(
        "lacks, of those that are known to lie there, Poole; these are in candidacies.csv"
    )


CONTROLS = [
    article("Every result in Dorset", *ALL),
    article("All five results", *ALL),
    article("Some results from Dorset", "Poole"),
    article("Every Dorset result as it comes in", "North Dorset"),
    article("All the results so far in Dorset", "North Dorset"),
    article("Every result in Dorset will be here", "North Dorset"),
    article("Night of results", "North Dorset") + "\nRead more: every Dorset result\n",
    article("Night of results", "North Dorset") + "\nSee how every seat in Dorset voted\n",
    article("Labour won every seat in Dorset", "South Dorset"),
    article("Every result in Dorset in 2019", "North Dorset"),
    article("Every result in the Dorset Council elections", "North Dorset"),
    article("Full results in North Dorset", "North Dorset"),
    article("Not every result in Dorset is in", "North Dorset"),
    article("Full results: pages 4 to 9, with all of Dorset", "North Dorset"),
]


@pytest.mark.parametrize("text", CONTROLS, ids=[text.splitlines()[0] for text in CONTROLS])
def test_what_is_no_such_claim_or_holds_is_not_told(text: str) -> None:
    assert coverage(build(text, article("Evening paper", "West Dorset"))) == []


def test_a_claim_stands_in_the_evidence_only() -> None:
    graph = build(article("Every result in Dorset", *ALL[:4]))
    stated = [quad for quad in graph.quads if quad.predicate.value.endswith("#claimsToCover")]
    assert stated == []
