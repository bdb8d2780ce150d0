"""Keep the pages that a graph was built from, as they were fetched.

They lie beside the graph, in `pages/` of its folder or in `NAME.pages/` beside its file, each named by the
SHA-256 of its bytes, with an index of every reading. Nothing is ever removed: a live page that was read twice
is there as it was both times. The index holds the times of fetching, which the graph does not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from electiongraph.atomic_files import remove_remains, replace_file
from electiongraph.output_places import check_place
from electiongraph.sources.pages import Page

__all__ = [
    "PAGES_NAME",
    "Reading",
    "check_pages",
    "earlier_reading",
    "kept_page",
    "pages_folder",
    "read_index",
    "write_pages",
]

PAGES_NAME = "pages"
INDEX_NAME = "index.json"
FORMAT = "electiongraph pages 1"


@dataclass(frozen=True, slots=True, order=True)
class Reading:
    """One reading of a page as the index records it: the fields of `Page`, and the file with its bytes."""

    fetched: str
    address: str
    final_address: str
    sha256: str
    file: str
    media_type: str
    charset: str
    etag: str
    last_modified: str


def pages_folder(graph: Path) -> Path:
    """Return where the pages of a graph are kept.

    Examples:
        >>> pages_folder(Path("night.trig")).as_posix(), pages_folder(Path("electiongraph-data")).as_posix()
        ('night.trig.pages', 'electiongraph-data/pages')
    """
    is_file = graph.suffix in (".nq", ".trig")
    return graph.with_name(f"{graph.name}.{PAGES_NAME}") if is_file else graph / PAGES_NAME


def check_pages(folder: Path, *, force: bool = False) -> None:
    """Raise unless pages may be kept in a folder; looks only, changes nothing.

    Args:
        folder: The folder.
        force: Allow one that holds something else.

    Raises:
        GraphError: When there is something else than what this program keeps.
    """
    is_free = not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    is_own = is_free or (folder.is_dir() and _readings(folder) is not None)
    foreign = "" if is_own else "this is where pages are kept, and it was not written by electiongraph"
    check_place(folder, force=force, foreign=foreign, is_folder=True)


def read_index(folder: Path) -> tuple[Reading, ...]:
    """Return what is recorded of the pages in a folder, the earliest first; () when there are none."""
    return _readings(folder) or ()


def earlier_reading(readings: Iterable[Reading], page: Page) -> Reading | None:
    """Return the last reading of the same address as a page's, None when there is none.

    The address that was asked for counts more than where it led.

    Args:
        readings: Those kept before the page was fetched, the earliest first.
        page: What was fetched now.
    """
    known = list(readings)
    same = [one for one in known if one.address == page.address]
    same = same or [one for one in known if one.final_address == page.final_address]
    return same[-1] if same else None


def kept_page(folder: Path, reading: Reading) -> Page | None:
    """Return a page as it was read; None when its bytes are gone or are not those that were kept."""
    try:
        data = (folder / reading.file).read_bytes()
    except OSError:
        return None
    page = Page.of(
        data,
        address=reading.address,
        final_address=reading.final_address,
        fetched=reading.fetched,
        media_type=reading.media_type,
        charset=reading.charset,
        etag=reading.etag,
        last_modified=reading.last_modified,
    )
    return page if page.sha256 == reading.sha256 else None


def write_pages(pages: Sequence[Page], folder: Path) -> None:
    """Add pages to those that are kept; the index names a page only when its bytes are there.

    Args:
        pages: The pages; none leaves everything as it is.
        folder: Where they are kept; made when it is not there.

    Raises:
        OSError: When they cannot be written.
    """
    if not pages:
        return
    folder.mkdir(parents=True, exist_ok=True)
    remove_remains(folder)
    for page in pages:
        target = folder / page.file_name
        if not (target.is_file() and target.read_bytes() == page.data):
            replace_file(target, page.data)
    readings = sorted({*read_index(folder), *map(_reading_of, pages)})
    record = {"format": FORMAT, "pages": [asdict(one) for one in readings]}
    written = json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True)
    replace_file(folder / INDEX_NAME, written.encode() + b"\n")


def _reading_of(page: Page) -> Reading:
    return Reading(
        fetched=page.fetched,
        address=page.address,
        final_address=page.final_address,
        sha256=page.sha256,
        file=page.file_name,
        media_type=page.media_type,
        charset=page.charset,
        etag=page.etag,
        last_modified=page.last_modified,
    )


def _readings(folder: Path) -> tuple[Reading, ...] | None:
    """Return what the index records; None when there is no index of ours."""
    try:
        record = json.loads((folder / INDEX_NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        return None
    try:
        readings = [Reading(**one) for one in record["pages"]]
    except (KeyError, TypeError):
        return None
    return tuple(sorted(readings)) if all(_is_sound(one) for one in readings) else None


def _is_sound(reading: Reading) -> bool:
    """Tell whether a record holds texts only and names a file of the folder, nothing beyond it."""
    values = asdict(reading).values()
    return all(isinstance(value, str) for value in values) and reading.file in (
        f"{reading.sha256}.html",
        f"{reading.sha256}.txt",
    )
