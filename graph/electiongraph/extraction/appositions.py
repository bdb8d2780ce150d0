"""Read past what only colours a name: "Luke Hall, a shop manager," and "her seat, Wirral West,".

Extraction, between masking and rules. A plain apposition tells neither who nor where nor what happened; read
as part of the name that it follows, it no longer stands between that name and what is said of it.
"""

from __future__ import annotations

import re

from electiongraph.extraction.masking import MaskedSentence

__all__ = ["without_plain_appositions"]

# Words by which an apposition states something that a rule may read, or begins another clause.
_TELLS_TEXT = """
    who whom whose which that when where but elected re-elected unelected won wins winning winner victor
    held holds lost loses losing loser beat beats beaten defeated ousted unseated gained took taken kept
    returned stood stands standing stepping retired retiring resigned quit defending incumbent sitting
    outgoing holder member MPs? MSP MLA AM MS TD MEP candidates? minister secretary chancellor leader
    whip speaker mayor councillor Cllr majority votes? seat constituency turnout swing cent points? lead
    margin first second third fourth fifth last runner-up challenger rival opponent predecessor
    successor replacement ally party by-election election result victory defeat gain hold shock surprise
    casualty scalp was is were are has had have will would could might may can said says told being been
    became becomes appointed named promoted sacked replaced expected tipped set likely thought believed
    hoping hoped trying seeking deputy shadow opposite number boss head chief chair holder choice pick
"""
_TELLS = "|".join(_TELLS_TEXT.split())
_WORD = rf"(?!(?:{_TELLS})\b)(?:[A-Za-z][\w'&-]*|\d{{1,2}}(?:-year-old|st|nd|rd|th)?|‹N\d+›)"
_OPENS = "an? |the |his |her |once an? |formerly an? |aged |himself an? |herself an? "
# Before these the comma stays: another apposition or clause follows.
_GOES_ON = r"(?:an?|the|his|her|its|their|who|whose|which|and|but|then|now|once|former|formerly|with|while)\b"
# "a 20-year-old politics student", "the former head of a hospice", "aged 43": up to its comma.
_PLAIN = re.compile(
    rf"(?<=›), (?:{_OPENS}){_WORD}(?: {_WORD}){{0,8}}"
    rf"(?:,(?= (?:(?!{_GOES_ON})[a-z]|‹N\d+›(?:[.;,]|$)))|(?=,|\.?$|;))"
)
_AFTER_PERSON = re.compile(r"‹P\d+›$")
# "Mhairi Black, 20, in Paisley": an age, where a figure of votes would end its part of the sentence.
_AGE = re.compile(r"(‹P\d+›), ‹N(\d+)›,(?= (?!and\b|but\b|while\b|with\b|to\b|from\b)[a-z]+ )")
_OLDEST = 99
# "‹S0›, too, stayed ..."
_TURN_OF_SPEECH = re.compile(
    r"(?<=›), (?:too|though|however|meanwhile|also|as expected|predictably|inevitably|by contrast"
    r"|in contrast|at least"
    r"|for example|for instance|sadly|in the end|in turn|of course|by comparison|surprisingly"
    r"|unsurprisingly),(?= [a-z])"
)
# "‹P0›, the former ‹R1› and MP since 1992, lost": the second half of an apposition goes on as one of its own.
_AND_MEMBER = re.compile(
    r"(?<=›) and(?= (?:‹G\d+› )?(?:MP|[Mm]ember)(?: for (?:the )?‹S\d+›)? since ‹Y\d+›,)"
)
_SEAT = re.compile(
    r"\b(?:his|her|their|the) (?:(?:own|old|former|Westminster|home|marginal|safe|[A-Z][a-z]+) ){0,2}"
    r"(?:seat|constituency)"
    r"(?:,| -| –|:) (?:the )?(‹S\d+›)(?:,(?= (?:to|by)\b)|(?= [a-z]|[.,;]|$))"
)


# "Oliver Mundell, son of the Scottish Secretary David Mundell, won it": of the former.
_KIN_OF = re.compile(
    r"(‹P\d+›)(?!(?:, [^,;‹›]{1,20},)? (?:is|was) [^;.‹›]{0,60}(?:‹[GR]\d+›[^;.‹›]{0,40})?‹P\d+›, who\b)"
    r"(?:, (?:aged )?‹N\d+›)?,? (?:the |an? )?(?:[a-z]+ ){0,2}(?:son|daughter|husband|wife|widow"
    r"|brother|sister|nephew|niece"
    r"|grandson|granddaughter|cousin|partner|protege|protégé|aide|friend|ally|adviser) (?:of|to) (?:the )?"
    r"(?:(?:[a-z-]+|‹[GR]\d+›(?:'s?)?) ){0,4}‹P\d+›,(?= [a-z])"
)


# "Danny Alexander - George Osborne's right-hand man - lost": of the former.
_ANOTHERS = re.compile(
    r"(‹P\d+›)(?: [-–—]|,) (?:once |formerly |long )?‹P\d+›'s (?!(?:seat|majority"
    r"|constituency)\b)[^‹›;:.,–—]{3,60}"
    r"(?: [-–—]|,)(?= [a-z])"
)
# "Ann Smith - a former nurse - won"
_BETWEEN_DASHES = re.compile(
    rf"(‹P\d+›) [-–—] (?:{_OPENS}|another |yet another )(?:{_WORD}|‹Y\d+›)(?: (?:{_WORD}"
    rf"|‹Y\d+›)){{0,8}} [-–—](?= [a-z])"
)
# "‹G0›, led by ‹P1›, finished first" is not about whom it is led by.
_LED_BY = re.compile(r"(‹G\d+›), (?:now |still )?(?:led|headed) by (?:[a-z]+ ){0,2}‹P\d+›,(?= (?:[a-z]|‹))")


def without_plain_appositions(masked: MaskedSentence) -> MaskedSentence:
    """Return the sentence with a person's plain appositions, and "her seat," before its name, read as names.

    Examples:
        >>> from electiongraph.extraction.masking import mask_sentence
        >>> from electiongraph.extraction.mentions import Mention
        >>> text = "Luke Hall, a shop manager, won"
        >>> without_plain_appositions(mask_sentence(text, 0, 30, [Mention("P", 0, 9, "Luke Hall")])).text
        '‹P0› won'
    """
    at = 0
    while found := _PLAIN.search(masked.text, at):
        person = _AFTER_PERSON.search(masked.text, 0, found.start())
        if person is None or _opens_a_list(masked.text, found.end()):
            at = found.end()
            continue
        masked = masked.collapse(person.start(), found.end(), person.group())
        at = person.end()
    for kin in (_LED_BY, _KIN_OF, _ANOTHERS, _BETWEEN_DASHES):
        while found := kin.search(masked.text):
            masked = masked.collapse(found.start(), found.end(), found[1])
    at = 0
    while found := _AGE.search(masked.text, at):
        is_age = isinstance(age := masked.mentions[int(found[2])].number, int) and age <= _OLDEST
        masked = masked.collapse(found.start(), found.end(), found[1]) if is_age else masked
        at = found.start() + len(found[1])
    at = 0
    while found := _TURN_OF_SPEECH.search(masked.text, at):
        masked = masked.collapse(found.start() - 1, found.end(), "›")
        at = found.start()
    at = 0
    while found := _AND_MEMBER.search(masked.text, at):
        masked = masked.collapse(found.start(), found.end(), ",")
        at = found.start() + 1
    at = 0
    while found := _SEAT.search(masked.text, at):
        masked = masked.collapse(found.start(), found.end(), found[1])
        at = found.start() + len(found[1])
    return masked


def _opens_a_list(text: str, at: int) -> bool:
    """Tell whether another person follows: "Ann Smith, a nurse, Bob Jones" are two, parted by the comma."""
    return bool(re.match(r" (?:and )?(?:[A-Z][a-z]+ )?‹P", text[at:]))
