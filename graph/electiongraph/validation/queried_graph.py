"""rdflib graphs whose SPARQL runs on Oxigraph, for pySHACL to ask.

rdflib parses the text of a constraint anew for each focus node, 40 milliseconds at a time; Oxigraph answers
the same question. It is asked once for all focus nodes: asked for each, it joins all contests with all
candidacies each time, which takes hours where the results of five general elections are in the graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Generator, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph
import rdflib
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Processor, Result
from rdflib.term import BNode, Identifier, Node, URIRef, Variable

from electiongraph.validation.sparql.asking import binds_focus, can_be_scoped, scope_to

__all__ = ["QueriedGraph", "StoreGraph", "TermConverter", "add_turtle", "copied_graph", "to_oxigraph"]

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
FOCUS = "this"
BELIEVED = pyoxigraph.DefaultGraph()


class TermConverter:
    """Converts pyoxigraph terms to rdflib terms, each one once.

    Oxigraph calls a plain string xsd:string, which rdflib holds to be another literal than the plain one
    that a shapes file parses to; so the datatype is dropped.
    """

    def __init__(self) -> None:
        self._terms: dict[object, Identifier] = {}

    def convert(self, term: object) -> Identifier:
        """Return the rdflib term of a pyoxigraph term."""
        known = self._terms.get(term)
        if known is None:
            known = self._terms[term] = _to_rdflib(term)
        return known


class _AskedGraph(rdflib.Graph):
    """A graph that is asked SPARQL; do not change it between questions."""

    def __init__(self, terms: TermConverter) -> None:
        super().__init__(bind_namespaces="none")
        self._terms = terms
        self._answers: dict[str, tuple[list[str], dict[Any, list[pyoxigraph.QuerySolution]]]] = {}

    def query(
        self,
        query_object: str | Query,
        processor: str | Processor = "sparql",
        result: str | type[Result] = "sparql",
        initNs: Mapping[str, Any] | None = None,  # noqa: N803
        initBindings: Mapping[str, Identifier] | None = None,  # noqa: N803
        use_store_provided: bool = True,
        **kwargs: Any,
    ) -> Result:
        """Answer a SELECT query on Oxigraph; a prepared query goes to rdflib.

        Args:
            query_object: SPARQL text with its prefixes.
            processor: As for `rdflib.Graph.query`; not used for text.
            result: As for `rdflib.Graph.query`; not used for text.
            initNs: As for `rdflib.Graph.query`; not used for text.
            initBindings: Variables that are bound beforehand.
            use_store_provided: As for `rdflib.Graph.query`; not used for text.
            kwargs: As for `rdflib.Graph.query`.

        Returns:
            An rdflib result with its bindings read.
        """
        if isinstance(query_object, str):
            return self._select(query_object, initBindings or {})
        return super().query(
            query_object, processor, result, initNs, initBindings, use_store_provided, **kwargs
        )

    def _asked_for_all(self, text: str) -> str | None:
        """Return the query that gives the rows of all focus nodes; None when each is to be asked for."""
        raise NotImplementedError

    def _asked_store(self) -> pyoxigraph.Store:
        """Return the store whose default graph has the triples."""
        raise NotImplementedError

    def _select(self, text: str, bindings: Mapping[str, Node]) -> Result:
        """Run a SELECT query with some variables bound beforehand."""
        at_once = self._asked_for_all(text) if set(bindings) == {FOCUS} else None
        if at_once is not None:
            names, by_focus = self._answer_for_all(at_once)
            solutions = by_focus.get(to_oxigraph(bindings[FOCUS]), [])
        else:
            names, solutions = self._ask(text, bindings)
        result = Result("SELECT")
        result.vars = [Variable(name) for name in names]
        result.bindings = [
            {Variable(name): self._terms.convert(value) for name in names if (value := row[name]) is not None}
            for row in solutions
        ]
        return result

    def _answer_for_all(self, text: str) -> tuple[list[str], dict[Any, list[pyoxigraph.QuerySolution]]]:
        """Return the names of a query's variables, and its solutions by focus node; asked once."""
        if text not in self._answers:
            names, solutions = self._ask(text, {})
            by_focus: dict[Any, list[pyoxigraph.QuerySolution]] = defaultdict(list)
            for row in solutions:
                by_focus[row[FOCUS]].append(row)
            self._answers[text] = names, by_focus
        return self._answers[text]

    def _ask(
        self, text: str, bindings: Mapping[str, Node]
    ) -> tuple[list[str], list[pyoxigraph.QuerySolution]]:
        substitutions = {pyoxigraph.Variable(name): to_oxigraph(term) for name, term in bindings.items()}
        solutions = self._asked_store().query(text, substitutions=substitutions)
        assert isinstance(solutions, pyoxigraph.QuerySolutions)
        return [variable.value for variable in solutions.variables], list(solutions)


class QueriedGraph(_AskedGraph):
    """A graph in memory, filled once and then asked."""

    def __init__(self) -> None:
        super().__init__(TermConverter())
        self._asked: pyoxigraph.Store | None = None

    def _asked_for_all(self, text: str) -> str | None:
        return text if can_be_scoped(text) and binds_focus(text) else None

    def _asked_store(self) -> pyoxigraph.Store:
        """Return the triples in Oxigraph, copied at the first question."""
        if self._asked is None:
            self._asked = pyoxigraph.Store()
            self._asked.extend(
                pyoxigraph.Quad(to_oxigraph(s), pyoxigraph.NamedNode(str(p)), to_oxigraph(o))
                for s, p, o in self
            )
        return self._asked


class StoreGraph(_AskedGraph):
    """One graph of a store, read where it lies, with a few triples more; not to be changed."""

    def __init__(
        self,
        store: pyoxigraph.Store,
        more: rdflib.Graph | None = None,
        *,
        name: pyoxigraph.NamedNode | pyoxigraph.DefaultGraph = BELIEVED,
        focus_nodes: Collection[Node] = (),
    ) -> None:
        """Look at a store.

        Args:
            store: The store.
            more: Triples that are to be seen beside it, such as those of the ontology on classes.
            name: Which of its graphs; only the default one can be asked SPARQL.
            focus_nodes: The only nodes that SPARQL constraints are asked for.
        """
        super().__init__(TermConverter())
        self._viewed = store
        self._name = name
        self._more = more if more is not None else rdflib.Graph(bind_namespaces="none")
        self._focus_nodes = [to_oxigraph(node) for node in focus_nodes]
        self._length: int | None = None

    def triples(self, triple: Any) -> Generator[Any, None, None]:
        """Give the triples that match a pattern; None matches all."""
        subject, predicate, value = triple
        if not isinstance(subject, rdflib.Literal) and (predicate is None or isinstance(predicate, URIRef)):
            convert = self._terms.convert
            pattern = [None if term is None else to_oxigraph(term) for term in (subject, predicate, value)]
            for quad in self._viewed.quads_for_pattern(pattern[0], pattern[1], pattern[2], self._name):
                yield convert(quad.subject), convert(quad.predicate), convert(quad.object)
        yield from self._beside(triple)

    def _beside(self, triple: Any = (None, None, None)) -> Iterator[Any]:
        """Give the matching triples that only stand beside the store."""
        for one in self._more.triples(triple):
            subject, predicate, value = map(to_oxigraph, one)
            if pyoxigraph.Quad(subject, predicate, value, self._name) not in self._viewed:
                yield one

    def __len__(self) -> int:
        """Return the number of triples, counted once."""
        if self._length is None:
            count = "SELECT (COUNT(*) AS ?count) WHERE { ?subject ?predicate ?object }"
            solutions = self._viewed.query(count, default_graph=[self._name])
            assert isinstance(solutions, pyoxigraph.QuerySolutions)
            self._length = int(next(solutions)["count"].value) + sum(1 for _ in self._beside())
        return self._length

    def __bool__(self) -> bool:
        return True

    def _asked_for_all(self, text: str) -> str | None:
        if any(isinstance(node, pyoxigraph.BlankNode) for node in self._focus_nodes):
            return None
        return scope_to(text, map(str, self._focus_nodes)) if can_be_scoped(text) else None

    def _asked_store(self) -> pyoxigraph.Store:
        return self._viewed


def copied_graph(store: pyoxigraph.Store, classes: rdflib.Graph) -> QueriedGraph:
    """Return the default graph of a store and what is known of classes as a graph in memory."""
    convert = TermConverter().convert
    copied = QueriedGraph()
    for quad in store.quads_for_pattern(None, None, None, BELIEVED):
        copied.add((convert(quad.subject), convert(quad.predicate), convert(quad.object)))
    for statement in classes:
        copied.add(statement)
    return copied


def add_turtle(graph: rdflib.Graph, path: Path) -> None:
    """Add a file's triples and prefixes to a graph; Oxigraph reads them in a third of rdflib's time.

    Raises:
        OSError, SyntaxError: It cannot be read, or is no Turtle.
    """
    convert = TermConverter().convert
    triples = pyoxigraph.parse(
        path=path, format=pyoxigraph.RdfFormat.TURTLE, base_iri=path.absolute().as_uri()
    )
    graph.addN((convert(one.subject), convert(one.predicate), convert(one.object), graph) for one in triples)
    for prefix, namespace in triples.prefixes.items():
        graph.bind(prefix, namespace)


def _to_rdflib(term: object) -> Identifier:
    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return BNode(term.value)
    assert isinstance(term, pyoxigraph.Literal), term
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype.value == XSD_STRING:
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)


def to_oxigraph(term: Node) -> Any:
    """Return the pyoxigraph term of an rdflib term."""
    if isinstance(term, URIRef):
        return pyoxigraph.NamedNode(str(term))
    if isinstance(term, BNode):
        return pyoxigraph.BlankNode(str(term))
    assert isinstance(term, rdflib.Literal), term
    if term.language:
        return pyoxigraph.Literal(str(term), language=term.language)
    if term.datatype is None:
        return pyoxigraph.Literal(str(term))
    return pyoxigraph.Literal(str(term), datatype=pyoxigraph.NamedNode(str(term.datatype)))
