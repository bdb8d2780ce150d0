"""Find the further verbs of a sentence's subject: "X had been expected to lose but held on".

Extraction, third part. Rules begin with their subject; where several verbs share one, only the first stands
beside it. Here the others are found, each with the slot of the subject that it goes with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["FINITE", "OBLIQUE", "further_verbs"]

FINITE = (
    r"(?:won|wins|held|holds|lost|loses|took|takes|beat|beats|gained|gains|retained|retains|kept|keeps"
    r"|was|were|is|has|have|had|came|comes|finished|finishes|went|goes|failed|fails|fell|falls"
    r"|clung|clings|hung|hangs|saw|sees"
    r"|survived|survives|polled|received|got|gets|secured|secures|captured|regained|recaptured"
    r"|reclaimed|snatched"
    r"|seized|scraped|squeaked|edged|romped|stormed|swept|cruised|crept|sneaked|stood|contested"
    r"|fought|became|becomes"
    r"|represented|trailed|slipped|slumped|dropped|picked|managed|overturned|stepped|retired|quit"
    r"|returned|conceded|turned|transformed|ended|pushed|pulled)"
)
_PARTICIPLE = r"(?:defeated|ousted|unseated|toppled|dislodged|beaten|elected|re-elected)"
_ADVERBS = r"(?:(?:then|also|later|still|now|just|duly|only|even|in turn|this time|instead|[a-z]+ly) )*"
_FURTHER = re.compile(
    rf"(?:,? (?:but|and|yet|then|before|and so)|(?P<bare>,)) (?={_ADVERBS}(?:{FINITE}"
    rf"|(?P<part>{_PARTICIPLE}))\b)"
)
_SUBJECT = re.compile(r"‹[PAG]\d+›(?!'s|'(?= ))")
# What stands before a noun that is no subject.
OBLIQUE = re.compile(
    r"\b(?:of|for|to|by|from|with|over|after|under|against|than|like|behind|between|among|beat|beats"
    r"|beating|defeated|defeating|ousted|ousting|unseated|unseating|toppled|toppling|off|lost|saw"
    r"|out|past|and|or|in|at|as) "
    r"(?:the |an? |his |her |its |their )?(?:[a-z-]+ ){0,2}$"
)
_NEW_SUBJECT = re.compile(
    r"(?:, |\b(?:and|but|while|as|when|where|because|that|which|whose|whom|if|though|although"
    r"|before|after|with) )"
    r"(?:(?:over )?(?:in|at) (?:the )?‹S\d+›,? )?(?:the |an? )?(?:[a-z-]+ )?‹[PAG]\d+›(?! \()"
)
_WHO = re.compile(r"‹([PA]\d+)›,? who\b")
_CLAUSE_END = re.compile(r"[;:]| [-–—] ")


def further_verbs(text: str) -> Iterator[tuple[int, str]]:
    """Yield where a verb begins whose subject stands further back in a masked sentence, with that slot.

    Examples:
        >>> list(further_verbs("‹P0› had been expected to lose ‹S1› but held on by ‹N2› votes."))
        [(40, '‹P0›')]
        >>> list(further_verbs("‹P0› beat ‹P1› and ‹P2› held on."))
        []
    """
    for found in _FURTHER.finditer(text):
        if found["bare"] and found["part"]:
            continue
        subject = _subject_before(text, found.start())
        if subject and f"{subject}{text[found.start() : found.end()]}" not in text:
            yield found.end(), subject


def _subject_before(text: str, at: int) -> str:
    begin = max((end.end() for end in _CLAUSE_END.finditer(text, 0, at)), default=0)
    first = _SUBJECT.search(text, begin, at)
    if first is None or OBLIQUE.search(text[begin : first.start()]):
        return ""
    relative = [who for who in _WHO.finditer(text, begin, at) if who.start() > first.start()]
    if relative:
        return f"‹{relative[-1][1]}›" if "," not in text[relative[-1].end() : at] else ""
    return "" if _NEW_SUBJECT.search(text, first.end(), at) else first.group()
