"""SPARQL that somebody typed can read the graph, and nothing else."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from electiongraph.answering import ask, run_sparql, sparql
from electiongraph.answering.sparql import check_sparql
from electiongraph.errors import QueryError
from electiongraph.identifiers import ID


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A server on this machine; whoever connects waits in its queue."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def was_visited(server: socket.socket) -> bool:
    try:
        server.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def test_the_listener_would_notice(listener: socket.socket) -> None:
    socket.create_connection(listener.getsockname()).close()
    assert was_visited(listener)


def test_select_sees_the_believed_and_graph_sees_the_sources(night: Store) -> None:
    believed = run_sparql(night, "SELECT (COUNT(*) AS ?n) { ?c eg:majority 1231 }")
    told = run_sparql(night, "SELECT (COUNT(*) AS ?n) { GRAPH ?source { ?c eg:majority 1231 } }")
    assert (believed.answer.rows, told.answer.rows) == (((0,),), ((1,),))


def test_ask_construct_and_describe_answer_in_their_own_form(night: Store) -> None:
    yes = run_sparql(night, "ASK { ?c eg:majority 1321 }")
    assert (yes.form, yes.answer.rows, json.loads(yes.json)["boolean"]) == ("ask", ((True,),), True)
    graph = run_sparql(night, "CONSTRUCT { ?c eg:majority ?m } WHERE { ?c eg:majority ?m }")
    assert graph.form == "graph"
    assert graph.ntriples.splitlines() == sorted(graph.ntriples.splitlines())
    assert len(graph.answer.rows) == 4
    described = run_sparql(night, "DESCRIBE <https://w3id.org/electiongraph/id/party/PP53>")
    assert b'"Labour"' in described.ntriples


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "delete where { ?s ?p ?o }",
        "PREFIX x: <x:>\n# comment\nLOAD <file:///etc/passwd>",
        "BASE <x:> CLEAR ALL",
        "DROP ALL",
        "CREATE GRAPH <x:y>",
        "WITH <x:y> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "\\u0044ROP ALL",
        "COPY DEFAULT TO <x:y>",
    ],
)
def test_an_update_is_refused_as_one(text: str) -> None:
    with pytest.raises(QueryError, match="is an update; only SELECT"):
        check_sparql(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o .SERVICE<http://127.0.0.1:1/>{ } }",
        "SELECT * { ?s ?p 'x'@en.SERVICE ?g { } }",
        "SELECT * { ?s ?p 1.SERVICE ?g { } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { \\U00000053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER(?s<?o)SERVICE<http://127.0.0.1:1/>{ } }",
        'SELECT * { ?s ?p "\\"" SERVICE <http://127.0.0.1:1/> { ?s ?p "x" } }',
        "SELECT * { ?s ?p '''it's''' . SERVICE <http://127.0.0.1:1/> { ?s ?p '' } }",
        "SELECT * { # it's\nSERVICE <http://127.0.0.1:1/> { } }",
        "SELECT * { <a:#b> ?p ?o . SERVICE <http://127.0.0.1:1/> { } }",
        "SELECT * { { SELECT * { SERVICE ?x { } } } }",
    ],
)
def test_service_is_refused_however_it_is_written(text: str) -> None:
    with pytest.raises(QueryError, match="SERVICE would fetch from elsewhere"):
        check_sparql(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service { ?service ?SERVICE 'SERVICE' }",
        'SELECT * { ?s ?p """SERVICE "quoted" <x> { }""" }  # SERVICE <x> { }',
        "PREFIX service: <x:SERVICE#> SELECT * { service:SERVICE a service:x.SERVICE }",
        "SELECT * { <http://x/SERVICE> ?p $service }",
        "SELECT * { ?s ?p 'x'@service ; <x:p> _:service }",
        "PREFIX insert: <x:> SELECT * { ?drop a insert:load }",
    ],
)
def test_words_that_only_look_like_it_are_no_reason(text: str) -> None:
    check_sparql(text)
    run_sparql(Store(), text)


def test_no_socket_can_be_opened_even_past_the_check(
    monkeypatch: pytest.MonkeyPatch, listener: socket.socket
) -> None:
    port = listener.getsockname()[1]
    monkeypatch.setattr(sparql, "check_sparql", lambda *_: None)
    with pytest.raises(QueryError):
        run_sparql(Store(), f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}")
    silent = f"SELECT * {{ SERVICE SILENT <http://localhost:{port}/> {{ ?s ?p ?o }} }}"
    assert run_sparql(Store(), silent).answer.rows == ((None,) * 3,)
    assert not was_visited(listener)


def test_from_names_a_graph_and_fetches_nothing(night: Store, listener: socket.socket) -> None:
    port = listener.getsockname()[1]
    for place in (f"http://127.0.0.1:{port}/data.ttl", "file:///etc/passwd"):
        text = f"SELECT * FROM <{place}> FROM NAMED <{place}> {{ ?s ?p ?o }}"
        result = run_sparql(night, text)
        assert result.answer.rows == ()
        assert result.notes == (
            f"FROM <{place}> names no graph of this store, and nothing is fetched from elsewhere",
        )
    assert not was_visited(listener)


def test_from_with_a_graph_of_the_store_needs_no_note(night: Store) -> None:
    source = ask(night, "sources").rows[0][5]
    text = f"PREFIX s: <{ID}source/> SELECT (COUNT(*) AS ?n) FROM s:{str(source)[:16]} {{ ?s ?p ?o }}"
    result = run_sparql(night, text)
    assert result.notes == ()
    assert result.answer.rows != ((0,),)
    assert run_sparql(night, "# FROM <x:y>\nSELECT ?from { ?s ?p 'FROM <x:y>' }").notes == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * { ?a a foo:Candidacy }", r"q, line 1, column 17: the prefix foo is not declared; begin"),
        ("PREFIX a: <x:>\nSELECT * {\n ?s a:b c:d }", r"q, line 3, column 9: the prefix c is not declared"),
        ("SELECT * { ?a a :Candidacy }", r"the prefix : is not declared; begin with PREFIX : <\.\.\.>"),
    ],
)
def test_an_undeclared_prefix_is_called_that(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        run_sparql(Store(), text, name="q")


def test_a_query_that_takes_too_long_is_stopped(night: Store) -> None:
    with pytest.raises(
        QueryError, match=r"it took longer than 0\.3 seconds; ask for less, or raise --timeout"
    ):
        run_sparql(night, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", seconds=0.3)


def test_a_query_that_takes_too_much_memory_is_stopped(night: Store) -> None:
    with pytest.raises(QueryError, match="it needed more than 32 MB of memory"):
        run_sparql(night, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i", memory=32 * 2**20)


def test_the_graph_is_the_same_afterwards_and_can_be_asked_again(night: Store) -> None:
    before = len(night)
    for _ in range(3):
        run_sparql(night, "SELECT * { ?s ?p ?o } LIMIT 1")
    assert len(night) == before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * {\n  ?s a }", r"q\.rq, line 2, column 9: something is missing at the end or before"),
        ("SELECT * {\n  ?s a } }", r"q\.rq, line 2, column 11: something is missing at the end"),
        ("SELECT * { ?s a ?o } LIMIT x ?y", r"q\.rq, line 1, column 28: cannot be read from 'x \?y' on"),
        ("SELECT * {", r"q\.rq, line 1, column 11: something is missing"),
        ("", r"q\.rq, line 1, column 1: something is missing"),
        ("hello", r"q\.rq, line 1, column 6: something is missing"),
        ("x" * 1_000_001, r"q\.rq: this query is longer than a million characters"),
    ],
)
def test_a_fault_is_told_with_its_place(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        run_sparql(Store(), text, name="q.rq")
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


def test_rows_keep_every_kind_of_term(tmp_path: Path) -> None:
    store = Store()
    subject, predicate = NamedNode("x:s"), NamedNode("x:p")
    for value in (Literal("a\nb"), Literal("ja", language="de"), Literal(7), Literal(True), NamedNode("x:o")):
        store.add(Quad(subject, predicate, value))
    rows = run_sparql(store, "SELECT ?o ?none { ?s ?p ?o } ORDER BY STR(?o)").answer.rows
    assert sorted(map(str, rows)) == sorted(
        map(str, ((7, None), ("a\nb", None), ("ja", None), (True, None), ("x:o", None)))
    )
