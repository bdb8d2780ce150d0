"""Choose what to believe where sources differ about one property of one thing, and say why.

Takes the mapped facts of all sources, gives one `Decision` for each subject and functional property. A
majority that is the notional one comes last. Else the value that fits the other figures comes first, then
the one of more independent witnesses, then the later one, where all are dated; where none of these decides,
the value that stands in a list of results, and no claim is preferred.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from electiongraph.linking.entity_linking import LinkedFact
from electiongraph.linking.witnesses import Witnesses
from electiongraph.mapping.figures import are_compatible, decimals_stated, grouped
from electiongraph.mapping.notional import NotionalFigures
from electiongraph.mapping.statements import FUNCTIONAL, MappedFact, Term
from electiongraph.vocabulary import eg

__all__ = [
    "Alternative",
    "ContestFigures",
    "Decision",
    "collect_figures",
    "prefer",
    "reconcile",
    "source_name",
]

PERCENTS = frozenset(
    eg(name) for name in ("sharePercent", "majorityPercent", "turnoutPercent", "nationalSharePercent")
)
RECALCULATED = frozenset({eg("majority"), eg("majorityPercent"), eg("turnoutPercent")})


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of the values told: the exactest wording of it, and the claims that give it or a rounded form."""

    value: Term
    claims: tuple[LinkedFact, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What is believed of one property of one thing.

    Attributes:
        subject: IRI of the thing.
        property_iri: IRI of the property.
        alternatives: The values told, the believed one first.
        is_preferred: False when nothing speaks for the first but that some value must stand.
        reason: Why the first is believed; "" when there is only one.
        notional: The claim of the notional figure that the last alternative is mistaken for, if any.
    """

    subject: str
    property_iri: str
    alternatives: tuple[Alternative, ...]
    is_preferred: bool
    reason: str
    notional: LinkedFact | None = None

    @property
    def value(self) -> Term:
        """Return the believed value."""
        return self.alternatives[0].value

    @property
    def claims(self) -> tuple[LinkedFact, ...]:
        """Return the claims of the believed value."""
        return self.alternatives[0].claims


@dataclass(frozen=True, slots=True)
class ContestFigures:
    """The figures told of one contest.

    Attributes:
        votes: For each candidacy, the claims of votes by value.
        majorities: The claims of the majority by value.
        winners: The candidacies that some source calls elected.
    """

    votes: Mapping[str, Mapping[int, Sequence[LinkedFact]]]
    majorities: Mapping[int, Sequence[LinkedFact]]
    winners: frozenset[str]

    def leading_votes(self, candidacy: str) -> int:
        """Return the votes that most sources give a candidacy, the least of them on a draw; 0 if none."""
        told = self.votes.get(candidacy, {})
        ranked = [(len({one.source.iri for one in claims}), -value) for value, claims in told.items()]
        return -max(ranked)[1] if ranked else 0


def source_name(claim: LinkedFact) -> str:
    """Return how to speak of a claim's source: its file's name, else its title or digest."""
    document = claim.source.document
    name = "" if document.name == "-" else document.name
    return name or document.title or document.publisher or document.sha256[:16]


def collect_figures(facts: Iterable[MappedFact]) -> dict[str, ContestFigures]:
    """Gather votes, majorities and winners by contest."""
    votes: dict[str, dict[str, dict[int, list[LinkedFact]]]] = defaultdict(dict)
    majorities: dict[str, dict[int, list[LinkedFact]]] = defaultdict(dict)
    winners: dict[str, set[str]] = defaultdict(set)
    for one in facts:
        contest, fact = one.claim.contest, one.claim.fact
        if not contest or not one.is_placed:
            continue
        if fact.predicate == "votes":
            told = votes[contest].setdefault(one.core[0].subject, {})
            told.setdefault(int(fact.value), []).append(one.claim)
        elif fact.predicate == "majority":
            majorities[contest].setdefault(int(fact.value), []).append(one.claim)
        elif fact.predicate == "elected":
            winners[contest].add(one.core[0].subject)
    contests = votes.keys() | majorities.keys() | winners.keys()
    return {
        contest: ContestFigures(votes[contest], majorities[contest], frozenset(winners[contest]))
        for contest in sorted(contests)
    }


def reconcile(
    facts: Sequence[MappedFact], figures: Mapping[str, ContestFigures], witnesses: Witnesses
) -> dict[tuple[str, str], Decision]:
    """Decide on each functional property of each thing.

    Args:
        facts: The mapped facts of all sources.
        figures: What is told of each contest, against which a figure is tried.
        witnesses: Counts independent witnesses.

    Returns:
        Decisions by subject and property, ordered.
    """
    told: dict[tuple[str, str], dict[Term, list[LinkedFact]]] = defaultdict(dict)
    for one in facts:
        for statement in one.core:
            if one.is_placed and statement.property_iri in FUNCTIONAL:
                key = (statement.subject, statement.property_iri)
                told[key].setdefault(statement.value, []).append(one.claim)
    notional = NotionalFigures(one.claim for one in facts)
    decisions: dict[tuple[str, str], Decision] = {}
    for (subject, name), values in sorted(told.items()):
        alternatives = _merge_rounded(values) if name in PERCENTS else _alternatives(values)
        if len(alternatives) == 1:
            decisions[(subject, name)] = Decision(subject, name, alternatives, is_preferred=True, reason="")
            continue
        fits = {one.value: _fit(subject, name, one, figures) for one in alternatives}
        if name == eg("gainedFrom"):
            winners = told.get((subject, eg("wonBy")), {})
            why = "the party that won cannot have lost the seat"
            fits = {one.value: "" if one.value in winners else why for one in alternatives}
        counts = {one.value: witnesses.count(one.claims) for one in alternatives}
        ballot = _Ballot(subject, name, alternatives, fits, counts)
        decisions[(subject, name)] = _beside_notional(ballot, notional) or _choose(ballot)
    return decisions


def prefer(
    decisions: Mapping[tuple[str, str], Decision], preferred: Iterable[MappedFact]
) -> dict[tuple[str, str], Decision]:
    """Return the decisions with the value of each preferred claim first.

    Args:
        decisions: What is believed of each property by itself.
        preferred: What a comparison of several properties prefers; it sees more.
    """
    following = dict(decisions)
    for one in preferred:
        for statement in one.core:
            key = (statement.subject, statement.property_iri)
            known = following.get(key)
            if known is not None and known.value != statement.value:
                ordered = sorted(known.alternatives, key=lambda told: one.claim not in told.claims)
                following[key] = replace(known, alternatives=tuple(ordered))
    return following


@dataclass(frozen=True, slots=True)
class _Ballot:
    """The values told of one property, with the figures that each fits and how many witnesses it has."""

    subject: str
    name: str
    alternatives: tuple[Alternative, ...]
    fits: Mapping[Term, str]
    counts: Mapping[Term, int]


def _beside_notional(ballot: _Ballot, notional: NotionalFigures) -> Decision | None:
    """Return the decision on a figure that some take from the notional result; None when none does."""
    if ballot.name not in RECALCULATED:
        return None
    behind = {
        one.value: claim
        for one in ballot.alternatives
        if not ballot.fits[one.value] and (claim := notional.behind(one.claims)) is not None
    }
    actual = tuple(one for one in ballot.alternatives if one.value not in behind)
    mistaken = tuple(one for one in ballot.alternatives if one.value in behind)
    results = {claim.fact.value for one in actual for claim in one.claims}
    if not actual or not mistaken or any(claim.fact.value in results for claim in behind.values()):
        return None
    chosen = _choose(replace(ballot, alternatives=actual))
    claim, figure = behind[mistaken[0].value], mistaken[0].claims[0].fact.value
    nearness = "is" if figure == claim.fact.value else f"is a digit away from {grouped(claim.fact.value)},"
    if ballot.name == eg("turnoutPercent"):
        nearness = f"is, rounded from {grouped(claim.fact.value)}," if figure != claim.fact.value else "is"
    year = claim.election.key[:4] if claim.election else ""
    reason = (
        f"{grouped(figure)} {nearness} the notional figure on the new boundaries that {source_name(claim)} "
        f"gives; the {year} result itself is {grouped(chosen.claims[0].fact.value)}"
    )
    if chosen.reason:
        reason += f": {chosen.reason}"
    return Decision(
        ballot.subject, ballot.name, (*chosen.alternatives, *mistaken), chosen.is_preferred, reason, claim
    )


def _choose(ballot: _Ballot) -> Decision:
    """Return the decision between values that all mean the same thing."""

    def rank(one: Alternative) -> tuple[bool, bool, int]:
        is_official = any(claim.source.is_official for claim in one.claims)
        return is_official, bool(ballot.fits[one.value]), ballot.counts[one.value]

    def stands(one: Alternative) -> tuple[bool, str]:
        return any(claim.fact.is_list for claim in one.claims), one.value.value

    ordered = sorted(ballot.alternatives, key=lambda one: (rank(one), stands(one)), reverse=True)
    leading = [one for one in ordered if rank(one) == rank(ordered[0])]
    latest = _latest(leading)
    first = latest or leading[0]
    others = [one for one in ordered if one is not first]
    is_preferred = True
    if not others:
        reason = ""
    elif len(leading) > 1:
        is_preferred = latest is not None
        reason = f"the later statement, of {_last_day(first)}" if is_preferred else _undecided(ordered)
    elif rank(first)[0] != rank(others[0])[0]:
        reason = f"the official result, in {source_name(_official(first))}"
    elif rank(first)[1] != rank(others[0])[1]:
        reason = ballot.fits[first.value]
    else:
        reason = f"told by {rank(first)[2]} independent sources against {rank(others[0])[2]}"
    return Decision(ballot.subject, ballot.name, (first, *others), is_preferred, reason)


def _official(one: Alternative) -> LinkedFact:
    return next(claim for claim in one.claims if claim.source.is_official)


def _latest(alternatives: Sequence[Alternative]) -> Alternative | None:
    """Return the alternative that was stated last; None where that is open.

    A day is not before an hour of the same day, and what has no date is neither before nor after anything.
    """
    last = max(alternatives, key=_last_day)
    day = _last_day(last)
    for other in alternatives:
        for claim in other.claims if other is not last else ():
            earlier = claim.source.document.published
            shared = min(len(day), len(earlier))
            if not earlier or day[:shared] <= earlier[:shared]:
                return None
    return last


def _last_day(one: Alternative) -> str:
    return max(claim.source.document.published for claim in one.claims)


def _undecided(ordered: Sequence[Alternative]) -> str:
    stands = source_name(ordered[0].claims[0])
    return f"nothing in the sources decides; until it does, the statement of {stands} stands in the graph"


def _alternatives(values: Mapping[Term, list[LinkedFact]]) -> tuple[Alternative, ...]:
    ordered = sorted(values.items(), key=lambda item: item[0].value)
    return tuple(Alternative(value, tuple(sorted(c, key=lambda one: one.iri))) for value, c in ordered)


def _merge_rounded(values: Mapping[Term, list[LinkedFact]]) -> tuple[Alternative, ...]:
    """Join each rounded percentage to an exacter one that it can stand for."""
    exact = sorted(_alternatives(values), key=lambda one: (-_decimals(one), one.value.value))
    merged: list[Alternative] = []
    for one in exact:
        places = [
            at
            for at, other in enumerate(merged)
            if are_compatible(
                float(one.value.value), _decimals(one), float(other.value.value), _decimals(other)
            )
        ]
        if places:
            at = max(places, key=lambda place: (len(merged[place].claims), -place))
            merged[at] = Alternative(merged[at].value, (*merged[at].claims, *one.claims))
        else:
            merged.append(one)
    return tuple(merged)


def _decimals(one: Alternative) -> int:
    return max(decimals_stated(claim.fact.quote, float(one.value.value)) for claim in one.claims)


def _fit(subject: str, name: str, one: Alternative, figures: Mapping[str, ContestFigures]) -> str:
    """Return in words which other figure an alternative fits; "" when none."""
    contest = figures.get(one.claims[0].contest)
    if contest is None:
        return ""
    if name == eg("votes"):
        return _fit_votes(subject, int(one.value.value), contest)
    if name == eg("majority"):
        return _fit_majority(int(one.value.value), contest)
    return ""


def _fit_votes(candidacy: str, votes: int, contest: ContestFigures) -> str:
    others = [contest.leading_votes(other) for other in contest.votes if other != candidacy]
    if not others:
        return ""
    if candidacy in contest.winners or votes > max(others):
        gaps = {votes - max(others)}
    else:
        winners = [
            contest.leading_votes(other) for other in sorted(contest.winners) if other in contest.votes
        ]
        gaps = {(winners[0] if len(winners) == 1 else max(others)) - votes}
    for majority, claims in sorted(contest.majorities.items()):
        if majority in gaps:
            return f"fits the majority of {grouped(majority)} that {source_name(claims[0])} states"
    return ""


def _fit_majority(majority: int, contest: ContestFigures) -> str:
    totals = sorted((contest.leading_votes(one) for one in contest.votes), reverse=True)
    if len(totals) >= 2 and totals[0] - totals[1] == majority:
        return f"fits the votes: {grouped(totals[0])} less {grouped(totals[1])}"
    return ""
