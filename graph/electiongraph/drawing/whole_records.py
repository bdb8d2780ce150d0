"""Read from a graph what pictures of a whole election show: who won each seat, and what each party had.

For drawing. Other than `records`, which holds all of a graph, this reads one election at a time, general or
recalculated on new boundaries, from what is believed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Store

from electiongraph.drawing.graph_queries import Row, read_first_rows, read_rows
from electiongraph.drawing.records import Party, Source, read_sources
from electiongraph.errors import DrawingError
from electiongraph.gazetteers import load_gazetteers, normalise_name

__all__ = [
    "BY",
    "GENERAL",
    "Election",
    "PartyVotes",
    "SeatResult",
    "WholeElection",
    "find_baseline",
    "find_election",
    "find_party",
    "read_elections",
    "read_party",
    "read_party_votes",
    "read_whole_election",
    "seats_by_party",
]

GENERAL, NOTIONAL, BY = "GeneralElection", "NotionalElection", "ByElection"
# An earlier election is on the same seats when it has at least this part of them.
SAME_SEATS = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Election:
    """An election: `kind` is "GeneralElection", "NotionalElection", "ByElection" or ""; contests counted."""

    iri: str
    name: str
    polling_date: str
    kind: str
    contests: int

    @property
    def is_notional(self) -> bool:
        """Whether it is an earlier one recalculated on new boundaries."""
        return self.kind == NOTIONAL


@dataclass(frozen=True, slots=True)
class SeatResult:
    """Who won a seat.

    Attributes:
        contest: IRI of the contest.
        seat: IRI of the seat.
        name: The seat's name.
        codes: Its official codes, the present one first.
        region: Region of England, or country; "" when not known.
        party: Who won it; None when no source says.
        winner: The person's name; "" when no source says.
        majority: Count; None when not given.
        majority_percent: Of the valid votes, 0 to 100; None when not known.
    """

    contest: str
    seat: str
    name: str
    codes: tuple[str, ...]
    region: str
    party: Party | None
    winner: str
    majority: int | None
    majority_percent: Decimal | None


@dataclass(frozen=True, slots=True)
class WholeElection:
    """An election with its seats, by name, and the sources that speak of it, those of most seats first."""

    election: Election
    results: tuple[SeatResult, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class PartyVotes:
    """What parties had in the seats of an election: shares (0 to 100) by seat and party, votes by party."""

    shares: dict[str, dict[str, Decimal]]
    votes: dict[str, int]
    parties: dict[str, Party]


def find_election(store: Store, date: str = "", *, is_notional: bool = False) -> Election:
    """Return the election that a picture is of: the latest general one of a date or its beginning.

    Args:
        store: The graph.
        date: Polling date or its beginning; "" for the latest.
        is_notional: Whether the one recalculated on new boundaries is meant.

    Raises:
        DrawingError: When the graph has none.
    """
    elections = read_elections(store)
    wanted = [one for one in elections if one.is_notional == is_notional]
    found = [one for one in wanted if one.polling_date.startswith(date)]
    general = [one for one in found if one.kind in (GENERAL, NOTIONAL)]
    general = general or [one for one in found if one.contests > 1] or found
    if not general:
        named = ", ".join(sorted({one.polling_date for one in wanted if one.kind != BY}))
        what = "no notional result in the graph" if is_notional else "no election with contests in the graph"
        advice = (
            "build it with the notional results among the files" if is_notional else "build it from results"
        )
        advice = f"there are those of {named}" if named else advice
        raise DrawingError(f"{what} of {date}" if date else what, advice=advice)
    return max(general, key=lambda one: (one.polling_date, one.contests, one.iri))


def find_baseline(store: Store, whole: WholeElection) -> WholeElection:
    """Return the election before on the same seats: a notional one where the boundaries are new.

    Raises:
        DrawingError: When the graph has none.
    """
    seats = {result.seat for result in whole.results}
    earlier = [
        one
        for one in read_elections(store)
        if one.polling_date < whole.election.polling_date and one.kind != BY and one.contests > 1
    ]
    for one in sorted(earlier, key=lambda one: (one.polling_date, one.is_notional, one.iri), reverse=True):
        before = read_whole_election(store, one)
        shared = sum(result.seat in seats for result in before.results)
        if shared >= SAME_SEATS * min(len(seats), len(before.results)):
            return before
    raise DrawingError(
        f"no notional result in the graph: no earlier election on the seats of {whole.election.polling_date}",
        advice="build it with the results of the election before, recalculated on the new boundaries",
    )


def read_whole_election(store: Store, election: Election) -> WholeElection:
    """Read who won each seat of an election."""
    things = {"election": election.iri}
    parties = _read_parties(store)
    places: dict[str, list[Row]] = defaultdict(list)
    for row in read_rows(store, "seat_places"):
        places[row["seat"]].append(row)
    winners = {row["contest"]: row for row in read_rows(store, "notional_winners", "", things)}
    winners.update({row["contest"]: row for row in read_rows(store, "seat_winners", "", things)})
    results = [
        _result(row, places[row["seat"]], winners.get(row["contest"], {}), parties)
        for row in read_first_rows(store, "seat_contests", "", ("contest",), things)
    ]
    sources = {source.iri: source for source in read_sources(store)}
    cited = [
        sources[row["source"]]
        for row in read_rows(store, "election_sources", "", things)
        if row["source"] in sources
    ]
    results.sort(key=lambda one: (normalise_name(one.name), one.seat))
    return WholeElection(election, tuple(results), tuple(cited))


def read_party_votes(store: Store, election: Election) -> PartyVotes:
    """Read each party's share in each seat of an election, worked out from the votes where not given."""
    rows = read_first_rows(store, "party_votes", "", ("result",), {"election": election.iri})
    known = _read_parties(store)
    totals: Counter[str] = Counter()
    for row in rows:
        totals[row["seat"]] += int(row.get("votes", 0))
    shares: dict[str, dict[str, Decimal]] = defaultdict(dict)
    votes: Counter[str] = Counter()
    parties: dict[str, Party] = {}
    for row in rows:
        seat, party = row["seat"], row["party"]
        parties[party] = _party(known, party)
        votes[party] += int(row.get("votes", 0))
        share = Decimal(row["share_percent"]) if "share_percent" in row else None
        if share is None and "votes" in row and totals[seat]:
            share = Decimal(100 * int(row["votes"])) / totals[seat]
        if share is not None:
            shares[seat][party] = shares[seat].get(party, Decimal(0)) + share
    return PartyVotes(dict(shares), dict(votes), parties)


def find_party(parties: Sequence[Party], name: str) -> Party:
    """Return the party of a name, as the graph or the gazetteers write it; errors name the first ones.

    Raises:
        DrawingError: When none of the parties is called so.
    """
    wanted = normalise_name(name)
    found = [one for one in parties if name == one.iri or normalise_name(one.name) == wanted]
    if not found:
        known = load_gazetteers().party_named(name)
        found = [one for one in parties if known is not None and one.iri == known.iri]
    if not found:
        named = ", ".join(list(dict.fromkeys(one.name for one in parties))[:8])
        raise DrawingError(f"no party called {name!r} here", advice=f"there are {named}" if named else "")
    return found[0]


def seats_by_party(results: Sequence[SeatResult]) -> list[tuple[Party | None, int]]:
    """Return parties with the seats that they won, most first; None is "not known", and comes last."""
    counted = Counter(result.party for result in results)
    return sorted(
        counted.items(), key=lambda item: (item[0] is None, -item[1], item[0].name if item[0] else "")
    )


def read_party(row: Row) -> Party:
    """Return the party of a row with `party`, `party_name` and `colour`."""
    name = row.get("party_name") or row["party"].rsplit("/", 1)[-1].replace("-", " ")
    return Party(name, row["party"], row.get("colour", ""))


def _read_parties(store: Store) -> dict[str, Party]:
    return {row["party"]: read_party(row) for row in read_first_rows(store, "parties", "", ("party",))}


def _party(known: Mapping[str, Party], iri: str) -> Party:
    return known.get(iri) or read_party({"party": iri})


def read_elections(store: Store) -> list[Election]:
    """Read the elections that have contests, by polling date."""
    return [
        Election(
            row["election"],
            row.get("name") or row["election"].rsplit("/", 1)[-1],
            row["polling_date"],
            row.get("kind", "").rsplit("#", 1)[-1] or (NOTIONAL if "recalculates" in row else ""),
            int(row["contests"]),
        )
        for row in read_first_rows(store, "elections", "", ("election",))
    ]


def _result(row: Row, places: Sequence[Row], winner: Row, parties: Mapping[str, Party]) -> SeatResult:
    majority = int(row["majority"]) if "majority" in row else None
    valid = int(row.get("valid_votes", 0))
    last = row["seat"].rsplit("/", 1)[-1]
    given = [place[key] for place in places for key in ("code", "former_code") if key in place]
    place = places[0] if places else {}
    party = winner.get("party") or row.get("won_by")
    return SeatResult(
        contest=row["contest"],
        seat=row["seat"],
        name=place.get("name", last.replace("-", " ")),
        codes=tuple(dict.fromkeys([*given, last])),
        region=place.get("region") or place.get("country", ""),
        party=_party(parties, party) if party else None,
        winner=winner.get("winner", ""),
        majority=majority,
        majority_percent=Decimal(100 * majority) / valid if majority is not None and valid else None,
    )
