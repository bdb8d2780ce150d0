"""Read a person's career from a graph: parties, seats, offices and candidacies with their days.

For drawing. Where no register tells of a person's seats, those of the elections won stand in, marked as
inferred.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Store

from electiongraph.drawing.career_spells import Poll, Spell, add_inferred, infer_spells, join_spells
from electiongraph.drawing.graph_queries import Row, read_first_rows, read_rows
from electiongraph.drawing.records import Source, read_sources
from electiongraph.drawing.selection import unknown_name
from electiongraph.drawing.whole_records import GENERAL, read_elections, read_party
from electiongraph.errors import DrawingError
from electiongraph.gazetteers import normalise_name

__all__ = ["Career", "read_career"]


@dataclass(frozen=True, slots=True)
class Career:
    """All that the graph knows of a person's career, each part by day.

    Attributes:
        name: The person's name.
        iri: The person.
        parties: Spells of parties in Parliament, or those that elections were won for.
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
    ]
    seats = [
        Spell(_seat_name(row), row.get("house", ""), row["started_on"], row.get("ended_on", ""))
        for row in read_first_rows(store, "career_memberships", "", ("membership",), things)
    ]
    polls = [_poll(row) for row in read_first_rows(store, "career_candidacies", "", ("candidacy",), things)]
    polls.sort(key=lambda poll: (poll.polling_date, poll.seat))
    known_until = max((row["polling_date"] for row in read_rows(store, "elections")), default="")
    won_parties, won_seats = infer_spells(polls, _ends(store, things), known_until)
    offices, undated = _offices(store, things)
    return Career(
        full_name,
        iri,
        add_inferred(parties, won_parties),
        add_inferred(seats, won_seats),
        offices,
        undated,
        tuple(polls),
        namesakes,
        known_until,
        _cited(store, things),
    )


def _ends(store: Store, things: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the days on which a seat fell free: general elections by "", by-elections by the seat's IRI."""
    ends: dict[str, list[str]] = defaultdict(list)
    for election in read_elections(store):
        if election.kind == GENERAL:
            ends[""].append(election.polling_date)
    for row in read_rows(store, "career_vacancies", "", things):
        ends[row["seat"]].append(row["polling_date"])
    return dict(ends)


def _offices(store: Store, things: Mapping[str, str]) -> tuple[tuple[Spell, ...], tuple[str, ...]]:
    """Return the offices with a day, and the names of those of which no day is known."""
    rows = read_first_rows(store, "career_offices", "", ("appointment",), things)
    offices = [
        Spell(_office_name(row), row.get("organisation", ""), row["started_on"], row.get("ended_on", ""))
        for row in rows
        if "started_on" in row
    ]
    dated = {normalise_name(spell.name) for spell in offices}
    undated = {_office_name(row) for row in rows if "started_on" not in row}
    return join_spells(offices), tuple(sorted(one for one in undated if normalise_name(one) not in dated))


def _cited(store: Store, things: Mapping[str, str]) -> tuple[Source, ...]:
    sources = {source.iri: source for source in read_sources(store)}
    cited = {row["source"] for row in read_rows(store, "career_sources", "", things)} & set(sources)
    return tuple(sorted((sources[iri] for iri in cited), key=lambda source: (source.title, source.iri)))


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
    sat = sat or [iri for iri in sorted(people) if int(people[iri]["elections_won"])]
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
        row["seat"],
        row.get("kind", "").rsplit("#", 1)[-1],
        row.get("sitting") == "true",
    )
