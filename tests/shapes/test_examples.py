"""The example files of the shapes: valid ones conform, invalid ones violate exactly what they name."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib.namespace import RDF, SH

from electiongraph.validation.compiled_engine import compiled_shapes, run_compiled
from electiongraph.validation.engine import load_classes, load_shapes, run_shapes
from electiongraph.validation.graphs import believed_graph
from electiongraph.validation.queried_graph import QueriedGraph, copied_graph

FOLDER = Path(__file__).parent
VALID = sorted((FOLDER / "valid").glob("*.ttl"))
INVALID = sorted((FOLDER / "invalid").glob("*.ttl"))
EGS = "https://w3id.org/electiongraph/shapes#"
BASE = "https://w3id.org/electiongraph/id/"
VIOLATES = re.compile(r"^# violates: egs:(\S+) sh:(\w+) <(\S+)>$", re.MULTILINE)

Violation = tuple[str, str, str]


def read_store(path: Path) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.load(path=path, format=pyoxigraph.RdfFormat.TURTLE)
    return store


def read_example(path: Path) -> QueriedGraph:
    return copied_graph(read_store(path), load_classes())


def named_violations(path: Path) -> set[Violation]:
    return {
        (EGS + shape, f"{SH}{component}", BASE + focus)
        for shape, component, focus in VIOLATES.findall(path.read_text("utf-8"))
    }


def found_violations(path: Path) -> set[Violation]:
    """Return what both engines find, the same to the message."""
    store = read_store(path)
    results = run_shapes(copied_graph(store, load_classes()), load_shapes())
    assert run_compiled(believed_graph(store), compiled_shapes()) == results
    return {(str(result.shape), str(result.component), str(result.focus)) for result in results}


def example_name(path: Path) -> str:
    return re.sub(r"-\d$", "", path.stem)


def node_shapes() -> set[str]:
    shapes = load_shapes()
    targets = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
    return {str(shape) for target in targets for shape in shapes.subjects(target, None)}


def checking_shapes() -> set[str]:
    """Every property shape, and every node shape with a SPARQL constraint."""
    shapes = load_shapes()
    return {
        str(shape)
        for shape in {*shapes.subjects(RDF.type, SH.PropertyShape), *shapes.subjects(SH.sparql, None)}
    }


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_valid_example_conforms(path: Path) -> None:
    assert named_violations(path) == set()
    assert found_violations(path) == set()


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_invalid_example_violates_exactly_what_it_names(path: Path) -> None:
    assert found_violations(path) == named_violations(path) != set()


def test_examples_were_found() -> None:
    assert len(VALID) >= 60
    assert len(INVALID) >= 140


def test_each_constraint_has_an_invalid_example_of_its_name() -> None:
    named = {shape for path in INVALID for shape, _, _ in named_violations(path)}
    assert checking_shapes() - named == set()
    for path in INVALID:
        assert EGS + example_name(path) in {shape for shape, _, _ in named_violations(path)}, path.name


def test_each_node_shape_has_a_valid_example_with_a_focus_node() -> None:
    shapes = load_shapes()
    for shape in sorted(node_shapes()):
        examples = [path for path in VALID if EGS + example_name(path) == shape]
        assert examples, shape
        for path in examples:
            graph = rdflib.Graph().parse(path, format="turtle")
            node = rdflib.URIRef(shape)
            foci = [
                *(x for cls in shapes.objects(node, SH.targetClass) for x in instances(graph, cls)),
                *(x for p in shapes.objects(node, SH.targetSubjectsOf) for x in graph.subjects(p, None)),
                *(x for p in shapes.objects(node, SH.targetObjectsOf) for x in graph.objects(None, p)),
            ]
            assert foci, f"{path.name} has nothing that {shape} looks at"


def instances(graph: rdflib.Graph, cls: rdflib.term.Node) -> set[rdflib.term.Node]:
    below = {cls, *load_classes().subjects(rdflib.RDFS.subClassOf, cls)}
    return {thing for kind in below for thing in graph.subjects(RDF.type, kind)}


@pytest.mark.parametrize(
    "path",
    [path for path in INVALID if "SPARQLConstraint" in path.read_text("utf-8")],
    ids=lambda path: path.stem,
)
def test_rdflib_and_oxigraph_find_the_same(path: Path) -> None:
    """The queries mean the same to both; pySHACL alone would ask rdflib."""
    plain = rdflib.Graph()
    plain += read_example(path)
    fast = run_shapes(read_example(path), load_shapes())
    slow = run_shapes(plain, load_shapes())
    assert {(r.shape, r.focus, r.path) for r in slow} == {(r.shape, r.focus, r.path) for r in fast}
