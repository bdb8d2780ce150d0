"""Write what the graph knows as tidy tables: one table a class, one row a thing, sorted by its identifier.

Which tables and columns there are stands in `tables.toml`. Identifiers are written relative to one base,
terms of the ontology by their bare names, so that a table can be read; foreign keys tie the tables together.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from electiongraph.identifiers import ID
from electiongraph.vocabulary import DISAGREEMENTS_GRAPH, EG, EVIDENCE_GRAPH, PREFIXES, RDF_TYPE

__all__ = ["BETWEEN_VALUES", "Column", "Table", "TableSpec", "read_tables", "table_specs"]

BETWEEN_VALUES = " | "
IDENTIFIER = "id"
GRAPHS = (DefaultGraph(), NamedNode(EVIDENCE_GRAPH), NamedNode(DISAGREEMENTS_GRAPH))

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: Its heading.
        paths: Ways from the thing to the value, each the IRIs of properties in order.
        type: A type of the Frictionless Table Schema.
        table: The table that the values are identifiers of; "" when they are none.
        many: Whether several values may stand in a cell.
        take: Which of several values is given: "first", "last", or "" for all.
        without: Values that are left out.
        description: What it holds; "" where the ontology says so of the last property.
    """

    name: str
    paths: tuple[Path, ...]
    type: str = "string"
    table: str = ""
    many: bool = False
    take: str = ""
    without: frozenset[str] = frozenset()
    description: str = ""


@dataclass(frozen=True, slots=True)
class TableSpec:
    """What a table holds: the things of a class, and its columns beside the identifier."""

    name: str
    title: str
    class_iri: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its rows.

    Attributes:
        spec: Which it is.
        rows: Cells as they are written, the identifier first; "" for what is not known.
        overfull: Names of columns where a cell has several values though one was expected.
    """

    spec: TableSpec
    rows: tuple[tuple[str, ...], ...]
    overfull: frozenset[str]

    def to_csv(self) -> bytes:
        """Return UTF-8 CSV by RFC 4180 with a heading, its lines ended by a line feed alone."""
        written = io.StringIO()
        writer = csv.writer(written, lineterminator="\n")
        writer.writerow((IDENTIFIER, *(column.name for column in self.spec.columns)))
        writer.writerows(self.rows)
        return written.getvalue().encode("utf-8")


def read_tables(store: Store) -> Iterator[Table]:
    """Yield the tables that have rows, in the order of `tables.toml`.

    Args:
        store: The graph.

    Examples:
        >>> from pyoxigraph import Quad
        >>> party = NamedNode(f"{ID}party/PP53")
        >>> store = Store()
        >>> store.extend([
        ...     Quad(party, NamedNode(RDF_TYPE), NamedNode(f"{EG}Party")),
        ...     Quad(party, NamedNode(f"{EG}registerId"), Literal("PP53")),
        ... ])
        >>> [table.to_csv().decode().splitlines()[1] for table in read_tables(store)]
        ['party/PP53,,,PP53,,,,,']
    """
    values = _Values(store)
    for spec in table_specs():
        table = _read_table(spec, values)
        if table.rows:
            yield table


@cache
def table_specs() -> tuple[TableSpec, ...]:
    """Return what `tables.toml` says."""
    data = tomllib.loads((files(__package__) / "tables.toml").read_text(encoding="utf-8"))
    return tuple(
        TableSpec(
            name,
            told["title"],
            _iri(told["class"]),
            tuple(_column(heading, column) for heading, column in told["columns"].items()),
        )
        for name, told in data.items()
    )


def _column(name: str, told: dict[str, object]) -> Column:
    paths = told["path"] if isinstance(told["path"], list) else [told["path"]]
    without = told.get("without", [])
    assert isinstance(without, list)
    return Column(
        name,
        tuple(tuple(_iri(step) for step in str(path).split("/")) for path in paths),
        type=str(told.get("type", "string")),
        table=str(told.get("table", "")),
        many=bool(told.get("many")),
        take="first" if told.get("first") else "last" if told.get("last") else "",
        without=frozenset(without),
        description=str(told.get("describe", "")),
    )


def _iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


class _Values(dict[str, dict[str, list[str]]]):
    """The values of each property by subject, read from the store when first asked for.

    Values are kept as they are written; `subject` undoes that for what is stepped through.
    """

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, predicate: str) -> dict[str, list[str]]:
        gathered: dict[str, set[str]] = {}
        for graph in GRAPHS:
            for quad in self._store.quads_for_pattern(None, NamedNode(predicate), None, graph):
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                    gathered.setdefault(_written(quad.subject), set()).add(_written(quad.object))
        self[predicate] = {subject: sorted(values) for subject, values in gathered.items()}
        return self[predicate]

    def things(self, class_iri: str) -> list[str]:
        """Return what is of a class, as it is written, sorted."""
        written = _written(NamedNode(class_iri))
        return sorted(thing for thing, classes in self[RDF_TYPE].items() if written in classes)

    def follow(self, thing: str, paths: tuple[Path, ...]) -> list[str]:
        """Return what stands at the end of the paths from a thing, sorted, each once."""
        found: list[str] = []
        for path in paths:
            reached = [thing]
            for predicate in path:
                values = self[predicate]
                reached = [value for one in reached for value in values.get(one, ())]
            found += reached
        return found if len(found) < 2 else sorted(set(found))


def _written(term: NamedNode | Literal) -> str:
    """Return a term as it stands in a cell."""
    if isinstance(term, Literal):
        return term.value
    for namespace in (ID, EG):
        if term.value.startswith(namespace) and len(term.value) > len(namespace):
            return term.value[len(namespace) :]
    return term.value


def _read_table(spec: TableSpec, values: _Values) -> Table:
    overfull: set[str] = set()
    rows = []
    for thing in values.things(spec.class_iri):
        cells = [thing]
        for column in spec.columns:
            found = values.follow(thing, column.paths)
            if column.without:
                found = [value for value in found if value not in column.without]
            if column.take and found:
                found = [found[0] if column.take == "first" else found[-1]]
            if len(found) > 1 and not column.many:
                overfull.add(column.name)
            cells.append(BETWEEN_VALUES.join(found))
        rows.append(tuple(cells))
    return Table(spec, tuple(rows), frozenset(overfull))
