"""`electiongraph query`: run any SPARQL query, read-only."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from electiongraph.cli.output import print_answer, write_bytes
from electiongraph.errors import QueryError

if TYPE_CHECKING:
    from electiongraph.answering.sparql import SparqlResult

__all__ = ["command"]


@click.command("query")
@click.argument("arguments", nargs=-1, metavar="[FILE|-] [GRAPH]")
@click.option("-e", "--execute", "text", metavar="TEXT", help="The query itself, in place of FILE.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "ttl", "md"]),
    help="table for rows and ttl for triples, when not given; json is the SPARQL 1.1 results format.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 3600),
    default=30.0,
    show_default=True,
    help="Seconds it may take.",
)
@click.option(
    "--memory",
    type=click.IntRange(16, 65536),
    default=1024,
    show_default=True,
    help="Megabytes it may take beside the graph.",
)
def command(
    arguments: tuple[str, ...], text: str | None, form: str | None, timeout: float, memory: int
) -> None:
    """Run SELECT, ASK, CONSTRUCT or DESCRIBE from FILE, standard input (-) or -e TEXT over GRAPH.

    GRAPH is a folder or a .nq or .trig file that `electiongraph build` wrote; without it,
    electiongraph-data. The default graph is what is believed; GRAPH ?source { ... } sees what each
    source says. The prefixes eg, dcterms, foaf, oa, owl, prov, rdf, rdfs, schema, skos and xsd need no
    declaration. Nothing is ever written or fetched.

    \b
    Examples:
      electiongraph query -e 'SELECT ?seat ?majority { ?c eg:majority ?majority ; eg:seat/rdfs:label ?seat }'
      electiongraph query closest.rq night.trig --format csv
      echo 'ASK { ?p eg:standsIn ?s }' | electiongraph query -
    """  # noqa: D301
    from electiongraph.answering.sparql import check_sparql, run_sparql
    from electiongraph.store import look_up_graph

    name, query, graph = _read_arguments(arguments, text)
    check_sparql(query, name)
    store = look_up_graph(graph)
    result = run_sparql(store, query, name=name, seconds=timeout, memory=memory * 1024 * 1024)
    _print_result(result, form)
    for note in result.notes:
        click.echo(f"electiongraph: {note}", err=True)


def _read_arguments(arguments: tuple[str, ...], text: str | None) -> tuple[str, str, Path | None]:
    """Return the query's name and text, and the graph."""
    places = list(arguments)
    if text is None:
        if not places:
            raise click.UsageError("Give a FILE, - for standard input, or -e TEXT.")
        file = places.pop(0)
        name, text = ("standard input", _read_stdin()) if file == "-" else (file, _read_file(Path(file)))
    else:
        name = "query"
    if len(places) > 1:
        raise click.UsageError(f"Too many arguments: {' '.join(places)}")
    return name, text, Path(places[0]) if places else None


def _read_stdin() -> str:
    return sys.stdin.buffer.read().decode("utf-8", "replace")


def _read_file(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise QueryError(
            "this is no UTF-8 text", where=str(path), advice="give a file with SPARQL"
        ) from error
    except OSError as error:
        what = error.strerror or str(error)
        raise QueryError(what, where=str(path), advice="to give the query itself, use -e TEXT") from error


def _print_result(result: SparqlResult, form: str | None) -> None:
    if form is None:
        form = "ttl" if result.form == "graph" else "table"
    if form == "ttl":
        if result.form != "graph":
            raise QueryError(
                "only CONSTRUCT and DESCRIBE give Turtle", advice="use --format table, csv or json"
            )
        from electiongraph.exporting.turtle import triples_as_turtle

        write_bytes(triples_as_turtle(result.ntriples))
    elif form == "json" and result.json:
        write_bytes(result.json + b"\n")
    else:
        print_answer(result.answer, form)
