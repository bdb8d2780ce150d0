"""What linking gives: a fact with its seat, election, party, role and person, each with an IRI.

Plain records, made by `entity_linking.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from electiongraph.extraction.facts import Fact
from electiongraph.gazetteers import Party, Role, Seat
from electiongraph.sources.candidate_lists import Candidate
from electiongraph.sources.document import Document

__all__ = [
    "NOTIONAL",
    "LinkedElection",
    "LinkedFact",
    "LinkedParty",
    "LinkedRole",
    "LinkedSeat",
    "Source",
]

NOTIONAL = " notional"


@dataclass(frozen=True, slots=True)
class Source:
    """A document with the IRI that names it and its graph; `is_official` for one of an official file."""

    iri: str
    document: Document
    is_official: bool = False


@dataclass(frozen=True, slots=True)
class LinkedElection:
    """An election: `key` as in the fact record, `kind` "general", "by-election", "notional" or "other"."""

    iri: str
    key: str
    kind: str
    name: str

    @property
    def date(self) -> str:
        """Return the polling date without " notional"; a bare year when no more is known."""
        return self.key.removesuffix(NOTIONAL)


@dataclass(frozen=True, slots=True)
class LinkedSeat:
    """A seat: `key` is its GSS code, or "unlisted-" and a slug; `seat` its gazetteer entry if any.

    `boundary_set` is that of a seat in no gazetteer, "" where it is unknown.
    """

    iri: str
    key: str
    name: str
    seat: Seat | None = None
    boundary_set: str = ""


@dataclass(frozen=True, slots=True)
class LinkedParty:
    """A party; `description` is the ballot paper's wording where that says more than the party."""

    iri: str
    name: str
    party: Party | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class LinkedRole:
    """An office; `role` is its gazetteer entry if any."""

    iri: str
    name: str
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class LinkedFact:
    """A fact with what its names mean.

    Attributes:
        iri: The claim's IRI.
        source: Who says it.
        fact: The fact record.
        election: None where the predicate has none, or the text does not tell which.
        seat: None where the predicate has none.
        former: For `formerlyNamed`, the earlier seat.
        party: The party that the fact is about, or that is its value.
        role: For `appointedTo` and `heldRole`.
        contest: IRI of the contest; "" unless both election and seat are known.
        candidate: Who is meant, where a list of candidates or the register of ministers tells.
        link_reason: Why this person of official files is meant; "" where nobody of them is.
        link_confidence: How far to trust the link, from 0 to 1.
        appointment: IRI of the appointment in the register of ministers that is meant, "" where none is.
    """

    iri: str
    source: Source
    fact: Fact
    election: LinkedElection | None = None
    seat: LinkedSeat | None = None
    former: LinkedSeat | None = None
    party: LinkedParty | None = None
    role: LinkedRole | None = None
    contest: str = ""
    candidate: Candidate | None = None
    link_reason: str = ""
    link_confidence: float = 0.0
    appointment: str = ""
