"""`electiongraph export`: write the graph in a format for other tools or people."""

from __future__ import annotations

from pathlib import Path

import click

from electiongraph.cli.output import write_bytes
from electiongraph.cli.written_files import check_output, write_file
from electiongraph.errors import QueryError

__all__ = ["command"]

FORMATS = ("turtle", "trig", "nquads", "jsonld", "csv")
FORMAT_OF_SUFFIX = {".ttl": "turtle", ".trig": "trig", ".nq": "nquads", ".jsonld": "jsonld", ".csv": "csv"}


@click.command("export")
@click.argument("graph", required=False, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="turtle: what is believed, and the words it rests on. csv: one row a seat. The others hold "
    "everything. Not given: what the file's ending says, else turtle.",
)
@click.option(
    "--believed", is_flag=True, help="Leave sources, evidence and disagreements out, and nothing else in."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file to write (.ttl, .trig, .nq, .jsonld, .csv); standard output without.",
)
@click.option("--force", is_flag=True, help="Replace the file when it is there.")
def command(
    graph: Path | None, form: str | None, output: Path | None, *, believed: bool, force: bool
) -> None:
    """Write GRAPH as Turtle, TriG, N-Quads, JSON-LD or CSV.

    GRAPH is a folder or a .nq or .trig file that `electiongraph build` wrote; without it,
    electiongraph-data. The same graph always gives the same bytes.

    \b
    Examples:
      electiongraph export > results.ttl
      electiongraph export night.trig -o seats.csv
      electiongraph export --format nquads | gzip > everything.nq.gz
    """  # noqa: D301
    from electiongraph.exporting import serialise
    from electiongraph.store import open_graph

    file = None if output is None or str(output) == "-" else output
    chosen = _choose_format(file, form)
    if file is not None:
        check_output(file, force=force)
    data = serialise(open_graph(graph), chosen, believed_only=believed)
    if file is not None:
        write_file(file, data)
    else:
        write_bytes(data)


def _choose_format(file: Path | None, form: str | None) -> str:
    """Return the format asked for, or else the one that the file's ending stands for.

    Raises:
        QueryError: When the ending stands for another format than the one asked for, or for none.
    """
    suffix = file.suffix.lower() if file is not None else ""
    meant = FORMAT_OF_SUFFIX.get(suffix)
    if form is not None:
        if meant not in (None, form):
            what = f"this file's ending stands for {meant}, but --format asks for {form}"
            raise QueryError(what, where=str(file), advice="leave --format out, or name the file otherwise")
        return form
    if suffix and meant is None:
        advice = f"end it in {', '.join(FORMAT_OF_SUFFIX)}, or give --format"
        raise QueryError("no format is known by this ending", where=str(file), advice=advice)
    return meant or "turtle"
