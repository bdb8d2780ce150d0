"""Say who is who: which mentions of a name, in one contest or several, are one person.

Takes `LinkedFact` records, gives each that names a person that person's IRI, and the people with the
spellings that sources use. Two names are joined within a contest when they are forms of one name and
nothing speaks against it; across contests and documents only where a source links them (the same document
tells of both, the seat is the same or its stated predecessor). Whatever is left stays apart: joining two
people is worse than leaving one in two pieces.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from electiongraph.identifiers import person_iri, slug
from electiongraph.linking.clusters import CANDIDATE_PREDICATES, Cluster, Clusters
from electiongraph.linking.entity_linking import LinkedFact
from electiongraph.linking.names import STRENGTH, NameMatch, match_names, name_tokens
from electiongraph.linking.witnesses import Witnesses

__all__ = ["NameForm", "People", "Person", "resolve_people"]


@dataclass(frozen=True, slots=True)
class NameForm:
    """One spelling of a person's name, with the claims that use it."""

    name: str
    claims: tuple[LinkedFact, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """A person.

    Attributes:
        iri: Names the person.
        names: The preferred spelling first, then the others in alphabetical order.
        identifiers: What registers call the person, as "mnis:1382", sorted; known from lists of candidates.
    """

    iri: str
    names: tuple[NameForm, ...]
    identifiers: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return the preferred spelling."""
        return self.names[0].name


@dataclass(frozen=True, slots=True)
class People:
    """All people, by IRI, and the person of each claim that names one."""

    persons: tuple[Person, ...]
    by_claim: dict[str, str]


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
    _join_by_identifier(clusters)
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
    if len(whole.parties) < 2 or len(whole.votes) < 2:
        return [clusters.add(whole)]
    lines: dict[int, list[LinkedFact]] = defaultdict(list)
    for one in facts:
        lines[one.source.document.line_of(one.fact.start)].append(one)
    full = [Cluster(members) for _, members in sorted(lines.items())]
    namesakes: list[Cluster] = []
    for line in full:
        if line.parties and line.votes and all(line.contradicts(other) for other in namesakes):
            namesakes.append(line)
    if len(namesakes) < 2:
        return [clusters.add(whole)]
    for line in full:
        if line not in namesakes:
            best = max(namesakes, key=line.agreement)
            for one in line.facts:
                best.add(one)
    numbers = [clusters.add(namesake) for namesake in namesakes]
    for number, namesake in zip(numbers, namesakes, strict=True):
        namesake.apart = set(numbers) - {number}
    return numbers


def _join_within_contest(clusters: Clusters, numbers: list[int]) -> None:
    by_name: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in numbers:
        by_name[name_tokens(min(clusters.members[number].names))].append(number)
    for _, same in sorted(by_name.items()):
        _join_one_name(clusters, same)
    roots = clusters.roots(numbers)
    pairs: list[tuple[int, int, int, int]] = []
    for place, one in enumerate(roots):
        for other in roots[place + 1 :]:
            left, right = clusters.members[one], clusters.members[other]
            match = match_names(min(left.names), min(right.names))
            is_same = left.is_same_candidate(right)
            if is_same:
                pairs.append((-1, 0, one, other))
            elif is_same is None and match is not None and _may_be_one(left, right, match):
                pairs.append((STRENGTH[match], -left.agreement(right), one, other))
    for _, _, one, other in sorted(pairs):
        left, right = clusters.of(one), clusters.of(other)
        is_same = left.is_same_candidate(right)
        may_join = is_same is None and not left.contradicts(right)
        if not clusters.are_apart(one, other) and (is_same or may_join):
            clusters.join(one, other)


def _join_one_name(clusters: Clusters, numbers: list[int]) -> None:
    """Join all mentions of one name in a contest at once, unless it seems to be the name of two people."""
    members = [clusters.members[number] for number in numbers]
    parties = set().union(*(one.parties for one in members))
    votes = set().union(*(one.votes for one in members))
    is_two = any(members[0].is_same_candidate(one) is False for one in members[1:])
    if is_two or any(one.apart for one in members) or (len(parties) > 1 and len(votes) > 1):
        return
    for number in numbers[1:]:
        clusters.join(numbers[0], number)


def _may_be_one(left: Cluster, right: Cluster, match: NameMatch) -> bool:
    """Tell whether party and votes allow two forms of a name in a contest to be one person."""
    if left.contradicts(right):
        return False
    if match in (NameMatch.SAME, NameMatch.FULLER):
        return True
    has_same_votes = bool(left.votes & right.votes)
    if match in (NameMatch.SHORT_FORM, NameMatch.SURNAME_ONLY):
        return has_same_votes or not (left.has_other_votes(right) or left.has_other_party(right))
    is_party_telling = any(not iri.endswith("/independent") for iri in left.parties & right.parties)
    return has_same_votes or (is_party_telling and not left.has_other_votes(right))


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


def _join_by_identifier(clusters: Clusters) -> None:
    """Join those to whom lists of candidates give one person's number, whatever they are called."""
    by_identifier: dict[str, list[int]] = defaultdict(list)
    for number, cluster in sorted(clusters.members.items()):
        for identifier in sorted(cluster.identifiers):
            by_identifier[identifier].append(number)
    for _, (first, *rest) in sorted(by_identifier.items()):
        for number in rest:
            if not clusters.of(first).stood_twice_with(clusters.of(number)):
                clusters.join(first, number)


def _join_across_contests(clusters: Clusters, related: dict[str, set[str]]) -> None:
    by_name: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, cluster in sorted(clusters.members.items()):
        for tokens in sorted({name_tokens(name) for name in cluster.names}):
            by_name[tokens].append(number)
    for tokens, numbers in sorted(by_name.items()):
        if len(tokens) > 1 and len(numbers) > 1:
            placed = [number for number in clusters.roots(numbers) if clusters.of(number).contests]
            loose = [number for number in clusters.roots(numbers) if not clusters.of(number).contests]
            _join_placed(clusters, placed, related)
            _join_loose(clusters, placed, loose)


def _join_placed(clusters: Clusters, numbers: list[int], related: dict[str, set[str]]) -> None:
    """Join those of one name who stood or sat in seats that hang together, or of whom one document tells."""
    for rule in (_is_seat_shared, _is_document_shared):
        for place, one in enumerate(numbers):
            for other in numbers[place + 1 :]:
                left, right = clusters.of(one), clusters.of(other)
                if left is right or clusters.are_apart(one, other) or left.stood_twice_with(right):
                    continue
                if left.is_same_candidate(right) is False:
                    continue
                if rule(left, right, related):
                    clusters.join(one, other)


def _is_seat_shared(one: Cluster, other: Cluster, related: dict[str, set[str]]) -> bool:
    """Tell whether they stood or sat in the same seat, or in a seat and its stated predecessor."""
    is_shared = any(related[seat] & other.seats for seat in sorted(one.seats))
    return is_shared and (not one.has_other_party(other) or one.is_member or other.is_member)


def _is_document_shared(one: Cluster, other: Cluster, _related: dict[str, set[str]]) -> bool:
    """Tell whether one document tells of both and nothing in it makes them two."""
    if not one.sources & other.sources:
        return False
    return not one.has_other_party(other) or (one.is_member and other.is_member)


def _join_loose(clusters: Clusters, placed: list[int], loose: list[int]) -> None:
    """Join those of whom only an office is told with a candidate of their name, else with each other.

    A candidate of the same document comes first; an MP or winner of another document is the holder of a
    national office when no other member has the name.
    """
    left: list[int] = []
    for number in loose:
        sources = clusters.of(number).sources
        near = [
            other
            for other in clusters.roots(placed)
            if clusters.of(other).sources & sources
            and clusters.of(number).is_same_candidate(clusters.of(other)) is not False
        ]
        if len(near) == 1:
            clusters.join(near[0], number)
        else:
            left.append(number)
    for number in left[1:]:
        if clusters.of(left[0]).is_same_candidate(clusters.of(number)) is not False:
            clusters.join(left[0], number)
    members = [number for number in clusters.roots(placed) if clusters.of(number).is_member]
    if not left or len(members) != 1 or not clusters.of(left[0]).has_national_role:
        return
    if clusters.of(left[0]).is_same_candidate(clusters.of(members[0])) is not False:
        clusters.join(members[0], left[0])


def _name_people(clusters: list[Cluster]) -> People:
    witnesses = Witnesses()
    named = [(_name_forms(cluster, witnesses), cluster) for cluster in clusters]
    keys: dict[str, list[tuple[tuple[NameForm, ...], Cluster]]] = defaultdict(list)
    for forms, cluster in named:
        iri = cluster.registered_iri or person_iri(forms[0].name, _key_contest(cluster))
        keys[iri].append((forms, cluster))
    persons: list[Person] = []
    by_claim: dict[str, str] = {}
    for iri, sharing in sorted(keys.items()):
        for suffix, forms, cluster in _tell_apart(sharing):
            own = iri if not suffix else person_iri(forms[0].name, _key_contest(cluster), suffix)
            persons.append(Person(own, forms, tuple(sorted(cluster.identifiers))))
            by_claim.update((fact.iri, own) for fact in cluster.facts)
    return People(tuple(sorted(persons, key=lambda person: person.iri)), by_claim)


def _name_forms(cluster: Cluster, witnesses: Witnesses) -> tuple[NameForm, ...]:
    """Return the spellings, the preferred first: of most witnesses, fewest words, in a list, shortest."""
    claims: dict[str, list[LinkedFact]] = defaultdict(list)
    for one in cluster.facts:
        claims[one.fact.person].append(one)
    if len(claims) == 1:
        return tuple(NameForm(name, tuple(sorted(own, key=lambda c: c.iri))) for name, own in claims.items())

    def rank(name: str) -> tuple[bool, bool, int, int, bool, int, str]:
        own = claims[name]
        is_listed = any(one.fact.is_list for one in own)
        tokens = len(name_tokens(name))
        is_registered = name == cluster.registered_name
        return (not is_registered, tokens == 1, -witnesses.count(own), tokens, not is_listed, len(name), name)

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
