"""What stands right above, before or after a list and belongs to it: who has won, figures of its seat.

Extraction stage, below `layout`. In come a `Run` and the lines around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from electiongraph.extraction.layout_lexicon import Lexicon
from electiongraph.extraction.layout_lines import Line
from electiongraph.extraction.layout_runs import Run
from electiongraph.extraction.layout_statements import Statement, read_statement

__all__ = ["first_beside", "has_only_parties", "statements_after", "victor_above"]

_ASIDE = re.compile(r"(?<=[\d%]), (?=[a-z])")
_SENTENCE = re.compile(r"[^\s.;,](?:[^.;]|[.](?=\d))*[^\s.;,]")


def statements_after(
    text: str, start: int, end: int, lexicon: Lexicon
) -> Iterator[tuple[Statement, tuple[int, int]]]:
    """Give what the text after a list that runs on says of its seat, with its spans, as far as it does."""
    for piece in _SENTENCE.finditer(text, start, end):
        statement = read_statement(piece.group(), lexicon)
        if statement is None and (aside := _ASIDE.search(piece.group())):
            # "Turnout 71.65%, among the highest in Scotland"
            statement = read_statement(piece.group()[: aside.start()], lexicon)
        if statement is None or not statement.says_anything:
            return
        yield statement, piece.span()


def first_beside(lines: Sequence[Line], number: int) -> int:
    """Return the number of the first label or figure of those right above a line, its own for none."""
    while number and (lines[number - 1].is_beside_list or lines[number - 1].header):
        number -= 1
    return number


def victor_above(run: Run, lines: Sequence[Line]) -> str:
    """Return the party that the line above a list says has won, where its first candidate alone has no party.

    Live pages leave the winner's party to their headline: "LABOUR GAIN Redditch" above "Chris Bloore 18,117".
    """
    above = lines[run.first - 1] if run.first else None
    if above is None or len(run.rows) < 2 or run.rows[0].parties or run.columns:
        return ""
    if not all(row.parties for row in run.rows[1:]):
        return ""
    told = above.statement or (above.heading.statement if above.heading else None)
    return told.party if told is not None and told.outcome and not told.year else ""


def has_only_parties(run: Run) -> bool:
    """Tell whether a list gives the figures of parties, without names."""
    return all(row.parties and not row.others and row.has_figure for row in run.rows)
