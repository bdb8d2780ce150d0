"""Cells of a row that belong together though a comma or a number cuts them: "Levy, I", "(Democracy 2015)".

Extraction stage, below `layout`. In come the `Cell`s of one row, out come those with names and parties whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from electiongraph.extraction.layout_cells import Cell

__all__ = ["joined_cells"]

_YEAR = re.compile(r"(?:19|20)\d\d")
_INITIALS = re.compile(r"[A-Z]")
_GIVEN = re.compile(r"[A-Z][a-z'’-]+(?: [A-Z][a-z]*\.?)?")


def joined_cells(cells: Sequence[Cell]) -> Sequence[Cell]:
    """Return the cells of a row with names and parties whole that numbers or commas have cut."""
    return _with_years_of_parties(_with_surnames(cells))


def _with_surnames(cells: Sequence[Cell]) -> Sequence[Cell]:
    """Read "Levy, I", "Green, Roxanne" and "GREEN (Roxanne)" as names where the party stands beside them."""
    for at in range(1, len(cells)):
        cell, before = cells[at], cells[at - 1]
        parties = [one for one in _without(cells, at) if one.kind == "party"]
        if cell.opener not in (",", "(") or not parties:
            continue
        if cell.opener == "," and _INITIALS.fullmatch(cell.text) and cell.kind in ("party", "noise", "text"):
            is_name = before.kind in ("text", "party")
        else:
            is_given = cell.kind == "text" and _GIVEN.fullmatch(cell.text) is not None
            is_loud = cell.opener == "(" and before.text.isupper() and " " not in cell.text
            is_name = before.kind == "party" and is_given and (cell.opener == "," or is_loud)
            is_name = is_name and (before.opener != "(" or " " not in cell.text)
            is_name = is_name and all(len(one.text) > 1 for one in parties)
        if is_name and " " not in before.text:
            pair = (replace(one, kind="text", value="") for one in (before, cell))
            return (*cells[: at - 1], *pair, *cells[at + 1 :])
    return cells


def _with_years_of_parties(cells: Sequence[Cell]) -> Sequence[Cell]:
    """Read "(Democracy 2015) 35" as a party that has a year in its name."""
    for at in range(1, len(cells) - 1):
        name, year = cells[at - 1], cells[at]
        is_name = name.opener == year.opener == "(" and name.kind in ("text", "party")
        if is_name and _YEAR.fullmatch(year.text) and any(c.kind == "integer" for c in cells[at + 1 :]):
            party = replace(name, text=f"{name.text} {year.text}", end=year.end, kind="text", value="")
            return (*cells[: at - 1], party, *cells[at + 1 :])
    return cells


def _without(cells: Sequence[Cell], at: int) -> Sequence[Cell]:
    """Return the cells but one and the one before it."""
    return (*cells[: at - 1], *cells[at + 1 :])
