"""Compile SHACL shapes to checks that find, over columns, every focus node that may be at fault.

Takes a graph of shapes and what is known of classes, gives `Check` records. A check may find a node that
conforms after all; it never misses one that does not. A shape with something unknown here has all its
focus nodes looked at, and its check says why.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Iterator, Set
from dataclasses import dataclass

import rdflib
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Literal, Node, URIRef

from electiongraph.validation.columns import KIND, Columns
from electiongraph.validation.constraints import (
    Constraint,
    all_but,
    beside,
    counted,
    failing,
    is_unordered,
    lacking,
    on_values,
    with_others,
)
from electiongraph.validation.paths import Path, compile_path
from electiongraph.validation.sparql.asking import can_be_scoped
from electiongraph.validation.sparql.parts import Pattern, patterns_of
from electiongraph.validation.sparql.reading import read_select
from electiongraph.validation.statements import Statements
from electiongraph.validation.value_tests import (
    NAMED,
    SPOKEN,
    VALUE_COMPONENTS,
    ClassTree,
    ValueTests,
    is_count,
    token_of,
)

__all__ = ["TARGETS", "Check", "Query", "Target", "compile_shapes"]

TARGETS = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)
# What the compiler looks at beside the constraints on single values.
HANDLED = frozenset(
    {SH.closed, SH.deactivated, SH.disjoint, SH.equals, SH.flags, SH.hasValue, SH.ignoredProperties}
    | {SH.lessThan, SH.lessThanOrEquals, SH.maxCount, SH.minCount, SH.path, SH.property, SH.sparql}
    | {SH.uniqueLang, *TARGETS, *SPOKEN, *VALUE_COMPONENTS}
)
UNSURE_VALUE = "sh:hasValue of a literal that is no plain text"
ORDERS = ((SH.lessThan, operator.lt), (SH.lessThanOrEquals, operator.le))


@dataclass(frozen=True, slots=True)
class Target:
    """Which things a shape looks at; all are terms.

    Attributes:
        kinds: Classes, with those below them.
        named: The things that are named.
        subjects_of: Properties that they have.
        objects_of: Properties of which they are a value.
    """

    kinds: tuple[str, ...]
    named: frozenset[str]
    subjects_of: tuple[str, ...]
    objects_of: tuple[str, ...]

    def focus_nodes(self, graph: Statements) -> Set[str]:
        """Return the focus nodes in a graph."""
        nodes: set[str] = set(self.named)
        nodes.update(*(graph.relation(KIND).subjects_of(kind) for kind in self.kinds))
        nodes.update(subject for prop in self.subjects_of for subject, _ in graph.relation(prop).pairs())
        nodes.update(value for prop in self.objects_of for _, value in graph.relation(prop).pairs())
        return nodes

    def patterns(self) -> Iterator[Pattern]:
        """Give the patterns that make something a focus node."""
        yield from (Pattern("?this", (KIND,), kind) for kind in self.kinds)
        yield from (Pattern("?this", (prop,), "?anyObject") for prop in self.subjects_of)
        yield from (Pattern("?anySubject", (prop,), "?this") for prop in self.objects_of)


@dataclass(frozen=True, slots=True)
class Query:
    """A SPARQL constraint of a shape.

    Attributes:
        text: The SELECT with its prefixes.
        at_once: Whether it may be asked for many focus nodes at once.
    """

    text: str
    at_once: bool


@dataclass(frozen=True, slots=True, eq=False)
class Check:
    """How to find the focus nodes at which a shape may be violated.

    Attributes:
        shape: The shape.
        target: Its focus nodes.
        constraints: What finds those of them that may be at fault; none when only queries can find any.
        queries: Its SPARQL constraints.
        near: The patterns that the constraints read; None where they reach further than to the values of
            the focus node.
        note: Why all focus nodes are looked at; "" where they need not be.
    """

    shape: Node
    target: Target
    constraints: tuple[Constraint, ...]
    queries: tuple[Query, ...]
    near: tuple[Pattern, ...] | None
    note: str

    def suspects(self, columns: Columns, nodes: Set[str]) -> set[str]:
        """Return those of some focus nodes that may be at fault, not counting the queries."""
        if self.note:
            return set(nodes)
        return {node for constraint in self.constraints for node in constraint(columns, nodes)}

    def patterns(self) -> tuple[Pattern, ...] | None:
        """Return all that the check reads; None where it cannot be told."""
        return _patterns_of(self)


@functools.lru_cache(maxsize=1024)
def _patterns_of(check: Check) -> tuple[Pattern, ...] | None:
    asked = [read_select(query.text) for query in check.queries]
    if check.note or check.near is None:
        return None
    patterns = {**dict.fromkeys(check.target.patterns()), **dict.fromkeys(check.near)}
    for select in asked:
        if select is None:
            return None
        patterns.update(dict.fromkeys(patterns_of(select)))
    return tuple(patterns)


def compile_shapes(shapes: rdflib.Graph, classes: ClassTree) -> tuple[Check, ...]:
    """Compile the shapes that have targets, and the property shapes of these.

    Args:
        shapes: Any graph of shapes; not changed.
        classes: What the checked graph and the ontology say of classes.

    Returns:
        One check for each shape and target, in order of their names; none for what is deactivated.

    Examples:
        >>> shapes = rdflib.Graph().parse(format="turtle", data='''
        ...     @prefix sh: <http://www.w3.org/ns/shacl#> .
        ...     <x:S> a sh:NodeShape ; sh:targetClass <x:C> ; sh:property <x:P> .
        ...     <x:P> sh:path <x:p> ; sh:minCount 1 .''')
        >>> [check] = compile_shapes(shapes, ClassTree())
        >>> columns = Columns()
        >>> columns.add("<x:a>", KIND, "<x:C>")
        >>> check.suspects(columns, check.target.focus_nodes(columns))
        {'<x:a>'}
    """
    compiler = _Compiler(shapes, classes)
    return tuple(compiler.checks())


class _Compiler:
    """Compiles one graph of shapes."""

    def __init__(self, shapes: rdflib.Graph, classes: ClassTree) -> None:
        self._shapes = shapes
        self._classes = classes
        self._tests = ValueTests(shapes, classes)
        self._has_own_components = (None, RDF.type, SH.ConstraintComponent) in shapes

    def checks(self) -> Iterator[Check]:
        """Give the checks of all shapes that have targets."""
        roots = {shape for predicate in TARGETS for shape in self._shapes.subjects(predicate)}
        roots.update(
            shape
            for kind in (SH.NodeShape, SH.PropertyShape)
            for shape in self._shapes.subjects(RDF.type, kind)
            if (shape, RDF.type, RDFS.Class) in self._shapes
        )
        for root in sorted(roots, key=str):
            if not self._is_deactivated(root):
                yield from self._checks_of(root, self._target(root))

    def _checks_of(self, shape: Node, target: Target) -> Iterator[Check]:
        is_property = (shape, SH.path, None) in self._shapes
        check = self._property_check(shape, target) if is_property else self._node_check(shape, target)
        if check.constraints or check.queries or check.note:
            yield check
        if not is_property:
            for inner in sorted(self._shapes.objects(shape, SH.property), key=str):
                if not self._is_deactivated(inner):
                    yield from self._checks_of(inner, target)

    def _is_deactivated(self, shape: Node) -> bool:
        told = self._shapes.value(shape, SH.deactivated)
        return isinstance(told, Literal) and bool(told.value)

    def _target(self, shape: Node) -> Target:
        kinds = set(self._shapes.objects(shape, SH.targetClass))
        if (shape, RDF.type, RDFS.Class) in self._shapes:
            kinds.add(shape)
        named = set(self._terms(shape, SH.targetNode))
        return Target(
            kinds=tuple(sorted({cls for kind in kinds for cls in self._classes.within(kind)})),
            named=frozenset(named.union(*(self._classes.members_of(kind) for kind in kinds))),
            subjects_of=tuple(self._terms(shape, SH.targetSubjectsOf)),
            objects_of=tuple(self._terms(shape, SH.targetObjectsOf)),
        )

    def _terms(self, shape: Node, predicate: URIRef) -> list[str]:
        """Return the values of a parameter as terms, sorted."""
        return sorted(token_of(value) for value in self._shapes.objects(shape, predicate))

    def _node_check(self, shape: Node, target: Target) -> Check:
        note = self._unknown(shape)
        constraints: list[Constraint] = []
        near: list[Pattern] | None = [Pattern("?this", (KIND,), "?kind")]
        for test in self._tests.sure(shape):
            if test is None:
                note = note or "a constraint on the node itself"
            else:
                constraints.append(functools.partial(failing, test))
        for value in self._shapes.objects(shape, SH.hasValue):
            constraints.append(functools.partial(all_but, token_of(value)))
            note = note or ("" if _is_sure_term(value) else UNSURE_VALUE)
        closed = self._shapes.value(shape, SH.closed)
        if isinstance(closed, Literal) and bool(closed.value):
            named = self._named(shape)
            constraints.append(lambda columns, nodes: with_others(columns, nodes, named))
            near = None
        if any((shape, predicate, None) in self._shapes for predicate in (SH.equals, SH.disjoint)):
            note = note or "sh:equals or sh:disjoint of a node"
        return self._check(shape, target, constraints, near, note)

    def _property_check(self, shape: Node, target: Target) -> Check:
        note = self._unknown(shape)
        if (shape, SH.property, None) in self._shapes:
            note = note or "sh:property within a property shape"
        if (shape, SH.sparql, None) in self._shapes:
            note = note or "sh:sparql of a property shape"
        try:
            [path] = [compile_path(self._shapes, one) for one in self._shapes.objects(shape, SH.path)]
        except ValueError:
            return self._check(shape, target, [], None, note or "an unknown path")
        constraints = [*self._counts(shape, path), *self._pairs(shape, path)]
        for test in self._tests.sure(shape):
            if test is None:
                note = note or "a constraint on values that cannot be put as a test"
            else:
                constraints.append(on_values(path, test))
        for value in self._shapes.objects(shape, SH.hasValue):
            constraints.append(lacking(path, token_of(value)))
            note = note or ("" if _is_sure_term(value) else UNSURE_VALUE)
        near = self._near(shape, path) if path.is_near else None
        return self._check(shape, target, constraints, near, note)

    def _near(self, shape: Node, path: Path) -> list[Pattern]:
        """Return what the constraints of a property shape read of a focus node and its values."""
        others = [
            other
            for predicate in (SH.disjoint, SH.equals, SH.lessThan, SH.lessThanOrEquals)
            for other in self._terms(shape, predicate)
        ]
        patterns = [Pattern("?this", (*path.properties, *others), "?value")]
        if any(predicate in NAMED for predicate in self._shapes.predicates(shape)):
            patterns.append(Pattern("?value", (KIND,), "?kind"))
        return patterns

    def _counts(self, shape: Node, path: Path) -> Iterator[Constraint]:
        """Give what finds too few and too many values."""
        for predicate, compare in ((SH.minCount, operator.lt), (SH.maxCount, operator.gt)):
            for limit in self._shapes.objects(shape, predicate):
                if not is_count(limit):
                    yield lambda _, nodes: nodes
                elif predicate == SH.minCount and int(str(limit)) == 1:
                    yield lambda columns, nodes: nodes - path.relation(columns, nodes).first.keys()
                elif predicate == SH.maxCount and int(str(limit)) == 1:
                    yield lambda columns, nodes: nodes & path.relation(columns, nodes).more.keys()
                else:
                    yield counted(path, compare, int(str(limit)))

    def _pairs(self, shape: Node, path: Path) -> Iterator[Constraint]:
        """Give what finds values that do not fit those of another property, or each other."""
        for other in self._terms(shape, SH.disjoint):
            yield beside(path, other, lambda own, others: not set(own).isdisjoint(others))
        for other in self._terms(shape, SH.equals):
            yield beside(path, other, lambda own, others: set(own) != set(others))
        for predicate, order in ORDERS:
            for other in self._terms(shape, predicate):
                yield beside(path, other, functools.partial(is_unordered, order))
        if (shape, SH.uniqueLang, None) in self._shapes:
            yield lambda columns, nodes: nodes & path.relation(columns, nodes).more.keys()

    def _named(self, shape: Node) -> frozenset[str]:
        """Return the properties that a closed shape names, as terms."""
        named = {
            path
            for inner in self._shapes.objects(shape, SH.property)
            for path in self._shapes.objects(inner, SH.path)
            if isinstance(path, URIRef) and not self._is_deactivated(inner)
        }
        for ignored in self._shapes.objects(shape, SH.ignoredProperties):
            named.update(one for one in self._shapes.items(ignored) if isinstance(one, URIRef))
        return frozenset(map(token_of, named))

    def _unknown(self, shape: Node) -> str:
        """Return what of a shape the compiler does not know; "" for nothing."""
        for predicate in sorted(set(self._shapes.predicates(shape)), key=str):
            is_own = self._has_own_components and not str(predicate).startswith(str(SH))
            if predicate not in HANDLED and (str(predicate).startswith(str(SH)) or is_own):
                return f"<{predicate}>"
        return ""

    def _check(
        self,
        shape: Node,
        target: Target,
        constraints: list[Constraint],
        near: list[Pattern] | None,
        note: str,
    ) -> Check:
        queries = () if note else tuple(self._queries(shape))
        if any(not query.at_once for query in queries):
            note = "a query that is to be asked for each focus node by itself"
        if note:
            return Check(shape, target, (), (), None, note)
        return Check(shape, target, tuple(constraints), queries, None if near is None else tuple(near), "")

    def _queries(self, shape: Node) -> Iterator[Query]:
        """Give the SPARQL constraints of a shape with their prefixes."""
        for constraint in sorted(self._shapes.objects(shape, SH.sparql), key=str):
            text = self._shapes.value(constraint, SH.select)
            if text is not None and not self._is_deactivated(constraint):
                whole = self._prefixes(constraint) + str(text)
                yield Query(whole, "$PATH" not in whole and can_be_scoped(whole))

    def _prefixes(self, constraint: Node) -> str:
        lines = {
            f"PREFIX {self._shapes.value(declared, SH.prefix)}: "
            f"<{self._shapes.value(declared, SH.namespace)}>\n"
            for where in self._shapes.objects(constraint, SH.prefixes)
            for declared in self._shapes.objects(where, SH.declare)
        }
        known = {
            f"PREFIX {name}: <{space}>\n"
            for name, space in (("rdf", RDF), ("rdfs", RDFS), ("owl", rdflib.OWL))
        }
        told = {line.split()[1] for line in lines}
        return "".join(sorted(lines | {line for line in known if line.split()[1] not in told}))


def _is_sure_term(term: Node) -> bool:
    """Say whether a term of a pattern matches just what pySHACL holds equal to it."""
    return isinstance(term, URIRef) or (
        isinstance(term, Literal) and term.datatype is None and not term.language
    )
