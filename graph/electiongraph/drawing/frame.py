"""Begin and end a picture of the whole: title and subtitle above, notes and sources below.

For drawing.
"""

from __future__ import annotations

from collections.abc import Sequence

from electiongraph.drawing.colours import MUTED
from electiongraph.drawing.records import Source
from electiongraph.drawing.scene import Area, Scene
from electiongraph.drawing.wording import source_note

__all__ = ["MARGIN", "begin_picture", "end_picture"]

MARGIN = 32.0
# The foot names the sources that say most; a graph of official files has dozens.
MOST_SOURCES = 4


def begin_picture(title: str, subtitle: str, width: float) -> tuple[Scene, Area]:
    """Return a scene with its heading, and the area below it."""
    scene = Scene(title, width)
    area = Area(MARGIN, MARGIN, width - 2 * MARGIN)
    y = scene.write(title, area, size=26, is_bold=True, leading=1.2)
    if subtitle:
        y = scene.write(subtitle, area.moved_to(y), size=15, fill=MUTED)
    return scene, area.moved_to(y + 14)


def end_picture(scene: Scene, y: float, notes: Sequence[str], sources: Sequence[Source]) -> Scene:
    """Write notes and sources from `y` down, and give the scene its height."""
    area = Area(MARGIN, y, scene.width - 2 * MARGIN)
    for words in [*notes, source_note(sources, MOST_SOURCES)]:
        if words:
            area = area.moved_to(scene.write(words, area, size=12, fill=MUTED) + 2)
    scene.height = round(area.y + MARGIN - 14, 1)
    return scene
