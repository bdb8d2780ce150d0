"""Draw a person's career along the years: parties, seats, offices and candidacies.

For drawing. Takes a `Career`, gives a `Scene`. A bar that the graph knows no end of ends in an arrow; one
that follows from elections won is pale, with a dashed edge.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from electiongraph.drawing.career_records import Career
from electiongraph.drawing.career_spells import Poll, Spell, last_day
from electiongraph.drawing.colours import GRID, INK, MUTED, PAPER, outline_of, pale
from electiongraph.drawing.frame import MARGIN, begin_picture, end_picture
from electiongraph.drawing.party_marks import colour_of
from electiongraph.drawing.scene import Area, Label, Polygon, Rectangle, Scene, Table
from electiongraph.drawing.typeface import text_width
from electiongraph.drawing.whole_records import BY
from electiongraph.drawing.wording import long_date
from electiongraph.errors import DrawingError

__all__ = ["draw_career"]

WIDTH, HEADINGS = 1100.0, 104.0
LINE, BAR, SIZE = 30.0, 9.0, 12.5
NEUTRAL, OFFICE = "#9a9a94", "#3d3d5c"
GAP = 14.0
FAINT = "#ececec"
INFERRED = (
    "Pale bars are inferred, as no register tells of them: from an election won to the next poll for the "
    "seat, under the party of that election."
)


@dataclass(frozen=True, slots=True)
class Axis:
    """Days as places across the picture; `end` is the last day drawn."""

    start: datetime.date
    end: datetime.date
    left: float
    width: float

    def x(self, day: str) -> float:
        """Return the place of an ISO day."""
        passed = (datetime.date.fromisoformat(day) - self.start).days
        return round(self.left + self.width * passed / max(1, (self.end - self.start).days), 1)


@dataclass(frozen=True, slots=True)
class Item:
    """Something on a line: its words, its bar (as wide as 0 for a single day) and how the bar looks."""

    words: str
    left: float
    right: float
    colour: str
    is_open: bool = False
    is_day: bool = False
    is_hollow: bool = False
    is_inferred: bool = False


def draw_career(career: Career) -> Scene:
    """Draw a person's career.

    Args:
        career: Whose, with at least one day.

    Raises:
        DrawingError: When the graph knows no day of it.
    """
    spells = [*career.parties, *career.seats, *career.offices]
    last = last_day(spells, career.polls)
    if not last:
        raise DrawingError(
            f"the graph knows no dates of the career of {career.name}", advice="draw another person"
        )
    if any(not spell.ended_on for spell in spells):
        last = max(last, career.known_until)
    first = min([*(spell.started_on for spell in spells), *(poll.polling_date for poll in career.polls)])
    scene, area = begin_picture(f"Career of {career.name}", _subtitle(career), WIDTH)
    axis = _axis(first, last, area)
    parts = [
        ("Party", [_item(spell, axis, colour_of(spell.party)) for spell in career.parties]),
        ("Parliament", [_item(spell, axis, _seat_colour(spell, career)) for spell in career.seats]),
        ("Offices", [_item(spell, axis, OFFICE) for spell in career.offices]),
        (
            "Stood in",
            [_poll_item(poll, axis, has_party=not _is_shown(poll, career.parties)) for poll in career.polls],
        ),
    ]
    top = area.y + 22
    packed = [(heading, _pack(items, axis)) for heading, items in parts if items]
    bottom = top + sum(len(lines) * LINE + GAP for _, lines in packed)
    _draw_years(scene, axis, area.y, top, bottom)
    y = top
    for heading, lines in packed:
        scene.add(Rectangle(MARGIN, round(y, 1), area.width, 1, GRID))
        scene.add(Label(MARGIN, round(y + 21, 1), heading, 14, True))
        for at, line in enumerate(lines):
            _draw_line(scene, line, axis, y + 6 + at * LINE)
        y += len(lines) * LINE + GAP
    scene.description = _sentence(career)
    scene.tables.extend(_tables(career))
    return end_picture(scene, round(y + 6, 1), _notes(career, spells), career.sources)


def _subtitle(career: Career) -> str:
    parts = [spell.name for spell in career.parties]
    seats = [spell.name for spell in career.seats]
    named = [", ".join(dict.fromkeys(parts)), ", ".join(dict.fromkeys(seats))]
    return ": ".join(part for part in named if part)


def _axis(first: str, last: str, area: Area) -> Axis:
    start = datetime.date.fromisoformat(first)
    end = datetime.date.fromisoformat(last)
    begin = datetime.date(start.year, 1, 1)
    close = datetime.date(max(end.year, start.year + 3) + 1, 1, 1)
    left = area.x + HEADINGS
    return Axis(begin, close, left, area.width - HEADINGS)


def _seat_colour(spell: Spell, career: Career) -> str:
    """Return the colour of the party that the person had when the spell began."""
    if spell.party:
        return colour_of(spell.party)
    held = [one for one in career.parties if one.started_on <= spell.started_on]
    return colour_of(held[-1].party) if held else NEUTRAL


def _years(spell: Spell) -> str:
    start, end = spell.started_on[:4], spell.ended_on[:4]
    if spell.is_earlier:
        return f"before {start} to {end}" if end else f"since before {start}"
    if not end:
        return f"from {start}"
    return start if start == end else f"{start}–{end}"


def _item(spell: Spell, axis: Axis, colour: str) -> Item:
    end = axis.x(spell.ended_on) if spell.ended_on else axis.left + axis.width
    words = f"{spell.name}, {_years(spell)}"
    start = axis.x(spell.started_on)
    return Item(words, start, end, colour, not spell.ended_on, is_inferred=spell.is_inferred)


def _poll_item(poll: Poll, axis: Axis, *, has_party: bool) -> Item:
    ends = {True: "elected", False: "not elected", None: ""}
    votes = f"{poll.votes:,} votes" if poll.votes is not None else ""
    # Where no bar names the party, the candidacy does.
    party = f" ({poll.party.name})" if has_party and poll.party else ""
    kind = " by-election" if poll.kind == BY else ""
    parts = (f"{poll.polling_date[:4]} {poll.seat}{kind}{party}", ends[poll.is_elected], votes)
    words = ", ".join(part for part in parts if part)
    x = axis.x(poll.polling_date)
    return Item(words, x, x, colour_of(poll.party), is_day=True, is_hollow=poll.is_elected is not True)


def _is_shown(poll: Poll, parties: Sequence[Spell]) -> bool:
    """Return whether a bar names the party that somebody stood for."""
    day = poll.polling_date
    return any(one.party == poll.party and one.started_on <= day <= (one.ended_on or day) for one in parties)


def _extent(item: Item, axis: Axis) -> tuple[float, float]:
    """Return from where to where an item takes its line, with its words kept inside the picture."""
    start = _words_left(item, axis)
    return min(start, item.left), max(item.right, start + text_width(item.words, SIZE))


def _words_left(item: Item, axis: Axis) -> float:
    shift = 11 if item.is_day else 0
    width = text_width(item.words, SIZE)
    if item.is_day and item.left + shift + width > axis.left + axis.width:
        return round(item.left - shift - width, 1)
    return round(min(item.left + shift, axis.left + axis.width - width), 1)


def _pack(items: Sequence[Item], axis: Axis) -> list[list[Item]]:
    """Put items on as few lines as they need without touching each other."""
    lines: list[list[Item]] = []
    for item in sorted(items, key=lambda one: (one.left, -one.right, one.words)):
        left, right = _extent(item, axis)
        for line in lines:
            if all(left > _extent(one, axis)[1] + 10 or right + 10 < _extent(one, axis)[0] for one in line):
                line.append(item)
                break
        else:
            lines.append([item])
    return lines


def _draw_years(scene: Scene, axis: Axis, top: float, begin: float, bottom: float) -> None:
    years = range(axis.start.year, axis.end.year + 1)
    step = next(step for step in (1, 2, 5, 10) if len(years) / step <= 24 or step == 10)
    for year in years:
        x = axis.x(f"{year}-01-01")
        if year % step:
            continue
        scene.add(Rectangle(x, round(begin, 1), 1, round(bottom - begin, 1), FAINT))
        if x + 16 <= axis.left + axis.width + MARGIN / 2:
            scene.add(Label(x, round(top + 14, 1), str(year), 12, fill=MUTED, anchor="middle"))


def _draw_line(scene: Scene, line: Sequence[Item], axis: Axis, y: float) -> None:
    for item in line:
        if item.is_day:
            _draw_day(scene, item, axis, y)
            continue
        scene.add(Label(_words_left(item, axis), round(y + 11, 1), item.words, SIZE))
        top, width = round(y + 15, 1), round(max(item.right - item.left, 2), 1)
        fill, dash = (pale(item.colour), "3 2") if item.is_inferred else (item.colour, "")
        scene.add(Rectangle(item.left, top, width, BAR, fill, outline_of(item.colour), dash=dash))
        if item.is_open:
            x, middle = item.left + width, top + BAR / 2
            head = ((x, top - 3), (x + 9, middle), (x, top + BAR + 3))
            scene.add(Polygon(tuple((round(a, 1), round(b, 1)) for a, b in head), outline_of(item.colour)))


def _draw_day(scene: Scene, item: Item, axis: Axis, y: float) -> None:
    """Draw a day as a rhombus, hollow when it brought no seat."""
    middle = y + 15
    shape = (
        (item.left, middle - 7),
        (item.left + 7, middle),
        (item.left, middle + 7),
        (item.left - 7, middle),
    )
    points = tuple((round(a, 1), round(b, 1)) for a, b in shape)
    fill = PAPER if item.is_hollow else item.colour
    scene.add(Polygon(points, fill, outline_of(item.colour), 2))
    scene.add(Label(_words_left(item, axis), round(middle + 4.5, 1), item.words, SIZE, fill=INK))


def _notes(career: Career, spells: Sequence[Spell]) -> list[str]:
    notes = []
    if any(not spell.ended_on for spell in spells):
        notes.append("An arrow marks that the graph knows no end.")
    if any(spell.is_inferred for spell in spells):
        notes.append(INFERRED)
    if career.polls:
        notes.append("A filled rhombus is an election won, a hollow one an election lost or of unknown end.")
    if career.undated:
        notes.append(f"Without a day: {', '.join(career.undated)}.")
    if career.namesakes:
        people = "1 other person" if career.namesakes == 1 else f"{career.namesakes} other people"
        notes.append(f"The graph has {people} of this name, who may be the same.")
    return notes


def _sentence(career: Career) -> str:
    spells = [*career.parties, *career.seats, *career.offices]
    return (
        "; ".join(f"{spell.name}, {_years(spell)}" for spell in spells) or f"{len(career.polls)} candidacies"
    )


def _tables(career: Career) -> list[Table]:
    kinds = (("party", career.parties), ("Parliament", career.seats), ("office", career.offices))
    rows = tuple(
        (kind, spell.name, spell.note, *_days(spell), "elections won" if spell.is_inferred else "")
        for kind, spells in kinds
        for spell in spells
    )
    ends = {True: "yes", False: "no", None: ""}
    polls = tuple(
        (
            long_date(poll.polling_date),
            poll.seat,
            poll.party.name if poll.party else "",
            f"{poll.votes:,}" if poll.votes is not None else "",
            ends[poll.is_elected],
        )
        for poll in career.polls
    )
    columns = ("Kind", "Name", "House or department", "From", "To", "Inferred from")
    tables = [Table("Career", columns, rows)] if rows else []
    if polls:
        tables.append(Table("Elections", ("Day", "Seat", "Party", "Votes", "Elected"), polls))
    return tables


def _days(spell: Spell) -> tuple[str, str]:
    start = long_date(spell.started_on)
    return (f"before {start}" if spell.is_earlier else start), long_date(spell.ended_on)
