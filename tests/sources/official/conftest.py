"""Rows in the form of the official files: few, written here, with real figures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from electiongraph.sources.official import OfficialTable, read_official_table

SHARED = Path(__file__).resolve().parents[4] / "shared" / "official"


@pytest.fixture(scope="session")
def official_files() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the official files are not on this machine")
    return SHARED


@pytest.fixture
def read() -> Callable[..., OfficialTable]:
    """Read a table of lines; `name` tells the election as the name of a file does."""

    def reading(*lines: str, name: str = "59/general-election/rows.csv", encoding: str = "utf-8"):
        return read_official_table("".join(f"{line}\n" for line in lines).encode(encoding), name)

    return reading
