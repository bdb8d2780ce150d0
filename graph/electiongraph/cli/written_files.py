"""Write the files that a user names: nothing overwritten unasked, nobody sees a part of one."""

from __future__ import annotations

import os
from pathlib import Path

from electiongraph.atomic_files import replace_file, sole_writer
from electiongraph.errors import ElectionGraphError, GraphError
from electiongraph.output_places import check_place

__all__ = ["check_output", "write_file"]


def check_output(path: Path, *, force: bool, error: type[ElectionGraphError] = GraphError) -> None:
    """Raise unless a file may be written: no link that leads elsewhere, nothing overwritten unasked.

    A picture or an export does not tell who wrote it, so any file that is there needs `force`.

    Args:
        path: The file.
        force: Allow to replace it.
        error: What to raise.

    Raises:
        ElectionGraphError: Of the class `error`, when it may not.
    """
    foreign = "this file is there already" if os.path.lexists(path) else ""
    check_place(path, force=force, foreign=foreign, error=error)


def write_file(path: Path, data: bytes, *, error: type[ElectionGraphError] = GraphError) -> None:
    """Write beside the file and put it in its place, so that nobody sees a part of it.

    Args:
        path: The file.
        data: What it will hold.
        error: What to raise.

    Raises:
        ElectionGraphError: Of the class `error`, when it cannot be written.
    """
    try:
        with sole_writer(path):
            replace_file(path, data)
    except OSError as reason:
        what = f"it cannot be written ({reason.strerror or reason})"
        raise error(what, where=str(path), advice="choose another place") from reason
