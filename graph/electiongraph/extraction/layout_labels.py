"""Labels that turn to another election: "2019 result", "Last time out", "How it looked in 2015", "This time".

Extraction stage, below `layout`. In comes a line above a list, out goes the polling date of what follows; a
label that speaks of another election and not of which gives `OTHER`, for then nothing is certain.
"""

from __future__ import annotations

import re

from electiongraph.extraction.layout_lexicon import Lexicon
from electiongraph.extraction.layout_sections import election_in, is_label_only
from electiongraph.extraction.polling_days import BY_ELECTION, kind_of, kinds_on, previous_election
from electiongraph.sources.dates import MONTHS

__all__ = ["OTHER", "election_of_label", "election_of_sentence", "is_election_label", "may_turn"]

OTHER = "another election"
_YEAR = re.compile(r"(?<![\d,.£#])(?:19|20)\d\d(?![\d,]*\d)")
_LAST = re.compile(
    r"\b(?:(?:the )?last time(?: out| round| around)?|(?:the )?last (?:general )?election"
    r"|(?:the )?previous (?:general )?(?:elections?|results?|contest|poll|vote)|previously"
    r"|(?:how it was )?before)\b",
    re.IGNORECASE,
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "nine": 9, "ten": 10}
_AGO = re.compile(rf"\b({'|'.join(_NUMBERS)}) years (?:ago|earlier|before)\b", re.IGNORECASE)
_NOW = re.compile(
    r"\b(?:this time(?: out| round| around)?|tonight(?:['’]s)?|today(?:['’]s)?|now|this year(?:['’]s)?"
    r"|this week(?:['’]s)?|yesterday(?:['’]s)?|candidates?|contenders?|runners and riders|nominat\w+"
    r"|who(?:['’]s| is| are) standing|standing (?:in|for|this)|on (?:the|your) ballot|going for it)\b",
    re.IGNORECASE,
)
_THEN = re.compile(r"\W*(?:and )?(?P<then>then)\W*|\W*(?:and )?now\W*", re.IGNORECASE)
_BY_ELECTION = re.compile(r"\bby-? ?election\b", re.IGNORECASE)
_GENERAL = re.compile(r"\bgeneral election\b", re.IGNORECASE)
# "First elected in 2015" is about somebody, "2019 majority" about a figure.
_NO_LABEL = re.compile(
    r"\b(?:elected|since|born|MPs?|joined|founded|majority|maj|turnout|swing|changes?|held|won|gain"
    r"|lost|hold|updated"
    r"|published|posted|by the|photo|picture|copyright)\b",
    re.IGNORECASE,
)
# A headline has clauses, a label but one: "Carlisle: how it voted, and what happened in 2019".
_CLAUSES = re.compile(r"[:;,] [^\d(]")
_LONGEST_LABEL = 70
_MOST_WORDS = 9
_LONGEST_SENTENCE = 140
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_MONTH = frozenset(MONTHS) | {name[:3] for name in MONTHS}
_DATED = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:{'|'.join(MONTHS)})\b|\b(?:{'|'.join(MONTHS)}) \d{{1,2}}\b"
)
# What a sentence says after these is of somebody's past, not of the list below it.
_ASIDE = re.compile(
    r"\b(?:who|whose|which|that|where|when|after|since|until|from|than|once|former(?:ly)?|first|elected|MP"
    r"|beat|beaten|compared|down|up|unlike|defending|majority)\b",
)
_OPENS = re.compile(
    r"(?:But |And )?(?:(?:[Aa]t|[Ii]n|[Bb]ack in) (?:the )?(?:(?:19|20)\d\d|last|previous)"
    r"(?: general)?(?: election)?\b"
    r"|[Aa]t the (?:(?:[Gg]eneral|[Ll]ast|[Pp]revious|[Pp]arliamentary) )*[Ee]lections? (?:held )?(?:of"
    r"|on|in) "
    r"(?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?:19|20)\d\d\b|[Ll]ast time\b|(?:[A-Z][a-z]+) years (?:ago|earlier)\b)"
)
_TELLS = re.compile(
    r"\b(?:results?|figures|votes?|voted|numbers|scores|it|they|poll(?:ed)?|looked|went|happened|stood)\b",
    re.IGNORECASE,
)


def may_turn(text: str) -> bool:
    """Tell cheaply whether a text may speak of an election by its year or place in time."""
    if "20" in text or "19" in text:
        return True
    return bool(_LAST.search(text) or _NOW.search(text) or _AGO.search(text) or _THEN.fullmatch(text))


def is_election_label(text: str) -> bool:
    """Tell whether a line is a label that says of which election the list below it is.

    Examples:
        >>> [is_election_label(text) for text in ("How it looked in 2015:", "Last time out", "Then")]
        [True, True, True]
        >>> [is_election_label(text) for text in ("Jo Poe (Lab) 2015", "Now the wait goes on.", "2,019")]
        [False, False, False]
    """
    if len(text) > _LONGEST_LABEL or text[-1:] in ".!;," or _NO_LABEL.search(text):
        return False
    if _THEN.fullmatch(text):
        return True
    if not text[0].isdigit() and _CLAUSES.search(text):
        return False
    rest = text
    for pattern in (_YEAR, _LAST, _AGO, _NOW):
        rest = pattern.sub(" ", rest)
    if rest == text:
        return False
    words = _WORD.findall(_DATED.sub(" ", rest))
    if len(words) > _MOST_WORDS or any(character.isdigit() for character in _DATED.sub(" ", rest)):
        return False
    inner = [word for at, word in enumerate(words) if word[0].isupper() and (at or not text.startswith(word))]
    return all(word in _MONTH or is_label_only(word) for word in inner) or (
        text.isupper() and is_label_only(rest)
    )


def election_of_label(text: str, lexicon: Lexicon, election: str, seat: str = "") -> str:
    """Return the polling date that a label turns to.

    Args:
        text: The label.
        lexicon: The gazetteers.
        election: The document's polling date.
        seat: The seat that the label stands under, to find its by-elections.

    Returns:
        ISO 8601 date; the document's own when the label says so; `OTHER` when it speaks of an election of
        before that cannot be told; "" when it says nothing of elections.
    """
    seats = lexicon.gazetteers.seats_named(seat) if seat else ()
    found = election_in(text, lexicon, election, seats)
    if found:
        # "Posted 6 July" is no polling day.
        is_other_day = (
            found >= election and found != election and not kinds_on(found[:10], lexicon.gazetteers)
        )
        return "" if is_other_day and len(found) > len("2019") else found
    years = _YEAR.findall(text)
    is_by_election = kind_of(election) == BY_ELECTION
    if _BY_ELECTION.search(text):
        return election if is_by_election and set(years) <= {election[:4]} else OTHER
    if years:
        return election if election and set(years) == {election[:4]} else ""
    return _without_year(text, lexicon, election)


def _without_year(text: str, lexicon: Lexicon, election: str) -> str:
    """Return the election that a label turns to in words alone."""
    then = _THEN.fullmatch(text)
    if ago := _AGO.search(text):
        year = int(election[:4] or 0) - _NUMBERS[ago[1].lower()]
        found = lexicon.election_in_year(str(year), election)
        return found if len(found) > len("2019") else OTHER
    if _LAST.search(text) or (then is not None and then["then"]):
        return (previous_election(election, lexicon.gazetteers) if election else "") or OTHER
    if _NOW.search(text) or then is not None:
        return election
    if kind_of(election) == BY_ELECTION and _GENERAL.search(text):
        return previous_election(election, lexicon.gazetteers) or OTHER
    return ""


def election_of_sentence(text: str, lexicon: Lexicon, election: str, seat: str = "") -> str:
    """Return the polling date that the sentence right above a list gives it, "" when it gives none.

    Args:
        text: The sentence: "In 2021 it was:", "How did Leigh vote in 2019?".
        lexicon: The gazetteers.
        election: The document's polling date.
        seat: The seat of the list.
    """
    if len(text) > _LONGEST_SENTENCE or text[-1:] not in ":?":
        return ""
    if _OPENS.match(text):
        return election_of_label(text, lexicon, election, seat)
    if not _TELLS.search(text):
        return ""
    cues = [match for pattern in (_YEAR, _LAST, _AGO) for match in pattern.finditer(text)]
    if not cues or any(_ASIDE.search(text, 0, cue.start()) for cue in cues):
        return ""
    return election_of_label(text, lexicon, election, seat)
