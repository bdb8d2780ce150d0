"""Gather the quads of official files: what each says, what is believed, and which row says so.

Part of mapping. A row is evidence as a whole: one claim a row, at the place that RFC 7111 gives it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from electiongraph.identifiers import claim_iri
from electiongraph.mapping.statements import Statement
from electiongraph.vocabulary import (
    EVIDENCE_GRAPH,
    OA,
    RDF_TYPE,
    RDFS_LABEL,
    XSD_DECIMAL,
    count,
    eg,
    node,
    text,
)

__all__ = ["Ledger", "decimal"]

Term = NamedNode | Literal
T = TypeVar("T")
_DEFAULT = DefaultGraph()
_EVIDENCE = node(EVIDENCE_GRAPH)
# Properties with one value: of several files' the first is believed, the others stay what their files say.
_SINGLE = frozenset(
    (
        "votes", "sharePercent", "changePoints", "party", "elected", "electorate", "validVotes",
        "invalidVotes", "majority", "turnoutPercent", "allBallotsTurnoutPercent", "declaredAt",
        "sittingMember", "rank", "winner", "runnerUp", "outcomeKind", "wonBy", "gainedFrom",
        "ballotDescription", "adjunctParty",
    )
)  # fmt: skip
_TYPE, _LABEL = node(RDF_TYPE), node(RDFS_LABEL)


@lru_cache(maxsize=65536)
def decimal(number: Decimal) -> Literal:
    """Return an xsd:decimal literal, with one place at least.

    Examples:
        >>> decimal(Decimal("52")).value, decimal(Decimal("11.8707")).value
        ('52.0', '11.8707')
    """
    written = format(number, "f")
    return Literal(written if "." in written else f"{written}.0", datatype=XSD_DECIMAL)


class Ledger:
    """Quads, each once, in the order in which they came."""

    def __init__(self, lines: Mapping[str, Sequence[str]] | None = None) -> None:
        """Begin with nothing.

        Args:
            lines: The rows of each source as they are written, by its IRI.
        """
        self._lines = lines or {}
        self._quads: dict[Quad, None] = {}
        self._named: set[str] = set()
        self._believed: dict[tuple[str, str], Term | str] = {}
        self._nodes: dict[str, NamedNode] = {}
        self._properties: dict[str, NamedNode] = {}
        self._claim = node(eg("Claim"))
        self._evidence = {
            name: node(eg(name)) for name in ("claimSubject", "claimedBy", "sourceLine", "factPredicate")
        }

    @property
    def quads(self) -> frozenset[Quad]:
        """Return the quads."""
        return frozenset(self._quads)

    def values(self, *names: str) -> list[tuple[str, str, str]]:
        """Return what is believed by these properties: subject, property and value of each statement."""
        wanted = {node(eg(name)): name for name in names}
        found = []
        for quad in self._quads:
            if quad.predicate in wanted and quad.graph_name == _DEFAULT and isinstance(quad.object, Literal):
                assert isinstance(quad.subject, NamedNode)
                found.append((quad.subject.value, wanted[quad.predicate], quad.object.value))
        return found

    def believe(self, subject: str, name: str, value: Term | str) -> None:
        """Put a statement into the believed graph; a text value is the IRI of a thing.

        Args:
            subject: IRI.
            name: A term of the election ontology, or a whole IRI.
            value: What is stated.
        """
        self._add(subject, name, value, _DEFAULT)

    def tell(self, source: str, subject: str, name: str, value: Term | str) -> None:
        """Put a statement into a source's own graph, and into the believed one unless another is believed."""
        self._add(subject, name, value, self._node(source))
        if name not in _SINGLE or self._believed.setdefault((subject, name), value) == value:
            self._add(subject, name, value, _DEFAULT)

    def name(self, subject: str, label: str, *classes: str) -> None:
        """Give a thing its classes and its label."""
        if subject in self._named:
            return
        self._named.add(subject)
        for one in classes:
            self._quads[Quad(self._node(subject), _TYPE, self._property(one), _DEFAULT)] = None
        self._quads[Quad(self._node(subject), _LABEL, text(label), _DEFAULT)] = None

    def describe(self, subject: str, statements: Callable[[T], Iterable[Statement]], thing: T) -> None:
        """Put what is known of a thing into the believed graph, once.

        Args:
            subject: Its IRI.
            statements: Makes the statements.
            thing: What they are made of.
        """
        if subject not in self._named:
            self._named.add(subject)
            for one in statements(thing):
                self._add(one.subject, one.property_iri, one.value, _DEFAULT)

    def cite(self, source: str, row: int, subject: str, predicate: str) -> str:
        """Record that a row states what is said of a thing, and return the claim's IRI.

        Args:
            source: IRI of the file.
            row: Its number, from 1.
            subject: IRI of the thing.
            predicate: What the row states, in one word: "candidacy", "result".
        """
        claim = claim_iri(source, "row", str(row), subject)
        claim_node, names = NamedNode(claim), self._evidence
        for name, value in (
            (_TYPE, self._claim),
            (names["claimSubject"], self._node(subject)),
            (names["claimedBy"], self._node(source)),
            (names["sourceLine"], count(row)),
            (names["factPredicate"], text(predicate)),
            (self._property(OA + "hasTarget"), NamedNode(f"{source}#row={row}")),
        ):
            self._quads[Quad(claim_node, name, value, _EVIDENCE)] = None
        lines = self._lines.get(source, ())
        if row <= len(lines):
            exact = self._property(OA + "exact")
            self._quads[Quad(NamedNode(f"{source}#row={row}"), exact, text(lines[row - 1]), _EVIDENCE)] = None
        return claim

    def is_named(self, subject: str) -> bool:
        """Tell whether a thing has got a label."""
        return subject in self._named

    def _node(self, iri: str) -> NamedNode:
        known = self._nodes.get(iri)
        if known is None:
            known = self._nodes[iri] = NamedNode(iri)
        return known

    def _property(self, name: str) -> NamedNode:
        known = self._properties.get(name)
        if known is None:
            known = self._properties[name] = NamedNode(name if ":" in name else eg(name))
        return known

    def _add(self, subject: str, name: str, value: Term | str, graph: DefaultGraph | NamedNode) -> None:
        term = self._node(value) if isinstance(value, str) else value
        self._quads[Quad(self._node(subject), self._property(name), term, graph)] = None
