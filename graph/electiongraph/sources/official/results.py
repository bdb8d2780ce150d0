"""Results of elections: by candidate and by constituency, and notional ones.

First stage. The formats are those of Parliament's results files (with headings since 2024, without
before) and of the House of Commons Library. Those of lists of candidates are in `candidates.py`.
"""

from __future__ import annotations

import re

from electiongraph.sources.official.cells import GENDERS, Cells
from electiongraph.sources.official.faults import CellError
from electiongraph.sources.official.formats import GSS_CODE, Format, Occasion
from electiongraph.sources.official.records import (
    CandidacyRow,
    ContestRow,
    NotionalRow,
    OverlapRow,
    PartyCell,
    Record,
    RevisedCodeRow,
    SeatCell,
)

__all__ = ["RESULT_FORMATS"]

GENERAL, BY_ELECTION = "general", "by-election"
_OUTCOME = re.compile(r"(?P<party>.+?) (?P<kind>hold|gain)(?: from (?P<loser>.+))?", re.IGNORECASE)
_COUNTRIES = {"E": "England", "N": "Northern Ireland", "S": "Scotland", "W": "Wales"}
_KINDS = {"burgh": "borough"}
# Sums over the smaller parties, and the largest of them, in the notional results.
_AGGREGATES = frozenset(("TOTOTHV", "MAXOTHV"))
_NUMBER = re.compile(r"\d+")
_FRACTION = re.compile(r"-?\d(?:\.\d+)?(?:E-\d+)?")
_PLACE_COLUMNS = {
    "gss": ("ons id", "ons id2", "gss", "gss code", "ons code", "constituency code"),
    "seat": ("constituency name", "constituency"),
    "county": ("county name",),
    "region": ("region name",),
    "country": ("country name",),
    "seat kind": ("constituency type",),
}
_PLACE_HEADLESS = {"gss": 0, "seat": 2, "county": 3, "region": 4, "country": 5, "seat kind": 6}


def _election(cells: Cells, occasion: Occasion) -> tuple[str, str]:
    """Return polling date and kind of election, of the row's own word or of the file's."""
    own = cells.day("election")
    election = own or occasion.election
    if not election:
        raise CellError("election", "nothing tells the election; give the file as POLLING-DATE=FILE")
    return election, occasion.kind or (BY_ELECTION if own else GENERAL)


def _seat(cells: Cells) -> SeatCell:
    gss = cells.text("gss")
    if gss and not GSS_CODE.fullmatch(gss):
        raise CellError("gss", f"{gss[:40]!r} is no ONS code")
    kind = cells.text("seat kind").lower()
    return SeatCell(
        cells.needed("seat"),
        gss,
        cells.text("country") or _COUNTRIES.get(gss[:1], ""),
        cells.text("region"),
        cells.text("county"),
        _KINDS.get(kind, kind),
    )


def _party_name(cells: Cells) -> str:
    """Return what names a candidate's party: in a table without names its abbreviation or registration."""
    if "party" in cells.columns:
        return cells.needed("party")
    return cells.text("abbreviation") or cells.text("register id") or cells.needed("party")


def _read_candidacy(cells: Cells, occasion: Occasion) -> Record:
    election, kind = _election(cells, occasion)
    given, surname = cells.text("given"), cells.needed("surname")
    share = cells.percent_of_fraction("share")
    party = PartyCell(
        _party_name(cells),
        cells.text("abbreviation"),
        cells.text("register id"),
        cells.text("adjunct id"),
        cells.text("parliament id"),
    )
    gender = cells.text("gender").lower()
    numbers = (("mnis", cells.count("mnis")), ("democracy-club", cells.count("democracy club")))
    return CandidacyRow(
        cells.row,
        election,
        kind,
        _seat(cells),
        party,
        f"{given} {surname}".strip(),
        tuple(f"{register}:{number}" for register, number in numbers if number is not None),
        GENDERS.get(gender, gender),
        cells.flag("was member"),
        cells.count("votes"),
        share,
        cells.percent_of_fraction("change"),
    )


def _read_contest(cells: Cells, occasion: Occasion) -> Record:
    election, kind = _election(cells, occasion)
    result = cells.text("result")
    outcome = _OUTCOME.fullmatch(result)
    if result and outcome is None:
        raise CellError("result", f"{result[:40]!r} is neither a hold nor a gain")
    return ContestRow(
        cells.row,
        election,
        kind,
        _seat(cells),
        f"{cells.text('given')} {cells.text('surname')}".strip(),
        cells.moment("declared"),
        outcome["kind"].lower() if outcome else "",
        outcome["party"] if outcome else "",
        (outcome["loser"] or "") if outcome else "",
        cells.count("electorate"),
        cells.count("valid votes"),
        cells.count("invalid votes"),
        cells.count("majority"),
    )


def _read_notional(cells: Cells, occasion: Occasion) -> Record:
    label = cells.needed("label")
    if label in _AGGREGATES:
        raise CellError("label", f"{label} is a sum over other rows")
    votes = cells.count("votes")
    if votes is None:
        raise CellError("votes", "is empty")
    name = cells.text("party").removeprefix("The ")
    return NotionalRow(
        cells.row,
        f"{occasion.election} notional",
        _seat(cells),
        PartyCell(name, cells.text("abbreviation"), parliament_id=cells.text("parliament id")),
        label,
        votes,
        cells.percent("turnout"),
        cells.count("electorate"),
        cells.count("valid votes"),
        cells.count("majority"),
    )


def _read_overlap(cells: Cells, _occasion: Occasion) -> Record:
    def pair(name: str) -> tuple[object, object]:
        shares = (cells.percent_of_fraction(f"{name} of old"), cells.percent_of_fraction(f"{name} of new"))
        if None in shares:
            raise CellError(f"{name} of old", "is empty")
        return shares

    return OverlapRow(
        cells.row,
        SeatCell(cells.needed("old seat"), cells.needed("old gss")),
        SeatCell(cells.needed("new seat"), cells.needed("new gss")),
        pair("population"),  # type: ignore[arg-type]
        pair("homes"),  # type: ignore[arg-type]
        pair("area"),  # type: ignore[arg-type]
    )


def _read_revised_code(cells: Cells, _occasion: Occasion) -> Record:
    return RevisedCodeRow(cells.row, cells.needed("old gss"), cells.text("seat"), cells.needed("new gss"))


_CANDIDACY = Format(
    "candidates' results",
    _read_candidacy,
    {
        **_PLACE_COLUMNS,
        "election": ("election date", "by election date"),
        "party": ("party name", "party"),
        "abbreviation": ("party abbreviation",),
        "register id": ("electoral commission party id",),
        "parliament id": ("mnis party id",),
        "adjunct id": ("electoral commission adjunct party id",),
        "given": ("candidate first name", "first name", "firstname"),
        "surname": ("candidate surname", "surname"),
        "gender": ("candidate gender", "gender"),
        "was member": ("sitting mp",),
        "mnis": ("member mnis id",),
        "votes": ("votes",),
        "share": ("share",),
        "change": ("change",),
        "democracy club": ("dc person id", "democracy club person id"),
    },
    frozenset(("seat", "given", "surname")),
    frozenset(("party", "votes", "gss")),
    {
        **_PLACE_HEADLESS,
        "party": 7, "abbreviation": 8, "register id": 9, "parliament id": 10, "adjunct id": 11, "given": 12,
        "surname": 13, "gender": 14, "was member": 15, "mnis": 17, "votes": 18, "share": 19, "change": 20,
    },
    {0: GSS_CODE, 1: GSS_CODE, 15: re.compile("Yes|No"), 18: _NUMBER, 19: _FRACTION},
    ("election", "gss", "seat", "party", "given", "surname"),
    places=(("election", "gss"), ("election", "seat")),
    welcome={
        "was member": "it is not known who was a member before, who lost a seat or stood down",
        "mnis": "by this file no candidate is known to be the member of another election",
    },
)  # fmt: skip
_CONTEST = Format(
    "results by constituency",
    _read_contest,
    {
        **_PLACE_COLUMNS,
        "election": ("by election date", "election date"),
        "declared": ("declaration time",),
        "given": ("member first name", "mp firstname", "mp first name"),
        "surname": ("member surname", "mp surname"),
        "result": ("result",),
        "electorate": ("electorate",),
        "valid votes": ("valid votes",),
        "invalid votes": ("invalid votes",),
        "majority": ("majority",),
    },
    frozenset(("seat", "electorate", "majority")),
    frozenset(("result", "valid votes", "gss")),
    {
        **_PLACE_HEADLESS,
        "declared": 7, "given": 8, "surname": 9, "result": 11, "electorate": 14, "valid votes": 15,
        "invalid votes": 16, "majority": 17,
    },
    {0: GSS_CODE, 1: GSS_CODE, 11: _OUTCOME, 14: _NUMBER, 17: _NUMBER},
    ("election", "gss", "seat"),
)  # fmt: skip
_NOTIONAL = Format(
    "notional results",
    _read_notional,
    {},
    frozenset(("label",)),
    headless={
        "seat": 0, "gss": 2, "country": 5, "seat kind": 6, "turnout": 7, "electorate": 8, "valid votes": 9,
        "majority": 10, "label": 11, "votes": 12, "abbreviation": 13, "party": 14, "parliament id": 15,
    },
    signs={2: GSS_CODE, 6: re.compile("County|Borough|Burgh"), 8: _NUMBER, 12: _NUMBER},
    key=("gss", "label"),
)  # fmt: skip
_OVERLAP = Format(
    "overlaps of constituencies",
    _read_overlap,
    {},
    frozenset(("old gss",)),
    headless={
        "old gss": 1, "old seat": 2, "new gss": 3, "new seat": 4, "homes of old": 5, "homes of new": 6,
        "area of old": 7, "area of new": 8, "population of old": 9, "population of new": 10,
    },
    signs={0: re.compile(r"[ENSW]\d{8}[ENSW]\d{8}"), 1: GSS_CODE, 3: GSS_CODE},
    key=("old gss", "new gss"),
)  # fmt: skip
_REVISED_CODE = Format(
    "revised codes of constituencies",
    _read_revised_code,
    {},
    frozenset(("old gss",)),
    headless={"old gss": 0, "seat": 1, "new gss": 2},
    signs={0: GSS_CODE, 2: GSS_CODE},
    key=("old gss",),
)
RESULT_FORMATS = (_CANDIDACY, _CONTEST, _NOTIONAL, _OVERLAP, _REVISED_CODE)
