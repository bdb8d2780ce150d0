"""Find the sentences of a history that are each about one election: "Four years later it did", "In 1987 ...".

Extraction, part of discourse. A feature on a seat goes from election to election without headings: a sentence
names the next one, and what follows is of it until another is named. Such a run of sentences is read like the
sections of a look back (`year_sections`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from electiongraph.extraction.clause_windows import NOW
from electiongraph.extraction.clauses import Clause
from electiongraph.extraction.polling_days import (
    PollingDay,
    election_in_year,
    kind_of,
    latest_told,
    next_election,
)
from electiongraph.extraction.sentences import sentence_spans
from electiongraph.extraction.year_sections import YearSection
from electiongraph.extraction.year_spans import NUMBERS, years_later
from electiongraph.gazetteer_records import Seat
from electiongraph.gazetteers import Gazetteers
from electiongraph.sources.dates import MONTHS
from electiongraph.sources.document import Document

__all__ = ["chronicled", "seat_as_drawn", "seats_spoken_of"]

_MONTH = rf"(?:{'|'.join(MONTHS)})"
_BEGINS = (
    r"[\"“‘'(]?(?:(?:And|But|So|Then|Yet|Next|Now|Again|Even so|Still|Finally|Meanwhile),? )*"
    r"(?:and |so |then )*"
)
# "In 1987", "By the election of 2005", "Then came 1997", "Fast forward to 2015".
_OPENS_WITH_YEAR = re.compile(
    rf"{_BEGINS}(?:(?:[Cc]ame|[Ii]t was|[Ff]ast|[Ff]orward|[Ss]kip|[Jj]ump|[Rr]oll|[Mm]ove|[Tt]o|[Oo]n"
    r"|[Cc]ome|[Bb]y|[Aa]t|[Ii]n|[Dd]uring|[Tt]he|[Aa]nd|night|morning|day|early|late|small|hours|of|general|snap"
    r"|[Ee]lections?|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|landslide|contest|poll"
    rf"|{_MONTH}|[A-Z][a-z]+day|\d{{1,2}}(?:st|nd|rd|th)?),? )*"
    r"(?P<year>(?:19|20)\d\d)\b(?![-–/]\d)"
)
_MONTH_NAMED = re.compile(rf"\b{_MONTH}\b")
_FULL_DATE = re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (?P<year>(?:19|20)\d\d)\b")
# "They had another go in 2015."
_BRIEF = re.compile(
    r"(?![^,]*\b(?:since|until|till|born)\b).{10,60}\b(?:in|to|at|of) (?P<year>(?:19|20)\d\d)[.!]?\s*"
)
_LATER = re.compile(
    rf"{_BEGINS}(?:[Jj]ust |[Oo]nly |[Bb]arely |[Aa] mere )?"
    rf"(?P<years>{'|'.join(NUMBERS)})(?P<half> and a half)? years?"
    r" (?:later|on\b|after that|afterwards|after,)",
    re.IGNORECASE,
)
_NEXT = re.compile(
    rf"{_BEGINS}(?:[Aa]t |[Ii]n )?(?:[Tt]he )?(?:next|following|ensuing|succeeding) (?:general )?"
    r"(?:election|time|contest)\b"
)
_ANY_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?![-–/]\d)")
# A year that tells of no election: since when, until when, what somebody would do later.
_IN_PASSING = re.compile(
    r"\b(?:since|until|till|from|before|after|born|founded|built|opened|closed|would|will|between|who|whose|which|where"
    r"|when|that)\b[^.;:,]*$",
    re.IGNORECASE,
)
# "On 4 July this year", "Last summer": the document's own.
_OPENS_NOW = re.compile(
    rf"{_BEGINS}(?:[^,.;]{{0,30}}\b(?:this (?:year|summer|spring|autumn|July|June|May|December))"
    rf"|[Ll]ast (?:night|week|month|summer|July|Thursday|Friday)|{NOW.pattern})\b"
)
_FEWEST_ELECTIONS = 3
_FEWEST_SURE = 2
_FEWEST_PARAGRAPHS = 3
_FARTHEST = 90
_OFTEN = 3


@dataclass(frozen=True, slots=True)
class _Cue:
    """A sentence that turns to an election.

    Attributes:
        block: The number of its block.
        start: Where what is of the election begins.
        election: Its polling day.
        is_sure: Whether the sentence opens with it.
    """

    block: int
    start: int
    election: str
    is_sure: bool


def chronicled(
    document: Document, listed: Iterable[tuple[int, int]], election: str, gazetteers: Gazetteers
) -> tuple[YearSection, ...]:
    r"""Return the runs of sentences that are about other elections than the document's own, in text order.

    There are none unless the text turns to four elections at least, each later than the one before.

    Args:
        document: The document.
        listed: Where its results lists stand.
        election: Its own election.
        gazetteers: The elections known.

    Examples:
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> from electiongraph.sources import document_from_text
        >>> text = "In 1997 Labour took it. Four years on he had died.\n\nIn 2005 it was hers.\n\n"
        >>> text += "Five years later he won. In 2015 it was over."
        >>> found = chronicled(document_from_text(text), (), "2024-07-04", load_gazetteers())
        >>> [str(part.election) for part in found]
        ['1997-05-01', '2001-06-07', '2005-05-05', '2010-05-06', '2015-05-07']
    """
    if len(election) < len("2024-07-04"):
        return ()
    lists = sorted(listed)
    sections: list[YearSection] = []
    for chain in _chains(list(_cues(document, lists, election, gazetteers))):
        sections += _sections(document, chain, lists, election)
    return tuple(sections)


def seats_spoken_of(clauses: Iterable[Clause], gazetteers: Gazetteers) -> tuple[Seat, ...]:
    """Return the seat that a history is of, as it was drawn, the latest last; () when it is of no one seat.

    Names that begin with the same word are taken for one seat's: Ely and East Cambridgeshire, Ely.
    """
    named = [mention.name for clause in clauses for mention in clause.masked.mentions if mention.kind == "S"]
    begins, times = (
        Counter(name.split()[0].strip(",") for name in named).most_common(1)[0] if named else ("", 0)
    )
    is_only_one = times == len(named) > 0
    if not is_only_one and (times < _OFTEN or 2 * times <= len(named)):
        return ()
    known = {seat for name in named if name.startswith(begins) for seat in gazetteers.seats_named(name)}
    return tuple(sorted(known, key=lambda seat: (seat.boundary_set, seat.name)))


def seat_as_drawn(seats: Sequence[Seat], election: str, gazetteers: Gazetteers) -> str:
    """Return the name of a history's seat at an election, "" when none of them was drawn by then."""
    drawn = gazetteers.boundary_set_on(election)
    return next((seat.name for seat in reversed(seats) if seat.boundary_set <= drawn), "")


def _cues(
    document: Document, lists: Sequence[tuple[int, int]], election: str, gazetteers: Gazetteers
) -> Iterator[_Cue]:
    """Yield the sentences that turn to an election, in text order."""
    # The last election turned to; whether that is sure; and what a year named in passing may begin:
    # "who counted first in 1979. Four years later ..."
    running, is_sure, passed = "", False, None
    for number, block in enumerate(document.blocks):
        if block.kind != "paragraph" or any(a < block.end and block.start < b for a, b in lists):
            continue
        spans = sentence_spans(document.text, block.start, block.end)
        for place, (start, end) in enumerate(spans):
            sentence = document.text[start:end]
            after = spans[place + 1][0] if place + 1 < len(spans) else block.end
            base = passed.election if passed is not None else running
            if told := _opened(sentence, base, election, gazetteers):
                if passed is not None and _LATER.match(sentence):
                    yield passed
                running, is_sure, passed = told, True, None
                yield _Cue(number, start, told, is_sure=True)
            years = _years_told(sentence, election, gazetteers)
            if years and years[-1] > running and years == sorted(years):
                running, passed = years[-1], None
                yield _Cue(number, after if told or len(years) > 1 else start, running, is_sure=False)
            elif not is_sure and (named := _years_told(sentence, election, gazetteers, in_passing=True)):
                passed = _Cue(number, after, named[-1], is_sure=False)


def _opened(sentence: str, running: str, election: str, gazetteers: Gazetteers) -> str:
    """Return the election that a sentence opens with, "" for none."""
    if found := _OPENS_WITH_YEAR.match(sentence):
        told = _told(int(found["year"]), election, gazetteers)
        month = _MONTH_NAMED.search(found[0])
        is_of_other_month = month is not None and told[5:7] != f"{MONTHS.index(month[0]) + 1:02}"
        return "" if is_of_other_month else told
    if brief := _BRIEF.fullmatch(sentence):
        return _told(int(brief["year"]), election, gazetteers)
    date = _FULL_DATE.search(sentence, 0, _FARTHEST)
    if date and not _IN_PASSING.search(sentence[: date.start()]):
        return _told(int(date["year"]), election, gazetteers)
    if _OPENS_NOW.match(sentence):
        return election
    if not running:
        return ""
    if later := _LATER.match(sentence):
        return years_later(running, later["years"].lower(), bool(later["half"]), election, gazetteers)
    return next_election(running, election, gazetteers) if _NEXT.match(sentence) else ""


def _years_told(
    sentence: str, election: str, gazetteers: Gazetteers, *, in_passing: bool = False
) -> list[str]:
    """Return the elections of the years that a sentence names, its main clauses alone or also in passing."""
    years = [
        int(found[0])
        for found in _ANY_YEAR.finditer(sentence)
        if in_passing or not _IN_PASSING.search(sentence[: found.start()])
    ]
    return [day for year in years if (day := _told(year, election, gazetteers))]


def _told(year: int, election: str, gazetteers: Gazetteers) -> str:
    day = election_in_year(year, gazetteers, election)
    return day if day <= latest_told(election) else ""


def _chains(cues: Sequence[_Cue]) -> Iterator[list[_Cue]]:
    """Yield the runs of cues of which each is later than the one before, where they are long enough."""
    chain: list[_Cue] = []
    for cue in cues:
        if chain and cue.election < chain[-1].election:
            if not cue.is_sure and any(one.is_sure for one in chain):
                continue
            if _is_history(chain):
                yield chain
            chain = []
        chain.append(cue)
    if _is_history(chain):
        yield chain


def _is_history(chain: Sequence[_Cue]) -> bool:
    sure = {cue.election for cue in chain if cue.is_sure}
    blocks = {cue.block for cue in chain}
    return (
        len({cue.election for cue in chain}) >= _FEWEST_ELECTIONS
        and len(sure) >= _FEWEST_SURE
        and len(blocks) >= _FEWEST_PARAGRAPHS
    )


def _sections(
    document: Document, chain: Sequence[_Cue], lists: Sequence[tuple[int, int]], election: str
) -> Iterator[YearSection]:
    """Yield what is of each cue: until the next, a heading or a list; of the last, its paragraph."""
    for place, cue in enumerate(chain):
        following = chain[place + 1] if place + 1 < len(chain) else None
        end = document.blocks[cue.block].end
        for block in document.blocks[cue.block + 1 : following.block + 1 if following else cue.block]:
            if block.kind != "paragraph" or any(a < block.end and block.start < b for a, b in lists):
                break
            end = block.end
        end = min(end, following.start) if following else end
        if end > cue.start and cue.election != election[:10]:
            yield YearSection(
                cue.start, end, PollingDay(cue.election, kind_of(election), latest_told(election))
            )
