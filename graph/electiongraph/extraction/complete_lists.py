"""Tell who stood in a seat, where a document has the whole list: whoever is not in it did not stand.

Extraction, part of discourse.
"""

from __future__ import annotations

from electiongraph.extraction.facts import Value
from electiongraph.extraction.layout import Layout

__all__ = ["FEWEST_LISTED", "complete_lists", "counts_listed"]

# A shorter list tells of the first two or three.
FEWEST_LISTED = 4


def complete_lists(layout: Layout) -> dict[str, set[str]]:
    """Return the candidates of every results list that is complete: it has the winner, or shares to 100."""
    listed: dict[str, set[str]] = {}
    parties: dict[str, set[str]] = {}
    shares: dict[str, float] = {}
    for fact in layout.facts:
        if fact.predicate == "votes":
            listed.setdefault(fact.seat, set()).add(fact.person)
        elif fact.predicate == "standsFor":
            parties.setdefault(fact.seat, {"elected"}).add(str(fact.value))
        elif fact.predicate == "voteShare":
            shares[fact.seat] = shares.get(fact.seat, 0.0) + float(fact.value)
    winners = {f.seat: f.party for f in layout.facts if f.predicate == "outcome" and f.party}
    winners |= {f.seat: "elected" for f in layout.facts if f.predicate == "elected"}
    return {
        seat: people
        for seat, people in listed.items()
        if (len(people) >= FEWEST_LISTED and winners.get(seat) in parties.get(seat, ()))
        or shares.get(seat, 0.0) >= 98.5
    }


def counts_listed(layout: Layout, election: str) -> dict[str, dict[str, Value]]:
    """Return the votes that the results lists give each candidate of a seat at an election."""
    counted: dict[str, dict[str, Value]] = {}
    for fact in layout.facts:
        if fact.predicate == "votes" and fact.election == election:
            counted.setdefault(fact.seat, {})[fact.person] = fact.value
    return counted
