"""Check the candidates of a text against lists of who stood.

Before linking. Facts about a contest that a list covers are kept when the person stood there, under the very
name that the text has, and refused when nobody of that name did. What no list covers passes unchecked.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from electiongraph.errors import SourceError
from electiongraph.extraction.facts import Fact
from electiongraph.gazetteers import Gazetteers, normalise_name
from electiongraph.linking.names import STRENGTH, match_names, name_tokens
from electiongraph.sources.candidate_lists import Candidate

__all__ = ["Candidacies", "OfficialStanding", "refuse_strangers", "seat_key"]

# What only a candidate can do.
CANDIDATES_ONLY = frozenset(("standsIn", "standsFor", "votes", "voteShare", "elected", "defeatedIn"))
# From where on a misspelt name is still taken for the nearest one of the few who stood.
# First name and surname.
_WHOLE_NAME = 2
LIKENESS = 0.85


class OfficialStanding(Protocol):
    """Who stood where by official results."""

    @property
    def days(self) -> Collection[str]:
        """Return the polling days of which there are results."""
        ...

    def standing(self, election: str, key: str) -> Sequence[Candidate]:
        """Return who stood at an election in the seat of a key."""
        ...


class Candidacies:
    """Who stood where, by election and seat."""

    def __init__(
        self,
        candidates: Iterable[Candidate],
        gazetteers: Gazetteers,
        official: OfficialStanding | None = None,
    ) -> None:
        """Index candidates.

        Args:
            candidates: From one list or several.
            gazetteers: Where the names of seats are looked up.
            official: Who stood where by official results.

        Raises:
            SourceError: A list tells the election neither itself nor by the boundaries of its seats.
        """
        self._gazetteers = gazetteers
        self._official = official
        self._contests: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
        candidates = tuple(candidates)
        undated = sorted({candidate.seat for candidate in candidates if not candidate.election})
        only_election = self._only_election(undated) if undated else ""
        for candidate in candidates:
            election = candidate.election or only_election
            self._contests[(election, seat_key(candidate.seat, election, gazetteers))].append(candidate)

    def standing(self, election: str, seat: str) -> Sequence[Candidate]:
        """Return who stood in a seat; empty when no list tells of the contest.

        Args:
            election: Polling date, or a year that has one election.
            seat: Any name of the seat.
        """
        if len(election) == 4:
            official = self._official.days if self._official else ()
            days = {
                day for day in (*(day for day, _ in self._contests), *official) if day.startswith(election)
            }
            election = days.pop() if len(days) == 1 else election
        key = seat_key(seat, election, self._gazetteers)
        listed = self._contests.get((election, key), ())
        return [*listed, *self._official.standing(election, key)] if self._official else listed

    def candidate_named(self, name: str, election: str, seat: str, party: str = "") -> Candidate | None:
        """Return who stood in a seat under a name, misspelt or not; None when nobody did, or it may be two.

        Args:
            name: As a text has it.
            election: Polling date.
            seat: Any name of the seat.
            party: Which of two namesakes is meant, where a text tells.
        """
        found = self._named(name, self.standing(election, seat))
        if len(found) > 1 and party:
            wanted = self._gazetteers.party_named(party)
            found = [one for one in found if self._gazetteers.party_named(one.party) == wanted]
        return found[0] if len(found) == 1 else None

    def is_stranger(self, fact: Fact) -> bool:
        """Tell whether a fact is about a candidate of a listed contest who did not stand in it."""
        if fact.predicate not in CANDIDATES_ONLY:
            return False
        standing = self.standing(fact.election, fact.seat)
        return bool(standing) and not self._named(fact.person, standing)

    @staticmethod
    def _named(name: str, standing: Sequence[Candidate]) -> list[Candidate]:
        """Return those who may be meant by a name: of the closest kind of likeness, all."""
        matches = [(match_names(name, one.person), one) for one in standing]
        close = sorted(STRENGTH[match] for match, _ in matches if match is not None)
        if close:
            return [one for match, one in matches if match is not None and STRENGTH[match] == close[0]]
        if clipped := [one for one in standing if _is_clipped_or_adorned(name, one.person)]:
            return clipped
        spelt = " ".join(name_tokens(name))
        likeness = [
            (difflib.SequenceMatcher(None, spelt, " ".join(name_tokens(one.person))).ratio(), one)
            for one in standing
        ]
        return [one for ratio, one in likeness if ratio >= LIKENESS and ratio == max(likeness, key=_first)[0]]

    def _only_election(self, seats: Sequence[str]) -> str:
        """Return the one general election at which all these seats were polled."""
        sets = set.intersection(
            *({seat.boundary_set for seat in self._gazetteers.seats_named(name)} for name in seats)
        )
        days = [e.date for e in self._gazetteers.general_elections() if e.boundary_set in sets]
        if len(days) == 1:
            return days[0]
        raise SourceError(
            f"the list of candidates does not say at which election they stood in {seats[0]}",
            advice="give the polling date before the file: --candidates 2019-12-12=FILE",
        )


def seat_key(name: str, election: str, gazetteers: Gazetteers) -> str:
    """Return the IRI of the seat of a name at an election; the name, normalised, where none is known.

    Examples:
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> seat_key("Luton North", "2024-07-04", load_gazetteers()).rsplit("/", 1)[1]
        'E14001345'
    """
    seats = gazetteers.seats_named(name)
    boundary_set = gazetteers.boundary_set_on(election) if election else ""
    here = [seat.iri for seat in seats if seat.boundary_set == boundary_set] or [s.iri for s in seats]
    return here[0] if here else normalise_name(name)


def _is_clipped_or_adorned(name: str, listed: str) -> bool:
    """Tell whether a name is a listed one with initials for first names, or with a word before it.

    Among those who stood in one seat that is enough.

    Examples:
        >>> [_is_clipped_or_adorned(*names) for names in (
        ...     ("R Knight", "Ricky Knight"), ("Firebrand George Galloway", "George Galloway"),
        ...     ("R Knight", "Peter Knight"), ("Knight", "Ricky Knight"))]
        [True, True, False, False]
    """
    told, known = name_tokens(name), name_tokens(listed)
    if min(len(told), len(known)) < _WHOLE_NAME:
        return False
    given = told[:-1]
    is_initials = all(len(word) == 1 for word in given) and told[-1] == known[-1]
    return (is_initials and given[0] == known[0][0]) or told[-len(known) :] == known


def _first(pair: tuple[float, Candidate]) -> float:
    return pair[0]


def refuse_strangers(
    facts: Sequence[Fact], candidacies: Candidacies
) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Part the facts of a text into those that a list of candidates allows and those that it refuses.

    Args:
        facts: In any order.
        candidacies: Who stood where.

    Returns:
        The facts kept, unchanged, and the facts refused, both in the order given.

    Examples:
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> listed = [Candidate("2024-07-04", "Luton North", "Sarah Owen"),
        ...           Candidate("2024-07-04", "Luton North", "Jilleane Brown")]
        >>> names = ["Sara Owen", "Rachel Hopkins"]
        >>> facts = [Fact("standsIn", "q", 0, 1, "r", "2024-07-04", name, "Luton North") for name in names]
        >>> kept, refused = refuse_strangers(facts, Candidacies(listed, load_gazetteers()))
        >>> [fact.person for fact in kept], [fact.person for fact in refused]
        (['Sara Owen'], ['Rachel Hopkins'])
    """
    refused = tuple(fact for fact in facts if candidacies.is_stranger(fact))
    strangers = set(refused)
    return tuple(fact for fact in facts if fact not in strangers), refused
