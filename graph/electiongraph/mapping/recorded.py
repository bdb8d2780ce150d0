"""Read the disagreements that a built graph records, with quotes and sources.

Takes a store, gives `RecordedDisagreement` records for showing; nothing is worked out anew.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from electiongraph.identifiers import last_part
from electiongraph.vocabulary import EG, RDFS_LABEL

__all__ = ["RecordedClaim", "RecordedDisagreement", "read_disagreements", "rows"]

DISAGREEMENTS = """
PREFIX eg: <https://w3id.org/electiongraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?disagreement ?label ?kind ?about ?aboutLabel ?property ?reason ?preferred WHERE {
  GRAPH <https://w3id.org/electiongraph/id/graph/disagreements> {
    ?disagreement a eg:Disagreement ;
      rdfs:label ?label ;
      eg:disagreementAbout ?about ;
      eg:disagreementProperty ?property ;
      eg:disagreementKind ?kind ;
      eg:reason ?reason .
    OPTIONAL { ?disagreement eg:preferredClaim ?preferred }
  }
  OPTIONAL { ?about rdfs:label ?aboutLabel }
} ORDER BY ?disagreement
"""
CLAIMS = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX eg: <https://w3id.org/electiongraph/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?disagreement ?claim ?object ?objectLabel ?factText ?predicate ?source ?title ?file ?line ?quote
WHERE {
  GRAPH <https://w3id.org/electiongraph/id/graph/disagreements> { ?disagreement eg:hasClaim ?claim }
  GRAPH <https://w3id.org/electiongraph/id/graph/evidence> {
    ?claim eg:claimObject ?object ; eg:factText ?factText ; eg:factPredicate ?predicate ;
      eg:claimedBy ?source ; eg:sourceLine ?line .
    OPTIONAL { ?claim oa:hasTarget/oa:hasSelector/oa:exact ?quote }
  }
  OPTIONAL { ?object rdfs:label ?objectLabel }
  OPTIONAL { ?source dcterms:title ?title }
  OPTIONAL { ?source eg:fileName ?file }
} ORDER BY ?disagreement ?claim
"""
SEATS = """
PREFIX eg: <https://w3id.org/electiongraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?about ?name WHERE {
  GRAPH <https://w3id.org/electiongraph/id/graph/disagreements> { [] eg:disagreementAbout ?about }
  { ?about (eg:contest/eg:seat)|eg:seat|(eg:outcomeOf/eg:seat)|eg:incumbentSeat|eg:standsIn ?seat }
  UNION { ?about a eg:Seat . BIND(?about AS ?seat) }
  ?seat rdfs:label ?name .
} ORDER BY ?about ?name
"""


@dataclass(frozen=True, slots=True)
class RecordedClaim:
    """What one source says: the value in words, where it says so, and whether it is believed."""

    iri: str
    value: str
    source: str
    title: str
    line: int
    quote: str
    is_preferred: bool


@dataclass(frozen=True, slots=True)
class RecordedDisagreement:
    """A disagreement: `kind` as in the ontology, `claims` with the preferred first, then by source."""

    iri: str
    label: str
    kind: str
    about: str
    property: str
    seats: tuple[str, ...]
    reason: str
    claims: tuple[RecordedClaim, ...]


Row = dict[str, str]


def read_disagreements(store: Store) -> tuple[RecordedDisagreement, ...]:
    """Return the disagreements of a graph, ordered by kind, then label.

    Args:
        store: A built graph.
    """
    claims: dict[str, list[Row]] = defaultdict(list)
    for row in rows(store, CLAIMS):
        claims[row["disagreement"]].append(row)
    seats: dict[str, list[str]] = defaultdict(list)
    for row in rows(store, SEATS):
        seats[row["about"]].append(row["name"])
    found = []
    for row in rows(store, DISAGREEMENTS):
        iri = row["disagreement"]
        found.append(
            RecordedDisagreement(
                iri=iri,
                label=row["label"],
                kind=row["kind"].removeprefix(EG),
                about=row.get("aboutLabel", last_part(row["about"])),
                property=row["property"].removeprefix(EG) if row["property"] != RDFS_LABEL else "name",
                seats=tuple(dict.fromkeys(seats.get(row["about"], []))),
                reason=row["reason"],
                claims=_claims(claims[iri], row),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.kind, one.label, one.iri)))


def rows(store: Store, query: str) -> list[Row]:
    """Return the solutions of a SELECT, each with the values of its bound variables."""
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    found = []
    for solution in solutions:
        row = {}
        for name in names:
            term = solution[name]
            if isinstance(term, NamedNode | Literal):
                row[name] = term.value
        found.append(row)
    return found


def _file_of(row: Row) -> str:
    """Return the file of a claim, with the folders that tell it from others of its name, as its title has."""
    file = row.get("file", row["source"])
    folders = row.get("title", "").rpartition(" (")[2].removesuffix(")")
    return folders if folders.endswith(f"/{file}") else file


def _claims(told: list[Row], disagreement: Row) -> tuple[RecordedClaim, ...]:
    preferred = disagreement.get("preferred", "")
    is_name = disagreement["property"] == RDFS_LABEL
    claims = [
        RecordedClaim(
            iri=row["claim"],
            value=_value(row, is_name=is_name),
            source=_file_of(row),
            title=row.get("title", ""),
            line=int(row["line"]),
            quote=row.get("quote", ""),
            is_preferred=row["claim"] == preferred,
        )
        for row in told
    ]
    of_itself = {row["claim"] for row in told if row["predicate"] == "coverage"}
    value = next((claim.value for claim in claims if claim.is_preferred), "")
    return tuple(
        sorted(
            claims,
            key=lambda c: (
                not c.is_preferred,
                c.iri not in of_itself,
                c.value != value,
                c.value,
                c.source,
                c.line,
            ),
        )
    )


def _value(row: Row, *, is_name: bool) -> str:
    """Return what a claim says, in words; a name as that source spells it."""
    told = row["factText"].partition(": ")[2]
    if is_name:
        return told.split(",")[0].partition(": ")[0]
    predicate = row["predicate"]
    if predicate == "votes":
        return f"{int(row['object']):,} votes for {told.split(',')[0]}"
    if predicate in ("majority", "seatsWon", "seatsChange"):
        notional = " (notional)" if " notional:" in told else ""
        return f"{predicate.replace('seatsWon', 'seats')} {int(row['object']):,}{notional}"
    if predicate == "elected":
        return told.split(",")[0]
    if predicate == "outcome":
        return told.rpartition(": ")[2]
    if predicate == "incumbentIn":
        return f"the seat of {told.split(',')[0]}"
    if predicate in ("defeatedIn", "stoodDown"):
        return f"{told.split(',')[0]} {'lost' if predicate == 'defeatedIn' else 'stood down'}"
    if predicate in ("appointedTo", "heldRole"):
        return told
    if predicate == "newSeat":
        return "new seat"
    if predicate == "coverage":
        return f"claims {row['object']}"
    label = row.get("objectLabel", row["object"])
    return f"formerly {label}" if predicate == "formerlyNamed" else label
