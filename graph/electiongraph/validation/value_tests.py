"""Turn the constraints on single values into predicates over terms as N-Triples write them.

A predicate is true only for values that surely conform (or surely do not): where this module might see a
value otherwise than pySHACL, as with unusual spellings of numbers, it is not. So what it is not true for is
looked at closely, and nothing is missed.
"""

from __future__ import annotations

import datetime
import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import rdflib
from rdflib.namespace import RDF, RDFS, SH, XSD
from rdflib.term import BNode, Literal, Node, URIRef

from electiongraph.validation.columns import Columns, lexical
from electiongraph.validation.queried_graph import to_oxigraph

__all__ = [
    "NAMED",
    "VALUE_COMPONENTS",
    "ClassTree",
    "Order",
    "Test",
    "ValueTests",
    "as_day",
    "as_number",
    "is_count",
    "surely_ordered",
    "token_of",
]

Predicate = Callable[[str], object]
# Given the graph that is checked: what says of a value whether it surely conforms.
Test = Callable[[Columns], Predicate]
Compiled = Test | None
# Compares two values, as `operator.lt` does.
Order = Callable[[Any, Any], bool]

DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
# Of each datatype the spellings that every reader knows.
SPELLINGS = {
    XSD.boolean: "true|false",
    XSD.date: DATE,
    XSD.dateTime: rf"{DATE}T(?:[01][0-9]|2[0-3]):[0-9]{{2}}:[0-9]{{2}}(?:Z|[+-][0-9]{{2}}:[0-9]{{2}})?",
    XSD.decimal: r"-?[0-9]{1,17}(?:\.[0-9]{1,17})?",
    XSD.gYear: "[1-9][0-9]{3}",
    XSD.integer: "0|-?[1-9][0-9]{0,17}",
}
# Datatypes beside these of which pySHACL checks no more than the name.
UNCHECKED = frozenset({XSD.anyURI})
NUMBER = re.compile(
    rf'"(?:({SPELLINGS[XSD.integer]})"\^\^<{XSD.integer}>|({SPELLINGS[XSD.decimal]})"\^\^<{XSD.decimal}>)'
)
DAY = re.compile(rf'"({DATE})"\^\^<{XSD.date}>')
BOUNDS: Mapping[Node, Order] = {
    SH.minInclusive: operator.ge,
    SH.minExclusive: operator.gt,
    SH.maxInclusive: operator.le,
    SH.maxExclusive: operator.lt,
}
KINDS: Mapping[Node, tuple[str, ...]] = {
    SH.IRI: ("<",),
    SH.Literal: ('"',),
    SH.BlankNode: ("_",),
    SH.BlankNodeOrIRI: ("<", "_"),
    SH.IRIOrLiteral: ("<", '"'),
    SH.BlankNodeOrLiteral: ("_", '"'),
}
WHOLE = re.compile(SPELLINGS[XSD.integer])


@dataclass(frozen=True, slots=True)
class ClassTree:
    """What is known of classes: those below each one, and things that the ontology says are of a class."""

    below: Mapping[Node, frozenset[Node]] = field(default_factory=dict)
    members: Mapping[Node, frozenset[Node]] = field(default_factory=dict)

    def within(self, kind: Node) -> tuple[str, ...]:
        """Return a class and all below it as terms, sorted."""
        return tuple(sorted(token_of(cls) for cls in {kind, *self.below.get(kind, ())}))

    def members_of(self, kind: Node) -> frozenset[str]:
        """Return the things that the ontology itself says are of a class or one below it, as terms."""
        classes = {kind, *self.below.get(kind, ())}
        return frozenset(token_of(one) for cls in classes for one in self.members.get(cls, ()))


class ValueTests:
    """Makes the tests of the values of one graph of shapes."""

    def __init__(self, shapes: rdflib.Graph, classes: ClassTree) -> None:
        """Take the shapes and what is known of classes."""
        self._shapes = shapes
        self._classes = classes
        self._known: dict[tuple[Node, Node], Compiled] = {}

    def sure(self, shape: Node) -> list[Compiled]:
        """Return tests that are true only for values that conform to the value constraints of a shape.

        Args:
            shape: A node or property shape.

        Returns:
            A test for each constraint; None for one that cannot be put so.
        """
        return [
            self._test(predicate, shape, parameter)
            for predicate, parameter in sorted(self._shapes.predicate_objects(shape))
            if predicate in VALUE_COMPONENTS
        ]

    def _test(self, predicate: Node, shape: Node, parameter: Node) -> Compiled:
        """Return the test of one constraint; the same for many shapes where it is the same."""
        if predicate not in ALIKE:
            return VALUE_COMPONENTS[predicate](self, shape, parameter)
        if (predicate, parameter) not in self._known:
            self._known[predicate, parameter] = VALUE_COMPONENTS[predicate](self, shape, parameter)
        return self._known[predicate, parameter]

    def _sure_of_other(self, shape: Node) -> Compiled:
        """Return such a test for a shape that another one names; None unless it is of values alone."""
        if self._shapes.value(shape, SH.deactivated) is not None:
            return None
        known = {*VALUE_COMPONENTS, *SPOKEN, SH.flags}
        if any(predicate not in known for predicate in self._shapes.predicates(shape)):
            return None
        return _all(self.sure(shape))

    def _surely_not(self, shape: Node) -> Compiled:
        """Return a test that is true only for values that violate a shape of values alone."""
        if self._sure_of_other(shape) is None:
            return None
        return _any(
            FAILURES[predicate](self, shape, parameter)
            for predicate, parameter in sorted(self._shapes.predicate_objects(shape))
            if predicate in FAILURES
        )

    def _datatype(self, _: Node, datatype: Node) -> Compiled:
        if datatype == XSD.string:
            return _always(lambda value: value[0] == '"' == value[-1])
        if datatype == RDF.langString:
            return _always(lambda value: value[0] == '"' and value.rfind("@") > value.rindex('"'))
        if datatype in UNCHECKED:
            ending = f'"^^{token_of(datatype)}'
            return _always(lambda value: value[0] == '"' and value.endswith(ending))
        if datatype not in SPELLINGS:
            return None
        assert isinstance(datatype, URIRef)
        form = re.compile(rf'"({SPELLINGS[datatype]})"\^\^{re.escape(token_of(datatype))}')
        if datatype in (XSD.date, XSD.dateTime):
            return _always(lambda value: (found := form.fullmatch(value)) and _is_time(found[1]))
        return _always(form.fullmatch)

    def _kind(self, _: Node, kind: Node) -> Compiled:
        return _always(lambda value: value.startswith(KINDS[kind])) if kind in KINDS else None

    def _class(self, _: Node, kind: Node) -> Compiled:
        if not isinstance(kind, URIRef):
            return None
        classes, members = self._classes.within(kind), self._classes.members_of(kind)
        if members:
            return lambda columns: (columns.instances(classes) | members).__contains__
        return lambda columns: columns.instances(classes).__contains__

    def _shortest(self, _: Node, least: Node) -> Compiled:
        return _length(least, operator.ge)

    def _longest(self, _: Node, most: Node) -> Compiled:
        return _length(most, operator.le)

    def _pattern(self, shape: Node, pattern: Node) -> Compiled:
        found = self._regex(shape, pattern)
        return None if found is None else _always(lambda value: value[0] != "_" and found(lexical(value)))

    def _no_match(self, shape: Node, pattern: Node) -> Compiled:
        found = self._regex(shape, pattern)
        return None if found is None else _always(lambda value: value[0] == "_" or not found(lexical(value)))

    def _regex(self, shape: Node, pattern: Node) -> Predicate | None:
        """Return the search for a pattern as pySHACL makes it; None where it cannot be told."""
        told = list(self._shapes.objects(shape, SH.flags))
        if not isinstance(pattern, Literal) or len(told) > 1:
            return None
        flags = str(told[0]).lower() if told else ""
        try:
            return re.compile(str(pattern), ("i" in flags) * re.I | ("m" in flags) * re.M).search
        except re.error:
            return None

    def _in(self, _: Node, members: Node) -> Compiled:
        listed = self._shapes.items(members)
        return _always(frozenset(token_of(one) for one in listed if _is_plain(one)).__contains__)

    def _languages(self, _: Node, languages: Node) -> Compiled:
        endings = tuple(f'"@{str(tag).lower()}' for tag in self._shapes.items(languages))
        return _always(lambda value: value[0] == '"' and value.endswith(endings)) if endings else None

    def _node(self, _: Node, other: Node) -> Compiled:
        return self._sure_of_other(other)

    def _not(self, _: Node, other: Node) -> Compiled:
        return self._surely_not(other)

    def _and(self, _: Node, others: Node) -> Compiled:
        return _all(self._sure_of_other(other) for other in self._shapes.items(others))

    def _or(self, _: Node, others: Node) -> Compiled:
        return _any(self._sure_of_other(other) for other in self._shapes.items(others))

    def _xone(self, _: Node, others: Node) -> Compiled:
        shapes = list(self._shapes.items(others))
        return _any(
            _all(self._sure_of_other(one) if one == chosen else self._surely_not(one) for one in shapes)
            for chosen in shapes
        )

    def _other_datatype(self, _: Node, datatype: Node) -> Compiled:
        if datatype in (RDFS.Literal, RDFS.Datatype, XSD.string, RDF.langString):
            return None
        ending = f'"^^{token_of(datatype)}'
        return _always(lambda value: value[0] != '"' or not value.endswith(ending))

    def _other_kind(self, _: Node, kind: Node) -> Compiled:
        return _always(lambda value: not value.startswith(KINDS[kind])) if kind in KINDS else None

    def _shorter(self, _: Node, least: Node) -> Compiled:
        return _length(least, operator.lt)

    def _longer(self, _: Node, most: Node) -> Compiled:
        return _length(most, operator.gt)


Component = Callable[[ValueTests, Node, Node], Compiled]


def _bound_of(predicate: Node) -> Component:
    return lambda _tests, _shape, bound: _sure_bound(bound, BOUNDS[predicate])


# What may stand at a shape without constraining anything.
SPOKEN = frozenset(
    {RDF.type, RDFS.comment, RDFS.label, SH.defaultValue, SH.description, SH.group, SH.message, SH.name}
    | {SH.order, SH.severity}
)
# The constraints through which a value's class counts.
NAMED = frozenset({SH["and"], SH["class"], SH.node, SH["not"], SH["or"], SH.xone})
VALUE_COMPONENTS: Mapping[Node, Component] = {
    SH["and"]: ValueTests._and,
    SH["class"]: ValueTests._class,
    SH.datatype: ValueTests._datatype,
    SH["in"]: ValueTests._in,
    SH.languageIn: ValueTests._languages,
    SH.maxLength: ValueTests._longest,
    SH.minLength: ValueTests._shortest,
    SH.node: ValueTests._node,
    SH.nodeKind: ValueTests._kind,
    SH["not"]: ValueTests._not,
    SH["or"]: ValueTests._or,
    SH.pattern: ValueTests._pattern,
    SH.xone: ValueTests._xone,
    **{predicate: _bound_of(predicate) for predicate in BOUNDS},
}
# Those that look at nothing else of the shape than their parameter.
ALIKE = frozenset({SH.datatype, SH.maxLength, SH.minLength, SH.nodeKind, *BOUNDS})
FAILURES: Mapping[Node, Component] = {
    SH.datatype: ValueTests._other_datatype,
    SH.maxLength: ValueTests._longer,
    SH.minLength: ValueTests._shorter,
    SH.nodeKind: ValueTests._other_kind,
    SH.pattern: ValueTests._no_match,
}


def is_count(number: Node) -> bool:
    """Say whether a parameter is a whole number from 0."""
    return isinstance(number, Literal) and number.datatype == XSD.integer and str(number).isdecimal()


def token_of(term: Node) -> str:
    """Return a term as Oxigraph writes it in N-Triples.

    Examples:
        >>> token_of(Literal(4)), token_of(URIRef("x:a")), token_of(Literal("a", lang="en"))
        ('"4"^^<http://www.w3.org/2001/XMLSchema#integer>', '<x:a>', '"a"@en')
    """
    return str(to_oxigraph(term))


def surely_ordered(left: str, right: str, order: Order) -> bool:
    """Say whether two terms are both numbers or both days, and in an order.

    Args:
        left: A term as N-Triples write it.
        right: As `left`.
        order: A function such as `operator.lt`.
    """
    for read in (as_number, as_day):
        one, other = read(left), read(right)
        if one is not None and other is not None:
            return order(one, other)
    return False


def _sure_bound(bound: Node, order: Order) -> Compiled:
    """Return the comparison of a value with a bound; None unless the bound is a number or a day."""
    if not isinstance(bound, Literal) or bound.ill_typed:
        return None
    told = token_of(bound)
    number, day = as_number(told), as_day(told)
    if number is not None:
        return _always(lambda value: (one := as_number(value)) is not None and order(one, number))
    if day is not None:
        return _always(lambda value: (one := as_day(value)) is not None and order(one, day))
    return None


def as_number(token: str) -> int | Decimal | None:
    """Return the number that a term is, in an ordinary spelling; else None."""
    found = NUMBER.fullmatch(token)
    if found is None:
        return None
    return int(found[1]) if found[1] is not None else Decimal(found[2])


def as_day(token: str) -> str | None:
    """Return the day that a term is, without a time zone; else None."""
    found = DAY.fullmatch(token)
    return found[1] if found is not None and _is_time(found[1]) else None


def _is_time(text: str) -> bool:
    try:
        datetime.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _length(number: Node, order: Order) -> Compiled:
    """Return the comparison of a text's length; a blank node has none."""
    if not is_count(number):
        return None
    limit = int(str(number))
    return _always(lambda value: value[0] != "_" and order(len(lexical(value)), limit))


def _is_plain(member: Node) -> bool:
    """Say whether a term is the same to Oxigraph and to rdflib whenever it is to one of them."""
    if isinstance(member, BNode):
        return False
    if not isinstance(member, Literal):
        return True
    if member.datatype == XSD.integer:
        return WHOLE.fullmatch(str(member)) is not None
    return member.datatype is None and not member.language


def _always(predicate: Predicate) -> Test:
    """Return a test that is the same in every graph."""
    return lambda _: predicate


def _all(tests: Iterable[Compiled]) -> Compiled:
    """Join tests that must all be true; None when one is None."""
    listed = list(tests)
    known = [test for test in listed if test is not None]
    if len(known) < len(listed):
        return None

    def joined(columns: Columns) -> Predicate:
        predicates = [test(columns) for test in known]
        return lambda value: all(predicate(value) for predicate in predicates)

    return joined


def _any(tests: Iterable[Compiled]) -> Compiled:
    """Join tests of which one must be true; None when there is none."""
    known = [test for test in tests if test is not None]
    if not known:
        return None

    def joined(columns: Columns) -> Predicate:
        predicates = [test(columns) for test in known]
        return lambda value: any(predicate(value) for predicate in predicates)

    return joined
