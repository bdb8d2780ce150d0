"""Rosters: people with their seats, a line each, under a label that says what became of all of them.

Extraction stage, below `layout`. In come the `Line`s of a document, out go the lines that each roster takes
and who stands in it. "Our new MPs", and below it "Ian Levy, Blyth Valley (gain from Labour, majority 712)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from electiongraph.extraction.layout_lexicon import Lexicon
from electiongraph.extraction.layout_lines import Line
from electiongraph.extraction.layout_names import is_name_like, person_name, strip_titles
from electiongraph.extraction.layout_roster_labels import (
    BEATEN,
    ELECTED,
    LEFT,
    STANDS,
    RosterLabel,
    read_roster_label,
)
from electiongraph.extraction.layout_sections import election_in
from electiongraph.extraction.layout_statements import Statement

__all__ = ["ROSTER", "Roster", "RosterEntry", "find_rosters"]

ROSTER = "layout:roster"
_NUMBER = re.compile(r"\s*\d{1,3}[.)]\s+")
_CUT = re.compile(r"\s*(?:[;:|\t()\[\]]|,(?!\d{3}(?!\d)))+\s*|\s+[-–—]+\s+|\s{2,}")
_CHANGE = re.compile(
    r"(?:a |an )?(?:(?!gain|won|hold|held|take|took|no )(?P<party>[A-Z][\w .]*?) )?"
    r"(?P<verb>gain(?:ed)?|won|taken|took|hold|held|no change)?"
    r"(?: ?from (?:the )?(?P<loser>[A-Z][\w .]*))?",
    re.IGNORECASE,
)
_MAJORITY = re.compile(
    r"(?:(?:with |by )?(?:a )?(?:new |reduced |increased )?(?:majority|maj)\.?(?: of|:| is"
    r"| was)? ?(?P<first>\d{1,2},\d{3}|\d{1,5})(?: votes)?"
    r"|(?:with |by )?(?:a )?(?P<then>\d{1,2},\d{3}|\d{1,5})(?: vote)? (?:majority|maj)\.?"
    r"|by (?P<by>\d{1,2},\d{3}|\d{1,5})(?: votes)?)",
    re.IGNORECASE,
)
# What stands beside a name and says nothing that is wanted here.
_ASIDE = re.compile(
    r"(?:(?:MP |first |since |elected |re-elected |in |from |aged? |was ){0,4}"
    r"(?:(?:19|20)\d\d"
    r"|\d\d)(?:\s?[-–]\s?(?:\d{2,4})?)?"
    r"|MP|MSP|elected|new|no change|(?:north|south|east|west|upper|mid|lower) ?\w*)",
    re.IGNORECASE,
)
_RIVAL = re.compile(
    r"(?:who )?(?P<verb>beats?|beating|defeat(?:ed|ing|s)|oust(?:ed|ing|s)|unseat(?:ed|ing|s)|lost to"
    r"|loses to|beaten by"
    r"|defeated by|ousted by|unseated by)(?: (?:the )?(?:sitting )?(?:MP|member))? (?P<name>[^\d]+?)"
    r"(?: by (?P<votes>\d{1,2},\d{3}|\d{1,5})(?: votes)?)?",
    re.IGNORECASE,
)
# What makes an item more than a name and a seat.
_TELLS = re.compile(
    r"\b(?:may|might|could|would|will|expected|likely|recount|not|never|hop\w+|denied|but|although"
    r"|despite|if)\b|n['’]t\b",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\d{1,3},\d{3}|\d{3}|%")
_LINES_ABOVE = 3
_LONGEST_LABEL = 170
_LONGEST_ITEM = 160
_LEAST = 2
_LONGEST_YEAR = len("2019")


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """One line of a roster.

    Attributes:
        person: Whom it names.
        seat: The seat's official name.
        party: Their party, "" when not told.
        statement: Outcome, parties and majority of the seat.
        rival: Whom they beat, or who beat them, "" when not told.
        rival_party: The rival's party.
        start: Offset of the line's first code point.
        end: One past the last that was read.
    """

    person: str
    seat: str
    party: str
    statement: Statement
    start: int
    end: int
    rival: str = ""
    rival_party: str = ""

    def claims(self, label: RosterLabel) -> Iterator[tuple[str, str, str]]:
        """Yield predicate, person and value of what follows from standing below a label."""
        for predicate in label.predicates:
            yield predicate, self.person, ""
            if predicate == "standsIn" and self.party:
                yield "standsFor", self.person, self.party
        if self.rival:
            yield "standsIn", self.rival, ""
            if label.fate == BEATEN:
                yield "elected", self.rival, ""
            if self.rival_party:
                yield "standsFor", self.rival, self.rival_party


@dataclass(frozen=True, slots=True)
class Roster:
    """A roster: its first and last line, what its label says, of which election, and who stands in it."""

    first: int
    last: int
    label: RosterLabel
    election: str
    entries: tuple[RosterEntry, ...]


def find_rosters(
    lines: Sequence[Line], lexicon: Lexicon, election: str, coming: str, issuer: str
) -> dict[int, Roster]:
    """Find the rosters of a document.

    Args:
        lines: Its lines.
        lexicon: The gazetteers.
        election: Its polling date.
        coming: The election that it looks ahead to, "" when none.
        issuer: The party that has issued it, "" when none; "our" and "we" mean this.

    Returns:
        The rosters by the number of their first line.
    """
    found: dict[int, Roster] = {}
    last = -1
    for number in range(1, len(lines)):
        if number <= last or _cut_item(lines[number], lexicon, election) is None:
            continue
        told = _label_above(lines, number, last, lexicon, election, coming)
        if told is None:
            continue
        label, day = told
        if label.is_ours and not label.party:
            label = replace(label, party=issuer)
        entries: list[RosterEntry] = []
        at = number
        while at < len(lines) and (entry := _read_entry(lines[at], label, lexicon, day)):
            entries.append(entry)
            at += 1
        if len(entries) >= _LEAST and not _is_known_list(lines[number:at], label):
            found[number] = Roster(number, at - 1, label, day, tuple(entries))
            last = at - 1
    return found


def _is_known_list(lines: Sequence[Line], label: RosterLabel) -> bool:
    """Tell whether all have their party beside them under a label of candidates: a list as any other."""
    return label.fate == STANDS and all(line.row is not None and line.row.parties for line in lines)


def _label_above(
    lines: Sequence[Line], number: int, after: int, lexicon: Lexicon, election: str, coming: str
) -> tuple[RosterLabel, str] | None:
    """Return the nearest label that says something of those below it, and its election."""
    for line in reversed(lines[max(0, after + 1, number - _LINES_ABOVE) : number]):
        if len(line.text) > _LONGEST_LABEL or (line.is_prose and not line.text.endswith(":")):
            return None
        label = read_roster_label(line.text, lexicon)
        if label is None:
            if _FATE_LIKE.search(line.text):
                return None
            continue
        day = election_in(line.text, lexicon, election, ())
        if day and (len(day) <= _LONGEST_YEAR or label.fate in (LEFT, STANDS)):
            return None
        if coming and not day:
            return (label, coming) if label.fate in (LEFT, STANDS) else None
        return label, day or election
    return None


# A label that speaks of such things without certainty ends the search for one.
_FATE_LIKE = re.compile(
    r"\b(?:lose|lost|win|won|elect\w*|stand\w*|stood|candidates?|seats?|MPs?|ministers?|council\w*"
    r"|poll\w*)\b",
    re.IGNORECASE,
)


def _parts(text: str, first: int) -> list[tuple[int, int]]:
    """Return the spans between separators."""
    spans, left = [], first
    for cut in [*_CUT.finditer(text, first), None]:
        right = cut.start() if cut else len(text.rstrip(" ."))
        if left < right:
            spans.append((left, right))
        left = cut.end() if cut else right
    return spans


def _cut_item(
    line: Line, lexicon: Lexicon, election: str
) -> tuple[str, list[tuple[int, int]], int, int] | None:
    """Return a line's seat, its parts, and which of them name the seat: from, and one past the last."""
    text = line.text
    if len(text) > _LONGEST_ITEM or line.is_label or not text[:1].strip():
        return None
    number = _NUMBER.match(text)
    spans = _parts(text, number.end() if number else 0)
    if len(spans) < 2:
        return None
    for length in range(min(len(spans) - 1, 4), 0, -1):
        for at in range(min(3, len(spans) - length + 1)):
            shown = text[spans[at][0] : spans[at + length - 1][1]]
            if shown[:1].isupper() and (seat := lexicon.seat_of(shown, election)):
                return seat, spans, at, at + length
    return None


def _read_entry(line: Line, label: RosterLabel, lexicon: Lexicon, election: str) -> RosterEntry | None:
    """Read a line; None where it names no person or seat, or tells more than is understood."""
    cut = _cut_item(line, lexicon, election)
    if cut is None:
        return None
    seat, spans, first, end = cut
    person, party, rival, rival_party, read_to = "", "", "", "", spans[end - 1][1]
    statement = Statement(outcome=label.outcome, gained_from=label.other if label.fate == ELECTED else "")
    for at in [*range(first), *range(end, len(spans))]:
        shown = line.text[spans[at][0] : spans[at][1]]
        name, named = strip_titles(shown), lexicon.party_of(shown)
        if named and rival and not rival_party:
            rival_party = named
        elif named and not party:
            party = named
        elif not person:
            if named or not is_name_like(name, least=2):
                return None
            person = person_name(name)
        elif (changed := _read_aside(shown, statement, lexicon)) is not None:
            statement = changed
        elif (beaten := _RIVAL.fullmatch(shown)) and not rival:
            rival = _rival_of(beaten, label)
            if not rival:
                return None
            if beaten["votes"]:
                statement = replace(statement, majority=_count(beaten["votes"]))
        elif _TELLS.search(shown) or _FIGURES.search(shown):
            return None
        elif at > end:
            break
        else:
            continue
        read_to = max(read_to, spans[at][1])
    party = party or label.party
    if not person or (statement.party and party and statement.party != party):
        return None
    statement = replace(statement, party=party) if statement.outcome and label.fate == ELECTED else statement
    while line.text[read_to : read_to + 1] in (")", "]", ".") and line.text[read_to : read_to + 1]:
        read_to += 1
    return RosterEntry(person, seat, party, statement, line.start, line.start + read_to, rival, rival_party)


def _rival_of(found: re.Match[str], label: RosterLabel) -> str:
    """Return the rival's name, "" when who beat whom does not go with the label."""
    name = strip_titles(found["name"])
    is_beaten = found["verb"].lower().endswith((" to", " by"))
    fits = label.fate == (BEATEN if is_beaten else ELECTED)
    return person_name(name) if fits and is_name_like(name, least=2) else ""


def _count(shown: str) -> int:
    return int(shown.replace(",", ""))


def _read_aside(shown: str, statement: Statement, lexicon: Lexicon) -> Statement | None:
    """Return what a part beside name and seat adds; None when it is none of the parts that are known."""
    if found := _MAJORITY.fullmatch(shown):
        votes = found["first"] or found["then"] or found["by"]
        return replace(statement, majority=_count(votes))
    if _ASIDE.fullmatch(shown):
        return statement
    change = _CHANGE.fullmatch(shown)
    if change is None or not (change["verb"] or change["loser"]):
        return None
    party, loser = lexicon.party_of(change["party"] or ""), lexicon.party_of(change["loser"] or "")
    if (change["party"] and not party) or (change["loser"] and not loser):
        return None
    held = (change["verb"] or "").lower() in ("hold", "held", "no change")
    if held and loser:
        return None
    return replace(
        statement, outcome="hold" if held else "gain", party=party, gained_from=loser or statement.gained_from
    )
