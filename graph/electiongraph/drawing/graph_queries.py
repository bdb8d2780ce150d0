"""Run the queries of `queries/drawing/` on what is believed or on what one source says.

For drawing. Every row is a dict of texts that can be drawn, in the order of the query; a variable without a
value is absent, and so is one whose value is not of the kind that its column holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, QuerySolutions, Store, Triple, Variable

from electiongraph.graph_values import decimal_number, is_day, printable, whole_number
from electiongraph.resources import folder

__all__ = ["Row", "read_first_rows", "read_rows"]

Row = dict[str, str]
COUNTS = frozenset(["contests", "majority", "memberships", "valid_votes", "votes"])
SHARES = frozenset(
    ["majority_percent", "share_of_predecessor", "share_of_successor", "share_percent", "turnout_percent"]
)
DAYS = frozenset(["ended_on", "polling_date", "started_on"])
NAMES = ("country", "label", "name", "region", "winner")
# No name is half as long; texts without end are slow to set, in charts above all.
LONGEST_NAME = 300
_DRAWN = (NamedNode, Literal)
COLOUR = re.compile("#[0-9A-Fa-f]{6}")


@lru_cache(maxsize=64)
def _query_text(name: str) -> str:
    return (folder("queries") / "drawing" / f"{name}.rq").read_text(encoding="utf-8")


def read_rows(
    store: Store, name: str, source: str = "", things: Mapping[str, str] | None = None
) -> tuple[Row, ...]:
    """Run a query of `queries/drawing/` on a source's graph, or on the default graph.

    Args:
        store: The graph.
        name: The query's file name without its suffix.
        source: IRI of the source; "" for what is believed.
        things: IRIs that variables of the query stand for.
    """
    graph = NamedNode(source) if source else DefaultGraph()
    bound: dict[Variable, NamedNode | BlankNode | Literal | Triple] = {
        Variable(variable): NamedNode(iri) for variable, iri in (things or {}).items()
    }
    solutions = store.query(_query_text(name), default_graph=[graph], substitutions=bound)
    assert isinstance(solutions, QuerySolutions)
    columns = [
        (
            variable.value,
            _check_of(variable.value),
            LONGEST_NAME if variable.value.endswith(NAMES) else None,
        )
        for variable in solutions.variables
    ]
    found: list[Row] = []
    for solution in solutions:
        row: Row = {}
        for (column, is_sound, longest), term in zip(columns, solution, strict=True):
            if isinstance(term, _DRAWN):
                text = term.value
                if is_sound is None or is_sound(text):
                    row[column] = printable(text)[:longest]
        found.append(row)
    return tuple(found)


def _check_of(column: str) -> Callable[[str], bool] | None:
    """Return what tells whether a text is of the kind that a column holds; None when any is."""
    if column in COUNTS:
        return lambda text: whole_number(text) is not None
    if column in SHARES:
        return lambda text: decimal_number(text) is not None
    if column in DAYS:
        return is_day
    return (lambda text: COLOUR.fullmatch(text) is not None) if column == "colour" else None


def read_first_rows(
    store: Store, name: str, source: str, keys: tuple[str, ...], things: Mapping[str, str] | None = None
) -> tuple[Row, ...]:
    """Run a query and keep the first row of each thing, as one with two values has two rows."""
    found: dict[tuple[str, ...], Row] = {}
    for row in read_rows(store, name, source, things):
        found.setdefault(tuple(row[key] for key in keys), row)
    return tuple(found.values())
