"""Read the official files that the gazetteers rest on: CSV in, small records out.

Files of the parliaments of 2010 to 2019 have no header row, those of 2024 have, and by-elections put the
polling date before the other columns.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from electiongraph.errors import SourceError

__all__ = [
    "GENERAL_ELECTIONS",
    "ByElectionRow",
    "OfficialFiles",
    "PostRow",
    "RegistrationRow",
    "SeatRow",
    "StandingRow",
]

GENERAL_ELECTIONS = {
    "55": "2010-05-06",
    "56": "2015-05-07",
    "57": "2017-06-08",
    "58": "2019-12-12",
    "59": "2024-07-04",
}


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A constituency as one general election's file has it."""

    parliament: str
    code: str
    name: str
    region: str
    country: str
    kind: str


@dataclass(frozen=True, slots=True)
class ByElectionRow:
    """A by-election: polling date, the parliament it filled a seat of, and the seat's code."""

    parliament: str
    date: str
    code: str


@dataclass(frozen=True, slots=True)
class StandingRow:
    """Under which party one candidacy stood."""

    date: str
    party: str
    abbreviation: str
    register_id: str
    mnis_id: str


@dataclass(frozen=True, slots=True)
class RegistrationRow:
    """One registration of a party with the Electoral Commission; `mnis_id` is "" when it never stood."""

    mnis_id: str
    name: str
    register_id: str
    jurisdiction: str


@dataclass(frozen=True, slots=True)
class PostRow:
    """A ministerial post; `is_recent` when somebody held it on or after 6 May 2010."""

    title: str
    rank: str
    is_recent: bool
    is_cabinet: bool


class OfficialFiles:
    """The folder of official files; each method reads one kind of them anew."""

    def __init__(self, folder: Path) -> None:
        self.results = folder / "psephology" / "results-by-parliament"
        self.psephology = folder / "psephology"
        self.ministers = folder / "ifg-ministers"

    def seats(self) -> Iterator[SeatRow]:
        """Yield every constituency of every general election."""
        for parliament in GENERAL_ELECTIONS:
            for row in _data_rows(self.results / parliament / "general-election" / "constituencies.csv"):
                code, _, name, _, region, country, kind = row[:7]
                yield SeatRow(parliament, code, name, region, country, kind)

    def by_elections(self) -> Iterator[ByElectionRow]:
        """Yield every by-election."""
        for parliament in GENERAL_ELECTIONS:
            for row in _data_rows(self.results / parliament / "by-elections" / "constituencies.csv"):
                yield ByElectionRow(parliament, _iso_date(row[0]), row[2])

    def standings(self) -> Iterator[StandingRow]:
        """Yield the party of every candidacy at general elections and by-elections."""
        for parliament, date in GENERAL_ELECTIONS.items():
            for row in _data_rows(self.results / parliament / "general-election" / "candidacies.csv"):
                yield StandingRow(date, *row[7:11])
            for row in _data_rows(self.results / parliament / "by-elections" / "candidacies.csv"):
                yield StandingRow(_iso_date(row[0]), *row[8:12])

    def registrations(self) -> Iterator[RegistrationRow]:
        """Yield the register of political parties."""
        for row in _rows(self.psephology / "political-party-registrations.csv")[1:]:
            yield RegistrationRow(*row[:4])

    def revised_codes(self) -> dict[str, str]:
        """Return the earlier code by revised code, for seats of 2024 whose code was changed."""
        return {row[2]: row[0] for row in _rows(self.psephology / "revised_constituency_ids.csv")}

    def posts(self) -> Iterator[PostRow]:
        """Yield the ministerial posts, one by title and rank."""
        posts = {row["id"]: row for row in _records(self.ministers / "post.csv")}
        cabinet = {
            row["appointment_id"]
            for row in _records(self.ministers / "appointment_characteristics.csv")
            if row["cabinet_status"] in ("Full cabinet", "Attends cabinet")
        }
        recent: set[str] = set()
        seated: set[str] = set()
        for row in _records(self.ministers / "appointment.csv"):
            if not row["end_date"] or row["end_date"] >= GENERAL_ELECTIONS["55"]:
                recent.add(row["post_id"])
                if row["id"] in cabinet:
                    seated.add(row["post_id"])
        for key, post in sorted(posts.items()):
            yield PostRow(post["name"], post["rank_equivalence"], key in recent, key in seated)


def _iso_date(text: str) -> str:
    day, month, year = text.split("/")
    return f"{year}-{month}-{day}"


def _rows(path: Path) -> list[list[str]]:
    """Return the rows with every cell trimmed; non-breaking spaces count as spaces."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [[cell.replace("\xa0", " ").strip() for cell in row] for row in csv.reader(file) if row]
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(
            "cannot read this official file", where=str(path), advice="give the folder of official files"
        ) from error


def _data_rows(path: Path) -> list[list[str]]:
    """Return the rows without a header row; a header is told by naming columns, not things."""
    rows = _rows(path)
    return rows[1:] if "Constituency name" in rows[0] else rows


def _records(path: Path) -> list[dict[str, str]]:
    header, *rows = _rows(path)
    return [dict(zip(header, row, strict=False)) for row in rows]
