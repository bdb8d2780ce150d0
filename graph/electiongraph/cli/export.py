"""`electiongraph export`: write the graph in a format for other tools or people."""

# ruff: noqa: PLC0415 - imports wait until the command runs, so that --help starts fast

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from electiongraph.errors import GraphError

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
        _check_output(output, force=force)
    data = serialise(open_graph(graph), form, believed_only=believed)
    if to_file and output is not None:
        _write(output, data)
    else:
        sys.stdout.buffer.write(data)


def _check_output(path: Path, *, force: bool) -> None:
    """Raise unless the file may be written: no link that leads elsewhere, nothing overwritten unasked."""
    if path.is_symlink():
        raise GraphError("this is a symbolic link", where=str(path), advice="name the file itself")
    if path.is_dir():
        raise GraphError("this is a folder", where=str(path), advice="name a file in it")
    if path.exists() and not force:
        raise GraphError("this file is there already", where=str(path), advice="--force replaces it")
    if path.exists() and not path.is_file():
        raise GraphError("this is no regular file", where=str(path), advice="name another")


def _write(path: Path, data: bytes) -> None:
    """Write beside the file and put it in its place, so that nobody sees a part of it."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        what = f"it cannot be written ({error.strerror or error})"
        raise GraphError(what, where=str(path), advice="choose another place") from error
