"""Write the constraints on single values as SPARQL expressions.

An expression is true only for values that surely conform (or surely do not); where Oxigraph might see a value
otherwise than pySHACL, as with unusual spellings of dates, it is not. So what it is not true for is looked at
closely, and nothing is missed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import rdflib
from rdflib.namespace import RDF, RDFS, SH, XSD
from rdflib.term import BNode, Literal, Node, URIRef

__all__ = ["VALUE_COMPONENTS", "ClassTree", "ValueTests", "is_count", "sparql_term", "sure_order"]

DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
TIME = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?$"
# Printable ASCII: there, the two engines' regular expressions mean the same.
PLAIN = "^[ -~]*$"
# What Rust and Python may read differently even there, or only one of them knows.
UNUSUAL = re.compile(r"\\[^.dswDSW^$*+?()\[\]{}|/\\-]|\(\?|&&|--|~~|\[\[|\[:")
# Datatypes beside those below of which pySHACL checks no more than the name.
UNCHECKED = frozenset({XSD.anyURI, XSD.string})
BOUNDS = {SH.minInclusive: ">=", SH.minExclusive: ">", SH.maxInclusive: "<=", SH.maxExclusive: "<"}
KINDS = {
    SH.IRI: "isIRI({v})",
    SH.Literal: "isLiteral({v})",
    SH.BlankNode: "isBlank({v})",
    SH.BlankNodeOrIRI: "!isLiteral({v})",
    SH.IRIOrLiteral: "!isBlank({v})",
    SH.BlankNodeOrLiteral: "!isIRI({v})",
}
WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")


@dataclass(frozen=True, slots=True)
class ClassTree:
    """What is known of classes: those below each one, and things that the ontology says are of a class."""

    below: Mapping[Node, frozenset[Node]] = field(default_factory=dict)
    members: Mapping[Node, frozenset[Node]] = field(default_factory=dict)

    def within(self, kind: Node) -> list[Node]:
        """Return a class and all below it, sorted."""
        return sorted({kind, *self.below.get(kind, ())}, key=str)

    def members_of(self, kind: Node) -> list[Node]:
        """Return the things that the ontology itself says are of a class or one below it, sorted."""
        return sorted({one for cls in self.within(kind) for one in self.members.get(cls, ())}, key=str)


class ValueTests:
    """Writes the tests of the values of one graph of shapes."""

    def __init__(self, shapes: rdflib.Graph, classes: ClassTree) -> None:
        """Take the shapes and what is known of classes."""
        self._shapes = shapes
        self._classes = classes

    def sure(self, shape: Node, value: str) -> str | None:
        """Return an expression that is true only for values that conform to all value constraints of a shape.

        Args:
            shape: A node or property shape.
            value: The variable of the value, as "?value".

        Returns:
            SPARQL, "true" where the shape has no such constraint; None where one cannot be put so.
        """
        return _all(
            VALUE_COMPONENTS[predicate](self, shape, parameter, value)
            for predicate, parameter in sorted(self._shapes.predicate_objects(shape))
            if predicate in VALUE_COMPONENTS
        )

    def sure_of_other(self, shape: Node, value: str) -> str | None:
        """Return such an expression for a shape that another one names; None unless it is of values alone."""
        if self._shapes.value(shape, SH.deactivated) is not None:
            return None
        known = {*VALUE_COMPONENTS, *SPOKEN, SH.flags}
        if any(predicate not in known for predicate in self._shapes.predicates(shape)):
            return None
        return self.sure(shape, value)

    def surely_not(self, shape: Node, value: str) -> str | None:
        """Return an expression that is true only for values that violate a shape of values alone."""
        if self.sure_of_other(shape, value) is None:
            return None
        failures = [
            FAILURES[predicate](self, shape, parameter, value)
            for predicate, parameter in sorted(self._shapes.predicate_objects(shape))
            if predicate in FAILURES
        ]
        known = [failure for failure in failures if failure is not None]
        return f"({' || '.join(known)})" if known else None

    def _datatype(self, _: Node, datatype: Node, value: str) -> str | None:
        named = f"DATATYPE({value}) = {sparql_term(datatype)}"
        if datatype in UNCHECKED:
            return f"({named})"
        if datatype in (XSD.integer, XSD.decimal):
            return f"({named} && isNumeric({value}))"
        if datatype == XSD.boolean:
            return f'({named} && STR({value}) IN ("true", "false"))'
        if datatype in (XSD.date, XSD.dateTime):
            form = DATE if datatype == XSD.date else TIME
            return f'({named} && YEAR({value}) > 0 && REGEX(STR({value}), "{form}"))'
        if datatype == XSD.gYear:
            return f'({named} && REGEX(STR({value}), "^[1-9][0-9]{{3}}$"))'
        if datatype == RDF.langString:
            return f'(LANG({value}) != "")'
        return None

    def _kind(self, _: Node, kind: Node, value: str) -> str | None:
        return f"({KINDS[kind].format(v=value)})" if isinstance(kind, URIRef) and kind in KINDS else None

    def _class(self, _: Node, kind: Node, value: str) -> str | None:
        if not isinstance(kind, URIRef):
            return None
        ways = [f"EXISTS {{ {value} a {sparql_term(cls)} }}" for cls in self._classes.within(kind)]
        members = self._classes.members_of(kind)
        if members:
            ways.append(f"{value} IN ({', '.join(map(sparql_term, members))})")
        return f"({' || '.join(ways)})"

    def _shortest(self, _: Node, least: Node, value: str) -> str | None:
        return f"(STRLEN(STR({value})) >= {int(str(least))})" if is_count(least) else None

    def _longest(self, _: Node, most: Node, value: str) -> str | None:
        return f"(STRLEN(STR({value})) <= {int(str(most))})" if is_count(most) else None

    def _pattern(self, shape: Node, pattern: Node, value: str) -> str | None:
        regex = self._regex(shape, pattern, value)
        return None if regex is None else f'({regex} && REGEX(STR({value}), "{PLAIN}"))'

    def _no_match(self, shape: Node, pattern: Node, value: str) -> str | None:
        regex = self._regex(shape, pattern, value)
        return None if regex is None else f'(!{regex} && REGEX(STR({value}), "{PLAIN}"))'

    def _regex(self, shape: Node, pattern: Node, value: str) -> str | None:
        """Return the match of a pattern; None for one that the two engines may read differently."""
        if not isinstance(pattern, Literal) or UNUSUAL.search(str(pattern)):
            return None
        told = sorted(str(flags) for flags in self._shapes.objects(shape, SH.flags))
        flags = "".join(sorted(set("".join(told[:1]).lower()) & {"i", "m"}))
        if len(told) > 1 or "m" in flags:
            return None
        return f"REGEX(STR({value}), {Literal(str(pattern)).n3()}, {Literal(flags).n3()})"

    def _in(self, _: Node, members: Node, value: str) -> str | None:
        safe = [member for member in self._shapes.items(members) if _is_plain(member)]
        return f"({' || '.join(f'sameTerm({value}, {sparql_term(one)})' for one in safe)})" if safe else None

    def _languages(self, _: Node, languages: Node, value: str) -> str | None:
        tags = [str(tag).lower() for tag in self._shapes.items(languages)]
        return f"(LANG({value}) IN ({', '.join(Literal(tag).n3() for tag in tags)}))" if tags else None

    def _node(self, _: Node, other: Node, value: str) -> str | None:
        return self.sure_of_other(other, value)

    def _not(self, _: Node, other: Node, value: str) -> str | None:
        return self.surely_not(other, value)

    def _and(self, _: Node, others: Node, value: str) -> str | None:
        return _all(self.sure_of_other(other, value) for other in self._shapes.items(others))

    def _or(self, _: Node, others: Node, value: str) -> str | None:
        ways = [self.sure_of_other(other, value) for other in self._shapes.items(others)]
        known = [way for way in ways if way is not None]
        return f"({' || '.join(known)})" if known else None

    def _xone(self, _: Node, others: Node, value: str) -> str | None:
        shapes = list(self._shapes.items(others))
        ways = [
            _all(
                self.sure_of_other(other, value) if other == chosen else self.surely_not(other, value)
                for other in shapes
            )
            for chosen in shapes
        ]
        known = [way for way in ways if way is not None]
        return f"({' || '.join(known)})" if known else None

    def _other_datatype(self, _: Node, datatype: Node, value: str) -> str | None:
        if datatype in (RDFS.Literal, RDFS.Datatype):
            return None
        return f"(!isLiteral({value}) || DATATYPE({value}) != {sparql_term(datatype)})"

    def _other_kind(self, shape: Node, kind: Node, value: str) -> str | None:
        test = self._kind(shape, kind, value)
        return None if test is None else f"(!{test})"

    def _shorter(self, _: Node, least: Node, value: str) -> str | None:
        return f"(STRLEN(STR({value})) < {int(str(least))})" if is_count(least) else None

    def _longer(self, _: Node, most: Node, value: str) -> str | None:
        return f"(STRLEN(STR({value})) > {int(str(most))})" if is_count(most) else None


Test = Callable[[ValueTests, Node, Node, str], str | None]


def _bound_of(predicate: URIRef) -> Test:
    return lambda _tests, _shape, bound, value: _sure_bound(bound, value, BOUNDS[predicate])


# What may stand at a shape without constraining anything.
SPOKEN = frozenset(
    {RDF.type, RDFS.comment, RDFS.label, SH.defaultValue, SH.description, SH.group, SH.message, SH.name}
    | {SH.order, SH.severity}
)
VALUE_COMPONENTS: Mapping[Node, Test] = {
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
FAILURES: Mapping[Node, Test] = {
    SH.datatype: ValueTests._other_datatype,
    SH.maxLength: ValueTests._longer,
    SH.minLength: ValueTests._shorter,
    SH.nodeKind: ValueTests._other_kind,
    SH.pattern: ValueTests._no_match,
}


def is_count(number: Node) -> bool:
    """Say whether a parameter is a whole number from 0."""
    return isinstance(number, Literal) and number.datatype == XSD.integer and str(number).isdecimal()


def sparql_term(term: Node) -> str:
    """Return an IRI or literal as SPARQL writes it."""
    return term.n3() if isinstance(term, URIRef | Literal) else str(term)


def sure_order(left: str, operator: str, right: str) -> str:
    """Return an expression that is true only where two values are numbers or days, and in that order.

    Args:
        left: A variable or literal of SPARQL.
        operator: "<", "<=", ">" or ">=".
        right: As `left`.
    """
    numbers = " && ".join(
        f"DATATYPE({one}) IN ({sparql_term(XSD.integer)}, {sparql_term(XSD.decimal)})"
        for one in (left, right)
    )
    days = " && ".join(
        f'DATATYPE({one}) = {sparql_term(XSD.date)} && REGEX(STR({one}), "{DATE}")' for one in (left, right)
    )
    return f"((({numbers}) || ({days})) && {left} {operator} {right})"


def _sure_bound(bound: Node, value: str, operator: str) -> str | None:
    """Return the comparison of a value with a bound; None unless the bound is a number or a day."""
    if not isinstance(bound, Literal) or bound.ill_typed:
        return None
    if bound.datatype in (XSD.integer, XSD.decimal):
        kinds = f"DATATYPE({value}) IN ({sparql_term(XSD.integer)}, {sparql_term(XSD.decimal)})"
        return f"({kinds} && {value} {operator} {sparql_term(bound)})"
    return sure_order(value, operator, sparql_term(bound)) if bound.datatype == XSD.date else None


def _is_plain(member: Node) -> bool:
    """Say whether a term is the same to Oxigraph and to rdflib whenever it is to one of them."""
    if isinstance(member, BNode):
        return False
    if not isinstance(member, Literal):
        return True
    if member.datatype == XSD.integer:
        return WHOLE.fullmatch(str(member)) is not None
    return member.datatype is None and not member.language


def _all(tests: Iterable[str | None]) -> str | None:
    """Join tests that must all be true; None when one is None, "true" when there is none."""
    listed = list(tests)
    known = [test for test in listed if test is not None and test != "true"]
    if None in listed:
        return None
    return " && ".join(known) if known else "true"
