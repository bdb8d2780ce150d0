"""A match in its sentence.

Extraction, part of discourse: the small types that its modules share.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from electiongraph.extraction.clauses import Clause, RuleMatch
from electiongraph.extraction.elected_offices import OWN_AREA
from electiongraph.extraction.facts import Fact
from electiongraph.extraction.focus import Focus
from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.mentions import Mention
from electiongraph.extraction.people import Person
from electiongraph.extraction.rules import State
from electiongraph.extraction.spoken_seats import (
    EARLIER_ASIDE,
    is_in_passing,
    is_of_member,
    opens_in_other_place,
    turns_elsewhere,
)
from electiongraph.extraction.subject_asides import without_closed_aside
from electiongraph.extraction.subjects import member_since, subject_of

__all__ = [
    "Draft",
    "Focus",
    "Resolved",
    "Sighting",
    "area_named",
]

SEAT_GROUPS = ("seat", "seat2", "seat3", "seat4", "region", "region2")


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact, or the reason why a match gave none."""

    match: RuleMatch
    fact: Fact | None
    reason: str = ""


_SEAT_FOLLOWS = re.compile(
    r"(?: (?:(?:by|with) )?(?:(?:just|only|a mere) )?‹[NXC]\d+›)?(?: votes?)?"
    r"(?: (?:as (?:an? |the )?|for (?:the )?)‹G\d+›(?: candidate)?)?"
    r"(?: (?:here|again|this time|last time|behind|ahead|clear|short|adrift|when (?:they|he|she)"
    r" (?:last )?met))*"
    r"(?:,? (?:in|at)| for| next door,?(?: in)?| nearby,?(?: in)?) (?:the )?"
    r"(?:(?:new|old|renamed|redrawn|enlarged|neighbouring|nearby|successor) )*"
    r"(?:seat of |constituency of )?‹S(\d+)›(?! (?:the )?‹[PA]\d+› [a-z])"
)

# "... came within 714 votes of winning ‹S›"
_TAKING = re.compile(r"\b(?:winning|taking|gaining|capturing|holding|losing|seizing|snatching)$")
_BEATING = re.compile(r"\b(?:beating|ousting|unseating|toppling|defeating|dislodging|overhauling)$")
_RIVAL_AND_SEAT = re.compile(r" (?:[^;.‹›]|‹[GR]\d+›){0,40}‹P\d+›,? (?:in|at) (?:the )?‹S(\d+)›")
_SEAT_AFTER_COLON = re.compile(r":(?:[^‹›;.]|‹[PG]\d+›){1,60}‹S(\d+)›")
_SEAT_NEXT = re.compile(r" (?:the )?(?:seat of )?‹S(\d+)›")
_AS_SUBJECT = re.compile(r"(?:^|; |\b(?:and|but|while|whereas|when|where|before|after) )$")
# "held A, B and C went to ...": the last is the subject of another clause.
_GOES_ON_ALONE = re.compile(
    r"‹S\d+› (?:has |have |also |was |is )?(?:went|gone|goes|fell|fallen|turned|stayed|stays|won|held"
    r"|chose|elected|returned|swung|switched|became|remained)"
    r" (?:to|by|with|for|back|blue|red|yellow|green|‹|the |a |an )"
)
_FORMERLY = re.compile(r"\b(?:former|ex|old|one-time|previous|outgoing)\b", re.IGNORECASE)
_RENAMED = re.compile(
    r"‹S\d+›, (?:the |a )?(?:renamed|redrawn|reshaped|rebranded|rechristened|enlarged|slimmed-down)"
    r"(?: (?:and|but) [a-z ]{3,30})?(?: version of)? (?:the )?(?:old )?$"
)
_AFTER_PREDECESSOR = re.compile(r"‹S\d+›(?: seat| constituency)?, ")
# "Labour took ‹S0›, where ‹P1› won, and ‹S2›, where ..." goes on telling of Labour's gains.
_TELLS_MORE = re.compile(
    r",? (?:where|in which|with ‹P|through|thanks to|whose|from (?:the )?‹)| \((?:‹G\d+›'s )?‹P"
)
_LIST_ENDS = re.compile(r";|[.:] |, (?:but|while|although|though|as)\b| but | while ")
_NEXT_LISTED = re.compile(
    r"(?:,|,? and) (?:the )?‹S(\d+)›"
    r"(?=,? (?:where|in which|with ‹P|through|thanks to|whose|from (?:the )?‹)|\.?$|,? and (?:the )?‹S"
    r"| \(‹[PG])"
)
# "... picked up 37,888 transfers and ‹P› 14,253"
_TRANSFERRED = re.compile(
    r"‹N\d+› (?:of (?:his|her|the|their|those) )?(?:(?:extra|more|further|additional|‹P\d+›'s) )*"
    r"(?:transfers?\b|transferred|second[- ](?:preferences?|choices?)\b)"
)
_OF_ONE_CONTEST = ("elected", "standsIn", "defeatedIn", "incumbentIn", "defeatedIfIncumbent")
# Two names, or two seats, with nothing else between them.
# "Ann Smith held it for Labour", "... kept Selby in the blue column": as a new candidate may.
_KEPT_FOR_PARTY = re.compile(
    r",? (?:for (?:the )?‹G\d+›|in (?:the )?(?:‹G\d+›|blue|red|yellow|orange"
    r"|green)(?:'s)? (?:column|camp|hands|fold)\b)"
)
_THE_OWN = re.compile(r"\b(?:his|her|their|own)\b")
_IN_ORDER = re.compile(r"‹P\d+›,? and ‹P\d+›|‹S\d+›,? and ‹S\d+›")


def area_named(mention: Mention) -> str:
    """Return the seat that a mention names, or the area of an office that it elects; "" for none."""
    if mention.kind == "R":
        return mention.area if mention.area != OWN_AREA else ""
    return mention.name if mention.kind == "S" else ""


# "Her majority over Ann Smith, who is trying her luck in Hitchin this time, fell ..."
_FIGHTS_ELSEWHERE = re.compile(
    r", who (?:is|was|has|had|now|will|[a-z]+s)\b[^,;.]*‹S\d+›[^,;.]*"
    r"\b(?:this time|instead|now|next door|nowadays)[^,;.]*,"
    r"|, (?:now|this time) [^,;.]*‹S\d+›[^,;.]*,"
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
        """Return what a group caught, or its double in another branch of the pattern ("person2").

        In "‹P0› beat ‹P1› to become the MP" a match that begins with ‹P1› is about ‹P0›.
        """
        caught = self.match.caught.get(group, "")
        if group != "person" or not caught or self.match.rule.collapses:
            return caught
        if self.states("memberSince"):
            caught = member_since(self.text, self.match.until) or caught
        return subject_of(self.clause, self.match.at, caught)

    def name(self, group: str) -> str:
        """Return the name of the mention that a group caught, "" when it caught none."""
        caught = self.caught(group)
        return self.mention(caught).name if caught.isdigit() else ""

    def words(self, group: str) -> str:
        """Return the words that a group caught, those of a figure where it is one."""
        caught = self.caught(group)
        slot = re.fullmatch(r"‹[A-Z](\d+)›", caught)
        return self.mention(slot[1]).name if slot else caught

    def number(self, group: str) -> int | float | None:
        """Return the figure that a group caught, None when it caught none."""
        caught = self.caught(group)
        return self.mention(caught).number if caught.isdigit() else None

    def is_below(self, least: int) -> bool:
        """Tell whether a count that the match caught is smaller than its rule believes."""
        figures = [caught for name in ("value", "then") if (caught := self.caught(name)).isdigit()]
        return any(m.kind == "N" and m.number < least for m in map(self.mention, figures))

    def tells_transfers(self) -> bool:
        """Tell whether the match takes what somebody was handed on in a later count for votes."""
        told = _TRANSFERRED.search(self.text, 0, self.match.until + 30)
        return bool(told) and self.states("votes")

    def seats_named(self) -> list[str]:
        """Return the seats that the match itself names."""
        for group in SEAT_GROUPS:
            caught = self.match.groups.get(group, "")
            if not caught:
                continue
            slots = [int(caught)] if caught.isdigit() else slot_indices(caught, "S")
            if len(slots) > 1 and _GOES_ON_ALONE.match(self.text, self.text.find(f"‹S{slots[-1]}›")):
                slots = slots[:-1]
            if slots:
                return [self.mention(self._head_of_aside(index)).name for index in slots]
        return []

    def _head_of_aside(self, index: int) -> int:
        """Return the seat that an aside is on, when a match has caught the predecessor that the aside names.

        "‹S0›, created from parts of her old ‹S1› constituency, went to ..."
        """
        aside = _AFTER_PREDECESSOR.match(self.text, self.text.find(f"‹S{index}›"))
        heads = slot_indices(self.text[: self.text.find(f"‹S{index}›")], "S")
        renamed = _RENAMED.search(self.text, 0, max(self.text.find(f"‹S{index}›"), 0))
        if aside and heads and (renamed or is_in_passing(self.text, index)):
            return heads[-1]
        return index

    def seats_listed_on(self) -> list[str]:
        """Return the seats that go on a match's list: "took ‹S0›, where ‹P1› won, and ‹S2›, where ..."."""
        text, at = self.text, self.match.until
        if not text[:at].endswith("›") or not _TELLS_MORE.match(text, at):
            return []
        end = _LIST_ENDS.search(text, at)
        return [
            self.mention(i).name for i in _NEXT_LISTED.findall(text, at, end.start() if end else len(text))
        ]

    def seats_before(self) -> list[str]:
        """Return the seats named in the sentence up to the end of the match.

        What an aside tells of another year is left out: "X, who won Vale of Clwyd in 2019, went down to Y".
        """
        before = without_closed_aside(self.text, self.match.at)
        asides = EARLIER_ASIDE.sub(lambda aside: " " * len(aside[0]), before)
        matched = self.text[self.match.at : self.match.until]
        before = asides + _FIGHTS_ELSEWHERE.sub(lambda aside: " " * len(aside[0]), matched)
        slots = slot_indices(before, "SAR")
        named = [slot for index in slots if (slot := self._seat_slot(index)) is not None]
        told = [index for index in named if not is_in_passing(self.text, index)]
        plain = [index for index in told if not is_of_member(self.text, index)]
        return [area_named(self.mention(index)) for index in plain or told]

    def goes_on_about_subject(self) -> bool:
        """Tell whether a sentence on somebody told of before names a seat only as what he or she was.

        "The science secretary, MP for Chippenham since 2015, was beaten by ..." was not beaten in Chippenham.
        """
        return self.text.startswith(("‹A", "The ‹R")) and self.names_only_memberships()

    def names_only_memberships(self) -> bool:
        """Tell whether the seats named up to the end of the match are all those of somebody's membership."""
        seats = slot_indices(self.text[: self.match.until], "S")
        return all(is_of_member(self.text, index) for index in seats)

    def is_in_aside(self) -> bool:
        """Tell whether the match stands in an aside on another time ("two years after he lost")."""
        at = self.match.at
        return any(a.start() <= at < a.end() for a in EARLIER_ASIDE.finditer(self.text))

    def has_seat_since_person(self) -> bool:
        """Tell whether the seat named last before the end of the match stands after the person named last."""
        before = self.seats_before()
        last = [i for i in slot_indices(self.text[: self.match.until], "S") if self.mention(i).name in before]
        at = self.text.find(f"‹S{last[-1]}›") if last else -1
        return at > self.text.rfind("‹P", 0, self.match.at)

    def _seat_slot(self, index: int) -> int | None:
        """Return the slot of the seat that a slot is, or that a stand-in has in its words: "the Poole MP"."""
        mention = self.mention(index)
        if mention.kind == "S" or area_named(mention):
            return index
        slots = slot_indices(mention.name, "S")
        if not slots or _FORMERLY.search(mention.name):
            return None
        before = self.text[: max(self.text.find(f"‹A{index}›"), 0)]
        return slots[0] if _AS_SUBJECT.search(before) else None

    def seats_beside(self) -> list[str]:
        """Return the seat that stands directly after the match: "... 495 votes short in ‹S2›", if any."""
        until = self.match.until
        for ending in (" in", " at", " for"):
            if self.text.endswith(ending, self.match.at, self.match.until):
                until -= len(ending)
        found = _SEAT_FOLLOWS.match(self.text, until)
        if _TAKING.search(self.text, self.match.at, until):
            found = found or _SEAT_NEXT.match(self.text, until)
        elif _BEATING.search(self.text, self.match.at, until):
            found = found or _RIVAL_AND_SEAT.match(self.text, until)
        if found is None and self.states("defeatedIn") and "‹S" not in self.text[:until]:
            found = _SEAT_AFTER_COLON.match(self.text, until)
        return [self.mention(found[1]).name] if found else []

    def seats_in_passing(self) -> list[str]:
        """Return all seats that the sentence names up to the end of the match, for whatever reason."""
        return [self.mention(index).name for index in slot_indices(self.text[: self.match.until], "S")]

    def names_winner_or_seat(self) -> bool:
        """Tell whether the sentence names a seat, or says who won it."""
        won = any(s.predicate == "elected" for match in self.clause.events for s in match.rule.states)
        return won or "‹S" in self.text

    def is_elsewhere(self, seat: str) -> bool:
        """Tell whether the sentence has turned to a place that is no seat: "Next door, ...", "In Kent, ...".

        Args:
            seat: The seat in focus; a town in its name is no other place.
        """
        told = self.text[: self.match.until]
        if any(area_named(self.mention(index)) for index in slot_indices(told, "R")):
            return False
        return turns_elsewhere(told) or opens_in_other_place(told, seat)

    def seats_after(self) -> list[str]:
        """Return the seats named in the sentence after the match."""
        return self._areas(self.text[self.match.until :])

    def office_area(self) -> str | None:
        """Return the area of the office that the match elects to, "" when it has none; None for no office."""
        return self.mention(caught).area if (caught := self.caught("office")).isdigit() else None

    def area_described(self) -> str:
        """Return the area of the office that a description gives: "the Kent commissioner, Ann Smith"."""
        areas = {
            area
            for index, mention in enumerate(self.clause.masked.mentions)
            if mention.kind == "R" and f"‹R{index}›" not in self.text and (area := area_named(mention))
        }
        return areas.pop() if len(areas) == 1 else ""

    def _areas(self, text: str) -> list[str]:
        return [name for i in slot_indices(text, "SR") if (name := area_named(self.mention(i)))]

    def is_told_in_order(self) -> bool:
        """Tell whether a match takes one name out of several that have their seats in the same order.

        "Ann Smith and Bob Jones won Poole and Hitchin respectively" does not say that Bob Jones won Poole.
        """
        if self.match.rule.states[0].predicate == "distributed" or not self.states(*_OF_ONE_CONTEST):
            return False
        at, until = self.match.at, self.match.until
        spans = [m for m in self.clause.events if m.rule.states[0].predicate == "distributed" and not m.hedge]
        if any(m.at <= at and until <= m.until and _IN_ORDER.search(self.text, m.at, m.until) for m in spans):
            return True
        first, last = self.text.rfind(";", 0, at) + 1, self.text.find(";", until)
        said = self.text[first : last if last >= 0 else None]
        return "respectively" in said and _IN_ORDER.search(said) is not None

    def defends_seat(self) -> bool:
        """Tell whether a match calls somebody a member for defending the seat, as a new candidate may."""
        is_first = self.match.rule.states[0].predicate == "incumbentIn"
        return self.states("outcome") or (is_first and self.states("standsIn"))

    def keeps_for_party(self) -> bool:
        """Tell whether a match says that a seat was kept for a party, as a new candidate may keep it."""
        said = self.text[self.match.at : self.match.until]
        kept = _KEPT_FOR_PARTY.search(said) or _KEPT_FOR_PARTY.match(self.text, self.match.until)
        holds = any((s.predicate, s.value) == ("outcome", "hold") for s in self.match.rule.states)
        return holds and kept is not None and not _THE_OWN.search(said)

    def ends_in_owner(self, caught: str) -> bool:
        """Tell whether a match ends in a name that is an owner: "beaten by Jim Murphy's old agent"."""
        until = self.match.until
        is_last = self.text[:until].endswith(f"‹P{caught}›")
        return is_last and bool(re.match(r"'s [a-z]", self.text[until:]))

    def is_one_of_group(self) -> bool:
        """Tell whether a match has several subjects: "Ann Smith and Bob Jones were re-elected"."""
        slot = f"‹P{self.caught('person')}›"
        aside = r"(?:, (?:both|all|two|three)\b[^,;‹›]*(?:‹G\d+›)?[^,;‹›]*,)?"
        goes_on = r" (?:were|are|have|both|all|held|hung|clung)\b"
        return bool(re.search(rf"‹P\d+›,? and {slot}{aside}{goes_on}", self.text))

    def states(self, *predicates: str) -> bool:
        """Tell whether the rule states one of these predicates."""
        return not self.match.rule.predicates.isdisjoint(predicates)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A state of a rule with its arguments."""

    sighting: Sighting
    state: State
    person: Person | None
    seat: str
    election: str
