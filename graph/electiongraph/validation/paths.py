"""Follow the paths of SHACL in the columns of a graph."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass

import rdflib
from rdflib.namespace import RDF, SH
from rdflib.term import Node, URIRef

from electiongraph.validation.columns import Columns, Relation

__all__ = ["Path", "compile_path"]

# From some nodes to those that a path leads to.
Step = Callable[[Columns, Set[str]], set[str]]


@dataclass(frozen=True, slots=True)
class Path:
    """A path.

    Attributes:
        properties: The properties of which the focus node itself must have one, as terms.
        is_near: Whether it leads no further than to the values of these.
        step: How to follow it.
    """

    properties: tuple[str, ...]
    is_near: bool
    step: Step

    def relation(self, columns: Columns, nodes: Iterable[str]) -> Relation:
        """Return where the path leads from each of some nodes; perhaps from others too."""
        if self.is_near and len(self.properties) == 1:
            return columns.relation(self.properties[0])
        relation = Relation()
        for node in nodes:
            for value in self.step(columns, {node}):
                relation.add(node, value)
        return relation


def compile_path(shapes: rdflib.Graph, path: Node) -> Path:
    """Compile a path of SHACL.

    Args:
        shapes: The graph of shapes that it is in.
        path: Its node.

    Raises:
        ValueError: When it is none.
    """
    if isinstance(path, URIRef):
        return Path((f"<{path}>",), True, functools.partial(_from, f"<{path}>"))
    if (path, RDF.first, None) in shapes:
        steps = [compile_path(shapes, part).step for part in shapes.items(path)]
        return Path((), False, functools.partial(_in_turn, steps))
    for predicate, value in shapes.predicate_objects(path):
        if predicate == SH.inversePath and isinstance(value, URIRef):
            return Path((), False, functools.partial(_to, f"<{value}>"))
        if predicate == SH.alternativePath:
            ways = [compile_path(shapes, part) for part in shapes.items(value)]
            properties = tuple(prop for way in ways for prop in way.properties)
            is_near = all(way.is_near for way in ways)
            return Path(properties, is_near, functools.partial(_either, [way.step for way in ways]))
        if predicate in (SH.zeroOrMorePath, SH.oneOrMorePath, SH.zeroOrOnePath):
            step = compile_path(shapes, value).step
            return Path((), False, functools.partial(_repeated, step, predicate))
    raise ValueError(f"no path that is known: {path}")


def _from(prop: str, columns: Columns, nodes: Set[str]) -> set[str]:
    relation = columns.relation(prop)
    return {value for node in nodes for value in relation.values(node)}


def _to(prop: str, columns: Columns, nodes: Set[str]) -> set[str]:
    relation = columns.relation(prop)
    return {subject for node in nodes for subject in relation.subjects_of(node)}


def _in_turn(steps: Iterable[Step], columns: Columns, nodes: Set[str]) -> set[str]:
    here = set(nodes)
    for step in steps:
        here = step(columns, here)
    return here


def _either(steps: Iterable[Step], columns: Columns, nodes: Set[str]) -> set[str]:
    return {value for step in steps for value in step(columns, nodes)}


def _repeated(step: Step, predicate: Node, columns: Columns, nodes: Set[str]) -> set[str]:
    """Follow a path any number of times, or once at most."""
    found = set() if predicate == SH.oneOrMorePath else set(nodes)
    edge = set(nodes)
    while edge:
        edge = step(columns, edge) - found
        found |= edge
        if predicate == SH.zeroOrOnePath:
            break
    return found
