"""Choose what a picture shows and hand it out in a format.

For drawing: the way from a store to bytes that the command line and programs take. A `Drawing` has a scene
for pictures and a graph for GraphML and GEXF, both made only when asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import networkx as nx
from pyoxigraph import Store

from electiongraph.drawing.appointments_picture import draw_appointments
from electiongraph.drawing.contest_picture import draw_cards, draw_contest
from electiongraph.drawing.defeats_picture import draw_defeats
from electiongraph.drawing.network_picture import draw_relationships
from electiongraph.drawing.picture_files import gexf_bytes, graphml_bytes, html_page, png_bytes
from electiongraph.drawing.records import Records, read_records
from electiongraph.drawing.relationships import relationship_graph
from electiongraph.drawing.scene import Scene
from electiongraph.drawing.selection import article_contests, find_contest, find_people, find_source
from electiongraph.errors import DrawingError

__all__ = [
    "Drawing",
    "appointments_drawing",
    "article_drawing",
    "contest_drawing",
    "defeats_drawing",
    "relationships_drawing",
]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture and the graph behind it, each made when it is called; some pictures have no graph."""

    scene: Callable[[], Scene]
    graph: Callable[[], nx.MultiDiGraph[str]] | None = None

    def render(self, form: str, zoom: float = 2) -> bytes:
        """Return the drawing in a format.

        Args:
            form: "svg", "png", "html", "graphml" or "gexf".
            zoom: Pixels of a PNG for one of the picture.

        Raises:
            DrawingError: When there is nothing to draw, or too much, or the format is none of these.
        """
        match form:
            case "svg":
                return self.scene().svg().encode()
            case "png":
                return png_bytes(self.scene(), zoom)
            case "html":
                return html_page(self.scene()).encode()
            case "graphml" | "gexf":
                if self.graph is None:
                    raise DrawingError("this picture is no graph", advice="choose svg, png or html")
                return (graphml_bytes if form == "graphml" else gexf_bytes)(self.graph())
        raise DrawingError(f"no format {form!r}", advice="choose svg, png, html, graphml or gexf")


def contest_drawing(store: Store, seat: str, *, election: str = "", source: str | None = None) -> Drawing:
    """Draw one seat's contest.

    Args:
        store: The graph.
        seat: The seat's name or IRI.
        election: Polling date or its beginning; "" for the latest.
        source: Only what this source says; None for what is believed.
    """
    records = _records(store, source)
    contest = find_contest(records, seat, election)

    def graph() -> nx.MultiDiGraph[str]:
        return relationship_graph(store, seat=contest.seat.iri, source=source, election=contest.polling_date)

    return Drawing(lambda: draw_contest(contest, graph(), records.sources), graph)


def article_drawing(store: Store, source: str = "", *, election: str = "") -> Drawing:
    """Draw what an article says as cards, one a contest.

    Args:
        store: The graph.
        source: Title, file name or IRI of the article; "" for the only one.
        election: Polling date or its beginning; "" for the one that the article says most of.
    """
    found = find_source(read_records(store), source)
    records = read_records(store, found.iri)
    return Drawing(
        lambda: draw_cards(article_contests(records, election), found, records.sources),
        lambda: relationship_graph(store, source=found.iri, election=election),
    )


def appointments_drawing(store: Store, *, source: str | None = None, person: str | None = None) -> Drawing:
    """Draw who was appointed to what.

    Args:
        store: The graph.
        source: Only what this source says.
        person: Only this person's appointments.
    """
    records = _records(store, source)
    people = find_people(records, person) if person is not None else frozenset[str]()

    def graph() -> nx.MultiDiGraph[str]:
        appointed = {item.person.iri for item in records.appointments if not item.is_held}
        relations = ("appointedTo", "elected", "standsIn")
        whole = relationship_graph(store, source=source, person=person, relations=relations)
        others = [
            name
            for name, data in whole.nodes(data=True)
            if data["kind"] == "person" and name not in appointed
        ]
        whole.remove_nodes_from(others)
        whole.remove_nodes_from([name for name in list(whole) if not whole.degree(name)])
        return whole

    return Drawing(lambda: draw_appointments(records, people), graph)


def defeats_drawing(store: Store, *, source: str | None = None, election: str = "") -> Drawing:
    """Draw who lost to whom.

    Args:
        store: The graph.
        source: Only what this source says.
        election: Polling date or its beginning; "" for all.
    """
    records = _records(store, source)
    relations = ("defeatedIn", "elected", "lostTo")

    def graph() -> nx.MultiDiGraph[str]:
        whole = relationship_graph(store, source=source, election=election, relations=relations)
        seats = {end for _, end, data in whole.edges(data=True) if data["relation"] == "defeatedIn"}
        beaten = [
            name for name, data in whole.nodes(data=True) if data["kind"] == "seat" and name not in seats
        ]
        whole.remove_nodes_from(beaten)
        whole.remove_nodes_from([name for name in list(whole) if not whole.degree(name)])
        return whole

    return Drawing(lambda: draw_defeats(records, election), graph)


def relationships_drawing(
    store: Store,
    *,
    seat: str | None = None,
    person: str | None = None,
    source: str | None = None,
    election: str = "",
) -> Drawing:
    """Draw people, seats and roles and what ties them, narrowed by seat, person, source or election."""
    title = " – ".join(part for part in (seat, person, election) if part) or "Relationships"

    def graph() -> nx.MultiDiGraph[str]:
        return relationship_graph(store, seat=seat, person=person, source=source, election=election)

    def scene() -> Scene:
        tied, records = graph(), _records(store, source)
        cited = _cited(records, tied)
        return draw_relationships(tied, title, [found for found in records.sources if found.iri in cited])

    return Drawing(scene, graph)


def _cited(records: Records, graph: nx.MultiDiGraph[str]) -> set[str]:
    """Return the sources that speak of the contests and appointments in a graph."""
    cited = {iri for item in records.appointments if item.person.iri in graph for iri in item.sources}
    for contest in records.contests:
        if any(graph.has_edge(candidate.person.iri, contest.seat.iri) for candidate in contest.candidates):
            cited.update(contest.sources)
    return cited


def _records(store: Store, source: str | None) -> Records:
    believed = read_records(store)
    return believed if source is None else read_records(store, find_source(believed, source).iri)
