"""Write JSON-LD with a context, so that the document reads like plain JSON.

Terms of the election ontology are bare names, identifiers are relative to one base, and the context says
which properties hold identifiers, dates or decimals; so `"majority": 7510` and `"winner": "candidacy/..."`
need no wrapping.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from electiongraph.exporting.turtle import graph_names
from electiongraph.identifiers import ID
from electiongraph.vocabulary import EG, PREFIXES, RDF_TYPE, XSD

__all__ = ["write_context", "write_json_ld"]

Json = str | int | bool | list["Json"] | dict[str, "Json"]

RELATIVE = re.compile(r"[A-Za-z0-9_~-]+(?:/[A-Za-z0-9_~-]+)*")
TERM = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
WHOLE_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,14}")
MIXED = ""


def write_json_ld(store: Store, *, believed_only: bool = False) -> bytes:
    """Return the graph as one JSON-LD document.

    Args:
        store: The graph.
        believed_only: Leave out the named graphs.

    Returns:
        UTF-8 JSON with sorted keys: "@context", then "@graph" with the believed things, followed by one
        object for each named graph.
    """
    graphs = [] if believed_only else graph_names(store)
    kinds = _kinds(store, graphs)
    nodes = list(_nodes(_quads(store, DefaultGraph()), kinds))
    for name in graphs:
        inner: list[Json] = list(_nodes(_quads(store, name), kinds))
        nodes.append({"@id": _identifier(name.value), "@graph": inner})
    document: dict[str, Json] = {"@context": _context(kinds), "@graph": nodes}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def write_context(store: Store) -> bytes:
    """Return the context of `write_json_ld` as a document of its own, for answers and APIs that share it.

    Args:
        store: The graph.

    Returns:
        UTF-8 JSON: an object with "@context" alone.
    """
    context = _context(_kinds(store, graph_names(store)))
    return (json.dumps({"@context": context}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _kinds(store: Store, graphs: Iterable[NamedNode]) -> dict[str, str]:
    """Return what each property of the believed and of these graphs holds."""
    kinds: dict[str, str] = {}
    _read_kinds(_quads(store, DefaultGraph()), kinds)
    for graph in graphs:
        _read_kinds(_quads(store, graph), kinds)
    return kinds


def _quads(store: Store, graph: DefaultGraph | NamedNode) -> Iterator[Quad]:
    return store.quads_for_pattern(None, None, None, graph)


def _read_kinds(quads: Iterable[Quad], kinds: dict[str, str]) -> None:
    """Learn what each property holds: "@id", one datatype's IRI, or a mixture."""
    for quad in quads:
        value = quad.object
        kind = "@id"
        if isinstance(value, Literal):
            kind = MIXED if value.language else value.datatype.value
        predicate = quad.predicate.value
        if kinds.setdefault(predicate, kind) != kind:
            kinds[predicate] = MIXED


def _context(kinds: dict[str, str]) -> dict[str, Json]:
    """Return the context: base and vocabulary, the prefixes in use, and the typed properties."""
    properties: dict[str, Json] = {}
    for predicate, kind in sorted(kinds.items()):
        # A native JSON number or boolean is typed by its form, plain strings need no type.
        if predicate == RDF_TYPE or kind in (
            MIXED,
            *(XSD + name for name in ("string", "integer", "boolean")),
        ):
            continue
        iri = _compact(predicate)
        properties[_term(predicate)] = {"@id": iri, "@type": _compact(kind) if kind != "@id" else kind}
    prefixes: dict[str, Json] = dict(sorted(PREFIXES.items()))
    return {"@base": ID, "@vocab": EG, **prefixes, **dict(sorted(properties.items()))}


def _nodes(quads: Iterable[Quad], kinds: dict[str, str]) -> Iterator[Json]:
    """Yield a node object a subject, sorted by IRI, its properties sorted by name."""
    subjects: dict[str, dict[str, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        subject = str(quad.subject) if not isinstance(quad.subject, NamedNode) else quad.subject.value
        subjects[subject][quad.predicate.value].append(quad.object)  # type: ignore[arg-type]
    for subject, properties in sorted(subjects.items()):
        node: dict[str, Json] = {"@id": _identifier(subject)}
        types = properties.pop(RDF_TYPE, [])
        if types:
            node["@type"] = _single(sorted(_type_name(value.value) for value in types))
        for predicate in sorted(properties, key=_term):
            values = sorted(properties[predicate], key=str)
            node[_term(predicate)] = _single([_value(value, kinds[predicate]) for value in values])
        yield node


def _single(values: list[Json] | list[str]) -> Json:
    return values[0] if len(values) == 1 else list(values)


def _value(value: NamedNode | Literal, kind: str) -> Json:
    """Write a value so that, read with the context, it gives the same term."""
    if not isinstance(value, Literal):
        identifier = _identifier(value.value if isinstance(value, NamedNode) else str(value))
        return identifier if kind == "@id" else {"@id": identifier}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    datatype = value.datatype.value
    if datatype == XSD + "string":
        return value.value
    if datatype == XSD + "boolean" and value.value in ("true", "false") and kind == datatype:
        return value.value == "true"
    if datatype == XSD + "integer" and WHOLE_NUMBER.fullmatch(value.value) and kind == datatype:
        return int(value.value)
    if kind == datatype and datatype not in (XSD + "integer", XSD + "boolean"):
        return value.value
    return {"@value": value.value, "@type": _compact(datatype)}


def _type_name(iri: str) -> str:
    name = iri.removeprefix(EG)
    return name if name != iri and TERM.fullmatch(name) else _compact(iri)


def _term(predicate: str) -> str:
    name = predicate.removeprefix(EG)
    return name if name != predicate and TERM.fullmatch(name) else _compact(predicate)


def _compact(iri: str) -> str:
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    for prefix, namespace in PREFIXES.items():
        if iri[:cut] == namespace and TERM.fullmatch(iri, cut):
            return f"{prefix}:{iri[cut:]}"
    return iri


def _identifier(iri: str) -> str:
    if iri.startswith(ID) and RELATIVE.fullmatch(iri, len(ID)):
        return iri[len(ID) :]
    return _compact(iri)
