"""What articles and official files disagree on: every true case is found, no control is reported."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from electiongraph.building import build_graph
from electiongraph.gazetteers import load_gazetteers
from electiongraph.mapping.recorded import RecordedDisagreement, read_disagreements
from electiongraph.sources import gather

SHARED = Path(__file__).resolve().parents[3] / "shared"
# Kind of disagreement and label of what the sources differ on.
TRUE_CASES = (
    ("BaselineConflict", "Conservative, 2024 general election, final: change in seats -251 or -244"),
    ("BaselineConflict", "Labour, 2024 general election, final: change in seats 211 or 209"),
    ("BaselineConflict", "Liberal Democrats, 2024 general election, final: change in seats 64 or 61"),
    ("BaselineConflict", "Chesham and Amersham, 2024 general election: hold or gain"),
    ("BaselineConflict", "Islington North, 2024 general election: gain or won again by Jeremy Corbyn"),
    ("BaselineConflict", "Mid Bedfordshire, 2024 general election: hold or gain"),
    ("BaselineConflict", "Rochdale, 2024 general election: hold or lost"),
    ("FollowingError", "Alistair Strathern, Labour, Hitchin 2024: share 43.9288 or 42.84"),
    ("FollowingError", "Chris Hinchliff, Labour, North East Hertfordshire 2024: share 34.9543 or 34.94"),
    ("FollowingError", "Nikki Da Costa, Conservative, North East Hertfordshire 2024: share 31.2928 or 31.32"),
    ("LineageConflict", "Bristol Central: formerly Bristol West or the seat of Thangam Debbonaire"),
    ("LineageConflict", "Buckingham and Bletchley: formerly Milton Keynes South or formerly Buckingham"),
    ("LineageConflict", "Buckingham: now Mid Buckinghamshire or now Buckingham and Bletchley"),
    ("LineageConflict", "Dunstable and Leighton Buzzard: formerly South West Bedfordshire or new seat"),
    ("LineageConflict", "Harpenden and Berkhamsted: formerly Hitchin and Harpenden or new seat"),
    ("LineageConflict", "Milton Keynes Central: formerly Milton Keynes South or new seat"),
    ("MistakenFigure", "Gagan Mohindra, Conservative, South West Hertfordshire 2019: votes 30,327 or 14,408"),
    ("NameSpelling", "Alfred Saint-Clair: Alfred Saint-Clair or Alfred Saint-Clare"),
    ("NameSpelling", "Cade Sibley: Cade Sibley or Cade Silbey"),
    ("NameSpelling", "Chris Hinchliff: Chris Hinchliff or Chris Hinchcliff"),
    ("NameSpelling", "Dave Holland: Dave Holland or David Holland"),
    ("NameSpelling", "Paul Trathen: Paul Trathen or Paul Trathern"),
    ("NameSpelling", "Stewart Satterly: Stewart Satterly or Stewart Slattery"),
    ("NameSpelling", "Waheed Akbar: Waheed Akbar or Waheed Akhbar"),
    ("NameSpelling", "Will Lavin: Will Lavin or William Lavin"),
    ("NotionalAgainstActual", "Hertford and Stortford, 2019 general election: majority 19,620 or 17,806"),
    ("NotionalAgainstActual", "Luton South, 2019 general election: turnout 60.67 or 64.0"),
    ("NotionalAgainstActual", "Welwyn Hatfield, 2019 general election: majority 10,955 or 10,733"),
    ("OneDigitDifference", "Alistair Strathern, Labour, Hitchin 2024: votes 23,067 or 22,067"),
    ("PartyConflict", "Antonio Vitiello, English Democrats, Dunstable and Leighton Buzzard 2024"),
    (
        "RoleConflict",
        "Jonathan Reynolds: Secretary of State for Business and Trade or President of the Board of Trade",
    ),
    ("RoundingConflict", "2023 Mid Bedfordshire by-election: majority in percent 2.93 or 3.0"),
    ("TransposedDigits", "Nikki Da Costa, Conservative, North East Hertfordshire 2024: votes 16,435"),
    ("ValueConflict", "Luton North, 2024 general election: turnout 51.75 or 51.99"),
    ("TurnoutBasisConflict", "Luton South and South Bedfordshire, 2024 general election: turnout 49.65"),
    ("ValueConflict", "Milton Keynes North, 2024 general election: turnout 65.02 or 65.1"),
    ("ValueConflict", "George Galloway, Workers Party, Rochdale 2024: votes 11,587 or 11,508"),
    ("ValueConflict", "Julie Marson, Conservative, Hertford and Stortford 2024: votes 16,060 or 16,016"),
    ("ValueConflict", "Labour, 2024 general election, final: seats 411 or 412"),
    ("ValueConflict", "Mid Bedfordshire, 2024 general election: turnout 65.76 or 67.7"),
)
# What agrees, or can be true together, and must not be reported: words of the label.
CONTROLS = (
    ("notional", "Bedford,"),
    ("majority", "North East Hertfordshire, 2019"),
    ("turnout", "Welwyn Hatfield"),
    ("turnout", "Harpenden and Berkhamsted"),
    ("turnout", "Bassetlaw"),
    ("votes", "Alan Francis"),
    (": seats", "Conservative, 2024"),
    ("change in seats", "SNP, 2024"),
    ("majority", "Aylesbury, 2019"),
    ("new seat", "Stevenage"),
    ("hold or", "Hitchin"),
    ("gain or", "Hitchin"),
    ("formerly", "Welwyn Hatfield"),
    ("majority", "Hemel Hempstead"),
    ("Secretary of State", "Shabana Mahmood"),
    ("", "Home Secretary"),
)
# What the reason of a disagreement must tell, by words of its label.
REASONS = (
    ("Luton South and South Bedfordshire, 2024", "49.87 is the turnout of all ballots"),
    ("Luton North, 2024", "51.99 is the turnout neither of valid votes (51.75) nor of all ballots (51.97)"),
    ("Labour, 2024 general election, final: seats", "412 counts the Speaker's seat, Chorley"),
    ("Gagan Mohindra", "14,408 is the majority in South West Hertfordshire at the 2019 general election"),
    (
        "Chris Hinchliff, Labour",
        "follows from the votes that 004_11c40da6e48c6201.txt lists, 18,358 of 52,538",
    ),
    ("Luton South, 2019", "64.0 is, rounded from 64.2, the notional figure on the new boundaries"),
    ("Dunstable and Leighton Buzzard: formerly", "99.8% from South West Bedfordshire"),
    ("Buckingham: now", "39.3% to Buckingham and Bletchley, 37.8% to Mid Buckinghamshire"),
    ("Islington North", "Jeremy Corbyn, who won by 001_caeac6935794b0a1.txt, was the sitting member"),
    ("Bristol Central", "the seat of that member was Bristol West; by the official overlaps 100.0%"),
    ("Jonathan Reynolds", "the register of ministers has no such office"),
)


@pytest.fixture(scope="module")
def disagreements() -> Iterator[tuple[RecordedDisagreement, ...]]:
    if not (SHARED / "official").is_dir():
        pytest.skip("the official files are not in ../shared")
    gathered = gather([SHARED / "articles", SHARED / "official"])
    built = build_graph(gathered.documents, load_gazetteers(), tables=gathered.tables)
    yield read_disagreements(built.store())


@pytest.mark.parametrize(("kind", "label"), TRUE_CASES)
def test_a_true_case_is_found(disagreements: tuple[RecordedDisagreement, ...], kind: str, label: str) -> None:
    assert [one.kind for one in disagreements if one.label.startswith(label)] == [kind]


@pytest.mark.parametrize(("words", "about"), CONTROLS)
def test_a_control_is_not_reported(
    disagreements: tuple[RecordedDisagreement, ...], words: str, about: str
) -> None:
    assert [one.label for one in disagreements if about in one.label and words in one.label] == []


@pytest.mark.parametrize(("label", "words"), REASONS)
def test_the_reason_says_what_the_other_figure_is(
    disagreements: tuple[RecordedDisagreement, ...], label: str, words: str
) -> None:
    assert [words in one.reason for one in disagreements if one.label.startswith(label)] == [True]


def test_an_official_value_is_preferred_where_there_is_one(
    disagreements: tuple[RecordedDisagreement, ...],
) -> None:
    decided = [one for one in disagreements if any(claim.source.endswith(".csv") for claim in one.claims)]
    others = ("BaselineConflict", "CoverageConflict", "LineageConflict", "RoleConflict")
    figures = [one for one in decided if one.kind not in others]
    assert len(figures) > 30
    assert [one.label for one in figures if not one.claims[0].is_preferred] == []


def test_every_result_of_three_counties_lacks_eight(disagreements: tuple[RecordedDisagreement, ...]) -> None:
    [one] = [one for one in disagreements if one.kind == "CoverageConflict"]
    assert one.reason.endswith(
        "tells of 18 of 26; missing: Beaconsfield, Broxbourne, Chesham and Amersham, Hertsmere, "
        "Mid Buckinghamshire, South West Hertfordshire, Watford and Wycombe; "
        "these are in 003_000c22322a716f6d.txt and candidacies.csv"
    )
