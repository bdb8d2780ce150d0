"""Find the aside between a sentence's subject and its verb that tells of others, or of other places.

Extraction, third part. "Ann Smith, a nurse who lost to Bob Jones in Poole, won Hitchin": what follows the
aside is said of Ann Smith, in Hitchin, and never of Bob Jones.
"""

from __future__ import annotations

import functools
import re

from electiongraph.extraction.coordination import FINITE, OBLIQUE

__all__ = ["closed_aside", "without_closed_aside"]

_KIN = (
    "(?:son|daughter|brother|sister|wife|husband|widow|widower|partner|nephew|niece|cousin|grandson"
    "|granddaughter|aide|adviser|successor|heir|deputy) (?:of|to)"
)
_OPENS = (
    rf",? (?:who|whose|{_KIN})\b|, (?:an?|the|his|her|its|first|once|elected|himself|herself|now|then"
    r"|formerly|previously|seen|backed|tipped|fresh|made|best|until|aged|one|beaten|defeated|ousted|unseated"
    r"|(?:from|to|under|with|by|for|of) whom)\b"
    r"| (?:until|since|after) (?=‹A)| (?:an?|the) (?:former |one-time )?‹R\d+› (?:under|to|for|in)\b"
)
_ADVERB = r"(?:then|also|duly|now|just|only|still|has|had|[a-z]+ly)"
_INSIDE = rf"(?:(?!, (?:{_ADVERB} )?{FINITE}\b)[^;:])*"
_ASIDE = re.compile(
    rf"(?P<lead>[^;:.]{{0,80}}?)‹[PA]\d+›(?P<aside>(?:{_OPENS}){_INSIDE}?‹[PS]\d+›{_INSIDE},)"
    rf" (?=(?:{_ADVERB} )?{FINITE}\b)"
)
# "who" is the subject of the verb, or another person is: no aside is closed there.
_GOES_ON = re.compile(
    r"(?:\b(?:who|which|that|and|but|when|while|as|where|after|before)|‹A\d+›)(?: [a-z]+)?,$"
)


@functools.lru_cache(maxsize=64)
def closed_aside(text: str) -> tuple[int, int]:
    """Return where the aside on a masked sentence's subject begins and ends, commas and all.

    It is (0, 0) where there is none.

    Examples:
        >>> text = "‹P0›, who lost to ‹P1› in ‹Y2›, won by ‹N3›."
        >>> start, end = closed_aside(text)
        >>> text[start:end]
        ', who lost to ‹P1› in ‹Y2›,'
    """
    found = _ASIDE.match(text) if ", " in text and "‹P" in text else None
    if found is None or "‹P" in found["lead"] or OBLIQUE.search(found["lead"]):
        return 0, 0
    if _GOES_ON.search(found["aside"]):
        return 0, 0
    return found.span("aside")


def without_closed_aside(text: str, at: int) -> str:
    """Return what stands before a place in a masked sentence, without an aside on others.

    Examples:
        >>> without_closed_aside("‹P0›, who lost to ‹P1› in ‹Y2›, won by ‹N3›.", 32)
        '‹P0›                            '
    """
    start, end = closed_aside(text)
    is_past = 0 < end <= at and "‹P" in text[start:end]
    return text[:start] + " " * (end - start) + text[end:at] if is_past else text[:at]
