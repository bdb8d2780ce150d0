"""Find disagreements that show only when figures, outcomes or names are laid side by side.

A stated majority against the votes of another source; hold against gain; two winners; two spellings of a
name. Takes what `disagreements.py` takes and adds to its records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from electiongraph.linking.entity_linking import LinkedFact
from electiongraph.linking.names import NameMatch, match_names, name_tokens
from electiongraph.linking.people import NameForm, People
from electiongraph.linking.witnesses import Witnesses
from electiongraph.mapping.contests import Contest
from electiongraph.mapping.disagreements import Disagreement, spread
from electiongraph.mapping.figures import are_digits_swapped, grouped
from electiongraph.mapping.outcomes import Outcome
from electiongraph.mapping.reconciling import Alternative, source_name
from electiongraph.mapping.statements import MappedFact
from electiongraph.vocabulary import RDFS_LABEL, eg, text

__all__ = [
    "find_majority_disagreements",
    "find_name_disagreements",
    "find_outcome_disagreements",
    "find_winner_disagreements",
]

# A source that gives the votes of fewer may have left out the runner-up.
FEWEST_VOTES = 3
NAMING = {name: place for place, name in enumerate(("votes", "standsIn", "standsFor", "elected"))}


def find_majority_disagreements(
    facts: Sequence[MappedFact], contests: Iterable[Contest]
) -> list[Disagreement]:
    """Return where the believed majority is not what the votes of a source make it.

    A slip that already shows as two majorities or as two counts of one candidate's votes, of which one
    fits, is left to that disagreement, which says which to prefer.

    Args:
        facts: The mapped facts of all sources.
        contests: What is believed; a source that leaves the winner's votes out says nothing here.
    """
    believed = {contest.iri: contest for contest in contests}
    votes: dict[tuple[str, str], dict[str, LinkedFact]] = defaultdict(dict)
    stated: dict[str, dict[int, list[LinkedFact]]] = defaultdict(lambda: defaultdict(list))
    for one in facts:
        if one.claim.fact.predicate == "votes" and one.is_placed:
            votes[(one.claim.contest, one.claim.source.iri)].setdefault(one.core[0].subject, one.claim)
        elif one.claim.fact.predicate == "majority" and one.is_placed:
            stated[one.claim.contest][int(one.claim.fact.value)].append(one.claim)
    found: dict[tuple[str, int, int, int], Disagreement] = {}
    for (iri, _), told in sorted(votes.items()):
        contest = believed[iri]
        ranked = sorted(told.items(), key=lambda item: (-int(item[1].fact.value), item[1].iri))
        if len(ranked) < FEWEST_VOTES or ranked[0][0] != contest.winner or contest.majority is None:
            continue
        (winner, first), (other, second) = ranked[:2]
        most, next_most = int(first.fact.value), int(second.fact.value)
        if most - next_most in stated[iri] or _believed_gap(contest, winner, other) == contest.majority:
            continue
        key = (iri, contest.majority, most, next_most)
        if key not in found:
            found[key] = _majority_disagreement(iri, stated[iri][contest.majority], first, second)
    return [found[key] for key in sorted(found)]


def _believed_gap(contest: Contest, winner: str, other: str) -> int | None:
    """Return by how many votes one candidacy is believed to be ahead of another; None when unknown."""
    votes = {one.iri: one.votes for one in contest.candidacies}
    first, second = votes.get(winner), votes.get(other)
    return None if first is None or second is None else first - second


def _majority_disagreement(
    contest: str, claims: Sequence[LinkedFact], first: LinkedFact, second: LinkedFact
) -> Disagreement:
    stated = min(claims, key=lambda claim: claim.iri)
    majority, most, next_most = (int(claim.fact.value) for claim in (stated, first, second))
    implied = most - majority
    said = (
        f"{source_name(stated)} states a majority of {grouped(majority)}; the votes that "
        f"{source_name(first)} gives make it "
        f"{grouped(most)} - {grouped(next_most)} = {grouped(most - next_most)}"
    )
    if are_digits_swapped(implied, next_most):
        reason = (
            f"{said}. The majority needs {grouped(implied)} votes for {second.fact.person}: "
            f"{grouped(next_most)} has two digits swapped"
        )
        return Disagreement(
            contest, eg("majority"), "TransposedDigits", (stated, first, second), stated, reason
        )
    reason = (
        f"{said}. One of the three figures is wrong; with {grouped(implied)} votes for {second.fact.person} "
        "they would agree"
    )
    return Disagreement(contest, eg("majority"), "ArithmeticConflict", (stated, first, second), None, reason)


def find_outcome_disagreements(
    facts: Sequence[MappedFact], outcomes: Mapping[str, Outcome], witnesses: Witnesses
) -> list[Disagreement]:
    """Return where sources call one result both a hold and a gain.

    Args:
        facts: The mapped facts of all sources.
        outcomes: The outcome that each claim is about.
        witnesses: Counts who says so.
    """
    told: dict[str, dict[str, list[LinkedFact]]] = defaultdict(lambda: defaultdict(list))
    for one in facts:
        if one.claim.iri in outcomes and one.claim.fact.predicate == "outcome":
            told[one.claim.contest][str(one.claim.fact.value)].append(one.claim)
    return [
        _outcome_disagreement(contest, kinds, outcomes, witnesses)
        for contest, kinds in sorted(told.items())
        if len(kinds) > 1
    ]


def _outcome_disagreement(
    contest: str,
    kinds: Mapping[str, Sequence[LinkedFact]],
    outcomes: Mapping[str, Outcome],
    witnesses: Witnesses,
) -> Disagreement:
    holds, gains = (tuple(kinds[kind]) for kind in ("hold", "gain"))
    baselines = [{outcomes[claim.iri].baseline for claim in claims} for claims in (holds, gains)]
    if not baselines[0] & baselines[1]:
        words = [" or ".join(_baseline_words(name) for name in sorted(names)) for names in baselines]
        reason = (
            f"both can be right: a hold against {words[0]}, a gain against {words[1]}; "
            "each stands with its baseline"
        )
        claims = spread((Alternative(text("hold"), holds), Alternative(text("gain"), gains)))
        return Disagreement(contest, eg("outcomeKind"), "BaselineConflict", claims, None, reason)
    counts = [witnesses.count(holds), witnesses.count(gains)]
    ordered = (holds, gains) if counts[0] >= counts[1] else (gains, holds)
    claims = spread(Alternative(text(""), members) for members in ordered)
    is_decided = counts[0] != counts[1]
    reason = (
        f"told by {max(counts)} independent sources against {min(counts)}"
        if is_decided
        else "nothing in the sources decides which of the two it is"
    )
    return Disagreement(
        contest, eg("outcomeKind"), "ValueConflict", claims, claims[0] if is_decided else None, reason
    )


def _baseline_words(name: str) -> str:
    return {
        "LastGeneralElection": "the last general election",
        "NotionalLastGeneralElection": "the notional result of the last general election",
        "DepartingMember": "the departing member's party",
    }.get(name, "a baseline that is not stated")


def find_winner_disagreements(contests: Iterable[Contest], witnesses: Witnesses) -> list[Disagreement]:
    """Return where sources call two candidates of one contest elected."""
    found = []
    for contest in contests:
        elected = [one for one in contest.candidacies if one.elected]
        if len(elected) > 1:
            ordered = sorted(elected, key=lambda one: (one.iri != contest.winner, one.iri))
            claims = spread(Alternative(text(one.iri), one.elected) for one in ordered)
            counts = ", ".join(
                f"{claim.fact.person} by {witnesses.count(one.elected)}"
                for one in ordered
                for claim in one.elected[:1]
            )
            reason = f"one seat, one winner; most votes first, then most independent sources ({counts})"
            found.append(Disagreement(contest.iri, eg("winner"), "ValueConflict", claims, claims[0], reason))
    return found


def find_name_disagreements(people: People, witnesses: Witnesses) -> list[Disagreement]:
    """Return where sources spell a person's name in two ways, or one gives a fuller form.

    Args:
        people: The people with their spellings.
        witnesses: Counts who writes which.
    """
    found = []
    for person in people.persons:
        forms: dict[str, list[NameForm]] = {"NameSpelling": [], "NameForm": []}
        for form in person.names[1:]:
            kind = _name_kind(person.names[0].name, form.name)
            if kind:
                forms[kind].append(form)
        for kind, others in forms.items():
            if others:
                found.append(_name_disagreement(person.iri, kind, (person.names[0], *others), witnesses))
    return found


def _name_kind(preferred: str, other: str) -> str:
    match = match_names(preferred, other)
    # "Josh Dean" leaves out what "Joshua Robert Abraham Dean" has; "Dave" and "David" have as much.
    is_fuller = match is NameMatch.SHORT_FORM and len(name_tokens(preferred)) != len(name_tokens(other))
    if match is NameMatch.FULLER or is_fuller:
        return "NameForm"
    if match in (NameMatch.SAME, NameMatch.SURNAME_ONLY):
        return ""
    return "NameSpelling"


def _name_disagreement(
    person: str, kind: str, forms: Sequence[NameForm], witnesses: Witnesses
) -> Disagreement:
    alternatives = [
        Alternative(
            text(form.name), tuple(sorted(form.claims, key=lambda c: NAMING.get(c.fact.predicate, 9)))
        )
        for form in forms
    ]
    claims = spread(Alternative(one.value, _naming_claims(one.claims)) for one in alternatives)
    counts = [witnesses.count(form.claims) for form in forms]
    written = ", ".join(f"{form.name} ({count})" for form, count in zip(forms, counts, strict=True))
    if kind == "NameForm":
        reason = f"a fuller and a shorter form of one name, no contradiction; independent sources: {written}"
        return Disagreement(person, RDFS_LABEL, kind, claims, claims[0], reason)
    is_official = any(claim.source.is_official for claim in forms[0].claims)
    is_decided = is_official or counts[0] > max(counts[1:])
    reason = f"independent sources that write it so: {written}"
    if is_official:
        reason = f"the official spelling; {reason}"
    elif not is_decided:
        reason += "; nothing decides, the first stands"
    return Disagreement(person, RDFS_LABEL, kind, claims, claims[0] if is_decided else None, reason)


def _naming_claims(claims: Sequence[LinkedFact]) -> tuple[LinkedFact, ...]:
    """Return a source's claims of the first telling sort only, so that one quote stands for each source."""
    best: dict[str, int] = {}
    for claim in claims:
        place = NAMING.get(claim.fact.predicate, 9)
        best[claim.source.iri] = min(place, best.get(claim.source.iri, 9))
    return tuple(c for c in claims if NAMING.get(c.fact.predicate, 9) == best[c.source.iri])
