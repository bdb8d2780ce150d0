from __future__ import annotations

import re

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph
from rdflib.namespace import DCTERMS

from electiongraph.resources import folder

FILES = (
    "areas", "elections", "foreign-parties", "former-seats", "members", "parties", "roles", "seats",
)  # fmt: skip


@pytest.fixture(scope="module", params=FILES)
def gazetteer(request) -> tuple[str, str, Graph]:
    text = (folder("ontology") / f"{request.param}.ttl").read_text(encoding="utf-8")
    return request.param, text, Graph().parse(data=text, format="turtle")


def test_file_has_one_complete_header(gazetteer):
    _, _, graph = gazetteer
    (header,) = graph.subjects(RDF.type, OWL.Ontology)
    for term in (DCTERMS.title, DCTERMS.description, DCTERMS.license, DCTERMS.modified, OWL.versionInfo):
        assert len(list(graph.objects(header, term))) == 1, term


def test_file_holds_one_scheme_and_every_concept_is_in_it(gazetteer):
    _, _, graph = gazetteer
    (scheme,) = graph.subjects(RDF.type, SKOS.ConceptScheme)
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert concepts
    assert concepts == set(graph.subjects(SKOS.inScheme, scheme))


def test_every_concept_has_one_english_name(gazetteer):
    _, _, graph = gazetteer
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        languages = [label.language for label in graph.objects(concept, SKOS.prefLabel)]
        assert languages.count("en") == 1, concept
        assert set(languages) <= {"cy", "en"}
        assert len(languages) == len(set(languages)), concept


def test_labels_of_a_concept_are_disjoint(gazetteer):
    _, _, graph = gazetteer
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        sorts = [set(graph.objects(concept, p)) for p in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)]
        assert sum(map(len, sorts)) == len(set.union(*sorts)), concept


def test_file_has_no_blank_nodes(gazetteer):
    _, _, graph = gazetteer
    assert not any(isinstance(node, BNode) for triple in graph for node in triple)


def test_prefixes_and_concepts_are_sorted(gazetteer):
    _, text, _ = gazetteer
    prefixes = re.findall(r"^@prefix (\w+):", text, re.M)
    assert prefixes == sorted(prefixes)
    subjects = re.findall(r"^(\S+) a eg:", text, re.M)
    assert subjects == sorted(subjects)


def test_welsh_seats_have_a_welsh_name():
    graph = Graph().parse(folder("ontology") / "seats.ttl")
    welsh = [s for s, o in graph.subject_objects(SKOS.prefLabel) if o.language == "cy"]
    assert len(welsh) == 32 + 40


def test_boundary_sets_are_described():
    graph = Graph().parse(folder("ontology") / "seats.ttl")
    base = "https://w3id.org/electiongraph/"
    (kind,) = {o for s, o in graph.subject_objects(RDF.type) if str(s).startswith(f"{base}id/boundary-set/")}
    assert str(kind) == f"{base}ontology#BoundarySet"
    labelled = [s for s in graph.subjects(RDF.type, kind) if graph.value(s, RDFS.label)]
    assert len(labelled) == 2
