"""Mentions of people while it is being worked out who is who.

A `Cluster` holds the claims that are taken to name one person, with what they tell of party, votes, seats
and offices; `Clusters` joins them. Used by `people.py` alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from electiongraph.linking.entity_linking import LinkedFact
from electiongraph.sources.candidate_lists import Candidate

__all__ = ["CANDIDATE_PREDICATES", "Cluster", "Clusters"]

CANDIDATE_PREDICATES = frozenset({"standsIn", "standsFor", "votes", "voteShare", "elected", "defeatedIn"})
MEMBER_PREDICATES = frozenset({"elected", "incumbentIn", "defeatedIn", "stoodDown", "memberSince"})
NATIONAL_ROLES = frozenset({"government", "shadow", "party", "parliament"})


class Cluster:
    """Mentions held to be one person; grows while clusters are joined.

    Attributes:
        facts: The claims.
        names: The spellings they use.
        parties: IRIs of the parties told.
        votes: The numbers of votes told.
        sources: IRIs of the sources.
        contests: IRIs of the contests that the claims are about.
        seats: IRIs of the seats.
        stood: The contests in which the person stood, by election key.
        apart: Numbers of clusters that must stay other people.
        candidates: Who of the lists of candidates is meant, by contest.
        is_member: True when some claim makes the person a winner or sitting MP.
        has_national_role: True when some claim gives a government, party or parliamentary office.
    """

    def __init__(self, facts: Iterable[LinkedFact]) -> None:
        self.facts: list[LinkedFact] = []
        self.names: set[str] = set()
        self.parties: set[str] = set()
        self.votes: set[str] = set()
        self.sources: set[str] = set()
        self.contests: set[str] = set()
        self.seats: set[str] = set()
        self.stood: dict[str, set[str]] = defaultdict(set)
        self.apart: set[int] = set()
        self.candidates: dict[str, Candidate] = {}
        self.is_member = False
        self.has_national_role = False
        for one in facts:
            self.add(one)

    def add(self, one: LinkedFact) -> None:
        """Take in a claim."""
        predicate = one.fact.predicate
        self.facts.append(one)
        self.names.add(one.fact.person)
        self.sources.add(one.source.iri)
        if predicate == "standsFor" and one.party:
            self.parties.add(one.party.iri)
        elif predicate == "votes":
            self.votes.add(str(one.fact.value))
        if one.seat:
            self.seats.add(one.seat.iri)
        if one.candidate:
            self.candidates.setdefault(one.contest, one.candidate)
        if one.contest and one.election:
            self.contests.add(one.contest)
            if predicate in CANDIDATE_PREDICATES:
                self.stood[one.election.key].add(one.contest)
        self.is_member |= predicate in MEMBER_PREDICATES
        kind = one.role.role.kind if one.role and one.role.role else ""
        self.has_national_role |= kind in NATIONAL_ROLES

    def contradicts(self, other: Cluster) -> bool:
        """Tell whether both have party and votes and share neither."""
        return self.has_other_party(other) and self.has_other_votes(other)

    @property
    def identifiers(self) -> frozenset[str]:
        """Return what registers call the person, as "mnis:1382"."""
        return frozenset(name for one in self.candidates.values() for name in one.identifiers)

    @property
    def registered_iri(self) -> str:
        """Return the IRI that official files give the person, "" when they give none or several."""
        known = {one.person_iri for one in self.candidates.values() if one.person_iri}
        return known.pop() if len(known) == 1 else ""

    @property
    def registered_name(self) -> str:
        """Return the name by which official files know the person; "" when they know none."""
        return max((one.registered_name for one in self.candidates.values()), default="")

    def is_same_candidate(self, other: Cluster) -> bool | None:
        """Tell whether lists of candidates make both one person, or two; None when they say neither."""
        shared = [self.candidates[c] == other.candidates[c] for c in self.candidates if c in other.candidates]
        if shared:
            return all(shared)
        if self.identifiers & other.identifiers:
            return True
        if self.registered_iri and other.registered_iri:
            return self.registered_iri == other.registered_iri
        schemes = [{name.partition(":")[0] for name in one.identifiers} for one in (self, other)]
        return False if schemes[0] & schemes[1] else None

    def has_other_party(self, other: Cluster) -> bool:
        """Tell whether both have a party and share none."""
        return bool(self.parties and other.parties) and not self.parties & other.parties

    def has_other_votes(self, other: Cluster) -> bool:
        """Tell whether both have votes and share no figure."""
        return bool(self.votes and other.votes) and not self.votes & other.votes

    def agreement(self, other: Cluster) -> int:
        """Return how much speaks for one person: the same votes, the same party."""
        shared = bool(self.votes & other.votes) * 2 + bool(self.parties & other.parties)
        return shared - self.has_other_party(other)

    def stood_twice_with(self, other: Cluster) -> bool:
        """Tell whether joining would make a person stand in two seats at one election."""
        return any(self.stood[key] != other.stood[key] for key in self.stood.keys() & other.stood.keys())


class Clusters:
    """Clusters under joining, numbered in the order in which they were added."""

    def __init__(self) -> None:
        self.members: dict[int, Cluster] = {}
        self._into: dict[int, int] = {}

    def add(self, cluster: Cluster) -> int:
        """Take in a cluster and return its number."""
        number = len(self._into)
        self.members[number] = cluster
        self._into[number] = number
        return number

    def find(self, number: int) -> int:
        """Return the number of the cluster that a number was joined into."""
        while self._into[number] != number:
            self._into[number] = self._into[self._into[number]]
            number = self._into[number]
        return number

    def of(self, number: int) -> Cluster:
        """Return the cluster that a number was joined into."""
        return self.members[self.find(number)]

    def roots(self, numbers: Iterable[int]) -> list[int]:
        """Return the distinct clusters that numbers were joined into, in order."""
        return sorted({self.find(number) for number in numbers})

    def are_apart(self, one: int, other: int) -> bool:
        """Tell whether two clusters must stay two people."""
        one, other = self.find(one), self.find(other)
        return other in self.roots(self.members[one].apart) or one in self.roots(self.members[other].apart)

    def join(self, one: int, other: int) -> None:
        """Make two clusters one, under the lower number."""
        one, other = sorted((self.find(one), self.find(other)))
        if one == other:
            return
        kept, joined = self.members[one], self.members.pop(other)
        for fact in joined.facts:
            kept.add(fact)
        kept.apart |= joined.apart
        self._into[other] = one
