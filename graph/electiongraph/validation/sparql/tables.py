"""The steps by which the solutions of a query are found, all at once: tables go in, tables come out.

A row is a tuple. Its first place says whether it is surely a solution; each variable has a place of its own
after that, which holds `ERROR` while the variable is not bound.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from electiongraph.validation.sparql.expressions import (
    ERROR,
    UNKNOWN,
    Compute,
    Row,
    Truth,
    Value,
    are_equal,
    holds,
    value_of,
)
from electiongraph.validation.statements import Statements

__all__ = [
    "Step",
    "Table",
    "bind",
    "filtered",
    "in_turn",
    "looked_for",
    "matched",
    "optionally",
    "unsure",
]

Table = list[Row]
Step = Callable[[Statements, Table], Table]


def in_turn(steps: Sequence[Step]) -> Step:
    """Return steps one after the other."""

    def run(graph: Statements, table: Table) -> Table:
        for step in steps:
            if not table:
                break
            table = step(graph, table)
        return table

    return run


def matched(subject: int | str, properties: Sequence[str], value: int | str, *, is_computed: bool) -> Step:
    """Return what extends rows by the statements that fit a pattern.

    Args:
        subject: The place of the variable, or a term; 0 for a variable that gets the next place.
        properties: The properties, of which one is enough.
        value: As `subject`; where both are new, it gets the place after the subject's.
        is_computed: Whether the value may be a number that was computed, and no term.
    """

    def match(graph: Statements, table: Table) -> Table:
        found: Table = []
        for prop in properties:
            related = graph.relation(prop)
            if subject == 0 and value == 0:
                pairs = list(related.pairs())
                found += [(*row, one, other) for row in table for one, other in pairs]
            elif subject == 0:
                ends = _ends(table, value)
                found += [(*row, one) for row, end in ends for one in related.subjects_of(end)]
            elif value == 0:
                found += [(*table[place], one) for place, one in related.with_values(_terms(table, subject))]
            elif is_computed:
                for row, end in _ends(table, subject):
                    found += _with_truth(row, _is_among(related.values(end), row[value]))  # type: ignore[index]
            elif isinstance(value, int):
                stated = related.with_values(_terms(table, subject))
                found += [table[place] for place, one in stated if one == table[place][value]]
            else:
                stated = related.with_values(_terms(table, subject))
                found += [table[place] for place, one in stated if one == value]
        return found

    return match


def _ends(table: Table, end: int | str) -> Iterable[tuple[Row, str]]:
    """Give each row with a term at an end of a pattern."""
    if isinstance(end, str):
        return ((row, end) for row in table)
    return ((row, row[end]) for row in table)  # type: ignore[misc]


def _terms(table: Table, end: int | str) -> list[str]:
    """Return the term at an end of a pattern of each row."""
    return [end] * len(table) if isinstance(end, str) else [row[end] for row in table]  # type: ignore[misc]


def _is_among(values: Sequence[str], wanted: Value) -> Truth:
    """Say whether a value that was computed is one of those that are stated."""
    if wanted is ERROR:  # not bound: any value will do
        return UNKNOWN if values else False
    found = [are_equal(value_of(value), wanted) for value in values]
    return True if True in found else UNKNOWN if UNKNOWN in found else False


def unsure(row: Row) -> Row:
    """Return a row as one that may be a solution."""
    return (False, *row[1:])


def _with_truth(row: Row, truth: Truth) -> Table:
    """Return a row where a condition holds, and as an unsure one where it may."""
    if truth is True:
        return [row]
    return [unsure(row)] if truth is UNKNOWN else []


def filtered(condition: Compute) -> Step:
    """Return what leaves out the rows of which a condition does not hold."""

    def check(_: Statements, table: Table) -> Table:
        found: Table = []
        for row in table:
            truth = condition(row)
            if truth is True:
                found.append(row)
            elif truth is not False:
                found += _with_truth(row, holds(truth))
        return found

    return check


def bind(compute: Compute) -> Step:
    """Return what extends each row by a value."""
    return lambda _, table: [(*row, compute(row)) for row in table]


def looked_for(solve: Step, places: Sequence[int]) -> Step:
    """Return what extends each row by whether a group has a solution with it.

    Args:
        solve: What gives the solutions, for rows that are one longer.
        places: The places of the variables that the group names; rows that share these are tried once.
    """

    def look(graph: Statements, table: Table) -> Table:
        keys = [tuple([row[place] for place in places]) for row in table]
        tried = dict(zip(keys, table, strict=True))
        place = len(table[0])
        found: dict[Value, Truth] = {}
        for row in solve(graph, _numbered(tried.values())):
            found[row[place]] = True if row[0] is True else found.get(row[place], UNKNOWN)
        truths = {key: found.get(number, False) for number, key in enumerate(tried)}
        return [(*row, truths[key]) for row, key in zip(table, keys, strict=True)]

    return look


def _numbered(table: Iterable[Row]) -> Table:
    """Extend each row by its number; what is found with it is surely found."""
    return [(True, *row[1:], number) for number, row in enumerate(table)]


def optionally(solve: Step, width: int) -> Step:
    """Return what extends rows by the solutions of a group, where it has any.

    Args:
        solve: What gives them, for rows that are one longer.
        width: The length of the rows that it gives.
    """

    def extend(graph: Statements, table: Table) -> Table:
        place = len(table[0])
        by_row: dict[Value, Table] = defaultdict(list)
        for row in solve(graph, _numbered(table)):
            by_row[row[place]].append(row)
        found: Table = []
        for number, row in enumerate(table):
            solutions = by_row.get(number, ())
            found += [one if row[0] is True else unsure(one) for one in solutions]
            if not any(one[0] is True for one in solutions):
                plain = unsure(row) if solutions else row
                found.append((*plain, *(ERROR,) * (width - len(row))))
        return found

    return extend
