"""Draw the graph of relationships as columns: roles, people, seats, former seats.

For drawing. Takes the networkx graph, gives a `Scene` or a part of one. A seat that is both contested and
another's former name stands in both columns, so that lines never run back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx

from electiongraph.drawing.colours import FALLBACK, INK, MUTED, outline_of
from electiongraph.drawing.layered import Column, Link, Node, draw_layers
from electiongraph.drawing.records import Source
from electiongraph.drawing.scene import Area, Curve, Label, Scene, Table
from electiongraph.drawing.typeface import text_width
from electiongraph.drawing.wording import source_note
from electiongraph.errors import DrawingError
from electiongraph.gazetteers import normalise_name

__all__ = ["Network", "draw_network", "draw_relationships", "network_columns"]

MARGIN = 32.0
# What a line between a person and a seat says, the weightiest first: words, width, dash.
STANDING = {
    "elected, sitting MP": ("elected; was the sitting MP", 3.5, "16 4"),
    "elected": ("elected", 3.5, ""),
    "defeatedIn": ("sitting MP, lost", 2.0, "7 4"),
    "stoodDown": ("sitting MP, stood down", 2.0, "2 4"),
    "incumbentIn": ("sitting MP", 2.0, "2 4"),
    "standsIn": ("stood", 1.2, ""),
}
OTHERS = {
    "appointedTo": ("appointed to", 2.0, ""),
    "heldRole": ("held the role", 1.5, "2 4"),
    "formerlyNamed": ("formerly named or based on", 2.0, "10 3 2 3"),
}
LEGEND_SIZE = 12.0
# Two seats of one name are told apart by the boundary set in their IRIs, two people by the years they stood.
BOUNDARIES = re.compile(r"/seat/(\d{4})/")


@dataclass(frozen=True, slots=True)
class Network:
    """A graph in columns: what `draw_layers` takes, and the legend's entries (words, width, dash)."""

    columns: tuple[Column, ...]
    links: tuple[Link, ...]
    lead: int
    legend: tuple[tuple[str, float, str], ...]


def network_columns(graph: nx.MultiDiGraph[str]) -> Network:
    """Sort a graph's nodes into columns and its edges into lines of a few kinds."""
    standing: dict[tuple[str, str], set[str]] = {}
    others: list[tuple[str, str, str]] = []
    for start, end, data in graph.edges(data=True):
        kind = str(data["relation"])
        if kind in OTHERS:
            others.append((start, end, kind))
        elif kind != "lostTo":
            standing.setdefault((start, end), set()).add(kind)
    kinds = {pair: _standing(found) for pair, found in standing.items()}
    roles = _keys(end for _, end, kind in others if kind in ("appointedTo", "heldRole"))
    former = _keys(end for _, end, kind in others if kind == "formerlyNamed")
    seats = _keys(
        [*(seat for _, seat in kinds), *(start for start, _, kind in others if kind == "formerlyNamed")]
    )
    people = _people(graph, kinds, [start for start, _, kind in others if kind != "formerlyNamed"])
    layers = [("Roles", roles), ("People", people), ("Seats", seats), ("Former seats", former)]
    shown = [(heading, keys) for heading, keys in layers if keys]
    at = {heading: index for index, (heading, _) in enumerate(shown)}
    links = []
    for start, end, kind in others:
        _, width, dash = OTHERS[kind]
        if kind == "formerlyNamed":
            links.append(Link(at["Seats"], start, end, MUTED, width, dash))
        else:
            links.append(Link(at["Roles"], end, start, INK if kind == "appointedTo" else MUTED, width, dash))
    for (person, seat), kind in kinds.items():
        _, width, dash = STANDING[kind]
        colour = outline_of(str(graph.nodes[person].get("colour", FALLBACK)))
        links.append(Link(at["People"], person, seat, colour, width, dash))
    used = {*kinds.values(), *(kind for *_, kind in others)}
    legend = tuple(entry for kind, entry in {**STANDING, **OTHERS}.items() if kind in used)
    labels = Counter(str(graph.nodes[key]["label"]) for key in {*people, *seats, *former})
    columns = tuple(
        Column(heading, tuple(_node(graph, key, labels) for key in keys)) for heading, keys in shown
    )
    return Network(columns, tuple(links), at.get("People", 0), legend)


def draw_network(scene: Scene, area: Area, network: Network) -> float:
    """Draw the columns with their legend, and return the bottom edge.

    Raises:
        DrawingError: When there are more names than a reader can take in.
    """
    y = draw_layers(scene, area, network.columns, network.links, lead=network.lead) + 12
    x = area.x
    for words, width, dash in network.legend:
        wide = 42 + text_width(words, LEGEND_SIZE)
        if x + wide > area.x + area.width and x > area.x:
            x, y = area.x, y + 20
        line = round(y + LEGEND_SIZE * 0.65, 1)
        scene.add(Curve(round(x, 1), line, round(x + 34, 1), line, MUTED, width, dash, is_straight=True))
        scene.add(Label(round(x + 42, 1), round(y + LEGEND_SIZE, 1), words, LEGEND_SIZE, fill=MUTED))
        x += wide + 24
    return round(y + 20, 1)


def draw_relationships(graph: nx.MultiDiGraph[str], title: str, sources: Sequence[Source]) -> Scene:
    """Draw a graph of relationships on its own.

    Args:
        graph: At most some 60 nodes.
        title: What it shows.
        sources: For the note at the foot.

    Raises:
        DrawingError: When there is nothing to draw, or more than a reader can take in.
    """
    if not graph.number_of_edges():
        raise DrawingError("nothing is tied to anything here", advice="choose another seat, person or source")
    network = network_columns(graph)
    scene = Scene(title, 320 * max(2, len(network.columns)))
    area = Area(MARGIN, MARGIN, scene.width - 2 * MARGIN)
    y = scene.write(title, area, size=26, is_bold=True, leading=1.2) + 14
    y = draw_network(scene, area.moved_to(y), network) + 8
    if note := source_note(sources):
        y = scene.write(note, area.moved_to(y), size=12, fill=MUTED)
    scene.height = round(y + MARGIN - 12, 1)
    table = relation_table(graph)
    scene.description = f"{graph.number_of_nodes()} people, seats and roles with {len(table.rows)} ties."
    scene.tables.append(table)
    return scene


def relation_table(graph: nx.MultiDiGraph[str]) -> Table:
    """Return the edges as rows: from, relation, to, election, votes, quote."""
    rows = tuple(
        (
            str(graph.nodes[start]["label"]),
            str(data["relation"]),
            str(graph.nodes[end]["label"]),
            str(data.get("election", "")),
            f"{data['votes']:,}" if "votes" in data else "",
            str(data.get("quote", "")),
        )
        for start, end, data in graph.edges(data=True)
    )
    return Table("Relations", ("From", "Relation", "To", "Election", "Votes", "Words"), rows)


def _standing(kinds: set[str]) -> str:
    if "elected" in kinds:
        return "elected, sitting MP" if "incumbentIn" in kinds else "elected"
    return next(kind for kind in STANDING if kind in kinds)


def _keys(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


def _people(
    graph: nx.MultiDiGraph[str], kinds: dict[tuple[str, str], str], with_roles: Sequence[str]
) -> tuple[str, ...]:
    """Return the people, those of a seat together, the elected first, then by votes and name."""
    votes: dict[tuple[str, str], int] = {}
    for start, end, count in graph.edges(data="votes", default=-1):
        votes[start, end] = max(votes.get((start, end), -1), int(count))
    rank = list(STANDING)
    order: dict[str, tuple[str, int, int, str]] = {}
    for (person, seat), kind in kinds.items():
        label = normalise_name(str(graph.nodes[person]["label"]))
        place = (str(graph.nodes[seat]["label"]), min(rank.index(kind), 2), -votes[person, seat], label)
        order[person] = min(order.get(person, place), place)
    tied = {*order, *with_roles}
    return tuple(sorted(tied, key=lambda name: (name not in order, order.get(name, ("", 0, 0, "")), name)))


def _node(graph: nx.MultiDiGraph[str], key: str, labels: Counter[str]) -> Node:
    data = graph.nodes[key]
    label, note = str(data["label"]), str(data.get("party", ""))
    colour = str(data["colour"]) if note else ""
    if labels[label] > 1 and (boundaries := BOUNDARIES.search(key)):
        note = f"boundaries of {boundaries[1]}"
    elif labels[label] > 1 and data["kind"] == "person":
        polls = [str(data.get("election", "")) for *_, data in graph.out_edges(key, data=True)]
        note = ", ".join(filter(None, [note, *sorted({day[:4] for day in polls})]))
    return Node(key, label[:1].upper() + label[1:], note, colour, is_person=data["kind"] == "person")
