"""The names that a text uses for a list's people: its "C Johnson" is Caroline Johnson, "Thomas Hunt" is Tom.

Extraction stage, below `layout`. In comes a name as a list has it, out goes the only name that the text has
for that person.
"""

from __future__ import annotations

import functools
import re

from electiongraph.extraction.layout_lexicon import Lexicon
from electiongraph.extraction.layout_names import LONGEST_TEXT, strip_titles
from electiongraph.extraction.lexicon import RULES_FOLDER

__all__ = ["full_name", "usual_name"]

_NAMESAKE = r"\b((?:[A-Z][\w'’.-]+ ){1,3}(?:(?:de|van|von|der|la|le|al) )?)%s\b"
# "... over Ann Jones. Ms Smith polled": two sentences.
_SENTENCE_END = re.compile(r"(?<=[a-z]{3})\. ")
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
        name = strip_titles(f"{_SENTENCE_END.split(match.group(1))[-1]}{surname}")
        words = name.split()
        while len(words) > 2 and lexicon.party_of(words[0]):
            words = words[1:]
        given = words[-1 - len(surname.split())] if len(words) > len(surname.split()) else ""
        if len(given.strip(".")) > 1 and (initials is None or given.startswith(initials["initial"])):
            names.add(f"{given} {surname}")
    return names.pop() if len(names) == 1 else ""


def usual_name(person: str, text: str) -> str:
    """Return the name that a text uses elsewhere for somebody whom a list gives a longer one, "" when none.

    Args:
        person: The name as a list prints it: "Thomas Hunt".
        text: The document's text.

    Examples:
        >>> usual_name("Thomas Hunt", "Tom Hunt lost. Thomas Hunt - Conservative - 11,696")
        'Tom Hunt'
    """
    if len(text) > LONGEST_TEXT:
        return ""
    given, _, rest = person.partition(" ")
    surname = rest.rpartition(" ")[2]
    for short in _short_names().get(given.lower(), ()):
        name = f"{short.capitalize()} {surname}"
        if surname and name in text and text.count(person) < 2 and re.search(rf"\b{re.escape(name)}\b", text):
            return name
    return ""


@functools.lru_cache(maxsize=1)
def _short_names() -> dict[str, tuple[str, ...]]:
    """Return the short forms of given names; a line of the file is a name and its short forms."""
    lines = (RULES_FOLDER / "short_names.txt").read_text(encoding="utf-8").splitlines()
    return {name: tuple(short) for name, *short in map(str.split, lines)}
