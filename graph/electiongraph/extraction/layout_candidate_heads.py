"""Candidates who speak for themselves: "Ann Smith – Labour", and below it what she says; then the next one.

Extraction stage, below `layout`. In come the `Line`s of a document, out go the lines or their beginnings that
name a candidate with a party. Which seat they fight is for the document to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from electiongraph.extraction.layout_lexicon import Lexicon
from electiongraph.extraction.layout_lines import Line
from electiongraph.extraction.layout_names import is_name_like, person_name, strip_titles
from electiongraph.extraction.layout_runs import Run

__all__ = ["CandidateHead", "find_candidate_heads"]

# "Ann Smith, Labour: "I have lived here ..."", "Ann Smith (Labour) - I have lived here ..."
_BEGINS = re.compile(
    r"[*_]{0,2}(?P<name>[^\d,:()–—\"“]{4,50}?)(?:,\s+|\s*\("
    r"|\s+[-–—]\s+)(?:the )?(?P<party>[^\d:\"“()]{2,60}?)\)?[*_]{0,2}"
    r"(?::|\s+[-–—])[*_]{0,2}\s+(?=[\"“‘'A-Z])"
)
_WHO_STANDS = re.compile(
    r"\bcandidates?\b|\bwho(?: is|['’]s| are)? standing\b|\bcontenders\b|\bhopefuls\b|\bhustings\b"
    r"|\bwants? to be\b"
    r"|\bon (?:the|your) ballot\b|\bnominat\w+|\bwho (?:can|could|will|should) (?:you|I|we) vote\b"
    r"|\bvying\b",
    re.IGNORECASE,
)
_COUNCIL = re.compile(r"\bcouncillors?\b|\bwards?\b", re.IGNORECASE)
_LEAST = 3
_LONGEST_HEAD = 90
# So many lines may stand between one candidate and the next.
_LONGEST_ANSWER = 12
_LINES_ABOVE = 15


@dataclass(frozen=True, slots=True)
class CandidateHead:
    """A candidate named above, or before, what is told of them.

    Attributes:
        person: The name.
        party: The party's usual short form.
        start: Offset of the first code point of the name.
        end: One past the party.
    """

    person: str
    party: str
    start: int
    end: int


def find_candidate_heads(
    lines: Sequence[Line], runs: Sequence[Run], lexicon: Lexicon
) -> dict[int, CandidateHead]:
    """Find the candidates of a page that lets them speak one after the other.

    Args:
        lines: The lines of the document.
        runs: Its lists; who stands in one of several is no head.
        lexicon: The gazetteers.

    Returns:
        The heads by the number of their line; none where the page does not say that candidates follow, or has
        fewer than three of them.
    """
    listed = {number for run in runs if len(run.rows) > 1 for number in range(run.first, run.last + 1)}
    heads = {
        number: head
        for number, line in enumerate(lines)
        if number not in listed and (head := _of_line(line, lexicon) or _of_answer(line, lexicon))
    }
    numbers = sorted(heads)
    if len(numbers) < _LEAST or len({head.person for head in heads.values()}) < len(numbers):
        return {}
    above = [line.text for line in lines[max(0, numbers[0] - _LINES_ABOVE) : numbers[0]]]
    parties = [head.party for head in heads.values() if head.party != "Independent"]
    is_told = any(_WHO_STANDS.search(text) for text in above) and not any(map(_COUNCIL.search, above))
    apart = [later - one for one, later in pairwise(numbers)]
    if not is_told or len(set(parties)) < len(parties) or max(apart) > _LONGEST_ANSWER:
        return {}
    return heads if sum(gap > 1 for gap in apart) * 2 > len(apart) or _speaks(lines[numbers[0]]) else {}


def _speaks(line: Line) -> bool:
    return len(line.text) > _LONGEST_HEAD


def _of_line(line: Line, lexicon: Lexicon) -> CandidateHead | None:
    """Read a line of a name and a party and nothing else."""
    row = line.row
    if row is None or len(line.text) > _LONGEST_HEAD or row.has_figure or row.elected or row.outcome:
        return None
    if len(row.parties) != 1 or len(row.others) != 1 or len(line.columns) > 1:
        return None
    shown = strip_titles(row.others[0].text)
    if not is_name_like(shown, least=2) or lexicon.party_of(shown):
        return None
    return CandidateHead(person_name(shown), str(row.parties[0].value), line.start, line.end)


def _of_answer(line: Line, lexicon: Lexicon) -> CandidateHead | None:
    """Read a paragraph that opens with a name and a party."""
    found = _BEGINS.match(line.text) if line.kind != "row" else None
    party = lexicon.party_of(found["party"].removesuffix(" candidate")) if found else ""
    shown = strip_titles(found["name"]) if found else ""
    if found is None or not party or not is_name_like(shown, least=2) or lexicon.party_of(shown):
        return None
    return CandidateHead(person_name(shown), party, line.start, line.start + found.end("party"))
