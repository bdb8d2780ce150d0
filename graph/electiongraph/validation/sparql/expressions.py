"""Compute the expressions of SPARQL constraints as far as the answer is sure.

A value is a term as N-Triples write it, or a number or truth value of Python. `UNKNOWN` stands for what might
be anything, as an unusual number might, and `ERROR` for what SPARQL cannot compute either, as of a variable
that is not bound.
"""

from __future__ import annotations

import functools
import math
import operator
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal
from enum import Enum

from electiongraph.validation.columns import lexical
from electiongraph.validation.value_tests import Order, as_day, as_number

__all__ = [
    "AGGREGATES",
    "ERROR",
    "FUNCTIONS",
    "UNKNOWN",
    "Truth",
    "Value",
    "are_equal",
    "combine",
    "holds",
    "value_of",
]


class _Unsure(Enum):
    """What is no value."""

    UNKNOWN = "unknown"
    ERROR = "error"


UNKNOWN, ERROR = _Unsure.UNKNOWN, _Unsure.ERROR
Value = str | int | float | Decimal | _Unsure
Truth = bool | _Unsure
# The values of the variables, and what computes one more.
Row = tuple[Value, ...]
Compute = Callable[[Row], Value]
NUMBERS = (int, float, Decimal)
EXACT = frozenset((int, Decimal))
INEXACT = EXACT | {float}
BOOLEANS = {
    f'"{text}"^^<http://www.w3.org/2001/XMLSchema#boolean>': text == "true" for text in ("true", "false")
}
# Quotients are computed to this part of them; nearer than so, they may be equal.
NEAR = 1e-9


@functools.lru_cache(maxsize=1 << 17)
def value_of(token: str) -> Value:
    """Return the number or truth value that a term is; else the term itself."""
    if token[0] != '"' or token[-1] == '"':
        return token
    if token in BOOLEANS:
        return BOOLEANS[token]
    number = as_number(token)
    return token if number is None else number


def holds(value: Value) -> Truth:
    """Return the truth of a value, as a filter sees it."""
    if value is True or value is False or isinstance(value, _Unsure):
        return value
    if isinstance(value, NUMBERS):
        return value != 0
    return len(value) > 2 if value[0] == '"' == value[-1] else UNKNOWN


def are_equal(left: Value, right: Value) -> Truth:
    """Say whether two values are equal to SPARQL."""
    return _compared(left, right, operator.eq)


def _comparison(order: Order) -> Callable[[Value, Value], Truth]:
    """Return a comparison; what it is nearly always given is seen first."""
    is_equality = order in (operator.eq, operator.ne)

    def compare(left: Value, right: Value) -> Truth:
        if type(left) in EXACT and type(right) in EXACT:
            return order(left, right)
        if is_equality and type(left) is str is type(right) and left[0] == "<" == right[0]:
            return order(left, right)
        return _compared(left, right, order)

    return compare


def _compared(left: Value, right: Value, order: Order) -> Truth:
    if left is ERROR or right is ERROR:
        return ERROR
    if left is UNKNOWN or right is UNKNOWN:
        return UNKNOWN
    if isinstance(left, NUMBERS) and isinstance(right, NUMBERS):
        if isinstance(left, bool) != isinstance(right, bool) or _may_be_same(left, right):
            return UNKNOWN
        return order(left, right)
    if isinstance(left, str) and isinstance(right, str):
        return _compared_terms(left, right, order)
    return UNKNOWN


def _may_be_same(left: float | Decimal, right: float | Decimal) -> bool:
    """Say whether two numbers, one of them not exact, are too near to each other to tell."""
    if not isinstance(left, float) and not isinstance(right, float):
        return False
    return math.isclose(left, right, rel_tol=NEAR, abs_tol=NEAR)


def _compared_terms(left: str, right: str, order: Order) -> Truth:
    if order in (operator.eq, operator.ne) and left[0] != '"' and right[0] != '"':
        return order(left, right)
    if left[0] == left[-1] == '"' == right[0] == right[-1]:
        return order(lexical(left), lexical(right))
    days = as_day(left), as_day(right)
    return order(*days) if None not in days else UNKNOWN


def _within(value: Value, *others: Value) -> Truth:
    found = [are_equal(value, other) for other in others]
    if True in found:
        return True
    return next((one for one in found if isinstance(one, _Unsure)), False)


def _reckon(compute: Callable[..., Value]) -> Callable[[Value, Value], Value]:
    """Return a computation with numbers; a quotient is no exact number any more."""

    def reckoned(left: Value, right: Value) -> Value:
        kinds = {type(left), type(right)}
        if not kinds <= EXACT:
            if left is ERROR or right is ERROR:
                return ERROR
            if not isinstance(left, NUMBERS) or not isinstance(right, NUMBERS):
                return UNKNOWN
            if not _are_numbers(left, right):
                return UNKNOWN
            left, right = float(left), float(right)
        return compute(left, right)

    return reckoned


def _are_numbers(*values: Value) -> bool:
    return {type(one) for one in values} <= INEXACT


ADD = _reckon(operator.add)


def _quotient(left: Value, right: Value) -> Value:
    if left is ERROR or right is ERROR:
        return ERROR
    if not isinstance(left, NUMBERS) or not isinstance(right, NUMBERS) or not right:
        return UNKNOWN
    return float(left) / float(right) if _are_numbers(left, right) else UNKNOWN


def _absolute(value: Value) -> Value:
    if value is ERROR:
        return ERROR
    if not isinstance(value, NUMBERS) or not _are_numbers(value):
        return UNKNOWN
    return -value if value < 0 else value


def _rounded(value: Value) -> Value:
    """Return the nearest whole number, the greater of two; UNKNOWN for a quotient midway."""
    if value is ERROR or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, Decimal):
        return (value + Decimal("0.5")).to_integral_value(ROUND_FLOOR)
    if isinstance(value, float):
        is_midway = math.isclose(value % 1, 0.5, abs_tol=1e-6)
        return UNKNOWN if is_midway else float(math.floor(value + 0.5))
    return UNKNOWN


def _text(value: Value) -> Value:
    if isinstance(value, str) and "\\" not in value:
        return f'"{lexical(value)}"'
    return ERROR if value is ERROR else UNKNOWN


def _length(value: Value) -> Value:
    if isinstance(value, str) and value[0] == '"' == value[-1]:
        return len(lexical(value))
    return ERROR if value is ERROR else UNKNOWN


def _lower(value: Value) -> Value:
    if isinstance(value, str) and value[0] == '"' == value[-1] and "\\" not in value:
        return value.lower()
    return ERROR if value is ERROR else UNKNOWN


def _year(value: Value) -> Value:
    day = as_day(value) if isinstance(value, str) else None
    if day is None:
        return ERROR if value is ERROR else UNKNOWN
    return int(str(day)[:4])


def _numeric(value: Value) -> Value:
    if isinstance(value, _Unsure):
        return value
    is_typed = isinstance(value, str) and value[0] == '"' and value[-1] == ">"
    return UNKNOWN if is_typed else _are_numbers(value)


def _sum(values: list[Value]) -> Value:
    if not _are_numbers(*values):
        return UNKNOWN
    total: Value = 0
    for value in values:
        total = ADD(total, value)
    return total


def _extreme(choose: Callable[..., Value]) -> Callable[[list[Value]], Value]:
    return lambda values: choose(values) if values and _are_numbers(*values) else UNKNOWN


def _count(values: list[Value]) -> Value:
    return UNKNOWN if UNKNOWN in values else sum(value is not ERROR for value in values)


def combine(name: str, arguments: Sequence[Compute]) -> Compute:
    """Return what computes a function that does not look at all of its arguments, or at errors too.

    Args:
        name: The function; what is not known here is UNKNOWN.
        arguments: What computes each argument from a row.
    """
    if name in LOGIC:
        return functools.partial(LOGIC[name], arguments)
    return lambda _: UNKNOWN


def _all(arguments: Sequence[Compute], row: Row) -> Truth:
    is_sure = True
    for compute in arguments:
        truth = holds(compute(row))
        if truth is False:
            return False
        is_sure = is_sure and truth is True
    return True if is_sure else UNKNOWN


def _any(arguments: Sequence[Compute], row: Row) -> Truth:
    result: Truth = False
    for compute in arguments:
        truth = holds(compute(row))
        if truth is True:
            return True
        if truth is not False:
            result = truth if result in (False, truth) else UNKNOWN
    return result


def _not(arguments: Sequence[Compute], row: Row) -> Truth:
    truth = holds(arguments[0](row))
    return not truth if truth is True or truth is False else truth


def _is_bound(arguments: Sequence[Compute], row: Row) -> Truth:
    return arguments[0](row) is not ERROR


def _first(arguments: Sequence[Compute], row: Row) -> Value:
    for compute in arguments:
        value = compute(row)
        if value is not ERROR:
            return value
    return ERROR


LOGIC: Mapping[str, Callable[[Sequence[Compute], Row], Value]] = {
    "&&": _all,
    "||": _any,
    "!": _not,
    "BOUND": _is_bound,
    "COALESCE": _first,
}
# Functions that look at all of their values.
FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    "=": _comparison(operator.eq),
    "!=": _comparison(operator.ne),
    "<": _comparison(operator.lt),
    ">": _comparison(operator.gt),
    "<=": _comparison(operator.le),
    ">=": _comparison(operator.ge),
    "+": ADD,
    "-": _reckon(operator.sub),
    "*": _reckon(operator.mul),
    "/": _quotient,
    "ABS": _absolute,
    "IN": _within,
    "ISNUMERIC": _numeric,
    "LCASE": _lower,
    "ROUND": _rounded,
    "STR": _text,
    "STRLEN": _length,
    "YEAR": _year,
}
# Of the values of all solutions of a group.
AGGREGATES: Mapping[str, Callable[[list[Value]], Value]] = {
    "AVG": lambda _: UNKNOWN,
    "COUNT": _count,
    "GROUP_CONCAT": lambda _: UNKNOWN,
    "MAX": _extreme(max),
    "MIN": _extreme(min),
    "SAMPLE": lambda _: UNKNOWN,
    "SUM": _sum,
}
