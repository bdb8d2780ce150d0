"""What is derived from the program's own files is kept, and never trusted when it could be wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from electiongraph.kept_work import VARIABLE, kept


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder where this test's work is kept."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


class Work:
    """Counts how often it is done."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> dict[str, list[int]]:
        self.times += 1
        return {"votes": [23067]}


def test_work_is_done_once_for_the_same_sources(place: Path) -> None:
    work = Work()
    assert [kept("count", [b"a", b"b"], work) for _ in range(3)] == [{"votes": [23067]}] * 3
    assert work.times == 1
    assert len(list(place.iterdir())) == 1
    kept("count", [b"ab", b""], work)
    assert work.times == 2


@pytest.mark.parametrize("damage", [b"", b"x" * 40, None])
def test_what_is_damaged_is_made_anew(place: Path, damage: bytes | None) -> None:
    work = Work()
    kept("count", [b"a"], work)
    (file,) = place.iterdir()
    file.write_bytes(file.read_bytes()[:-1] if damage is None else damage)
    assert kept("count", [b"a"], work) == {"votes": [23067]}
    assert work.times == 2
    assert kept("count", [b"a"], work) == {"votes": [23067]}
    assert work.times == 2


def test_nothing_is_kept_where_nothing_can_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    work = Work()
    for told in ("", str(tmp_path / "file"), str(tmp_path / "file" / "below")):
        monkeypatch.setenv(VARIABLE, told)
        assert kept("count", [b"a"], work) == {"votes": [23067]}
    assert work.times == 3
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_a_home_that_is_unknown_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown() -> Path:
        raise RuntimeError

    for name in (VARIABLE, "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", unknown)
    assert kept("count", [b"a"], Work()) == {"votes": [23067]}


def test_the_oldest_goes_where_there_is_too_much(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place.mkdir()
    for age, name in enumerate(("new", "old", "older")):
        (place / name).write_bytes(b"x" * 400)
        os.utime(place / name, (10_000 - age, 10_000 - age))
    monkeypatch.setattr("electiongraph.kept_work.MOST", 1000)
    kept("count", [b"a"], Work())
    assert {one.name.partition("-")[0] for one in place.iterdir()} == {"count", "new", "old"}
