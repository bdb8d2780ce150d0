"""Give the sentences below somebody's name their subject: "MARY CREAGH. Lost Wakefield to Imran Ahmad Khan".

Extraction, between masking and rules. A feature on those who lost has a name as the heading of each portrait;
what stands below it begins with a verb, or with what the person was, and does not repeat the name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from electiongraph.extraction.masking import MaskedSentence, slot_indices
from electiongraph.extraction.mentions import Mention

__all__ = ["portrayed", "with_subject"]

# What a sentence without a subject begins with, in lower case.
_ADVERB = r"(?:(?:narrowly|comfortably|easily|also|duly|finally|just|only just|sensationally|safely) )?"
_ENDED = (
    "lost|beaten|ousted|unseated|toppled|defeated|turfed|booted|kicked|dumped|swept|pushed|rejected|dislodged|fell"
    "|went down|loses|squandered|finished|polled"
)
_LASTED = (
    "re-?elected|returned|held|kept|clung|hung|scraped|squeaked|survived|won|took|gained|saw off|retained"
    "|holds|beat|oust(?:s|ed)|unseats|overturned|defended|first elected|elected|represented"
)
_VERB = re.compile(
    rf"{_ADVERB}(?:{_ENDED}|{_LASTED}|came (?:an? )?(?:[a-z]+ )?(?:second|third|fourth)"
    r"|was (?:beaten|ousted|defeated|unseated|toppled|re-?elected|first elected)"
    r"|had (?:held|been|won|represented))\b"
)
_NO_PERSON = (
    "seats?|result|swing|majority|constituency|voters?|votes?|party|count|city|town|turnout|night|race"
    "|contest|campaign|declaration|recount|battle|area|county|margin|figures?|lead|story|first|last|most|biggest|vote|poll"
)
# What the person was, up to the verb: "The Tory ex-whip, first elected in 1992, lost ..."
_SAYS = (
    r"(?=(?:was|lost|fell|came|finished|went|held|clung|kept|survived|won|took|had been|has been|polled"
    r"|saw off|scraped)\b)"
)
_NOUN = (
    rf"(?:(?!(?:{_NO_PERSON}|it|this|that|there|who|is|was|were|had|has|of|in|on|[a-z]+ed)\b)[\w'-]+ "
    r"|‹[GR]\d+›(?:'s)? )"
)
_PHRASE = re.compile(
    rf"(?:The|THE|A|AN|An) {_NOUN}{{1,5}}(?:who )?{_SAYS}"
    rf"|(?:‹[SG]\d+›(?:'s)? |[A-Z]+ )?‹R\d+› (?:who )?{_SAYS}"
    rf"|(?:The|THE) {_NOUN}{{0,4}}?(?:(?!(?:{_NO_PERSON})\b)[a-z-]+|‹R\d+›)"
    r"(?=, (?:first|an?|who|whose|once|elected|MP)\b)"
)
_OFFICE = re.compile(r"‹R\d+›(?!'s)")
# A line below a name that gives the office alone.
_OFFICE_ALONE = re.compile(r"(?:(?:The |[Ff]ormer |[Ee]x-)*)(?:‹G\d+› )?‹R\d+›(?: and (?:former )?‹R\d+›)?")


def portrayed(
    topics: Collection[int], read: Sequence[Sequence[MaskedSentence]]
) -> Iterator[tuple[int, Mention]]:
    """Yield the passages that tell of the one whose name stands as a heading above them, with that name.

    Args:
        topics: The passages that are such headings.
        read: The sentences of each passage.
    """
    for number in topics:
        named = slot_indices(read[number][0].text, "P")
        if len(named) != 1:
            continue
        for below in range(number + 1, min(number + 4, len(read))):
            if below in topics:
                break
            if len(read[below]) == 1 and _OFFICE_ALONE.fullmatch(read[below][0].text):
                yield below, read[number][0].mentions[named[0]]
            if any(len(sentence.text.split()) > _LONG for sentence in read[below]):
                yield below, read[number][0].mentions[named[0]]
                break


# Words of a line that is a sentence, and no office or seat.
_LONG = 5


def with_subject(masked: MaskedSentence, subject: Mention, *, is_first: bool) -> MaskedSentence:
    """Return a sentence that has no subject with the person of whom it tells, or that has a phrase for one.

    Args:
        masked: The sentence.
        subject: The name above it.
        is_first: Whether it is the first below the name, in which a phrase may stand for the person.

    Examples:
        >>> from electiongraph.extraction.masking import mask_sentence
        >>> lost = mask_sentence("Lost by 40 votes.", 0, 17, [])
        >>> with_subject(lost, Mention("P", 0, 1, "Mary Creagh"), is_first=True).text
        '‹P0› lost by 40 votes.'
    """
    slot = f"‹P{len(masked.mentions)}›"
    mentions = (
        *masked.mentions,
        Mention("P", masked.starts[0], masked.starts[0] + 1, subject.name, title=subject.title),
    )
    if _OFFICE_ALONE.fullmatch(masked.text):
        first, n = masked.starts[0], len(slot) + 2
        return MaskedSentence(
            f"{slot}, {masked.text}.",
            (first,) * n + masked.starts + (masked.ends[-1] - 1,),
            (first + 1,) * n + masked.ends + (masked.ends[-1],),
            mentions,
        )
    phrase = _PHRASE.match(masked.text) if is_first else None
    if phrase and _OFFICE.search(phrase.group()):
        return _as_stand_in(masked, phrase)
    if phrase:
        told = masked.collapse(0, len(phrase.group().rstrip()), slot)
        return MaskedSentence(told.text, told.starts, told.ends, mentions)
    begun = masked.text[:1].lower() + masked.text[1:]
    if not _VERB.match(begun):
        return masked
    first, n = masked.starts[0], len(slot) + 1
    return MaskedSentence(
        f"{slot} {begun}",
        (first,) * n + masked.starts,
        (first + 1,) * n + masked.ends,
        mentions,
    )


def _as_stand_in(masked: MaskedSentence, phrase: re.Match[str]) -> MaskedSentence:
    """Return a sentence whose phrase is "The ‹R0›", which tells of the office and stands for its holder."""
    office = _OFFICE.search(phrase.group())
    if office is None:
        return masked
    return masked.collapse(0, len(phrase.group().rstrip()), f"The {office.group()}")
