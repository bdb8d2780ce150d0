"""Find offices in a sentence: those of the gazetteer, and those that the grammar of titles makes.

Extraction, part of mentions. "Home Secretary" is listed; "Minister for X", "shadow Y secretary" and "leader of
Z council" are read by their form, whether or not anybody has listed them.
"""

from __future__ import annotations

import re

from electiongraph.extraction.lexicon import NameHit, given_names, word_set

__all__ = ["find_roles"]

_OFFICE = r"[A-Z][\w’'&-]+(?:(?:,? and| of(?: the)?|) [A-Z][\w’'&-]+(?! [A-Z][a-z]+ (?:has|was|is|as|had))|, [A-Z][\w’'&-]+(?: [A-Z]\w+)?(?=,? and [A-Z]|, [A-Z]\w+,? and [A-Z]))*"
_ROLE_GRAMMAR = re.compile(
    r"(?:(?:[Ss]hadow |[Dd]eputy |[Aa]ssistant |[Aa]cting |[Jj]unior |[Cc]o-|[Cc]hief |[Pp]arliamentary |[Ff]irst |[Ss]enior )*"
    r"(?:"
    rf"(?:[Ss]ecretary of [Ss]tate|[Mm]inister of [Ss]tate|[Cc]abinet [Mm]inister|[Mm]inister|[Uu]nder-?[Ss]ecretary(?: of [Ss]tate)?|[Ss]pokes(?:man|woman|person)) (?:for|of|at|in)(?: the)? (?:{_OFFICE}|[a-z]+(?: and)?(?: [a-z]+)?)"
    rf"|[Mm]ayor of (?:the )?{_OFFICE}"
    rf"|(?:[Ll]eader|[Cc]hair(?:man|woman|person)?|[Cc]hief [Ee]xecutive|[Gg]overnor|[Pp]resident|[Cc]onvener|[Pp]rovost|[Tt]reasurer) (?:of|for) (?:the )?{_OFFICE}(?: [Cc]ouncil| [Aa]ssembly| [Pp]arty)?"
    r"|(?:[A-Z][\w’'-]+,? (?:and )?){1,5}(?:Secretary|Minister|secretary|minister|Councillor|councillor)(?! of\b| for\b)"
    r"|[Cc]ouncil leader|[Gg]roup leader|[Ll]ocal councillor|[Cc]ounty councillor|[Cc]ity councillor|[Bb]orough councillor|[Cc]ouncillor"
    r"|[Rr]eturning [Oo]fficer|[Cc]hief [Ww]hip|[Cc]ampaign (?:chief|co-?ordinator|director)|[Nn]ational campaign (?:chief|co-?ordinator)"
    r"|[Pp]arty (?:leader|chair(?:man|woman)?)|[Dd]eputy (?:party )?leader|[Pp]arty’?'?s? leader|[Mm]inister|[Pp]arliamentary [Uu]nder-?[Ss]ecretary"
    r"|(?:[A-Z]\w+ )?[Gg]overnment(?:[’']s)? (?:advis[eo]r|tsar|envoy|spokes(?:man|woman|person)|commissioner)(?: (?:on|for|to) (?:[a-z]+|[A-Z]\w+))?"
    r"|London Assembly member|[Aa]ssembly member|[Pp]olice and [Cc]rime [Cc]ommissioner|[Ff]irst [Mm]inister"
    r")|"
    r"[Ss]hadow (?:[a-z]+,? (?:and )?){1,5}(?:secretary|minister|chancellor)"
    r"|[Ss]hadow (?:[Cc]hancellor|[Aa]ttorney [Gg]eneral|[Ll]eader of the [Hh]ouse)"
    r")\b"
)
_PARTY_OFFICE = re.compile(
    r"(?:[’']s)?(?: [Pp]arty(?:[’']s)?)?(?: (?:deputy|national|UK|co-|joint|interim|acting|Westminster|Scottish|Welsh|campaign|group|election|general))*"
    r" (?:co-?)?(?:leader|chair(?:man|woman)?|spokes(?:man|woman|person)|chief whip|campaign chief|coordinator|co-ordinator|general secretary)\b"
)


def find_roles(sentence: str, hits: list[NameHit]) -> list[tuple[int, int]]:
    """Return the spans of offices: the gazetteer's, and those that the grammar of titles makes."""
    spans = []
    for hit in hits:
        if hit.kind == "party":
            office = _PARTY_OFFICE.match(sentence, hit.end)
            if office:
                spans.append((hit.start, office.end()))
        elif hit.kind == "role":
            before = re.search(r"(?:[Ss]hadow|[Dd]eputy) $", sentence[: hit.start])
            spans.append((before.start() if before else hit.start, hit.end))
    listed = list(spans)
    for found in _ROLE_GRAMMAR.finditer(sentence):
        a, b = _trimmed_role(sentence, found.start(), found.end(), listed)
        spans.append((_after_party(sentence, a, b, hits), b))
    spans.sort(key=lambda span: (span[0] - span[1], span[0]))
    chosen: list[tuple[int, int]] = []
    for a, b in spans:
        if a < b and not any(c < b and a < d for c, d in chosen):
            chosen.append((a, b))
    return chosen


def _trimmed_role(sentence: str, start: int, end: int, listed: list[tuple[int, int]]) -> tuple[int, int]:
    """Cut what stands before an office: "the former", or the name of the person who is given it."""
    while (word := re.match(r"[A-Za-z’'-]+ ", sentence[start:end])) and word[0].strip().lower() in word_set("before_role"):
        start += word.end()
    before = sentence[start:end].split(" ")
    for a, b in listed:
        named = before[0].lower() in given_names() or sentence[start:a].count(" ") > 1
        if b == end and start < a and named and not re.search(r"(?:,| and|[Ss]hadow|[Dd]eputy) $", sentence[start:a]):
            return a, end
    words = sentence[start:end].split(" ")
    if len(words) > 3 and words[0].lower() in given_names() and words[1][:1].isupper():
        return start + len(words[0]) + len(words[1]) + 2, end
    return start, end


def _after_party(sentence: str, start: int, end: int, hits: list[NameHit]) -> int:
    """Return where a role begins without the party before it ("Tory minister"), but for a party's own office."""
    for hit in hits:
        if hit.kind == "party" and hit.start == start and hit.end < end and not _PARTY_OFFICE.match(sentence, hit.end):
            rest = sentence[hit.end : end].lstrip()
            return end - len(rest) if _ROLE_GRAMMAR.match(rest) or rest.lower() == "minister" else start
    return start
