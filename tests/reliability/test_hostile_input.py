"""Mutated articles, pages, tables, queries and graphs: a result or one clear line, never a crash.

`--hypothesis-profile=long` tries ten thousand of each.
"""

from __future__ import annotations

import multiprocessing
import re
import resource
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from electiongraph import identifiers
from electiongraph.building import build_from_facts
from electiongraph.errors import ElectionGraphError
from electiongraph.extraction import extract_facts
from electiongraph.gazetteers import load_gazetteers
from electiongraph.resources import folder
from electiongraph.sources import document_from_bytes, gather
from electiongraph.store import open_graph

SLACK = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]
ARTICLES = [path.read_bytes() for path in sorted(folder("examples").glob("*.txt"))]
PAGES = [path.read_bytes() for path in sorted(folder("examples").glob("*.html"))]
TABLES = [path.read_bytes() for path in sorted((folder("examples") / "official").glob("*.csv"))]
ODD = [
    b"\0", b"\xff\xfe", b"\xe2\x80\xae", b"\xe2\x80\x8b", b"\xef\xbb\xbf", b"\r", b"\x1b[31m", b"\x85",
    "‹P0›".encode(), "‹S99›".encode(), b"<", b">", b"&#0;", b"&#x110000;", b'"', b"'", b",", b"\t", b"\n\n",
    b"9" * 400, b"-" * 400, b"((((", "“".encode(), b"</p>", b"<table>", b"]]>",
    b"\xed\xa0\x80", b"\xf0\x9f\x97\xb3",
    "٣٤".encode(), "e\u0301".encode(), b"\xc2\xa0" * 50, b"," * 200,
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, originals: list[bytes], longest: int = 1_500) -> bytes:
    """Return a piece of an original, cut, shuffled and with odd bytes put in."""
    data = draw(st.sampled_from(originals))
    begin = draw(st.integers(0, max(0, len(data) - longest)))
    data = data[begin : begin + draw(st.integers(0, longest))]
    if draw(st.booleans()):
        lines = data.splitlines(keepends=True)
        data = b"".join(draw(st.permutations(lines))) if len(lines) < 60 else data
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(data)))
        gone = draw(st.integers(0, 12))
        data = data[:at] + draw(st.sampled_from(ODD)) + data[at + gone :]
    return data


def one_line(work: Callable[[], object]) -> None:
    """Do it; what it refuses it refuses in one line."""
    try:
        work()
    except ElectionGraphError as error:
        assert "\n" not in str(error)
        assert len(str(error)) < 2_000


def read_and_build(data: bytes, name: str) -> None:
    document = document_from_bytes(data, name=name)
    facts = extract_facts(document, load_gazetteers())
    for fact in facts:
        assert document.text[fact.start : fact.end] == fact.quote
    built = build_from_facts([(document, facts)])
    assert len(built.store()) == len(built.lines)


@settings(deadline=None, suppress_health_check=SLACK)
@given(st.one_of(mutated(ARTICLES), mutated(PAGES)), st.sampled_from(["a.txt", "a.html", "a", ""]))
def test_articles(data: bytes, name: str) -> None:
    one_line(lambda: read_and_build(data, name))


@settings(deadline=None, suppress_health_check=SLACK)
@given(mutated(TABLES))
def test_tables(tmp_path: Path, data: bytes) -> None:
    table = tmp_path / "2019-12-12.csv"
    table.write_bytes(data)
    gathered = gather([str(table)])
    assert all("\n" not in str(error) for error in gathered.errors)
    if gathered.tables:
        build_from_facts([], tables=gathered.tables)


@settings(deadline=None)
@given(st.text(max_size=400), st.text(max_size=40))
def test_names_become_sound_iris_and_no_paths(name: str, election: str) -> None:
    words = identifiers.slug(name)
    assert words == "" or words.replace("-", "a").isascii()
    assert len(words) <= 60
    assert not set(words) & set("/\\.:%<>\"' \0")
    iri = identifiers.person_iri(name, identifiers.contest_iri(election, "E14001347"))
    triples = list(parse(f"<{iri}> <x:p> <{iri}> .".encode(), format=RdfFormat.N_TRIPLES))
    assert triples[0].subject == NamedNode(iri)


@settings(deadline=None)
@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(
            st.sampled_from(
                "SELECT ASK CONSTRUCT { } ( ) * ?s ?p ?o . ; , FILTER BIND GROUP BY COUNT a <x> \"l\" 'm' "
                "1e9 UNION OPTIONAL GRAPH # \\ \\u0000 ^ | + / PREFIX : _:b SERVICE FROM LIMIT -1".split()
            ),
            max_size=30,
        ).map(" ".join),
    )
)
def test_queries(text: str) -> None:
    from electiongraph.answering.sparql import run_sparql

    one_line(lambda: run_sparql(Store(), text, seconds=5))


@settings(deadline=None, suppress_health_check=SLACK)
@given(mutated([Path(__file__).parent.parent.joinpath("answering", "night.trig").read_bytes()]))
def test_graphs(tmp_path: Path, data: bytes) -> None:
    graph = tmp_path / "g.trig"
    graph.write_bytes(data)
    one_line(lambda: open_graph(graph))


# Monstrous inputs, one at a time: each within ten seconds and one gibibyte, in a process of its own.
MONSTERS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a line of 15 MB": ("a.txt", lambda: b"word " * 3_000_000),
    "a word of 1 MB": ("a.txt", lambda: b"A" * 1_000_000),
    "100,000 digits": ("a.txt", lambda: b"Ann Smith polled " + b"9" * 100_000 + b" votes in Poole."),
    "300,000 attributes": (
        "a.html",
        lambda: (
            b"<p " + b" ".join(b"a%d=x" % number for number in range(300_000)) + b">Labour held Poole.</p>"
        ),
    ),
    "2,000 nested tags": ("a.html", lambda: b"<div>" * 2_000 + b"Labour held Poole." + b"</div>" * 2_000),
    "nested tables": ("a.html", lambda: b"<table><tr><td>" * 2_000 + b"Labour held Poole."),
    "a row of 20,000 cells": ("a.html", lambda: b"<table><tr>" + b"<td>1,234" * 20_000),
    "a cell over a million rows": ("a.html", lambda: b"<table><tr><td rowspan=1000000 colspan=1000000>Poole"),
    "commas": ("a.txt", lambda: b"," * 10_000),
    "no-break spaces": ("a.txt", lambda: b"a" + b"\xc2\xa0" * 10_000 + b"b"),
    "initials": ("a.txt", lambda: b"A. B. C. " * 5_000),
    "capital letters": ("a.txt", lambda: b"A" * 30_000),
    "short lines": ("a.txt", lambda: b"a\n" * 15_000),
    "candidates on a line": ("a.txt", lambda: b"Ann Smith (Lab) 1,234 " * 500),
    "parties on a line": ("a.txt", lambda: b"Labour 1,234 " * 2_500),
    "brackets": ("a.txt", lambda: b"((([[[" * 5_000 + b"a"),
    "quotes": ("a.txt", lambda: "“‘\"'a ".encode() * 4_000),
    "dashes": ("a.txt", lambda: "a – — - ".encode() * 4_000),
}
LONGEST, MOST_MEMORY = 10.0, 1 << 30


def inherited_data() -> int:
    """Bytes of data that this process has already, as a fork of one that has run other tests."""
    size = re.search(r"VmData:\s*(\d+) kB", Path("/proc/self/status").read_text())
    assert size
    return int(size[1]) * 1024


def devour(data: bytes, name: str, most: int) -> str:
    """Read one monster with ``most`` bytes more than came with the process; say what went wrong, or ""."""
    most += inherited_data()
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    begun = time.process_time()
    try:
        if len(data) > 5_000_000:
            one_line(lambda: document_from_bytes(data, name=name))
        else:
            one_line(lambda: extract_facts(document_from_bytes(data, name=name), load_gazetteers()))
    except BaseException as error:
        return f"{type(error).__name__}: {error}"[:300]
    seconds = time.process_time() - begun
    return f"took {seconds:.1f} s" if seconds > LONGEST else ""


@pytest.mark.parametrize("monster", MONSTERS)
def test_one_monstrous_input(monster: str) -> None:
    name, make = MONSTERS[monster]
    load_gazetteers()
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply_async(devour, (make(), name, MOST_MEMORY)).get(timeout=60) == ""


def test_a_register_number_that_no_iri_may_hold(tmp_path: Path) -> None:
    table = tmp_path / "rows.csv"
    head = "election,seat,gss,person,person_id,party,votes,elected\n"
    row = "2024-07-04,Luton North,E14001345,Sarah Owen,mnis:\x1b[31m<4>{777},Labour,100,yes\n"
    table.write_text(head + row)
    build_from_facts([], tables=gather([str(table)]).tables)


def test_an_error_that_quotes_ends_of_lines_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "g.trig").write_bytes(b"<urn:a\nb> <urn:b> <urn:c> .")
    one_line(lambda: open_graph(tmp_path / "g.trig"))


@pytest.mark.parametrize("day", ["30 February 2024", "31 June 2024", "99 May 2024", "April 31, 2023"])
def test_a_day_that_the_calendar_lacks_is_no_polling_day(day: str) -> None:
    rows = "Sarah Owen, Labour - 14,677\nJilleane Brown, Green - 7,167\n"
    told = f"Published 10 July 2024\n\nLuton North, {day}\n\n{rows}"
    document = document_from_bytes(told.encode(), name="a.txt")
    facts = extract_facts(document, load_gazetteers())
    assert facts
    assert not {fact.election for fact in facts} & {"2024-02-30", "2024-06-31", "2024-05-99", "2023-04-31"}
    build_from_facts([(document, facts)])
