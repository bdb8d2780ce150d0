"""What texts of our own and rows of official files differ in, and what they agree on: pairs made for it."""

from __future__ import annotations

import pytest

from electiongraph.building import BuiltGraph, build_graph
from electiongraph.gazetteers import load_gazetteers
from electiongraph.mapping.recorded import RecordedDisagreement, read_disagreements
from electiongraph.sources import document_from_text
from electiongraph.sources.official import read_official_table

CANDIDATES = (
    "Election date,ONS ID,Constituency name,Country name,Party name,Party abbreviation,"
    "Electoral Commission party ID,Candidate first name,Candidate surname,Sitting MP,Member MNIS ID,"
    "Votes,Share"
)
SEATS = (
    "Election date,ONS ID,Constituency name,Country name,Member first name,Member surname,Result,First party,"
    "Electorate,Valid votes,Invalid votes,Majority"
)
POOLE = [
    "2024-07-04,E14001429,Poole,England,Labour,Lab,PP53,Neil,Duncan-Jordan,No,5359,14168,0.318418",
    "2024-07-04,E14001429,Poole,England,Conservative,Con,PP52,Robert,Syms,Yes,245,14150,0.318013",
    "2024-07-04,E14001429,Poole,England,Reform UK,RUK,PP7931,Andrei,Dragotoniu,No,,7429,0.166963",
    "2024-07-04,E14001429,Poole,England,Liberal Democrat,LD,PP90,Oliver,Walters,No,,5507,0.123767",
    "2024-07-04,E14001429,Poole,England,Green,Green,PP63,Sarah,Ward,No,,2218,0.049848",
]
POOLE_SEAT = "2024-07-04,E14001429,Poole,England,Neil,Duncan-Jordan,Lab gain from Con,Lab,72509,44495,148,18"
CLACTON = [
    "2015-05-07,E14000642,Clacton,England,UKIP,UKIP,PP85,Douglas,Carswell,Yes,1527,19642,0.444319",
    "2015-05-07,E14000642,Clacton,England,Conservative,Con,PP52,Giles,Watling,No,4677,16205,0.366571",
]
CLACTON_SEAT = (
    "2015-05-07,E14000642,Clacton,England,Douglas,Carswell,UKIP gain from Con,UKIP,68936,44207,168,3437"
)
ROCHDALE = [
    "2024-07-04,E14001446,Rochdale,England,Labour,Lab,PP53,Paul,Waugh,No,5318,13027,0.328235",
    "2024-07-04,E14001446,Rochdale,England,Workers Party,WPB,PP11382,George,Galloway,Yes,609,11587,0.291952",
]
ROCHDALE_SEAT = "2024-07-04,E14001446,Rochdale,England,Paul,Waugh,Lab hold,Lab,71497,39688,200,1440"
REGISTER = {
    "person.csv": (
        "id,id_parliament,id_ifg_website,name,display_name,normalized_name,short_name,gender,start_date,end_date",
        "p1,206.0,,David Lammy,David Lammy,David Lammy,Lammy,M,2001-06-08,",
        "p2,420.0,,Yvette Cooper,Yvette Cooper,Yvette Cooper,Cooper,F,1999-10-11,",
    ),
    "organisation.csv": ("id,name,short_name,start_date,end_date", "o1,Home Office,HO,1979-05-04,"),
    "post.csv": (
        "id,id_ifg_website,organisation_id,name,display_name,rank_equivalence,rank_equivalence_value",
        "t1,,o1,Secretary of State for the Home Department,Home Secretary,SoS,1",
        't2,,o1,"Secretary of State for Foreign, Commonwealth and Development Affairs",Foreign,SoS,1',
    ),
    "appointment.csv": (
        "id,person_id,post_id,start_date,end_date",
        "a1,p2,t1,2024-07-05,2025-09-05",
        "a2,p1,t2,2024-07-05,2025-09-05",
    ),
}


def built(*texts: str, files: dict[str, list[str] | tuple[str, ...]] | None = None) -> BuiltGraph:
    tables = [
        read_official_table("".join(f"{line}\n" for line in lines).encode(), name)
        for name, lines in (files or {}).items()
    ]
    documents = [document_from_text(text, name=f"text{at}.txt") for at, text in enumerate(texts)]
    return build_graph(documents, load_gazetteers(), tables=tables)


def told(graph: BuiltGraph) -> list[RecordedDisagreement]:
    return [one for one in read_disagreements(graph.store()) if one.kind != "NameForm"]


def kinds(graph: BuiltGraph) -> list[tuple[str, str]]:
    return [(one.kind, one.reason.partition("; ")[2] or one.reason) for one in told(graph)]


def poole(text: str) -> BuiltGraph:
    return built(text, files={"c.csv": [CANDIDATES, *POOLE], "s.csv": [SEATS, POOLE_SEAT]})


def clacton(text: str) -> BuiltGraph:
    return built(text, files={"c.csv": [CANDIDATES, *CLACTON], "s.csv": [SEATS, CLACTON_SEAT]})


@pytest.mark.parametrize(
    ("turnout", "kind", "words"),
    [
        ("61.57%", "TurnoutBasisConflict", "61.57 is the turnout of all ballots, the 148 spoilt ones too"),
        ("63.1%", "ValueConflict", "63.1 is the turnout neither of valid votes (61.36) nor of all ballots"),
    ],
)
def test_a_turnout_is_told_by_its_basis(turnout: str, kind: str, words: str) -> None:
    [(found, reason)] = kinds(poole(f"General election 2024: in Poole, turnout was {turnout}."))
    assert found == kind
    assert reason.startswith(words)


@pytest.mark.parametrize("turnout", ["61.36%", "61.4%", "61%"])
def test_the_official_turnout_rounded_is_no_disagreement(turnout: str) -> None:
    assert kinds(poole(f"General election 2024: in Poole, turnout was {turnout}.")) == []


def test_a_majority_given_as_votes_is_told_as_such() -> None:
    text = "General election 2015\nIn Clacton, UKIP's Douglas Carswell polled 3,437 votes."
    [(kind, reason)] = kinds(clacton(text))
    assert (kind, reason) == (
        "MistakenFigure",
        "3,437 is the majority in Clacton at the 2015 general election",
    )


def test_votes_given_to_another_candidate_are_told_as_such() -> None:
    text = "General election 2015\nIn Clacton, UKIP's Douglas Carswell polled 16,205 votes."
    [(kind, reason)] = kinds(clacton(text))
    assert kind == "MistakenFigure"
    assert reason.startswith("16,205 is the votes of Giles Watling")


def test_shares_that_fit_the_texts_own_wrong_votes_follow_from_them() -> None:
    text = (
        "2024 General election results\n\nPoole\n\nNeil Duncan-Jordan (Lab) 14,168 (31.1%)\n"
        "Robert Syms (Con) 15,150 (33.3%)\nAndrei Dragotoniu (Reform) 7,429 (16.3%)\n"
        "Oliver Walters (LD) 5,507 (12.1%)\nSarah Ward (Green) 2,218 (4.9%)\nJoe Cronin (Ind) 698 (1.5%)\n"
        "Leanne Barnes (UKIP) 325 (0.7%)\n"
    )
    rest = [
        "2024-07-04,E14001429,Poole,England,Independent,Ind,,Joe,Cronin,No,,698,0.015687",
        "2024-07-04,E14001429,Poole,England,UK Independence Party,UKIP,PP85,Leanne,Barnes,No,,325,0.007304",
    ]
    graph = built(text, files={"c.csv": [CANDIDATES, *POOLE, *rest], "s.csv": [SEATS, POOLE_SEAT]})
    found = [one.kind for one in told(graph)]
    assert found.count("OneDigitDifference") == 1
    assert found.count("FollowingError") == 6
    assert len(found) == 7


def test_a_beaten_member_of_another_party_is_told_beside_an_official_hold() -> None:
    text = "2024 election\nGeorge Galloway, the sitting MP, lost his Rochdale seat to Labour's Paul Waugh."
    graph = built(text, files={"c.csv": [CANDIDATES, *ROCHDALE], "s.csv": [SEATS, ROCHDALE_SEAT]})
    assert [one.kind for one in told(graph)] == ["BaselineConflict"]


def test_a_beaten_member_of_the_losing_party_is_no_disagreement() -> None:
    text = (
        "General election 2024\n"
        "Robert Syms, the MP since 1997, lost his Poole seat to Labour's Neil Duncan-Jordan."
    )
    assert kinds(poole(text)) == []


def test_a_member_who_won_again_is_told_beside_an_official_gain() -> None:
    text = "General election 2015\nDouglas Carswell, the sitting MP, has been re-elected in Clacton."
    assert [one.kind for one in told(clacton(text))] == ["BaselineConflict"]


DAY = "Friday 5 July 2024\n"


def test_the_register_says_who_held_an_office() -> None:
    graph = built(DAY + "David Lammy has been appointed Home Secretary.", files=dict(REGISTER))
    [one] = told(graph)
    assert one.kind == "RoleConflict"
    assert one.label == "Secretary of State for the Home Department: Yvette Cooper or David Lammy"
    assert [claim.is_preferred for claim in one.claims] == [True, False]


def test_what_the_register_confirms_is_no_disagreement_and_one_appointment() -> None:
    graph = built(DAY + "David Lammy has been appointed Foreign Secretary.", files=dict(REGISTER))
    assert told(graph) == []
    appointments = [
        quad.subject.value
        for quad in graph.quads
        if quad.object.value.endswith("#Appointment") and "lammy" not in quad.subject.value
    ]
    assert len(appointments) == len(set(appointments)) == 2
    assert all("2024-07-05" in iri for iri in appointments)


def test_an_office_that_the_register_does_not_have_is_told() -> None:
    text = DAY + "David Lammy is Foreign Secretary and the president of the Board of Trade."
    [one] = told(built(text, files=dict(REGISTER)))
    assert one.kind == "RoleConflict"
    assert one.reason.startswith("the register of ministers has no such office")
    assert not any(claim.is_preferred for claim in one.claims)


def test_two_texts_that_give_one_office_to_two_people_disagree() -> None:
    texts = [DAY + f"{name} has been appointed Home Secretary." for name in ("Yvette Cooper", "Pat McFadden")]
    assert [one.kind for one in told(built(*texts))] == ["RoleConflict"]


def test_two_ministers_of_state_do_not_disagree() -> None:
    texts = [DAY + f"{name} has been appointed minister." for name in ("Yvette Cooper", "Pat McFadden")]
    assert told(built(*texts)) == []


RUMOUR = "There are strong rumours here that Jeremy Hunt has lost Godalming and Ash."


@pytest.mark.parametrize("texts", [(RUMOUR, "HELD"), (f"{RUMOUR}\n\n03:40\nHELD",)], ids=["two", "one"])
def test_a_rumour_that_proved_false_is_told(texts: tuple[str, ...]) -> None:
    held = "Jeremy Hunt has held Godalming and Ash for the Conservatives."
    graph = built(*(f"Election night, 5 July 2024\n\n02:10\n{text.replace('HELD', held)}" for text in texts))
    [one] = told(graph)
    assert one.kind == "RumourConflict"
    assert one.claims[0].is_preferred
    assert "rumours" in one.claims[1].quote


def test_a_rumour_that_came_true_is_not_told() -> None:
    text = "5 July 2024\n\nRumours in the hall say that Robert Syms has lost Poole."
    assert kinds(poole(text)) == []


def test_nothing_rumoured_enters_the_graph() -> None:
    graph = built(f"5 July 2024\n\n{RUMOUR}")
    names = {"title", "rdf-schema#label"}  # of the source
    assert graph.facts == 0
    assert {quad.predicate.value.rpartition("/")[2] for quad in graph.quads if "Hunt" in str(quad)} <= names


def test_a_turnout_of_before_is_that_of_the_seat_that_went_on() -> None:
    """The text names no predecessor; the official overlaps do."""
    codes = "E14000801E14001346,E14000801,Luton South,E14001346,Luton South and South Bedfordshire"
    overlap = f"{codes},0.94,0.94,0.5,0.5,0.94,0.94"
    seat = "2019-12-12,E14000801,Luton South,England,Rachel,Hopkins,Lab hold,Lab,69338,42064,177,8756"
    text = (
        "5 July 2024\n\nLuton South and South Bedfordshire\n\n"
        "In Luton South and South Bedfordshire turnout dropped from 64% to 50% compared to 2019."
    )
    graph = built(text, files={"constituency-area-overlaps.csv": [overlap], "s.csv": [SEATS, seat]})
    assert [one.label for one in told(graph)] == ["Luton South, 2019 general election: turnout 60.67 or 64.0"]


ISLINGTON = [
    "2019-12-12,E14000763,Islington North,England,Labour,Lab,PP53,Jeremy,Corbyn,Yes,185,34603,0.643119",
    "2019-12-12,E14000763,Islington North,England,Conservative,Con,PP52,James,Clark,No,,5483,0.101906",
    "2024-07-04,E14001305,Islington North,England,Independent,Ind,,Jeremy,Corbyn,{sat},185,24120,0.492185",
    "2024-07-04,E14001305,Islington North,England,Labour,Lab,PP53,Praful,Nargund,No,,16873,0.344305",
]
# The others on the ballot, in one row, so that the shares add up.
ISLINGTON += [
    "2019-12-12,E14000763,Islington North,England,Liberal Democrat,LD,PP90,Nick,Wakeling,No,,13717,0.254975",
    "2024-07-04,E14001305,Islington North,England,Green,Green,PP63,Sheridan,Kates,No,,8013,0.16351",
]
ISLINGTON_SEAT = (
    "2024-07-04,E14001305,Islington North,England,Jeremy,Corbyn,Ind gain from Lab,Ind,72852,49006,189,7247"
)
ISLINGTON_OVERLAP = "E14000763E14001305,E14000763,Islington North,E14001305,Islington North,1,1,1,1,1,1"


def general_elections(rows: list[str]) -> dict[str, list[str] | tuple[str, ...]]:
    """Return the files of the general elections of 2019 and 2024 that these rows are of."""
    days = {"58": "2019-12-12", "59": "2024-07-04"}
    return {
        f"{number}/general-election/candidacies.csv": [CANDIDATES, *(r for r in rows if r.startswith(day))]
        for number, day in days.items()
    }


@pytest.mark.parametrize(
    ("sat", "found"),
    [
        ("Yes", ["Islington North, 2024 general election: gain or won again by Jeremy Corbyn"]),
        # The register says that somebody of that name had left the House.
        ("No", []),
    ],
)
def test_a_gain_by_the_sitting_member_under_another_label_is_told(sat: str, found: list[str]) -> None:
    text = "General election 2024\n\nJeremy Corbyn has won as an independent in Islington North.\n"
    graph = built(
        text,
        files={
            **general_elections([row.format(sat=sat) for row in ISLINGTON]),
            "59/general-election/constituencies.csv": [SEATS, ISLINGTON_SEAT],
            "constituency-area-overlaps.csv": [ISLINGTON_OVERLAP],
        },
    )
    told = [one for one in read_disagreements(graph.store()) if one.kind == "BaselineConflict"]
    assert [one.label for one in told] == found
    assert all("had won Islington North last for Labour" in one.reason for one in told)


BRISTOL = [
    "2019-12-12,E14000602,Bristol West,England,Labour,Lab,PP53,Thangam,Debbonaire,Yes,4433,47028,0.622954",
    "2019-12-12,E14000602,Bristol West,England,Green,Green,PP63,Carla,Denyer,No,5102,18809,0.249152",
    "2024-07-04,E14001131,Bristol Central,England,Labour,Lab,PP53,Thangam,Debbonaire,Yes,4433,14132,0.325885",
    "2024-07-04,E14001131,Bristol Central,England,Green,Green,PP63,Carla,Denyer,No,5102,24539,0.565871",
]
BRISTOL += [
    "2019-12-12,E14000602,Bristol West,England,Conservative,Con,PP52,Suria,Aujla,No,,9654,0.127894",
    "2024-07-04,E14001131,Bristol Central,England,Conservative,Con,PP52,Samuel,Williams,No,,4694,0.108244",
]
BRISTOL_OVERLAP = "E14000602E14001131,E14000602,Bristol West,E14001131,Bristol Central,0.7,1,0.63,1,0.677,1"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["Bristol Central: formerly Bristol West or the seat of Thangam Debbonaire"]),
        # Who names the old seat misleads nobody.
        (" She had sat for Bristol West since 2015.", []),
    ],
)
def test_a_member_who_is_given_a_seat_by_its_new_name_is_told(words: str, found: list[str]) -> None:
    text = (
        "General election 2024\n\nThangam Debbonaire lost her Bristol Central seat to the Green Party."
        f"{words}\n"
    )
    graph = built(
        text,
        files={
            **general_elections(BRISTOL),
            "constituency-area-overlaps.csv": [BRISTOL_OVERLAP],
        },
    )
    told = [one for one in read_disagreements(graph.store()) if one.kind == "LineageConflict"]
    assert [one.label for one in told] == found
    assert all("100.0% of its people come from there, and 67.7%" in one.reason for one in told)
