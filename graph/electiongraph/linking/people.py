"""Say who is who: which mentions of a name, in one contest or several, are one person.

Takes `LinkedFact` records, gives each that names a person that person's IRI, and the people with the
spellings that sources use. Two names are joined within a contest when they are forms of one name and
nothing speaks against it; across contests and documents only where a source links them (the same document
tells of both, the seat is the same or its stated predecessor). Whatever is left stays apart: joining two
people is worse than leaving one in two pieces.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from electiongraph.identifiers import person_iri, slug
from electiongraph.linking.entity_linking import LinkedFact
from electiongraph.linking.names import NameMatch, match_names, name_tokens
from electiongraph.linking.witnesses import Witnesses

__all__ = ["NameForm", "People", "Person", "resolve_people"]

CANDIDATE_PREDICATES = frozenset({"standsIn", "standsFor", "votes", "voteShare", "elected", "defeatedIn"})
MEMBER_PREDICATES = frozenset({"elected", "incumbentIn", "defeatedIn", "stoodDown", "memberSince"})
NATIONAL_ROLES = frozenset({"government", "shadow", "party", "parliament"})


@dataclass(frozen=True, slots=True)
class NameForm:
    """One spelling of a person's name, with the claims that use it."""

    name: str
    claims: tuple[LinkedFact, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """A person: `names` has the preferred spelling first, then the others in alphabetical order."""

    iri: str
    names: tuple[NameForm, ...]

    @property
    def name(self) -> str:
        """Return the preferred spelling."""
        return self.names[0].name


@dataclass(frozen=True, slots=True)
class People:
    """All people, by IRI, and the person of each claim that names one."""

    persons: tuple[Person, ...]
    by_claim: dict[str, str]


@dataclass(slots=True)
class Cluster:
    """Mentions held to be one person; grows while clusters are joined."""

    facts: list[LinkedFact]
    apart: set[int] = field(default_factory=set)

    def names(self) -> set[str]:
        return {one.fact.person for one in self.facts}

    def parties(self) -> set[str]:
        return {one.party.iri for one in self.facts if one.fact.predicate == "standsFor" and one.party}

    def votes(self) -> set[str]:
        return {str(one.fact.value) for one in self.facts if one.fact.predicate == "votes"}

    def sources(self) -> set[str]:
        return {one.source.iri for one in self.facts}

    def candidacies(self) -> dict[str, set[str]]:
        """Return the contests in which the person stood, by election key."""
        stood: dict[str, set[str]] = defaultdict(set)
        for one in self.facts:
            if one.contest and one.election and one.fact.predicate in CANDIDATE_PREDICATES:
                stood[one.election.key].add(one.contest)
        return stood

    def contests(self) -> set[str]:
        return {one.contest for one in self.facts if one.contest}

    def is_member(self) -> bool:
        return any(one.fact.predicate in MEMBER_PREDICATES for one in self.facts)

    def holds_national_role(self) -> bool:
        return any(one.role and one.role.role and one.role.role.kind in NATIONAL_ROLES for one in self.facts)


JoinRule = Callable[[Cluster, Cluster, list[Cluster], dict[str, set[str]]], bool]


class Clusters:
    """Clusters under joining, numbered in the order in which they were added."""

    def __init__(self) -> None:
        self.members: dict[int, Cluster] = {}
        self._into: dict[int, int] = {}

    def add(self, cluster: Cluster) -> int:
        number = len(self._into)
        self.members[number] = cluster
        self._into[number] = number
        return number

    def find(self, number: int) -> int:
        while self._into[number] != number:
            number = self._into[number]
        return number

    def are_apart(self, one: int, other: int) -> bool:
        one, other = self.find(one), self.find(other)
        apart = {self.find(number) for number in self.members[one].apart}
        return other in apart or one in {self.find(number) for number in self.members[other].apart}

    def join(self, one: int, other: int) -> None:
        one, other = sorted((self.find(one), self.find(other)))
        if one == other:
            return
        self.members[one].facts.extend(self.members[other].facts)
        self.members[one].apart |= self.members[other].apart
        self._into[other] = one
        del self.members[other]


def resolve_people(facts: Sequence[LinkedFact]) -> People:
    """Find the people that claims name.

    Args:
        facts: All linked facts, in their fixed order.

    Returns:
        The people, ordered by IRI, and for each claim that names a person that person's IRI.
    """
    clusters = Clusters()
    by_contest: dict[str, list[int]] = defaultdict(list)
    for (contest, source, name), members in _mentions(facts).items():
        for number in _add_mentions(clusters, members):
            by_contest[contest or f"{source}\n{name}"].append(number)
    for contest in sorted(by_contest):
        _join_within_contest(clusters, by_contest[contest])
    _join_across_contests(clusters, _related_seats(facts))
    return _name_people(list(clusters.members.values()))


def _mentions(facts: Iterable[LinkedFact]) -> dict[tuple[str, str, str], list[LinkedFact]]:
    """Group the claims that name a person by contest, source and name, in order."""
    mentions: dict[tuple[str, str, str], list[LinkedFact]] = defaultdict(list)
    for one in facts:
        if one.fact.person:
            mentions[(one.contest, one.source.iri, one.fact.person)].append(one)
    return dict(sorted(mentions.items()))


def _add_mentions(clusters: Clusters, facts: list[LinkedFact]) -> list[int]:
    """Add one source's mentions of a name in a contest; namesakes on different result lines stay apart."""
    whole = Cluster(facts)
    if len(whole.parties()) < 2 or len(whole.votes()) < 2:
        return [clusters.add(whole)]
    lines: dict[int, list[LinkedFact]] = defaultdict(list)
    for one in facts:
        lines[one.source.document.line_of(one.fact.start)].append(one)
    full = [Cluster(members) for _, members in sorted(lines.items())]
    namesakes: list[Cluster] = []
    for line in full:
        if line.parties() and line.votes() and all(_contradict(line, other) for other in namesakes):
            namesakes.append(line)
    if len(namesakes) < 2:
        return [clusters.add(whole)]
    for line in full:
        if line not in namesakes:
            best = max(namesakes, key=lambda one: _agreement(one, line))
            best.facts.extend(line.facts)
    numbers = [clusters.add(namesake) for namesake in namesakes]
    for number, namesake in zip(numbers, namesakes, strict=True):
        namesake.apart = set(numbers) - {number}
    return numbers


def _contradict(one: Cluster, other: Cluster) -> bool:
    """Tell whether both have party and votes and share neither."""
    parties = one.parties() and other.parties() and not one.parties() & other.parties()
    votes = one.votes() and other.votes() and not one.votes() & other.votes()
    return bool(parties and votes)


def _agreement(one: Cluster, other: Cluster) -> int:
    """Return how much speaks for one person: the same votes, the same party."""
    shared = bool(one.votes() & other.votes()) * 2 + bool(one.parties() & other.parties())
    against = bool(one.parties() and other.parties() and not one.parties() & other.parties())
    return shared - against


def _join_within_contest(clusters: Clusters, numbers: list[int]) -> None:
    pairs: list[tuple[int, int, int, int]] = []
    strength = {match: place for place, match in enumerate(NameMatch)}
    for place, one in enumerate(numbers):
        for other in numbers[place + 1 :]:
            left, right = clusters.members[one], clusters.members[other]
            match = match_names(min(left.names()), min(right.names()))
            if match is not None and _may_be_one(left, right, match):
                pairs.append((strength[match], -_agreement(left, right), one, other))
    for _, _, one, other in sorted(pairs):
        left, right = clusters.members[clusters.find(one)], clusters.members[clusters.find(other)]
        if not clusters.are_apart(one, other) and not _contradict(left, right):
            clusters.join(one, other)


def _may_be_one(left: Cluster, right: Cluster, match: NameMatch) -> bool:
    """Tell whether party and votes allow two forms of a name in a contest to be one person."""
    if _contradict(left, right):
        return False
    if match in (NameMatch.SAME, NameMatch.FULLER):
        return True
    has_same_votes = bool(left.votes() & right.votes())
    has_other_votes = bool(left.votes() and right.votes()) and not has_same_votes
    parties = left.parties() & right.parties()
    has_other_party = bool(left.parties() and right.parties()) and not parties
    if match in (NameMatch.SHORT_FORM, NameMatch.SURNAME_ONLY):
        return has_same_votes or not (has_other_votes or has_other_party)
    is_party_telling = any(not iri.endswith("/independent") for iri in parties)
    return has_same_votes or (is_party_telling and not has_other_votes)


def _related_seats(facts: Iterable[LinkedFact]) -> dict[str, set[str]]:
    """Return for each seat the seats it is told to follow or precede, and those of its very name."""
    related: dict[str, set[str]] = defaultdict(set)
    names: dict[str, set[str]] = defaultdict(set)
    for one in facts:
        if one.seat:
            names[slug(one.seat.name)].add(one.seat.iri)
        if one.seat and one.former:
            related[one.seat.iri].add(one.former.iri)
            related[one.former.iri].add(one.seat.iri)
    for same in names.values():
        for seat in same:
            related[seat] |= same
    return related


def _join_across_contests(clusters: Clusters, related: dict[str, set[str]]) -> None:
    by_name: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, cluster in sorted(clusters.members.items()):
        for tokens in sorted({name_tokens(name) for name in cluster.names()}):
            by_name[tokens].append(number)
    for rule in (_is_seat_shared, _is_document_shared, _is_loose_pair, _is_known_member):
        for tokens in sorted(by_name):
            if len(tokens) > 1:
                _join_pairs(clusters, by_name[tokens], related, rule)


def _join_pairs(clusters: Clusters, numbers: list[int], related: dict[str, set[str]], rule: JoinRule) -> None:
    for place, one in enumerate(numbers):
        for other in numbers[place + 1 :]:
            left, right = clusters.find(one), clusters.find(other)
            if left == right or clusters.are_apart(left, right):
                continue
            rivals = [clusters.members[n] for n in sorted({clusters.find(number) for number in numbers})]
            a, b = clusters.members[left], clusters.members[right]
            if not _stood_twice(a, b) and rule(a, b, rivals, related):
                clusters.join(left, right)


def _stood_twice(one: Cluster, other: Cluster) -> bool:
    """Tell whether joining would make a person stand in two seats at one election."""
    left, right = one.candidacies(), other.candidacies()
    return any(left[key] != right[key] for key in left.keys() & right.keys())


def _is_seat_shared(one: Cluster, other: Cluster, _: list[Cluster], related: dict[str, set[str]]) -> bool:
    """Join those who stood or sat in the same seat, or in a seat and its stated predecessor."""
    if not one.contests() or not other.contests():
        return False
    seats = {fact.seat.iri for fact in other.facts if fact.seat}
    shared = any(fact.seat and related[fact.seat.iri] & seats for fact in one.facts)
    is_party_other = bool(one.parties() and other.parties()) and not one.parties() & other.parties()
    return shared and (not is_party_other or one.is_member() or other.is_member())


def _is_document_shared(
    one: Cluster, other: Cluster, rivals: list[Cluster], _related: dict[str, set[str]]
) -> bool:
    """Join those of whom one document tells under one name, unless it tells of two such people."""
    shared = one.sources() & other.sources()
    if not shared:
        return False
    if not one.contests() or not other.contests():
        loose, placed = (one, other) if not one.contests() else (other, one)
        others = [r for r in rivals if r.contests() and r is not placed and r.sources() & loose.sources()]
        return not placed.contests() or not others
    is_party_other = bool(one.parties() and other.parties()) and not one.parties() & other.parties()
    return not is_party_other or (one.is_member() and other.is_member())


def _is_loose_pair(one: Cluster, other: Cluster, _: list[Cluster], _related: dict[str, set[str]]) -> bool:
    """Join office-holders of one name of whom nothing but their offices is known."""
    return not one.contests() and not other.contests()


def _is_known_member(
    one: Cluster, other: Cluster, rivals: list[Cluster], _related: dict[str, set[str]]
) -> bool:
    """Join a holder of a national office with the only MP, or winner, of that name."""
    if bool(one.contests()) == bool(other.contests()):
        return False
    loose, placed = (one, other) if not one.contests() else (other, one)
    members = [rival for rival in rivals if rival.contests() and rival.is_member()]
    return loose.holds_national_role() and members == [placed]


def _name_people(clusters: list[Cluster]) -> People:
    witnesses = Witnesses()
    named = [(_name_forms(cluster, witnesses), cluster) for cluster in clusters]
    keys: dict[str, list[tuple[tuple[NameForm, ...], Cluster]]] = defaultdict(list)
    for forms, cluster in named:
        keys[person_iri(forms[0].name, _key_contest(cluster))].append((forms, cluster))
    persons: list[Person] = []
    by_claim: dict[str, str] = {}
    for iri, sharing in sorted(keys.items()):
        for suffix, forms, cluster in _tell_apart(sharing):
            own = iri if not suffix else person_iri(forms[0].name, _key_contest(cluster), suffix)
            persons.append(Person(own, forms))
            by_claim.update((fact.iri, own) for fact in cluster.facts)
    return People(tuple(sorted(persons, key=lambda person: person.iri)), by_claim)


def _name_forms(cluster: Cluster, witnesses: Witnesses) -> tuple[NameForm, ...]:
    """Return the spellings, the preferred first: of most witnesses, fewest words, in a list, shortest."""
    claims: dict[str, list[LinkedFact]] = defaultdict(list)
    for one in cluster.facts:
        claims[one.fact.person].append(one)

    def rank(name: str) -> tuple[bool, int, int, bool, int, str]:
        own = claims[name]
        is_listed = any(one.fact.is_list for one in own)
        tokens = len(name_tokens(name))
        return (tokens == 1, -witnesses.count(own), tokens, not is_listed, len(name), name)

    first = min(claims, key=rank)
    rest = sorted(claims.keys() - {first})
    return tuple(NameForm(name, tuple(sorted(claims[name], key=lambda c: c.iri))) for name in (first, *rest))


def _key_contest(cluster: Cluster) -> str:
    """Return the contest that names the person: the latest general election where they stood, else any."""
    ranked: list[tuple[bool, bool, str, str]] = []
    for one in cluster.facts:
        if one.contest and one.election:
            is_candidate = one.fact.predicate in CANDIDATE_PREDICATES
            ranked.append((is_candidate, one.election.kind == "general", one.election.key, one.contest))
    return max(ranked)[3] if ranked else ""


def _tell_apart(
    sharing: list[tuple[tuple[NameForm, ...], Cluster]],
) -> list[tuple[str, tuple[NameForm, ...], Cluster]]:
    """Give people who would share an IRI a suffix each: their party, else a number."""
    if len(sharing) == 1:
        return [("", *sharing[0])]
    parties = [min((slug(f.party.name) for f in c.facts if f.party), default="") for _, c in sharing]
    order = sorted(range(len(sharing)), key=lambda at: (parties[at], sharing[at][1].facts[0].iri))
    told: list[tuple[str, tuple[NameForm, ...], Cluster]] = []
    for number, at in enumerate(order, 1):
        is_telling = parties[at] and parties.count(parties[at]) == 1
        told.append((parties[at] if is_telling else str(number), *sharing[at]))
    return told
