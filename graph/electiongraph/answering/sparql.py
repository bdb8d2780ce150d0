"""Run SPARQL that somebody typed: read-only, with limits, and never fetching anything.

The text runs in a forked child that can open no file and no socket, may use so much memory and so much
time, and sends its result back through a pipe. Updates and SERVICE are refused before that, with the place
where they stand.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import os
import re
import signal
import sys
from dataclasses import dataclass
from typing import NoReturn

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse_query_results,
    serialize,
)

from electiongraph.answering.answer import scalar
from electiongraph.answering.sparql_text import check_sparql, graphs_of_from, undeclared_prefix
from electiongraph.answering.tables import Answer
from electiongraph.errors import QueryError
from electiongraph.vocabulary import PREFIXES

__all__ = ["SparqlResult", "check_sparql", "run_sparql"]

MEGABYTE = 1024 * 1024
LONGEST_EXPECTATION = 120
# As JSON; the rows take four times as much, and printing them as a table again some.
LARGEST_RESULT = 128 * MEGABYTE
MOST_NOTES = 3
SECONDS, MEMORY = 30.0, 1024 * MEGABYTE
PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SparqlResult:
    """What a query gave: rows, a yes or no, or triples.

    Attributes:
        form: "select", "ask" or "graph".
        answer: The rows, with IRIs in full; for ASK one row under "answer".
        json: The result in the SPARQL 1.1 JSON format; empty for triples.
        ntriples: Sorted N-Triples; empty for rows.
        notes: What to say beside the result, one sentence each.
    """

    form: str
    answer: Answer
    json: bytes = b""
    ntriples: bytes = b""
    notes: tuple[str, ...] = ()


def run_sparql(
    store: Store, text: str, *, name: str = "query", seconds: float = SECONDS, memory: int = MEMORY
) -> SparqlResult:
    """Run a SPARQL query over the graph, in a child process with limits.

    The default graph is what is believed; `GRAPH ?source { ... }` sees what each source says. The usual
    prefixes (eg, rdfs, skos, prov, oa, ...) need no declaration.

    Args:
        store: The graph, in memory.
        text: SELECT, ASK, CONSTRUCT or DESCRIBE.
        name: What to call it in an error.
        seconds: Time that it may take.
        memory: Bytes that it may take beside the graph.

    Returns:
        The result; triples are sorted, rows stand as the query orders them.

    Raises:
        QueryError: When the text is no such query, fetches or writes, or is stopped by a limit.
    """
    check_sparql(text, name)
    if not hasattr(os, "fork"):
        raise QueryError("this system cannot limit a query", advice="run it where processes can fork")
    reader, writer = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _answer_in_child(store, text, writer, seconds, memory)
    os.close(writer)
    received, is_whole = _receive(reader)
    if not is_whole:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not is_whole:
        raise QueryError(
            f"the result is larger than {LARGEST_RESULT // MEGABYTE} MB", where=name, advice="add a LIMIT"
        )
    _check_end(status, name, seconds, memory)
    return _read_result(received, text, name)


def _notes(store: Store, text: str) -> list[str]:
    """Return what is odd about a query that ran: an unknown graph in FROM gives nothing, not an error."""
    unknown = [iri for iri in graphs_of_from(text) if not _has_graph(store, iri)]
    told = [
        f"FROM <{iri}> names no graph of this store, and nothing is fetched from elsewhere"
        for iri in unknown[:MOST_NOTES]
    ]
    more = len(unknown) - len(told)
    return [*told, f"nor do {more:,} others name one"] if more else told


def _has_graph(store: Store, iri: str) -> bool:
    try:
        return store.contains_named_graph(NamedNode(iri))
    except ValueError:
        return False


def _answer_in_child(store: Store, text: str, writer: int, seconds: float, memory: int) -> NoReturn:
    """Set the limits, run the query, write its result and end without any clean-up of the parent's."""
    try:
        null = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(null, descriptor)
        # A limit that bites is an answer, not a crash to be reported.
        faulthandler.disable()
        _limit_child(seconds, memory)
        result = _evaluate(store, text)
    except MemoryError:
        os._exit(3)
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        result = b"E" + str(error).encode("utf-8", "replace")
    except BaseException as error:  # a Rust panic is no Exception
        result = b"E" + f"{type(error).__name__}: {error}".encode("utf-8", "replace")
    try:
        view = memoryview(result)
        while view:
            view = view[os.write(writer, view) :]
    finally:
        os._exit(0)


def _limit_child(seconds: float, memory: int) -> None:
    """Take from this process the means to run on, to grow and to open anything."""
    import resource  # noqa: PLC0415 - not there on every system

    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    limits = {
        resource.RLIMIT_AS: _address_space() + memory,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: int(seconds) + 1,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: 0,
    }
    for limit, wanted in limits.items():
        hard = resource.getrlimit(limit)[1]
        value = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (value, value))


def _address_space() -> int:
    """Return the bytes that this process has mapped: the graph's share of the limit."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123
            return int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 4096 * MEGABYTE


def _evaluate(store: Store, text: str) -> bytes:
    """Return the result, before it one letter that says of which form it is, and a line with the notes."""
    results = store.query(text, prefixes=PREFIXES)
    if isinstance(results, QueryTriples):
        lines = serialize(set(results), format=RdfFormat.N_TRIPLES) or b""
        letter, content = b"G", b"".join(sorted(lines.splitlines(keepends=True)))
    else:
        letter = b"A" if isinstance(results, QueryBoolean) else b"S"
        content = results.serialize(format=QueryResultsFormat.JSON) or b""
    return b"".join((letter, json.dumps(_notes(store, text)).encode(), b"\n", content))


def _receive(reader: int) -> tuple[bytes, bool]:
    """Return what the child wrote, and whether that is all of it."""
    parts, size = [], 0
    with open(reader, "rb") as pipe:
        while part := pipe.read(MEGABYTE):
            size += len(part)
            if size > LARGEST_RESULT:
                return b"", False
            parts.append(part)
    return b"".join(parts), True


def _check_end(status: int, name: str, seconds: float, memory: int) -> None:
    """Raise what the child's end means, unless it is a good one."""
    if os.WIFSIGNALED(status):
        if os.WTERMSIG(status) in (signal.SIGALRM, signal.SIGXCPU):
            advice = "ask for less, or raise --timeout"
            raise QueryError(f"it took longer than {seconds:g} seconds", where=name, advice=advice)
        if os.WTERMSIG(status) == signal.SIGSEGV:
            raise QueryError("it is nested too deeply, or too long", where=name, advice="split it")
        what = f"it needed more than {memory // MEGABYTE} MB of memory"
        raise QueryError(what, where=name, advice="ask for less, or raise --memory")
    if os.WEXITSTATUS(status) != 0:
        what = f"it needed more than {memory // MEGABYTE} MB of memory"
        raise QueryError(what, where=name, advice="ask for less, or raise --memory")


def _read_result(received: bytes, text: str, name: str) -> SparqlResult:
    letter = received[:1]
    if letter == b"E":
        raise undeclared_prefix(text, name) or _error(received[1:].decode("utf-8"), text, name)
    written, _, content = received[1:].partition(b"\n")
    notes = tuple(json.loads(written))
    if letter == b"G":
        return SparqlResult("graph", _triple_rows(content), ntriples=content, notes=notes)
    results = parse_query_results(content, format=QueryResultsFormat.JSON)
    if isinstance(results, QuerySolutions):
        columns = tuple(variable.value for variable in results.variables)
        rows = tuple(tuple(scalar(row[column]) for column in columns) for row in results)
        return SparqlResult("select", Answer(columns, rows, name), json=content, notes=notes)
    return SparqlResult("ask", Answer(("answer",), ((bool(results),),), name), json=content, notes=notes)


def _triple_rows(ntriples: bytes) -> Answer:
    """Return triples as rows, for the formats that have no graphs."""
    store = Store()
    store.load(ntriples, RdfFormat.N_TRIPLES)
    quads = sorted(store, key=str)
    rows = tuple((scalar(quad.subject), scalar(quad.predicate), scalar(quad.object)) for quad in quads)
    return Answer(("subject", "predicate", "object"), rows)


def _error(message: str, text: str, name: str) -> QueryError:
    """Return Oxigraph's message as an error that says where the fault stands."""
    match = PLACE.fullmatch(message)
    if match is None:
        return QueryError(" ".join(message.split()), where=name)
    line, column, what = int(match[1]), int(match[2]), " ".join(match[3].split())
    lines = text.splitlines()
    rest = lines[line - 1][column - 1 :][:30].strip() if line <= len(lines) else ""
    near = f"cannot be read from {rest!r} on" if rest else "something is missing at the end or before"
    # Where nearly anything could follow, the list of it helps nobody.
    expected = f" ({what})" if len(what) <= LONGEST_EXPECTATION else ""
    return QueryError(f"{near}{expected}", where=f"{name}, line {line}, column {column}")
