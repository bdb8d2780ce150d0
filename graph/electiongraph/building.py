"""Build a graph from documents or their facts.

Ties linking and mapping together: documents come in, quads go out. Pure; `store.py` writes the result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import Quad, RdfFormat, Store, parse

from electiongraph.extraction import Fact, Panel, Report, extract_documents
from electiongraph.extraction.rumours import rumoured_facts
from electiongraph.extraction.turnover import TURNOVER
from electiongraph.gazetteers import Gazetteers, load_gazetteers
from electiongraph.linking.candidacies import Candidacies, refuse_strangers
from electiongraph.linking.entity_linking import Source, distinct_sources, link_facts
from electiongraph.linking.office_holders import link_office_holders
from electiongraph.linking.places import Places
from electiongraph.mapping.coverage_checks import find_coverage
from electiongraph.mapping.disagreements import Disagreement
from electiongraph.mapping.graphs import map_facts
from electiongraph.mapping.merging import merge_lines
from electiongraph.mapping.official import map_official
from electiongraph.mapping.official.facts import OfficialFacts, candidates_of, documents_of
from electiongraph.sources.candidate_lists import Candidate
from electiongraph.sources.document import Document
from electiongraph.sources.official import Fault, OfficialTable

__all__ = ["BuiltGraph", "build_from_facts", "build_graph"]

# Two forms of one name do not contradict each other.
NO_CONTRADICTION = "NameForm"


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
    standing = candidates_of(official.contests, official.people)
    candidacies = Candidacies([*candidates, *standing], gazetteers)
    distinct: list[tuple[Source, Sequence[Fact]]] = []
    refused: list[tuple[Document, Fact]] = []
    for source, facts in distinct_sources(sources):
        # What a document only makes plain is inferred again, from all sources and with all their words.
        stated = [fact for fact in facts if fact.rule != TURNOVER]
        kept, strangers = refuse_strangers(stated, candidacies)
        distinct.append((source, kept))
        refused += [(source.document, fact) for fact in strangers]
    holders = official.holders()
    claims = link_office_holders(
        link_facts(distinct, gazetteers, candidacies, official.successions.continued()), holders
    )
    rumoured = [(source, (rumours or {}).get(source.document.sha256, ())) for source, _ in distinct]
    hearsay = link_office_holders(link_facts(rumoured, gazetteers, candidacies), holders)
    files = documents_of(tables)
    rows = OfficialFacts(official, files, tables)
    offices, contradicted = rows.of_offices(claims, holders)
    record = rows.record(contradicted)
    places = Places(gazetteers, rows.counties(), record.shares)
    coverage = find_coverage([source for source, _ in distinct], claims, gazetteers, places)
    missing = {contest for one in coverage for contest in one.missing_contests}
    touched = rows.touched((*claims, *hearsay))
    stated_by_rows = [
        *rows.of_contests(touched),
        *(one for one in rows.of_contests(missing - touched) if one.fact.predicate == "elected"),
        *rows.of_lineages(claims),
        *rows.of_tallies(claims),
        *offices,
    ]
    sources_read = [*(source for source, _ in distinct), *(file for _, file in sorted(files.items()))]
    graphs = map_facts([*claims, *stated_by_rows], sources_read, gazetteers, record, hearsay, coverage)
    documents = tuple(source.document for source, _ in distinct)
    return BuiltGraph(
        *merge_lines(graphs.quads, official.believed, official.told),
        documents,
        len(claims),
        graphs.disagreements,
        tuple(refused),
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
