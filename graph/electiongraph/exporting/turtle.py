"""Write Turtle and TriG that a person enjoys reading.

Things stand under a heading of their kind, type and label first; only the prefixes in use are declared, and
everything that the graph mints is written relative to one base. It works on the lines of N-Triples that
Oxigraph dumps, since making an object of every term would cost more than all the rest.
"""

from __future__ import annotations

import re
from itertools import groupby

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

from electiongraph.exporting.publication import VOID, added_triples
from electiongraph.identifiers import ID
from electiongraph.vocabulary import EG, OA, PREFIXES, RDF_TYPE, RDFS_LABEL, XSD

__all__ = [
    "SECTIONS",
    "Names",
    "graph_names",
    "sorted_lines",
    "triples_as_turtle",
    "write_trig",
    "write_turtle",
]

# Heading and class, in the order of the story: what was voted on, what happened, who, where.
SECTIONS = (
    ("Dataset", ()),
    ("Elections", ("GeneralElection", "ByElection", "NotionalElection", "Election")),
    ("Contests", ("Contest",)),
    ("Candidacies", ("Candidacy",)),
    ("Party results", ("PartyResult",)),
    ("Outcomes", ("Outcome",)),
    ("National tallies", ("Tally",)),
    ("People", ("Person",)),
    ("Incumbencies", ("Incumbency",)),
    ("Appointments", ("Appointment",)),
    ("Memberships", ("Membership",)),
    ("Party spells", ("PartySpell",)),
    ("Seats", ("Seat",)),
    ("Successions of seats", ("Succession",)),
    ("Boundary sets", ("BoundarySet",)),
    ("Parties", ("Party",)),
    ("Roles", ("Role",)),
    ("Organisations", ("Organisation",)),
    ("Changes of organisations", ("OrganisationChange",)),
    ("Sources", ("Source",)),
    ("Disagreements", ("Disagreement",)),
    ("Claims", ("Claim",)),
    ("Other", ()),
)

SECTION_OF_CLASS = {f"<{EG}{name}>": place for place, (_, names) in enumerate(SECTIONS) for name in names}
SECTION_OF_CLASS[f"<{VOID}Dataset>"] = 0
# The words of a claim stand beside it.
SECTION_OF_CLASS |= {
    f"<{OA}{name}>": SECTION_OF_CLASS[f"<{EG}Claim>"]
    for name in ("TextPositionSelector", "TextQuoteSelector")
}
LAST_SECTION = len(SECTIONS) - 1
# Of use in this document only: no query needs it.
NAMESPACES = {**PREFIXES, "void": VOID}
WORDS = (f"<{OA}hasSelector>", f"<{OA}exact>")
TYPE, LABEL = f"<{RDF_TYPE}>", f"<{RDFS_LABEL}>"
SHORTHANDS = {
    f"^^<{XSD}integer>": re.compile(r"[+-]?[0-9]+"),
    f"^^<{XSD}decimal>": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"^^<{XSD}boolean>": re.compile(r"true|false"),
}
# Neither of these may be read as anything else than what it stands for: no dot segments, no scheme.
RELATIVE = re.compile(r"[A-Za-z0-9_~-]+(?:/[A-Za-z0-9_~-]+)*")
LOCAL_NAME = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
WIDTH = 110


class Names(dict[str, str]):
    """How each term of N-Triples is written in Turtle, worked out once a term.

    Attributes:
        used: Prefixes that the terms written so far need.
        uses_base: Whether one of them is relative to the base.
    """

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()
        self.uses_base = False
        self._namespaces = {namespace: prefix for prefix, namespace in NAMESPACES.items()}

    def __missing__(self, term: str) -> str:
        """Write a term that has not been seen."""
        name = term
        if term.startswith("<") and not term.startswith("<<"):
            name = self._short_iri(term[1:-1])
        elif term.startswith('"'):
            name = self._short_literal(term)
        self[term] = name
        return name

    def _short_iri(self, iri: str) -> str:
        if iri.startswith(ID) and RELATIVE.fullmatch(iri, len(ID)):
            self.uses_base = True
            return f"<{iri[len(ID) :]}>"
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix = self._namespaces.get(iri[:cut])
        if prefix is None or not LOCAL_NAME.fullmatch(iri, cut):
            return f"<{iri}>"
        self.used.add(prefix)
        return f"{prefix}:{iri[cut:]}"

    def _short_literal(self, literal: str) -> str:
        quote = literal.rfind('"')
        datatype = literal[quote + 1 :]
        if not datatype.startswith("^^"):
            return literal
        shorthand = SHORTHANDS.get(datatype)
        if shorthand is not None and shorthand.fullmatch(literal, 1, quote):
            return literal[1:quote]
        return f"{literal[: quote + 1]}^^{self._short_iri(datatype[3:-1])}"


def write_turtle(store: Store, *, believed_only: bool = False) -> bytes:
    """Return what is believed as Turtle, whole in itself.

    Args:
        store: The graph.
        believed_only: Leave out what `added_triples` adds to the default graph.

    Returns:
        UTF-8 text: base and prefixes, then the things by kind, each kind sorted by IRI.
    """
    names = Names()
    dumped = _dumped(store, DefaultGraph())
    lines = sorted(dumped.split("\n"))
    if not believed_only:
        added = {f"{triple} ." for triple in added_triples(store, dumped)}
        # Two sorted runs, which take little to merge.
        lines = sorted([*lines, *sorted(added.difference(lines))])
    body = _sections(lines, names)
    return (_header(names) + body).encode("utf-8")


def write_trig(store: Store) -> bytes:
    """Return everything as TriG: the believed first, then each named graph in order of its name.

    Args:
        store: The graph.

    Returns:
        UTF-8 text.
    """
    names = Names()
    parts = [_sections(sorted_lines(store, DefaultGraph()), names)]
    for graph in graph_names(store):
        body = _sections(sorted_lines(store, graph), names).strip("\n")
        indented = re.sub(r"^(?=.)", "    ", body, flags=re.MULTILINE)
        parts.append(f"\n{names[str(graph)]} {{\n{indented}\n}}\n")
    return (_header(names) + "".join(parts)).encode("utf-8")


def triples_as_turtle(ntriples: bytes) -> bytes:
    """Return N-Triples as Turtle, for the triples that a query gave.

    Args:
        ntriples: UTF-8 lines, in any order.

    Returns:
        UTF-8 text as `write_turtle` gives it.
    """
    names = Names()
    body = _sections(sorted(ntriples.decode("utf-8").split("\n")), names)
    return (_header(names) + body).encode("utf-8")


def graph_names(store: Store) -> list[NamedNode]:
    """Return the names of the named graphs, sorted."""
    named = [graph for graph in store.named_graphs() if isinstance(graph, NamedNode)]
    return sorted(named, key=lambda graph: graph.value)


def sorted_lines(store: Store, graph: DefaultGraph | NamedNode) -> list[str]:
    """Return a graph as lines of N-Triples without their ends, sorted; one of them is empty."""
    # Not splitlines(): U+2028 and its kin stand unescaped within literals.
    return sorted(_dumped(store, graph).split("\n"))


def _dumped(store: Store, graph: DefaultGraph | NamedNode) -> str:
    return (store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b"").decode("utf-8")


def _header(names: Names) -> str:
    lines = [f"@base <{ID}> .\n"] if names.uses_base else []
    lines += [f"@prefix {prefix}: <{NAMESPACES[prefix]}> .\n" for prefix in sorted(names.used)]
    return "".join(lines)


def _sections(lines: list[str], names: Names) -> str:
    """Return the blocks of sorted N-Triples lines under the headings of their kinds."""
    sections: list[list[str]] = [[] for _ in SECTIONS]
    triples = (line[:-2].split(" ", 2) for line in lines if line)
    order = _PropertyOrder(names)
    for subject, of_subject in groupby(triples, key=lambda triple: triple[0]):
        place = LAST_SECTION
        properties: dict[str, list[str]] = {}
        for _, predicate, value in of_subject:
            if predicate == TYPE:
                place = min(place, SECTION_OF_CLASS.get(value, LAST_SECTION))
            elif predicate in WORDS:
                place = min(place, SECTION_OF_CLASS[f"<{EG}Claim>"])
            if predicate in properties:
                properties[predicate].append(names[value])
            else:
                properties[predicate] = [names[value]]
        sections[place].append(_block(names[subject], properties, order))
    return "".join(
        f"\n# {heading}\n\n" + "\n".join(blocks)
        for (heading, _), blocks in zip(SECTIONS, sections, strict=True)
        if blocks
    )


class _PropertyOrder(dict[str, tuple[int, str]]):
    """Where a property stands in its block, and how it is written: type and label first."""

    def __init__(self, names: Names) -> None:
        super().__init__()
        self._names = names

    def __missing__(self, predicate: str) -> tuple[int, str]:
        rank = {TYPE: 0, LABEL: 1}.get(predicate, 2)
        self[predicate] = (rank, "a" if predicate == TYPE else self._names[predicate])
        return self[predicate]


def _block(subject: str, properties: dict[str, list[str]], order: _PropertyOrder) -> str:
    lines = []
    for predicate in sorted(properties, key=order.__getitem__):
        name, values = order[predicate][1], properties[predicate]
        joined = values[0] if len(values) == 1 else ", ".join(values)
        if len(values) > 1 and len(joined) + len(name) + 7 > WIDTH:
            joined = "\n        " + ",\n        ".join(values)
            lines.append(f"{name}{joined}")
        else:
            lines.append(f"{name} {joined}")
    first = " " if lines[0].startswith("a ") else "\n    "
    return f"{subject}{first}" + " ;\n    ".join(lines) + " .\n"
