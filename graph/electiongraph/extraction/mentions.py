"""Find what a sentence speaks of: people, seats, parties, roles, numbers, dates and stand-ins for people.

Extraction, second part. Seats, parties and roles come from the gazetteers (roles also by grammar: "Minister
for X"), people and numbers by their form. A `Mention` says where it stands and what it names; which person
"he" is comes later, in `discourse`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from electiongraph.extraction.lexicon import Lexicon, NameHit
from electiongraph.extraction.named_people import Mention, MentionKind, people_named
from electiongraph.extraction.numerals import (
    PERCENT_IN_WORDS,
    bare_percentages,
    find_numerals,
    is_inexact,
    read_numeral,
    read_percent_in_words,
)
from electiongraph.extraction.office_titles import office_name
from electiongraph.extraction.roles import find_roles
from electiongraph.extraction.seat_names import SeatNames, is_part_of_longer_name
from electiongraph.extraction.unlisted_parties import find_unlisted_parties
from electiongraph.extraction.unlisted_seats import find_unlisted_seats
from electiongraph.extraction.ward_names import Wards, find_wards
from electiongraph.sources.dates import MONTHS

__all__ = ["Mention", "MentionKind", "Scan", "find_mentions", "people_in", "scan_sentence"]

_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?![,.]\d|\s?(?:votes|%)|\s[Cc]ommittee)")
_MONTHS = "|".join(MONTHS)
_DATE = re.compile(
    rf"\b(?:(?:\d\d?(?:st|nd|rd|th)? )?(?:{_MONTHS}) (?:\d\d?,? )?(?:19|20)\d\d"
    rf"|\d\d? (?:{_MONTHS})|(?:{_MONTHS}) \d\d?(?:st|nd|rd|th)?)\b(?![,.]\d)"
)
_PERCENT = re.compile(r"\b\d{1,3}(?:\.\d{1,2})?(?: ?%| per ?cent\b| ?pc\b)|(?<=\()\d{1,2}\.\d{1,2}(?=\))")
_EX = re.compile(r"\b([Ee]x)-(?=[A-Za-z])")
_OWN_MEMBERSHIP = re.compile(
    (r"\b(?:me|my|I)\b.{0,80}\bas (?:their|your|an|the|its|your local) (?:MP|member of parliament)\b"),
    re.DOTALL,
)
_POSSESSIVE = re.compile(r"\b(?:[Hh]is|[Hh]er)(?= (?:[a-z-]+ |20\d\d )?majority\b)")
# "He'd held it" tells of him, "he'd hold it" of nothing that happened.
_PRONOUN = re.compile(
    r"\b(?:[Hh]e|[Ss]he)\b(?![’']d\b(?! (?:(?:only|just|first|already|also|never|always) )*"
    r"(?:been|had|held|won|lost|taken|beaten|represented|sat|stood|fought|gained|kept|served)\b))"
)


@dataclass(frozen=True, slots=True)
class Scan:
    """What can be found in a sentence before anybody's surname is known.

    Attributes:
        sentence: Its text.
        start: Its first offset in the document.
        fixed: Quotations and figures.
        hits: Names of seats, parties and roles, with offsets in the sentence.
        roles: Spans of offices in the sentence.
        lexicon: The gazetteers' names.
    """

    sentence: str
    start: int
    fixed: tuple[Mention, ...]
    hits: tuple[NameHit, ...]
    roles: tuple[tuple[int, int], ...]
    lexicon: Lexicon


# "leader of Nottinghamshire County Council", "Kent Police": a body's name, not an area's that elects.
_OF_A_BODY = re.compile(
    r" (?:(?:County|City|Borough|District|Town|Metropolitan|Borough) )*[Cc]ouncil\b"
    r"|(?:['’]s?)? (?:Police|Constabulary)\b(?! (?:and|&|[Cc]omm|[Ff]ire|,))"
)


def scan_sentence(
    text: str,
    start: int,
    end: int,
    lexicon: Lexicon,
    quotes: list[tuple[int, int]],
    wards: Wards | None = None,
    seat_names: SeatNames | None = None,
) -> Scan:
    """Return what stands in `text[start:end]` whoever is known.

    Args:
        text: The document's text.
        start: First offset of the sentence.
        end: One past its last.
        lexicon: The gazetteers' names.
        quotes: Spans of direct speech in the block, which become one mention each.
        wards: In a report on council elections the wards that it names; else None.
        seat_names: The seats that the document names in its own way; it learns from the sentence.
    """
    taken = _Taken()
    for a, b in quotes:
        if a < end and b > start:
            speech: MentionKind = "M" if _OWN_MEMBERSHIP.search(text[max(a, start) : min(b, end)]) else "Q"
            taken.add(Mention(speech, max(a, start), min(b, end), ""))
    sentence = text[start:end]
    _add_figures(sentence, start, taken)
    # An office stands free in "ex-chancellor".
    parted = _EX.sub(r"\1 ", sentence) if "x-" in sentence else sentence
    hits = [hit for hit in lexicon.find(parted) if not taken.overlaps(hit.start + start, hit.end + start)]
    if wards is not None:
        hits = find_wards(sentence, hits, wards)
    parties = find_unlisted_parties(sentence, hits)
    hits = [h for h in hits if not any(p.start <= h.start and h.end <= p.end for p in parties)] + parties
    hits = seat_names.find(sentence, hits) if seat_names else hits
    unlisted = find_unlisted_seats(sentence, hits)
    hits = [hit for hit in hits if not any(one.start < hit.start and hit.end <= one.end for one in unlisted)]
    hits += [seat_names.completed(hit) for hit in unlisted] if seat_names else unlisted
    hits.sort(key=lambda hit: (hit.start, -hit.end))
    offices = find_roles(parted, hits)
    if lexicon.offices:
        hits = [hit for hit in hits if hit.kind != "seat" or not _OF_A_BODY.match(sentence, hit.end)]
        places = [(hit.start, hit.end) for hit in hits if hit.kind == "seat"]
        offices = lexicon.offices.completed(parted, offices, places)
    roles = tuple(offices)
    return Scan(sentence, start, tuple(taken.mentions), tuple(hits), roles, lexicon)


def people_in(scan: Scan, surnames: frozenset[str]) -> list[Mention]:
    """Return the people that a sentence names, with offsets in the sentence.

    Args:
        scan: The sentence.
        surnames: Lower-case surnames of the people that the document names; empty for full names only.
    """
    roles = (NameHit("role", a, b, "") for a, b in scan.roles)
    blocked = sorted([*scan.hits, *roles], key=lambda hit: (hit.start, -hit.end))
    return people_named(scan.sentence, blocked, scan.lexicon, surnames)


def find_mentions(scan: Scan, surnames: frozenset[str]) -> list[Mention]:
    """Return the mentions of a sentence in order, not overlapping.

    Args:
        scan: The sentence.
        surnames: Lower-case surnames of the people that the document names in full.
    """
    sentence, start = scan.sentence, scan.start
    taken = _Taken(scan.fixed)
    people = people_in(scan, surnames)
    offices = scan.lexicon.offices
    for a, b in scan.roles:
        if not any(p.start < b and a < p.end for p in people):
            area = offices.area_of(sentence[a:b]) if offices else ""
            taken.add(Mention("R", a + start, b + start, office_name(sentence[a:b]), area=area))
    for person in people:
        taken.add(_shifted(person, start))
    for hit in scan.hits:
        if hit.kind != "role" and not is_part_of_longer_name(sentence, hit):
            place: MentionKind = "L" if hit.name in scan.lexicon.regions else "S"
            kind: MentionKind = place if hit.kind == "seat" else "G"
            words = sentence[hit.start : hit.end]
            taken.add(Mention(kind, hit.start + start, hit.end + start, hit.name, words=words))
    for found in _POSSESSIVE.finditer(sentence):
        word = "she" if found.group().lower() == "her" else "he"
        taken.add(Mention("A", found.start() + start, found.end() + start, word))
    for found in _PRONOUN.finditer(sentence):
        taken.add(Mention("A", found.start() + start, found.end() + start, found.group().lower()))
    return taken.in_order()


class _Taken:
    """The mentions found so far; a later one gives way to an earlier one that it overlaps."""

    def __init__(self, mentions: tuple[Mention, ...] = ()) -> None:
        self.mentions = list(mentions)

    def overlaps(self, start: int, end: int) -> bool:
        return any(m.start < end and start < m.end for m in self.mentions)

    def add(self, mention: Mention) -> None:
        if not self.overlaps(mention.start, mention.end):
            self.mentions.append(mention)

    def in_order(self) -> list[Mention]:
        return sorted(self.mentions, key=lambda mention: mention.start)


def _shifted(mention: Mention, by: int) -> Mention:
    return Mention(
        mention.kind, mention.start + by, mention.end + by, mention.name, mention.number, mention.title
    )


def _add_figures(sentence: str, start: int, taken: _Taken) -> None:
    def add(found: re.Match[str], kind: MentionKind, number: int | float) -> None:
        a, b = found.span()
        if kind in "NC" and is_inexact(sentence, found, number):
            kind = "X"
        taken.add(Mention(kind, a + start, b + start, found.group(), number))

    for found in _PERCENT.finditer(sentence):
        add(found, "C", float(re.match(r"[\d.]+", found.group())[0]))  # type: ignore[index]
    for pattern in (_DATE, _YEAR):
        for found in pattern.finditer(sentence):
            year = re.search(r"(?:19|20)\d\d", found.group())
            add(found, "Y", int(year[0]) if year else 0)
    in_words = " point " in sentence or "cent" in sentence
    for found in PERCENT_IN_WORDS.finditer(sentence) if in_words else ():
        add(found, "C", read_percent_in_words(found.group()))
    for a, b in bare_percentages(sentence):
        taken.add(Mention("C", a + start, b + start, sentence[a:b], float(sentence[a:b])))
    for found in find_numerals(sentence):
        value = read_numeral(found.group())
        is_name = sentence.startswith((" Committee", " committee"), found.end())
        if value is not None and not is_name:
            add(found, "N", value)
