"""After a change only what reads it is checked again, with the outcome of checking everything."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
import rdflib
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from electiongraph.validation import validate, validate_change
from electiongraph.validation.changes import changed_graphs
from electiongraph.validation.compiled_engine import compiled_shapes, run_compiled
from electiongraph.validation.engine import Result
from electiongraph.validation.graphs import CheckedGraph, checked_graphs

EG = "https://w3id.org/electiongraph/ontology#"
Found = set[tuple[tuple[object, ...], Result]]


def results(checked: CheckedGraph, found: tuple[Result, ...]) -> Found:
    return {(checked.names, result) for result in found}


def all_results(store: Store) -> Found:
    graphs = checked_graphs(store)
    return {one for graph in graphs for one in results(graph, run_compiled(graph, compiled_shapes()))}


def results_of_change(store: Store, changed: Iterable[Quad]) -> tuple[Found, set[tuple[object, str]]]:
    """Return what is found after a change, and which focus nodes of which graphs were looked at."""
    found: Found = set()
    looked_at = set()
    for graph, only in changed_graphs(store, changed, compiled_shapes().checks):
        found |= results(graph, run_compiled(graph, compiled_shapes(), only))
        for check, nodes in only.items():
            looked_at.update((graph.names, node[1:-1], str(check.shape)) for node in nodes)
    return found, looked_at


def changed_value(quad: Quad, chance: random.Random, quads: list[Quad]) -> Quad | None:
    """Return a statement in place of another: none, another number, or a value of another one."""
    way = chance.choice(("drop", "shift", "other"))
    if way == "drop":
        return None
    if way == "shift" and isinstance(quad.object, Literal) and quad.object.value.isdecimal():
        value: NamedNode | Literal = Literal(str(int(quad.object.value) + 700), datatype=quad.object.datatype)
    else:
        value = chance.choice([one.object for one in quads if one.predicate == quad.predicate])
    return Quad(quad.subject, quad.predicate, value, quad.graph_name)


@pytest.mark.parametrize("seed", range(30))
def test_a_change_gives_what_checking_everything_gives(night: Store, seed: int) -> None:
    chance = random.Random(seed)
    quads = sorted(night, key=str)
    properties = sorted({quad.predicate.value for quad in quads})
    gone = {
        chance.choice([quad for quad in quads if quad.predicate.value == chosen])
        for chosen in chance.sample(properties, 5)
    }
    come = {new for quad in sorted(gone, key=str) if (new := changed_value(quad, chance, quads)) is not None}
    after = Store()
    after.extend((set(quads) - gone) | come)
    before_results, after_results = all_results(night), all_results(after)
    found, looked_at = results_of_change(after, gone ^ come)
    assert found <= after_results
    assert after_results - before_results <= found
    for names, result in before_results - after_results:
        assert (names, str(result.focus), str(result.shape)) in looked_at


def test_only_some_focus_nodes_give_their_part_of_all_findings(night: Store) -> None:
    findings = validate(night)
    for focus in sorted({finding.focus for finding in findings}):
        assert validate(night, only=[focus]) == tuple(one for one in findings if one.focus == focus)
    wanted = sorted({finding.focus for finding in findings})[:2]
    assert validate(night, only=wanted, engine="pyshacl") == validate(night, only=wanted) != ()


def test_a_figure_that_is_mended_leaves_no_finding_and_a_spoilt_one_gives_one(night: Store) -> None:
    votes = NamedNode(EG + "votes")
    old = sorted(night.quads_for_pattern(None, votes, None, DefaultGraph()), key=str)[0]
    new = Quad(old.subject, votes, Literal("many"))
    spoilt = Store()
    spoilt.extend([*(quad for quad in night if quad != old), new])
    shapes = [finding.shape.rpartition("#")[2] for finding in validate_change(spoilt, [old, new])]
    assert "Candidacy-votes" in shapes
    assert "Candidacy-votes" not in [
        finding.shape.rpartition("#")[2] for finding in validate_change(night, [old, new])
    ]


def test_no_change_gives_no_finding(night: Store) -> None:
    assert validate_change(night, []) == ()


FAR = """@prefix eg: <https://w3id.org/electiongraph/ontology#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
<x:S> a sh:NodeShape ; sh:targetClass eg:Contest ; sh:property <x:P> .
<x:P> a sh:PropertyShape ; sh:severity sh:Warning ; sh:message "Too few." ; %s ."""
PATHS = (
    "sh:path ( eg:winner eg:candidate eg:nickname ) ; sh:minCount 1",
    "sh:path [ sh:inversePath eg:contest ] ; sh:minCount 99",
    "sh:path eg:winner ; sh:qualifiedMinCount 2 ; sh:qualifiedValueShape [ sh:nodeKind sh:IRI ]",
)


@pytest.mark.parametrize("path", PATHS)
def test_what_reaches_further_than_the_values_of_a_thing_is_judged_too(night: Store, path: str) -> None:
    shapes = rdflib.Graph().parse(data=FAR % path, format="turtle")
    whole = [finding for finding in validate(night, shapes=shapes) if not finding.source]
    assert whole == [one for one in validate(night, shapes=shapes, engine="pyshacl") if not one.source]
    [focus, *_] = {finding.focus for finding in whole}
    assert [f.focus for f in validate(night, shapes=shapes, only=[focus]) if not f.source] == [focus]
    name = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    changed = list(night.quads_for_pattern(None, name, None, DefaultGraph()))
    found = validate_change(night, changed, shapes=shapes)
    assert {finding.focus for finding in found} >= {finding.focus for finding in whole}
