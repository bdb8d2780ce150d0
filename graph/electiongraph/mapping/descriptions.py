"""Say what the things in the graph are called, and which official codes they have.

Takes the mapped facts, people and contests, gives labels by IRI and the statements that describe seats,
parties, roles, elections, contests, candidacies and the other things that the believed graph refers to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from electiongraph.gazetteers import normalise_name
from electiongraph.identifiers import ID, election_iri
from electiongraph.linking.entity_linking import (
    LinkedElection,
    LinkedFact,
    LinkedParty,
    LinkedRole,
    LinkedSeat,
)
from electiongraph.linking.people import People
from electiongraph.mapping.labels import (
    candidacy_label,
    contest_label,
    incumbency_label,
    outcome_label,
    succession_label,
    when_of,
)
from electiongraph.mapping.statements import MappedFact, Statement
from electiongraph.sources.dates import FULL_DATE
from electiongraph.vocabulary import FOAF, RDF_TYPE, RDFS_LABEL, SCHEMA, SKOS, date, eg, node, text, year

__all__ = [
    "describe_election",
    "describe_party",
    "describe_role",
    "describe_seat",
    "describe_things",
    "label_nodes",
    "sought_by",
]

ELECTION_CLASSES = {
    "general": ("GeneralElection",),
    "by-election": ("ByElection",),
    "notional": ("NotionalElection",),
}
NOTIONAL_SUFFIX = " notional"


def describe_things(claims: Iterable[LinkedFact], people: People) -> list[Statement]:
    """Return the statements about people and about what comes from gazetteers.

    Args:
        claims: All claims that have a place in the graph.
        people: Who they name.
    """
    seats: dict[str, LinkedSeat] = {}
    parties: dict[str, LinkedParty] = {}
    roles: dict[str, LinkedRole] = {}
    elections: dict[str, LinkedElection] = {}
    for claim in claims:
        for seat in (claim.seat, claim.former):
            if seat:
                seats[seat.iri] = seat
        if claim.party:
            parties[claim.party.iri] = claim.party
        if claim.role:
            roles[claim.role.iri] = claim.role
        if claim.election:
            elections[claim.election.iri] = claim.election
    statements = [one for _, seat in sorted(seats.items()) for one in describe_seat(seat)]
    statements += [one for _, party in sorted(parties.items()) for one in describe_party(party)]
    statements += [one for _, role in sorted(roles.items()) for one in describe_role(role)]
    statements += [one for _, election in sorted(elections.items()) for one in describe_election(election)]
    statements += _describe_people(people)
    return statements


def _named(iri: str, name: str, *classes: str) -> list[Statement]:
    types = [Statement(iri, RDF_TYPE, node(one if ":" in one else eg(one))) for one in classes]
    return [*types, Statement(iri, RDFS_LABEL, text(name))]


def sought_by(iri: str, *names: str) -> list[Statement]:
    """Return the statements by which a thing is found under its names, however they are written.

    Args:
        iri: The thing.
        *names: What it is called.

    Returns:
        A `skos:hiddenLabel` for each name without case, accents and punctuation.

    Examples:
        >>> [one.value.value for one in sought_by("x:party", "Sinn Féin", "Sinn Fein")]
        ['sinn fein']
    """
    keys = sorted({normalise_name(name) for name in names} - {""})
    return [Statement(iri, SKOS + "hiddenLabel", text(key)) for key in keys]


def _told(iri: str, **values: str) -> list[Statement]:
    return [Statement(iri, eg(name), text(value)) for name, value in values.items() if value]


def describe_seat(seat: LinkedSeat) -> list[Statement]:
    """Return the statements about a seat."""
    statements = _named(seat.iri, seat.name, "Seat", SKOS + "Concept") + sought_by(seat.iri, seat.name)
    known = seat.seat
    boundary_set = known.boundary_set if known else seat.boundary_set
    if not boundary_set:
        return statements
    boundaries = f"{ID}boundary-set/{boundary_set}"
    return [
        *statements,
        *(_told(seat.iri, gssCode=known.gss, country=known.country, region=known.region) if known else ()),
        Statement(seat.iri, eg("boundarySet"), node(boundaries)),
        *_named(boundaries, f"boundaries of {boundary_set}", "BoundarySet"),
    ]


def describe_party(party: LinkedParty) -> list[Statement]:
    """Return the statements about a party."""
    statements = _named(party.iri, party.name, "Party")
    known = party.party
    if known is None:
        return statements + sought_by(party.iri, party.name)
    return [
        *statements,
        *sought_by(party.iri, party.name, known.official_name),
        *_told(
            party.iri,
            officialName=known.official_name,
            registerId=known.register_id,
            colour=known.colour,
            jurisdiction=known.jurisdiction,
        ),
    ]


def describe_role(role: LinkedRole) -> list[Statement]:
    """Return the statements about a role."""
    kind = role.role.kind if role.role else ""
    named = _named(role.iri, role.name, "Role") + sought_by(role.iri, role.name)
    return [*named, *_told(role.iri, roleKind=kind)]


def describe_election(election: LinkedElection) -> list[Statement]:
    """Return the statements about an election."""
    statements = _named(election.iri, election.name, "Election", *ELECTION_CLASSES.get(election.kind, ()))
    if election.kind == "notional":
        actual = election_iri(election.date)
        statements.append(Statement(election.iri, eg("recalculates"), node(actual)))
        name = f"{election.date[:4]} general election"
        actual_election = LinkedElection(actual, election.date, "general", name)
        statements += describe_election(actual_election)
    if len(election.date) == FULL_DATE:
        statements.append(Statement(election.iri, eg("pollingDate"), date(election.date)))
    elif election.date.isdigit():
        statements.append(Statement(election.iri, eg("pollingYear"), year(int(election.date))))
    return statements


def _describe_people(people: People) -> list[Statement]:
    statements: list[Statement] = []
    for person in people.persons:
        statements += _named(person.iri, person.name, "Person", FOAF + "Person")
        statements += [Statement(person.iri, SKOS + "altLabel", text(form.name)) for form in person.names[1:]]
        statements += sought_by(person.iri, person.name, *(form.name for form in person.names[1:]))
        statements += [
            Statement(person.iri, SCHEMA + "identifier", text(name)) for name in person.identifiers
        ]
    return statements


def label_nodes(
    believed: Sequence[Statement], facts: Sequence[MappedFact]
) -> tuple[list[Statement], dict[str, str]]:
    """Give contests, candidacies, outcomes, incumbencies and the like a readable label.

    Args:
        believed: All statements of the believed graph so far; they hold the labels of what is named.
        facts: The mapped facts, for the names of elections.

    Returns:
        The statements that add the labels, and all labels by IRI.
    """
    values: dict[str, dict[str, str]] = {}
    labels: dict[str, str] = {}
    for statement in believed:
        if statement.property_iri == RDFS_LABEL:
            labels[statement.subject] = statement.value.value
        elif statement.property_iri == RDF_TYPE:
            values.setdefault(statement.subject, {}).setdefault(statement.value.value, "")
        else:
            values.setdefault(statement.subject, {})[statement.property_iri] = statement.value.value
    when = {one.claim.election.iri: when_of(one.claim.election) for one in facts if one.claim.election}
    added: dict[str, str] = {}
    for subject, told in sorted(values.items()):
        if subject not in labels:
            label = _label(told, values, labels, when)
            if label:
                added[subject] = label
    statements = [Statement(subject, RDFS_LABEL, text(label)) for subject, label in added.items()]
    return statements, labels | added


def _label(
    told: Mapping[str, str],
    values: Mapping[str, Mapping[str, str]],
    labels: Mapping[str, str],
    when: Mapping[str, str],
) -> str:
    """Return the label of a node of the model, by its class; "" for a class that has none."""

    def name(key: str, of: Mapping[str, str] = told) -> str:
        return labels.get(of.get(eg(key), ""), "")

    def place(contest: Mapping[str, str]) -> str:
        return f"{name('seat', contest)} {when.get(contest.get(eg('election'), ''), '')}".strip()

    if eg("Contest") in told:
        return contest_label(name("seat"), name("election"))
    if eg("Candidacy") in told:
        contest = values.get(told.get(eg("contest"), ""), {})
        return candidacy_label(name("candidate"), name("party"), place(contest))
    if eg("Outcome") in told:
        contest = values.get(told.get(eg("outcomeOf"), ""), {})
        is_gain = told.get(eg("outcomeKind")) == eg("Gain")
        return outcome_label(place(contest), name("wonBy"), name("gainedFrom"), is_gain=is_gain)
    if eg("Incumbency") in told:
        election = when.get(told.get(eg("goingInto"), ""), "")
        return incumbency_label(name("incumbent"), name("incumbentSeat"), election)
    if eg("Appointment") in told:
        return f"{name('appointee')}, {name('role')}"
    if eg("Tally") in told:
        after = told.get(eg("declaredSeats"))
        so_far = f"after {after} declared" if after else "final"
        return f"{name('party')}, {name('tallyOf')}, {so_far}"
    if eg("Succession") in told:
        return succession_label(name("predecessor"), name("successor"))
    return ""
