"""What all tests share: the option that rewrites golden files, and a small graph."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite the golden files with what the program gives now; look at the difference afterwards",
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def night_path() -> Path:
    """A night of two newspapers: our own words and real figures, with every kind of thing."""
    return Path(__file__).resolve().parent / "answering" / "night.trig"


@pytest.fixture(scope="session")
def night(night_path: Path) -> Store:
    store = Store()
    store.bulk_load(path=str(night_path), format=RdfFormat.TRIG)
    return store
