"""Who won and who sat for the seat before, as a list shows it: flags, marks of a legend, classes, bold type.

Extraction stage, below `layout`. In come a run's rows with its lines and the legend, out go the rows that are
shown as elected, and whether a row's candidate was the sitting member or was beaten.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from electiongraph.extraction.layout_legends import ELECTED, INCUMBENT, Legend
from electiongraph.extraction.layout_lines import Line
from electiongraph.extraction.layout_names import is_capital_surname
from electiongraph.extraction.layout_rows import Row
from electiongraph.extraction.layout_runs import Run

__all__ = ["elected_rows", "is_beaten", "is_incumbent", "lists_winners", "tells_of_new_members"]

_NEW_MEMBERS = re.compile(
    r"\b(?:new|elected|winning) (?:\w+ )?(?:MPs?|MSPs?|MSs?|TDs|MLAs|members|candidates)\b|\bwinners\b|"
    r"\bnew (?:intake|faces)\b|\bclass of ['’]?(?:20)?\d\d\b|"
    r"\bwho (?:has |have )?won\b|\bMPs (?:elected|returned)\b|\bthe elected\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:voted|could|may|might|hop\w+|standing|lost|beaten|oust\w+|former|old|who will)\b", re.IGNORECASE
)
_LINES_ABOVE = 3
_LONGEST_LABEL = 110


def elected_rows(run: Run, lines: Sequence[Line], legend: Legend) -> list[Row]:
    """Return the rows of a run that are shown as elected.

    Args:
        run: The run.
        lines: The lines of the document.
        legend: What the document's marks mean.

    Returns:
        Rows that a flag or a mark calls elected; where there are none, the only one that a class, a picture
        or bold type marks as the winner's.
    """
    rows = [row for row in run.rows if row.elected or ELECTED in _meanings(row, run, legend)]
    if rows or len(run.rows) < 2:
        return rows
    spanned = lines[run.first : run.last + 1]
    for marked in (
        [line for line in spanned if line.is_winner],
        [line for line in spanned if line.is_bold] if legend.bold_elects else [],
    ):
        rows = [row for row in run.rows if any(row.start <= line.start < row.end for line in marked)]
        if len(rows) == 1:
            return rows
    rows = [row for row in run.rows if _is_loud(row)] if legend.capitals_elect else []
    return rows if len(rows) < len(run.rows) else []


def _is_loud(row: Row) -> bool:
    """Tell whether the whole name is in capitals, given names too."""
    shown = " ".join(cell.text for cell in row.others[:2])
    if any(" " in cell.text and _is_capital(cell.text) for cell in row.others):
        return True
    pairs = zip(row.others, row.others[1:], strict=False)
    return (" " in shown and _is_capital(shown)) or any(
        second.opener == "," and _is_capital(f"{first.text} {second.text}") for first, second in pairs
    )


def _is_capital(shown: str) -> bool:
    return all(len(word) == 1 or is_capital_surname(word) for word in shown.split())


def lists_winners(run: Run, lines: Sequence[Line]) -> bool:
    """Tell whether a label above a list says that it names those elected: "Your new MPs".

    Args:
        run: A run that names one candidate for each seat.
        lines: The lines of the document.
    """
    for line in reversed(lines[max(0, run.first - _LINES_ABOVE) : run.first]):
        if _NEW_MEMBERS.search(line.text):
            return tells_of_new_members(line.text)
    return False


def tells_of_new_members(label: str) -> bool:
    """Tell whether a label speaks of those who have just been elected, and not of hopefuls or losers."""
    return len(label) <= _LONGEST_LABEL and bool(_NEW_MEMBERS.search(label)) and not _NOT_YET.search(label)


def is_incumbent(row: Row, run: Run, legend: Legend) -> bool:
    """Tell whether a tag or a mark calls a row's candidate the sitting member."""
    return row.incumbent or INCUMBENT in _meanings(row, run, legend)


def is_beaten(row: Row, run: Run, elected: Sequence[Row], legend: Legend) -> bool:
    """Tell whether a list shows that one of its candidates was not elected.

    Args:
        row: The candidate's row.
        run: Its run.
        elected: The run's rows that are shown as elected; without any, votes tell where one seat is fought.
        legend: What the document's marks mean.
    """
    if elected:
        return row not in elected
    incumbents = [one for one in run.rows if is_incumbent(one, run, legend)]
    counts = [one.votes for one in run.rows if one.votes is not None]
    return len(incumbents) == 1 and row.votes is not None and row.votes < max(counts)


def _meanings(row: Row, run: Run, legend: Legend) -> set[str]:
    """Return what the marks at a row mean; those that every row bears are bullets."""
    if not row.marks or not legend.marks:
        return set()
    rows = run.rows
    return legend.meanings(
        "".join(mark for mark in row.marks if len(rows) == 1 or any(mark not in one.marks for one in rows))
    )
