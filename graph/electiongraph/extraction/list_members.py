"""Tell whom a region's list elects, where a sentence speaks of the list and names members.

Extraction, part of discourse. "The Tories took three list seats through Ann Smith, Bob Jones and Jo Lee, and
Emma Hall got in for the SNP": everybody in such a sentence is a member, unless its words tell otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from electiongraph.extraction.clauses import Clause, RuleMatch
from electiongraph.extraction.contest_statements import ContestStatements
from electiongraph.extraction.factuality import is_hedged
from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.people import Attribute
from electiongraph.extraction.rules import unwritten_rule
from electiongraph.extraction.sightings import Draft, Sighting

__all__ = ["list_member_drafts"]

_LIST = re.compile(
    r"‹L\d+›|\b(?:regional|list|top-up) (?:seats?|members?|places?|MSPs?|MSs?|AMs?)\b"
    r"|\b(?:on|from|via|through|by) the (?:regional )?list\b"
)
_ELECTS = re.compile(
    r"\b(?:re-?elected|elected|returned|through|elects|elect"
    r"|(?:won|wins|winning|took|takes|taking|kept|keeps|held|retained|secured|claimed|got|picked up"
    r"|filled|went|go"
    r"|goes|gained|share|shared)\b[^.;]{0,60}\b(?:seats?|places?|berths?|spots?)"
    r"|(?:seats?|places?|berths?|spots?)\b[^.;]{0,40}\b(?:went|go|goes|going|taken|won"
    r"|filled)"
    r"|(?:will |now )+sit\b"
    r"|(?:got|gets|squeaked|scraped|sneaked|back) (?:back )?in|(?:is|are|be"
    r"|as) (?:one of )?(?:[^.;‹›]|‹N\d+›){0,30}"
    r"(?:‹G\d+›'?s? )?(?:MSPs?|MSs?|members)|(?:MSPs?|MSs?"
    r"|[Mm]embers)[^.;‹›]{0,30}(?:‹L\d+› )?(?:are|were|:))"
)
# What says that somebody is no member of the list, or perhaps not, or that the sentence tells more than that.
_OTHERWISE = re.compile(
    r"\b(?:not|never|nor|neither|miss(?:ed|es|ing)|fail(?:ed|s|ing)?|lost|loses|losing|lose"
    r"|candidates?|placed"
    r"|hop(?:es?|ed|ing)|despite|predecessors?|ousted|defeated|beat|beaten|unseated|may|might|could"
    r"|would|should|if"
    r"|unless|succeed(?:s|ed|ing)?|replac\w+|retir\w+|stood down|standing down|st[eo]pp\w+ down"
    r"|tribute|said|says"
    r"|told|expected|likely|once|previous(?:ly)?|until|had been|ahead of|behind|top of|second on"
    r"|third on|ranked"
    r"|constituency|by-election|resign\w+|quit|former member|denied|eliminated|campaign\w*|voters"
    r"|majority)\b|n't\b|‹Y|‹Q"
)
_AGAIN = re.compile(r"\b(?:re-?elected|kept|keeps|held|retained|back in)\b")
_PEOPLE = (
    r"‹P\d+›(?:(?:,|,? and| along with| alongside| together with)"
    r"(?: (?:the|his|her|fellow|newcomer))* ‹P\d+›)*"
)
# "The Tories took three seats through A, B and C", "with two Labour members: D and E"
_PARTY_FIRST = re.compile(
    r"‹G(?P<party>\d+)›'?s? (?:[^‹›;.:]|‹[NXLR]\d+›){0,70}?(?:through|with|thanks to|courtesy of"
    r"|going to|by|:|of|are|were"
    rf"|alongside|[-–—,]|MSPs?|MSs?|members) (?P<people>{_PEOPLE})"
)
# "A and B were elected for the Conservatives"
_PARTY_LAST = re.compile(
    rf"(?P<people>{_PEOPLE})(?:[^‹›;.]|‹[NXLR]\d+›){{0,70}}? (?:for|from) (?:the )?‹G(?P<party>\d+)›"
)
_OPENS_WITH_PEOPLE = re.compile(
    rf"{_PEOPLE} (?:(?:also|were|was|are|both|all|each|duly|again) )*"
    r"(?:got in|will (?:now )?sit\b|made it|elected|returned|re-elected|back)\b"
)
# How far back, in code points, the sentence on the list may name its region.
_NEAR = 250
_RULE = unwritten_rule("members-of-list", "elected", "a sentence on a region's list")


def list_member_drafts(statements: ContestStatements, clause: Clause) -> Iterator[Draft]:
    """Yield that everybody was elected whom a sentence on a region's list names as its members.

    Args:
        statements: What turns matches into facts.
        clause: The sentence.
    """
    if not statements.where.has_regions:
        return
    masked = clause.masked
    text = masked.text
    people = slot_indices(text, "P")
    if not people or "‹S" in text or not _ELECTS.search(text):
        return
    if not (_LIST.search(text) or _goes_on(statements, clause)):
        return
    if _OTHERWISE.search(text) or is_hedged(text, 0, len(text)):
        return
    region = statements.where.region_of(masked) or statements.where.region
    if not region:
        return
    _learn_parties(statements, clause, people)
    predicates = ("elected", "standsIn", *(("incumbentIn",) if _AGAIN.search(text) else ()))
    for slot in people:
        person = statements.who.named(clause, str(slot))
        if person is None:
            continue
        at = text.index(f"‹P{slot}›")
        match = RuleMatch(_RULE, {"person": str(slot)}, clause.start, clause.end, at, at)
        for predicate in predicates:
            yield statements.draft(
                Sighting(clause, match), predicate, statements.where.election, person=person, seat=region
            )


def _goes_on(statements: ContestStatements, clause: Clause) -> bool:
    """Tell whether a sentence that opens with people follows, in its paragraph, one on a region's list."""
    told_at = statements.where.region_told_at
    between = statements.text[told_at : clause.start]
    near = 0 < told_at <= clause.start and len(between) < _NEAR and "\n" not in between
    return near and _OPENS_WITH_PEOPLE.match(clause.masked.text) is not None


def _learn_parties(statements: ContestStatements, clause: Clause, people: list[int]) -> None:
    """Remember the party of each member: that of the group, or the only one which the sentence names."""
    masked = clause.masked
    parties = slot_indices(masked.text, "G")
    told = dict.fromkeys(people, parties[0]) if len(parties) == 1 else {}
    for pattern in () if told else (_PARTY_FIRST, _PARTY_LAST):
        for found in pattern.finditer(masked.text):
            for slot in slot_indices(found["people"], "P"):
                told.setdefault(slot, int(found["party"]))
    _learn_beside(statements, clause)
    for slot, party in told.items():
        person, mention = statements.who.named(clause, str(slot)), masked.mentions[party]
        if person is not None and not person.parties:
            person.parties.append(Attribute(mention.name, mention.start, mention.end))


# "Ann Smith and Bob Jones": two, and no end of a longer list.
_TWO = re.compile(r"(?<!, )(?<!›)‹P(\d+)› and ‹P(\d+)›")


def _learn_beside(statements: ContestStatements, clause: Clause) -> None:
    """Give the party told after the second of two to both: "Ann Smith and Bob Jones for Labour"."""
    for slots in _TWO.findall(clause.masked.text):
        first, second = (statements.who.named(clause, slot) for slot in slots)
        at = clause.masked.mentions[int(slots[1])].start
        if first is not None and second is not None and not first.parties:
            first.parties = [party for party in second.parties if party.start == at][:1]
