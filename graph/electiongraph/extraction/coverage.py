"""Read what a source says that it holds: every result of some places, or of a number of seats.

Extraction, beside its main way: what a text says of itself is no fact of an election, but can be held
against what it tells. The words, those that make it something else, and short forms of places are data.
Pure.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from electiongraph.extraction.lexicon import RULES_FOLDER
from electiongraph.extraction.numerals import read_numeral
from electiongraph.gazetteers import normalise_name
from electiongraph.sources.document import Document

__all__ = ["CoverageClaim", "county_names", "coverage_claims"]

# So many lines at the head of a text are its headlines.
_HEAD_LINES = 4
# A longer line is a paragraph; a claim at its beginning counts, not one in its midst.
_LONGEST_HEADLINE = 160
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Whether it is a number tells `read_numeral`.
_NUMBER = r"(?:\d{1,3}|[a-z]+(?:-[a-z]+)?)"
_NAME = r"(?:[A-Z][\w’'-]+(?: (?:of|on|upon|and|&) (?=[A-Z]))?(?: (?=[A-Z]))?)+"
# Also a name after a number ("all six Cornish seats"), and one at a line's beginning ("Dorset: all results").
_PLACES = re.compile(
    r"(?:\b(?i:for|in|from|across|of|every|each|all)(?: (?!(?i:the|of) )[a-z\d-]+(?= [A-Z]))?(?: (?i:the))? "
    rf"|^(?=[^:]*:))(?P<names>{_NAME}(?:, {_NAME})*)"
)
_BETWEEN = re.compile(r",? (?:and|&) |, ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CoverageClaim:
    """A source's words that it holds all results.

    Attributes:
        start: Where the words begin in the source's text.
        end: One past their last code point.
        number: Of how many seats, None where the words do not say.
        places: The names that may be places, short forms written out; empty where the words name none.
        year: The year that the words name, "" where they name none.
    """

    start: int
    end: int
    number: int | None
    places: tuple[str, ...]
    year: str


@dataclass(frozen=True, slots=True)
class _Words:
    claims: tuple[re.Pattern[str], ...]
    rejects: re.Pattern[str]
    rejects_below: re.Pattern[str]
    places: dict[str, str]
    counties: tuple[str, ...]


@functools.lru_cache(maxsize=1)
def _words() -> _Words:
    with (RULES_FOLDER / "coverage.toml").open("rb") as file:
        data = tomllib.load(file)
    return _Words(
        tuple(re.compile(one.replace("NUMBER", _NUMBER), re.IGNORECASE) for one in data["claims"]),
        re.compile("|".join(data["rejects"]), re.IGNORECASE),
        re.compile("|".join(data["rejects_below"]), re.IGNORECASE),
        {normalise_name(short): name for short, name in data["places"].items()},
        tuple(data["counties"]["names"]),
    )


def county_names() -> tuple[str, ...]:
    """Return the names of counties that names of seats carry.

    Examples:
        >>> "Bedfordshire" in county_names()
        True
    """
    return _words().counties


def coverage_claims(document: Document) -> tuple[CoverageClaim, ...]:
    """Return where a source says that it holds all results, of which places or of how many seats.

    Args:
        document: The source.

    Returns:
        One claim a line, in text order; empty where none names a place or a number.

    Examples:
        >>> from electiongraph.sources import document_from_text
        >>> text = "How Bucks and Herts voted: all 18 results"
        >>> [(one.number, one.places) for one in coverage_claims(document_from_text(text))]
        [(18, ())]
        >>> text = "Every result in Beds, Bucks and Herts"
        >>> [one.places for one in coverage_claims(document_from_text(text))]
        [('Beds, Bucks and Herts', 'Bedfordshire', 'Buckinghamshire', 'Hertfordshire')]
        >>> coverage_claims(document_from_text("Every Kent result as it comes in"))
        ()
    """
    items = {block.start for block in document.blocks if block.kind == "item"}
    found = []
    for number, (start, line) in enumerate(_lines(document.text)):
        is_head = number < _HEAD_LINES
        if start not in items and (one := _claim_in(line, start, is_head=is_head)):
            found.append(one)
    return tuple(found)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not empty, without outer white space, with their offsets."""
    for line in re.finditer(r"\S[^\n]*", text):
        yield line.start(), line[0].rstrip()


def _claim_in(line: str, offset: int, *, is_head: bool) -> CoverageClaim | None:
    rules = _words()
    if rules.rejects.search(line) or (not is_head and rules.rejects_below.search(line)):
        return None
    found = [match for one in rules.claims for match in one.finditer(line)]
    if not found or (len(line) > _LONGEST_HEADLINE and not is_head):
        return None
    numbers = [read_numeral(words) for match in found for words in match.groupdict().values() if words]
    number = next((one for one in numbers if one), None)
    at, until = min(match.start() for match in found), max(match.end() for match in found)
    told = list(_PLACES.finditer(line))
    named = [match for match in told if match.end() > at] or ([] if number else told)
    places = tuple(dict.fromkeys(place for match in named for place in _places_of(match["names"])))
    if number is None and not places:
        return None
    at = min([at, *(match.start("names") for match in named)])
    until = max([until, *(match.end() for match in named)])
    year = _YEAR.search(line)
    return CoverageClaim(offset + at, offset + until, number, places, year[0] if year else "")


def _places_of(names: str) -> Iterator[str]:
    """Yield a list of places as one name ("Tyne and Wear" is one), then each, short forms written out."""
    short = _words().places
    for part in (names, *_BETWEEN.split(names)):
        name = part.strip()
        # An adjective or a name before another noun: "Cornish", "Kent" of "Kent constituency".
        yield short.get(normalise_name(name), name)
