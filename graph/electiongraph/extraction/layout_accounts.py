"""What the lists of a document have said so far: a seat has one result at an election, a person one seat.

Extraction stage, below `layout`. In come the candidates of each list with its place, out go answers on the
next: whether it can be of the same contest, and whose seat its people stood in elsewhere in the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from electiongraph.extraction.layout_candidates import Candidate

__all__ = ["Accounts"]

_INDEPENDENT = "Independent"
_LEAST_APART = 2


class Accounts:
    """The lists that were taken, by seat and election."""

    def __init__(self) -> None:
        self._told: dict[tuple[str, str], list[Candidate]] = {}
        self._seats_of: dict[str, set[str]] = {}

    def add(self, seat: str, election: str, candidates: Iterable[Candidate]) -> None:
        """Remember a list of a seat's candidates at an election."""
        for one in candidates:
            if one.seat or one.row.year:
                continue
            self._told.setdefault((seat, election), []).append(one)
            if " " in one.person:
                self._seats_of.setdefault(one.person.lower(), set()).add(seat)

    def contradict(
        self, seat: str, election: str, candidates: Sequence[Candidate], *, has_one_member: bool
    ) -> bool:
        """Tell whether a list cannot be of a seat's contest, for another list has told that already.

        One candidate has one number of votes, and one party one candidate; some of a list's lines may yet be
        misprints, and a list may go on below an advertisement. A ward may have several members of one party.
        """
        told = self._told.get((seat, election), ())
        if not told or any(one.seat or one.row.year for one in candidates):
            return False
        apart = alike = 0
        people = {_surname(one): one for one in told}
        for one in candidates:
            before = people.get(_surname(one))
            if before is None or before.party != one.party:
                continue
            votes = (before.row.votes, one.row.votes)
            if None not in votes:
                apart, alike = apart + (votes[0] != votes[1]), alike + (votes[0] == votes[1])
        if apart > alike and (apart >= _LEAST_APART or len(candidates) <= _LEAST_APART):
            return True
        return has_one_member and self._has_other_candidates(told, candidates)

    @staticmethod
    def _has_other_candidates(told: Sequence[Candidate], candidates: Sequence[Candidate]) -> bool:
        """Tell whether parties that have candidates already have others in a list."""
        shown, shown_now = _by_party(told), _by_party(candidates)
        common = shown.keys() & shown_now.keys()
        apart = [party for party in common if _differ(shown[party], shown_now[party])]
        others = [party for party in apart if _surname(shown[party]) != _surname(shown_now[party])]
        is_enough = len(apart) >= _LEAST_APART or len(candidates) <= _LEAST_APART or bool(others)
        return 2 * len(apart) > len(common) and is_enough

    def seat_of(self, candidates: Iterable[Candidate]) -> str:
        """Return the one seat that the people of a list stood in elsewhere in the text, "" for none."""
        seats = {seat for one in candidates for seat in self._seats_of.get(one.person.lower(), ())}
        return seats.pop() if len(seats) == 1 else ""


def _by_party(candidates: Iterable[Candidate]) -> dict[str, Candidate]:
    """Return the candidates of the parties that have but one in a list."""
    candidates = [one for one in candidates if one.party and one.party != _INDEPENDENT and one.is_known_party]
    counts = Counter(one.party for one in candidates)
    return {one.party: one for one in candidates if counts[one.party] == 1}


def _differ(one: Candidate, other: Candidate) -> bool:
    votes = (one.row.votes, other.row.votes)
    if None not in votes:
        return votes[0] != votes[1]
    return bool(one.person and other.person) and _surname(one) != _surname(other)


def _surname(candidate: Candidate) -> str:
    return candidate.person.split()[-1].lower() if candidate.person else ""
