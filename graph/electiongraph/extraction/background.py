"""Tell what a sentence tells only as background: how somebody won before, what it concedes.

Extraction, part of discourse.
"""

from __future__ import annotations

import re

from electiongraph.extraction.elections import tells_time
from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.sightings import Sighting
from electiongraph.extraction.subject_asides import closed_aside

__all__ = ["is_background", "without_concession"]

# "... held on by 1,350, even though her party lost the Westminster seat": of another election.
_CONCESSION = re.compile(r",? (?:(?:even )?(?:though|if)|although|while|whereas|despite|where|unlike)\b")


def without_concession(sighting: Sighting) -> str:
    """Return a sentence up to a clause after a match that tells of something else."""
    ending = _CONCESSION.search(sighting.text, sighting.match.until)
    return sighting.text[: ending.start()] if ending else sighting.text


def is_background(sighting: Sighting) -> bool:
    """Tell whether an aside tells how its subject won before, of whom the sentence goes on to tell a defeat.

    "Peter Gibson, the solicitor who unseated Jenny Chapman, had a long wait before Lola McEvoy was declared".
    """
    match, (start, end) = sighting.match, closed_aside(sighting.text)
    if not (start < match.until <= end and sighting.states("elected", "majority")):
        return False
    if tells_time(sighting.text[start:end]):
        return False
    later = [one for one in sighting.clause.events if one.at >= end]
    subject = slot_indices(sighting.text[:start], "P")[-1:]
    others = [
        one.caught.get(state.person, "")
        for one in later
        for state in one.rule.states
        if state.predicate == "elected" and not one.hedge
    ]
    lost = any(
        state.predicate in ("defeatedIn", "defeatedIfIncumbent")
        and one.caught.get(state.person) == str(*subject)
        for one in later
        for state in one.rule.states
    )
    return lost or any(other.isdigit() and int(other) not in subject for other in others)
