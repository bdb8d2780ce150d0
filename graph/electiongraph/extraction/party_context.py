"""Tell which party the words around a match mean: "they", the group of a list, the one of a seat's name.

Extraction, part of discourse.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.people import Attribute, Person
from electiongraph.extraction.sightings import Focus, Sighting

if TYPE_CHECKING:
    from electiongraph.extraction.who import Who

__all__ = ["learn_own_party", "party_in_words", "party_of_group", "party_said_in", "party_spoken_of"]

# "Three Conservative ministers lost their seats: ...", "Tory losses included ...".
_GROUP = re.compile(
    r"[^‹›]*‹G(\d+)›(?:'s)? (?:[a-z-]+ ){0,3}(?:ministers?|MPs?|members|secretaries|casualties|scalps"
    r"|victims|losses|defeats|names|figures|colleagues|beasts|grandees|candidates|winners|gains|newcomers|women|men)\b"
    r"|[^‹›]*\b(?:casualties|scalps|victims|losses|winners|gains)[a-z ]* for (?:the )?‹G(\d+)›"
)


def party_of_group(sighting: Sighting) -> Attribute | None:
    """Return the party of the group that a list of people is introduced as."""
    found = _GROUP.match(re.sub(r"‹[NX]\d+›", "", sighting.text))
    if not found:
        return None
    mention = sighting.mention(found[1] or found[2])
    return Attribute(mention.name, mention.start, mention.end)


def party_spoken_of(sighting: Sighting, focus: Focus) -> str:
    """Return the party that "they" means: the last in the sentence so far, or that of the one before."""
    slots = slot_indices(sighting.text[: sighting.match.at], "G")
    if focus.house_party and re.match(r"[Tt]he party\b", sighting.text[sighting.match.at :]):
        return focus.house_party
    return sighting.mention(slots[-1]).name if slots else focus.party


def party_said_in(person: Person, sighting: Sighting) -> str:
    """Return the party that the sentence itself says somebody is of, "" when it says none."""
    clause = sighting.clause
    return next((p.value for p in person.parties if clause.start <= p.start < clause.end), "")


def party_in_words(sighting: Sighting) -> str:
    """Return the party that stands in the words for the seat: "her Labour seat of Luton North"."""
    slots = slot_indices(sighting.match.groups.get("seat", ""), "G")
    return sighting.mention(slots[0]).name if slots else ""


def learn_own_party(who: Who, sighting: Sighting, focus: Focus) -> None:
    """Learn the party of "its chairman" or "his party's chairman" from whom the text has spoken of."""
    match, clause = sighting.match, sighting.clause
    person, owner = who.named(clause, sighting.caught("person")), sighting.caught("owner").lower()
    if person is None or person.parties or match.hedge:
        return
    before = slot_indices(sighting.text[: match.at], "G")
    party = sighting.mention(before[-1]).name if before else focus.party
    subject = who.subject(sighting)
    # "Adrian Ramsay gained one seat for the Greens, Ellie Chowns another for the party."
    if not before and "alike" in match.groups and subject is not None and subject is not person:
        own = subject.party_at(match.start)
        party = own.value if own else party
    if owner in ("his", "her"):
        gender = "she" if owner == "her" else "he"
        told = [who.named(clause, str(i)) for i in slot_indices(sighting.text[: match.at], "P")]
        here = [p for p in told if p is not None and p.gender == gender]
        known = [p for p in (*focus.people, *here) if p.gender in ("", gender) and p is not person]
        stated = known[-1].party_at(match.start) if known else None
        party = stated.value if stated else ""
    if focus.house_party and owner not in ("his", "her"):
        party = focus.house_party
    if party:
        person.parties.append(Attribute(party, match.start, match.end))
