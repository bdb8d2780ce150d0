"""Build a graph from documents or their facts.

Ties linking and mapping together: documents come in, quads go out. Pure; `store.py` writes the result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import Quad, RdfFormat, Store, parse

from electiongraph.extraction import Fact, Panel, Report, extract_documents
from electiongraph.extraction.rumours import rumoured_facts
from electiongraph.gazetteers import Gazetteers, load_gazetteers
from electiongraph.mapping.claims import describe_sources
from electiongraph.mapping.disagreements import Disagreement
from electiongraph.mapping.graphs import believed_quad
from electiongraph.mapping.merging import merge_lines, nquads_lines
from electiongraph.mapping.official import map_official
from electiongraph.mapping.official.facts import files_of
from electiongraph.mapping.official.reference import reference_of
from electiongraph.mapping.texts import NO_CONTRADICTION, Evidence, map_texts
from electiongraph.sources.candidate_lists import Candidate
from electiongraph.sources.document import Document
from electiongraph.sources.official import Fault, OfficialTable

__all__ = ["BuiltGraph", "build_from_facts", "build_graph"]


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
        return {
            "disagreements": self.contradictions,
            "facts": self.facts,
            "rows": {
                "loaded": sum(len(one.records) for one in self.tables),
                "read": sum(one.rows_read for one in self.tables),
                "refused": sum(one.refused for one in self.tables),
            },
            "sources": [
                *({"address": one.address, "name": one.name, "sha256": one.sha256} for one in self.sources),
                *(
                    {"address": one.address, "name": one.file_name, "sha256": one.sha256}
                    for one in self.tables
                ),
            ],
            "triples": self.triples,
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
    gazetteers = gazetteers or load_gazetteers()
    official = map_official(tables, gazetteers)
    evidence = Evidence(tuple(candidates), reference_of(official, gazetteers), files_of(tables))
    texts = map_texts(sources, rumours or {}, evidence, gazetteers)
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
    sources: list[tuple[Document, Sequence[Fact]]] = []
    rumours: dict[str, Sequence[Fact]] = {}
    for document, rules_facts in extract_documents(tuple(documents), gazetteers, jobs=jobs):
        facts = rules_facts if panel is None else panel.complete(document, rules_facts, gazetteers)
        sources.append((document, facts))
        if rumoured := rumoured_facts(document, gazetteers, facts):
            rumours[document.sha256] = rumoured
        if progress is not None:
            progress(document)
    built = build_from_facts(sources, gazetteers, candidates=candidates, tables=tables, rumours=rumours)
    return built if panel is None else replace(built, reports=panel.reports)
