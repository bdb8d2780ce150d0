"""Say whose the sources of a graph are, and under which licence they come.

Official files are known by what their rows are, as `attributions.toml` lists it; articles are attributed to
the publisher that they name. The licences are the sources' own: nothing here grants any.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from electiongraph.vocabulary import DCTERMS, EG, EVIDENCE_GRAPH, RDF_TYPE, SCHEMA

__all__ = ["Attribution", "CitedSource", "attributions_of", "cited_sources"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """A publisher's work, its licence, and the words that the licence asks for."""

    publisher: str
    work: str
    homepage: str
    licence: str
    licence_id: str
    licence_url: str
    statement: str


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source of the graph.

    Attributes:
        iri: Its IRI.
        title: Headline, or what the file holds.
        publisher: Who published it; "" when neither the source nor its format tells.
        issued: When, as the source tells it; "" when it does not.
        address: Where it was fetched from; "" when it was a file.
        claims: How many claims rest on it.
        attribution: The work that it belongs to; None for articles and files of no known work.
    """

    iri: str
    title: str
    publisher: str
    issued: str
    address: str
    claims: int
    attribution: Attribution | None


def cited_sources(store: Store) -> tuple[CitedSource, ...]:
    """Return the sources of a graph, sorted by title and IRI.

    Args:
        store: The graph.

    Examples:
        >>> from pyoxigraph import Quad
        >>> source = NamedNode("https://w3id.org/electiongraph/id/source/1")
        >>> store = Store()
        >>> store.add(Quad(source, NamedNode(RDF_TYPE), NamedNode(f"{EG}Source")))
        >>> store.add(Quad(source, NamedNode(f"{DCTERMS}title"), Literal("ministers (person.csv)")))
        >>> cited_sources(store)[0].publisher
        'Institute for Government'
    """
    claimed = store.quads_for_pattern(None, NamedNode(f"{EG}claimedBy"), None, NamedNode(EVIDENCE_GRAPH))
    claims = Counter(quad.object.value for quad in claimed if isinstance(quad.object, NamedNode))
    typed = store.quads_for_pattern(None, NamedNode(RDF_TYPE), NamedNode(f"{EG}Source"), DefaultGraph())
    sources = []
    for quad in typed:
        iri = quad.subject
        if not isinstance(iri, NamedNode):
            continue
        title = _value(store, iri, f"{DCTERMS}title")
        attribution = _by_format().get(title.split(" (", 1)[0])
        told = _value(store, iri, f"{DCTERMS}publisher")
        publisher = told or (attribution.publisher if attribution else "")
        issued, address = _value(store, iri, f"{DCTERMS}issued"), _value(store, iri, f"{SCHEMA}url")
        sources.append(
            CitedSource(iri.value, title, publisher, issued, address, claims[iri.value], attribution)
        )
    return tuple(sorted(sources, key=lambda one: (one.title, one.iri)))


def attributions_of(sources: Iterable[CitedSource]) -> tuple[Attribution, ...]:
    """Return the works that the sources belong to, each once, sorted by publisher."""
    works = {source.attribution for source in sources if source.attribution is not None}
    return tuple(sorted(works, key=lambda work: work.publisher))


@cache
def _by_format() -> dict[str, Attribution]:
    data = tomllib.loads((files(__package__) / "attributions.toml").read_text(encoding="utf-8"))
    return {
        form: Attribution(**{name: value for name, value in told.items() if name != "formats"})
        for told in data["attribution"]
        for form in told["formats"]
    }


def _value(store: Store, subject: NamedNode, predicate: str) -> str:
    """Return the first value in order; "" when there is none."""
    quads = store.quads_for_pattern(subject, NamedNode(predicate), None, DefaultGraph())
    return min((q.object.value for q in quads if isinstance(q.object, NamedNode | Literal)), default="")
