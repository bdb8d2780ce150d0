"""Compare what two articles, or two versions of one, state: what is new, what changed, what was withdrawn.

Takes the facts of both sides with their places, gives `Change` records. Pure. Two facts say the same when
their arguments agree; names of people may be shorter on one side, and so may days of elections. A change
pairs two facts of one subject where only one can be true: a person's votes in a contest, a seat's majority.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from electiongraph.extraction.facts import ARGUMENTS, Fact
from electiongraph.extraction.stated import StatedFact
from electiongraph.linking.names import STRENGTH, NameMatch, match_names

__all__ = ["SINGLE_VALUED", "Change", "ChangeKind", "Comparison", "Place", "Statement", "compare_facts"]

ChangeKind = Literal["new", "changed", "withdrawn"]

# The predicates of which a subject has one value at a time, and the arguments that are the value. Of the
# others a subject may have many: a person holds two roles, a seat has several forerunners.
SINGLE_VALUED: dict[str, tuple[str, ...]] = {
    "standsFor": ("value",),
    "votes": ("value",),
    "voteShare": ("value",),
    "elected": ("person",),
    "outcome": ("value", "party"),
    "gainedFrom": ("value",),
    "majority": ("value",),
    "majorityShare": ("value",),
    "turnout": ("value",),
    "memberSince": ("value",),
    "seatsWon": ("value", "declared"),
    "seatsChange": ("value", "declared"),
    "nationalShare": ("value", "declared"),
}
_SAME_PERSON = (NameMatch.SAME, NameMatch.FULLER, NameMatch.SHORT_FORM, NameMatch.SURNAME_ONLY)
_SURE_PERSON = (NameMatch.SAME, NameMatch.FULLER, NameMatch.SHORT_FORM)
NOTIONAL = " notional"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement stands: its words, their source and line (0 when nobody knows)."""

    quote: str
    source: str
    line: int


@dataclass(frozen=True, slots=True)
class Statement:
    """What one side says, with every place where it says so, in order."""

    fact: Fact
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    Attributes:
        kind: "new", "changed" or "withdrawn".
        old: What the old side says; None of what is new.
        new: What the new side says; None of what was withdrawn.
    """

    kind: ChangeKind
    old: Statement | None
    new: Statement | None

    @property
    def fact(self) -> Fact:
        """Return the fact as it is said now, or was last."""
        told = self.new or self.old
        assert told is not None
        return told.fact


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences: the new facts, the changed, the withdrawn, each in the order of the text.

    Attributes:
        changes: The differences.
        unchanged: How many statements of the new side the old one has too.
    """

    changes: tuple[Change, ...]
    unchanged: int

    def count(self, kind: ChangeKind) -> int:
        """Return how many differences are of a kind."""
        return sum(change.kind == kind for change in self.changes)

    @property
    def summary(self) -> str:
        """Return how many differences there are, in words."""
        kinds: tuple[ChangeKind, ...] = ("new", "changed", "withdrawn")
        return ", ".join(f"{self.count(kind):,} {kind}" for kind in kinds)


def compare_facts(old: Iterable[StatedFact], new: Iterable[StatedFact]) -> Comparison:
    """Return how the facts of two sides differ.

    Args:
        old: The facts of the old side, in the order of its texts.
        new: Those of the new side.

    Returns:
        The differences. A statement that one side makes twice counts once.

    Examples:
        >>> def said(votes):
        ...     fact = Fact("majority", f"by {votes}", 0, 5, "r", "2024-07-04", seat="Poole", value=votes)
        ...     return [StatedFact(fact, "a.txt", 1)]
        >>> [change] = compare_facts(said(18), said(81)).changes
        >>> change.kind, change.old.fact.value, change.new.fact.value
        ('changed', 18, 81)
    """
    before, after = _statements(old), _statements(new)
    groups: dict[tuple[str, ...], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, statements in enumerate((before, after)):
        for number, statement in enumerate(statements):
            groups[_group(statement.fact)][side].append(number)
    kept = 0
    pairs: dict[int, int] = {}
    gone: set[int] = set()
    added: set[int] = set()
    for olds, news in groups.values():
        left = [one for one in olds if not any(_says_same(before[one].fact, after[n].fact) for n in news)]
        right = [one for one in news if not any(_says_same(before[o].fact, after[one].fact) for o in olds)]
        kept += len(news) - len(right)
        paired = _pair(left, right, before, after)
        pairs |= {new_one: old_one for old_one, new_one in paired}
        gone.update(set(left) - {old_one for old_one, _ in paired})
        added.update(set(right) - {new_one for _, new_one in paired})
    return Comparison(
        (
            *(Change("new", None, after[number]) for number in sorted(added)),
            *(Change("changed", before[pairs[number]], after[number]) for number in sorted(pairs)),
            *(Change("withdrawn", before[number], None) for number in sorted(gone)),
        ),
        kept,
    )


def _statements(facts: Iterable[StatedFact]) -> list[Statement]:
    """Return what is stated, each once with all its places, in the order of the first."""
    firsts: dict[tuple[object, ...], Fact] = {}
    places: dict[tuple[object, ...], dict[Place, None]] = defaultdict(dict)
    for one in facts:
        fact = one.fact
        key = (fact.predicate, *(getattr(fact, name) for name in ARGUMENTS[fact.predicate]))
        firsts.setdefault(key, fact)
        places[key][Place(fact.quote, one.source, one.line)] = None
    return [Statement(fact, tuple(places[key])) for key, fact in firsts.items()]


def _group(fact: Fact) -> tuple[str, ...]:
    """Return what two facts must share to be about the same: predicate, seat or party, notional or not."""
    is_notional = fact.election.endswith(NOTIONAL)
    party = "" if "party" in SINGLE_VALUED.get(fact.predicate, ()) else fact.party
    return (fact.predicate, fact.seat.casefold(), party.casefold(), NOTIONAL if is_notional else "")


def _says_same(old: Fact, new: Fact) -> bool:
    """Tell whether two facts of a group state the same, one maybe with a shorter name or day."""
    if not _is_election_same(old.election, new.election):
        return False
    if not _has_same_value(old, new):
        return False
    return old.person == new.person or match_names(old.person, new.person) in _SAME_PERSON


def _has_same_value(old: Fact, new: Fact) -> bool:
    return (old.value, old.party, old.declared) == (new.value, new.party, new.declared)


def _is_election_same(old: str, new: str) -> bool:
    """Tell whether two elections may be one: the same, or one told less exactly."""
    old, new = old.removesuffix(NOTIONAL), new.removesuffix(NOTIONAL)
    return old.startswith(new) or new.startswith(old)


def _pair(
    olds: Sequence[int], news: Sequence[int], before: Sequence[Statement], after: Sequence[Statement]
) -> list[tuple[int, int]]:
    """Return the pairs of old and new statements of one subject, the most alike first."""
    ranked = []
    for old_one in olds:
        for new_one in news:
            rank = _likeness(before[old_one].fact, after[new_one].fact)
            if rank is not None:
                ranked.append((*rank, old_one, new_one))
    pairs: list[tuple[int, int]] = []
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for *_, old_one, new_one in sorted(ranked):
        if old_one not in taken_old and new_one not in taken_new:
            taken_old.add(old_one)
            taken_new.add(new_one)
            pairs.append((old_one, new_one))
    return pairs


def _likeness(old: Fact, new: Fact) -> tuple[int, bool, bool, bool] | None:
    """Return how alike two facts are that do not say the same, less being more; None for two subjects."""
    if not _is_election_same(old.election, new.election):
        return None
    value = SINGLE_VALUED.get(old.predicate, ())
    match = NameMatch.SAME if old.person == new.person else match_names(old.person, new.person)
    # Another spelling is a change whatever is said; another value is one only where there can be but one.
    is_respelt = match is NameMatch.ONE_EDIT and bool(old.seat) and _has_same_value(old, new)
    if not value and not is_respelt:
        return None
    if not (old.seat or old.person or old.party):
        return None
    if "person" in value and old.seat:
        strength = STRENGTH[match] if match is not None else len(STRENGTH)
    else:
        # Without a seat a surname may be anybody's, and one letter makes another person.
        fitting = tuple(NameMatch) if old.seat else _SURE_PERSON
        if match not in fitting:
            return None
        strength = STRENGTH[match]
    return (
        strength,
        old.election != new.election,
        not _has_same_value(old, new),
        old.declared != new.declared,
    )
