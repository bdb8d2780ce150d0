"""Read from a graph what pictures show, as records sorted for drawing.

For drawing. The queries of `queries/drawing/` run on the default graph, which is what is believed, or on the
graph of one source, which is what that source says; names and colours come from both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Store

from electiongraph.drawing.graph_queries import Row, read_first_rows, read_rows
from electiongraph.gazetteers import normalise_name

__all__ = [
    "Appointment",
    "Candidate",
    "Contest",
    "Incumbency",
    "Outcome",
    "Party",
    "Person",
    "Records",
    "Seat",
    "Source",
    "read_quotes",
    "read_records",
    "read_sources",
]

# The baseline that results lists mean comes first.
BASELINES = ("LastGeneralElection", "NotionalLastGeneralElection", "DepartingMember", "UnstatedBaseline", "")


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """A party: its usual short form, IRI and colour ("" when none is known)."""

    name: str
    iri: str
    colour: str


@dataclass(frozen=True, slots=True, order=True)
class Person:
    """A person: name and IRI."""

    name: str
    iri: str


@dataclass(frozen=True, slots=True, order=True)
class Seat:
    """A seat of one boundary set: name and IRI."""

    name: str
    iri: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person in a contest.

    Attributes:
        iri: The candidacy.
        person: Who.
        party: None when no source gives it.
        ballot_description: The source's own words for the party, where unusual; else "".
        votes: Count; None when not given.
        share_percent: 0 to 100; None when not given.
        is_elected: None when not known.
    """

    iri: str
    person: Person
    party: Party | None
    ballot_description: str
    votes: int | None
    share_percent: Decimal | None
    is_elected: bool | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A hold or gain: `kind` "hold" or "gain", the parties where known, and the baseline's name or ""."""

    kind: str
    party: Party | None
    gained_from: Party | None
    baseline: str


@dataclass(frozen=True, slots=True)
class Contest:
    """One seat on one polling day.

    Attributes:
        iri: The contest.
        seat: The seat.
        election: IRI of the election.
        election_name: Its name.
        polling_date: ISO 8601 date; "" when not known.
        candidates: By votes, most first; those without votes last, by name, but the elected first.
        majority: Count; None when not given.
        majority_percent: 0 to 100; None when not given.
        turnout_percent: 0 to 100; None when not given.
        turnout_basis: "ValidVotes", "AllBallots" or "".
        valid_votes: Count; None when not given.
        outcomes: The baseline that lists mean first.
        sources: IRIs of the sources that speak of the contest.
    """

    iri: str
    seat: Seat
    election: str
    election_name: str
    polling_date: str
    candidates: tuple[Candidate, ...]
    majority: int | None
    majority_percent: Decimal | None
    turnout_percent: Decimal | None
    turnout_basis: str
    valid_votes: int | None
    outcomes: tuple[Outcome, ...]
    sources: tuple[str, ...]

    @property
    def elected(self) -> tuple[Candidate, ...]:
        """The candidates who were elected, of whom some bodies have several a contest."""
        return tuple(candidate for candidate in self.candidates if candidate.is_elected)

    @property
    def winner(self) -> Candidate | None:
        """The only candidate who was elected; None when no source says who, or several were."""
        return self.elected[0] if len(self.elected) == 1 else None

    @property
    def winning_party(self) -> Party | None:
        """The party that won: of the hold or gain, else the winner's; None when no source says which."""
        first = self.outcomes[0].party if self.outcomes else None
        return first or (self.winner.party if self.winner else None)


@dataclass(frozen=True, slots=True)
class Incumbency:
    """A sitting member going into an election; `basis` is "stated", "inferred" or ""."""

    iri: str
    person: Person
    seat: Seat
    election: str
    is_defeated: bool
    has_stood_down: bool
    basis: str


@dataclass(frozen=True, slots=True)
class Appointment:
    """A person and a role: appointed to it, or, when `is_held`, holding it before; and who says so."""

    person: Person
    role: str
    role_iri: str
    is_held: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A text that the graph was built from."""

    iri: str
    title: str
    file_name: str
    publisher: str
    issued: str


@dataclass(frozen=True, slots=True)
class Records:
    """All that pictures show of a graph, each tuple sorted.

    Attributes:
        contests: By seat, later elections first.
        incumbencies: By seat and person.
        appointments: Appointments and roles held, by person and role.
        former_seats: Pairs of a seat and the seat that it was formerly named or is based on.
        sources: All sources of the graph, by title.
        scope: The source that the records are of; "" for what is believed.
    """

    contests: tuple[Contest, ...]
    incumbencies: tuple[Incumbency, ...]
    appointments: tuple[Appointment, ...]
    former_seats: tuple[tuple[Seat, Seat], ...]
    sources: tuple[Source, ...]
    scope: str = ""


def read_records(store: Store, source: str = "") -> Records:
    """Read what pictures show.

    Args:
        store: The graph.
        source: IRI of a source, for what that source says; "" for what is believed.
    """
    names = _Names(store, source)
    witnesses: dict[str, list[str]] = defaultdict(list)
    for row in read_rows(store, "witnesses", ""):
        witnesses[row["thing"]].append(row["source"])
    contests = _read_contests(store, source, names, witnesses)
    incumbencies = [
        Incumbency(
            row["incumbency"],
            Person(names.label(row["person"]), row["person"]),
            Seat(names.label(row["seat"]), row["seat"]),
            row["election"],
            row.get("defeated") == "true",
            row.get("stood_down") == "true",
            _local(row.get("basis", "")).lower(),
        )
        for row in read_first_rows(store, "incumbencies", source, ("incumbency",))
    ]
    appointments = [
        Appointment(
            Person(names.label(row["person"]), row["person"]),
            names.label(row["role"]),
            row["role"],
            is_held,
            (source,) if source else tuple(witnesses[row["person"]]),
        )
        for name, is_held in (("appointments", False), ("held_roles", True))
        for row in read_rows(store, name, source)
    ]
    former = {
        (Seat(names.label(row["seat"]), row["seat"]), Seat(names.label(row["former"]), row["former"]))
        for row in read_rows(store, "former_names", source)
    }
    return Records(
        tuple(
            sorted(contests, key=lambda contest: (contest.seat, _reverse(contest.polling_date), contest.iri))
        ),
        tuple(sorted(incumbencies, key=lambda item: (item.seat, item.person, item.election))),
        tuple(sorted(appointments, key=lambda item: (item.person, item.is_held, item.role, item.role_iri))),
        tuple(sorted(former)),
        read_sources(store),
        source,
    )


def read_quotes(store: Store, source: str = "") -> dict[tuple[str, str, str], str]:
    """Return the words behind each statement, by subject, property (local name) and object.

    Args:
        store: The graph.
        source: Only this source's words; "" for any's, the first by source and place.
    """
    quotes: dict[tuple[str, str, str], str] = {}
    for row in read_rows(store, "quotes", ""):
        if source in ("", row["source"]):
            quotes.setdefault((row["subject"], _local(row["property"]), row["object"]), row["quote"])
    return quotes


class _Names:
    """Names, party colours and polling dates, from the default graph and the source's own."""

    def __init__(self, store: Store, source: str) -> None:
        rows = read_rows(store, "labels", "")
        # A source's own spelling of a name comes before the believed one.
        own = read_rows(store, "labels", source) if source else ()
        self._labels: dict[str, str] = {}
        self._colours: dict[str, str] = {}
        self._dates: dict[str, str] = {}
        for row in (*own, *rows):
            self._labels.setdefault(row["thing"], row["label"])
            if "colour" in row:
                self._colours.setdefault(row["thing"], row["colour"])
            if "polling_date" in row:
                self._dates.setdefault(row["thing"], row["polling_date"])

    def label(self, iri: str) -> str:
        """Return a thing's name, or the last part of its IRI in words."""
        return self._labels.get(iri) or iri.rsplit("/", 1)[-1].split("--", maxsplit=1)[0].replace("-", " ")

    def party(self, iri: str | None) -> Party | None:
        """Return a party, or None without an IRI."""
        return Party(self.label(iri), iri, self._colours.get(iri, "")) if iri else None

    def polling_date(self, election: str) -> str:
        """Return an election's polling date, or ""."""
        return self._dates.get(election, "")


def _read_contests(
    store: Store, source: str, names: _Names, witnesses: Mapping[str, Sequence[str]]
) -> list[Contest]:
    candidates: dict[str, list[Candidate]] = defaultdict(list)
    rows = read_first_rows(store, "contests", source, ("contest",))
    winners = {row["winner"] for row in rows if "winner" in row}
    for row in read_first_rows(store, "candidacies", source, ("candidacy",)):
        candidates[row["contest"]].append(_candidate(row, names, winners))
    outcomes: dict[str, list[Outcome]] = defaultdict(list)
    for row in read_rows(store, "outcomes", source):
        outcomes[row["contest"]].append(_outcome(row, names))
    return [
        Contest(
            iri=row["contest"],
            seat=Seat(names.label(row["seat"]), row["seat"]),
            election=row["election"],
            election_name=names.label(row["election"]),
            polling_date=names.polling_date(row["election"]),
            candidates=tuple(sorted(candidates[row["contest"]], key=_candidate_order)),
            majority=_integer(row, "majority"),
            majority_percent=_decimal(row, "majority_percent"),
            turnout_percent=_decimal(row, "turnout_percent"),
            turnout_basis=_local(row.get("turnout_basis", "")).replace("UnstatedTurnoutBasis", ""),
            valid_votes=_integer(row, "valid_votes"),
            outcomes=tuple(sorted(outcomes[row["contest"]], key=_outcome_order)),
            sources=(source,) if source else tuple(witnesses.get(row["contest"], ())),
        )
        for row in rows
    ]


def _candidate(row: Row, names: _Names, winners: set[str]) -> Candidate:
    elected = row.get("elected")
    return Candidate(
        row["candidacy"],
        Person(names.label(row["person"]), row["person"]),
        names.party(row.get("party")),
        row.get("ballot_description", ""),
        _integer(row, "votes"),
        _decimal(row, "share_percent"),
        True if row["candidacy"] in winners else None if elected is None else elected == "true",
    )


def _candidate_order(candidate: Candidate) -> tuple[int, int, bool, str, str]:
    group = 1 if candidate.votes is not None else 0 if candidate.is_elected else 2
    return (
        group,
        -(candidate.votes or 0),
        not candidate.is_elected,
        normalise_name(candidate.person.name),
        candidate.iri,
    )


def _outcome(row: Row, names: _Names) -> Outcome:
    kind = _local(row.get("outcome_kind", "")).lower()
    baseline = _local(row.get("baseline", ""))
    return Outcome(kind, names.party(row.get("won_by")), names.party(row.get("gained_from")), baseline)


def _outcome_order(outcome: Outcome) -> tuple[int, str, str, str]:
    rank = BASELINES.index(outcome.baseline) if outcome.baseline in BASELINES else len(BASELINES)
    party, loser = outcome.party, outcome.gained_from
    return (rank, outcome.kind, party.name if party else "", loser.name if loser else "")


def read_sources(store: Store) -> tuple[Source, ...]:
    """Return all sources of a graph, by title."""
    sources = [
        Source(
            row["source"],
            row.get("title", "") or row.get("file_name", ""),
            row.get("file_name", ""),
            row.get("publisher", ""),
            row.get("issued", "")[:10],
        )
        for row in read_first_rows(store, "sources", "", ("source",))
    ]
    return tuple(sorted(sources, key=lambda source: (source.title, source.iri)))


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1]


def _integer(row: Row, column: str) -> int | None:
    return int(row[column]) if column in row else None


def _decimal(row: Row, column: str) -> Decimal | None:
    return Decimal(row[column]) if column in row else None


def _reverse(date: str) -> tuple[int, ...]:
    """Return a key that sorts later dates first, and no date last."""
    return tuple(-ord(letter) for letter in date) or (1,)
