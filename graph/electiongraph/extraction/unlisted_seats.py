"""Find seats that no gazetteer lists, where only a seat can stand: "MP for X", "won X", "the X constituency".

Extraction, part of mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from electiongraph.extraction.lexicon import NameHit, fold, given_names, word_set

__all__ = ["find_unlisted_seats", "seats_named_anywhere"]

# Where only a seat can stand, a name that no gazetteer lists is one all the same.
_PLACE = r"(?P<name>[A-ZÀ-Þ][\w’'-]+(?:,? (?:(?:and|upon|on|of|the|under|le|&) )*[A-ZÀ-Þ][\w’'-]+){0,5})"
_COLOUR = r"(?:red|blue|yellow|orange|gold|green|purple|turquoise|amber)"
_SEAT_CONTEXTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:MP|TD|member|candidate|elected|representative) (?:for|in) (?:the )?{_PLACE}",
        rf"(?:constituency|seat|division|riding) of {_PLACE}",
        rf"{_PLACE} (?:seat|constituency|riding)\b(?! of )",
        rf"(?:won|wins|winning|held|holds|retained|gained|gains|gain|lost|loses|snatched"
        rf"|captured|regained|took|takes?|defended|represent(?:s|ed)?|contest(?:ed"
        rf"|ing)) (?:back )?(?:the new )?{_PLACE}(?= (?:from|for|with|by|after|to|in|on|since"
        rf"|back|off|has|have)\b|[.,;]|$)",
        rf"^{_PLACE},? (?:has |have |had )?(?:is a new (?:seat|constituency)|was formerly"
        rf"|was previously|formerly|has declared|the (?:seat|constituency)"
        rf"|(?:turned|turns|stayed|stays|went|goes|flipped|flips|fell|falls)"
        rf" (?:{_COLOUR}|to (?:the )?[A-Z]))\b",
        rf"(?:beat|beating|defeated|defeating|ousted|ousting|unseated|unseating|toppled|over)"
        rf" (?:[A-Z][\w’'-]+ ){{1,3}}in {_PLACE}(?= (?:by|with|after)\b|[.,;]|$)",
        rf"(?:formerly|previously|once|now) (?:known as|called|named) {_PLACE}",
        rf"\b(?:[Ii]t|which|seat|constituency|boundaries)\b[^.;]{{0,30}} (?:replaces|replacing|is based on"
        rf"|based on|successor to) (?:the )?(?:old |former )?{_PLACE}",
        rf"(?:beaten|defeated|elected|re-elected|held on|clung on|hung on|survived|romped home"
        rf"|won|lost|returned|stood|standing|victory|victorious|second|third|[Tt]urnout|by [\d,]+"
        rf"|[\d,]+ votes) in {_PLACE}(?= (?:with|by|for|after|where|was|on)\b|[.,;]|$)",
    )
)


def find_unlisted_seats(sentence: str, hits: list[NameHit]) -> list[NameHit]:
    """Return names that stand where only a seat can, though no gazetteer has them."""
    found: list[NameHit] = []
    for pattern in _SEAT_CONTEXTS:
        for place in pattern.finditer(sentence):
            a = place.start("name")
            name = _OF_CHAMBER.sub("", _without_person(place["name"]))
            b = a + len(name)
            words = [fold(word).strip(",").removesuffix("'s") for word in name.split()]
            if any(hit.start < b and a < hit.end for hit in [*hits, *found]):
                continue
            if (
                not name
                or words[0] in given_names()
                or words[0] in word_set("titles")
                or any(w in _NOT_IN_SEATS for w in words)
                or words[0] in word_set("leading")
                or (len(words) == 1 and words[0] in word_set("never"))
            ):
                continue
            found.append(NameHit("seat", a, b, name))
    return found


# "the Thrissur Lok Sabha constituency"
_OF_CHAMBER = re.compile(r"(?:^| )(?:Lok Sabha|Rajya Sabha|Vidhan Sabha|Assembly|Dáil|Senedd|Holyrood)$")
# Lines and words that name a seat in a report on another country's election, where no gazetteer helps.
_NAME = r"(?P<name>[A-ZÀ-Þ][\w’']+(?:[ –—-](?:(?:and|of|the) )*[A-ZÀ-Þ][\w’']+){0,4})"
_NEAR = r"(?:neighbouring |nearby |adjoining |next-door |the )*"
_SEATS_ABROAD = (
    re.compile(r"^(?P<name>[A-ZÀ-Þ][\w’']+(?:[-–—][A-ZÀ-Þ][\w’']+)+(?: [A-ZÀ-Þ][\w’'-]+)*)$"),
    re.compile(rf"^{_NAME}: [A-ZÀ-Þ][^:]{{2,40}}\([A-Z][^)]*\)"),
    re.compile(
        rf"(?:^|, |; )(?:[Oo]ver |[Uu]p |[Dd]own )?[Ii]n {_NEAR}{_NAME}"
        r"(?=,? [^.]*\b(?:won|retain|beat|elected|held|polled|votes|defeat|lost|majority|seat|TD|MP|quota"
        r"|becomes?|count)\b)"
    ),
    re.compile(
        r"\b(?:[Tt]urnout|topped the poll|(?:last|first|second|third|final) seat|vote|poll-topper) in "
        rf"{_NEAR}{_NAME}"
    ),
    re.compile(rf"\b(?:TD|MP|Senator) for {_NEAR}{_NAME}"),
    re.compile(rf"\b(?:electorate|riding|seat|division|constituency) of {_NEAR}{_NAME}"),
    re.compile(rf"\bthe {_NAME} (?:riding|constituency)\b"),
)


def seats_named_anywhere(sentences: Iterable[str]) -> tuple[str, ...]:
    """Return the seats of a text about another country: names that stand once where only a seat can.

    Examples:
        >>> seats_named_anywhere(["She won the riding of Kitchener Centre by 12 votes."])
        ('Kitchener Centre',)
    """
    found: set[str] = set()
    for sentence in sentences:
        for pattern in _SEATS_ABROAD:
            found.update(_without_person(place["name"]) for place in pattern.finditer(sentence.strip()))
        found.update(hit.name for hit in find_unlisted_seats(sentence, []) if "," not in hit.name)
    return tuple(sorted(name for name in found if _may_be_seat(name)))


def _may_be_seat(name: str) -> bool:
    words = [fold(word) for word in name.split()]
    return (
        not name.isupper()
        and words[0] not in given_names()
        and not any(word in _NOT_IN_SEATS and word != "centre" for word in words)
    )


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
    " leisure sports shopping civic conference".split()
)
