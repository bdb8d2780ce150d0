"""Facts with the place where they are stated, whatever they were read from.

Between extraction and comparing: documents, or records that `extract` printed, come in.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from electiongraph.errors import SourceError
from electiongraph.extraction.facts import ARGUMENTS, Fact, Value
from electiongraph.sources.document import Document

__all__ = ["StatedFact", "fact_of_record", "facts_of_records", "state_facts"]


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A fact and where it is stated.

    Attributes:
        fact: The fact.
        source: What to call its source.
        line: The line of its quote, from 1; 0 when nobody knows.
    """

    fact: Fact
    source: str
    line: int = 0


def state_facts(document: Document, facts: Iterable[Fact]) -> tuple[StatedFact, ...]:
    """Return the facts of a document with their lines.

    Examples:
        >>> text = "Poole" + chr(10) + "Majority: 18"
        >>> fact = Fact("majority", "Majority: 18", 6, 18, "majority-line", seat="Poole", value=18)
        >>> [one.line for one in state_facts(Document(text, ()), [fact])]
        [2]
    """
    name = document.name if document.name != "-" else "standard input"
    shown = name or document.title or document.sha256[:16]
    return tuple(StatedFact(fact, shown, document.line_of(fact.start)) for fact in facts)


def facts_of_records(text: str, *, where: str) -> tuple[StatedFact, ...]:
    """Return the facts of JSON Lines as `extract` prints them.

    Args:
        text: One fact record a line; empty lines count for nothing.
        where: What to call it in an error, and a source that the records do not name.

    Raises:
        SourceError: When a line is no fact record.
    """
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            fact = fact_of_record(record)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise SourceError(
                f"line {number} is not a fact",
                where=where,
                advice="give what this wrote: electiongraph extract --format jsonl",
            ) from error
        source = record.get("source")
        found.append(StatedFact(fact, source if isinstance(source, str) and source else where))
    return tuple(found)


def fact_of_record(record: dict[str, Value | None]) -> Fact:
    """Return the fact of a fact record, the reverse of `fact_record`.

    Raises:
        KeyError: When there is no such predicate, or an argument or the quote is missing.
        TypeError: When something has the wrong type.

    Examples:
        >>> record = {"predicate": "newSeat", "election": "2024-07-04", "seat": "Hitchin", "quote": "new"}
        >>> fact_of_record(record) == Fact("newSeat", "new", 0, 0, "", "2024-07-04", seat="Hitchin")
        True
    """
    predicate = _text(record["predicate"])
    names = ARGUMENTS[predicate]
    value = record["value"] if "value" in names else ""
    if value is None or isinstance(value, bool) or not isinstance(value, str | int | float):
        raise TypeError
    return Fact(
        predicate,
        _text(record["quote"]),
        _count(record.get("start")) or 0,
        _count(record.get("end")) or 0,
        _text(record.get("rule")),
        **{name: _text(record[name]) for name in ("election", "person", "seat", "party") if name in names},
        value=value,
        declared=_count(record["declared"]) if "declared" in names else None,
        is_list=record.get("layout") == "list",
        doubt=_text(record.get("doubt")),
    )


def _text(value: Value | None) -> str:
    if value is not None and not isinstance(value, str):
        raise TypeError
    return value or ""


def _count(value: Value | None) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise TypeError
    return value
