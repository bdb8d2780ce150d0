"""Conclude who lost and which party gained, where a document names the member and the winner of a seat.

Extraction, last step. A text that calls one person the sitting member, says that the person stood again, and
names another who was elected makes plain that the member lost; where it also names the parties of both, that
the one party gained the seat from the other. The words that call the person the member are the evidence.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from electiongraph.extraction.facts import Fact

__all__ = ["TURNOVER", "turnover"]

# The rule that such facts have.
TURNOVER = "turnover"


def turnover(facts: Sequence[Fact], election: str) -> list[Fact]:
    """Return the defeats and gains at a document's election that its facts make plain and do not state.

    Args:
        facts: All facts of the document.
        election: The document's election; of earlier ones too little is told.

    Examples:
        >>> def told(predicate, person, value=""):
        ...     return Fact(predicate, "q", 0, 1, "r", "2024-07-04", person, "Wycombe", value=value)
        >>> facts = [told("incumbentIn", "Steve Baker"), told("standsIn", "Steve Baker"),
        ...          told("elected", "Emma Reynolds"), told("standsFor", "Emma Reynolds", "Labour"),
        ...          told("standsFor", "Steve Baker", "Conservative")]
        >>> [(fact.predicate, fact.party or fact.value) for fact in turnover(facts, "2024-07-04")]
        [('defeatedIn', ''), ('outcome', 'Labour'), ('gainedFrom', 'Conservative')]
    """
    by_seat: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.election == election and fact.seat:
            by_seat[fact.seat].append(fact)
    return [fact for of_seat in by_seat.values() for fact in _of_seat(of_seat)]


def _of_seat(facts: Sequence[Fact]) -> Iterator[Fact]:
    winners = {fact.person: fact for fact in facts if fact.predicate == "elected"}
    members = {fact.person: fact for fact in facts if fact.predicate == "incumbentIn"}
    if len(winners) != 1 or len(members) != 1:
        return
    (winner, won), (member, sat) = *winners.items(), *members.items()
    standing = {fact.person for fact in facts if fact.predicate == "standsIn"}
    retired = any(fact.predicate == "stoodDown" for fact in facts)
    if winner == member or member not in standing or retired or _may_be_one(winner, member):
        return
    if not any(fact.predicate == "defeatedIn" for fact in facts):
        yield dataclasses.replace(sat, predicate="defeatedIn", value="", rule=TURNOVER)
    yield from _gain(facts, won, _party(facts, winner), _party(facts, member))


def _gain(facts: Sequence[Fact], won: Fact, winning: str, losing: str) -> Iterator[Fact]:
    has_outcome = any(fact.predicate == "outcome" for fact in facts)
    if not winning or not losing or winning == losing:
        return
    if not has_outcome:
        yield dataclasses.replace(
            won, predicate="outcome", person="", value="gain", party=winning, rule=TURNOVER
        )
    is_gain = not has_outcome or any(f.predicate == "outcome" and f.value == "gain" for f in facts)
    if is_gain and not any(fact.predicate == "gainedFrom" for fact in facts):
        yield dataclasses.replace(won, predicate="gainedFrom", person="", value=losing, rule=TURNOVER)


def _party(facts: Iterable[Fact], person: str) -> str:
    parties = {str(f.value) for f in facts if f.predicate == "standsFor" and f.person == person}
    return parties.pop() if len(parties) == 1 else ""


def _may_be_one(one: str, other: str) -> bool:
    """Are two names perhaps forms of one: a married name, a nickname?"""
    return one.rpartition(" ")[2] == other.rpartition(" ")[2]
