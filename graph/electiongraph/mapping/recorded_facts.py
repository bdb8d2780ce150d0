"""Read the facts that a built graph rests on, with their quotes, sources and lines.

Takes a store, gives `StatedFact` records; nothing is worked out anew. Names are as the sources spell them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pyoxigraph import Store

from electiongraph.extraction.facts import ARGUMENTS, PERCENTAGES, Fact, Value
from electiongraph.extraction.stated import StatedFact
from electiongraph.mapping.coverage_checks import COVERAGE
from electiongraph.mapping.recorded import rows

__all__ = ["fact_of_text", "read_facts"]

FACTS = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX eg: <https://w3id.org/electiongraph/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?claim ?factText ?rule ?source ?title ?file ?line ?quote ?start ?end ?doubt WHERE {
  GRAPH <https://w3id.org/electiongraph/id/graph/evidence> {
    ?claim eg:factText ?factText ; eg:rule ?rule ; eg:claimedBy ?source ; eg:sourceLine ?line ;
      oa:hasTarget ?target .
    ?target oa:hasSelector ?words , ?position .
    ?words oa:exact ?quote .
    ?position oa:start ?start ; oa:end ?end .
    OPTIONAL { ?claim eg:doubt ?doubt }
  }
  OPTIONAL { ?source dcterms:title ?title }
  OPTIONAL { ?source eg:fileName ?file }
} ORDER BY ?source ?start ?end ?claim
"""
_ELECTION = re.compile(r"\d{4}(?:-\d\d-\d\d)?(?: notional)?")
_DECLARED = re.compile(r"after (\d+) declared")
_WINNER = re.compile(r"(hold|gain) \((.+)\)")
_COUNTS = frozenset(("votes", "majority", "memberSince", "seatsWon", "seatsChange"))


def read_facts(store: Store) -> tuple[StatedFact, ...]:
    """Return the facts of a graph, source by source in the order of their texts.

    Args:
        store: A built graph.
    """
    found = []
    for row in rows(store, FACTS):
        # What a source says of itself is no fact of an election.
        if row["factText"].startswith(f"{COVERAGE}: "):
            continue
        start, end = int(row["start"]), int(row["end"])
        fact = fact_of_text(row["factText"], quote=row["quote"], start=start, end=end, rule=row["rule"])
        fact = replace(fact, doubt=row.get("doubt", ""))
        name = row.get("file", "")
        source = (name if name != "-" else "") or row.get("title", row["source"])
        found.append(StatedFact(fact, source, int(row["line"])))
    return tuple(found)


def fact_of_text(text: str, *, quote: str = "", start: int = 0, end: int = 0, rule: str = "") -> Fact:
    """Return the fact that a claim's text stands for, the reverse of `claims.fact_text`.

    Examples:
        >>> fact = fact_of_text("votes: Sarah Owen, Luton North, 2024-07-04: 14677")
        >>> fact.person, fact.seat, fact.election, fact.value
        ('Sarah Owen', 'Luton North', '2024-07-04', 14677)
        >>> fact = fact_of_text("outcome: Caithness, Sutherland and Easter Ross, 2024-07-04: hold (Labour)")
        >>> fact.seat, fact.value, fact.party
        ('Caithness, Sutherland and Easter Ross', 'hold', 'Labour')
    """
    predicate, _, told = text.partition(": ")
    names = ARGUMENTS[predicate]
    # A fact that tells of nothing but its value has no colon before it.
    head, _, words = told.partition(": ") if "value" in names else (told, "", "")
    parts = [part for part in head.split(", ") if part]
    declared = _DECLARED.fullmatch(parts[-1]) if parts and "declared" in names else None
    if declared:
        parts.pop()
    election = parts.pop() if parts and "election" in names and _ELECTION.fullmatch(parts[-1]) else ""
    person = parts.pop(0) if parts and "person" in names else ""
    rest = ", ".join(parts)
    winner = _WINNER.fullmatch(words) if predicate == "outcome" else None
    return Fact(
        predicate,
        quote,
        start,
        end,
        rule,
        election=election,
        person=person,
        seat=rest if "seat" in names else "",
        party=winner.group(2) if winner else rest if "party" in names and "seat" not in names else "",
        value=winner.group(1) if winner else _value(predicate, words),
        declared=int(declared.group(1)) if declared else None,
    )


def _value(predicate: str, words: str) -> Value:
    if predicate in _COUNTS:
        return int(words)
    return float(words) if predicate in PERCENTAGES else words
