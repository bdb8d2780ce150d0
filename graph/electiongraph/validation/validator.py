"""Check a whole store, graph by graph, and turn results into findings.

Takes a built graph, gives `Finding` records in a fixed order: what is believed first checked as one graph,
then each source by itself, so that a finding names the source that contradicts itself.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Collection, Iterable, Iterator, Sequence

import pyoxigraph
import rdflib
from rdflib.namespace import SH, XSD
from rdflib.term import Node

from electiongraph.errors import ElectionGraphError
from electiongraph.validation.changes import changed_graphs, graphs_describing
from electiongraph.validation.compiled_engine import (
    CompiledShapes,
    Only,
    compiled_shapes,
    is_own,
    run_compiled,
)
from electiongraph.validation.engine import Result, load_classes, load_shapes, run_shapes, told_as_shapes
from electiongraph.validation.evidence import Claims
from electiongraph.validation.findings import SEVERITIES, Finding
from electiongraph.validation.graphs import CheckedGraph, checked_graphs
from electiongraph.validation.labels import contestants_of, label_of, person_of, seat_of
from electiongraph.validation.queried_graph import StoreGraph, copied_graph
from electiongraph.validation.wording import figures_in, group_thousands, grouped_count
from electiongraph.vocabulary import EG

__all__ = ["ENGINES", "validate", "validate_change"]

ENGINES = ("compiled", "pyshacl")
ADVICE = rdflib.URIRef(EG + "advice")
CONCERNS = rdflib.URIRef(EG + "concerns")
CONTEST, VOTES = rdflib.URIRef(EG + "contest"), rdflib.URIRef(EG + "votes")
CONTESTANTS = (rdflib.URIRef(EG + "winner"), rdflib.URIRef(EG + "runnerUp"))
COUNTS = frozenset(
    rdflib.URIRef(EG + name)
    for name in ("electorate", "invalidVotes", "majority", "seatsChange", "seatsWon", "validVotes", "votes")
)


def validate(
    store: pyoxigraph.Store,
    *,
    engine: str = "compiled",
    shapes: rdflib.Graph | None = None,
    only: Collection[str] | None = None,
) -> tuple[Finding, ...]:
    """Check what is believed, and what each source says by itself, against the shapes.

    Args:
        store: A built graph: believed statements in the default graph, one named graph a source.
        engine: Which SHACL engine runs; one of `ENGINES`. Both find the same.
        shapes: Other shapes than those of the package.
        only: IRIs of the only focus nodes to look at; None for all.

    Returns:
        Findings, violations first, then by seat and message; a fault of one source that is also believed
        is reported once, with that source unless what is believed shows it to be graver. Empty when
        nothing is wrong.

    Raises:
        ElectionGraphError: When there is no such engine, or other shapes are none.
    """
    if engine not in ENGINES:
        raise ElectionGraphError("no such engine", where=engine, advice=f"use one of: {', '.join(ENGINES)}")
    if shapes is not None:
        with told_as_shapes():
            return _validate(store, engine, shapes, only)
    return _validate(store, engine, load_shapes(), only)


def _validate(
    store: pyoxigraph.Store, engine: str, used: rdflib.Graph, only: Collection[str] | None
) -> tuple[Finding, ...]:
    graphs = checked_graphs(store) if only is None else graphs_describing(store, only)
    if engine == "pyshacl":
        found = (_judged(checked, used, only) for checked in graphs)
    else:
        compiled = _compiled(used)
        nodes = None if only is None else frozenset(f"<{iri}>" for iri in only)
        wanted = None if nodes is None else dict.fromkeys(compiled.checks, nodes)
        found = (_found(checked, compiled, wanted) for checked in graphs)
    with _without_collector():
        return _dressed(found, used, Claims(store))


def validate_change(
    store: pyoxigraph.Store, changed: Iterable[pyoxigraph.Quad], *, shapes: rdflib.Graph | None = None
) -> tuple[Finding, ...]:
    """Check what a change of some statements may have made right or wrong, and nothing else.

    Args:
        store: The graph as it is after the change.
        changed: The statements that came or went.
        shapes: Other shapes than those of the package.

    Returns:
        Findings as `validate` gives them, of the focus nodes whose checks read what changed: all that are
        new, and some that were there before. A source is looked at when its own graph changed, or a name,
        kind, day or tie that it borrows.
    """
    if shapes is not None:
        with told_as_shapes():
            return _validate_change(store, changed, shapes)
    return _validate_change(store, changed, load_shapes())


def _validate_change(
    store: pyoxigraph.Store, changed: Iterable[pyoxigraph.Quad], used: rdflib.Graph
) -> tuple[Finding, ...]:
    compiled = _compiled(used)
    concerned = changed_graphs(store, changed, compiled.checks)
    return _dressed((_found(checked, compiled, only) for checked, only in concerned), used, Claims(store))


# The results on a graph.
_Found = tuple[CheckedGraph, tuple[Result, ...]]


@contextlib.contextmanager
def _without_collector() -> Iterator[None]:
    """Pause the collector of cycles, which would walk through millions of texts again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _compiled(shapes: rdflib.Graph) -> CompiledShapes:
    if shapes is load_shapes():
        return compiled_shapes()
    # What is no shape would be passed over where no node is suspected; SHACL's own shapes find it.
    run_shapes(rdflib.Graph(), shapes, meta_shacl=True)
    return CompiledShapes.compile(shapes, load_classes())


def _found(checked: CheckedGraph, compiled: CompiledShapes, only: Only | None) -> _Found:
    """Return what the compiled shapes find in a graph."""
    return checked, run_compiled(checked, compiled, only)


def _judged(checked: CheckedGraph, shapes: rdflib.Graph, only: Collection[str] | None) -> _Found:
    """Return what pySHACL finds in a graph."""
    results = run_shapes(copied_graph(checked.store, load_classes()), shapes)
    wanted = None if only is None else {rdflib.URIRef(iri) for iri in only}
    return checked, tuple(
        result for result in results if (wanted is None or result.focus in wanted) and is_own(checked, result)
    )


def _dressed(found: Iterable[_Found], shapes: rdflib.Graph, claims: Claims) -> tuple[Finding, ...]:
    """Return results as findings, each fault once, in their order."""
    findings = []
    for checked, results in found:
        graph = StoreGraph(checked.store, load_classes()) if results else None
        for result in results:
            assert graph is not None
            findings.append(_finding(checked.source, graph, result, shapes, claims))
    return tuple(sorted(_without_echoes(findings), key=_order))


def _finding(
    told_by: str, graph: rdflib.Graph, result: Result, shapes: rdflib.Graph, claims: Claims
) -> Finding:
    """Dress a result with names, evidence and advice; `told_by` is the source whose own graph it is."""
    evidence = claims.behind(graph, _subjects(graph, result), _properties(shapes, result), told_by)
    first = claims.first(graph, result.focus, result.path, told_by) if result.path is not None else None
    first = first or (evidence[0] if evidence else None)
    source = told_by or (first.source if first else "")
    return Finding(
        severity=result.severity,
        message=group_thousands(result.message, _templates(shapes, result)),
        focus=str(result.focus),
        focus_label=label_of(graph, result.focus),
        person=person_of(graph, result.value, result.focus) or contestants_of(graph, result.focus),
        seat=seat_of(graph, result.focus, result.value),
        path=str(result.path or ""),
        component=str(result.component or ""),
        shape=str(result.shape),
        value=_value(graph, result),
        value_datatype=_datatype(result.value),
        value_label=_value_label(graph, result),
        source=told_by,
        source_title=claims.title(source) if source else "",
        source_line=first.line if first else None,
        evidence=evidence,
        advice=str(shapes.value(result.shape, ADVICE) or ""),
    )


def _value(graph: rdflib.Graph, result: Result) -> str:
    """Return the offending value; of too many values all of them, joined by "; "."""
    if _too_many(graph, result):
        return "; ".join(_too_many(graph, result))
    return "" if result.value is None or result.value == result.focus else str(result.value)


def _value_label(graph: rdflib.Graph, result: Result) -> str:
    """Return the name of an offending thing, or an offending count as people read it; else ""."""
    if isinstance(result.value, rdflib.URIRef):
        return label_of(graph, result.value) if result.value != result.focus else ""
    told = _too_many(graph, result) or ((str(result.value),) if result.value is not None else ())
    if result.path in COUNTS:
        return "; ".join(grouped_count(one) for one in told)
    return ""


def _too_many(graph: rdflib.Graph, result: Result) -> tuple[str, ...]:
    """Return the values of which only one may stand, by name; empty when that is not the fault."""
    if result.value is None and result.component == SH.MaxCountConstraintComponent and result.path:
        return tuple(sorted(label_of(graph, value) for value in graph.objects(result.focus, result.path)))
    return ()


def _templates(shapes: rdflib.Graph, result: Result) -> tuple[str, ...]:
    """Return the messages, with their variables, of the queries of a result's shape."""
    path = SH.sparql / SH.message
    return tuple(sorted(str(template) for template in shapes.objects(result.shape, path)))


def _datatype(value: Node | None) -> str:
    """Return the datatype of a literal; "" for a thing, for several values and for None."""
    if not isinstance(value, rdflib.Literal):
        return ""
    return str(value.datatype or XSD.string)


def _subjects(graph: rdflib.Graph, result: Result) -> frozenset[Node]:
    """Return the things whose claims may explain a result: its own, and a contest's two first."""
    contestants = [one for link in CONTESTANTS for one in graph.objects(result.focus, link)]
    if contestants:
        contestants += _next_listed(graph, result.focus, contestants)
    return frozenset(
        one for one in (result.focus, result.value, *contestants) if isinstance(one, rdflib.URIRef)
    )


def _next_listed(graph: rdflib.Graph, contest: Node, known: Sequence[Node]) -> list[Node]:
    """Return who has most votes of a contest's other candidates: the runner-up, where none is named."""
    if len(known) == len(CONTESTANTS):
        return []
    votes = [
        (int(told), str(candidacy), candidacy)
        for candidacy in graph.subjects(CONTEST, contest)
        for told in graph.objects(candidacy, VOTES)
        if candidacy not in known and isinstance(told, rdflib.Literal) and str(told).isdecimal()
    ]
    return [max(votes)[2]] if votes else []


def _properties(shapes: rdflib.Graph, result: Result) -> frozenset[Node]:
    """Return the properties whose claims may explain a result."""
    named = frozenset(shapes.objects(result.shape, CONCERNS))
    return named | ({result.path} if result.path is not None else frozenset())


def _without_echoes(findings: Iterable[Finding]) -> list[Finding]:
    """Keep one of two findings of a fault that a source has and that is therefore believed.

    It is the source's, which says where to look, unless the believed graph, which knows more, finds the
    fault graver.
    """
    listed = list(findings)
    gravest: dict[tuple[bool, tuple[str, ...]], int] = {}
    for finding in listed:
        key = (bool(finding.source), _fault(finding))
        gravest[key] = min(_severity(finding), gravest.get(key, len(SEVERITIES)))

    def is_echo(finding: Finding) -> bool:
        other = gravest.get((not finding.source, _fault(finding)), len(SEVERITIES) + 1)
        return other < _severity(finding) or (not finding.source and other == _severity(finding))

    return [finding for finding in listed if not is_echo(finding)]


def _fault(finding: Finding) -> tuple[str, ...]:
    """Return what two findings of one fault share, though shape and names may differ where figures are."""
    figures = figures_in(finding.message)
    shape = "" if figures and finding.path else finding.shape
    return (shape, finding.component, finding.focus, finding.path, finding.value, *figures)


def _severity(finding: Finding) -> int:
    return SEVERITIES.index(finding.severity) if finding.severity in SEVERITIES else len(SEVERITIES)


def _order(finding: Finding) -> tuple[object, ...]:
    return (
        _severity(finding),
        finding.seat,
        finding.focus_label,
        finding.message,
        finding.source_title,
        finding.shape,
        *_fault(finding),
    )
