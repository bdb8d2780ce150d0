"""Bind variables of a query of ours to RDF terms before it is planned.

Oxigraph plans a query without regard to what is substituted in it afterwards, so that one about a single seat
begins with all seats. Here the term takes the variable's place, written as N-Triples by the library, which
escapes whatever could end it: what a user types becomes a term of the graph or a literal, nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

__all__ = ["bind"]

_TOKEN = re.compile(
    r'#[^\n]*|"(?:[^"\\\n]|\\.)*"|<[^<>"{}|^`\\\s]*>|(?P<variable>[?$]\w+)|(?P<word>\w+)|(?P<brace>[{}])|.',
    re.DOTALL,
)
# After these words the grammar wants variables, until a group of patterns opens.
_LISTS = frozenset(("SELECT", "ORDER", "GROUP"))


def bind(text: str, terms: Mapping[str, NamedNode | Literal]) -> str:
    """Return a query with terms in the place of variables, wherever these stand in patterns and filters.

    Args:
        text: A query of this package: whole, with no variable of that name given a value by BIND or VALUES.
        terms: The terms by the variables' names.

    Returns:
        The query; a bound variable still stands in SELECT, GROUP BY and ORDER BY, where it has no value.

    Examples:
        >>> bind('SELECT ?a ?b WHERE { ?a ?b "?b" } ORDER BY ?b', {"b": NamedNode("x:b")})
        'SELECT ?a ?b WHERE { ?a <x:b> "?b" } ORDER BY ?b'
    """
    parts, is_list = [], False
    for match in _TOKEN.finditer(text):
        part = match.group()
        if match["word"]:
            is_list = is_list or part.upper() in _LISTS
        elif match["brace"]:
            is_list = False
        elif match["variable"] and not is_list and part[1:] in terms:
            part = str(terms[part[1:]])
        parts.append(part)
    return "".join(parts)
