"""A night of two newspapers: a small graph of our own words and real figures, with every kind of thing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

HERE = Path(__file__).resolve().parent.parent / "answering"


@pytest.fixture(scope="session")
def night_path() -> Path:
    return HERE / "night.trig"


@pytest.fixture(scope="session")
def night(night_path: Path) -> Store:
    store = Store()
    store.bulk_load(path=str(night_path), format=RdfFormat.TRIG)
    return store
