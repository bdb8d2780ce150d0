"""The area of an office that a whole county or region elects: a mayor, a police and crime commissioner.

Extraction stage, below `layout`. In comes a document, out goes the area's name, for lists of such an election
seldom repeat it.
"""

from __future__ import annotations

import re
from collections import Counter

from electiongraph.body_gazetteers import SINGLE_OFFICES
from electiongraph.extraction.lexicon import given_names
from electiongraph.extraction.polling_days import days_of_kind, kind_of
from electiongraph.gazetteers import Gazetteers
from electiongraph.sources.document import Document

__all__ = ["area_of_office", "areas_of_offices", "office_told", "offices_polled"]

_MAYORAL, _POLICE = "mayoral", "police-and-crime-commissioner"
_LOCAL = "local"
_OFFICES = {
    _MAYORAL: r"[Mm]ayor(?:alty|al)?",
    _POLICE: r"(?:[Pp]olice(?:,? (?:and |& )?[Ff]ire)?(?:,? (?:and|&) [Cc]rime)? [Cc]ommissioner|PCC"
    r"|[Cc]rime [Cc]ommissioner|[Pp]olice (?:boss|job|post))",
}
_PLACE = r"(?P<place>(?:the )?[A-Z][\w’'-]+(?:,? (?:(?:and|of|the|upon|&) )*[A-Z][\w’'-]+){0,4})"
_TOLD = {
    _MAYORAL: re.compile(r"\b(?:[Mm]ayor(?:al(?:ty)?|alty)?|MAYOR(?:AL)?)\b"),
    _POLICE: re.compile(
        r"\b[Pp]olice(?:,? (?:and |& )?[Ff]ire)?(?:,? (?:and|&) [Cc]rime)? [Cc]ommissioners?\b|\bPCCs?\b"
        r"|\b[Cc]ommissioner(?:['’]s)? (?:election|contest|race|poll|vote|ballot|count|post|job|role)\b"
        r"|\b[Pp]olice (?:boss|job|post|elections?|contest|race|poll|vote|ballot|count|result|role)\b"
        r"|\b[Tt]he [Cc]ommissioner\b|\bPOLICE AND CRIME COMMISSIONER\b"
    ),
}


def _patterns(office: str) -> tuple[re.Pattern[str], ...]:
    """Return how a text names the area of an office: "mayor of A", "A's next mayor", "Mayoral result: A"."""
    kinds = "new|next|first|metro|regional|directly|elected|own|outgoing|sitting"
    events = "(?:by-)?election|contest|vote|poll|results?|declaration|count"
    labelled = (
        rf"\b{office}s? (?:{events})s?(?: results?)?(?: (?:19|20)\d\d)?\s?[:–—-] {_PLACE}"
        r"(?=\s*(?:$|[\n(,:–—-]))"
    )
    return (
        re.compile(rf"\b{office}s? (?:of|for|in) {_PLACE}"),
        re.compile(rf"{_PLACE}(?:['’]s?)? (?:(?:{kinds}) )*{office}\b"),
        re.compile(labelled, re.MULTILINE),
    )


_AREAS = {kind: _patterns(office) for kind, office in _OFFICES.items()}
_AREAS[_LOCAL] = _patterns(f"(?:{'|'.join(_OFFICES.values())})")
_NO_AREA = frozenset("The A An His Her Their Our This That Deputy Former New".split())
_RESULT_OF = re.compile(r"^(?:Results?|Declaration|Election|Outcome) (?:of|for|in) (?:the )?(?=\S)")
_HEAD = 700
# In a report on councils a mayor is mostly one that nobody votes for.
_ELECTS_MAYOR = re.compile(
    r"\b[Mm]ayoral (?:election|contest|race|result|count|poll|vote)|\belected (?:as )?(?:the )?[Mm]ayor of\b"
    r"|\b[Mm]ayoralty\b"
)


_HOLDER = re.compile(r"(?P<given>[A-Z][\w-]+) (?:[A-Z][\w’'-]+ )?[A-Z][\w’'-]+, (?:the )?(?=[A-Z])")
_CONTEST = re.compile(r" (?:contest|election|race|vote|poll|result)")


def _without_name(place: str) -> str:
    """Return a place without a name: "West Midlands, Andy Street", "Claire Ward, the East Midlands"."""
    holder = _HOLDER.match(place)
    if holder and holder["given"].lower() in given_names():
        place = place[holder.end() :]
    place = re.split(r",? (?:and )?of (?=the )|,? and of ", place)[0]
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
    if kind in SINGLE_OFFICES:
        return areas_of_offices(document, election, gazetteers).get(kind, "")
    # On the day of council elections only what opens with the office is about it.
    return _area_named(document.text[:_HEAD], _LOCAL, gazetteers) if kind == _LOCAL else ""


def offices_polled(document: Document, election: str, gazetteers: Gazetteers) -> tuple[str, ...]:
    """Return which offices a report tells of: that of its election, and the other if filled that day too.

    Args:
        document: The document.
        election: Its polling date, which knows the kind of its election.
        gazetteers: The elections known.
    """
    own = kind_of(election)
    if (
        own == _LOCAL
        and election in days_of_kind(gazetteers, _MAYORAL)
        and _ELECTS_MAYOR.search(document.text)
    ):
        return (own, _MAYORAL)
    if own not in SINGLE_OFFICES:
        return ()
    others = (
        kind for kind in (_MAYORAL, _POLICE) if kind != own and election in days_of_kind(gazetteers, kind)
    )
    return (own, *(kind for kind in others if _TOLD[kind].search(document.text)))


def office_told(text: str) -> str:
    """Return the kind of the one elected office that words speak of, "" for none or both.

    Examples:
        >>> office_told("Turnout in the commissioner election was 24%")
        'police-and-crime-commissioner'
    """
    told = [kind for kind, words in _TOLD.items() if words.search(text)]
    return told[0] if len(told) == 1 else ""


def areas_of_offices(document: Document, election: str, gazetteers: Gazetteers) -> dict[str, str]:
    """Return the area of each office that a report tells of, by the kind of its election.

    Args:
        document: The document.
        election: Its polling date, which knows the kind of its election.
        gazetteers: The areas, and the parties, which are no area: "the Labour mayor".
    """
    kinds = offices_polled(document, election, gazetteers)
    found = {kind: _area_named(document.text, kind, gazetteers) for kind in kinds}
    for kind in kinds:
        if not found[kind]:
            other = next((area for area in found.values() if area), "")
            found[kind] = _area_like(other, document.text, kind, gazetteers) if len(kinds) > 1 else ""
    return {kind: area for kind, area in found.items() if area}


def _area_named(text: str, kind: str, gazetteers: Gazetteers) -> str:
    """Return the area that a text names most beside an office, "" for none."""
    found: Counter[str] = Counter()
    known = {seat.name for seat in gazetteers.seats if seat.body == kind}
    for pattern in _AREAS[kind]:
        for match in pattern.finditer(text):
            place = re.sub(r"['’]s?$", "", match["place"])
            place = re.sub(r"^(?:(?:In|For|At|As) )?(?:the )?", "", place) or place
            place = _without_name(_RESULT_OF.sub("", place))
            first = place.split()[0]
            if first not in _NO_AREA and gazetteers.party_named(first) is None:
                found[place] += (3 if match.start() < _HEAD else 1) * (3 if place in known else 1)
                found[place] += 3 * bool(_CONTEST.match(text, match.end()))
    return max(found, key=lambda place: (found[place], len(place))) if found else ""


def _area_like(other: str, text: str, kind: str, gazetteers: Gazetteers) -> str:
    """Return the area of an office that no words name with it: the same as the other's, or one told of."""
    known = {seat.name for seat in gazetteers.seats if seat.body == kind}
    if other in known:
        return other
    rest = text.replace(other, " ") if other else text
    told = Counter({name: len(re.findall(rf"\b{re.escape(name)}\b", rest)) for name in known})
    most = [name for name, count in told.items() if count and count == max(told.values())]
    return most[0] if len(most) == 1 else ""
