"""Draw a seat's family: the seats that it was made of, those that it became, and the shares.

For drawing. The family is a directed acyclic graph of networkx, from older seats to newer ones; a column for
each set of boundaries. Each line bears at its start which part of the old seat's people went this way, and
at its end which part of the new seat's people came this way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import networkx as nx
from pyoxigraph import Store

from electiongraph.drawing.colours import FALLBACK, GRID, INK, MUTED, PANEL, PAPER, outline_of, party_colour
from electiongraph.drawing.frame import begin_picture, end_picture
from electiongraph.drawing.graph_queries import read_first_rows, read_rows
from electiongraph.drawing.records import Source, read_sources
from electiongraph.drawing.scene import Area, Curve, Label, Rectangle, Scene, Table
from electiongraph.drawing.selection import unknown_name
from electiongraph.drawing.typeface import text_width, wrap_text
from electiongraph.errors import DrawingError
from electiongraph.gazetteers import load_gazetteers, normalise_name

__all__ = ["draw_family", "family_graph", "read_successions", "succession_sources"]

WIDTH, PORT, PADDING, STRIP, GAP = 960.0, 19.0, 9.0, 7.0, 16.0
NAME_SIZE, NOTE_SIZE = 14.0, 12.0
# Lines of a few people are slips of the pen along a boundary, not a family.
SMALLEST_PERCENT = Decimal("0.05")


def read_successions(store: Store) -> nx.DiGraph[str]:
    """Return all successions: seats with `label`, edges with `of_old` and `of_new` (percent, or None)."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for row in read_first_rows(store, "successions", "", ("succession",)):
        old, new = row["predecessor"], row["successor"]
        graph.add_node(old, label=row.get("predecessor_name") or old.rsplit("/", 1)[-1])
        graph.add_node(new, label=row.get("successor_name") or new.rsplit("/", 1)[-1])
        shares = [row.get(key) for key in ("share_of_predecessor", "share_of_successor")]
        of_old, of_new = (Decimal(share) if share is not None else None for share in shares)
        graph.add_edge(old, new, of_old=of_old, of_new=of_new, is_whole=row.get("whole") == "true")
    return graph


def family_graph(successions: nx.DiGraph[str], seat: str) -> tuple[nx.DiGraph[str], int]:
    """Return a seat's family: the seats of that name, what they were made of and what they became.

    Args:
        successions: All of them.
        seat: The seat's name or IRI.

    Returns:
        The part of the graph with `is_focus` on every node, and how many slight ties were left out.

    Raises:
        DrawingError: When the graph has no boundary changes, or none of this seat.
    """
    if not successions.number_of_edges():
        raise DrawingError(
            "no boundary changes in the graph", advice="build it with the overlaps of the seats"
        )
    focus = _find(successions, seat)
    edges = [(old, new) for old, new in successions.edges if old in focus or new in focus]
    slight = [edge for edge in edges if _is_slight(successions.edges[edge])]
    chosen = [edge for edge in edges if edge not in slight]
    family: nx.DiGraph[str] = nx.DiGraph()
    for old, new in sorted(chosen):
        for name in (old, new):
            family.add_node(name, **successions.nodes[name], is_focus=name in focus)
        family.add_edge(old, new, **successions.edges[old, new])
    if not nx.is_directed_acyclic_graph(family):
        raise DrawingError(
            "the successions of this seat run in a circle", where=seat, advice="mend the overlaps"
        )
    return family, len(slight)


def draw_family(
    family: nx.DiGraph[str],
    seat: str,
    winners: Mapping[str, tuple[str, str, str]],
    sources: Sequence[Source],
    slight: int = 0,
) -> Scene:
    """Draw a seat's family.

    Args:
        family: From `family_graph`.
        seat: The seat's name, for the title.
        winners: By seat: party, colour and year of the last general election there.
        sources: For the foot.
        slight: How many ties were left out as too slight.
    """
    subtitle = "Which seats boundary changes made of which, with the shares of the people"
    scene, area = begin_picture(f"Family of {seat}", subtitle, WIDTH)
    layers = _layers(family)
    boxes = {name: _box(family, name, winners.get(name)) for name in family}
    ports = max((_port_width(family, name) for name in family), default=0)
    gap = max(250.0, 2 * ports + 130)
    width = round((area.width - gap * (len(layers) - 1)) / len(layers), 1)
    for name, box in boxes.items():
        box.measure(width, max(family.in_degree(name), family.out_degree(name)))
    bottom = area.y
    tops: dict[str, float] = {}
    tallest = max(sum(boxes[name].height + GAP for name in layer) for layer in layers)
    lefts = {}
    for at, layer in enumerate(layers):
        left = round(area.x + at * (width + gap), 1)
        scene.add(Label(left, round(area.y + 12, 1), _heading(layer), 13, True, MUTED))
        y = area.y + 24 + (tallest - sum(boxes[name].height + GAP for name in layer)) / 2
        for name in layer:
            tops[name], lefts[name] = round(y, 1), left
            y += boxes[name].height + GAP
        bottom = max(bottom, y)
    _draw_ties(scene, family, boxes, tops, lefts, width)
    for name, box in boxes.items():
        box.draw(scene, Area(lefts[name], tops[name], width))
    scene.tables.append(_table(family))
    scene.description = "; ".join(" ".join(part for part in row if part) for row in scene.tables[0].rows)
    notes = [
        "At the start of a line stands the part of the old seat's people who went this way; "
        "at its end the part of the new seat's people who came this way."
    ]
    if slight:
        ties = "1 tie" if slight == 1 else f"{slight} ties"
        notes.append(f"Left out: {ties} of less than {SMALLEST_PERCENT}% on both sides.")
    return end_picture(scene, round(bottom, 1), notes, sources)


@dataclass(slots=True)
class SeatBox:
    """A seat's box: its words, and its height once the width is known."""

    name: str
    note: str
    colour: str
    is_focus: bool
    height: float = 0
    lines: tuple[str, ...] = ()
    note_lines: tuple[str, ...] = ()

    def measure(self, width: float, ports: int) -> None:
        """Break the words into lines and make room for as many lines to other seats."""
        limit = width - 2 * PADDING - STRIP
        self.lines = wrap_text(self.name, NAME_SIZE, limit, is_bold=self.is_focus)
        self.note_lines = wrap_text(self.note, NOTE_SIZE, limit) if self.note else ()
        text = len(self.lines) * NAME_SIZE * 1.25 + len(self.note_lines) * NOTE_SIZE * 1.3
        self.height = round(max(text + 14, ports * PORT + 8), 1)

    def draw(self, scene: Scene, area: Area) -> None:
        """Draw the box with its party's colour at the left edge."""
        fill = PAPER if not self.is_focus else PANEL
        stroke = INK if self.is_focus else GRID
        scene.add(Rectangle(area.x, area.y, area.width, self.height, fill, stroke, 3))
        scene.add(Rectangle(area.x, area.y, STRIP, self.height, self.colour, outline_of(self.colour)))
        inner = Area(area.x + STRIP + PADDING, area.y, area.width - STRIP - 2 * PADDING)
        text = len(self.lines) * NAME_SIZE * 1.25 + len(self.note_lines) * NOTE_SIZE * 1.3
        y = round(area.y + (self.height - text) / 2 - 1, 1)
        y = scene.write(self.name, inner.moved_to(y), size=NAME_SIZE, is_bold=self.is_focus, leading=1.25)
        if self.note:
            scene.write(self.note, inner.moved_to(y), size=NOTE_SIZE, fill=MUTED)


def _find(graph: nx.DiGraph[str], seat: str) -> frozenset[str]:
    wanted = normalise_name(seat)
    labels = {name: str(label) for name, label in graph.nodes(data="label")}
    found = {name for name, label in labels.items() if name == seat or normalise_name(label) == wanted}
    found = found or {one.iri for one in load_gazetteers().seats_named(seat)} & set(labels)
    if not found:
        raise unknown_name("seat with boundary changes", seat, labels.values())
    return frozenset(found)


def _is_slight(data: Mapping[str, object]) -> bool:
    shares = [data[key] for key in ("of_old", "of_new")]
    return all(isinstance(share, Decimal) and share < SMALLEST_PERCENT for share in shares)


def _layers(family: nx.DiGraph[str]) -> list[list[str]]:
    """Return the seats by generation, each generation beside what it is tied to, the focus in the middle."""
    generations = [sorted(layer) for layer in nx.topological_generations(family)]
    depth = {name: at for at, layer in enumerate(generations) for name in layer}
    # An old seat without parents stands beside its children, not at the far left.
    for name in reversed(list(nx.topological_sort(family))):
        children = [depth[child] for child in family.successors(name)]
        if children:
            depth[name] = min(children) - 1
    layers: list[list[str]] = [[] for _ in generations]
    for name in sorted(family, key=lambda one: (str(family.nodes[one]["label"]), one)):
        layers[depth[name]].append(name)
    for _ in range(8):
        for forward in (True, False):
            for layer in layers if forward else reversed(layers):
                _order(family, layers, layer)
    return [layer for layer in layers if layer]


def _order(family: nx.DiGraph[str], layers: Sequence[Sequence[str]], layer: list[str]) -> None:
    """Sort a layer by the middle of what its seats are tied to, weighed by share."""
    place = {name: at / max(1, len(one) - 1) for one in layers for at, name in enumerate(one)}

    def middle(name: str) -> float:
        tied = [(family.edges[old, name], old) for old in family.predecessors(name)]
        tied += [(family.edges[name, new], new) for new in family.successors(name)]
        weights = [float(max(data["of_old"] or 1, data["of_new"] or 1)) for data, _ in tied]
        places = [place[other] for _, other in tied]
        return sum(weight * at for weight, at in zip(weights, places, strict=True)) / sum(weights)

    keys = {name: (round(middle(name), 6), str(family.nodes[name]["label"]), name) for name in layer}
    layer.sort(key=keys.__getitem__)


def _heading(layer: Sequence[str]) -> str:
    sets = sorted({name.rsplit("/", 2)[-2] for name in layer})
    return f"Boundaries of {' and '.join(sets)}"


def _box(family: nx.DiGraph[str], name: str, winner: tuple[str, str, str] | None) -> SeatBox:
    data = family.nodes[name]
    note = f"{winner[0]}, {winner[2]}" if winner else ""
    colour = party_colour(winner[1]) if winner else FALLBACK
    return SeatBox(str(data["label"]), note, colour, bool(data["is_focus"]))


def _percent(share: object) -> str:
    """Return a share as a reader takes it in: whole percents, tenths below ten."""
    if not isinstance(share, Decimal):
        return ""
    if share >= Decimal("99.95"):
        return "all" if share >= 100 else "nearly all"
    is_fine = share < 10 or share >= 99
    shown = share.quantize(Decimal("0.1") if is_fine else Decimal(1), ROUND_HALF_UP)
    return f"{shown}%" if shown else "under 0.1%"


def _port_width(family: nx.DiGraph[str], name: str) -> float:
    ends = [data["of_old"] for _, _, data in family.out_edges(name, data=True)]
    ends += [data["of_new"] for _, _, data in family.in_edges(name, data=True)]
    return max((text_width(_percent(share), NOTE_SIZE, is_bold=True) for share in ends), default=0) + 8


def _draw_ties(
    scene: Scene,
    family: nx.DiGraph[str],
    boxes: Mapping[str, SeatBox],
    tops: Mapping[str, float],
    lefts: Mapping[str, float],
    width: float,
) -> None:
    """Draw the lines, each from a place of its own at the old seat to one of its own at the new."""
    starts: dict[tuple[str, str], float] = {}
    ends: dict[tuple[str, str], float] = {}
    for name in family:
        middle = tops[name] + boxes[name].height / 2
        for places, others, is_out in (
            (starts, sorted(family.successors(name), key=tops.__getitem__), True),
            (ends, sorted(family.predecessors(name), key=tops.__getitem__), False),
        ):
            for at, other in enumerate(others):
                y = round(middle + (at - (len(others) - 1) / 2) * PORT, 1)
                places[(name, other) if is_out else (other, name)] = y
    for old, new, data in sorted(family.edges(data=True), key=lambda edge: edge[:2]):
        left, right = lefts[old] + width, lefts[new]
        y1, y2 = starts[old, new], ends[old, new]
        first, last = _percent(data["of_old"]), _percent(data["of_new"])
        room1 = text_width(first, NOTE_SIZE, is_bold=True) + 12 if first else 2
        room2 = text_width(last, NOTE_SIZE, is_bold=True) + 12 if last else 2
        largest = max(data["of_old"] or Decimal(0), data["of_new"] or Decimal(0))
        thick = round(1.2 + 8.8 * float(largest) / 100, 1)
        strong = bool(family.nodes[old]["is_focus"] and family.nodes[new]["is_focus"])
        stroke = MUTED if strong else "#a9a9b8"
        scene.add(Curve(round(left + room1, 1), y1, round(right - room2, 1), y2, stroke, thick))
        scene.add(Label(round(left + 6, 1), round(y1 + 4.2, 1), first, NOTE_SIZE, True))
        scene.add(Label(round(right - 6, 1), round(y2 + 4.2, 1), last, NOTE_SIZE, True, anchor="end"))


def _table(family: nx.DiGraph[str]) -> Table:
    rows = tuple(
        (
            str(family.nodes[old]["label"]),
            old.rsplit("/", 2)[-2],
            f"{data['of_old']:.2f}%" if data["of_old"] is not None else "",
            str(family.nodes[new]["label"]),
            new.rsplit("/", 2)[-2],
            f"{data['of_new']:.2f}%" if data["of_new"] is not None else "",
        )
        for old, new, data in sorted(family.edges(data=True), key=lambda edge: edge[:2])
    )
    columns = ("Old seat", "Boundaries", "Part of it", "New seat", "Boundaries", "Part of it")
    return Table("Boundary changes", columns, rows)


def succession_sources(store: Store, family: nx.DiGraph[str]) -> tuple[Source, ...]:
    """Return the sources that speak of a family's boundary changes, those of most changes first."""
    rows = read_rows(store, "succession_sources")
    cited = Counter(row["source"] for row in rows if family.has_edge(row["predecessor"], row["successor"]))
    found = [source for source in read_sources(store) if source.iri in cited]
    return tuple(sorted(found, key=lambda source: (-cited[source.iri], source.title, source.iri)))
