"""Drop statements about a seat at an election at which it did not exist.

Extraction, last step. A figure of five years ago told beside a new seat is mostly its predecessor's: to
give it to the new seat would be wrong, and which the predecessor is the sentence did not say.
"""

from __future__ import annotations

from collections.abc import Iterable

from electiongraph.extraction.facts import Fact
from electiongraph.gazetteers import Gazetteers

__all__ = ["drop_impossible"]


def drop_impossible(facts: Iterable[Fact], election: str, gazetteers: Gazetteers) -> list[Fact]:
    """Return the facts but those about an earlier election in a seat that was created after it.

    Args:
        facts: The facts of a document, in any order.
        election: The document's election.
        gazetteers: The seats with their boundary sets.

    Examples:
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> facts = [Fact("majority", "q", 0, 1, "r", day, "", "Caerfyrddin", value=4535)
        ...          for day in ("2019-12-12", "2019-12-12 notional", "2024-07-04")]
        >>> [fact.election for fact in drop_impossible(facts, "2024-07-04", load_gazetteers())]
        ['2019-12-12 notional', '2024-07-04']
    """
    return [
        fact
        for fact in facts
        if not fact.seat
        or not fact.election
        or fact.election >= election
        or fact.election.endswith("notional")
        or fact.is_list
        or _existed(fact.seat, fact.election, gazetteers)
    ]


def _existed(seat: str, election: str, gazetteers: Gazetteers) -> bool:
    known = [one for one in gazetteers.seats_named(seat) if one.name == seat]
    then = gazetteers.boundary_set_on(election if len(election) > 4 else f"{election}-12-31")
    return not known or any(one.boundary_set <= then for one in known)
