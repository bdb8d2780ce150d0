"""Validation of a small store: believed graph, each source, evidence, and what findings tell."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib.namespace import RDF, SH

from electiongraph.errors import ElectionGraphError
from electiongraph.validation import Finding, report_turtle, validate
from electiongraph.validation.findings import finding_record
from electiongraph.validation.graphs import checked_graphs
from electiongraph.validation.queried_graph import TermConverter

NIGHT = Path(__file__).parent / "night.trig"
ID = "https://w3id.org/electiongraph/id/"
EGS = "https://w3id.org/electiongraph/shapes#"


def read_store(text: str | None = None) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.load(text or NIGHT.read_text("utf-8"), format=pyoxigraph.RdfFormat.TRIG)
    return store


@pytest.fixture(scope="module")
def findings() -> tuple[Finding, ...]:
    return validate(read_store())


def finding_of(findings: tuple[Finding, ...], shape: str) -> Finding:
    [found] = [finding for finding in findings if finding.shape == EGS + shape]
    return found


def test_findings_are_those_and_no_others(findings: tuple[Finding, ...]) -> None:
    assert sorted((f.shape.removeprefix(EGS), f.source.removeprefix(ID)) for f in findings) == [
        ("Candidacy-sharePercent", "source/bbbbbbbbbbbbbbbb"),
        ("Contest-majority", "source/bbbbbbbbbbbbbbbb"),
        ("Contest-majority-fits-runner-up", ""),
        ("Contest-shares-exceed-100", "source/bbbbbbbbbbbbbbbb"),
    ]
    assert {finding.severity for finding in findings} == {"Violation"}


def test_a_finding_names_person_seat_source_line_and_what_to_do(findings: tuple[Finding, ...]) -> None:
    found = finding_of(findings, "Contest-majority-fits-runner-up")
    assert found.message == (
        "The majority is given as 7,501, but Sarah Owen has 7,510 votes more than Jilleane Brown, "
        "the runner-up."
    )
    assert (found.person, found.seat) == ("Sarah Owen; Jilleane Brown", "Luton North")
    assert (found.source_title, found.source_line) == ("morning.txt", 4)
    assert {(e.source_title, e.line, e.quote) for e in found.evidence} == {
        ("Night of results", 12, "Jilleane Brown (Con) 7,167"),
        ("morning.txt", 4, "a majority of 7,501"),
    }
    assert found.advice.startswith("Subtract the runner-up's votes")


def test_a_source_that_contradicts_itself_is_named(findings: tuple[Finding, ...]) -> None:
    found = finding_of(findings, "Contest-majority")
    assert found.source == f"{ID}source/bbbbbbbbbbbbbbbb"
    assert (found.source_title, found.source_line) == ("morning.txt", 4)
    assert (found.value, found.value_label) == ("7501; 7510", "7,501; 7,510")
    assert found.focus_label == "Luton North 2024"


def test_a_source_borrows_names_but_not_figures(findings: tuple[Finding, ...]) -> None:
    """Source a has no labels of its own and no majority: neither is held against it."""
    assert not [finding for finding in findings if finding.source.endswith("aaaaaaaaaaaaaaaa")]


def test_a_believed_fault_of_one_source_is_reported_once() -> None:
    text = NIGHT.read_text("utf-8").replace("eg:majority 7501 ;\n", "eg:majority 7501 , 7510 ;\n")
    found = [finding for finding in validate(read_store(text)) if finding.shape == EGS + "Contest-majority"]
    assert [finding.source for finding in found] == [f"{ID}source/bbbbbbbbbbbbbbbb"]


def test_the_order_of_quads_does_not_matter(findings: tuple[Finding, ...]) -> None:
    store = pyoxigraph.Store()
    for quad in sorted(read_store(), key=str, reverse=True):
        store.add(quad)
    assert validate(store) == findings


def test_an_empty_store_has_no_findings() -> None:
    assert validate(pyoxigraph.Store()) == ()


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(ElectionGraphError, match="no such engine"):
        validate(pyoxigraph.Store(), engine="guess")


def test_plain_strings_of_oxigraph_equal_those_of_the_shapes() -> None:
    """Oxigraph's xsd:string would fail sh:in of plain strings."""
    term = TermConverter().convert(pyoxigraph.Literal("England"))
    assert term == rdflib.Literal("England")
    assert not [finding for finding in validate(read_store()) if finding.shape == EGS + "Seat-country"]


def test_each_graph_is_checked_once() -> None:
    sources = [checked.source for checked in checked_graphs(read_store())]
    assert sources == ["", f"{ID}source/aaaaaaaaaaaaaaaa", f"{ID}source/bbbbbbbbbbbbbbbb", ""]


def test_the_report_is_shacl_without_blank_nodes(findings: tuple[Finding, ...]) -> None:
    text = report_turtle(findings)
    graph = rdflib.Graph().parse(data=text, format="turtle")
    [report] = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(report, SH.conforms) == rdflib.Literal(False)
    assert len(list(graph.objects(report, SH.result))) == len(findings)
    assert not [node for node in graph.all_nodes() if isinstance(node, rdflib.BNode)]
    assert report_turtle(findings[::-1]) == text
    values = set(graph.objects(None, SH.value))
    assert rdflib.Literal(7501) in values


def test_a_report_of_nothing_conforms() -> None:
    graph = rdflib.Graph().parse(data=report_turtle(()), format="turtle")
    assert list(graph.objects(None, SH.conforms)) == [rdflib.Literal(True)]


def test_a_record_has_every_field(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        assert list(finding_record(finding)) == list(Finding.__dataclass_fields__)
