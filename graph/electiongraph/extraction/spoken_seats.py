"""Which seats a masked sentence is about, and which it names only for another's sake.

Extraction, part of discourse.
"""

from __future__ import annotations

import re

from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.subject_asides import closed_aside

__all__ = [
    "EARLIER_ASIDE",
    "is_in_passing",
    "is_of_member",
    "is_somebodys_home",
    "opens_in_other_place",
    "seats_spoken_of",
    "turns_elsewhere",
]

EARLIER_ASIDE = re.compile(
    r",? who(?:(?!since)[^;.]){0,120}?\b(?:in|at|of|between|from|until) (?:the )?‹Y\d+›[^;.,]{0,40},"
    r"|(?:, |\()(?:who|whose|formerly|once|previously|until|(?:the )?(?:former|ex-?"
    r"|one-time))\b(?:(?! (?:now|this time)\b)[^;.,()])"
    r"{0,60}?(?:\b(?:formerly|former|once|was|had been|previously|used to|until|sat for|moved from"
    r"|father|mother)\b)[^;.,()]{0,60}?[,)]"
    r"|,? who (?:(?:had|has|also|previously|twice|narrowly) )*(?:fought|stood in|contested|ran in) (?:the )?"
    r"(?:neighbouring |nearby |old )?‹S\d+› (?:last time|before|at the last|two|five)[^;.,]{0,40},"
    r"|,? (?:[a-z]+|‹N\d+›) (?:years?|months|weeks) after\b[^;.,]{0,90}"
)
# "which used to be part of ‹S›": a seat named for its past, or its neighbour's sake.
_PASSING = re.compile(
    r"\b(?:former(?:ly)?|neighbouring|nearby|next-door|adjoining|bordering|the old|predecessor"
    r"|(?:parts?|slices?|chunks?|bits?|areas?|pieces?|wards) (?:of|from)"
    r"|(?<!ejected )(?<!removed )(?<!ousted )(?<!unseated )(?<!dislodged )(?<!evicted )(?<!out )from"
    r"|than in|since|unlike|like|(?:his|her|their) old"
    r"|(?:once|formerly|previously|one-time|then|ex-|had been|was)"
    r" (?:(?:an?|the|their|its) )?(?:‹G\d+› )?(?:MP|MSP|member|candidate) (?:for|in)|belong(?:ed)? to"
    r"|(?:abandon|quit|left|leav)(?:ed|ing)?"
    r"|who (?:has|is) (?:since |now )?(?:gone|off|moved|switched|decamped|left)(?: off| away| across| on)? to"
    r"(?: (?:fight|contest|defend|stand in))?|who (?:is )?(?:now|since) (?:fighting|fights|contesting"
    r"|defending|represents|sits for|the MP for|MP for|standing in)"
    r"|(?:telephon|phon|ring|leaflet|canvass|door-knock|visit)ing(?: [a-z]+){0,2}"
    r"|[Ll]ike ‹P\d+›(?: did)? in|as ‹P\d+› (?:did|was) in"
    r"|most of (?:the|his|her))(?: [a-z]+)? (?:the )?$"
)
# "who lives near ‹S›", "‹P›'s old ‹S› seat", "..., a ‹S› farmer and former soldier,": where somebody is from.
_HOME = re.compile(
    r"(?:\b(?:lives?|lived|living|born|raised|brought up|grew up|educated|farms|works|worked|teaches"
    r"|village|surgery)(?: and (?:works|raised|brought up|educated))?"
    r" (?:in|at|near|outside|around|close to)|\bnear|‹[PA]\d+›'s old)(?: [a-z]+)? (?:the )?$"
)
_OF_CALLING = re.compile(r"›, an? (?:former |retired )?$")
_CALLING = re.compile(r" (?!(?:MP|MSP|seat|constituency|candidate|and)\b)[a-z-]+(?:[ ,]|$)")
# "‹P›'s ‹S› seat was broken up in the boundary review": there is nothing to win there.
_ABOLISHED = re.compile(
    r"(?: (?:seat|constituency|division))?,?(?: (?:which|that))?(?: (?:was|is|were|being"
    r"|has been|had been|having been"
    r"|got|ha[sd]|having))*(?: [a-z]+ly)?"
    r" (?:broken up|abolished|carved (?:up|in|into)|scrapped|split (?:up|in|into|between)"
    r"|dismembered|dismantled"
    r"|axed|dissolved|wiped (?:off|from) the map|disappear(?:s|ed)|vanish(?:es|ed)"
    r"|cease[sd] to exist|no longer exists?"
    r"|no more|swept away|chopped up|divided up|merged)\b"
)
_JOINED = re.compile(r"(?:‹S\d+›(?:, and |, | and ))+(?:the )?$")
# "MP for ‹S›" tells whose seat it is, and where its member stands unless the text says otherwise.
_MEMBERSHIP = re.compile(
    r"\b(?:MP for|MSP for|sat for|represent(?:ed|s|ing)(?: the)?)(?: [a-z]+)? (?:the )?$"
)
# "Closer than in ‹S›, where ...", "In neighbouring ‹S›, ...": the sentence is about that seat all the same.
_WHERE = re.compile(
    r",? (?:where|in which|which (?!(?:was|had been|is|has) )|whose)\b"
    r"|(?:[^‹›.;]|‹[YNR]\d+›){0,60}\b(?:there|that (?:seat|constituency))\b"
)
_TURNS_TO = re.compile(
    r"(?:^|[,;:.] |\b(?:and|but|while|whereas|though) )(?:[Oo]ver |[Dd]own |[Uu]p |[Aa]cross |[Nn]ext door )?"
    r"(?:[Ii]n|[Aa]t) (?:the )?(?:neighbouring|nearby|next-door|adjoining|bordering)(?: [a-z]+)? $"
)
# "And from Cheltenham my colleague says that ...": what follows is from there.
_REPORTED_FROM = re.compile(
    r"(?:^|[.;:] )(?:And |But |Now |Meanwhile,? )?"
    r"(?:[Ff]rom|[Oo]ver (?:in|at|to)|[Dd]own in|[Uu]p in) (?:the )?$"
)
_REPORTER = re.compile(
    r"(?: count)?,? (?:(?:my|our|the|a) (?:colleague|reporter|correspondent|man|woman|team"
    r"|political [a-z]+)"
    r"|‹P\d+› (?:reports|says|writes|tells|hears|texts|messages)|comes?|we (?:hear|have|are hearing)"
    r"|news\b|word\b)"
)
# "Next door, Labour won by 300": of a seat that the text does not name.
_ELSEWHERE = re.compile(
    r"(?:^|[;:,] |\b(?:but|and|while|whereas|story|news|case|so|happened) )"
    r"(?:[Ee]lsewhere|[Nn]ext door|[Nn]ot far away|[Oo]ver the (?:border|river|water|hills?|boundary)"
    r"|(?:[Aa] )?(?:[A-Z]?[a-z]+|‹[NX]\d+›) miles (?:away|to the [a-z]+|(?:up|down|along|across|over) the"
    r" (?:road|coast|valley|line|motorway|A\d+|river|moor|hills?|estuary)|(?:further )?(?:north|south|east"
    r"|west|inland|along|upstream|downstream))"
    r"|[Tt]o the (?:north|south|east|west)(?:-?(?:east|west))?"
    r"|[Aa]cross the (?:county|city|border|river|region|water|country|boundary|estuary|rest of [a-z ]+)"
    r"|(?:[Dd]own|[Uu]p|[Aa]long|[Jj]ust (?:up|down)) the (?:road|coast|line|valley|motorway|track)"
    r"|[Ff]urther (?:north|south|east|west|along|up|down|afield|inland)"
    r"|[Ii]n (?:the |an?(?:other)? |other )?(?:(?:neighbouring|nearby|adjoining|adjacent|next-door|other) )"
    r"(?:[a-z]+ )?(?:seats?|constituenc(?:y|ies)|parts?))\b"
)


def seats_spoken_of(text: str) -> list[int]:
    """Return the slots of the seats that a masked sentence is about, without those named in passing.

    Examples:
        >>> seats_spoken_of("‹S0›, which was once part of ‹S1›, fell.")
        [0]
    """
    asides = EARLIER_ASIDE.sub(lambda aside: " " * len(aside[0]), text)
    seats = slot_indices(asides, "S")
    return [i for i in seats if not is_in_passing(text, i) and not is_of_member(text, i)]


def turns_elsewhere(text: str) -> bool:
    """Tell whether a masked text turns to a place that it does not name.

    Examples:
        >>> turns_elsewhere("Next door, ‹G0› won by ‹N1›."), turns_elsewhere("Next door in ‹S0›, ‹G1› won.")
        (True, False)
    """
    turned = [found.end() for found in _ELSEWHERE.finditer(text)]
    return bool(turned) and "‹S" not in text[turned[-1] :]


def is_in_passing(text: str, index: int) -> bool:
    """Tell whether a seat of a masked sentence is named for another's sake.

    Examples:
        >>> is_in_passing("‹P0› came from ‹S1› to win.", 1)
        True
        >>> is_in_passing("And from ‹S0› my colleague ‹P1› says that ‹P2› is out.", 0)
        False
    """
    slot = f"‹S{index}›"
    at = text.find(slot)
    if at < 0:
        return False
    before = _JOINED.sub("", text[:at])
    if _REPORTED_FROM.search(before) and _REPORTER.match(text, at + len(slot)):
        return False
    if is_somebodys_home(text, index):
        return not _WHERE.match(text, at + len(slot))
    if _ABOLISHED.match(text, at + len(slot)):
        return True
    if not _PASSING.search(before) or _TURNS_TO.search(before):
        return False
    aside = closed_aside(text)[1]
    return not _WHERE.match(text, at + len(slot), aside if at < aside else len(text))


def is_somebodys_home(text: str, index: int) -> bool:
    """Tell whether a seat of a masked sentence is only where somebody lives, is from or once sat.

    Examples:
        >>> is_somebodys_home("‹P0› lives near ‹S1›.", 1), is_somebodys_home("‹P0› won in ‹S1›.", 1)
        (True, False)
    """
    before, _, after = text.partition(f"‹S{index}›")
    if before == text:
        return False
    return bool(_HOME.search(before) or (_OF_CALLING.search(before) and _CALLING.match(after)))


# "Mark Jenkinson, the Workington MP,"
_APPOSED = re.compile(r"‹P\d+›, (?:the|an?) (?:[a-z-]+ ){0,2}(?:‹G\d+› )?$")
_MEMBER = re.compile(r" (?:‹G\d+› )?(?:MP\b|‹R\d+›)")


def is_of_member(text: str, index: int) -> bool:
    """Tell whether a seat stands only in what somebody is or was: "MP for ‹S0›"."""
    slot = f"‹S{index}›"
    at = text.find(slot)
    if at < 0:
        return False
    if _APPOSED.search(text, 0, at) and _MEMBER.match(text, at + len(slot)):
        return True
    return bool(_MEMBERSHIP.search(text, 0, at)) and not _WHERE.match(text, at + len(slot))


_IN_PLACE = re.compile(
    r"(?:And |But |Meanwhile,? )?(?:(?:Over|Down|Up|Across) )?[Ii]n (?:the )?"
    r"(?!(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Octo|Nov|Dec|Parliament|Westminster|Downing|All|Mr|Ms|Mrs|Dr|Sir)"
    r"|Commons|Lords|House|Holyrood|Stormont|Senedd|UK|EU|Brexit|Cabinet|Opposition|Government"
    r"|[A-Z][a-z]+day\b|British|English|Welsh|Scottish|Irish|Christmas|Easter|Summer|Spring|Autumn|Winter"
    r"|First|Second|Third|His|Her|Their|This|That|These|What|Whitehall|Reform|Number|Prime|One|Two|Both)"
    r"([A-Z][a-z]+)"
)


def opens_in_other_place(text: str, seat: str) -> bool:
    """Tell whether a masked text opens with a place that is no seat known here: "In Kent, ...".

    Args:
        text: The masked sentence, or its beginning.
        seat: The seat in focus; a town in its name is no other place.

    Examples:
        >>> opens_in_other_place("In Kent, ‹P0› won.", "Hitchin")
        True
    """
    place = _IN_PLACE.match(text)
    return bool(place and "‹S" not in text and place[1] not in seat)
