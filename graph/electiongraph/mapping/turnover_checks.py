"""Find seats that changed hands by one source and were held by another, without the words hold or gain.

"George Galloway lost to Labour's Paul Waugh" makes the seat change hands, while the official result, which
leaves by-elections out, calls it a Labour hold. Both can be right. Takes mapped facts and contests, gives
`Disagreement` records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from electiongraph.linking.entity_linking import LinkedFact
from electiongraph.mapping.contests import Contest
from electiongraph.mapping.disagreements import Disagreement, spread
from electiongraph.mapping.explanations import HeldSeat, held_by
from electiongraph.mapping.reconciling import Alternative, source_name
from electiongraph.mapping.statements import MappedFact
from electiongraph.vocabulary import eg, text

__all__ = ["find_turnover_disagreements"]

Held = Mapping[str, HeldSeat]
Told = Mapping[str, list[MappedFact]]


def find_turnover_disagreements(
    facts: Iterable[MappedFact], contests: Iterable[Contest], held: Held
) -> list[Disagreement]:
    """Return where a member's defeat or victory does not go with the hold or gain that another source tells.

    Where some source says hold and another gain, `find_outcome_disagreements` tells of it.

    Args:
        facts: The mapped facts of all sources.
        contests: What is believed.
        held: The seat of each sitting MP on a ballot, by `held_by`.
    """
    told: dict[str, dict[str, list[MappedFact]]] = defaultdict(lambda: defaultdict(list))
    for one in facts:
        if one.is_placed and one.claim.contest:
            told[one.claim.contest][one.claim.fact.predicate].append(one)
    found = []
    for contest in contests:
        own = told[contest.iri]
        kinds = {str(one.claim.fact.value) for one in own["outcome"]}
        outcomes = [one.claim for one in own["outcome"]]
        if kinds == {"hold"}:
            found += _beaten_by_another_party(contest, own, outcomes)
        elif kinds == {"gain"}:
            found += _won_again(contest, own, outcomes, held)
    return found


def _beaten_by_another_party(contest: Contest, told: Told, holds: Sequence[LinkedFact]) -> list[Disagreement]:
    """Return the disagreement of a hold with the defeat of a member of another party than the winner's."""
    parties = {one.person: one.party for one in contest.candidacies}
    won = next((one.party for one in contest.candidacies if one.iri == contest.winner), "")
    beaten = [
        one.claim for one in told["defeatedIn"] if won and parties.get(one.person) not in (None, "", won)
    ]
    if not beaten:
        return []
    who = beaten[0].fact.person
    reason = (
        f"both can be right: a hold against the last general election, as {source_name(holds[-1])} counts; "
        f"yet {who}, whom {source_name(beaten[0])} calls the sitting member, lost it to another party"
    )
    return [_disagreement(contest, holds, beaten, reason)]


def _won_again(contest: Contest, told: Told, gains: Sequence[LinkedFact], held: Held) -> list[Disagreement]:
    """Return the disagreement of a gain with the victory of whoever sat for the seat.

    That is whom a source calls the sitting member, or who had won the seat, or what it follows, last; under
    another label perhaps.
    """
    winner = next((one.person for one in contest.candidacies if one.iri == contest.winner), "")
    if not winner:
        return []
    counted = source_name(gains[-1])
    both = f"both can be right: a gain against the last general election, as {counted} counts"
    sitting = [one.claim for one in told["incumbentIn"] if one.person == winner]
    if sitting:
        who = f"{sitting[0].fact.person}, whom {source_name(sitting[0])} calls the sitting member"
        return [_disagreement(contest, gains, sitting, f"{both}; yet {who}, won it again")]
    won = [one.claim for one in told["elected"] if one.person == winner and not one.claim.source.is_official]
    seat = held.get(held_by(contest.iri, winner))
    if seat is None or not seat.is_followed or not won:
        return []
    who = f"{won[0].fact.person}, who won by {source_name(won[0])}"
    reason = f"{both}; yet {who}, was the sitting member and had won {seat.name} last for {seat.party}"
    return [_disagreement(contest, gains, won, reason)]


def _disagreement(
    contest: Contest, outcomes: Sequence[LinkedFact], members: Sequence[LinkedFact], reason: str
) -> Disagreement:
    claims = spread(
        (Alternative(text("outcome"), tuple(outcomes)), Alternative(text("member"), tuple(members)))
    )
    return Disagreement(contest.iri, eg("outcomeKind"), "BaselineConflict", claims, None, reason)
