"""Which seat the sentences before a list are about, when the list has no heading of its own.

Extraction stage, below `layout`. In come sentences and the surnames of a list's candidates, out goes the one
seat that they are about: a passage may well name others, for comparison or as somebody's former seat.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from electiongraph.extraction.layout_lexicon import Lexicon, words_of
from electiongraph.extraction.lexicon import given_names

__all__ = [
    "SeatMention",
    "are_told_of",
    "find_seats",
    "is_named_in_passing",
    "seat_of_passage",
    "sentences_of",
]

_NO_SEAT_AFTER = re.compile(
    r"\s+(?:council|borough|town|city|county|hospital|university|airport|station|college|stadium|road|street|"
    r"united|rovers|wanderers|athletic|fc|police|magistrates|crown|cathedral|market|news|gazette|citizen)\b",
    re.IGNORECASE,
)
# "Coventry South East" is no Coventry South.
_LONGER_NAME = re.compile(r" (?:North|South|East|West|Central)\b", re.IGNORECASE)
_BEFORE_SEATS_TEXT = """
    the in result results mp constituency
"""
_BEFORE_SEATS = frozenset(_BEFORE_SEATS_TEXT.split())
_TITLES_TEXT = """
    mr mrs ms miss sir dame dr lord lady cllr baroness
"""
_TITLES = frozenset(_TITLES_TEXT.split())
_ASIDE = re.compile(
    r"\b(?:after|like|unlike|as in|as at|than in|following|neighbouring|nearby|adjoining|next door(?: in)?|"
    r"old|former|formerly|previously|once|MPs? (?:for|of|in)|members? for|away from|from|lost(?: in)?|beyond|"
    r"outside|replac\w+|parts? of|much of|most of|bits of|and|as well as|compared with|"
    r"(?:north|south|east|west) of|based on|moved to|council in|liv(?:es|ed|ing) in|born in|"
    r"(?:grew|growing) up in|worked in|teach\w* in)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^\W*(?:(?:and|but|so|then|now|meanwhile|elsewhere|also|over|down|up|across|here|back|later|finally|next)\b"
    r"[\s,]*)*(?:(?:in|at|for)\b\s*)?(?:the\s+(?:seat\s+of\s+)?)?$",
    re.IGNORECASE,
)
_TAKING = re.compile(
    r"\b(?:won|wins?|winning|h[eo]lds?|holding|kept|keeps?|keeping|took|takes?|taking|taken|gain(?:ed|s|ing)?|"
    r"retain\w*|regain\w*|captur\w+|snatch\w+|seiz\w+|elected (?:for|in|to)|returned (?:for|in|to)|"
    r"in)\s+(?:the\s+)?$"
)
_GOING_ON = re.compile(
    r",? (?:where|saw|went|fell|stayed|remained|changed|turned|has|had|is|was|returned|elected|stuck)\b|\s*:"
)
_CLAUSE_END = re.compile(r"(?:; |,? (?:and|while|but|whereas|as) (?=[A-Z]|in |at ))")
_SURE = 3
_LEAST = -10
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[\"“‘'(]*[A-Z])")
_AFTER_TITLE = re.compile(r"\b(?:Mrs?|Ms|Dr|Sir|Rev|St|Cllr|Prof|Lt|Col)\.$")


@dataclass(frozen=True, slots=True)
class SeatMention:
    """A seat named in a text, with its official name, its offsets there, and whether it was polled then."""

    name: str
    start: int
    end: int
    is_current: bool = True


def find_seats(text: str, lexicon: Lexicon, election: str) -> Iterator[SeatMention]:
    """Find the seats that a text names, in text order; not "Gordon McKee", "Bolton Council" or "Mr Selby".

    Args:
        text: A sentence or more.
        lexicon: The gazetteers.
        election: Polling date, to choose among seats of one name.

    Yields:
        Seats that were polled at the election; only where it names none of these, seats of other boundaries.
    """
    found = list(_seats_named(text, lexicon, election))
    current = [mention for mention in found if mention.is_current]
    yield from current or found


def _seats_named(text: str, lexicon: Lexicon, election: str) -> Iterator[SeatMention]:
    words = words_of(text)
    shouts = text.isupper()
    for start, end, seats in lexicon.seat_mentions(words):
        left, right = words[start][1], words[end - 1][2]
        if not text[left].isupper() or _NO_SEAT_AFTER.match(text, right):
            continue
        if _LONGER_NAME.match(text, right):
            continue
        if (
            end == start + 1
            and words[start][0] in given_names()
            and re.match(r" [A-Z]", text[right : right + 2])
        ):
            continue
        if start and text[words[start - 1][2] : left] in (" ", ". "):
            before = words[start - 1][0]
            if before in _TITLES or before in given_names():
                continue
            shown = text[words[start - 1][1]].isupper() and text[words[start - 1][2] : left] == " "
            if shown and not shouts and words[start - 1][1] and before not in _BEFORE_SEATS:
                continue
        yield SeatMention(
            lexicon.best_seat(seats, election), left, right, lexicon.were_polled(seats, election)
        )


def seat_of_passage(
    paragraphs: Sequence[str],
    surnames: Collection[str],
    lexicon: Lexicon,
    election: str,
    *,
    least: int = _LEAST,
) -> str:
    """Return the seat that the sentences before a list are about.

    Args:
        paragraphs: What stands before the list, in text order; the last is nearest to it.
        surnames: Surnames of the list's candidates.
        lexicon: The gazetteers.
        election: Polling date, to choose among seats of one name.
        least: How plainly the seat must be the subject; 0 and above leaves out seats named in passing.

    Returns:
        Its official name; "" when the passage names no seat. One that was polled then comes before others:
        "In 2019 he lost in Inverclyde. Redrawn as Inverclyde and Renfrewshire West, it swung: ...".

    Examples:
        >>> from electiongraph.extraction.layout_lexicon import lexicon_of
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> text = "Unlike Bedford, Luton North stayed with Sarah Owen. She once lived in Stevenage."
        >>> seat_of_passage([text], ["Owen"], lexicon_of(load_gazetteers()), "2024-07-04")
        'Luton North'
    """
    scores: dict[str, int] = {}
    polled: set[str] = set()
    for distance, paragraph in enumerate(reversed(paragraphs)):
        found: dict[str, int] = {}
        for sentence in sentences_of(paragraph):
            mentions = list(find_seats(sentence, lexicon, election))
            clauses = _clauses_naming(sentence, surnames, mentions)
            beside = {m for m in mentions if any(start <= m.start < end for start, end in clauses)}
            tells_apart = 0 < len(beside) < len(mentions)
            for mention in mentions:
                named = (_SURE + 1) * (mention in beside) if tells_apart else 2 * bool(clauses)
                score = _score(sentence, mention) + named
                found[mention.name] = max(score, found.get(mention.name, score))
                polled |= {mention.name} if mention.is_current else set()
        for name, score in found.items():
            scores[name] = max(score - distance, scores.get(name, score - distance))
        scores = {name: score for name, score in scores.items() if name in polled} or scores
        if scores and (max(scores.values()) >= _SURE or not surnames):
            break
    if not scores:
        return ""
    best = max(scores.values())
    return next(name for name, score in scores.items() if score == best) if best >= least else ""


def _clauses_naming(
    sentence: str, surnames: Collection[str], mentions: Sequence[SeatMention]
) -> list[tuple[int, int]]:
    """Return where the clauses stand that name any of a list's candidates."""
    if not any(re.search(rf"\b{re.escape(name)}\b", sentence) for name in surnames):
        return []
    found = (match.start() for match in _CLAUSE_END.finditer(sentence))
    # "Luton South and South Bedfordshire" is one name.
    ends = [at for at in found if not any(m.start < at < m.end for m in mentions)] + [len(sentence)]
    spans = zip([0, *ends], ends, strict=False)
    return [
        (start, end)
        for start, end in spans
        if any(re.search(rf"\b{re.escape(name)}\b", sentence[start:end]) for name in surnames)
    ]


def _score(sentence: str, mention: SeatMention) -> int:
    before = sentence[: mention.start]
    # Papers that name the seat of a report in the run of its text set it in capitals.
    if sentence[mention.start : mention.end].isupper() and not sentence.isupper():
        return _SURE
    if _ASIDE.search(before):
        return -2
    taking = bool(_TAKING.search(before))
    return 2 * bool(_OPENING.match(before)) + taking + bool(_GOING_ON.match(sentence, mention.end))


def are_told_of(
    surnames: Collection[str], seat: str, paragraphs: Sequence[str], lexicon: Lexicon, election: str
) -> bool:
    """Tell whether a sentence names a seat together with one of a list's candidates."""
    return any(
        any(found.name == seat for found in find_seats(sentence, lexicon, election))
        and any(re.search(rf"\b{re.escape(name)}\b", sentence, re.IGNORECASE) for name in surnames)
        for paragraph in paragraphs
        for sentence in sentences_of(paragraph)
    )


def is_named_in_passing(sentence: str, lexicon: Lexicon, election: str) -> bool:
    """Tell whether a sentence names seats for comparison alone: "In essence the old Berwick seat:"."""
    return all(_score(sentence, mention) < 0 for mention in find_seats(sentence, lexicon, election))


def sentences_of(text: str) -> Iterator[str]:
    """Cut a text into sentences, good enough to tell which of them names a seat."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if not _AFTER_TITLE.search(text, start, match.start()):
            yield text[start : match.start()]
            start = match.end()
    yield text[start:]
