"""A match in its sentence, and what the text has just spoken of.

Extraction, part of discourse: the small types that its modules share.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from electiongraph.extraction.clauses import Clause, RuleMatch
from electiongraph.extraction.facts import Fact
from electiongraph.extraction.lexicon import OWN_AREA
from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.mentions import Mention
from electiongraph.extraction.people import Attribute, Person
from electiongraph.extraction.rules import State

__all__ = ["Draft", "Focus", "Resolved", "Sighting", "area_named", "seats_spoken_of"]

SEAT_GROUPS = ("seat", "seat2", "seat3", "seat4")


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact, or the reason why a match gave none."""

    match: RuleMatch
    fact: Fact | None
    reason: str = ""


@dataclass(slots=True)
class Focus:
    """What the text has just spoken of.

    Attributes:
        seat: The seat in focus, "" for none.
        people: Those mentioned in this post or passage, the latest last.
        declared: Seats declared when the tallies of this passage were true; None for all.
        appointed: The last office that somebody was given here.
        seats: Seats mentioned in this passage, in order.
        party: The party named last, which "they" may mean.
        winners_party: The party of the winners that the passage goes on to name.
        heading_party: The party that the headline gives to somebody whom only the text below names.
        block_seats: Seats mentioned so far in this paragraph.
        topic: The person that the last sentence named first.
        upcoming: The first seat that the paragraph goes on to name.
        subject: Whom the last sentence was about: the first person that it named.
    """

    seat: str = ""
    people: list[Person] = field(default_factory=list)
    declared: int | None = None
    appointed: str = ""
    seats: list[str] = field(default_factory=list)
    party: str = ""
    winners_party: Attribute | None = None
    heading_party: Attribute | None = None
    block_seats: list[str] = field(default_factory=list)
    upcoming: str = ""
    topic: Person | None = None
    subject: Person | None = None


_EARLIER_ASIDE = re.compile(
    r",? who(?:(?!since)[^;.]){0,120}?\b(?:in|at|of|between|from|until) (?:the )?‹Y\d+›[^;.,]{0,40},"
    r"|(?:, |\()(?:who|whose|formerly|once|previously|until|(?:the )?(?:former|ex-?"
    r"|one-time))\b(?:(?! (?:now|this time)\b)[^;.,()])"
    r"{0,60}?(?:\b(?:formerly|former|once|was|had been|previously|used to|until|sat for|moved from"
    r"|father|mother)\b)[^;.,()]{0,60}?[,)]"
)
# "which used to be part of ‹S›": a seat named for its past, or its neighbour's sake.
_PASSING = re.compile(
    r"\b(?:former(?:ly)?|neighbouring|nearby|next-door|adjoining|the old|predecessor|parts? of|from"
    r"|than in|unlike|once (?:been )?an? (?:‹G\d+› )?MP"
    r" (?:for|in)|belong(?:ed)? to|MP for|MSP for|sat for|miles from|most of (?:the|his"
    r"|her))(?: [a-z]+)? (?:the )?$"
)


_SEAT_FOLLOWS = re.compile(
    r"(?: votes?)?(?: (?:here|again|this time|last time|behind|ahead|clear|short|adrift|when (?:they|he"
    r"|she) (?:last )?met))*"
    r" (?:in|at|for) (?:the )?(?:(?:new|old|renamed|redrawn|enlarged|neighbouring|nearby"
    r"|successor) )?(?:seat of |constituency of )?‹S(\d+)›"
)


def seats_spoken_of(text: str) -> list[int]:
    """Return the slots of the seats that a masked sentence is about, without those named in passing.

    Examples:
        >>> seats_spoken_of("‹S0›, which was once part of ‹S1›, fell.")
        [0]
    """
    asides = _EARLIER_ASIDE.sub(lambda aside: " " * len(aside[0]), text)
    return [i for i in slot_indices(asides, "S") if not _PASSING.search(text[: text.find(f"‹S{i}›")])]


def area_named(mention: Mention) -> str:
    """Return the seat that a mention names, or the area of an office that it elects; "" for none."""
    if mention.kind == "R":
        return mention.area if mention.area != OWN_AREA else ""
    return mention.name if mention.kind == "S" else ""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A match of a rule in its sentence."""

    clause: Clause
    match: RuleMatch

    @property
    def text(self) -> str:
        """Return the masked sentence."""
        return self.clause.masked.text

    def mention(self, index: int | str) -> Mention:
        """Return what a slot stands for."""
        return self.clause.masked.mentions[int(index)]

    def caught(self, group: str) -> str:
        """Return what a group caught, or its double in another branch of the pattern ("person2")."""
        for name in (group, f"{group}2", f"{group}3", f"{group}4"):
            if name in self.match.groups:
                return self.match.groups[name]
        return ""

    def name(self, group: str) -> str:
        """Return the name of the mention that a group caught, "" when it caught none."""
        caught = self.caught(group)
        return self.mention(caught).name if caught.isdigit() else ""

    def number(self, group: str) -> int | float | None:
        """Return the figure that a group caught, None when it caught none."""
        caught = self.caught(group)
        return self.mention(caught).number if caught.isdigit() else None

    def is_below(self, least: int) -> bool:
        """Tell whether a count that the match caught is smaller than its rule believes."""
        figures = [caught for name in ("value", "then") if (caught := self.caught(name)).isdigit()]
        return any(m.kind == "N" and m.number < least for m in map(self.mention, figures))

    def seats_named(self) -> list[str]:
        """Return the seats that the match itself names."""
        for group in SEAT_GROUPS:
            caught = self.match.groups.get(group, "")
            if caught.isdigit():
                return [self.mention(caught).name]
            if slots := slot_indices(caught, "S"):
                return [self.mention(index).name for index in slots]
        return []

    def seats_before(self) -> list[str]:
        """Return the seats named in the sentence up to the end of the match.

        What an aside tells of another year is left out: "X, who won Vale of Clwyd in 2019, went down to Y".
        """
        asides = _EARLIER_ASIDE.sub(lambda aside: " " * len(aside[0]), self.text[: self.match.at])
        before = asides + self.text[self.match.at : self.match.until]
        return self._areas(before)

    def seat_told_after(self) -> str:
        """Return the seat that stands directly after a figure: "... 495 votes short in ‹S2›", "" for none."""
        found = _SEAT_FOLLOWS.match(self.text, self.match.until)
        return self.mention(found[1]).name if found else ""

    def seats_after(self) -> list[str]:
        """Return the seats named in the sentence after the match."""
        return self._areas(self.text[self.match.until :])

    def office_area(self) -> str | None:
        """Return the area of the office that the match elects to, "" when it has none; None for no office."""
        return self.mention(caught).area if (caught := self.caught("office")).isdigit() else None

    def _areas(self, text: str) -> list[str]:
        return [name for i in slot_indices(text, "SR") if (name := area_named(self.mention(i)))]

    def states(self, *predicates: str) -> bool:
        """Tell whether the rule states one of these predicates."""
        return any(state.predicate in predicates for state in self.match.rule.states)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A state of a rule with its arguments."""

    sighting: Sighting
    state: State
    person: Person | None
    seat: str
    election: str
