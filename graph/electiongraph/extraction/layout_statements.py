"""Lines about a seat's result as a whole: "Result: LABOUR HOLD - 6,858 majority", "Turnout: 49.87%".

Extraction stage, below `layout`. In comes a line, out goes a `Statement`, but only when every word of the
line is accounted for; a sentence with any other word in it is left to the prose rules.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from electiongraph.extraction.layout_cells import NUMBER, number_of
from electiongraph.extraction.layout_lexicon import Lexicon, words_of

__all__ = ["Statement", "may_state", "read_statement"]

_TOKEN = re.compile(rf"(?P<word>[^\W\d_][\w'’]*|&)|{NUMBER}|(?P<mark>\S)", re.VERBOSE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_TURNOUT = re.compile(
    r"\bvoter turnout\b|\bturn[- ]out\b|\bt/o(?:ut)?\b|"
    r"\bvotes polled(?=:? [\d,]+ \(\d\d(?:\.\d+)?%\))|\b(?:y )?nifer a bleidleisiodd\b",
    re.IGNORECASE,
)
# "Turnout: 44,121 of 64,900 registered electors (68.0%)"
_OF_ELECTORS = re.compile(
    r"[\d,]+ (?:out )?of [\d,]+ (?:registered |eligible )?(?:electors|voters)(?: on the lists?)?",
    re.IGNORECASE,
)
_PREVIOUS = re.compile(
    r"\W*(?:last time(?: out| round| around)?|last (?:general )?election|previously|"
    r"previous (?:result|election|majority(?=:)))"
    r"(?: result)?\b[\s:,–—-]*(?:\(?in\s+)?",
    re.IGNORECASE,
)
# "New boundaries*: Con 26,551, Lab 19,115. Majority 7,436", "Notional majority: 2,144"
_NOTIONAL = re.compile(
    r"\W*(?:(?:the )?(?:(?:estimated|implied|projected|recalculated) )?(?:(?:19|20)\d\d )?"
    r"(?:results? |votes? |majority )?"
    r"(?:\(?(?:(?:re)?calculated |estimated |redrawn |as )?(?:if )?(?:on|under|for|with)(?: the)?"
    r" (?:new|redrawn|revised|2024) (?:boundaries|map|lines|borders)\)?"
    r"|new boundaries|redrawn boundaries|\(?notional(?:ly)?\)?)"
    r"(?: (?:(?:19|20)\d\d|result|results|figures|vote|votes|estimates?|majority|maj))*)"
    r"\s*(?:\((?:19|20)\d\d\))?\W*?[:–—-]\s*",
    re.IGNORECASE,
)
_TAGS = re.compile(r"(?<!\w)[#@]\w+")
_NEW_SEAT = re.compile(r"(?<!\w)(?:brand[- ])?new (?:seat|constituency)\b", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"^\(?(?:[Ii]n )?((?:19|20)\d\d)(?:\)\s*[:–—-]?|\s*[:–—-])\s*(?=\D)")
_AFTER_YEAR = frozenset((":", "result", "general", "notional", "majority", "turnout"))
_OUTCOMES = {
    "hold": "hold", "holds": "hold", "held": "hold", "retain": "hold", "retains": "hold", "retained": "hold",
    "gain": "gain", "gains": "gain", "gained": "gain",
}  # fmt: skip
_LABELS = {
    "majority": "majority", "maj": "majority", "mwyafrif": "majority", "turnout": "turnout",
    "electorate": "other", "electors": "other", "electoral": "other", "swing": "swing", "rejected": "other",
    "spoilt": "other", "spoiled": "other", "invalid": "other", "total": "other", "valid": "other",
    "registered": "other", "ballots": "other", "verified": "other", "issued": "other", "void": "other",
    "quota": "other", "uncertain": "other", "doubtful": "other", "unmarked": "other",
}  # fmt: skip
_CUE = re.compile(
    rf"\b(?:{'|'.join([*_LABELS, *_OUTCOMES])}|turn|t/o|wins?|new seat)\b|^\W*(?:In )?(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_WINNING = frozenset({"win", "wins", "won", "victory"})
_STRONG_LABELS = frozenset({"majority", "maj", "turnout"})
_IGNORED_TEXT = """
    result results of was is the votes vote voters a at with by and in to on for since per cent percent
    share change changes down up points point pts papers paper ballot number cast poll polled overall
    new winning win wins final declared declaration full an as official mark or want more than one
    candidate figure figures local counted voting seat constituency party outcome winner uk number blank
    unmarked intention election general parliamentary compared status pp ppts pc n c eligible included
    not void follows uncertainty writing identifying over both notional notionally falling fell rising
    rose against previously both two three four all then
    first only just after recount recounts confirmed breaking flash snap brand update over
"""
_IGNORED = frozenset(_IGNORED_TEXT.split())


@dataclass(slots=True)
class Statement:
    """What a line says of a seat; empty strings and None where it says nothing.

    Attributes:
        outcome: "hold" or "gain".
        party: The party that held or gained.
        gained_from: The party that lost the seat.
        majority: Votes.
        majority_share: Percent.
        turnout: Percent.
        year: The year that opens the line ("2019: Con maj 4,426"), for an earlier result.
        is_new: True when it says that the seat is new.
        is_previous: True when it opens with words such as "Last time".
        is_notional: True when it speaks of a recalculated result.
        has_label: True when the line names any figure of a seat, wanted here or not.
        earlier: Figures of other years set beside these: "59.5% (2015: 56.5%)", "down from 71.9% in 2019".
    """

    outcome: str = ""
    party: str = ""
    gained_from: str = ""
    majority: int | None = None
    majority_share: float | None = None
    turnout: float | None = None
    year: str = ""
    is_new: bool = False
    is_previous: bool = False
    is_notional: bool = False
    has_label: bool = False
    earlier: list[Statement] = field(default_factory=list)

    @property
    def says_anything(self) -> bool:
        """Tell whether there is a fact or at least a known figure in it."""
        return self.has_label or self.is_new or bool(self.outcome or self.party)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    word: str
    value: float = 0


def may_state(text: str) -> bool:
    """Tell cheaply whether a line may be a statement: it has one of the words, or opens with a year."""
    return _CUE.search(text) is not None


def read_statement(text: str, lexicon: Lexicon) -> Statement | None:
    """Read a line that states nothing but a seat's outcome and figures.

    Args:
        text: The line, without a seat's name.
        lexicon: The gazetteers.

    Returns:
        What it states; None when it has any word or number that the grammar cannot place.
    """
    notional = _NOTIONAL.match(text)
    previous = notional or _PREVIOUS.match(text)
    rest = text[previous.end() :] if previous else text
    if previous and "maj" in previous.group().lower():
        rest = f"majority {rest}"
    shown = _YEAR_FIRST.sub(r"\1: ", rest)
    tokens = _tokens(shown)
    if not tokens or len(tokens) > 120:
        return None
    reader = _Reader(tokens, lexicon)
    if not reader.read():
        return None
    reader.statement.is_new = _NEW_SEAT.search(text) is not None
    if notional and not reader.statement.year:
        found = _YEAR.search(notional.group())
        reader.statement.year, reader.statement.is_notional = found.group() if found else "", True
    reader.statement.is_previous = previous is not None and not reader.statement.year
    return reader.statement


def _tokens(text: str) -> list[_Token]:
    if "#" in text or "@" in text:
        text = _TAGS.sub(" ", text)
    text = _TURNOUT.sub("turnout", text)
    if " of " in text:
        text = _OF_ELECTORS.sub(" ", text)
    tokens = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        found = match.group()
        if kind == "word":
            folded = words_of(found)
            tokens.append(_Token(kind, found, folded[0][0] if folded else ""))
        elif kind == "mark":
            tokens.append(_Token(kind, found, ""))
        else:
            kind = "integer" if kind == "grouped" else kind
            tokens.append(_Token(_signed(kind, found), found, "", number_of(kind, found)))
    return tokens


def _signed(kind: str, text: str) -> str:
    return "change" if kind == "percent" and text[0] in "+±-–−—" else kind


class _Reader:
    """Walks over the tokens of one line."""

    def __init__(self, tokens: Sequence[_Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.statement = Statement()
        self.label = ""
        self.filled = False
        self.waiting: _Token | None = None
        self.after_from = False
        self.last_party = ""
        self.target = self.statement

    def read(self) -> bool:
        """Read all tokens; False at the first that has no place."""
        at = 0
        while at < len(self.tokens):
            token = self.tokens[at]
            if token.kind == "word":
                step = self._word(at)
                if not step:
                    return False
                at += step
                continue
            if token.kind == "mark":
                if token.text in '£$€“”"' or (token.text == "?" and not self._is_last(at)):
                    return False
                if token.text in ").;":
                    self.target = self.statement
                at += 1
                continue
            self._number(at)
            at += 1
        return True

    def _is_last(self, at: int) -> bool:
        return at == len(self.tokens) - 1

    def _word(self, at: int) -> int:
        token = self.tokens[at]
        party, length = self._party(at)
        if party and not (length == 1 and token.word in _IGNORED and token.text.islower()):
            self._take_party(party)
            return length
        if token.word in ("notional", "notionally") and self.target.year:
            self.target.is_notional = True
        outcome = _OUTCOMES.get(token.word)
        if outcome:
            self.statement.outcome = self.statement.outcome or outcome
            if self.last_party and not self.statement.party:
                self.statement.party = self.last_party
            self.label, self.filled = "", False
            return 1
        if token.word in _WINNING and self.last_party:
            self.statement.party = self.statement.party or self.last_party
            return 1
        if token.word in _LABELS:
            self._take_label(token.word)
            return 1
        if token.word == "from":
            self.after_from = True
            return 1
        return 1 if token.word in _IGNORED else 0

    def _party(self, at: int) -> tuple[str, int]:
        words: list[str] = []
        best = ("", 0)
        for length, token in enumerate(self.tokens[at : at + 6], 1):
            if token.kind != "word":
                if token.text in "-'’":
                    continue
                break
            words.append(token.word)
            name = (
                self.lexicon.party_of(token.text) if len(words) == 1 else self.lexicon.party_of_words(words)
            )
            if name:
                best = (name, length)
        return best

    def _take_party(self, party: str) -> None:
        statement = self.statement
        if self.label == "swing":
            self.after_from = False
            return
        if self.after_from:
            if statement.outcome == "gain":
                statement.gained_from = statement.gained_from or party
            self.after_from = False
            return
        self.last_party = party
        if statement.outcome and not statement.party and not self.label:
            statement.party = party

    def _take_label(self, word: str) -> None:
        label = _LABELS[word]
        self.statement.has_label = True
        if self.label == "other" and label == "other" and not self.filled:
            return
        if self.label == "turnout" and label == "other" and not self.filled:
            return
        if self.target.year and self.filled:
            self.target = self.statement
        self.label, self.filled, self.after_from = label, False, False
        if self.waiting is not None:
            self._assign(self.waiting)
            self.waiting = None

    def _number(self, at: int) -> None:
        token = self.tokens[at]
        if token.kind == "integer" and _YEAR.fullmatch(token.text) and self._is_year(at):
            if at == 0 or (self.label in ("majority", "turnout") and not self.filled):
                self.statement.year = token.text
            elif self.label in ("majority", "turnout") and self._has_figure_after(at):
                self._turn_to(token.text)
                self.filled = False
            elif not self._is_year_of_figure(at):
                self.label = "other"
            return
        if self._is_left_behind(at):
            return
        year = self._year_of_figure(at)
        if year and self.label in ("majority", "turnout") and self.filled:
            self._turn_to(year)
            self._assign(token)
            self.target = self.statement
            return
        won_by = at and self.tokens[at - 1].word == "by" and self.statement.outcome and not self.label
        if won_by and token.kind == "integer" and self.statement.majority is None:
            self.statement.majority = int(token.value)
        elif self._belongs_to_next(at):
            self.waiting = token
        elif self.label:
            self._assign(token)

    def _is_year(self, at: int) -> bool:
        before = self.tokens[at - 1] if at else None
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if before is None and after is not None and after.text == "(":
            after = self.tokens[at + 2] if at + 2 < len(self.tokens) else None
            return after is not None and after.word in ("notional", "notionally", "result")
        if before is None:
            return after is not None and after.text in _AFTER_YEAR
        return (
            before.word in ("in", "at", "since", "from", "on")
            or before.text in ("(", ",")
            or (after is not None and after.text == ":")
        )

    def _turn_to(self, year: str) -> None:
        """Let the next figures be those of an earlier year."""
        self.target = Statement(year=year)
        self.statement.earlier.append(self.target)

    def _has_figure_after(self, at: int) -> bool:
        """Tell whether a year is followed by its figure: "2015: 56.5%", "2019 notional: Con 7,000"."""
        if self.tokens[at - 1].word in ("since", "on"):
            return False
        for token in self.tokens[at + 1 : at + 6]:
            if token.kind == "mark" and token.text in ").;,":
                return False
            if token.kind not in ("word", "mark"):
                return token.kind in ("integer", "percent", "decimal", "dotted")
        return False

    def _is_left_behind(self, at: int) -> bool:
        """Tell whether a figure is the former one of "down from 15,596 to 12,760"."""
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        return at > 0 and self.tokens[at - 1].word == "from" and after is not None and after.word == "to"

    def _year_of_figure(self, at: int) -> str:
        """Return the year that follows a figure: "71.9% in 2019"."""
        after = self.tokens[at + 1 : at + 3]
        if len(after) < 2 or after[0].word not in ("in", "at") or after[1].kind != "integer":
            return ""
        return after[1].text if _YEAR.fullmatch(after[1].text) else ""

    def _is_year_of_figure(self, at: int) -> bool:
        return at > 1 and bool(self._year_of_figure(at - 2)) and self.tokens[at - 2].kind != "word"

    def _belongs_to_next(self, at: int) -> bool:
        follower = at + 1
        while follower < len(self.tokens) and self.tokens[follower].word in ("vote", "votes"):
            follower += 1
        if follower >= len(self.tokens) or self.tokens[follower].word not in _STRONG_LABELS | {"swing"}:
            return False
        if not self.label:
            return True
        after = self.tokens[follower + 1] if follower + 1 < len(self.tokens) else None
        number_follows = after is not None and after.kind not in ("word", "mark")
        before = self.tokens[at - 1]
        return self.filled and not number_follows and (before.text in ",;.-–|" or before.word in ("a", "an"))

    def _assign(self, token: _Token) -> None:
        statement = self.target
        if token.kind in ("change", "ordinal"):
            return
        if self.label == "majority":
            if token.kind == "integer" and statement.majority is None:
                statement.majority = int(token.value)
            elif token.kind == "dotted" and statement.majority is None:
                statement.majority = round(token.value * 1000)
            elif token.kind in ("percent", "decimal") and statement.majority_share is None:
                statement.majority_share = _within_percent(token.value)
        elif self.label == "turnout" and token.kind in ("percent", "decimal") and statement.turnout is None:
            statement.turnout = _within_percent(token.value)
        self.filled = True


def _within_percent(value: float) -> float | None:
    return value if 0 <= value <= 100 else None
