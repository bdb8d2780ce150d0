"""Lists of candidates, with their results or before the count: Democracy Club's, and the project's tidy form.

First stage. Both are for elections of every kind; what is no constituency of the House of Commons is told
apart by the body that it elects.
"""

from __future__ import annotations

import re

from electiongraph.sources.official.cells import GENDERS, Cells, plain
from electiongraph.sources.official.faults import CellError
from electiongraph.sources.official.formats import (
    GENERAL_ELECTIONS,
    GSS_CODE,
    UNITED_KINGDOM,
    Format,
    Occasion,
)
from electiongraph.sources.official.records import CandidacyRow, PartyCell, Record, SeatCell

__all__ = ["CANDIDATE_FORMATS"]

GENERAL, BY_ELECTION, OTHER = "general", "by-election", "other"
_BALLOT_DAY = re.compile(r"\d{4}-\d\d-\d\d$")
_REGISTER_ID = re.compile(r"(?:PP|party:|joint-party:)(\d+)(?:-(\d+))?", re.IGNORECASE)
# How the area of a body is called beside one of the same name of another: the same town has both.
_AREA_OF_BODY = {
    "gla.c": "London Assembly",
    "pcc": "police and crime commissioner",
    "naw.r": "regional list",
    "senedd.r": "regional list",
    "sp.r": "regional list",
}


def _read_democracy_club(cells: Cells, _occasion: Occasion) -> Record:
    """Read a row of Democracy Club's candidates: elections of every kind, before and after the count."""
    election = cells.text("election id")
    ballot = cells.text("ballot") or election
    day = _day(cells, ballot)
    body, kind = _body_and_kind(ballot, day)
    register_id, adjunct_id = _register_ids(cells.text("register id"))
    gss = cells.text("gss").rpartition(":")[2]
    mnis = cells.count("mnis")
    return CandidacyRow(
        cells.row,
        day,
        kind,
        SeatCell(
            cells.needed("seat"),
            gss if GSS_CODE.fullmatch(gss) else "",
            within=_within(ballot, body) if kind == OTHER else "",
        ),
        PartyCell(cells.needed("party"), register_id=register_id, adjunct_id=adjunct_id),
        cells.needed("person"),
        (
            f"democracy-club:{cells.count('democracy club') or cells.needed('democracy club')}",
            *(() if mnis is None else (f"mnis:{mnis}",)),
        ),
        GENDERS.get(cells.text("gender").lower()[:1], ""),
        None,
        cells.count("votes"),
        elected=cells.flag("elected"),
        description=cells.text("description"),
        body="" if kind != OTHER else body.partition(".")[0],
    )


def _day(cells: Cells, ballot: str) -> str:
    """Return the polling day: of its column, of the ballot's name, or of the year of a general election."""
    if day := cells.day("election"):
        return day
    if found := _BALLOT_DAY.search(ballot):
        return found[0]
    days = [day for day in GENERAL_ELECTIONS.values() if ballot and day.startswith(ballot)]
    if len(days) != 1:
        raise CellError("election", "nothing tells the polling date")
    return days[0]


def _body_and_kind(ballot: str, day: str) -> tuple[str, str]:
    """Return which body a ballot elects, as its name has it, and the kind of election.

    Of the oldest lists the name is a year, or "parl" and a day; that day tells by-elections apart.
    """
    parts = ballot.split(".")
    body = ".".join(parts[:2]) if len(parts) > 2 and parts[1] in ("a", "c", "r") else parts[0]
    if body != "parl" and not body.isdecimal():
        return body, OTHER
    is_ballot = len(parts) > 2
    is_general = "by" not in parts if is_ballot else day in GENERAL_ELECTIONS.values()
    return "parl", GENERAL if is_general else BY_ELECTION


def _within(ballot: str, body: str) -> str:
    """Return what tells an area from another of its name: the council of a ward, the body of a region.

    Examples:
        >>> _within("local.reading.abbey.2022-05-05", "local"), _within("mayor.london.2021-05-06", "mayor")
        ('Reading', '')
    """
    if body == "local":
        return ballot.split(".")[1].replace("-", " ").title() if ballot.count(".") > 1 else ""
    return _AREA_OF_BODY.get(body, "")


def _register_ids(cell: str) -> tuple[str, str]:
    """Return a party's Electoral Commission id and that of its adjunct, however a list writes them.

    Examples:
        >>> _register_ids("party:52"), _register_ids("PP53"), _register_ids("joint-party:53-119")
        (('PP52', ''), ('PP53', ''), ('PP53', 'PP119'))
        >>> _register_ids("ynmp-party:2")
        ('', '')
    """
    found = _REGISTER_ID.fullmatch(cell)
    if found is None:
        return "", ""
    return f"PP{found[1]}", f"PP{found[2]}" if found[2] else ""


def _read_tidy(cells: Cells, _occasion: Occasion) -> Record:
    """Read a row of the project's own form, for any election."""
    body, country = cells.text("body").lower(), cells.text("country")
    is_abroad = country.lower() not in UNITED_KINGDOM
    is_commons = body in (GENERAL, BY_ELECTION) and not is_abroad
    share = cells.percent("share")
    election = cells.day("election")
    if not election:
        raise CellError("election", "is empty")
    return CandidacyRow(
        cells.row,
        election,
        body if is_commons else OTHER if body or is_abroad else "",
        SeatCell(
            cells.needed("seat"),
            cells.text("gss"),
            country,
            cells.text("region"),
            within=cells.text("organisation") if not is_commons else "",
        ),
        PartyCell(cells.text("party") or "Independent", register_id=cells.text("register id")),
        cells.needed("person"),
        tuple(one if ":" in one else f"own:{one}" for one in cells.text("person id").split()),
        GENDERS.get(cells.text("gender").lower()[:1], ""),
        cells.flag("was member"),
        cells.count("votes"),
        None if share is None else plain(share),
        elected=cells.flag("elected"),
        description=cells.text("description"),
        body="" if is_commons else body,
    )


_DEMOCRACY_CLUB = Format(
    "Democracy Club's candidates",
    _read_democracy_club,
    {
        "democracy club": ("person id", "id"),
        "person": ("person name", "name"),
        "election id": ("election id", "election"),
        "ballot": ("ballot paper id",),
        "election": ("election date",),
        "seat": ("post label",),
        "gss": ("gss", "gss code", "post id"),
        "party": ("party name",),
        "register id": ("party id",),
        "description": ("party description text", "party description"),
        "gender": ("gender",),
        "mnis": ("mnis id",),
        "votes": ("votes cast", "votes"),
        "elected": ("elected",),
    },
    frozenset(("democracy club", "person", "seat", "election id")),
    frozenset(("party",)),
    key=("democracy club", "ballot", "election id", "seat"),
    places=(("ballot",), ("election id", "election", "seat")),
)
_TIDY = Format(
    "candidates in the tidy form",
    _read_tidy,
    {
        "election": ("election", "polling date"),
        "body": ("body", "kind"),
        "organisation": ("organisation", "council"),
        "seat": ("seat",),
        "gss": ("gss",),
        "country": ("country",),
        "region": ("region",),
        "person": ("person",),
        "person id": ("person id",),
        "gender": ("gender",),
        "party": ("party",),
        "register id": ("party id",),
        "description": ("ballot description",),
        "was member": ("sitting member",),
        "votes": ("votes",),
        "share": ("share percent",),
        "elected": ("elected",),
    },
    frozenset(("election", "seat", "person")),
    frozenset(("party",)),
    key=("election", "seat", "organisation", "party", "person"),
    is_own=True,
    places=(("election", "body", "organisation", "seat"),),
)
CANDIDATE_FORMATS = (_DEMOCRACY_CLUB, _TIDY)
