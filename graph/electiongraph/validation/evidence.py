"""Find the sentences that state the figures of a finding.

Takes the claims of the evidence graph; a finding's evidence is the claims that state what the checked
graph says about the things and properties concerned.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph
import rdflib
from rdflib.term import Node

from electiongraph.validation.findings import Evidence
from electiongraph.validation.queried_graph import StoreGraph
from electiongraph.vocabulary import DCTERMS, EG, EVIDENCE_GRAPH, OA

__all__ = ["Claims"]

MOST_SENTENCES = 6


@dataclass(frozen=True, slots=True)
class _Claim:
    """One claim as the evidence graph has it."""

    subject: Node
    property: Node
    object: Node
    source: str
    line: int | None
    quote: str
    says: str


class Claims:
    """The claims of a store by subject, with the titles of their sources."""

    def __init__(self, store: pyoxigraph.Store) -> None:
        """Look at the evidence graph of a store; claims are read when they are asked for."""
        self._evidence = StoreGraph(store, name=pyoxigraph.NamedNode(EVIDENCE_GRAPH))
        self._titles: dict[str, str] = {}
        self._claims: dict[Node, list[_Claim]] = {}
        for name in (EG + "fileName", DCTERMS + "title"):
            for quad in store.quads_for_pattern(None, pyoxigraph.NamedNode(name), None, None):
                if isinstance(quad.subject, pyoxigraph.NamedNode) and isinstance(
                    quad.object, pyoxigraph.Literal
                ):
                    self._titles[quad.subject.value] = quad.object.value or self.title(quad.subject.value)

    def title(self, source: str) -> str:
        """Return the title of a source, else its file name, else its IRI."""
        return self._titles.get(source, source)

    def behind(
        self, graph: rdflib.Graph, subjects: frozenset[Node], properties: frozenset[Node], source: str
    ) -> tuple[Evidence, ...]:
        """Return the places that state what a graph says about some things.

        Args:
            graph: The checked graph; claims of values that it does not hold are left out.
            subjects: The things concerned.
            properties: The properties concerned.
            source: IRI of the only source to look in; "" for all.

        Returns:
            Six places at most, ordered by source title and line; when none states one of the properties,
            one place that states anything of the things.
        """
        claims = [
            claim
            for subject in subjects
            for claim in self._about(subject)
            if (not source or claim.source == source)
            and (claim.subject, claim.property, claim.object) in graph
        ]
        near = [claim for claim in claims if claim.property in properties]
        return self._places(near)[:MOST_SENTENCES] or self._places(claims)[:1]

    def first(self, graph: rdflib.Graph, subject: Node, prop: Node, source: str) -> Evidence | None:
        """Return the first place that states what a graph says of one thing and property; else None."""
        places = self.behind(graph, frozenset((subject,)), frozenset((prop,)), source)
        stated = {
            (claim.source, claim.line, claim.says) for claim in self._about(subject) if claim.property == prop
        }
        return next((place for place in places if (place.source, place.line, place.says) in stated), None)

    def _about(self, subject: Node) -> list[_Claim]:
        """Return the claims about a thing."""
        if subject not in self._claims:
            about = self._evidence.subjects(rdflib.URIRef(EG + "claimSubject"), subject)
            read = (_read_claim(self._evidence, claim) for claim in about)
            self._claims[subject] = [claim for claim in read if claim is not None]
        return self._claims[subject]

    def _places(self, claims: Iterable[_Claim]) -> tuple[Evidence, ...]:
        """Return the places of claims, each once, ordered by source title and line."""
        places = {
            Evidence(claim.source, self.title(claim.source), claim.line, claim.quote, claim.says)
            for claim in claims
        }
        return tuple(
            sorted(places, key=lambda one: (one.source_title, one.line or 0, one.says, one.quote, one.source))
        )


def _read_claim(graph: rdflib.Graph, claim: Node) -> _Claim | None:
    """Read one claim; None when it lacks its subject, property, object or source."""
    values = [
        graph.value(claim, rdflib.URIRef(EG + "claim" + name)) for name in ("Subject", "Property", "Object")
    ]
    subject, prop, value = values
    source = graph.value(claim, rdflib.URIRef(EG + "claimedBy"))
    if subject is None or prop is None or value is None or source is None:
        return None
    line = graph.value(claim, rdflib.URIRef(EG + "sourceLine"))
    says = graph.value(claim, rdflib.URIRef(EG + "factText"))
    quote = ""
    target = graph.value(claim, rdflib.URIRef(OA + "hasTarget"))
    for selector in graph.objects(target, rdflib.URIRef(OA + "hasSelector")) if target else ():
        quote = str(graph.value(selector, rdflib.URIRef(OA + "exact")) or quote)
    number = int(line) if isinstance(line, rdflib.Literal) and str(line).isdecimal() else None
    return _Claim(subject, prop, value, str(source), number, quote, str(says or ""))
