"""Give the sentences below somebody's name their subject: "MARY CREAGH. Lost Wakefield to Imran Ahmad Khan".

Extraction, between masking and rules. A feature on those who lost has a name as the heading of each portrait;
what stands below it begins with a verb, or with what the person was, and does not repeat the name.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from electiongraph.extraction.facts import Fact
from electiongraph.extraction.masking import MaskedSentence, slot_indices
from electiongraph.extraction.mentions import Mention
from electiongraph.extraction.people import Person

__all__ = ["fallen", "portrayed", "with_subject"]

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
            if any(len(sentence.text.split()) > _LONG for sentence in read[below]):
                yield below, read[number][0].mentions[named[0]]
                break


# A feature on those who lost says so in its title.
_OF_THE_FALLEN = re.compile(
    r"\b(?:los[te]\w*|losers?|casualt(?:y|ies)|beasts?|f[ae]ll(?:en)?|felled|toppled|ousted|unseated|turfed|booted|boot"
    r"|shown the door|scalps?|bloodbath|dumped|kicked|wiped|swept|out)\b",
    re.IGNORECASE,
)
_OF_SURVIVORS = re.compile(
    r"\b(?:surviv\w+|held|hold|holds|hung|cl[iu]ng\w*|sta(?:y|id|ying)|won|win|winn\w+|in)\b", re.IGNORECASE
)
_OF_LOSER = ("incumbentIn", "defeatedIn", "standsIn")


def fallen(
    title: str, portraits: Iterable[tuple[int, int, Person | None]], told: Sequence[Fact], election: str
) -> Iterator[Fact]:
    """Yield that those portrayed lost, whose portraits say who was elected in the one seat that they tell of.

    Args:
        title: The document's.
        portraits: Where each begins and ends, and whom it is of.
        told: What the document states.
        election: Its polling date.
    """
    if not _OF_THE_FALLEN.search(title):
        return
    for start, end, person in portraits:
        if person is None or person.left or person.won:
            continue
        here = [one for one in told if start <= one.start < end and one.election == election]
        won = [one for one in here if one.predicate == "elected"]
        seats = {one.seat for one in here if one.predicate in ("elected", "incumbentIn", "standsIn")}
        own = [one for one in here if one.person == person.name and one.predicate in _OF_LOSER]
        beat_by = won if len({one.person for one in won}) == 1 and won[0].person != person.name else []
        said = beat_by or ([] if won or _OF_SURVIVORS.search(title) else own)
        for predicate in _OF_LOSER if len(seats) == 1 else ():
            for one in said[:1]:
                yield dataclasses.replace(
                    one, predicate=predicate, person=person.name, rule="portrait-of-loser"
                )


# Words of a line that is a sentence, and no office or seat.
_LONG = 5


def with_subject(masked: MaskedSentence, subject: Mention, *, is_first: bool) -> MaskedSentence:
    """Return a sentence that has no subject with the person of whom it tells, or that has a phrase for one.

    Args:
            masked: The sentence.
            subject: The name above it.
            is_first: Whether it is the first below the name, in which a phrase may stand for the person.

    Examples:
            >>> from electiongraph.extraction.facts import Fact
    from electiongraph.extraction.masking import mask_sentence
            >>> lost = mask_sentence("Lost by 40 votes.", 0, 17, [])
            >>> with_subject(lost, Mention("P", 0, 1, "Mary Creagh"), is_first=True).text
            '‹P0› lost by 40 votes.'
    """
    slot = f"‹P{len(masked.mentions)}›"
    mentions = (
        *masked.mentions,
        Mention("P", masked.starts[0], masked.starts[0] + 1, subject.name, title=subject.title),
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
