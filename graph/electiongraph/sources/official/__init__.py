"""Official files: results, notional results, overlaps of seats, registers of parties and of ministers.

First stage. Tables come in, records go out, each with the row that it stands in; what is wrong with a row
is a `Fault`, and the rest of its table loads.
"""

from electiongraph.errors import UnknownTableError
from electiongraph.sources.official.faults import Fault
from electiongraph.sources.official.reading import (
    OfficialTable,
    is_standard_input,
    is_table,
    looks_like_table,
    path_of_table,
    read_official_table,
)
from electiongraph.sources.official.records import (
    AppointmentRow,
    CandidacyRow,
    CharacteristicRow,
    ContestRow,
    MemberLinkRow,
    MinisterRow,
    NotionalRow,
    OrganisationLinkRow,
    OrganisationRow,
    OverlapRow,
    PartySpellRow,
    PostRow,
    RegistrationRow,
    RepresentationRow,
    RepresentedSeatRow,
    RevisedCodeRow,
)

__all__ = [
    "AppointmentRow",
    "CandidacyRow",
    "CharacteristicRow",
    "ContestRow",
    "Fault",
    "MemberLinkRow",
    "MinisterRow",
    "NotionalRow",
    "OfficialTable",
    "OrganisationLinkRow",
    "OrganisationRow",
    "OverlapRow",
    "PartySpellRow",
    "PostRow",
    "RegistrationRow",
    "RepresentationRow",
    "RepresentedSeatRow",
    "RevisedCodeRow",
    "UnknownTableError",
    "is_standard_input",
    "is_table",
    "looks_like_table",
    "path_of_table",
    "read_official_table",
]
