"""Find the focus nodes whose checks a change of statements may have changed.

Each check reads certain properties of things that it reaches from the focus node by a chain of patterns.
From the ends of a changed statement the same chains lead back to the focus nodes, whatever filters say; so
too many may be found, never too few.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence, Set

from electiongraph.validation.columns import Columns
from electiongraph.validation.compiling import Check
from electiongraph.validation.sparql.parts import Pattern
from electiongraph.validation.statements import Related, Statements

__all__ = ["Line", "affected_focus_nodes"]

# A statement as its three terms, as N-Triples write them.
Line = tuple[str, str, str]
# The variable at an end of a pattern, and the patterns that lead from there to the focus node.
Chain = tuple[str, tuple[Pattern, ...]]

LONGEST = 8
# A chain that leads to more things than these from each end is left for another one, where there is any.
MANY = 20


def affected_focus_nodes(
    checks: Iterable[Check], changed: Collection[Line], after: Statements
) -> dict[Check, Set[str]]:
    """Return the focus nodes of checks whose results may differ after a change.

    Args:
        checks: The checks.
        changed: The statements that came or went.
        after: The graph as it is after the change.

    Returns:
        For each check what may be focus nodes; checks without any are left out.
    """
    by_property: dict[str, list[Line]] = defaultdict(list)
    ever = _Ever(after)
    for line in changed:
        by_property[line[1]].append(line)
        ever.gone.add(*line)
    affected = {check: _affected(check, by_property, ever) for check in checks if by_property}
    return {check: nodes for check, nodes in affected.items() if nodes}


class _Ever:
    """The statements before and after a change, each looked up once."""

    def __init__(self, after: Statements) -> None:
        self.gone = Columns()
        self.after = after
        self._known: dict[tuple[str, str, bool], frozenset[str]] = {}

    def next_to(self, node: str, prop: str, *, is_back: bool) -> frozenset[str]:
        """Return the values of a property of a thing; or who has it as such a value."""
        key = (node, prop, is_back)
        if key not in self._known:
            graphs: tuple[Statements, ...] = (self.after, self.gone)
            self._known[key] = frozenset(
                other for graph in graphs for other in _next_to(graph.relation(prop), node, is_back=is_back)
            )
        return self._known[key]

    def focus_nodes(self, check: Check) -> Set[str]:
        """Return all focus nodes of a check."""
        return check.target.focus_nodes(self.after)


def _next_to(related: Related, node: str, *, is_back: bool) -> Sequence[str]:
    return related.subjects_of(node) if is_back else related.values(node)


def _affected(check: Check, by_property: dict[str, list[Line]], ever: _Ever) -> Set[str]:
    """Return the focus nodes of a check that changed statements may concern."""
    patterns = check.patterns()
    if patterns is None:
        return ever.focus_nodes(check)
    found: set[str] = set()
    for pattern in patterns:
        lines = [line for prop in pattern.properties for line in by_property.get(prop, ())]
        if pattern.value[0] == "<":
            lines = [line for line in lines if line[2] == pattern.value]
        if lines:
            nodes = _led_to(patterns, pattern, lines, ever)
            if nodes is None:
                return ever.focus_nodes(check)
            found |= nodes
    return found


def _led_to(
    patterns: tuple[Pattern, ...], pattern: Pattern, lines: Sequence[Line], ever: _Ever
) -> set[str] | None:
    """Return the focus nodes to which a pattern leads from changed statements; None where no chain does."""
    sure, others = _chains(patterns, pattern)
    for most in (MANY, None):
        for chain in sure:
            found = _follow(chain, pattern, lines, ever, most)
            if found is not None:
                return found
    if not others:
        return None
    told = (_follow(chain, pattern, lines, ever, None) for chain in others)
    return {node for nodes in told if nodes is not None for node in nodes}


def _follow(
    chain: Chain, pattern: Pattern, lines: Sequence[Line], ever: _Ever, most: int | None
) -> set[str] | None:
    """Return where a chain leads from one end of changed statements; None if to too many things."""
    variable, steps = chain
    here = {line[0] if variable == pattern.subject else line[2] for line in lines}
    limit = None if most is None else most * len(here)
    for step in steps:
        is_back = step.value == variable
        variable = step.subject if is_back else step.value
        there: set[str] = set()
        for node in here:
            for prop in step.properties:
                there |= ever.next_to(node, prop, is_back=is_back)
            if limit is not None and len(there) > limit:
                return None
        here = there
    return here


@functools.lru_cache(maxsize=4096)
def _chains(patterns: tuple[Pattern, ...], last: Pattern) -> tuple[tuple[Chain, ...], tuple[Chain, ...]]:
    """Return the ways from one end of a pattern to the focus node.

    Args:
        patterns: All patterns of a check.
        last: The pattern.

    Returns:
        Those of patterns that hold wherever the last one does, of which one is enough, the shortest first;
        where there are none, all ways, of which each may be the one.
    """
    around = [pattern for pattern in patterns if last.place[: len(pattern.place)] == pattern.place]
    sure = tuple(sorted(_ways(around, last), key=lambda chain: len(chain[1])))
    return (sure, ()) if sure else ((), tuple(_ways(patterns, last)))


def _ways(patterns: Sequence[Pattern], last: Pattern) -> Iterator[Chain]:
    """Give the ways from one end of a pattern to the focus node by some others."""
    waiting: list[tuple[str, tuple[Pattern, ...], frozenset[str]]] = [("?this", (), frozenset(("?this",)))]
    for variable, chain, seen in waiting:
        if variable in (last.subject, last.value):
            yield variable, chain
            continue
        for pattern in patterns if len(chain) < LONGEST else ():
            ends = ((pattern.subject, pattern.value), (pattern.value, pattern.subject))
            waiting += [
                (there, (pattern, *chain), seen | {there})
                for here, there in ends
                if here == variable and there[0] == "?" and there not in seen and pattern != last
            ]
