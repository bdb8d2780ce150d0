"""Official notices: what they are the result of, and names that a copied table has torn apart.

Extraction stage, below `layout`. In come the `Line`s of a document, out goes the seat that "Election of a
Councillor for Mill Ward" names, and the lines with a surname in capitals joined to the given names below it,
so that what follows reads them as it reads "OWEN, Sarah". In a text copied out of a PDF every cell of a
table has become a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from electiongraph.extraction.layout_cells import Cell
from electiongraph.extraction.layout_lexicon import Lexicon
from electiongraph.extraction.layout_lines import Line
from electiongraph.extraction.layout_names import is_capital_surname, is_name_like, strip_titles
from electiongraph.extraction.layout_rows import read_row
from electiongraph.extraction.layout_sections import Heading, election_in
from electiongraph.extraction.layout_statements import Statement

__all__ = ["join_split_cells", "notice_heading"]

# "Election of a Member of Parliament for the Mole Valley Constituency", "By-election of one Borough
# Councillor representing the Mill Ward of ... on Thursday 1 May 2025".
_NOTICE = re.compile(
    r"\belection of (?:(?:an?|the|one|two|three|\d) )?(?:[\w-]+ ){0,3}?"
    r"(?:members?|councillors?|councillor\(s\))(?!\w)"
    r"(?: of (?:the )?(?:uk |united kingdom |scottish |welsh )?parliament| to serve in parliament| \(MP\))?"
    r"(?: for| to represent| representing| in| to)(?: the)?(?: county| borough| burgh)?"
    r"(?: constituency of| ward of| division of)?"
    r" (?P<place>[^\W\d_][^\d.:;()]{1,60}?)(?=,? (?:(?:county |borough |burgh |parliamentary |electoral )*"
    r"(?:constituency|ward|division)\b|on |held |of the (?:county|borough|city|district))|[.:;,]|$)",
    re.IGNORECASE,
)
_NOTICE_LINES = 16
_NOTICE_LENGTH = 200
_LEAST_NAMES = 2
_MOST_PARTY_LINES = 3


def join_split_cells(text: str, lines: Sequence[Line], lexicon: Lexicon) -> list[Line]:
    """Join the lines of names that stand apart as "OWEN", "Sarah", "Labour Party", "14,677".

    Args:
        text: The document's text.
        lines: Its lines with their readings.
        lexicon: The gazetteers.

    Returns:
        The lines; the same when fewer than two names stand so, for then it is no notice.
    """
    found = {at for at in range(len(lines) - 2) if _is_split_name(lines, at, lexicon)}
    found = {at for chain in _chains(lines, sorted(found)) if len(chain) >= _LEAST_NAMES for at in chain}
    joined: list[Line] = []
    at = 0
    while at < len(lines):
        if at in found:
            name = _joined_name(text, lines[at], lines[at + 1], lexicon)
            joined.append(name)
            at += 2
        else:
            joined.append(lines[at])
            at += 1
    return joined


def notice_heading(lines: Sequence[Line], number: int, lexicon: Lexicon, election: str) -> Heading | None:
    """Return what an official notice says above a list that it is the election of.

    Args:
        lines: The lines of the document.
        number: The number of the list's first line.
        lexicon: The gazetteers.
        election: The default polling date.

    Returns:
        Its seat, as the text has it where no gazetteer knows it, and its date; None where there is no notice.
    """
    above = lines[max(0, number - _NOTICE_LINES) : number]
    text = " ".join(line.text for line in above)
    found = list(_NOTICE.finditer(text))
    if not found:
        return None
    place = found[-1]["place"].strip(" ,–—-")
    known = lexicon.seat_of(place, election)
    name = place.title() if place.isupper() else place
    date = election_in(text[found[-1].start() :][:_NOTICE_LENGTH], lexicon, election, ())
    return Heading(known or name, bool(known), Statement(), date)


def _chains(lines: Sequence[Line], found: Sequence[int]) -> list[list[int]]:
    """Group the names that follow each other, with one party and one candidate's figures between them."""
    chains: list[list[int]] = []
    for at in found:
        if chains and _end_of_card(lines, chains[-1][-1]) == at:
            chains[-1].append(at)
        else:
            chains.append([at])
    return chains


def _end_of_card(lines: Sequence[Line], at: int) -> int:
    """Return the number of the line after the figures that follow a name."""
    while at < len(lines) and not lines[at].has_only_figures:
        at += 1
    while at < len(lines) and (lines[at].has_only_figures or lines[at].is_flag):
        at += 1
    return at


def _is_split_name(lines: Sequence[Line], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a surname and given names stand in two lines, with a party and a figure below them."""
    surname, given = lines[at], lines[at + 1]
    if len(surname.columns) != 1 or len(given.columns) != 1 or given.kind in ("time", "row"):
        return False
    if surname.heading is not None or not is_capital_surname(surname.text) or not is_name_like(surname.text):
        return False
    if not is_name_like(strip_titles(given.text) or "0") or is_capital_surname(given.text):
        return False
    if lexicon.party_of(surname.text) or lexicon.party_of(given.text):
        return False
    for line in lines[at + 2 : at + 2 + _MOST_PARTY_LINES + 1]:
        if line.has_only_figures:
            return line is not lines[at + 2]
        if line.is_prose or line.kind in ("time", "row"):
            return False
    return False


def _joined_name(text: str, surname: Line, given: Line, lexicon: Lexicon) -> Line:
    cells = (
        Cell("text", surname.text, surname.start, surname.end),
        Cell("text", given.text, given.start, given.end, opener=","),
    )
    span = (surname.start, given.end)
    line = Line(*span, text[surname.start : given.end], "paragraph", 0, (span,))
    return replace(line, cells=cells, row=read_row(cells, span, lexicon))
