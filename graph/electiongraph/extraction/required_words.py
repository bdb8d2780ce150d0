"""Derive from a pattern what every text that it matches must hold.

Extraction, below the rules: the parse tree of a regular expression tells which strings no match can do
without. "‹P[0-9]+› (?:won|took) ‹S" wants "‹p", and "› won ‹s" or "› took ‹s". Strings are case-folded, and
what cannot be told is left out, so that the answer is never too strict.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

# The standard library gives its parse tree under a private name only.
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import ahocorasick

__all__ = ["Choice", "Required", "RequiredWordsIndex", "is_closed", "required_of"]

# Strings of which a text must hold one.
Choice = frozenset[str]
_NOTHING: Choice = frozenset({""})
_MOST_STRINGS = 32
_MOST_CHOICES = 160
_MOST_CHARACTERS = 6
# How many choices of a pattern are looked for in a text, the first ones.
_ROWS = 8
_MARK = "\x00"


@dataclass(frozen=True, slots=True)
class Required:
    """What a match of a part of a pattern must hold.

    Attributes:
        exact: All that the part can match, where that is a handful of strings; None elsewhere.
        choices: Of each of these one string must stand in the text.
        begins: With one of these a match begins; what follows may be anything where the part is not exact.
        ends: With one of these it ends.
    """

    exact: Choice | None
    choices: tuple[Choice, ...] = ()
    begins: Choice = _NOTHING
    ends: Choice = _NOTHING

    def all_choices(self) -> tuple[Choice, ...]:
        """Return the choices together with the one that the exact strings make, the most telling first."""
        own = (self.exact,) if self.exact is not None and _tells(self.exact) else ()
        return tuple(sorted(dict.fromkeys((*own, *self.choices)), key=_strength, reverse=True))


# What is known of characters that stand for parts of a pattern, by their code points.
Parts = Mapping[int, Required]
_NO_PARTS: Parts = {}
_UNKNOWN = Required(None)
_EMPTY = Required(_NOTHING)


def required_of(pattern: str, parts: Parts = _NO_PARTS) -> Required:
    """Return what every match of a pattern holds.

    Args:
        pattern: A regular expression.
        parts: What is known of characters that stand for parts of the pattern, by code point.

    Raises:
        re.error: When the pattern does not compile.

    Examples:
        >>> [sorted(choice) for choice in required_of("[Tt]he (?:seat|town).* fell").all_choices()]
        [['the seat', 'the town'], [' fell']]
    """
    return _sequence(parser.parse(pattern), parts)


def is_closed(pattern: str) -> bool:
    """Tell whether a pattern may stand within another as it is: a choice without brackets may not.

    Examples:
        >>> is_closed("(?:won|took)"), is_closed("won|took")
        (True, False)
    """
    *_, last = parser.parse(f"{pattern}{_MARK}")
    return bool(last == (ops.LITERAL, ord(_MARK)))


def _strength(choice: Choice) -> tuple[int, int]:
    """Return how much a choice tells: few long strings stand in few texts."""
    return min(map(len, choice)), -len(choice)


def _tells(choice: Choice) -> bool:
    return all(len(text) > 2 or "‹" in text or len(text.strip()) == 2 for text in choice)


def _sequence(items: Any, parts: Parts) -> Required:
    choices: list[Choice] = []
    current, run, begins = _NOTHING, "", None
    for operation, value in items.data:
        if operation is ops.LITERAL and value not in parts:
            run += chr(value)
            continue
        if run:
            current, run = _followed_by(current, frozenset({run.casefold()})), ""
        found = _item(operation, value, parts)
        choices += found.choices
        if len(current) * len(found.begins) > _MOST_STRINGS:
            choices.append(current)
            begins, current = begins or current, _NOTHING
        current = _followed_by(current, found.begins)
        if found.exact is None:
            choices.append(current)
            begins, current = begins or current, found.ends
    current = _followed_by(current, frozenset({run.casefold()})) if run else current
    if begins is None:
        return Required(current, tuple(filter(_tells, choices)), current, current)
    choices.append(current)
    return Required(None, tuple(filter(_tells, choices)), begins, current)


def _followed_by(first: Choice, second: Choice) -> Choice:
    if second is _NOTHING:
        return first
    return frozenset([before + after for before in first for after in second])


def _item(operation: Any, value: Any, parts: Parts) -> Required:
    if operation is ops.LITERAL:
        return parts.get(value) or _exactly(frozenset({chr(value).casefold()}))
    if operation is ops.IN:
        return _characters(value, parts)
    if operation is ops.BRANCH:
        return _branch([_sequence(branch, parts) for branch in value[1]])
    if operation is ops.SUBPATTERN:
        return _sequence(value[-1], parts)
    if operation in (ops.MAX_REPEAT, ops.MIN_REPEAT):
        return _repeat(value[0], value[1], _sequence(value[2], parts))
    if operation is ops.ASSERT:
        return Required(_NOTHING, _sequence(value[1], parts).all_choices())
    if operation in (ops.AT, ops.ASSERT_NOT):
        return _EMPTY
    return _UNKNOWN


def _characters(members: list[Any], parts: Parts) -> Required:
    if len(members) > _MOST_CHARACTERS or any(operation is not ops.LITERAL for operation, _ in members):
        return _UNKNOWN
    return _branch([_item(operation, value, parts) for operation, value in members])


def _repeat(least: int, most: int, body: Required) -> Required:
    if least == most == 1:
        return body
    if least == 0:
        is_small = most == 1 and body.exact is not None and len(body.exact) < _MOST_STRINGS
        return _exactly(body.exact | _NOTHING) if is_small and body.exact is not None else _UNKNOWN
    return Required(None, body.all_choices(), body.begins, body.ends)


def _branch(branches: list[Required]) -> Required:
    """Return what a choice between branches needs: for each branch its most telling strings."""
    exact = frozenset[str]().union(*(branch.exact or () for branch in branches))
    if all(branch.exact is not None for branch in branches) and len(exact) <= _MOST_CHOICES:
        return _exactly(exact)
    wanted = [branch.all_choices() for branch in branches]
    union = frozenset[str]().union(*(choices[0] for choices in wanted)) if all(wanted) else _NOTHING
    choices = (union,) if _tells(union) and len(union) <= _MOST_CHOICES else ()
    begins, ends = (
        frozenset[str]().union(*sets) for sets in zip(*((it.begins, it.ends) for it in branches), strict=True)
    )
    return Required(None, choices, _if_few(begins), _if_few(ends))


def _exactly(strings: Choice) -> Required:
    return Required(strings, (), strings, strings)


def _if_few(strings: Choice) -> Choice:
    return strings if len(strings) <= _MOST_STRINGS else _NOTHING


class RequiredWordsIndex:
    """Which of many patterns a text can match at all, told in one pass over the text.

    A bit stands for a pattern. Each string that some pattern wants carries a number with as many rows of bits
    as a pattern may have choices; what the strings of a text give together has a one for each choice met.

    Examples:
        >>> index = RequiredWordsIndex([(frozenset({"won", "took"}),), (frozenset({"lost"}),), ()])
        >>> list(index.fitting("Ann Smith took Hitchin"))
        [0, 2]
    """

    def __init__(self, patterns: Sequence[tuple[Choice, ...]]) -> None:
        """Make the index of patterns, of each of which the choices are given, the most telling first."""
        self._size = len(patterns)
        self._free = 0
        bits: dict[str, int] = {}
        for number, choices in enumerate(patterns):
            best = choices[:_ROWS]
            for row in range(_ROWS):
                bit = 1 << (row * self._size + number)
                if row >= len(best):
                    self._free |= bit
                    continue
                for text in best[row]:
                    bits[text] = bits.get(text, 0) | bit
        self._automaton = ahocorasick.Automaton()
        for text, value in bits.items():
            self._automaton.add_word(text, value)
        self._automaton.make_automaton()

    @classmethod
    def of_patterns(cls, patterns: Iterable[re.Pattern[str]]) -> RequiredWordsIndex:
        """Make the index of compiled patterns."""
        return cls([required_of(pattern.pattern).all_choices() for pattern in patterns])

    def fitting(self, text: str) -> Iterator[int]:
        """Yield the numbers of the patterns that may match a text, in rising order."""
        met = self._free
        if len(self._automaton):
            for _, value in self._automaton.iter(text.casefold()):
                met |= value
        fitting = (1 << self._size) - 1
        for row in range(_ROWS):
            fitting &= met >> (row * self._size)
        while fitting:
            lowest = fitting & -fitting
            yield lowest.bit_length() - 1
            fitting ^= lowest
