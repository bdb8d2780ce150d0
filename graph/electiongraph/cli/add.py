"""`electiongraph add`: add sources to a graph, or take some out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from electiongraph.cli.options import jobs_option, tell_refused
from electiongraph.cli.output import counted
from electiongraph.cli.source_options import ask_watcher, report, source_options
from electiongraph.cli.table_reports import nothing_read, tell_rows

if TYPE_CHECKING:
    from electiongraph.adding import Addition

__all__ = ["command"]


@click.command("add")
@click.argument("graph", type=click.Path(path_type=Path), metavar="GRAPH")
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
@click.option(
    "--without",
    multiple=True,
    metavar="NAME",
    help="A source that goes: its file's name, its address, or the beginning of its SHA-256. Repeatable.",
)
@source_options
@jobs_option
@click.option("--quiet", "-q", is_flag=True, help="No summary; errors are still shown.")
def command(
    graph: Path,
    articles: Sequence[str],
    without: Sequence[str],
    max_bytes: int,
    max_pages: int,
    jobs: int,
    *,
    allow_private: bool,
    quiet: bool,
) -> None:
    """Add articles to a graph in a folder, or take some out, without building the rest again.

    The graph is then to the byte what `build` makes of all its sources, in a fraction of the time. A page
    that is read again takes the place of what was at its address; an article that is there already changes
    nothing. To replace a file, name the old one with --without.

    Official files (CSV) bear on everything: where they come or go the graph is built anew, from what it keeps
    of its sources, and that is said.

    \b
    Examples:
      electiongraph add electiongraph-data late_result.txt
      electiongraph add live https://news.example/live
      electiongraph add electiongraph-data corrected.txt --without first_version.txt
      electiongraph add electiongraph-data --without 7f1c02aa
    """  # noqa: D301
    if not articles and not without:
        raise click.UsageError("name an article to add, or with --without a source that goes")
    from electiongraph.adding import add_sources
    from electiongraph.changed_graphs import check_changing
    from electiongraph.kept_pages import pages_folder
    from electiongraph.rereading import changed_pages
    from electiongraph.sources import gather

    # Articles may take long to fetch and read.
    check_changing(graph)
    gathered = gather(
        sorted(articles),
        max_bytes=max_bytes,
        max_pages=max_pages,
        allow_private=allow_private,
        progress=ask_watcher(is_silent=quiet),
    )
    report(gathered, is_silent=quiet)
    if articles and not gathered.has_content:
        tell_rows(gathered.tables, is_silent=quiet)
        click.echo(f"electiongraph: {nothing_read(gathered)}; the graph is as it was", err=True)
        sys.exit(2)
    changed = [] if quiet else changed_pages(gathered.pages, pages_folder(graph.resolve()))
    added = add_sources(
        graph,
        gathered,
        without=without,
        jobs=jobs,
        notice=lambda what: click.echo(f"electiongraph: {what}", err=True),
    )
    tell_refused(added.refused)
    if not quiet:
        click.echo(_summary(added, graph), err=True)
        for one in changed:
            click.echo(f"electiongraph: {one}", err=True)
    if gathered.errors:
        sys.exit(2)


def _summary(added: Addition, graph: Path) -> str:
    sources = f"{counted(len(added.added), 'source')} added, {len(added.removed):,} taken out"
    if added.quads_added is None or added.quads_removed is None:
        return f"electiongraph: {sources}; built anew -> {graph}"
    quads = f"{counted(added.quads_added, 'quad')} more, {added.quads_removed:,} less"
    return f"electiongraph: {sources}; {quads} -> {graph}"
