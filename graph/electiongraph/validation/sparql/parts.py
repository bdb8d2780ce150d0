"""What a SPARQL constraint is made of: groups, patterns, filters, subqueries and what these compute."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

__all__ = [
    "Bind",
    "Call",
    "Element",
    "Exists",
    "Expression",
    "Filter",
    "Group",
    "Optionally",
    "Pattern",
    "Select",
    "Union",
    "UnreadableError",
    "patterns_of",
    "variables_of",
    "without_idle",
]


class UnreadableError(ValueError):
    """A query is not of the kind that is read here."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern: from a variable by a property, one of several, to a variable or value.

    Attributes:
        subject: A variable, as "?this", or a term.
        properties: The properties as terms.
        value: As `subject`.
        place: The numbers of the groups that it lies in, from the innermost SELECT on; it holds wherever a
            pattern within these does.
    """

    subject: str
    properties: tuple[str, ...]
    value: str
    place: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """An operator or function, upper case, with its arguments; DISTINCT is part of the name."""

    name: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Exists:
    """Whether a group has a solution."""

    group: Group


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition of a group."""

    condition: Expression


@dataclass(frozen=True, slots=True)
class Bind:
    """A variable that is computed."""

    value: Expression
    variable: str


@dataclass(frozen=True, slots=True)
class Optionally:
    """A group that need not have a solution."""

    group: Group


@dataclass(frozen=True, slots=True)
class Union:
    """Groups of which one must have a solution; a single one is a group within a group."""

    groups: tuple[Group | Select, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """What stands between two braces."""

    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Select:
    """A query or subquery.

    Attributes:
        binds: Its variables; those that are only projected are bound to themselves.
        where: Its patterns.
        group_by: The variables by which solutions are counted together; None where they are not.
        having: The conditions on these.
    """

    binds: tuple[Bind, ...]
    where: Group
    group_by: tuple[str, ...] | None
    having: tuple[Expression, ...]


# A variable or term is a string.
Expression = str | Call | Exists
Element = Pattern | Filter | Bind | Optionally | Union
Part = Element | Expression | Group | Select


def patterns_of(part: Part) -> Iterator[Pattern]:
    """Give all patterns of a query, whatever its conditions and groups say."""
    if isinstance(part, Pattern):
        yield part
    for inner in _parts(part):
        yield from patterns_of(inner)


def variables_of(part: Part) -> frozenset[str]:
    """Return the variables that a part of a query names."""
    if isinstance(part, str):
        return frozenset({part} if part[0] == "?" else ())
    ends = (part.subject, part.value) if isinstance(part, Pattern) else ()
    own = (part.variable,) if isinstance(part, Bind) else ()
    return frozenset(own).union(*(variables_of(inner) for inner in (*ends, *_parts(part))))


def without_idle(select: Select, wanted: Set[str]) -> Select:
    """Leave out what only names something of a solution, and has no part in whether there is one.

    Args:
        select: A query or subquery.
        wanted: Its variables that are used elsewhere.
    """
    binds = tuple(one for one in select.binds if one.variable in wanted | {"?this"})
    used = set(wanted).union(select.group_by or (), *(variables_of(one) for one in (*binds, *select.having)))
    elements = list(select.where.elements)
    for element in reversed(select.where.elements):
        place = elements.index(element)
        before = {"?this"}.union(*(variables_of(one) for one in elements[:place]))
        others = used.union(before, *(variables_of(one) for one in elements[place + 1 :]))
        if isinstance(element, Union) and len(element.groups) == 1 and isinstance(element.groups[0], Select):
            elements[place] = Union((without_idle(element.groups[0], others),))
        elif isinstance(element, Bind) and element.variable not in others:
            del elements[place]
        elif isinstance(element, Optionally) and select.group_by is None:  # else it may count
            later = used.union(*(variables_of(one) for one in elements[place + 1 :]))
            if (variables_of(element) - before).isdisjoint(later):
                del elements[place]
    return Select(binds, Group(tuple(elements)), select.group_by, select.having)


def _parts(part: Part) -> tuple[Part, ...]:
    """Return what a part of a query is made of."""
    if isinstance(part, Select):
        return (*part.binds, part.where, *part.having)
    if isinstance(part, Exists | Optionally):
        return (part.group,)
    if isinstance(part, Filter):
        return (part.condition,)
    if isinstance(part, Bind):
        return (part.value,)
    if isinstance(part, Group):
        return part.elements
    if isinstance(part, Union):
        return part.groups
    return part.arguments if isinstance(part, Call) else ()
