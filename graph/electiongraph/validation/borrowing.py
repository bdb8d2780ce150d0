"""Borrow for a graph what the shapes must know of things that it mentions and that are described elsewhere.

Takes the columns of a source's own statements, or of the evidence, and adds names, kinds, days and ties that
are believed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from electiongraph.validation.columns import KIND, Columns
from electiongraph.validation.statements import Statements
from electiongraph.vocabulary import RDFS_LABEL, eg

__all__ = ["BORROWABLE", "OPAQUE", "borrow", "borrow_of"]

BORROWED = (KIND, f"<{RDFS_LABEL}>", f"<{eg('pollingDate')}>")
WINNER, RUNNER_UP, VOTES = (f"<{eg(name)}>" for name in ("winner", "runnerUp", "votes"))
LINKS = tuple(f"<{eg(name)}>" for name in ("contest", "election", "seat"))
# The properties that a change in what is believed may carry over to a source's checked graph.
BORROWABLE = frozenset((*BORROWED, *LINKS, WINNER, RUNNER_UP))
# What a claim is about is checked where it is believed and in its source, not with the claim.
OPAQUE = frozenset(f"<{eg(name)}>" for name in ("claimObject", "claimProperty", "claimSubject"))

Line = tuple[str, str, str]


def borrow(own: Columns, believed: Statements) -> list[Line]:
    """Add to a graph what it borrows.

    Things that it says are of a kind get a name and a polling day where they have none. Things that it only
    mentions get their kind too, and the contest, election and seat that they are tied to, however far. Where
    it names the winner and leaves the runner-up's votes out, it is told who that was.

    Args:
        own: The statements of the graph; what is borrowed is added.
        believed: What is believed.

    Returns:
        The statements that were added.
    """
    return _Borrower(own, believed).borrow()


def borrow_of(things: Iterable[str], own: Columns, believed: Statements) -> list[Line]:
    """Add the names, kinds and days of some things where a graph has none of its own."""
    borrower = _Borrower(own, believed)
    borrower.take_missing(list(things))
    return borrower.lines


class _Borrower:
    """Borrows for one graph."""

    def __init__(self, own: Columns, believed: Statements) -> None:
        self.lines: list[Line] = []
        self._own = own
        self._believed = believed
        self._described = frozenset(own.relation(KIND).first)

    def borrow(self) -> list[Line]:
        """Add all that the graph borrows."""
        mentioned = self._mentioned()
        self.take_missing([*mentioned, *self._described])
        self._take(mentioned, LINKS)
        tied = {one for link in LINKS for one in self._own.relation(link).distinct() if one[0] == "<"}
        waiting = tied.union(self._take_runners_up())
        seen = set(waiting)
        while waiting:
            things = list(waiting - self._described)
            self.take_missing(things)
            waiting = {one for one in self._take(things, LINKS) if one[0] == "<"} - seen
            seen |= waiting
        return self.lines

    def take_missing(self, things: Sequence[str]) -> None:
        """Give things their names, kinds and days where they have none."""
        for prop in BORROWED:
            known = self._own.relation(prop).first
            self._take([thing for thing in things if thing not in known], [prop])

    def _mentioned(self) -> list[str]:
        """Return the things that are values, not of what a claim is about, and of no kind that is stated."""
        values: set[str] = set()
        for prop, relation in self._own.relations().items():
            if prop not in OPAQUE:
                values |= relation.distinct()
        return [value for value in values - self._described if value[0] == "<"]

    def _take_runners_up(self) -> list[str]:
        """Tell a source that leaves the runner-up's votes out who that was, lest its list be misjudged."""
        own, believed = self._own, self._believed
        taken: list[str] = []
        for contest, winner in list(own.relation(WINNER).pairs()):
            told = contest in own.relation(RUNNER_UP).first or winner not in believed.relation(WINNER).values(
                contest
            )
            for second in () if told else believed.relation(RUNNER_UP).values(contest):
                if second[0] == "<" and second not in own.relation(VOTES).first:
                    self._add(contest, RUNNER_UP, second)
                    taken.append(second)
        return taken

    def _take(self, things: Sequence[str], properties: Iterable[str]) -> list[str]:
        """Borrow all values of some properties of things."""
        taken = []
        for prop in properties:
            for place, value in self._believed.relation(prop).with_values(things):
                self._add(things[place], prop, value)
                taken.append(value)
        return taken

    def _add(self, subject: str, prop: str, value: str) -> None:
        self._own.add(subject, prop, value)
        self.lines.append((subject, prop, value))
