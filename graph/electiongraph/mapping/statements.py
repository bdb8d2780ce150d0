"""Turn a linked fact into the statements it makes, in the election vocabulary.

The first statement of a fact is the one that its claim is about; the rest, its context, says what the
things named in it are. Takes `LinkedFact` records with people and outcomes resolved, gives `MappedFact`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from electiongraph.identifiers import (
    appointment_iri,
    candidacy_iri,
    incumbency_iri,
    succession_iri,
    tally_iri,
)
from electiongraph.linking.entity_linking import LinkedFact
from electiongraph.mapping.outcomes import Outcome
from electiongraph.vocabulary import FOAF, PROV, RDF_TYPE, boolean, count, eg, node, percent, text, year

__all__ = ["FUNCTIONAL", "MappedFact", "Statement", "Term", "map_fact"]

Term = NamedNode | Literal

# Properties that have one true value; two values are a disagreement.
FUNCTIONAL = frozenset(
    eg(name)
    for name in (
        "votes", "sharePercent", "party", "elected", "majority", "majorityPercent", "turnoutPercent",
        "memberSince", "outcomeKind", "wonBy", "gainedFrom", "seatsWon", "seatsChange",
        "nationalSharePercent", "defeated", "stoodDown",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    """One triple: subject and property as IRIs, the value as a node."""

    subject: str
    property_iri: str
    value: Term


@dataclass(frozen=True, slots=True)
class MappedFact:
    """A fact with its statements.

    Attributes:
        claim: The linked fact.
        person: IRI of the person; "" when the fact names none.
        core: What the claim says; the first is the claim's own statement.
        context: What else follows: types, and the links of candidacies, contests and the like.
        is_placed: False when the text leaves the election open, so that nothing enters the graph.
    """

    claim: LinkedFact
    person: str
    core: tuple[Statement, ...]
    context: tuple[Statement, ...]
    is_placed: bool = True


def map_fact(claim: LinkedFact, person: str, outcome: Outcome | None) -> MappedFact:
    """Return a fact's statements.

    Args:
        claim: The linked fact.
        person: IRI of the person that it names, or "".
        outcome: The outcome that it is about, for a hold, a gain or a losing party.
    """
    predicate = claim.fact.predicate
    if claim.election is None and predicate not in _TIMELESS:
        return _map_unplaced(claim, person)
    core, context = _MAPPERS[predicate](claim, person, outcome)
    return MappedFact(claim, person, core, context)


Statements = tuple[tuple[Statement, ...], tuple[Statement, ...]]
_TIMELESS = frozenset({"formerlyNamed", "appointedTo", "heldRole", "memberSince"})
_AMOUNTS: dict[str, tuple[str, Callable[[int], Literal] | Callable[[float], Literal]]] = {
    "votes": ("votes", count),
    "voteShare": ("sharePercent", percent),
    "majority": ("majority", count),
    "majorityShare": ("majorityPercent", percent),
    "turnout": ("turnoutPercent", percent),
    "seatsWon": ("seatsWon", count),
    "seatsChange": ("seatsChange", count),
    "nationalShare": ("nationalSharePercent", percent),
}
_UNPLACED = {
    "standsFor": "party",
    "outcome": "outcomeKind",
    "incumbentIn": "incumbent",
    "defeatedIn": "defeated",
    "newSeat": "newAt",
}


def _a(subject: str, name: str) -> Statement:
    """Return the statement that a subject is a thing of the class `name`."""
    return Statement(subject, RDF_TYPE, node(name if ":" in name else eg(name)))


def _link(subject: str, name: str, target: str) -> Statement:
    return Statement(subject, eg(name), node(target))


def _amount(predicate: str, value: str | int | float) -> Literal:
    make = _AMOUNTS[predicate][1]
    number = float(value)
    return make(int(number)) if make is count else percent(value if isinstance(value, int) else number)


def _map_unplaced(claim: LinkedFact, person: str) -> MappedFact:
    """Keep what a text says of an unnamed election as evidence about the person, seat or party."""
    fact = claim.fact
    subject = person or (claim.seat.iri if claim.seat else "") or (claim.party.iri if claim.party else "")
    name = _AMOUNTS[fact.predicate][0] if fact.predicate in _AMOUNTS else fact.predicate
    value: Term
    if fact.predicate in _AMOUNTS:
        value = _amount(fact.predicate, fact.value)
    elif claim.seat and fact.predicate in ("standsIn", "elected", "incumbentIn", "defeatedIn", "stoodDown"):
        value = node(claim.seat.iri)
    else:
        value = node(claim.party.iri) if claim.party else text(str(fact.value))
    named = Statement(subject, eg(_UNPLACED.get(name, name)), value)
    return MappedFact(claim, person, (named,), (), is_placed=False)


def _contest(claim: LinkedFact) -> tuple[Statement, ...]:
    assert claim.election is not None and claim.seat is not None
    return (
        _a(claim.contest, "Contest"),
        _link(claim.contest, "election", claim.election.iri),
        _link(claim.contest, "seat", claim.seat.iri),
    )


def _candidacy(claim: LinkedFact, person: str) -> tuple[str, tuple[Statement, ...]]:
    assert claim.seat is not None
    candidacy = candidacy_iri(claim.contest, person)
    context = (
        *_contest(claim),
        *_person_types(person),
        _link(person, "standsIn", claim.seat.iri),
        _a(candidacy, "Candidacy"),
        _link(candidacy, "candidate", person),
        _link(candidacy, "contest", claim.contest),
    )
    return candidacy, context


def _person_types(person: str) -> tuple[Statement, ...]:
    return (_a(person, "Person"), _a(person, FOAF + "Person"))


def _map_standing(claim: LinkedFact, person: str, _outcome: Outcome | None) -> Statements:
    assert claim.seat is not None
    _, context = _candidacy(claim, person)
    return (_link(person, "standsIn", claim.seat.iri),), context


def _map_party(claim: LinkedFact, person: str, _outcome: Outcome | None) -> Statements:
    assert claim.party is not None
    candidacy, context = _candidacy(claim, person)
    core: tuple[Statement, ...] = (_link(candidacy, "party", claim.party.iri),)
    if claim.party.description:
        core = (*core, Statement(candidacy, eg("ballotDescription"), text(claim.party.description)))
    return core, context


def _map_candidacy_amount(claim: LinkedFact, person: str, _outcome: Outcome | None) -> Statements:
    candidacy, context = _candidacy(claim, person)
    name = _AMOUNTS[claim.fact.predicate][0]
    return (Statement(candidacy, eg(name), _amount(claim.fact.predicate, claim.fact.value)),), context


def _map_elected(claim: LinkedFact, person: str, _outcome: Outcome | None) -> Statements:
    candidacy, context = _candidacy(claim, person)
    return (Statement(candidacy, eg("elected"), boolean(True)),), context


def _map_contest_amount(claim: LinkedFact, _person: str, _outcome: Outcome | None) -> Statements:
    name = _AMOUNTS[claim.fact.predicate][0]
    context = _contest(claim)
    if name == "turnoutPercent":
        basis = "ValidVotes" if claim.source.is_official else "UnstatedTurnoutBasis"
        context = (*context, _link(claim.contest, "turnoutBasis", eg(basis)))
    return (Statement(claim.contest, eg(name), _amount(claim.fact.predicate, claim.fact.value)),), context


def _outcome_context(claim: LinkedFact, outcome: Outcome) -> tuple[Statement, ...]:
    return (
        *_contest(claim),
        _a(outcome.iri, "Outcome"),
        _link(outcome.iri, "outcomeOf", claim.contest),
        _link(outcome.iri, "baseline", eg(outcome.baseline)),
    )


def _map_outcome(claim: LinkedFact, _person: str, outcome: Outcome | None) -> Statements:
    assert outcome is not None
    kind = eg("Gain") if claim.fact.value == "gain" else eg("Hold")
    core: tuple[Statement, ...] = (_link(outcome.iri, "outcomeKind", kind),)
    if claim.party is not None:
        core = (*core, _link(outcome.iri, "wonBy", claim.party.iri))
    return core, _outcome_context(claim, outcome)


def _map_losing_party(claim: LinkedFact, _person: str, outcome: Outcome | None) -> Statements:
    assert outcome is not None and claim.party is not None
    core = (
        _link(outcome.iri, "gainedFrom", claim.party.iri),
        _link(outcome.iri, "outcomeKind", eg("Gain")),
    )
    return core, _outcome_context(claim, outcome)


def _incumbency(claim: LinkedFact, person: str) -> tuple[str, tuple[Statement, ...]]:
    assert claim.seat is not None and claim.election is not None
    incumbency = incumbency_iri(claim.election.key, claim.seat.key, person)
    context = (
        *_person_types(person),
        _a(incumbency, "Incumbency"),
        _link(incumbency, "incumbent", person),
        _link(incumbency, "incumbentSeat", claim.seat.iri),
        _link(incumbency, "goingInto", claim.election.iri),
        _link(incumbency, "basis", eg("Stated")),
    )
    return incumbency, context


def _map_incumbent(claim: LinkedFact, person: str, _outcome: Outcome | None) -> Statements:
    incumbency, context = _incumbency(claim, person)
    return (_link(incumbency, "incumbent", person),), context


def _map_defeated(claim: LinkedFact, person: str, _outcome: Outcome | None) -> Statements:
    incumbency, context = _incumbency(claim, person)
    candidacy, candidate = _candidacy(claim, person)
    core = (
        Statement(incumbency, eg("defeated"), boolean(True)),
        Statement(candidacy, eg("elected"), boolean(False)),
    )
    return core, (*context, *candidate)


def _map_stood_down(claim: LinkedFact, person: str, _outcome: Outcome | None) -> Statements:
    incumbency, context = _incumbency(claim, person)
    return (Statement(incumbency, eg("stoodDown"), boolean(True)),), context


def _map_member_since(claim: LinkedFact, person: str, _outcome: Outcome | None) -> Statements:
    return (Statement(person, eg("memberSince"), year(int(claim.fact.value))),), _person_types(person)


def _map_former_name(claim: LinkedFact, _person: str, _outcome: Outcome | None) -> Statements:
    assert claim.seat is not None and claim.former is not None
    succession = succession_iri(claim.former.iri, claim.seat.iri)
    context = (
        _a(succession, "Succession"),
        _link(succession, "predecessor", claim.former.iri),
        _link(succession, "successor", claim.seat.iri),
    )
    return (_link(claim.seat.iri, "formerlyNamed", claim.former.iri),), context


def _map_new_seat(claim: LinkedFact, _person: str, _outcome: Outcome | None) -> Statements:
    assert claim.seat is not None and claim.election is not None
    return (_link(claim.seat.iri, "newAt", claim.election.iri),), ()


def _map_appointment(claim: LinkedFact, person: str, _outcome: Outcome | None) -> Statements:
    assert claim.role is not None
    core = (_link(person, "appointedTo", claim.role.iri),)
    if claim.appointment:
        derived = Statement(claim.appointment, PROV + "wasDerivedFrom", node(claim.iri))
        return core, (*_person_types(person), derived)
    appointment = appointment_iri(person, claim.role.iri)
    context = (
        *_person_types(person),
        _a(appointment, "Appointment"),
        _link(appointment, "appointee", person),
        _link(appointment, "role", claim.role.iri),
    )
    return core, context


def _map_held_role(claim: LinkedFact, person: str, _outcome: Outcome | None) -> Statements:
    assert claim.role is not None
    return (_link(person, "heldRole", claim.role.iri),), _person_types(person)


def _map_tally(claim: LinkedFact, _person: str, _outcome: Outcome | None) -> Statements:
    assert claim.party is not None and claim.election is not None
    fact = claim.fact
    tally = tally_iri(claim.election.key, claim.party.iri, fact.declared)
    context: tuple[Statement, ...] = (
        _a(tally, "Tally"),
        _link(tally, "tallyOf", claim.election.iri),
        _link(tally, "party", claim.party.iri),
        Statement(tally, eg("isFinal"), boolean(fact.declared is None)),
    )
    if fact.declared is not None:
        context = (*context, Statement(tally, eg("declaredSeats"), count(fact.declared)))
    name = _AMOUNTS[fact.predicate][0]
    return (Statement(tally, eg(name), _amount(fact.predicate, fact.value)),), context


_MAPPERS: dict[str, Callable[[LinkedFact, str, Outcome | None], Statements]] = {
    "standsIn": _map_standing,
    "standsFor": _map_party,
    "votes": _map_candidacy_amount,
    "voteShare": _map_candidacy_amount,
    "elected": _map_elected,
    "outcome": _map_outcome,
    "gainedFrom": _map_losing_party,
    "majority": _map_contest_amount,
    "majorityShare": _map_contest_amount,
    "turnout": _map_contest_amount,
    "incumbentIn": _map_incumbent,
    "defeatedIn": _map_defeated,
    "stoodDown": _map_stood_down,
    "memberSince": _map_member_since,
    "formerlyNamed": _map_former_name,
    "newSeat": _map_new_seat,
    "appointedTo": _map_appointment,
    "heldRole": _map_held_role,
    "seatsWon": _map_tally,
    "seatsChange": _map_tally,
    "nationalShare": _map_tally,
}
