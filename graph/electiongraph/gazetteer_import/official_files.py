"""Read the official files that the gazetteers rest on: CSV in, small records out.

Files of the parliaments of 2010 to 2019 have no header row, those of 2024 have, and by-elections put the
polling date before the other columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from electiongraph.errors import SourceError
from electiongraph.sources import official
from electiongraph.sources.official.reading import GENERAL_ELECTIONS
from electiongraph.sources.official.records import Record

__all__ = [
    "GENERAL_ELECTIONS",
    "ByElectionRow",
    "MemberRow",
    "OfficialFiles",
    "PostRow",
    "RegistrationRow",
    "SeatRow",
    "StandingRow",
]

R = TypeVar("R", bound=Record)


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
class MemberRow:
    """A spell of somebody in the House of Commons; `until` is "" while it lasts.

    Of the winner of an election that is all but the end of the Parliament: `until` is the day itself.
    """

    mnis_id: str
    person: str
    since: str
    until: str


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
            path = self.results / parliament / "general-election" / "constituencies.csv"
            for row in _records(path, official.ContestRow):
                seat = row.seat
                yield SeatRow(parliament, seat.gss, seat.name, seat.region, seat.country, seat.kind)

    def by_elections(self) -> Iterator[ByElectionRow]:
        """Yield every by-election."""
        for parliament in GENERAL_ELECTIONS:
            path = self.results / parliament / "by-elections" / "constituencies.csv"
            for row in _records(path, official.ContestRow):
                yield ByElectionRow(parliament, row.election, row.seat.gss)

    def standings(self) -> Iterator[StandingRow]:
        """Yield the party of every candidacy at general elections and by-elections."""
        for parliament in GENERAL_ELECTIONS:
            for kind in ("general-election", "by-elections"):
                path = self.results / parliament / kind / "candidacies.csv"
                for row in _records(path, official.CandidacyRow):
                    party = row.party
                    yield StandingRow(
                        row.election, party.name, party.abbreviation, party.register_id, party.parliament_id
                    )

    def registrations(self) -> Iterator[RegistrationRow]:
        """Yield the register of political parties."""
        path = self.psephology / "political-party-registrations.csv"
        for row in _records(path, official.RegistrationRow):
            party = row.party
            yield RegistrationRow(party.parliament_id, party.name, party.register_id, row.jurisdiction)

    def revised_codes(self) -> dict[str, str]:
        """Return the earlier code by revised code, for seats of 2024 whose code was changed."""
        path = self.psephology / "revised_constituency_ids.csv"
        return {row.new_gss: row.old_gss for row in _records(path, official.RevisedCodeRow)}

    def winners(self) -> Iterator[MemberRow]:
        """Yield who won each seat at general elections and by-elections."""
        for parliament in GENERAL_ELECTIONS:
            for kind in ("general-election", "by-elections"):
                folder = self.results / parliament / kind
                winners = {
                    (row.election, row.seat.gss): row.winner
                    for row in _records(folder / "constituencies.csv", official.ContestRow)
                }
                for row in _records(folder / "candidacies.csv", official.CandidacyRow):
                    if winners.get((row.election, row.seat.gss)) == row.person:
                        yield MemberRow(_mnis(row.identifiers), row.person, row.election, row.election)

    def spells(self) -> Iterator[MemberRow]:
        """Yield the spells in the House of Commons of those who have been ministers, by each name."""
        names: dict[str, list[tuple[str, str]]] = {}
        for row in _records(self.ministers / "person.csv", official.MinisterRow):
            names.setdefault(row.key, []).append((row.mnis, row.person))
        for spell in _records(self.ministers / "representation.csv", official.RepresentationRow):
            for mnis, person in names.get(spell.minister, ()) if spell.house == "Commons" else ():
                if not _PEER.match(person):
                    yield MemberRow(mnis, person, spell.since, spell.until)

    def represented(self, first: str, last: str) -> set[str]:
        """Return the seats for which those sat between two days who have been ministers."""
        names = {
            row.key: row.name
            for row in _records(self.ministers / "constituency.csv", official.RepresentedSeatRow)
        }
        return {
            names[spell.seat]
            for spell in _records(self.ministers / "representation.csv", official.RepresentationRow)
            if spell.seat in names and spell.since < last and (spell.until or last) > first
        }

    def posts(self) -> Iterator[PostRow]:
        """Yield the ministerial posts, one by title and rank."""
        posts = {row.key: row for row in _records(self.ministers / "post.csv", official.PostRow)}
        ranks = _records(self.ministers / "appointment_characteristics.csv", official.CharacteristicRow)
        cabinet = {row.appointment for row in ranks if row.cabinet in ("Full cabinet", "Attends cabinet")}
        recent: set[str] = set()
        seated: set[str] = set()
        for row in _records(self.ministers / "appointment.csv", official.AppointmentRow):
            if not row.until or row.until >= GENERAL_ELECTIONS["55"]:
                recent.add(row.post)
                if row.key in cabinet:
                    seated.add(row.post)
        for key, post in sorted(posts.items()):
            yield PostRow(post.name, post.rank, key in recent, key in seated)


_PEER = re.compile(r"(?:Lord|Lady|Baroness|Baron|Viscount|Earl|Marquess|Duke|The)\b")


def _mnis(identifiers: tuple[str, ...]) -> str:
    """Return Parliament's number of a person, "" for none."""
    return next((one.partition(":")[2] for one in identifiers if one.startswith("mnis:")), "")


def _records(path: Path, kind: type[R]) -> list[R]:
    """Return the records of an official file."""
    try:
        table = official.read_official_table(path.read_bytes(), str(path))
    except OSError as error:
        raise SourceError(
            "cannot read this official file", where=str(path), advice="give the folder of official files"
        ) from error
    return [record for record in table.records if isinstance(record, kind)]
