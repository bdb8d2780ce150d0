"""The area of an office that a whole county or region elects: a mayor, a police and crime commissioner.

Extraction stage, below `layout`. In comes a document, out goes the area's name, for lists of such an election
seldom repeat it.
"""

from __future__ import annotations

import re
from collections import Counter

from electiongraph.body_gazetteers import SINGLE_OFFICES
from electiongraph.extraction.lexicon import given_names
from electiongraph.extraction.polling_days import kind_of
from electiongraph.gazetteers import Gazetteers
from electiongraph.sources.document import Document

__all__ = ["area_of_office"]

_OFFICE = (
    r"(?:[Mm]ayor(?:alty|al)?|[Pp]olice(?:,? [Ff]ire)? and [Cc]rime [Cc]ommissioner|PCC|"
    r"[Cc]rime [Cc]ommissioner)"
)
_PLACE = r"(?P<place>(?:the )?[A-Z][\w’'-]+(?:,? (?:(?:and|of|the|upon|&) )*[A-Z][\w’'-]+){0,4})"
_AREA_AFTER = re.compile(rf"\b{_OFFICE}s? (?:of|for|in) {_PLACE}")
_AREA_BEFORE = re.compile(
    rf"{_PLACE}(?:['’]s?)? (?:(?:new|next|first|metro|regional|directly|elected|own|outgoing|sitting) )*"
    rf"{_OFFICE}\b"
)
# "Police and Crime Commissioner election: Derbyshire", "Mayoral election result - Tees Valley".
_AREA_LABELLED = re.compile(
    rf"\b{_OFFICE}s? (?:(?:by-)?election|contest|vote|poll|results?|declaration|count)s?(?: results?)?"
    rf"(?: (?:19|20)\d\d)?\s?[:–—-] {_PLACE}(?=\s*(?:$|[\n(,:–—-]))",
    re.MULTILINE,
)
_NO_AREA = frozenset("The A An His Her Their Our This That Deputy Former New".split())
_RESULT_OF = re.compile(r"^(?:Results?|Declaration|Election|Outcome) (?:of|for|in) (?:the )?(?=\S)")
_LOCAL = "local"
_HEAD = 700


def _without_name(place: str) -> str:
    """Return a place up to the holder's name: "West Midlands, Andy Street"."""
    for joint in re.finditer(r", (?=(\w+))", place):
        if joint[1].lower() in given_names():
            return place[: joint.start()]
    return place


def area_of_office(document: Document, election: str, gazetteers: Gazetteers) -> str:
    """Return the area whose mayor or commissioner a document says was elected, "" for other elections.

    Args:
        document: The document.
        election: Its polling date, which knows the kind of its election.
        gazetteers: Whose parties are no area: "the Labour mayor".

    Examples:
        >>> from electiongraph.extraction.polling_days import PollingDay
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> from electiongraph.sources import document_from_text
        >>> document = document_from_text("The next Mayor of Tees Valley was named today.")
        >>> area_of_office(document, PollingDay("2021-05-06", "mayoral"), load_gazetteers())
        'Tees Valley'
    """
    kind = kind_of(election)
    if kind not in SINGLE_OFFICES and kind != _LOCAL:
        return ""
    found: Counter[str] = Counter()
    for pattern in (_AREA_AFTER, _AREA_BEFORE, _AREA_LABELLED):
        # On the day of council elections only what opens with the office is about it.
        for match in pattern.finditer(document.text, 0, _HEAD if kind == _LOCAL else len(document.text)):
            place = re.sub(r"['’]s?$", "", match["place"])
            place = place.removeprefix("the ") if place.startswith("the ") else place
            place = _without_name(_RESULT_OF.sub("", place))
            first = place.split()[0]
            if first not in _NO_AREA and gazetteers.party_named(first) is None:
                found[place] += 3 if match.start() < _HEAD else 1
    return max(found, key=lambda place: (found[place], len(place))) if found else ""
