"""Map all that texts say, with the official rows that tell of the same things, part by part.

The one road from the facts of texts to their lines of the graph, whether a graph is built or added to: what
differs is only which parts are known already. Takes the facts of sources and what official files say of
them; gives `Piece` records. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import DefaultGraph

from electiongraph.extraction.facts import TURNOVER, Fact
from electiongraph.gazetteers import Gazetteers
from electiongraph.linking.candidacies import Candidacies, refuse_strangers
from electiongraph.linking.entity_linking import LinkedFact, Source, distinct_sources, link_facts
from electiongraph.linking.office_holders import days_of, link_office_holders
from electiongraph.linking.places import Places
from electiongraph.linking.witnesses import Witnesses
from electiongraph.mapping.coverage_checks import Coverage, find_coverage
from electiongraph.mapping.disagreements import Disagreement
from electiongraph.mapping.graphs import Graphs, map_part, map_sources
from electiongraph.mapping.merging import nquads_lines
from electiongraph.mapping.official.facts import OfficialFacts, OfficialFiles
from electiongraph.mapping.official.reference import Reference
from electiongraph.mapping.parts import part_claims
from electiongraph.sources.candidate_lists import Candidate
from electiongraph.sources.document import Document

__all__ = ["Evidence", "Piece", "Reading", "TextGraph", "map_texts"]

# Two forms of one name do not contradict each other.
NO_CONTRADICTION = "NameForm"
# Of what is known of the sources themselves, which is mapped anew each time.
SOURCES = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with the facts that were found in it, and what it tells as a rumour only."""

    document: Document
    facts: tuple[Fact, ...]
    rumours: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """The lines of a graph that one part of the claims makes.

    Attributes:
        digest: Stands for the part; "" for what is known of the sources themselves.
        believed: Lines of N-Quads of the believed graph, sorted.
        told: Those of the other graphs, sorted.
        contradictions: How many disagreements are about more than the form of a name.
        disagreements: What the sources disagree on; not of a piece that is kept.
    """

    digest: str
    believed: tuple[bytes, ...]
    told: tuple[bytes, ...]
    contradictions: int
    disagreements: tuple[Disagreement, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What texts are laid beside: what is known before the first of them is read.

    Attributes:
        candidates: Who stood where, by lists.
        reference: What official files say.
        files: These files.
    """

    candidates: tuple[Candidate, ...] = ()
    reference: Reference = field(default_factory=Reference)
    files: OfficialFiles = field(default_factory=OfficialFiles)


@dataclass(frozen=True, slots=True)
class TextGraph:
    """What texts say.

    Attributes:
        pieces: The lines, piece by piece.
        sources: The texts, ordered by their digest, each once.
        facts: How many facts they state.
        refused: Facts about people who, by a list of candidates, did not stand there.
    """

    pieces: tuple[Piece, ...]
    sources: tuple[Document, ...]
    facts: int
    refused: tuple[tuple[Document, Fact], ...]


def map_texts(
    readings: Iterable[Reading],
    evidence: Evidence,
    gazetteers: Gazetteers,
    known: Mapping[str, Piece] | None = None,
) -> TextGraph:
    """Map what texts say, with the official rows that tell of the same things.

    Args:
        readings: Texts with their facts, in any order; one that comes twice counts once.
        evidence: What they are laid beside.
        gazetteers: Where names are looked up.
        known: Pieces made earlier beside the same evidence, by their digest; they are taken as they are.

    Returns:
        The pieces, the same for the same documents, whatever their order and whatever is known.

    Raises:
        SourceError: The election of the candidates is not known.
    """
    rows = OfficialFacts(evidence.reference, evidence.files)
    candidacies = Candidacies(evidence.candidates, gazetteers, rows)
    distinct: list[tuple[Source, Sequence[Fact]]] = []
    refused: list[tuple[Document, Fact]] = []
    readings = tuple(readings)
    for source, facts in distinct_sources((one.document, one.facts) for one in readings):
        # What a document only makes plain is inferred again, from all sources and with all their words.
        stated = [fact for fact in facts if fact.rule != TURNOVER]
        kept, strangers = refuse_strangers(stated, candidacies)
        distinct.append((source, kept))
        refused += [(source.document, fact) for fact in strangers]
    rumours = distinct_sources((one.document, one.rumours) for one in readings)
    told = _Told(
        link_facts(distinct, gazetteers, candidacies, evidence.reference.continued),
        link_facts(rumours, gazetteers, candidacies),
        tuple(source for source, _ in distinct),
    )
    pieces = _map_told(told, rows, evidence.reference, gazetteers, known or {})
    return TextGraph(
        tuple(pieces), tuple(one.document for one in told.sources), len(told.claims), tuple(refused)
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """What texts say, linked, and what they tell as a rumour only."""

    claims: tuple[LinkedFact, ...]
    rumours: tuple[LinkedFact, ...]
    sources: tuple[Source, ...]


def _map_told(
    told: _Told,
    rows: OfficialFacts,
    reference: Reference,
    gazetteers: Gazetteers,
    known: Mapping[str, Piece],
) -> list[Piece]:
    """Lay claims beside the official rows that tell of the same things, and map both."""
    holders, record = reference.holders(), rows.record()
    claims = link_office_holders(told.claims, holders)
    hearsay = link_office_holders(told.rumours, holders)
    offices, conflicts = rows.of_offices(claims, holders)
    places = Places(gazetteers, reference.counties, reference.shares)
    coverage = find_coverage(told.sources, claims, gazetteers, places)
    everything = [*claims, *_rows_beside((*claims, *hearsay), claims, coverage, rows), *offices]
    witnesses = Witnesses()
    pieces = [_piece(SOURCES, map_sources(told.sources, coverage, everything))]
    for part in part_claims(everything, hearsay, conflicts, days_of(claims)):
        digest = part.digest
        piece = known.get(digest)
        pieces.append(piece or _piece(digest, map_part(part, gazetteers, record, witnesses)))
    return pieces


def _rows_beside(
    told: Sequence[LinkedFact],
    claims: Sequence[LinkedFact],
    coverage: Sequence[Coverage],
    rows: OfficialFacts,
) -> list[LinkedFact]:
    """Return the official rows that tell of what texts tell of, or leave out of what they claim to cover."""
    missing = {contest for one in coverage for contest in one.missing_contests}
    touched = rows.touched(told)
    return [
        *rows.of_contests(touched),
        *(one for one in rows.of_contests(missing - touched) if one.fact.predicate == "elected"),
        *rows.of_lineages(claims),
        *rows.of_tallies(claims),
    ]


def _piece(digest: str, graphs: Graphs) -> Piece:
    believed = [quad for quad in graphs.quads if quad.graph_name == DefaultGraph()]
    told = [quad for quad in graphs.quads if quad.graph_name != DefaultGraph()]
    return Piece(
        digest,
        tuple(sorted(nquads_lines(believed))),
        tuple(sorted(nquads_lines(told))),
        sum(1 for one in graphs.disagreements if one.kind != NO_CONTRADICTION),
        graphs.disagreements,
    )
