"""The commands ask, query and explain, as a user runs them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Store

from electiongraph.answering import ask, read_catalogue
from electiongraph.cli.output import print_answer


def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    code = "from electiongraph.cli import main; main()"
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, encoding="utf-8", check=False)


def test_ask_without_a_name_lists_the_questions() -> None:
    listed = run("ask")
    assert listed.returncode == 0
    assert len(listed.stdout.splitlines()) == 2 + len(read_catalogue())
    assert "incumbents-lost" in listed.stdout


def test_ask_prints_data_on_stdout_and_the_definition_on_stderr(night_path: Path) -> None:
    answered = run("ask", "incumbents-lost", str(night_path), "--party", "Tories", "--format", "csv")
    assert answered.returncode == 0
    assert answered.stdout.startswith(
        "person,seat,ons_code,party,election,basis,sentence,source,line\nLiz Truss,"
    )
    assert answered.stderr.startswith("electiongraph: 2 rows. An MP of any seat")
    assert run("ask", "gains", str(night_path), "-q").stderr == ""


def test_ask_says_how_many_rows_the_limit_left_out(night_path: Path) -> None:
    assert (
        "1 row of 8 (--limit all shows them)"
        in run("ask", "smallest-majorities", str(night_path), "--limit", "1").stderr
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ask", "incumbent-lost"], "did you mean incumbents-lost"),
        (["ask", "gains", "no-such-graph"], "no-such-graph"),
        (["query", "no-such-file.rq"], "no-such-file.rq: No such file or directory"),
        (["query"], "Give a FILE"),
        (["query", "-e", "ASK {}", "a", "b"], "Too many arguments"),
        (["query", "-e", "DROP ALL"], "DROP is an update"),
    ],
)
def test_bad_usage_is_status_2_and_nothing_on_stdout(arguments: list[str], message: str) -> None:
    ended = run(*arguments)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert message in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_seat_in_plain_words_that_the_graph_does_not_hold_is_told_with_status_1(night_path: Path) -> None:
    ended = run("ask", "Who won in Hitchen Central?", str(night_path))
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "Hitchen Central: this graph has no seat of that name" in ended.stderr
    assert "towns and counties are not known; regions are: East of England, England," in ended.stderr
    assert run("ask", "winners", str(night_path), "--seat", "Hitchen Central").returncode == 2


def test_query_takes_a_text_a_file_or_standard_input(night_path: Path, tmp_path: Path) -> None:
    text = "SELECT ?m { ?c eg:majority ?m } ORDER BY ?m"
    file = tmp_path / "majorities.rq"
    file.write_text(text, encoding="utf-8")
    graph = str(night_path)
    answers = [
        run("query", "-e", text, graph, "--format", "csv"),
        run("query", str(file), graph, "--format", "csv"),
        run("query", "-", graph, "--format", "csv", stdin=text),
        run("query", graph, "-e", text, "--format", "csv"),
    ]
    assert {answer.stdout for answer in answers} == {"m\n630\n1321\n16640\n17373\n"}


def test_query_gives_triples_as_turtle_and_rows_as_standard_json(night_path: Path) -> None:
    text = "CONSTRUCT { ?c eg:majority ?m } WHERE { ?c eg:majority ?m }"
    turtle = run("query", "-e", text, str(night_path)).stdout
    assert "<contest/2024-07-04/E14001359> eg:majority 1321 ." in turtle.replace("\n   ", "")
    rows = run("query", "-e", "SELECT ?m { ?c eg:majority ?m } LIMIT 1", str(night_path), "--format", "json")
    assert json.loads(rows.stdout)["head"] == {"vars": ["m"]}
    refused = run("query", "-e", "ASK {}", str(night_path), "--format", "ttl")
    assert refused.returncode == 2


def test_query_says_that_from_names_no_graph_of_the_store(night_path: Path) -> None:
    text = "SELECT ?s FROM <http://x> { ?s ?p ?o }"
    answered = run("query", "-e", text, str(night_path), "--format", "csv")
    assert (answered.returncode, answered.stdout) == (0, "s\n")
    assert answered.stderr.startswith("electiongraph: FROM <http://x> names no graph of this store")


def test_explain_prints_text_or_json(night_path: Path) -> None:
    text = run("explain", "majority South West Norfolk", str(night_path))
    assert text.stdout.startswith("South West Norfolk 2024\n  majority: 630\n    “Liz Truss lost her seat")
    document = run("explain", "majority South West Norfolk", str(night_path), "--format", "json")
    assert json.loads(document.stdout)["groups"][0]["about"] == "South West Norfolk 2024"


@pytest.mark.parametrize("command", ["ask", "query", "export", "explain"])
def test_help_ends_with_examples(command: str) -> None:
    shown = run(command, "--help").stdout
    assert f"electiongraph {command}" in shown.partition("Examples:")[2] or command == "query"
    assert "Examples:" in shown


def test_on_a_terminal_the_sentences_stand_below_the_table(
    night: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    print_answer(ask(night, "incumbents-lost", person="Truss"), "table")
    shown = " ".join(capsys.readouterr().out.split())
    assert (
        "1. “Liz Truss lost her seat to Labour's Terry Jermy” — The long night in nine seats, line 3" in shown
    )
    assert "E14001497" in shown
