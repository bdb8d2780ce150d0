"""Write Turtle and TriG that a person enjoys reading.

Things stand under a heading of their kind, type and label first; only the prefixes in use are declared, and
everything that the graph mints is written relative to one base. Oxigraph writes the terms; here its blocks
are cut up, put in order and laid out as text: an object of every term would cost more than all the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import itemgetter

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from electiongraph.exporting.publication import VOID, added_triples
from electiongraph.identifiers import ID
from electiongraph.vocabulary import PREFIXES

__all__ = [
    "SECTIONS",
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

# Of use in this document only: no query needs it.
NAMESPACES = {**PREFIXES, "void": VOID}
SECTION_OF_CLASS = {
    f"eg:{name}".encode(): place for place, (_, names) in enumerate(SECTIONS) for name in names
}
SECTION_OF_CLASS[b"void:Dataset"] = 0
LAST_SECTION = len(SECTIONS) - 1
# The words of a claim stand beside it, even where nothing says what they are.
SECTION_OF_CLAIMS = SECTION_OF_CLASS[b"eg:Claim"]
SECTION_OF_CLASS |= dict.fromkeys((b"oa:TextPositionSelector", b"oa:TextQuoteSelector"), SECTION_OF_CLAIMS)
WORDS = frozenset((b"oa:hasSelector", b"oa:exact"))
FIRST = {b"a": 0, b"rdfs:label": 1}
RELATIVE = re.compile(r"[A-Za-z0-9_~-]+(?:/[A-Za-z0-9_~-]+)*")
# Line breaks and tabs stand in no literal of Oxigraph's, so that these are ends of statements.
END_OF_BLOCK, END_OF_PROPERTY, BETWEEN_VALUES = b" .\n", b" ;\n\t", b" , "
LITERAL = rb'"[^"\\]*(?:\\.[^"\\]*)*"'
VALUE = re.compile(LITERAL + rb"\S*|<<\( (?:" + LITERAL + rb'|[^"])*? \)>>(?= , |$)|[^ ,"]\S*')
# What Oxigraph writes shorter than is good to read: another site without its scheme, a namespace as a name.
ROOT = re.compile(rb"<(//?)")
ROOTS = {b"//": b"<https://", b"/": b"<https://w3id.org/"}
BARE_PREFIX = re.compile(LITERAL + rb"| ([a-z]+):(?= |$)")
RELATIVE_IRI = rb"<(?!<|[a-z][a-z0-9+.-]*:)"
BEFORE_TERMS = (b"\n", b" ", b"^")
WIDTH = 110

# What is told of a thing: its values, as Turtle separates them, by property.
Properties = dict[bytes, bytes]


def write_turtle(store: Store, *, believed_only: bool = False) -> bytes:
    """Return what is believed as Turtle, whole in itself.

    Args:
        store: The graph.
        believed_only: Leave out what `added_triples` adds to the default graph.

    Returns:
        UTF-8 text: base and prefixes, then the things by kind, each kind sorted by IRI.
    """
    believed = _dumped(store, DefaultGraph())
    added = [] if believed_only else added_triples(store, believed)
    return _with_header(_sections(believed, _serialised(added)))


def write_trig(store: Store) -> bytes:
    """Return everything as TriG: the believed first, then each named graph in order of its name.

    Args:
        store: The graph.

    Returns:
        UTF-8 text.
    """
    parts = [_sections(_dumped(store, DefaultGraph()))]
    for graph in graph_names(store):
        body = _sections(_dumped(store, graph)).strip(b"\n")
        indented = re.sub(rb"^(?=.)", b"    ", body, flags=re.MULTILINE)
        is_own = graph.value.startswith(ID) and RELATIVE.fullmatch(graph.value, len(ID))
        name = f"<{graph.value[len(ID) :]}>" if is_own else str(graph)
        parts.append(b"\n%b {\n%b\n}\n" % (name.encode(), indented))
    return _with_header(b"".join(parts))


def triples_as_turtle(ntriples: bytes) -> bytes:
    """Return N-Triples as Turtle, for the triples that a query gave.

    Args:
        ntriples: UTF-8 lines, in any order.

    Returns:
        UTF-8 text as `write_turtle` gives it.
    """
    return _with_header(_sections(_serialised(parse(ntriples, format=RdfFormat.N_TRIPLES))))


def graph_names(store: Store) -> list[NamedNode]:
    """Return the names of the named graphs, sorted."""
    named = [graph for graph in store.named_graphs() if isinstance(graph, NamedNode)]
    return sorted(named, key=lambda graph: graph.value)


def sorted_lines(store: Store, graph: DefaultGraph | NamedNode) -> list[str]:
    """Return a graph as lines of N-Triples without their ends, sorted; one of them is empty."""
    dumped = store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b""
    # Not splitlines(): U+2028 and its kin stand unescaped within literals.
    return sorted(dumped.decode("utf-8").split("\n"))


def _dumped(store: Store, graph: DefaultGraph | NamedNode) -> bytes:
    return store.dump(format=RdfFormat.TURTLE, from_graph=graph, prefixes=NAMESPACES, base_iri=ID) or b""


def _serialised(triples: Iterable[Triple] | Iterable[Quad]) -> bytes:
    return serialize(triples, format=RdfFormat.TURTLE, prefixes=NAMESPACES, base_iri=ID) or b""


def _with_header(body: bytes) -> bytes:
    """Return a body under its base and the prefixes that it uses."""
    lines = [f"@base <{ID}> .\n"] if _uses(body, RELATIVE_IRI) else []
    lines += [
        f"@prefix {prefix}: <{namespace}> .\n"
        for prefix, namespace in sorted(NAMESPACES.items())
        if _uses(body, prefix.encode() + b":")
    ]
    return "".join(lines).encode() + body


def _uses(body: bytes, opening: bytes) -> bool:
    """Tell whether a term begins so."""
    return any(_is_term(body, one.start()) for one in re.finditer(opening, body))


def _is_term(text: bytes, place: int) -> bool:
    """Tell whether a term begins at a place in Turtle, and no literal holds it; these end on their line."""
    before = text[text.rfind(b"\n", 0, place) : place]
    return before[-1:] in BEFORE_TERMS and not (b'"' in before and b'"' in re.sub(LITERAL, b"", before))


def _sections(*dumps: bytes) -> bytes:
    """Return what Oxigraph wrote as Turtle, laid out under the headings of the kinds of things."""
    things: dict[bytes, Properties] = {}
    for dumped in dumps:
        _read_blocks(dumped, things)
    layouts, kinds = _Layouts(), _Kinds()
    sections: list[list[bytes]] = [[] for _ in SECTIONS]
    for subject in sorted(things):
        properties = things[subject]
        if b"a" in properties:
            section, properties[b"a"] = kinds[properties[b"a"]]
        else:
            section = LAST_SECTION
        layout = layouts[tuple(properties)]
        block = layout.template % layout.values(properties)
        if BETWEEN_VALUES in block:
            _list_values(properties)
            block = (layout.template % layout.values(properties)).replace(b" \n", b"\n")
        sections[min(layout.section, section)].append(subject + block)
    return b"".join(
        b"\n# %b\n\n%b" % (heading.encode(), b"\n".join(blocks))
        for (heading, _), blocks in zip(SECTIONS, sections, strict=True)
        if blocks
    )


def _read_blocks(dumped: bytes, things: dict[bytes, Properties]) -> None:
    """Cut Oxigraph's blocks up; where a thing has several, as its triples came, they are made one."""
    written_out = ROOT.sub(_written_out, dumped)
    for block in written_out.split(END_OF_BLOCK)[1 + len(NAMESPACES) : -1]:
        if b": " in block or block.endswith(b":"):
            block = BARE_PREFIX.sub(_namespace, block)  # noqa: PLW2901
        subject, _, told = block.partition(b" ")
        pairs = [one.split(b" ", 1) for one in told.split(END_OF_PROPERTY)]
        properties = dict(pairs)
        if subject not in things and len(properties) == len(pairs):
            things[subject] = properties
            continue
        properties = things.setdefault(subject, {})
        for name, values in pairs:
            properties[name] = properties[name] + BETWEEN_VALUES + values if name in properties else values


def _written_out(root: re.Match[bytes]) -> bytes:
    return ROOTS[root[1]] if _is_term(root.string, root.start()) else root[0]


def _namespace(prefix: re.Match[bytes]) -> bytes:
    return f" <{NAMESPACES[prefix[1].decode()]}>".encode() if prefix[1] else prefix[0]


class _Kinds(dict[bytes, tuple[int, bytes]]):
    """The section where a thing of some classes stands, and how these are written, by what Oxigraph wrote."""

    def __missing__(self, classes: bytes) -> tuple[int, bytes]:
        section = min(SECTION_OF_CLASS.get(one, LAST_SECTION) for one in classes.split(BETWEEN_VALUES))
        self[classes] = (section, _listed(b"a", classes))
        return self[classes]


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a thing with certain properties is written.

    Attributes:
        template: What stands after its name, with a place for the values of each property.
        values: Takes these from the properties, in order.
        section: The last one that it may stand in.
    """

    template: bytes
    values: Callable[[Properties], bytes | tuple[bytes, ...]]
    section: int


class _Layouts(dict[tuple[bytes, ...], _Layout]):
    """The layouts by the names of the properties, of which there are few: type and label come first."""

    def __missing__(self, names: tuple[bytes, ...]) -> _Layout:
        ordered = sorted(names, key=lambda name: (FIRST.get(name, len(FIRST)), name))
        lines = b" ;\n    ".join(name.replace(b"%", b"%%") + b" %b" for name in ordered)
        first = b" " if ordered[0] == b"a" else b"\n    "
        section = LAST_SECTION if WORDS.isdisjoint(names) else SECTION_OF_CLAIMS
        self[names] = _Layout(first + lines + b" .\n", itemgetter(*ordered), section)
        return self[names]


def _list_values(properties: Properties) -> None:
    """Put several values of a property in order, one a line where they are long."""
    for name, values in properties.items():
        if BETWEEN_VALUES in values:
            properties[name] = _listed(name, values)


def _listed(name: bytes, values: bytes) -> bytes:
    found = sorted(set(VALUE.findall(values) if b'"' in values else values.split(BETWEEN_VALUES)))
    joined = b", ".join(found)
    if len(found) == 1 or len(joined.decode("utf-8")) + len(name) + 7 <= WIDTH:
        return joined
    return b"\n        " + b",\n        ".join(found)
