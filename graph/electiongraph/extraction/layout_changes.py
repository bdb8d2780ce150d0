"""Lists of seats by what became of them: "Labour gains from Con: Hitchin, Stevenage (Kevin Bonavia)".

Extraction stage, below `layout`. In come the `Line`s of a document, out go the lines that each such list
takes and its seats, with the statement that holds for each. Every word of a list must be accounted for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from electiongraph.extraction.layout_lexicon import Lexicon
from electiongraph.extraction.layout_lines import Line
from electiongraph.extraction.layout_names import is_name_like, person_name, strip_titles
from electiongraph.extraction.layout_statements import Statement, read_statement
from electiongraph.extraction.polling_days import kind_of

__all__ = ["ChangeList", "SeatChange", "find_changes"]

_KINDS = frozenset({"", "general", "by-election", "devolved"})
_LABEL = re.compile(r"[^:]{6,70}?(?=\s*(?::|\s[–—-])\s+\S)")
_CUE = re.compile(r"\b(?:gain|hold|win|to|from)s?\b|gained|held|\bloss|\blost\b|→", re.IGNORECASE)
_LOSSES = re.compile(
    r"(?P<party>[A-Z][\w .]+?) (?:loss(?:es)?|LOSS(?:ES)?|Loss(?:es)?|[Ll]ost [Ss]eats|lost)"
)
_LOST = "loss"
# "Burnley – Julie Cooper (from Lib Dem) – majority 3,244", a line for each seat.
_LINE_OF_SEAT = re.compile(r"[\W_]*(?P<seat>\w[^:()–—\d]*?)(?:\s+[–—-]\s+|:\s+|\t+)(?P<told>\S.*)")
_PARTS = re.compile(r"(?:\s+|(?<=\)))[–—-]\s+|[,;]\s+|\s*[(]|[)](?:\s*[–—-]\s+|,?\s*)|\t+")
_CHANGED = re.compile(r"(?P<loser>[A-Z][\w .]+?)\s*(?:\bto\b|→|>)\s*(?P<party>[A-Z][\w .]+?)(?: \(\d+\))?")
_TAKEN = re.compile(r"(?P<party>[A-Z][\w .]+?) from (?P<loser>[A-Z][\w .]+?)(?: \(\d+\))?")
_PASSIVE = re.compile(
    r"(?:Seats )?(?P<verb>gained|won|held) by (?P<party>[A-Z][\w .]+?)(?: from (?P<loser>[A-Z][\w .]+))?"
)
_COUNT = re.compile(r"\s*\(?\d{1,3}\)?$")
_CUT = re.compile(r"[,;•](?![^()]*\))\s*")
_ITEM = re.compile(r"(?P<seat>[^()\d]+?)\s*(?:\((?P<aside>[^()]*)\))?[.\s]*")
_MAJORITY = re.compile(
    r"(?:(?:with |by )?(?:a )?(?:(?:majority|maj)\.?(?: of|:)? ?)?)?"
    r"(?P<votes>\d{1,2},\d{3}|\d{1,5})(?: votes| majority| maj)?",
    re.I,
)
_COUNCILS = re.compile(r"\bcouncils?\b|\bcouncillors\b|\bwards?\b", re.IGNORECASE)
_LINES_ABOVE = 4
_LONGEST_LABEL = 80
_LEAST = 2
_LONGEST_QUOTE = 300


@dataclass(frozen=True, slots=True)
class SeatChange:
    """A seat in such a list.

    Attributes:
        seat: Its official name.
        statement: Outcome, winning party, losing party and majority.
        person: The winner, "" when not named; the loser in a list of losses.
        start: Offset of the label of the list, or of the words that name the seat where it is far off.
        end: One past their last code point.
    """

    seat: str
    statement: Statement
    person: str
    start: int
    end: int
    is_loss: bool = False


@dataclass(frozen=True, slots=True)
class ChangeList:
    """A list's first and last line with its seats, in text order; `rule` names what found its people."""

    first: int
    last: int
    seats: tuple[SeatChange, ...]
    rule: str = ""


def find_changes(lines: Sequence[Line], lexicon: Lexicon, election: str) -> dict[int, ChangeList]:
    """Find the lists of seats by what became of them.

    Args:
        lines: The lines of the document.
        lexicon: The gazetteers.
        election: The document's polling date; councils change hands at local elections.

    Returns:
        The lists by the number of their first line.
    """
    found: dict[int, ChangeList] = {}
    if kind_of(election) not in _KINDS:
        return found
    last = -1
    for number, line in enumerate(lines):
        if number <= last or (len(line.text) > _LONGEST_LABEL and ":" not in line.text[:_LONGEST_LABEL]):
            continue
        if not _CUE.search(line.text, 0, _LONGEST_LABEL):
            continue
        read = _in_one_line(line, lexicon, election) or _below_label(lines, number, lexicon, election)
        if read is None or _is_of_councils(lines, number):
            continue
        last = number + read[1]
        seats = [
            one if one.end - line.start > _LONGEST_QUOTE else replace(one, start=line.start)
            for one in read[0]
        ]
        found[number] = ChangeList(number, last, tuple(seats))
    return found


def _is_of_councils(lines: Sequence[Line], number: int) -> bool:
    return any(_COUNCILS.search(line.text) for line in lines[max(0, number - _LINES_ABOVE) : number + 1])


def _in_one_line(line: Line, lexicon: Lexicon, election: str) -> tuple[list[SeatChange], int] | None:
    label = _LABEL.match(line.text)
    told = _read_label(label.group(), lexicon) if label else None
    if told is None or label is None:
        return None
    start = line.text.index(line.text[label.end() :].lstrip(" :–—-"), label.end())
    seats = _seats_in(line, start, told, lexicon, election)
    return (
        (seats, 0)
        if seats and (len(seats) >= _LEAST or line.text[label.end() :].lstrip()[:1] == ":")
        else None
    )


def _below_label(
    lines: Sequence[Line], number: int, lexicon: Lexicon, election: str
) -> tuple[list[SeatChange], int] | None:
    label = lines[number]
    told = (
        _read_label(label.text.rstrip(" :"), lexicon)
        if len(label.text) < 70 and label.heading is None
        else None
    )
    if told is None:
        return None
    seats: list[SeatChange] = []
    at = number + 1
    while at < len(lines) and len(lines[at].columns) == 1:
        below = _seats_in(lines[at], 0, told, lexicon, election) or _seat_of_line(
            lines[at], told, lexicon, election
        )
        if not below:
            break
        seats.extend(below)
        at += 1
    # What follows a single seat is its own result, of which the label was the headline.
    follows = lines[at] if at < len(lines) else None
    has_result = follows is not None and follows.row is not None and follows.row.has_figure
    is_told = len(seats) >= _LEAST or any(one.is_loss for one in seats)
    return (seats, at - 1 - number) if is_told and not has_result else None


def _read_label(shown: str, lexicon: Lexicon) -> Statement | None:
    """Read "Labour gains from Conservative", "Con to Lab", "Seats gained by Labour"."""
    if not _CUE.search(shown):
        return None
    bare = _COUNT.sub("", shown.strip(" *_"))
    losses = _LOSSES.fullmatch(bare)
    if losses is not None:
        party = lexicon.party_of(losses["party"])
        return Statement(outcome=_LOST, gained_from=party) if party else None
    for pattern in (_CHANGED, _TAKEN, _PASSIVE):
        match = pattern.fullmatch(bare)
        if match is None:
            continue
        party, loser = lexicon.party_of(match["party"]), lexicon.party_of(match["loser"] or "")
        if not party or (match["loser"] and not loser):
            continue
        outcome = "hold" if pattern is _PASSIVE and match["verb"] == "held" else "gain"
        if pattern is _PASSIVE and match["verb"] == "won":
            return None
        return Statement(outcome=outcome, party=party, gained_from=loser)
    statement = read_statement(bare, lexicon)
    if statement is None or not statement.outcome or not statement.party or statement.year:
        return None
    return None if statement.has_label or any(character.isdigit() for character in bare) else statement


def _seats_in(line: Line, start: int, told: Statement, lexicon: Lexicon, election: str) -> list[SeatChange]:
    """Read the seats of a line from a place on; none where any of its words is no part of such a list."""
    found: list[SeatChange] = []
    if told.outcome == _LOST and "(to " not in line.text:
        return found
    for left, right in _pieces(line.text, start, lexicon, election):
        item = _ITEM.fullmatch(line.text, left, right)
        seat = lexicon.seat_of(item["seat"], election) if item and item["seat"][:1].isupper() else ""
        if item is None or not seat:
            return []
        aside = _read_aside(item["aside"] or "", told, lexicon)
        if aside is None:
            return []
        statement, person = aside
        if told.outcome == _LOST:
            if not statement.party:
                return []
            statement, person = replace(statement, outcome="gain"), ""
        span = line.start + item.start("seat"), line.start + item.end()
        found.append(SeatChange(seat, statement, person, span[0], span[1]))
    return found


def _seat_of_line(line: Line, told: Statement, lexicon: Lexicon, election: str) -> list[SeatChange]:
    """Read "Burnley – Julie Cooper (from Lib Dem) – majority 93"; none where words remain."""
    item = _LINE_OF_SEAT.fullmatch(line.text)
    seat = lexicon.seat_of(item["seat"].rstrip(), election) if item else ""
    if item is None or not seat or line.is_prose:
        return []
    parts = [part for part in _PARTS.split(item["told"].rstrip(" .")) if part.strip(" –—-")]
    read = _read_aside("; ".join(parts), told, lexicon)
    if read is None or not (read[1] or read[0].party):
        return []
    statement, person = read
    is_loss = told.outcome == _LOST
    if is_loss and (not statement.party or statement.party == statement.gained_from):
        return []
    statement = replace(statement, outcome="gain") if is_loss else statement
    return [SeatChange(seat, statement, person, line.start + item.start("seat"), line.end, is_loss)]


def _pieces(shown: str, start: int, lexicon: Lexicon, election: str) -> Iterator[tuple[int, int]]:
    left = start
    for cut in [*_CUT.finditer(shown, start), None]:
        right = cut.start() if cut else len(shown.rstrip(" ."))
        if shown.startswith("and ", left):
            left += len("and ")
        middle = shown.find(" and ", left, right)
        # "Luton South and South Bedfordshire" is one seat, "Hitchin and Stevenage" are two.
        while middle >= 0:
            halves = (shown[left:middle], shown[middle + 5 : right])
            if all(lexicon.seat_of(half.partition(" (")[0], election) for half in halves):
                yield left, middle
                left = middle + 5
            middle = shown.find(" and ", middle + 5, right)
        if left < right:
            yield left, right
        left = cut.end() if cut else right


def _read_aside(aside: str, told: Statement, lexicon: Lexicon) -> tuple[Statement, str] | None:
    """Read what stands in brackets after a seat: the loser, the winner, the majority."""
    statement, person = told, ""
    for part in filter(None, re.split(r"[,;]\s+", aside)):
        votes = _MAJORITY.fullmatch(part)
        side, _, other = part.partition(" ")
        other = lexicon.party_of(other.removeprefix("the ")) if side in ("from", "to") else ""
        name = strip_titles(part)
        if votes and not (part.isdigit() and len(part) == len("2019")):
            statement = replace(statement, majority=int(votes["votes"].replace(",", "")))
        elif other and told.outcome == "gain" and side == "from":
            statement = replace(statement, gained_from=other)
        elif other and told.outcome == _LOST and side == "to":
            statement = replace(statement, party=other)
        elif not person and is_name_like(name, least=2) and not lexicon.party_of(name):
            person = person_name(name)
        else:
            return None
    return statement, person
