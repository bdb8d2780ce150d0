"""Read the tokens of SPARQL that somebody typed: what would write or fetch, prefixes, graphs in FROM.

No parser: only what can be told from the tokens, comments and strings set aside. Oxigraph parses; this
refuses what must not run, and says in plain words what Oxigraph's messages leave unsaid.
"""

from __future__ import annotations

import re
import sys
from urllib.parse import urljoin

from electiongraph.errors import QueryError
from electiongraph.vocabulary import PREFIXES

__all__ = ["check_sparql", "graphs_of_from", "undeclared_prefix"]

LONGEST_TEXT = 1_000_000
UPDATES = frozenset(["ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"])
# Oxigraph replaces these before it parses, so a keyword can be written with them.
CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
TOKEN = re.compile(
    r"""
    \#[^\n\r]*
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | '''(?:[^'\\]|\\.|'(?!''))*''' | \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"
  | '(?:[^'\\\n\r]|\\.)*' | "(?:[^"\\\n\r]|\\.)*"
  | @[A-Za-z]+(?:-[A-Za-z0-9]+)*
  | [?$]\w+
  | (?P<prefix>(?:[^\W\d_](?:[\w.-]*[\w-])?)?):(?P<local>(?:[\w:%\\-](?:(?:[\w.:%-]|\\.)*(?:[\w:%-]|\\.))?)?)
  | _:\w(?:[\w.-]*[\w-])?
  | (?P<word>[A-Za-z_]\w*)
    """,
    re.VERBOSE | re.DOTALL,
)


def check_sparql(text: str, name: str = "query") -> None:
    """Refuse what would write or fetch.

    Args:
        text: The SPARQL text.
        name: What to call it in an error, for example the file's name.

    Raises:
        QueryError: For an update, SERVICE, or a text that is no text or far too long.

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
    plain = CODE_POINT.sub(_code_point, text)
    is_first = True
    for token in TOKEN.finditer(plain):
        word = (token["word"] or "").upper()
        if not word:
            continue
        place = _place(name, plain, token.start())
        if word == "SERVICE":
            raise QueryError("SERVICE would fetch from elsewhere", where=place, advice="nothing here does")
        if is_first and word in UPDATES:
            advice = "only SELECT, ASK, CONSTRUCT and DESCRIBE run here"
            raise QueryError(f"{word} is an update", where=place, advice=advice)
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
    tokens = list(TOKEN.finditer(plain))
    declared = set(PREFIXES)
    for before, token in zip([None, *tokens], tokens, strict=False):
        prefix = token["prefix"]
        if prefix is None:
            continue
        if before is not None and (before["word"] or "").upper() == "PREFIX":
            declared.add(prefix)
        elif prefix not in declared:
            what = f"the prefix {prefix or ':'} is not declared"
            advice = f"begin with PREFIX {prefix}: <...>"
            return QueryError(what, where=_place(name, plain, token.start()), advice=advice)
    return None


def graphs_of_from(text: str) -> tuple[str, ...]:
    """Return the IRIs that FROM and FROM NAMED name, in order, each once.

    Args:
        text: The SPARQL text, free of faults.

    Examples:
        >>> graphs_of_from("SELECT * FROM <http://a.example/x> FROM NAMED eg:Seat { ?s ?p ?o }")
        ('http://a.example/x', 'https://w3id.org/electiongraph/ontology#Seat')
    """
    tokens = [token for token in TOKEN.finditer(CODE_POINT.sub(_code_point, text)) if token[0][0] != "#"]
    words = [(token["word"] or "").upper() for token in tokens]
    prefixes, base, found = dict(PREFIXES), "", []
    for place, token in enumerate(tokens):
        before = words[place - 1] if place else ""
        if token["iri"] is not None:
            iri = urljoin(base, token["iri"][1:-1])
            if before == "BASE":
                base = iri
            elif place > 1 and words[place - 2] == "PREFIX":
                prefixes[tokens[place - 1]["prefix"] or ""] = iri
        elif token["prefix"] is not None:
            iri = prefixes.get(token["prefix"], "") + re.sub(r"\\(.)", r"\1", token["local"])
        else:
            continue
        if before == "FROM" or (before == "NAMED" and words[place - 2] == "FROM"):
            found.append(iri)
    return tuple(dict.fromkeys(found))


def _code_point(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= sys.maxunicode else match[0]


def _place(name: str, text: str, offset: int) -> str:
    line = text.count("\n", 0, offset) + 1
    return f"{name}, line {line}, column {offset - text.rfind(chr(10), 0, offset)}"
