"""Validate a graph with compiled shapes: SELECTs find who may be at fault, pySHACL says what of it is.

Takes a `CheckedGraph`, gives the same results as pySHACL does over the whole graph. Where no SELECT finds
anybody, as in most graphs, pySHACL is not asked at all.
"""

from __future__ import annotations

import functools
import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph
import rdflib
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from electiongraph.validation.compiling import MOST_NAMED, TARGETS, Check, compile_shapes
from electiongraph.validation.engine import Result, load_classes, load_shapes, run_shapes
from electiongraph.validation.graphs import CheckedGraph
from electiongraph.validation.queried_graph import StoreGraph, TermConverter, to_oxigraph
from electiongraph.validation.sparql_scope import binds_focus, scope_to
from electiongraph.validation.value_tests import ClassTree

__all__ = ["CompiledShapes", "compiled_shapes", "is_own", "run_compiled"]

logger = logging.getLogger(__name__)

Subject = pyoxigraph.NamedNode | pyoxigraph.BlankNode
FocusNodes = Collection[pyoxigraph.NamedNode]


@dataclass(frozen=True, slots=True)
class CompiledShapes:
    """Shapes with their checks, and the same shapes without targets for pySHACL to judge by."""

    shapes: rdflib.Graph
    classes: rdflib.Graph
    checks: tuple[Check, ...]
    untargeted: rdflib.Graph

    @classmethod
    def compile(cls, shapes: rdflib.Graph, classes: rdflib.Graph) -> CompiledShapes:
        """Compile shapes.

        Args:
            shapes: The shapes.
            classes: Subclass statements and the classes of the ontology's members, as `load_classes` gives.
        """
        untargeted = _empty_like(shapes)
        for statement in shapes:
            is_class = statement[1] == RDF.type and statement[2] == RDFS.Class
            if statement[1] not in TARGETS and not is_class:
                untargeted.add(statement)
        checks = compile_shapes(shapes, _class_tree(classes))
        for check in checks:
            if check.note:
                logger.info("pySHACL checks all focus nodes of <%s>: %s", check.shape, check.note)
        return cls(shapes, classes, checks, untargeted)


@functools.lru_cache(maxsize=1)
def compiled_shapes() -> CompiledShapes:
    """Return the shapes of the package, compiled once a process."""
    return CompiledShapes.compile(load_shapes(), load_classes())


def run_compiled(
    checked: CheckedGraph, compiled: CompiledShapes, only: Callable[[Check], FocusNodes] | None = None
) -> tuple[Result, ...]:
    """Check one graph.

    Args:
        checked: The graph.
        compiled: The shapes.
        only: Gives the only focus nodes to look at of a check; None for all.

    Returns:
        The results on things that the graph itself describes, in the order of `run_shapes`.
    """
    here = _with_subclasses_of(checked.store, compiled)
    suspects: dict[Node, set[Subject]] = defaultdict(set)
    is_there: dict[str, bool] = {}
    for check in here.checks:
        ask = check.has_focus_nodes()
        if ask not in is_there:
            is_there[ask] = bool(checked.store.query(ask))
        if not is_there[ask]:
            continue
        nodes = None if only is None else only(check)
        for node in _suspects(checked.store, check, nodes) if nodes is None or nodes else ():
            # A shape that is not compiled may reach from a borrowed thing to one of the graph's own.
            if check.note or checked.describes(node):
                suspects[check.shape].add(node)
    if not suspects:
        return ()
    results = _judge(checked.store, here, suspects)
    return tuple(result for result in results if is_own(checked, result))


def is_own(checked: CheckedGraph, result: Result) -> bool:
    """Say whether a result is on something that a graph itself describes."""
    focus = result.focus
    return not isinstance(focus, rdflib.Literal) and checked.describes(to_oxigraph(focus))


def _suspects(store: pyoxigraph.Store, check: Check, only: FocusNodes | None) -> Iterator[Subject]:
    """Give the focus nodes at which a shape may be violated."""
    if only is not None and len(only) > MOST_NAMED:
        wanted = set(only)
        yield from (node for node in _suspects(store, check, None) if node in wanted)
        return
    nodes = None if only is None else [str(node) for node in only]
    if check.branches:
        yield from _nodes(store, check.suspects(nodes))
    for query in check.queries:
        if nodes is None and binds_focus(query.text):
            found = set(_nodes(store, query.text))
        else:
            asked = nodes if nodes is not None else [str(n) for n in _nodes(store, check.focus_nodes())]
            found = set(_nodes(store, scope_to(query.text, asked)))
        if found:
            named = [str(node) for node in found if isinstance(node, pyoxigraph.NamedNode)]
            yield from _nodes(store, check.focus_nodes(named))
            # SPARQL cannot name a blank node: whether it is a focus node is asked of all.
            blank = {node for node in found if isinstance(node, pyoxigraph.BlankNode)}
            yield from blank.intersection(_nodes(store, check.focus_nodes()) if blank else ())


def _nodes(store: pyoxigraph.Store, select: str) -> Iterator[Subject]:
    """Give the things, not the values, that a SELECT finds as `?this`."""
    solutions = store.query(select)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    for row in solutions:
        node = row["this"]
        if isinstance(node, pyoxigraph.NamedNode | pyoxigraph.BlankNode):
            yield node


def _judge(
    store: pyoxigraph.Store, compiled: CompiledShapes, suspects: Mapping[Node, Collection[Subject]]
) -> tuple[Result, ...]:
    """Have pySHACL look at the nodes that may be at fault, each by the shapes that found it."""
    convert = TermConverter().convert
    targeted = _empty_like(compiled.untargeted)
    for statement in compiled.untargeted:
        targeted.add(statement)
    for shape, nodes in suspects.items():
        for node in nodes:
            targeted.add((shape, SH.targetNode, convert(node)))
    focus_nodes = {convert(node) for nodes in suspects.values() for node in nodes}
    return run_shapes(StoreGraph(store, compiled.classes, focus_nodes=focus_nodes), targeted)


def _empty_like(shapes: rdflib.Graph) -> rdflib.Graph:
    """Return an empty graph with the prefixes of another, which pySHACL's own messages use."""
    empty = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in shapes.namespaces():
        empty.bind(prefix, namespace)
    return empty


def _with_subclasses_of(store: pyoxigraph.Store, compiled: CompiledShapes) -> CompiledShapes:
    """Return the shapes compiled with the subclass statements of a graph, where it has any of its own."""
    convert = TermConverter().convert
    stated = [
        (convert(quad.subject), RDFS.subClassOf, convert(quad.object))
        for quad in store.quads_for_pattern(
            None, pyoxigraph.NamedNode(str(RDFS.subClassOf)), None, pyoxigraph.DefaultGraph()
        )
    ]
    if all(statement in compiled.classes for statement in stated):
        return compiled
    classes = rdflib.Graph(bind_namespaces="none")
    classes += compiled.classes
    for statement in stated:
        classes.add(statement)
    return CompiledShapes.compile(compiled.shapes, classes)


def _class_tree(classes: rdflib.Graph) -> ClassTree:
    """Return what a graph says of classes in the form that the compiler needs."""
    above = set(classes.objects(None, RDFS.subClassOf))
    members: dict[Node, set[Node]] = defaultdict(set)
    for thing, kind in classes.subject_objects(RDF.type):
        members[kind].add(thing)
    return ClassTree(
        below={
            kind: frozenset(one for one in classes.transitive_subjects(RDFS.subClassOf, kind) if one)
            for kind in above
        },
        members={kind: frozenset(things) for kind, things in members.items()},
    )
