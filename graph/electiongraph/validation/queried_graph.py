"""An rdflib graph whose SPARQL runs on Oxigraph, for pySHACL to ask.

rdflib parses the text of a constraint anew for each focus node, 40 milliseconds at a time; Oxigraph answers the
same question. It is asked once for all focus nodes: asked for each, it joins all contests with all candidacies
each time, which takes hours where the results of five general elections are in the graph.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pyoxigraph
import rdflib
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Processor, Result
from rdflib.term import BNode, Identifier, Node, URIRef, Variable

__all__ = ["QueriedGraph", "TermConverter"]

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
FOCUS = "this"
# A statement about the focus node, which binds it where it is not given.
_STATES_FOCUS = re.compile(r"[\$?]this\s+(?:a|\w+:\w+)\b|\w+:\w+\s+[\$?]this\s*[.;}]")
Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal


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


class QueriedGraph(rdflib.Graph):
    """A graph that is filled once and then asked SPARQL; do not change it between questions."""

    def __init__(self) -> None:
        super().__init__(bind_namespaces="none")
        self._asked: pyoxigraph.Store | None = None
        self._terms = TermConverter()
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

    def _select(self, text: str, bindings: Mapping[str, Node]) -> Result:
        """Run a SELECT query with some variables bound beforehand."""
        if set(bindings) == {FOCUS} and _STATES_FOCUS.search(text):
            names, by_focus = self._answer_for_all(text)
            solutions = by_focus.get(_to_oxigraph(bindings[FOCUS]), [])
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

    def _ask(self, text: str, bindings: Mapping[str, Node]) -> tuple[list[str], list[pyoxigraph.QuerySolution]]:
        substitutions = {pyoxigraph.Variable(name): _to_oxigraph(term) for name, term in bindings.items()}
        solutions = self._store().query(text, substitutions=substitutions)
        assert isinstance(solutions, pyoxigraph.QuerySolutions)
        return [variable.value for variable in solutions.variables], list(solutions)

    def _store(self) -> pyoxigraph.Store:
        """Return the triples in Oxigraph, copied at the first question."""
        if self._asked is None:
            self._asked = pyoxigraph.Store()
            self._asked.extend(
                pyoxigraph.Quad(_to_oxigraph(s), pyoxigraph.NamedNode(str(p)), _to_oxigraph(o))
                for s, p, o in self
            )
        return self._asked


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


def _to_oxigraph(term: Node) -> Any:
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
