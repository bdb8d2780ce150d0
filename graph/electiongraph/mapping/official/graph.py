"""Put the quads of official files together.

The whole of mapping official files: tables in, quads and people out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from electiongraph.gazetteers import Gazetteers
from electiongraph.identifiers import source_iri
from electiongraph.linking.office_holders import OfficeSpell
from electiongraph.linking.registered_people import RegisteredPeople, Standing, resolve_registered
from electiongraph.mapping.official.contests import (
    Contest,
    find_contests,
    settle_contests,
    standings,
    write_contests,
)
from electiongraph.mapping.official.contradictions import (
    contradicting_rows,
    doubtful_winners,
    mistaken_codes,
    mistaken_registrations,
)
from electiongraph.mapping.official.ledger import Ledger
from electiongraph.mapping.official.links import OfficialLinks
from electiongraph.mapping.official.members import write_departing_outcomes, write_incumbencies
from electiongraph.mapping.official.ministers import minister_standings, tables_of, write_ministers
from electiongraph.mapping.official.registers import (
    write_links_out,
    write_member_links,
    write_people,
    write_registrations,
)
from electiongraph.mapping.official.seats import (
    NotionalContest,
    Successions,
    write_notional_results,
    write_overlaps,
    write_revised_codes,
)
from electiongraph.mapping.official.tallies import NationalTally, national_tallies, write_tallies
from electiongraph.sources.official import (
    CandidacyRow,
    ContestRow,
    Fault,
    MemberLinkRow,
    NotionalRow,
    OfficialTable,
    OverlapRow,
    RegistrationRow,
    RevisedCodeRow,
)
from electiongraph.sources.official.records import Record

__all__ = ["OfficialGraph", "map_official"]

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class OfficialGraph:
    """What official files say.

    Attributes:
        believed: Lines of N-Quads of the believed graph.
        told: Those of the files' own graphs and of the evidence.
        contests: The contests with their candidacies, ordered by IRI.
        people: Who is who.
        faults: What was found to be wrong when the files were put together.
        notional: The contests recalculated on new boundaries, ordered by IRI.
        successions: Which seats followed which.
        offices: Who held which office, by the register of ministers.
        tallies: What each party won in the country.
    """

    believed: set[bytes]
    told: set[bytes]
    contests: tuple[Contest, ...]
    people: RegisteredPeople
    faults: tuple[Fault, ...]
    notional: tuple[NotionalContest, ...] = ()
    successions: Successions = field(default_factory=Successions)
    tallies: tuple[NationalTally, ...] = ()
    offices: tuple[OfficeSpell, ...] = ()


def map_official(tables: Sequence[OfficialTable], gazetteers: Gazetteers) -> OfficialGraph:
    """Map official files to quads.

    Args:
        tables: The files, in any order; of those with the same bytes one counts.
        gazetteers: Where seats, parties, roles and elections are known.

    Returns:
        The quads, contests and people; the same for the same files.
    """
    by_digest = {table.sha256: table for table in sorted(tables, key=lambda one: one.name, reverse=True)}
    ordered = [table for _, table in sorted(by_digest.items())]
    names = {source_iri(table.sha256): table.name for table in ordered}
    rows = [(source_iri(table.sha256), record) for table in ordered for record in table.records]
    texts = {source_iri(table.sha256): table.rows_as_written() for table in ordered}
    ledger, links = Ledger(texts), OfficialLinks(gazetteers, (row for _, row in _of(rows, RegistrationRow)))
    incomplete = {source_iri(table.sha256): table.incomplete for table in ordered}
    contests = find_contests(links, _of(rows, CandidacyRow), _of(rows, ContestRow), incomplete)
    ministers = tables_of(rows)
    people = resolve_registered([*standings(contests), *minister_standings(ministers), *_member_names(rows)])
    settle_contests(contests, people)
    write_registrations(ledger, links, _of(rows, RegistrationRow))
    write_contests(ledger, links, contests, people)
    successions = write_overlaps(ledger, links, _of(rows, OverlapRow))
    write_revised_codes(ledger, links, _of(rows, RevisedCodeRow))
    notional = write_notional_results(ledger, links, _of(rows, NotionalRow))
    sets = {one.date: one.boundary_set for one in gazetteers.general_elections()}
    tallies = national_tallies(contests, notional, sets)
    write_tallies(ledger, tallies)
    write_incumbencies(ledger, contests, people, successions)
    write_departing_outcomes(ledger, contests, successions)
    offices, faults = write_ministers(ledger, links, ministers, people, names)
    write_member_links(ledger, people, _of(rows, MemberLinkRow))
    write_people(ledger, people, _genders(contests))
    write_links_out(ledger)
    faults = [
        *_mistaken_numbers(people, names),
        *mistaken_codes(contests, names, links),
        *mistaken_registrations(contests, names, links),
        *contradicting_rows(contests, names),
        *doubtful_winners(contests, names),
        *faults,
    ]
    return OfficialGraph(
        ledger.believed,
        ledger.told,
        tuple(contests),
        people,
        tuple(faults),
        tuple(notional),
        successions,
        tuple(tallies),
        tuple(offices),
    )


def _of(rows: Iterable[tuple[str, Record]], kind: type[R]) -> list[tuple[str, R]]:
    return [(source, record) for source, record in rows if isinstance(record, kind)]


def _member_names(rows: Iterable[tuple[str, Record]]) -> list[Standing]:
    """Return the names that the list of members gives to numbers: they say whose a number is."""
    return [
        Standing(f"{source}#row={row.row}", row.person, (f"mnis:{row.mnis}",), weight=3)
        for source, row in _of(rows, MemberLinkRow)
        if row.mnis
    ]


def _genders(contests: Iterable[Contest]) -> dict[str, str]:
    return {
        one.person: one.row.gender for contest in contests for one in contest.candidacies if one.row.gender
    }


def _mistaken_numbers(people: RegisteredPeople, names: dict[str, str]) -> list[Fault]:
    faults = []
    for key, what in sorted(people.mistaken.items()):
        source, _, row = key.partition("#row=")
        if source in names:
            faults.append(Fault(names[source], int(row), "", what, is_refused=False))
    return faults
