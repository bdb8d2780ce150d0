"""Compile SHACL shapes to SPARQL: one SELECT a shape that finds every focus node that may be at fault.

Takes a graph of shapes and what is known of classes, gives `Check` records. A SELECT may find a node that
conforms after all; it never misses one that does not. A shape with something unknown here has all its
focus nodes looked at, and its check says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import rdflib
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Literal, Node, URIRef

from electiongraph.validation.sparql_scope import can_be_scoped
from electiongraph.validation.value_tests import (
    SPOKEN,
    VALUE_COMPONENTS,
    ClassTree,
    ValueTests,
    is_count,
    sparql_term,
    sure_order,
)

__all__ = ["MOST_NAMED", "TARGETS", "Check", "Query", "compile_shapes", "property_path"]

TARGETS = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)
SCOPE = "%SCOPE%"
# Naming more nodes than these in a query takes longer than asking it for all and choosing among the answers.
MOST_NAMED = 50
THIS, VALUE = "?this", "?value"
# What the compiler looks at beside the constraints on single values.
HANDLED = frozenset(
    {SH.closed, SH.deactivated, SH.disjoint, SH.equals, SH.flags, SH.hasValue, SH.ignoredProperties}
    | {SH.lessThan, SH.lessThanOrEquals, SH.maxCount, SH.minCount, SH.path, SH.property, SH.sparql}
    | {SH.uniqueLang, *TARGETS, *SPOKEN, *VALUE_COMPONENTS}
)
UNSURE_VALUE = "sh:hasValue of a literal that is no plain text"
PATHS: Mapping[Node, str] = {SH.oneOrMorePath: "+", SH.zeroOrMorePath: "*", SH.zeroOrOnePath: "?"}


@dataclass(frozen=True, slots=True)
class Query:
    """A SPARQL constraint of a shape.

    Attributes:
        text: The SELECT with its prefixes.
        at_once: Whether it may be asked for many focus nodes at once.
    """

    text: str
    at_once: bool


@dataclass(frozen=True, slots=True)
class Check:
    """How to find the focus nodes at which a shape may be violated.

    Attributes:
        shape: The shape.
        target: A SPARQL pattern of its focus nodes, `?this`.
        branches: Patterns of the focus nodes that may be at fault; none when only queries can find any.
        queries: Its SPARQL constraints.
        note: Why all focus nodes are looked at; "" where they need not be.
    """

    shape: Node
    target: str
    branches: tuple[str, ...]
    queries: tuple[Query, ...]
    note: str

    def suspects(self, nodes: Iterable[str] | None = None) -> str:
        """Return the SELECT of the focus nodes that may be at fault, not counting the queries.

        Args:
            nodes: The only focus nodes to look at, as SPARQL writes them; None for all.
        """
        scope = "" if nodes is None else f"VALUES ?this {{ {' '.join(nodes)} }} "
        patterns = " UNION ".join(f"{{ {branch.replace(SCOPE, scope)} }}" for branch in self.branches)
        return f"SELECT DISTINCT ?this WHERE {{ {patterns} }}"

    def focus_nodes(self, nodes: Iterable[str] | None = None) -> str:
        """Return the SELECT of all focus nodes, or of those among some nodes."""
        scope = "" if nodes is None else f"VALUES ?this {{ {' '.join(nodes)} }} "
        return f"SELECT DISTINCT ?this WHERE {{ {self.target.replace(SCOPE, scope)} }}"

    def has_focus_nodes(self) -> str:
        """Return the ASK whether there are any focus nodes."""
        return f"ASK {{ {self.target.replace(SCOPE, '')} }}"


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
        >>> check.suspects()
        'SELECT DISTINCT ?this WHERE { { ?this a <x:C> . FILTER NOT EXISTS { ?this <x:p> ?any } } }'
    """
    compiler = _Compiler(shapes, classes)
    return tuple(compiler.checks())


def property_path(shapes: rdflib.Graph, path: Node) -> str:
    """Return a path of SHACL as SPARQL writes it.

    Raises:
        ValueError: When it is none.
    """
    if isinstance(path, URIRef):
        return path.n3()
    if (path, RDF.first, None) in shapes:
        return f"({'/'.join(property_path(shapes, part) for part in shapes.items(path))})"
    for predicate, value in shapes.predicate_objects(path):
        if predicate == SH.inversePath:
            return f"^{property_path(shapes, value)}"
        if predicate == SH.alternativePath:
            return f"({'|'.join(property_path(shapes, part) for part in shapes.items(value))})"
        if predicate in PATHS:
            return f"({property_path(shapes, value)}){PATHS[predicate]}"
    raise ValueError(f"no path: {path}")


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
                target = self._target(root)
                yield from self._checks_of(root, target)

    def _checks_of(self, shape: Node, target: str) -> Iterator[Check]:
        is_property = (shape, SH.path, None) in self._shapes
        check = self._property_check(shape, target) if is_property else self._node_check(shape, target)
        if check.branches or check.queries:
            yield check
        if not is_property:
            for inner in sorted(self._shapes.objects(shape, SH.property), key=str):
                if not self._is_deactivated(inner):
                    yield from self._checks_of(inner, target)

    def _is_deactivated(self, shape: Node) -> bool:
        told = self._shapes.value(shape, SH.deactivated)
        return isinstance(told, Literal) and bool(told.value)

    def _target(self, shape: Node) -> str:
        """Return the pattern of a shape's focus nodes."""
        ways = []
        kinds = set(self._shapes.objects(shape, SH.targetClass))
        if (shape, RDF.type, RDFS.Class) in self._shapes:
            kinds.add(shape)
        for kind in sorted(kinds, key=str):
            ways += [f"?this a {sparql_term(cls)} ." for cls in self._classes.within(kind)]
            ways += [_named([member]) for member in self._classes.members_of(kind)]
        ways += [f"?this {p.n3()} ?anyObject ." for p in self._sorted(shape, SH.targetSubjectsOf)]
        ways += [f"?anySubject {p.n3()} ?this ." for p in self._sorted(shape, SH.targetObjectsOf)]
        ways += [_named([node]) for node in self._sorted(shape, SH.targetNode)]
        if len(ways) == 1:
            return SCOPE + ways[0]
        return " UNION ".join(f"{{ {SCOPE}{way} }}" for way in ways)

    def _sorted(self, shape: Node, predicate: URIRef) -> list[URIRef | Literal]:
        values = self._shapes.objects(shape, predicate)
        return sorted((one for one in values if isinstance(one, URIRef | Literal)), key=str)

    def _node_check(self, shape: Node, target: str) -> Check:
        branches = []
        note = self._unknown(shape)
        test = self._tests.sure(shape, THIS)
        if test is None:
            note = note or "a constraint on the node itself"
        elif test != "true":
            branches.append(f"{target} FILTER (!COALESCE({test}, false))")
        for value in self._shapes.objects(shape, SH.hasValue):
            branches.append(f"{target} FILTER (!sameTerm(?this, {sparql_term(value)}))")
            note = note or ("" if _is_sure_term(value) else UNSURE_VALUE)
        closed = self._shapes.value(shape, SH.closed)
        if isinstance(closed, Literal) and bool(closed.value):
            branches.append(self._closed(shape, target))
        if any((shape, predicate, None) in self._shapes for predicate in (SH.equals, SH.disjoint)):
            note = note or "sh:equals or sh:disjoint of a node"
        return self._check(shape, target, branches, note)

    def _property_check(self, shape: Node, target: str) -> Check:
        note = self._unknown(shape)
        if (shape, SH.property, None) in self._shapes:
            note = note or "sh:property within a property shape"
        if (shape, SH.sparql, None) in self._shapes:
            note = note or "sh:sparql of a property shape"
        try:
            [path] = [property_path(self._shapes, one) for one in self._shapes.objects(shape, SH.path)]
        except ValueError:
            return self._check(shape, target, [], note or "an unknown path")
        branches = [*self._counts(shape, target, path), *self._pairs(shape, target, path)]
        test = self._tests.sure(shape, VALUE)
        if test is None:
            note = note or "a constraint on values that SPARQL cannot be sure of"
        elif test != "true":
            branches.append(f"{target} ?this {path} ?value . FILTER (!COALESCE({test}, false))")
        for value in self._shapes.objects(shape, SH.hasValue):
            branches.append(f"{target} FILTER NOT EXISTS {{ ?this {path} {sparql_term(value)} }}")
            note = note or ("" if _is_sure_term(value) else UNSURE_VALUE)
        return self._check(shape, target, branches, note)

    def _counts(self, shape: Node, target: str, path: str) -> Iterator[str]:
        """Give the patterns of too few and of too many values."""
        for least in self._shapes.objects(shape, SH.minCount):
            if not is_count(least):
                yield target
            elif int(str(least)) == 1:
                yield f"{target} FILTER NOT EXISTS {{ ?this {path} ?any }}"
            elif int(str(least)) > 1:
                counted = f"{target} OPTIONAL {{ ?this {path} ?any }}"
                yield _grouped(counted, f"COUNT(DISTINCT ?any) < {least}")
        for most in self._shapes.objects(shape, SH.maxCount):
            if not is_count(most):
                yield target
            elif int(str(most)) == 0:
                yield f"{target} ?this {path} ?any ."
            elif int(str(most)) == 1:
                two = f"?this {path} ?one . ?this {path} ?other . FILTER (!sameTerm(?one, ?other))"
                yield f"{target} {two}"
            else:
                yield _grouped(f"{target} ?this {path} ?any .", f"COUNT(DISTINCT ?any) > {most}")

    def _pairs(self, shape: Node, target: str, path: str) -> Iterator[str]:
        """Give the patterns of values that do not fit those of another property, or each other."""
        for other in self._sorted(shape, SH.disjoint):
            yield f"{target} ?this {path} ?value . ?this {other.n3()} ?value ."
        for other in self._sorted(shape, SH.equals):
            yield f"{target} ?this {path} ?value . FILTER NOT EXISTS {{ ?this {other.n3()} ?value }}"
            yield f"{target} ?this {other.n3()} ?value . FILTER NOT EXISTS {{ ?this {path} ?value }}"
        for predicate, operator in ((SH.lessThan, "<"), (SH.lessThanOrEquals, "<=")):
            for other in self._sorted(shape, predicate):
                test = f"!COALESCE({sure_order('?value', operator, '?bound')}, false)"
                yield f"{target} ?this {path} ?value . ?this {other.n3()} ?bound . FILTER ({test})"
        if (shape, SH.uniqueLang, None) in self._shapes:
            same = 'LANG(?one) != "" && LCASE(LANG(?one)) = LCASE(LANG(?other)) && !sameTerm(?one, ?other)'
            yield f"{target} ?this {path} ?one . ?this {path} ?other . FILTER ({same})"

    def _closed(self, shape: Node, target: str) -> str:
        """Return the pattern of properties that a closed shape does not name."""
        named = {
            path
            for inner in self._shapes.objects(shape, SH.property)
            for path in self._shapes.objects(inner, SH.path)
            if isinstance(path, URIRef) and not self._is_deactivated(inner)
        }
        for ignored in self._shapes.objects(shape, SH.ignoredProperties):
            named.update(one for one in self._shapes.items(ignored) if isinstance(one, URIRef))
        listed = ", ".join(sorted(path.n3() for path in named))
        return f"{target} ?this ?predicate ?value ." + (
            f" FILTER (?predicate NOT IN ({listed}))" if listed else ""
        )

    def _unknown(self, shape: Node) -> str:
        """Return what of a shape the compiler does not know; "" for nothing."""
        for predicate in sorted(set(self._shapes.predicates(shape)), key=str):
            is_own = self._has_own_components and not str(predicate).startswith(str(SH))
            if predicate not in HANDLED and (str(predicate).startswith(str(SH)) or is_own):
                return f"<{predicate}>"
        return ""

    def _check(self, shape: Node, target: str, branches: list[str], note: str) -> Check:
        queries = () if note else tuple(self._queries(shape))
        for query in queries:
            if not query.at_once:
                note = "a query that is to be asked for each focus node by itself"
        return Check(shape, target, (target,) if note else tuple(branches), () if note else queries, note)

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


def _grouped(pattern: str, having: str) -> str:
    return f"{{ SELECT ?this WHERE {{ {pattern} }} GROUP BY ?this HAVING ({having}) }}"


def _named(nodes: list[Node]) -> str:
    return f"VALUES ?this {{ {' '.join(map(sparql_term, nodes))} }}"


def _is_sure_term(term: Node) -> bool:
    """Say whether a term of a pattern matches just what pySHACL holds equal to it."""
    return isinstance(term, URIRef) or (
        isinstance(term, Literal) and term.datatype is None and not term.language
    )
