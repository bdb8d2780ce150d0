"""Rows of several official files that give one contest or candidate other figures.

Part of mapping official files. The row that came first is believed; the others stand in the graphs of their
files, and a fault tells of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from electiongraph.mapping.official.contests import Contest
from electiongraph.sources.official.faults import Fault

__all__ = ["contradicting_rows"]

_FIGURES = {
    "electorate": "electorate",
    "valid_votes": "valid votes",
    "invalid_votes": "invalid votes",
    "majority": "majority",
}
_TOLD = "{value:,} contradicts {other:,} in {file}, row {row}, which stands"


def contradicting_rows(contests: Iterable[Contest], names: Mapping[str, str]) -> Iterator[Fault]:
    """Yield a fault for every figure that is another than that of the row believed.

    Args:
        contests: Settled.
        names: The file of each source, by its IRI.
    """
    for contest in contests:
        first = {one.person: one for one in contest.standing}
        for one in contest.candidacies:
            known = first[one.person]
            if None not in (one.row.votes, known.row.votes) and one.row.votes != known.row.votes:
                what = _TOLD.format(
                    value=one.row.votes, other=known.row.votes, file=names[known.source], row=known.row.row
                )
                yield Fault(names[one.source], one.row.row, "votes", what, is_refused=False)
        for source, row in contest.rivals:
            for figure, column in _FIGURES.items():
                value, other = getattr(row, figure), getattr(contest.figures, figure)
                if None not in (value, other) and value != other:
                    believed = contest.figures.row if contest.figures else 0
                    what = _TOLD.format(value=value, other=other, file=names[contest.source], row=believed)
                    yield Fault(names[source], row.row, column, what, is_refused=False)
