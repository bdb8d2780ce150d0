"""Run pySHACL over one rdflib graph, and load the shapes for it.

The only place that knows pySHACL; what comes out is plain `Result` records in a fixed order.
"""

from __future__ import annotations

import contextlib
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyshacl
import rdflib
from pyshacl.errors import ReportableRuntimeError
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from electiongraph.errors import ShapeError
from electiongraph.resources import folder
from electiongraph.validation.queried_graph import add_turtle

__all__ = ["Result", "load_classes", "load_shapes", "read_shapes", "run_shapes", "told_as_shapes"]


@dataclass(frozen=True, slots=True)
class Result:
    """One result of SHACL; None where it has no such term."""

    severity: str
    message: str
    focus: Node
    path: Node | None
    component: Node | None
    shape: Node
    value: Node | None


@functools.lru_cache(maxsize=1)
def load_shapes() -> rdflib.Graph:
    """Return the shapes that travel with the package, read once a process; do not change it."""
    return read_shapes(folder("shapes"))


def read_shapes(shapes: Path) -> rdflib.Graph:
    """Read every Turtle file of a folder into one graph of shapes."""
    graph = rdflib.Graph()
    for path in sorted(shapes.glob("*.ttl")):
        with told_as_shapes(str(path)):
            add_turtle(graph, path)
    return graph


@contextlib.contextmanager
def told_as_shapes(where: str = "") -> Iterator[None]:
    """Turn whatever rdflib, Oxigraph and pySHACL say of shapes that are none into a `ShapeError`.

    Args:
        where: The file of the shapes.
    """
    try:
        yield
    except (OSError, ReportableRuntimeError, SyntaxError, ValueError, re.error) as error:
        raise ShapeError(f"the shapes cannot be used: {error}", where=where, advice="mend them") from error


@functools.lru_cache(maxsize=1)
def load_classes() -> rdflib.Graph:
    """Return the ontology's subclass statements, and the classes of its closed lists' members."""
    ontology = rdflib.Graph()
    add_turtle(ontology, folder("ontology") / "election.ttl")
    classes = rdflib.Graph()
    for statement in ontology.triples((None, RDFS.subClassOf, None)):
        classes.add(statement)
    for subject, _, kind in ontology.triples((None, RDF.type, None)):
        if (kind, RDF.type, rdflib.OWL.Class) in ontology:
            classes.add((subject, RDF.type, kind))
    return classes


def run_shapes(data: rdflib.Graph, shapes: rdflib.Graph, *, meta_shacl: bool = False) -> tuple[Result, ...]:
    """Check one graph with pySHACL.

    Args:
        data: The graph; not changed.
        shapes: The shapes.
        meta_shacl: Also check the shapes themselves against the shapes of SHACL.

    Returns:
        One result a fault, in a fixed order; empty when the graph conforms.

    Raises:
        ShapeError: When pySHACL refuses the shapes.
    """
    _, report, _ = pyshacl.validate(
        data, shacl_graph=shapes, inference="none", inplace=True, meta_shacl=meta_shacl, do_owl_imports=False
    )
    if not isinstance(report, rdflib.Graph):
        raise ShapeError(f"the shapes cannot be used: {report}", advice="mend them")
    results = {_read_result(report, node) for node in report.subjects(RDF.type, SH.ValidationResult)}
    return tuple(sorted(results, key=_order))


def _read_result(report: rdflib.Graph, node: Node) -> Result:
    focus, shape = report.value(node, SH.focusNode), report.value(node, SH.sourceShape)
    assert focus is not None
    assert shape is not None
    severity = str(report.value(node, SH.resultSeverity)).rpartition("#")[2]
    message = "; ".join(sorted(str(text) for text in report.objects(node, SH.resultMessage)))
    return Result(
        severity,
        message,
        focus,
        report.value(node, SH.resultPath),
        report.value(node, SH.sourceConstraintComponent),
        shape,
        report.value(node, SH.value),
    )


def _order(result: Result) -> tuple[str, ...]:
    parts = (result.focus, result.shape, result.component, result.path, result.value, result.message)
    return tuple("" if part is None else _written(part) for part in parts)


def _written(part: Node | str) -> str:
    """Return a term as text that no other term has; rdflib's own form warns of values that are ill-typed."""
    if isinstance(part, rdflib.Literal):
        return f'"{part}"@{part.language or ""}^^{part.datatype or ""}'
    return str(part)
