"""Read figures as newspapers print them, in digits and in words.

Extraction: 7,167, 7167, 5.384 (for 5,384), 12 116, 3,28,051, twenty-one, "sixty and a half per cent", "two
thousand, eight hundred and thirty". Percentages in digits, years and dates are read in `mentions`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = [
    "APPROXIMATE",
    "IN_WORDS",
    "PERCENT_IN_WORDS",
    "READ_OUT",
    "bare_percentages",
    "find_numerals",
    "is_inexact",
    "numeral_at",
    "read_numeral",
    "read_percent_in_words",
]

_UNITS = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split(),
        range(1, 20),
        strict=True,
    )
)
_TENS = dict(
    zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True)
)
_SMALL = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(list(_UNITS)[:9])}))?"
    rf"|{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
)
_UNIT = "|".join(list(_UNITS)[:9])
_HUNDREDS = rf"(?:(?:{_UNIT}|a) hundred(?:(?: and|,)? {_SMALL})?)"
_BELOW_THOUSAND = rf"(?:{_HUNDREDS}|{_SMALL})"
# A comma may part thousands and hundreds, as a returning officer reads them out.
_WORDS = (
    rf"(?:(?:{_BELOW_THOUSAND}|a) thousand(?:,? (?:and )?{_HUNDREDS}|,? and {_SMALL}| {_SMALL})?"
    rf"|{_HUNDREDS}|{_SMALL})"
)
# A sentence that is a figure, as a returning officer reads it out after a candidate's name.
READ_OUT = re.compile(rf"(?:{_WORDS}|(?!(?:19|20)\d\d\b)\d[\d,]{{2,}})(?: votes)?[.;,]?[\"”]?", re.IGNORECASE)
PERCENT_IN_WORDS = re.compile(
    rf"\b{_SMALL}(?: and a half| point (?:{_UNIT}|nought|zero)(?: (?:{_UNIT}))?)? per ?cent\b"
    rf"|\b{_SMALL} point (?:{_UNIT})(?: (?:{_UNIT}))?\b(?! million| billion|-)",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"(?<![\w.,£$€#+−–-])(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,3}\.\d{3}(?!\d)"
    r"|\d{1,3}[\xa0\u2009\u202f]\d{3}(?!\d)|[1-9]\d{0,2} \d{3}(?= votes\b|-vote\b| ballots\b| majority\b)"
    r"|\d+)(?![\w%])(?![.,]\d)(?!-\w)"
    r"|(?<![\w£$€])\d{1,3}(?:,\d{3})+(?=-)|(?<![\w£$€,.])\d+(?=-(?:vote|seat)\b)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_ALONE = frozenset(("single", "lone", "solitary"))
# How number words begin: where no such letters stand, none of the many words need be tried.
_BEGINS = (
    r"(?-i:[oO][nN]|[tT](?:[wWeE]|[hH][rRiI])|[fF][oOiI]|[sS][iIeE]|[eE][iIlL]|[nN][iI]|[aA] [hHtTsSlL])"
)
IN_WORDS = re.compile(
    rf"\b(?={_BEGINS})(?:"
    r"(?<!a )(?<!new )(?<!old )(?<!the )(?<!no )(?<!any )(?<!only )(?<!this )(?<!that )(?<!is )(?<!was )"
    r"one\b(?= (?:seat|vote|MP|MSP|MLA|TD|constituency|gain|loss)\b)"
    r"|a (?:single|lone|solitary)(?= (?:seat|MP|MSP|MLA|TD)\b)"
    rf"|(?!one\b(?! hundred| thousand))(?:{_WORDS})\b(?!-(?:year|time|term|week|day|party|way|thirds"
    rf"|quarters))(?! (?:of the"
    rf"|of his|of her|of their|years?|days?|weeks?|months?|terms?|hours?|minutes?|decades?|times"
    rf"|people|men|women)\b))",
    re.IGNORECASE,
)
# "No more than 12,295" is as exact as the figure; "crept up to 1,838" tells where something rose to.
APPROXIMATE = re.compile(
    r"(?:(?<!no )(?:more|fewer|less) than|more|over|around|about|almost|nearly|some|approximately|roughly"
    r"|under|at least|(?<!ing )(?<!is )(?<!was )(?<!went )(?<!majority )(?<!lead )(?<!margin )"
    r"(?<!shot )(?<!rose )"
    r"(?<!crept )(?<!jumped )(?<!leapt )(?<!climbed )(?<!pushed )(?<!moved )(?<!it )(?<!turnout )up to"
    r"|close to|in excess of|upwards? of|north of|getting on for|(?:just )?(?:short|shy) of|not quite|barely"
    r"|circa|the best part of|(?<!came )(?<!come )within|an estimated|estimated|as many as)\s+(?:a |an )?$",
    re.IGNORECASE,
)
# "Turnout was 53.6 per cent, down from 60.6": the second leaves out the words; times and changes look alike.
_TELLS_PERCENT = re.compile(r"[Tt]urnout|%|per ?cent|\bpc\b|\bshare\b")
_BARE_PERCENT = re.compile(
    r"(?<!swing )(?<!fall )(?<!rise )(?<!drop )(?<!increase )(?<!decrease )(?<!gain )(?<!loss )(?<!lead )"
    r"(?:\b(?:of|to|from|on|against|with|and|than|was|is|had|got|took|won|polled)|[’']s?) "
    r"(?P<figure>\d{1,2}\.\d{1,2})(?![\w%])(?!\.\d)(?! (?:%|per|points?|pts|percentage|million|billion|miles"
    r"|[ap]\.?m\b|times))"
)
# How far before a figure the words begin that make it rough, with what must not stand before them.
_LONGEST_WORDS = 45
_APPROXIMATE_AFTER = re.compile(r" or so\b| or thereabouts\b|-odd\b|-ish\b|-plus\b|\+")


def bare_percentages(sentence: str) -> Iterator[tuple[int, int]]:
    """Yield where percentages stand that leave their words to another of the sentence.

    Examples:
        >>> list(bare_percentages("Turnout was 53.6 per cent, down from 60.6, a drop of 7.0."))
        [(37, 41)]
    """
    if _TELLS_PERCENT.search(sentence):
        for found in _BARE_PERCENT.finditer(sentence):
            yield found.span("figure")


def read_numeral(text: str) -> int | None:
    """Return the count that a numeral says, None when it says none.

    Examples:
        >>> read_numeral("7,167"), read_numeral("5.384"), read_numeral("twenty-one")
        (7167, 5384, 21)
        >>> read_numeral("seventeen thousand, four hundred and nine")
        17409
    """
    digits = re.sub(r"[,.\s]", "", text)
    if digits.isdigit():
        return int(digits) if len(digits) < 10 else None
    total, below = 0, 0
    for word in re.split(r"[-, ]+", text.lower()):
        if word == "thousand":
            total, below = 1000 * max(below, 1), 0
        elif word == "hundred":
            below = 100 * max(below, 1)
        else:
            below += _UNITS.get(word, 0) + _TENS.get(word, 0) + (word in _ALONE)
    return total + below or None


def read_percent_in_words(text: str) -> float:
    """Return the percentage that words say.

    Examples:
        >>> read_percent_in_words("sixty-two and a half per cent"), read_percent_in_words("thirty point nine")
        (62.5, 30.9)
    """
    whole, _, decimals = text.lower().partition(" point ")
    part = 0.5 if "and a half" in whole else 0.0
    for place, word in enumerate(re.findall(r"[a-z]+", decimals)[:2], start=1):
        part += _UNITS.get(word, 0) / 10**place
    return round((read_numeral(whole.partition(" and ")[0]) or 0) + part, 2)


def numeral_at(text: str, at: int) -> re.Match[str] | None:
    """Return the whole number, in figures or words, that begins at an offset."""
    return _FIGURE.match(text, at) or IN_WORDS.match(text, at)


def find_numerals(text: str) -> Iterator[re.Match[str]]:
    """Yield the whole numbers of a text: those in figures, then those in words.

    Examples:
        >>> [found.group() for found in find_numerals("Twenty-two votes parted them: 12,345 to 12,323.")]
        ['12,345', '12,323', 'Twenty-two']
    """
    until = 0
    for digits in _DIGITS.finditer(text):
        if digits.start() >= until and (found := _FIGURE.match(text, digits.start())):
            until = found.end()
            yield found
    yield from IN_WORDS.finditer(text)


def is_inexact(sentence: str, figure: re.Match[str], number: int | float) -> bool:
    """Does the text give a figure only roughly ("some 2,500", "2,500 or so")?

    "Some" before a figure that nobody has rounded ("some 61.4 per cent") only calls it remarkable.

    Examples:
        >>> [is_inexact(it, re.search("[0-9,]+", it), 12_000) for it in ("some 12,000", "a 12,000 lead")]
        [True, False]
    """
    before = APPROXIMATE.search(sentence, max(0, figure.start() - _LONGEST_WORDS), figure.start())
    is_unrounded = bool(number % 1 or (number > 100 and number % 10))
    if before and is_unrounded and before.group().strip().lower() == "some":
        before = None
    return bool(before or _APPROXIMATE_AFTER.match(sentence, figure.end()))
