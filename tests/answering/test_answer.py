"""Answers over the two newspapers' graph: golden for every question, and names as people write them."""

from __future__ import annotations

import random
import warnings
from decimal import Decimal
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from electiongraph.answering import Question, ask, read_catalogue
from electiongraph.building import build_graph
from electiongraph.errors import QueryError
from electiongraph.identifiers import ID
from electiongraph.sources.official import read_official_table
from electiongraph.vocabulary import EG, PREFIXES

ANSWERS = Path(__file__).resolve().parent.parent / "answers"
RUNNER_UP = NamedNode(EG + "runnerUp")
NEEDED = {
    "who-beat": {"person": "Butler"},
    "career": {"person": "Butler"},
    "office-holders": {"date": "2024-07-06"},
    "results": {"seat": "Aylesbury"},
    "swing": {"party": "Labour", "from_party": "Conservative"},
}
# What newspapers do not tell; `test_full_graph.py` asks these over official files.
OFFICIAL_ONLY = {
    "baseline-differs", "candidates-moved", "changed-party", "lost-deposits", "no-main-predecessor",
    "office-holders", "same-name", "same-seat-new-name", "swing", "third-before",
    "turnout",
}  # fmt: skip


@pytest.fixture(scope="session")
def rdflib_night(night_path: Path) -> rdflib.Dataset:
    dataset = rdflib.Dataset()
    # rdflib's own TriG parser uses what rdflib has deprecated.
    warnings.simplefilter("ignore", DeprecationWarning)
    dataset.parse(data=night_path.read_text(encoding="utf-8"), format="trig")
    return dataset


@pytest.mark.parametrize("question", read_catalogue(), ids=lambda question: question.name)
class TestEveryQuestion:
    def test_it_gives_its_golden_answer(
        self, question: Question, night: Store, request: pytest.FixtureRequest
    ) -> None:
        golden = ANSWERS / f"{question.name}.csv"
        answer = ask(night, question.name, **NEEDED.get(question.name, {}))
        if request.config.getoption("--update-golden", default=False):
            golden.write_text(answer.to_csv(), encoding="utf-8")
        assert answer.to_csv() == golden.read_text(encoding="utf-8")
        assert answer.rows or question.name in OFFICIAL_ONLY

    def test_its_rows_do_not_depend_on_the_order_of_the_quads(self, question: Question, night: Store) -> None:
        quads = sorted(night, key=str)
        random.Random(7).shuffle(quads)
        shuffled = Store()
        shuffled.extend(quads)
        parameters = NEEDED.get(question.name, {})
        assert ask(shuffled, question.name, **parameters) == ask(night, question.name, **parameters)

    @pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
    def test_rdflib_gives_the_same_rows_in_the_same_order(
        self, question: Question, night: Store, rdflib_night: rdflib.Dataset
    ) -> None:
        expected = [
            tuple(None if solution[name] is None else solution[name].value for name in question.columns)
            for solution in night.query(question.text)
        ]
        rows = [
            tuple(None if row[name] is None else str(row[name]) for name in question.columns)
            for row in rdflib_night.query(question.text)
        ]
        assert rows == expected


def test_incumbents_lost_tells_stated_from_inferred_with_the_sentences(night: Store) -> None:
    records = ask(night, "incumbents-lost").records()
    stated, inferred = records
    assert (stated["person"], stated["basis"]) == ("Liz Truss", "stated")
    assert stated["sentence"] == "Liz Truss lost her seat to Labour's Terry Jermy"
    assert stated["line"] == 3
    assert (inferred["person"], inferred["basis"]) == ("Rob Butler", "inferred")
    assert inferred["sentence"] == (
        "in 2019 Rob Butler won the seat for the Conservatives",
        "Butler had 14,451",
        "Laura Kyrke-Smith of Labour was elected with 15,081 votes",
    )


def test_a_majority_is_computed_where_no_source_gives_it(night: Store) -> None:
    first = ask(night, "smallest-majorities", limit=1)
    assert first.records()[0] | {"seat": "Hendon", "majority": 15, "basis": "computed"} == first.records()[0]
    assert (len(first.rows), first.total) == (1, 8)


def test_a_percentage_is_compared_as_a_number(night: Store) -> None:
    assert [row[4] for row in ask(night, "won-under-share").rows] == [Decimal("26.72")]
    assert ask(night, "won-under-share", percent="26.72").rows == ()
    assert len(ask(night, "won-under-share", percent="26.73%").rows) == 1


@pytest.mark.parametrize(
    ("name", "parameters", "seats"),
    [
        ("winners", {"party": "lib dems"}, ["Harpenden and Berkhamsted"]),
        ("winners", {"party": "PP90"}, ["Harpenden and Berkhamsted"]),
        ("winners", {"seat": "SW Norfolk"}, ["South West Norfolk"]),
        ("winners", {"seat": "e14001497"}, ["South West Norfolk"]),
        ("winners", {"seat": "hove & portslade"}, ["Hove and Portslade"]),
        ("winners", {"election": "2019", "seat": "Aylesbury"}, ["Aylesbury"]),
        ("winners", {"election": "all", "party": "Tories"}, 3),
        ("results", {"seat": "Aylesbury"}, ["Aylesbury"] * 3),
        ("renamed-seats", {"seat": "Hove"}, ["Hove and Portslade"]),
        ("renamed-seats", {"seat": "Hitchin"}, []),
        ("incumbents-lost", {"person": "truss"}, ["South West Norfolk"]),
        ("incumbents-lost", {"party": "Labour"}, []),
        ("runner-up", {"party": "Greens"}, ["Hove and Portslade"]),
        ("smallest-majorities", {"election": "2019 notional"}, ["Aylesbury"]),
    ],
)
def test_parameters_are_names_as_people_write_them(
    night: Store, name: str, parameters: dict[str, str], seats: list[str] | int
) -> None:
    answer = ask(night, name, **parameters)
    found = [record["seat"] for record in answer.records()]
    assert found == seats if isinstance(seats, list) else len(found) == seats


def test_a_seat_under_two_sets_of_boundaries_gives_both_the_later_first(night: Store) -> None:
    elections = [record["election"] for record in ask(night, "results", seat="aylesbury").records()]
    assert elections == ["2024 general election", "2024 general election", "2019 general election"]


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        (
            "winners",
            {"seat": "Hitchen"},
            "Hitchen: this graph has no seat of that name; did you mean Hitchin",
        ),
        ("winners", {"party": "Plaid Cymru"}, "this graph has no party of that name"),
        ("winners", {"election": "1832"}, "this graph has no such election; it has 2024-07-04, 2019-12-12"),
        ("winners", {"seat": "   "}, "the seat is empty"),
        ("winners", {"person": "Truss"}, "this question takes no person; it takes election, seat, party"),
        ("results", {}, "this question needs a seat; for example: electiongraph ask results --seat"),
        ("won-under-share", {"percent": "many"}, "this is no percentage"),
        ("won-under-share", {"percent": "nan"}, "this is no percentage"),
        ("smallest-majorities", {"limit": "0"}, "this is no number of rows"),
        ("smallest-majorities", {"limit": "-1"}, "this is no number of rows"),
        (
            "winners",
            {"seat": '" } INSERT DATA { <a:b> <a:b> <a:b> } #'},
            "this graph has no seat of that name",
        ),
    ],
)
def test_what_cannot_be_bound_is_one_clear_line(
    night: Store, name: str, parameters: dict[str, str], message: str
) -> None:
    with pytest.raises(QueryError, match="(?s)" + message.replace("(", r"\(")) as caught:
        ask(night, name, **parameters)
    assert "\n" not in str(caught.value)


def test_an_empty_graph_answers_with_no_rows() -> None:
    for question in read_catalogue():
        if question.name not in NEEDED:
            assert ask(Store(), question.name).rows == ()


def test_what_is_disputed_is_marked_and_the_rest_is_not(night: Store) -> None:
    for name in ("majorities", "smallest-majorities", "runner-up", "seats"):
        records = ask(night, name).records()
        assert {record["seat"] for record in records if record["disputed"]} == {"Mid Bedfordshire"}, name
        assert {record["disputed"] for record in records} == {"yes", None}


def test_a_disputed_candidacy_marks_the_candidate_and_the_majority_that_it_decides(night: Store) -> None:
    store = Store()
    store.extend(night)
    contest = f"{ID}contest/2024-07-04/E14001279"
    second = next(quad.object for quad in store.quads_for_pattern(NamedNode(contest), RUNNER_UP, None, None))
    assert isinstance(second, NamedNode)
    store.add(Quad(second, NamedNode(EG + "disputedBy"), NamedNode("x:disagreement")))
    records = ask(store, "results", seat="Hendon").records()
    assert {record["person"]: record["disputed"] for record in records} == {
        "Ameet Jogia": "yes",
        "David Pinto-Duschinsky": None,
    }
    assert ask(store, "majorities", seat="Hendon").records()[0]["disputed"] == "yes"


def test_appointments_are_no_offices_of_the_count(night: Store) -> None:
    store = Store()
    store.extend(night)
    before = ask(store, "appointments")
    role = next(quad.object for quad in store.quads_for_pattern(None, NamedNode(EG + "role"), None, None))
    assert isinstance(role, NamedNode)
    store.add(Quad(role, NamedNode(EG + "roleKind"), Literal("count")))
    assert len(ask(store, "appointments").rows) == len(before.rows) - 1
    assert "offices of the count" in before.definition


def turnouts(*percents: str, year: str = "2024") -> list[Quad]:
    """Return contests with these turnouts at one election."""
    election = NamedNode(f"x:{year}")
    texts = [
        f'<x:{year}> a eg:GeneralElection ; eg:pollingDate "{year}-07-04"^^xsd:date ; rdfs:label "{year}" .'
    ]
    texts += [
        f"<x:{year}/{n:03}> eg:election {election} ; eg:seat <x:seat{n}> ; eg:turnoutPercent {percent} ."
        f'<x:seat{n}> a eg:Seat ; rdfs:label "Seat {n}" .'
        for n, percent in enumerate(percents)
    ]
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    return list(parse(prefixes + "\n".join(texts), format=RdfFormat.TRIG))


@pytest.mark.parametrize("known", [1, 2, 5, 9, 10, 12, 650])
@pytest.mark.parametrize("are_alike", [False, True])
@pytest.mark.parametrize("election", ["latest", "all"])
def test_no_seat_has_both_highest_and_lowest_turnout(known: int, are_alike: bool, election: str) -> None:
    store = Store()
    store.extend(turnouts(*("50.0" if are_alike else f"{20 + n / 10:.1f}" for n in range(known))))
    store.extend(turnouts("1.0", "99.0", year="2019"))
    total = known if election == "latest" else known + 2
    records = ask(store, "turnout-extremes", election=election).records()
    highest, lowest = (
        [(record["election"], record["seat"]) for record in records if record["extreme"] == extreme]
        for extreme in ("highest", "lowest")
    )
    assert not set(highest) & set(lowest)
    assert (len(highest), len(lowest)) == (min(5, (total + 1) // 2), min(5, total // 2))
    values = [record["turnout_percent"] for record in records]
    assert min(values[: len(highest)]) >= max(values[len(highest) :], default=Decimal(0))


def test_swing_needs_the_shares_of_both_parties_at_both_elections() -> None:
    text = """
    <x:now> eg:election <x:2024> ; eg:seat <x:seat> ; eg:winner <x:a> ; eg:runnerUp <x:b> ; eg:majority 100 .
    <x:2024> a eg:GeneralElection ; eg:pollingDate "2024-07-04"^^xsd:date ; rdfs:label "2024" .
    <x:2019> a eg:NotionalElection ; rdfs:label "2019 notional" .
    <x:seat> a eg:Seat ; rdfs:label "Somewhere" .
    <x:a> eg:candidate <x:pa> ; eg:contest <x:now> ; eg:party <x:lab> ; eg:sharePercent 45.0 .
    <x:b> eg:candidate <x:pb> ; eg:contest <x:now> ; eg:party <x:con> ; eg:sharePercent 30.5 .
    <x:pa> rdfs:label "A" . <x:pb> rdfs:label "B" . <x:lab> rdfs:label "L" . <x:con> rdfs:label "C" .
    <x:lab> eg:registerId "PP53" . <x:con> eg:registerId "PP52" .
    <x:then> eg:election <x:2019> ; eg:seat <x:seat> .
    <x:c> eg:contest <x:then> ; eg:party <x:lab> ; eg:sharePercent 30.0 .
    <x:d> eg:contest <x:then> ; eg:party <x:con> ; eg:sharePercent 52.0 .
    """
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    store = Store()
    for triple in parse(prefixes + text, format=RdfFormat.TURTLE):
        store.add(Quad(triple.subject, triple.predicate, triple.object))
    (record,) = ask(store, "majorities").records()
    assert record["swing_percent"] == Decimal("18.25")
    share = Literal("52.0", datatype=NamedNode(PREFIXES["xsd"] + "decimal"))
    store.remove(Quad(NamedNode("x:d"), NamedNode(EG + "sharePercent"), share))
    (record,) = ask(store, "majorities").records()
    assert record["swing_percent"] is None


IRELAND = """election,body,country,seat,person,party,votes,elected
2024-11-29,ireland,Ireland,Roscommon-Galway,Michael Fitzmaurice,Independent Ireland,13077,yes
2024-11-29,ireland,Ireland,Roscommon-Galway,Claire Kerrane,Sinn Féin,8003,yes
"""


@pytest.mark.parametrize("election", ["2024-11-29", "2024", "2024 Irish general election", "latest", "all"])
def test_an_election_to_another_body_is_named_by_day_year_or_label(election: str) -> None:
    graph = build_graph([], tables=[read_official_table(IRELAND.encode(), "ireland.csv")])
    assert len(ask(graph.store(), "winners", election=election).rows) == 2


def test_a_year_without_a_general_election_means_its_by_elections() -> None:
    rows = """election,body,seat,person,party,votes,elected
2023-10-19,by-election,Mid Bedfordshire,Alistair Strathern,Labour,13872,yes
2023-10-19,by-election,Tamworth,Sarah Edwards,Labour,11719,yes
2019-12-12,general,Tamworth,Christopher Pincher,Conservative,30542,yes
"""
    store = build_graph([], tables=[read_official_table(rows.encode(), "by.csv")]).store()
    assert len(ask(store, "winners", election="2023").rows) == 2
    [row] = ask(store, "winners", election="2023", seat="Tamworth").records()
    assert row["winner"] == "Sarah Edwards"
