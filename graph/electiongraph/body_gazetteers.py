"""The gazetteers of one body: a nation's parliament, mayoralties, the parliament of another country.

Names such as Ayr, Banks or Wellington Central are an area of an election only in a text about that
election. So each body has gazetteers of its own, made when the first text about it is read: its areas, with
the constituencies of the House of Commons that such texts also name, and in another country its parties.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator

from electiongraph.gazetteers import (
    Gazetteers,
    Party,
    Seat,
    gazetteers_of,
    normalise_name,
    party_of,
    read_concepts,
)
from electiongraph.resources import folder

__all__ = ["ABROAD", "NATIONS", "SINGLE_OFFICES", "areas_polled", "body_of", "gazetteers_of_body"]

ABROAD = frozenset(("canada", "ireland", "australia", "new-zealand", "india"))
# Whose texts name constituencies of one nation only.
NATIONS = {
    "scottish-parliament": "Scotland",
    "senedd": "Wales",
    "northern-ireland-assembly": "Northern Ireland",
}
# Which constituencies of the House of Commons also elect members of another body, and until when.
SHARED_SEATS = {"senedd": ("2010",), "northern-ireland-assembly": ("2010", "2024")}
SINGLE_OFFICES = frozenset(("mayoral", "police-and-crime-commissioner"))
BODIES = frozenset((*ABROAD, *NATIONS, *SINGLE_OFFICES, "european-parliament"))
NO_PARTIES = ("independent",)
NEW_BOUNDARIES = "2024"
# Sorts of areas that are no seats: regions that elect by list, and towns of a mayoralty.
NO_CONSTITUENCIES = ("region", "place")


def body_of(kind: str) -> str:
    """Return the body that an election of a kind is to, "" for the House of Commons and for councils.

    Args:
        kind: As `Election.kind` has it.

    Examples:
        >>> body_of("india-kerala"), body_of("by-election")
        ('india', '')
    """
    if kind in BODIES:
        return kind
    country = kind.partition("-")[0]
    return country if country in ABROAD else ""


@functools.lru_cache(maxsize=32)
def gazetteers_of_body(kind: str, gazetteers: Gazetteers, beside: str = "") -> Gazetteers:
    """Return the names that a text about an election of a kind may mean.

    Args:
        kind: As `Election.kind` has it.
        gazetteers: Those of the House of Commons.
        beside: The kind of another election of the same day that the text is about too, "" for none.

    Returns:
        The same gazetteers for elections to the House of Commons and to councils, whose wards are in none.

    Examples:
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> commons = load_gazetteers()
        >>> holyrood = gazetteers_of_body("scottish-parliament", commons)
        >>> [len(known.seats_named("Cunninghame South")) > 0 for known in (commons, holyrood)]
        [False, True]
    """
    body = body_of(kind)
    if not body:
        beside_councils = _areas().get(beside, ())
        if not beside_councils:
            return gazetteers
        seats = (*gazetteers.seats, *beside_councils)
        return gazetteers_of(seats, gazetteers.parties, gazetteers.roles, gazetteers.elections)
    areas = (*_areas().get(body, ()), *_areas().get(beside, ()))
    if body in ABROAD:
        independent = tuple(p for p in gazetteers.parties if p.iri.rpartition("/")[2] in NO_PARTIES)
        parties = (*_foreign_parties().get(body, ()), *independent)
        return gazetteers_of(areas, parties, gazetteers.roles, gazetteers.elections)
    taken = {normalise_name(name) for area in areas for name in (area.name, *area.aliases)}
    commons = tuple(_seats_beside(body, taken, gazetteers))
    return gazetteers_of((*areas, *commons), gazetteers.parties, gazetteers.roles, gazetteers.elections)


@functools.lru_cache(maxsize=64)
def areas_polled(kind: str, date: str) -> tuple[str, ...]:
    """Return the names of the areas of a nation's parliament, or of mayors or commissioners, at an election.

    Args:
        kind: As `Election.kind` has it.
        date: Polling date.

    Returns:
        In the order of the file, without regions that elect by list beside constituencies; none for the
        House of Commons, councils and other countries.

    Examples:
        >>> "Cunninghame South" in areas_polled("scottish-parliament", "2021-05-06")
        True
    """
    body = body_of(kind)
    if not body or body in ABROAD:
        return ()
    wanted = NEW_BOUNDARIES if date >= NEW_BOUNDARIES else "2010"
    return tuple(
        area.name
        for area in _areas().get(body, ())
        if area.boundary_set == wanted and area.kind not in NO_CONSTITUENCIES
    )


def _seats_beside(body: str, taken: set[str], gazetteers: Gazetteers) -> Iterator[Seat]:
    """Yield the constituencies of the House of Commons that texts about a body also name."""
    nation = NATIONS.get(body)
    for seat in gazetteers.seats:
        if nation and seat.country != nation:
            continue
        if seat.boundary_set in SHARED_SEATS.get(body, ()):
            yield dataclasses.replace(seat, body=body)
        elif normalise_name(seat.name) not in taken:
            yield dataclasses.replace(
                seat,
                aliases=tuple(one for one in seat.aliases if normalise_name(one) not in taken),
                hidden=tuple(one for one in seat.hidden if normalise_name(one) not in taken),
                places=tuple(one for one in seat.places if normalise_name(one) not in taken),
            )


@functools.lru_cache(maxsize=1)
def _areas() -> dict[str, tuple[Seat, ...]]:
    """Return the areas of each body; one polled before and since 2024 counts in both boundary sets."""
    areas: dict[str, list[Seat]] = {}
    for iri, properties in read_concepts(folder("ontology") / "areas.ttl"):
        first = properties.get("polledFrom", [""])[0]
        last = properties.get("polledUntil", [""])[0] or "9999"
        body = properties["electionKind"][0]
        # The set of the Commons' boundaries of the time stands for the body's own.
        for boundary_set in ("2010", NEW_BOUNDARIES):
            if (first < NEW_BOUNDARIES) if boundary_set == "2010" else (last >= NEW_BOUNDARIES):
                areas.setdefault(body, []).append(
                    Seat(
                        iri=iri,
                        name=properties["prefLabel"][0],
                        aliases=tuple(sorted(properties.get("altLabel", ()))),
                        hidden=(),
                        gss="",
                        boundary_set=boundary_set,
                        country=properties.get("country", [""])[0],
                        region=properties.get("region", [""])[0],
                        kind=properties["areaSort"][0],
                        body=body,
                    )
                )
    return {body: tuple(of) for body, of in areas.items()}


@functools.lru_cache(maxsize=1)
def _foreign_parties() -> dict[str, tuple[Party, ...]]:
    parties: dict[str, list[Party]] = {}
    for iri, properties in read_concepts(folder("ontology") / "foreign-parties.ttl"):
        parties.setdefault(properties["electionKind"][0], []).append(party_of(iri, properties))
    return {body: tuple(of) for body, of in parties.items()}
