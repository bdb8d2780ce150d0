"""Tell whom "he" or "she" means among those whom a text has just named.

Extraction, part of discourse, below `who`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from electiongraph.extraction.people import Person
from electiongraph.extraction.sightings import Focus

__all__ = ["by_pronoun", "goes_on_about", "other_than", "whose_portrait"]

_OPENS = re.compile(r"(?:(?:And|But|So|Yet|Now|Last \w+|Today|Then),? )?")


def goes_on_about(subject: Person, pronoun: str, focus: Focus) -> bool:
    """May a pronoun mean the subject of the sentence before, and nobody else more surely?"""
    if subject.gender:
        return subject.gender == pronoun
    return subject in focus.people and all(p.gender != pronoun for p in focus.people)


def by_pronoun(pronoun: str, recent: list[Person], earlier: list[Person]) -> Person | None:
    """Return whom "he" or "she" means: the last of that gender, rather another than the clause's subject."""
    fitting = [person for person in recent if person.gender in ("", pronoun)]
    sure = [person for person in recent if person.gender == pronoun]
    # "Mel Stride, who came fourth, is here because he scraped home": nobody else is spoken of.
    alone = len({id(person) for person in earlier}) == 1 and not earlier[0].gender
    if sure and fitting[-1] in earlier and not alone:
        fitting = sure
    if not fitting:
        return None
    fitting[-1].gender = pronoun
    return fitting[-1]


def other_than(rival: Person, pronoun: str, known: Iterable[Person | None]) -> Person | None:
    """Return the first person that a pronoun may mean beside a rival: "‹P1›, whom he had beaten"."""
    others = [person for person in known if person is not None and person is not rival]
    return next((person for person in others if person.gender in ("", pronoun)), None)


def whose_portrait(words: str, before: str, focus: Focus) -> Person | None:
    """Return of whom a passage is a portrait, where a stand-in that opens a sentence may mean that person.

    Args:
        words: The stand-in: "he", "the former leader".
        before: What stands before it in its sentence.
        focus: What was spoken of before.
    """
    person = focus.portrayed
    if person is None or person not in focus.people or not _OPENS.fullmatch(before):
        return None
    is_pronoun = words in ("he", "she")
    if is_pronoun and person.gender not in ("", words):
        return None
    return person if is_pronoun or words.lower().startswith("the ") else None
