"""Answer a named question: bind its parameters, run it, gather its rows.

The parameters become RDF terms that take the place of variables (`binding`); nothing that a user types ever
becomes part of the SPARQL text in another way. Queries see the believed graph; only `GRAPH` in a query sees
the sources.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store, Triple

from electiongraph.answering.binding import bind
from electiongraph.answering.catalogue import PARAMETERS, Question, question_named
from electiongraph.answering.names import resolve
from electiongraph.answering.source_labels import source_labels
from electiongraph.answering.tables import Answer, Cell, Scalar
from electiongraph.errors import QueryError
from electiongraph.vocabulary import PREFIXES, XSD

__all__ = ["ask", "ask_question", "scalar"]

SOURCE_COLUMNS = frozenset(["source", "sources"])
SOURCE_VARIABLE = "source_iri"
INTEGER_TYPES = frozenset(XSD + name for name in ("integer", "int", "long", "nonNegativeInteger"))
BEGINNINGS = frozenset("+-.0123456789tf")
INTEGER = re.compile(r"[+-]?[0-9]{1,4000}")
DECIMAL = re.compile(r"[+-]?(?:[0-9]{1,4000}(?:\.[0-9]{0,4000})?|\.[0-9]{1,4000})")


def ask(store: Store, name: str, **parameters: str | int) -> Answer:
    """Answer a named question over a graph.

    Args:
        store: The graph.
        name: The question's name, for example "incumbents-lost".
        **parameters: `seat`, `party`, `from_party`, `person`, `role`, `region`, `election`, `date`,
            `percent` and `limit`, as far as the question has them; names as people write them.

    Returns:
        The answer, its rows in the question's order.

    Raises:
        QueryError: When there is no such question, it lacks or does not take a parameter, or a name is
            in no way that of anything in the graph.
    """
    return ask_question(store, question_named(name), parameters)


def ask_question(store: Store, question: Question, parameters: Mapping[str, str | int]) -> Answer:
    """Answer a question that has been read already; see `ask`."""
    values = _values(question, parameters)
    limit = _limit(values.pop("limit", ""))
    choices: list[list[tuple[str, NamedNode | Literal]]] = []
    for name, value in values.items():
        terms = resolve(store, name, value)
        if terms:
            choices.append([(PARAMETERS[name], term) for term in terms])
    labels = source_labels(store) if SOURCE_COLUMNS & set(question.columns) else {}
    # One run a combination, since a variable takes one term: a name may stand for several seats.
    rows: list[tuple[Scalar, ...]] = []
    for combination in itertools.product(*choices):
        rows += _run(store, question, dict(combination), labels)
    gathered = _gather(question, dict.fromkeys(rows))
    kept = gathered if limit is None else gathered[:limit]
    return Answer(
        columns=question.columns,
        rows=tuple(kept),
        name=question.name,
        definition=question.definition,
        parameters=tuple(values.items()),
        total=len(gathered),
    )


def _values(question: Question, parameters: Mapping[str, str | int]) -> dict[str, str]:
    """Return the parameters that hold, by name: those given, then the defaults."""
    given = {name: str(value) for name, value in parameters.items()}
    for name in given:
        if question.parameter(name) is None:
            takes = ", ".join(parameter.name for parameter in question.parameters) or "none"
            raise QueryError(
                f"this question takes no {name}", where=question.name, advice=f"it takes {takes}"
            )
    values = {}
    for parameter in question.parameters:
        value = given.get(parameter.name, parameter.default)
        if not value.strip() and parameter.is_required:
            advice = f"for example: {question.example}"
            raise QueryError(f"this question needs a {parameter.name}", where=question.name, advice=advice)
        if value.strip():
            values[parameter.name] = value.strip()
        elif parameter.name in given:
            raise QueryError(f"the {parameter.name} is empty", where=question.name)
    return values


def _limit(value: str) -> int | None:
    if value in ("", "all"):
        return None
    if not value.isdecimal() or len(value) > 9 or int(value) < 1:
        raise QueryError("this is no number of rows", where=value, advice='give 1 or more, or "all"')
    return int(value)


def _run(
    store: Store, question: Question, terms: Mapping[str, NamedNode | Literal], labels: Mapping[str, str]
) -> list[tuple[Scalar, ...]]:
    """Return the rows of one run, cut to the question's columns, the sources as they are cited."""
    solutions = store.query(bind(question.text, terms), prefixes=PREFIXES)
    assert isinstance(solutions, QuerySolutions)
    places = {variable.value: place for place, variable in enumerate(solutions.variables)}
    chosen = [places[name] for name in question.columns]
    source = places.get(SOURCE_VARIABLE)
    cited = [at for at, name in enumerate(question.columns) if name in SOURCE_COLUMNS]
    rows = []
    # Terms by their place take half of the time that they take by name.
    for solution in map(tuple, solutions):
        row = [scalar(solution[place]) for place in chosen]
        if source is not None and (label := labels.get(str(scalar(solution[source])))):
            for at in cited:
                row[at] = label
        rows.append(tuple(row))
    return rows


def scalar(term: NamedNode | BlankNode | Literal | Triple | None) -> Scalar:
    """Return an RDF term as a plain value: numbers and booleans by their value, all else as text.

    Examples:
        >>> scalar(Literal(14677)), scalar(Literal("Hitchin")), scalar(None)
        (14677, 'Hitchin', None)
        >>> scalar(Literal("many", datatype=NamedNode(XSD + "integer")))
        'many'
    """
    if term is None:
        return None
    if isinstance(term, Literal):
        # What begins as no number and no boolean does is text, whatever its type, which takes long to tell.
        if term.value[:1] not in BEGINNINGS:
            return term.value
        datatype = term.datatype.value
        # What is no number, or one of thousands of digits, stays the text that it is.
        if datatype in INTEGER_TYPES and INTEGER.fullmatch(term.value):
            return int(term.value)
        if datatype == XSD + "decimal" and DECIMAL.fullmatch(term.value):
            return Decimal(term.value)
        if datatype == XSD + "boolean":
            return term.value in ("true", "1")
        return term.value
    return term.value if isinstance(term, NamedNode) else str(term)


def _gather(question: Question, rows: Iterable[tuple[Scalar, ...]]) -> list[tuple[Cell, ...]]:
    """Gather the values of the combined columns where all the other columns agree, keeping their order."""
    if not question.combine:
        return list(rows)
    places = [i for i, name in enumerate(question.columns) if name in question.combine]
    groups: dict[tuple[Scalar, ...], list[tuple[Scalar, ...]]] = {}
    for row in rows:
        key = tuple(cell for i, cell in enumerate(row) if i not in places)
        groups.setdefault(key, []).append(row)
    gathered: list[tuple[Cell, ...]] = []
    for group in groups.values():
        merged: list[Cell] = list(group[0])
        parts = list(dict.fromkeys(tuple(row[i] for i in places) for row in group))
        for at, place in enumerate(places):
            column = tuple(part[at] for part in parts if any(cell is not None for cell in part))
            merged[place] = column if len(column) > 1 else (column[0] if column else None)
        gathered.append(tuple(merged))
    return gathered
