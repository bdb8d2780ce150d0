"""Draw the smallest majorities of an election, and how majorities are spread.

For drawing. Takes a `WholeElection`, gives a `Scene` with two charts.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from electiongraph.drawing.charts import chart_fragment, load_altair
from electiongraph.drawing.colours import INK, PAPER, outline_of
from electiongraph.drawing.frame import begin_picture, end_picture
from electiongraph.drawing.party_marks import UNKNOWN, Entry, colour_of, draw_legend
from electiongraph.drawing.records import Party
from electiongraph.drawing.scene import Scene, Table
from electiongraph.drawing.whole_records import SeatResult, WholeElection, seats_by_party
from electiongraph.errors import DrawingError

__all__ = ["draw_majorities", "smallest_majorities"]

WIDTH, ROW = 960.0, 21
SHOWN = 20
STEP = 5


def smallest_majorities(results: Sequence[SeatResult]) -> tuple[SeatResult, ...]:
    """Return the seats of which the majority is known, the smallest first."""
    known = [one for one in results if one.majority is not None]
    return tuple(sorted(known, key=lambda one: (one.majority or 0, one.name, one.seat)))


def draw_majorities(whole: WholeElection, party: Party | None = None) -> Scene:
    """Draw the smallest majorities as bars, and all of them, in percent, as columns of seats.

    Args:
        whole: The election.
        party: Only the seats that this party won.

    Raises:
        DrawingError: When no majority is known, or the packages for charts are not installed.
    """
    results = [one for one in whole.results if party is None or (one.party and one.party.iri == party.iri)]
    ordered = smallest_majorities(results)
    if not ordered:
        whose = f" of seats that {party.name} won" if party else ""
        raise DrawingError(
            f"no majorities{whose} in the graph", advice="choose another --election or --party"
        )
    altair = load_altair()
    title = f"Majorities: {whole.election.name}"
    whose = f" that {party.name} won" if party else ""
    seats = "1 seat" if len(ordered) == 1 else f"{len(ordered)} seats"
    scene, area = begin_picture(title, f"{seats}{whose}, coloured by the party that won", WIDTH)
    y = draw_legend(scene, area, _legend(ordered)) + 8
    heading = f"The {SHOWN} smallest" if len(ordered) > SHOWN else "The smallest first"
    y = scene.write(f"{heading}, in votes", area.moved_to(y), size=17, is_bold=True) + 4
    bars = chart_fragment(_bar_chart(altair, ordered[:SHOWN]), area.x, y, "smallest")
    scene.add(bars)
    y = round(y + bars.height + 18, 1)
    notes = []
    spread = [one for one in ordered if one.majority_percent is not None]
    if len(spread) > 1:
        words = "How majorities are spread, in percent of the valid votes"
        y = scene.write(words, area.moved_to(y), size=17, is_bold=True) + 4
        columns = chart_fragment(_column_chart(altair, spread), area.x, y, "spread")
        scene.add(columns)
        y = round(y + columns.height + 14, 1)
        median = sorted(one.majority_percent or Decimal(0) for one in spread)[len(spread) // 2]
        notes.append(f"The seat in the middle has a majority of {median.quantize(Decimal('0.1'))}%.")
    if missing := len(results) - len(ordered):
        seats = "1 seat" if missing == 1 else f"{missing} seats"
        notes.append(f"Left out: {seats} of which the graph has no majority.")
    scene.description = "The smallest majorities: " + "; ".join(
        f"{one.name}, {one.party.name if one.party else UNKNOWN}, {one.majority:,}" for one in ordered[:SHOWN]
    )
    scene.tables.append(_table(ordered))
    return end_picture(scene, y, notes, whole.sources)


def _legend(results: Sequence[SeatResult]) -> list[Entry]:
    return [
        Entry(colour_of(party), "", f"{party.name if party else UNKNOWN} {seats}")
        for party, seats in seats_by_party(results)
    ]


def _colours(result: SeatResult) -> dict[str, str]:
    colour = colour_of(result.party)
    return {"colour": colour, "outline": outline_of(colour)}


def _bar_chart(altair: Any, results: Sequence[SeatResult]) -> Any:
    rows = [
        {
            "key": f"{at:03}",
            "majority": one.majority,
            "label": f"{one.majority:,}  {one.party.name if one.party else UNKNOWN}",
            **_colours(one),
        }
        for at, one in enumerate(results)
    ]
    names = [f"datum.value == '{at:03}' ? {json.dumps(one.name)}" for at, one in enumerate(results)]
    axis = {"labelExpr": " : ".join([*names, "''"]), "ticks": False, "domain": False, "labelPadding": 6}
    most = max(one.majority or 0 for one in results)
    base = altair.Chart(altair.Data(values=rows))
    down = altair.Y("key:N").title(None).axis(**axis)
    # Room at the right for the words beside the longest bar.
    across = altair.X("majority:Q").title(None).scale(domain=[0, max(1, most) * 1.35], nice=False)
    across = across.axis(None)
    bars = base.mark_bar(strokeWidth=1).encode(
        x=across,
        y=down,
        color=altair.Color("colour:N").scale(None),
        stroke=altair.Stroke("outline:N").scale(None),
    )
    words = base.mark_text(align="left", dx=6, color=INK).encode(x=across, y=down, text="label:N")
    return (bars + words).properties(width=WIDTH - 64 - 260, height=ROW * len(rows))


def _column_chart(altair: Any, results: Sequence[SeatResult]) -> Any:
    order = [party.iri if party else "" for party, _ in seats_by_party(results)]
    counted: dict[tuple[int, str], int] = {}
    parties = {one.party.iri if one.party else "": one for one in results}
    for one in results:
        key = (int((one.majority_percent or Decimal(0)) // STEP) * STEP, one.party.iri if one.party else "")
        counted[key] = counted.get(key, 0) + 1
    rows = [
        {
            "from": start,
            "to": start + STEP,
            "seats": seats,
            "rank": order.index(iri),
            **_colours(parties[iri]),
        }
        for (start, iri), seats in sorted(counted.items())
    ]
    base = altair.Chart(altair.Data(values=rows))
    end = max(start for start, _ in counted) + STEP
    scale = altair.Scale(domain=[0, end], nice=False)
    ticks = list(range(0, end + 1, STEP))
    totals_by_start: dict[int, int] = {}
    for (start, _), seats in counted.items():
        totals_by_start[start] = totals_by_start.get(start, 0) + seats
    # Half a seat is no tick; the numbers above the columns do without lines behind them.
    count_axis = {"tickCount": min(6, max(totals_by_start.values())), "format": "d", "grid": False}
    bars = base.mark_bar(strokeWidth=0.6, binSpacing=2).encode(
        x=altair.X("from:Q")
        .bin("binned")
        .scale(scale)
        .title("Majority, percent")
        .axis(values=ticks, grid=False),
        x2="to:Q",
        y=altair.Y("seats:Q").stack("zero").title("Seats").axis(**count_axis),
        color=altair.Color("colour:N").scale(None),
        stroke=altair.value(PAPER),
        order="rank:O",
    )
    totals = base.mark_text(dy=-7, color=INK).transform_aggregate(all="sum(seats)", groupby=["from", "to"])
    totals = totals.transform_calculate(middle="(datum.from + datum.to) / 2").encode(
        x=altair.X("middle:Q").scale(scale),
        y=altair.Y("all:Q").axis(**count_axis).title("Seats"),
        text="all:Q",
    )
    return (bars + totals).properties(width=WIDTH - 64 - 60, height=220)


def _table(results: Sequence[SeatResult]) -> Table:
    rows = tuple(
        (
            one.name,
            one.party.name if one.party else "",
            one.winner,
            f"{one.majority:,}",
            f"{one.majority_percent.quantize(Decimal('0.01'))}%" if one.majority_percent is not None else "",
        )
        for one in results
    )
    return Table("Majorities", ("Seat", "Party", "Winner", "Majority", "Share"), rows)
