"""What official files say, by what it is asked for when a text is laid beside it.

Part of mapping official files. `reference_of` makes it from the mapped files; one that is kept on disk reads
only what it is asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from electiongraph.gazetteers import Gazetteers
from electiongraph.linking.candidacies import seat_key
from electiongraph.linking.office_holders import (
    OfficeHolders,
    OfficeSpell,
    SeatSpell,
    by_office_and_person,
    by_surname,
)
from electiongraph.linking.registered_people import RegisteredPerson
from electiongraph.mapping.explanations import HeldSeat, SpeakersSeat
from electiongraph.mapping.official.contests import SINGLE_MEMBER, Contest
from electiongraph.mapping.official.graph import OfficialGraph
from electiongraph.mapping.official.members import seats_held
from electiongraph.mapping.official.seats import NotionalContest, Succession, Successions
from electiongraph.mapping.official.tallies import NationalTally

__all__ = ["Reference", "polled_at", "reference_of"]


@dataclass(frozen=True, slots=True)
class Reference:
    """What official files say; things are named by their IRIs.

    Attributes:
        contests: The contests with their candidacies.
        polled: The contests of each election and seat, by `polled_at`.
        people: Who stood.
        ballots: For a contest its valid votes, invalid votes and electorate.
        notional: The contests recalculated on new boundaries.
        recalculated: Those of each seat.
        predecessors: Of each seat those before it that it has people in common with.
        successors: Of each seat those after it.
        offices: Who held an office, and which offices a person held.
        members: Who sat for which seat, by surname.
        days: The polling days of which there are results.
        tallies: What each party won in the country.
        speakers: The Speaker's seat at each election.
        counties: The county of each seat for which rows give one.
        shares: The percentages that an old and a new seat have in common.
        continued: The seats that go on from one other under whatever name, with that one.
        held: The seat of each sitting MP on a ballot, by `held_by`.
    """

    contests: Mapping[str, Contest] = field(default_factory=dict)
    polled: Mapping[str, Sequence[str]] = field(default_factory=dict)
    people: Mapping[str, RegisteredPerson] = field(default_factory=dict)
    ballots: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)
    notional: Mapping[str, NotionalContest] = field(default_factory=dict)
    recalculated: Mapping[str, Sequence[str]] = field(default_factory=dict)
    predecessors: Mapping[str, Sequence[Succession]] = field(default_factory=dict)
    successors: Mapping[str, Sequence[Succession]] = field(default_factory=dict)
    offices: Mapping[str, Sequence[OfficeSpell]] = field(default_factory=dict)
    members: Mapping[str, Sequence[SeatSpell]] = field(default_factory=dict)
    days: tuple[str, ...] = ()
    tallies: tuple[NationalTally, ...] = ()
    speakers: Mapping[str, SpeakersSeat] = field(default_factory=dict)
    counties: Mapping[str, str] = field(default_factory=dict)
    shares: Mapping[tuple[str, str], tuple[float, float]] = field(default_factory=dict)
    continued: Mapping[str, str] = field(default_factory=dict)
    held: Mapping[str, HeldSeat] = field(default_factory=dict)

    @property
    def successions(self) -> Successions:
        """Return which seats followed which."""
        return Successions(self.predecessors, self.successors)

    def holders(self) -> OfficeHolders:
        """Return who held which office, and sat for which seat."""
        return OfficeHolders(self.offices, self.members, self.successions.share_population)


def polled_at(election: str, key: str) -> str:
    """Return by what the contests of an election and a seat are found."""
    return f"{election} {key}"


def reference_of(graph: OfficialGraph, gazetteers: Gazetteers) -> Reference:
    """Return what official files say, by what it is asked for.

    Args:
        graph: The mapped files.
        gazetteers: Where the names of seats are looked up.
    """
    people = {person.iri: person for person in graph.people.persons}
    polled: dict[str, list[str]] = defaultdict(list)
    recalculated: dict[str, list[str]] = defaultdict(list)
    for contest in graph.contests:
        day = contest.election.key
        polled[polled_at(day, seat_key(contest.seat.name, day, gazetteers))].append(contest.iri)
    for notional in graph.notional:
        recalculated[notional.seat.iri].append(notional.iri)
    return Reference(
        contests={contest.iri: contest for contest in graph.contests},
        polled=dict(polled),
        people=people,
        ballots=_ballots(graph.contests),
        notional={contest.iri: contest for contest in graph.notional},
        recalculated=dict(recalculated),
        predecessors=graph.successions.predecessors,
        successors=graph.successions.successors,
        offices=by_office_and_person(graph.offices),
        members=by_surname(_seat_spells(graph.contests, people)),
        days=tuple(sorted({contest.election.key for contest in graph.contests})),
        tallies=graph.tallies,
        speakers=_speakers(graph.contests),
        counties=_counties(graph.contests),
        shares=graph.successions.shares(),
        continued=graph.successions.continued(),
        held=seats_held(graph.contests, graph.successions),
    )


def _seat_spells(contests: Iterable[Contest], people: Mapping[str, RegisteredPerson]) -> list[SeatSpell]:
    return [
        SeatSpell(people[one.person], contest.seat.iri, contest.election.key)
        for contest in contests
        if contest.kind in SINGLE_MEMBER
        for one in contest.standing
        if one.is_elected
    ]


def _ballots(contests: Iterable[Contest]) -> dict[str, tuple[int, int, int]]:
    return {
        contest.iri: (row.valid_votes, row.invalid_votes, row.electorate)
        for contest in contests
        if (row := contest.figures) is not None
        and row.valid_votes is not None
        and row.invalid_votes is not None
        and row.electorate
    }


def _counties(contests: Iterable[Contest]) -> dict[str, str]:
    return {
        contest.seat.iri: cell.county
        for contest in contests
        for cell in [contest.figures.seat if contest.figures else contest.candidacies[0].row.seat]
        if cell.county
    }


def _speakers(contests: Iterable[Contest]) -> dict[str, SpeakersSeat]:
    """Return the Speaker's seat at each election, where the files tell of the Speaker's party before."""
    won = [(contest, winner) for contest in contests if (winner := contest.winner) is not None]
    speakers = {winner.person for _, winner in won if winner.party.iri.endswith("/speaker")}
    former: dict[str, str] = {}
    for _, winner in sorted(won, key=lambda pair: pair[0].election.key):
        if winner.person in speakers and not winner.party.iri.endswith("/speaker"):
            former[winner.person] = winner.party.iri
    return {
        contest.election.iri: SpeakersSeat(contest.seat.name, former[winner.person])
        for contest, winner in won
        if winner.party.iri.endswith("/speaker") and winner.person in former
    }
