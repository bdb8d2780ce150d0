"""Keep beside a graph what it takes to add to it without reading all of its sources again.

The memory is a folder in the graph's, named by the SHA-256 of the data: the texts with their facts, the lines
that each part of the claims has made, the official files, and what they say by what it is asked for. It is an
extra: the data is the graph, and a memory that is missing, damaged, or of another version of the program is
passed over. It is written before the data that it is of, in a folder of its own, and never changed after
that; the next one shares with it what stays the same.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import sqlite3
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import __version__ as oxigraph_version

from electiongraph.atomic_files import exchange_folder, replace_file
from electiongraph.gazetteers import load_gazetteers
from electiongraph.kept_records import Records, all_of, one_of
from electiongraph.kept_reference import OfficialDatabase, write_database
from electiongraph.mapping.texts import Evidence, Piece, Reading
from electiongraph.resources import PACKAGE, folder
from electiongraph.sources.candidate_lists import Candidate
from electiongraph.store import memory_name

if TYPE_CHECKING:
    from electiongraph.building import Memory

__all__ = ["KeptMemory", "open_memory", "write_memory"]

logger = logging.getLogger(__name__)

FORMAT = "electiongraph memory 1"
SEAL_NAME, READINGS_NAME, PIECES_NAME, OFFICIAL_NAME = "seal.json", "readings.json", "pieces", "official.db"
FILES = (READINGS_NAME, PIECES_NAME, OFFICIAL_NAME)
# Lines of N-Quads shrink to a tenth at the fastest level, and little more at the best.
LEVEL = 1


@dataclass(frozen=True, slots=True)
class KeptMemory:
    """A memory on disk, open.

    Attributes:
        folder: Where it lies.
        record: What is recorded of its graph.
        readings: The texts.
        evidence: What they were laid beside; reads what it is asked for.
        pieces: The lines that each part of the claims has made.
        shared: The lines that texts have made and official files too.
        replaced: What would be believed of official files but for what was decided with the texts.
        packed: The lines of each piece as they are written, by its digest.
        database: What official files say, and these files.
    """

    folder: Path
    record: Mapping[str, object]
    readings: tuple[Reading, ...]
    evidence: Evidence
    pieces: tuple[Piece, ...]
    shared: frozenset[bytes]
    replaced: frozenset[bytes]
    packed: Mapping[str, bytes] = field(repr=False)
    database: OfficialDatabase = field(repr=False)


def write_memory(
    memory: Memory, place: Path, record: Mapping[str, object], kept: KeptMemory | None = None
) -> None:
    """Write the memory of a graph, before its data; those of other data stay.

    Args:
        memory: What is remembered.
        place: The graph's folder.
        record: What will be recorded of its data.
        kept: The memory before, of which what is the same need not be written again.

    Raises:
        OSError: It cannot be written.
    """
    target = place / memory_name(str(record["sha256"]))
    beside = place / f".{target.name}.new"
    shutil.rmtree(beside, ignore_errors=True)
    records = Records(load_gazetteers())
    try:
        beside.mkdir()
        told = records.encode((memory.readings, memory.evidence.candidates))
        replace_file(beside / READINGS_NAME, json.dumps(told, separators=(",", ":")).encode())
        replace_file(beside / PIECES_NAME, _pack(memory, kept))
        _write_official(memory, beside / OFFICIAL_NAME, records, kept)
        seal = {
            "digests": {name: _digest_of(beside / name) for name in FILES},
            "format": FORMAT,
            "graph": record,
            "program": _program(),
        }
        replace_file(beside / SEAL_NAME, json.dumps(seal, indent=2, sort_keys=True).encode() + b"\n")
        exchange_folder(target, beside)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _write_official(memory: Memory, target: Path, records: Records, kept: KeptMemory | None) -> None:
    """Write what official files say, or share what the memory before has of it."""
    if kept is None or memory.evidence is not kept.evidence:
        write_database(target, memory.evidence.reference, memory.tables, records)
        return
    try:
        os.link(kept.folder / OFFICIAL_NAME, target)
    except OSError:
        shutil.copyfile(kept.folder / OFFICIAL_NAME, target)


@contextmanager
def open_memory(place: Path, digest: str) -> Iterator[KeptMemory | None]:
    """Open the memory of a graph.

    Args:
        place: The graph's folder.
        digest: The SHA-256 of its data.

    Yields:
        The memory; None when there is none to believe.
    """
    where = place / memory_name(digest)
    try:
        seal = json.loads((where / SEAL_NAME).read_text("utf-8"))
        if not _is_of(seal, digest) or seal["digests"] != {name: _digest_of(where / name) for name in FILES}:
            yield None
            return
        records = Records(load_gazetteers())
        database = OfficialDatabase(where / OFFICIAL_NAME, records)
        memory = _opened(where, seal["graph"], records, database)
    except (KeyError, OSError, TypeError, ValueError, sqlite3.Error, zlib.error) as error:
        logger.debug("the memory %s is passed over: %s", where, error)
        yield None
        return
    with closing(database):
        yield memory


def _is_of(seal: object, digest: str) -> bool:
    """Tell whether a memory says of itself that it is of data with a digest, and of this program."""
    if not isinstance(seal, dict) or not isinstance(seal.get("graph"), dict):
        return False
    told = (seal.get("format"), seal.get("program"), seal["graph"].get("sha256"))
    return told == (FORMAT, _program(), digest) and "digests" in seal


def _opened(
    where: Path, record: dict[str, object], records: Records, database: OfficialDatabase
) -> KeptMemory:
    told = records.decode(json.loads((where / READINGS_NAME).read_text("utf-8")))
    readings, candidates = one_of(tuple)(told)
    pieces, packed, (shared, replaced) = _unpack((where / PIECES_NAME).read_bytes())
    evidence = Evidence(all_of(Candidate)(candidates), database.reference(), database.files())
    return KeptMemory(
        where, record, all_of(Reading)(readings), evidence, pieces, shared, replaced, packed, database
    )


def _pack(memory: Memory, kept: KeptMemory | None) -> bytes:
    """Return pieces, and the lines shared and replaced, as a line that lists them and what they hold."""
    known = kept.packed if kept else {}
    listed: list[tuple[str, int, int, int]] = []
    packed: list[bytes] = []
    for piece in memory.pieces:
        of_piece = known.get(piece.digest) if piece.digest else None
        packed.append(of_piece or zlib.compress(b"".join((*piece.believed, *piece.told)), LEVEL))
        listed.append((piece.digest, len(piece.believed), piece.contradictions, len(packed[-1])))
    for lines in (memory.shared, memory.replaced):
        packed.append(zlib.compress(b"".join(sorted(lines)), LEVEL))
        listed.append(("", 0, 0, len(packed[-1])))
    return b"".join((json.dumps(listed).encode(), b"\n", *packed))


def _unpack(
    written: bytes,
) -> tuple[tuple[Piece, ...], dict[str, bytes], list[frozenset[bytes]]]:
    """Return pieces, how each is written, and the lines shared and replaced."""
    at = written.index(b"\n") + 1
    pieces: list[Piece] = []
    packed: dict[str, bytes] = {}
    *listed, shared, replaced = json.loads(written[:at])
    for digest, believed, contradictions, size in listed:
        packed[digest], at = written[at : at + size], at + size
        lines = tuple(zlib.decompress(packed[digest]).splitlines(keepends=True))
        pieces.append(Piece(digest, lines[:believed], lines[believed:], contradictions))
    rest = []
    for *_, size in (shared, replaced):
        of_rest, at = written[at : at + size], at + size
        rest.append(frozenset(zlib.decompress(of_rest).splitlines(keepends=True)))
    return tuple(pieces), packed, rest


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def _program() -> str:
    """Return what stands for the program that remembers: another may read the same texts otherwise."""
    told = hashlib.sha256(f"{sys.version_info[:2]} {oxigraph_version}".encode())
    for path in _files_of_program():
        told.update(path.name.encode())
        told.update(path.read_bytes())
    return told.hexdigest()


def _files_of_program() -> Iterable[Path]:
    code = [path for ending in ("*.py", "*.toml") for path in PACKAGE.rglob(ending)]
    return [*sorted(code), *sorted(folder("ontology").glob("*.ttl"))]
