"""Lay out the graphs of a store for checking: what is believed, each source's own graph, the evidence.

Takes a `pyoxigraph.Store`, gives `CheckedGraph` records. A graph is read as columns; a store of its own, with
what it borrows from what is believed, is filled only when a query needs it.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Iterator, Set

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

from electiongraph.validation.borrowing import OPAQUE, borrow, borrow_of
from electiongraph.validation.columns import KIND, Columns, term_of
from electiongraph.validation.statements import GraphName, LookedUp, Statements
from electiongraph.vocabulary import DISAGREEMENTS_GRAPH, EVIDENCE_GRAPH

__all__ = [
    "CheckedGraph",
    "believed_graph",
    "checked_graphs",
    "evidence_around",
    "evidence_names",
    "source_graph",
    "source_names",
]

APART = (DISAGREEMENTS_GRAPH, EVIDENCE_GRAPH)
BELIEVED = DefaultGraph()


class CheckedGraph:
    """One graph to check.

    Attributes:
        source: IRI of the source whose own graph it is; "" for the believed graph and the evidence.
        origin: The store that it is from.
        names: The graphs of that store that it is of; findings on things that these do not describe are
            not its own.
        own: The things that these graphs describe, as terms; None where that is not known beforehand.
    """

    def __init__(
        self,
        source: str,
        origin: Store,
        names: tuple[GraphName, ...],
        columns: Columns | None = None,
        lines: Collection[tuple[str, str, str]] = (),
        *,
        own: Set[str] | None = None,
        is_part: bool = False,
    ) -> None:
        """Take graphs of a store that are to be checked as one.

        Args:
            source: As the attribute.
            origin: As the attribute.
            names: As the attribute.
            columns: Their statements, with those that are borrowed; None to read them when they are needed.
            lines: What is borrowed; all statements where it is a part.
            own: The things that these graphs themselves describe; None to look them up.
            is_part: Whether only a part of what these graphs say is to be checked.
        """
        self.source = source
        self.origin = origin
        self.names = names
        self.own = own
        self._lines = lines
        self._is_part = is_part
        if columns is not None:
            self.columns = columns

    @functools.cached_property
    def columns(self) -> Columns:
        """All statements, borrowed ones too."""
        return _read(self.origin, self.names)

    def statements(self) -> Statements:
        """Return all statements: the columns if they were read, else as they are looked up."""
        return self.columns if "columns" in self.__dict__ else LookedUp(self.origin, self.names)

    @functools.cached_property
    def store(self) -> Store:
        """A store whose default graph has all statements, borrowed ones too."""
        if self.names == (BELIEVED,):
            return self.origin
        copy = Store()
        for name in () if self._is_part else self.names:
            copy.bulk_load(_dumped(self.origin, name), RdfFormat.N_TRIPLES, lenient=True)
        lines = "".join(f"{subject} {prop} {value} .\n" for subject, prop, value in self._lines)
        copy.bulk_load(lines.encode(), RdfFormat.N_TRIPLES, lenient=True)
        return copy

    def describes(self, thing: str) -> bool:
        """Say whether the graph itself states anything of a thing, not of a value."""
        if self.own is not None:
            return thing in self.own
        node = term_of(thing)
        return not isinstance(node, pyoxigraph.Literal) and any(
            next(self.origin.quads_for_pattern(node, None, None, name), None) is not None
            for name in self.names
        )

    def around(self, things: Collection[str], objects_of: Iterable[str] = ()) -> Columns:
        """Return columns with what the checks of some things read of these and of their values' kinds.

        Args:
            things: The things.
            objects_of: Properties that make a thing a focus node when it is their value.
        """
        if "columns" in self.__dict__:
            return self.columns
        graph, near = LookedUp(self.origin, self.names), Columns()
        values: set[str] = set()
        for thing in things:
            for prop in objects_of:
                for subject in graph.relation(prop).subjects_of(thing)[:1]:
                    near.add(subject, prop, thing)
            for prop, value in graph.about(thing):
                near.add(thing, prop, value)
                values.add(value)
        for value in values.difference(things):
            for kind in graph.relation(KIND).values(value):
                near.add(value, KIND, kind)
        return near


def checked_graphs(store: Store) -> Iterator[CheckedGraph]:
    """Give the graphs of a store that are to be checked, each with what it borrows.

    Args:
        store: A built graph.

    Yields:
        The believed graph, then each source's in order of IRI, then the evidence with the disagreements.
    """
    believed = believed_graph(store)
    yield believed
    for name in source_names(store):
        yield source_graph(store, name, believed.columns)
    names = evidence_names(store)
    if names:
        yield _with_borrowed("", store, names, believed.columns)


def believed_graph(store: Store) -> CheckedGraph:
    """Return what is believed."""
    return CheckedGraph("", store, (BELIEVED,))


def source_graph(store: Store, name: str, believed: Statements | None = None) -> CheckedGraph:
    """Return what the source with an IRI says.

    Args:
        store: A built graph.
        name: The IRI.
        believed: What is believed; None to look it up.
    """
    return _with_borrowed(name, store, (NamedNode(name),), believed or LookedUp(store))


def evidence_names(store: Store) -> tuple[NamedNode, ...]:
    """Return the names of the evidence and the disagreements, as far as the store has them."""
    return tuple(name for name in map(NamedNode, APART) if store.contains_named_graph(name))


def evidence_around(store: Store, things: Iterable[str]) -> CheckedGraph:
    """Return so much of the evidence as the checks of some things read.

    That is what it says of them, of what they are tied to, however far, and of what is tied to them.

    Args:
        store: A built graph.
        things: The things as N-Triples write them.
    """
    names, near = evidence_names(store), Columns()
    graph = LookedUp(store, names)
    waiting = list(things)
    for thing in tuple(waiting):
        waiting += [str(quad.subject) for quad in graph.quads(None, None, term_of(thing))]
    seen = set(waiting)
    lines = []
    while waiting:
        thing = waiting.pop()
        for prop, value in graph.about(thing):
            lines.append((thing, prop, value))
            near.add(thing, prop, value)
            if value[0] == "<" and value not in seen and prop not in OPAQUE:
                seen.add(value)
                waiting.append(value)
    lines += borrow_of(seen, near, LookedUp(store))
    return CheckedGraph("", store, names, near, lines, is_part=True)


def source_names(store: Store) -> list[str]:
    """Return the IRIs of the graphs that hold what one source says, sorted."""
    names = (graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))
    return sorted(name for name in names if name not in APART)


def _with_borrowed(
    source: str, store: Store, names: tuple[NamedNode, ...], believed: Statements
) -> CheckedGraph:
    """Return graphs with what they borrow."""
    columns = _read(store, names)
    own = columns.things()
    return CheckedGraph(source, store, names, columns, borrow(columns, believed), own=own)


def _read(store: Store, names: Iterable[GraphName]) -> Columns:
    columns = Columns()
    for name in names:
        columns.read(_dumped(store, name).decode())
    return columns


def _dumped(store: Store, name: GraphName) -> bytes:
    lines = store.dump(format=RdfFormat.N_TRIPLES, from_graph=name)
    assert lines is not None
    return lines
