"""Keep a built graph on disk and open it again.

A graph is a folder (`graph.nq` and `manifest.json`) or one `.nq` or `.trig` file. The first line of the data
is a comment with the SHA-256 of the rest, so one `os.replace` puts the new graph, whole and checkable, where
the old one was: whoever looks sees the one or the other. The manifest repeats the digest with the counts; it
is written last. The pages that were fetched for it lie in `pages/` or `NAME.pages/` (`kept_pages`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad, RdfFormat, Store, serialize

from electiongraph.atomic_files import (
    exchange_folder,
    folder_beside,
    remove_folders,
    remove_remains,
    replace_file,
    sole_writer,
)
from electiongraph.errors import GraphError
from electiongraph.graph_formats import FORMATS, as_format
from electiongraph.graph_index import open_index, remove_indexes, write_index
from electiongraph.kept_pages import PAGES_NAME, check_pages, pages_folder, write_pages
from electiongraph.output_places import check_place
from electiongraph.sources.pages import Page

if TYPE_CHECKING:
    from electiongraph.building import Memory

__all__ = [
    "DATA_NAME",
    "DEFAULT_GRAPH_FOLDER",
    "FORMATS",
    "canonical_nquads",
    "check_target",
    "look_up_graph",
    "open_graph",
    "read_manifest",
    "write_graph",
    "write_lines",
]

DEFAULT_GRAPH_FOLDER = Path("electiongraph-data")
DATA_NAME = "graph.nq"
MANIFEST_NAME = "manifest.json"
MEMORY_PREFIX = "memory-"
HEADER = b"# electiongraph 1 sha256 "
# A name that promises something else than a graph is a slip, mostly of an article's or an export's name.
OTHER_ENDINGS = frozenset(
    (
        ".csv",
        ".htm",
        ".html",
        ".json",
        ".jsonl",
        ".jsonld",
        ".md",
        ".nt",
        ".pdf",
        ".rdf",
        ".ttl",
        ".txt",
        ".xml",
    )
)
CHUNK = 1 << 20
# A smaller graph is loaded about as fast as its index is opened.
LEAST_INDEXED = 100_000

Manifest = Mapping[str, object]


def canonical_nquads(quads: Iterable[Quad]) -> bytes:
    r"""Return quads as N-Quads, each once, in the order of their bytes.

    Examples:
        >>> from pyoxigraph import Literal, NamedNode
        >>> quad = Quad(NamedNode("x:s"), NamedNode("x:p"), Literal("two\nlines"))
        >>> canonical_nquads([quad, quad])
        b'<x:s> <x:p> "two\\nlines" .\n'
    """
    distinct = quads if isinstance(quads, Set) else dict.fromkeys(quads)
    written = serialize(distinct, format=RdfFormat.N_QUADS)
    assert written is not None
    lines = written.splitlines(keepends=True)
    del written
    lines.sort()
    return b"".join(lines)


def open_graph(path: Path | None) -> Store:
    """Load a graph into memory.

    Args:
        path: A folder that `write_graph` wrote, a `.nq` or a `.trig` file; None for the default folder.

    Returns:
        A store of its own, with the believed facts in the default graph.

    Raises:
        GraphError: When there is no graph, or it is damaged.
    """
    place = DEFAULT_GRAPH_FOLDER if path is None else path
    data = _data_file(place)
    _check_digest(data, place)
    return _load(data, place)


def look_up_graph(path: Path | None) -> Store:
    """Open a graph to look up little of it: by its index where it has a sound one, else as `open_graph` does.

    Looking up takes some three times as long as in memory, but opening takes no time. The store is read-only.

    Args:
        path: As for `open_graph`.

    Returns:
        A store, with the believed facts in the default graph.

    Raises:
        GraphError: When there is no graph, or it is damaged.
    """
    place = DEFAULT_GRAPH_FOLDER if path is None else path
    data = _data_file(place)
    index = open_index(data, recorded_digest(data)) if place.is_dir() else None
    if index is not None and index[1]:
        return index[0]
    _check_digest(data, place)
    return _load(data, place) if index is None else index[0]


def _load(data: Path, place: Path) -> Store:
    store = Store()
    try:
        store.bulk_load(path=str(data), format=FORMATS[data.suffix])
    except (SyntaxError, ValueError, OSError) as error:
        raise GraphError(
            f"this is not a readable graph ({error})",
            where=str(place),
            advice="build it again with: electiongraph build ARTICLE... -o GRAPH --force",
        ) from error
    return store


def read_manifest(path: Path | None) -> dict[str, object]:
    """Return what is recorded of a graph in a folder: digest, counts and sources; {} for a single file.

    Nor is anything returned where the record is of another graph than the one that is there, as when a build
    was killed between the two.
    """
    place = DEFAULT_GRAPH_FOLDER if path is None else path
    try:
        manifest = json.loads((place / MANIFEST_NAME).read_text("utf-8"))
        first = _first_line(place / DATA_NAME)
    except (OSError, ValueError):
        return {}
    is_of_it = isinstance(manifest, dict) and first == header_of(str(manifest.get("sha256")))
    return manifest if is_of_it else {}


def write_graph(
    quads: Iterable[Quad],
    path: Path,
    manifest: Manifest | None = None,
    *,
    pages: Sequence[Page] = (),
    force: bool = False,
) -> None:
    """Write a graph, its quads in any order; see `write_lines`."""
    write_lines([canonical_nquads(quads)], path, manifest, pages=pages, force=force)


def write_lines(
    lines: Iterable[bytes],
    path: Path,
    manifest: Manifest | None = None,
    *,
    pages: Sequence[Page] = (),
    memory: Memory | None = None,
    force: bool = False,
) -> None:
    """Write a graph so that the place holds the old one or the new one, never a part.

    The pages are there before the graph that rests on them; those of earlier graphs stay.

    Args:
        lines: The quads as lines of N-Quads, in the order of their bytes, each once: `BuiltGraph.lines`, or
            any larger pieces of these.
        path: A folder, or a file that ends in .nq or .trig.
        manifest: What to record beside digest and counts; sorted by key.
        pages: What was fetched for it, to be kept beside it.
        memory: What it takes to add to it, kept in its folder.
        force: Replace even what this program did not write.

    Raises:
        GraphError: When the place holds something else, or cannot be written.
    """
    check_target(path, force=force)
    target = path.resolve()
    body = b"".join(lines)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with sole_writer(target):
            # What was free may be somebody's by now.
            check_target(path, force=force)
            if target.suffix in FORMATS:
                write_pages(pages, pages_folder(target))
                replace_file(target, _with_header(as_format(body, target.suffix)))
            else:
                write_folder(target, body, dict(manifest or {}), pages, memory)
    except OSError as error:
        raise GraphError(
            f"the graph cannot be written ({error.strerror or error})",
            where=str(path),
            advice="choose another place with -o GRAPH, or make room",
        ) from error


def check_target(path: Path, *, force: bool = False) -> None:
    """Raise unless a graph may be written to a place; looks only, changes nothing.

    Args:
        path: A folder, or a file that ends in .nq or .trig.
        force: Allow to replace what this program did not write.

    Raises:
        GraphError: When the place holds something else, or its name is no graph's.
    """
    if path.suffix.lower() in OTHER_ENDINGS:
        raise GraphError(
            f"a graph is not kept as {path.suffix}",
            where=str(path),
            advice="name a folder or a .nq or .trig file; for other forms: electiongraph export",
        )
    is_folder = path.suffix not in FORMATS
    check_place(path, force=force, is_folder=is_folder)
    check_pages(pages_folder(path), force=force)
    if not force and not _is_own(path, is_folder=is_folder):
        foreign = "this was not written by electiongraph and is not replaced"
        check_place(path, force=False, foreign=foreign, is_folder=is_folder)


def _with_header(body: bytes) -> bytes:
    return header_of(hashlib.sha256(body).hexdigest()) + body


def header_of(digest: str) -> bytes:
    """Return the first line of data with a digest."""
    return HEADER + digest.encode() + b"\n"


def write_folder(
    target: Path,
    body: bytes,
    manifest: dict[str, object],
    pages: Sequence[Page],
    memory: Memory | None,
) -> None:
    """Write a graph into its folder, to which nobody else writes; arguments as for `write_lines`."""
    record = record_of(manifest, hashlib.sha256(body).hexdigest(), body.count(b"\n"))
    if target.is_dir():
        remove_remains(target)
        write_pages(pages, pages_folder(target))
        _write_data(target, body, record, memory)
        return
    with folder_beside(target) as beside:
        write_pages(pages, pages_folder(beside))
        _write_data(beside, body, record, memory)
        exchange_folder(target, beside)


def record_of(manifest: Mapping[str, object], digest: str, quads: int) -> dict[str, object]:
    """Return what is recorded of data beside it."""
    return {**manifest, "format": "electiongraph 1", "quads": quads, "sha256": digest}


def _write_data(folder: Path, body: bytes, record: dict[str, object], memory: Memory | None) -> None:
    """Write the memory, the data, what is recorded of it, then its index.

    Without an index readers load the data. A memory is there before the data that it is of, so that no
    killed build leaves a graph without.
    """
    digest = str(record["sha256"])
    if memory is not None:
        from electiongraph.graph_memory import write_memory  # noqa: PLC0415 - not for who only reads

        write_memory(memory, folder, record)
    replace_file(folder / DATA_NAME, _with_header(body))
    write_record(folder, record, has_memory=memory is not None)
    if body.count(b"\n") >= LEAST_INDEXED:
        write_index(folder / DATA_NAME, digest)
    else:
        remove_indexes(folder)


def write_record(folder: Path, record: dict[str, object], *, has_memory: bool) -> None:
    """Write what is recorded of data that is there, and take away the memory of other data."""
    written = json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True).encode() + b"\n"
    replace_file(folder / MANIFEST_NAME, written)
    remove_folders(folder, MEMORY_PREFIX, but=memory_name(str(record["sha256"])) if has_memory else "")


def memory_name(digest: str) -> str:
    """Return the name of the folder with the memory of data with a digest."""
    return f"{MEMORY_PREFIX}{digest[:16]}"


def _is_own(target: Path, *, is_folder: bool) -> bool:
    """Tell whether nothing is lost where a graph is written: nothing is there, or what this program wrote."""
    if not target.exists():
        return True
    if not is_folder:
        return target.stat().st_size == 0 or _first_line(target).startswith(HEADER)
    names = {one.name for one in target.iterdir() if not one.name.endswith(".new")}
    data = target / DATA_NAME
    return names <= {PAGES_NAME} or (data.is_file() and _first_line(data).startswith(HEADER))


def _first_line(data: Path) -> bytes:
    with data.open("rb") as file:
        return file.readline(200)


def _data_file(place: Path) -> Path:
    if place.is_dir():
        data = place / DATA_NAME
        if data.is_file():
            return data
        raise GraphError(
            f"this folder has no {DATA_NAME}",
            where=str(place),
            advice=f"build a graph there with: electiongraph build ARTICLE... -o {place}",
        )
    if not place.exists():
        option = "" if place == DEFAULT_GRAPH_FOLDER else f" -o {place}"
        raise GraphError(
            "there is no graph here",
            where=str(place),
            advice=f"build one with: electiongraph build ARTICLE...{option}",
        )
    if place.suffix not in FORMATS:
        raise GraphError(
            "a graph is a folder, or a file that ends in .nq or .trig",
            where=str(place),
            advice="to build a graph from an article: electiongraph build ARTICLE...",
        )
    return place


def recorded_digest(data: Path) -> str:
    """Return the digest that the first line of the data records; "" when it is not ours."""
    try:
        with data.open("rb") as file:
            first = file.readline(200)
    except OSError:
        return ""
    return first[len(HEADER) :].strip().decode("ascii", "replace") if first.startswith(HEADER) else ""


def _check_digest(data: Path, place: Path) -> None:
    """Raise when the data is not what was written; a file without our first line is not checked."""
    try:
        with data.open("rb") as file:
            first = file.readline(200)
            if not first.startswith(HEADER):
                if place.is_dir():
                    raise GraphError(
                        f"{DATA_NAME} was not written by electiongraph",
                        where=str(place),
                        advice="build it again with: electiongraph build ARTICLE... -o GRAPH --force",
                    )
                return
            digest = hashlib.sha256()
            while chunk := file.read(CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise GraphError(f"cannot be read ({error.strerror or error})", where=str(place)) from error
    if digest.hexdigest().encode() != first[len(HEADER) :].strip():
        raise GraphError(
            "this graph was changed or cut short after it was built",
            where=str(place),
            advice="build it again with: electiongraph build ARTICLE... -o GRAPH --force",
        )
