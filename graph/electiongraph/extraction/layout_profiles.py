"""Portraits of people of several seats: a name, beside or below it party and seat, and what is told of them.

Extraction stage, below `layout`. In come the `Line`s of a document, out go the portraits' heads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

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
        is_elected: True where the title says that all are newly elected, or a majority stands below.
    """

    person: str
    party: str
    seat: str
    start: int
    end: int
    is_elected: bool = False


def find_profiles(lines: Sequence[Line], lexicon: Lexicon, election: str) -> dict[int, Profile]:
    """Find portraits; a single one is a caption and none.

    Args:
        lines: The lines of the document.
        lexicon: The gazetteers.
        election: The document's polling date, to choose among seats of one name.

    Returns:
        The portraits by the number of the line that has party and seat.
    """
    is_of_new = any(tells_of_new_members(line.text) for line in lines[:_TITLE_LINES] if not line.is_prose)
    found: dict[int, Profile] = {}
    for number, line in enumerate(lines):
        above = lines[number - 1] if number else None
        head = _head_of_one_line(line, lexicon, election) or (
            _head_of_two_lines(above, line, lexicon, election) if above is not None else None
        )
        if head is not None:
            below = lines[number + 1] if number + 1 < len(lines) else None
            told = below.statement if below is not None else None
            has_majority = told is not None and told.majority is not None and not told.year
            if head.start < line.start or (below is not None and (below.is_prose or has_majority)):
                # Whose majority stands below the name has won.
                found[number] = replace(head, is_elected=is_of_new or has_majority)
    return found if len(found) >= _LEAST else {}


def _head_of_two_lines(above: Line, line: Line, lexicon: Lexicon, election: str) -> Profile | None:
    """Read a name, and below it party and seat."""
    row = line.row
    if row is None or len(row.parties) != 1 or len(row.others) != 1 or row.has_figure:
        return None
    seat = lexicon.seat_of(row.others[0].text, election)
    bare = strip_titles(above.text)
    if not seat or above.row is None or above.row.parties or above.row.has_figure:
        return None
    if above.heading is not None or len(above.columns) != 1 or not is_name_like(bare or "0", least=2):
        return None
    return Profile(person_name(bare), str(row.parties[0].value), seat, above.start, line.end)


def _head_of_one_line(line: Line, lexicon: Lexicon, election: str) -> Profile | None:
    """Read "Sean Woodcock, Labour, Banbury"."""
    row = line.row
    if row is None or line.is_prose or len(row.parties) != 1 or len(row.others) != 2 or row.has_figure:
        return None
    told = [(one, lexicon.seat_of(one.text, election)) for one in row.others]
    seats = [seat for _, seat in told if seat]
    names = [strip_titles(one.text) for one, seat in told if not seat]
    if len(seats) != 1 or not is_name_like(names[0] or "0", least=2):
        return None
    return Profile(person_name(names[0]), str(row.parties[0].value), seats[0], line.start, line.end)
