"""Write the files that a user names: nothing overwritten unasked, nobody sees a part of one."""

from __future__ import annotations

import os
from pathlib import Path

from electiongraph.errors import ElectionGraphError, GraphError

__all__ = ["check_output", "write_file"]


def check_output(path: Path, *, force: bool, error: type[ElectionGraphError] = GraphError) -> None:
    """Raise unless a file may be written: no link that leads elsewhere, nothing overwritten unasked.

    Args:
        path: The file.
        force: Allow to replace it.
        error: What to raise.

    Raises:
        ElectionGraphError: Of the class `error`, when it may not.
    """
    if path.is_symlink():
        raise error("this is a symbolic link", where=str(path), advice="name the file itself")
    if path.is_dir():
        raise error("this is a folder", where=str(path), advice="name a file in it")
    if path.exists() and not path.is_file():
        raise error("this is no regular file", where=str(path), advice="name another")
    if path.exists() and not force:
        raise error("this file is there already", where=str(path), advice="--force replaces it")


def write_file(path: Path, data: bytes, *, error: type[ElectionGraphError] = GraphError) -> None:
    """Write beside the file and put it in its place, so that nobody sees a part of it.

    Args:
        path: The file.
        data: What it will hold.
        error: What to raise.

    Raises:
        ElectionGraphError: Of the class `error`, when it cannot be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as reason:
        beside.unlink(missing_ok=True)
        what = f"it cannot be written ({reason.strerror or reason})"
        raise error(what, where=str(path), advice="choose another place") from reason
