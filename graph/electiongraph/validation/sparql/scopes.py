"""Where the variables of a query stand in its rows, and what computes its expressions from these."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping, Sequence

from electiongraph.validation.sparql.expressions import (
    ERROR,
    FUNCTIONS,
    Compute,
    Row,
    Value,
    combine,
    holds,
    value_of,
)
from electiongraph.validation.sparql.parts import Exists, Expression, UnreadableError

__all__ = ["Scope"]


class Scope:
    """The places of variables in the rows at one step."""

    def __init__(
        self,
        places: Mapping[str, int],
        width: int,
        open_names: Iterable[str] = (),
        computed: Iterable[str] = (),
    ) -> None:
        """Take the places, the length of a row, and the variables that may be unbound, or be computed."""
        self.places = dict(places)
        self.width = width
        self.open = set(open_names)
        self.computed = set(computed)

    def copy(self, more: int = 0) -> Scope:
        """Return a scope of its own, with some nameless places more."""
        return Scope(self.places, self.width + more, self.open, self.computed)

    def add(self, name: str, *, is_computed: bool = False) -> None:
        """Give a variable the next place."""
        if name in self.places:
            raise UnreadableError(f"{name} is bound twice")
        self.places[name] = self.width
        self.width += 1
        if is_computed:
            self.computed.add(name)

    def end(self, name: str) -> int | str:
        """Return the place of a variable, 0 for a new one; a term as it is."""
        if name[0] != "?":
            return name
        if name in self.open:
            raise UnreadableError(f"{name} may be unbound")
        return self.places.get(name, 0)

    def compute(self, expression: Expression) -> Compute:
        """Return what computes an expression without EXISTS."""
        if isinstance(expression, Exists):
            raise UnreadableError("EXISTS at an unusual place")
        if isinstance(expression, str):
            if expression[0] != "?":
                constant = value_of(expression)
                return lambda _: constant
            place = self.places.get(expression)
            return (lambda _: ERROR) if place is None else operator.itemgetter(place)
        return _call(expression.name, [self.known(one) for one in expression.arguments])

    def known(self, expression: Expression) -> Compute:
        """Return what computes an expression, a number being the number and no term."""
        compute = self.compute(expression)
        if not isinstance(expression, str) or expression not in self.places:
            return compute
        if expression not in self.open | self.computed:
            place = self.places[expression]
            return lambda row: value_of(row[place])

        def known(row: Row) -> Value:
            value = compute(row)
            return value_of(value) if isinstance(value, str) else value

        return known


def _call(name: str, arguments: Sequence[Compute]) -> Compute:
    if name in FUNCTIONS:
        function = FUNCTIONS[name]
        if len(arguments) == 2:
            left, right = arguments
            return lambda row: function(left(row), right(row))
        return lambda row: function(*(one(row) for one in arguments))
    if name == "IF" and len(arguments) == 3:
        condition, yes, no = arguments

        def choose(row: Row) -> Value:
            truth = holds(condition(row))
            return truth if not isinstance(truth, bool) else yes(row) if truth else no(row)

        return choose
    return combine(name, arguments)
