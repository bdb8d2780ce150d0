"""Change a graph in its folder: old or new to whoever looks, like one that is built.

The data is copied with what it gains and loses to a file beside it, which is hashed on the way and put in its
place when the disk has it; the index and the memory share with those before what stays the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad

from electiongraph.atomic_files import remove_remains, replacement, sole_writer
from electiongraph.building import BuiltGraph, Memory
from electiongraph.errors import GraphError
from electiongraph.graph_index import change_index, open_index, remove_indexes, write_index
from electiongraph.graph_memory import KeptMemory, open_memory, write_memory
from electiongraph.kept_pages import pages_folder, write_pages
from electiongraph.mapping.changing import Change
from electiongraph.sorted_lines import SortedLines, open_lines, write_hashed
from electiongraph.sources.pages import Page
from electiongraph.store import (
    DATA_NAME,
    LEAST_INDEXED,
    check_target,
    header_of,
    record_of,
    recorded_digest,
    write_folder,
    write_record,
)

__all__ = ["GraphInChange", "changing_graph", "check_changing"]


@dataclass(frozen=True, slots=True)
class GraphInChange:
    """A graph to which nobody else writes.

    Attributes:
        folder: Where it lies.
        lines: Its lines.
        memory: What it remembers of how it was built.
        found: The SHA-256 of its lines as they are, which is found meanwhile.
    """

    folder: Path
    lines: SortedLines
    memory: KeptMemory
    found: Future[str]

    @property
    def manifest(self) -> Mapping[str, object]:
        """Return what is recorded of it."""
        return self.memory.record

    @property
    def digest(self) -> str:
        """Return the SHA-256 of its data."""
        return str(self.manifest["sha256"])

    def change(
        self,
        change: Change,
        quads: tuple[Collection[Quad], Collection[Quad]],
        manifest: dict[str, object],
        memory: Memory,
        pages: Sequence[Page],
    ) -> None:
        """Write the graph with some lines more and some less.

        Args:
            change: The lines.
            quads: The same as quads, those added and those removed.
            manifest: What to record of it.
            memory: What it is to remember.
            pages: What was fetched for it.

        Raises:
            GraphError: Its data is not what was written.
        """
        added, removed = quads
        number = int(str(self.manifest["quads"])) + len(added) - len(removed)
        remove_remains(self.folder)
        write_pages(pages, pages_folder(self.folder))
        data = self.folder / DATA_NAME
        with replacement(data) as file:
            file.write(header_of(self.digest))
            digest = write_hashed(self.lines.with_changes(change.added, change.removed), file)
            file.seek(0)
            file.write(header_of(digest))
            if self.found.result() != self.digest:
                raise _unsound(self.folder, "this graph was changed or cut short after it was built")
            record = record_of(manifest, digest, number)
            write_memory(memory, self.folder, record, self.memory)
        write_record(self.folder, record, has_memory=True)
        if number >= LEAST_INDEXED:
            change_index(data, self.digest, digest, removed, added)
        else:
            remove_indexes(self.folder)

    def leave(self, pages: Sequence[Page]) -> None:
        """Leave the graph as it is, and make whole what a killed writer may have left of it."""
        data = self.folder / DATA_NAME
        remove_remains(self.folder)
        write_pages(pages, pages_folder(self.folder))
        write_record(self.folder, dict(self.manifest), has_memory=True)
        if int(str(self.manifest["quads"])) >= LEAST_INDEXED and open_index(data, self.digest) is None:
            write_index(data, self.digest)

    def rewrite(self, built: BuiltGraph, pages: Sequence[Page]) -> None:
        """Write another graph in its place."""
        write_folder(self.folder, b"".join(built.lines), built.manifest(), pages, built.memory)


def check_changing(path: Path) -> None:
    """Raise unless there is a graph in a folder that may be changed; looks only.

    Args:
        path: The graph's folder.

    Raises:
        GraphError: There is none, or it may not be written.
    """
    if not (path / DATA_NAME).is_file():
        raise GraphError(
            "there is no graph in a folder here, and only to such a one can be added",
            where=str(path),
            advice="build one with: electiongraph build ARTICLE... -o FOLDER",
        )
    check_target(path)


@contextmanager
def changing_graph(path: Path) -> Iterator[GraphInChange]:
    """Keep other writers away from a graph and open it to be changed.

    Args:
        path: The graph's folder.

    Yields:
        The graph.

    Raises:
        GraphError: There is none, it does not remember what it was built from, or it cannot be written.
    """
    check_changing(path)
    target = path.resolve()
    try:
        with sole_writer(target), _opened(target) as graph:
            yield graph
    except OSError as error:
        raise GraphError(
            f"the graph cannot be changed ({error.strerror or error})",
            where=str(path),
            advice="make room, or build it again with: electiongraph build ARTICLE... -o GRAPH",
        ) from error


@contextmanager
def _opened(folder: Path) -> Iterator[GraphInChange]:
    data = folder / DATA_NAME
    with open_lines(data) as lines, open_memory(folder, recorded_digest(data)) as memory:
        if memory is None:
            raise _unsound(
                folder,
                "this graph keeps nothing to add to: it was built by another version of electiongraph, "
                "with other extractors, or is damaged",
            )
        with ThreadPoolExecutor(max_workers=1) as checker:
            yield GraphInChange(folder, lines, memory, checker.submit(lines.digest))


def _unsound(path: Path, what: str) -> GraphError:
    return GraphError(
        what, where=str(path), advice="build it again with: electiongraph build ARTICLE... -o GRAPH"
    )
