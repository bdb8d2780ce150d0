"""A match in its sentence, and what the text has just spoken of.

Extraction, part of discourse: the small types that its modules share.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from electiongraph.extraction.clauses import Clause, RuleMatch
from electiongraph.extraction.facts import Fact
from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.mentions import Mention
from electiongraph.extraction.people import Attribute, Person

__all__ = ["Draft", "Focus", "Sighting"]

SEAT_GROUPS = ("seat", "seat2", "seat3")


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
)


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
        for name in (group, f"{group}2", f"{group}3"):
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
        return [self.mention(index).name for index in slot_indices(before, "S")]

    def seats_after(self) -> list[str]:
        """Return the seats named in the sentence after the match."""
        return [self.mention(index).name for index in slot_indices(self.text[self.match.until :], "S")]

    def states(self, *predicates: str) -> bool:
        """Tell whether the rule states one of these predicates."""
        return any(state.predicate in predicates for state in self.match.rule.states)
