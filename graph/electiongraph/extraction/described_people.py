"""Tell whom "the Tory candidate", "the Braintree MP" or "the home secretary" means.

Extraction, part of discourse, below `who`.
"""

from __future__ import annotations

from electiongraph.body_gazetteers import SINGLE_OFFICES
from electiongraph.extraction.mentions import Mention
from electiongraph.extraction.people import Attribute, People, Person
from electiongraph.gazetteers import Gazetteers

__all__ = ["candidate_of", "holder_of", "member_for"]


def holder_of(
    role: str,
    mention: Mention,
    recent: list[Person],
    spoken_of: Person | None,
    people: People,
    gazetteers: Gazetteers,
) -> Person | None:
    """Return who holds an office: whom the text gave it to, or else whom it has just spoken of."""
    known = gazetteers.role_named(role)
    everybody: list[Person] = [*people, *recent]
    for person in reversed(everybody):
        for held in person.roles:
            if held.value.lower() == role.lower() or (known and gazetteers.role_named(held.value) == known):
                return person
    if spoken_of is None or spoken_of.roles:
        return None
    spoken_of.roles.append(Attribute(role, mention.start, mention.end))
    return spoken_of


def _fills_two_offices(seat: str, gazetteers: Gazetteers) -> bool:
    """Tell whether an area elects a mayor and a commissioner, so that a party has two candidates."""
    return {known.body for known in gazetteers.seats_named(seat)} >= SINGLE_OFFICES


def candidate_of(
    party: str,
    mention: Mention,
    seat: str,
    recent: list[Person],
    latest: list[Person],
    others: list[Person],
    fate: str,
    people: People,
    gazetteers: Gazetteers,
) -> Person | None:
    """Return the party's candidate in a seat: the one spoken of or listed, or one without a party.

    Args:
        party: Which.
        mention: The stand-in, whose words are the evidence of a party that is learned from it.
        seat: The seat of the passage.
        recent: Whom the text has spoken of, the latest last.
        latest: Whom the last sentence with people in it has named, and this one before the stand-in.
        others: Whom the sentence names before the stand-in.
        fate: "won" or "lost" as the sentence goes on, "" when it does not tell.
        people: Those of the document.
        gazetteers: The offices that seats elect.
    """
    own = [p for p in recent if p.party_is(party)]
    own = [p for p in own if not seat or not p.seats or _has(p.seats, seat)]
    unknown = [p for p in recent[-3:] if not p.parties and not p.left and p not in others]
    unknown = [p for p in unknown if seat and _has(p.seats, seat)] or unknown
    if own and (own[-1] in latest or not any(p in latest for p in unknown)):
        return own[-1]
    listed = [p for p in people if _has(p.parties, party) and _has(p.seats, seat)]
    if len(listed) == 1 and not (unknown and _fills_two_offices(seat, gazetteers)):
        return listed[0]
    fitting = [p for p in unknown if fate and not (p.beaten if fate == "won" else p.won)] or unknown
    if not fitting:
        return None
    fitting[-1].parties.append(Attribute(party, mention.start, mention.end))
    return fitting[-1]


def _has(attributes: list[Attribute], value: str) -> bool:
    return any(attribute.value == value for attribute in attributes)


def member_for(seat: str, mention: Mention, recent: list[Person]) -> Person | None:
    """Return whom "the Braintree MP" means, and learn it of the person spoken of when nobody is known."""
    for person in reversed(recent):
        if _has(person.member_for, seat) or _has(person.seats, seat):
            return person
    if not recent or recent[-1].member_for:
        return None
    recent[-1].member_for.append(Attribute(seat, mention.start, mention.end))
    recent[-1].seats.append(Attribute(seat, mention.start, mention.end))
    return recent[-1]
