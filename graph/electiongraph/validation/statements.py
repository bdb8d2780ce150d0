"""Look up the statements of graphs of a store thing by thing, where reading all of them would take too long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from electiongraph.validation.columns import term_of

__all__ = ["GraphName", "LookedUp", "Statements"]

GraphName = NamedNode | DefaultGraph
Node = NamedNode | pyoxigraph.BlankNode


class Statements(Protocol):
    """What tells the statements of a graph; terms are as N-Triples write them."""

    def values(self, subject: str, prop: str) -> Sequence[str]:
        """Return the values of a property of a thing."""

    def subjects(self, prop: str, value: str) -> Sequence[str]:
        """Return who has a value of a property."""

    def pairs(self, prop: str) -> Iterable[tuple[str, str]]:
        """Return who has which values of a property."""


class LookedUp:
    """Some graphs of a store as one."""

    def __init__(self, store: Store, names: Sequence[GraphName] = (DefaultGraph(),)) -> None:
        """Take a store and the names of its graphs."""
        self._store = store
        self._names = names

    def values(self, subject: str, prop: str) -> list[str]:
        """Return the values of a property of a thing."""
        thing = _thing(subject)
        return [] if thing is None else [str(quad.object) for quad in self._quads(thing, prop, None)]

    def subjects(self, prop: str, value: str) -> list[str]:
        """Return who has a value of a property."""
        return [str(quad.subject) for quad in self._quads(None, prop, term_of(value))]

    def pairs(self, prop: str) -> list[tuple[str, str]]:
        """Return who has which values of a property."""
        return [(str(quad.subject), str(quad.object)) for quad in self._quads(None, prop, None)]

    def about(self, subject: str) -> list[tuple[str, str]]:
        """Return the properties of a thing with their values."""
        thing = _thing(subject)
        if thing is None:
            return []
        return [(str(quad.predicate), str(quad.object)) for quad in self._quads(thing, None, None)]

    def _quads(
        self, subject: Node | None, prop: str | None, value: Node | pyoxigraph.Literal | None
    ) -> Iterator[Quad]:
        predicate = None if prop is None else NamedNode(prop[1:-1])
        for name in self._names:
            yield from self._store.quads_for_pattern(subject, predicate, value, name)


def _thing(token: str) -> Node | None:
    """Return the thing that a term is; None for a literal."""
    term = None if token.startswith('"') else term_of(token)
    return None if isinstance(term, pyoxigraph.Literal) else term
