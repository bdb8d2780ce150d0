"""The terms that quads are made of, as pyoxigraph nodes, and the literals of their datatypes.

For linking, mapping and the store. Every term here is declared in `ontology/election.ttl` or belongs to a
published vocabulary.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

__all__ = [
    "DCTERMS",
    "DISAGREEMENTS_GRAPH",
    "EG",
    "EVIDENCE_GRAPH",
    "OA",
    "PREFIXES",
    "PROV",
    "RDFS_LABEL",
    "RDF_TYPE",
    "SCHEMA",
    "SKOS",
    "boolean",
    "count",
    "date",
    "eg",
    "node",
    "percent",
    "text",
    "year",
]

EG = "https://w3id.org/electiongraph/ontology#"
DCTERMS = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
OA = "http://www.w3.org/ns/oa#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES = {
    "dcterms": DCTERMS,
    "eg": EG,
    "foaf": FOAF,
    "oa": OA,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "skos": SKOS,
    "xsd": XSD,
}

EVIDENCE_GRAPH = "https://w3id.org/electiongraph/id/graph/evidence"
DISAGREEMENTS_GRAPH = "https://w3id.org/electiongraph/id/graph/disagreements"


@lru_cache(maxsize=65536)
def node(iri: str) -> NamedNode:
    """Return the node of an IRI."""
    return NamedNode(iri)


def eg(name: str) -> str:
    """Return the IRI of a term of the election ontology.

    Examples:
        >>> eg("votes")
        'https://w3id.org/electiongraph/ontology#votes'
    """
    return EG + name


RDF_TYPE = RDF + "type"
RDFS_LABEL = RDFS + "label"
XSD_DATE = node(XSD + "date")
XSD_DATETIME = node(XSD + "dateTime")
XSD_DECIMAL = node(XSD + "decimal")
XSD_YEAR = node(XSD + "gYear")


def text(value: str) -> Literal:
    """Return a string literal; a lone surrogate, which RDF cannot carry, becomes a question mark."""
    try:
        return Literal(value)
    except ValueError:
        return Literal(value.encode("utf-8", "replace").decode("utf-8"))


def count(value: int) -> Literal:
    """Return an xsd:integer literal."""
    return Literal(int(value))


def percent(value: float) -> Literal:
    """Return an xsd:decimal literal of 0 to 100, with no more digits than it needs.

    Examples:
        >>> percent(52).value, percent(65.1).value, percent(0.35).value
        ('52.0', '65.1', '0.35')
    """
    written = format(Decimal(repr(value)), "f")
    if "." not in written:
        written += ".0"
    return Literal(written, datatype=XSD_DECIMAL)


def boolean(value: bool) -> Literal:
    """Return an xsd:boolean literal."""
    return Literal(value)


def date(value: str) -> Literal:
    """Return an xsd:date, or an xsd:dateTime where the value has a time of day."""
    return Literal(value, datatype=XSD_DATETIME if "T" in value else XSD_DATE)


def year(value: int) -> Literal:
    """Return an xsd:gYear literal."""
    return Literal(f"{value:04d}", datatype=XSD_YEAR)
