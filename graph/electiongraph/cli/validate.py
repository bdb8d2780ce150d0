"""`electiongraph validate`: check a graph and print what a returning officer would query."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from electiongraph.validation import Evidence, Finding

__all__ = ["cite_sources", "command", "finding_lines"]

SEVERITIES = ("violation", "warning", "info")
EXAMPLES = """\b
Examples:
  electiongraph validate
  electiongraph validate night.trig --severity violation
  electiongraph validate --format jsonl | jq .message
  electiongraph validate --format ttl > report.ttl
"""
COLOURS = {"Violation": "red", "Warning": "yellow", "Info": "blue"}


@click.command("validate", epilog=EXAMPLES)
@click.argument("graph", required=False, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "ttl"]),
    default="table",
    show_default=True,
    help="Findings in words, one JSON object a line, or a SHACL report in Turtle.",
)
@click.option(
    "--severity",
    type=click.Choice(SEVERITIES),
    default="info",
    show_default=True,
    help="Leave out what is less severe than this.",
)
@click.option(
    "--engine",
    type=click.Choice(["compiled", "pyshacl"]),
    default="compiled",
    show_default=True,
    help="The SHACL engine that decides.",
)
@click.option("--quiet", "-q", is_flag=True, help="No summary on standard error.")
def command(graph: Path | None, form: str, severity: str, engine: str, *, quiet: bool) -> None:
    """Check what is believed, and what each source says by itself, against the shapes.

    GRAPH is a folder or a .nq or .trig file that `electiongraph build` wrote; without it,
    electiongraph-data. A finding names the person, the seat and the line of the source, and says what to
    do. Exit status 1 when there are violations; warnings alone give 0.
    """
    from electiongraph.answering.source_labels import source_labels
    from electiongraph.store import open_graph
    from electiongraph.validation import report_turtle, validate
    from electiongraph.validation.findings import finding_record

    store = open_graph(graph)
    findings = cite_sources(validate(store, engine=engine), source_labels(store))
    shown = [one for one in findings if SEVERITIES.index(one.severity.lower()) <= SEVERITIES.index(severity)]
    if form == "ttl":
        click.echo(report_turtle(shown), nl=False)
    elif form == "jsonl":
        for finding in shown:
            click.echo(json.dumps(finding_record(finding), ensure_ascii=False))
    else:
        for number, finding in enumerate(shown):
            click.echo("\n".join(([""] if number else []) + finding_lines(finding)))
    if not quiet:
        click.echo(_summary(findings), err=True)
    if any(finding.severity == "Violation" for finding in findings):
        sys.exit(1)


def cite_sources(findings: Sequence[Finding], labels: Mapping[str, str]) -> list[Finding]:
    """Return findings that name their sources so that no two are taken for one.

    Args:
        findings: As the validation gives them.
        labels: How to cite each source, by its IRI.
    """
    cited = []
    for finding in findings:
        evidence = tuple(
            dataclasses.replace(one, source_title=labels.get(one.source, one.source_title))
            for one in finding.evidence
        )
        # A finding on what is believed names no source, but its title is that of one of the places.
        place = next(
            (
                one.source
                for one in finding.evidence
                if (one.source_title, one.line) == (finding.source_title, finding.source_line)
            ),
            "",
        )
        title = labels.get(finding.source or place, finding.source_title)
        cited.append(dataclasses.replace(finding, source_title=title, evidence=evidence))
    return cited


def finding_lines(finding: Finding) -> list[str]:
    """Return a finding as the lines of a terminal: what, who and where, who says so, what to do.

    Args:
        finding: One finding.

    Returns:
        Lines without newlines, the first with its severity in colour.
    """
    severity = click.style(finding.severity.upper(), fg=COLOURS.get(finding.severity), bold=True)
    lines = [f"{severity}  {finding.focus_label}", f"  {finding.message}"]
    about = [f"{name}: {text}" for name, text in (("person", finding.person), ("seat", finding.seat)) if text]
    if about:
        lines.append(f"  {', '.join(about)}")
    value = finding.value_label or finding.value
    if value and value not in finding.message:
        lines.append(f"  value: {value}")
    if finding.source:
        lines.append(f"  within one source: {finding.source_title}")
    lines += [f"  {_place(one)}" for one in finding.evidence]
    lines.append(f"  do: {finding.advice}")
    lines.append(f"  shape: {finding.shape.rpartition('#')[2]}")
    return lines


def _place(evidence: Evidence) -> str:
    """Return where a sentence stands and what it says, on one line."""
    line = f", line {evidence.line}" if evidence.line is not None else ""
    words = " ".join(evidence.quote.split())
    return f"{evidence.source_title}{line}: “{words}”"


def _summary(findings: Sequence[Finding]) -> str:
    """Return how many findings there are of each severity."""
    counts = Counter(finding.severity for finding in findings)
    if not counts:
        return "no findings: everything checked fits"
    words = {"Violation": "violation", "Warning": "warning", "Info": "remark"}
    parts = [
        f"{counts[severity]} {word}{'' if counts[severity] == 1 else 's'}"
        for severity, word in words.items()
        if counts[severity]
    ]
    return ", ".join(parts)
