"""Write findings as a SHACL validation report in Turtle, without blank nodes and always the same."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import rdflib
from rdflib.namespace import RDF, SH, XSD

from electiongraph.validation.findings import Finding
from electiongraph.vocabulary import EG

__all__ = ["report_turtle"]

REPORT = rdflib.URIRef("https://w3id.org/electiongraph/id/report")


def report_turtle(findings: Sequence[Finding]) -> str:
    """Return a `sh:ValidationReport` with one `sh:ValidationResult` a finding.

    Args:
        findings: What `validate` gave.

    Returns:
        Turtle, the same for the same findings in any order.
    """
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in {
        "eg": EG,
        "egs": "https://w3id.org/electiongraph/shapes#",
        "sh": str(SH),
        "xsd": str(XSD),
    }.items():
        graph.bind(prefix, namespace)
    graph.add((REPORT, RDF.type, SH.ValidationReport))
    conforms = not any(finding.severity == "Violation" for finding in findings)
    graph.add((REPORT, SH.conforms, rdflib.Literal(conforms)))
    for finding in findings:
        _add_result(graph, finding)
    return graph.serialize(format="turtle")


def _add_result(graph: rdflib.Graph, finding: Finding) -> None:
    """Add one result, named by a digest of what it says."""
    key = "\x1f".join(
        (
            finding.source,
            finding.shape,
            finding.component,
            finding.focus,
            finding.path,
            finding.value,
            finding.message,
        )
    )
    result = rdflib.URIRef(f"{REPORT}/{hashlib.sha256(key.encode()).hexdigest()[:16]}")
    graph.add((REPORT, SH.result, result))
    graph.add((result, RDF.type, SH.ValidationResult))
    graph.add((result, SH.resultSeverity, SH[finding.severity]))
    graph.add((result, SH.focusNode, rdflib.URIRef(finding.focus)))
    graph.add((result, SH.sourceShape, rdflib.URIRef(finding.shape)))
    graph.add((result, SH.sourceConstraintComponent, rdflib.URIRef(finding.component)))
    graph.add((result, SH.resultMessage, rdflib.Literal(finding.message)))
    graph.add((result, rdflib.URIRef(EG + "advice"), rdflib.Literal(finding.advice)))
    if finding.path:
        graph.add((result, SH.resultPath, rdflib.URIRef(finding.path)))
    if finding.value_datatype:
        datatype = rdflib.URIRef(finding.value_datatype)
        value = rdflib.Literal(
            finding.value, datatype=None if datatype == XSD.string else datatype, normalize=False
        )
        graph.add((result, SH.value, value))
    elif finding.value and not finding.component.endswith("#MaxCountConstraintComponent"):
        graph.add((result, SH.value, rdflib.URIRef(finding.value)))
    if finding.source:
        graph.add((result, rdflib.URIRef(EG + "inSource"), rdflib.URIRef(finding.source)))
    for one in finding.evidence:
        where = (
            f"{one.source_title}, line {one.line}: {one.quote}"
            if one.line
            else f"{one.source_title}: {one.quote}"
        )
        graph.add((result, rdflib.URIRef(EG + "foundAt"), rdflib.Literal(where)))
