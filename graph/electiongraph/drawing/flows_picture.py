"""Draw how seats went from party to party between two elections on the same boundaries.

For drawing. Takes two `WholeElection`s, gives a `Scene`. Bands have the colour of the party that the seats
went to; the figures of every band stand in the table too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from electiongraph.drawing.colours import FALLBACK, MUTED, PAPER, contrast, outline_of
from electiongraph.drawing.frame import begin_picture, end_picture
from electiongraph.drawing.party_marks import UNKNOWN, colour_of
from electiongraph.drawing.records import Party
from electiongraph.drawing.scene import Area, Label, Rectangle, Ribbon, Scene, Table
from electiongraph.drawing.typeface import text_width
from electiongraph.drawing.whole_records import WholeElection
from electiongraph.errors import DrawingError

__all__ = ["Flow", "count_flows", "draw_flows"]

WIDTH, BAR, SIDE = 960.0, 16.0, 190.0
HEIGHT, ROW, GAP = 620.0, 17.0, 5.0
# Thinner bands bear no figure of their own: it would not stand on them.
FIGURE_SIZE, FIGURE_FROM = 12.0, 13.0


@dataclass(frozen=True, slots=True)
class Flow:
    """So many seats from one party to another, or held when both are one; None is "not known"."""

    before: Party | None
    after: Party | None
    seats: int


def count_flows(before: WholeElection, after: WholeElection) -> tuple[Flow, ...]:
    """Count the seats that went from each party to each: most first, then by name."""
    held = {result.seat: result.party for result in before.results}
    counted = Counter((held.get(result.seat), result.party) for result in after.results)
    flows = [Flow(lost, won, seats) for (lost, won), seats in counted.items()]
    return tuple(sorted(flows, key=lambda flow: (-flow.seats, _name(flow.before), _name(flow.after))))


def draw_flows(before: WholeElection, after: WholeElection) -> Scene:
    """Draw the flows of seats from one election to the other.

    Args:
        before: The earlier one, on the same seats.
        after: The later one.

    Raises:
        DrawingError: When they share no seat.
    """
    flows = count_flows(before, after)
    if not any(flow.before for flow in flows):
        raise DrawingError(
            "no seat with a winner in both elections", advice="build the graph from both results"
        )
    moved = sum(flow.seats for flow in flows if flow.before != flow.after)
    known = sum(flow.seats for flow in flows)
    title = f"Where the seats went: {before.election.polling_date[:4]} to {after.election.polling_date[:4]}"
    subtitle = (
        f"{moved} of {known} seats changed party; bands have the colour of the party that won the seats"
    )
    scene, area = begin_picture(title, subtitle, WIDTH)
    left, right = _order(flows, is_before=True), _order(flows, is_before=False)
    y = _draw_headings(scene, area, before, after) + 8
    scale = HEIGHT / known
    starts, foot = _place(scene, left, Area(area.x + SIDE - BAR, y, BAR), scale, is_left=True)
    ends, other_foot = _place(scene, right, Area(area.x + area.width - SIDE, y, BAR), scale, is_left=False)
    _draw_bands(
        scene, flows, (left, right), (starts, ends), (area.x + SIDE, area.x + area.width - SIDE), scale
    )
    scene.description = _sentence(flows)
    rows = tuple((_name(flow.before), _name(flow.after), str(flow.seats)) for flow in flows)
    scene.tables.append(Table("Seats", ("From", "To", "Seats"), rows))
    notes = []
    if before.election.is_notional:
        year = before.election.polling_date[:4]
        notes.append(f"{year} is notional: the votes of {year}, recalculated on the new boundaries.")
    sources = tuple(dict.fromkeys([*after.sources[:2], *before.sources[:2], *after.sources[2:]]))
    return end_picture(scene, max(foot, other_foot) + 14, notes, sources)


Side = dict[Party | None, int]


def _name(party: Party | None) -> str:
    return party.name if party else UNKNOWN


def _order(flows: Sequence[Flow], *, is_before: bool) -> Side:
    counted: Counter[Party | None] = Counter()
    for flow in flows:
        counted[flow.before if is_before else flow.after] += flow.seats
    return dict(sorted(counted.items(), key=lambda item: (item[0] is None, -item[1], _name(item[0]))))


def _draw_headings(scene: Scene, area: Area, before: WholeElection, after: WholeElection) -> float:
    words = before.election.polling_date[:4] + (" (notional)" if before.election.is_notional else "")
    base = round(area.y + 14, 1)
    scene.add(Label(area.x + SIDE, base, words, 14, True, MUTED, "end"))
    right = area.x + area.width - SIDE
    scene.add(Label(right, base, after.election.polling_date[:4], 14, True, MUTED))
    return area.y + 20


def _place(
    scene: Scene, side: Side, area: Area, scale: float, *, is_left: bool
) -> tuple[dict[Party | None, float], float]:
    """Draw one side's bars with their names; return the top of each bar, and the foot."""
    tops: dict[Party | None, float] = {}
    y = area.y
    for party, seats in side.items():
        height = seats * scale
        room = max(height, ROW)
        tops[party] = y + (room - height) / 2
        colour = colour_of(party)
        scene.add(Rectangle(area.x, round(tops[party], 1), BAR, round(height, 1), colour, outline_of(colour)))
        base = round(y + room / 2 + 4.5, 1)
        x = area.x - 8 if is_left else area.x + BAR + 8
        step = text_width(str(seats), 13, is_bold=True) + 5
        anchor: Literal["start", "end"] = "end" if is_left else "start"
        scene.add(Label(x, base, str(seats), 13, True, anchor=anchor))
        scene.add(Label(round(x - step if is_left else x + step, 1), base, _name(party), 13, anchor=anchor))
        y += room + GAP
    return tops, round(y - GAP, 1)


def _draw_bands(
    scene: Scene,
    flows: Sequence[Flow],
    sides: tuple[Side, Side],
    tops: tuple[dict[Party | None, float], dict[Party | None, float]],
    edges: tuple[float, float],
    scale: float,
) -> None:
    """Draw a band for each flow, those at one bar in the order of the other side's bars."""
    orders = [{party: at for at, party in enumerate(side)} for side in sides]
    leaving, coming = dict(tops[0]), dict(tops[1])
    places: dict[Flow, tuple[float, float]] = {}
    for flow in sorted(flows, key=lambda one: (orders[0][one.before], orders[1][one.after])):
        places[flow] = (leaving[flow.before], 0)
        leaving[flow.before] += flow.seats * scale
    for flow in sorted(flows, key=lambda one: (orders[1][one.after], orders[0][one.before])):
        places[flow] = (places[flow][0], coming[flow.after])
        coming[flow.after] += flow.seats * scale
    labels = []
    for flow in flows:
        start, end = (round(value, 1) for value in places[flow])
        height = round(max(flow.seats * scale, 0.8), 1)
        colour = colour_of(flow.after) if flow.after else FALLBACK
        note = f"{_name(flow.before)} to {_name(flow.after)}: {flow.seats}"
        shade = 0.45 if contrast(colour, PAPER) > 1.6 else 0.8
        scene.add(Ribbon(edges[0], start, edges[1], end, height, colour, shade, note))
        if height >= FIGURE_FROM:
            words = f"{flow.seats} held" if flow.before == flow.after else str(flow.seats)
            base = round(end + height / 2 + 4, 1)
            labels.append(Label(edges[1] - 8, base, words, FIGURE_SIZE, anchor="end"))
    scene.add(*labels)


def _sentence(flows: Sequence[Flow]) -> str:
    parts = [
        f"{_name(flow.before)} held {flow.seats}"
        if flow.before == flow.after
        else f"{flow.seats} from {_name(flow.before)} to {_name(flow.after)}"
        for flow in flows
    ]
    return f"Seats: {', '.join(parts)}."
