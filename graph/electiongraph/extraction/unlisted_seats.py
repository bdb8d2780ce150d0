"""Find seats that no gazetteer lists, where only a seat can stand: "MP for X", "won X", "the X constituency".

Extraction, part of mentions.
"""

from __future__ import annotations

import re

from electiongraph.extraction.layout import Layout
from electiongraph.extraction.lexicon import NameHit, fold, given_names, word_set
from electiongraph.gazetteers import Gazetteers

__all__ = ["find_unlisted_seats", "seats_of_layout"]

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
        rf"|captured|regained|took|defended|represent(?:s|ed)?|contest(?:ed"
        rf"|ing)) (?:back )?(?:the new )?{_PLACE}(?= (?:from|for|with|by|after|to|in|on|since"
        rf"|back|off|has|have)\b|[.,;]|$)",
        rf"^{_PLACE},? (?:has |have |had )?(?:is a new (?:seat|constituency)|was formerly"
        rf"|was previously|formerly|has declared|the (?:seat|constituency)"
        rf"|(?:turned|turns|stayed|stays|went|goes|flipped|flips|fell|falls)"
        rf" (?:{_COLOUR}|to (?:the )?[A-Z]))\b",
        rf"(?:formerly|previously|once|now) (?:known as|called|named) {_PLACE}",
        rf"\b(?:[Ii]t|which|seat|constituency|boundaries)\b[^.;]{{0,30}} (?:replaces|replacing|is based on"
        rf"|based on|successor to) (?:the )?(?:old |former )?{_PLACE}",
        rf"(?:beaten|defeated|elected|re-elected|won|lost|returned|stood|standing|victory"
        rf"|victorious|second|third|turnout|(?:held|hung|clung|hangs|holds) on|survived) in {_PLACE}(?= (?:with|by|for|after|where|was|on)\b"
        rf"|[.,;]|$)",
    )
)


def seats_of_layout(layout: Layout, gazetteers: Gazetteers) -> re.Pattern[str] | None:
    """Return an expression for the seats of a document's results lists that no gazetteer has, if any.

    Their names are known from the lists, so that prose may name them anywhere; a single word is taken for
    one only where a place is likely, since wards are called Park and Heath.
    """
    names = {fact.seat for fact in layout.facts if fact.seat and not gazetteers.seats_named(fact.seat)}
    long = sorted((re.escape(name) for name in names if " " in name), key=len, reverse=True)
    short = sorted(re.escape(name) for name in names if " " not in name and len(name) > 3)
    forms = [*(rf"\b{name}" for name in long), *(rf"(?<=\bin ){name}" for name in short)]
    return re.compile(rf"(?:{'|'.join(forms)})\b(?! [A-Z])") if forms else None


def find_unlisted_seats(
    sentence: str, hits: list[NameHit], of_layout: re.Pattern[str] | None = None
) -> list[NameHit]:
    """Return names that stand where only a seat can, though no gazetteer has them.

    Args:
        sentence: Where to look.
        hits: What the gazetteers find in it.
        of_layout: The names of further seats that the document lists.
    """
    found = [
        NameHit("seat", *place.span(), place.group())
        for place in (of_layout.finditer(sentence) if of_layout else ())
        if not any(hit.start < place.end() and place.start() < hit.end for hit in hits)
    ]
    for pattern in _SEAT_CONTEXTS:
        for place in pattern.finditer(sentence):
            a = place.start("name")
            name = _without_person(place["name"])
            b = a + len(name)
            words = [fold(word).strip(",") for word in name.split()]
            if any(hit.start < b and a < hit.end for hit in [*hits, *found]):
                continue
            if (
                words[0] in given_names()
                or words[0] in word_set("titles")
                or any(w in _NOT_IN_SEATS for w in words)
                or words[0] in word_set("leading")
                or (len(words) == 1 and words[0] in word_set("never"))
            ):
                continue
            found.append(NameHit("seat", a, b, name))
    return found


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
    "borough dáil dail seanad lok sabha federal university hall centre school chief champions cup"
    " league".split()
)
