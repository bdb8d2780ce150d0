"""Look up lines in a large sorted file, and write it anew with a few lines more and a few less.

The lines of a graph's data are in the order of their bytes, so that one is found in some twenty steps; the
rest is copied as it is. What is copied is hashed on the way, by a thread of its own.
"""

from __future__ import annotations

import hashlib
import mmap
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

__all__ = ["SortedLines", "open_lines", "write_hashed"]

CHUNK = 4 << 20
SMALL = 1 << 16


class SortedLines:
    """The lines of a file, from its second on, in the order of their bytes."""

    def __init__(self, data: mmap.mmap) -> None:
        """Take in the file's bytes.

        Args:
            data: A header line, then lines that each end with a line break.
        """
        self._data = data
        self._start = data.find(b"\n") + 1
        self._places: dict[bytes, int] = {}

    def __contains__(self, line: bytes) -> bool:
        """Tell whether a line is there."""
        at = self.place_of(line)
        return self._data[at : at + len(line)] == line

    def beginning_with(self, opening: bytes) -> list[bytes]:
        """Return the lines that begin so."""
        found, at = [], self.place_of(opening)
        while (line := self._line_at(at)).startswith(opening):
            found.append(line)
            at += len(line)
        return found

    def place_of(self, line: bytes) -> int:
        """Return where a line begins, or would begin; looked for once."""
        place = self._places.get(line)
        if place is None:
            place = self._places[line] = self._look_for(line)
        return place

    def _look_for(self, line: bytes) -> int:
        low, high = self._start, len(self._data)
        while low < high:
            # The line that the middle lies in.
            at = self._data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self._data.find(b"\n", at) + 1
            if self._data[at:end] < line:
                low = end
            else:
                high = at
        return low

    def _line_at(self, place: int) -> bytes:
        return self._data[place : self._data.find(b"\n", place) + 1]

    def digest(self) -> str:
        """Return the SHA-256 of the lines."""
        with memoryview(self._data) as data, data[self._start :] as lines:
            return hashlib.sha256(lines).hexdigest()

    def with_changes(self, added: Iterable[bytes], removed: Iterable[bytes]) -> Iterator[bytes | memoryview]:
        """Yield the bytes of the lines with some more and some less.

        Args:
            added: Lines that are not there.
            removed: Lines that are there.
        """
        changes = sorted([*((line, True) for line in added), *((line, False) for line in removed)])
        at = self._start
        for line, is_added in changes:
            place = self.place_of(line)
            yield from self._bytes(at, place)
            if is_added:
                yield line
            at = place if is_added else place + len(line)
        yield from self._bytes(at, len(self._data))

    def _bytes(self, start: int, end: int) -> Iterator[memoryview]:
        with memoryview(self._data) as data:
            for at in range(start, end, CHUNK):
                with data[at : min(at + CHUNK, end)] as piece:
                    yield piece


@contextmanager
def open_lines(path: Path) -> Iterator[SortedLines]:
    """Open a file of sorted lines.

    Raises:
        OSError, ValueError: It cannot be read, or is empty.
    """
    with path.open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            yield SortedLines(data)
        finally:
            # What was being copied when something failed is held by the error, and goes with it.
            with suppress(BufferError):
                data.close()


def write_hashed(pieces: Iterable[bytes | memoryview], file: BinaryIO) -> str:
    """Write bytes and return their SHA-256; hashing and writing take turns on two cores."""
    told = hashlib.sha256()
    with ThreadPoolExecutor(max_workers=1) as hasher:
        for block in _blocks(pieces):
            hashing = hasher.submit(told.update, block)
            file.write(block)
            hashing.result()
    return told.hexdigest()


def _blocks(pieces: Iterable[bytes | memoryview]) -> Iterator[bytes | memoryview]:
    """Yield the same bytes, those of small pieces joined; a large one is not copied."""
    waiting: list[bytes] = []
    size = 0
    for piece in pieces:
        if len(piece) < SMALL:
            waiting.append(bytes(piece))
            size += len(piece)
            if size < CHUNK:
                continue
        yield b"".join(waiting)
        if len(piece) >= SMALL:
            yield piece
        waiting, size = [], 0
    yield b"".join(waiting)
