"""What a list is of in a country whose seats no gazetteer knows: what a sentence or a heading calls it.

Extraction stage, below `layout`. In come a run and the lines, out goes a heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from electiongraph.extraction.layout_lexicon import Lexicon
from electiongraph.extraction.layout_lines import Line
from electiongraph.extraction.layout_runs import Run
from electiongraph.extraction.layout_sections import Heading, read_heading
from electiongraph.extraction.polling_days import ABROAD, kind_of

__all__ = ["heading_abroad", "is_headline"]

# "Here is how they finished in Northumberland-Peterborough South, 262 of 263 polls:"
_LEADS_TO_PLACE = re.compile(
    r"\b(?:in|for|from) (?:the (?:riding|electorate|seat|division|district|constituency) of )?"
    r"(?P<place>[A-Z][\w'’.]+(?:[ –—-]+(?:(?:and|of|the|on|upon) )?[A-Z][\w'’.]+)*)(?=[,:]| (?:with"
    r"|after|on|so far)\b)"
)
# What a headline has and the name of a seat has not.
_OF_HEADLINES = frozenset(
    "by a an is are was were to wins holds takes loses after who what how why win victory night big back"
    " again returned re-elected elected returns out for with from as his her".split()
)
_LINES_ABOVE = 12


# What no ward is called by either: "Tong with Wyke" is one, "LAWRENCE BY A MILE" is none.
_TELLS = re.compile(
    r"\b(?:by an?|is|are|was|were|wins|holds|takes|loses|after|who|what|how|why|victory|re-?elected"
    r"|returns?|his|her)\b",
    re.IGNORECASE,
)


def is_headline(text: str) -> bool:
    """Tell whether a line says something, and is no place's name.

    Examples:
        >>> is_headline("LAWRENCE BY A MILE"), is_headline("Tong with Wyke")
        (True, False)
    """
    return _TELLS.search(text) is not None


def heading_abroad(run: Run, lines: Sequence[Line], lexicon: Lexicon, election: str) -> Heading | None:
    """Return what the sentence that leads to a list is of, else the nearest heading that may be a place.

    Args:
        run: The list.
        lines: The lines of the document.
        lexicon: The gazetteers.
        election: The document's polling date; None comes for elections whose seats are known.
    """
    if kind_of(election) not in ABROAD:
        return None
    above = lines[run.first - 1].text if run.first else ""
    if above.endswith(":") and (named := _LEADS_TO_PLACE.search(above)):
        return read_heading(named["place"], lexicon, election, unknown=True)
    surnames = {word for row in run.rows for cell in row.others for word in cell.text.lower().split()[-1:]}
    for number in range(run.first - 1, max(-1, run.first - 1 - _LINES_ABOVE), -1):
        line = lines[number]
        if line.kind != "heading" or line.is_label or line.text.endswith(":"):
            continue
        # "LAWRENCE BY A MILE"
        if not {word.lower() for word in line.text.split()} & (surnames | _OF_HEADLINES):
            return read_heading(line.text, lexicon, election, unknown=True)
    return None
