"""Runs of candidates: neighbouring lines, cards of several lines, and lists run on in one paragraph.

Extraction stage, below `layout`. In come the `Line`s of a document, out go `Run`s of rows that stand
together. A run is what makes a line of a name, a party and a number a result and not a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from electiongraph.extraction.layout_cards import (
    are_headed_by_parties,
    card_row,
    has_nameless_figures,
    is_complete,
    is_party_alone,
    read_cards,
    rows_under_parties,
)
from electiongraph.extraction.layout_labels import is_election_label
from electiongraph.extraction.layout_lexicon import Lexicon
from electiongraph.extraction.layout_lines import Line
from electiongraph.extraction.layout_names import is_name_like, strip_titles
from electiongraph.extraction.layout_rows import Row
from electiongraph.extraction.layout_run_on import Run, find_run_ons, may_be_name
from electiongraph.extraction.layout_sections import read_heading

__all__ = ["Run", "find_runs"]

_LINES_ABOVE = 3
_LEAST_OF_WINNER = 5000
_ENOUGH_YEARS = 3
_PAST_WINNERS = re.compile(
    r"\b(?:past|previous|former|recent|earlier)"
    r" (?:winners?|victors?|results?|MPs|members|holders|elections?)\b"
    r"|\broll of honou?r\b|\bhall of fame\b|\bwho (?:has |have |had )?(?:won|held|represented)\b|\bwinners\b"
    r"|\bhow (?:it|the seat|we|the constituency) (?:has )?voted\b"
    r"|\b(?:seat|constituency|result|election)s?"
    r" (?:since|history|through the years|down the years|over the years)\b"
    r"|\bhistory of the (?:seat|constituency)\b"
    r"|\b(?:elected|won|results|MPs) since\b",
    re.IGNORECASE,
)
_NO_ROW = Row(0, 0, ())
_NEW_LIST = re.compile(
    r"\b(?:(?:19|20)\d\d|results?|elections?|previous|notional"
    r"|last time|this time|then|now|before|previously|years (?:ago|earlier))\b",
    re.IGNORECASE,
)


def find_runs(
    text: str, lines: Sequence[Line], lexicon: Lexicon, later_counts: frozenset[int] = frozenset()
) -> list[Run]:
    """Find the runs of candidate rows.

    Args:
        text: The document's text.
        lines: Its lines with their readings.
        lexicon: The gazetteers.
        later_counts: Numbers of the lines with figures of a later count.

    Returns:
        Runs in text order, not overlapping; whether each is to be believed is for the caller to judge.
    """
    runs: list[Run] = []
    stretch: list[int] = []
    header: dict[int, str] = {}
    boxed = 0
    for number, line in enumerate(lines):
        box = _winner_box(lines, number, lexicon) if line.is_flag and number >= boxed else None
        if box is not None:
            runs.extend(_runs_of(lines, stretch, lexicon, header))
            stretch, boxed = [], box.last + 1
            runs.append(box)
        if number < boxed:
            continue
        run_ons = find_run_ons(text, number, line, lexicon)
        if stretch and (number in later_counts) != (stretch[-1] in later_counts):
            runs.extend(_runs_of(lines, stretch, lexicon, header))
            stretch = []
        if not run_ons and _is_material(line) and not _is_place_label(lines, number, stretch, lexicon):
            stretch.append(number)
            continue
        if not run_ons and (line.header or _is_aside(line) or _is_inner_label(line)) and stretch:
            stretch.append(number)
            continue
        runs.extend(_runs_of(lines, stretch, lexicon, header))
        is_new_list = line.is_prose or (number and line.heads_apart(text, lines[number - 1]))
        header = line.header or ({} if is_new_list else header)
        stretch = []
        runs.extend(run_ons)
    runs.extend(_runs_of(lines, stretch, lexicon, header))
    return _apart([*runs, *_profiles(lines, lexicon)])


def _apart(runs: list[Run]) -> list[Run]:
    """Return runs in text order, of two that overlap the one with more rows."""
    kept: list[Run] = []
    for run in sorted(runs, key=lambda run: -len(run.rows)):
        if run.form == "profiles" and any(
            run.first <= other.last and other.first <= run.last for other in kept
        ):
            continue
        kept = [
            other
            for other in kept
            if other.form != "profiles" or other.last < run.first or run.last < other.first
        ]
        kept.append(run)
    return sorted(kept, key=lambda run: (run.rows[0].start, run.first))


def _profiles(lines: Sequence[Line], lexicon: Lexicon) -> list[Run]:
    """Read candidates each under a heading of their own: a name, a party, and then what they say."""
    runs: list[Run] = []
    pairs: list[list[int]] = []

    def close() -> None:
        rows = [row for row in (card_row(lines, pair, lexicon) for pair in pairs) if row is not None]
        if len(rows) > 1:
            runs.append(Run(pairs[0][0], pairs[-1][-1], rows, form="profiles"))
        pairs.clear()

    for number, line in enumerate(lines):
        if _is_profile(lines, number):
            pairs.append([number, number + 1])
        elif line.heading is not None or line.header or (line.row is not None and line.row.has_figure):
            close()
    close()
    return runs


def _is_profile(lines: Sequence[Line], number: int) -> bool:
    """Tell whether a heading is a person's name with nothing but a party in the line below it."""
    line, below = lines[number], lines[number + 1] if number + 1 < len(lines) else None
    if line.kind != "heading" or not line.level or line.row is None or line.row.parties or below is None:
        return False
    after = lines[number + 2] if number + 2 < len(lines) else None
    figures = after is not None and (after.has_only_figures or after.statement is not None)
    is_name = is_name_like(strip_titles(line.text) or "0", least=2)
    return is_name and is_party_alone(below.row) and not has_nameless_figures(below.row) and not figures


def _winner_box(lines: Sequence[Line], number: int, lexicon: Lexicon) -> Run | None:
    """Read a box of three lines, "Winner", a name and a party, that has no figures below it."""
    box = [number, number + 1, number + 2]
    if len(lines) < number + 3 or (number + 3 < len(lines) and lines[number + 3].has_only_figures):
        return None
    below = [lines[n].row for n in box[1:]]
    if any(row is None or row.has_figure for row in below) or not any(map(is_party_alone, below)):
        return None
    row = card_row(lines, box, lexicon)
    named = row is not None and any(is_name_like(strip_titles(c.text) or "0", least=2) for c in row.others)
    return Run(number, box[-1], [row], form="cards") if row is not None and row.elected and named else None


def _is_material(line: Line) -> bool:
    if line.row is not None and line.text.endswith(":") and not line.row.has_figure:
        return False
    return (
        line.heading is None
        and not line.is_label
        and (line.row is not None or line.has_only_figures or line.is_flag)
        and line.kind != "time"
    )


def _is_place_label(lines: Sequence[Line], number: int, stretch: Sequence[int], lexicon: Lexicon) -> bool:
    """Tell whether a name without figures stands between candidates' lines as the label of the next list."""
    line = lines[number]
    row = line.row
    if row is None or row.has_figure or row.elected or row.outcome or line.columns[1:]:
        return False
    if row.is_candidate_like or number + 1 >= len(lines):
        return False
    above = next((lines[at].row for at in reversed(stretch) if lines[at].row is not None), None)
    below = next((other for other in lines[number + 1 : number + 4] if not _is_aside(other)), None)
    if below is None or not (_is_named_result(below.row) and (above is None or _is_named_result(above))):
        return False
    return read_heading(line.text, lexicon, "", unknown=True) is not None


def _is_named_result(row: Row | None) -> bool:
    return is_complete(row) and row is not None and bool(row.parties or len(row.others) > 1)


def _is_aside(line: Line) -> bool:
    """Tell whether a line of the seat's figures may stand within a list; those of another year end it."""
    return line.statement is not None and line.heading is None and not line.statement.year


def _is_inner_label(line: Line) -> bool:
    """Tell whether a label may stand within a list; "2019 result" and "The candidates:" begin another one."""
    if not line.is_label or line.heading is not None or _NEW_LIST.search(line.text):
        return False
    return not (" " in line.text and is_election_label(line.text))


def _runs_of(
    lines: Sequence[Line], stretch: Sequence[int], lexicon: Lexicon, header: dict[int, str]
) -> Iterator[Run]:
    """Split a stretch of possible rows into runs, by lines or by cards."""
    if not stretch:
        return
    at = next((at for at, number in enumerate(stretch) if at and lines[number].header), 0)
    if at and not header and not any(is_complete(lines[number].row) for number in stretch[:at]):
        # The same candidates as cards, and as a table for narrow screens.
        yield from _runs_of(lines, stretch[:at], lexicon, header)
        yield from _runs_of(lines, stretch[at:], lexicon, header)
        return
    complete = [number for number in stretch if is_complete(lines[number].row)]
    parties_apart = [n for n in stretch if is_party_alone(lines[n].row)]
    nameless = [n for n in complete if not (lines[n].row or _NO_ROW).parties]
    figures_apart = [n for n in stretch if lines[n].has_only_figures or has_nameless_figures(lines[n].row)]
    by_cards = (len(complete) < 2 and len(figures_apart) > 1) or (
        len(nameless) == len(complete) > 1 and len(parties_apart) > 1
    )
    if len(parties_apart) > 1:
        above = [number for number in stretch if number < parties_apart[0]]
        headed = stretch[len(above) :]
    if len(parties_apart) > 1 and not {*above[-1:]} & {*nameless} and are_headed_by_parties(lines, headed):
        yield from _runs_of(lines, above, lexicon, header)
        yield from rows_under_parties(lines, headed, lexicon)
        return
    if by_cards:
        yield from read_cards(lines, stretch, lexicon, persons_first=len(complete) > 1)
        return
    numbers: list[int] = []
    after_aside = False
    for number in stretch:
        line = lines[number]
        is_other = not _has_party_from(lines, stretch, number) or _repeats_party(lines, numbers, number)
        if after_aside and numbers and not header and is_other:
            yield from _line_run(lines, numbers, header)
            numbers = []
        after_aside = _is_aside(line)
        if line.header:
            yield from _line_run(lines, numbers, header)
            numbers, header = [], line.header
        elif line.row is not None and (
            is_complete(line.row)
            or _is_standing(line.row)
            or (numbers and _is_like(line.row, lines[numbers[-1]].row))
        ):
            numbers.append(number)
        elif line.row is not None and not is_party_alone(line.row):
            yield from _line_run(lines, numbers, header)
            numbers = []
    yield from _line_run(lines, numbers, header)


def _has_party_from(lines: Sequence[Line], stretch: Sequence[int], first: int) -> bool:
    rows = (lines[number].row for number in stretch if number >= first)
    return any(row is not None and row.parties for row in rows)


def _repeats_party(lines: Sequence[Line], numbers: Sequence[int], number: int) -> bool:
    """Tell whether a row's party has a candidate before: what stands below a seat's figures is another's."""
    told = {cell.value for at in numbers for cell in (lines[at].row or _NO_ROW).parties}
    parties = [cell.value for cell in (lines[number].row or _NO_ROW).parties]
    return any(party in told and party != "Independent" for party in parties)


def _line_run(lines: Sequence[Line], numbers: Sequence[int], header: dict[int, str]) -> Iterator[Run]:
    if not numbers:
        return
    read = ((lines[number].row, lines[number].runner_up) for number in numbers)
    rows = _without_years([row for pair in read for row in pair if row is not None])
    kept = {number: kind.partition("@")[0] for number, kind in header.items()}
    widest = max(row.columns for row in rows)
    columns = kept if kept and widest <= max(kept) + 2 else {}
    winners = "winner" in columns.values()
    if not columns or widest == 1:
        above = " ".join(line.text for line in lines[max(0, numbers[0] - _LINES_ABOVE) : numbers[0]])
        rows = _with_majorities(rows, above)
        winners = winners or (_are_of_years(rows) and _lists_past_winners(rows, above))
    columns = {number: "person" if kind == "winner" else kind for number, kind in columns.items()}
    yield Run(numbers[0], numbers[-1], rows, columns=columns, winners=winners)


def _are_of_years(rows: Sequence[Row]) -> bool:
    """Tell whether each row of a run is of another year."""
    years = {row.year for row in rows}
    return len(rows) >= 2 and len(years) == len(rows) and "" not in years


def _lists_past_winners(rows: Sequence[Row], above: str) -> bool:
    """Tell whether rows of several years name who won at each: by a label, or by their majorities."""
    has_majorities = len(rows) >= _ENOUGH_YEARS and all(row.majority is not None for row in rows)
    return has_majorities or bool(_PAST_WINNERS.search(above))


def _with_majorities(rows: list[Row], above: str) -> list[Row]:
    """Read no votes from rows of several years with a figure too small: "2010 Angie Bray Conservative 3,716".

    They tell who won a seat; the figures are majorities where the label says so, or where enough rows stand
    under a label of winners and most figures are smaller than a winner's count.
    """
    if not _are_of_years(rows):
        return rows
    if any(row.votes is None or row.majority is not None or row.share is not None for row in rows):
        return rows
    says_majority = "majorit" in above.lower()
    counts = sorted(row.votes or 0 for row in rows)
    if not says_majority and counts[0] >= _LEAST_OF_WINNER:
        return rows
    is_small = len(rows) >= _ENOUGH_YEARS and 2 * counts[len(counts) // 2] < 3 * _LEAST_OF_WINNER
    is_majority = says_majority or (is_small and _PAST_WINNERS.search(above) is not None)
    return [replace(row, majority=row.votes if is_majority else None, votes=None) for row in rows]


def _without_years(rows: list[Row]) -> list[Row]:
    """Read the "1958" that opens one row as its votes, where every other row has votes and no year."""
    dated = [row for row in rows if row.year]
    if (
        len(dated) != 1
        or dated[0].votes is not None
        or any(row.votes is None for row in rows if row is not dated[0])
    ):
        return rows
    row = dated[0]
    if (
        len(rows) < 3
        or row.majority is not None
        or any(one.texts[0].opener != row.texts[0].opener for one in rows)
    ):
        return rows
    return [replace(one, votes=int(one.year), year="") if one is row else one for one in rows]


def _is_standing(row: Row) -> bool:
    return bool(row.parties or row.elected or row.majority is not None) and any(
        may_be_name(cell) for cell in row.others
    )


def _is_like(row: Row, above: Row | None) -> bool:
    """Tell whether a row has two texts set as name and party are in the row above."""
    if above is None or len(row.others) != 2 or len(above.texts) != 2 or row.parties:
        return False
    openers = [cell.opener for cell in row.texts]
    return openers == [cell.opener for cell in above.texts] and openers[1] != "" and may_be_name(row.texts[0])
