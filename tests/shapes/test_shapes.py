"""The shapes themselves: well formed by SHACL's own shapes, each with what a finding needs."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SH

from electiongraph.resources import folder
from electiongraph.validation.engine import load_shapes
from electiongraph.vocabulary import EG

SHAPES = folder("shapes")
EGS = "https://w3id.org/electiongraph/shapes#"


def reporting_shapes() -> list[rdflib.term.Node]:
    shapes = load_shapes()
    return sorted({*shapes.subjects(RDF.type, SH.PropertyShape), *shapes.subjects(SH.sparql, None)}, key=str)


def test_shapes_pass_shacl_shacl() -> None:
    conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=load_shapes(), meta_shacl=True)
    assert conforms, text


def test_each_reporting_shape_has_severity_message_reason_and_advice() -> None:
    shapes = load_shapes()
    found = reporting_shapes()
    assert len(found) >= 100
    for shape in found:
        assert isinstance(shape, rdflib.URIRef)
        constraint = shapes.value(shape, SH.sparql) or shape
        for holder, term in (
            (shape, SH.severity),
            (constraint, SH.message),
            (shape, RDFS.comment),
            (shape, rdflib.URIRef(EG + "advice")),
        ):
            assert len(list(shapes.objects(holder, term))) == 1, (shape, term)


def test_messages_and_advice_are_sentences() -> None:
    shapes = load_shapes()
    texts = [
        *shapes.objects(None, SH.message),
        *shapes.objects(None, rdflib.URIRef(EG + "advice")),
        *(shapes.value(shape, RDFS.comment) for shape in reporting_shapes()),
    ]
    for text in texts:
        assert str(text).endswith("."), text
        assert str(text)[0].isupper() or str(text)[0] == "{", text


def test_shapes_have_no_blank_nodes_but_lists_and_paths() -> None:
    shapes = load_shapes()
    for subject in shapes.subjects():
        if isinstance(subject, rdflib.BNode):
            is_list = (subject, RDF.first, None) in shapes
            is_path = (subject, SH.alternativePath, None) in shapes
            assert is_list or is_path, list(shapes.predicate_objects(subject))


def test_one_file_a_class_each_with_one_header() -> None:
    files = sorted(SHAPES.glob("*.ttl"))
    assert len(files) == 24
    for path in files:
        graph = rdflib.Graph().parse(path, format="turtle")
        header = rdflib.URIRef(f"https://w3id.org/electiongraph/shapes/{path.stem}")
        assert (header, RDF.type, OWL.Ontology) in graph, path.name
        targets = set(graph.objects(None, SH.targetClass))
        assert path.stem == "consistency" or len(targets) == 1, path.name


def test_shape_names_begin_with_their_class() -> None:
    for path in sorted(SHAPES.glob("*.ttl")):
        graph = rdflib.Graph().parse(path, format="turtle")
        if path.stem != "consistency":
            (node_shape,) = graph.subjects(SH.targetClass, None)
            for shape in graph.objects(node_shape, SH.property):
                assert str(shape).startswith(f"{node_shape}-"), shape


def test_each_file_is_utf_8_and_sorted_by_prefix() -> None:
    for path in sorted(Path(SHAPES).glob("*.ttl")):
        prefixes = [
            line.split()[1] for line in path.read_text("utf-8").splitlines() if line.startswith("@prefix")
        ]
        assert prefixes == sorted(prefixes), path.name
