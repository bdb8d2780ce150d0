"""Drop statements of a passage that surer ones of the same document show to be of another contest.

Extraction, last step. Where a sentence names no seat, its seat is the passage's, which may have moved on. A
seat has one winner and one majority, and nobody stands twice: of two that do not go together the one goes
that neither a list nor its own sentence places. Near figures stay both, for one of them may be a misprint.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from electiongraph.extraction.facts import Fact
from electiongraph.extraction.joint_winners import elects_several, joint_rules
from electiongraph.extraction.layout_passages import sentences_of
from electiongraph.extraction.polling_days import BY_ELECTION, GENERAL, kind_of

__all__ = ["drop_misplaced"]

_FIGURES = ("majority", "turnout", "votes")
# Figures that differ by less are one figure, rounded or misprinted.
_NEAR = 0.05
_COMMON = frozenset("north south east west central mid upper lower upon and the city of".split())


def drop_misplaced(
    facts: Iterable[Fact], text: str, election: str, several: frozenset[str] = frozenset()
) -> list[Fact]:
    """Return the facts of a document without those that its surer facts put elsewhere.

    Args:
        facts: In any order.
        text: The document's text, in which their offsets are.
        election: The document's election; where votes are counted in rounds, several counts are true.
        several: Areas that elect more than one member or office.

    Examples:
        >>> text = "Bo Lund won in Hitchin by 90. She is happy. By 7,000 it was."
        >>> day = "2024-07-04"
        >>> def told(value, start, end):
        ...     return Fact("majority", text[start:end], start, end, "r", day, "", "Hitchin", value=value)
        >>> [fact.value for fact in drop_misplaced([told(90, 26, 28), told(7000, 44, 52)], text, day)]
        [90]
    """
    told = list(facts)
    placed = _Placed(told, text)
    gone: set[int] = set()
    figures = _FIGURES if kind_of(election) in (GENERAL, BY_ELECTION) else _FIGURES[:-1]
    for group in _rivals(told, lambda f: (f.seat, f.person) if f.predicate in figures else None):
        gone |= _outdone([n for n in group if not _has_equal(told, n, group)], placed)
    astray: set[tuple[str, str, str]] = set()
    for group in _rivals(told, lambda f: (f.person, "") if _is_sole_candidacy(f, several) else None):
        if len({told[n].seat for n in group}) > 1:
            astray |= {_candidacy(told[n]) for n in _outdone(group, placed)}
    if astray:
        gone |= {n for n, fact in enumerate(told) if _candidacy(fact) in astray and not placed[n]}
    for group in _rivals(told, lambda f: (f.seat, "") if _is_sole_victory(f, several) else None):
        if len({told[n].person for n in group}) > 1:
            gone |= _outdone(group, placed) or _told_later(told, group)
    return [fact for n, fact in enumerate(told) if n not in gone]


class _Placed:
    """Tells of each fact, by its number, whether a list or its own sentence places it."""

    def __init__(self, facts: Sequence[Fact], text: str) -> None:
        self._facts = facts
        self._text = text
        self._known: dict[int, bool] = {}

    def __getitem__(self, number: int) -> bool:
        if number not in self._known:
            fact = self._facts[number]
            self._known[number] = fact.is_list or _names(
                _sentence(self._text, fact.start, fact.end), fact.seat
            )
        return self._known[number]


def _sentence(text: str, start: int, end: int) -> str:
    """Return the sentence, or sentences, of a span."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    at = first
    found = []
    for sentence in sentences_of(text[first : last if last >= 0 else len(text)]):
        until = at + len(sentence)
        if at < end and start < until:
            found.append(sentence)
        at = text.find(sentence, at) + len(sentence)
    return " ".join(found)


def _names(sentence: str, seat: str) -> bool:
    words = [word for word in re.findall(r"[\w'’-]{3,}", seat) if word.lower() not in _COMMON]
    return any(re.search(rf"\b{re.escape(word)}", sentence, re.IGNORECASE) for word in words)


def _rivals(facts: Sequence[Fact], key: Callable[[Fact], tuple[str, str] | None]) -> Iterable[list[int]]:
    """Yield the numbers of the facts that cannot all be true, at least two at a time."""
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, fact in enumerate(facts):
        if fact.election and (own := key(fact)):
            groups[(fact.predicate, fact.election, *own)].append(number)
    return [group for group in groups.values() if len(group) > 1]


def _outdone(group: Sequence[int], placed: _Placed) -> set[int]:
    """Return those that nothing places, where another one is placed."""
    sure = [number for number in group if placed[number]]
    return set(group) - set(sure) if sure else set()


def _told_later(facts: Sequence[Fact], group: Sequence[int]) -> set[int]:
    """Return those told after the first: a look back follows the news. None where a list has them."""
    if any(facts[number].is_list for number in group):
        return {number for number in group if not facts[number].is_list}
    first = min(group, key=lambda number: facts[number].start)
    return {number for number in group if facts[number].person != facts[first].person}


def _has_equal(facts: Sequence[Fact], number: int, group: Sequence[int]) -> bool:
    """Is another figure of the group this one, rounded or misprinted?"""
    own = facts[number].value
    return any(_is_near(own, facts[other].value) for other in group if other != number)


def _is_near(one: object, other: object) -> bool:
    if not isinstance(one, int | float) or not isinstance(other, int | float):
        return one == other
    is_swapped = sorted(str(one)) == sorted(str(other))
    return is_swapped or abs(one - other) <= _NEAR * max(abs(one), abs(other))


def _is_sole_candidacy(fact: Fact, several: frozenset[str]) -> bool:
    return fact.predicate == "standsIn" and fact.seat not in several and not elects_several(fact.election)


def _is_sole_victory(fact: Fact, several: frozenset[str]) -> bool:
    is_joint = fact.rule in joint_rules()
    return (
        fact.predicate == "elected"
        and fact.seat not in several
        and not is_joint
        and not elects_several(fact.election)
    )


def _candidacy(fact: Fact) -> tuple[str, str, str]:
    return fact.election, fact.seat, fact.person
