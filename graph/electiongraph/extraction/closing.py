"""Complete the candidacies that a document's statements imply.

Extraction, last step. Who won, polled or lost in a seat stood there; whose party the text names anywhere
stood for it. Nothing here looks outside the document.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from electiongraph.extraction.facts import Fact, names_its_seat
from electiongraph.extraction.joint_winners import elects_several, joint_rules
from electiongraph.extraction.people import People
from electiongraph.extraction.rules import load_rules
from electiongraph.extraction.successions import defeats_of_members, members_by_victory, without_false_members
from electiongraph.extraction.turnover import turnover
from electiongraph.extraction.winning import name_winners
from electiongraph.gazetteers import Gazetteers

__all__ = ["close_candidacies"]

# The rule of a party that words about a whole passage tell.
_OF_PASSAGE = "party-of-passage"
# The rule by which somebody "failed to hold" a seat, perhaps as the party's new candidate.
_FAILED_TO_KEEP = "failed-to-keep-seat"
# The rules by which somebody "was first elected in 2010", be it as a member until now or for some years.
_FIRST_ELECTED = frozenset(("first-elected-in", "entered-parliament-in", "entered-parliament-for-seat"))
_OF_NOW = frozenset(("standsIn", "incumbentIn", "stoodDown"))
_IMPLY_STANDING = frozenset(("elected", "votes", "voteShare", "defeatedIn", "standsFor"))


def close_candidacies(
    facts: list[Fact],
    people: People,
    election: str,
    previous: str = "",
    held_before: Sequence[Fact] = (),
    won_by: Sequence[Fact] = (),
    regions: frozenset[str] = frozenset(),
    gazetteers: Gazetteers | None = None,
) -> list[Fact]:
    """Return the facts with `standsIn` and `standsFor` for every candidacy, and the winner of each outcome.

    Args:
        facts: In any order.
        people: Who the text names and for which party.
        election: The document's election; of earlier ones a party is taken from the same sentence only.
        previous: The general election before it.
        held_before: A `gainedFrom` for each seat that the text calls a party's, true if another won it.
        won_by: An `outcome` without value for each seat that the text calls a party's victory.
        regions: Seats that elect several members by list.
        gazetteers: The elections known; None where nothing is to follow from those before.
    """
    standing = {(f.election, f.person, f.seat) for f in facts if f.predicate == "standsIn"}
    with_party = {(f.election, f.person, f.seat) for f in facts if f.predicate == "standsFor"}
    added: list[Fact] = []
    for fact in facts:
        key = (fact.election, fact.person, fact.seat)
        if fact.predicate in _IMPLY_STANDING and key not in standing:
            standing.add(key)
            added.append(dataclasses.replace(fact, predicate="standsIn", value=""))
    winners = _winning_parties([*won_by, *facts])
    elected = {_candidacy(fact) for fact in facts if fact.predicate == "elected"}
    # Of several members of one seat nobody's victory tells who lost, or which party did.
    has_seats_of_several = elects_several(election, always=True)
    for fact in (*facts, *added):
        key = (fact.election, fact.person, fact.seat)
        if fact.predicate != "standsIn" or key in with_party:
            continue
        party = _party_of(fact, people, election)
        if party is None and fact.election == election and not has_seats_of_several:
            party = _party_by_outcome(fact, elected, winners)
        if party is not None:
            with_party.add(key)
            added.append(party)
    added = _without_second_candidates([*facts, *added], added)
    stated = [*facts, *added]
    if not has_seats_of_several:
        stated += name_winners(stated, election, won_by)
    if gazetteers is not None and not has_seats_of_several:
        stated = without_false_members(stated, election, gazetteers)
        stated += members_by_victory(stated, election, gazetteers)
    held = (*held_before, *_held_by_members(stated, people))
    if not has_seats_of_several:
        stated += turnover(stated, election, people, previous, held, won_by)
    stated += _losers_parties(stated)
    by_contest: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in stated:
        by_contest[fact.election, fact.seat].append(fact)
    complete = [_with_winner(fact, by_contest, people) for fact in stated]
    complete = _without_broken_membership(complete, election)
    if gazetteers is not None and not has_seats_of_several:
        complete += defeats_of_members(complete)
    certain = _without_contradictions(
        _without_vague_outcomes(_without_new_members(complete, election, previous), election)
    )
    if has_seats_of_several:
        return _of_several_members(certain)
    return _without_double_winners(certain, regions)


def _of_several_members(facts: list[Fact]) -> list[Fact]:
    """Return the facts without outcomes of no party and losses of a party that has a member there."""
    won = {(f.election, f.seat, f.person) for f in facts if f.predicate == "elected"}
    parties = {
        (f.election, f.seat, f.value)
        for f in facts
        if f.predicate == "standsFor" and (f.election, f.seat, f.person) in won
    }
    return [
        fact
        for fact in facts
        if (fact.predicate != "outcome" or fact.party)
        and (fact.predicate != "gainedFrom" or (fact.election, fact.seat, fact.value) not in parties)
    ]


def _without_second_candidates(facts: list[Fact], added: list[Fact]) -> list[Fact]:
    """Drop a party that only words about a passage tell where the seat has a surer candidate of it.

    A party has one candidate in a seat; a passage on a good night for Labour may name others too.
    """
    told: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for fact in facts:
        if fact.predicate == "standsFor" and fact.rule != _OF_PASSAGE:
            told[fact.election, fact.seat, str(fact.value)].add(fact.person)
    winners = {(f.election, f.seat, f.person) for f in facts if f.predicate == "elected"}
    decided = {(election, seat) for election, seat, _ in winners}
    won = {(f.election, f.seat, f.party) for f in facts if f.predicate == "outcome" and f.party}

    def is_doubtful(fact: Fact) -> bool:
        key = (fact.election, fact.seat, str(fact.value))
        if fact.rule == _OF_PASSAGE and told[key] - {fact.person}:
            return True
        # Whoever lost was not of the party that won.
        lost = key[:2] in decided and (*key[:2], fact.person) not in winners
        return lost and key in won and fact.value != "Independent"

    return [fact for fact in added if fact.predicate != "standsFor" or not is_doubtful(fact)]


# That somebody survives is told of the member; whose seat it stays, the text must tell.
_SURVIVES = re.compile(r"\b(?:surviv|(?:cl[iu]ng|h[au]ng)s? on\b(?! to))", re.IGNORECASE)


def _without_vague_outcomes(facts: list[Fact], election: str) -> list[Fact]:
    """Drop an outcome that names no party where the text states it with one, or says too little.

    Of its own election a text that tells of a gain names the party somewhere, or at least from whom it was;
    of an earlier one it names the party. Where neither was found, the seat or the year is mostly wrong; and
    where others than the losers are named, the winner's party is mostly one that was not found.
    """
    lost = {f.seat: f.value for f in facts if f.predicate == "gainedFrom" and f.election == election}
    others = {f.party or f.value for f in facts if f.party or f.predicate == "standsFor"} - {*lost.values()}
    named = {(f.election, f.seat, f.value) for f in facts if f.predicate == "outcome" and f.party}
    return [
        f
        for f in facts
        if f.predicate != "outcome"
        or f.party
        or (
            (f.election, f.seat, f.value) not in named
            and f.election == election
            and (f.value != "gain" or (f.seat in lost and not others))
            and not _SURVIVES.search(f.quote)
        )
    ]


@functools.cache
def _holding() -> frozenset[str]:
    """Return the rules by which whoever holds a seat was its member, as a party's new candidate was not."""
    return frozenset(
        rule.name
        for rule in load_rules()[1]
        if {"outcome", "incumbentIn"} <= {state.predicate for state in rule.states}
    )


def _without_broken_membership(facts: list[Fact], election: str) -> list[Fact]:
    """Drop that somebody was a member ever since a year, where the text tells of a defeat in between.

    Nor is "he was first elected in 1966" a membership until now of somebody who has it "since 1979", or of
    whom the text knows nothing at its own election.
    """
    lost: dict[str, int] = {}
    for fact in facts:
        if fact.predicate == "defeatedIn" and fact.election[:4].isdigit():
            lost[fact.person] = min(lost.get(fact.person, 9999), int(fact.election[:4]))
    latest = max((fact.election[:4] for fact in facts if fact.election), default="")
    first = {f for f in facts if f.rule in _FIRST_ELECTED}
    since = {f.person: int(f.value) for f in facts if f.predicate == "memberSince" and f not in first}
    now = {f.person for f in facts if f.election == election and f.predicate in _OF_NOW}

    def is_broken(fact: Fact) -> bool:
        then = int(fact.value if fact.predicate == "memberSince" else fact.election[:4] or 0)
        if fact in first and then < since.get(fact.person, 0):
            return fact.predicate == "memberSince" or not names_its_seat(fact)
        if fact.predicate != "memberSince":
            return False
        return then < lost.get(fact.person, 9999) < int(latest or 0) or (
            fact in first and bool(now) and fact.person not in now
        )

    return [fact for fact in facts if not is_broken(fact)]


def _without_new_members(facts: list[Fact], election: str, previous: str) -> list[Fact]:
    """Drop that a winner was the member, said by holding the seat alone, where another had won or left it."""
    left = {(f.election, f.seat): f.person for f in facts if f.predicate == "stoodDown"}
    retired = dict(left)
    for fact in facts:
        if fact.predicate == "elected" and fact.election == previous:
            left.setdefault((election, fact.seat), fact.person)

    sat: dict[tuple[str, str], set[str]] = defaultdict(set)
    for fact in facts:
        if fact.predicate == "incumbentIn" and fact.rule not in _holding():
            sat[fact.election, fact.seat].add(fact.person)

    def was_another(fact: Fact) -> bool:
        key = (fact.election, fact.seat)
        if fact.predicate in ("incumbentIn", "defeatedIn") and fact.rule == _FAILED_TO_KEEP:
            return retired.get(key, fact.person) != fact.person
        held = fact.predicate == "incumbentIn" and fact.rule in _holding()
        return held and (left.get(key, fact.person) != fact.person or bool(sat[key] - {fact.person}))

    return [fact for fact in facts if not was_another(fact)]


def _without_contradictions(facts: list[Fact]) -> list[Fact]:
    """Drop a victory where the same sentence says that the person lost: one of two rules has misread it.

    Whoever was beaten did not stand down, whatever "bowed out" may mean elsewhere.
    """
    lost: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.predicate == "defeatedIn":
            lost[_candidacy(fact)].append(fact)
    return [
        f
        for f in facts
        if not (f.predicate == "stoodDown" and _candidacy(f) in lost)
        and (
            f.predicate != "elected"
            or not any(f.start < g.end and g.start < f.end for g in lost.get(_candidacy(f), ()))
        )
    ]


def _without_double_winners(facts: list[Fact], regions: frozenset[str]) -> list[Fact]:
    """Drop a victory that the words place nowhere, where other words place the seat's or the person's.

    Nobody wins two seats at one election; where two are said to, a pronoun or a passage was misread.
    """
    places: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    victories = [
        fact
        for fact in facts
        if fact.predicate == "elected" and fact.seat not in regions and fact.rule not in joint_rules()
    ]
    for fact in victories:
        places[fact.election, fact.person].add((fact.seat, fact.person))
        places[fact.election, fact.seat].add((fact.seat, fact.person))
    doubtful = [
        fact
        for fact in victories
        if max(len(places[fact.election, fact.person]), len(places[fact.election, fact.seat])) > 1
    ]
    placed = [fact for fact in doubtful if fact.is_list or names_its_seat(fact)]
    sure = {(f.election, f.seat, f.person) for f in placed}
    wrong = {
        (f.election, f.seat, f.person)
        for f in doubtful
        if (f.election, f.seat, f.person) not in sure
        and any(f.election == g.election and (f.seat == g.seat or f.person == g.person) for g in placed)
    }
    return [f for f in facts if f.predicate != "elected" or (f.election, f.seat, f.person) not in wrong]


def _held_by_members(facts: list[Fact], people: People) -> Iterator[Fact]:
    """Yield whose seat it was where its member, of one party only, did not stand again."""
    standing = {(f.election, f.person) for f in facts if f.predicate == "standsIn"}
    for fact in facts:
        if fact.predicate in ("incumbentIn", "stoodDown") and (fact.election, fact.person) not in standing:
            person = people.find(fact.person)
            parties = {a.value for a in person.parties} if person else set()
            if len(parties) == 1:
                yield dataclasses.replace(fact, predicate="gainedFrom", person="", value=parties.pop())


def _candidacy(fact: Fact) -> tuple[str, str, str]:
    return fact.election, fact.person, fact.seat


def _party_of(fact: Fact, people: People, election: str) -> Fact | None:
    person = people.find(fact.person)
    if person is None:
        return None
    attribute = person.party_at(fact.start)
    if fact.election != election:
        near = [a for a in person.parties if fact.start - 120 <= a.start and a.end <= fact.end + 25]
        attribute = near[-1] if near else None
    if attribute is None:
        return None
    start, end = attribute.start, attribute.end
    rule = _OF_PASSAGE if attribute.is_general else fact.rule
    return dataclasses.replace(
        fact, predicate="standsFor", value=attribute.value, start=start, end=end, quote="", rule=rule
    )


def _winning_parties(facts: list[Fact]) -> dict[tuple[str, str], Fact]:
    return {(f.election, f.seat): f for f in facts if f.predicate == "outcome" and f.party}


def _party_by_outcome(
    fact: Fact, elected: set[tuple[str, str, str]], winners: dict[tuple[str, str], Fact]
) -> Fact | None:
    """Return the winner's party where the text says which party won the seat, as a prose headline does."""
    outcome = winners.get((fact.election, fact.seat))
    if outcome is None or _candidacy(fact) not in elected:
        return None
    return dataclasses.replace(
        fact, predicate="standsFor", value=outcome.party, start=outcome.start, end=outcome.end, quote=""
    )


def _losers_parties(facts: list[Fact]) -> list[Fact]:
    """Return the parties of beaten members from whose party the text says that the seat was gained."""
    with_party = {(f.election, f.seat, f.person) for f in facts if f.predicate == "standsFor"}
    beaten: dict[tuple[str, str], set[str]] = defaultdict(set)
    losses: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.predicate == "defeatedIn":
            beaten[fact.election, fact.seat].add(fact.person)
        elif fact.predicate == "gainedFrom":
            losses[fact.election, fact.seat].append(fact)
    told = []
    for (election, seat), lost in losses.items():
        people, parties = beaten[election, seat], {fact.value for fact in lost}
        if len(people) == len(parties) == 1 and (election, seat, *people) not in with_party:
            told.append(dataclasses.replace(lost[0], predicate="standsFor", person=min(people)))
    return told


def _with_winner(fact: Fact, by_contest: dict[tuple[str, str], list[Fact]], people: People) -> Fact:
    """Name the winning party of an outcome whose winner's party the text tells elsewhere.

    Few members change their party: where the text knows the winner by one party only, it was that one.
    """
    if fact.predicate != "outcome" or fact.party:
        return fact
    contest = by_contest[fact.election, fact.seat]
    winners = {f.person for f in contest if f.predicate == "elected"}
    parties = {str(f.value) for f in contest if f.predicate == "standsFor" and f.person in winners}
    if not parties:
        known = [person for name in winners if (person := people.find(name)) is not None]
        parties = {attribute.value for person in known for attribute in person.parties}
    return dataclasses.replace(fact, party=parties.pop()) if len(parties) == 1 else fact
