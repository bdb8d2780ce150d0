"""Keep what official files say in a database, from which what a text touches is read, and no more.

A table of records by kind and key, and one of the files with their texts. Written once, then only read.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from electiongraph.errors import GraphError
from electiongraph.kept_records import Records, all_of, one_of
from electiongraph.linking.entity_linking import Source
from electiongraph.linking.office_holders import OfficeSpell, SeatSpell
from electiongraph.linking.registered_people import RegisteredPerson
from electiongraph.mapping.explanations import HeldSeat, SpeakersSeat
from electiongraph.mapping.official.contests import Contest
from electiongraph.mapping.official.facts import OfficialFiles, official_source
from electiongraph.mapping.official.reference import Reference
from electiongraph.mapping.official.seats import NotionalContest, Succession
from electiongraph.mapping.official.tallies import NationalTally
from electiongraph.sources.document import Document
from electiongraph.sources.official import OfficialTable, read_official_table

__all__ = ["OfficialDatabase", "write_database"]

K = TypeVar("K")
T = TypeVar("T")
# What is read by its key, and what is read as a whole.
_BY_KEY = (
    "contests", "polled", "people", "ballots", "notional", "recalculated", "predecessors", "successors",
    "offices", "members", "held",
)  # fmt: skip
_WHOLE = ("days", "tallies")
_PAIRS = ("speakers", "counties", "continued", "shares")
_LEVEL = 1
_SCHEMA = """
    CREATE TABLE record (kind TEXT, key TEXT, value TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID;
    CREATE TABLE file (
        iri TEXT PRIMARY KEY, place TEXT, name TEXT, title TEXT, address TEXT, sha256 TEXT, spans BLOB,
        text BLOB
    );
"""


def write_database(
    path: Path, reference: Reference, tables: Sequence[OfficialTable], records: Records
) -> None:
    """Write what official files say into a new database.

    Args:
        path: Where; nothing is there yet.
        reference: What they say, by what it is asked for.
        tables: The files.
        records: Writes records.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_SCHEMA} BEGIN;")
        connection.executemany("INSERT INTO record VALUES (?, ?, ?)", _rows_of(reference, records))
        connection.executemany(
            "INSERT OR IGNORE INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?)", map(_file_of, tables)
        )
        connection.execute("COMMIT")


def _rows_of(reference: Reference, records: Records) -> Iterator[tuple[str, str, str]]:
    for kind in _BY_KEY:
        for key, value in sorted(getattr(reference, kind).items()):
            yield kind, key, _written(value, records)
    for kind in _WHOLE:
        yield kind, "", _written(getattr(reference, kind), records)
    for kind in _PAIRS:
        yield kind, "", _written(tuple(sorted(getattr(reference, kind).items())), records)


def _file_of(table: OfficialTable) -> tuple[str, str, str, str, str, str, bytes, bytes]:
    source = official_source(table)
    document = source.document
    spans = zlib.compress(json.dumps(table.spans).encode(), _LEVEL)
    text = zlib.compress(table.text.encode("utf-8", "surrogatepass"), _LEVEL)
    named = (table.name, document.name, document.title, table.address, table.sha256)
    return source.iri, *named, spans, text


def _written(value: object, records: Records) -> str:
    return json.dumps(records.encode(value), separators=(",", ":"))


class OfficialDatabase:
    """What official files say, on disk; to be closed."""

    def __init__(self, path: Path, records: Records) -> None:
        """Open a database.

        Args:
            path: Where `write_database` wrote it.
            records: Reads records.

        Raises:
            OSError, sqlite3.Error: It is not there, or is no database.
        """
        self._connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        self._records = records

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def reference(self) -> Reference:
        """Return what the files say; each thing is read when it is asked for."""
        return Reference(
            contests=self._kept("contests", one_of(Contest)),
            polled=self._kept("polled", all_of(str)),
            people=self._kept("people", one_of(RegisteredPerson)),
            ballots=self._kept("ballots", _numbers),
            notional=self._kept("notional", one_of(NotionalContest)),
            recalculated=self._kept("recalculated", all_of(str)),
            predecessors=self._kept("predecessors", all_of(Succession)),
            successors=self._kept("successors", all_of(Succession)),
            offices=self._kept("offices", all_of(OfficeSpell)),
            members=self._kept("members", all_of(SeatSpell)),
            held=self._kept("held", one_of(HeldSeat)),
            days=all_of(str)(self._record("days", "")),
            tallies=all_of(NationalTally)(self._record("tallies", "")),
            speakers=self._pairs("speakers", one_of(str), one_of(SpeakersSeat)),
            counties=self._pairs("counties", one_of(str), one_of(str)),
            shares=self._pairs("shares", _seats, _percentages),
            continued=self._pairs("continued", one_of(str), one_of(str)),
        )

    def files(self) -> OfficialFiles:
        """Return the files as sources; each is read when it is asked for."""
        return OfficialFiles(_Kept(self._names, self.source), _Kept(self._names, self.spans))

    def tables(self) -> list[OfficialTable]:
        """Return the files, read anew."""
        rows = self._connection.execute("SELECT place, sha256, text FROM file ORDER BY iri")
        return [
            replace(read_official_table(zlib.decompress(text), place), sha256=sha256)
            for place, sha256, text in rows
        ]

    def names(self) -> list[tuple[str, str, str]]:
        """Return name, address and SHA-256 of each file, in their order."""
        rows = self._connection.execute("SELECT name, address, sha256 FROM file ORDER BY iri")
        return [(name, address, sha256) for name, address, sha256 in rows]

    def _names(self) -> list[str]:
        return [iri for (iri,) in self._connection.execute("SELECT iri FROM file ORDER BY iri")]

    def _kept(self, kind: str, check: Callable[[object], T]) -> Mapping[str, T]:
        """Return the records of a kind, each read when it is asked for."""
        rows = "SELECT key FROM record WHERE kind = ? ORDER BY key"
        return _Kept(
            lambda: [key for (key,) in self._connection.execute(rows, (kind,))],
            lambda key: check(self._record(kind, key)),
        )

    def _record(self, kind: str, key: str) -> object:
        rows = "SELECT value FROM record WHERE kind = ? AND key = ?"
        row = self._connection.execute(rows, (kind, key)).fetchone()
        if row is None:
            raise KeyError(key)
        return self._records.decode(json.loads(row[0]))

    def source(self, iri: str) -> Source:
        """Return a file as a source.

        Raises:
            KeyError: There is none of that IRI.
        """
        name, title, sha256, text = self._file(iri, "name, title, sha256, text")
        written = zlib.decompress(text).decode("utf-8", "surrogatepass")
        document = Document(written, (), name, title, sha256=sha256, media_type="text/csv")
        return Source(iri, document, is_official=True)

    def spans(self, iri: str) -> Sequence[tuple[int, int]]:
        """Return where each row of a file stands in its text.

        Raises:
            KeyError: There is none of that IRI.
        """
        (spans,) = self._file(iri, "spans")
        return [(start, end) for start, end in json.loads(zlib.decompress(spans))]

    def _file(self, iri: str, columns: str) -> tuple[Any, ...]:
        rows = self._connection.execute(f"SELECT {columns} FROM file WHERE iri = ?", (iri,))
        row: tuple[Any, ...] | None = rows.fetchone()
        if row is None:
            raise KeyError(iri)
        return row

    def _pairs(self, kind: str, key_of: Callable[[object], K], value_of: Callable[[object], T]) -> dict[K, T]:
        pairs = (one_of(tuple)(pair) for pair in one_of(tuple)(self._record(kind, "")))
        return {key_of(key): value_of(value) for key, value in pairs}


class _Kept(Mapping[str, T]):
    """Things of a database that are made when they are asked for, and kept from then on."""

    def __init__(self, names: Callable[[], Sequence[str]], make: Callable[[str], T]) -> None:
        self._names = names
        self._make = make
        self._made: dict[str, T] = {}

    def __getitem__(self, key: str) -> T:
        if key not in self._made:
            try:
                self._made[key] = self._make(key)
            except (sqlite3.Error, ValueError, zlib.error) as error:
                raise GraphError(
                    "what this graph remembers of official files is damaged",
                    advice="build it again with: electiongraph build ARTICLE... -o GRAPH",
                ) from error
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names())

    def __len__(self) -> int:
        return len(self._names())


def _numbers(value: object) -> tuple[int, int, int]:
    valid, invalid, electorate = all_of(int)(value)
    return valid, invalid, electorate


def _seats(value: object) -> tuple[str, str]:
    old, new = all_of(str)(value)
    return old, new


def _percentages(value: object) -> tuple[float, float]:
    of_old, of_new = all_of(float)(value)
    return of_old, of_new
