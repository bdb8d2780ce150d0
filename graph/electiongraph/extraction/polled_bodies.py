"""Tell to which body the seats and clauses of a document elect: the Commons, another parliament, an office.

Extraction, part of discourse.
"""

from __future__ import annotations

from electiongraph.body_gazetteers import SINGLE_OFFICES, areas_polled, body_of
from electiongraph.extraction.other_polls import TO_PARLIAMENT
from electiongraph.extraction.polling_days import ABROAD, BY_ELECTION, GENERAL, LOCAL, PollingDay, kind_of
from electiongraph.gazetteers import Gazetteers

__all__ = ["PolledBodies"]


class PolledBodies:
    """Tell which bodies are elected in one document."""

    def __init__(self, election: str, gazetteers: Gazetteers) -> None:
        self.election = election
        self.gazetteers = gazetteers
        self._of_commons: dict[str, bool] = {}
        self._bodies_of: dict[str, frozenset[str]] = {}

    @property
    def has_unlisted_seats(self) -> bool:
        """Tell whether the document's election is one of wards, or of ridings, that no gazetteer lists."""
        kind = kind_of(self.election)
        return kind == LOCAL or body_of(kind) in ABROAD

    def is_of_commons(self, seat: str) -> bool:
        """Tell whether a name is only a constituency of the Commons in a text about another body."""
        if not body_of(kind_of(self.election)):
            return False
        if seat not in self._of_commons:
            known = self.gazetteers.seats_named(seat)
            self._of_commons[seat] = bool(known) and not any(one.body for one in known)
        return self._of_commons[seat]

    def bodies_of(self, seat: str) -> frozenset[str]:
        """Return the kinds of the elections to other bodies than the Commons at which an area is polled."""
        if seat not in self._bodies_of:
            self._bodies_of[seat] = frozenset(one.body for one in self.gazetteers.seats_named(seat)) - {""}
        return self._bodies_of[seat]

    def day_of_kind(self, seat: str, text: str) -> str:
        """Return the document's polling day, as a general election's where a clause tells of Parliament."""
        kind = kind_of(self.election)
        if kind in (GENERAL, BY_ELECTION) or body_of(kind) in ABROAD:
            return self.election
        # The areas of another body are in its gazetteers beside the constituencies of the Commons.
        is_parliaments = self.is_of_commons(seat)
        if not body_of(kind):
            is_parliaments = kind in SINGLE_OFFICES and bool(self.gazetteers.seats_named(seat))
        bodies = self.bodies_of(seat) & SINGLE_OFFICES
        if is_parliaments and (bodies or seat in areas_polled(kind, self.election)):
            is_parliaments = False
        if len(bodies) == 1 and kind not in bodies and kind in SINGLE_OFFICES:
            return PollingDay(self.election, next(iter(bodies)))
        return (
            PollingDay(self.election, GENERAL)
            if is_parliaments or TO_PARLIAMENT.search(text)
            else self.election
        )
