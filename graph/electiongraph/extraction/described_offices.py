"""Tell an office that a text describes and does not name: "her deputy", "who led the party", "his old job".

Extraction, part of discourse.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from electiongraph.extraction.brief_statements import tells_of_appointments
from electiongraph.extraction.contest_statements import ContestStatements
from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.office_titles import parties_named
from electiongraph.extraction.people import Person
from electiongraph.extraction.rules import State
from electiongraph.extraction.sightings import Focus, Sighting

__all__ = ["described_office"]

_OF_COUNCIL = re.compile(r"\b(?:[Cc]ouncil|[Cc]ounty [Hh]all|group)\b")


def described_office(
    statements: ContestStatements, sighting: Sighting, state: State, person: Person, focus: Focus
) -> str:
    """Return an office that the text describes and does not name, "" when it cannot be told."""
    if state.predicate == "officeOfParty":
        parties = slot_indices(sighting.text[: sighting.match.at], "G")
        office = sighting.match.groups["office"]
        roles = slot_indices(sighting.text[: sighting.match.at], "R")
        named = parties_named(sighting.mention(roles[-1]).name, statements.where.gazetteers) if roles else ()
        nearest = next(iter(named), focus.party if office.endswith("leader") else "")
        party = sighting.mention(parties[-1]).name if parties else nearest
        return f"{party} {office}" if party else ""
    if state.predicate == "ledParty":
        parties = slot_indices(sighting.text[: sighting.match.at], "G")
        nearest = sighting.mention(parties[-1]).name if parties else focus.party
        party = sighting.name("party") or nearest
        nation = sighting.match.groups.get("nation", "")
        return f"{nation} {party} leader".strip() if party else ""
    if state.predicate in ("ledOwnParty", "leaderOfOwnParty"):
        office = sighting.match.groups.get("office", "leader")
        party = _own_party(statements, sighting, person)
        return f"{party} {office}" if party and not _OF_COUNCIL.search(sighting.text) else ""
    if state.predicate in ("heldLikeOther", "heldShadowOfOther", "heldDeputyOfOther"):
        other = statements.who.subject(sighting) or focus.topic
        near = other is not None and other.roles and abs(sighting.match.start - other.roles[-1].start) < 300
        role = other.roles[-1].value if other is not None and near and other is not person else ""
        return _BESIDE[state.predicate](role) if role else ""
    if state.predicate == "heldCounterpart":
        return _counterpart(statements, sighting, person, focus)
    if state.predicate == "appointedLikeLoser":
        return _office_of(statements, sighting, focus)
    if state.predicate == "appointedLikeOther":
        return _told_last(statements, sighting.match.start)
    if state.predicate == "heldAppointed":
        # The office that the rest of the sentence gives somebody is not the one held before.
        later = {given.value for given in person.appointed if given.start >= sighting.match.start}
        return "" if focus.appointed in later else focus.appointed
    if state.predicate == "heldByLoser":
        winner = statements.who.meant(sighting, sighting.caught("person"), focus, focus.seat)
        newest = winner.appointed[-1] if winner and winner.appointed else None
        near = newest is not None and 0 <= sighting.match.start - newest.start < 300
        return newest.value if newest is not None and near else ""
    if state.predicate == "chairedParty":
        return f"{sighting.name('party')} Party chairman"
    if state.predicate == "leaderOf":
        return _leader_of(_in_words(statements, sighting, sighting.match.groups["body"]))
    if state.predicate == "chairOf":
        return f"chair of the {sighting.match.groups['body'].strip()}"
    own = state.predicate == "heldShadow" and person.appointed
    role = person.appointed[-1].value if own else focus.appointed
    return f"Shadow {role}" if role else ""


def _told_last(statements: ContestStatements, start: int) -> str:
    """Return the office that the text told of last before an offset, "" when none was near."""
    told = [held for person in statements.who.people for held in person.roles if held.start < start]
    last = max(told, key=lambda held: held.start, default=None)
    if last is None or start - last.start > 300:
        return ""
    return re.sub(r"^[Ss]hadow (?=attorney|solicitor|lord|advocate)", "", last.value)


def _counterpart(statements: ContestStatements, sighting: Sighting, person: Person, focus: Focus) -> str:
    """Return the office in a party of whom the text calls the counterpart of another party's, "" for none."""
    other = statements.who.subject(sighting) or focus.topic
    party = sighting.name("party") or sighting.name("party2")
    if other is None or other is person or not other.roles or not party:
        return ""
    rank = re.search(r"(?:deputy |co-|acting |interim )?leader|chair(?:man|woman)?$", other.roles[-1].value)
    named = parties_named(other.roles[-1].value, statements.where.gazetteers)
    return f"{party} {rank[0]}" if rank and named else ""


def _office_of(statements: ContestStatements, sighting: Sighting, focus: Focus) -> str:
    """Return the office that another had, of the one whom a report of appointments says has it now."""
    other = statements.who.meant(sighting, sighting.caught("loser"), focus, focus.seat)
    if other is None or not tells_of_appointments(statements.text):
        return ""
    given = {office.value for office in other.appointed}
    had = [held.value for held in other.roles if held.start < sighting.match.start]
    return next((role for role in reversed(had) if role not in given), "")


def _deputy_of(role: str) -> str:
    """Return the office of the deputy of a leader, a chair, a mayor or a First Minister, "" of others."""
    if not re.search(r"leader|chair|mayor|first minister|prime minister", role, re.IGNORECASE):
        return ""
    return (
        re.sub(r"\b(?=(?:co-)?leader|chair|mayor)", "deputy ", role, count=1, flags=re.IGNORECASE)
        if "inister" not in role
        else f"Deputy {role}"
    )


def _shadow_of(role: str) -> str:
    """Return the office that shadows a minister's, "" of leaders, mayors and chairs, whom nobody shadows."""
    led = re.search(r"leader|mayor|chair|first minister|prime minister|speaker", role, re.IGNORECASE)
    return "" if led else f"Shadow {role}"


# What the office of one person tells of another's.
_BESIDE: dict[str, Callable[[str], str]] = {
    "heldLikeOther": str,
    "heldShadowOfOther": _shadow_of,
    "heldDeputyOfOther": _deputy_of,
}


def _own_party(statements: ContestStatements, sighting: Sighting, person: Person) -> str:
    """Return the party of a person, or of the one whom the match names beside."""
    people = [person, *(statements.who.meant(sighting, c, Focus(), "") for g in ("person", "loser")
                        if (c := sighting.match.groups.get(g, "")))]  # fmt: skip
    for one in people:
        party = one.party_at(sighting.match.start) if one else None
        if party:
            return party.value
    return ""


def _in_words(statements: ContestStatements, sighting: Sighting, masked: str) -> str:
    """Return a masked phrase with the text's own words in its slots."""

    def words(slot: re.Match[str]) -> str:
        mention = sighting.mention(slot[1])
        return statements.text[mention.start : mention.end]

    return re.sub(r"‹[A-Z](\d+)›", words, masked)


def _leader_of(body: str) -> str:
    plain = body.lower().removeprefix("the ")
    return "council leader" if plain in ("council", "county hall") else f"leader of {body}"
