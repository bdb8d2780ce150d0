"""Build a graph from documents or their facts.

Ties linking and mapping together: documents come in, quads go out. Pure; `store.py` writes the result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pyoxigraph import Quad, RdfFormat, Store, parse

from electiongraph.extraction.facts import Fact
from electiongraph.gazetteers import Gazetteers, load_gazetteers
from electiongraph.mapping.claims import describe_sources
from electiongraph.mapping.disagreements import Disagreement
from electiongraph.mapping.graphs import believed_quad
from electiongraph.mapping.merging import merge_lines, nquads_lines
from electiongraph.mapping.official import map_official
from electiongraph.mapping.official.facts import files_of
from electiongraph.mapping.official.reference import reference_of
from electiongraph.mapping.texts import NO_CONTRADICTION, Evidence, Piece, Reading, map_texts
from electiongraph.sources.candidate_lists import Candidate
from electiongraph.sources.document import Document
from electiongraph.sources.official import Fault, OfficialTable

if TYPE_CHECKING:
    from electiongraph.extraction import Panel, Report

__all__ = [
    "BuiltGraph",
    "Memory",
    "build_from_facts",
    "build_from_readings",
    "build_graph",
    "manifest_of",
    "read_texts",
]


@dataclass(frozen=True, slots=True)
class Memory:
    """What a graph remembers of how it was built, so that it can be added to.

    Attributes:
        readings: Its texts.
        evidence: What they were laid beside.
        pieces: The lines that each part of the claims has made.
        shared: The lines that texts have made and official files too.
        replaced: What would be believed of official files but for what was decided with the texts.
        tables: The official files.
    """

    readings: tuple[Reading, ...]
    evidence: Evidence
    pieces: tuple[Piece, ...]
    shared: frozenset[bytes]
    replaced: frozenset[bytes]
    tables: tuple[OfficialTable, ...] = ()


@dataclass(frozen=True, slots=True)
class BuiltGraph:
    """A graph in memory.

    Attributes:
        lines: All quads as lines of N-Quads, sorted, each once.
        triples: How many of them are of the believed graph.
        sources: The documents, ordered by their digest, each once.
        facts: How many facts they state.
        disagreements: What the sources disagree on, and forms of names that differ.
        refused: Facts about people who, by a list of candidates, did not stand there; not in the graph.
        reports: What has become of the facts of extractors other than the rules.
        tables: The official files, ordered by their digest, each once.
        faults: What was found to be wrong when these were put together.
        memory: What it takes to add to the graph later; None for one that other extractors have read, or
            with other gazetteers than those of the package.
    """

    lines: Sequence[bytes]
    triples: int
    sources: tuple[Document, ...]
    facts: int
    disagreements: tuple[Disagreement, ...]
    refused: tuple[tuple[Document, Fact], ...] = ()
    reports: tuple[Report, ...] = ()
    tables: tuple[OfficialTable, ...] = ()
    faults: tuple[Fault, ...] = ()
    memory: Memory | None = None

    @property
    def quads(self) -> frozenset[Quad]:
        """Return the quads, read anew from the lines each time."""
        return frozenset(parse(b"".join(self.lines), format=RdfFormat.N_QUADS))

    def store(self) -> Store:
        """Return the graph as a store."""
        store = Store()
        store.bulk_load(b"".join(self.lines), format=RdfFormat.N_QUADS)
        return store

    @property
    def contradictions(self) -> int:
        """Return how many disagreements are about more than the form of a name."""
        return sum(1 for one in self.disagreements if one.kind != NO_CONTRADICTION)

    def manifest(self) -> dict[str, object]:
        """Return what is recorded beside a graph on disk: counts, and the sources with digest and address."""
        return manifest_of(
            self.sources,
            disagreements=self.contradictions,
            facts=self.facts,
            triples=self.triples,
            rows={
                "loaded": sum(len(one.records) for one in self.tables),
                "read": sum(one.rows_read for one in self.tables),
                "refused": sum(one.refused for one in self.tables),
            },
            files=[
                {"address": one.address, "name": one.file_name, "sha256": one.sha256} for one in self.tables
            ],
        )


def manifest_of(
    sources: Iterable[Document],
    *,
    disagreements: int,
    facts: int,
    triples: int,
    rows: object,
    files: Iterable[object],
) -> dict[str, object]:
    """Return what is recorded beside a graph on disk.

    Args:
        sources: Its texts, ordered by their digest.
        disagreements: How many are about more than the form of a name.
        facts: How many facts the texts state.
        triples: How many triples are believed.
        rows: How many rows of official files were read, loaded and refused.
        files: Name, digest and address of each official file.
    """
    texts = ({"address": one.address, "name": one.name, "sha256": one.sha256} for one in sources)
    return {
        "disagreements": disagreements,
        "facts": facts,
        "rows": rows,
        "sources": [*texts, *files],
        "triples": triples,
    }


def build_from_facts(
    sources: Iterable[tuple[Document, Sequence[Fact]]],
    gazetteers: Gazetteers | None = None,
    *,
    candidates: Iterable[Candidate] = (),
    tables: Sequence[OfficialTable] = (),
    rumours: Mapping[str, Sequence[Fact]] | None = None,
) -> BuiltGraph:
    """Build a graph from documents whose facts are already extracted.

    Args:
        sources: Documents with their facts, in any order; a document that comes twice counts once.
        gazetteers: Where names are looked up; those of the package when None.
        candidates: Who stood where, as far as it is known beforehand.
        tables: Official files, in any order.
        rumours: What documents, by their digest, tell as a rumour only.

    Returns:
        The graph; the same for the same documents, whatever their order.

    Raises:
        SourceError: The candidates' election is not known.
    """
    readings = [
        Reading(document, tuple(facts), tuple((rumours or {}).get(document.sha256, ())))
        for document, facts in sources
    ]
    return build_from_readings(
        readings, gazetteers or load_gazetteers(), candidates=candidates, tables=tables
    )


def build_from_readings(
    readings: Iterable[Reading],
    gazetteers: Gazetteers,
    *,
    candidates: Iterable[Candidate] = (),
    tables: Sequence[OfficialTable] = (),
) -> BuiltGraph:
    """Build a graph from texts that have been read; arguments as for `build_from_facts`."""
    readings = tuple(
        sorted(readings, key=lambda one: (one.document.sha256, one.document.name, one.document.address))
    )
    official = map_official(tables, gazetteers)
    evidence = Evidence(tuple(candidates), reference_of(official, gazetteers), files_of(tables))
    texts = map_texts(readings, evidence, gazetteers)
    described = describe_sources(one for _, one in sorted(evidence.files.sources.items()))
    official.believed.update(nquads_lines(believed_quad(one) for one in described))
    merged = merge_lines(
        {line for piece in texts.pieces for line in piece.believed},
        {line for piece in texts.pieces for line in piece.told},
        official.believed,
        official.told,
    )
    return BuiltGraph(
        merged.lines,
        merged.triples,
        texts.sources,
        texts.facts,
        tuple(one for piece in texts.pieces for one in piece.disagreements),
        texts.refused,
        tables=tuple(sorted(tables, key=lambda one: one.sha256)),
        faults=official.faults,
        memory=Memory(readings, evidence, texts.pieces, merged.shared, merged.replaced, tuple(tables))
        if gazetteers is load_gazetteers()
        else None,
    )


def build_graph(
    documents: Iterable[Document],
    gazetteers: Gazetteers | None = None,
    *,
    panel: Panel | None = None,
    candidates: Iterable[Candidate] = (),
    tables: Sequence[OfficialTable] = (),
    jobs: int = 1,
    progress: Callable[[Document], None] | None = None,
) -> BuiltGraph:
    """Extract the facts of documents and build their graph.

    Args:
        documents: The sources, in any order.
        gazetteers: Where names are looked up; those of the package when None.
        panel: The extractors that read, when others than the rules alone.
        candidates: Who stood where, as far as it is known beforehand; whoever did not stand is refused.
        tables: Official files, in any order.
        jobs: How many processes read the documents.
        progress: Called with each document when its facts are extracted.

    Returns:
        The graph.
    """
    gazetteers = gazetteers or load_gazetteers()
    readings = read_texts(documents, gazetteers, panel=panel, jobs=jobs, progress=progress)
    built = build_from_readings(readings, gazetteers, candidates=candidates, tables=tables)
    if panel is None or panel.is_of_rules_alone:
        return built
    return replace(built, memory=None, reports=panel.reports)


def read_texts(
    documents: Iterable[Document],
    gazetteers: Gazetteers,
    *,
    panel: Panel | None = None,
    jobs: int = 1,
    progress: Callable[[Document], None] | None = None,
) -> list[Reading]:
    """Extract the facts of documents, and what they tell as a rumour only; arguments as for `build_graph`."""
    documents = tuple(documents)
    if not documents:
        return []
    from electiongraph.extraction import extract_documents  # noqa: PLC0415
    from electiongraph.extraction.rumours import rumoured_facts  # noqa: PLC0415

    readings = []
    for document, rules_facts in extract_documents(documents, gazetteers, jobs=jobs):
        facts = rules_facts if panel is None else panel.complete(document, rules_facts, gazetteers)
        rumours = rumoured_facts(document, gazetteers, facts)
        readings.append(Reading(document, tuple(facts), tuple(rumours)))
        if progress is not None:
            progress(document)
    return readings
