"""Validate a graph with compiled shapes: checks find who may be at fault, pySHACL says what of it is.

Takes a `CheckedGraph`, gives the same results as pySHACL does over the whole graph. Where no check finds
anybody, as in most graphs, pySHACL is not asked at all.
"""

from __future__ import annotations

import functools
import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

import pyoxigraph
import rdflib
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from electiongraph.validation.columns import Columns, term_of
from electiongraph.validation.compiling import TARGETS, Check, Target, compile_shapes
from electiongraph.validation.engine import Result, load_classes, load_shapes, run_shapes
from electiongraph.validation.graphs import CheckedGraph
from electiongraph.validation.queried_graph import StoreGraph, TermConverter
from electiongraph.validation.sparql.asking import binds_focus, scope_to
from electiongraph.validation.sparql.trials import compile_trial
from electiongraph.validation.value_tests import ClassTree, token_of

__all__ = ["CompiledShapes", "Only", "compiled_shapes", "is_own", "run_compiled"]

logger = logging.getLogger(__name__)

# The only focus nodes to look at, of each check.
Only = Mapping[Check, Set[str]]
SUBCLASS = pyoxigraph.NamedNode(str(RDFS.subClassOf))
# Naming more nodes than these in a query takes longer than asking it for all and choosing among the answers.
MOST_NAMED = 50


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
    checked: CheckedGraph, compiled: CompiledShapes, only: Only | None = None
) -> tuple[Result, ...]:
    """Check one graph.

    Args:
        checked: The graph.
        compiled: The shapes.
        only: The only focus nodes to look at, of each check, as N-Triples write them; None for all.

    Returns:
        The results on things that the graph itself describes, in the order of `run_shapes`.
    """
    here = _with_subclasses_of(checked, compiled)
    suspects: dict[Node, set[str]] = defaultdict(set)
    statements = checked.columns if only is None else checked.statements()
    for check, nodes, columns in _focus_nodes(checked, here.checks, only):
        is_in_sight = only is None or check.near is not None
        found = check.suspects(columns, nodes) if is_in_sight else set(nodes)
        for query in check.queries:
            trial = compile_trial(query.text)
            if trial is not None:
                found |= trial(statements, nodes)
            else:
                found |= nodes & _asked(checked.store, query.text, nodes, is_for_all=only is None)
        own = {node for node in found if node[0] != '"' and (check.note or checked.describes(node))}
        if own:
            suspects[check.shape] |= own
    if not suspects:
        return ()
    results = _judge(checked.store, here, suspects)
    return tuple(result for result in results if is_own(checked, result))


def is_own(checked: CheckedGraph, result: Result) -> bool:
    """Say whether a result is on something that a graph itself describes."""
    return checked.describes(token_of(result.focus))


def _focus_nodes(
    checked: CheckedGraph, checks: Iterable[Check], only: Only | None
) -> Iterator[tuple[Check, Set[str], Columns]]:
    """Give the checks that have focus nodes, with these and what to look at them in."""
    if only is None:
        columns = checked.columns
    else:
        objects_of = {prop for check in checks for prop in check.target.objects_of}
        columns = checked.around(set().union(*(only.get(check, ()) for check in checks)), objects_of)
    known: dict[Target, Set[str]] = {}
    for check in checks:
        if only is not None and not only.get(check):
            continue
        if check.target not in known:
            known[check.target] = check.target.focus_nodes(columns)
        nodes = known[check.target] if only is None else known[check.target] & only[check]
        # A shape that is not compiled may reach from a borrowed thing to one of the graph's own.
        if checked.own is not None and not check.note:
            nodes = nodes & checked.own
        if nodes:
            yield check, nodes, columns


def _asked(store: pyoxigraph.Store, text: str, nodes: Set[str], *, is_for_all: bool) -> set[str]:
    """Return the focus nodes, and perhaps other things, that a query finds when Oxigraph is asked.

    Args:
        store: The store whose default graph is checked.
        text: The query.
        nodes: The focus nodes.
        is_for_all: Whether these are all that there are.
    """
    is_named = all(node[0] != "_" for node in nodes)  # SPARQL cannot name a blank node
    if is_named and not (is_for_all and binds_focus(text)) and (is_for_all or len(nodes) <= MOST_NAMED):
        text = scope_to(text, nodes)
    elif not binds_focus(text):
        return set(nodes)
    solutions = store.query(text)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    return {str(row["this"]) for row in solutions}


def _judge(
    store: pyoxigraph.Store, compiled: CompiledShapes, suspects: Mapping[Node, Collection[str]]
) -> tuple[Result, ...]:
    """Have pySHACL look at the nodes that may be at fault, each by the shapes that found it."""
    convert = TermConverter().convert
    targeted = _empty_like(compiled.untargeted)
    for statement in _needed(compiled, suspects):
        targeted.add(statement)
    focus_nodes = set()
    for shape, nodes in suspects.items():
        for node in nodes:
            focus_nodes.add(convert(term_of(node)))
            targeted.add((shape, SH.targetNode, convert(term_of(node))))
    return run_shapes(StoreGraph(store, compiled.classes, focus_nodes=focus_nodes), targeted)


def _needed(compiled: CompiledShapes, wanted: Collection[Node]) -> Iterable[tuple[Node, Node, Node]]:
    """Return what pySHACL must know of some shapes: they, and what they lead to."""
    shapes = compiled.untargeted
    if any(check.note for check in compiled.checks):  # what is not known may lead anywhere
        return shapes
    found = []
    waiting, seen = list(wanted), set(wanted)
    while waiting:
        for statement in shapes.triples((waiting.pop(), None, None)):
            found.append(statement)
            if statement[2] not in seen:
                seen.add(statement[2])
                waiting.append(statement[2])
    return found


def _empty_like(shapes: rdflib.Graph) -> rdflib.Graph:
    """Return an empty graph with the prefixes of another, which pySHACL's own messages use."""
    empty = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in shapes.namespaces():
        empty.bind(prefix, namespace)
    return empty


def _with_subclasses_of(checked: CheckedGraph, compiled: CompiledShapes) -> CompiledShapes:
    """Return the shapes compiled with the subclass statements of a graph, where it has any of its own."""
    convert = TermConverter().convert
    stated = [
        (convert(quad.subject), RDFS.subClassOf, convert(quad.object))
        for name in checked.names
        for quad in checked.origin.quads_for_pattern(None, SUBCLASS, None, name)
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
