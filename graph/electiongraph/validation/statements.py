"""Look up the statements of a store's graphs thing by thing, where reading all would take too long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from electiongraph.validation.columns import term_of

__all__ = ["GraphName", "LookedUp", "Related", "Statements", "thing_of"]

GraphName = NamedNode | DefaultGraph
Node = NamedNode | pyoxigraph.BlankNode


class Related(Protocol):
    """Who has which values of a property; terms are as N-Triples write them."""

    def values(self, subject: str) -> Sequence[str]:
        """Return the values of a thing."""

    def with_values(self, subjects: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Give the places of some subjects, each with each of its values."""

    def subjects_of(self, value: str) -> Sequence[str]:
        """Return who has a value."""

    def pairs(self) -> Iterable[tuple[str, str]]:
        """Give each subject with each of its values."""


class Statements(Protocol):
    """What tells the statements of a graph."""

    def relation(self, prop: str) -> Related:
        """Return who has which values of a property."""


class LookedUp:
    """Some graphs of a store as one, which do not change meanwhile; each look is taken once."""

    def __init__(self, store: Store, names: Sequence[GraphName] = (DefaultGraph(),)) -> None:
        """Take a store and the names of its graphs."""
        self._store = store
        self._names = names
        self._known: dict[str, _LookedUpRelation] = {}

    def relation(self, prop: str) -> Related:
        """Return who has which values of a property, none of it looked up yet."""
        if prop not in self._known:
            self._known[prop] = _LookedUpRelation(self, NamedNode(prop[1:-1]))
        return self._known[prop]

    def about(self, subject: str) -> list[tuple[str, str]]:
        """Return the properties of a thing with their values."""
        thing = thing_of(subject)
        quads = () if thing is None else self.quads(thing, None, None)
        return [(str(quad.predicate), str(quad.object)) for quad in quads]

    def quads(
        self, subject: Node | None, prop: NamedNode | None, value: Node | pyoxigraph.Literal | None
    ) -> Iterator[Quad]:
        """Give the statements that fit a pattern."""
        for name in self._names:
            yield from self._store.quads_for_pattern(subject, prop, value, name)


class _LookedUpRelation:
    """The statements of one property."""

    def __init__(self, graph: LookedUp, prop: NamedNode) -> None:
        self._graph = graph
        self._prop = prop
        self._values: dict[str, list[str]] = {}
        self._subjects: dict[str, list[str]] = {}

    def values(self, subject: str) -> list[str]:
        known = self._values.get(subject)
        if known is None:
            thing = thing_of(subject)
            quads = () if thing is None else self._graph.quads(thing, self._prop, None)
            known = self._values[subject] = [str(quad.object) for quad in quads]
        return known

    def with_values(self, subjects: Sequence[str]) -> Iterator[tuple[int, str]]:
        return ((place, one) for place, subject in enumerate(subjects) for one in self.values(subject))

    def subjects_of(self, value: str) -> list[str]:
        known = self._subjects.get(value)
        if known is None:
            quads = self._graph.quads(None, self._prop, term_of(value))
            known = self._subjects[value] = [str(quad.subject) for quad in quads]
        return known

    def pairs(self) -> list[tuple[str, str]]:
        quads = self._graph.quads(None, self._prop, None)
        return [(str(quad.subject), str(quad.object)) for quad in quads]


def thing_of(token: str) -> Node | None:
    """Return the thing that a term is; None for a literal."""
    term = None if token.startswith('"') else term_of(token)
    return None if isinstance(term, pyoxigraph.Literal) else term
