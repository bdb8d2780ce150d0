"""Keep an index of a graph's data beside it, so that a question need not load the whole graph first.

The index is an Oxigraph store on disk, in the graph's folder, named by the SHA-256 of the data. It is an
extra: the data is the graph, and an index that is missing, unfinished, damaged, of other data or of another
Oxigraph is passed over. It is written after the data, in a folder of its own that is renamed when whole, and
never changed after that, so that many readers may have it open while the next build puts another beside it.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store, __version__

from electiongraph.atomic_files import remove_folders, replace_file, sync_folder

__all__ = ["change_index", "open_index", "remove_indexes", "write_index"]

logger = logging.getLogger(__name__)

FORMAT = "electiongraph index 1"
PREFIX = "index-"
SEAL_NAME = "seal.json"
QUADS_NAME = "quads"
TABLE_SUFFIX = ".sst"
# Oxigraph sorts in memory what it loads at once: pieces of this many bytes keep it small.
PIECE = 16 << 20


def write_index(data: Path, digest: str) -> bool:
    """Write the index of a graph beside its data and remove those of earlier data.

    Args:
        data: The graph's N-Quads; not changed while this runs.
        digest: Their SHA-256 as the graph records it.

    Returns:
        Whether there is one now; all that is missing without it is speed, so a full disk is a warning.
    """
    return _write(data, digest, lambda place: _load(data, place))


def change_index(
    data: Path, old_digest: str, digest: str, removed: Iterable[Quad], added: Iterable[Quad]
) -> bool:
    """Write the index of a graph from that of its data before; without one, anew.

    What the two have in common they share on disk. The old one is left as it is, for those who read it.

    Args:
        data: The graph's N-Quads as they are now.
        old_digest: The SHA-256 of those before.
        digest: That of those now.
        removed: The quads that are no longer there.
        added: Those that are new.

    Returns:
        Whether there is one now.
    """
    old = data.parent / _name(old_digest)
    if _seal_of(old, old_digest) is None:
        return write_index(data, digest)

    def change(place: Path) -> None:
        _share(old / QUADS_NAME, place)
        store = Store(str(place))
        for quad in removed:
            store.remove(quad)
        store.extend(added)
        store.flush()

    return _write(data, digest, change)


def _write(data: Path, digest: str, make: Callable[[Path], None]) -> bool:
    """Have an index made beside its place, seal it and put it there."""
    folder = data.parent
    target = folder / _name(digest)
    beside = folder / f".{target.name}.new"
    shutil.rmtree(beside, ignore_errors=True)
    try:
        beside.mkdir()
        make(beside / QUADS_NAME)
        seal = {"format": FORMAT, "oxigraph": __version__, "sha256": digest, "data": _state(data)}
        replace_file(beside / SEAL_NAME, json.dumps(seal, indent=2, sort_keys=True).encode() + b"\n")
        shutil.rmtree(target, ignore_errors=True)
        beside.rename(target)
        sync_folder(folder)
    except (OSError, RuntimeError) as error:
        logger.warning("the graph has no index, so questions take longer: %s", error)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    remove_indexes(folder, but=digest)
    return target.is_dir()


def remove_indexes(folder: Path, *, but: str = "") -> None:
    """Remove the indexes in a graph's folder, but for that of the data with a digest."""
    remove_folders(folder, PREFIX, but=_name(but))


def open_index(data: Path, digest: str) -> tuple[Store, bool] | None:
    """Open the index of a graph's data, to read.

    Args:
        data: The graph's N-Quads.
        digest: Their SHA-256 as their first line has it now.

    Returns:
        The index, and whether the data has been left alone since; where it has not, it may be other data
        under an old first line, which only reading it can tell. None when there is no index to believe.
    """
    place = data.parent / _name(digest)
    seal = _seal_of(place, digest)
    if seal is None:
        return None
    try:
        return Store.read_only(str(place / QUADS_NAME)), seal.get("data") == _state(data)
    except (OSError, ValueError, RuntimeError) as error:
        logger.debug("the index %s is passed over: %s", place, error)
        return None


def _seal_of(place: Path, digest: str) -> dict[str, object] | None:
    """Return what an index says of itself; None when it is not of this data and this Oxigraph."""
    try:
        seal = json.loads((place / SEAL_NAME).read_text("utf-8"))
    except (OSError, ValueError) as error:
        logger.debug("the index %s is passed over: %s", place, error)
        return None
    expected = {"format": FORMAT, "oxigraph": __version__, "sha256": digest}
    return seal if isinstance(seal, dict) and expected.items() <= seal.items() else None


def _share(old: Path, new: Path) -> None:
    """Copy a store that nobody writes to; its tables are never changed, and need no copy."""
    new.mkdir()
    for one in old.iterdir():
        if one.suffix == TABLE_SUFFIX:
            try:
                os.link(one, new / one.name)
                continue
            except OSError:
                logger.debug("%s cannot be linked and is copied", one)
        shutil.copyfile(one, new / one.name)


def _load(data: Path, place: Path) -> None:
    """Load N-Quads into a new store on disk and leave it closed, merged and written through."""
    store = Store(str(place))
    with data.open("rb") as file:
        while lines := file.readlines(PIECE):
            # The lines are our own: their IRIs were looked at when they were made.
            store.bulk_load(b"".join(lines), format=RdfFormat.N_QUADS, lenient=True)
    store.optimize()
    store.flush()


def _name(digest: str) -> str:
    return f"{PREFIX}{digest[:16]}"


def _state(data: Path) -> dict[str, int]:
    """Return by what it shows that a file was left alone, without reading it."""
    status = data.stat()
    return {"bytes": status.st_size, "modified_ns": status.st_mtime_ns}
