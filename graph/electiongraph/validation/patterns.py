"""Read the patterns of a SPARQL constraint, so that a changed statement can be followed to its focus nodes."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from electiongraph.validation.columns import KIND
from electiongraph.validation.sparql_scope import group_texts

__all__ = ["Pattern", "read_patterns"]

PREFIX = re.compile(r"PREFIX\s+([\w-]*:)\s*<([^>]*)>", re.IGNORECASE)
# What stands in a group beside its patterns; conditions stand in parentheses.
WORDS = re.compile(r"\b(?:FILTER|NOT|EXISTS|OPTIONAL|UNION|BIND|COALESCE|WHERE)\b")
CONDITION = re.compile(r"(?:FILTER|BIND)\s*(\()", re.IGNORECASE)
TOKEN = re.compile(
    r"[?$]\w+|<[^>]*>|[\w-]*:[\w-]+|(?:\"[^\"]*\"|'[^']*')(?:@[\w-]+|\^\^\S+)?|-?\d[\d.]*\d|\d|true\b|false\b"
    r"|\ba\b|[;,./|^()*+]|\?"
)
MODIFIERS = frozenset("*+?")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern: from a variable by a property, one of several, to a variable or value.

    Attributes:
        subject: A variable, as "?this", or a term.
        properties: The properties as terms.
        value: As `subject`.
        place: The numbers of the groups that it lies in; it holds wherever a pattern within these does.
    """

    subject: str
    properties: tuple[str, ...]
    value: str
    place: tuple[int, ...] = ()


@functools.lru_cache(maxsize=1024)
def read_patterns(query: str) -> tuple[Pattern, ...] | None:
    """Return all patterns of a query, whatever its filters and groups say; None when one cannot be read.

    Args:
        query: A SELECT with its prefixes.

    Examples:
        >>> read_patterns("SELECT $this WHERE { $this <x:p>/<x:q> ?v . FILTER (?v > 3) }")[-1]
        Pattern(subject='?step0x1', properties=('<x:q>',), value='?v', place=(1,))
    """
    patterns: dict[Pattern, None] = {}
    spaces = dict(PREFIX.findall(query))
    for place, group in group_texts(PREFIX.sub("", query).replace("$", "?")):
        read = _read_group(group, spaces, f"?step{len(patterns)}x")
        if read is None:
            return None
        patterns.update(dict.fromkeys(dataclasses.replace(pattern, place=place) for pattern in read))
    return tuple(patterns)


def _read_group(group: str, spaces: Mapping[str, str], step: str) -> list[Pattern] | None:
    """Read the patterns of a group; None for what is not understood."""
    text = WORDS.sub(" ", _without_conditions(group)).strip()
    if TOKEN.sub("", text).strip():
        return None
    try:
        return list(_Reader(TOKEN.findall(text), spaces, step).patterns())
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

    def patterns(self) -> Iterator[Pattern]:
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
        iri = KIND if token == "a" else self._iri(token)
        if not iri.startswith("<"):
            raise ValueError("a property that is a variable")
        return is_back, (iri,)

    def _steps(self, subject: str, path: list[tuple[bool, tuple[str, ...]]], value: str) -> Iterator[Pattern]:
        here = subject
        for number, (is_back, properties) in enumerate(path, start=1):
            self._fresh += number < len(path)
            there = value if number == len(path) else f"{self._step_name}{self._fresh}"
            yield Pattern(there, properties, here) if is_back else Pattern(here, properties, there)
            here = there
