"""Find what rows of tables state of a thing, for explanations.

A row is one claim: it states all that its source's own graph says of its subject. Found by looking up
statements, which stays fast where a graph holds fifty thousand rows.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from electiongraph.vocabulary import DCTERMS, EVIDENCE_GRAPH, OA, PROV, RDFS_LABEL, eg, node

__all__ = ["row_claims"]

Term = NamedNode | Literal
_EVIDENCE, _DEFAULT = node(EVIDENCE_GRAPH), DefaultGraph()


def row_claims(store: Store, thing: NamedNode) -> list[dict[str, Term]]:
    """Return what rows state of a thing, or of what it was inferred from.

    Args:
        store: The graph.
        thing: A contest, a candidacy, an incumbency.

    Returns:
        One dictionary a row and statement with the variables of the query of claims: claim, property, value,
        value_label, words, line, source, source_iri and published; ordered by claim, property and value.
    """
    own = {
        quad.subject
        for quad in store.quads_for_pattern(None, node(eg("claimSubject")), thing, _EVIDENCE)
        if isinstance(quad.subject, NamedNode)
    }
    grounds = {
        quad.object
        for quad in store.quads_for_pattern(thing, node(PROV + "wasDerivedFrom"), None, _DEFAULT)
        if isinstance(quad.object, NamedNode)
    }
    return [row for claim in sorted(own | grounds, key=str) for row in _statements(store, claim)]


def _statements(store: Store, claim: NamedNode) -> Iterator[dict[str, Term]]:
    """Yield what one row states; nothing for a claim in words, which has a property of its own."""
    if _value(store, claim, eg("claimProperty")) is not None:
        return
    subject, source = _value(store, claim, eg("claimSubject")), _value(store, claim, eg("claimedBy"))
    line, target = _value(store, claim, eg("sourceLine")), _value(store, claim, OA + "hasTarget")
    if not isinstance(source, NamedNode) or not isinstance(target, NamedNode) or line is None:
        return
    words, title = _value(store, target, OA + "exact"), _believed(store, source, DCTERMS + "title")
    if words is None or not isinstance(subject, NamedNode):
        return
    place: dict[str, Term] = {"claim": claim, "words": words, "line": line, "source_iri": source}
    place["source"] = title if title is not None else Literal(source.value)
    if (published := _believed(store, source, DCTERMS + "issued")) is not None:
        place["published"] = published
    for quad in sorted(store.quads_for_pattern(subject, None, None, source), key=str):
        if isinstance(quad.object, NamedNode | Literal):
            row = place | {"property": quad.predicate, "value": quad.object}
            if isinstance(quad.object, NamedNode):
                label = _believed(store, quad.object, RDFS_LABEL)
                row |= {"value_label": label} if label is not None else {}
            yield row


def _value(store: Store, subject: NamedNode, name: str) -> Term | None:
    return _first(store, subject, name, _EVIDENCE)


def _believed(store: Store, subject: NamedNode, name: str) -> Term | None:
    return _first(store, subject, name, _DEFAULT)


def _first(store: Store, subject: NamedNode, name: str, graph: NamedNode | DefaultGraph) -> Term | None:
    for quad in store.quads_for_pattern(subject, node(name), None, graph):
        if isinstance(quad.object, NamedNode | Literal):
            return quad.object
    return None
