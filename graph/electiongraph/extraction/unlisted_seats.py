"""Find seats that no gazetteer lists, where only a seat can stand: "MP for X", "won X", "the X constituency".

Extraction, part of mentions.
"""

from __future__ import annotations

import functools
import re

from electiongraph.extraction.lexicon import NameHit, fold, given_names, word_set
from electiongraph.extraction.required_words import RequiredWordsIndex

__all__ = ["find_unlisted_seats", "has_endless_word"]

# Where only a seat can stand, a name that no gazetteer lists is one all the same.
_PLACE = r"(?P<name>[A-ZÀ-Þ][\w’'-]+(?:,? (?:(?:and|upon|on|of|the|under|le|&) )*[A-ZÀ-Þ][\w’'-]+){0,5})"
_COLOUR = r"(?:red|blue|yellow|orange|gold|green|purple|turquoise|amber)"
_SEAT_CONTEXTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:MP|TD|member|candidate|elected|representative) (?:for|in) (?:the )?{_PLACE}",
        rf"(?:constituency|seat|division|riding) of {_PLACE}",
        rf"predecessor(?: seat)?, (?:the old )?{_PLACE},",
        rf"{_PLACE} (?:seat|constituency|riding)\b(?! of )",
        rf"(?:won|wins|winning|held|holds|retained|gained|gains|gain|lost|loses|snatched"
        rf"|captured|regained|took|takes?|defended|represent(?:s|ed)?|contest(?:ed"
        rf"|ing)) (?:back )?(?:the new )?{_PLACE}(?= (?:from|for|with|by|after|to|in|on|since"
        rf"|back|off|has|have)\b|[.,;]|$)",
        rf"^(?![A-Z][a-z]+(?:ing|ed) the ){_PLACE},? (?:has |have |had )?(?:is a new (?:seat|constituency)"
        rf"|was formerly"
        rf"|was previously|formerly|has declared|the (?:seat|constituency)"
        rf"|(?:turned|turns|stayed|stays|went|goes|flipped|flips|fell|falls)"
        rf" (?:{_COLOUR}|to (?:the )?[A-Z]))\b",
        rf"(?:beat|beating|defeated|defeating|ousted|ousting|unseated|unseating|toppled|over)"
        rf" (?:[A-Z][\w’'-]+ ){{1,3}}in {_PLACE}(?= (?:by|with|after)\b|[.,;]|$)",
        r"^[Ii]n (?P<name>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)* and (?:[A-ZÀ-Þ][\w’'-]+ ?)+?),?"
        r"(?= (?:[A-ZÀ-Þ][\w’'-]+ ){2,3}(?:was|won|held|beat|took|ousted|unseated) )",
        r"\b(?:face|rule|hold|gain|win|MSP|MLA|MS) in"
        r" (?P<name>[A-ZÀ-Þ][\w’'-]+(?:,? [A-ZÀ-Þ][\w’'-]+)* and"
        r" [A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)*)(?=[.,;]|$)",
        rf"\b(?:reign|tenure|spell|stint|run|rule|career) in {_PLACE}(?=,? (?:was|is|has|had|came"
        rf"|comes|ended|ends)\b)",
        rf"(?:formerly|previously|once|now) (?:known as|called|named) {_PLACE}",
        rf"\b(?:[Ii]t|which|seat|constituency|boundaries)\b[^.;]{{0,30}} (?:replaces|replacing|is based on"
        rf"|based on|successor to) (?:the )?(?:old |former )?{_PLACE}",
        rf"(?:beaten|defeated|elected|re-elected|held on|clung on|hung on|survived|romped home"
        rf"|won|lost|returned|stood|standing|victory|victorious|second|third|[Tt]urnout|by [\d,]+"
        rf"|[\d,]+ votes) in {_PLACE}(?= (?:with|by|for|after|where|was|on)\b|[.,;]|$)",
    )
)


_OF_MEMBER = re.compile(r"\b(?:MP|elected|member|predecessor,) (?:for |in )?(?:the )?$")
# "the Aberdeenshire seat" is one in Aberdeenshire.
_COUNTY = re.compile(
    r"(?:(?:North|South|East|West|Mid) )?(?:[A-Z][a-z]+shire"
    r"|Cornwall|Cumbria|Devon|Dorset|Durham|Essex|Kent|Norfolk"
    r"|Northumberland|Rutland|Somerset|Suffolk|Surrey|Sussex|Merseyside|Teesside|Tyneside|Wearside|Humberside"
    r"|Fife|Angus|Moray|Tayside|Clwyd|Dyfed|Gwent|Gwynedd|Powys|Anglesey|Antrim|Armagh|Down|Fermanagh|Tyrone)"
)
# "this new Cumbrian seat"
_OF_COUNTY = re.compile(
    r"(?:North |South |East |West )?(?:[A-Z][a-z]+ian|Cornish|Scottish|Irish|English|Welsh|Scots)"
)
# "the Thrissur Lok Sabha constituency"
_OF_CHAMBER = re.compile(r"(?:^| )(?:Lok Sabha|Rajya Sabha|Vidhan Sabha|Assembly|Dáil|Senedd|Holyrood)$")


# No name has a longer word, in code points.
_LONGEST_WORD = 80


@functools.lru_cache(maxsize=1)
def _contexts() -> RequiredWordsIndex:
    return RequiredWordsIndex.of_patterns(_SEAT_CONTEXTS)


def find_unlisted_seats(sentence: str, hits: list[NameHit]) -> list[NameHit]:
    """Return names that stand where only a seat can, though no gazetteer has them."""
    found: list[NameHit] = []
    if has_endless_word(sentence):
        return found
    for number in _contexts().fitting(sentence):
        for place in _SEAT_CONTEXTS[number].finditer(sentence):
            a = place.start("name")
            name = _OF_CHAMBER.sub("", _without_person(place["name"]))
            b = a + len(name)
            words = [fold(word).strip(",").removesuffix("'s") for word in name.split()]
            beneath = [hit for hit in [*hits, *found] if hit.start < b and a < hit.end]
            if beneath and not _is_second_half(sentence, a, b, beneath):
                continue
            if (
                not name
                or words[0] in given_names()
                or words[0] in word_set("titles")
                or any(w in _NOT_IN_SEATS for w in words)
                or name.endswith(("'s", "’s"))
                or words[0] in word_set("leading")
                or (len(words) == 1 and words[0] in word_set("never"))
                or (sentence[:a].endswith("the ") and _COUNTY.fullmatch(name))
                or _OF_COUNTY.fullmatch(name)
            ):
                continue
            found.append(NameHit("seat", a, b, name))
    return found


def has_endless_word(sentence: str) -> bool:
    """Tell whether a word is longer than any name's, so that looking for names in it takes long for nothing.

    Examples:
        >>> has_endless_word("MP for Ynys Môn"), has_endless_word("A" * 900)
        (False, True)
    """
    return max(map(len, sentence.split()), default=0) > _LONGEST_WORD


def _is_second_half(sentence: str, a: int, b: int, beneath: list[NameHit]) -> bool:
    """Is the seat that a longer name covers its second half: "MP for Cirencester and Tewkesbury"?"""
    only = beneath[0]
    half = len(beneath) == 1 and only.kind == "seat" and only.end == b and sentence[: only.start]
    return bool(half and half[a:].endswith(" and ") and _OF_MEMBER.search(sentence, 0, a))


def _without_person(name: str) -> str:
    """Return a name up to where somebody's begins: "Harpenden and Berkhamsted, Victoria Collins"."""
    for joint in re.finditer(r"(?:,| and) (?=(\w+) \w)", name):
        if joint[1].lower() in given_names():
            return name[: joint.start()]
    return name


_NOT_IN_SEATS = frozenset(
    "scottish welsh english british irish"
    " parliament commons lords westminster council party government cabinet house election"
    " elections poll word talk news rumour victory turnout monday"
    " tuesday wednesday "
    "thursday friday saturday sunday january february march april may june july august"
    " september october november "
    "december britain england scotland wales ireland uk mp mps prime minister secretary london"
    " downing street "
    "office european brexit exit bbc itv sky news assembly senedd stormont holyrood world county "
    "borough dáil dail seanad lok sabha federal university hall centre school chief champions cup league"
    " nationalists unionists loyalists republicans liberals socialists brexiteers remainers"
    " leisure sports shopping civic conference"
    # States of the United States, where nobody is sent to a parliament of ours.
    " pennsylvania michigan wisconsin arizona nevada florida texas ohio california iowa minnesota"
    " carolina dakota".split()
)
