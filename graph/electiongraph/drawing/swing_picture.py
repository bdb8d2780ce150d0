"""Draw the swing between two parties, region by region or seat by seat.

For drawing. The swing is the one that newspapers mean: half of what one party's share of the votes rose and
the other's fell, in percentage points. Seats where not both parties stood in both elections have none.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from electiongraph.drawing.charts import chart_fragment, load_altair
from electiongraph.drawing.colours import GRID, INK, outline_of
from electiongraph.drawing.frame import begin_picture, end_picture
from electiongraph.drawing.party_marks import UNKNOWN, Entry, colour_of, draw_legend
from electiongraph.drawing.records import Party
from electiongraph.drawing.scene import Fragment, Scene, Table
from electiongraph.drawing.whole_records import PartyVotes, SeatResult, WholeElection, seats_by_party
from electiongraph.errors import DrawingError

__all__ = ["SeatSwing", "draw_swing", "find_swings"]

WIDTH, ROW, NAMES = 960.0, 38, 190
MOST_SEATS = 15
MOST_STEPS = 12
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class SeatSwing:
    """A seat's swing in percentage points, above zero from the first party to the second."""

    result: SeatResult
    points: Decimal


def find_swings(
    whole: WholeElection, before: PartyVotes, after: PartyVotes, parties: tuple[Party, Party]
) -> tuple[SeatSwing, ...]:
    """Return the swing of every seat where both parties stood both times, by size, the largest first."""
    first, second = (party.iri for party in parties)
    swings = []
    for result in whole.results:
        was, now = before.shares.get(result.seat, {}), after.shares.get(result.seat, {})
        if not all(iri in shares for iri in (first, second) for shares in (was, now)):
            continue
        points = ((now[second] - was[second]) - (now[first] - was[first])) / 2
        swings.append(SeatSwing(result, points))
    return tuple(sorted(swings, key=lambda one: (-one.points, one.result.name, one.result.seat)))


def draw_swing(
    before: WholeElection,
    after: WholeElection,
    swings: Sequence[SeatSwing],
    parties: tuple[Party, Party],
    *,
    is_by_seat: bool = False,
) -> Scene:
    """Draw swings: a row of dots for each region, or a bar for each of the seats with the largest.

    Args:
        before: The earlier election.
        after: The later one.
        swings: Largest first.
        parties: From which party to which a swing is above zero.
        is_by_seat: Whether by seat.

    Raises:
        DrawingError: When there are no swings, or the packages for charts are not installed.
    """
    first, second = parties
    if not swings:
        what = f"{first.name} and {second.name} stood nowhere in both elections"
        raise DrawingError(what, advice="name two other parties with --party")
    altair = load_altair()
    years = f"{before.election.polling_date[:4]} to {after.election.polling_date[:4]}"
    title = f"Swing from {first.name} to {second.name}, {years}"
    mean = _mean([swing.points for swing in swings])
    seats = "1 seat" if len(swings) == 1 else f"{len(swings)} seats"
    subtitle = f"On average {_points(mean)} over {seats}; below zero the swing is the other way"
    scene, area = begin_picture(title, subtitle, WIDTH)
    if is_by_seat:
        y = area.y
        content = _seat_rows(swings)
    else:
        y = draw_legend(scene, area, _legend(swings)) + 6
        content = _region_rows(swings)
    chart = _seat_chart(altair, content, parties) if is_by_seat else _region_chart(altair, content)
    fragment: Fragment = chart_fragment(chart, area.x, y, "swing")
    scene.add(fragment)
    scene.description = f"{title}: {subtitle}."
    scene.tables.extend(_tables(swings))
    notes = _notes(before, len(after.results) - len(swings), is_by_seat=is_by_seat)
    sources = tuple(dict.fromkeys([*after.sources[:2], *before.sources[:2], *after.sources[2:]]))
    return end_picture(scene, round(y + fragment.height + 14, 1), notes, sources)


Rows = list[dict[str, str | float]]


def _notes(before: WholeElection, left_out: int, *, is_by_seat: bool) -> list[str]:
    notes = ["The swing is half of what one party's share rose and the other's fell, in percentage points."]
    if not is_by_seat:
        notes.append(
            "Every dot is a seat, coloured by who won it; the black bar is the mean of a region's seats."
        )
    if left_out:
        seats = "1 seat" if left_out == 1 else f"{left_out} seats"
        notes.append(f"Left out: {seats} where not both parties stood in both elections.")
    if before.election.is_notional:
        notes.append(f"{before.election.polling_date[:4]} is notional: recalculated on the new boundaries.")
    return notes


def _mean(points: Sequence[Decimal]) -> Decimal:
    return sum(points, Decimal(0)) / len(points)


def _points(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.1'))} points".replace("-", "−")


def _by_region(swings: Sequence[SeatSwing]) -> list[tuple[str, list[SeatSwing]]]:
    regions: dict[str, list[SeatSwing]] = defaultdict(list)
    for swing in swings:
        regions[swing.result.region or "Region not known"].append(swing)
    return sorted(regions.items(), key=lambda item: (-_mean([one.points for one in item[1]]), item[0]))


def _legend(swings: Sequence[SeatSwing]) -> list[Entry]:
    return [
        Entry(colour_of(party), "", f"{party.name if party else UNKNOWN} {seats}")
        for party, seats in seats_by_party([swing.result for swing in swings])
    ]


def _region_rows(swings: Sequence[SeatSwing]) -> Rows:
    """Spread dots of nearly equal swings over the height of the row, in turn above and below the middle."""
    rows: Rows = []
    for region, found in _by_region(swings):
        mean = _mean([one.points for one in found])
        label = f"{region} ({_points(mean).removesuffix(' points')})"
        for at, swing in enumerate(sorted(found, key=lambda one: (one.points, one.result.seat))):
            colour = colour_of(swing.result.party)
            rows.append(
                {
                    "region": label,
                    "points": float(swing.points.quantize(HUNDREDTH)),
                    "lane": (0, 2, -2, 1, -1, 3, -3)[at % 7],
                    "colour": colour,
                    "outline": outline_of(colour),
                    "mean": float(mean.quantize(HUNDREDTH)),
                }
            )
    return rows


def _region_chart(altair: Any, rows: Rows) -> Any:
    order = list(dict.fromkeys(str(row["region"]) for row in rows))
    base = altair.Chart(altair.Data(values=rows))
    ticks = _ticks([float(row["points"]) for row in rows])
    scale = altair.Scale(domain=[ticks[0], ticks[-1]], nice=False)
    across = altair.X("points:Q").title("Swing, percentage points").scale(scale)
    across = across.axis(values=ticks, grid=False)
    down = altair.Y("region:N").sort(order).title(None)
    down = down.axis(grid=True, ticks=False, domain=False, labelPadding=6)
    lanes = altair.YOffset("lane:Q").scale(domain=[-4, 4])
    zero = altair.Chart(altair.Data(values=[{}])).mark_rule(color=INK).encode(x=altair.datum(0))
    dots = base.mark_circle(size=42, opacity=0.85, strokeWidth=0.6).encode(
        x=across,
        y=down,
        yOffset=lanes,
        color=altair.Color("colour:N").scale(None),
        stroke=altair.Stroke("outline:N").scale(None),
    )
    means = base.mark_tick(color=INK, thickness=3, size=ROW - 8).encode(x="mean(mean):Q", y=down)
    return (zero + dots + means).properties(width=WIDTH - 64 - NAMES, height=ROW * len(order))


def _ticks(points: Sequence[float]) -> list[int]:
    """Return round points at equal steps, with zero among them, that hold all of these between them.

    Examples:
        >>> _ticks([-8.2, 41.0])
        [-10, -5, 0, 5, 10, 15, 20, 25, 30, 35, 40, 45]
    """
    low, high = min(0.0, *points), max(0.0, *points)
    step = next(step for step in (1, 2, 5, 10, 20) if (high - low) / step <= MOST_STEPS or step == 20)
    return [step * at for at in range(math.floor(low / step), math.ceil(high / step) + 1)]


def _seat_rows(swings: Sequence[SeatSwing]) -> Rows:
    chosen = list(swings)
    if len(chosen) > 2 * MOST_SEATS:
        chosen = [*chosen[:MOST_SEATS], *chosen[-MOST_SEATS:]]
    return [
        {
            "seat": swing.result.name,
            "key": f"{at:03}",
            "points": float(swing.points.quantize(HUNDREDTH)),
            "label": f"{swing.points.quantize(Decimal('0.1')):+}".replace("-", "−"),
        }
        for at, swing in enumerate(chosen)
    ]


def _seat_chart(altair: Any, rows: Rows, parties: tuple[Party, Party]) -> Any:
    colours = [colour_of(party) for party in parties]
    names = {str(row["key"]): str(row["seat"]) for row in rows}
    base = altair.Chart(altair.Data(values=rows))
    shown = " : ".join(f"datum.value == '{key}' ? {_quoted(name)}" for key, name in names.items()) + " : ''"
    down = altair.Y("key:N").title(None).axis(labelExpr=shown, ticks=False, domain=False, labelPadding=6)
    room = [
        min(0.0, *(float(row["points"]) for row in rows)),
        max(0.0, *(float(row["points"]) for row in rows)),
    ]
    pad = (room[1] - room[0]) * 0.09
    scale = altair.Scale(domain=[room[0] - (pad if room[0] < 0 else 0), room[1] + pad])
    across = altair.X("points:Q").title("Swing, percentage points").scale(scale).axis(values=_ticks(room))
    colour = altair.condition("datum.points >= 0", altair.value(colours[1]), altair.value(colours[0]))
    bars = base.mark_bar(stroke=GRID, strokeWidth=0.5).encode(x=across, y=down, color=colour)
    to_right = base.transform_filter("datum.points >= 0").mark_text(align="left", dx=5, color=INK)
    to_left = base.transform_filter("datum.points < 0").mark_text(align="right", dx=-5, color=INK)
    words = {"x": across, "y": down, "text": "label:N"}
    chart = bars + to_right.encode(**words) + to_left.encode(**words)
    return chart.properties(width=WIDTH - 64 - 250, height=20 * len(rows))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _tables(swings: Sequence[SeatSwing]) -> list[Table]:
    regions = tuple(
        (region, str(len(found)), str(_mean([one.points for one in found]).quantize(HUNDREDTH)))
        for region, found in _by_region(swings)
    )
    seats = tuple(
        (
            swing.result.name,
            swing.result.region,
            str(swing.points.quantize(HUNDREDTH)),
            swing.result.party.name if swing.result.party else "",
        )
        for swing in swings
    )
    return [
        Table("Regions", ("Region", "Seats", "Mean swing"), regions),
        Table("Seats", ("Seat", "Region", "Swing", "Won by"), seats),
    ]
