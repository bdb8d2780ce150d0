"""Write down what each source says, and in which words: the evidence.

Takes mapped facts, gives the quads of the evidence graph (PROV-O and Web Annotation) and of each source's
own graph, where its own values stand, right or wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Quad

from electiongraph.extraction.facts import Fact
from electiongraph.linking.entity_linking import Source
from electiongraph.mapping.statements import MappedFact, Statement, Term
from electiongraph.vocabulary import (
    DCTERMS,
    EVIDENCE_GRAPH,
    OA,
    PROV,
    RDF_TYPE,
    RDFS_LABEL,
    SCHEMA,
    SKOS,
    count,
    date,
    eg,
    node,
    percent,
    text,
)

__all__ = ["describe_claims", "describe_source_graphs", "describe_sources", "fact_text", "to_quad"]

_NEWLINE = re.compile("\n")


def to_quad(statement: Statement, graph: str) -> Quad:
    """Return a statement as a quad of a named graph."""
    return Quad(node(statement.subject), node(statement.property_iri), statement.value, node(graph))


def fact_text(fact: Fact) -> str:
    """Return a fact in one readable line.

    Examples:
        >>> day = "2024-07-04"
        >>> fact_text(Fact("votes", "Owen 14,677", 0, 11, "r", day, "Sarah Owen", "Luton North", value=14677))
        'votes: Sarah Owen, Luton North, 2024-07-04: 14677'
        >>> fact_text(Fact("outcome", "LABOUR HOLD", 0, 11, "r", day, "", "Luton North", "Labour", "hold"))
        'outcome: Luton North, 2024-07-04: hold (Labour)'
    """
    is_outcome = fact.predicate == "outcome"
    told = [fact.person, fact.seat, "" if is_outcome else fact.party, fact.election]
    if fact.declared is not None:
        told.append(f"after {fact.declared} declared")
    value = "" if fact.value == "" else f": {fact.value}"
    winner = f" ({fact.party})" if is_outcome and fact.party else ""
    return f"{fact.predicate}: {', '.join(part for part in told if part)}{value}{winner}"


def describe_claims(facts: Iterable[MappedFact]) -> Iterator[Quad]:
    """Yield the quads of the evidence graph: each claim with its quote and position."""
    lines: dict[str, list[int]] = {}
    for one in facts:
        source = one.claim.source
        if source.iri not in lines:
            lines[source.iri] = [one.start() for one in _NEWLINE.finditer(source.document.text)]
        line = bisect_left(lines[source.iri], one.claim.fact.start) + 1
        for statement in _describe_claim(one, line):
            yield to_quad(statement, EVIDENCE_GRAPH)


def _describe_claim(one: MappedFact, line: int) -> tuple[Statement, ...]:
    claim, fact, iri = one.claim, one.claim.fact, one.claim.iri
    source, named = node(claim.source.iri), one.core[0]
    doubt = (Statement(iri, eg("doubt"), text(fact.doubt)),) if fact.doubt else ()
    return (
        *doubt,
        *_describe_link(one),
        Statement(iri, RDF_TYPE, node(eg("Claim"))),
        Statement(iri, RDF_TYPE, node(PROV + "Entity")),
        Statement(iri, eg("claimSubject"), node(named.subject)),
        Statement(iri, eg("claimProperty"), node(named.property_iri)),
        Statement(iri, eg("claimObject"), named.value),
        Statement(iri, eg("claimedBy"), source),
        Statement(iri, eg("factPredicate"), text(fact.predicate)),
        Statement(iri, eg("factText"), text(fact_text(fact))),
        Statement(iri, eg("rule"), text(fact.rule)),
        Statement(iri, eg("sourceLine"), count(line)),
        Statement(iri, PROV + "wasDerivedFrom", source),
        *(_selectors(one, source) if fact.quote else (Statement(iri, OA + "hasTarget", source),)),
    )


def _selectors(one: MappedFact, source: Term) -> tuple[Statement, ...]:
    """Return where in its source a claim stands; one that sums up many rows stands nowhere."""
    fact, iri = one.claim.fact, one.claim.iri
    target, quote, position = f"{iri}/target", f"{iri}/quote", f"{iri}/position"
    return (
        Statement(iri, OA + "hasTarget", node(target)),
        Statement(target, OA + "hasSource", source),
        Statement(target, OA + "hasSelector", node(quote)),
        Statement(target, OA + "hasSelector", node(position)),
        Statement(quote, RDF_TYPE, node(OA + "TextQuoteSelector")),
        Statement(quote, OA + "exact", text(fact.quote)),
        Statement(position, RDF_TYPE, node(OA + "TextPositionSelector")),
        Statement(position, OA + "start", count(fact.start)),
        Statement(position, OA + "end", count(fact.end)),
    )


def _describe_link(one: MappedFact) -> tuple[Statement, ...]:
    """Return why a person of official files is meant, and how far to trust it."""
    claim = one.claim
    if not claim.link_reason or claim.candidate is None:
        return ()
    return (
        Statement(claim.iri, eg("linkReason"), text(claim.link_reason)),
        Statement(claim.iri, eg("linkConfidence"), percent(claim.link_confidence)),
    )


def describe_source_graphs(facts: Sequence[MappedFact]) -> Iterator[Quad]:
    """Yield the quads of each source's own graph, with names as that source spells them."""
    spellings: dict[tuple[str, str], set[str]] = {}
    for one in facts:
        if one.is_placed:
            for statement in (*one.core, *one.context):
                yield to_quad(statement, one.claim.source.iri)
            if one.person:
                spellings.setdefault((one.claim.source.iri, one.person), set()).add(one.claim.fact.person)
    for (source, person), names in spellings.items():
        first, *rest = sorted(names)
        yield to_quad(Statement(person, RDFS_LABEL, text(first)), source)
        for name in rest:
            yield to_quad(Statement(person, SKOS + "altLabel", text(name)), source)


def describe_sources(sources: Iterable[Source]) -> list[Statement]:
    """Return what is known of each source."""
    statements: list[Statement] = []
    for source in sources:
        iri, document = source.iri, source.document
        title = document.title or document.name or document.sha256[:16]
        statements += [
            Statement(iri, RDF_TYPE, node(eg("Source"))),
            Statement(iri, RDF_TYPE, node(PROV + "Entity")),
            Statement(iri, RDFS_LABEL, text(title)),
            Statement(iri, DCTERMS + "title", text(title)),
            Statement(iri, DCTERMS + "format", text(document.media_type)),
            Statement(iri, eg("sha256"), text(document.sha256)),
        ]
        told = (
            (eg("fileName"), text(document.name), document.name),
            (DCTERMS + "publisher", text(document.publisher), document.publisher),
            (SCHEMA + "url", text(document.address), document.address),
        )
        statements += [Statement(iri, name, value) for name, value, is_known in told if is_known]
        if document.published:
            statements.append(Statement(iri, DCTERMS + "issued", date(document.published)))
    return statements
