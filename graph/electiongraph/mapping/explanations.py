"""Say why a text's figure differs from the official one: what else it is, or what it follows from.

A turnout may count spoilt ballots, a share may follow from the source's own slip in the votes, a number may
be right for something else: the majority given as votes, the result of another year, the Speaker's seat
counted in. Takes decisions of which an official value comes first, gives `Explanation` records for those
that it can explain; the rest stay as they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from electiongraph.gazetteers import normalise_name
from electiongraph.linking.entity_linking import LinkedFact
from electiongraph.mapping.figures import are_compatible, decimals_stated, grouped
from electiongraph.mapping.reconciling import Alternative, Decision, source_name
from electiongraph.mapping.statements import MappedFact
from electiongraph.vocabulary import eg

__all__ = [
    "Explanation",
    "HeldSeat",
    "OfficeConflict",
    "OfficialRecord",
    "SpeakersSeat",
    "explain_differences",
]

# Smaller numbers are equal by chance.
LEAST_TELLING = 100
SHARE_OF = {eg("sharePercent"): "votes", eg("majorityPercent"): "majority"}
COUNTED = {"votes": "votes of", "majority": "majority"}


@dataclass(frozen=True, slots=True)
class Explanation:
    """How two values disagree, and why: a kind of disagreement of the ontology, and words."""

    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class SpeakersSeat:
    """The seat that the Speaker won at an election, and the party (IRI) that the Speaker came from."""

    seat: str
    party: str


@dataclass(frozen=True, slots=True)
class OfficeConflict:
    """A text's claim of an office that the register of ministers contradicts, with the register's claims.

    `is_decided` where somebody else held the office; not where the register has no such office at all.
    """

    claim: LinkedFact
    official: tuple[LinkedFact, ...]
    reason: str
    is_decided: bool


@dataclass(frozen=True, slots=True)
class HeldSeat:
    """The seat (IRI and name) that a sitting MP had won last, and the name of the party it was won for.

    Attributes:
        is_followed: Whether it is the seat of the contest, or gives that one most of its people.
    """

    iri: str
    name: str
    party: str
    is_followed: bool


@dataclass(frozen=True, slots=True)
class OfficialRecord:
    """What official files say that no fact tells of.

    Attributes:
        ballots: For each contest (IRI) its valid votes, invalid votes and electorate.
        speakers: The Speaker's seat by the IRI of the election.
        shares: For an old and a new seat (IRIs), what percentage of the old one's people, and of the new
            one's, they have in common.
        changes: For tallies (IRIs) counted against recalculated results the change in seats since the last
            election as it was, where it is another.
        held: The seat of each sitting MP on a ballot, by `held_by`.
    """

    ballots: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)
    speakers: Mapping[str, SpeakersSeat] = field(default_factory=dict)
    shares: Mapping[tuple[str, str], tuple[float, float]] = field(default_factory=dict)
    changes: Mapping[str, LinkedFact] = field(default_factory=dict)
    held: Mapping[str, HeldSeat] = field(default_factory=dict)


def held_by(contest: str, person: str) -> str:
    """Return by what the seat is found that a candidate (IRI) of a contest (IRI) had won last."""
    return f"{contest} {person}"


def explain_differences(
    facts: Sequence[MappedFact], decisions: Iterable[Decision], record: OfficialRecord
) -> dict[tuple[str, str], Explanation]:
    """Explain the decisions of which an official value comes first.

    Args:
        facts: The mapped facts of all sources.
        decisions: What is believed and what was told.
        record: What official files say that no fact tells of.

    Returns:
        Explanations by subject and property.
    """
    explainer = _Explainer(facts, record)
    found = {}
    for one in decisions:
        is_official = any(claim.source.is_official for claim in one.claims)
        if is_official and len(one.alternatives) > 1 and one.notional is None:
            explanations = [explainer.explain(one, other) for other in one.alternatives[1:]]
            told = [explanation for explanation in explanations if explanation is not None]
            if told:
                reason = "; ".join((one.reason, *dict.fromkeys(each.reason for each in told)))
                found[(one.subject, one.property_iri)] = Explanation(told[0].kind, reason)
    return found


class _Explainer:
    """Knows the figures that a mistaken one may have been taken from."""

    def __init__(self, facts: Iterable[MappedFact], record: OfficialRecord) -> None:
        self._record = record
        self._listed: dict[tuple[str, str], dict[str, LinkedFact]] = defaultdict(dict)
        self._majorities: dict[tuple[str, str], LinkedFact] = {}
        self._official: dict[int, list[LinkedFact]] = defaultdict(list)
        for one in facts:
            claim = one.claim
            key = (claim.source.iri, claim.contest)
            if claim.source.is_official:
                if claim.fact.predicate in COUNTED:
                    self._official[int(claim.fact.value)].append(claim)
            elif claim.fact.predicate == "votes" and one.is_placed:
                self._listed[key].setdefault(one.core[0].subject, claim)
            elif claim.fact.predicate == "majority" and one.is_placed:
                self._majorities.setdefault(key, claim)

    def explain(self, decision: Decision, told: Alternative) -> Explanation | None:
        """Return why a value differs from the official one that a decision believes."""
        if decision.property_iri == eg("turnoutPercent"):
            return self._basis_of(decision, told)
        if decision.property_iri in SHARE_OF:
            return self._follows_from(decision, told)
        if decision.property_iri == eg("seatsWon"):
            return self._with_speaker(decision, told)
        if decision.property_iri == eg("seatsChange"):
            return self._since_actual(decision, told)
        if decision.property_iri in (eg("votes"), eg("majority")):
            return self._taken_from(told)
        return None

    def _basis_of(self, decision: Decision, told: Alternative) -> Explanation | None:
        """Say whether a turnout counts the ballots that were spoilt too."""
        claim = told.claims[0]
        if claim.contest not in self._record.ballots:
            return None
        valid, invalid, electorate = self._record.ballots[claim.contest]
        value, decimals = float(told.value.value), _decimals(told)
        all_ballots = round(100 * (valid + invalid) / electorate, 4)
        is_basis = are_compatible(value, decimals, all_ballots, 4)
        if is_basis:
            counted = f"{value:g} is the turnout of all ballots, the {invalid:,} spoilt ones too"
            return Explanation(
                "TurnoutBasisConflict", f"{counted}; the official turnout counts valid votes only"
            )
        valid_only = float(decision.value.value)
        reason = f"{value:g} is the turnout neither of valid votes ({valid_only:.2f}) nor of all ballots"
        return Explanation("ValueConflict", f"{reason} ({all_ballots:.2f})")

    def _follows_from(self, decision: Decision, told: Alternative) -> Explanation | None:
        """Say that a share is right for the votes that its own source lists, of which some are wrong."""
        value, decimals = float(told.value.value), _decimals(told)
        for claim in told.claims:
            key = (claim.source.iri, claim.contest)
            listed = {at: int(one.fact.value) for at, one in self._listed.get(key, {}).items()}
            total = sum(listed.values())
            count = listed.get(decision.subject)
            if decision.property_iri == eg("majorityPercent"):
                stated = self._majorities.get(key)
                count = int(stated.fact.value) if stated else None
            official = self._record.ballots.get(claim.contest)
            if count is None or not total or official is None or total == official[0]:
                continue
            if are_compatible(value, decimals, 100 * count / total, 6):
                listed_by = f"{value:g} follows from the votes that {source_name(claim)} lists"
                reason = f"{listed_by}, {count:,} of {total:,}; the official total is {official[0]:,}"
                return Explanation("FollowingError", reason)
        return None

    def _with_speaker(self, decision: Decision, told: Alternative) -> Explanation | None:
        """Say that a party's seats count the Speaker, who came from it and stands for none."""
        claim = told.claims[0]
        speaker = self._record.speakers.get(claim.election.iri) if claim.election else None
        more = int(told.value.value) - int(decision.value.value)
        if speaker is None or claim.party is None or claim.party.iri != speaker.party or more != 1:
            return None
        seats = int(told.value.value)
        return Explanation(
            "ValueConflict",
            f"{seats:,} counts the Speaker's seat, {speaker.seat}, for the Speaker's old party",
        )

    def _since_actual(self, decision: Decision, told: Alternative) -> Explanation | None:
        """Say that a change in seats is counted against the last election as it was."""
        actual = self._record.changes.get(decision.subject)
        if actual is None or int(told.value.value) != actual.fact.value:
            return None
        reason = f"{int(told.value.value):+,} is the change against the last election as it was"
        return Explanation("BaselineConflict", f"{reason}, not recalculated on the new boundaries")

    def _taken_from(self, told: Alternative) -> Explanation | None:
        """Say of which other official figure of the seat a number is the value."""
        number, claim = int(told.value.value), told.claims[0]
        if number < LEAST_TELLING or claim.seat is None:
            return None
        name = normalise_name(claim.seat.name)
        same = [
            one
            for one in self._official.get(number, ())
            if one.contest == claim.contest or (one.seat and normalise_name(one.seat.name) == name)
        ]
        if not same:
            return None
        one = min(same, key=lambda other: (other.contest != claim.contest, other.iri))
        what = f"the {COUNTED[one.fact.predicate]}"
        if one.fact.predicate == "votes":
            what += f" {one.fact.person}"
        when = f" at the {one.election.name}" if one.election else ""
        where = f" in {one.seat.name}" if one.seat else ""
        return Explanation("MistakenFigure", f"{grouped(number)} is {what}{where}{when}")


def _decimals(one: Alternative) -> int:
    return max(decimals_stated(claim.fact.quote, float(one.value.value)) for claim in one.claims)
