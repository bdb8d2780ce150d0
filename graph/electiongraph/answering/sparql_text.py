"""Read the tokens of SPARQL that somebody typed: what would write or fetch, prefixes, graphs in FROM.

No parser: only what can be told from the tokens, comments and strings set aside. Oxigraph parses; this
refuses what must not run, and says in plain words what Oxigraph's messages leave unsaid.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin

from electiongraph.errors import QueryError
from electiongraph.vocabulary import PREFIXES

__all__ = ["check_sparql", "graphs_of_from", "undeclared_prefix"]

LONGEST_TEXT = 1_000_000
UPDATES = frozenset(["ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"])
# Oxigraph replaces these before it parses, so a keyword can be written with them.
CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# Whatever repeats keeps what it has taken, so that a text of a million characters is read in one pass. A
# name takes all that may belong to it: `a.b` before a colon is a prefix, else two words.
TOKEN = re.compile(
    r"""
    \#[^\n\r]*+
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*+>)
  | '''(?:[^'\\]|\\.|'(?!''))*+''' | \"\"\"(?:[^"\\]|\\.|"(?!""))*+\"\"\"
  | '(?:[^'\\\n\r]|\\.)*+' | "(?:[^"\\\n\r]|\\.)*+"
  | (?P<open>['"])
  | @[A-Za-z]++(?:-[A-Za-z0-9]+)*+
  | [?$]\w++
  | _:\w(?:\w|-|\.++(?=[\w-]))*+
  | (?P<name>[^\W\d_](?:\w|-|\.++(?=[\w-]))*+|(?=:)|_\w*+)
    (?P<local>:(?:(?:[\w:%-]|\\.)(?:[\w:%-]|\\.|\.++(?=[\w:%\\-]))*+)?+)?+
    """,
    re.VERBOSE | re.DOTALL,
)
HALF_CHARACTER = re.compile("[\ud800-\udfff]")
WORD = re.compile(r"\w+")


class Token(NamedTuple):
    """A piece of a query; what it is not is None.

    Attributes:
        start: Where it begins.
        word: A word in capital letters.
        iri: An IRI without its angle brackets.
        prefix: The prefix of a name.
        local: What stands behind the prefix.
    """

    start: int
    word: str | None = None
    iri: str | None = None
    prefix: str | None = None
    local: str = ""


def check_sparql(text: str, name: str = "query") -> None:
    """Refuse what would write or fetch.

    Args:
        text: The SPARQL text.
        name: What to call it in an error, for example the file's name.

    Raises:
        QueryError: For an update, SERVICE, a string without an end, or what is no text or far too long.

    Examples:
        >>> check_sparql("SELECT * { ?service ?p 'SERVICE' }  # SERVICE")
        >>> check_sparql("DROP ALL")
        Traceback (most recent call last):
        ...
        electiongraph.errors.QueryError: query, line 1, column 1: DROP is an update; only SELECT, ASK, \
CONSTRUCT and DESCRIBE run here
    """
    if len(text) > LONGEST_TEXT:
        raise QueryError("this query is longer than a million characters", where=name)
    if (half := HALF_CHARACTER.search(text)) is not None:
        raise QueryError(
            "this is no text", where=_place(name, text, half.start()), advice="write it in UTF-8"
        )
    plain = CODE_POINT.sub(_code_point, text)
    is_first = True
    for start, word, *_ in _tokens(plain, name):
        if not word:
            continue
        if word == "SERVICE":
            where = _place(name, plain, start)
            raise QueryError("SERVICE would fetch from elsewhere", where=where, advice="nothing here does")
        if is_first and word in UPDATES:
            where, advice = _place(name, plain, start), "only SELECT, ASK, CONSTRUCT and DESCRIBE run here"
            raise QueryError(f"{word} is an update", where=where, advice=advice)
        is_first = is_first and word in ("BASE", "PREFIX", "VERSION")


def undeclared_prefix(text: str, name: str = "query") -> QueryError | None:
    """Return an error that names the first prefix that is used and declared nowhere; None for none.

    Args:
        text: The SPARQL text.
        name: What to call it in the error.

    Examples:
        >>> print(undeclared_prefix("SELECT * { ?a a foo:Candidacy }"))
        query, line 1, column 17: the prefix foo is not declared; begin with PREFIX foo: <...>
        >>> undeclared_prefix("SELECT * { ?a a eg:Candidacy }")
    """
    plain = CODE_POINT.sub(_code_point, text)
    declared, before = set(PREFIXES), None
    for start, word, _, prefix, _ in _tokens(plain, name):
        if prefix is not None and before == "PREFIX":
            declared.add(prefix)
        elif prefix is not None and prefix not in declared:
            what = f"the prefix {prefix or ':'} is not declared"
            advice = f"begin with PREFIX {prefix}: <...>"
            return QueryError(what, where=_place(name, plain, start), advice=advice)
        before = word
    return None


def graphs_of_from(text: str) -> tuple[str, ...]:
    """Return the IRIs that FROM and FROM NAMED name, in order, each once.

    Args:
        text: The SPARQL text, free of faults.

    Examples:
        >>> graphs_of_from("SELECT * FROM <http://a.example/x> FROM NAMED eg:Seat { ?s ?p ?o }")
        ('http://a.example/x', 'https://w3id.org/electiongraph/ontology#Seat')
    """
    prefixes, base, found = dict(PREFIXES), "", []
    before = last = Token(0)
    for token in _tokens(CODE_POINT.sub(_code_point, text), "query"):
        iri = None
        if token.iri is not None:
            iri = urljoin(base, token.iri)
            if last.word == "BASE":
                base = iri
            elif before.word == "PREFIX":
                prefixes[last.prefix or ""] = iri
        elif token.prefix is not None:
            iri = prefixes.get(token.prefix, "") + re.sub(r"\\(.)", r"\1", token.local)
        if iri is not None and "FROM" in (last.word, before.word if last.word == "NAMED" else None):
            found.append(iri)
        before, last = last, token
    return tuple(dict.fromkeys(found))


def _tokens(plain: str, name: str) -> Iterator[Token]:
    """Yield what is no comment; of strings, variables, blank nodes and languages only that they are there."""
    for match in TOKEN.finditer(plain):
        start = match.start()
        if match["open"]:
            where = _place(name, plain, start)
            raise QueryError("the string that begins here has no end", where=where, advice="close it")
        if match["name"] is None:
            if match[0][0] != "#":
                yield Token(start, iri=match["iri"] and match["iri"][1:-1])
        elif match["local"] is not None and match["name"][:1] != "_":
            yield Token(start, prefix=match["name"], local=match["local"][1:])
        else:
            for word in WORD.finditer(match[0]):
                yield Token(start + word.start(), word=word[0].upper())


def _code_point(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= sys.maxunicode else match[0]


def _place(name: str, text: str, offset: int) -> str:
    line = text.count("\n", 0, offset) + 1
    return f"{name}, line {line}, column {offset - text.rfind(chr(10), 0, offset)}"
