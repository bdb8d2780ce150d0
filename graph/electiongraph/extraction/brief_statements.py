"""Tell which office a brief or a department alone means, and whether a text reports appointments.

Extraction, part of discourse. "She goes to Justice" gives an office in a text that speaks of offices; "Lisa
Nandy (culture)" does so only in a report of a new cabinet, or after somebody was given an office.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.office_titles import brief_office, spokes_noun_at
from electiongraph.extraction.rules import State
from electiongraph.extraction.sightings import Sighting

__all__ = ["BriefOffice", "office_of_brief", "tells_of_appointments"]

_TEAM = r"(?:cabinet|front ?bench|top team|ministerial team)(?! (?:minister|member|secretar|colleague))"
_APPOINTMENTS = re.compile(
    r"reshuffl|appointments?\b|\bappoint(?:s|ed)\b|new (?:cabinet|government|front ?bench)|front ?bench team"
    rf"|(?:new|first|full|entire) (?:shadow )?{_TEAM}|{_TEAM} in full|cabinet table"
    r"|\b(?:unveil|nam|announc|assembl|form|pick|finalis|complet|fill|reveal|put(?:ting)? together"
    r"|cho[os]s?)\w*"
    rf" (?:[\w'’-]+ ){{0,4}}{_TEAM}"
    # "Who's who in Rishi Sunak's cabinet", "Meet the cabinet", "Cabinet at a glance"
    rf"|\bwho(?:['’]?s| is) (?:who|in|out)\b[^\n.]{{0,40}}{_TEAM}|\bmeet (?:[\w'’-]+ ){{0,4}}{_TEAM}"
    rf"|{_TEAM}[,:]?(?: [-–])? (?:the )?(?:full list|at a glance|line-?up|list of)",
    re.I,
)
_OFFICE_TALK = re.compile(
    r"reshuffl|\bcabinet\b|front ?bench|spokesp|[Ss]ecretary|\bministers?\b|\bbriefs?\b|Downing Street"
    r"|whip\b|chancellor",
    re.I,
)
_PLACES = frozenset(("Scotland", "Wales", "Northern Ireland", "Europe"))
_DEPARTMENTAL = re.compile(r"Office|Defra|DWP|Work and Pensions|Justice|Defence|Treasury")
# Words after which a list tells who keeps an office.
_STAYS = re.compile(
    r"\b(?:stay|remain|keep|retain|continu|carr(?:y|ies|ied) on|unmoved|unchanged|untouched)\w*[^;]*$"
    r"|^(?:So|Nor|Neither) (?:do|does|are|is|did|has|have)\b",
    re.IGNORECASE,
)
_STAY = re.compile(
    r"^[^;]*\b(?:stay|remain|keep|retain|continue|carr(?:y|ies) on|unmoved|unchanged|untouched|safe"
    r"|surviv|in post\b|in place\b|not (?:moved|move|moving))"
)
# "She leaves Energy to become policing minister": nobody goes from a cabinet's office to such a one.
_JUNIOR = re.compile(r"(?<!prime )(?<!first )(?<!Prime )(?<!First )\bminister$")
_SPEAKS = re.compile(r"\b(?:speaks?|speaking|leads?|leading) (?:on|for) ")
_SHADOWS = re.compile(r"\bshadow(?:s|ing)?\b")
# Turns of phrase that tell an office in a report of appointments only.
_IN_REPORTS = frozenset(
    (
        "is-at-brief",
        "and-person-brief",
        "brief-in-brackets",
        "line-brief-then-name",
        "line-name-then-brief",
    )
)


@dataclass(frozen=True, slots=True)
class BriefOffice:
    """The office that a brief means, and whether it was given ("appointedTo") or held ("heldRole")."""

    predicate: str
    role: str


@functools.lru_cache(maxsize=16)
def tells_of_appointments(text: str) -> bool:
    """Say whether a text, or a part of one, reports who was appointed.

    Examples:
        >>> tells_of_appointments("The new cabinet met."), tells_of_appointments("A cabinet minister lost.")
        (True, False)
        >>> tells_of_appointments("Who's who in Rishi Sunak's cabinet")
        True
    """
    return _APPOINTMENTS.search(text) is not None


def office_of_brief(text: str, sighting: Sighting, state: State) -> tuple[BriefOffice | None, str]:
    """Return the office that a match tells by its brief, or None and why there is none.

    Args:
        text: The document's text.
        sighting: The match, whose group `brief` or `left` caught the brief.
        state: Whose office it is, and whether it was given or held.
    """
    of_other = state.person != "person"
    groups = sighting.match.groups
    given = state.predicate == "appointedToBrief"
    brief = groups.get("brief" if given or of_other else "left", "")
    brief = brief or (groups.get("left", "") if of_other else "")
    taken = slot_indices(groups.get("role", ""), "R")[:1] if not given else []
    if taken and _JUNIOR.search(sighting.mention(taken[0]).name):
        return None, "a junior minister's department"
    told = sighting.match.rule.name
    is_report = tells_of_appointments(text)
    if not brief or brief.removeprefix("the ") == "Cabinet Office":
        return None, ""
    if brief in _PLACES and told.startswith("moves") and not is_report:
        return None, ""
    if told in _IN_REPORTS:
        is_talk = is_report or _follows_appointment(sighting)
    else:
        is_talk = bool(_OFFICE_TALK.search(text) or _DEPARTMENTAL.search(brief))
    if not is_talk:
        return None, "no text about offices"
    if told == "brief-in-brackets" and _is_below(text, sighting.match.start):
        given = False
    stays = told in ("and-person-brief", "brief-in-brackets") and _tells_who_stays(sighting)
    predicate = "appointedTo" if given and not stays else "heldRole"
    office = brief_office(brief, _noun(text, sighting))
    for place, adjective in (("Wales", "Welsh"), ("Scotland", "Scottish")):
        if f"{adjective} Secretary" in text or f"{adjective} secretary" in text:
            office = office.replace(f"{place} Secretary", f"{adjective} Secretary")
    return BriefOffice(predicate, office), ""


# The headings of the two parts of a list of ins and outs.
_INS_AND_OUTS = re.compile(
    r"^[ \t*•]*(?:(?P<out>out|leaving|sacked|dropped|gone|going|departing|departures|fired|axed|who(?:['’]s|"
    r" is)"
    r" out|losers|moved? out)|in|arriving|arrivals|promoted|new|joining|winners|who(?:['’]s| is) in)[ \t]*:?["
    r" \t]*$",
    re.IGNORECASE | re.MULTILINE,
)


def _is_below(text: str, at: int) -> bool:
    """Does an offset lie in the part of a list that tells who is out?"""
    headings = list(_INS_AND_OUTS.finditer(text, 0, at))
    return bool(headings) and headings[-1]["out"] is not None


def _tells_who_stays(sighting: Sighting) -> bool:
    """Does a sentence tell who keeps an office, before a list of them or after one in brackets?"""
    text, match = sighting.text, sighting.match
    is_listed = match.rule.name == "brief-in-brackets"
    told = text[: match.until] if text.startswith(("So ", "Nor ", "Neither ")) else text[: match.at]
    return bool(_STAYS.search(told) or (is_listed and _STAY.search(text[match.until :])))


def _follows_appointment(sighting: Sighting) -> bool:
    """Does the sentence give somebody an office before the match?"""
    return any(
        event.until <= sighting.match.at + 1
        and not event.hedge
        and event.rule.name not in _IN_REPORTS
        and event.rule.states[0].predicate in ("appointedTo", "appointedToBrief")
        for event in sighting.clause.events
    )


def _noun(text: str, sighting: Sighting) -> str:
    """Return what the holder of a brief is called: by the verb, or as the text calls most."""
    if _SPEAKS.search(sighting.text):
        return "Spokesperson"
    shadows = _SHADOWS.search(sighting.text, sighting.match.at, sighting.match.until)
    return "Shadow Secretary" if shadows else spokes_noun_at(text, sighting.match.start)
