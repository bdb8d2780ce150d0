"""Gather the quads of official files: what each says, what is believed, and which row says so.

Part of mapping. A row is evidence as a whole: one claim a row, at the place that RFC 7111 gives it. The
quads are held as lines of N-Quads, which takes half the room of objects.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from electiongraph.identifiers import claim_iri
from electiongraph.mapping.statements import Statement
from electiongraph.vocabulary import (
    EG,
    EVIDENCE_GRAPH,
    OA,
    RDF_TYPE,
    RDFS_LABEL,
    XSD_DECIMAL,
    count,
    eg,
    text,
)

__all__ = ["Ledger", "decimal"]

Term = NamedNode | Literal
T = TypeVar("T")
# Properties with one value: of several files' the first is believed, the others stay what their files say.
SINGLE = frozenset(
    (
        "votes", "sharePercent", "changePoints", "party", "elected", "electorate", "validVotes",
        "invalidVotes", "majority", "turnoutPercent", "allBallotsTurnoutPercent", "declaredAt",
        "sittingMember", "rank", "winner", "runnerUp", "outcomeKind", "wonBy", "gainedFrom",
        "ballotDescription", "adjunctParty",
    )
)  # fmt: skip
# Properties whose values are codes of registers.
CODES = frozenset(("gssCode", "registerId", eg("gssCode"), eg("registerId")))


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
    """Statements as lines of N-Quads, each once.

    Attributes:
        believed: The lines of the believed graph.
        told: Those of the sources' own graphs and of the evidence.
    """

    def __init__(self, lines: Mapping[str, Sequence[str]] | None = None) -> None:
        """Begin with nothing.

        Args:
            lines: The rows of each source as they are written, by its IRI.
        """
        self.believed: set[bytes] = set()
        self.told: set[bytes] = set()
        self._lines = lines or {}
        self._named: set[str] = set()
        self._single: dict[tuple[str, str], Term | str] = {}
        self._written = _Iris()
        self._properties = _Properties()
        self._codes: dict[tuple[str, str, str], None] = {}

    def codes(self) -> list[tuple[str, str, str]]:
        """Return what is believed of official codes: subject, property and code of each statement."""
        return list(self._codes)

    def believe(self, subject: str, name: str, value: Term | str) -> None:
        """Put a statement into the believed graph; a text value is the IRI of a thing.

        Args:
            subject: IRI.
            name: A term of the election ontology, or a whole IRI.
            value: What is stated.
        """
        self._believe(subject, name, value, self._triple(subject, name, value))

    def _believe(self, subject: str, name: str, value: Term | str, triple: bytes) -> None:
        self.believed.add(triple + b".\n")
        if name in CODES and not isinstance(value, str):
            self._codes[(subject, name.removeprefix(EG), value.value)] = None

    def tell(self, source: str, subject: str, name: str, value: Term | str) -> None:
        """Put a statement into a source's own graph, and believe it unless another is believed."""
        triple = self._triple(subject, name, value)
        if name not in SINGLE or self._single.setdefault((subject, name), value) == value:
            self._believe(subject, name, value, triple)
        self.told.add(b"%b%b .\n" % (triple, self._written[source]))

    def name(self, subject: str, label: str, *classes: str) -> None:
        """Give a thing its classes and its label."""
        if subject in self._named:
            return
        self._named.add(subject)
        for one in classes:
            self.believe(subject, RDF_TYPE, one if ":" in one else eg(one))
        self.believe(subject, RDFS_LABEL, text(label))

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
                value = one.value.value if isinstance(one.value, NamedNode) else one.value
                self.believe(one.subject, one.property_iri, value)

    def cite(self, source: str, row: int, subject: str, predicate: str) -> str:
        """Record that a row states what is said of a thing, and return the claim's IRI.

        Args:
            source: IRI of the file.
            row: Its number, from 1.
            subject: IRI of the thing.
            predicate: What the row states, in one word: "candidacy", "result".
        """
        claim = claim_iri(source, "row", str(row), subject)
        place = f"{source}#row={row}"
        told: tuple[tuple[str, str, Term | str], ...] = (
            (claim, RDF_TYPE, eg("Claim")),
            (claim, "claimSubject", subject),
            (claim, "claimedBy", source),
            (claim, "sourceLine", count(row)),
            (claim, "factPredicate", text(predicate)),
            (claim, OA + "hasTarget", place),
        )
        lines = self._lines.get(source, ())
        if row <= len(lines):
            told = (*told, (place, OA + "exact", text(lines[row - 1])))
        evidence = self._written[EVIDENCE_GRAPH] + b" .\n"
        for thing, name, value in told:
            self.told.add(self._triple(thing, name, value) + evidence)
        return claim

    def is_named(self, subject: str) -> bool:
        """Tell whether a thing has got a label."""
        return subject in self._named

    def _triple(self, subject: str, name: str, value: Term | str) -> bytes:
        written = self._written
        term = written[value] if isinstance(value, str) else str(value).encode()
        return b"%b %b %b " % (written[subject], self._properties[name], term)


class _Iris(dict[str, bytes]):
    """IRIs as they are written, each made sure to be one when it first comes."""

    def __missing__(self, iri: str) -> bytes:
        self[iri] = written = str(_node(iri)).encode()
        return written


class _Properties(dict[str, bytes]):
    """Terms of the election ontology, or whole IRIs, as they are written."""

    def __missing__(self, name: str) -> bytes:
        self[name] = written = str(_node(name if ":" in name else eg(name))).encode()
        return written


def _node(iri: str) -> NamedNode:
    """Return an IRI; what a register's number holds that none may hold is written with percent signs."""
    try:
        return NamedNode(iri)
    except ValueError:
        return NamedNode(quote(iri, safe="/:?#@!$&'()*+,;=%-._~"))
