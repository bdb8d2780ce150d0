"""The constraints of SHACL over columns: each finds those of some focus nodes that may violate it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Set

from electiongraph.validation.columns import Columns
from electiongraph.validation.paths import Path
from electiongraph.validation.value_tests import Order, Test, surely_ordered

__all__ = [
    "Constraint",
    "all_but",
    "beside",
    "counted",
    "failing",
    "is_unordered",
    "lacking",
    "on_values",
    "with_others",
]

# Of some focus nodes those that may be at fault.
Constraint = Callable[[Columns, Set[str]], Iterable[str]]


def failing(test: Test, columns: Columns, nodes: Set[str]) -> Iterable[str]:
    """Return the focus nodes that do not surely pass a test themselves."""
    return itertools.filterfalse(test(columns), nodes)


def all_but(wanted: str, _: Columns, nodes: Set[str]) -> Set[str]:
    """Return the focus nodes but one."""
    return nodes - {wanted}


def on_values(path: Path, test: Test) -> Constraint:
    """Return what finds the focus nodes with a value that does not surely pass a test."""

    def find(columns: Columns, nodes: Set[str]) -> Set[str]:
        relation = path.relation(columns, nodes)
        return relation.having(relation.failing(test(columns)), nodes)

    return find


def lacking(path: Path, value: str) -> Constraint:
    """Return what finds the focus nodes that do not have a value."""

    def find(columns: Columns, nodes: Set[str]) -> Set[str]:
        return nodes - path.relation(columns, nodes).having({value}, nodes)

    return find


def counted(path: Path, compare: Callable[[int, int], bool], limit: int) -> Constraint:
    """Return what finds the focus nodes whose number of values is below, or above, a limit."""

    def find(columns: Columns, nodes: Set[str]) -> Iterator[str]:
        relation = path.relation(columns, nodes)
        return (node for node in nodes if compare(len(relation.values(node)), limit))

    return find


def beside(path: Path, other: str, is_wrong: Callable[[list[str], list[str]], bool]) -> Constraint:
    """Return what finds the focus nodes whose values do not fit those of another property."""

    def find(columns: Columns, nodes: Set[str]) -> Iterator[str]:
        relation, others = path.relation(columns, nodes), columns.relation(other)
        having = nodes & (relation.first.keys() | others.first.keys())
        return (node for node in having if is_wrong(relation.values(node), others.values(node)))

    return find


def is_unordered(order: Order, own: Iterable[str], others: Iterable[str]) -> bool:
    """Say whether one of some values may not be before one of some others."""
    return any(not surely_ordered(value, other, order) for value in own for other in others)


def with_others(columns: Columns, nodes: Set[str], named: Set[str]) -> Iterator[str]:
    """Give the focus nodes with properties that are not named."""
    for prop, relation in columns.relations().items():
        if prop not in named:
            yield from nodes & relation.first.keys()
