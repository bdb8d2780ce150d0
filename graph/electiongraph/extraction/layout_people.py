"""Full names for lists that print surnames or initials: "C Johnson" is the text's "Caroline Johnson".

Extraction stage, below `layout`. In comes a name as a list has it, out goes the only full name that the text
has for it.
"""

from __future__ import annotations

import re

from electiongraph.extraction.layout_lexicon import Lexicon
from electiongraph.extraction.layout_names import strip_titles

__all__ = ["full_name"]

_NAMESAKE = r"\b((?:[A-Z][\w'’.-]+ ){1,3}(?:(?:de|van|von|der|la|le|al) )?)%s\b"
_INITIALS = re.compile(r"(?P<initial>[A-Z])\.?(?: ?[A-Z]\.?)* (?P<surname>[A-Z].+)")


def full_name(person: str, text: str, lexicon: Lexicon) -> str:
    """Return the only full name that a text has for a surname, or for initials and a surname.

    Args:
        person: The name as a list prints it.
        text: The document's text.
        lexicon: The gazetteers; "Labour Smith" is no name.

    Returns:
        Given name and surname; "" when the name is no such one, or the text has none or several for it.
    """
    initials = _INITIALS.fullmatch(person)
    if " " in person and initials is None:
        return ""
    surname = initials["surname"] if initials else person
    names = set()
    for match in re.finditer(_NAMESAKE % re.escape(surname), text):
        name = strip_titles(f"{match.group(1)}{surname}")
        words = name.split()
        while len(words) > 2 and lexicon.party_of(words[0]):
            words = words[1:]
        given = words[-1 - len(surname.split())] if len(words) > len(surname.split()) else ""
        if len(given.strip(".")) > 1 and (initials is None or given.startswith(initials["initial"])):
            names.add(f"{given} {surname}")
    return names.pop() if len(names) == 1 else ""
