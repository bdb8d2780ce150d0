"""Find the graphs and focus nodes that a change concerns, so that the rest need not be checked again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from electiongraph.validation.affected import AskedGraphs, Statement, affected_focus_nodes
from electiongraph.validation.compiling import Check
from electiongraph.validation.graphs import (
    BORROWABLE,
    CheckedGraph,
    believed_graph,
    evidence_around,
    evidence_names,
    source_graph,
    source_names,
)

__all__ = ["FocusNodesOf", "changed_graphs", "graphs_describing"]

FocusNodesOf = Callable[[Check], Collection[NamedNode]]


def graphs_describing(store: Store, things: Collection[str]) -> Iterator[CheckedGraph]:
    """Give the checked graphs, what is believed first, that say something of some things."""
    nodes = [NamedNode(thing) for thing in things]
    names = {quad.graph_name for node in nodes for quad in store.quads_for_pattern(node, None, None)}
    yield believed_graph(store)
    for source in source_names(store):
        if NamedNode(source) in names:
            yield source_graph(store, source)
    if names.intersection(evidence_names(store)):
        yield evidence_around(store, nodes)


def changed_graphs(
    store: Store, changed: Iterable[Quad], checks: Collection[Check]
) -> Iterator[tuple[CheckedGraph, FocusNodesOf]]:
    """Give the checked graphs that a change concerns, each with the focus nodes of each check.

    Args:
        store: The graph after the change.
        changed: The statements that came or went.
        checks: The checks.
    """
    by_graph: dict[object, set[Statement]] = defaultdict(set)
    for quad in changed:
        by_graph[quad.graph_name].add(_statement(quad))
        if isinstance(quad.graph_name, DefaultGraph) and quad.predicate in BORROWABLE:
            for name in _mentioning(store, quad):
                by_graph[name].add(_statement(quad))
    believed = DefaultGraph()
    if by_graph[believed]:
        yield believed_graph(store), _affected(checks, by_graph[believed], store, [believed])
    for source in source_names(store):
        if by_graph[NamedNode(source)]:
            checked = source_graph(store, source)
            yield checked, _affected(checks, by_graph[NamedNode(source)], checked.store, [believed])
    names = evidence_names(store)
    told = {statement for name in names for statement in by_graph[name]}
    if told:
        only = _affected(checks, told, store, list(names))
        nodes = {node for check in checks for node in only(check)}
        yield evidence_around(store, nodes), only


def _affected(
    checks: Collection[Check],
    changed: Collection[Statement],
    store: Store,
    graphs: list[NamedNode | DefaultGraph],
) -> FocusNodesOf:
    """Return what gives the focus nodes of a check that a change concerns."""
    asked = AskedGraphs(store, graphs)
    by_check = {check: affected_focus_nodes(check, changed, asked) for check in checks}
    return by_check.__getitem__


def _mentioning(store: Store, quad: Quad) -> set[NamedNode]:
    """Return the graphs that mention or describe what a statement is about."""
    thing = quad.subject
    near = [*store.quads_for_pattern(thing, None, None), *store.quads_for_pattern(None, None, thing)]
    return {one.graph_name for one in near if isinstance(one.graph_name, NamedNode)}


def _statement(quad: Quad) -> Statement:
    value = quad.object.value if isinstance(quad.object, NamedNode) else ""
    subject = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
    return subject, quad.predicate.value, value
