"""Add to what is believed what makes it whole as a document of its own.

A Turtle file has no named graphs, so what the believed statements point at in them would be missing: the
disagreements behind disputed figures, the claims that something follows from, each with its words. A reader
of linked data also looks for what the file is, and for the scheme that an official name is from.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store, Triple

from electiongraph.gazetteers import load_gazetteers
from electiongraph.identifiers import ID
from electiongraph.vocabulary import (
    DCTERMS,
    DISAGREEMENTS_GRAPH,
    EG,
    EVIDENCE_GRAPH,
    PROV,
    RDF_TYPE,
    SKOS,
)

__all__ = ["VOID", "added_triples", "dataset_iri"]

VOID = "http://rdfs.org/ns/void#"
BELIEVED = DefaultGraph()
SCHEME_OF_SEATS = NamedNode(f"{ID}scheme/seats")
GRAPHS_POINTED_INTO = (NamedNode(DISAGREEMENTS_GRAPH), NamedNode(EVIDENCE_GRAPH))


# What stands in the graphs pointed into, and is pointed at.
_POINTED_AT = re.compile(rb"<((?:claim|disagreement)/[^>]*)>")


def added_triples(store: Store, believed: bytes) -> Iterator[Triple]:
    """Yield what stands in no default graph and belongs in a file of what is believed.

    Args:
        store: The graph.
        believed: Its default graph as Turtle, relative to the base of what the graph mints.

    Yields:
        The disagreements and claims that believed statements point at, with quotes and positions; names and
        scheme of the seats in the gazetteers; what the file is, when it has sources. In no order.
    """
    yield from _pointed_at(store, believed)
    yield from _seats_in_scheme(store)
    yield from _dataset(store)


def dataset_iri(sources: Iterable[str]) -> str:
    """Return the IRI of what rests on these sources: two graphs of other sources have two.

    Args:
        sources: Their IRIs, in any order.

    Examples:
        >>> dataset_iri(["urn:a", "urn:b"]) == dataset_iri(["urn:b", "urn:a"])
        True
    """
    told = "\n".join(sorted(sources))
    return f"{ID}dataset/{hashlib.sha256(told.encode()).hexdigest()[:16]}"


def _pointed_at(store: Store, believed: bytes) -> Iterator[Triple]:
    """Yield the things of the other graphs that are pointed at, and what these point at in their turn."""
    # Found in the text: an object made of every term would cost more than all the rest.
    waiting: set[object] = {NamedNode(ID + name.decode()) for name in set(_POINTED_AT.findall(believed))}
    seen: set[object] = set()
    while waiting:
        thing = waiting.pop()
        if not isinstance(thing, NamedNode) or thing in seen:
            continue
        seen.add(thing)
        for graph in GRAPHS_POINTED_INTO:
            for quad in store.quads_for_pattern(thing, None, None, graph):
                waiting.add(quad.object)
                yield quad.triple


def _seats_in_scheme(store: Store) -> Iterator[Triple]:
    """Yield the official name of each seat that the gazetteers know, as SKOS asks for it."""
    names = {seat.iri: seat.name for seat in load_gazetteers().seats}
    for quad in store.quads_for_pattern(None, NamedNode(RDF_TYPE), NamedNode(f"{EG}Seat"), BELIEVED):
        seat = quad.subject
        if isinstance(seat, NamedNode) and seat.value in names:
            yield Triple(seat, NamedNode(f"{SKOS}inScheme"), SCHEME_OF_SEATS)
            yield Triple(seat, NamedNode(f"{SKOS}prefLabel"), Literal(names[seat.value], language="en"))


def _dataset(store: Store) -> Iterator[Triple]:
    """Yield what the file is; its IRI goes by its sources, so that two files of other sources stay apart."""
    typed = store.quads_for_pattern(None, NamedNode(RDF_TYPE), NamedNode(f"{EG}Source"), BELIEVED)
    sources = sorted((q.subject for q in typed if isinstance(q.subject, NamedNode)), key=str)
    if not sources:
        return
    dataset = NamedNode(dataset_iri(source.value for source in sources))
    days = store.quads_for_pattern(None, NamedNode(f"{EG}tallyOf"), None, BELIEVED)
    days_of_contests = store.quads_for_pattern(None, NamedNode(f"{EG}election"), None, BELIEVED)
    elections = {quad.object for quad in (*days, *days_of_contests) if isinstance(quad.object, NamedNode)}
    many = "1 source" if len(sources) == 1 else f"{len(sources)} sources"
    title = f"UK elections as {many} tell{'s' if len(sources) == 1 else ''} of them"
    description = (
        f"What is believed after comparing {many}. The claims and disagreements that it points at are "
        "included; what every source says by itself is not."
    )
    yield Triple(dataset, NamedNode(RDF_TYPE), NamedNode(f"{VOID}Dataset"))
    yield Triple(dataset, NamedNode(f"{DCTERMS}title"), Literal(title, language="en"))
    yield Triple(dataset, NamedNode(f"{DCTERMS}description"), Literal(description, language="en"))
    yield Triple(dataset, NamedNode(f"{VOID}uriSpace"), Literal(ID))
    yield Triple(dataset, NamedNode(f"{VOID}vocabulary"), NamedNode(EG))
    for election in elections:
        yield Triple(dataset, NamedNode(f"{DCTERMS}subject"), election)
    for source in sources:
        yield Triple(dataset, NamedNode(f"{PROV}wasDerivedFrom"), source)
