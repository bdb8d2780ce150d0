"""Lay out the graphs of a store for checking: what is believed, each source's own graph, the evidence.

Takes a `pyoxigraph.Store`, gives `CheckedGraph` records. What is believed is checked where it lies; the graph
of a source is copied to a small store of its own, with what it borrows from what is believed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryTriples, RdfFormat, Store

from electiongraph.vocabulary import DISAGREEMENTS_GRAPH, EVIDENCE_GRAPH, RDF_TYPE, RDFS_LABEL, eg, node

__all__ = [
    "BORROWABLE",
    "CheckedGraph",
    "believed_graph",
    "checked_graphs",
    "evidence_around",
    "evidence_names",
    "source_graph",
    "source_names",
]

# What the shapes must know of a thing that a graph mentions and another one describes.
KIND = node(RDF_TYPE)
BORROWED = (KIND, node(RDFS_LABEL), node(eg("pollingDate")))
WINNER, RUNNER_UP, VOTES = (node(eg(name)) for name in ("winner", "runnerUp", "votes"))
LINKS = tuple(node(eg(name)) for name in ("contest", "election", "seat"))
# The properties that a change in what is believed may carry over to a source's checked graph.
BORROWABLE = frozenset((*BORROWED, *LINKS, WINNER, RUNNER_UP))
# What a claim is about is checked where it is believed and in its source, not with the claim.
OPAQUE = tuple(node(eg(name)) for name in ("claimObject", "claimProperty", "claimSubject"))
APART = (DISAGREEMENTS_GRAPH, EVIDENCE_GRAPH)
BELIEVED = DefaultGraph()
# What a graph's own things lack, and what is known of the things that it mentions only.
DESCRIBED = f"""CONSTRUCT {{ ?thing ?property ?value }} WHERE {{
    {{ SELECT DISTINCT ?thing WHERE {{ VALUES ?graph {{ %GRAPHS% }} GRAPH ?graph {{ ?thing a ?kind }} }} }}
    VALUES ?property {{ {" ".join(map(str, BORROWED))} }}
    OPTIONAL {{ ?thing ?property ?value }}
    FILTER NOT EXISTS {{ VALUES ?own {{ %GRAPHS% }} GRAPH ?own {{ ?thing ?property ?other }} }}
}}"""
MENTIONED = f"""CONSTRUCT {{ ?thing ?property ?value }} WHERE {{
    {{
        SELECT DISTINCT ?thing WHERE {{
            VALUES ?graph {{ %GRAPHS% }}
            GRAPH ?graph {{ ?subject ?predicate ?thing }}
            FILTER (isIRI(?thing) && ?predicate NOT IN ({", ".join(map(str, OPAQUE))}))
        }}
    }}
    FILTER NOT EXISTS {{ VALUES ?own {{ %GRAPHS% }} GRAPH ?own {{ ?thing a ?kind }} }}
    VALUES ?property {{ {" ".join(map(str, BORROWED + LINKS))} }}
    OPTIONAL {{ ?thing ?property ?value }}
    FILTER (
        ?property IN ({", ".join(map(str, LINKS))})
        || NOT EXISTS {{ VALUES ?own {{ %GRAPHS% }} GRAPH ?own {{ ?thing ?property ?other }} }}
    )
}}"""

Subject = NamedNode | pyoxigraph.BlankNode | pyoxigraph.Triple
Term = Subject | pyoxigraph.Literal


@dataclass(frozen=True, slots=True)
class CheckedGraph:
    """One graph to check.

    Attributes:
        source: IRI of the source whose own graph it is; "" for the believed graph and the evidence.
        store: A store whose default graph is to be checked: the graph with what it borrows.
        origin: The store that it is from.
        names: The graphs of that store that it is of; findings on things that these do not describe are
            not its own.
    """

    source: str
    store: Store
    origin: Store
    names: tuple[NamedNode | DefaultGraph, ...]

    def describes(self, thing: NamedNode | pyoxigraph.BlankNode) -> bool:
        """Say whether the graph itself states anything of a thing."""
        return any(_states(self.origin, thing, name=name) for name in self.names)


def checked_graphs(store: Store) -> Iterator[CheckedGraph]:
    """Give the graphs of a store that are to be checked, each with what it borrows.

    Args:
        store: A built graph.

    Yields:
        The believed graph, then each source's in order of IRI, then the evidence with the disagreements.
    """
    yield believed_graph(store)
    for name in source_names(store):
        yield source_graph(store, name)
    evidence = evidence_names(store)
    if evidence:
        yield _copied("", evidence, store)


def believed_graph(store: Store) -> CheckedGraph:
    """Return what is believed."""
    return CheckedGraph("", store, store, (BELIEVED,))


def source_graph(store: Store, name: str) -> CheckedGraph:
    """Return what the source with an IRI says."""
    return _copied(name, (NamedNode(name),), store)


def evidence_names(store: Store) -> tuple[NamedNode, ...]:
    """Return the names of the evidence and the disagreements, as far as the store has them."""
    return tuple(NamedNode(name) for name in APART if _states(store, None, name=NamedNode(name)))


def evidence_around(store: Store, things: Iterable[NamedNode]) -> CheckedGraph:
    """Return so much of the evidence as the checks of some things read.

    That is what it says of them, of what they are tied to, however far, and of what is tied to them.
    """
    names, copy = evidence_names(store), Store()
    waiting: list[NamedNode] = []
    for thing in things:
        waiting.append(thing)
        for name in names:
            nearby = store.quads_for_pattern(None, None, thing, name)
            waiting += [quad.subject for quad in nearby if isinstance(quad.subject, NamedNode)]
    seen = set(waiting)
    while waiting:
        thing = waiting.pop()
        told = [quad for name in names for quad in store.quads_for_pattern(thing, None, None, name)]
        copy.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in told)
        for quad in told:
            if (
                isinstance(quad.object, NamedNode)
                and quad.predicate not in OPAQUE
                and quad.object not in seen
            ):
                seen.add(quad.object)
                waiting.append(quad.object)
    for thing in seen:
        _borrow(copy, store, thing)
    return CheckedGraph("", copy, store, names)


def source_names(store: Store) -> list[str]:
    """Return the IRIs of the graphs that hold what one source says, sorted."""
    names = (graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))
    return sorted(name for name in names if name not in APART)


def _copied(source: str, names: tuple[NamedNode, ...], origin: Store) -> CheckedGraph:
    """Copy graphs to a store of their own and add what the believed graph says of what they mention."""
    copy = Store()
    for name in names:
        _load(copy, origin.dump(format=RdfFormat.N_TRIPLES, from_graph=name))
    for select in (DESCRIBED, MENTIONED):
        borrowed = origin.query(_over(names, select))
        assert isinstance(borrowed, QueryTriples)
        _load(copy, borrowed.serialize(format=RdfFormat.N_TRIPLES))
    _follow_links(copy, origin, names)
    return CheckedGraph(source, copy, origin, names)


def _load(store: Store, lines: bytes | None) -> None:
    assert lines is not None
    store.bulk_load(lines, RdfFormat.N_TRIPLES, lenient=True)


def _over(names: Iterable[NamedNode], query: str) -> str:
    """Fill in the graphs that a query is over."""
    return query.replace("%GRAPHS%", " ".join(map(str, names)))


def _follow_links(copy: Store, origin: Store, names: tuple[NamedNode, ...]) -> None:
    """Borrow what the believed graph says of the things that borrowed ones are tied to."""
    told = {
        quad.object
        for predicate in LINKS
        for quad in copy.quads_for_pattern(None, predicate, None)
        if isinstance(quad.object, NamedNode)
    }
    runners_up = _runners_up(copy, origin)
    copy.extend(runners_up)
    waiting = [*told, *(quad.object for quad in runners_up if isinstance(quad.object, NamedNode))]
    seen = set(waiting)
    while waiting:
        thing = waiting.pop()
        if any(_states(origin, thing, KIND, name) for name in names):
            continue
        _borrow(copy, origin, thing)
        for predicate in LINKS:
            for quad in origin.quads_for_pattern(thing, predicate, None, BELIEVED):
                copy.add(quad)
                if isinstance(quad.object, NamedNode) and quad.object not in seen:
                    seen.add(quad.object)
                    waiting.append(quad.object)


def _runners_up(copy: Store, origin: Store) -> list[Quad]:
    """Tell a source that leaves the runner-up's votes out who that was, so that its list is not misjudged."""
    return [
        second
        for won in list(copy.quads_for_pattern(None, WINNER, None))
        if Quad(won.subject, WINNER, won.object) in origin and not _states(copy, won.subject, RUNNER_UP)
        for second in origin.quads_for_pattern(won.subject, RUNNER_UP, None, BELIEVED)
        if isinstance(second.object, NamedNode) and not _states(copy, second.object, VOTES)
    ]


def _borrow(copy: Store, origin: Store, thing: Subject) -> None:
    """Give a thing its name, kind and day from the believed graph, where it has none of its own."""
    for predicate in BORROWED:
        if not _states(copy, thing, predicate):
            for quad in origin.quads_for_pattern(thing, predicate, None, BELIEVED):
                copy.add(quad)


def _states(
    store: Store,
    subject: Subject | None,
    predicate: NamedNode | None = None,
    name: NamedNode | DefaultGraph = BELIEVED,
) -> bool:
    """Say whether a graph of a store has a statement of a subject and, if given, a predicate."""
    return next(store.quads_for_pattern(subject, predicate, None, name), None) is not None
