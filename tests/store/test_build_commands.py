"""The commands `build` and `disagreements`: exit status, streams, formats."""

from __future__ import annotations

import csv
import io
import json

import pytest
from click.testing import CliRunner, Result

from electiongraph.cli import commands
from electiongraph.errors import SourceError
from electiongraph.store import open_graph

MORNING = """Luton North

Sarah Owen, Labour - 14,677
Jilleane Brown, Conservative - 7,167
Waheed Akbar, Workers Party - 3,914
James Fletcher, Reform UK - 4,666
"""
EVENING = """Luton North

Sarah Owen (Labour) 14,677
Jilleane Brown (Conservative) 7,176
Waheed Akhbar (Workers Party) 3,914
James Fletcher (Reform UK) 4,666
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "morning.txt").write_text(MORNING)
    (tmp_path / "evening.txt").write_text(EVENING)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(commands, list(arguments), catch_exceptions=True)


def test_build_writes_a_graph_and_one_line_on_stderr(folder):
    result = run("build", "morning.txt", "evening.txt")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr.startswith("electiongraph: 2 sources, ")
    assert result.stderr.count("\n") == 1
    assert len(open_graph(None)) > 100


def test_quiet_says_nothing(folder):
    result = run("build", "morning.txt", "-o", "a.trig", "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_the_order_of_articles_does_not_matter(folder):
    run("build", "morning.txt", "evening.txt", "-o", "a.nq")
    run("build", "evening.txt", "morning.txt", "evening.txt", "-o", "b.nq")
    assert (folder / "a.nq").read_bytes() == (folder / "b.nq").read_bytes()


def test_one_bad_article_is_reported_and_the_rest_built(folder):
    result = run("build", "morning.txt", "missing.txt", "-o", "a.nq")
    assert result.exit_code == 2
    assert "missing.txt" in result.stderr
    assert (folder / "a.nq").exists()


def test_nothing_is_written_when_no_article_can_be_read(folder):
    result = run("build", "missing.txt", "-o", "a.nq")
    assert result.exit_code == 2
    assert not (folder / "a.nq").exists()


def test_a_foreign_file_is_not_replaced(folder):
    (folder / "a.nq").write_text("mine")
    result = run("build", "morning.txt", "-o", "a.nq")
    assert result.exception is not None
    assert (folder / "a.nq").read_text() == "mine"
    assert run("build", "morning.txt", "-o", "a.nq", "--force").exit_code == 0


@pytest.fixture
def built(folder):
    run("build", "morning.txt", "evening.txt")
    return folder


def test_disagreements_show_both_values_with_their_words(built):
    result = run("disagreements")
    assert result.exit_code == 0
    for words in ("7,167", "7,176", "morning.txt", "evening.txt", "Waheed Akbar", "Waheed Akhbar"):
        assert words in result.stdout
    assert "\n" not in result.stderr.strip()


def test_disagreements_as_json_and_csv_agree(built):
    records = json.loads(run("disagreements", "--format", "json").stdout)
    rows = list(csv.DictReader(io.StringIO(run("disagreements", "--format", "csv").stdout)))
    assert len(rows) == sum(len(record["claims"]) for record in records)
    assert {record["kind"] for record in records} == {row["kind"] for row in rows}


def test_disagreements_by_kind_and_seat(built):
    records = json.loads(run("disagreements", "--kind", "namespelling", "--format", "json").stdout)
    assert [record["kind"] for record in records] == ["NameSpelling"]
    in_seat = json.loads(run("disagreements", "--seat", "luton north", "--format", "json").stdout)
    assert len(in_seat) == 2
    elsewhere = run("disagreements", "--seat", "Bedford", "--format", "json")
    assert json.loads(elsewhere.stdout) == []
    assert run("disagreements", "--seat", "Nowhere at All").exception is not None


@pytest.mark.parametrize("name", ["build", "disagreements"])
def test_help_has_examples(name):
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "Examples:" in result.stdout


CANDIDATES = """election,seat,person,party
2024-07-04,Luton North,Sarah Owen,Labour
2024-07-04,Luton North,Jilleane Brown,Conservative
2024-07-04,Luton North,James Fletcher,Reform UK
"""


def test_build_refuses_who_is_not_on_the_list_of_candidates(folder):
    (folder / "candidates.csv").write_text(CANDIDATES)
    result = run("build", "morning.txt", "--candidates", "candidates.csv", "--jobs", "2")
    assert result.exit_code == 0
    assert result.stderr.startswith(
        "electiongraph: morning.txt, line 5: Waheed Akbar did not stand in Luton North on 2024-07-04; "
        "3 facts refused\n"
    )


def test_extract_refuses_who_is_not_on_a_list_dated_by_hand(folder):
    (folder / "candidates.csv").write_text(CANDIDATES.replace("election,", "").replace("2024-07-04,", ""))
    result = run("extract", "morning.txt", "--format", "jsonl", "--candidates", "2024-07-04=candidates.csv")
    assert result.exit_code == 0
    people = {json.loads(line).get("person") for line in result.stdout.splitlines()}
    assert people == {"Sarah Owen", "Jilleane Brown", "James Fletcher"}


def test_a_list_of_candidates_that_is_none_is_one_clear_line(folder):
    result = run("build", "morning.txt", "--candidates", "evening.txt")
    assert isinstance(result.exception, SourceError)
    assert "no columns for seat and person" in str(result.exception)
