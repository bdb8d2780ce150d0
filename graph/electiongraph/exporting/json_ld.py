"""Write JSON-LD with a context, so that the document reads like plain JSON.

Terms of the election ontology are bare names, identifiers are relative to one base, and the context says
which properties hold identifiers, dates or decimals; so `"majority": 7510` and `"winner": "candidacy/..."`
need no wrapping. Like the Turtle it is made of the lines of N-Triples, each term worked out once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from json.encoder import encode_basestring

from pyoxigraph import DefaultGraph, Store

from electiongraph.exporting.turtle import graph_names, sorted_lines
from electiongraph.identifiers import ID
from electiongraph.vocabulary import EG, PREFIXES, RDF_TYPE, XSD

__all__ = ["write_context", "write_json_ld"]

Json = str | int | bool | list["Json"] | dict[str, "Json"]

RELATIVE = re.compile(r"[A-Za-z0-9_~-]+(?:/[A-Za-z0-9_~-]+)*")
TERM = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
WHOLE_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,14}")
MIXED = ""
LITERAL = re.compile(r'("(?:[^"\\]|\\.)*")(?:@(.+)|\^\^<(.*)>)?', re.DOTALL)
JSON = json.JSONDecoder(strict=False)
# JSON knows the other escapes of N-Triples.
LONG_ESCAPE = re.compile(r"((?:^|[^\\])(?:\\\\)*)\\U([0-9A-Fa-f]{8})")
TYPE = f"<{RDF_TYPE}>"
NATIVE = tuple(XSD + name for name in ("string", "integer", "boolean"))

Triple = tuple[str, str, str]


def write_json_ld(store: Store, *, believed_only: bool = False) -> bytes:
    """Return the graph as one JSON-LD document.

    Args:
        store: The graph.
        believed_only: Leave out the named graphs.

    Returns:
        UTF-8 JSON with sorted keys: "@context", then "@graph" with the believed things, followed by one
        object for each named graph.
    """
    believed = _triples(sorted_lines(store, DefaultGraph()))
    graphs = [] if believed_only else graph_names(store)
    named = {name.value: _triples(sorted_lines(store, name)) for name in graphs}
    kinds = _kinds(believed, *named.values())
    terms = _Terms(kinds)
    nodes = list(terms.nodes(believed, " "))
    for name, triples in named.items():
        inner = ",\n".join(terms.nodes(triples, "   "))
        graph = f"[\n{inner}\n  ]" if inner else "[]"
        nodes.append(f' {{\n  "@id": {_text(_identifier(name))},\n  "@graph": {graph}\n }}')
    context = json.dumps(_context(kinds), ensure_ascii=False, indent=1)
    listed = "[\n" + ",\n".join(nodes) + "\n]" if nodes else "[]"
    return f'{{\n"@context": {context},\n"@graph": {listed}\n}}\n'.encode()


def write_context(store: Store) -> bytes:
    """Return the context of `write_json_ld` as a document of its own, for answers and APIs that share it.

    Args:
        store: The graph.

    Returns:
        UTF-8 JSON: an object with "@context" alone.
    """
    named = (_triples(sorted_lines(store, name)) for name in graph_names(store))
    context = _context(_kinds(_triples(sorted_lines(store, DefaultGraph())), *named))
    return (json.dumps({"@context": context}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _triples(lines: Iterable[str]) -> list[Triple]:
    split = (line[:-2].split(" ", 2) for line in lines if line)
    return [(subject, predicate, value) for subject, predicate, value in split]


def _kinds(*graphs: Iterable[Triple]) -> dict[str, str]:
    """Return what each property holds: "@id", one datatype's IRI, or a mixture."""
    seen = {(predicate, _kind(value)) for triples in graphs for _, predicate, value in triples}
    kinds: dict[str, str] = {}
    for predicate, kind in seen:
        iri = predicate[1:-1]
        kinds[iri] = kind if kinds.setdefault(iri, kind) == kind else MIXED
    return kinds


def _kind(value: str) -> str:
    """Return the kind of one value; the last quote of a literal is where its words end."""
    if not value.startswith('"'):
        return "@id"
    end = value.rindex('"') + 1
    if end == len(value):
        return XSD + "string"
    return value[end + 3 : -1] if value.startswith("^^", end) else MIXED


def _context(kinds: dict[str, str]) -> dict[str, Json]:
    """Return the context: base and vocabulary, the prefixes in use, and the typed properties."""
    properties: dict[str, Json] = {}
    for predicate, kind in sorted(kinds.items()):
        # A native JSON number or boolean is typed by its form, plain strings need no type.
        if predicate == RDF_TYPE or kind in (MIXED, *NATIVE):
            continue
        iri = _compact(predicate)
        properties[_term(predicate)] = {"@id": iri, "@type": _compact(kind) if kind != "@id" else kind}
    prefixes: dict[str, Json] = dict(sorted(PREFIXES.items()))
    return {"@base": ID, "@vocab": EG, **prefixes, **dict(sorted(properties.items()))}


class _Terms:
    """How each term stands in the document, worked out once a term."""

    def __init__(self, kinds: dict[str, str]) -> None:
        self._kinds = kinds
        self._names: dict[str, tuple[str, str]] = {}
        self._values: dict[tuple[str, str], str] = {}
        self._identifiers: dict[str, str] = {}

    def nodes(self, triples: Iterable[Triple], indent: str) -> Iterator[str]:
        """Yield a node object a subject, its properties sorted by name."""
        for subject, of_subject in groupby(triples, key=lambda triple: triple[0]):
            properties: dict[tuple[str, str], list[str]] = {}
            for _, predicate, value in of_subject:
                name = self._names.get(predicate) or self._name(predicate)
                properties.setdefault(name, []).append(self._value(predicate, value))
            lines = [f'"@id": {self._identifier(subject)}']
            for (_, written), values in sorted(properties.items()):
                if len(values) == 1:
                    lines.append(f"{written}: {values[0]}")
                else:
                    lines.append(f"{written}: [{', '.join(values)}]")
            inner = f",\n{indent} ".join(lines)
            yield f"{indent}{{\n{indent} {inner}\n{indent}}}"

    def _name(self, predicate: str) -> tuple[str, str]:
        """Return what a property is sorted by, the type before all others, and how it is written."""
        name = "@type" if predicate == TYPE else _term(predicate[1:-1])
        self._names[predicate] = ("" if predicate == TYPE else name, _text(name))
        return self._names[predicate]

    def _identifier(self, subject: str) -> str:
        if subject not in self._identifiers:
            self._identifiers[subject] = _text(_identifier(_iri(subject)))
        return self._identifiers[subject]

    def _value(self, predicate: str, value: str) -> str:
        """Write a value so that, read with the context, it gives the same term."""
        if predicate == TYPE:
            return _text(_term(_iri(value)))
        kind = self._kinds[predicate[1:-1]]
        known = self._values.get((kind, value))
        if known is None:
            known = _reference(value, kind) if not value.startswith('"') else _literal(value, kind)
            self._values[(kind, value)] = known
        return known


def _reference(value: str, kind: str) -> str:
    identifier = _text(_identifier(_iri(value)))
    return identifier if kind == "@id" else f'{{"@id": {identifier}}}'


def _literal(value: str, kind: str) -> str:
    parts = LITERAL.fullmatch(value)
    assert parts is not None
    quoted, language, datatype = parts.groups()
    # Without an escape a literal reads alike in JSON.
    text = quoted if "\\" not in quoted else _text(JSON.decode(LONG_ESCAPE.sub(_short_escape, quoted)))
    if language:
        return f'{{"@value": {text}, "@language": {_text(language)}}}'
    datatype = datatype or XSD + "string"
    if datatype == XSD + "string":
        return text
    if kind == datatype:
        is_native = (datatype == XSD + "boolean" and quoted in ('"true"', '"false"')) or (
            datatype == XSD + "integer" and WHOLE_NUMBER.fullmatch(quoted, 1, len(quoted) - 1)
        )
        if is_native:
            return quoted[1:-1]
        if datatype not in NATIVE:
            return text
    return f'{{"@value": {text}, "@type": {_text(_compact(datatype))}}}'


def _short_escape(escape: re.Match[str]) -> str:
    return escape[1] + json.dumps(chr(int(escape[2], 16)))[1:-1]


def _text(words: str) -> str:
    return encode_basestring(words)


def _iri(term: str) -> str:
    """Return the IRI of a term; a blank node stays as it is."""
    return term[1:-1] if term.startswith("<") else term


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
