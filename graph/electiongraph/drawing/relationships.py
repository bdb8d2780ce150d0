"""Build the graph of relationships: people, seats and roles, and what ties them.

For drawing and for other programs. Parties are attributes with a colour, not nodes. Nodes and edges come in
a fixed order, and every attribute is a string, a number or a truth value, as GraphML and GEXF require.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import networkx as nx
from pyoxigraph import Store

from electiongraph.drawing.colours import FALLBACK, party_colour
from electiongraph.drawing.records import (
    Candidate,
    Contest,
    Incumbency,
    Party,
    Person,
    Records,
    Seat,
    read_quotes,
    read_records,
)
from electiongraph.drawing.selection import find_people, find_seats, find_source

__all__ = ["Relation", "build_relationships", "relationship_graph"]

Value = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie from one thing to another, with what is known of it."""

    start: str
    end: str
    kind: str
    election: str
    attributes: tuple[tuple[str, Value], ...]


def relationship_graph(
    store: Store,
    *,
    seat: str | None = None,
    person: str | None = None,
    source: str | None = None,
    election: str | None = None,
    relations: Collection[str] | None = None,
) -> nx.MultiDiGraph[str]:
    """Return who stood, won and lost where, who was appointed to what, and what seats were called.

    Args:
        store: The graph.
        seat: Only this seat, its people, their roles and its former names.
        person: Only this person with seats, roles and who beat whom.
        source: Only what this source says (title, file name or IRI).
        election: Only this polling date, or its beginning ("2024").
        relations: Only these kinds of edges.

    Returns:
        A directed multigraph. Nodes are IRIs with `label`, `kind` ("person", "seat" or "role") and, for
        people, `party` and `colour`. Edges have `relation` ("standsIn", "elected", "incumbentIn",
        "defeatedIn", "stoodDown", "lostTo", "appointedTo", "heldRole", "formerlyNamed"), and where known
        `election`, `party`, `votes`, `share_percent`, `basis` and `quote`.

    Raises:
        DrawingError: When the graph has no such seat, person or source.
    """
    records = read_records(store)
    if source is not None:
        records = read_records(store, find_source(records, source).iri)
    seats = find_seats(records, seat) if seat is not None else None
    people = find_people(records, person) if person is not None else None
    graph = build_relationships(records, election=election or "", quotes=read_quotes(store, records.scope))
    if relations is not None:
        graph = _only(graph, relations)
    if seats is not None:
        graph = _around_seats(graph, seats)
    return _around_people(graph, people) if people is not None else graph


def build_relationships(
    records: Records, *, election: str = "", quotes: Mapping[tuple[str, str, str], str] | None = None
) -> nx.MultiDiGraph[str]:
    """Build the graph from records that are already read.

    Args:
        records: What is believed, or what a source says.
        election: Only this polling date, or its beginning; "" for all.
        quotes: The words behind a subject, property and object.
    """
    nodes: dict[str, dict[str, Value]] = {}
    ties: list[Relation] = []
    quoted = _Quotes(quotes or {})
    contests = [contest for contest in records.contests if contest.polling_date.startswith(election)]
    dates = {contest.election: contest.polling_date for contest in records.contests}
    stood = Counter(
        (one.person.iri, contest.seat.iri) for contest in records.contests for one in contest.candidates
    )
    winners: dict[tuple[str, str], Candidate | None] = {}
    for contest in contests:
        _add_contest(contest, nodes, ties, quoted, stood)
        winners.setdefault((contest.seat.iri, contest.election), contest.winner)
    for incumbency in records.incumbencies:
        date = dates.get(incumbency.election, incumbency.election.rsplit("/", maxsplit=1)[-1][:10])
        if date.startswith(election):
            _add_incumbency(incumbency, date, winners, nodes=nodes, ties=ties, quoted=quoted)
    _add_roles(records, nodes, ties, quoted)
    for seat, former in records.former_seats:
        _add_seat(seat, nodes)
        _add_seat(former, nodes)
        known = _quoted(quoted.first((seat.iri, "formerlyNamed", former.iri)))
        ties.append(_relation(seat.iri, former.iri, "formerlyNamed", "", known))
    return _assemble(nodes, ties)


class _Quotes:
    """The words behind a statement, by subject, property and, where it matters, object."""

    def __init__(self, quotes: Mapping[tuple[str, str, str], str]) -> None:
        self._quotes = dict(quotes)
        for (subject, name, _), quote in quotes.items():
            self._quotes.setdefault((subject, name, ""), quote)

    def first(self, *keys: tuple[str, ...]) -> str:
        """Return the quote of the first statement that has one, or ""."""
        for key in keys:
            subject, name, value = (*key, "")[:3]
            if quote := self._quotes.get((subject, name, value)):
                return quote
        return ""


def _add_contest(
    contest: Contest,
    nodes: dict[str, dict[str, Value]],
    ties: list[Relation],
    quoted: _Quotes,
    stood: Mapping[tuple[str, str], int],
) -> None:
    if contest.candidates:
        _add_seat(contest.seat, nodes)
    for candidate in contest.candidates:
        person, seat = candidate.person, contest.seat
        _add_person(person, candidate.party, nodes)
        known: dict[str, Value] = {"party": candidate.party.name} if candidate.party else {}
        if candidate.votes is not None:
            known["votes"] = candidate.votes
        if candidate.share_percent is not None:
            known["share_percent"] = float(candidate.share_percent)
        keys: list[tuple[str, ...]] = [(candidate.iri, "votes"), (candidate.iri, "party")]
        # What is said of a person and a seat may be said of another election.
        if stood[person.iri, seat.iri] == 1:
            keys.insert(1, (person.iri, "standsIn", seat.iri))
        quote = quoted.first(*keys)
        ties.append(_relation(person.iri, seat.iri, "standsIn", contest.polling_date, known | _quoted(quote)))
        if candidate.is_elected:
            quote = quoted.first((candidate.iri, "elected"))
            winning = known | _quoted(quote)
            ties.append(_relation(person.iri, seat.iri, "elected", contest.polling_date, winning))


def _add_incumbency(
    incumbency: Incumbency,
    date: str,
    winners: Mapping[tuple[str, str], Candidate | None],
    *,
    nodes: dict[str, dict[str, Value]],
    ties: list[Relation],
    quoted: _Quotes,
) -> None:
    person, seat = incumbency.person, incumbency.seat
    kind = "stoodDown" if incumbency.has_stood_down else "incumbentIn"
    kind = "defeatedIn" if incumbency.is_defeated else kind
    known = _quoted(
        quoted.first(*((incumbency.iri, name) for name in ("defeated", "stoodDown", "incumbent")))
    )
    if incumbency.basis:
        known["basis"] = incumbency.basis
    _add_person(person, None, nodes)
    _add_seat(seat, nodes)
    ties.append(_relation(person.iri, seat.iri, kind, date, known))
    winner = winners.get((seat.iri, incumbency.election))
    if incumbency.is_defeated and winner is not None and winner.person != person:
        ties.append(_relation(person.iri, winner.person.iri, "lostTo", date, known))


def _add_roles(
    records: Records, nodes: dict[str, dict[str, Value]], ties: list[Relation], quoted: _Quotes
) -> None:
    for appointment in records.appointments:
        person, role = appointment.person.iri, appointment.role_iri
        kind = "heldRole" if appointment.is_held else "appointedTo"
        _add_person(appointment.person, None, nodes)
        nodes.setdefault(role, {"label": appointment.role, "kind": "role", "colour": FALLBACK})
        ties.append(_relation(person, role, kind, "", _quoted(quoted.first((person, kind, role)))))


def _quoted(quote: str) -> dict[str, Value]:
    return {"quote": quote} if quote else {}


def _relation(start: str, end: str, kind: str, election: str, known: Mapping[str, Value]) -> Relation:
    return Relation(start, end, kind, election, tuple(sorted(known.items())))


def _add_person(person: Person, party: Party | None, nodes: dict[str, dict[str, Value]]) -> None:
    entry = nodes.setdefault(person.iri, {"label": person.name, "kind": "person", "colour": FALLBACK})
    if party is not None and "party" not in entry:
        entry["party"] = party.name
        entry["colour"] = party_colour(party.colour)


def _add_seat(seat: Seat, nodes: dict[str, dict[str, Value]]) -> None:
    nodes.setdefault(seat.iri, {"label": seat.name, "kind": "seat", "colour": FALLBACK})


def _assemble(nodes: dict[str, dict[str, Value]], ties: list[Relation]) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for iri in sorted(nodes, key=lambda iri: (str(nodes[iri]["kind"]), str(nodes[iri]["label"]), iri)):
        graph.add_node(iri, **dict(sorted(nodes[iri].items())))
    for tie in sorted(ties, key=lambda tie: (tie.start, tie.end, tie.kind, tie.election)):
        attributes = dict(tie.attributes) | {"relation": tie.kind}
        if tie.election:
            attributes["election"] = tie.election
        key = f"{tie.kind} {tie.election}".strip()
        graph.add_edge(tie.start, tie.end, key=key, **dict(sorted(attributes.items())))
    return graph


def _only(graph: nx.MultiDiGraph[str], relations: Collection[str]) -> nx.MultiDiGraph[str]:
    """Keep the edges of some kinds, and what they tie."""
    kept: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    tied = {name for *ends, data in graph.edges(data=True) if data["relation"] in relations for name in ends}
    kept.add_nodes_from((name, data) for name, data in graph.nodes(data=True) if name in tied)
    for start, end, key, data in graph.edges(keys=True, data=True):
        if data["relation"] in relations:
            kept.add_edge(start, end, key=key, **data)
    return kept


def _around_seats(graph: nx.MultiDiGraph[str], seats: Collection[str]) -> nx.MultiDiGraph[str]:
    """Keep the seats, what they touch, and the roles of their people."""
    kept = _neighbourhood(graph, seats)
    people = {name for name in kept if graph.nodes[name]["kind"] == "person"}
    kept |= {end for start, end in graph.edges() if start in people and graph.nodes[end]["kind"] == "role"}
    return _part(graph, kept)


def _around_people(graph: nx.MultiDiGraph[str], people: Collection[str]) -> nx.MultiDiGraph[str]:
    """Keep the people and what they touch."""
    kept = _neighbourhood(graph, people)
    part = _part(graph, kept)
    part.remove_edges_from(
        [(u, v, k) for u, v, k in part.edges(keys=True) if u not in people and v not in people]
    )
    return part


def _neighbourhood(graph: nx.MultiDiGraph[str], centre: Collection[str]) -> set[str]:
    kept = {name for name in graph if name in centre}
    for start, end in graph.edges():
        if start in centre or end in centre:
            kept |= {start, end}
    return kept


def _part(graph: nx.MultiDiGraph[str], kept: Collection[str]) -> nx.MultiDiGraph[str]:
    """Copy a part of the graph in the graph's own order; networkx's view would follow the set's."""
    part: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    part.add_nodes_from((name, data) for name, data in graph.nodes(data=True) if name in kept)
    for start, end, key, data in graph.edges(keys=True, data=True):
        if start in kept and end in kept:
            part.add_edge(start, end, key=key, **data)
    return part
