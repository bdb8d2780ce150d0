"""Tell in which seat each person of a document stands, as its plain words say anywhere.

Extraction, part of discourse. One person stands in one seat at one election: a seat that a results list or a
sentence names for somebody, be it paragraphs below, binds every other statement about that person's
contest; and two whom a sentence names as rivals stand in the same seat.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from electiongraph.extraction.clauses import Clause, RuleMatch
from electiongraph.extraction.contest_statements import ContestStatements
from electiongraph.extraction.layout import Layout
from electiongraph.extraction.layout_party_lists import PARTY_LIST
from electiongraph.extraction.learning import note_mentions
from electiongraph.extraction.people import Person
from electiongraph.extraction.sightings import Sighting

__all__ = ["learn_candidacies"]

# What somebody does only where he or she stands.
_STANDING = frozenset(
    (
        "candidate", "defeatedIfIncumbent", "defeatedIn", "elected", "electedFromMajority", "gainByWinner",
        "gainFromLoser", "standsIn", "voteShare", "votes",
    )
)  # fmt: skip
# Rules that tell of another time than the document's election.
_OTHER_TIMES = frozenset(("previous", "notional", "by-election"))
# How sure a seat is: listed, named by the statement itself, named beside it.
_LISTED, _NAMED, _BESIDE = 3, 2, 1

_Evidence = dict[str, dict[str, int]]


def learn_candidacies(statements: ContestStatements, layout: Layout, clauses: Iterable[Clause]) -> None:
    """Note for each person the one seat that the surest words of the document place them in.

    Args:
        statements: The document's people and seats; each person's `stands` is set.
        layout: Its results lists.
        clauses: Its sentences.
    """
    people, election = statements.who.people, statements.where.election
    evidence: _Evidence = defaultdict(dict)
    for fact in layout.facts:
        # Who is elected for a region has mostly stood in one of its seats as well.
        of_list = fact.rule == PARTY_LIST or statements.where.is_region(fact.seat)
        if fact.predicate == "standsIn" and fact.election == election and not of_list:
            evidence[people.add(fact.person).name][fact.seat] = _LISTED
    rivals: list[tuple[Person, ...]] = []
    statements.where.begin_again()
    for clause in clauses:
        for match in (*clause.events, *_places(clause)):
            if match.hedge or match.rule.when in _OTHER_TIMES:
                continue
            sighting = Sighting(clause, match)
            if sighting.is_in_aside():
                continue
            contestants = tuple(_contestants(statements, sighting))
            if not contestants:
                continue
            seat, grade = _place(sighting)
            if not seat:
                rivals.append(contestants)
            seat = statements.where.choice.as_it_is_now(seat, sighting)
            if seat and _is_polled_now(statements, sighting, seat):
                for person in contestants:
                    known = evidence[person.name]
                    known[seat] = max(grade, known.get(seat, 0))
        note_mentions(people, clause)
        statements.where.move_on(clause.masked)
    for person in people:
        person.mentioned = 0
        person.stands = _surest(evidence[person.name])
    _bind_rivals(rivals)
    statements.where.begin_again()


def _places(clause: Clause) -> Iterator[RuleMatch]:
    """Yield the descriptions that say where somebody stands: "Grant Shapps (Con, Welwyn Hatfield) lost"."""
    yield from (one for one in clause.descriptions if one.rule.states[0].predicate == "standsIn")


def _contestants(statements: ContestStatements, sighting: Sighting) -> Iterator[Person]:
    """Yield those named in a match who stood in the contest that it tells of."""
    groups = {s.person for s in sighting.match.rule.states if s.predicate in _STANDING}
    for group in sorted(groups | {"loser", "winner"}) if groups else ():
        person = statements.who.named(sighting.clause, sighting.caught(group))
        if person is not None:
            yield person


def _place(sighting: Sighting) -> tuple[str, int]:
    """Return the seat that the sentence names for a match, and how surely; "" for none."""
    if named := sighting.seats_named() or sighting.seats_beside():
        return (named[0] if len(named) == 1 else "", _NAMED)
    before = sighting.seats_before()
    return (before[-1] if len(set(before)) == 1 else "", _BESIDE)


def _is_polled_now(statements: ContestStatements, sighting: Sighting, seat: str) -> bool:
    """Is the statement about the document's own election, and the seat one of it?"""
    where = statements.where
    if where.is_region(seat) or where.is_of_commons(seat):
        return False
    return not where.is_of_earlier_boundaries(seat) and where.election_of(sighting, seat) == where.election


def _surest(known: dict[str, int]) -> str:
    """Return the seat of the best evidence, "" when two are equally sure."""
    best = max(known.values(), default=0)
    seats = [seat for seat, grade in known.items() if grade == best]
    return seats[0] if len(seats) == 1 else ""


def _bind_rivals(rivals: list[tuple[Person, ...]]) -> None:
    """Give those whom no words place the seat of their rivals."""
    for contestants in rivals:
        seats = {person.stands for person in contestants} - {""}
        if len(seats) == 1:
            for person in contestants:
                person.stands = person.stands or min(seats)
