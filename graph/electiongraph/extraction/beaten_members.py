"""Tell whether somebody who was beaten had been the member, once all of a document is read.

Extraction, part of discourse. Any candidate may be beaten; only a member is defeated. The document calls the
person a member, says that the person won the seat before, tells of a long time that the defeat ended, or is
about members who lost.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from electiongraph.extraction.by_elections import was_by_election
from electiongraph.extraction.past_winners import had_lost_since, had_won_before, winners_since
from electiongraph.extraction.sightings import Draft, Resolved

if TYPE_CHECKING:
    from electiongraph.extraction.contest_statements import ContestStatements

__all__ = ["OLD_SEAT", "beaten_member_drafts"]

# The rule of defeats of those who had sat for another, abolished seat: they tell of no gain.
OLD_SEAT = "member-of-old-seat"
_BEATEN = "defeatedIfIncumbent"
_FATES = {_BEATEN: "defeatedIn", "stoodDownIfIncumbent": "stoodDown"}

# "The candidate was beaten in ‹S›", among those who lost, was no member.
_OF_CHALLENGER = re.compile(
    r"\b(?:candidate|challenger|hopeful|contender|bid|comeback|hop(?:ed|ing) to|back to (?:Parliament"
    r"|Westminster))\b"
)
# "... was beaten after 32 years in Parliament", "... overhauled her, ending a spell at Westminster"
_AFTER_YEARS = re.compile(
    r"[^;.‹›]{0,40}(?:‹[PG]\d+›[^;.‹›]{0,30}|‹N\d+›[^;.‹›]{0,20}){0,3}"
    r"(?:\bafter (?:[a-z]+ ){0,2}(?:‹N\d+›|two|three|four|five|six|seven|eight|nine|ten|[a-z]+teen|twenty)"
    r"(?: [a-z]+)? (?:years|terms|decades|parliaments)\b"
    r"(?! (?:of (?:trying|campaigning|hurt|waiting)|(?:in|on) the (?:council|wilderness)|away|out\b"
    r"|as (?:a )?councillor))"
    r"|\b(?:ending|bringing to an end|cutting short) (?:a|an|his|her) (?:[a-z0-9-]+ |‹[NY]\d+›[ -]){0,4}"
    r"(?:spell|career|run|stint|reign|tenure|time|stay|membership|years|decades)\b)"
)


# Whom a member "saw off" was a challenger.
_DEFENDS = re.compile(
    r"\b(?:saw|sees|seeing|seen|held|holding|fought|fighting|fended|fending|beat|beating) off\b"
)
# Those who were no members come third, too.
_PLACES = re.compile(r"\b(?:third|fourth|fifth|sixth|last|bottom|nowhere)\b")
# "Tory grandee ‹P0› fell in ‹S1›"
_WELL_KNOWN = re.compile(
    r"(?:big beast|grandee|heavyweight|big-?hitter|stalwart|frontbencher|backbencher|long-serving"
    r"|(?:Conservative|Tory|Labour|Lib Dem) whip),? ‹P(\d+)›"
)


def beaten_member_drafts(
    statements: ContestStatements, now: Sequence[Resolved], then: Sequence[Resolved]
) -> Iterator[Draft]:
    """Yield who of those beaten, now and at earlier elections, had been the member.

    Args:
        statements: What turns matches into facts.
        now: Those beaten, or leaving, at the document's election.
        then: Those beaten at others.
    """
    # Who has lost since winning is no member any more.
    for resolved in then:
        if _was_member_then(statements, resolved):
            for name in ("incumbentIn", "defeatedIn"):
                yield statements.resolved_draft(resolved, name)
    # What is told of one here must not make the next a member's.
    for resolved, is_member in [(one, _was_member(statements, one)) for one in now]:
        if is_member:
            for name in ("incumbentIn", _FATES[resolved.state.predicate]):
                yield statements.resolved_draft(resolved, name)
        elif _sat_for_old_seat(statements, resolved):
            for name in ("incumbentIn", "defeatedIn"):
                yield _named_after(OLD_SEAT, statements.resolved_draft(resolved, name))


def _was_member(statements: ContestStatements, resolved: Resolved) -> bool:
    """Tell whether somebody who lost or left at the document's election was the member."""
    person, seat, where = resolved.person, resolved.seat, statements.where
    if person is None or had_lost_since(person, seat, where, statements.named):
        return False
    if where.is_member_of(person, seat):
        return True
    if resolved.election != where.election:
        return False
    if person.name in winners_since(seat, where, statements.named):
        return True
    return resolved.state.predicate == _BEATEN and _is_made_plain(statements, resolved)


def _was_member_then(statements: ContestStatements, resolved: Resolved) -> bool:
    """Tell whether somebody who was beaten at an earlier election had been the member before it."""
    if had_won_before(resolved, statements.where, statements.named):
        return True
    if was_by_election(resolved.election, statements.where.gazetteers):
        return False
    sighting = resolved.sighting
    return resolved.person is not None and any(
        _is_of_member(match.rule.name)
        and statements.who.named(sighting.clause, match.groups.get("person", "")) is resolved.person
        for match in sighting.clause.descriptions
    )


def _is_of_member(rule: str) -> bool:
    return rule in ("sitting-member", "name-the-sitting-member")


def _is_made_plain(statements: ContestStatements, resolved: Resolved) -> bool:
    """Do the words of the defeat, or what the text is about, make plain that the person had been a member?"""
    person, seat, sighting, where = resolved.person, resolved.seat, resolved.sighting, statements.where
    if person is None or was_by_election(resolved.election, where.gazetteers):
        return False
    keys = [(what, seat, resolved.election) for what in ("incumbentIn", "stoodDown")]
    if {name for key in keys for name in statements.named.get(key, ())} - {person.name}:
        return False
    if _OF_CHALLENGER.search(sighting.text):
        return False
    if not where.is_mandate and _AFTER_YEARS.match(sighting.text, sighting.match.until):
        return True
    known = (statements.who.named(sighting.clause, slot) for slot in _WELL_KNOWN.findall(sighting.text))
    if any(person is one for one in known):
        return True
    words = sighting.text[sighting.match.at : sighting.match.until]
    is_other = _PLACES.search(words) or _DEFENDS.search(words)
    return not is_other and statements.fallen.tells_at(sighting.match.start)


def _sat_for_old_seat(statements: ContestStatements, resolved: Resolved) -> bool:
    """Tell whether the text says that somebody beaten now won, last time, a seat that is polled no more."""
    person, where = resolved.person, statements.where
    if person is None or resolved.election != where.election or resolved.state.predicate != _BEATEN:
        return False
    return any(
        what == "elected"
        and day == where.previous()
        and place != resolved.seat
        and person.name in people
        and where.is_of_earlier_boundaries(place)
        for (what, place, day), people in statements.named.items()
    )


def _named_after(rule: str, draft: Draft) -> Draft:
    """Return a draft whose fact names another rule than that of its match as its reason."""
    return (
        draft
        if draft.fact is None
        else dataclasses.replace(draft, fact=dataclasses.replace(draft.fact, rule=rule))
    )
