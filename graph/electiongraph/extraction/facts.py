"""The fact record: one atomic statement that a text makes, with its evidence.

Between extraction and linking. The predicates and their arguments are the vocabulary that every later
stage maps to RDF.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "ARGUMENTS",
    "PERCENTAGES",
    "PREDICATES",
    "TURNOVER",
    "Fact",
    "Value",
    "fact_key",
    "fact_record",
    "names_its_seat",
]

Value = str | int | float
# The rule of what follows from who sat, who stood and who won.
TURNOVER = "turnover"

ARGUMENTS: dict[str, tuple[str, ...]] = {
    "standsIn": ("election", "person", "seat"),
    "standsFor": ("election", "person", "seat", "value"),
    "votes": ("election", "person", "seat", "value"),
    "voteShare": ("election", "person", "seat", "value"),
    "elected": ("election", "person", "seat"),
    "outcome": ("election", "seat", "value", "party"),
    "gainedFrom": ("election", "seat", "value"),
    "majority": ("election", "seat", "value"),
    "majorityShare": ("election", "seat", "value"),
    "turnout": ("election", "seat", "value"),
    "incumbentIn": ("election", "person", "seat"),
    "defeatedIn": ("election", "person", "seat"),
    "stoodDown": ("election", "person", "seat"),
    "memberSince": ("person", "value"),
    "formerlyNamed": ("seat", "value"),
    "newSeat": ("election", "seat"),
    "appointedTo": ("person", "value"),
    "heldRole": ("person", "value"),
    "seatsWon": ("election", "party", "value", "declared"),
    "seatsChange": ("election", "party", "value", "declared"),
    "nationalShare": ("election", "party", "value", "declared"),
}
PREDICATES = tuple(ARGUMENTS)
PERCENTAGES = frozenset(("voteShare", "majorityShare", "turnout", "nationalShare"))


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of a text; which arguments it has follows from its predicate (`ARGUMENTS`).

    Attributes:
        predicate: One of `PREDICATES`.
        quote: The exact words, `document.text[start:end]`.
        start: Code-point offset of the quote.
        end: One past its last code point.
        rule: The name of the rule that found it.
        election: Polling date, ISO 8601, with " notional" for a recalculated result; a bare year when
            the text gives no more; "" where the predicate has none or nothing tells which.
        person: Name without titles.
        seat: Name in its official form, or as the text has it when no gazetteer knows it.
        party: Usual short form; for `outcome` "" when the text does not say who won.
        value: Votes, percent (0 to 100), year, party, role, seat or "hold"/"gain".
        declared: For tallies, how many seats had declared; None when final.
        is_list: True when a results line or heading states it, False for prose.
        doubt: Why the document's own figures speak against it, "" when they do not.
    """

    predicate: str
    quote: str
    start: int
    end: int
    rule: str
    election: str = ""
    person: str = ""
    seat: str = ""
    party: str = ""
    value: Value = ""
    declared: int | None = None
    is_list: bool = False
    doubt: str = ""


def fact_key(fact: Fact) -> tuple[Value | None, ...]:
    """Return what makes two facts of one document the same statement.

    Examples:
        >>> fact_key(Fact("newSeat", "a new seat", 0, 10, "new-seat", election="2024-07-04", seat="Hitchin"))
        ('newSeat', '2024-07-04', 'Hitchin')
    """
    return (fact.predicate, *(getattr(fact, name) for name in ARGUMENTS[fact.predicate]))


def names_its_seat(fact: Fact) -> bool:
    """Tell whether the words of a fact name its seat, at least by the first part of the name."""
    return fact.seat.split(",")[0].split(" and ")[0].lower() in fact.quote.lower()


def fact_record(fact: Fact) -> dict[str, Value | None]:
    """Return the fact as the JSON object of the fact record, in a fixed order of keys.

    Examples:
        >>> fact = Fact("newSeat", "a new seat", 3, 13, "new-seat", election="2024-07-04", seat="Hitchin")
        >>> list(fact_record(fact))
        ['predicate', 'election', 'seat', 'quote', 'start', 'end', 'rule']
    """
    record: dict[str, Value | None] = {"predicate": fact.predicate}
    for name in ARGUMENTS[fact.predicate]:
        argument = getattr(fact, name)
        if name in ("election", "party") and argument == "":
            record[name] = None
        else:
            record[name] = argument
    record |= {"quote": fact.quote, "start": fact.start, "end": fact.end, "rule": fact.rule}
    if fact.is_list:
        record["layout"] = "list"
    if fact.doubt:
        record["doubt"] = fact.doubt
    return record
