"""Names of people as results lists print them: "BROWN, Jilleane", "Dr Rosena ALLIN-KHAN MP".

Extraction stage, below `layout`. In comes the text of a cell, out goes the name in its usual order and
case, without titles and letters after the name.
"""

from __future__ import annotations

import functools
import re

__all__ = [
    "LONGEST_TEXT",
    "has_surname_first",
    "is_capital_surname",
    "is_name_like",
    "person_name",
    "strip_titles",
]

# A longer text is no single report, and is not searched whole for every name or seat.
LONGEST_TEXT = 50_000

TITLES = re.compile(
    r"^(?:(?:the\s+)?(?:rt\.?\s+hon\.?|right\s+hon(?:ourable|\.)?|hon\.)\s+|"
    r"(?:sir|dame|dr|mr|mrs|ms|miss|mx|cllr|councillor|prof|professor|rev|revd|reverend|lt|major|capt|col|"
    r"baroness|alderman|ald|cdr|brig|brigadier)\.?\s+(?=\S))+",
    re.IGNORECASE,
)
# Ranks that are given names as well: with one word after them they are taken for these.
_GIVEN_OR_RANK = re.compile(r"(?:Brig|Major|Ald) [A-Z][\w'’-]+$")
POST_NOMINALS = re.compile(
    r"(?:[\s,]+(?:MP|MSP|MS|MLA|TD|AM|OBE|CBE|MBE|KBE|DBE|BEM|KC|QC|JP|DL|KCB|CB|CMG|FRS|FRSA|PhD|TD|GM|KCMG|"
    r"CH|PC|Esq|Esquire))+$"
)
PARTICLES_TEXT = """
    de van von der den del della di da dos du la le ap ab ferch bin ibn ul al el y of the and st
"""
PARTICLES = frozenset(PARTICLES_TEXT.split())
LOWERED_TEXT = """
    de van von der den del della di da dos du ap ab ferch bin ibn of the and
"""
LOWERED = frozenset(LOWERED_TEXT.split())
MAC = re.compile(
    r"^Mac(?=(?:donald|dougall|gregor|intyre|kenzie|leod|millan|neil|pherson|rae|arthur|innes|farlane|lennan|"
    r"namara|mahon|manus|askill)$)"
)
NOT_NAMES_TEXT = """
    turnout majority electorate electors total votes voters rejected ballots ballot candidate candidates
    constituency constituencies swing election elections seats results published spoilt spoiled invalid
    councillors attendance budget website advertisement newsletter monday tuesday wednesday thursday
    friday saturday sunday january february september october november december registered declared gmt
    bst share change percentage verdict reaction cabinet secretary minister returning officer copyright
    image source caption watch party mp mps result others seat hold gain live latest overview summary
    council vacancies video photo facebook twitter email whatsapp tally previous previously notional
    note notes
"""
NOT_NAMES = frozenset(NOT_NAMES_TEXT.split())
# A cell that opens so is the start of a sentence.
OPENERS = frozenset(
    "In At On For As After When But With From Elsewhere Here There While Where Meanwhile Ousted Beat Beats "
    "He She It They We You Beaten Out Gone Just Biggest".split()
)
TOKEN = re.compile(r"^['\"“”‘’(]*[^\W\d_][^\d_]*$")
CAPITALS = re.compile(r"^(?:M[ac]{1,2}c?|O['’]|D['’]|Fitz)?[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’\-.]+$")
NICKNAME = re.compile(r"\s*\([^()]*\)")


@functools.lru_cache(maxsize=4096)
def is_name_like(text: str, *, least: int = 1) -> bool:
    """Tell whether a cell can be the name of a person.

    Args:
        text: The cell's text.
        least: The least number of words.

    Examples:
        >>> is_name_like("Niamh de la Cruz"), is_name_like("rejected papers"), is_name_like("Total votes")
        (True, False, False)
    """
    tokens = text.split()
    if not least <= len(tokens) <= 8 or len(text) > 70 or tokens[0] in OPENERS:
        return False
    capitals = 0
    for token in tokens:
        if not TOKEN.match(token) or token.endswith(("'s", "’s")):
            return False
        first = token.lstrip("'\"“”‘’(")
        if not first:
            return False
        bare = first.lower().strip(".'\"“”‘’(),")
        if bare in NOT_NAMES:
            return False
        if first[0].isupper():
            capitals += 1
        elif bare not in PARTICLES:
            return False
    return capitals > 0


@functools.lru_cache(maxsize=4096)
def strip_titles(text: str) -> str:
    """Return a name without titles before and letters after it.

    Examples:
        >>> strip_titles("Rt Hon Sir Oliver Heald KC MP")
        'Oliver Heald'
    """
    bare = TITLES.sub("", text.strip(" ,.;:*†‡#-–"))
    if " " not in bare and _GIVEN_OR_RANK.match(text):
        bare = text.strip(" ,.;:*†‡#-–")
    return POST_NOMINALS.sub("", bare).strip(" ,;:*†‡#")


def is_capital_surname(text: str) -> bool:
    """Tell whether all words are in capitals, as a surname printed before or after given names."""
    tokens = [token for token in text.split() if token.lower() not in PARTICLES]
    return bool(tokens) and all(CAPITALS.match(token) for token in tokens)


def has_surname_first(text: str) -> bool:
    """Tell whether a name without comma opens with a surname in capitals: "OWEN Sarah", "DA COSTA Nikki"."""
    tokens = strip_titles(text).split()
    count = _leading_capitals(tokens)
    return 0 < count < len(tokens) and any(len(token.replace(".", "")) > 2 for token in tokens[:count])


def _leading_capitals(tokens: list[str]) -> int:
    """Count the capital words at the start, 0 when there are as many at the end or none after them."""
    count = 0
    while count < len(tokens) and CAPITALS.match(tokens[count]):
        count += 1
    ends_in_capitals = bool(tokens) and bool(CAPITALS.match(tokens[-1]))
    return 0 if count == len(tokens) or ends_in_capitals else count


# "Yasin M" is M Yasin.
_INITIAL_LAST = re.compile(r"([A-Z][a-z][\w'’-]+) ([A-Z])")


def person_name(text: str, surname: str = "", *, surnames_first: bool = False) -> str:
    """Return a name as prose would print it.

    Args:
        text: The name, or the given names when the surname stands apart.
        surname: The surname where the text has it apart ("BROWN, Jilleane"), else "".
        surnames_first: True when the neighbours open with a surname in capitals ("HO Christopher").

    Examples:
        >>> person_name("Cllr Jilleane", "BROWN"), person_name("OWEN Sarah"), person_name("Siobhain McDONAGH")
        ('Jilleane Brown', 'Sarah Owen', 'Siobhain McDonagh')
    """
    text = strip_titles(NICKNAME.sub("", text))
    moved = 0
    if surname:
        surname = strip_titles(surname)
        text, moved = f"{text} {surname}", len(surname.split())
    elif surnames_first or has_surname_first(text):
        tokens = text.split()
        count = moved = _leading_capitals(tokens)
        text = " ".join(tokens[count:] + tokens[:count])
    elif initial := _INITIAL_LAST.fullmatch(text):
        text = f"{initial[2]} {initial[1]}"
    tokens = text.split()
    shouted = all(CAPITALS.match(token) or len(token) == 1 for token in tokens)
    given = len(tokens) - moved
    return " ".join(_cased(token, at, shouted=shouted or at >= given > 0) for at, token in enumerate(tokens))


def _cased(token: str, at: int, *, shouted: bool) -> str:
    """Return a word in the case of a name; short capitals among given names are initials."""
    if not CAPITALS.match(token):
        return token
    if at and token.lower() in LOWERED:
        return token.lower()
    letters = token.replace(".", "")
    if "." in token and len(letters) <= 3:
        return token
    if len(letters) == 2 and (not shouted or not set(letters) & set("AEIOUY")):
        return token
    return "-".join(_cased_part(part) for part in token.split("-"))


def _cased_part(part: str) -> str:
    if not part:
        return part
    if part[:2] == "Mc" or part[:3] == "Mac":
        head = 2 if part[:2] == "Mc" else 3
        return part[:head] + part[head:].capitalize()
    part = part.capitalize()
    if len(part) > 3 and part[1] in "'’" and part[0] in "OD":
        return part[:2] + part[2:].capitalize()
    if part.startswith("Mc") and len(part) > 3:
        return "Mc" + part[2:].capitalize()
    if MAC.match(part):
        return "Mac" + part[3:].capitalize()
    return part
