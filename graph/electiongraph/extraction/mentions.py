"""Find what a sentence speaks of: people, seats, parties, roles, numbers, dates and stand-ins for people.

Extraction, second part. Seats, parties and roles come from the gazetteers (roles also by grammar: "Minister
for X"), people and numbers by their form. A `Mention` says where it stands and what it names; which person
"he" is comes later, in `discourse`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from electiongraph.extraction.lexicon import Lexicon, NameHit, fold, fold_word, given_names, word_set
from electiongraph.extraction.numerals import (
    PERCENT_IN_WORDS,
    bare_percentages,
    find_numerals,
    is_inexact,
    numeral_at,
    read_numeral,
    read_percent_in_words,
)
from electiongraph.extraction.office_titles import office_name
from electiongraph.extraction.person_names import is_no_name, name_begins, without_verdict
from electiongraph.extraction.roles import find_roles
from electiongraph.extraction.seat_names import SeatNames, is_part_of_longer_name
from electiongraph.extraction.unlisted_parties import find_unlisted_parties
from electiongraph.extraction.unlisted_seats import find_unlisted_seats
from electiongraph.extraction.ward_names import Wards, find_wards
from electiongraph.sources.dates import MONTHS

__all__ = ["Mention", "MentionKind", "Scan", "find_mentions", "people_in", "scan_sentence"]

# person, stand-in for a person, seat, region that elects by list, party, role, count, percentage, inexact
# figure, year or date, quotation, and quotation in which somebody speaks of having been the member
MentionKind = Literal["P", "A", "S", "L", "G", "R", "N", "C", "X", "Y", "Q", "M"]

_TITLE = (
    r"(?:(?:Rt Hon|Right Hon|Sir|Dame|Dr|Mr|Mrs|Ms|Miss|Mx|Lord|Lady|Baroness|Baron|Cllr|Councillor"
    r"|Prof|Professor|Rev|Reverend|Ald|Alderman)\.? )"
)
_TOKEN = r"(?:[A-ZÀ-ÖØ-Þ](?:\.|[’'](?=[A-Z]))?[\w]*(?:[-–][A-ZÀ-ÖØ-Þa-z]\w*)*(?:[’'](?!s\b)[a-zA-Z]\w+)?\.?)"
_PARTICLE = (
    r"(?:(?:de|da|di|du|del|della|la|le|van|von|der|den|bin|ibn|al|el|ap|ab|ferch|y|ten|ter|dos|das) )"
)
# What somebody is called stands between the names: Elizabeth “Buffy” Williams.
_CALLED = r"(?: [\"“‘'(][A-ZÀ-Þ][\w-]+[\"”’')](?= [A-ZÀ-Þ]\w))?"
_RUN = re.compile(rf"{_TITLE}*{_TOKEN}(?:{_CALLED} {_PARTICLE}*{_TOKEN})*")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?![,.]\d|\s?(?:votes|%)|\s[Cc]ommittee)")
_MONTHS = "|".join(MONTHS)
_DATE = re.compile(
    rf"\b(?:(?:\d\d?(?:st|nd|rd|th)? )?(?:{_MONTHS}) (?:\d\d?,? )?(?:19|20)\d\d"
    rf"|\d\d? (?:{_MONTHS})|(?:{_MONTHS}) \d\d?(?:st|nd|rd|th)?)\b(?![,.]\d)"
)
_PERCENT = re.compile(r"\b\d{1,3}(?:\.\d{1,2})?(?: ?%| per ?cent\b| ?pc\b)|(?<=\()\d{1,2}\.\d{1,2}(?=\))")
_WORD = re.compile(r"\S+")
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
class Mention:
    """Something that a sentence names.

    Attributes:
        kind: What it is.
        start: First code point in the document.
        end: One past the last.
        name: A person's name without title; a seat's, party's or role's name; for a stand-in its words;
            for a figure its digits.
        number: The figure of a count (int) or percentage (float); a year as an int; else 0.
        title: A person's title, which tells of a bare surname and of "he" or "she".
        words: The words themselves, for a party that the text names by one of its forms.
        area: The area that elects an office, in a text about such elections; `OWN_AREA` where it is unsaid.
    """

    kind: MentionKind
    start: int
    end: int
    name: str
    number: int | float = 0
    title: str = ""
    words: str = ""
    area: str = ""


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
    return _people(scan.sentence, blocked, scan.lexicon, surnames)


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


_MEMBERS = frozenset(("MP", "MSP", "MLA", "MEP", "MS", "AM", "TD", "PCC"))
_SURNAME_FIRST = re.compile(
    r"(?:^|(?<=[.;:”\"–-] )|(?<=[“\"]))([A-Z][\w'’-]+(?: (?:[a-z]+ )?[A-Z][\w'’-]+)?),"
    r" ([A-Z][\w'’-]+(?: [A-Z][\w'’.-]*)*), (?:(?:for |of )?(?:the )?)$"
)
# "Rona Mackay MSP was returned ..."; "Rona Mackay MSP for ..." says where she sits.
_MEMBER_AFTER = re.compile(r" (?:MSP|MS|MLA|MEP|TD|AM)\b(?! (?:for|in|of|since)\b)")
# "Plaid's Arfon Jones": what stands between a party and a surname is a given name, and no seat.
_OWNED = re.compile(
    r"\b(?:Plaid|Labour|Tory|Tories|Greens|SNP|DUP|SDLP|UUP|Lib Dems|Conservatives|Party)['’]s? $"
)
_AT_PLACE = re.compile(r"\b(?:in|at|of|for|from|near|around|outside|across) (?:the )?$")


def _people(sentence: str, hits: list[NameHit], lexicon: Lexicon, surnames: frozenset[str]) -> list[Mention]:
    """Return the people named in a sentence: full names, titles with a surname, surnames known already."""
    blocked = [h for h in hits if h.end - h.start > 2]
    people = []
    for run in _RUN.finditer(sentence):
        for a, b in _pieces(sentence, run.start(), run.end(), blocked, surnames):
            person = _person(sentence, a, b, lexicon, surnames)
            if person is not None:
                people.append(person)
    read_out = [person for hit in hits if (person := _read_out(sentence, hit))] if ", " in sentence else []
    apart = [p for p in people if not any(p.start < r.end and r.start < p.end for r in read_out)]
    return [*apart, *read_out] if read_out else people


# "There, Ann Smith, Labour, was beaten" names nobody called There.
_OPENERS = frozenset("there here elsewhere meanwhile nearby overnight yesterday today".split())


def _read_out(sentence: str, hit: NameHit) -> Mention | None:
    """Return the person whom a declaration names surname first: "Court, Robert, Liberal Democrats"."""
    found = _SURNAME_FIRST.search(sentence, 0, hit.start) if hit.kind == "party" else None
    if found is None or fold(found[1]) in _OPENERS:
        return None
    figure = re.match(r"(?: Party)?(?: candidate)?[.,:;]? (?:[-–] )?", sentence[hit.end :])
    read = bool(figure and figure.end() and numeral_at(sentence, hit.end + figure.end()))
    if not read and found[2].split()[0].lower() not in given_names():
        return None
    return Mention("P", found.start(1), found.end(2), f"{found[2]} {found[1]}")


def _pieces(
    sentence: str, start: int, end: int, hits: list[NameHit], surnames: frozenset[str]
) -> list[tuple[int, int]]:
    """Cut the gazetteer's names out of a run of capitals, but for a surname that is also such a name."""
    pieces = []
    a = start
    for hit in hits:
        if hit.end <= a or hit.start >= end:
            continue
        before = sentence[a : hit.start].split()
        single = " " not in sentence[hit.start : hit.end]
        known = bool(before) and (
            before[-1].lower() in given_names() or fold(before[-1]).rstrip(".") in word_set("titles")
        )
        follows_seat_word = re.match(
            r" (?:seat|constituency|Party|candidate)|[’']s [A-Z]", sentence[hit.end :]
        )
        if (
            single
            and hit.kind == "seat"
            and fold(sentence[hit.start : hit.end]) in surnames
            and not _AT_PLACE.search(sentence[: hit.start])
        ):
            continue
        if single and hit.kind == "seat" and _OWNED.search(sentence, 0, hit.start) and hit.end < end:
            continue
        if (
            single
            and sentence[hit.start : hit.end].lower() in given_names()
            and re.match(r" [A-Z][a-z]", sentence[hit.end :])
            and hit.end < end
        ):
            continue
        if single and known and not follows_seat_word and sentence[hit.start - 1 : hit.start] == " ":
            continue
        if hit.start > a:
            pieces.append((a, hit.start))
        a = hit.end
    if a < end:
        pieces.append((a, end))
    return pieces


def _person(
    sentence: str, start: int, end: int, lexicon: Lexicon, surnames: frozenset[str]
) -> Mention | None:
    words = [(found.start(), found.group()) for found in _WORD.finditer(sentence, start, end)]
    titles = word_set("titles")
    if len(words) > 1 and words[0][1] == "S" and sentence[start - 1 : start] in ("'", "’"):
        words.pop(0)  # "LABOUR'S Ann Smith"
    while (
        words
        and fold_word(words[0][1]) in word_set("leading")
        and len(words) > 1
        and fold_word(words[0][1]) not in given_names()
    ):
        words.pop(0)
    words = words[name_begins(words) :]
    title = ""
    while len(words) > 1 and words[0][1] in _MEMBERS:
        words.pop(0)
    while len(words) > 1 and fold_word(words[0][1]).rstrip(".") in titles:
        title = words.pop(0)[1]
    while words and (
        fold_word(words[-1][1]).strip(".,'") in word_set("post_nominals")
        or fold_word(words[-1][1]) in word_set("particles")
    ):
        words.pop()
    words = without_verdict(words)
    if not words:
        return None
    first, last = words[0], words[-1]
    stop = last[0] + len(last[1].rstrip(".’'"))
    begin = first[0] if not title else sentence.rfind(title, start, first[0])
    name = sentence[first[0] : stop]
    folded = [fold_word(w).strip(".") for _, w in words]
    if len(words) == 1:
        if title or (folded[0] in surnames and folded[0] not in word_set("leading")):
            return Mention("P", begin, stop, name, title=title)
        return None
    if is_no_name(folded, lexicon) and not title and not _is_called_street(sentence, begin, folded):
        return None
    if len(words) > 5:
        return None
    after = _MEMBER_AFTER.match(sentence, stop) or _HONOURS.match(sentence, stop)
    return Mention("P", begin, after.end() if after else stop, name, title=title)


def _is_called_street(sentence: str, start: int, words: list[str]) -> bool:
    """Is "Andy Street" a person: a given name before it, and no "in" or "on"?"""
    called = len(words) == 2 and words[1] == "street" and words[0] in given_names()
    return called and not _ON_STREET.search(sentence[:start])


_ON_STREET = re.compile(r"\b(?:in|on|at|of|from|to|along|down|up|off|near|and|outside|the|\d+)[ ,]+$")


# Letters after a name that are no calling; an MP's are.
_HONOURS = re.compile(r"(?:,? (?:KC|QC|CBE|OBE|MBE|DBE|KBE|KCB)\b| (?:MSP|MLA|MEP|MS|AM)\b)+")
