"""Give parties short marks and a legend, so that nobody needs to tell them by colour alone.

For drawing. Marks are made from names and differ from each other within one picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from electiongraph.drawing.colours import (
    FALLBACK,
    INK,
    MUTED,
    PANEL,
    PAPER,
    contrast,
    outline_of,
    party_colour,
)
from electiongraph.drawing.records import Party
from electiongraph.drawing.scene import Area, Label, Rectangle, Scene
from electiongraph.drawing.typeface import text_width

__all__ = ["Entry", "colour_of", "draw_legend", "ink_on", "party_marks"]

SWATCH, SIZE, GAP = 22.0, 13.0, 20.0
UNKNOWN = "Winner not known"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a legend: colour, mark on it and words."""

    colour: str
    mark: str
    words: str


def party_marks(names: Iterable[str]) -> dict[str, str]:
    """Return a short mark for each name, no two alike; the first name has the first choice.

    Examples:
        >>> party_marks(["Labour", "Liberal Democrats", "SNP", "SDLP", "Reform UK"])
        {'Labour': 'L', 'Liberal Democrats': 'LD', 'SNP': 'S', 'SDLP': 'SD', 'Reform UK': 'R'}
    """
    marks: dict[str, str] = {}
    for name in names:
        words = [word for word in name.split() if word[:1].isalpha()] or [name]
        spoken = [word for word in words if not word.isupper()] or words
        initials = "".join(word[:1].upper() for word in spoken)[:3]
        starts = [spoken[0][:length] for length in range(1, len(spoken[0]) + 1)]
        choices = [initials, *(start[:1].upper() + start[1:] for start in starts), name]
        marks[name] = next((choice for choice in choices if choice not in marks.values()), name)
    return marks


def colour_of(party: Party | None) -> str:
    """Return a party's colour, or the fallback; a pale grey where no party is known."""
    return party_colour(party.colour) if party else PANEL


def ink_on(colour: str) -> str:
    """Return black or white, whichever is read more easily on a colour.

    Examples:
        >>> ink_on("#e4003b"), ink_on("#fdf38e")
        ('#ffffff', '#1a1a1a')
    """
    return PAPER if contrast(colour, PAPER) >= contrast(colour, INK) else INK


def draw_legend(scene: Scene, area: Area, entries: Sequence[Entry]) -> float:
    """Draw swatches with their marks and words in as many lines as they need; return the bottom edge."""
    x, y = area.x, area.y
    for entry in entries:
        wide = SWATCH + 7 + text_width(entry.words, SIZE)
        if x + wide > area.x + area.width and x > area.x:
            x, y = area.x, y + SWATCH + 4
        colour = entry.colour or FALLBACK
        scene.add(Rectangle(round(x, 1), round(y, 1), SWATCH, 17, colour, outline_of(colour), 2))
        middle, base = round(x + SWATCH / 2, 1), round(y + 12.5, 1)
        if entry.mark:
            size = 10.5 if len(entry.mark) < 3 else 9
            scene.add(Label(middle, base, entry.mark, size, True, ink_on(colour), "middle"))
        words = MUTED if entry.words == UNKNOWN else INK
        scene.add(Label(round(x + SWATCH + 7, 1), round(y + 13, 1), entry.words, SIZE, fill=words))
        x += wide + GAP
    return round(y + SWATCH, 1)
