"""Tell which person a name, a pronoun or a phrase such as "the Tory candidate" means.

Extraction, part of discourse.
"""

from __future__ import annotations

import re

from electiongraph.extraction.clauses import Clause
from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.mentions import Mention
from electiongraph.extraction.people import Attribute, People, Person
from electiongraph.extraction.sightings import Focus, Sighting
from electiongraph.gazetteers import Gazetteers

__all__ = ["Who"]


class Who:
    """Resolve the people of one document."""

    def __init__(self, people: People, gazetteers: Gazetteers) -> None:
        self.people = people
        self.gazetteers = gazetteers

    def named(self, clause: Clause, caught: str) -> Person | None:
        """Return the person of a slot that holds a name; None for anything else."""
        if not caught.isdigit():
            return None
        mention = clause.masked.mentions[int(caught)]
        return self.people.find(mention.name, mention.title) if mention.kind == "P" else None

    def meant(self, sighting: Sighting, caught: str, focus: Focus, seat: str) -> Person | None:
        """Return the person that a group caught, a stand-in means, or the sentence has as its subject.

        Args:
            sighting: The match.
            caught: The slot's index, "" when the group caught nothing.
            focus: What was spoken of before.
            seat: The seat of the passage, which tells one party's candidate from another's.
        """
        clause, before = sighting.clause, sighting.text[: sighting.match.at]
        possessive = sighting.match.groups.get("possessive", "")
        if possessive:
            return self._other_than_subject(clause, before, "she" if possessive == "her" else "he", focus)
        if not caught:
            indices = slot_indices(before, "PA")
            if not indices:
                return focus.people[-1] if focus.people else None
            caught = str(indices[-1])
        if clause.masked.mentions[int(caught)].kind == "P":
            return self.named(clause, caught)
        return self._stand_in(clause, int(caught), focus, seat)

    def subject(self, sighting: Sighting) -> Person | None:
        """Return the person named last before a match in its sentence."""
        indices = slot_indices(sighting.text[: sighting.match.at], "P")
        return self.named(sighting.clause, str(indices[-1])) if indices else None

    def adopt_party(self, clause: Clause, index: int, focus: Focus) -> None:
        """Learn from "the Tory candidate" the party of the person spoken of, when none is known yet."""
        mention = clause.masked.mentions[index]
        slots = slot_indices(mention.name, "G")
        before = clause.masked.text[: clause.masked.text.find(f"‹A{index}›")]
        if slots and focus.people and not slot_indices(before, "P") and not focus.people[-1].parties:
            party = clause.masked.mentions[slots[0]].name
            focus.people[-1].parties.append(Attribute(party, mention.start, mention.end))

    def _other_than_subject(self, clause: Clause, before: str, gender: str, focus: Focus) -> Person | None:
        indices = slot_indices(before, "P")
        subject = self.named(clause, str(indices[-1])) if indices else None
        if subject and _BEATEN.search(before[: before.rfind("‹P")]):
            return subject
        others = [p for p in focus.people if p is not subject and p.gender in ("", gender)]
        return others[-1] if others else None

    def _stand_in(self, clause: Clause, index: int, focus: Focus, seat: str) -> Person | None:
        mention = clause.masked.mentions[index]
        before = clause.masked.text[: max(clause.masked.text.find(f"‹A{index}›"), 0)]
        here = [self.named(clause, str(i)) for i in slot_indices(before, "P")]
        earlier = [person for person in here if person is not None]
        recent = [*focus.people, *earlier]
        if mention.name in ("he", "she"):
            return _by_pronoun(mention.name, recent, earlier)
        if slots := slot_indices(mention.name, "S"):
            return _member_for(clause.masked.mentions[slots[0]].name, mention, recent)
        if slots := slot_indices(mention.name, "G"):
            return self._candidate_of(clause.masked.mentions[slots[0]].name, mention, seat, recent)
        if slots := slot_indices(mention.name, "R"):
            return self._holder(clause.masked.mentions[slots[0]].name, mention, recent)
        return recent[-1] if recent else None

    def _holder(self, role: str, mention: Mention, recent: list[Person]) -> Person | None:
        """Return who holds an office: whom the text gave it to, or else whom it has just spoken of."""
        known = self.gazetteers.role_named(role)
        everybody: list[Person] = [*self.people, *recent]
        for person in reversed(everybody):
            for held in person.roles:
                if held.value.lower() == role.lower() or (
                    known and self.gazetteers.role_named(held.value) == known
                ):
                    return person
        if not recent or recent[-1].roles:
            return None
        recent[-1].roles.append(Attribute(role, mention.start, mention.end))
        return recent[-1]

    def _candidate_of(self, party: str, mention: Mention, seat: str, recent: list[Person]) -> Person | None:
        """Return the party's candidate in a seat: the one spoken of or listed, or one without a party."""
        for person in reversed(recent):
            elsewhere = person.seats and not any(a.value == seat for a in person.seats)
            if person.parties and person.parties[-1].value == party and not (seat and elsewhere):
                return person
        listed = [p for p in self.people if _has(p.parties, party) and _has(p.seats, seat)]
        if len(listed) == 1:
            return listed[0]
        if recent and not recent[-1].parties:
            recent[-1].parties.append(Attribute(party, mention.start, mention.end))
            return recent[-1]
        return None


# "Terry Jermy beat Liz Truss with 11,847 votes to her 11,217": the last named is not the clause's subject.
_BEATEN = re.compile(
    r"\b(?:beat|beats|beating|defeat(?:ed|s|ing)|oust(?:ed|s|ing)|unseat(?:ed|s|ing)|topp?l(?:ed|es|ing)|over|from)"
    r" (?:the |[a-z-]+ ){0,2}(?:‹G\d+›(?:'s?)? )?$"
)


def _has(attributes: list[Attribute], value: str) -> bool:
    return any(attribute.value == value for attribute in attributes)


def _by_pronoun(pronoun: str, recent: list[Person], earlier: list[Person]) -> Person | None:
    """Return whom "he" or "she" means: the last of that gender, rather another than the clause's subject."""
    fitting = [person for person in recent if person.gender in ("", pronoun)]
    sure = [person for person in recent if person.gender == pronoun]
    if sure and fitting[-1] in earlier:
        fitting = sure
    if not fitting:
        return None
    fitting[-1].gender = pronoun
    return fitting[-1]


def _member_for(seat: str, mention: Mention, recent: list[Person]) -> Person | None:
    """Return whom "the Braintree MP" means, and learn it of the person spoken of when nobody is known."""
    for person in reversed(recent):
        if _has(person.member_for, seat) or _has(person.seats, seat):
            return person
    if not recent or recent[-1].member_for:
        return None
    recent[-1].member_for.append(Attribute(seat, mention.start, mention.end))
    recent[-1].seats.append(Attribute(seat, mention.start, mention.end))
    return recent[-1]
