"""Who sat before an election and how it went for them; holds and gains by who sat there last.

Part of mapping official files: what follows from results one after the other. Everything here is marked as
inferred, with the rows that it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from electiongraph.identifiers import incumbency_iri, outcome_iri
from electiongraph.linking.registered_people import RegisteredPeople
from electiongraph.mapping.descriptions import describe_party
from electiongraph.mapping.explanations import HeldSeat, held_by
from electiongraph.mapping.labels import incumbency_label, outcome_label, when_of
from electiongraph.mapping.official.contests import Candidacy, Contest
from electiongraph.mapping.official.ledger import Ledger
from electiongraph.mapping.official.seats import Successions
from electiongraph.mapping.outcomes import DEPARTING_MEMBER
from electiongraph.vocabulary import PROV, boolean, eg

__all__ = ["seats_held", "write_departing_outcomes", "write_incumbencies"]

GENERAL, BY_ELECTION = "general", "by-election"
DERIVED = PROV + "wasDerivedFrom"


@dataclass(frozen=True, slots=True)
class Sitting:
    """Who won a seat last before an election."""

    contest: Contest
    winner: Candidacy


def sitting_before(contests: Iterable[Contest], day: str) -> dict[str, Sitting]:
    """Return who won each seat last in the Parliament before a general election, by the seat's IRI.

    Args:
        contests: All contests.
        day: Polling day of the general election.
    """
    before = [one for one in contests if one.kind in (GENERAL, BY_ELECTION) and one.election.key < day]
    last_general = max((one.election.key for one in before if one.kind == GENERAL), default="")
    latest: dict[str, Sitting] = {}
    for one in sorted(before, key=lambda contest: contest.election.key):
        if one.election.key >= last_general and (winner := one.winner) is not None:
            latest[one.seat.iri] = Sitting(one, winner)
    return latest


def seats_held(contests: Iterable[Contest], successions: Successions) -> dict[str, HeldSeat]:
    """Return the seat that each sitting MP on the ballot of a general election had won last.

    Args:
        contests: All contests.
        successions: Which seats followed which.

    Returns:
        The seats by `held_by`.
    """
    contests = tuple(contests)
    found: dict[str, HeldSeat] = {}
    for day in sorted({one.election.key for one in contests if one.kind == GENERAL}):
        held = {one.winner.person: one for one in sitting_before(contests, day).values()}
        for contest in contests:
            if contest.kind != GENERAL or contest.election.key != day:
                continue
            main = successions.main_predecessor(contest.seat.iri)
            for candidacy in contest.candidacies:
                member = held.get(candidacy.person)
                if member is not None and candidacy.row.was_member is not False:
                    old = member.contest.seat
                    is_followed = old.iri == contest.seat.iri or (main is not None and main.old == old.iri)
                    found[held_by(contest.iri, candidacy.person)] = HeldSeat(
                        old.iri, old.name, member.winner.party.name, is_followed
                    )
    return found


def write_incumbencies(
    ledger: Ledger, contests: Sequence[Contest], people: RegisteredPeople, successions: Successions
) -> None:
    """Write down who sat before each general election: for which seat, whether they stood again, and won.

    The file marks those who sat in the Parliament before and stood again; for which seat they sat is the seat
    that they won last. Of winners who are not among the candidates it follows that they did not stand.
    """
    labels = {person.iri: person.name for person in people.persons}
    for day in sorted({one.election.key for one in contests if one.kind == GENERAL}):
        polled = [one for one in contests if one.kind == GENERAL and one.election.key == day]
        sitting = sitting_before(contests, day)
        held = {one.winner.person: one for one in sitting.values()}
        standing: dict[str, tuple[Contest, Candidacy]] = {}
        for contest in polled:
            for candidacy in contest.candidacies:
                standing.setdefault(candidacy.person, (contest, candidacy))
        for person, member in sorted(held.items()):
            if person in standing:
                _write_standing(ledger, member, *standing[person], labels[person], successions)
            elif len(polled) >= len(sitting):
                _write_gone(ledger, member, polled, labels[person], successions)


def _write_standing(
    ledger: Ledger,
    member: Sitting,
    contest: Contest,
    candidacy: Candidacy,
    name: str,
    successions: Successions,
) -> None:
    if candidacy.row.was_member is False:
        return
    old, new = member.contest.seat, contest.seat
    predecessor = successions.main_predecessor(new.iri)
    if old.iri == new.iri:
        kind, seat = "SameSeat", new
    elif predecessor is not None and predecessor.old == old.iri:
        kind, seat = "PredecessorSeat", new
    else:
        kind, seat = "OtherSeat", old
    iri = incumbency_iri(contest.election.key, seat.key, candidacy.person)
    ledger.name(iri, incumbency_label(name, seat.name, when_of(contest.election)), "Incumbency")
    for term, value in (
        ("incumbent", candidacy.person),
        ("incumbentSeat", seat.iri),
        ("heldSeat", old.iri),
        ("goingInto", contest.election.iri),
        ("incumbencyKind", eg(kind)),
        ("basis", eg("Inferred")),
        (DERIVED, member.winner.claim),
        (DERIVED, candidacy.claim),
    ):
        ledger.believe(iri, term, value)
    if candidacy.is_elected is not None:
        ledger.believe(iri, "defeated", boolean(not candidacy.is_elected))


def _write_gone(
    ledger: Ledger, member: Sitting, polled: Sequence[Contest], name: str, successions: Successions
) -> None:
    """Write down that a member did not stand again, under the seat that followed, where one did."""
    held, election, person = member.contest.seat, polled[0].election, member.winner.person
    successor = (
        successions.main_successor(held.iri) if held.iri not in {one.seat.iri for one in polled} else None
    )
    followed = successions.main_predecessor(successor.new) if successor else None
    seat = next(
        (one.seat for one in polled if successor and one.seat.iri == successor.new and followed
         and followed.old == held.iri),
        held,
    )  # fmt: skip
    iri = incumbency_iri(election.key, seat.key, person)
    ledger.name(iri, incumbency_label(name, seat.name, when_of(election)), "Incumbency")
    for term, value in (
        ("incumbent", person),
        ("incumbentSeat", seat.iri),
        ("heldSeat", held.iri),
        ("goingInto", election.iri),
        ("basis", eg("Inferred")),
        (DERIVED, member.winner.claim),
    ):
        ledger.believe(iri, term, value)
    ledger.believe(iri, "stoodDown", boolean(True))


def write_departing_outcomes(ledger: Ledger, contests: Sequence[Contest], successions: Successions) -> None:
    """Write a hold or gain for each seat against the party that last won it, or won its main predecessor.

    By-elections count, changes of party do not.
    """
    for day in sorted({one.election.key for one in contests if one.kind == GENERAL}):
        sitting = sitting_before(contests, day)
        for contest in contests:
            if contest.kind != GENERAL or contest.election.key != day:
                continue
            predecessor = successions.main_predecessor(contest.seat.iri)
            before = sitting.get(contest.seat.iri) or (sitting.get(predecessor.old) if predecessor else None)
            if before is not None and contest.winner is not None:
                _write_departing(ledger, contest, contest.winner, before)


def _write_departing(ledger: Ledger, contest: Contest, winner: Candidacy, before: Sitting) -> None:
    iri = outcome_iri(contest.iri, DEPARTING_MEMBER)
    lost_by = before.winner.party
    is_gain = lost_by.iri != winner.party.iri
    place = f"{contest.seat.name} {when_of(contest.election)}"
    ledger.name(
        iri,
        outcome_label(place, winner.party.name, lost_by.name if is_gain else "", is_gain=is_gain),
        "Outcome",
    )
    for term, value in (
        ("outcomeOf", contest.iri),
        ("baseline", eg(DEPARTING_MEMBER)),
        ("outcomeKind", eg("Gain") if is_gain else eg("Hold")),
        ("wonBy", winner.party.iri),
        ("outcomeBasis", eg("Inferred")),
        (DERIVED, winner.claim),
        (DERIVED, before.winner.claim),
    ):
        ledger.believe(iri, term, value)
    if is_gain:
        ledger.describe(lost_by.iri, describe_party, lost_by)
        ledger.believe(iri, "gainedFrom", lost_by.iri)
        ledger.believe(iri, "gainedFromBasis", eg("Inferred"))
