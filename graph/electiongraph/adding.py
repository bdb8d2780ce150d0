"""Add sources to a graph that is there, or take some out, at the cost of what they touch.

New texts are read and laid beside all others, of which the graph remembers the facts; parts of the claims
that are as they were keep their lines. What comes out is to the byte what building the graph from all its
sources gives. Where official files come or go, all is built anew from what the graph remembers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, RdfFormat, parse

from electiongraph.building import Memory, build_from_readings, manifest_of, read_texts
from electiongraph.changed_graphs import GraphInChange, changing_graph
from electiongraph.errors import GraphError
from electiongraph.extraction.facts import Fact
from electiongraph.gazetteers import load_gazetteers
from electiongraph.mapping.changing import change_lines
from electiongraph.mapping.texts import Reading, map_texts
from electiongraph.sources import Gathered
from electiongraph.sources.document import Document
from electiongraph.sources.official import OfficialTable
from electiongraph.sources.pages import Page
from electiongraph.sources.urls import is_url

__all__ = ["REBUILDING", "Addition", "add_sources"]

REBUILDING = "official files come or go, which bear on everything: the graph is built anew"
# A beginning of a SHA-256 that is long enough to name a source.
LEAST_DIGITS = 8

Refused = tuple[tuple[Document, Fact], ...]


@dataclass(frozen=True, slots=True)
class Addition:
    """What has become of a graph.

    Attributes:
        added: The names of the sources that are new.
        removed: Those of the sources that are no longer there.
        quads_added: How many quads the graph has gained; None where all was built anew.
        quads_removed: How many it has lost; None likewise.
        refused: Facts of the new texts about people who, by a list of candidates, did not stand there.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    quads_added: int | None
    quads_removed: int | None
    refused: Refused


def add_sources(
    path: Path,
    gathered: Gathered,
    *,
    without: Sequence[str] = (),
    jobs: int = 1,
    notice: Callable[[str], None] | None = None,
) -> Addition:
    """Add sources to a graph in a folder, and take others out.

    A page takes the place of what was read at the same address before.

    Args:
        path: The folder.
        gathered: What is added; a source that is there already changes nothing.
        without: What goes: the name of a file, an address, or the beginning of a SHA-256.
        jobs: How many processes read.
        notice: Called with the reason before all is built anew.

    Returns:
        What has become of the graph.

    Raises:
        GraphError: There is no graph that can be added to, no source of a name, or none would be left.
    """
    # Before the graph is opened: it is hashed by a thread, beside which no process should be copied.
    read = read_texts(gathered.documents, load_gazetteers(), jobs=jobs)
    with changing_graph(path) as graph:
        choice = _choose(graph, read, gathered.tables, without)
        if choice.has_other_files:
            if notice is not None:
                notice(REBUILDING)
            more, less, refused = None, None, _rebuild(graph, choice, gathered.pages)
        else:
            more, less, refused = _change(graph, choice, gathered.pages)
    new = {one.document.sha256 for one in read}
    told = tuple((document, fact) for document, fact in refused if document.sha256 in new)
    return Addition(choice.added, choice.removed, more, less, told)


@dataclass(frozen=True, slots=True)
class _Named:
    """A source by what may name it."""

    name: str
    address: str
    sha256: str

    def is_called(self, name: str) -> bool:
        is_digest = len(name) >= LEAST_DIGITS and self.sha256.startswith(name)
        return is_digest or name in (self.name, self.address)


@dataclass(frozen=True, slots=True)
class _Choice:
    """Which sources a graph is to have.

    Attributes:
        readings: The texts.
        files: The digests of the official files that stay.
        tables: The official files that come.
        has_other_files: Whether official files come or go.
        added: The names of what comes.
        removed: The names of what goes.
    """

    readings: tuple[Reading, ...]
    files: frozenset[str]
    tables: tuple[OfficialTable, ...]
    has_other_files: bool
    added: tuple[str, ...]
    removed: tuple[str, ...]


def _choose(
    graph: GraphInChange, read: Sequence[Reading], tables: Sequence[OfficialTable], without: Sequence[str]
) -> _Choice:
    """Say which sources stay, which come and which go."""
    memory = graph.memory
    files = [_Named(*named) for named in memory.database.names()]
    texts = {one.document.sha256: _named(one.document) for one in memory.readings}
    for name in without:
        if not any(one.is_called(name) for one in (*files, *texts.values())):
            raise GraphError(
                f"no source of this graph is called {name}",
                where=str(graph.folder),
                advice="list them with: electiongraph ask sources",
            )
    addresses = {one.document.name for one in read if is_url(one.document.name)}
    going = {
        one.sha256
        for one in (*files, *texts.values())
        if any(one.is_called(name) for name in without) or one.name in addresses
    }
    left = tuple(one for one in memory.readings if one.document.sha256 not in going)
    readings = {(one.document.sha256, one.document.name, one.document.address): one for one in (*left, *read)}
    new_tables = tuple(one for one in tables if one.sha256 not in {file.sha256 for file in files} - going)
    staying = frozenset(file.sha256 for file in files if file.sha256 not in going)
    if not (left or read or staying or new_tables):
        raise GraphError("no source would be left", where=str(graph.folder), advice="leave one in")
    old = {*texts, *(one.sha256 for one in files)}
    now = {one.document.sha256: one.document.name for one in (*left, *read)}
    now |= {one.sha256: one.file_name for one in new_tables}
    return _Choice(
        tuple(one for _, one in sorted(readings.items(), key=itemgetter(0))),
        staying,
        new_tables,
        has_other_files=bool(new_tables) or len(staying) < len(files),
        added=tuple(sorted(name for digest, name in now.items() if digest not in old)),
        removed=tuple(
            sorted(
                one.name for one in (*files, *texts.values()) if one.sha256 in going - now.keys() - staying
            )
        ),
    )


def _named(document: Document) -> _Named:
    return _Named(document.name, document.address, document.sha256)


def _rebuild(graph: GraphInChange, choice: _Choice, pages: Sequence[Page]) -> Refused:
    """Build a graph anew from what it remembers and what comes."""
    kept = [one for one in graph.memory.database.tables() if one.sha256 in choice.files]
    built = build_from_readings(
        choice.readings,
        load_gazetteers(),
        candidates=graph.memory.evidence.candidates,
        tables=[*kept, *choice.tables],
    )
    graph.rewrite(built, pages)
    return built.refused


def _change(graph: GraphInChange, choice: _Choice, pages: Sequence[Page]) -> tuple[int, int, Refused]:
    """Change the lines of a graph that its texts make, and return how many come and go."""
    old = graph.memory
    known = {piece.digest: piece for piece in old.pieces if piece.digest}
    texts = map_texts(choice.readings, old.evidence, load_gazetteers(), known)
    change = change_lines(old.pieces, texts.pieces, old.shared, old.replaced, graph.lines)
    added, removed = _quads(change.added), _quads(change.removed)
    files = graph.manifest["sources"]
    assert isinstance(files, list)
    texts_before = len({one.document.sha256 for one in old.readings})
    manifest = manifest_of(
        texts.sources,
        disagreements=sum(piece.contradictions for piece in texts.pieces),
        facts=texts.facts,
        triples=int(str(graph.manifest["triples"])) + _believed(added) - _believed(removed),
        rows=graph.manifest["rows"],
        files=files[texts_before:],
    )
    memory = Memory(choice.readings, old.evidence, texts.pieces, change.shared, change.replaced)
    if manifest.items() <= graph.manifest.items() and choice.readings == old.readings:
        graph.leave(pages)
        return 0, 0, texts.refused
    graph.change(change, (added, removed), manifest, memory, pages)
    return len(added), len(removed), texts.refused


def _quads(lines: frozenset[bytes]) -> list[Quad]:
    parsed = parse(b"".join(sorted(lines)), format=RdfFormat.N_QUADS)
    return [one for one in parsed if isinstance(one, Quad)]


def _believed(quads: Sequence[Quad]) -> int:
    return sum(1 for one in quads if one.graph_name == DefaultGraph())
