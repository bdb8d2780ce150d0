"""Find seats that sources trace differently: new or renamed, from this seat or that, into this one or that.

Takes mapped facts and, where official files give them, the shares of population that old and new seats have
in common. Gives `Disagreement` records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from electiongraph.gazetteers import normalise_name
from electiongraph.linking.entity_linking import LinkedFact, LinkedSeat
from electiongraph.mapping.disagreements import Disagreement, spread
from electiongraph.mapping.reconciling import Alternative
from electiongraph.mapping.statements import MappedFact
from electiongraph.vocabulary import eg, text

__all__ = ["Shares", "find_lineage_disagreements"]

Shares = Mapping[tuple[str, str], tuple[float, float]]


def find_lineage_disagreements(facts: Sequence[MappedFact], shares: Shares) -> list[Disagreement]:
    """Return where one source calls a seat new and another gives it a former name, or two differ in seats.

    A seat of another name than the one that its member had won counts as well.

    Args:
        facts: The mapped facts of all sources.
        shares: For an old and a new seat (IRIs) what percentage of each one's people they have in common.
    """
    new: dict[str, list[LinkedFact]] = defaultdict(list)
    former: dict[str, list[LinkedFact]] = defaultdict(list)
    later: dict[str, list[LinkedFact]] = defaultdict(list)
    members: dict[str, list[LinkedFact]] = defaultdict(list)
    for one in facts:
        if one.claim.seat and one.claim.fact.predicate == "newSeat":
            new[one.claim.seat.iri].append(one.claim)
        elif one.claim.seat and one.claim.former:
            former[one.claim.seat.iri].append(one.claim)
            later[one.claim.former.iri].append(one.claim)
        elif one.claim.seat and one.claim.fact.predicate == "incumbentIn":
            members[one.claim.seat.iri].append(one.claim)
    found = []
    for seat in sorted(former):
        if seat in new:
            both = {claim.source.iri for claim in former[seat]}
            calling_new = {claim.source.iri for claim in new[seat]}
            if both - calling_new:
                found.append(_new_or_renamed(seat, new[seat], former[seat], shares))
        found.extend(_two_lineages(seat, former[seat]))
        if seat not in new:
            found.extend(_members_of_another_name(seat, former[seat], members[seat], shares))
    for seat in sorted(later):
        found.extend(_two_successors(seat, later[seat], shares))
    return found


def _new_or_renamed(
    seat: str, new: Sequence[LinkedFact], former: Sequence[LinkedFact], shares: Shares
) -> Disagreement:
    claims = spread((Alternative(text("former"), tuple(former)), Alternative(text("new"), tuple(new))))
    predecessors = {claim.former.iri: claim.former.name for claim in former if claim.former}
    names = ", ".join(sorted(predecessors.values()))
    measured = [
        f"{shares[iri, seat][1]:.1f}% from {name}"
        for iri, name in sorted(predecessors.items(), key=lambda item: item[1])
        if (iri, seat) in shares
    ]
    reason = f"new in name, yet it has a predecessor: {names}. Both statements stand; " + (
        f"by the official overlaps so many of its people come from there: {', '.join(measured)}"
        if measured
        else "how much of it is new takes the boundaries themselves"
    )
    return Disagreement(seat, eg("formerlyNamed"), "LineageConflict", claims, None, reason)


def _two_lineages(seat: str, former: Sequence[LinkedFact]) -> list[Disagreement]:
    """Return the disagreement of two sources that share no predecessor of a seat."""
    if not _are_apart([(claim.source.iri, claim.former.iri) for claim in former if claim.former]):
        return []
    official = [claim for claim in former if claim.source.is_official]
    rest = [claim for claim in former if not claim.source.is_official]
    claims = spread((Alternative(text("former"), (*official, *rest)),))
    if official and official[0].former:
        reason = f"by the official overlaps most of its people come from {official[0].former.name}"
        return [Disagreement(seat, eg("formerlyNamed"), "LineageConflict", claims, official[0], reason)]
    reason = "a seat may follow several; the sources name different ones and none says which gives most"
    return [Disagreement(seat, eg("formerlyNamed"), "LineageConflict", claims, None, reason)]


def _members_of_another_name(
    seat: str, former: Sequence[LinkedFact], members: Sequence[LinkedFact], shares: Shares
) -> list[Disagreement]:
    """Return the disagreement of texts that give an MP a seat by its new name with the overlaps.

    Where any text tells of the old seat, nobody is misled.
    """
    if not all(claim.source.is_official for claim in former):
        return []
    old = former[0].former
    told = [claim for claim in members if not claim.source.is_official and _is_unnamed(old, claim)]
    if old is None or not told:
        return []
    claims = spread((Alternative(text("former"), tuple(former)), Alternative(text("member"), tuple(told))))
    name = told[0].seat.name if told[0].seat else ""
    reason = (
        f"{told[0].fact.person} is called the sitting member for {name}, which is new in name: the seat of "
        f"that member was {old.name}"
    )
    if (old.iri, seat) in shares:
        of_old, of_new = shares[old.iri, seat]
        reason += (
            f"; by the official overlaps {of_new:.1f}% of its people come from there, "
            f"and {of_old:.1f}% of the old seat's went to it"
        )
    return [Disagreement(seat, eg("formerlyNamed"), "LineageConflict", claims, None, reason)]


def _is_unnamed(old: LinkedSeat | None, claim: LinkedFact) -> bool:
    """Tell whether the text of a claim does not name an old seat, of another name than the claim's."""
    if old is None or claim.seat is None or normalise_name(old.name) == normalise_name(claim.seat.name):
        return False
    return normalise_name(old.name) not in normalise_name(claim.source.document.text)


def _two_successors(seat: str, later: Sequence[LinkedFact], shares: Shares) -> list[Disagreement]:
    """Return the disagreement of two texts that have a seat go on in different ones."""
    told = [claim for claim in later if claim.seat and not claim.source.is_official]
    if not _are_apart([(claim.source.iri, claim.seat.iri) for claim in told if claim.seat]):
        return []
    claims = spread((Alternative(text("later"), tuple(told)),))
    successors = {claim.seat.iri: claim.seat.name for claim in told if claim.seat}
    measured = [
        f"{shares[seat, iri][0]:.1f}% to {name}"
        for iri, name in sorted(successors.items(), key=lambda item: item[1])
        if (seat, iri) in shares
    ]
    reason = "a seat may go on in several; the sources name different ones"
    reason += f": by the official overlaps its people went {', '.join(measured)}" if measured else ""
    return [Disagreement(seat, eg("formerlyNamed"), "LineageConflict", claims, None, reason)]


def _are_apart(told: Sequence[tuple[str, str]]) -> bool:
    """Tell whether two sources have no seat in common."""
    by_source: dict[str, set[str]] = defaultdict(set)
    for source, seat in told:
        by_source[source].add(seat)
    sets = [by_source[source] for source in sorted(by_source)]
    return any(not one & other for place, one in enumerate(sets) for other in sets[place + 1 :])
