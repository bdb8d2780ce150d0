"""Two sources are never cited alike, wherever they are cited."""

from __future__ import annotations

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from electiongraph.answering import ask, explain
from electiongraph.answering.source_labels import source_labels
from electiongraph.cli.validate import cite_sources
from electiongraph.validation import Evidence, Finding
from electiongraph.vocabulary import DCTERMS, EG, RDF_TYPE

TITLE, FILE = NamedNode(DCTERMS + "title"), NamedNode(EG + "fileName")


def labels(*told: tuple[str, str, str]) -> list[str]:
    """Return the labels of sources with these hashes, titles and file names."""
    store = Store()
    for name, title, file in told:
        source = NamedNode(f"https://w3id.org/electiongraph/id/source/{name}")
        store.add(Quad(source, NamedNode(RDF_TYPE), NamedNode(EG + "Source")))
        if title:
            store.add(Quad(source, TITLE, Literal(title)))
        if file:
            store.add(Quad(source, FILE, Literal(file)))
    return sorted(source_labels(store).values())


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([("1", "Night", "a.txt"), ("2", "Day", "b.txt")], ["Day", "Night"]),
        ([("1", "Night", "a.txt"), ("2", "Night", "b.txt")], ["Night (a.txt)", "Night (b.txt)"]),
        ([("1", "", "a.txt"), ("2", "Night", "b.txt")], ["Night", "a.txt"]),
        ([("1", "Night", "a.txt"), ("2", "Night", "a.txt")], ["Night (a.txt 1)", "Night (a.txt 2)"]),
        ([("1", "a.txt", "a.txt"), ("2", "a.txt", "a.txt")], ["a.txt (a.txt 1)", "a.txt (a.txt 2)"]),
        ([("1", "", ""), ("2", "", "")], ["1", "2"]),
    ],
)
def test_a_label_is_as_short_as_it_can_be(told: list[tuple[str, str, str]], expected: list[str]) -> None:
    assert labels(*told) == expected


@pytest.fixture(scope="module")
def twins(night: Store) -> Store:
    """The two newspapers under one title."""
    store = Store()
    for quad in night:
        is_title = quad.predicate == TITLE and quad.graph_name == DefaultGraph()
        store.add(Quad(quad.subject, TITLE, Literal("The election")) if is_title else quad)
    return store


def test_answers_tell_sources_of_one_title_apart(twins: Store) -> None:
    for name in ("sources", "who-says-so", "disagreements"):
        cited = {
            source
            for record in ask(twins, name).records()
            for source in (record["source"] if isinstance(record["source"], tuple) else (record["source"],))
        }
        assert cited == {"The election (evening_paper.txt)", "The election (morning_paper.txt)"}, name
    assert "(morning_paper.txt)" in str(ask(twins, "seats").rows)
    assert "The election'" not in str(ask(twins, "seats").rows)


def test_explanations_tell_sources_of_one_title_apart(twins: Store) -> None:
    (group,) = explain(twins, "majority Mid Bedfordshire").groups
    assert {saying.source for one in group.statements for saying in one.sayings} == {
        "The election (evening_paper.txt)",
        "The election (morning_paper.txt)",
    }


def test_findings_tell_sources_of_one_title_apart() -> None:
    places = tuple(Evidence(iri, "Night", 3, "words", "majority: 3") for iri in ("x:1", "x:2"))
    finding = Finding(*[""] * 13, source_title="Night", source_line=3, evidence=places, advice="")
    (cited,) = cite_sources([finding], {"x:1": "Night (a.txt)", "x:2": "Night (b.txt)"})
    assert [one.source_title for one in cited.evidence] == ["Night (a.txt)", "Night (b.txt)"]
    assert cited.source_title == "Night (a.txt)"
