"""The one rule of where the program may write: no links, nothing overwritten that it did not write.

A place that a user names is free, or holds what this program wrote there, or is given up with `--force`. It
is never a symbolic link, which may lead anywhere, nor a device or pipe; with or without `--force`.
"""

from __future__ import annotations

from pathlib import Path

from electiongraph.errors import ElectionGraphError, GraphError

__all__ = ["check_place", "is_inside"]


def check_place(
    path: Path,
    *,
    force: bool,
    foreign: str = "",
    is_folder: bool = False,
    error: type[ElectionGraphError] = GraphError,
) -> None:
    """Raise unless something may be written to a place; looks only, changes nothing.

    Args:
        path: The file or folder that a user named.
        force: Allow to replace what this program did not write.
        foreign: What is there that this program did not write, in words; "" for nothing.
        is_folder: Whether a folder is to be written, else a file.
        error: What to raise.

    Raises:
        ElectionGraphError: Of the class `error`, when it may not.

    Examples:
        >>> check_place(Path("/"), force=True)
        Traceback (most recent call last):
        electiongraph.errors.GraphError: /: this is a folder; name a file in it
    """
    where = str(path)
    try:
        if path.is_symlink():
            kind = "folder" if is_folder else "file"
            raise error("this is a symbolic link", where=where, advice=f"name the {kind} itself")
        if path.is_dir():
            if not is_folder:
                raise error("this is a folder", where=where, advice="name a file in it")
        elif path.exists():
            if is_folder:
                raise error("this is a file, no folder", where=where, advice="name a folder")
            if not path.is_file():
                raise error("this is no regular file", where=where, advice="name another")
    except (OSError, ValueError) as reason:
        what = getattr(reason, "strerror", None) or str(reason)
        raise error(f"nothing can be written here ({what})", where=where, advice="choose another") from reason
    if foreign and not force:
        raise error(foreign, where=where, advice="choose another place, or give --force")


def is_inside(name: str) -> bool:
    """Tell whether a name with slashes stays within the folder that it is taken in.

    Examples:
        >>> is_inside("tables/seats.csv"), is_inside("../seats.csv"), is_inside("/etc/passwd")
        (True, False, False)
    """
    path = Path(name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts
