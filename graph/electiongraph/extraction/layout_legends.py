"""Legends: what a page says its marks, bold type and abbreviations mean ("* elected", "winners in bold").

Extraction stage, below `layout`. In comes a document's text, out goes a `Legend`. A mark means nothing
without one: the asterisk is the sitting member's in one paper and the winner's in the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from electiongraph.extraction.layout_lexicon import Lexicon

__all__ = ["ELECTED", "INCUMBENT", "MARKS", "Legend", "read_legend"]

ELECTED = "elected"
INCUMBENT = "incumbent"
MARKS = "*†‡#+^§¶"

_MARK_WORDS = {
    "asterisk": "*", "asterisks": "*", "asterisked": "*", "star": "*", "stars": "*", "starred": "*",
    "dagger": "†", "double dagger": "‡", "plus sign": "+", "plus": "+", "cross": "+", "hash": "#",
}  # fmt: skip
_MARK = (
    rf"(?P<mark>[{re.escape(MARKS)}]|"
    r"\b(?:double dagger|plus sign|asterisk(?:s|ed)?|star(?:s|red)?|dagger|plus|hash)\b)"
)
_AT_NAMES = r"(?:(?:against|beside|next\s+to|by|after|before)\s+(?:a|the|their|his|her)\s+names?\s*)?"
_MEANS = r"(?:=|[:–—-]|denot\w+|indicat\w+|means?|shows?|marks?|signif\w+|against|beside|after|by|before)"
_MEANING = r"""(?:
    (?P<elected>(?:duly\s+|newly\s+|was\s+|were\s+|is\s+|the\s+)*
      (?:elected|winners?|winning|won|successful)\b(?!\s+in\s+(?:19|20)))
  | (?P<incumbent>(?:the\s+|a\s+|an\s+|who\s+was\s+(?:the\s+)?|was\s+(?:the\s+)?|were\s+|is\s+|outgoing\s+)*
      (?:(?:sitting|incumbent|outgoing|previous|defending|retiring|serving|current|existing)\b|incumbents?\b|
         held\s+(?:the\s+)?seats?|
         (?<!\ban\s)MPs?\s+(?:when|at|before|until|in\s+the|going|seeking|standing)|seeking\s+re-?election|
         (?:member|councillor)s?\s+(?:when|at|before|until|seeking|standing)))
)"""
# What a line that explains a mark must have; cheaper to look for than the meanings.
_MEANING_CUES = (
    "elect", "win", "won", "success", "sitting", "incumbent", "outgoing", "previous", "defending", "retiring",
    "serving", "current", "existing", "held", "mp", "member", "councillor",
)  # fmt: skip
_AFTER = re.compile(
    rf"{_MARK}['\"’”]?\)?\s*{_AT_NAMES}(?:{_MEANS}\s*){{0,2}}(?:(?:a|the|an)\s+)?(?:(?:name|candidate|person|"
    rf"councillor|member|those|people)s?\s+(?:who\s+(?:(?:is|are|was|were)\s+)?)?)?{_MEANING}",
    re.IGNORECASE | re.VERBOSE,
)
_BEFORE = re.compile(
    rf"{_MEANING}(?:\s+(?:candidates?|members?|councillors?|MPs?|MSPs?|MSs?|MLAs?|names?|ones))*,?\s*"
    rf"(?:(?:are|is|were|have|in|with|shown|marked|indicated|denoted|starred|identified|noted|by|an?|the|names|"
    rf"bear|carry|=|:|[–—-])\s+)*[('\"‘“]*{_MARK}['\"’”)]*",
    re.IGNORECASE | re.VERBOSE,
)
_BOLD = r"\bbold(?:face)?\b(?:\s+(?:type|text|print|letters))?"
_CAPITALS = r"\b(?:(?:block\s+)?capitals?|caps|upper[ -]?case)\b(?:\s+(?:letters|type))?"


def _electing(form: str) -> re.Pattern[str]:
    """Return the pattern of a legend that gives the names of those elected a form of type."""
    return re.compile(
        r"(?:elected|winners?\b|winning|successful)(?:\s+candidates?)?(?:['’]s?)?"
        r"(?:\s+(?:is|are|being|names?|appears?|shown|marked|indicated|denoted|given|has|have|with|by|in|using|a|"
        rf"(?:of|in|for)\s+(?:each|the|every)\s+(?:seat|constituency|ward|list)))*\s+{form}"
        rf"|{form}\s*(?:=|[:–—-]|denotes?|indicates?|means?|marks?|shows?)\s*(?:(?:an?|the|those|who|candidates?|"
        r"was|were|is|are)\s+)*(?:elected|winners?\b|winning|successful|won\b)",
        re.IGNORECASE,
    )


_BOLD_ELECTS, _CAPITALS_ELECT = _electing(_BOLD), _electing(_CAPITALS)
# Winners who are foretold, of an earlier election, or not of this one's kind.
_NOT_THIS_TIME = re.compile(
    r"\b(?:predict|project|forecast|likely|expect|tipped|favourite|(?:exit|opinion) poll|previous|last time|"
    r"last election|will be|would|could|might|may be|in (?:19|20)\d\d|(?:already|currently) |"
    r"(?:is|was|are) (?:an? )?elected councillor)",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(rf"[.;,|{re.escape(MARKS)}]|\s{{2,}}|$")
_OPENS_KEY = re.compile(r"\W*(?:key|abbreviations?|parties|party key|legend|who's who)\b\s*[:–—-]?\s*", re.I)
_ITEM_END = re.compile(r"\s*[;,|•·]\s+|\s+/\s+|\.\s+(?=[A-Z0-9])|\s{2,}|\t")
_PAIR = re.compile(
    r"(?P<short>[A-Za-z0-9][\w&/'’.+-]{0,9})(?P<more> [A-Z][\w&]{0,6}(?=\s*[=:–—-]))?"
    r"\s*(?P<mark>=|:|\s[–—-]|\s)\s*(?P<name>\S.{1,59})$"
)
_SHORT_IN_BRACKETS = re.compile(r"(?<= )\(([A-Z][A-Za-z0-9]{1,6})\)")
_NAME_BEFORE = re.compile(r"\b([A-Z][\w'’]+(?: (?:for|of|the|and|&|in|[A-Z][\w'’-]+)){1,6}) $")
_LONGEST_NAME = 80
_CAPITAL_CUES = ("capital", "caps", "upper")
_GROUP = re.compile(
    r"\b(?:party|residents?|ratepayers|independents?|alliance|association|group|community|coalition|first|"
    r"voice|action|labour|conservatives?|green|liberal|democrats?|union|unionist|people)\b",
    re.IGNORECASE,
)
_SURELY_A_LEGEND = 2
_PAIRING = ("=", ":", " -", " –", " —")
_LONGEST_LINE = 600


@dataclass(frozen=True, slots=True)
class Legend:
    """What marks and abbreviations mean in one document.

    Attributes:
        marks: `ELECTED` or `INCUMBENT` by mark.
        bold_elects: Bold type marks the winner.
        capitals_elect: Capitals mark the winner.
        parties: Usual short form, or the name as the page gives it, by abbreviation.
    """

    marks: Mapping[str, str] = field(default_factory=dict)
    parties: Mapping[str, str] = field(default_factory=dict)
    bold_elects: bool = False
    capitals_elect: bool = False

    def meanings(self, marks: str) -> set[str]:
        """Return what the marks on a name say of the person."""
        return {self.marks[mark] for mark in marks if mark in self.marks}


def read_legend(text: str, lexicon: Lexicon) -> Legend:
    """Read what a page says of its marks and abbreviations.

    Args:
        text: The document's text.
        lexicon: The gazetteers.

    Returns:
        The legend; empty when the page explains nothing.

    Examples:
        >>> from electiongraph.extraction.layout_lexicon import lexicon_of
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> lexicon = lexicon_of(load_gazetteers())
        >>> read_legend("* denotes sitting councillor, + elected", lexicon).marks
        {'*': 'incumbent', '+': 'elected'}
        >>> key = "Key: Lab Labour, C Conservative, HPA Hilltop Pavement Alliance"
        >>> read_legend(key, lexicon).parties["HPA"]
        'Hilltop Pavement Alliance'
        >>> read_legend("The winner of each seat is shown in bold.", lexicon).bold_elects
        True
    """
    lowered = text.lower()
    return Legend(
        _marks(text),
        _parties(text, lexicon),
        bold_elects="bold" in lowered and _says_form(text, _BOLD_ELECTS),
        capitals_elect=any(cue in lowered for cue in _CAPITAL_CUES) and _says_form(text, _CAPITALS_ELECT),
    )


def _marks(text: str) -> dict[str, str]:
    named = [mark for mark in MARKS if mark in text]
    if not named:
        return {}
    lowered = text.lower()
    named.extend(word for word in _MARK_WORDS if word in lowered)
    marks: dict[str, str] = {}
    for line in text.splitlines():
        lowered = line.lower()
        if not any(mark in lowered for mark in named) or not any(cue in lowered for cue in _MEANING_CUES):
            continue
        for match in (match for pattern in (_AFTER, _BEFORE) for match in pattern.finditer(line)):
            shown = match["mark"].lower()
            mark = _MARK_WORDS.get(shown, shown)
            if not match["elected"]:
                marks.setdefault(mark, INCUMBENT)
            elif _is_of_now(line, match):
                marks.setdefault(mark, ELECTED)
    return {mark: meaning for mark, meaning in marks.items() if mark in text}


def _says_form(text: str, pattern: re.Pattern[str]) -> bool:
    return any(_is_of_now(line, match) for line in text.splitlines() for match in pattern.finditer(line))


def _is_of_now(line: str, match: re.Match[str]) -> bool:
    """Tell whether a legend speaks of the winners of this election, not of foretold or earlier ones."""
    before = [found.end() for found in _CLAUSE_END.finditer(line[: match.start()]) if found.group()]
    after = _CLAUSE_END.search(line, match.end())
    return not _NOT_THIS_TIME.search(line, before[-1] if before else 0, after.start() if after else len(line))


def _parties(text: str, lexicon: Lexicon) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in text.splitlines():
        if 5 < len(line) < _LONGEST_LINE:
            found.update(_of_line(line, lexicon))
    for short in _SHORT_IN_BRACKETS.finditer(text):
        if lexicon.party_of(short[1]):
            continue
        name = _NAME_BEFORE.search(text, max(0, short.start() - _LONGEST_NAME), short.start())
        if name and lexicon.party_of(name[1]):
            found.setdefault(short[1], lexicon.party_of(name[1]))
    return found


def _of_line(line: str, lexicon: Lexicon) -> dict[str, str]:
    """Return the abbreviations that a line explains: two or more, one of them of a known party."""
    opening = _OPENS_KEY.match(line)
    if opening is None and sum(map(line.count, _PAIRING)) < _SURELY_A_LEGEND:
        return {}
    pairs = dict(_pairs(line[opening.end() if opening else 0 :], lexicon, is_key=opening is not None))
    known = sum(
        bool(lexicon.party_of(short)) and lexicon.party_of(short) == name for short, name in pairs.items()
    )
    if known < _SURELY_A_LEGEND and "=" not in line:
        pairs = {
            short: name for short, name in pairs.items() if lexicon.party_of(name) or _GROUP.search(name)
        }
    return pairs if known and (len(pairs) > 1 or opening) else {}


def _pairs(line: str, lexicon: Lexicon, *, is_key: bool) -> Iterator[tuple[str, str]]:
    for item in _ITEM_END.split(line.strip(" .()[]")):
        match = _PAIR.match(item.strip(" .()[]"))
        if match is None or (match["mark"].isspace() and not is_key):
            continue
        name = match["name"].strip(" .")
        party = lexicon.party_of(name)
        if party or name[0].isupper():
            yield match["short"] + (match["more"] or ""), party or name
