"""Say against which baseline a text calls a result a hold or a gain.

"Hold" and "gain" mean the change since the last general election, by-elections ignored, in the lists of
results that newspapers and broadcasters print. Running prose often means the change since a by-election, or
since the departing MP. Takes `LinkedFact` records, gives each claim of a hold, a gain or a losing party the
outcome that it is about.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from electiongraph.gazetteers import Gazetteers, normalise_name
from electiongraph.identifiers import outcome_iri
from electiongraph.linking.entity_linking import LinkedElection, LinkedFact, LinkedSeat

__all__ = [
    "DEPARTING_MEMBER",
    "LAST_GENERAL_ELECTION",
    "NOTIONAL",
    "UNSTATED",
    "Outcome",
    "find_outcomes",
    "official_baseline",
]

LAST_GENERAL_ELECTION = "LastGeneralElection"
NOTIONAL = "NotionalLastGeneralElection"
DEPARTING_MEMBER = "DepartingMember"
UNSTATED = "UnstatedBaseline"

SENTENCE_END = re.compile(r"[.!?][”\"’']?\s+(?=[A-Z“\"‘'])|\n")
BY_ELECTION_WORDS = re.compile(r"\bby-?\s?elections?\b", re.IGNORECASE)
# What prose says when it measures against who sat there until the dissolution.
DEPARTURE_WORDS = re.compile(
    r"\bby-?\s?elections?\b|\bregain|\b(?:w[io]n|take|took|taken)\s+(?:\S+\s+)?back\b|\breturn(?:s|ed)?\b|"
    r"\bchanged from\b|\bflipped from\b|\blost (?:out )?to\b|\boust|\bunseat|\bsitting\b|\bdefeat|\bbeat",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome that a claim is about: its IRI, its contest and the name of its baseline."""

    iri: str
    contest: str
    baseline: str


def find_outcomes(facts: Sequence[LinkedFact], gazetteers: Gazetteers) -> dict[str, Outcome]:
    """Find the outcome that each claim of a hold, gain or losing party is about.

    Args:
        facts: All linked facts.
        gazetteers: Where by-elections are known.

    Returns:
        The outcome by the claim's IRI.
    """
    telling = [one for one in facts if one.contest and one.fact.predicate in ("outcome", "gainedFrom")]
    by_elections = _by_elections(facts, gazetteers)
    baselines = {one.iri: _baseline(one, by_elections, gazetteers) for one in telling}
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in telling:
        if one.fact.predicate == "outcome" and baselines[one.iri] != UNSTATED:
            named[(one.contest, str(one.fact.value))].add(baselines[one.iri])
    outcomes: dict[str, Outcome] = {}
    for one in telling:
        if one.fact.predicate == "outcome":
            baseline = _settle(baselines[one.iri], named.get((one.contest, str(one.fact.value)), set()))
            outcomes[one.iri] = _outcome(one.contest, baseline)
    gains = [one for one in telling if one.fact.predicate == "outcome" and one.fact.value == "gain"]
    by_contest: dict[str, list[LinkedFact]] = defaultdict(list)
    for one in gains:
        by_contest[one.contest].append(one)
    for one in telling:
        if one.fact.predicate == "gainedFrom":
            gain = _matching_gain(one, by_contest[one.contest], baselines)
            baseline = outcomes[gain.iri].baseline if gain else baselines[one.iri]
            outcomes[one.iri] = _outcome(one.contest, baseline)
    return outcomes


def sentence_around(fact: LinkedFact) -> str:
    """Return the sentence, or the sentences of one paragraph, that hold a fact's quote."""
    text, start, end = fact.source.document.text, fact.fact.start, fact.fact.end
    before = [match.end() for match in SENTENCE_END.finditer(text, max(0, start - 600), start)]
    after = SENTENCE_END.search(text, max(start, end - 1))
    return text[before[-1] if before else max(0, start - 600) : after.start() + 1 if after else len(text)]


def _outcome(contest: str, baseline: str) -> Outcome:
    return Outcome(outcome_iri(contest, baseline), contest, baseline)


def _settle(baseline: str, named: set[str]) -> str:
    """Return the baseline of an outcome; an unstated one joins the only named one that agrees with it."""
    return next(iter(named)) if baseline == UNSTATED and len(named) == 1 else baseline


def _by_elections(facts: Iterable[LinkedFact], gazetteers: Gazetteers) -> dict[str, set[str]]:
    """Return the polling dates of by-elections by the normalised names of seat and successors."""
    names = {seat.iri: seat.name for seat in gazetteers.seats}
    dates: dict[str, set[str]] = defaultdict(set)
    for election in gazetteers.elections:
        if election.kind == "by-election" and election.seat in names:
            dates[normalise_name(names[election.seat])].add(election.date)
    for one in facts:
        if one.election and one.election.kind == "by-election" and one.seat:
            dates[normalise_name(one.seat.name)].add(one.election.date)
    for one in sorted(facts, key=lambda fact: fact.iri):
        if one.former and one.seat:
            dates[normalise_name(one.seat.name)] |= dates[normalise_name(one.former.name)]
    general = sorted(election.date for election in gazetteers.general_elections())
    return {name: {day for day in days if day not in general} for name, days in dates.items()}


def official_baseline(election: LinkedElection | None, gazetteers: Gazetteers) -> str:
    """Return what official files measure a result by: the last general election, by-elections ignored.

    At the first general election on new boundaries it is the recalculated one.
    """
    if election is None or election.kind != "general":
        return LAST_GENERAL_ELECTION
    before = {e.boundary_set for e in gazetteers.general_elections() if e.date < election.key}
    return LAST_GENERAL_ELECTION if gazetteers.boundary_set_on(election.key) in before else NOTIONAL


def _baseline(one: LinkedFact, by_elections: dict[str, set[str]], gazetteers: Gazetteers) -> str:
    if one.source.is_official:
        return official_baseline(one.election, gazetteers)
    sentence = sentence_around(one)
    if "notional" in sentence.casefold():
        return NOTIONAL
    if one.fact.is_list:
        return LAST_GENERAL_ELECTION
    if not _had_by_election(one.seat, one.fact.election, by_elections):
        is_general = one.election is not None and one.election.kind == "general"
        is_departing = is_general and BY_ELECTION_WORDS.search(sentence) is not None
        return DEPARTING_MEMBER if is_departing else LAST_GENERAL_ELECTION
    is_gain = one.fact.value != "hold"
    return DEPARTING_MEMBER if is_gain and DEPARTURE_WORDS.search(sentence) else UNSTATED


def _had_by_election(seat: LinkedSeat | None, election: str, by_elections: dict[str, set[str]]) -> bool:
    """Tell whether a by-election came within the five years before a general election."""
    if seat is None or len(election) < 10:
        return False
    earliest = f"{int(election[:4]) - 5}{election[4:]}"
    days = by_elections.get(normalise_name(seat.name), set())
    return any(earliest < day < election for day in days)


def _matching_gain(
    one: LinkedFact, gains: Sequence[LinkedFact], baselines: dict[str, str]
) -> LinkedFact | None:
    """Return the gain that a losing party belongs to: told in the same line, by the same source or any."""

    def distance(gain: LinkedFact) -> tuple[bool, bool, bool, str]:
        is_same_source = gain.source.iri == one.source.iri
        line = one.source.document.line_of(one.fact.start)
        is_same_line = is_same_source and gain.source.document.line_of(gain.fact.start) == line
        is_same_baseline = baselines[gain.iri] == baselines[one.iri]
        return (not is_same_line, not is_same_source, not is_same_baseline, gain.iri)

    fitting = [
        gain
        for gain in gains
        if gain.source.iri == one.source.iri
        or UNSTATED in (baselines[gain.iri], baselines[one.iri])
        or baselines[gain.iri] == baselines[one.iri]
    ]
    return min(fitting, key=distance) if fitting else None
