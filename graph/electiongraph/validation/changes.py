"""Find the graphs and focus nodes that a change concerns, so that the rest need not be checked again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from electiongraph.validation.affected import Line, affected_focus_nodes
from electiongraph.validation.borrowing import BORROWABLE
from electiongraph.validation.compiled_engine import Only
from electiongraph.validation.compiling import Check
from electiongraph.validation.graphs import (
    CheckedGraph,
    believed_graph,
    evidence_around,
    evidence_names,
    source_graph,
    source_names,
)
from electiongraph.validation.statements import LookedUp

__all__ = ["changed_graphs", "graphs_describing"]


def graphs_describing(store: Store, things: Collection[str]) -> Iterator[CheckedGraph]:
    """Give the checked graphs, what is believed first, that say something of some things."""
    nodes = [NamedNode(thing) for thing in things]
    names = {quad.graph_name for node in nodes for quad in store.quads_for_pattern(node, None, None)}
    yield believed_graph(store)
    for source in source_names(store):
        if NamedNode(source) in names:
            yield source_graph(store, source)
    if names.intersection(evidence_names(store)):
        yield evidence_around(store, map(str, nodes))


def changed_graphs(
    store: Store, changed: Iterable[Quad], checks: Collection[Check]
) -> Iterator[tuple[CheckedGraph, Only]]:
    """Give the checked graphs that a change concerns, each with the focus nodes of each check.

    Args:
        store: The graph after the change.
        changed: The statements that came or went.
        checks: The checks.
    """
    by_graph: dict[object, set[Line]] = defaultdict(set)
    for quad in changed:
        line = (str(quad.subject), str(quad.predicate), str(quad.object))
        by_graph[quad.graph_name].add(line)
        if isinstance(quad.graph_name, DefaultGraph) and line[1] in BORROWABLE:
            for name in _mentioning(store, quad):
                by_graph[name].add(line)
    lines = by_graph[DefaultGraph()]
    if lines:
        yield believed_graph(store), affected_focus_nodes(checks, lines, LookedUp(store))
    for source in source_names(store):
        lines = by_graph[NamedNode(source)]
        if lines:
            checked = source_graph(store, source)
            yield checked, affected_focus_nodes(checks, lines, checked.columns)
    names = evidence_names(store)
    told = {line for name in names for line in by_graph[name]}
    if told:
        only = affected_focus_nodes(checks, told, LookedUp(store, names))
        yield evidence_around(store, set().union(*only.values())), only


def _mentioning(store: Store, quad: Quad) -> set[NamedNode]:
    """Return the graphs that mention or describe what a statement is about."""
    thing = quad.subject
    near = [*store.quads_for_pattern(thing, None, None), *store.quads_for_pattern(None, None, thing)]
    return {one.graph_name for one in near if isinstance(one.graph_name, NamedNode)}
