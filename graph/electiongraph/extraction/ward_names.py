"""Find the wards and divisions that a report on council elections names: no gazetteer lists them.

Extraction, part of mentions. A ward called one once ("Churchill ward") or heading a results list keeps its
name all through the document; a constituency's name that goes on ("Banbury Ruscote") is a ward's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from electiongraph.extraction.layout import Layout
from electiongraph.extraction.lexicon import NameHit, fold, given_names, word_set
from electiongraph.sources.document import Document

__all__ = ["Wards", "find_wards", "ward_names"]

_WORD = r"[A-ZÀ-Þ](?:[\w’'-]*[\w]|\.)?"
_NAME = rf"{_WORD}(?:,? (?:(?:and|upon|on|of|the|under|with|in|le|&) )*{_WORD}){{0,5}}"
_CALLED_WARDS = re.compile(
    rf"(?P<before>{_NAME}) (?P<noun>[Ww]ard|[Dd]ivision)\b(?!s? of(?! (?:[A-Z][\w’'-]+ ){{1,3}}[Cc]ouncil))"
    rf"|\b(?:[Ww]ards?|[Dd]ivisions?|[Cc]ouncillors? for|[Cc]ouncil seat (?:of|in)|seats? in"
    rf"|[Bb]y-elections? (?:for|in)(?: the)?) (?:of |in )?"
    rf"(?P<after>{_NAME})"
)
# Where somebody wins, loses or stands in a place of a council's area, the place is a ward.
_DECIDED_IN = re.compile(
    r"\b(?:beat(?:en|ing)?|defeat(?:ed|ing)|held|won|winning|elected|re-elected|returned|unopposed"
    r"|stand(?: again)?|stood|on|lost|ousted|unseated|survived|poll|finished|second|third|retained"
    r"|gained|kept|recount|victory|place|shock|upset|surprise|drama|joy|heartbreak|change)\b"
    rf"[^.;:\n]{{0,50}}? in (?P<name>{_NAME})"
    r"(?= (?:by|with|where|after|from|as|to|on|when|for|at|in|this|last|since|while"
    r"|(?:and|but)(?! [A-Z]))\b|[,.;]|$)"
)
# "Hackbridge saw two independents returned"
_SAW = re.compile(
    rf"(?:^|[.!?]\s+)(?P<name>{_NAME}) (?:saw [^.\n]{{3,80}}\b(?:elected|returned|re-elected)\b"
    r"|was (?:held|won|gained|retained) by\b)",
    re.M,
)
# "held on to Canalside through Ann Smith"
_CHANGES_HANDS = re.compile(
    r"\b(?:held(?: on to)?|gained|took|won|lost|kept|retained|captured|regained|clung on to)"
    rf" (?P<name>{_NAME})(?= (?:through|from the|from Labour|from (?:sitting )?councillor|with \d|by \d"
    r"|for (?:the|Labour)|but|after a)\b|[.;])"
)
_COUNCILS = re.compile(rf"(?P<name>{_NAME}) (?:Council|council)\b")
_BODY_WORDS = frozenset(
    "city borough district county town metropolitan unitary parish community council".split()
)
_OPENING = re.compile(
    rf"(?:^|[.!?;:]\s+)(?:And |But |Meanwhile,? )?In (?P<name>{_NAME})[, ](?P<rest>[^.\n]*)", re.M
)
_DECIDED = re.compile(
    r"\b(?:won|held|holds?|elected|re-elected|kept|retained|gained|took|lost|beat|beaten|unseated|ousted|defeated"
    r"|topped|polled|majority|votes|seats?|returned|saw off|winner|victor|victorious)\b"
)
_NO_WARD = frozenset(
    "council councillor councillors cllr labour conservative conservatives tory green liberal ward wards"
    " division parish hall house party independent independents may june july monday tuesday wednesday"
    " thursday friday saturday sunday england britain uk election elections each every one two three both"
    " all other".split()
)
_PARTY_WORDS = frozenset(
    "greens tories conservatives labour liberals lib reform snp plaid independents".split()
)
# Plain words that many towns call a ward.
_COMMON_WARDS = frozenset(
    "castle bridge park church hill priory market river mill village forum lake valley tower square town"
    " central manor cathedral north south east west harbour marine abbey queens".split()
)


@dataclass(frozen=True, slots=True)
class Wards:
    """The wards of one document: a pattern of their names, None when it names none."""

    names: re.Pattern[str] | None
    councils: frozenset[str] = frozenset()


def ward_names(document: Document, layout: Layout) -> Wards:
    """Return the wards that a document names.

    Args:
        document: A report on council elections.
        layout: Its results lists, whose headings name wards.
    """
    names = {section.seat for section in layout.sections if section.seat}
    for found in _CALLED_WARDS.finditer(document.text):
        names |= set(_shortened(found["before"] or found["after"], is_called=found["noun"] == "ward"))
    council = {_without_body(found["name"]) for found in _COUNCILS.finditer(document.text)}
    for found in _OPENING.finditer(document.text):
        if _DECIDED.search(found["rest"]):
            names |= (
                set(_shortened(found["name"], is_called=fold(found["name"].split(",")[0]) in _COMMON_WARDS))
                - council
            )
    for found in (
        told for pattern in (_DECIDED_IN, _CHANGES_HANDS, _SAW) for told in pattern.finditer(document.text)
    ):
        names |= set(_shortened(found["name"])) - council
    if not names:
        return Wards(None, frozenset(council))
    ordered = sorted(names, key=lambda name: (-len(name), name))
    joined = "|".join(re.escape(name).replace("and", "(?:and|&)") for name in ordered)
    return Wards(
        re.compile(rf"(?<![\w-])(?P<name>{joined})(?:(?: council)? (?:[Ww]ard|[Dd]ivision))?(?![\w-])"),
        frozenset(council - names),
    )


def _without_body(name: str) -> str:
    """Return the place of a council's name: "Redditch" of "Redditch Borough"."""
    words = name.split()
    while words and fold(words[-1]) in _BODY_WORDS:
        words.pop()
    return " ".join(words)


def _shortened(name: str, *, is_called: bool = False) -> Iterator[str]:
    """Yield a name without the words that only lead to it; nothing for what is no ward's.

    Args:
        name: A run of capitals.
        is_called: Does the text call it a ward, though it be a given name like Abbey?
    """
    first, comma, rest = name.partition(",")
    if comma and any(fold(word) in given_names() | _NO_WARD for word in re.findall(r"[\w’'-]+", rest)):
        name = first
    words = name.split()
    while words and (fold(words[0]) in word_set("leading") or fold(words[0]) in ("in", "of", "and")):
        words.pop(0)
    folded = [fold(word).strip(".,'").removesuffix("'s").removesuffix("’s") for word in words]
    # "In Knowsley the Greens gained two seats": the party is no part of the name.
    named = next((n for n, word in enumerate(folded) if n and word in _PARTY_WORDS), len(words))
    if named < len(words):
        while named and words[named - 1].islower():
            named -= 1
        words, folded = words[:named], folded[:named]
    if is_called and len(words) == 1 and folded[0].endswith("shire"):
        return
    if not words or any(word in _NO_WARD for word in folded) or folded[0] in word_set("titles"):
        return
    is_person = folded[0] in given_names() and len(words) <= (0 if is_called and len(words) == 1 else 2)
    is_common = len(words) == 1 and folded[0] in word_set("never") and not is_called
    if not is_person and not is_common and (len(words[0]) > 2 or folded[0] == "st"):
        yield " ".join(words).strip(",")


def find_wards(sentence: str, hits: Sequence[NameHit], wards: Wards) -> list[NameHit]:
    """Return the hits of a sentence in a report on council elections, with its wards among them.

    Args:
        sentence: Its text.
        hits: The gazetteers' names in it.
        wards: What `ward_names` gave.
    """
    found = [
        NameHit("seat", *place.span(), place["name"])
        for place in (wards.names.finditer(sentence) if wards.names else ())
        if not _follows_given_name(sentence, place.start())
    ]
    # Of a constituency's name a ward is no part: "Holborn" of Holborn and St Pancras.
    seats = [hit for hit in hits if hit.kind == "seat"]
    found = [ward for ward in found if not any(_contains(seat, ward) for seat in seats)]
    # "Luton North and Hitchin" are two constituencies and no ward.
    found = [ward for ward in found if sum(_contains(ward, seat) for seat in seats) < 2]
    hits = [hit for hit in hits if hit.kind != "seat" or not _is_of_council(sentence, hit, wards)]
    kept = [hit for hit in hits if not any(hit.start < w.end and w.start < hit.end for w in found)]
    longer = [_extended(sentence, hit, [*kept, *found]) if hit.kind == "seat" else hit for hit in kept]
    return sorted([*longer, *found], key=lambda hit: (hit.start, -hit.end))


def _is_of_council(sentence: str, hit: NameHit, wards: Wards) -> bool:
    """Tell whether a seat's name is that of a council here, or of the place that the council is for."""
    if _OF_COUNCIL.match(sentence, hit.end):
        return True
    is_place = sentence[hit.start : hit.end] in wards.councils
    return is_place and not _OF_MEMBER.match(sentence, hit.end)


def _contains(longer: NameHit, hit: NameHit) -> bool:
    within = longer.start <= hit.start and hit.end <= longer.end
    return within and longer.end - longer.start > hit.end - hit.start


# "a seat on Watford Borough Council": the council's name is no seat's.
_OF_COUNCIL = re.compile(
    r" (?:(?:Metropolitan|London|Royal|County|City|Town|District|Borough|Parish|Unitary"
    r"|Community) )*[Cc]ouncil\b"
)
_OF_MEMBER = re.compile(r"(?:['’]s?)? (?:[A-Z][a-z]+ )?(?:MP|MSP|constituency|seat)\b")
_GOES_ON = re.compile(rf"(?: (?:(?:and|&|upon|on) )*{_WORD})+")
_BEFORE = re.compile(r"([\w’'-]+) $")


def _follows_given_name(sentence: str, start: int) -> bool:
    before = _BEFORE.search(sentence[:start])
    return bool(before and fold(before[1]) in given_names() and before[1][0].isupper())


def _extended(sentence: str, hit: NameHit, hits: list[NameHit]) -> NameHit:
    """Return a constituency's name as that of the ward that goes on with it: "Banbury Ruscote"."""
    longer = _GOES_ON.match(sentence, hit.end)
    if longer is None:
        return hit
    words = [fold(word) for word in longer.group().split()]
    taken = any(other.start < longer.end() and hit.end < other.end for other in hits if other is not hit)
    stops = word_set("never") | word_set("titles") | given_names() | _NO_WARD
    if taken or any(word in stops and word not in ("north", "south", "east", "west") for word in words):
        return hit
    return NameHit("seat", hit.start, longer.end(), sentence[hit.start : longer.end()])
