"""Compile regular expressions once for all starts.

Compiling the patterns of the rules takes longer than reading an article with them, and the standard library
pickles a compiled pattern as its text alone. What its compiler makes of a text is kept here, and the same
pattern comes of it at once. It takes names that are private to the library: where a Python has no such,
patterns are compiled as ever.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable
from typing import Any

from electiongraph.kept_work import kept

__all__ = ["compiled"]

try:
    import _sre  # type: ignore[import-not-found]
    from re import _compiler as compiler  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]

    MACHINE = str(_sre.MAGIC)
    code_of: Callable[[Any, int], list[int]] | None = compiler._code
except (AttributeError, ImportError):
    MACHINE, code_of = "", None

# Its flags, its code for the machine, how many groups it has, and the names of these.
_Code = tuple[int, bytes, int, dict[str, int]]


def compiled(expression: str) -> re.Pattern[str]:
    """Return a pattern as `re.compile` does, from what was kept of it where it has been compiled before.

    Raises:
        re.error: When it does not compile.

    Examples:
        >>> compiled("(?P<votes>[0-9,]+) votes").search("with 23,067 votes")["votes"]
        '23,067'
    """
    if code_of is None:
        return re.compile(expression)
    flags, code, groups, names = kept(
        "pattern", (MACHINE.encode(), expression.encode()), lambda: _code(expression)
    )
    by_number: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        by_number[number] = name
    words = array("I", code).tolist()
    pattern: re.Pattern[str] = _sre.compile(expression, flags, words, groups, names, tuple(by_number))
    return pattern


def _code(expression: str) -> _Code:
    assert code_of is not None
    tree = parser.parse(expression)
    words = array("I", code_of(tree, 0)).tobytes()
    return tree.state.flags, words, tree.state.groups - 1, dict(tree.state.groupdict)
