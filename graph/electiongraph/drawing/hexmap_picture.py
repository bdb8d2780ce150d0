"""Draw who won each seat of an election: as a map of hexagons, or as squares by region.

For drawing. Takes a `WholeElection`, gives a `Scene`. Every hexagon and square bears the mark of its party,
and names seat and winner where a pointer rests on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from electiongraph.drawing.colours import INK, MUTED, PAPER, outline_of
from electiongraph.drawing.frame import begin_picture, end_picture
from electiongraph.drawing.hexmap_layout import ROOT_3, Hexagon, Layout, corners, place_seats
from electiongraph.drawing.party_marks import UNKNOWN, Entry, colour_of, draw_legend, ink_on, party_marks
from electiongraph.drawing.scene import Area, Curve, Label, Polygon, Scene, Table
from electiongraph.drawing.whole_records import SeatResult, WholeElection, seats_by_party
from electiongraph.drawing.wording import long_date
from electiongraph.errors import DrawingError

__all__ = ["draw_hexmap", "draw_waffle"]

WIDTH = 960.0
# A map of few seats is not blown up beyond this size of a hexagon.
LARGEST_HEXAGON = 44.0
SQUARE, BLOCK, BLOCK_GAP = 22.0, 12, 28.0
NO_REGION = "Region not known"


def draw_hexmap(whole: WholeElection, layout: Layout, name: str) -> Scene:
    """Draw a map in which every seat is a hexagon in its winner's colour.

    Args:
        whole: The election.
        layout: Where the seats are.
        name: What errors call the layout.

    Raises:
        DrawingError: When a seat has no hexagon.
    """
    placed = place_seats(layout, whole.results, name)
    scene, area = _begin(whole, "Every hexagon is a seat")
    marks = _marks(whole)
    y = _draw_legend(scene, area, whole, marks, any(result is None for _, result in placed)) + 10
    left, right = min(one.x for one, _ in placed), max(one.x for one, _ in placed)
    top, bottom = min(one.y for one, _ in placed), max(one.y for one, _ in placed)
    size = min(LARGEST_HEXAGON, round(area.width / (right - left + 2 / ROOT_3), 1))
    start = area.x + (area.width - (right - left) * size) / 2
    centres = {
        one.key: (start + (one.x - left) * size, y + (one.y - top + 2 / ROOT_3 / 2) * size)
        for one, _ in placed
    }
    for one, result in placed:
        _draw_hexagon(scene, one, result, centres[one.key], size, marks, is_pointed=layout.is_pointed)
    _draw_borders(scene, placed, centres, size)
    y += (bottom - top + 2 / ROOT_3) * size + 12
    notes = ["Lines part regions and countries."] if len({one.region for one in whole.results}) > 1 else []
    return end_picture(scene, round(y, 1), notes, whole.sources)


def draw_waffle(whole: WholeElection) -> Scene:
    """Draw every seat as a square in its winner's colour, by region, the winners of most seats first."""
    scene, area = _begin(whole, "Every square is a seat, by region")
    marks = _marks(whole)
    y = _draw_legend(scene, area, whole, marks, False) + 14
    regions: dict[str, list[SeatResult]] = defaultdict(list)
    for result in whole.results:
        regions[result.region or NO_REGION].append(result)
    order = {party.iri if party else "": at for at, (party, _) in enumerate(seats_by_party(whole.results))}
    ordered = sorted(regions, key=lambda region: (region == NO_REGION, -len(regions[region]), region))
    columns = 3
    width = BLOCK * SQUARE
    step = (area.width - columns * width) / (columns - 1)
    feet = [y] * columns
    for region in ordered:
        column = feet.index(min(feet))
        place = Area(round(area.x + column * (width + step), 1), feet[column], width)
        seats = sorted(regions[region], key=lambda one: order[one.party.iri if one.party else ""])
        feet[column] = _draw_block(scene, place, region, seats, marks) + BLOCK_GAP
    return end_picture(scene, round(max(feet) - BLOCK_GAP + 14, 1), [], whole.sources)


def _begin(whole: WholeElection, words: str) -> tuple[Scene, Area]:
    if not whole.results:
        raise DrawingError("this election has no seats in the graph", advice="say another --election")
    election = whole.election
    title = f"Who won each seat: {election.name}"
    date = "" if election.is_notional else f", {long_date(election.polling_date)}"
    scene, area = begin_picture(
        title, f"{words}, in its winner's colour: {len(whole.results)} seats{date}", WIDTH
    )
    counted = seats_by_party(whole.results)
    named = ", ".join(f"{party.name if party else 'not known'} {seats}" for party, seats in counted)
    scene.description = f"Seats won: {named}."
    rows = tuple(
        (
            one.name,
            one.region,
            one.party.name if one.party else "",
            one.winner,
            f"{one.majority:,}" if one.majority is not None else "",
        )
        for one in whole.results
    )
    totals = tuple((party.name if party else UNKNOWN, str(seats)) for party, seats in counted)
    scene.tables.append(Table("Seats by party", ("Party", "Seats"), totals))
    scene.tables.append(Table("Seats", ("Seat", "Region", "Party", "Winner", "Majority"), rows))
    return scene, area


def _marks(whole: WholeElection) -> dict[str, str]:
    marks = party_marks(party.name for party, _ in seats_by_party(whole.results) if party)
    return {party.iri: marks[party.name] for party, _ in seats_by_party(whole.results) if party}


def _draw_legend(
    scene: Scene, area: Area, whole: WholeElection, marks: dict[str, str], has_blanks: bool
) -> float:
    entries = [
        Entry(
            colour_of(party), marks[party.iri] if party else "", f"{party.name if party else UNKNOWN} {seats}"
        )
        for party, seats in seats_by_party(whole.results)
    ]
    if has_blanks:
        entries.append(Entry(PAPER, "", "No result in the graph"))
    return draw_legend(scene, area, entries)


def _note(result: SeatResult) -> str:
    who = ", ".join(part for part in (result.party.name if result.party else UNKNOWN, result.winner) if part)
    majority = f", majority {result.majority:,}" if result.majority is not None else ""
    return f"{result.name}: {who}{majority}"


def _draw_hexagon(
    scene: Scene,
    one: Hexagon,
    result: SeatResult | None,
    centre: tuple[float, float],
    size: float,
    marks: dict[str, str],
    *,
    is_pointed: bool,
) -> None:
    x, y = centre
    shape = corners(x, y, size - 1, is_pointed=is_pointed)
    if result is None:
        scene.add(Polygon(shape, PAPER, outline_of(PAPER), 1, f"{one.name}: no result in the graph"))
        return
    colour = colour_of(result.party)
    stroke = outline_of(colour)
    scene.add(Polygon(shape, colour, stroke if stroke != colour else "", 1, _note(result)))
    _draw_mark(scene, result, (x, y), size, marks)


def _draw_mark(
    scene: Scene, result: SeatResult, centre: tuple[float, float], size: float, marks: dict[str, str]
) -> None:
    if result.party is None:
        return
    mark = marks[result.party.iri]
    letters = round(min(size * (0.42 if len(mark) < 3 else 0.32), 13), 1)
    x, y = round(centre[0], 1), round(centre[1] + letters * 0.36, 1)
    scene.add(Label(x, y, mark, letters, False, ink_on(colour_of(result.party)), "middle"))


def _draw_borders(
    scene: Scene,
    placed: Sequence[tuple[Hexagon, SeatResult | None]],
    centres: dict[str, tuple[float, float]],
    size: float,
) -> None:
    """Draw a line between neighbours of different regions."""
    cells = {(round(one.x * 4), round(one.y * 4)): (one, result) for one, result in placed if result}
    steps = [(4, 0), (2, 3), (2, 4), (-2, 3), (-2, 4), (0, 4), (3, 2), (4, 2), (3, -2), (4, -2)]
    for (x, y), (one, result) in sorted(cells.items()):
        for across, down in steps:
            found = cells.get((x + across, y + down))
            if found is None or found[1].region == result.region:
                continue
            (x1, y1), (x2, y2) = centres[one.key], centres[found[0].key]
            if (x2 - x1) ** 2 + (y2 - y1) ** 2 > (1.1 * size) ** 2:
                continue
            middle_x, middle_y = (x1 + x2) / 2, (y1 + y2) / 2
            # The shared side lies across the line from middle to middle, 1/sqrt(3) as long.
            half_x, half_y = -(y2 - y1) / ROOT_3 / 2, (x2 - x1) / ROOT_3 / 2
            x1, y1 = round(middle_x - half_x, 1), round(middle_y - half_y, 1)
            x2, y2 = round(middle_x + half_x, 1), round(middle_y + half_y, 1)
            scene.add(Curve(x1, y1, x2, y2, INK, 2, is_straight=True))


def _draw_block(
    scene: Scene, area: Area, region: str, seats: Sequence[SeatResult], marks: dict[str, str]
) -> float:
    y = scene.write(region, area, size=14, is_bold=True)
    counted = [(party.name if party else UNKNOWN, number) for party, number in seats_by_party(seats)]
    words = f"{len(seats)} seats: " + ", ".join(f"{name} {number}" for name, number in counted)
    words = f"1 seat: {counted[0][0]}" if len(seats) == 1 else words
    y = scene.write(words, area.moved_to(y), size=12, fill=MUTED) + 5
    for at, result in enumerate(seats):
        left = area.x + at % BLOCK * SQUARE
        top = y + at // BLOCK * SQUARE
        side = SQUARE - 2
        shape = ((left, top), (left + side, top), (left + side, top + side), (left, top + side))
        colour = colour_of(result.party)
        stroke = outline_of(colour)
        scene.add(Polygon(shape, colour, stroke if stroke != colour else "", 1, _note(result)))
        _draw_mark(scene, result, (left + side / 2, top + side / 2), SQUARE, marks)
    return round(y + ((len(seats) - 1) // BLOCK + 1) * SQUARE, 1)
