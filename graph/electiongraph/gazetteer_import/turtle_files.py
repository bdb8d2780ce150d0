"""Write one SKOS scheme as a Turtle file that a person can read: sorted, with prefixes, no blank nodes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from electiongraph.gazetteer_import.knowledge_files import Knowledge

__all__ = ["ID", "Concept", "literal", "write_scheme"]

ID = "https://w3id.org/electiongraph/id/"
PREFIXES = {
    "boundaries": f"{ID}boundary-set/",
    "dcterms": "http://purl.org/dc/terms/",
    "eg": "https://w3id.org/electiongraph/ontology#",
    "election": f"{ID}election/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "party": f"{ID}party/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "role": f"{ID}role/",
    "scheme": f"{ID}scheme/",
    "seat2010": f"{ID}seat/2010/",
    "seat2024": f"{ID}seat/2024/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(slots=True)
class Concept:
    """One concept of a scheme while it is being put together.

    Attributes:
        term: Its IRI as Turtle has it, `seat2024:E14001063` or `<https://...>`.
        kind: Its class besides `skos:Concept`, `eg:Seat`.
        properties: Turtle terms by property; written sorted, doubles once.
        is_in_scheme: False for a thing that is described here but is no concept of the scheme.
    """

    term: str
    kind: str
    properties: dict[str, set[str]] = field(default_factory=dict)
    is_in_scheme: bool = True

    def add(self, name: str, *terms: str) -> None:
        """Add values to a property; empty texts add nothing."""
        values = {term for term in terms if term}
        if values:
            self.properties.setdefault(name, set()).update(values)


def literal(text: str, suffix: str = "") -> str:
    r"""Return a text as a Turtle literal, "" for an empty text.

    Args:
        text: What it says.
        suffix: "@en", "^^xsd:date" or nothing.

    Examples:
        >>> literal("Gŵyr", "@cy")
        '"Gŵyr"@cy'
    """
    if not text:
        return ""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"{suffix}'


def write_scheme(name: str, header: Knowledge, concepts: Iterable[Concept]) -> str:
    """Return the Turtle text of one scheme.

    Args:
        name: "seats": the last part of the scheme's IRI.
        header: title, description, version, licence, modified, rights and sources.
        concepts: The concepts in any order.

    Returns:
        Prefixes, ontology header, scheme and concepts, each sorted.
    """
    blocks = [*_header(name, header)]
    for concept in sorted(concepts, key=lambda c: c.term):
        common = {"a": {concept.kind}}
        if concept.is_in_scheme:
            common = {"a": {concept.kind, "skos:Concept"}, "skos:inScheme": {f"scheme:{name}"}}
        blocks.append(_block(concept.term, {**common, **concept.properties}))
    text = "\n\n".join(blocks)
    used = [p for p in sorted(PREFIXES) if f" {p}:" in text or f"\n{p}:" in text or f"^^{p}:" in text]
    prefixes = "\n".join(f"@prefix {p}: <{PREFIXES[p]}> ." for p in used)
    return f"{prefixes}\n\n{text}\n"


def _header(name: str, header: Knowledge) -> tuple[str, str]:
    ontology = f"<https://w3id.org/electiongraph/gazetteer/{name}>"
    title = {literal(header.text("title"), "@en")}
    about: dict[str, set[str]] = {
        "a": {"owl:Ontology"},
        "dcterms:description": {literal(header.text("description"), "@en")},
        "dcterms:license": {f"<{header.text('licence')}>"},
        "dcterms:modified": {literal(header.text("modified"), "^^xsd:date")},
        "dcterms:rights": {literal(header.text("rights"), "@en")},
        "dcterms:source": {f"<{source}>" for source in header.texts("sources")},
        "dcterms:title": title,
        "owl:versionInfo": {literal(header.text("version"))},
    }
    about = {name: values for name, values in about.items() if values}
    scheme = {"a": {"skos:ConceptScheme"}, "rdfs:isDefinedBy": {ontology}, "skos:prefLabel": title}
    return _block(ontology, about), _block(f"scheme:{name}", scheme)


def _block(subject: str, properties: Mapping[str, set[str]]) -> str:
    lines = []
    for name in sorted(properties):
        values = sorted(properties[name])
        joined = ", ".join(values)
        if len(joined) > 90:
            joined = ",\n        ".join(values)
        lines.append(f"{name} {joined}")
    return f"{subject} " + " ;\n    ".join(lines) + " ."
