"""Put the solutions of a query of ours in their order.

Oxigraph looks both terms of a comparison up anew each time, which takes as long as all the rest where there
are thousands of rows; so the last ORDER BY is taken off the query and its solutions are sorted here, by the
same rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from math import isnan
from operator import itemgetter
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from electiongraph.vocabulary import XSD

__all__ = ["Term", "in_order", "without_order"]

Term: TypeAlias = "NamedNode | BlankNode | Literal | Triple | None"
# A rank among kinds, then what tells things of one kind apart.
_Key: TypeAlias = "tuple[int, Decimal | float | str, str]"

_LAST_ORDER = re.compile(r"\sORDER\s+BY(?P<keys>(?:\s+(?:\?\w+|(?:ASC|DESC)\(\s*\?\w+\s*\)))+)\s*\Z")
_KEY = re.compile(r"(?P<way>ASC|DESC)?\(?\s*\?(?P<name>\w+)")
_FLOATS = frozenset((XSD + "double", XSD + "float"))
_NUMBERS = frozenset(
    XSD + name
    for name in (
        "decimal", "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger",
        "nonPositiveInteger", "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort",
        "unsignedByte",
    )
)  # fmt: skip
_UNBOUND, _BLANK, _IRI, _NUMBER, _OTHER = range(5)


def without_order(text: str) -> tuple[str, tuple[tuple[str, bool], ...]]:
    """Return a query without its last ORDER BY, and the variables of that with whether each goes down.

    Args:
        text: A SELECT of this package. One that orders by anything but variables, or ends otherwise, is
            returned as it is, with no variables.

    Examples:
        >>> without_order("SELECT ?a { ?a ?b ?c } ORDER BY DESC(?b) ?a")
        ('SELECT ?a { ?a ?b ?c }', (('b', True), ('a', False)))
    """
    order = _LAST_ORDER.search(text)
    if order is None:
        return text, ()
    keys = tuple((key["name"], key["way"] == "DESC") for key in _KEY.finditer(order["keys"]))
    return text[: order.start()], keys


def in_order(
    solutions: Iterable[tuple[Term, ...]], keys: Sequence[tuple[int, bool]]
) -> list[tuple[Term, ...]]:
    """Return solutions in the order of SPARQL: no term, blank nodes, IRIs, literals; numbers by their value.

    Args:
        solutions: The terms of each.
        keys: The places to order by, the first before all others, and whether each goes down.
    """
    ordered = list(solutions)
    for place, is_descending in reversed(keys):
        decorated = [(_key(one[place]), one) for one in ordered]
        decorated.sort(key=itemgetter(0), reverse=is_descending)
        ordered = [one for _, one in decorated]
    return ordered


def _key(term: Term) -> _Key:
    if term is None:
        return _UNBOUND, "", ""
    if isinstance(term, NamedNode):
        return _IRI, term.value, ""
    if not isinstance(term, Literal):
        return _BLANK, str(term), ""
    datatype = term.datatype.value
    if datatype in _NUMBERS or datatype in _FLOATS:
        try:
            number = float(term.value) if datatype in _FLOATS else Decimal(term.value)
        except (ValueError, InvalidOperation):
            pass
        else:
            if not isnan(number):
                return _NUMBER, number, ""
    return _OTHER, term.value, f"{datatype} {term.language or ''}"
