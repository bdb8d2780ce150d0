"""Tell which constituencies a place has: a nation, a region, or a county.

Nations and regions by the gazetteer; counties by official files, which give the county of each seat of 2010
to 2019, and by the overlaps that of each later seat whose people all come from there; where no file is at
hand, by names that carry the county's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from electiongraph.extraction.coverage import county_names
from electiongraph.gazetteers import Gazetteers, Seat, normalise_name

__all__ = ["Extent", "Places"]

# The overlaps are rounded.
_WHOLE_PERCENT = 99.9
# Files that give a county for fewer of all seats are a part of those of an election.
_WHOLE_FILES = 0.95


@dataclass(frozen=True, slots=True)
class Extent:
    """The constituencies of some places.

    Attributes:
        names: The places, those that are known.
        seats: Their constituencies, by name.
        is_complete: False where of a county only those are known whose names carry its name, or of which the
            files at hand tell, so that there may be more.
    """

    names: tuple[str, ...]
    seats: tuple[Seat, ...]
    is_complete: bool


class Places:
    """Knows the constituencies of nations, regions and counties."""

    def __init__(
        self,
        gazetteers: Gazetteers,
        counties: Mapping[str, str] | None = None,
        shares: Mapping[tuple[str, str], tuple[float, float]] | None = None,
    ) -> None:
        """Remember what is known.

        Args:
            gazetteers: The seats.
            counties: For seats (IRIs) the county that official files give.
            shares: For an old and a new seat (IRIs) what percentage of each one's people they have in common.
        """
        self._seats = {seat.iri: seat for seat in gazetteers.seats}
        self._regions: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
        self._counties: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
        for iri, seat in self._seats.items():
            for name in {seat.country, seat.region}:
                self._regions[seat.boundary_set, normalise_name(name)][iri] = 100.0
        for iri, county in (counties or {}).items():
            if county and iri in self._seats:
                key = normalise_name(county)
                self._counties[self._seats[iri].boundary_set, key][iri] = 100.0
        for (old, new), (_, of_new) in (shares or {}).items():
            county = (counties or {}).get(old, "")
            if county and new in self._seats and new not in (counties or {}):
                within = self._counties[self._seats[new].boundary_set, normalise_name(county)]
                within[new] = within.get(new, 0.0) + of_new
        self._whole = {
            one for one in {seat.boundary_set for seat in self._seats.values()} if self._is_whole(one)
        }
        self._county_names = frozenset(normalise_name(name) for name in county_names())

    def extent(self, names: Iterable[str], boundary_set: str) -> Extent:
        """Return the constituencies of those names that are places.

        Args:
            names: What may be the names of places.
            boundary_set: "2010" or "2024".

        Examples:
            >>> from electiongraph.gazetteers import load_gazetteers
            >>> extent = Places(load_gazetteers()).extent(["Wales"], "2024")
            >>> len(extent.seats), extent.is_complete
            (32, True)
            >>> extent = Places(load_gazetteers()).extent(["Hertfordshire", "Luton"], "2024")
            >>> extent.names, [seat.name for seat in extent.seats], extent.is_complete
            (('Hertfordshire',), ['North East Hertfordshire', 'South West Hertfordshire'], False)
        """
        known: list[str] = []
        shares: dict[str, float] = defaultdict(float)
        is_complete = True
        for name in names:
            within, is_whole = self._within(normalise_name(name), boundary_set)
            if within:
                known.append(name.title() if name.isupper() else name)
                is_complete = is_complete and is_whole
            for iri, share in within.items():
                shares[iri] += share
        seats = [self._seats[iri] for iri, share in shares.items() if share >= _WHOLE_PERCENT]
        return Extent(tuple(known), tuple(sorted(seats, key=lambda seat: seat.name)), is_complete)

    def _is_whole(self, boundary_set: str) -> bool:
        """Tell whether the county of nearly every seat is known."""
        placed = {
            iri for (polled, _), within in self._counties.items() if polled == boundary_set for iri in within
        }
        of_set = [iri for iri, seat in self._seats.items() if seat.boundary_set == boundary_set]
        return len(placed) >= _WHOLE_FILES * len(of_set)

    def _within(self, key: str, boundary_set: str) -> tuple[Mapping[str, float], bool]:
        """Return the seats of a place, and whether these are all; a county comes before its region."""
        county = self._counties.get((boundary_set, key), {})
        if county and boundary_set in self._whole:
            return county, True
        if region := self._regions.get((boundary_set, key)):
            return region, True
        return {**county, **dict.fromkeys(self._carriers(key, boundary_set), 100.0)}, False

    def _carriers(self, key: str, boundary_set: str) -> Sequence[str]:
        """Return the seats whose names carry a county's."""
        if key not in self._county_names:
            return ()
        return [
            iri
            for iri, seat in self._seats.items()
            if seat.boundary_set == boundary_set and f" {key} " in f" {normalise_name(seat.name)} "
        ]
