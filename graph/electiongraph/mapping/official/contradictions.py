"""Rows of official files that contradict others, or themselves: figures, the code of another seat or party.

Part of mapping official files. The row that came first is believed; the others stand in the graphs of their
files, and a fault tells of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from electiongraph.gazetteers import normalise_name
from electiongraph.mapping.official.contests import SINGLE_MEMBER, Contest, is_first
from electiongraph.mapping.official.links import OfficialLinks
from electiongraph.sources.official.faults import Fault

__all__ = ["contradicting_rows", "doubtful_winners", "mistaken_codes", "mistaken_registrations"]

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


def doubtful_winners(contests: Iterable[Contest], names: Mapping[str, str]) -> Iterator[Fault]:
    """Yield a fault for every member named against the most votes, and every list that is not whole.

    Args:
        contests: Settled.
        names: The file of each source, by its IRI.
    """
    for contest in contests:
        standing = contest.standing
        if contest.kind not in SINGLE_MEMBER or not standing or None in {one.row.votes for one in standing}:
            continue
        first, shortfall = standing[0], contest.shortfall
        if shortfall:
            what = f"{shortfall}: somebody is missing, and most votes make no winner"
            yield Fault(names[first.source], first.row.row, "", what, is_refused=False)
        rows = ([(contest.source, contest.figures)] if contest.figures else []) + contest.rivals
        for source, row in rows if contest.is_whole else ():
            if row.winner and not is_first(row.winner, contest):
                elected = contest.winner
                then = (
                    f"{elected.row.person} is called elected"
                    if elected
                    else "neither is taken for the winner"
                )
                what = (
                    f"{row.winner} is named as the member, but {first.row.person} has the most votes in "
                    f"{names[first.source]}, row {first.row.row}; {then}"
                )
                yield Fault(names[source], row.row, "member", what, is_refused=False)


def mistaken_codes(
    contests: Iterable[Contest], names: Mapping[str, str], links: OfficialLinks
) -> Iterator[Fault]:
    """Yield a fault for every row whose code and name are of two seats there, or one of them of none.

    Args:
        contests: Of all files.
        names: The file of each source, by its IRI.
        links: Knows the seats.
    """
    gazetteers = links.gazetteers
    for contest in contests:
        seat = contest.seat.seat
        rows = [(one.source, one.row.seat, one.row.row) for one in contest.candidacies]
        rows += [(source, row.seat, row.row) for source, row in contest.rivals]
        rows += [(contest.source, contest.figures.seat, contest.figures.row)] if contest.figures else []
        for source, cell, row in rows:
            if seat is None:
                continue
            if cell.gss and links.is_code_of_none(cell.gss):
                what = (
                    f"{cell.gss} is the code of no seat; the row is taken for {seat.name}, as its name says"
                )
                yield Fault(names[source], row, "gss", what, is_refused=False)
                continue
            if normalise_name(cell.name) == normalise_name(seat.name):
                continue
            named = gazetteers.seats_named(cell.name)
            known = {one.iri for one in named if one.boundary_set == seat.boundary_set}
            if (known and seat.iri not in known) or (not named and cell.gss):
                what = (
                    f"{cell.gss} is the code of {seat.name}, for which the row is taken, not of {cell.name}"
                    f"{'' if named else ', which is the name of no seat'}"
                )
                yield Fault(names[source], row, "gss", what, is_refused=False)


def mistaken_registrations(
    contests: Iterable[Contest], names: Mapping[str, str], links: OfficialLinks
) -> Iterator[Fault]:
    """Yield a fault for every row whose registration is another party's than its name and number say.

    Args:
        contests: Of all files.
        names: The file of each source, by its IRI.
        links: Knows the register of parties.
    """
    for contest in contests:
        for one in contest.candidacies:
            cell = one.row.party
            if links.is_mistaken(cell):
                what = (
                    f"{cell.register_id} is the registration of {links.registered_to(cell.register_id)}; "
                    f"the row is taken for {one.party.name}, as its name and Parliament's number "
                    f"{cell.parliament_id} say"
                )
                yield Fault(names[one.source], one.row.row, "register id", what, is_refused=False)
