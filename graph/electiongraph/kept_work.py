"""Keep what is derived from the program's own files, so that not every start derives it anew.

It lies in the user's folder for such files (on Linux `~/.cache/electiongraph`), under a name that holds the
SHA-256 of what it was derived from: what is there is right or is passed over, and all of it may be removed at
any time. Nothing of what a user reads or asks is kept. The environment variable `ELECTIONGRAPH_CACHE` names
another folder; where it is empty, nothing is kept.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import logging
import marshal
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar, cast

__all__ = ["kept"]

logger = logging.getLogger(__name__)

VARIABLE = "ELECTIONGRAPH_CACHE"
# How many bytes all of it may take: that of some four versions of the program.
MOST = 64 << 20
SIZE = hashlib.sha256().digest_size

T = TypeVar("T")


def kept(name: str, sources: Iterable[bytes], derive: Callable[[], T]) -> T:
    """Return what is derived from sources, as it was kept or anew.

    Args:
        name: What it is, as the beginning of a file's name.
        sources: All that it follows from, the code that derives it included.
        derive: Makes it: built-in types alone, which `marshal` can write.

    Returns:
        What `derive` returns, or once returned from the same sources under the same Python.

    Examples:
        >>> kept("double", [b"2"], lambda: 2 * 2)
        4
    """
    folder = _folder()
    if folder is None:
        return derive()
    told = hashlib.sha256(f"{sys.implementation.cache_tag} {marshal.version}".encode())
    for source in sources:
        told.update(len(source).to_bytes(8, "big"))
        told.update(source)
    path = folder / f"{name}-{told.hexdigest()[:32]}"
    with contextlib.suppress(OSError, EOFError, ValueError, TypeError):
        data = path.read_bytes()
        if hashlib.sha256(data[SIZE:]).digest() == data[:SIZE]:
            value: T = marshal.loads(data[SIZE:])
            return value
    derived = derive()
    try:
        _keep(path, marshal.dumps(cast("Any", derived)))
    except OSError as error:
        logger.debug("%s is derived anew each time: %s", name, error)
    return derived


def _keep(path: Path, data: bytes) -> None:
    """Put a file in its place in one step."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(hashlib.sha256(data).digest() + data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    _make_room(path.parent)


@functools.cache
def _make_room(folder: Path) -> None:
    """Remove the oldest files where there are too many bytes; once a process."""
    files = sorted(((one.stat(), one) for one in folder.iterdir()), key=lambda of: -of[0].st_mtime)
    size = 0
    for status, path in files:
        size += status.st_size
        if size > MOST:
            path.unlink(missing_ok=True)


def _folder() -> Path | None:
    """Return where to keep; None where nothing is to be, or nobody's home is known."""
    told = os.environ.get(VARIABLE)
    if told is not None:
        return Path(told) if told else None
    places = {"win32": ("LOCALAPPDATA", "AppData/Local"), "darwin": ("", "Library/Caches")}
    variable, below_home = places.get(sys.platform, ("XDG_CACHE_HOME", ".cache"))
    base = os.environ.get(variable, "") if variable else ""
    try:
        return (Path(base) if base else Path.home() / below_home) / "electiongraph"
    except RuntimeError:
        return None
