"""`electiongraph export` writes whole files, overwrites nothing unasked and follows no link."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def export(*arguments: str, seed: str = "0") -> subprocess.CompletedProcess[bytes]:
    code = "from electiongraph.cli import main; main()"
    environment = os.environ | {"PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", code, "export", *arguments]
    return subprocess.run(command, capture_output=True, check=False, env=environment)


def test_the_file_holds_what_standard_output_gets(night_path: Path, tmp_path: Path) -> None:
    target = tmp_path / "night.ttl"
    assert export(str(night_path), "-o", str(target)).returncode == 0
    assert target.read_bytes() == export(str(night_path), seed="7").stdout
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_is_replaced_only_with_force(night_path: Path, tmp_path: Path) -> None:
    target = tmp_path / "seats.csv"
    target.write_text("mine", encoding="utf-8")
    refused = export(str(night_path), "--format", "csv", "-o", str(target))
    assert (refused.returncode, target.read_text(encoding="utf-8")) == (2, "mine")
    assert b"this file is there already; choose another place, or give --force" in refused.stderr
    assert export(str(night_path), "--format", "csv", "-o", str(target), "--force").returncode == 0
    assert target.read_text(encoding="utf-8").startswith("election,ons_code")


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_link_is_not_followed(night_path: Path, tmp_path: Path, force: list[str]) -> None:
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_text("mine", encoding="utf-8")
    link = tmp_path / "out.ttl"
    link.symlink_to(elsewhere)
    refused = export(str(night_path), "-o", str(link), *force)
    assert (refused.returncode, elsewhere.read_text(encoding="utf-8")) == (2, "mine")
    assert b"this is a symbolic link" in refused.stderr


@pytest.mark.parametrize(
    ("target", "message"), [(".", b"this is a folder"), ("nowhere/out.ttl", b"it cannot be written")]
)
def test_a_place_that_cannot_be_written_is_one_clear_line(
    night_path: Path, tmp_path: Path, target: str, message: bytes
) -> None:
    refused = export(str(night_path), "-o", str(tmp_path / target))
    assert refused.returncode == 2
    assert message in refused.stderr
    assert refused.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    ("name", "form"),
    [("x.ttl", "turtle"), ("x.trig", "trig"), ("x.nq", "nquads"), ("x.jsonld", "jsonld"), ("x.CSV", "csv")],
)
def test_the_ending_of_the_file_says_the_format(
    night_path: Path, tmp_path: Path, name: str, form: str
) -> None:
    target = tmp_path / name
    assert export(str(night_path), "-o", str(target)).returncode == 0
    assert target.read_bytes() == export(str(night_path), "--format", form).stdout


@pytest.mark.parametrize(
    ("name", "form", "message"),
    [
        ("x.csv", ["--format", "turtle"], b"this file's ending stands for csv, but --format asks for turtle"),
        ("x.xlsx", [], b"no format is known by this ending; end it in .ttl"),
    ],
)
def test_an_ending_that_contradicts_is_refused(
    night_path: Path, tmp_path: Path, name: str, form: list[str], message: bytes
) -> None:
    refused = export(str(night_path), "-o", str(tmp_path / name), *form)
    assert (refused.returncode, list(tmp_path.iterdir())) == (2, [])
    assert message in refused.stderr


def test_a_format_may_go_by_any_ending_that_stands_for_none(night_path: Path, tmp_path: Path) -> None:
    target = tmp_path / "seats.txt"
    assert export(str(night_path), "--format", "csv", "-o", str(target)).returncode == 0
    assert target.read_text(encoding="utf-8").startswith("election,ons_code")
