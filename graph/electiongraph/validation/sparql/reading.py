"""Read the SELECT of a SPARQL constraint.

What stands in constraints on data is read: no GRAPH, MINUS, VALUES, SERVICE, nor paths of any length. A query
with anything else is refused, and asked of Oxigraph.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator

from electiongraph.validation.columns import KIND
from electiongraph.validation.sparql.parts import (
    Bind,
    Call,
    Element,
    Exists,
    Expression,
    Filter,
    Group,
    Optionally,
    Pattern,
    Select,
    Union,
    UnreadableError,
)

__all__ = ["read_select"]

PREFIX = re.compile(r"PREFIX\s+([\w-]*:)\s*<([^>]*)>", re.IGNORECASE)
TOKEN = re.compile(
    r"""\s*(?:\#[^\n]*\s*)*(?:
    (?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*') | (?P<iri><[^<>\s"{}|^`\\]*>) | (?P<var>[?$]\w+)
    | (?P<number>\d+(?:\.\d+)?(?![\w.])) | (?P<name>[\w-]*:[\w-]+) | (?P<word>[A-Za-z_]+)
    | (?P<sign>&&|\|\||!=|<=|>=|\^\^|[-=<>!+*/^|(){}.;,@])
    )""",
    re.VERBOSE,
)
XSD = "http://www.w3.org/2001/XMLSchema#"
COMPARED = ("=", "!=", "<", ">", "<=", ">=")


@functools.lru_cache(maxsize=1024)
def read_select(text: str) -> Select | None:
    """Read a query; None where it is of another kind.

    Args:
        text: A SELECT with its prefixes.

    Examples:
        >>> from electiongraph.validation.sparql.parts import patterns_of
        >>> query = read_select("SELECT $this WHERE { $this <x:p>/<x:q> ?v . FILTER (?v > 3) }")
        >>> [pattern.properties for pattern in patterns_of(query)]
        [('<x:p>',), ('<x:q>',)]
    """
    try:
        return _Reader(PREFIX.sub("", text), dict(PREFIX.findall(text))).query()
    except UnreadableError:
        return None


class _Reader:
    """Reads one query from its tokens."""

    def __init__(self, text: str, spaces: dict[str, str]) -> None:
        self._spaces = spaces
        self._tokens: list[tuple[str, str]] = []
        self._at = 0
        self._fresh = 0
        self._groups = 0
        self._place: tuple[int, ...] = ()
        end = 0
        while text[end:].strip():
            found = TOKEN.match(text, end)
            if found is None or found.lastgroup is None:
                if re.fullmatch(r"\s*(?:#[^\n]*\s*)*", text[end:]):
                    break
                raise UnreadableError(text[end : end + 20])
            self._tokens.append((found.lastgroup, found[found.lastgroup]))
            end = found.end()

    def query(self) -> Select:
        """Read the whole."""
        select = self._select()
        if self._at < len(self._tokens):
            raise UnreadableError(self._tokens[self._at][1])
        return select

    def _peek(self, *words: str) -> bool:
        """Say whether the next token is one of some signs or words."""
        return self._at < len(self._tokens) and self._tokens[self._at][1].upper() in words

    def _take(self, *words: str) -> bool:
        """Step over the next token if it is one of some signs or words."""
        found = self._peek(*words)
        self._at += found
        return found

    def _need(self, *words: str) -> None:
        for word in words:
            if not self._take(word):
                raise UnreadableError(f"no {word}")

    def _next(self) -> tuple[str, str]:
        if self._at >= len(self._tokens):
            raise UnreadableError("the end")
        self._at += 1
        return self._tokens[self._at - 1]

    def _variable(self) -> str:
        kind, token = self._next()
        if kind != "var":
            raise UnreadableError(token)
        return f"?{token[1:]}"

    def _select(self) -> Select:
        self._need("SELECT")
        self._take("DISTINCT", "REDUCED")
        binds = []
        while not self._peek("WHERE", "{"):
            if self._take("("):
                value = self._expression()
                self._need("AS")
                binds.append(Bind(value, self._variable()))
                self._need(")")
            else:
                variable = self._variable()
                binds.append(Bind(variable, variable))
        self._take("WHERE")
        around, self._place = self._place, ()
        where = self._group()
        self._place = around
        group_by, having = self._grouping()
        return Select(tuple(binds), where, group_by, having)

    def _grouping(self) -> tuple[tuple[str, ...] | None, tuple[Expression, ...]]:
        group_by, having = [], []
        is_grouped = self._take("GROUP")
        if is_grouped:
            self._need("BY")
            while self._at < len(self._tokens) and self._tokens[self._at][0] == "var":
                group_by.append(self._variable())
        if self._take("HAVING"):
            having.append(self._primary())
        return (tuple(group_by) if is_grouped else None), tuple(having)

    def _group(self) -> Group:
        self._need("{")
        self._groups += 1
        around = self._place
        self._place = (*around, self._groups)
        elements: list[Element] = []
        while not self._take("}"):
            elements += self._elements()
            self._take(".")
        self._place = around
        return Group(tuple(elements))

    def _elements(self) -> Iterator[Element]:
        if self._take("FILTER"):
            yield Filter(self._primary())
        elif self._take("BIND"):
            self._need("(")
            value = self._expression()
            self._need("AS")
            yield Bind(value, self._variable())
            self._need(")")
        elif self._take("OPTIONAL"):
            yield Optionally(self._group())
        elif self._peek("{"):
            groups = [self._group_or_select()]
            while self._take("UNION"):
                groups.append(self._group_or_select())
            yield Union(tuple(groups))
        elif self._peek("GRAPH", "MINUS", "VALUES", "SERVICE"):
            raise UnreadableError(self._next()[1])
        else:
            yield from self._triples()

    def _group_or_select(self) -> Group | Select:
        if self._tokens[self._at + 1 : self._at + 2] and self._tokens[self._at + 1][1].upper() == "SELECT":
            self._need("{")
            select = self._select()
            self._need("}")
            return select
        return self._group()

    def _triples(self) -> Iterator[Pattern]:
        subject = self._term()
        while not self._peek(".", "}"):
            path = self._path()
            yield from self._steps(subject, path, self._term())
            while self._take(","):
                yield from self._steps(subject, path, self._term())
            if not self._take(";"):
                break

    def _steps(self, subject: str, path: list[tuple[bool, tuple[str, ...]]], value: str) -> Iterator[Pattern]:
        here = subject
        for number, (is_back, properties) in enumerate(path, start=1):
            self._fresh += 1
            there = value if number == len(path) else f"?.{self._fresh}"
            ends = (there, here) if is_back else (here, there)
            yield Pattern(ends[0], properties, ends[1], self._place)
            here = there

    def _path(self) -> list[tuple[bool, tuple[str, ...]]]:
        """Read a path as its steps, each with whether it leads back and its properties."""
        steps = []
        while True:
            if self._take("("):
                steps += self._path()
                self._need(")")
            else:
                is_back = self._take("^")
                steps.append((is_back, (self._property(),)))
            if self._peek("*", "+"):
                raise UnreadableError("a path of any length")
            if self._take("|"):
                rest = self._path()
                if len(steps) != 1 or len(rest) != 1 or steps[0][0] != rest[0][0]:
                    raise UnreadableError("alternatives of several steps")
                return [(steps[0][0], (*steps[0][1], *rest[0][1]))]
            if not self._take("/"):
                return steps

    def _property(self) -> str:
        if self._tokens[self._at] == ("word", "a"):
            self._at += 1
            return KIND
        term = self._term()
        if term[0] != "<":
            raise UnreadableError(term)
        return term

    def _term(self) -> str:
        """Read a variable or term."""
        kind, token = self._next()
        if kind == "var":
            return f"?{token[1:]}"
        if kind == "iri":
            return token
        if kind == "name":
            prefix, _, name = token.partition(":")
            if f"{prefix}:" not in self._spaces:
                raise UnreadableError(token)
            return f"<{self._spaces[f'{prefix}:']}{name}>"
        if kind == "number":
            return f'"{token}"^^<{XSD}{"decimal" if "." in token else "integer"}>'
        if kind == "text" and "\\" not in token and not self._peek("@", "^^"):
            return f'"{token[1:-1]}"'
        if kind == "word" and token.lower() in ("true", "false"):
            return f'"{token.lower()}"^^<{XSD}boolean>'
        raise UnreadableError(token)

    def _expression(self) -> Expression:
        return self._joined("||", lambda: self._joined("&&", self._comparison))

    def _joined(self, sign: str, read: Callable[[], Expression]) -> Expression:
        parts = [read()]
        while self._take(sign):
            parts.append(read())
        return parts[0] if len(parts) == 1 else Call(sign, tuple(parts))

    def _comparison(self) -> Expression:
        left = self._sum()
        for sign in COMPARED:
            if self._take(sign):
                return Call(sign, (left, self._sum()))
        is_not = self._take("NOT")
        if is_not or self._peek("IN"):
            self._need("IN")
            within = Call("IN", (left, *self._arguments()))
            return Call("!", (within,)) if is_not else within
        return left

    def _sum(self) -> Expression:
        left = self._product()
        while self._peek("+", "-"):
            left = Call(self._next()[1], (left, self._product()))
        return left

    def _product(self) -> Expression:
        left = self._unary()
        while self._peek("*", "/"):
            left = Call(self._next()[1], (left, self._unary()))
        return left

    def _unary(self) -> Expression:
        if self._take("!"):
            return Call("!", (self._unary(),))
        if self._take("-"):
            return Call("-", (f'"0"^^<{XSD}integer>', self._unary()))
        return self._primary()

    def _primary(self) -> Expression:
        if self._take("("):
            inner = self._expression()
            self._need(")")
            return inner
        if self._take("NOT"):
            self._need("EXISTS")
            return Call("!", (Exists(self._group()),))
        if self._take("EXISTS"):
            return Exists(self._group())
        kind, token = self._tokens[self._at]
        if kind == "word" and token.lower() not in ("true", "false"):
            self._at += 1
            return Call(token.upper(), self._arguments())
        return self._term()

    def _arguments(self) -> tuple[Expression, ...]:
        """Read what stands in parentheses; DISTINCT becomes a call around it, and a star no argument."""
        self._need("(")
        is_distinct = self._take("DISTINCT")
        if self._take("*"):
            self._need(")")
            return ()
        listed = [] if self._peek(")") else [self._expression()]
        while self._take(","):
            listed.append(self._expression())
        self._need(")")
        return (Call("DISTINCT", tuple(listed)),) if is_distinct else tuple(listed)
