"""Find parties that no register lists, where only a party can stand: "of the Hitchin First Party".

Extraction, part of mentions. The text's own words are the party's name.
"""

from __future__ import annotations

import re

from electiongraph.extraction.lexicon import NameHit
from electiongraph.extraction.unlisted_seats import has_endless_word

__all__ = ["find_unlisted_parties"]

_WORD = r"[A-ZÀ-Þ][\w’'!&-]*"
_NAMES = (
    re.compile(
        r"(?:\b(?:of|for|representing|by|from)(?: the)? |\b[Tt]he |\()"
        rf"(?P<name>{_WORD}(?: (?:(?:and|of|the|for|to|our) )*{_WORD}){{0,4}} Party)\b"
        r"(?! (?:[Cc]onference|[Cc]onvention|[Aa]nimal|[Hh]ats?))"
    ),
    # "Bob Jones (Save Our Pond) 90": only a party stands between a name and its votes.
    re.compile(
        rf"{_WORD} {_WORD} \((?P<name>{_WORD}(?: [\w’'!&-]+){{1,5}})\),?"
        r" (?=\d{1,3}(?:,\d{3})*\b(?! ?(?:%|per|years)))"
    ),
)
# Parties called by a plain word, which is one where only a party can stand.
_WORDS = {
    "Respect": "Respect",
    "Heritage": "Heritage Party",
    "Reclaim": "Reclaim Party",
    "Renew": "Renew",
    "Transform": "Transform",
}
_ANY = "|".join(_WORDS)
_WORD_AS_PARTY = re.compile(
    rf"\b(?P<owner>{_ANY})(?=['’]s [A-Z][\w’'-]+ [A-Z])"
    rf"|\b(?:stood|standing|stands|ran|running|fought|candidate|{_WORD} {_WORD}),?"
    rf" (?:for|of|from) (?P<of>{_ANY})"
    r"(?=[.,;)]|$| and | in | with | was | got | \d)"
    rf"|\b[Tt]he (?P<of_candidate>{_ANY})(?= (?:candidate|MP|man|woman|incumbent|hopeful|challenger)\b)"
    rf"|\((?P<bracketed>{_ANY})\)"
)
# A party of another kind, and what is no name: "the Christmas Party", "the Opposition Party".
_NO_PARTY = re.compile(
    r"\b(?:Christmas|Birthday|Garden|Street|Leaving|Election|Dinner|Tea|Search|Working|Rescue|Opposition|Third|Main"
    r"|House|Pool|Launch|Victory|Governing|Ruling|Pictured|Parliamentary|Political|January|February|March|April|May"
    r"|June|July|August|September|October|November|December|Aged?)\b"
)


def find_unlisted_parties(sentence: str, hits: list[NameHit]) -> list[NameHit]:
    """Return parties that stand where only a party can, though the gazetteer has none by that name.

    Examples:
        >>> [hit.name for hit in find_unlisted_parties("Respect's Salma Yaqoob got no respect.", [])]
        ['Respect']
        >>> [hit.name for hit in find_unlisted_parties("Ann Smith of the Hitchin First Party won.", [])]
        ['Hitchin First Party']
        >>> find_unlisted_parties("They met at the Christmas Party.", [])
        []
    """
    found: list[NameHit] = []
    if has_endless_word(sentence):
        return found
    for word in _WORD_AS_PARTY.finditer(sentence):
        group = word.lastgroup or ""
        if not any(hit.start < word.end(group) and word.start(group) < hit.end for hit in hits):
            found.append(NameHit("party", *word.span(group), _WORDS[word[group]]))
    for pattern in _NAMES:
        for party in pattern.finditer(sentence):
            a, b = party.span("name")
            known = any(hit.kind == "party" and hit.start < b and a < hit.end for hit in [*hits, *found])
            whole_seat = any(hit.kind == "seat" and hit.start <= a and b <= hit.end for hit in hits)
            if not known and not whole_seat and not _NO_PARTY.search(party["name"]):
                found.append(NameHit("party", a, b, party["name"]))
    return found
