"""Read lists of who stood where, against which the candidates of articles are checked.

First stage. A CSV file comes in, `Candidate` records go out. Columns are known by their headings: those of
the project's own form (`election`, `seat`, `person`, and if known `party` and `person_id`), of the official
results files and of Democracy Club's candidates. Official files without a heading are known by their first
column.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from electiongraph.errors import SourceError

__all__ = ["Candidate", "read_candidates"]

# Column: the headings that it has, in lower case.
HEADINGS = {
    "election": ("election", "election date", "election_date", "polling_date", "by-election date"),
    "seat": ("seat", "constituency name", "constituency", "post_label"),
    "person": ("person", "candidate", "person_name", "name"),
    "given": ("candidate first name", "given_name", "first name"),
    "surname": ("candidate surname", "family_name", "surname"),
    "party": ("party", "party name", "party_name"),
    "person_id": ("person_id",),
    "mnis": ("member mnis id",),
    "democracy-club": ("dc person id", "democracy club person id"),
}
HEADLESS = {"seat": 2, "party": 7, "given": 12, "surname": 13, "mnis": 17}
GSS_CODE = re.compile(r"[EWSN]\d{8}")
DATE = re.compile(r"(?:parl\.)?(\d{4}-\d\d-\d\d)|(\d\d)/(\d\d)/(\d{4})")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person's standing in one seat.

    Attributes:
        election: Polling date, ISO 8601; "" when the file does not tell.
        seat: Name of the seat.
        person: Full name.
        party: Name of the party, "" when unknown.
        identifiers: What registers call the person, as "mnis:1382" or "democracy-club:5034".
        person_iri: The person's IRI, where official files have settled who is who; else "".
        registered_name: The name by which these files know the person; else "".
    """

    election: str
    seat: str
    person: str
    party: str = ""
    identifiers: tuple[str, ...] = ()
    person_iri: str = ""
    registered_name: str = ""


def read_candidates(
    path: Path, *, election: str = ""
) -> tuple[tuple[Candidate, ...], tuple[SourceError, ...]]:
    """Read a list of candidates.

    Args:
        path: A CSV file.
        election: Polling date of every row, for a file that has no column with it.

    Returns:
        The candidates in the file's order, and an error for each row that cannot be used.

    Raises:
        SourceError: The file cannot be read, or has no columns for seat and person.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [[_clean(cell) for cell in row] for row in csv.reader(file)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourceError(f"cannot be read ({error})", where=str(path), advice="give a CSV file") from error
    columns = _columns(rows[0] if rows else [], path)
    first = 1 if "mnis" not in columns or not GSS_CODE.fullmatch(rows[0][0]) else 0
    candidates: list[Candidate] = []
    errors: list[SourceError] = []
    for number, row in enumerate(rows[first:], first + 1):
        if not any(row):
            continue
        try:
            candidates.append(_candidate(row, columns, election))
        except ValueError as error:
            errors.append(
                SourceError(str(error), where=f"{path}, row {number}", advice="mend the row; it is left out")
            )
    return tuple(candidates), tuple(errors)


def _columns(heading: Sequence[str], path: Path) -> dict[str, int]:
    """Return where each column stands."""
    if heading and GSS_CODE.fullmatch(heading[0]):
        return HEADLESS
    names = [cell.lower() for cell in heading]
    columns = {
        column: names.index(known)
        for column, headings in HEADINGS.items()
        for known in reversed(headings)
        if known in names
    }
    if "seat" not in columns or not ("person" in columns or {"given", "surname"} <= columns.keys()):
        raise SourceError(
            "has no columns for seat and person",
            where=str(path),
            advice="head them seat and person, and if known election, party and person_id",
        )
    return columns


def _candidate(row: Sequence[str], columns: dict[str, int], election: str) -> Candidate:
    def cell(column: str) -> str:
        at = columns.get(column, -1)
        return row[at] if 0 <= at < len(row) else ""

    person = cell("person") or f"{cell('given')} {cell('surname')}".strip()
    if not person or not cell("seat"):
        raise ValueError("names no person" if not person else "names no seat")
    return Candidate(
        _day(cell("election")) or election,
        cell("seat"),
        person,
        cell("party"),
        tuple(_identifiers(cell("person_id"), cell("mnis"), cell("democracy-club"))),
    )


def _identifiers(person_id: str, mnis: str, democracy_club: str) -> Iterator[str]:
    if person_id:
        yield person_id if ":" in person_id else f"democracy-club:{person_id}"
    if mnis:
        yield f"mnis:{mnis}"
    if democracy_club:
        yield f"democracy-club:{democracy_club}"


def _day(text: str) -> str:
    if not text:
        return ""
    match = DATE.match(text)
    if match is None:
        raise ValueError(f"{text!r} is no polling date")
    iso, day, month, year = match.groups()
    return iso or f"{year}-{month}-{day}"


def _clean(cell: str) -> str:
    return " ".join(cell.split())
