"""Expressions of many alternatives, put so that a search for them is fast.

Extraction, at the bottom: knows nothing of elections.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["one_of"]


def one_of(alternatives: Iterable[str]) -> str:
    """Return an expression for one of many alternatives, to be compiled with `re.IGNORECASE`.

    Python's engine tries every alternative at every place, and passes over those that begin with another
    letter only where case counts. So those that begin with the same letter stand together behind that letter,
    in either case.

    Args:
        alternatives: Expressions, none with a bar outside brackets.

    Examples:
        >>> one_of(["might", "may", "could"])
        '(?-i:[mM])(?:ight|ay)|(?-i:[cC])(?:ould)'
    """
    by_letter: dict[str, list[str]] = {}
    others = []
    for alternative in alternatives:
        if re.match(r"[A-Za-z](?![?*+{|])", alternative):
            by_letter.setdefault(alternative[0].lower(), []).append(alternative[1:])
        else:
            others.append(alternative)
    together = (f"(?-i:[{letter}{letter.upper()}])(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return "|".join((*together, *others))
