"""Find the parts of a look back that are each about one earlier election: below "1997", "2001: Labour again".

Extraction, part of discourse. A history of a seat or of a county goes from election to election, each under
its year or in a paragraph that begins with it; what stands there is read as a report on that election.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from electiongraph.extraction.polling_days import PollingDay, election_in_year, kind_of, latest_told
from electiongraph.gazetteers import Gazetteers
from electiongraph.sources.dates import MONTHS
from electiongraph.sources.document import Block, Document

__all__ = ["YearSection", "year_sections"]

_MONTH = rf"(?:{'|'.join(MONTHS)}|Spring|Summer|Autumn|Winter)"
_YEAR = (
    r"(?:(?:And|But|So) )?"
    r"(?:(?:[Tt]hen|[Nn]ext|[Tt]hen came|[Ii]n|[Aa]nd so to|[Oo]n to|[Ff]orward to|[Tt]he)\s+)*"
    r"(?:(?:[Gg]eneral )?[Ee]lections?(?: of| in|,| -| –|:)?\s+)?"
    rf"(?:\d{{1,2}} )?(?:{_MONTH}(?: \d{{1,2}},?)? )?"
    r"(?P<year>(?:19|20)\d\d)(?:\s+(?:[Gg]eneral )?[Ee]lection)?"
)
# "1997", "## 2001: the quiet one", "The 2005 election", "May 2010 – a new broom"; no line of figures or of
# names with parties, which belongs to a list.
_HEADING = re.compile(rf"[\W_]{{0,6}}{_YEAR}(?:\s*[:–—-]\s*[^\d()]{{3,60}}|[.:]?)[\s*_#]*")
# "1997: Labour's Tess Kingham ousted ...", "In 2001 – Mr Drew held on": the beginning of a paragraph.
_LABEL = re.compile(
    rf"[\W_]{{0,6}}{_YEAR}(?:[*_]{{1,2}})?\s*(?::|\.|\s[–—-])(?:[*_]{{1,2}})?\s+(?=[\"“‘'A-Z])"
)
_LEAST_BELOW_LABEL = 60
_LONGEST_HEADING = 80
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class YearSection:
    """A part of a document that tells of one election.

    Attributes:
        start: The first document offset below its heading, or of its label.
        end: One past the last.
        election: The election of the part.
    """

    start: int
    end: int
    election: PollingDay


def year_sections(
    document: Document, listed: Iterable[tuple[int, int]], election: str, gazetteers: Gazetteers
) -> tuple[YearSection, ...]:
    r"""Return the parts of a document that are about other elections than its own, in text order.

    There are none unless the years of two parts at least, all in one direction, lead to elections of its kind
    that it can tell of. A part ends with the next heading and with a list.

    Args:
        document: The document.
        listed: Where its results lists stand.
        election: Its own election.
        gazetteers: The elections known.

    Examples:
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> from electiongraph.sources import document_from_text
        >>> text = "How Stroud has voted\n\n2001\n\nDavid Drew held on.\n\n2010\n\nHe lost."
        >>> found = year_sections(document_from_text(text), (), "2015-05-07", load_gazetteers())
        >>> [(text[part.start : part.end].strip(), str(part.election)) for part in found]
        [('David Drew held on.', '2001-06-07'), ('He lost.', '2010-05-06')]
    """
    blocks = [block for block in document.blocks if block.kind != "time"]
    marks = list(_marks(document, blocks))
    elections = {
        year: day
        for year in {year for _, _, year, _ in marks}
        if (day := election_in_year(year, gazetteers, election)) and day <= latest_told(election)
    }
    marks = [mark for mark in marks if mark[2] in elections]
    years = [year for _, _, year, _ in marks]
    if len(set(years)) < _FEWEST or not (_goes_one_way(years) or _goes_one_way(years[::-1])):
        return ()
    lists = sorted(listed)
    sections = []
    for place, (number, start, year, is_label) in enumerate(marks):
        below = marks[place + 1][0] if place + 1 < len(marks) else len(blocks)
        if is_label and place + 1 == len(marks):
            below = number + 1
        end = _end_of_prose(blocks, number, below, start, lists)
        day = PollingDay(elections[year], kind_of(election), latest_told(election))
        if end > start and day != election[: len(day)]:
            sections.append(YearSection(start, end, day))
    return tuple(sections)


def _marks(document: Document, blocks: Sequence[Block]) -> Iterable[tuple[int, int, int, bool]]:
    """Yield headings and labels: the block, where what it is of begins, the year, whether it is a label."""
    for number, block in enumerate(blocks):
        if block.kind == "row":
            continue
        text = document.text_of(block)
        if len(text) <= _LONGEST_HEADING and (heading := _HEADING.fullmatch(text)):
            yield number, block.end, int(heading["year"]), False
        elif (label := _LABEL.match(text)) and len(text) - label.end() >= _LEAST_BELOW_LABEL:
            yield number, block.start, int(label["year"]), True


def _goes_one_way(years: Sequence[int]) -> bool:
    return all(one < later for one, later in pairwise(years))


def _end_of_prose(
    blocks: Sequence[Block], number: int, below: int, start: int, lists: Sequence[tuple[int, int]]
) -> int:
    """Return where the prose below a mark ends: at the next mark, another heading or a list."""
    end = start
    for block in blocks[number:below]:
        near = bisect_right(lists, (block.end, 0)) - 1
        holds_list = near >= 0 and lists[near][1] > max(block.start, start)
        if block.start > start and (block.kind in ("heading", "row") or holds_list):
            break
        end = max(end, block.end)
    return end
