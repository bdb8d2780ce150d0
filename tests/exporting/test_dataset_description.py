"""The description counts what is there, gives size and checksum of files, and says whose the sources are."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store
from rdflib.namespace import DCAT, DCTERMS, FOAF, PROV, RDF, VOID

from electiongraph.exporting.attribution import attributions_of, cited_sources
from electiongraph.exporting.dataset_description import dataset_description, latest_day
from electiongraph.exporting.publication import dataset_iri
from electiongraph.exporting.published_files import published_file
from electiongraph.identifiers import ID
from electiongraph.sources.official.reading import read_official_table
from electiongraph.vocabulary import EG, PREFIXES, RDF_TYPE

SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
BASE = "https://example.org/data/"


def with_source(title: str, **told: str) -> Store:
    store, source = Store(), NamedNode(f"{ID}source/1")
    store.add(Quad(source, NamedNode(RDF_TYPE), NamedNode(f"{EG}Source")))
    store.add(Quad(source, NamedNode(PREFIXES["dcterms"] + "title"), Literal(title)))
    for name, value in told.items():
        store.add(Quad(source, NamedNode(PREFIXES["dcterms"] + name), Literal(value)))
    return store


def described(store: Store, issued: str = "", data: bytes = b"x") -> rdflib.Graph:
    written = dataset_description(
        store,
        [published_file("data/graph.nq", "Everything", data)],
        cited_sources(store),
        title='Night of "two" papers',
        description="A night",
        issued=issued,
    )
    return rdflib.Graph().parse(data=written, format="turtle", publicID=BASE)


def the_dataset(graph: rdflib.Graph) -> rdflib.term.Node:
    (dataset,) = graph.subjects(RDF.type, VOID.Dataset)
    return dataset


def test_the_counts_are_those_of_what_is_believed(night: Store) -> None:
    graph = described(night)
    dataset = the_dataset(graph)
    believed = list(night.quads_for_pattern(None, None, None, DefaultGraph()))
    assert graph.value(dataset, VOID.triples) == rdflib.Literal(len(believed))
    assert graph.value(dataset, VOID.distinctSubjects) == rdflib.Literal(len({q.subject for q in believed}))
    counted = {
        str(graph.value(part, VOID.property)): int(str(graph.value(part, VOID.triples)))
        for part in graph.objects(dataset, VOID.propertyPartition)
    }
    assert counted == Counter(quad.predicate.value for quad in believed)
    classes = {
        str(graph.value(part, VOID["class"])): int(str(graph.value(part, VOID.entities)))
        for part in graph.objects(dataset, VOID.classPartition)
    }
    typed = [quad for quad in believed if quad.predicate.value == RDF_TYPE]
    assert classes == Counter(str(getattr(quad.object, "value", "")) for quad in typed)


def test_a_file_has_address_type_size_and_checksum(night: Store) -> None:
    graph = described(night, data=b"<a> <b> <c> .\n")
    (file,) = graph.objects(the_dataset(graph), DCAT.distribution)
    assert graph.value(file, DCAT.downloadURL) == rdflib.URIRef(f"{BASE}data/graph.nq")
    assert str(graph.value(file, DCAT.mediaType)).endswith("/application/n-quads")
    assert str(graph.value(file, DCAT.byteSize)) == "14"
    checksum = graph.value(file, SPDX.checksum)
    assert str(graph.value(checksum, SPDX.checksumValue)).lower() == (
        hashlib.sha256(b"<a> <b> <c> .\n").hexdigest()
    )
    assert graph.value(the_dataset(graph), VOID.dataDump) == rdflib.URIRef(f"{BASE}data/graph.nq")


def test_it_is_the_dataset_that_the_turtle_speaks_of(night: Store) -> None:
    assert str(the_dataset(described(night))) == dataset_iri(one.iri for one in cited_sources(night))


def test_no_term_is_blank(night: Store) -> None:
    assert not any(isinstance(term, rdflib.BNode) for triple in described(night) for term in triple)


@pytest.mark.parametrize(
    ("title", "publisher", "licence"),
    [
        ("candidates' results (59/general-election/candidacies.csv)", "UK Parliament", "open-parliament"),
        ("notional results (results.csv)", "UK Parliament", "open-parliament"),
        ("ministers (person.csv)", "Institute for Government", "creativecommons.org/licenses/by/4.0"),
    ],
)
def test_official_files_are_attributed_by_what_they_hold(title: str, publisher: str, licence: str) -> None:
    graph = described(with_source(title))
    source = rdflib.URIRef(f"{ID}source/1")
    assert str(graph.value(graph.value(source, DCTERMS.publisher), FOAF.name)) == publisher
    assert licence in str(graph.value(source, DCTERMS.license))
    assert (the_dataset(graph), PROV.wasDerivedFrom, source) in graph
    (rights,) = graph.objects(the_dataset(graph), DCTERMS.rights)
    assert "icensed under" in rights


def test_an_article_is_attributed_to_its_publisher_and_gets_no_licence() -> None:
    store = with_source("Ministers (and more)", publisher="Bucks Free Press")
    (source,) = cited_sources(store)
    assert (source.publisher, source.attribution) == ("Bucks Free Press", None)
    assert attributions_of([source]) == ()
    graph = described(store)
    publisher = graph.value(rdflib.URIRef(source.iri), DCTERMS.publisher)
    assert str(graph.value(publisher, FOAF.name)) == "Bucks Free Press"
    assert list(graph.subject_objects(DCTERMS.license)) == []


def test_every_attributed_format_is_one_that_is_read() -> None:
    from electiongraph.exporting.attribution import _by_format
    from electiongraph.sources.official import registers, results

    known = {form.name for form in (*results.RESULT_FORMATS, *registers.REGISTER_FORMATS)}
    assert set(_by_format()) <= known
    assert known - set(_by_format()) == {"Democracy Club's candidates", "candidates in the tidy form"}


def test_the_title_of_an_official_file_starts_with_its_format() -> None:
    table = read_official_table(
        b"id,name,short_name,start_date,end_date\n1,Home Office,HO,1782-03-27,\n", "o.csv"
    )
    (source,) = cited_sources(with_source(table.title))
    assert source.publisher == "Institute for Government"


def test_the_day_is_given_or_none_and_no_clock_is_read(night: Store) -> None:
    assert latest_day(night) == "2024-07-06"
    assert latest_day(Store()) == ""
    for issued in ("2024-07-06", "2026-01-01T00:00:00Z"):
        graph = described(night, issued)
        assert str(graph.value(the_dataset(graph), DCTERMS.issued)) in (issued, issued.replace("Z", "+00:00"))
    assert described(night).value(the_dataset(described(night)), DCTERMS.issued) is None


def test_the_bytes_are_the_same_for_the_same_graph(night: Store, tmp_path: Path) -> None:
    again = Store()
    again.extend(sorted(night, key=str, reverse=True))
    for store in (night, again):
        (tmp_path / str(id(store))).write_bytes(
            dataset_description(store, [], cited_sources(store), title="t", description="d")
        )
    assert len({path.read_bytes() for path in tmp_path.iterdir()}) == 1
