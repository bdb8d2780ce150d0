"""The records that official files are read into: one frozen record a row, with the row's number.

First stage. Names, codes and figures are as the file has them, with spaces mended; days are ISO 8601, shares
are percentages, an unknown text is "" and an unknown number None.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

__all__ = [
    "AppointmentRow",
    "CandidacyRow",
    "CharacteristicRow",
    "ContestRow",
    "MemberLinkRow",
    "MinisterRow",
    "NotionalRow",
    "OrganisationLinkRow",
    "OrganisationRow",
    "OverlapRow",
    "PartyCell",
    "PartySpellRow",
    "PostRow",
    "Record",
    "RegistrationRow",
    "RepresentationRow",
    "RepresentedSeatRow",
    "RevisedCodeRow",
    "SeatCell",
]


@dataclass(frozen=True, slots=True)
class SeatCell:
    """A seat as a row names it.

    Attributes:
        name: Its name.
        gss: ONS code.
        country: "England", or another country of the world.
        region: Of England.
        county: Which it lies in.
        kind: "county" or "borough".
        within: What tells it from another area of its name that is polled for another body: a council.
    """

    name: str
    gss: str = ""
    country: str = ""
    region: str = ""
    county: str = ""
    kind: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True)
class PartyCell:
    """A party as a row names it: Electoral Commission id, that of its adjunct, Parliament's number."""

    name: str
    abbreviation: str = ""
    register_id: str = ""
    adjunct_id: str = ""
    parliament_id: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A row of an official file; `row` counts from 1, the heading included."""

    row: int


@dataclass(frozen=True, slots=True)
class CandidacyRow(Record):
    """Who stood where, and with which result.

    Attributes:
        election: Polling date.
        kind: "general", "by-election" or "other".
        seat: Where.
        party: For whom; the name is the ballot description where the file gives it.
        person: Full name.
        identifiers: What registers call the person, as "mnis:1382" or "democracy-club:5034".
        gender: "female", "male" or "".
        was_member: Whether the person sat for any seat in the Parliament before; None when unknown.
        votes: Number of votes.
        share_percent: Of the valid votes.
        change_points: Change of the share, in percentage points.
        elected: Whether the person won, where the file says so itself.
        description: The words on the ballot paper, where they are another thing than the party's name.
        body: What was elected, for an election of kind "other": "local", "mayoral".
    """

    election: str
    kind: str
    seat: SeatCell
    party: PartyCell
    person: str
    identifiers: tuple[str, ...] = ()
    gender: str = ""
    was_member: bool | None = None
    votes: int | None = None
    share_percent: Decimal | None = None
    change_points: Decimal | None = None
    elected: bool | None = None
    description: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class ContestRow(Record):
    """The result of one seat.

    Attributes:
        election: Polling date.
        kind: "general" or "by-election".
        seat: Where.
        winner: Full name of the member elected.
        declared_at: Local time of the declaration, ISO 8601 to the minute; "" when unknown.
        outcome: "hold" or "gain"; "" when the file does not tell.
        won_by: The winning party's abbreviation.
        gained_from: The losing party's abbreviation.
        electorate: Number of registered electors.
        valid_votes: Number of valid votes.
        invalid_votes: Number of rejected papers.
        majority: Winner's votes less the runner-up's.
    """

    election: str
    kind: str
    seat: SeatCell
    winner: str = ""
    declared_at: str = ""
    outcome: str = ""
    won_by: str = ""
    gained_from: str = ""
    electorate: int | None = None
    valid_votes: int | None = None
    invalid_votes: int | None = None
    majority: int | None = None


@dataclass(frozen=True, slots=True)
class NotionalRow(Record):
    """What a party would have had on new boundaries; `election` as in the fact record."""

    election: str
    seat: SeatCell
    party: PartyCell
    label: str
    votes: int
    turnout_percent: Decimal | None
    electorate: int | None
    valid_votes: int | None
    majority: int | None


@dataclass(frozen=True, slots=True)
class OverlapRow(Record):
    """What an old and a new seat have in common, in percent: of the old one, then of the new one."""

    old: SeatCell
    new: SeatCell
    population: tuple[Decimal, Decimal]
    homes: tuple[Decimal, Decimal]
    area: tuple[Decimal, Decimal]

    @property
    def is_whole(self) -> bool:
        """Tell whether the seats are the same by every measure."""
        return all(share == 100 for pair in (self.population, self.homes, self.area) for share in pair)


@dataclass(frozen=True, slots=True)
class RevisedCodeRow(Record):
    """A seat's code before and after a revision, on the same boundaries."""

    old_gss: str
    seat: str
    new_gss: str


@dataclass(frozen=True, slots=True)
class RegistrationRow(Record):
    """One registration of a party; `until` is "" while it lasts."""

    party: PartyCell
    jurisdiction: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class MemberLinkRow(Record):
    """A member of Parliament's number and Wikidata item."""

    person: str
    mnis: str
    wikidata: str


@dataclass(frozen=True, slots=True)
class MinisterRow(Record):
    """Somebody who has been a minister; `mnis` is Parliament's number."""

    key: str
    mnis: str
    person: str
    gender: str


@dataclass(frozen=True, slots=True)
class OrganisationRow(Record):
    """A department."""

    key: str
    name: str
    short_name: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class OrganisationLinkRow(Record):
    """How one department followed another: "Name change", "Merger", "Demerger", "Transfer of functions"."""

    old: str
    new: str
    sort: str
    since: str


@dataclass(frozen=True, slots=True)
class PostRow(Record):
    """A post in a department, with the rank it counts as."""

    key: str
    organisation: str
    name: str
    rank: str


@dataclass(frozen=True, slots=True)
class AppointmentRow(Record):
    """Who held a post from when to when; `until` is "" for who still does."""

    key: str
    minister: str
    post: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class CharacteristicRow(Record):
    """How an appointment stood in the cabinet for a time."""

    appointment: str
    cabinet: str
    is_acting: bool
    is_on_leave: bool
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class RepresentedSeatRow(Record):
    """A seat as the register of ministers knows it."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class RepresentationRow(Record):
    """Where somebody sat from when to when: `house` is "Commons" or "Lords"."""

    key: str
    minister: str
    house: str
    seat: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class PartySpellRow(Record):
    """Which party somebody sat for during a part of a representation."""

    representation: str
    party: str
    since: str
    until: str
