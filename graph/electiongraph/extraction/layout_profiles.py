"""Portraits of people of several seats: a name, below it party and seat, and then what is told of them.

Extraction stage, below `layout`. In come the `Line`s of a document, out go the portraits' heads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from electiongraph.extraction.layout_lexicon import Lexicon
from electiongraph.extraction.layout_lines import Line
from electiongraph.extraction.layout_names import is_name_like, person_name, strip_titles
from electiongraph.extraction.layout_winners import tells_of_new_members

__all__ = ["Profile", "find_profiles"]

_LEAST = 2
_TITLE_LINES = 4


@dataclass(frozen=True, slots=True)
class Profile:
    """Whom a portrait is of.

    Attributes:
        person: The name.
        party: The party's usual short form.
        seat: The seat's official name.
        start: Offset of the name.
        end: One past the line of party and seat.
        is_elected: True where the title says that all are newly elected.
    """

    person: str
    party: str
    seat: str
    start: int
    end: int
    is_elected: bool


def find_profiles(lines: Sequence[Line], lexicon: Lexicon, election: str) -> dict[int, Profile]:
    """Find portraits; a single one is a caption and none.

    Args:
        lines: The lines of the document.
        lexicon: The gazetteers.
        election: The document's polling date, to choose among seats of one name.

    Returns:
        The portraits by the number of the line that has party and seat.
    """
    is_elected = any(tells_of_new_members(line.text) for line in lines[:_TITLE_LINES] if not line.is_prose)
    found: dict[int, Profile] = {}
    for number in range(1, len(lines)):
        name, row = lines[number - 1], lines[number].row
        if row is None or len(row.parties) != 1 or len(row.others) != 1 or row.has_figure:
            continue
        seat = lexicon.seat_of(row.others[0].text, election)
        bare = strip_titles(name.text)
        if not seat or name.row is None or name.row.parties or name.row.has_figure:
            continue
        if name.heading is None and len(name.columns) == 1 and is_name_like(bare or "0", least=2):
            party, span = str(row.parties[0].value), (name.start, lines[number].end)
            found[number] = Profile(person_name(bare), party, seat, *span, is_elected)
    return found if len(found) >= _LEAST else {}
