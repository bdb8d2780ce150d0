"""Put a publication in its folder: the old one or the new one is there, and nothing foreign is lost."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from electiongraph.atomic_files import exchange_folder, folder_beside, replace_file, sole_writer
from electiongraph.errors import GraphError
from electiongraph.output_places import check_place, is_inside

if TYPE_CHECKING:
    from electiongraph.exporting.published_files import PublishedFile

__all__ = ["check_folder", "write_folder"]

CHECKSUMS = "SHA256SUMS"
DESCRIPTION = "dataset.ttl"
CHUNK = 1 << 20


def check_folder(target: Path, *, force: bool) -> None:
    """Raise unless a publication may be written to a folder; looks only, changes nothing.

    Args:
        target: The folder.
        force: Allow a folder that holds something else, or an earlier publication that was changed.

    Raises:
        GraphError: When the place is no folder, or holds what no `publish` wrote.
    """
    found = _first_foreign(target) if target.is_dir() and not force else ""
    foreign = f"electiongraph did not write what is here as it is now: {found}" if found else ""
    check_place(target, force=force, foreign=foreign, is_folder=True)


def write_folder(target: Path, files: Iterable[tuple[PublishedFile, bytes]]) -> list[PublishedFile]:
    """Write the files; the folder shows the old publication until the new one is whole.

    What somebody else put into the folder stays. Then the files are replaced one by one, the checksums last,
    since the folder cannot be exchanged as a whole; nor can the one that somebody works in.

    Args:
        target: A folder that `check_folder` let pass.
        files: The files with their bytes.

    Returns:
        What was written.

    Raises:
        GraphError: When it cannot be written.
    """
    place = target.resolve()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with sole_writer(place), folder_beside(place) as beside:
            written = _write_files(beside, files)
            if place.is_dir() and (_first_foreign(place) or Path.cwd().is_relative_to(place)):
                _copy_into(place, beside, written)
            else:
                if place.is_dir():
                    beside.chmod(place.stat().st_mode)
                exchange_folder(place, beside)
    except OSError as error:
        raise GraphError(
            f"the publication cannot be written ({error.strerror or error})",
            where=str(target),
            advice="choose another folder, or make room",
        ) from error
    return written


def _write_files(folder: Path, files: Iterable[tuple[PublishedFile, bytes]]) -> list[PublishedFile]:
    written = []
    for file, data in files:
        if not is_inside(file.path):
            raise GraphError("this name leads out of the folder", where=file.path)
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, data)
        written.append(file)
    return written


def _copy_into(place: Path, beside: Path, written: list[PublishedFile]) -> None:
    """Replace file by file, and take away what only the earlier publication has and nobody changed."""
    names = {file.path for file in written}
    for path, digest in _listed(place).items():
        if path not in names and _digest(place / path) == digest:
            (place / path).unlink()
    for name in (*sorted(names - {CHECKSUMS}), CHECKSUMS):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (beside / name).replace(place / name)


def _first_foreign(place: Path) -> str:
    """Return the first file that is not as an earlier publication left it; "" when there is none."""
    found = sorted(one for one in place.rglob("*") if one.is_symlink() or not one.is_dir())
    if not found:
        return ""
    listed = _listed(place)
    if DESCRIPTION not in listed:
        return found[0].relative_to(place).as_posix()
    for one in found:
        name = one.relative_to(place).as_posix()
        if name != CHECKSUMS and (one.is_symlink() or _digest(one) != listed.get(name)):
            return name
    return ""


def _listed(place: Path) -> dict[str, str]:
    """Return the files in the checksums of a publication, none of them outside the folder."""
    try:
        lines = (place / CHECKSUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return {}
    pairs = (line.partition("  ") for line in lines)
    return {name: digest for digest, _, name in pairs if is_inside(name)}


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file; "" when it cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
    except OSError:
        return ""
    return digest.hexdigest()
