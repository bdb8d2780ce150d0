"""What validation hands on: findings, each with the sentences that its figures come from.

Plain records: no rdflib term leaves the stage.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["SEVERITIES", "Evidence", "Finding", "finding_record"]

SEVERITIES = ("Violation", "Warning", "Info")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in a source that states one of the figures of a finding.

    Attributes:
        source: IRI of the source.
        source_title: Its title, else its file name, else its IRI.
        line: Line of the source's text, from 1; None when unknown.
        quote: The exact words.
        says: The fact in one line, as read: "votes: Sarah Owen, Luton North, 2024-07-04: 14677".
    """

    source: str
    source_title: str
    line: int | None
    quote: str
    says: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in a graph that cannot be right, or is unlikely to be.

    Attributes:
        severity: One of `SEVERITIES`.
        message: What is wrong, in words.
        focus: IRI of the thing that it is about.
        focus_label: Its readable name.
        person: Name of the person concerned, of a contest "winner; runner-up"; "" when none.
        seat: Name of the seat concerned; "" when none.
        path: IRI of the property concerned; "" when none.
        component: IRI of the SHACL constraint component.
        shape: IRI of the shape.
        value: The offending value, as IRI or lexical form; of too many values their names, joined by
            "; "; "" when none.
        value_datatype: IRI of the value's datatype; "" when it is a thing or there is none.
        value_label: Its readable name, of counts with commas between thousands; "" when none.
        source: IRI of the source whose own graph has it; "" for the believed graph.
        source_title: Where to look: the title of that source, or of the one that states the offending
            value; "" when unknown.
        source_line: The line to look at; None when unknown.
        evidence: The sentences and rows that state the figures concerned, in order of source and line.
        advice: What to do next.
    """

    severity: str
    message: str
    focus: str
    focus_label: str
    person: str
    seat: str
    path: str
    component: str
    shape: str
    value: str
    value_datatype: str
    value_label: str
    source: str
    source_title: str
    source_line: int | None
    evidence: tuple[Evidence, ...]
    advice: str


def finding_record(finding: Finding) -> dict[str, object]:
    """Return a finding as the object of its JSON line, in a fixed order of keys."""
    return {
        "severity": finding.severity.lower(),
        "message": finding.message,
        "focus": finding.focus,
        "focus_label": finding.focus_label,
        "person": finding.person,
        "seat": finding.seat,
        "path": finding.path,
        "component": finding.component,
        "shape": finding.shape,
        "value": finding.value,
        "value_datatype": finding.value_datatype,
        "value_label": finding.value_label,
        "source": finding.source,
        "source_title": finding.source_title,
        "source_line": finding.source_line,
        "evidence": [
            {
                "source": one.source,
                "source_title": one.source_title,
                "line": one.line,
                "quote": one.quote,
                "says": one.says,
            }
            for one in finding.evidence
        ],
        "advice": finding.advice,
    }
