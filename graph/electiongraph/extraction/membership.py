"""Tell when somebody's membership of a parliament ended, where the words after a match say so.

Extraction, part of discourse.
"""

from __future__ import annotations

import re

from electiongraph.extraction.sightings import Sighting

__all__ = ["membership_ended", "year_of_leaving"]

# "From 2015 to 2017" is no membership without a break.
_ENDED = re.compile(r" (?:to|until|till|through)\b| ?[-–—] ?‹Y")
_LEFT_IN = re.compile(
    r",? (?:in|at|before|ahead of) (?:the )?(?:(?:general )?election (?:of |in )?)?‹Y(\d+)›"
)


def membership_ended(sighting: Sighting) -> bool:
    """Tell whether a membership since a year has an end, too: "from 2015 to 2017"."""
    return _ENDED.match(sighting.text, sighting.match.until) is not None


def year_of_leaving(sighting: Sighting, now: int) -> int:
    """Return the year in which somebody is said to have stood down, 0 when none before `now` is said."""
    if not sighting.states("stoodDown", "stoodDownIfIncumbent"):
        return 0
    found = _LEFT_IN.match(sighting.text, sighting.match.until)
    year = int(sighting.mention(found[1]).number) if found else 0
    return year if year < now else 0
