r"""Ask a SPARQL constraint of SHACL for many focus nodes at once.

SHACL defines such a query for one focus node, which `$this` stands for throughout. Here its text is cut into
groups, by braces, to find where `$this` must be named for the same rows to come for a set of nodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

__all__ = ["binds_focus", "can_be_scoped", "scope_to"]

FOCUS = re.compile(r"[$?]this\b")
NAME = r"(?:a\b|[\w-]*:[\w-]+|<[^>]*>)"
# A statement about the focus node, which binds it where it is not given.
STATES_FOCUS = re.compile(rf"[$?]this\s+[\^(!]*{NAME}|{NAME}[)*+?]*\s+[$?]this\s*(?:[.;,]|$)")
# Texts, names and comments hide braces; a comment begins where no name does.
HIDDEN = re.compile(r"'''.*?'''|\"\"\".*?\"\"\"|'[^'\n]*'|\"[^\"\n]*\"|<[^<>\s]*>|(?<=\s)#[^\n]*", re.DOTALL)
EXISTS = re.compile(r"EXISTS\s*$", re.IGNORECASE)
OPTIONAL = re.compile(r"OPTIONAL\s*$", re.IGNORECASE)
UNION = re.compile(r"UNION\s*$", re.IGNORECASE)
SELECT = re.compile(r"\bSELECT\b", re.IGNORECASE)
AGGREGATE = re.compile(r"\b(?:COUNT|SUM|MIN|MAX|AVG|SAMPLE|GROUP_CONCAT)\s*\(", re.IGNORECASE)
GROUPED = re.compile(r"\bGROUP\s+BY\b[^{}]*?[$?]this\b", re.IGNORECASE | re.DOTALL)
FORBIDDEN = re.compile(r"\b(?:MINUS|SERVICE|VALUES|LIMIT|OFFSET|GRAPH)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Group:
    """What stands between two braces.

    Attributes:
        before: The text of the group around it up to its brace.
        begin: Offset after its opening brace.
        own: Its text without the groups within it.
        within: Those groups.
    """

    before: str
    begin: int
    own: str = ""
    within: list[_Group] = field(default_factory=list)

    @property
    def is_select(self) -> bool:
        return SELECT.search(self.own) is not None


def can_be_scoped(text: str) -> bool:
    """Say whether a query may be asked for many focus nodes at once with the rows that each one alone gives.

    Args:
        text: A SELECT query.

    Examples:
        >>> can_be_scoped("SELECT $this WHERE { $this <x:p> ?value }")
        True
        >>> can_be_scoped("SELECT $this WHERE { { SELECT (COUNT(?v) AS ?n) { $this <x:p> ?v } } }")
        False
    """
    if FORBIDDEN.search(_shown(text)):
        return False
    return all(
        FOCUS.search(group.own) and (not AGGREGATE.search(group.own) or GROUPED.search(group.own))
        for group in _groups(_parsed(text))
        if group.is_select and _mentions_focus(group)
    )


def binds_focus(text: str) -> bool:
    """Say whether a query that is asked without focus nodes gives the rows of all of them.

    Args:
        text: A SELECT query that `can_be_scoped`.

    Examples:
        >>> binds_focus("SELECT $this WHERE { $this <x:p> ?value FILTER (?value > 3) }")
        True
        >>> binds_focus("SELECT $this WHERE { FILTER NOT EXISTS { $this <x:p> ?value } }")
        False
    """
    whole = _parsed(text)
    return _binds(whole) and all(
        _binds(group) for group in _groups(whole) if FOCUS.search(group.own) and not group.is_select
    )


def scope_to(text: str, nodes: Iterable[str]) -> str:
    """Return a query that asks for some focus nodes only.

    Args:
        text: A SELECT query that `can_be_scoped`.
        nodes: The focus nodes as SPARQL writes them.

    Examples:
        >>> scope_to("SELECT $this WHERE { $this <x:p> ?value }", ["<x:a>"])
        'SELECT $this WHERE { VALUES ?this { <x:a> } $this <x:p> ?value }'
    """
    values = f" VALUES ?this {{ {' '.join(nodes)} }}"
    whole = _parsed(text)
    places = {whole.within[0].begin} if whole.within else set()
    places.update(group.begin for group in _groups(whole) if FOCUS.search(group.own) and not group.is_select)
    for place in sorted(places, reverse=True):
        text = text[:place] + values + text[place:]
    return text


def _shown(text: str) -> str:
    """Return a query with blanks for texts, names and comments, so that offsets stay."""
    return HIDDEN.sub(lambda hidden: _blank(hidden[0]), text)


def _blank(hidden: str) -> str:
    """Return blanks of the same length, between the marks of a text or name."""
    if hidden.startswith("<"):
        return hidden
    if hidden.startswith("#"):
        return " " * len(hidden)
    return hidden[0] + " " * (len(hidden) - 2) + hidden[-1]


def _parsed(text: str) -> _Group:
    """Cut a query into its groups; the outermost is the query itself."""
    shown = _shown(text)
    whole = _Group("", 0)
    open_groups = [whole]
    last = 0
    for brace in re.finditer(r"[{}]", shown):
        open_groups[-1].own += shown[last : brace.start()]
        last = brace.end()
        if brace[0] == "{":
            group = _Group(open_groups[-1].own, last)
            open_groups[-1].within.append(group)
            open_groups.append(group)
        elif len(open_groups) > 1:
            open_groups.pop()
            open_groups[-1].own += " "
    whole.own += shown[last:]
    return whole


def _groups(group: _Group) -> Iterator[_Group]:
    """Give a group and those within it but the patterns of EXISTS, which see the bindings around them."""
    yield group
    for inner in group.within:
        if not EXISTS.search(inner.before):
            yield from _groups(inner)


def _mentions_focus(group: _Group) -> bool:
    return FOCUS.search(group.own) is not None or any(_mentions_focus(inner) for inner in group.within)


def _binds(group: _Group) -> bool:
    """Say whether each row of a group has a focus node."""
    if not group.is_select and STATES_FOCUS.search(group.own.strip()):
        return True
    alternatives: list[list[bool]] = []
    for inner in group.within:
        if EXISTS.search(inner.before) or OPTIONAL.search(inner.before):
            continue
        if UNION.search(inner.before) and alternatives:
            alternatives[-1].append(_binds(inner))
        else:
            alternatives.append([_binds(inner)])
    return any(all(branches) for branches in alternatives)
