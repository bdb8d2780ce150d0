"""The command `diff`: articles, pages, extracts and graphs in any pair; formats, filters, exit status."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

import electiongraph
from electiongraph.cli import commands
from electiongraph.cli.diff import PREDICATES as SHOWN_PREDICATES
from electiongraph.errors import ElectionGraphError, GraphError
from electiongraph.extraction import PREDICATES, Fact, extract_facts, fact_key, fact_record
from electiongraph.extraction.stated import fact_of_record
from electiongraph.gazetteers import load_gazetteers
from electiongraph.mapping.claims import fact_text
from electiongraph.mapping.recorded_facts import fact_of_text
from electiongraph.resources import folder as resource_folder
from electiongraph.sources import document_from_text, read_documents

if TYPE_CHECKING:
    from conftest import Site

MORNING = """Luton North

Sarah Owen, Labour - 14,677
Jilleane Brown, Conservative - 7,167
Waheed Akbar, Workers Party - 3,914

Poole

Neil Duncan-Jordan, Labour - 14,168
Robert Syms, Conservative - 14,150
"""
EVENING = """Luton North

Sarah Owen, Labour - 14,677
Jilleane Brown, Conservative - 7,176
Waheed Akhbar, Workers Party - 3,914
James Fletcher, Reform UK - 4,666

Poole

Neil Duncan-Jordan, Labour - 14,168
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.txt").write_text(MORNING)
    (tmp_path / "new.txt").write_text(EVENING)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(commands, list(arguments))


def diff(*arguments: str) -> Result:
    return run("diff", *arguments)


def records(*arguments: str) -> list[dict[str, dict[str, object]]]:
    return [json.loads(line) for line in diff(*arguments, "--format", "jsonl").stdout.splitlines()]


def test_people_see_both_sides_with_words_and_lines() -> None:
    result = diff("old.txt", "new.txt", "--predicate", "votes")
    assert result.exit_code == 0
    assert result.stdout == (
        "NEW        votes: James Fletcher, Luton North, 2024-07-04: 4666\n"
        "  + “James Fletcher, Reform UK - 4,666” (new.txt, line 6)\n\n"
        "CHANGED    votes: Jilleane Brown, Luton North, 2024-07-04: 7167 -> 7176\n"
        "  - “Jilleane Brown, Conservative - 7,167” (old.txt, line 4)\n"
        "  + “Jilleane Brown, Conservative - 7,176” (new.txt, line 4)\n\n"
        "CHANGED    votes: Waheed Akbar, Luton North, 2024-07-04: 3914 -> "
        "Waheed Akhbar, Luton North, 2024-07-04: 3914\n"
        "  - “Waheed Akbar, Workers Party - 3,914” (old.txt, line 5)\n"
        "  + “Waheed Akhbar, Workers Party - 3,914” (new.txt, line 5)\n\n"
        "WITHDRAWN  votes: Robert Syms, Poole, 2024-07-04: 14150\n"
        "  - “Robert Syms, Conservative - 14,150” (old.txt, line 10)\n"
    )
    assert result.stderr == "electiongraph: 1 new, 2 changed, 1 withdrawn\n"


def test_csv_and_json_say_the_same() -> None:
    rows = list(csv.DictReader(io.StringIO(diff("old.txt", "new.txt", "--format", "csv").stdout)))
    told = records("old.txt", "new.txt")
    assert [row["change"] for row in rows] == [record["change"] for record in told]
    [row] = [row for row in rows if row["predicate"] == "votes" and row["person"] == "Jilleane Brown"]
    assert (row["old_value"], row["new_value"], row["old_line"], row["new_source"]) == (
        "7167",
        "7176",
        "4",
        "new.txt",
    )
    [record] = [one for one in told if one["change"] == "changed" and one["new"].get("value") == 7176]
    assert record["old"] == {
        "predicate": "votes",
        "election": "2024-07-04",
        "person": "Jilleane Brown",
        "seat": "Luton North",
        "value": 7167,
        "places": [{"quote": "Jilleane Brown, Conservative - 7,167", "source": "old.txt", "line": 4}],
    }


def test_filters() -> None:
    seats = {(one["new"] or one["old"])["seat"] for one in records("old.txt", "new.txt", "--seat", "poole")}
    assert seats == {"Poole"}
    assert diff("old.txt", "new.txt", "--seat", "Hendon").stdout == ""
    result = diff("old.txt", "new.txt", "--seat", "Nowhere at All")
    assert isinstance(result.exception, ElectionGraphError)
    kinds = {
        (one["new"] or one["old"])["predicate"]
        for one in records("old.txt", "new.txt", "--predicate", "VOTES", "--predicate", "standsFor")
    }
    assert kinds == {"votes", "standsFor"}
    assert diff("old.txt", "new.txt", "--predicate", "cats").exit_code == 2


def test_exit_status() -> None:
    assert diff("old.txt", "new.txt").exit_code == 0
    assert diff("old.txt", "new.txt", "--exit-code").exit_code == 1
    assert diff("old.txt", "old.txt", "--exit-code").exit_code == 0
    assert diff("old.txt", "new.txt", "--exit-code", "--seat", "Hendon").exit_code == 0
    assert diff("old.txt", "missing.txt").exit_code == 2
    assert diff("missing.txt", "new.txt", "--exit-code").exit_code == 2
    assert diff("old.txt").exit_code == 2


def test_nothing_is_said_when_nothing_differs() -> None:
    result = diff("old.txt", "old.txt", "--quiet")
    assert (result.exit_code, result.output) == (0, "")
    assert diff("old.txt", "old.txt").stderr.startswith("electiongraph: 0 new, 0 changed, 0 withdrawn, ")


@pytest.fixture
def forms(folder: Path) -> list[str]:
    """The same article in every form that is compared."""
    (folder / "facts.jsonl").write_text(run("extract", "old.txt", "--format", "jsonl").stdout)
    for name in ("graph", "graph.nq", "graph.trig"):
        run("build", "old.txt", "-o", name, "--quiet")
    (folder / "articles").mkdir()
    (folder / "articles/old.txt").write_text(MORNING)
    return ["old.txt", "facts.jsonl", "graph", "graph.nq", "graph.trig", "articles"]


def test_every_form_of_an_article_says_the_same(forms: list[str]) -> None:
    changes = [
        [(one["change"], one["new"] and one["new"]["places"]) for one in records(form, "new.txt")]
        for form in forms
    ]
    assert len(changes[0]) > 5
    assert all(sorted(map(str, one)) == sorted(map(str, changes[0])) for one in changes)
    assert [diff(form, other, "--exit-code").exit_code for form in forms for other in forms] == [0] * len(
        forms
    ) ** 2


def test_a_graph_tells_source_and_line(forms: list[str]) -> None:
    for graph in ("graph", "graph.nq", "graph.trig"):
        withdrawn = diff(graph, "new.txt", "--seat", "Poole", "--predicate", "votes").stdout
        assert "“Robert Syms, Conservative - 14,150” (old.txt, line 10)" in withdrawn


def test_an_address_is_compared(site: Site, pauses: list[float]) -> None:
    url = site.put("/live", EVENING, kind="text/plain")
    result = diff("old.txt", url, "--allow-private", "--predicate", "votes")
    assert f"({url}, line 6)" in result.stdout
    assert diff("old.txt", url).exit_code == 2
    assert diff(site.url("/gone"), url, "--allow-private").exit_code == 2


def test_standard_input_is_compared() -> None:
    result = CliRunner().invoke(commands, ["diff", "old.txt", "-"], input=EVENING)
    assert "(standard input, line 6)" in result.stdout


@pytest.mark.parametrize(
    "line",
    [
        "rubbish",
        "[]",
        "3",
        "{}",
        '{"predicate": "cats", "quote": "a"}',
        '{"predicate": "newSeat", "election": 3, "seat": "Poole", "quote": "a"}',
        '{"predicate": "majority", "election": null, "seat": "Poole", "value": null, "quote": "a"}',
        '{"predicate": "majority", "election": null, "seat": "Poole", "value": true, "quote": "a"}',
        '{"predicate": "newSeat", "election": null, "seat": "Poole"}',
        '{"predicate": "newSeat", "election": null, "seat": "Poole", "quote": "a", "start": "1"}',
        "[" * 5000,
    ],
)
def test_a_line_that_is_no_fact_is_named(folder: Path, line: str) -> None:
    good = '{"predicate": "newSeat", "election": null, "seat": "Poole", "quote": "a"}\n\n'
    (folder / "facts.jsonl").write_text(good + line)
    result = diff("facts.jsonl", "new.txt")
    assert "facts.jsonl: line 3 is not a fact; give what this wrote" in str(result.exception)


def test_a_graph_of_somebody_else_is_refused(folder: Path) -> None:
    run("build", "old.txt", "-o", "a.nq", "--quiet")
    text = (folder / "a.nq").read_text().replace('"votes: ', '"cats: ')
    (folder / "b.nq").write_text(text.partition("\n")[2])
    assert "does not record facts" in str(diff("b.nq", "new.txt").exception)
    with pytest.raises(GraphError):
        electiongraph.diff(folder / "b.nq", "new.txt")


def test_the_python_interface_compares_whatever_there_is(folder: Path) -> None:
    documents = [document_from_text(text, name=name) for name, text in (("a", MORNING), ("b", EVENING))]
    graph = electiongraph.build(documents[:1])
    counts = [
        electiongraph.diff(old, new).summary
        for old, new in (
            (documents[0], documents[1]),
            (graph, folder / "new.txt"),
            ("old.txt", electiongraph.build(["new.txt"])),
        )
    ]
    assert len(set(counts)) == 1
    with pytest.raises(ElectionGraphError, match="no such file"):
        electiongraph.diff("missing.txt", "new.txt")


def test_facts_survive_being_written_and_read_again() -> None:
    documents, errors = read_documents([resource_folder("examples")])
    assert (len(documents) >= 5, errors) == (True, ())
    facts = [fact for document in documents for fact in extract_facts(document, load_gazetteers())]
    assert len({fact.predicate for fact in facts}) > 12
    day = "2024-07-04"
    facts += [
        Fact("seatsWon", "q", 0, 1, "r", day, party="Labour", value=300, declared=412),
        Fact("seatsChange", "q", 0, 1, "r", "", party="SNP", value=-38),
        Fact("nationalShare", "q", 0, 1, "r", "2024", party="Plaid Cymru", value=0.7),
        Fact(
            "outcome", "q", 0, 1, "r", day, seat="Birmingham, Northfield (East)", party="Labour", value="gain"
        ),
        Fact("outcome", "q", 0, 1, "r", "2019-12-12 notional", seat="Poole", value="hold"),
        Fact("formerlyNamed", "q", 0, 1, "r", seat="Poole", value="Caithness, Sutherland and Easter Ross"),
        Fact("heldRole", "q", 0, 1, "r", person="Lucy Frazer", value="Secretary: Culture, Media and Sport"),
        Fact("turnout", "q", 0, 1, "r", seat="Poole", value=64),
        Fact("newSeat", "q", 0, 1, "r", seat="Poole"),
        Fact("stoodDown", "q", 0, 1, "r", person="Robert Syms", seat="Caithness, Sutherland and Easter Ross"),
    ]
    assert [fact for fact in facts if fact_key(fact_of_text(fact_text(fact))) != fact_key(fact)] == []
    assert [fact for fact in facts if fact_of_record(json.loads(json.dumps(fact_record(fact)))) != fact] == []


def test_the_help_names_every_predicate() -> None:
    assert SHOWN_PREDICATES == PREDICATES
