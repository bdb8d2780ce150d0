"""`electiongraph publish`: one folder with everything that a graph has to give."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from electiongraph.errors import QueryError

__all__ = ["command"]


@click.command("publish")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("graph", required=False, type=click.Path(path_type=Path))
@click.option("--title", default="", help="What it is called; without, by its elections.")
@click.option(
    "--force",
    is_flag=True,
    help="Write into DIR though something else is in it, which stays but for our files.",
)
def command(folder: Path, graph: Path | None, title: str, *, force: bool) -> None:
    """Write GRAPH to the folder DIR, ready to be put on the web.

    DIR gets the graph as Turtle, TriG, N-Quads and JSON-LD, tables as CSV with a Frictionless
    datapackage.json, a VoID and DCAT description, ontology and shapes, pictures, a page for people
    (index.html), licences and attributions, and SHA256SUMS. The same graph always gives the same bytes:
    the date is the latest that the sources tell of, or what SOURCE_DATE_EPOCH says. An earlier publication
    is replaced as a whole; what publish did not write is not, without --force.

    GRAPH is a folder or a .nq or .trig file that `electiongraph build` wrote; without it, electiongraph-data.

    \b
    Examples:
      electiongraph publish public
      electiongraph publish public night.trig --title "Election night"
    """  # noqa: D301
    from electiongraph.cli.publication_folder import check_folder, write_folder
    from electiongraph.publishing import publication
    from electiongraph.store import open_graph

    issued = _issued()
    check_folder(folder, force=force)
    written = write_folder(folder, publication(open_graph(graph), title=title, issued=issued))
    size = sum(file.size for file in written) / 10**6
    click.echo(f"electiongraph: {len(written)} files, {size:,.1f} MB -> {folder}", err=True)


def _issued() -> str:
    """Return the time that SOURCE_DATE_EPOCH stands for; "" when it is not set."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not told:
        return ""
    try:
        return datetime.fromtimestamp(int(told), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError) as error:
        raise QueryError(
            f"{told[:40]!r} is no number of seconds since 1970",
            where="SOURCE_DATE_EPOCH",
            advice="set it to a whole number, or unset it",
        ) from error
