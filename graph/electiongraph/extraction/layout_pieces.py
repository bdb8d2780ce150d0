"""Where a list that runs on in one line may be cut into its candidates.

Extraction stage, below `layout`. In comes a line with the place to start from, out come the spans of its
pieces. There are several ways to cut; which of them is right shows in what the pieces hold.
"""

from __future__ import annotations

import re

from electiongraph.extraction.layout_lexicon import Lexicon

__all__ = ["AGE", "WAYS_TO_CUT", "Piece", "cut_after_brackets"]

Piece = tuple[int, int]

# "(38, Alliance)", "(Lab, aged 41)", "Sarah Owen, 41, (Lab)", "(Alliance, 38) beat" tell nobody's votes.
AGE = re.compile(
    r"(?:(?<=[Aa]ged )|(?<=\()(?=..[,;] ?[A-Z])|(?<=[a-z]{2}, )(?=..,? \([A-Z])"
    r"|(?<=[A-Za-z][,;] )(?=..\),? [a-z]))[1-9]\d(?![,.]?\d)"
)
_VOTES = re.compile(
    rf"(?!{AGE.pattern})(?<![\w.,£$€/])(?<!since )(?<!until )(?<!\bin )"
    r"(?:\d{1,2}(?:,\d\d)+,\d{3}|\d{1,3}(?:[,.\u00a0\u202f\u2009 ]\d{3})+|\d{1,6})"
    r"(?![\w%]|[.,/]\d|\s?%|\s(?:per cent|percent)\b)"
)
_AFTER_VOTES = re.compile(
    r"\s*(?:votes?\b)?\s*"
    r"(?:\s?[(\[][^()\[\]]{0,40}[)\]]|\s[+\-–−]\d{1,3}\.\d+(?![\d%])|\sn/a|"
    r"\s?[,;/—–-]?\s*[+\-–−]?\d{1,3}(?:\.\d+)?\s?(?:%|per cent))*"
    r"(?:\s*[-–(\[]?\s*(?:ELECTED|elected|Elected|E\b(?!\.))[)\]]?|"
    r",\s*(?:duly )?elected(?=[,;.]|$))?(?:\s?[*†‡#✓✔✅]+)?"
)
_SHARE = re.compile(r"\d{1,2}(?:\.\d+)?\s?(?:%|per cent|percent)\)?(?:\s?\([^()]{0,30}\))?")
_BETWEEN = re.compile(r"[\s,;.•·|/]*(?:(?:\band\b|&)\s+(?=[A-Z]))?[\s•·|]*")
_FIGURES_OF_SEAT = (
    r"\.\s+(?=(?:[A-Z\d][\w'’,-]* ){0,3}"
    r"(?i:maj|majority|turn-?out|electorate|hold|gain|t/o|spoilt|rejected)\b)"
)
_AFTER_LIST = re.compile(_FIGURES_OF_SEAT)
_AFTER_FIGURE = re.compile(rf"(?<=[\d%)])\.\s+(?=[A-Z])|{_FIGURES_OF_SEAT}")
_STOP = re.compile(
    r"(?:(?<=[\w)]{2})|(?<=[✓✔✅*])|(?<= - [A-Z])|(?<= – [A-Z])|(?<= — [A-Z])|(?<=: [A-Z]))\.\s+(?=[A-Z\d])"
)
_AFTER_LAST = re.compile(r"[.;](?:\s+(?=[A-Z])|$)")
_BRACKETS = re.compile(r"\([^()]+\)")
# Before a name in brackets only where no party stands before the votes: "Lab 17,462 (Jo White), C ...".
_VOTES_THEN_NAME = re.compile(
    rf"{_VOTES.pattern}(?=(?: votes?)?(?: ?[:–—-])? (?:for )?(?!(?i:majority|turnout|electorate)\b)[A-Z])|"
    rf"(?<![A-Za-z] ){_VOTES.pattern}(?=(?: votes?)? [(\[][A-Z])"
)
_VOTES_THEN_PARTY = re.compile(
    rf"{_VOTES.pattern}(?: votes?)?(?:,? | [-–—/] )"
    rf"(?P<party>[A-Z][\w'’]*(?: [A-Z][\w'’]*){{0,3}})(?=[,;.](?:\s|$)|\s[/|]|$)"
)
_PIECE_END = re.compile(r";(?!\s*\d{1,3}(?:\.\d+)?\s?%(?!\s+\d))|\t|\s/\s(?!\d)|\s•\s|\s·\s|\s?\|\s")


def _cut_at_marks(shown: str, start: int, _: Lexicon) -> list[Piece]:
    marks = list(_PIECE_END.finditer(shown, start))
    if not marks:
        return []
    after = _AFTER_LIST.search(shown, marks[0].end())
    if after:
        marks = [mark for mark in marks if mark.start() < after.start()]
    surer = [mark for mark in marks if "/" not in mark.group()]
    pieces = []
    left = start
    for mark in surer if len(surer) > 1 else marks:
        pieces.append((left, mark.start()))
        left = mark.end()
    sentence = _AFTER_FIGURE.search(shown, left)
    if sentence:
        pieces.append((left, sentence.start()))
        left = sentence.start()
    pieces.append((left, len(shown)))
    return pieces


def _cut_at_stops(shown: str, start: int, _: Lexicon) -> list[Piece]:
    """Cut at full stops, where a party or a name stands last: "Jo White - 17,462 - Con. Al Grey - ..."."""
    starts = [start, *(match.end() for match in _STOP.finditer(shown, start))]
    if len(starts) < 3:
        return []
    return list(zip(starts, [*starts[1:], len(shown)], strict=True))


def _cut_after_votes(shown: str, start: int, _: Lexicon) -> list[Piece]:
    """Cut after each vote figure and the share that follows it."""
    pieces = []
    left = start
    for match in _VOTES.finditer(shown, start):
        if match.start() < left:
            continue
        after = _AFTER_VOTES.match(shown, match.end())
        end = after.end() if after else match.end()
        pieces.append((left, end))
        between = _BETWEEN.match(shown, end)
        left = between.end() if between else end
    if left < len(shown):
        pieces.append((left, len(shown)))
    return pieces


def _cut_before_votes(shown: str, start: int, _: Lexicon) -> list[Piece]:
    """Cut before each vote figure that a name follows: "17,462 Jo White (C), 10,606 Al Grey (Lab)"."""
    starts = [match.start() for match in _VOTES_THEN_NAME.finditer(shown, start)]
    if len(starts) < 2:
        return []
    ends = [*starts[1:], len(shown)]
    last = _AFTER_LAST.search(shown, starts[-1])
    pieces = [(start, starts[0]), *zip(starts, ends, strict=True)]
    if last:
        pieces[-1:] = [(starts[-1], last.start()), (last.start(), len(shown))]
    return pieces


def _cut_after_shares(shown: str, start: int, _: Lexicon) -> list[Piece]:
    """Cut after each share, where there are no votes: "Jo White (C) 45.1%, Al Grey (Lab) 38.0%"."""
    if _VOTES.search(shown, start):
        return []
    pieces = []
    left = start
    for match in _SHARE.finditer(shown, start):
        pieces.append((left, match.end()))
        between = _BETWEEN.match(shown, match.end())
        left = between.end() if between else match.end()
    return [*pieces, (left, len(shown))] if len(pieces) > 1 and left < len(shown) else pieces


def cut_after_brackets(shown: str, start: int, _: Lexicon) -> list[Piece]:
    """Cut after each bracket."""
    pieces = []
    left = start
    for match in _BRACKETS.finditer(shown, start):
        pieces.append((left, match.end()))
        between = _BETWEEN.match(shown, match.end())
        left = between.end() if between else match.end()
    if left < len(shown):
        pieces.append((left, len(shown)))
    return pieces


def _cut_after_parties(shown: str, start: int, lexicon: Lexicon) -> list[Piece]:
    """Cut after each party that follows votes: "Jo White 17,462 Con, Al Grey 10,606 Lab"."""
    pieces = []
    left = start
    for match in _VOTES_THEN_PARTY.finditer(shown, start):
        if lexicon.party_of(match["party"]):
            pieces.append((left, match.end()))
            between = _BETWEEN.match(shown, match.end())
            left = between.end() if between else match.end()
    return [*pieces, (left, len(shown))] if len(pieces) > 2 and left < len(shown) else pieces


WAYS_TO_CUT = (
    _cut_at_marks, _cut_after_votes, _cut_at_stops, _cut_before_votes, _cut_after_parties, _cut_after_shares,
    cut_after_brackets,
)  # fmt: skip
