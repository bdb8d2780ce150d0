"""Lists of those elected for a region below its name, party by party or in a row.

"Labour: Colin Smyth, Carol Mochan" or "Elected: Colin Smyth (Lab), Finlay Carson (C)".

Extraction stage, below `layout`. In come the `Line`s of a document, out go the lines that each such list
takes and its people, in the form of a list of seats.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from electiongraph.extraction.layout_changes import ChangeList, SeatChange
from electiongraph.extraction.layout_lexicon import Lexicon
from electiongraph.extraction.layout_lines import Line
from electiongraph.extraction.layout_names import is_name_like, person_name, strip_titles
from electiongraph.extraction.layout_sections import read_heading
from electiongraph.extraction.layout_statements import Statement
from electiongraph.extraction.polling_days import kind_of

__all__ = ["PARTY_LIST", "find_party_lists"]

PARTY_LIST = "layout:party-list"
# The parliaments that elect some of their members by party lists.
_KINDS = frozenset({"scottish-parliament", "senedd", "european-parliament"})
_LABEL = re.compile(
    r"\b(?:the )?(?:(?:party |regional |region |additional )*(?:lists?|region|members?)"
    r"(?: (?:seats|MSPs?|MSs?|vote))?|"
    r"who (?:got in|was elected|is in)|(?:MSP|MS|MEP)s?(?: elected)?|elected(?: members)?|returned)\b",
    re.IGNORECASE,
)
_PARTY_THEN_NAMES = re.compile(r"(?P<party>[^:(]{2,40}?)(?: \(\d\))?\s*(?::|\s[–—-])\s+(?P<names>[^\d:;]+)")
_NAME_END = re.compile(r",\s+(?:and )?|\s+and\s+|\s+&\s+")
# "Elected: Kezia Dugdale (Lab), Miles Briggs (C)", below the votes of the parties
_ELECTED_RUN = re.compile(
    r"(?:list |regional |the )*"
    r"(?:(?:members|MSPs?|MSs?|MEPs?)(?: elected)?|elected(?: from the list)?) ?[:–—-] ?"
    r"(?P<people>(?:[^\d:;(),]+ \([^\d()]{1,30}\)(?:, and |, |; | and |\.?$)){2,})",
    re.IGNORECASE,
)
_PERSON_AND_PARTY = re.compile(r"(?P<name>[^\d:;(),]+) \((?P<party>[^\d()]+)\)")
_LINES_ABOVE = 2
_LINES_OF_PARTIES = 14
_LEAST = 2


def find_party_lists(lines: Sequence[Line], lexicon: Lexicon, election: str) -> dict[int, ChangeList]:
    """Find the lists of those elected for a region.

    Args:
        lines: The lines of the document.
        lexicon: The gazetteers.
        election: The document's polling date, which knows what is elected.

    Returns:
        The lists by the number of their first line.
    """
    found: dict[int, ChangeList] = {}
    if kind_of(election) not in _KINDS:
        return found
    number = 0
    while number < len(lines):
        if run := _elected_run(lines, number, lexicon, election):
            found[number] = run
        first, people = number, 0
        read: list[tuple[Line, str, list[str]]] = []
        while number < len(lines) and (group := _party_group(lines[number], lexicon)):
            read.append((lines[number], *group))
            people += len(group[1])
            number += 1
        region = (
            _region(lines, first, lexicon, election) if len(read) >= _LEAST and people > len(read) else ""
        )
        if region:
            seats = [
                SeatChange(region, Statement(party=party), name, line.start, line.end)
                for line, party, names in read
                for name in names
            ]
            found[first] = ChangeList(first, number - 1, tuple(seats), rule=PARTY_LIST)
        number = max(number, first + 1)
    return found


def _party_group(line: Line, lexicon: Lexicon) -> tuple[str, list[str]] | None:
    """Read a party and its people from a line."""
    match = None if line.is_prose else _PARTY_THEN_NAMES.fullmatch(line.text)
    party = lexicon.party_of(match["party"].strip()) if match else ""
    if match is None or not party:
        return None
    names = [strip_titles(name) for name in _NAME_END.split(match["names"].strip(" ."))]
    return (party, [person_name(n) for n in names]) if all(is_name_like(n, least=2) for n in names) else None


def _elected_run(lines: Sequence[Line], number: int, lexicon: Lexicon, election: str) -> ChangeList | None:
    """Read "Elected: Kezia Dugdale (Lab), ..." below the name of a region."""
    line = lines[number]
    run = _ELECTED_RUN.fullmatch(line.text)
    region = _region(lines, number, lexicon, election, _LINES_OF_PARTIES) if run else ""
    if run is None or not region:
        return None
    people = [
        (strip_titles(re.sub(r"^and ", "", one["name"].strip())), lexicon.party_of(one["party"].strip()))
        for one in _PERSON_AND_PARTY.finditer(run["people"])
    ]
    if not all(party and is_name_like(name, least=2) for name, party in people):
        return None
    seats = [
        SeatChange(region, Statement(party=party), person_name(name), line.start, line.end)
        for name, party in people
    ]
    return ChangeList(number, number, tuple(seats), rule=PARTY_LIST)


def _region(
    lines: Sequence[Line], first: int, lexicon: Lexicon, election: str, above: int = _LINES_ABOVE
) -> str:
    for number in range(first - 1, max(-1, first - 1 - above), -1):
        label = lines[number].text
        if not lines[number].is_prose and _LABEL.search(label):
            heading = read_heading(_LABEL.sub(" ", label).strip(" :–—-"), lexicon, election, unknown=True)
            return heading.seat if heading is not None else ""
    return ""
