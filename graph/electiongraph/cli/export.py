"""`electiongraph export`: write the graph in a format for other tools or people."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from electiongraph.cli.written_files import check_output, write_file

__all__ = ["command"]

FORMATS = ("turtle", "trig", "nquads", "jsonld", "csv")


@click.command("export")
@click.argument("graph", required=False, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="turtle",
    show_default=True,
    help="turtle: what is believed. csv: one row a seat. The others hold everything.",
)
@click.option("--believed", is_flag=True, help="Leave the sources, evidence and disagreements out.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The file to write; standard output without."
)
@click.option("--force", is_flag=True, help="Replace the file when it is there.")
def command(graph: Path | None, form: str, output: Path | None, *, believed: bool, force: bool) -> None:
    """Write GRAPH as Turtle, TriG, N-Quads, JSON-LD or CSV.

    GRAPH is a folder or a .nq or .trig file that `electiongraph build` wrote; without it,
    electiongraph-data. The same graph always gives the same bytes.

    \b
    Examples:
      electiongraph export > results.ttl
      electiongraph export night.trig --format csv -o seats.csv
      electiongraph export --format nquads | gzip > everything.nq.gz
    """  # noqa: D301
    from electiongraph.exporting import serialise
    from electiongraph.store import open_graph

    to_file = output is not None and str(output) != "-"
    if to_file and output is not None:
        check_output(output, force=force)
    data = serialise(open_graph(graph), form, believed_only=believed)
    if to_file and output is not None:
        write_file(output, data)
    else:
        sys.stdout.buffer.write(data)
