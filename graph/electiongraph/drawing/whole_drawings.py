"""Choose what a picture of the whole shows: an election, a career, a seat's family.

For drawing. Beside `drawings`, which has the pictures of single contests, articles and people's ties; both
give a `Drawing`.
"""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx
from pyoxigraph import Store

from electiongraph.drawing.career_picture import draw_career
from electiongraph.drawing.career_records import read_career
from electiongraph.drawing.colours import FALLBACK, party_colour
from electiongraph.drawing.drawings import Drawing
from electiongraph.drawing.family_picture import (
    draw_family,
    family_graph,
    read_successions,
    succession_sources,
)
from electiongraph.drawing.flows_picture import draw_flows
from electiongraph.drawing.hexmap_layout import parse_layout
from electiongraph.drawing.hexmap_picture import draw_hexmap, draw_waffle
from electiongraph.drawing.majorities_picture import draw_majorities
from electiongraph.drawing.records import Party
from electiongraph.drawing.scene import Scene
from electiongraph.drawing.swing_picture import draw_swing, find_swings
from electiongraph.drawing.whole_records import (
    PartyVotes,
    find_baseline,
    find_election,
    find_party,
    read_elections,
    read_party_votes,
    read_whole_election,
)
from electiongraph.errors import DrawingError

__all__ = [
    "career_drawing",
    "family_drawing",
    "flows_drawing",
    "hexmap_drawing",
    "majorities_drawing",
    "swing_drawing",
]


def hexmap_drawing(
    store: Store, *, election: str = "", layout: tuple[str, str] | None = None, is_notional: bool = False
) -> Drawing:
    """Draw who won each seat: on a map of hexagons, or as squares by region without a layout.

    Args:
        store: The graph.
        election: Polling date or its beginning; "" for the latest general election.
        layout: The text of a HexJSON file, and what errors call it.
        is_notional: Whether the election recalculated on new boundaries is meant.
    """

    def scene() -> Scene:
        whole = read_whole_election(store, find_election(store, election, is_notional=is_notional))
        if layout is None:
            return draw_waffle(whole)
        text, name = layout
        return draw_hexmap(whole, parse_layout(text, name), name)

    return Drawing(scene)


def flows_drawing(store: Store, *, election: str = "") -> Drawing:
    """Draw which party's seats went to which, since the election before on the same boundaries."""

    def scene() -> Scene:
        after = read_whole_election(store, find_election(store, election))
        return draw_flows(find_baseline(store, after), after)

    return Drawing(scene)


def swing_drawing(
    store: Store, *, election: str = "", parties: Sequence[str] = (), is_by_seat: bool = False
) -> Drawing:
    """Draw the swing between two parties since the election before on the same boundaries.

    Args:
        store: The graph.
        election: Polling date or its beginning; "" for the latest general election.
        parties: From which to which; of those not named, the largest are taken.
        is_by_seat: Whether by seat; else by region.
    """

    def scene() -> Scene:
        after = read_whole_election(store, find_election(store, election))
        before = find_baseline(store, after)
        was, now = read_party_votes(store, before.election), read_party_votes(store, after.election)
        pair = _two_parties(now, parties)
        swings = find_swings(after, was, now, pair)
        # Where nobody said which way, the picture shows the way that most went.
        if len(parties) < 2 and sum(swing.points for swing in swings) < 0:
            pair = (pair[1], pair[0])
            swings = find_swings(after, was, now, pair)
        return draw_swing(before, after, swings, pair, is_by_seat=is_by_seat)

    return Drawing(scene)


def majorities_drawing(store: Store, *, election: str = "", party: str = "") -> Drawing:
    """Draw the smallest majorities and how majorities are spread, of all seats or of a party's."""

    def scene() -> Scene:
        whole = read_whole_election(store, find_election(store, election))
        won = [result.party for result in whole.results if result.party]
        return draw_majorities(whole, find_party(won, party) if party else None)

    return Drawing(scene)


def career_drawing(store: Store, person: str) -> Drawing:
    """Draw a person's parties, seats, offices and candidacies along the years."""
    return Drawing(lambda: draw_career(read_career(store, person)))


def family_drawing(store: Store, seat: str) -> Drawing:
    """Draw what a seat was made of and became; as GraphML or GEXF, the same as a graph."""

    def scene() -> Scene:
        family, slight = family_graph(read_successions(store), seat)
        focus = [str(data["label"]) for _, data in family.nodes(data=True) if data["is_focus"]]
        names = dict.fromkeys(focus or [seat])
        sources = succession_sources(store, family)
        return draw_family(family, " and ".join(names), _winners(store), sources, slight)

    def graph() -> nx.MultiDiGraph[str]:
        family, _ = family_graph(read_successions(store), seat)
        winners = _winners(store)
        ties: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for name, data in family.nodes(data=True):
            party, colour, _ = winners.get(name, ("", "", ""))
            colour = party_colour(colour) if party else FALLBACK
            ties.add_node(name, label=str(data["label"]), kind="seat", party=party, colour=colour)
        for old, new, data in family.edges(data=True):
            shares = {
                "share_of_predecessor_percent": data["of_old"],
                "share_of_successor_percent": data["of_new"],
            }
            known = {key: float(share) for key, share in shares.items() if share is not None}
            ties.add_edge(old, new, key="becomes", relation="becomes", **known)
        return ties

    return Drawing(scene, graph)


def _two_parties(votes: PartyVotes, names: Sequence[str]) -> tuple[Party, Party]:
    """Return the two parties named, filled up with those of most votes."""
    if len(names) > 2:
        raise DrawingError("a swing is between two parties", advice="give --party twice at most")
    ordered = sorted(
        votes.parties.values(), key=lambda party: (-votes.votes[party.iri], party.name, party.iri)
    )
    chosen = [find_party(ordered, name) for name in names]
    chosen += [party for party in ordered if party not in chosen][: 2 - len(chosen)]
    if len(chosen) < 2 or chosen[0] == chosen[1]:
        raise DrawingError("a swing is between two parties", advice="name two different ones with --party")
    return chosen[0], chosen[1]


def _winners(store: Store) -> dict[str, tuple[str, str, str]]:
    """Return party, colour and year of the last general election in each seat."""
    winners: dict[str, tuple[str, str, str]] = {}
    for election in sorted(read_elections(store), key=lambda one: (one.polling_date, one.iri)):
        if election.kind not in ("GeneralElection", ""):
            continue
        for result in read_whole_election(store, election).results:
            if result.party:
                year = election.polling_date[:4]
                winners[result.seat] = (result.party.name, result.party.colour, year)
    return winners
