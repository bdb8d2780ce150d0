"""Registers: of parties, of members' Wikidata items, and of ministers since 1979.

First stage. The register of ministers comes as several tables that name each other's rows by keys.
"""

from __future__ import annotations

import re

from electiongraph.sources.official.cells import Cells
from electiongraph.sources.official.faults import CellError
from electiongraph.sources.official.formats import Format, Occasion
from electiongraph.sources.official.records import (
    AppointmentRow,
    CharacteristicRow,
    MemberLinkRow,
    MinisterRow,
    OrganisationLinkRow,
    OrganisationRow,
    PartyCell,
    PartySpellRow,
    PostRow,
    Record,
    RegistrationRow,
    RepresentationRow,
    RepresentedSeatRow,
)

__all__ = ["REGISTER_FORMATS"]

_REGISTER_ID = re.compile(r"PP\d+")
_GENDERS = {"F": "female", "M": "male"}


def _read_registration(cells: Cells, _occasion: Occasion) -> Record:
    register_id = cells.text("register id")
    if register_id and not _REGISTER_ID.fullmatch(register_id):
        raise CellError("register id", f"{register_id[:40]!r} is no registration")
    party = PartyCell(
        cells.needed("name"), register_id=cells.text("register id"), parliament_id=cells.text("parliament id")
    )
    return RegistrationRow(
        cells.row, party, cells.text("jurisdiction"), cells.day("since"), cells.day("until")
    )


def _read_member_link(cells: Cells, _occasion: Occasion) -> Record:
    wikidata = cells.text("wikidata")
    if wikidata and not (wikidata[0] == "Q" and wikidata[1:].isdecimal()):
        raise CellError("wikidata", f"{wikidata[:40]!r} is no Wikidata item")
    number = cells.count("mnis")
    return MemberLinkRow(cells.row, cells.needed("person"), "" if number is None else str(number), wikidata)


def _read_minister(cells: Cells, _occasion: Occasion) -> Record:
    number = cells.count("mnis")
    return MinisterRow(
        cells.row,
        cells.needed("key"),
        "" if number is None else str(number),
        cells.needed("person"),
        _GENDERS.get(cells.text("gender"), ""),
    )


def _read_organisation(cells: Cells, _occasion: Occasion) -> Record:
    return OrganisationRow(
        cells.row,
        cells.needed("key"),
        cells.needed("name"),
        cells.text("short name"),
        cells.day("since"),
        cells.day("until"),
    )


def _read_organisation_link(cells: Cells, _occasion: Occasion) -> Record:
    return OrganisationLinkRow(
        cells.row, cells.needed("old"), cells.needed("new"), cells.needed("sort"), cells.day("since")
    )


def _read_post(cells: Cells, _occasion: Occasion) -> Record:
    return PostRow(
        cells.row, cells.needed("key"), cells.text("organisation"), cells.needed("name"), cells.text("rank")
    )


def _read_appointment(cells: Cells, _occasion: Occasion) -> Record:
    return AppointmentRow(
        cells.row,
        cells.needed("key"),
        cells.needed("minister"),
        cells.needed("post"),
        cells.day("since"),
        cells.day("until"),
    )


def _read_characteristic(cells: Cells, _occasion: Occasion) -> Record:
    return CharacteristicRow(
        cells.row,
        cells.needed("appointment"),
        cells.text("cabinet"),
        bool(cells.flag("acting")),
        bool(cells.flag("on leave")),
        cells.day("since"),
        cells.day("until"),
    )


def _read_represented_seat(cells: Cells, _occasion: Occasion) -> Record:
    return RepresentedSeatRow(cells.row, cells.needed("key"), cells.needed("name"))


def _read_representation(cells: Cells, _occasion: Occasion) -> Record:
    return RepresentationRow(
        cells.row,
        cells.needed("key"),
        cells.needed("minister"),
        cells.needed("house"),
        cells.text("seat"),
        cells.day("since"),
        cells.day("until"),
    )


def _read_party_spell(cells: Cells, _occasion: Occasion) -> Record:
    return PartySpellRow(
        cells.row,
        cells.needed("representation"),
        cells.needed("party"),
        cells.day("since"),
        cells.day("until"),
    )


_SPELL = {"since": ("start date",), "until": ("end date",)}
REGISTER_FORMATS = (
    Format(
        "registrations of parties",
        _read_registration,
        {
            "parliament id": ("mnis id",),
            "name": ("mnis name", "party name"),
            "register id": ("electoral commission id",),
            "jurisdiction": ("jurisdiction",),
            "since": ("registered on",),
            "until": ("deregistered on",),
        },
        frozenset(("register id", "jurisdiction", "since")),
        key=("parliament id", "register id", "jurisdiction", "since", "until"),
    ),
    Format(
        "members' Wikidata items",
        _read_member_link,
        {
            "person": ("member",),
            "wikidata": ("wikidata member id",),
            "mnis": ("mnis member id",),
            "day": ("date",),
            "seat": ("constituency",),
        },
        frozenset(("person", "wikidata", "mnis")),
        key=("person", "wikidata", "day", "seat"),
    ),
    Format(
        "ministers",
        _read_minister,
        {
            "key": ("id",),
            "mnis": ("id parliament",),
            "person": ("display name", "name"),
            "short name": ("short name",),
            "gender": ("gender",),
        },
        frozenset(("key", "mnis", "person", "short name", "gender")),
        key=("key", "person"),
    ),
    Format(
        "departments",
        _read_organisation,
        {"key": ("id",), "name": ("name",), "short name": ("short name",), **_SPELL},
        frozenset(("key", "name", "short name", "since")),
        key=("key",),
    ),
    Format(
        "links of departments",
        _read_organisation_link,
        {
            "old": ("predecessor organisation id",),
            "new": ("successor organisation id",),
            "sort": ("type",),
            "since": ("link start date",),
        },
        frozenset(("old", "new", "sort")),
        key=("old", "new", "sort", "since"),
    ),
    Format(
        "ministerial posts",
        _read_post,
        {
            "key": ("id",),
            "organisation": ("organisation id",),
            "name": ("name",),
            "rank": ("rank equivalence",),
        },
        frozenset(("key", "organisation", "name", "rank")),
        key=("key",),
    ),
    Format(
        "ministerial appointments",
        _read_appointment,
        {"key": ("id",), "minister": ("person id",), "post": ("post id",), **_SPELL},
        frozenset(("key", "minister", "post")),
        key=("key",),
    ),
    Format(
        "ranks of ministerial appointments",
        _read_characteristic,
        {
            "appointment": ("appointment id",),
            "cabinet": ("cabinet status",),
            "acting": ("is acting",),
            "on leave": ("is on leave",),
            **_SPELL,
        },
        frozenset(("appointment", "cabinet")),
    ),
    Format(
        "constituencies of ministers",
        _read_represented_seat,
        {"key": ("id",), "parliament id": ("id parliament",), "name": ("name",)},
        frozenset(("key", "parliament id", "name")),
        key=("key",),
    ),
    Format(
        "seats in Parliament of ministers",
        _read_representation,
        {
            "key": ("id",),
            "minister": ("person id",),
            "house": ("house",),
            "seat": ("constituency id",),
            **_SPELL,
        },
        frozenset(("key", "minister", "house", "seat")),
        key=("key",),
    ),
    Format(
        "parties of ministers",
        _read_party_spell,
        {"representation": ("representation id",), "party": ("party",), **_SPELL},
        frozenset(("representation", "party")),
    ),
)
