"""The networkx graph: what is in it, in which order, and that other programs read it."""

from __future__ import annotations

import io
from dataclasses import replace

import networkx as nx
import pytest
from pyoxigraph import Store

from electiongraph.drawing.picture_files import gexf_bytes, graphml_bytes
from electiongraph.drawing.records import Contest, read_records
from electiongraph.drawing.relationships import build_relationships, relationship_graph
from electiongraph.drawing.selection import find_contest
from electiongraph.errors import DrawingError

SHAPPS = "https://w3id.org/electiongraph/id/person/grant-shapps--2024-07-04-E14001573"


def edges(graph: nx.MultiDiGraph[str]) -> list[tuple[str, str, str]]:
    label = graph.nodes(data="label")
    return [(label[start], str(data["relation"]), label[end]) for start, end, data in graph.edges(data=True)]


def test_a_person_has_seats_roles_and_who_beat_them(store: Store) -> None:
    graph = relationship_graph(store, person="grant shapps")
    assert sorted(edges(graph)) == [
        ("Grant Shapps", "defeatedIn", "Welwyn Hatfield"),
        ("Grant Shapps", "heldRole", "Secretary of State for Defence"),
        ("Grant Shapps", "lostTo", "Andrew Lewin"),
        ("Grant Shapps", "standsIn", "Welwyn Hatfield"),
    ]


def test_party_is_a_colour_and_no_node(store: Store) -> None:
    graph = relationship_graph(store)
    assert {data["kind"] for _, data in graph.nodes(data=True)} == {"person", "seat", "role"}
    assert graph.nodes[SHAPPS] == {
        "colour": "#0087dc",
        "kind": "person",
        "label": "Grant Shapps",
        "party": "Conservative",
    }


def test_edges_carry_votes_and_the_words_behind_them(store: Store) -> None:
    graph = relationship_graph(store, seat="Welwyn Hatfield")
    (standing,) = [
        data
        for start, _, data in graph.edges(data=True)
        if start == SHAPPS and data["relation"] == "standsIn"
    ]
    assert standing == {
        "election": "2024-07-04",
        "party": "Conservative",
        "quote": "Mr Shapps took 16,078",
        "relation": "standsIn",
        "votes": 16078,
    }


def test_words_about_a_seat_are_not_lent_to_another_election(store: Store) -> None:
    records = read_records(store)
    contest = find_contest(records, "Welwyn Hatfield")
    bare = tuple(replace(one, iri=f"{one.iri}-earlier") for one in contest.candidates)
    earlier = replace(contest, iri="earlier", election="2019", polling_date="2019-12-12", candidates=bare)
    quotes = {(SHAPPS, "standsIn", contest.seat.iri): "Mr Shapps, who stands in Welwyn Hatfield"}

    def words(*contests: Contest) -> list[object]:
        graph = build_relationships(replace(records, contests=contests), quotes=quotes)
        found = [data for start, _, data in graph.edges(data=True) if start == SHAPPS]
        return [data.get("quote") for data in found if data["relation"] == "standsIn"]

    assert words(contest) == ["Mr Shapps, who stands in Welwyn Hatfield"]
    assert words(earlier, contest) == [None, None]


def test_a_seat_brings_its_people_their_roles_and_its_former_name(store: Store) -> None:
    graph = relationship_graph(store, seat="Luton South & South Bedfordshire")
    assert ("Luton South and South Bedfordshire", "formerlyNamed", "Luton South") in edges(graph)
    assert (
        "Secretary of State for Defence"
        in dict(relationship_graph(store, seat="Welwyn Hatfield").nodes(data="label")).values()
    )


def test_a_source_gives_only_what_it_says(store: Store) -> None:
    graph = relationship_graph(store, source="night.txt")
    assert {label for _, label in graph.nodes(data="label") if label.endswith("field")} == {"Welwyn Hatfield"}
    assert {kind for _, kind, _ in edges(graph)} == {"standsIn", "elected"}


def test_relations_can_be_chosen(store: Store) -> None:
    graph = relationship_graph(store, relations=("appointedTo",))
    assert edges(graph) == [
        ("Andrew Lewin", "appointedTo", "Parliamentary Private Secretary"),
        ("Rachel Reeves", "appointedTo", "Chancellor of the Exchequer"),
    ]
    assert len(graph) == 4


def test_an_unknown_seat_is_refused(store: Store) -> None:
    with pytest.raises(DrawingError, match="Rochdale"):
        relationship_graph(store, seat="Rochdael")


@pytest.mark.parametrize(
    ("write", "read"), [(graphml_bytes, nx.read_graphml), (gexf_bytes, nx.read_gexf)], ids=["graphml", "gexf"]
)
def test_graph_files_come_back_whole(store: Store, write, read) -> None:
    graph = relationship_graph(store)
    back = read(io.BytesIO(write(graph)))
    assert list(back.nodes) == list(graph.nodes)
    for name, data in graph.nodes(data=True):
        assert {key: back.nodes[name][key] for key in data} == data

    def written(of: nx.MultiDiGraph[str]) -> list[tuple[object, ...]]:
        return sorted(
            (start, end, sorted((k, v) for k, v in data.items() if k != "id"))
            for start, end, data in of.edges(data=True)
        )

    assert written(back) == written(graph)
    ids = [data["id"] for *_, data in back.edges(data=True)]
    assert len(set(ids)) == len(ids) == graph.number_of_edges()


def test_gexf_has_no_date_and_no_version(store: Store) -> None:
    text = gexf_bytes(relationship_graph(store)).decode()
    assert "lastmodified" not in text
    assert "NetworkX" not in text
    assert 'viz:color r="0" g="135" b="220"' in text
