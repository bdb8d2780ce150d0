"""National tallies in lists: "Labour: 412 seats, 211 seats gained".

Extraction stage, below `layout`. In come the lines, out go facts of `seatsWon`, `seatsChange` and
`nationalShare`; a forecast's or a council's seats give none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from electiongraph.body_gazetteers import NATIONS, body_of
from electiongraph.extraction.facts import Fact
from electiongraph.extraction.layout_lexicon import Lexicon, words_of
from electiongraph.extraction.layout_lines import Line
from electiongraph.extraction.layout_sections import FORECAST
from electiongraph.extraction.numerals import read_numeral
from electiongraph.extraction.polling_days import kind_of
from electiongraph.sources.document import Document

__all__ = ["find_tallies"]

_TALLY = re.compile(
    r"^(?P<party>[^\d:|(]{1,60}?)\s*(?:[:|–—\t-]|\s)\s*(?:won |have |has |on )?(?P<seats>\d{1,3})(?![,\s]?\d)"
    r"(?P<word>\s*(?:seats?|mps?)\b)?(?P<rest>.*)$",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"(?:(?P<signed>[+\-−–±]\d{1,3})(?![\d.%])|"
    r"(?P<count>\d{1,3})\s*(?:seats?\s*)?(?P<way>gained|lost|gain|loss|up|down)|"
    r"(?P<way2>up|down|gain(?:ed|s)?(?: of)?|lost|loss(?:es)?(?: of)?)\s+(?:by\s+)?"
    r"(?P<count2>\d{1,3})(?![\d.%])|"
    r"(?P<none>\bno change\b|\bunchanged\b|±\s?0|(?<=\()0(?=\))))",
    re.IGNORECASE,
)
_SHARE = re.compile(r"(?<![\w.+\-−–])(\d{1,2}(?:\.\d+)?)\s?%")
_LOCAL = re.compile(
    r"\b(?:council|councillors?|ward|assembly|holyrood|senedd|mayor|county hall)", re.IGNORECASE
)
_COUNCILS = re.compile(r"\b(?:council|councillors?|ward|mayor|county hall)", re.IGNORECASE)
_DECLARED = re.compile(
    r"(?:after|with)?\s*(\d{1,3})\s*(?:of|out of|/)\s*(?:the\s+)?650|"
    r"(\d{1,3})\s+(?:seats?|constituenc\w+|results?)\s+(?:\w+\s+){0,2}declared|after\s+(\d{1,3})\s+(?:seats|results|declarations)",
    re.IGNORECASE,
)
_TO_GO = re.compile(
    r"(\d{1,3})\s+(?:seats?|results?|constituenc\w+)?\s*(?:still |left )?to (?:go|declare|come)", re.I
)
_ALL_SEATS = 650
# "AT A GLANCE (640 of 650 declared)", "How the parties stand"
_HEADS_TALLIES = re.compile(
    r"\b\d{1,3} (?:of|out of|/) (?:the )?650\b|\b(?:how|where) the parties (?:now )?stand"
    r"|\bstate of (?:the )?(?:parties|play)\b|\bscore(?:board|s on the doors)\b|\bfinal standings\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"\s*\(?(?:[+\-−–±]\s?\d{1,3}|0|no change|n/?c|=)\)?\s*", re.IGNORECASE)
_PART_DECLARED = re.compile(
    r"\W*(?:(?:with|after|so far|tally|state of (?:the )?(?:play|parties)|latest)\W+)*"
    r"(?P<declared>\d{1,3}) (?:seats? )?(?:of|out of|/) (?:the )?650\b[^:]{0,40}:\s*"
    r"|[^:]{0,60}?\b(?:with|after) (?P<in>\d{1,3}|[a-z]+(?:-[a-z]+)?) (?:seats |results |constituencies )?"
    r"(?:in|declared|counted|declarations|results)(?: so far)?:\s*",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"(?P<party>[A-Z][A-Za-z .&'’-]{0,25}?) (?P<seats>\d{1,3})"
    r"(?: \((?P<change>[+\-−–±]\d{1,3}|no change)\))?(?=[,;.]|\s*$| \()"
)


# What stands below such a line: "Net change: Con -12, Lab +29", "Share: C 42.4pc, L 40.1pc"
_CHANGES_LABEL = re.compile(
    r"\W*(?:net )?(?:seat )?changes?(?: in seats| on \d{4}| so far)?\s*[:–-]\s*", re.IGNORECASE
)
_SHARES_LABEL = re.compile(
    r"\W*(?:(?:the )?(?:vote |votes |national |popular )*shares?(?: of (?:the )?votes?)?|votes?)(?: so far)?"
    r"\s*(?:\(%\))?\s*[:–-]\s*",
    re.IGNORECASE,
)
_CHANGE_ITEM = re.compile(r"(?P<party>[A-Z][A-Za-z .&'’]{0,25}?) (?P<value>[+\-−–]\d{1,3})(?=[,;.]|\s*$| )")
_SHARE_ITEM = re.compile(
    r"(?P<party>[A-Z][A-Za-z .&'’]{0,25}?) (?P<value>\d{1,2}(?:\.\d+)?) ?(?:%|pc\b|per cent)?(?=[,;.]|\s*$| )"
)
_LINES_BELOW = 3


def find_tallies(
    document: Document, lines: Sequence[Line], lexicon: Lexicon, election: str
) -> tuple[list[Fact], list[tuple[int, int]]]:
    """Find the national tallies in lists of two or more parties.

    Args:
        document: The document.
        lines: Its lines.
        lexicon: The gazetteers.
        election: Default polling date.

    Returns:
        The facts, and the spans of their lines; both empty when there are none.
    """
    facts: list[Fact] = []
    for first, opening in enumerate(lines, 1):
        if told := _of_line(opening, document, lexicon, election):
            facts += told
            for below in lines[first : first + _LINES_BELOW]:
                facts += _of_line_below(below, told[0], document, lexicon)
    spans = [(fact.start, fact.end) for fact in facts]
    run: list[tuple[int, str, re.Match[str]]] = []
    for number, line in enumerate([*lines, None]):
        found = _tally(line, lexicon) if line is not None else None
        if found is not None:
            run.append((number, *found))
            continue
        if len(run) > 1:
            found_facts, found_spans = _of_run(run, document, lines, election)
            facts.extend(found_facts)
            spans.extend(found_spans)
        run = []
    return facts, spans


def _of_line(line: Line, document: Document, lexicon: Lexicon, election: str) -> list[Fact]:
    """Read a tally in one line: "After 398 of 650: Lab 277 (+170), C 60 (-153), LD 40 (+36)."."""
    opening = _PART_DECLARED.match(line.text)
    if opening is None or FORECAST.search(line.text) or _LOCAL.search(line.text):
        return []
    facts: list[Fact] = []
    count = int(opening["declared"] or read_numeral(opening["in"].lower()) or 0)
    for item in _ITEM.finditer(line.text, opening.end()):
        party = lexicon.party_of(item["party"])
        if not party:
            continue
        start, end = line.start + item.start(), line.start + item.end()
        won = Fact(
            "seatsWon", document.text[start:end], start, end, "layout:tally-line", election, party=party,
            value=int(item["seats"]), declared=count if count < _ALL_SEATS else None, is_list=True,
        )  # fmt: skip
        facts.append(won)
        if item["change"]:
            change = _CHANGE.fullmatch(item["change"])
            facts.extend([replace(won, predicate="seatsChange", value=_change(change))] if change else [])
    least = 2 if opening["in"] else 3
    return facts if count and len({fact.party for fact in facts}) >= least else []


def _of_line_below(line: Line, tally: Fact, document: Document, lexicon: Lexicon) -> list[Fact]:
    """Read the changes or the shares of the parties in a line below their seats."""
    for label, item, predicate in (
        (_CHANGES_LABEL, _CHANGE_ITEM, "seatsChange"),
        (_SHARES_LABEL, _SHARE_ITEM, "nationalShare"),
    ):
        if opening := label.match(line.text):
            told = [
                (lexicon.party_of(one["party"].strip()), one)
                for one in item.finditer(line.text, opening.end())
            ]
            return [
                replace(
                    tally,
                    predicate=predicate,
                    quote=document.text[line.start + one.start() : line.start + one.end()],
                    start=line.start + one.start(),
                    end=line.start + one.end(),
                    party=party,
                    value=float(one["value"]) if predicate == "nationalShare" else _signed(one["value"]),
                )
                for party, one in told
                if party
            ]
    return []


def _signed(text: str) -> int:
    return int(text[1:]) * (-1 if text[0] in "-−–" else 1)


def _tally(line: Line, lexicon: Lexicon) -> tuple[str, re.Match[str]] | None:
    if line.is_prose or not 4 < len(line.text) < 120:
        return None
    match = _TALLY.match(line.text)
    if match is None:
        return None
    if words_of(match["party"]) and words_of(match["party"])[0][0] in ("others", "other"):
        return "", match
    party = lexicon.party_of(match["party"])
    return (party, match) if party else None


def _of_run(
    run: Sequence[tuple[int, str, re.Match[str]]], document: Document, lines: Sequence[Line], election: str
) -> tuple[list[Fact], list[tuple[int, int]]]:
    facts: list[Fact] = []
    spans: list[tuple[int, int]] = []
    first, last = run[0][0], run[-1][0]
    above = [line.text for line in lines[max(0, first - 5) : first]]
    near = "\n".join([*above[-5:], *(line.text for line in lines[last + 1 : last + 3])])
    says_seats = any(match["word"] for _, _, match in run) or any(
        re.search(r"\bseats?\b(?!: \d)", text, re.IGNORECASE) and len(text) < 60 for text in above[-3:]
    )
    heading = next((text for text in above[:-3:-1] if _HEADS_TALLIES.search(text) and len(text) < 80), "")
    if heading and all(_SIGNED.fullmatch(match["rest"] or "0") for _, _, match in run):
        says_seats, near = True, heading
    everything = "\n".join([near, *(lines[number].text for number, _, _ in run)])
    local = _COUNCILS if body_of(kind_of(election)) in NATIONS else _LOCAL
    if not says_seats or FORECAST.search(everything) or local.search(everything):
        return facts, spans
    declared = _declared(near)
    for number, party, match in run:
        line = lines[number]
        spans.append((line.start, line.end))
        if party:
            base = Fact(
                "seatsWon", document.text[line.start : line.end], line.start, line.end, "layout:tally-line",
                election, party=party, declared=declared, is_list=True,
            )  # fmt: skip
            facts.extend(_facts(base, match))
    return facts, spans


def _declared(near: str) -> int | None:
    to_go = _TO_GO.search(near)
    if to_go:
        left = int(to_go.group(1))
        return _ALL_SEATS - left if left else None
    found = _DECLARED.search(near)
    count = int(next(group for group in found.groups() if group)) if found else _ALL_SEATS
    return count if 0 < count < _ALL_SEATS else None


def _facts(base: Fact, match: re.Match[str]) -> list[Fact]:
    facts = [replace(base, value=int(match["seats"]))]
    change = _CHANGE.search(match["rest"])
    if change:
        facts.append(replace(base, predicate="seatsChange", value=_change(change)))
    share = _SHARE.search(match["rest"])
    if share:
        facts.append(replace(base, predicate="nationalShare", value=float(share.group(1))))
    return facts


def _change(match: re.Match[str]) -> int:
    if match["none"]:
        return 0
    if match["signed"]:
        return _signed(match["signed"])
    way = (match["way"] or match["way2"]).lower()
    return int(match["count"] or match["count2"]) * (-1 if way.startswith(("lo", "down")) else 1)
