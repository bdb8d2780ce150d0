"""Find the focus nodes whose checks a change of statements may have changed.

Each check reads certain properties of things that it reaches from the focus node by a chain of patterns.
From the ends of a changed statement the same chains lead back to the focus nodes, whatever filters say; so
too many may be found, never too few.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph

from electiongraph.validation.compiling import MOST_NAMED, SCOPE, Check
from electiongraph.validation.sparql_scope import group_texts
from electiongraph.vocabulary import RDF_TYPE

__all__ = ["AskedGraphs", "Statement", "affected_focus_nodes"]

Statement = tuple[str, str, str]
Graphs = Sequence[pyoxigraph.NamedNode | pyoxigraph.DefaultGraph]

PREFIX = re.compile(r"PREFIX\s+([\w-]*:)\s*<([^>]*)>", re.IGNORECASE)
# What stands in a group beside its patterns; conditions stand in parentheses.
WORDS = re.compile(r"\b(?:FILTER|NOT|EXISTS|OPTIONAL|UNION|BIND|COALESCE|WHERE)\b")
CONDITION = re.compile(r"(?:FILTER|BIND)\s*(\()", re.IGNORECASE)
VALUES = re.compile(r"\bVALUES\s+\?\w+\s*$")
TOKEN = re.compile(
    r"[?$]\w+|<[^>]*>|[\w-]*:[\w-]+|(?:\"[^\"]*\"|'[^']*')(?:@[\w-]+|\^\^\S+)?|-?\d[\d.]*\d|\d|true\b|false\b"
    r"|\ba\b|[;,./|^()*+]|\?"
)
MODIFIERS = frozenset("*+?")
LONGEST = 8


@dataclass(frozen=True, slots=True)
class _Edge:
    """One pattern: from a variable by a property, one of several, to a variable or value."""

    subject: str
    properties: tuple[str, ...]
    value: str

    @property
    def pattern(self) -> str:
        return f"{self.subject} {'|'.join(f'<{iri}>' for iri in self.properties)} {self.value} ."


class AskedGraphs:
    """Graphs of a store that are checked as one; many checks ask them the same, which is answered once."""

    def __init__(self, store: pyoxigraph.Store, graphs: Graphs) -> None:
        """Take a store and the names of its graphs."""
        self._store = store
        self._graphs: list[pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.DefaultGraph] = [*graphs]
        self._known: dict[str, frozenset[pyoxigraph.NamedNode]] = {}

    def select(self, query: str) -> pyoxigraph.QuerySolutions:
        """Answer a SELECT query."""
        solutions = self._store.query(query, default_graph=self._graphs)
        assert isinstance(solutions, pyoxigraph.QuerySolutions)
        return solutions

    def focus_nodes(self, query: str) -> frozenset[pyoxigraph.NamedNode]:
        """Return the things that a query finds as `?this`."""
        if query not in self._known:
            found = (row["this"] for row in self.select(query))
            self._known[query] = frozenset(node for node in found if isinstance(node, pyoxigraph.NamedNode))
        return self._known[query]


def affected_focus_nodes(
    check: Check, changed: Collection[Statement], asked: AskedGraphs
) -> set[pyoxigraph.NamedNode]:
    """Return the focus nodes of a check whose results may differ after a change.

    Args:
        check: The check.
        changed: The statements that came or went, as subject IRI, property IRI and value IRI ("" for others).
        asked: The graphs as they are after the change.
    """
    by_property: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for subject, prop, value in changed:
        by_property[prop].add((subject, value))
    edges = _edges_of(check)
    if edges is None:
        return set(asked.focus_nodes(check.focus_nodes()))
    found: set[pyoxigraph.NamedNode] = set()
    for edge in edges:
        ends = {end for prop in edge.properties for end in by_property.get(prop, ())}
        if not ends:
            continue
        chains = _chains(edges, edge)
        if not chains:
            return set(asked.focus_nodes(check.focus_nodes()))
        for variable, chain in chains:
            nodes = sorted(
                {(subject if variable == edge.subject else value) for subject, value in ends} - {""}
            )
            if not chain:
                found.update(map(pyoxigraph.NamedNode, nodes))
            elif nodes:
                found |= _follow(asked, chain, variable, nodes)
    return found


def _follow(
    asked: AskedGraphs, chain: Sequence[_Edge], variable: str, nodes: Collection[str]
) -> frozenset[pyoxigraph.NamedNode]:
    """Return the focus nodes to which a chain of patterns leads from some nodes."""
    patterns = " ".join(one.pattern for one in chain)
    if len(nodes) <= MOST_NAMED:
        told = " ".join(f"<{node}>" for node in nodes)
        select = f"SELECT DISTINCT ?this WHERE {{ VALUES {variable} {{ {told} }} {patterns} }}"
        return asked.focus_nodes(select)
    wanted = {pyoxigraph.NamedNode(node) for node in nodes}
    rows = asked.select(f"SELECT ?this {variable} WHERE {{ {patterns} }}")
    found = (row[0] for row in rows if row[1] in wanted)
    return frozenset(node for node in found if isinstance(node, pyoxigraph.NamedNode))


@functools.lru_cache(maxsize=1024)
def _edges_of(check: Check) -> tuple[_Edge, ...] | None:
    """Return all patterns of a check; None when one of them cannot be read."""
    texts = [*check.branches, *(query.text for query in check.queries), f"{{ {check.target} }}"]
    edges: dict[_Edge, None] = {}
    for text in texts:
        spaces = dict(PREFIX.findall(text))
        whole = PREFIX.sub("", text.replace(SCOPE, "")).replace("$", "?")
        for group in group_texts(f"{{ {whole} }}" if text in check.branches else whole):
            read = _read_patterns(group, spaces, f"?step{len(edges)}x")
            if read is None:
                return None
            edges.update(dict.fromkeys(read))
    return tuple(edges)


@functools.lru_cache(maxsize=4096)
def _chains(edges: tuple[_Edge, ...], last: _Edge) -> tuple[tuple[str, tuple[_Edge, ...]], ...]:
    """Return the ways from the focus node to one end of a pattern, each from that end on.

    Args:
        edges: All patterns of a check.
        last: The pattern.

    Returns:
        The variable at the end and the patterns that lead from there to `?this`; () when none does.
    """
    found = []

    def follow(variable: str, chain: tuple[_Edge, ...], seen: frozenset[str]) -> None:
        if variable in (last.subject, last.value):
            found.append((variable, chain))
            return
        for edge in edges if len(chain) < LONGEST else ():
            for here, there in ((edge.subject, edge.value), (edge.value, edge.subject)):
                if here == variable and there.startswith("?") and there not in seen and edge != last:
                    follow(there, (edge, *chain), seen | {there})

    follow("?this", (), frozenset(("?this",)))
    return tuple(found)


def _read_patterns(group: str, spaces: Mapping[str, str], step: str) -> list[_Edge] | None:
    """Read the patterns of a group; None for what is not understood."""
    text = VALUES.sub("", WORDS.sub(" ", _without_conditions(group)).strip())
    if TOKEN.sub("", text).strip():
        return None
    try:
        return list(_Reader(TOKEN.findall(text), spaces, step).edges())
    except (IndexError, ValueError):
        return None


def _without_conditions(text: str) -> str:
    """Take the conditions and assignments out of a group."""
    while (found := CONDITION.search(text)) is not None:
        depth, end = 0, found.start(1)
        for end in range(found.start(1), len(text)):
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            if not depth:
                break
        text = text[: found.start()] + " . " + text[end + 1 :]
    return text


class _Reader:
    """Reads patterns from tokens."""

    def __init__(self, tokens: list[str], spaces: Mapping[str, str], step: str) -> None:
        self._step_name = step
        self._tokens = [*tokens, "."]
        self._spaces = spaces
        self._at = 0
        self._fresh = 0

    def edges(self) -> Iterator[_Edge]:
        """Give the patterns, sequences cut into steps."""
        while self._at < len(self._tokens):
            if self._tokens[self._at] == ".":
                self._at += 1
                continue
            subject = self._term()
            while self._tokens[self._at] not in (".",):
                path = self._path()
                while True:
                    yield from self._steps(subject, path, self._term())
                    if self._tokens[self._at] != ",":
                        break
                    self._at += 1
                if self._tokens[self._at] == ";":
                    self._at += 1
                elif self._tokens[self._at] != ".":
                    break

    def _term(self) -> str:
        token = self._tokens[self._at]
        self._at += 1
        if token in (".", ";", ",", "/", "|", "^", "(", ")", "*", "+", "?"):
            raise ValueError(token)
        return token if token.startswith("?") else self._iri(token)

    def _iri(self, token: str) -> str:
        if token.startswith("<"):
            return token
        prefix, colon, name = token.partition(":")
        return (
            f"<{self._spaces[prefix + colon]}{name}>" if colon and prefix + colon in self._spaces else token
        )

    def _path(self) -> list[tuple[bool, tuple[str, ...]]]:
        """Read a path as its steps, each with whether it leads back and its properties."""
        steps = []
        while True:
            is_grouped = self._tokens[self._at] == "("
            self._at += is_grouped
            steps += self._path() if is_grouped else [self._step()]
            if is_grouped:
                if self._tokens[self._at] != ")":
                    raise ValueError("no such path")
                self._at += 1
            token = self._tokens[self._at]
            if token in MODIFIERS:
                raise ValueError("a path of any length")
            if token == "|":
                self._at += 1
                rest = self._path()
                if len(steps) != 1 or len(rest) != 1 or steps[0][0] != rest[0][0]:
                    raise ValueError("alternatives of several steps")
                return [(steps[0][0], (*steps[0][1], *rest[0][1]))]
            if token != "/":
                return steps
            self._at += 1

    def _step(self) -> tuple[bool, tuple[str, ...]]:
        is_back = self._tokens[self._at] == "^"
        self._at += is_back
        token = self._tokens[self._at]
        self._at += 1
        iri = f"<{RDF_TYPE}>" if token == "a" else self._iri(token)
        if not iri.startswith("<"):
            raise ValueError("a property that is a variable")
        return is_back, (iri[1:-1],)

    def _steps(self, subject: str, path: list[tuple[bool, tuple[str, ...]]], value: str) -> Iterator[_Edge]:
        here = subject
        for number, (is_back, properties) in enumerate(path, start=1):
            self._fresh += number < len(path)
            there = value if number == len(path) else f"{self._step_name}{self._fresh}"
            yield _Edge(there, properties, here) if is_back else _Edge(here, properties, there)
            here = there
