"""State what official files say of a contest as facts, each with its row, to be compared with what texts say.

Part of mapping official files. Only contests that texts tell of become facts; of the others the rows are
mapped as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from electiongraph.extraction.facts import Fact
from electiongraph.gazetteers import normalise_name
from electiongraph.identifiers import claim_iri, source_iri
from electiongraph.linking.entity_linking import LinkedFact, LinkedParty, Source
from electiongraph.linking.office_holders import OfficeHolders
from electiongraph.mapping.explanations import OfficeConflict, OfficialRecord, held_by
from electiongraph.mapping.official.contests import Candidacy, Contest, share
from electiongraph.mapping.official.offices import compare_offices
from electiongraph.mapping.official.reference import Reference, polled_at
from electiongraph.mapping.official.seats import NotionalContest
from electiongraph.mapping.official.tallies import NationalTally
from electiongraph.sources.candidate_lists import Candidate
from electiongraph.sources.document import Document
from electiongraph.sources.official import OfficialTable

__all__ = ["OfficialFacts", "OfficialFiles", "files_of", "official_source"]

RULE = "official-row"
LINEAGE = frozenset(("formerlyNamed", "newSeat"))
TALLIES = ("seatsWon", "seatsChange", "nationalShare")
# A seat follows the one that gives it at least so much of its population.
MOST_PERCENT = 50


@dataclass(frozen=True, slots=True)
class OfficialFiles:
    """Official files as sources, and where each of their rows stands in its text; by their IRIs."""

    sources: Mapping[str, Source] = field(default_factory=dict)
    spans: Mapping[str, Sequence[tuple[int, int]]] = field(default_factory=dict)


def files_of(tables: Iterable[OfficialTable]) -> OfficialFiles:
    """Return official files as sources."""
    tables = tuple(tables)
    return OfficialFiles(
        {source_iri(table.sha256): official_source(table) for table in tables},
        {source_iri(table.sha256): table.spans for table in tables},
    )


def official_source(table: OfficialTable) -> Source:
    """Return an official file as a source."""
    return Source(
        source_iri(table.sha256),
        Document(table.text, (), table.file_name, table.title, sha256=table.sha256, media_type="text/csv"),
        is_official=True,
    )


class OfficialFacts:
    """The facts of official files, by contest."""

    def __init__(self, reference: Reference, files: OfficialFiles) -> None:
        """Take in what official files say.

        Args:
            reference: By what it is asked for.
            files: The files themselves, from which their facts are quoted.
        """
        self._reference = reference
        self._sources = files.sources
        self._spans = files.spans
        self._standing: dict[str, list[Candidate]] = {}

    @property
    def days(self) -> Sequence[str]:
        """Return the polling days of which there are results."""
        return self._reference.days

    def standing(self, election: str, key: str) -> list[Candidate]:
        """Return who stood at an election in the seat of a key, with the person that each of them is."""
        place = polled_at(election, key)
        if place not in self._standing:
            self._standing[place] = [
                self._candidate(contest, one)
                for contest in map(
                    self._reference.contests.__getitem__, self._reference.polled.get(place, ())
                )
                for one in contest.standing
            ]
        return self._standing[place]

    def _candidate(self, contest: Contest, one: Candidacy) -> Candidate:
        """Return who stood, the same for the rows that several files have about a person."""
        person = self._reference.people[one.person]
        first = next(other for other in contest.standing if other.person == one.person)
        return Candidate(
            contest.election.key,
            contest.seat.name,
            first.row.person,
            first.party.name,
            person.identifiers,
            person.iri,
            person.name,
        )

    def of_contests(self, contests: Collection[str]) -> list[LinkedFact]:
        """Return the facts of these contests, ordered by contest and row.

        Args:
            contests: IRIs; those that no official file tells of have none.
        """
        facts: list[LinkedFact] = []
        for iri in sorted(contests):
            if contest := self._reference.contests.get(iri):
                for candidacy in contest.candidacies:
                    facts += self._of_candidacy(contest, candidacy)
                facts += self._of_result(contest)
            if notional := self._reference.notional.get(iri):
                facts += self._of_notional(notional)
        return facts

    def touched(self, claims: Iterable[LinkedFact]) -> set[str]:
        """Return the contests whose facts are to be laid beside claims.

        Those that the claims are about, and for one on old boundaries the recalculated ones of the seats that
        followed, whose figures texts take for those of the old.
        """
        found: set[str] = set()
        after, successions = self._reference.recalculated, self._reference.successions
        for claim in claims:
            if claim.contest:
                found.add(claim.contest)
            if claim.seat and claim.election and claim.election.kind == "general":
                for seat in (claim.seat.iri, *successions.seats_after(claim.seat.iri)):
                    found |= {one for one in after.get(seat, ()) if f"/{claim.election.key}-notional/" in one}
        return found

    def record(self) -> OfficialRecord:
        """Return what the files say that no fact tells of: ballots, the Speaker's seat, shares of people."""
        reference = self._reference
        changes = self.actual_changes()
        return OfficialRecord(
            reference.ballots, reference.speakers, reference.shares, changes, reference.held
        )

    def of_lineages(self, claims: Sequence[LinkedFact]) -> Iterator[LinkedFact]:
        """Yield which seat each seat of whose lineage texts speak follows, where one gives it most people.

        So does each that texts call the seat of a sitting MP, who had won one of another name.

        Args:
            claims: The linked facts of texts.
        """
        told = {claim.seat.iri for claim in claims if claim.seat and claim.fact.predicate in LINEAGE}
        told |= {claim.seat.iri for claim in claims if claim.seat and self._sat_for_another_name(claim)}
        for seat in sorted(told):
            main = self._reference.successions.main_predecessor(seat)
            if main is not None and main.of_new >= MOST_PERCENT:
                document = self._sources[main.source].document
                start, end = self._spans[main.source][main.row - 1]
                fact = Fact(
                    "formerlyNamed", document.text[start:end], start, end, RULE,
                    seat=main.new_seat.name, value=main.old_seat.name, is_list=True,
                )  # fmt: skip
                yield LinkedFact(
                    iri=claim_iri(main.source, "row", str(main.row), "formerlyNamed"),
                    source=self._sources[main.source],
                    fact=fact,
                    seat=main.new_seat,
                    former=main.old_seat,
                )

    def _sat_for_another_name(self, claim: LinkedFact) -> bool:
        """Tell whether a text calls somebody the MP of a seat who had won it under another name."""
        if claim.fact.predicate != "incumbentIn" or claim.candidate is None or claim.seat is None:
            return False
        held = self._reference.held.get(held_by(claim.contest, claim.candidate.person_iri))
        if held is None or not held.is_followed:
            return False
        return normalise_name(held.name) != normalise_name(claim.seat.name)

    def of_tallies(self, claims: Iterable[LinkedFact]) -> Iterator[LinkedFact]:
        """Yield what the rows add up to where texts give final tallies.

        Args:
            claims: The linked facts of texts.
        """
        told = {
            (claim.election.iri, claim.party.iri, claim.fact.predicate)
            for claim in claims
            if claim.election
            and claim.party
            and claim.fact.predicate in TALLIES
            and claim.fact.declared is None
        }
        for tally in self._reference.tallies:
            values = (tally.seats, tally.change, float(tally.share_percent))
            for predicate, value in zip(TALLIES, values, strict=True):
                if value is not None and (tally.election.iri, tally.party.iri, predicate) in told:
                    yield self._sum(tally, predicate, value)

    def actual_changes(self) -> dict[str, LinkedFact]:
        """Return the change in seats since the last election as it was, by tally (IRI).

        Of those tallies only whose change is counted on recalculated results, and differs.
        """
        return {
            tally.iri: self._sum(tally, "seatsChange", tally.actual_change, "actual")
            for tally in self._reference.tallies
            if tally.actual_change is not None and tally.change not in (None, tally.actual_change)
        }

    def _sum(self, tally: NationalTally, predicate: str, value: float, *baseline: str) -> LinkedFact:
        """Return what the rows add up to as a fact of the first of their files."""
        source = self._sources[tally.sources[0]]
        fact = Fact(
            predicate, "", 0, 0, RULE, tally.election.key, party=tally.party.name, value=value, is_list=True
        )
        return LinkedFact(
            iri=claim_iri(source.iri, "sum", tally.iri, predicate, *baseline),
            source=source,
            fact=fact,
            election=tally.election,
            party=tally.party,
        )

    def of_offices(
        self, claims: Sequence[LinkedFact], holders: OfficeHolders
    ) -> tuple[list[LinkedFact], list[OfficeConflict]]:
        """Return what the register of ministers says of offices that texts tell of, and contradictions.

        Args:
            claims: The linked facts of texts.
            holders: Who held which office.
        """
        return compare_offices(claims, holders, self._sources, self._spans)

    def _of_candidacy(self, contest: Contest, one: Candidacy) -> Iterator[LinkedFact]:
        person = self._reference.people[one.person]
        row = one.row
        candidate = self._candidate(contest, one)
        told: list[tuple[str, object]] = [("standsIn", ""), ("standsFor", row.party.name)]
        if row.votes is not None:
            told.append(("votes", row.votes))
        if row.share_percent is not None:
            told.append(("voteShare", float(row.share_percent)))
        if one.is_elected:
            told.append(("elected", ""))
        for predicate, value in told:
            party = one.party if predicate == "standsFor" else None
            yield self._fact(
                contest,
                one.source,
                row.row,
                predicate,
                value,
                person=person.name,
                party=party,
                candidate=candidate,
            )

    def _of_result(self, contest: Contest) -> Iterator[LinkedFact]:
        row = contest.figures
        if row is None:
            return
        if row.majority is not None:
            yield self._fact(contest, contest.source, row.row, "majority", row.majority)
        if row.majority is not None and row.valid_votes:
            of_votes = float(share(row.majority, row.valid_votes))
            yield self._fact(contest, contest.source, row.row, "majorityShare", of_votes)
        if row.valid_votes is not None and row.electorate:
            turnout = float(share(row.valid_votes, row.electorate))
            yield self._fact(contest, contest.source, row.row, "turnout", turnout)
        if contest.baseline:
            yield self._fact(contest, contest.source, row.row, "outcome", row.outcome, party=contest.won_by)
        if contest.gained_from is not None:
            name = contest.gained_from.name
            yield self._fact(contest, contest.source, row.row, "gainedFrom", name, party=contest.gained_from)

    def _of_notional(self, contest: NotionalContest) -> Iterator[LinkedFact]:
        row = contest.row
        if row.majority is not None:
            yield self._fact(contest, contest.source, row.row, "majority", row.majority)
        if row.majority is not None and row.valid_votes:
            of_votes = float(share(row.majority, row.valid_votes))
            yield self._fact(contest, contest.source, row.row, "majorityShare", of_votes)
        if row.turnout_percent is not None:
            yield self._fact(contest, contest.source, row.row, "turnout", float(row.turnout_percent))

    def _fact(
        self,
        contest: Contest | NotionalContest,
        source: str,
        row: int,
        predicate: str,
        value: object,
        *,
        person: str = "",
        party: LinkedParty | None = None,
        candidate: Candidate | None = None,
    ) -> LinkedFact:
        document = self._sources[source].document
        start, end = self._spans[source][row - 1]
        assert isinstance(value, str | int | float)
        fact = Fact(
            predicate, document.text[start:end], start, end, RULE, contest.election.key, person,
            contest.seat.name,
            party.name if party and predicate == "outcome" else "", value, is_list=True,
        )  # fmt: skip
        return LinkedFact(
            iri=claim_iri(source, "row", str(row), predicate, person, str(value)),
            source=self._sources[source],
            fact=fact,
            election=contest.election,
            seat=contest.seat,
            party=party,
            contest=contest.iri,
            candidate=candidate,
        )
