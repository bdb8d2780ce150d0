"""Tell when somebody's membership of a parliament ended, where the words after a match say so.

Extraction, part of discourse.
"""

from __future__ import annotations

import re

from electiongraph.extraction.other_polls import follows_vote_on_leader
from electiongraph.extraction.sightings import Sighting

__all__ = [
    "is_of_a_spell",
    "is_of_heir",
    "is_of_party_office",
    "membership_ended",
    "year_of_leaving",
]

# "From 2015 to 2017" is no membership without a break.
_ENDED = re.compile(r" (?:to|until|till|through)\b| ?[-–—] ?‹Y")
# "... held the seat", "from 1997 to 2010": more than one election.
_SPELL = re.compile(
    r"(?: (?:it|here|there|without a break|continuously|throughout))*,?"
    r" (?:(?:from|between) ‹Y\d+› (?:to|until|till|and|through) ‹Y|(?:from|between) ‹Y\d+› ?[-–—] ?‹Y"
    r"|until ‹Y|from ‹Y\d+› onwards)"
)
_LEFT_IN = re.compile(
    r"(?: as an MP| from (?:the Commons|Parliament|Westminster))?"
    r",? (?:in|at|before|ahead of) (?:the )?(?:(?:general )?election (?:of |in )?)?‹Y(\d+)›"
)
# "In 2010 he retired", "..., in 2010, when Phil Willis retired".
_IN_YEAR = re.compile(r"\b[Ii]n ‹Y(\d+)›,?(?: when)? ?$")
# "She was elected in 2017 after Mr Burnham, who had sat since 2001, left": told of then.
_AFTER_DATED = re.compile(
    r"‹Y(\d+)›(?:,? from (?:the )?‹[GP]\d+›)?,? (?:when|after|whose|following"
    r"|on the (?:retirement|departure) of|in (?:succession to|place of))"
    r"(?: the)?(?: (?:[a-z-]+|‹G\d+›(?:'s)?)){0,3} $"
)
_MERELY_SAID = re.compile(r"announc|sa(?:id|ys)|decid|would|will")
_STILL = re.compile(r"\b(?:still|ever since|is|are|has)\b")
# "The new leader of the party after ‹P1› stood down": from what is told before.
_NEW_HOLDER = re.compile(
    r"(?:\bnew|elected|chosen|appointed|named|becom\w+|became|takes over as|took over as)"
    r" [^;.]{0,40}?‹R\d+›[^;.,]{0,50},? (?:after|following|when|because|since) (?:‹P\d+›)?$"
)


def is_of_party_office(sighting: Sighting, text: str) -> bool:
    """Tell whether a match is about an office in a party: who leads it, the votes for the next one."""
    leaves = sighting.states("stoodDown")
    if sighting.caught("seat") or not (leaves or sighting.states("turnout", "votes", "voteShare")):
        return False
    if leaves and _NEW_HOLDER.search(sighting.text[: sighting.match.at]):
        return True
    return (leaves or "‹S" not in sighting.text) and follows_vote_on_leader(text, sighting.match.end)


def membership_ended(sighting: Sighting) -> bool:
    """Tell whether a membership since a year has an end, too: "from 2015 to 2017"."""
    before = sighting.text[: max(sighting.text.find(f"‹P{sighting.caught('person')}›"), 0)]
    is_over = bool(_AFTER_DATED.search(before)) and not _STILL.search(sighting.text)
    return is_over or _ENDED.match(sighting.text, sighting.match.until) is not None


def is_of_a_spell(sighting: Sighting) -> bool:
    """Tell whether somebody held a seat over several elections: "Labour held it from 1997 until 2019"."""
    return _SPELL.match(sighting.text, sighting.match.until) is not None


def year_of_leaving(sighting: Sighting, now: int) -> int:
    """Return the year in which somebody is said to have left as a member, 0 when none before `now` is."""
    match, text = sighting.match, sighting.text
    if sighting.states("stoodDown", "stoodDownIfIncumbent", "memberSince"):
        before = text[: max(text.find(f"‹P{sighting.caught('person')}›"), 0)]
        dated = _AFTER_DATED.search(before)
        if dated and (year := int(sighting.mention(dated[1]).number)) < now:
            return year
    if not sighting.states("stoodDown", "stoodDownIfIncumbent"):
        return 0
    found = _LEFT_IN.match(text, match.until)
    if not found and text.startswith("‹", match.at) and not _MERELY_SAID.search(text, match.at, match.until):
        found = _IN_YEAR.search(text[: match.at])
    year = int(sighting.mention(found[1]).number) if found else 0
    return year if year < now else 0


def is_of_heir(sighting: Sighting) -> bool:
    """Tell whether the loser of a match is only whom a party had chosen to follow its member."""
    loser = sighting.caught("loser")
    heirs = [one.groups["person"] for one in sighting.clause.descriptions if one.groups.get("heir")]
    return bool(loser) and loser in heirs
