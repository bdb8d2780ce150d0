"""`electiongraph validate`: formats, exit status, help."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from click.testing import CliRunner

from electiongraph.cli.validate import command
from electiongraph.store import write_graph

NIGHT = Path(__file__).parent / "night.trig"


def write_store(path: Path, text: str) -> Path:
    store = pyoxigraph.Store()
    store.load(text, format=pyoxigraph.RdfFormat.TRIG)
    write_graph(list(store), path, {})
    return path


@pytest.fixture
def night(tmp_path: Path) -> str:
    return str(write_store(tmp_path / "night.nq", NIGHT.read_text("utf-8")))


def test_violations_give_exit_status_1_and_words(night: str) -> None:
    result = CliRunner().invoke(command, [night])
    assert result.exit_code == 1
    assert "VIOLATION  Luton North 2024\n" in result.stdout
    assert "morning.txt, line 4: “a majority of 7,501”" in result.stdout
    assert "do: Subtract the runner-up's votes" in result.stdout
    assert "given as 7,501, but Sarah Owen has 7,510 votes more" in result.stdout
    assert "  value: 7,501; 7,510\n" in result.stdout
    assert not re.search(r"\d{4}", result.stdout.replace(" 2024", ""))
    assert "\x1b" not in result.stdout
    assert result.stderr == "4 violations\n"


def test_a_graph_that_fits_gives_exit_status_0(tmp_path: Path) -> None:
    text = NIGHT.read_text("utf-8").split("<source/bbbbbbbbbbbbbbbb> {")[0].replace("7501", "7510")
    result = CliRunner().invoke(command, [str(write_store(tmp_path / "good.nq", text))])
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "no findings: everything checked fits\n"


def test_warnings_alone_give_exit_status_0(tmp_path: Path) -> None:
    text = NIGHT.read_text("utf-8").split("<source/bbbbbbbbbbbbbbbb> {")[0].replace("7501", "7510")
    text += '<party/PP53> eg:colour "red" .'
    graph = str(write_store(tmp_path / "warned.nq", text))
    result = CliRunner().invoke(command, [graph])
    assert result.exit_code == 0
    assert result.stderr == "1 warning\n"
    assert CliRunner().invoke(command, [graph, "--severity", "violation"]).stdout == ""


def test_jsonl_has_one_object_a_finding(night: str) -> None:
    result = CliRunner().invoke(command, [night, "--format", "jsonl", "--quiet"])
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(records) == 4
    assert {record["severity"] for record in records} == {"violation"}
    assert all(record["seat"] == "Luton North" and record["advice"] for record in records)
    assert result.stderr == ""


def test_ttl_is_a_shacl_report(night: str) -> None:
    result = CliRunner().invoke(command, [night, "--format", "ttl", "--engine", "pyshacl"])
    graph = rdflib.Graph().parse(data=result.stdout, format="turtle")
    assert len(list(graph.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult))) == 4
    assert result.exit_code == 1


def test_help_has_examples() -> None:
    result = CliRunner().invoke(command, ["--help"])
    assert result.exit_code == 0
    assert "electiongraph validate --format ttl > report.ttl" in result.stdout
