"""Conclude who won a seat, where a document names the winning party and its candidate in different places.

Extraction, last step. "Labour gained Worcester. Tom Collins has 16,721 votes": the candidate of the
party that won is the winner. The words that tell the party's victory are the evidence.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from electiongraph.extraction.facts import Fact

__all__ = ["name_winners"]


def name_winners(facts: Sequence[Fact], election: str, won_by: Sequence[Fact] = ()) -> list[Fact]:
    """Return the victories, with the winner's party where it is not told, that party victories make plain.

    Args:
        facts: All facts of the document.
        election: The document's election; of earlier ones too little is told.
        won_by: An `outcome` without value for each party that the text calls a seat's winner.

    Examples:
        >>> def told(predicate, person="", value="", party=""):
        ...     return Fact(predicate, "q", 0, 1, "r", "2024-07-04", person, "Worcester", party, value)
        >>> facts = [told("outcome", value="gain", party="Labour"), told("standsIn", "Tom Collins"),
        ...          told("standsFor", "Tom Collins", "Labour")]
        >>> [(fact.predicate, fact.person) for fact in name_winners(facts, "2024-07-04")]
        [('elected', 'Tom Collins')]
    """
    by_seat: dict[str, list[Fact]] = defaultdict(list)
    winning: dict[str, dict[str, Fact]] = defaultdict(dict)
    for fact in facts:
        if fact.election == election and fact.seat:
            by_seat[fact.seat].append(fact)
    for fact in (*facts, *won_by):
        if fact.predicate == "outcome" and fact.election == election and fact.party:
            winning[fact.seat].setdefault(fact.party, fact)
    named = [
        fact
        for seat, parties in winning.items()
        if len(parties) == 1
        for fact in _winner(by_seat[seat], *parties.values())
    ]
    done = {fact.seat for fact in named} | winning.keys()
    rest = [told for seat, told in by_seat.items() if seat not in done]
    return named + [fact for told in rest for fact in (*_ahead_of_second(told), *_ahead_in_score(told))]


def _winner(facts: Sequence[Fact], won: Fact) -> Iterator[Fact]:
    standing = {fact.person: fact for fact in facts if fact.predicate == "standsIn"}
    if any(fact.predicate == "elected" for fact in facts) or any(f.is_list for f in standing.values()):
        return
    parties = {f.person: str(f.value) for f in facts if f.predicate == "standsFor"}
    beaten = {f.person for f in facts if f.predicate in ("defeatedIn", "stoodDown")}
    own = [person for person in standing if parties.get(person) == won.party and person not in beaten]
    free = [person for person in standing if person not in parties and person not in beaten]
    if len(own) == 1:
        yield dataclasses.replace(won, predicate="elected", person=own[0], party="", value="")
    elif not own and (first := [person for person in free if _has_most_votes(facts, person)]):
        if len(free) > 1 and len([f for f in facts if f.predicate == "votes"]) == 1:
            return
        yield dataclasses.replace(won, predicate="elected", person=first[0], party="", value="")
        yield dataclasses.replace(won, predicate="standsFor", person=first[0], party="", value=won.party)


def _votes(facts: Sequence[Fact]) -> dict[str, tuple[int, Fact]]:
    """Return the votes told of each candidate of a seat of whose winner nothing is said."""
    if any(fact.predicate == "elected" or fact.is_list for fact in facts):
        return {}
    return {f.person: (int(f.value), f) for f in facts if f.predicate == "votes" and isinstance(f.value, int)}


def _ahead_by_majority(facts: Sequence[Fact]) -> list[Fact]:
    """Return the victory of whom the text's counts put first by just the majority that it tells."""
    counts = sorted(_votes(facts).values(), key=lambda one: -one[0])
    majorities = {fact.value for fact in facts if fact.predicate == "majority"}
    if len(counts) > 1 and majorities == {counts[0][0] - counts[1][0]}:
        return [dataclasses.replace(counts[0][1], predicate="elected", value="")]
    return []


def _ahead_of_second(facts: Sequence[Fact]) -> list[Fact]:
    """Return the victory of the one candidate with more votes than whom the text calls second."""
    votes = _votes(facts)
    second = {f.person for f in facts if f.person in votes and f.rule in _PLACES and _SECOND.search(f.quote)}
    if len(second) == 1:
        most = votes[min(second)][0]
        ahead = [fact for count, fact in votes.values() if count > most]
        if len(ahead) == 1:
            return [dataclasses.replace(ahead[0], predicate="elected", value="")]
    return []


def _ahead_in_score(facts: Sequence[Fact]) -> list[Fact]:
    """Return the victory of whom the text sets against the one other: "Ann took 25,076 to Bob's 17,866"."""
    votes = _votes(facts)
    against = [fact for _, fact in votes.values() if fact.rule in _SCORES]
    if len(against) == 1 and len(votes) == 2:
        (most, first), (least, second) = sorted(votes.values(), key=lambda one: -one[0])
        if second is against[0] and most > least and not any(_PLACE.search(f.quote) for f in facts):
            return [dataclasses.replace(first, predicate="elected", value="")]
    return []


# The rules of the second count of a score.
_SCORES = frozenset(
    ("votes-to-rival", "rivals-count-after", "votes-to-his", "to-his-count", "and-count-for-person")
)
_PLACE = re.compile(r"\b(?:second|third|fourth|runner-up|last)\b")
# The rules that tell a candidate's place, and the place that has one candidate before it.
_PLACES = frozenset(
    ("came-in-place", "in-bare-place", "trailed-in-place", "runner-up-for-party", "member-comes-behind")
)
_SECOND = re.compile(r"\b(?:second|runner-up)\b")


def _has_most_votes(facts: Sequence[Fact], person: str) -> bool:
    votes = {f.person: f.value for f in facts if f.predicate == "votes" and isinstance(f.value, int)}
    return person in votes and votes[person] == max(votes.values())
