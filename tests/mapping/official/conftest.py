"""A graph of a few rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

from electiongraph.gazetteers import load_gazetteers
from electiongraph.mapping.official import map_official
from electiongraph.sources.official import read_official_table

ID = "https://w3id.org/electiongraph/id/"
EG = "https://w3id.org/electiongraph/ontology#"
SHARED = Path(__file__).resolve().parents[4] / "shared" / "official"
CANDIDATES = (
    "Election date,ONS ID,Constituency name,Country name,Party name,Party abbreviation,"
    "Electoral Commission party ID,Electoral Commission adjunct party ID,Candidate first name,"
    "Candidate surname,Candidate gender,Sitting MP,Member MNIS ID,Votes,DC Person ID"
)
SEATS = (
    "Election date,ONS ID,Constituency name,Country name,Member first name,Member surname,Result,Electorate,"
    "Valid votes,Invalid votes,Majority"
)


@pytest.fixture(scope="session")
def official_files() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the official files are not on this machine")
    return SHARED


class Mapped:
    """What official files say, to be asked."""

    def __init__(self, files: dict[str, str]) -> None:
        tables = [read_official_table(text.encode(), name) for name, text in files.items()]
        self.official = map_official(tables, load_gazetteers())
        self.store = Store()
        lines = b"".join((*self.official.believed, *self.official.told))
        self.store.load(lines, format=RdfFormat.N_QUADS)

    def values(self, subject: str, name: str, graph: str = "") -> set[str]:
        """Return the values of a property; things are named without the common beginning."""
        where = NamedNode(graph) if graph else DefaultGraph()
        node = NamedNode(name if ":" in name else EG + name)
        quads = self.store.quads_for_pattern(NamedNode(ID + subject), node, None, where)
        return {quad.object.value.removeprefix(ID).removeprefix(EG) for quad in quads}

    def contests(self) -> list[str]:
        return [contest.iri.removeprefix(ID) for contest in self.official.contests]

    @property
    def faults(self) -> list[str]:
        return [str(fault) for fault in self.official.faults]


@pytest.fixture
def mapped() -> Callable[..., Mapped]:
    """Map files of a heading and rows, by their names."""

    def mapping(files: dict[str, tuple[str, ...]]) -> Mapped:
        return Mapped({name: "".join(f"{line}\n" for line in lines) for name, lines in files.items()})

    return mapping


@pytest.fixture
def candidates(mapped: Callable[..., Mapped]) -> Callable[..., Mapped]:
    """Map one file of candidates."""
    return lambda *rows, name="rows.csv": mapped({name: (CANDIDATES, *rows)})
