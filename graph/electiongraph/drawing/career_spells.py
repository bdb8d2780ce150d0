"""Join and infer the spells of a career: how long a party, seat or office lasted.

For drawing; pure functions on records. Spells of the same party, seat or office that follow on each other are
one. Where no register tells of a seat, an election won does: the seat is held until the next poll for it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from electiongraph.drawing.records import Party
from electiongraph.drawing.whole_records import BY, GENERAL

__all__ = ["Poll", "Spell", "add_inferred", "infer_spells", "join_spells", "last_day"]

# Parliament is dissolved for some five weeks before a poll: the seat is the same before and after.
LONGEST_BREAK_DAYS = 45
# Five years and some weeks: with more between two general elections, the graph lacks one of them.
LONGEST_PARLIAMENT_DAYS = 5 * 366 + 62


@dataclass(frozen=True, slots=True)
class Spell:
    """Something that lasted: `ended_on` is "" when the graph knows no end; dates are ISO 8601.

    Attributes:
        name: Of the party, seat or office.
        note: The house or department.
        started_on: First day.
        ended_on: Last day.
        party: The party, or the one that the seat was won for; None where that is not known.
        is_inferred: Whether it follows from elections won, as no register tells of it.
        is_earlier: Whether it began before `started_on`, on a day that the graph does not know.
    """

    name: str
    note: str
    started_on: str
    ended_on: str
    party: Party | None = None
    is_inferred: bool = False
    is_earlier: bool = False


@dataclass(frozen=True, slots=True)
class Poll:
    """A candidacy: `is_elected` is None when no source says, `kind` the election's class or ""."""

    polling_date: str
    seat: str
    party: Party | None
    votes: int | None
    is_elected: bool | None
    seat_iri: str = ""
    kind: str = ""
    is_sitting: bool = False


def join_spells(spells: Iterable[Spell]) -> tuple[Spell, ...]:
    """Join spells of one name that follow on each other with at most a dissolution between.

    Spells that overlap or touch are one even under two departments: the department was renamed.

    Examples:
        >>> spells = [Spell("Poole", "", "2010-05-06", "2015-03-30"), Spell("Poole", "", "2015-05-07", "")]
        >>> [(spell.started_on, spell.ended_on) for spell in join_spells(spells)]
        [('2010-05-06', '')]
    """
    joined: list[Spell] = []
    for spell in sorted(spells, key=lambda one: (one.started_on, one.ended_on or "9999", one.name, one.note)):
        places = (index for index, other in enumerate(joined) if _is_same(other, spell))
        at = next(places, None)
        if at is None:
            joined.append(spell)
        else:
            joined[at] = _joined(joined[at], spell)
    return tuple(joined)


def infer_spells(
    polls: Sequence[Poll], ends: Mapping[str, Sequence[str]], known_until: str
) -> tuple[list[Spell], list[Spell]]:
    """Return the parties and seats that elections to the House of Commons were won for.

    Args:
        polls: Candidacies, by day.
        ends: The days of general elections by "", those of by-elections by the seat's IRI.
        known_until: The last day that the graph knows anything of.

    Returns:
        Spells from each poll won to the next one for the seat, first of parties, then of seats.

    Examples:
        >>> won = Poll("2012-03-29", "Bradford West", None, 18341, True, "a", "ByElection")
        >>> ends = {"": ["2010-05-06", "2015-05-07"], "a": ["2012-03-29"]}
        >>> [(one.started_on, one.ended_on) for one in infer_spells([won], ends, "2024-07-04")[1]]
        [('2012-03-29', '2015-05-07')]
    """
    parties: list[Spell] = []
    seats: list[Spell] = []
    for poll in polls:
        if not poll.is_elected or poll.kind not in (GENERAL, BY):
            continue
        day = poll.polling_date
        later = [end for end in (*ends.get("", ()), *ends.get(poll.seat_iri, ())) if end > day]
        end = min(later, default="")
        if _days_between(day, end or known_until) > LONGEST_PARLIAMENT_DAYS:
            continue
        # Who sat already and has no seat here until then won it before the graph begins.
        goes_on = any(one.ended_on == day for one in seats)
        began_before = poll.is_sitting and poll.kind == GENERAL and not goes_on
        seat = Spell(poll.seat, "Commons", day, end, poll.party, is_inferred=True, is_earlier=began_before)
        seats.append(seat)
        if poll.party:
            parties.append(replace(seat, name=poll.party.name, note="", is_earlier=False))
    return parties, seats


def add_inferred(registered: Iterable[Spell], inferred: Iterable[Spell]) -> tuple[Spell, ...]:
    """Return the spells of registers, joined, with inferred ones where the registers are silent."""
    told = join_spells(registered)
    silent = [one for one in inferred if not any(_overlap(one, other) for other in told)]
    both = [*told, *join_spells(silent)]
    return tuple(sorted(both, key=lambda one: (one.started_on, one.ended_on or "9999", one.name)))


def last_day(spells: Sequence[Spell], polls: Sequence[Poll]) -> str:
    """Return the last day that any of them names."""
    days = [day for spell in spells for day in (spell.started_on, spell.ended_on)]
    return max([*days, *(poll.polling_date for poll in polls)], default="")


def _is_same(earlier: Spell, later: Spell) -> bool:
    """Return whether a spell goes on with one of the same name that began before it."""
    if (earlier.name, earlier.party) != (later.name, later.party):
        return False
    if not earlier.ended_on:
        return True
    gap = _days_between(earlier.ended_on, later.started_on)
    return gap <= (LONGEST_BREAK_DAYS if earlier.note == later.note else 1)


def _joined(earlier: Spell, later: Spell) -> Spell:
    """Return two spells as one: an end that one source knows is the end, unless it went on after it."""
    ends = [end for end in (earlier.ended_on, later.ended_on) if end]
    went_on = not later.ended_on and bool(earlier.ended_on) and later.started_on >= earlier.ended_on
    notes = dict.fromkeys(note for note in (earlier.note, later.note) if note)
    note = "; ".join(notes) if later.note not in earlier.note.split("; ") else earlier.note
    return replace(earlier, note=note, ended_on="" if went_on else max(ends, default=""))


def _overlap(one: Spell, other: Spell) -> bool:
    return one.started_on < (other.ended_on or "9999") and other.started_on < (one.ended_on or "9999")


def _days_between(first: str, last: str) -> int:
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days
