"""Cells of a results line, typed by what they hold and never by where they stand.

Extraction stage, below `layout`. In comes a line (or the cells of a table row), out go `Cell`s: numbers of
several sorts, parties, flags, outcomes, seats, words without weight, and texts that may be names.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from electiongraph.extraction.layout_legends import MARKS
from electiongraph.extraction.layout_lexicon import Lexicon, words_of
from electiongraph.extraction.layout_pieces import AGE

__all__ = [
    "NUMBER",
    "NUMERIC_KINDS",
    "PICTOGRAPHS",
    "Cell",
    "in_one_language",
    "is_noise",
    "number_of",
    "read_cells",
]

MOST_VOTES = 250_000
_DIGITS = re.compile(r"\d[\d,. \u00a0\u202f\u2009'’]*")
_NO_DIGIT = re.compile(r"\D")
_NO_DECIMAL = re.compile(r"[^\d.]")
# Emoji, flags and the like, without ticks and crosses, which say who was elected.
PICTOGRAPHS = (
    "\u2190-\u21ff\u25a0-\u25ff\u2600-\u2610\u2614-\u2704\u2707-\u2712\u2728-\u274b\u2753-\u2757\u2764-\u27bf"
    "\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\U000e0020-\U000e007f\ufe0f\u200d"
)
# The hyphen last, for sets of characters.
_DASHES = "–−—-"

NUMBER = rf"""
    (?P<percent>(?:(?<![\w.,%)])[+±{_DASHES}])?(?<![\w.,])\d{{1,3}}(?:\.\d+)?\s?(?:%|per\s?cent\b|percent\b|pc\b|pts?\b|pp\b|ppts?\b))
  | (?P<change>(?<![\w.,%)])[+±{_DASHES}]\d+(?:\.\d+)?(?![\d,.]*\d))
  | (?P<grouped>(?<![\w.,])\d{{1,3}}(?:,\d{{3}}){{1,2}}(?![\d]|[.,]\d|\w)
       |(?<![\w.,])\d{{1,2}}(?:,\d\d){{1,2}},\d{{3}}(?![\d]|[.,]\d|\w)
       |(?<![\w.,])\d{{1,3}}(?:[\u00a0\u202f\u2009\ '’]\d{{3}}){{1,2}}(?![\d]|[.,]\d|\w))
  | (?P<ordinal>(?<![\w.,])\d{{1,2}}(?:st|nd|rd|th)\b)
  | (?P<dotted>(?<![\w.,])\d{{1,3}}\.\d{{3}}(?![\d]|[.,]\d|\w))
  | (?P<decimal>(?<![\w.,])\d{{1,3}}\.\d{{1,2}}(?![\d]|[.,]\d|\w))
  | (?P<integer>(?<![\w.,])\d+(?![\d]|[.,]\d|\w))
"""
_SEPARATOR = rf"""
    (?P<separator>\s+[{_DASHES}]{{1,2}}\s+|\s*—\s*|\s+[{_DASHES}](?=\d)(?!(?<=[\d%)]\s[{_DASHES}])\d+\.\d{{1,2}}(?![\d%]))|(?<=\w)[–—](?=\d)|^[{_DASHES}]\s+|\s+[{_DASHES}]+$
       |:|;|,(?!\d{{3}}(?:\D|$))|[()\[\]{{}}]|[•·∙|]|\t|\s/\s(?!Co-?op)|\.{{3,}}|…|_{{2,}}|\s{{2,}}|[=→>])
"""
_TOKEN = re.compile(rf"(?=[\d\W_])(?:{NUMBER}|{_SEPARATOR})", re.VERBOSE)
_NICKNAME = re.compile(r"(?<=[^\W\d_]) [(]([A-Z][a-z]+)[)] (?=[A-Z])(?!(?i:(?:duly )?elected|winner|won)\b)")
_ELECTED = re.compile(
    r"(?:(?:your |the |our )?new mp|(?:duly |declared |re-?)?elected(?: (?:as )?mp| candidate)?|"
    r"winner|winning candidate|✓|✔️?|✅|☑|☒|won|"
    r"\*+ ?elected ?\*+)",
    re.IGNORECASE,
)
_SYMBOLS = re.compile(rf"[✅✔✓☑❌✗✘✖☒{PICTOGRAPHS}\s]+")
_WINNER_BEFORE = re.compile(r"(?:Winner|WINNER|Elected|ELECTED|New MP|NEW MP)\s+(?=[A-Z][\w'’-]+ [A-Z])")
# "Jo White Elected Labour", as a page's tag leaves it.
_ELECTED_BETWEEN = re.compile(r"(?P<name>\S+(?: \S+)+) (?P<elected>Elected|Winner) (?P<party>[A-Z].*)")
_CAME_FIRST = re.compile(r"\b(?:(?:came|finished) first|topped (?:the )?polls?|(?:won|wins) with)\b")
_AROUND = f"{MARKS}_ \u00a0"
_TRAILING_SYMBOLS = re.compile(rf"[{PICTOGRAPHS}\s]+$")
_TICK = re.compile("[✅✔✓☑]")
_TRAILING_TICK = re.compile(r"(?<=\w)\W*(?P<tick>[✅✔✓☑])\ufe0f?\W*$")
_TAG_ENDS = " .,;:!?)]*†‡✓✔✅"
_LAST_OF_TAGS = ("mp", "member", "incumbent", "dissolution", "election", "elected", "winner", "won")
_FORECAST = re.compile(r"(?<![\d,.])\d{1,3}\s*/\s*\d{1,3}(?![\d,.%])|[£$€]|\bpm\b", re.IGNORECASE)
_ODDS_MARKS = frozenset("/£$€")
_NUMERAL_NOISE = re.compile(r"[\s.*†‡#+^§¶'\"“”‘’!/?&<>~^=+|]*")
# Tags that a page or a reporter sets right after a name: "Sitting MP", "MP at dissolution", "ELECTED".
_INCUMBENT_WORDS = (
    r"(?:the |a )?(?:sitting|incumbent|current|outgoing|defending|existing|serving)"
    r"(?: (?:MP|member|candidate)s?)?"
    r"|MP (?:at|before|until|up to|when) (?:the )?(?:dissolution|election)|incumbency|defending (?:the )?seat"
    r"|(?:seeking|standing for|up for) re-?election|re-?standing"
)
_INCUMBENT = re.compile(rf"(?:{_INCUMBENT_WORDS})", re.IGNORECASE)
_TAG = re.compile(
    r"(?<=[\w.'’*)])[\s,–—-]+(?:(?P<incumbent>[Tt]he [Ss]itting MP|[Ss]itting [Mm]ember|(?:[Ss]itting|"
    r"[Ii]ncumbent|[Cc]urrent|[Oo]utgoing|[Dd]efending) MP|SITTING MP|INCUMBENT|Incumbent|incumbent|"
    r"MP (?:at|before|until) (?:the )?(?:dissolution|election))|(?P<elected>Elected|ELECTED|WINNER|Winner|"
    r"DULY ELECTED|WON))\W*$"
)
NUMERIC_KINDS = frozenset({"percent", "change", "integer", "dotted", "decimal", "ordinal"})
NOISE_TEXT = """
    vote votes voted polled received cast total number no of the share % change a and for in at with
    percent per cent percentage pts points by candidate candidates party candidate's name mp was were
    got secured runner up second third fourth fifth sixth seventh eighth ninth tenth last place came
    finished first result results n nc new na none up down on majority maj swing since lost deposit
    deposits valid incumbent sitting count stage round back v vs beat defending beats member
    cheering cheers applause laughter booing
    took representing managed attracted followed then ahead
"""
_MEMBER_WORDS = frozenset({"incumbent", "sitting", "defending"})
_BEATING = frozenset({"beat", "beats", "defeating", "v", "vs"})
NOISE = frozenset(NOISE_TEXT.split())
# "Was elected with", "elected at stage 2"; but "first elected in 2010" is no word on this election.
_ELECTING_TEXT = """
    elected returned
"""
_ELECTING = frozenset(_ELECTING_TEXT.split())
_BESIDE_ELECTING_TEXT = """
    unopposed uncontested duly declared deemed is now has been as who re without reaching quota
"""
_BESIDE_ELECTING = NOISE | _ELECTING | frozenset(_BESIDE_ELECTING_TEXT.split())
_EARLIER_ELECTING = frozenset({"first", "last", "since", "in", "total", "number", "candidates", "for", "to"})
_NOT_ELECTED = re.compile(
    r"(?:(?:were|was) )?(?:not (?:re-?)?elected|unelected|unsuccessful(?: candidates?)?|eliminated|excluded)"
    r"(?: (?:at|on|after)?(?: ?(?:count|stage|round))?)?",
    re.IGNORECASE,
)
_OUTCOME_WORDS_TEXT = """
    hold holds held gain gains gained retain retains retained win wins from no change lose loss
"""
_OUTCOME_WORDS = frozenset(_OUTCOME_WORDS_TEXT.split())


# "Lab maj 1,832", "lost to Labour by 888": the figure after it is nobody's votes.
_MARGIN = re.compile(r"\b(?:maj|majority|by)$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a results line.

    Attributes:
        kind: "integer", "dotted" (5.384, thousands or not), "decimal", "percent", "change", "ordinal",
            "party", "elected", "incumbent", "outcome", "seat", "noise" or "text".
        text: The piece as it stands.
        start: Offset into the document's text.
        end: One past its last code point.
        value: The number; for a party its usual short form, for a seat its official name.
        opener: The last separator before it: "(", ",", ":", ";", "|" (also tab and wide gaps), "-" or "".
        column: Which column of a table row, from 0.
        marks: Asterisks, daggers and the like that stand at the text.
    """

    kind: str
    text: str
    start: int
    end: int
    value: float | str = ""
    opener: str = ""
    column: int = 0
    marks: str = ""


def number_of(kind: str, text: str) -> float:
    """Return the value of a number of a kind, a dotted one as a decimal.

    Examples:
        >>> number_of("integer", "14,677"), number_of("percent", "37.88%"), number_of("change", "−5.1")
        (14677, 37.88, -5.1)
    """
    match = _DIGITS.search(text)
    digits = match.group() if match else "0"
    if kind == "integer":
        return int(digits) if digits.isdigit() else int(_NO_DIGIT.sub("", digits))
    value = float(_NO_DECIMAL.sub("", digits).rstrip("."))
    return -value if text[:1] in _DASHES else value


def is_noise(words: Sequence[str]) -> bool:
    """Tell whether words carry no fact of their own in a results line."""
    return all(word in NOISE for word in words)


def read_cells(
    text: str, offset: int, columns: Sequence[tuple[int, int]], lexicon: Lexicon
) -> tuple[Cell, ...] | None:
    """Split a line into typed cells.

    Args:
        text: The document's text.
        offset: Where the line starts; unused when columns are given for each cell.
        columns: Spans of the row's columns; for a line that is no row, its own span alone.
        lexicon: The gazetteers.

    Returns:
        Cells in text order; None when the line holds what no results line has (odds, money).
    """
    cells: list[Cell] = []
    for column, (start, end) in enumerate(columns):
        piece = text[start:end]
        if not piece:
            continue
        if (_ODDS_MARKS & set(piece) or "pm" in piece.lower()) and _FORECAST.search(piece):
            return None
        opener = "|" if column else ""
        cells.extend(_column_cells(piece, max(start, offset), column, opener, lexicon))
    return tuple(cells)


def _column_cells(piece: str, offset: int, column: int, opener: str, lexicon: Lexicon) -> Iterator[Cell]:
    shielded = _nicknames(piece, lexicon) if "(" in piece else []
    if "," in piece and " and " in piece:
        shielded.extend(match.span() for match in lexicon.names_with_commas.finditer(piece))
    position = 0
    for token in _TOKEN.finditer(piece):
        kind = token.lastgroup or ""
        if kind == "separator" and any(left <= token.start() < right for left, right in shielded):
            continue
        if position < token.start():
            span = position, token.start()
            yield from _text_cell(piece, span, offset, lexicon, column=column, opener=opener)
        position = token.end()
        if kind == "separator":
            opener = _opener(token.group())
            continue
        if not AGE.match(piece, token.start()):
            yield from _number_cells(kind, token, offset, column, opener)
        opener = ""
    yield from _text_cell(piece, (position, len(piece)), offset, lexicon, column=column, opener=opener)


def _nicknames(piece: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    return [match.span() for match in _NICKNAME.finditer(piece) if not lexicon.party_of(match.group(1))]


def _opener(separator: str) -> str:
    bare = separator.strip()
    if not bare:
        return "|"
    if bare[0] in _DASHES:
        return "-"
    return {"[": "(", "{": "(", "/": "|", "•": "|", "·": "|", "∙": "|", "_": "|", ".": "|", "…": "|"}.get(
        bare[0], bare[0]
    )


def _number_cells(kind: str, token: re.Match[str], offset: int, column: int, opener: str) -> Iterator[Cell]:
    text = token.group()
    start = offset + token.start()
    if kind == "grouped":
        kind = "integer"
        if number_of(kind, text) > MOST_VOTES and "," not in text:
            for part in re.finditer(r"\d+", text):
                yield Cell(
                    kind, part.group(), start + part.start(), start + part.end(), int(part.group()),
                    opener, column,
                )  # fmt: skip
            return
    if kind == "percent" and text[0] in f"+±{_DASHES}":
        kind = "change"
    yield Cell(kind, text, start, start + len(text), number_of(kind, text), opener, column)


def _text_cell(
    piece: str, span: tuple[int, int], offset: int, lexicon: Lexicon, *, column: int, opener: str
) -> Iterator[Cell]:
    start, end = span
    raw = piece[start:end]
    stripped = raw.strip(" \t\n\u00a0.,;:")
    if not stripped:
        return
    symbols = _SYMBOLS.match(stripped)
    if symbols and symbols.end() < len(stripped):
        at = offset + start + raw.index(stripped)
        if _TICK.search(symbols.group()):
            yield Cell("elected", symbols.group(), at, at + len(symbols.group()), "", opener, column)
        stripped = stripped[symbols.end() :]
    may_tell = " first" in stripped or "topped " in stripped or stripped.endswith(" with")
    if may_tell and (won := _CAME_FIRST.search(stripped)):
        at = offset + start + raw.index(stripped) + won.start()
        yield Cell("elected", won.group(), at, at + len(won.group()), "", opener, column)
    stripped, flag = _without_flag(stripped, offset + start + raw.index(stripped), lexicon, column, opener)
    left = start + raw.index(stripped)
    bare = stripped.strip(_AROUND) or stripped
    if not bare.isascii():
        bare = _TRAILING_SYMBOLS.sub("", bare) or bare
    around = stripped.replace(bare, "") if bare != stripped else ""
    marks = "".join(mark for mark in MARKS if mark in around) if around else ""
    left += stripped.index(bare)
    shown = bare
    bare, skipped = _without_edges(bare)
    tail = shown[skipped + len(bare) :]
    left += skipped
    winner = _WINNER_BEFORE.match(bare)
    if winner:
        label = winner.group().strip()
        yield Cell("elected", label, offset + left, offset + left + len(label), "", opener, column)
        bare, left = bare[winner.end() :], left + winner.end()
    between = _ELECTED_BETWEEN.fullmatch(bare) if "lected " in bare or "inner " in bare else None
    if between and lexicon.party_of(between["party"]):
        for kind, part in (("text", "name"), ("elected", "elected")):
            first, last = between.span(part)
            yield Cell(kind, between[part], offset + left + first, offset + left + last, "", opener, column)
        bare, left = between["party"], left + between.start("party")
    kind, value = _kind_of(bare, opener, lexicon)
    yield Cell(kind, bare, offset + left, offset + left + len(bare), value, opener, column, marks)
    if tail and _MARGIN.search(tail):
        at = offset + left + len(bare)
        yield Cell("noise", tail, at, at + len(tail), "", opener, column)
    if flag is not None:
        yield flag


def _without_flag(
    text: str, start: int, lexicon: Lexicon, column: int, opener: str
) -> tuple[str, Cell | None]:
    """Return a text without the tag or tick after it, which says who was elected or the member, and that."""
    flag: Cell | None = None
    tag = _TAG.search(text) if text.rstrip(_TAG_ENDS).lower().endswith(_LAST_OF_TAGS) else None
    if tag and _may_bear_tag(text[: tag.start()], opener, lexicon):
        at = start + tag.start(tag.lastgroup or 0)
        shown = tag.group(tag.lastgroup or 0)
        flag = Cell(tag.lastgroup or "noise", shown, at, at + len(shown), "", opener, column)
        text = text[: tag.start()]
    if not text.isascii() and (tick := _TRAILING_TICK.search(text)):
        at = start + tick.start("tick")
        flag = Cell("elected", tick["tick"], at, at + 1, "", opener, column)
        text = text[: tick.start()]
    return text, flag


def _may_bear_tag(before: str, opener: str, lexicon: Lexicon) -> bool:
    """Tell whether a tag may follow a text: a name of several words, given names after a comma, a party."""
    return " " in before.strip() or opener == "," or bool(lexicon.party_of(before))


def _without_edges(text: str) -> tuple[str, int]:
    """Return a text without small words of no weight at its ends, and how much fell away before it."""
    if text.partition(" ")[0] not in NOISE and text.rpartition(" ")[2] not in NOISE:
        return text, 0
    words = text.split(" ")
    if len(words) < 2:
        return text, 0
    if is_noise([word for word, _, _ in words_of(text)]):
        return text, 0
    first, last = 0, len(words)
    while last - first > 1 and words[last - 1].islower() and words[last - 1] in NOISE:
        last -= 1
    while last - first > 1 and words[first].islower() and words[first] in NOISE:
        first += 1
    if last - first < 2 and len(words) > 1 and not words[first][:1].isupper():
        return text, 0
    return " ".join(words[first:last]), sum(len(word) + 1 for word in words[:first])


def _kind_of(text: str, opener: str, lexicon: Lexicon) -> tuple[str, str]:
    if _ELECTED.fullmatch(text) or (text == "E" and opener != ","):
        return "elected", ""
    if _INCUMBENT.fullmatch(text):
        return "incumbent", ""
    if _NUMERAL_NOISE.fullmatch(text) or _NOT_ELECTED.fullmatch(text):
        return "noise", ""
    party = lexicon.party_of(text)
    if party:
        return "party", party
    words = [word for word, _, _ in words_of(text)]
    if is_noise(words):
        return "incumbent" if _says_incumbent(words) else "noise", ""
    if any(word in _OUTCOME_WORDS for word in words) and _is_outcome(words, lexicon):
        return "outcome", ""
    return ("elected" if _says_elected(words) else "text"), ""


def _says_elected(words: Sequence[str]) -> bool:
    """Tell whether a text says with other words of no weight that a person was elected."""
    if _ELECTING.isdisjoint(words):
        return False
    said = set(words)
    return said <= _BESIDE_ELECTING and said.isdisjoint(_EARLIER_ELECTING)


def _says_incumbent(words: Sequence[str]) -> bool:
    """Tell whether words without weight of their own call the person the sitting member: "MP since 2010"."""
    if _BEATING & set(words):
        return False
    return bool(_MEMBER_WORDS & set(words)) or {"mp", "since"} <= set(words)


def _is_outcome(words: Sequence[str], lexicon: Lexicon) -> bool:
    rest: list[str] = []
    runs: list[list[str]] = [rest]
    for word in words:
        if word in _OUTCOME_WORDS:
            rest = []
            runs.append(rest)
        else:
            rest.append(word)
    return all(not run or lexicon.party_of_words(run) for run in runs)


def in_one_language(cells: list[Cell], columns: Mapping[int, str]) -> list[Cell]:
    """Keep the party that is known of two names in a column of parties: "Y Blaid Werdd / Green"."""
    pairs = itertools.pairwise(cells)
    doubled = {two.column for one, two in pairs if one.column == two.column and two.opener in ("/", "|")}
    known = {cell.column for cell in cells if cell.kind == "party" and columns.get(cell.column) == "party"}
    return [cell for cell in cells if cell.kind != "text" or cell.column not in doubled & known]
