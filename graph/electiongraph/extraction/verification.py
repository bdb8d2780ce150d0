"""Hold the facts of any extractor to what their document says: the rule is the same for all.

Extraction, after reading. Facts go in with the document; those come out whose quote, figures and names stand
there and are stated as fact. The others come out with the reason why not. Pure: nothing is read or written.
"""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Iterable
from dataclasses import dataclass

from electiongraph.extraction.facts import ARGUMENTS, PERCENTAGES, Fact
from electiongraph.extraction.lexicon import fold
from electiongraph.extraction.verification_arguments import (
    COUNTS,
    PARTY_VALUES,
    ROLES,
    has_valid_arguments,
    is_fact_record,
    tidy_fact,
)
from electiongraph.extraction.verification_figures import prints_count, prints_percentage
from electiongraph.extraction.verification_names import NamedText
from electiongraph.extraction.verification_quotes import QuotedText, locate_quote
from electiongraph.gazetteers import Gazetteers
from electiongraph.sources.document import Document

__all__ = ["LONGEST_QUOTE", "Reason", "Verified", "verify_facts"]

# In code points. A quote is as short as states the fact; one as long as the article would hold any figure.
LONGEST_QUOTE = 500


class Reason(enum.StrEnum):
    """Why a fact is dropped, in the order in which it is checked."""

    RECORD = "not a fact record"
    PREDICATE = "unknown predicate"
    ARGUMENT = "argument missing or out of range"
    QUOTE = "quote not in the text"
    LENGTH = "quote too long"
    NUMBER = "number not in the quote"
    NAME = "name not in the text"
    ELECTION = "election not in the text"
    HEDGED = "quote hedged"


@dataclass(frozen=True, slots=True)
class Verified:
    """What is left of the facts of an extractor.

    Attributes:
        facts: Those that hold, in the order given, with names tidied and offsets that fit.
        dropped: The reason why each other one does not, in the order given.
    """

    facts: tuple[Fact, ...]
    dropped: tuple[Reason, ...]


def verify_facts(document: Document, facts: Iterable[object], gazetteers: Gazetteers) -> Verified:
    """Return the facts that a document states by its own words, and why the others are dropped.

    Args:
        document: What the facts are said to be from.
        facts: Anything that an extractor gave.
        gazetteers: The forms that names of seats, parties and roles have.

    Returns:
        Facts with `document.text[fact.start:fact.end] == fact.quote`, every number in the quote, every name
        in the quote or resolved from a place in the document, and nothing hedged.

    Examples:
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> from electiongraph.sources import document_from_text
        >>> document = document_from_text("Sarah Owen held Luton North by 7,510.", published="2024-07-05")
        >>> true = Fact("majority", "by 7,510", -1, -1, "test", "2024-07-04", seat="Luton North", value=7510)
        >>> false = dataclasses.replace(true, value=7150)
        >>> verified = verify_facts(document, [true, false], load_gazetteers())
        >>> [(fact.value, fact.start, fact.end) for fact in verified.facts], [*map(str, verified.dropped)]
        ([(7510, 28, 36)], ['number not in the quote'])
    """
    found = tuple(facts)
    if not found:
        return Verified((), ())
    named = NamedText(document, gazetteers)
    given = [tidy_fact(fact, gazetteers, named.election) if is_fact_record(fact) else None for fact in found]
    surnames = frozenset(fold(fact.person).split()[-1] for fact in given if fact and fact.person)
    verifier = _Verifier(named, QuotedText(named, surnames))
    results = [Reason.RECORD if fact is None else verifier.verify(fact) for fact in given]
    return Verified(
        tuple(result for result in results if isinstance(result, Fact)),
        tuple(result for result in results if isinstance(result, Reason)),
    )


class _Verifier:
    """Check the facts of one document, one at a time."""

    def __init__(self, named: NamedText, quoted: QuotedText) -> None:
        self.named = named
        self.quoted = quoted
        self.text = named.text

    def verify(self, fact: Fact) -> Fact | Reason:
        """Return the fact with offsets that fit, or why it does not hold."""
        if fact.predicate not in ARGUMENTS:
            return Reason.PREDICATE
        if not has_valid_arguments(fact, self.named.gazetteers):
            return Reason.ARGUMENT
        place = locate_quote(self.text, fact.quote, fact.start)
        if place is None:
            return Reason.QUOTE
        start, end = place
        if end - start > LONGEST_QUOTE:
            return Reason.LENGTH
        is_list = self.quoted.is_in_list(start, end)
        placed = dataclasses.replace(fact, quote=self.text[start:end], start=start, end=end, is_list=is_list)
        if not self._has_its_figures(placed):
            return Reason.NUMBER
        if not self._has_its_names(placed):
            return Reason.NAME
        if fact.election and not self.named.speaks_of_election(fact.election, fact.seat):
            return Reason.ELECTION
        return Reason.HEDGED if self.quoted.hedge(start, end) else placed

    def _has_its_figures(self, fact: Fact) -> bool:
        if fact.declared is not None and not self._prints_declared(fact.declared, fact):
            return False
        value = fact.value
        if isinstance(value, str):
            return True
        if fact.predicate in PERCENTAGES:
            return prints_percentage(self.text, fact.start, fact.end, value)
        is_signed = fact.predicate == "seatsChange"
        return fact.predicate in COUNTS and prints_count(
            self.text, fact.start, fact.end, int(value), is_signed=is_signed
        )

    def _prints_declared(self, declared: int, fact: Fact) -> bool:
        """Does the number of seats that had declared stand in the quote or its sentences?"""
        places = ((fact.start, fact.end), *self.quoted.sentences(fact.start, fact.end))
        return any(prints_count(self.text, start, end, declared) for start, end in places)

    def _has_its_names(self, fact: Fact) -> bool:
        named, value = self.named, str(fact.value)
        sentences = self.quoted.sentences(fact.start, fact.end)
        seats = [fact.seat, value if fact.predicate == "formerlyNamed" else ""]
        parties = [fact.party, value if fact.predicate in PARTY_VALUES else ""]
        return (
            (not fact.person or named.names_person(fact.person, fact.start, fact.end, sentences))
            and all(named.names_seat(seat) for seat in seats if seat)
            and all(named.names_party(party) for party in parties if party)
            and (fact.predicate not in ROLES or named.names_office(value, fact.start, fact.end))
        )
