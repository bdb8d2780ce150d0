"""Read a person's career from a graph: parties, seats, offices and candidacies with their days.

For drawing. Spells of the same party, seat or office that follow on each other are joined to one.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import Store

from electiongraph.drawing.graph_queries import Row, read_first_rows, read_rows
from electiongraph.drawing.records import Party, Source, read_sources
from electiongraph.drawing.selection import unknown_name
from electiongraph.drawing.whole_records import read_party
from electiongraph.errors import DrawingError
from electiongraph.gazetteers import normalise_name

__all__ = ["Career", "Poll", "Spell", "join_spells", "last_day", "read_career"]

# Parliament is dissolved for some five weeks before a poll: the seat is the same before and after.
LONGEST_BREAK_DAYS = 45


@dataclass(frozen=True, slots=True)
class Spell:
    """Something that lasted: `ended_on` is "" when the graph knows no end; dates are ISO 8601."""

    name: str
    note: str
    started_on: str
    ended_on: str
    party: Party | None = None


@dataclass(frozen=True, slots=True)
class Poll:
    """A candidacy: `is_elected` is None when no source says."""

    polling_date: str
    seat: str
    party: Party | None
    votes: int | None
    is_elected: bool | None


@dataclass(frozen=True, slots=True)
class Career:
    """All that the graph knows of a person's career, each part by day.

    Attributes:
        name: The person's name.
        iri: The person.
        parties: Spells of parties in Parliament.
        seats: Spells in the Commons, by seat, and in the Lords.
        offices: Offices with a day.
        undated: Names of offices of which no day is known.
        polls: Candidacies.
        namesakes: How many others of the name the graph has.
        known_until: The last day that the graph knows anything of; what has no end lasts at least till then.
        sources: Those that speak of it.
    """

    name: str
    iri: str
    parties: tuple[Spell, ...]
    seats: tuple[Spell, ...]
    offices: tuple[Spell, ...]
    undated: tuple[str, ...]
    polls: tuple[Poll, ...]
    namesakes: int
    known_until: str
    sources: tuple[Source, ...]


def read_career(store: Store, name: str) -> Career:
    """Read the career of the person of a name or IRI.

    Of several people of one name, the one who sat in Parliament is meant.

    Raises:
        DrawingError: When the graph has no such person, or several of whom none or more than one sat.
    """
    iri, full_name, namesakes = _find_person(store, name)
    things = {"person": iri}
    parties = [
        Spell(read_party(row).name, "", row["started_on"], row.get("ended_on", ""), read_party(row))
        for row in read_first_rows(store, "career_parties", "", ("spell",), things)
        if "started_on" in row
    ]
    seats = [
        Spell(_seat_name(row), row.get("house", ""), row["started_on"], row.get("ended_on", ""))
        for row in read_first_rows(store, "career_memberships", "", ("membership",), things)
        if "started_on" in row
    ]
    rows = read_first_rows(store, "career_offices", "", ("appointment",), things)
    offices = [
        Spell(_office_name(row), row.get("organisation", ""), row["started_on"], row.get("ended_on", ""))
        for row in rows
        if "started_on" in row
    ]
    dated = {normalise_name(spell.name) for spell in offices}
    undated = {_office_name(row) for row in rows if "started_on" not in row}
    rows = read_first_rows(store, "career_candidacies", "", ("candidacy",), things)
    polls = [_poll(row) for row in rows if "polling_date" in row]
    sources = {source.iri: source for source in read_sources(store)}
    cited = [
        sources[row["source"]]
        for row in read_rows(store, "career_sources", "", things)
        if row["source"] in sources
    ]
    return Career(
        full_name,
        iri,
        join_spells(parties),
        join_spells(seats),
        join_spells(offices),
        tuple(sorted(office for office in undated if normalise_name(office) not in dated)),
        tuple(sorted(polls, key=lambda poll: (poll.polling_date, poll.seat))),
        namesakes,
        max((row.get("polling_date", "") for row in read_rows(store, "elections")), default=""),
        tuple(sorted(cited, key=lambda source: (source.title, source.iri))),
    )


def join_spells(spells: Iterable[Spell]) -> tuple[Spell, ...]:
    """Join spells of one name and note that follow on each other with at most a dissolution between.

    Examples:
        >>> spells = [Spell("Poole", "", "2010-05-06", "2015-03-30"), Spell("Poole", "", "2015-05-07", "")]
        >>> [(spell.started_on, spell.ended_on) for spell in join_spells(spells)]
        [('2010-05-06', '')]
    """
    joined: list[Spell] = []
    for spell in sorted(spells, key=lambda one: (one.started_on, one.ended_on or "9999", one.name, one.note)):
        at = next(
            (
                index
                for index, other in enumerate(joined)
                if (other.name, other.note) == (spell.name, spell.note) and _follows(other, spell)
            ),
            None,
        )
        if at is None:
            joined.append(spell)
        else:
            ends = (joined[at].ended_on, spell.ended_on)
            joined[at] = replace(joined[at], ended_on="" if "" in ends else max(ends))
    return tuple(joined)


def _follows(earlier: Spell, later: Spell) -> bool:
    if not earlier.ended_on:
        return True
    gap = datetime.date.fromisoformat(later.started_on) - datetime.date.fromisoformat(earlier.ended_on)
    return gap.days <= LONGEST_BREAK_DAYS


def _find_person(store: Store, name: str) -> tuple[str, str, int]:
    """Return IRI and name of the person meant, and how many others have the name."""
    rows = read_rows(store, "people_named")
    wanted = normalise_name(name)
    exact = [row for row in rows if row["person"] == name]
    found = exact or [row for row in rows if normalise_name(row["name"]) == wanted]
    if not found:
        raise unknown_name("person", name, {row["name"] for row in rows})
    people = {row["person"]: row for row in found}
    sat = [iri for iri in sorted(people) if int(people[iri]["memberships"])]
    chosen = sat if sat else sorted(people)
    if len(chosen) > 1:
        shown = "; ".join(chosen[:6]) + ("; ..." if len(chosen) > 6 else "")
        what = f"{len(chosen)} people are called {name!r}"
        raise DrawingError(what, advice=f"give one's IRI with --person: {shown}")
    return chosen[0], people[chosen[0]]["name"], len(people) - 1


def _seat_name(row: Row) -> str:
    if row.get("house") == "Lords":
        return "House of Lords"
    return row.get("seat_name") or "Seat not given"


def _office_name(row: Row) -> str:
    name = row["role_name"]
    name = name[:1].upper() + name[1:]
    # "Minister of State" says nothing without the department.
    if name.endswith("of State") and "organisation" in row:
        name = f"{name}, {row['organisation']}"
    return f"{name} (acting)" if row.get("acting") == "true" else name


def _poll(row: Row) -> Poll:
    elected: dict[str, bool] = {"true": True, "false": False}
    return Poll(
        row["polling_date"],
        row.get("seat_name", ""),
        read_party(row) if "party" in row else None,
        int(row["votes"]) if "votes" in row else None,
        elected.get(row.get("elected", "")),
    )


def last_day(spells: Sequence[Spell], polls: Sequence[Poll]) -> str:
    """Return the last day that any of them names."""
    days = [day for spell in spells for day in (spell.started_on, spell.ended_on)]
    return max([*days, *(poll.polling_date for poll in polls)], default="")
