"""Look ahead in a paragraph: which seat it goes on to name, and whether about the same person.

Extraction, below `reading`.
"""

from __future__ import annotations

import re

from electiongraph.extraction.clauses import Clause
from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.spoken_seats import is_in_passing, seats_spoken_of

__all__ = ["DECLARES", "first_seat", "goes_on_with_pronoun", "seat_declared"]

DECLARES = re.compile(
    r"\bduly (?:and properly )?(?:re-?)?elected\b|\bI (?:hereby |do |therefore |now )*declare\b"
)


def seat_declared(clauses: list[Clause]) -> str:
    """Return the seat that a declaration read out in one paragraph names only at its end, "" for none.

    "...the votes were as follows. Smith, 9,000. Jones, 8,000. I declare Smith duly elected for Hitchin."
    """
    for number, clause in enumerate(clauses):
        if seat := first_seat([clause]):
            return seat if number > 1 and DECLARES.search(clause.masked.text) else ""
    return ""


def first_seat(clauses: list[Clause]) -> str:
    """Return the first seat that sentences are about, rather than one named in passing."""
    masked = [clause.masked for clause in clauses]
    spoken_of = (one.mentions[i].name for one in masked for i in seats_spoken_of(one.text))
    named = (
        one.mentions[i].name
        for one in masked
        for i in slot_indices(one.text, "S")
        if not is_in_passing(one.text, i)
    )
    return next(spoken_of, "") or next(named, "")


def goes_on_with_pronoun(clauses: list[Clause]) -> bool:
    """Does the next sentence begin with "he" or "she"?"""
    return any(
        (found := re.match(r"‹A(\d+)›", clause.masked.text)) is not None
        and clause.masked.mentions[int(found[1])].name in ("he", "she")
        for clause in clauses
    )
