"""The gazetteers: seats, parties, roles and elections known by name, for extraction and linking.

Read from four SKOS files in `ontology/`, which come in as Turtle and go out as frozen records with
the lookups that every later stage shares; what other bodies are elected for is in `body_gazetteers`.
Labels become names like this: `skos:prefLabel` in English is the name, `skos:altLabel` and Welsh labels
are aliases, `skos:hiddenLabel` and `eg:placeName` serve lookup only, and `eg:abbreviation` names a party
in a results list but not in prose.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph

from electiongraph.errors import ResourceError
from electiongraph.gazetteer_records import Election, Party, Role, Seat, normalise_name
from electiongraph.kept_work import kept
from electiongraph.resources import folder

__all__ = [
    "Election",
    "Gazetteers",
    "Party",
    "Role",
    "Seat",
    "gazetteers_of",
    "load_gazetteers",
    "normalise_name",
    "party_of",
    "read_concepts",
    "read_gazetteers",
]

EG = "https://w3id.org/electiongraph/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
# Later sets first: a bare name in a text written today means today's seat.
BOUNDARY_SET_ORDER = {"2024": 0, "2010": 1}
# Of 100: "Hertford and Stortfort" is 95 like "Hertford and Stortford", "Barking" 80 like "Basing".
LEAST_LIKENESS = 90
ELECTION_KINDS = {"GeneralElection": "general", "ByElection": "by-election", "NotionalElection": "notional"}

Properties = dict[str, list[str]]


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteers:
    """All four gazetteers, each sorted by IRI, with lookup by name."""

    seats: tuple[Seat, ...]
    parties: tuple[Party, ...]
    roles: tuple[Role, ...]
    elections: tuple[Election, ...]
    _seats: Mapping[str, tuple[Seat, ...]] = field(default_factory=dict, repr=False, compare=False)
    _parties: Mapping[str, Party] = field(default_factory=dict, repr=False, compare=False)
    _roles: Mapping[str, Role] = field(default_factory=dict, repr=False, compare=False)

    def seats_named(self, name: str) -> tuple[Seat, ...]:
        """Return the seats that have this label, of whichever boundary set.

        Args:
            name: Any label, in any case, with or without accents, commas and "the".

        Returns:
            Seats whose name or alias it is, then those that it merely finds, and within these the 2024
            boundaries before the older ones; empty when there is none.

        Examples:
            >>> [(s.name, s.boundary_set) for s in load_gazetteers().seats_named("Mid Bucks")]
            [('Mid Buckinghamshire', '2024')]
        """
        key = normalise_name(name)
        return self._seats.get(key) or self._seats.get(key.removeprefix("the ")) or ()

    def nearest_seat(self, name: str, date: str) -> Seat | None:
        """Return the seat polled on a date whose name is nearly this one, as when it is misspelt.

        Args:
            name: The name as printed.
            date: ISO 8601 polling date of a general election, or a longer text that starts with one.

        Examples:
            >>> load_gazetteers().nearest_seat("Hertford and Stortfort", "2024-07-04").name
            'Hertford and Stortford'
            >>> load_gazetteers().nearest_seat("Jump", "2024-07-04") is None
            True
        """
        from rapidfuzz import fuzz, process  # noqa: PLC0415

        polled = self.boundary_set_on(date)
        names = {key: seats[0] for key, seats in self._seats.items() if seats[0].boundary_set == polled}
        found = process.extractOne(
            normalise_name(name), list(names), scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS
        )
        return names[found[0]] if found else None

    def party_named(self, name: str) -> Party | None:
        """Return the party that has this label or abbreviation.

        Args:
            name: Any form: "Tory", "the Green Party", "Lab Co-op", "LD".

        Returns:
            The party, or None when no party has the label.

        Examples:
            >>> load_gazetteers().party_named("Lab Co-op").name
            'Labour'
            >>> load_gazetteers().party_named("Patriots Alliance") is None
            True
        """
        key = normalise_name(name)
        for candidate in _party_keys(key):
            if candidate in self._parties:
                return self._parties[candidate]
        return None

    def party_standing_in(self, party: Party, country: str) -> Party:
        """Return the sister party that stands under the party's bare name in a country.

        Args:
            party: The party that a bare name ("Green") gives.
            country: The country of the seat.

        Returns:
            The branch registered there, or the party itself.

        Examples:
            >>> gazetteers = load_gazetteers()
            >>> gazetteers.party_standing_in(gazetteers.party_named("Green"), "Scotland").register_id
            'PP130'
        """
        for branch in self.parties:
            if branch.branch_of == party.iri and branch.country == country:
                return branch
        return party

    def role_named(self, name: str) -> Role | None:
        """Return the role that has this title.

        Args:
            name: Any form: "Foreign Secretary", "the Chancellor".

        Returns:
            The role, or None when no role has the title.

        Examples:
            >>> load_gazetteers().role_named("Foreign Secretary").name
            'Secretary of State for Foreign, Commonwealth and Development Affairs'
        """
        key = normalise_name(name)
        return self._roles.get(key) or self._roles.get(key.removeprefix("the "))

    def elections_on(self, date: str) -> tuple[Election, ...]:
        """Return what was polled on a date, ordered by IRI; recalculated elections are left out.

        Args:
            date: ISO 8601 date.

        Returns:
            The elections; empty when the gazetteer has none on that day.
        """
        return tuple(e for e in self.elections if e.date == date and e.kind != "notional")

    def general_elections(self) -> tuple[Election, ...]:
        """Return the general elections of which the gazetteers have the boundaries, earliest first."""
        return _general_elections(self)

    def boundary_set_on(self, date: str) -> str:
        """Return which boundaries a seat had on a polling date.

        Args:
            date: ISO 8601 date, or a longer text that starts with one.

        Returns:
            The set of the last general election on or before the date; the first set for earlier dates.

        Examples:
            >>> [load_gazetteers().boundary_set_on(d) for d in ("2024-05-02", "2024-07-04")]
            ['2010', '2024']
        """
        return _boundary_set_on(self, date[:10])


@functools.lru_cache(maxsize=4)
def _general_elections(gazetteers: Gazetteers) -> tuple[Election, ...]:
    return tuple(sorted((e for e in gazetteers.elections if e.kind == "general"), key=lambda e: e.date))


@functools.lru_cache(maxsize=512)
def _boundary_set_on(gazetteers: Gazetteers, date: str) -> str:
    elections = gazetteers.general_elections()
    past = [e.boundary_set for e in elections if e.date <= date]
    return past[-1] if past else elections[0].boundary_set


@functools.lru_cache(maxsize=1)
def load_gazetteers() -> Gazetteers:
    """Return the gazetteers that travel with the package, read once a process.

    Raises:
        ResourceError: When the folder `ontology` or a file in it is missing.
    """
    return read_gazetteers(folder("ontology"))


def read_gazetteers(ontology: Path) -> Gazetteers:
    """Read seats.ttl, parties.ttl, roles.ttl and elections.ttl.

    Args:
        ontology: The folder that holds them.

    Returns:
        The gazetteers with their indexes.

    Raises:
        ResourceError: When one of the files is missing.
    """
    seats = tuple(_seat(iri, of) for iri, of in read_concepts(ontology / "seats.ttl"))
    parties = tuple(party_of(iri, of) for iri, of in read_concepts(ontology / "parties.ttl"))
    roles = tuple(_role(iri, of) for iri, of in read_concepts(ontology / "roles.ttl"))
    elections = tuple(_election(iri, of) for iri, of in read_concepts(ontology / "elections.ttl"))
    return gazetteers_of(seats, parties, roles, elections)


def gazetteers_of(
    seats: tuple[Seat, ...],
    parties: tuple[Party, ...],
    roles: tuple[Role, ...],
    elections: tuple[Election, ...],
) -> Gazetteers:
    """Return the gazetteers of these records, each sorted by IRI, with their indexes."""
    return Gazetteers(
        seats, parties, roles, elections, _seat_index(seats), _party_index(parties), _role_index(roles)
    )


def read_concepts(path: Path) -> list[tuple[str, Properties]]:
    """Return each concept of a SKOS file with its properties by short name, sorted by IRI.

    Raises:
        ResourceError: When the file is missing.
    """
    if not path.is_file():
        raise ResourceError(
            "this gazetteer is missing from the installation",
            where=str(path),
            advice="install electiongraph again",
        )
    sources = (path.read_bytes(), repr(_SHORT_NAMES).encode())
    return kept(f"gazetteer-{path.stem}", sources, lambda: _concepts(path))


def _concepts(path: Path) -> list[tuple[str, Properties]]:
    subjects: dict[str, Properties] = {}
    for triple in pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE):
        name = _SHORT_NAMES.get(triple.predicate.value)
        value = triple.object
        if name is None or isinstance(value, pyoxigraph.Triple):
            continue
        if name == "prefLabel" and isinstance(value, pyoxigraph.Literal) and value.language == "cy":
            name = "altLabel"
        properties = subjects.setdefault(triple.subject.value, {})
        properties.setdefault(name, []).append(value.value)
    return sorted(item for item in subjects.items() if "inScheme" in item[1])


_SHORT_NAMES = {
    RDF_TYPE: "type",
    **{SKOS + name: name for name in ("altLabel", "hiddenLabel", "inScheme", "prefLabel")},
    **{
        EG + name: name
        for name in (
            "abbreviation", "areaSort", "boundarySet", "branchOf", "byElectionSeat", "colour", "colourName",
            "constituencyType", "country", "electionKind", "formerGssCode", "gssCode", "jurisdiction",
            "officialName", "otherRegisterId", "placeName", "polledFrom", "polledUntil",
            "pollingDate", "pollingYear", "region", "registerId", "renamedTo", "roleKind", "satAfter",
        )
    },
}  # fmt: skip


def _one(properties: Properties, name: str) -> str:
    return properties[name][0] if name in properties else ""


def _last_part(iri: str) -> str:
    return iri.rpartition("/")[2]


def _labels(properties: Properties, name: str = "altLabel") -> tuple[str, ...]:
    """Return the labels of one sort, sorted, without the name itself."""
    if name not in properties:
        return ()
    return tuple(sorted(set(properties[name]) - set(properties["prefLabel"])))


def _seat(iri: str, properties: Properties) -> Seat:
    return Seat(
        iri=iri,
        name=_one(properties, "prefLabel"),
        aliases=_labels(properties),
        hidden=_labels(properties, "hiddenLabel"),
        gss=_one(properties, "gssCode"),
        boundary_set=_last_part(_one(properties, "boundarySet")),
        country=_one(properties, "country"),
        region=_one(properties, "region"),
        kind=_one(properties, "constituencyType"),
        places=tuple(sorted(properties.get("placeName", ()))),
        former_gss=_one(properties, "formerGssCode"),
    )


def party_of(iri: str, properties: Properties) -> Party:
    """Return the party that a concept of a SKOS file describes."""
    return Party(
        iri=iri,
        name=_one(properties, "prefLabel"),
        official_name=_one(properties, "officialName"),
        aliases=_labels(properties),
        abbreviations=tuple(sorted(properties.get("abbreviation", ()))),
        register_id=_one(properties, "registerId"),
        colour=_one(properties, "colour"),
        jurisdiction=_one(properties, "jurisdiction"),
        country=_one(properties, "country"),
        other_register_ids=tuple(sorted(properties.get("otherRegisterId", ()))),
        renamed_to=_one(properties, "renamedTo"),
        branch_of=_one(properties, "branchOf"),
        colour_name=_one(properties, "colourName"),
    )


def _role(iri: str, properties: Properties) -> Role:
    return Role(iri, _one(properties, "prefLabel"), _labels(properties), _one(properties, "roleKind"))


def _election(iri: str, properties: Properties) -> Election:
    kinds = [ELECTION_KINDS.get(t.removeprefix(EG), "") for t in properties["type"] if t.startswith(EG)]
    return Election(
        iri=iri,
        date=_one(properties, "pollingDate") or _one(properties, "pollingYear"),
        kind=_one(properties, "electionKind") or kinds[0],
        name=_one(properties, "prefLabel"),
        seat=_one(properties, "byElectionSeat"),
        boundary_set=_last_part(_one(properties, "boundarySet")),
    )


def _seat_index(seats: Iterable[Seat]) -> dict[str, tuple[Seat, ...]]:
    ordered = sorted(seats, key=lambda seat: (BOUNDARY_SET_ORDER.get(seat.boundary_set, 2), seat.iri))
    index: dict[str, tuple[Seat, ...]] = {}
    for seat in ordered:
        for name in (seat.name, *seat.aliases):
            _add_seat(index, normalise_name(name), seat)
    for seat in ordered:
        for name in (*seat.hidden, *seat.places):
            _add_seat(index, normalise_name(name), seat)
    return index


def _add_seat(index: dict[str, tuple[Seat, ...]], key: str, seat: Seat) -> None:
    known = index.get(key)
    if known is None:
        index[key] = (seat,)
    elif seat not in known:
        index[key] = (*known, seat)


def _party_index(parties: Iterable[Party]) -> dict[str, Party]:
    """Index names before aliases before abbreviations: what is written out wins."""
    index: dict[str, Party] = {}
    parties = tuple(parties)
    for party in parties:
        index.setdefault(normalise_name(party.name), party)
    for party in parties:
        for alias in (party.official_name, *party.aliases):
            index.setdefault(normalise_name(alias), party)
    for party in parties:
        for abbreviation in party.abbreviations:
            index.setdefault(normalise_name(abbreviation), party)
    return index


def _party_keys(key: str) -> tuple[str, ...]:
    """Return what to look for, in order."""
    bare = key.removeprefix("the ")
    shorter = bare.removesuffix(" candidate").removesuffix(" party")
    # "The Workers' Party" is registered in Northern Ireland, but mostly means the one of Britain.
    return (bare, key, shorter)


def _role_index(roles: Iterable[Role]) -> dict[str, Role]:
    index: dict[str, Role] = {}
    roles = tuple(roles)
    for role in roles:
        index.setdefault(normalise_name(role.name), role)
    for role in roles:
        for alias in role.aliases:
            index.setdefault(normalise_name(alias), role)
    return index
