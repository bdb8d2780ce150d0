"""Read where a map of equal hexagons puts each seat, from HexJSON.

For drawing. HexJSON is a JSON object with `layout` ("odd-r", "even-r", "odd-q" or "even-q") and `hexes`: by
code, each with column `q`, row `r` (counted upwards) and often the name `n`.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from electiongraph.drawing.whole_records import SeatResult
from electiongraph.errors import DrawingError
from electiongraph.gazetteers import normalise_name

__all__ = ["Hexagon", "Layout", "corners", "parse_layout", "place_seats"]

LAYOUTS = ("odd-r", "even-r", "odd-q", "even-q")
CODE = re.compile(r"[A-Z]\d{8}")
ROOT_3 = math.sqrt(3)
NAMED = 5


@dataclass(frozen=True, slots=True)
class Hexagon:
    """One place of a map: its key and name in the file, and its middle; hexagons are 1 from side to side."""

    key: str
    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The hexagons of a map, by key; `is_pointed` where they stand on a corner."""

    hexagons: tuple[Hexagon, ...]
    is_pointed: bool


def parse_layout(text: str, name: str) -> Layout:
    """Read a HexJSON file.

    Args:
        text: Its content.
        name: What errors call it.

    Raises:
        DrawingError: When it is no HexJSON.

    Examples:
        >>> layout = parse_layout('{"layout": "odd-r", "hexes": {"A": {"q": 0, "r": 0, "n": "Poole"}}}', "a")
        >>> layout.hexagons[0].name
        'Poole'
    """
    advice = "give a HexJSON file: an object with layout and hexes, each hex with q and r"
    try:
        content = json.loads(text)
        form, hexes = content["layout"], content["hexes"]
        if form not in LAYOUTS:
            raise DrawingError(
                f"the layout {form!r} is none of {', '.join(LAYOUTS)}", where=name, advice=advice
            )
        found = [_hexagon(key, hexes[key], form) for key in sorted(hexes)]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DrawingError("this is no HexJSON", where=name, advice=advice) from error
    if not found:
        raise DrawingError("the layout has no hexagons", where=name, advice=advice)
    taken: dict[tuple[float, float], str] = {}
    for one in found:
        other = taken.setdefault((one.x, one.y), one.key)
        if other != one.key:
            raise DrawingError(
                f"{other} and {one.key} are in one place", where=name, advice="mend the layout"
            )
    return Layout(tuple(found), form.endswith("r"))


def place_seats(
    layout: Layout, results: Sequence[SeatResult], name: str
) -> tuple[tuple[Hexagon, SeatResult | None], ...]:
    """Put each seat on its hexagon, by code, or by name where the layout has no codes.

    Args:
        layout: The map.
        results: The seats.
        name: What errors call the layout.

    Returns:
        All hexagons in the layout's order; None for one of which the graph knows nothing.

    Raises:
        DrawingError: When a seat has no hexagon.
    """
    by_key = {one.key: one for one in layout.hexagons if CODE.fullmatch(one.key)}
    by_name = {normalise_name(one.name): one for one in layout.hexagons if one.key not in by_key}
    placed: dict[str, SeatResult] = {}
    lost = []
    for result in results:
        found = next((by_key[code] for code in result.codes if code in by_key), None)
        found = found or by_name.get(normalise_name(result.name))
        if found is None or found.key in placed:
            lost.append(result.name)
        else:
            placed[found.key] = result
    if lost:
        shown = ", ".join(lost[:NAMED]) + (", ..." if len(lost) > NAMED else "")
        raise DrawingError(
            f"the layout has no hexagon for {len(lost)} of {len(results)} seats: {shown}",
            where=name,
            advice="take a layout of the boundaries of this election, or draw without --hexmap",
        )
    return tuple((one, placed.get(one.key)) for one in layout.hexagons)


def corners(x: float, y: float, size: float, *, is_pointed: bool) -> tuple[tuple[float, float], ...]:
    """Return the corners of a hexagon around a point; `size` is from side to side."""
    radius = size / ROOT_3
    start = 30 if is_pointed else 0
    angles = [math.radians(start + 60 * turn) for turn in range(6)]
    return tuple(
        (round(x + radius * math.cos(angle), 1), round(y + radius * math.sin(angle), 1)) for angle in angles
    )


def _hexagon(key: str, data: dict[str, object], form: str) -> Hexagon:
    column, row = int(str(data["q"])), int(str(data["r"]))
    is_shifted = (row if form.endswith("r") else column) % 2 == (1 if form.startswith("odd") else 0)
    shift = 0.5 if is_shifted else 0.0
    if form.endswith("r"):
        x, y = column + shift, -row * ROOT_3 / 2
    else:
        x, y = column * ROOT_3 / 2, -(row + shift)
    return Hexagon(key, str(data.get("n", key)), round(x, 4), round(y, 4))
