"""Compiled shapes find what pySHACL finds: each component with valid and invalid focus nodes."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from electiongraph.validation.compiled_engine import CompiledShapes, is_own, run_compiled
from electiongraph.validation.compiling import compile_shapes
from electiongraph.validation.engine import Result, run_shapes
from electiongraph.validation.graphs import believed_graph
from electiongraph.validation.queried_graph import copied_graph
from electiongraph.validation.value_tests import ClassTree

# rdflib warns of the values that are wrong on purpose.
pytestmark = pytest.mark.filterwarnings("ignore:Serializing weird numerical")

EX = "http://example.org/"
PREFIXES = """
@prefix : <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
CASES = tomllib.loads(Path(__file__).with_name("components.toml").read_text("utf-8"))
VALUES, CONSTRAINTS, SHAPES, QUERIES = (CASES[k] for k in ("values", "constraints", "shapes", "queries"))
# What has all focus nodes looked at, and what has only values looked at that are there.
UNCOMPILED = {"value of number", "property within", "qualified"}
BLANK = ':blank a :Thing ; :p [ :name "blank" ] .'
DATA = f"""{PREFIXES}
{"".join(f":{name} a :Thing ; :p {told} ; :p{name} {told} . " for name, told in VALUES.items())}
:none a :Thing . {BLANK}
:single a :Thing ; :p :a ; :other :a . :pair a :Thing ; :p "abc" , "abc"@en ; :other "abc" .
:before a :Thing ; :p "2019-01-01"^^xsd:date ; :bound "2020-01-01"^^xsd:date .
:after a :Thing ; :p "2021-01-01"^^xsd:date ; :bound "2020-01-01"^^xsd:date .
:same a :Thing ; :p 3 ; :bound 3 , 4.5 . :unlike a :Thing ; :p 3 ; :bound "4" , "5"^^xsd:date .
:texts a :Thing ; :p "a" ; :bound "b" . :sub a :SubThing ; :p 1 , 2 , 3 , 4 , 5 .
:a a :Place ; :name "A" . :b a :Land ; :name "B" , "C" . :England a :Country ; a :Land .
"""
THINGS = ":S a sh:NodeShape ; sh:targetClass :Thing ; sh:property :P ."
CLASSES = """:SubThing rdfs:subClassOf :Thing . :Country rdfs:subClassOf :Place ."""


def parsed(text: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=PREFIXES + text, format="turtle")


def both(shapes: str, data: str, classes: str = CLASSES) -> tuple[tuple[Result, ...], tuple[Result, ...]]:
    """Return what the compiled shapes find and what pySHACL finds."""
    store = pyoxigraph.Store()
    store.load(PREFIXES + data, format=pyoxigraph.RdfFormat.TURTLE)
    checked = believed_graph(store)
    graph, known = parsed(shapes), parsed(classes)
    judged = run_shapes(copied_graph(store, known), parsed(shapes))
    own = [one for one in judged if is_own(checked, one)]
    return run_compiled(checked, CompiledShapes.compile(graph, known)), tuple(own)


def without_blank_names(results: tuple[Result, ...]) -> set[tuple[object, ...]]:
    """Return results as they compare when blank nodes, of which each parsing makes its own, are alike."""

    def name(node: object) -> object:
        return "_" if isinstance(node, rdflib.BNode) else node

    return {(r.severity, r.focus, name(r.path), r.component, name(r.shape), name(r.value)) for r in results}


def messages(results: tuple[Result, ...]) -> list[str]:
    """Return the messages, but those with blank nodes or lists, which pySHACL writes in any order."""
    return sorted(one.message for one in results if "[" not in one.message)


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_each_component_finds_what_pyshacl_finds(constraint: str) -> None:
    shapes = f"{THINGS} :P sh:path :p ; {CONSTRAINTS[constraint]} ."
    data = DATA
    if constraint.startswith(("equals", "in ", "less")):  # pySHACL fails at the blank node itself
        data = data.replace(BLANK, "").replace(':bound "4" , "5"^^xsd:date', ":bound 2")
    found, judged = both(shapes, data)
    assert without_blank_names(found) == without_blank_names(judged)
    assert bool(judged) == (constraint not in ("deactivated", "node deactivated"))
    if not constraint.startswith("two "):  # pySHACL names them in any order
        assert messages(found) == messages(judged)


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_no_component_looks_at_all_nodes_unless_it_says_so(constraint: str) -> None:
    shapes = f"{THINGS} :P sh:path :p ; {CONSTRAINTS[constraint]} ."
    for check in compile_shapes(parsed(shapes), ClassTree()):
        assert bool(check.note) or constraint not in UNCOMPILED
        assert bool(check.note) != bool(check.constraints)


@pytest.mark.parametrize("name", SHAPES)
def test_targets_paths_and_constraints_on_nodes(name: str) -> None:
    found, judged = both(SHAPES[name], DATA)
    assert without_blank_names(found) == without_blank_names(judged)
    assert bool(judged) == (name != "deactivated")


@pytest.mark.parametrize("name", QUERIES)
def test_queries_give_each_focus_node_its_rows(name: str) -> None:
    shapes = f''':prefixes a owl:Ontology ; sh:declare [ sh:prefix "" ; sh:namespace "{EX}"^^xsd:anyURI ] .
        :S a sh:NodeShape ; sh:targetClass :Thing ; sh:severity sh:Warning ; sh:sparql :Q .
        :Q sh:prefixes :prefixes ; sh:message "Found {{?value}}{{?n}}." ;
            sh:select """{QUERIES[name]}\n""" .'''
    if name == "inverse":
        shapes = shapes.replace(":Thing", ":Place")
    found, judged = both(shapes, DATA)
    assert {(r.focus, r.path, r.message) for r in found} == {(r.focus, r.path, r.message) for r in judged}
    assert bool(judged) == (name != "no such focus node")


def test_subclasses_that_the_data_state_count() -> None:
    shapes = f"{THINGS} :P sh:path :q ; sh:minCount 1 ; sh:class :Thing ."
    data = """:Far rdfs:subClassOf :Near . :Near rdfs:subClassOf :Thing .
        :x a :Far . :y a :Near ; :q :x . :z a :Thing ; :q :o ."""
    found, judged = both(shapes, data)
    assert found == judged
    assert {str(result.focus) for result in found} == {"http://example.org/x", "http://example.org/z"}


def test_members_that_the_ontology_names_are_of_their_class() -> None:
    shapes = f"{THINGS} :P sh:path :q ; sh:class :Kind ; sh:maxCount 1 .".replace(":Thing", ":Kind")
    found, judged = both(shapes, ":Hold :q :Gain , :Loss .", ":Hold a :Kind . :Gain a :Kind .")
    assert without_blank_names(found) == without_blank_names(judged)
    assert len(found) == 2
