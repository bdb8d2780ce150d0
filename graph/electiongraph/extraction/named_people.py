"""Find the people that a sentence names: by full name, by title and surname, or by a surname known already.

Extraction, part of the second part: below `mentions`, which takes them for its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from electiongraph.extraction.layout_names import person_name
from electiongraph.extraction.lexicon import Lexicon, NameHit, fold, fold_word, given_names, word_set
from electiongraph.extraction.numerals import numeral_at
from electiongraph.extraction.person_names import is_no_name, name_begins, without_verdict
from electiongraph.sources.dates import MONTHS

__all__ = ["Mention", "MentionKind", "people_named"]

# person, stand-in for a person, seat, region that elects by list, party, role, count, percentage, inexact
# figure, year or date, quotation, and quotation in which somebody speaks of having been the member
MentionKind = Literal["P", "A", "S", "L", "G", "R", "N", "C", "X", "Y", "Q", "M"]


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
_WORD = re.compile(r"\S+")
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
_AT_PLACE = re.compile(
    r"\b(?:in|at|of|for|from|near|around|outside|across|won|wins|winning|gain(?:ed|s)?|held|holds?"
    r"|retain(?:ed|s)|keeps|kept"
    r"|takes|took|taking|captured|regained|lost|loses|losing) (?:the )?$"
)


_IN_PLACE = re.compile(r"\b(?:[Ii]n|[Aa]t|[Aa]cross|[Nn]ear) (?:the )?$")


def people_named(
    sentence: str, hits: list[NameHit], lexicon: Lexicon, surnames: frozenset[str]
) -> list[Mention]:
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


# "SMITH Ann Mary is duly elected": notices print the surname first, and in capitals.
_SURNAME_IN_CAPITALS = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ'’-]{2,}(?: [A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?){1,3}"
)
# "another Davies, James, won"
_ANOTHER_GIVEN = re.compile(r", ([A-Z][a-zà-ÿ]+)(?=,)")
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
        before, after = sentence[a : hit.start].split(), sentence[hit.end : end].split()
        single = " " not in sentence[hit.start : hit.end]
        known = bool(before) and (
            before[-1].lower() in given_names() or fold(before[-1]).rstrip(".") in word_set("titles")
        )
        # "In Gordon Colin Clark won": a place, and then a whole name.
        is_place = (
            len(after) > 1 and after[0].lower() in given_names() and _IN_PLACE.search(sentence[: hit.start])
        )
        follows_seat_word = is_place or re.match(
            r" (?:seat|constituency|Party|candidate)|[’']s [A-Z]", sentence[hit.end :]
        )
        if (
            single
            and not is_place
            and hit.kind == "seat"
            and fold(sentence[hit.start : hit.end]) in surnames
            and not _AT_PLACE.search(sentence[: hit.start])
        ):
            continue
        if single and hit.kind == "seat" and _OWNED.search(sentence, 0, hit.start) and hit.end < end:
            continue
        if (
            single
            and not is_place
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
    if len(words) > 2 and _IN_PLACE.search(sentence[: words[0][0]]):
        # "In Perth Pete Wishart survived": the place that no gazetteer has is no part of the name.
        begins = next(
            (n for n, (_, word) in enumerate(words[1:-1], 1) if fold_word(word) in given_names()), 0
        )
        if fold_word(words[0][1]) not in given_names() and fold_word(words[0][1]) not in titles:
            words = words[begins:]
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
    if _SURNAME_IN_CAPITALS.fullmatch(name) and [w[1].lower() in given_names() for w in words[:2]] == [
        False,
        True,
    ]:
        surname, _, given = name.partition(" ")
        if len(words) > 2 and words[-1][1].lower() not in given_names():
            # "TORY MASSACRE Gillian Keegan": what shouts before a whole name is no part of it.
            words, name, begin = words[1:], given, words[1][0]
        else:
            name = f"{given} {surname}"
    folded = [fold_word(w).strip(".") for _, w in words]
    if len(words) == 1:
        called = _ANOTHER_GIVEN.match(sentence, stop) if sentence[:begin].endswith("another ") else None
        if called and called[1].lower() in given_names():
            return Mention("P", begin, called.end(1), f"{called[1]} {name}")
        if not title and folded[0] in _MONTHS and _IN_MONTH.search(sentence, 0, begin):
            return None
        if title or (folded[0] in surnames and folded[0] not in word_set("leading")):
            return Mention("P", begin, stop, name, title=title)
        return None
    if is_no_name(folded, lexicon) and not title and not _is_called_street(sentence, begin, folded):
        return None
    if len(words) > 5:
        return None
    if name.isupper() and all(word.lower() in given_names() for _, word in words[:1]):
        name = person_name(name)
    after = _MEMBER_AFTER.match(sentence, stop) or _HONOURS.match(sentence, stop)
    return Mention("P", begin, after.end() if after else stop, name, title=title)


# "last May she was returned", of a Theresa May
_MONTHS = frozenset(month.lower() for month in MONTHS)
_IN_MONTH = re.compile(
    r"\b(?:in|last|this|next|since|until|till|by|of|early|late|mid|every|that|during|before|after"
    r"|\d(?:st|nd|rd|th))[ -]$",
    re.IGNORECASE,
)


def _is_called_street(sentence: str, start: int, words: list[str]) -> bool:
    """Is "Andy Street" a person: a given name before it, and no "in" or "on"?"""
    called = len(words) == 2 and words[1] == "street" and words[0] in given_names()
    return called and not _ON_STREET.search(sentence[:start])


_ON_STREET = re.compile(r"\b(?:in|on|at|of|from|to|along|down|up|off|near|and|outside|the|\d+)[ ,]+$")


# Letters after a name that are no calling; an MP's are.
_HONOURS = re.compile(r"(?:,? (?:KC|QC|CBE|OBE|MBE|DBE|KBE|KCB)\b| (?:MSP|MLA|MEP|MS|AM)\b)+")
