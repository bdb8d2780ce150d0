"""Try a SPARQL constraint on focus nodes, without asking Oxigraph: who may have a row, who surely has none.

A query that was read is turned into steps from table to table. What is not sure counts as a solution that may
be there, so that too many focus nodes may be found, never too few.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence, Set

from electiongraph.validation.sparql.expressions import (
    AGGREGATES,
    ERROR,
    UNKNOWN,
    Compute,
    Value,
    are_equal,
    value_of,
)
from electiongraph.validation.sparql.parts import (
    Bind,
    Call,
    Element,
    Exists,
    Expression,
    Filter,
    Group,
    Optionally,
    Pattern,
    Select,
    Union,
    UnreadableError,
    variables_of,
    without_idle,
)
from electiongraph.validation.sparql.reading import read_select
from electiongraph.validation.sparql.scopes import Scope
from electiongraph.validation.sparql.tables import (
    Step,
    Table,
    bind,
    filtered,
    in_turn,
    looked_for,
    matched,
    optionally,
)
from electiongraph.validation.statements import Statements

__all__ = ["Trial", "compile_trial"]

# Gives those of some focus nodes of which a query may have a row.
Trial = Callable[[Statements, Set[str]], set[str]]

FOCUS = "?this"
# So many focus nodes are tried at once, so that no table grows too long.
AT_ONCE = 4096


@functools.lru_cache(maxsize=1024)
def compile_trial(text: str) -> Trial | None:
    r"""Compile a query; None where it is of a kind that is not known here.

    Args:
        text: A SELECT with its prefixes.

    Examples:
        >>> from electiongraph.validation.columns import Columns
        >>> columns = Columns()
        >>> columns.read('<x:a> <x:p> "abc" .\n<x:b> <x:p> "b" .\n')
        >>> trial = compile_trial("SELECT $this { $this <x:p> ?v FILTER (STRLEN(?v) > 2) }")
        >>> trial(columns, {"<x:a>", "<x:b>"})
        {'<x:a>'}
    """
    select = read_select(text)
    try:
        found = None if select is None else _solutions(without_idle(select, frozenset()))
    except UnreadableError:
        found = None
    if found is None:
        return None
    solve, place = found[0], found[1].places[FOCUS]

    def trial(graph: Statements, nodes: Set[str]) -> set[str]:
        table: Table = [(True, node) for node in nodes]
        chunks = (table[begin : begin + AT_ONCE] for begin in range(0, len(table), AT_ONCE))
        return {str(row[place]) for chunk in chunks for row in solve(graph, chunk)}

    return trial


def _solutions(select: Select) -> tuple[Step, Scope]:
    """Return what gives the solutions of a query for focus nodes, and the scope of its own variables."""
    scope = Scope({FOCUS: 1}, 2)
    steps = [_group(select.where, scope)]
    expressions = (*(one.value for one in select.binds), *select.having)
    aggregates = _aggregates(expressions)
    if select.group_by is not None:
        if FOCUS not in select.group_by or any(_holds_select(one) for one in select.where.elements):
            raise UnreadableError("an aggregate of a subquery, or of several focus nodes")
        steps.append(_grouped([scope.compute(name) for name in select.group_by], aggregates, scope))
        names = (*select.group_by, *(f"?{place}" for place in range(len(aggregates))))
        computed = scope.computed.union(names[len(select.group_by) :])
        scope = Scope(
            {name: place for place, name in enumerate(names, start=1)}, len(names) + 1, (), computed
        )
    elif aggregates or select.having:
        raise UnreadableError("an aggregate of all solutions")
    renamed: dict[Expression, str] = {call: f"?{place}" for place, call in enumerate(aggregates)}
    for condition in select.having:
        steps += _filter(_renamed(condition, renamed), scope)
    for one in select.binds:
        if one.value != one.variable:
            steps += _bind(Bind(_renamed(one.value, renamed), one.variable), scope)
    for name in scope.places.keys() - {one.variable for one in select.binds} - {FOCUS}:
        del scope.places[name]
    return in_turn(steps), scope


def _grouped(keys: Sequence[Compute], aggregates: Sequence[Call], scope: Scope) -> Step:
    """Return what counts rows together."""
    computed = [(AGGREGATES[call.name], *_argument(call, scope)) for call in aggregates]

    def group(_: Statements, table: Table) -> Table:
        groups: dict[tuple[Value, ...], Table] = defaultdict(list)
        for row in table:
            groups[tuple(key(row) for key in keys)].append(row)
        found: Table = []
        for named, rows in groups.items():
            are_sure = all(row[0] is True for row in rows)
            values: list[Value] = []
            for count, compute, is_distinct in computed:
                told = [compute(row) for row in rows] if are_sure else []
                if is_distinct:
                    told = [value for _, value in {(type(value), value) for value in told}]
                values.append(count(told) if are_sure else UNKNOWN)
            found.append((any(row[0] is True for row in rows), *named, *values))
        return found

    return group


def _argument(aggregate: Call, scope: Scope) -> tuple[Compute, bool]:
    """Return what computes the values that an aggregate takes, and whether it takes each one once."""
    if not aggregate.arguments:
        return (lambda _: 1), False
    argument = aggregate.arguments[0]
    is_distinct = isinstance(argument, Call) and argument.name == "DISTINCT"
    return scope.known(argument.arguments[0] if is_distinct else argument), is_distinct  # type: ignore[union-attr]


def _aggregates(expressions: Iterable[Expression]) -> list[Call]:
    """Return the aggregates in some expressions, each once."""
    found: dict[Call, None] = {}
    waiting = list(expressions)
    while waiting:
        one = waiting.pop()
        if isinstance(one, Call) and one.name in AGGREGATES:
            found[one] = None
        elif isinstance(one, Call):
            waiting += one.arguments
    return list(found)


def _renamed(expression: Expression, names: Mapping[Expression, str]) -> Expression:
    """Return an expression with variables in place of some parts."""
    if expression in names:
        return names[expression]
    if not isinstance(expression, Call):
        return expression
    return Call(expression.name, tuple(_renamed(one, names) for one in expression.arguments))


def _holds_select(element: Element | Group | Select) -> bool:
    """Say whether a part of a group has a subquery."""
    if isinstance(element, Union):
        return any(_holds_select(one) for one in element.groups)
    if isinstance(element, Optionally):
        return _holds_select(element.group)
    if isinstance(element, Group):
        return any(_holds_select(one) for one in element.elements)
    return isinstance(element, Select)


def _group(group: Group, scope: Scope) -> Step:
    """Return what extends rows by a group; the scope grows by its variables."""
    elements = _in_order([one for one in group.elements if not isinstance(one, Filter)], scope.places)
    filters = [part for one in group.elements if isinstance(one, Filter) for part in _parts(one.condition)]
    steps: list[Step] = []
    for place in range(len(elements) + 1):
        if place < len(elements) and _cost(elements[place], scope.places) == 0:
            steps += _element(elements[place], scope)  # it costs less than a filter
            continue
        later = set().union(*(variables_of(one) for one in elements[place:])) - scope.places.keys()
        for condition in [one for one in filters if later.isdisjoint(variables_of(one))]:
            filters.remove(condition)
            steps += _filter(condition, scope)
        for element in elements[place : place + 1]:
            steps += _element(element, scope)
    return in_turn(steps)


def _parts(condition: Expression) -> Iterator[Expression]:
    """Give the conditions that must all hold for one to hold."""
    if isinstance(condition, Call) and condition.name == "&&":
        for one in condition.arguments:
            yield from _parts(one)
    else:
        yield condition


def _in_order(elements: Sequence[Element], known: Iterable[str]) -> list[Element]:
    """Put patterns that follow each other in the order in which each has an end that is known, if any can."""
    ordered: list[Element] = []
    names = set(known)
    rest = list(elements)
    while rest:
        run = next((place for place, one in enumerate(rest) if not isinstance(one, Pattern)), len(rest))
        chosen = rest.pop(min(range(run), key=lambda place: _cost(rest[place], names), default=0))
        names |= variables_of(chosen)
        ordered.append(chosen)
    return ordered


def _cost(pattern: Element, known: Container[str]) -> int:
    """Return how many solutions a pattern is likely to give, as a rank; 0 where it only checks."""
    if not isinstance(pattern, Pattern):
        return 4
    begins, ends = (end[0] != "?" or end in known for end in (pattern.subject, pattern.value))
    if begins:
        return 0 if ends else 1
    return (2 if pattern.value[0] == "?" else 3) if ends else 4


def _element(element: Element, scope: Scope) -> list[Step]:
    if isinstance(element, Pattern):
        return [_pattern(element, scope)]
    if isinstance(element, Bind):
        return _bind(element, scope)
    if isinstance(element, Optionally):
        return [_optionally(element.group, scope)]
    assert isinstance(element, Union)
    return [_union(element.groups, scope)]


def _pattern(pattern: Pattern, scope: Scope) -> Step:
    begin, end = scope.end(pattern.subject), scope.end(pattern.value)
    if pattern.subject == pattern.value or pattern.subject in scope.computed:
        raise UnreadableError("an unusual pattern")
    is_computed = pattern.value in scope.computed
    if pattern.value.endswith("#decimal>") or (is_computed and begin == 0):
        raise UnreadableError("a pattern with a number")
    for name, place in ((pattern.subject, begin), (pattern.value, end)):
        if place == 0:
            scope.add(name)
    return matched(begin, pattern.properties, end, is_computed=is_computed)


def _filter(condition: Expression, scope: Scope) -> list[Step]:
    steps, told = _without_exists(condition, scope)
    return [*steps, filtered(scope.known(told))]


def _bind(element: Bind, scope: Scope) -> list[Step]:
    steps, told = _without_exists(element.value, scope)
    steps.append(bind(scope.compute(told)))
    scope.add(element.variable, is_computed=True)
    return steps


def _without_exists(expression: Expression, scope: Scope) -> tuple[list[Step], Expression]:
    """Return an expression with variables in place of EXISTS, and the steps that bind these."""
    steps: list[Step] = []
    names: dict[Expression, str] = {}
    waiting = [expression]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Exists) and one not in names:
            named = [scope.places[name] for name in variables_of(one) if name in scope.places]
            steps.append(looked_for(_group(one.group, scope.copy(more=1)), named))
            names[one] = f"?.exists{scope.width}"
            scope.add(names[one], is_computed=True)
        elif isinstance(one, Call):
            waiting += one.arguments
    return steps, _renamed(expression, names)


def _optionally(group: Group, scope: Scope) -> Step:
    if any(isinstance(one, Optionally) or _holds_select(one) for one in group.elements):
        raise UnreadableError("an option within an option")
    known = set(scope.places)
    inner = scope.copy(more=1)
    solve = _group(group, inner)
    scope.places, scope.width, scope.computed = inner.places, inner.width, inner.computed
    scope.open |= inner.places.keys() - known
    return optionally(solve, inner.width)


def _union(groups: Sequence[Group | Select], scope: Scope) -> Step:
    """Return what extends rows by each of some groups, their variables put in the same places."""
    ways = []
    for group in groups:
        inner = scope.copy()
        if isinstance(group, Select):
            ways.append((_subselect(group, inner), inner))
        else:
            _refuse_sight(group, set(scope.places))
            ways.append((_group(group, inner), inner))
    base = scope.width
    names = sorted({name for _, inner in ways for name in inner.places if name not in scope.places})
    for name in names:
        is_open = any(name not in inner.places or name in inner.open for _, inner in ways)
        scope.add(name, is_computed=any(name in inner.computed for _, inner in ways))
        scope.open |= {name} if is_open else set()
    laid = [(solve, [inner.places.get(name) for name in names]) for solve, inner in ways]

    def unite(graph: Statements, table: Table) -> Table:
        return [
            (*row[:base], *(ERROR if place is None else row[place] for place in places))
            for solve, places in laid
            for row in solve(graph, table)
        ]

    return unite


def _subselect(select: Select, scope: Scope) -> Step:
    """Return what joins rows with the solutions of a subquery, which knows the focus nodes only."""
    solve, own = _solutions(select)
    shared = [(scope.places[name], place) for name, place in own.places.items() if name in scope.places]
    new = [name for name in own.places if name not in scope.places]
    if not scope.open.isdisjoint(own.places):
        raise UnreadableError("a join of what may be unbound")
    focus, inner_focus, pick = scope.places[FOCUS], own.places[FOCUS], [own.places[name] for name in new]
    for name in new:
        scope.add(name, is_computed=name in own.computed)
    scope.open |= own.open.intersection(new)

    def join(graph: Statements, table: Table) -> Table:
        by_focus: dict[Value, Table] = defaultdict(list)
        for row in solve(graph, [(True, node) for node in dict.fromkeys(row[focus] for row in table)]):
            by_focus[row[inner_focus]].append(row)
        found: Table = []
        for row in table:
            for inner in by_focus.get(row[focus], ()):
                equal = [are_equal(_known(row[one]), _known(inner[other])) for one, other in shared]
                if not any(one is False for one in equal):
                    is_sure = all(one is True for one in (row[0], inner[0], *equal))
                    found.append((is_sure, *row[1:], *(inner[place] for place in pick)))
        return found

    return join


def _known(value: Value) -> Value:
    return value_of(value) if isinstance(value, str) else value


def _refuse_sight(group: Group, known: Set[str]) -> None:
    """Refuse a group whose conditions name what only the group around it binds, which they do not see."""
    own = set().union(*(variables_of(one) for one in group.elements if not isinstance(one, Filter | Bind)))
    looking = (one for one in group.elements if isinstance(one, Filter | Bind))
    if any(variables_of(one) & known - own - {FOCUS} for one in looking):
        raise UnreadableError("a condition on what is bound elsewhere")
