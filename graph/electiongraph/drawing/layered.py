"""Lay out boxes in columns, tied by lines that run only between neighbouring columns.

For drawing. No line crosses a box, because lines keep to the gaps between columns; each column is ordered by
what its boxes are tied to, so that lines cross each other seldom.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from electiongraph.drawing.colours import GRID, MUTED, PANEL, PAPER, outline_of
from electiongraph.drawing.scene import Area, Curve, Rectangle, Scene
from electiongraph.drawing.typeface import wrap_text
from electiongraph.errors import DrawingError

__all__ = ["LARGEST", "Column", "Link", "Node", "draw_layers"]

LARGEST = 60
GAP, PADDING, STRIP = 10.0, 8.0, 6.0
NAME_SIZE, NOTE_SIZE = 13.0, 11.5


@dataclass(frozen=True, slots=True)
class Node:
    """A box.

    Attributes:
        key: What links call it.
        name: In bold.
        note: Beneath the name; "" for none.
        colour: Of the strip at its left edge; "" for none.
        is_person: People stand on white, roles and seats on grey.
    """

    key: str
    name: str
    note: str = ""
    colour: str = ""
    is_person: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and the boxes under it."""

    heading: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A line from the box at `start` in column `layer` to the box at `end` in the next column."""

    layer: int
    start: str
    end: str
    stroke: str
    width: float = 1.5
    dash: str = ""


def draw_layers(
    scene: Scene,
    area: Area,
    columns: Sequence[Column],
    links: Sequence[Link],
    *,
    lead: int,
    gap_share: float = 0.3,
) -> float:
    """Draw columns of boxes and the lines between them.

    Args:
        scene: Where to draw.
        area: Where in it.
        columns: The boxes; those of the leading column stay in the order given.
        links: The lines.
        lead: Which column the others are ordered by.
        gap_share: Which part of the width the gaps between columns take.

    Returns:
        The bottom edge.

    Raises:
        DrawingError: When there are more boxes than a reader can take in.
    """
    _check_size(sum(len(column.nodes) for column in columns))
    gap = area.width * gap_share / (len(columns) - 1) if len(columns) > 1 else 0
    width = round((area.width - gap * (len(columns) - 1)) / len(columns), 1)
    lefts = [round(area.x + index * (width + gap), 1) for index in range(len(columns))]
    top = area.y
    for column, left in zip(columns, lefts, strict=True):
        foot = scene.write(column.heading, Area(left, area.y, width), size=12, fill=MUTED)
        top = max(top, foot + 8)
    layers = [column.nodes for column in columns]
    heights = {
        (index, node.key): _height(node, width) for index, layer in enumerate(layers) for node in layer
    }
    places = _place(layers, links, heights, top=top, lead=lead)
    for link in links:
        start, end = places[link.layer, link.start], places[link.layer + 1, link.end]
        right = round(lefts[link.layer] + width, 1)
        scene.add(Curve(right, start, lefts[link.layer + 1], end, link.stroke, link.width, link.dash))
    for index, layer in enumerate(layers):
        for node in layer:
            height = heights[index, node.key]
            edge = round(places[index, node.key] - height / 2, 1)
            _draw_node(scene, node, Area(lefts[index], edge, width), height)
    return round(max((places[key] + heights[key] / 2 for key in places), default=top), 1)


def _check_size(total: int) -> None:
    if total > LARGEST:
        what = f"{total} names are too many for one picture (at most {LARGEST})"
        raise DrawingError(
            what, advice="name one seat, person or source, ask for a table, or write a .gexf file"
        )


def _lines(node: Node, column: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    limit = column - 2 * PADDING - (STRIP if node.colour else 0)
    name = wrap_text(node.name, NAME_SIZE, limit, is_bold=True)
    return name, wrap_text(node.note, NOTE_SIZE, limit) if node.note else ()


def _height(node: Node, column: float) -> float:
    name, note = _lines(node, column)
    return round(2 * 5 + len(name) * NAME_SIZE * 1.25 + len(note) * NOTE_SIZE * 1.25, 1)


def _draw_node(scene: Scene, node: Node, area: Area, height: float) -> None:
    fill = PAPER if node.is_person else PANEL
    scene.add(Rectangle(area.x, area.y, area.width, height, fill, GRID, 3))
    strip = STRIP if node.colour else 0
    if node.colour:
        scene.add(Rectangle(area.x, area.y, STRIP, height, node.colour, outline_of(node.colour)))
    inner = Area(area.x + PADDING + strip, area.y + 4, area.width - 2 * PADDING - strip)
    foot = scene.write(node.name, inner, size=NAME_SIZE, is_bold=True, leading=1.25)
    if node.note:
        scene.write(node.note, inner.moved_to(foot), size=NOTE_SIZE, fill=MUTED, leading=1.25)


def _place(
    layers: Sequence[Sequence[Node]],
    links: Sequence[Link],
    heights: Mapping[tuple[int, str], float],
    *,
    top: float,
    lead: int,
) -> dict[tuple[int, str], float]:
    """Return the height of each box's middle: the leading column stacked, the others beside their ties."""
    places: dict[tuple[int, str], float] = {}
    keys = [[node.key for node in layer] for layer in layers]
    for index in (lead, *range(lead - 1, -1, -1), *range(lead + 1, len(layers))):
        wished = {} if index == lead else _wishes(index, links, places)
        boxes = [(key, heights[index, key], wished.get(key)) for key in keys[index]]
        if wished:
            # Python's sort keeps the order of boxes that wish for the same place.
            boxes.sort(key=lambda box: (box[2] is None, box[2] or 0))
        places.update(((index, key), place) for key, place in _stack(boxes, top).items())
    return places


def _wishes(index: int, links: Sequence[Link], places: Mapping[tuple[int, str], float]) -> dict[str, float]:
    """Return for each box of a column the mean height of what it is tied to, among what is placed."""
    near: dict[str, list[float]] = {}
    for link in links:
        start, end = (link.layer, link.start), (link.layer + 1, link.end)
        if link.layer == index and end in places:
            near.setdefault(link.start, []).append(places[end])
        elif link.layer + 1 == index and start in places:
            near.setdefault(link.end, []).append(places[start])
    return {key: sum(heights) / len(heights) for key, heights in near.items()}


def _stack(boxes: Sequence[tuple[str, float, float | None]], top: float) -> dict[str, float]:
    """Put boxes under each other, each as near to where it wants its middle as its neighbours let it.

    Boxes that would overlap merge into a block around the mean of their wishes, so that a pile spreads both
    ways; no block starts above the top.

    Args:
        boxes: Key, height and wished middle (None for right below the one before), in order.
        top: Where the first may start.
    """
    blocks: list[tuple[list[tuple[str, float, float | None]], float]] = []
    for box in boxes:
        foot = blocks[-1][1] + _extent(blocks[-1][0]) + GAP if blocks else top
        block, start = [box], foot if box[2] is None else max(top, box[2] - box[1] / 2)
        while blocks and start < blocks[-1][1] + _extent(blocks[-1][0]) + GAP:
            before, before_start = blocks.pop()
            shifted = start - _extent(before) - GAP
            mean = (before_start * len(before) + shifted * len(block)) / (len(before) + len(block))
            block, start = [*before, *block], max(mean, top)
        blocks.append((block, start))
    places: dict[str, float] = {}
    for block, start in blocks:
        edge = start
        for key, height, _ in block:
            places[key] = round(edge + height / 2, 1)
            edge += height + GAP
    return places


def _extent(block: Sequence[tuple[str, float, float | None]]) -> float:
    return sum(height for _, height, _ in block) + GAP * (len(block) - 1)
