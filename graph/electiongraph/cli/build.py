"""`electiongraph build`: build a graph from articles."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from electiongraph.cli.extractor_options import extractor_option, panel_of, tell_reports
from electiongraph.cli.options import candidates_option, jobs_option, read_candidate_lists, tell_refused
from electiongraph.cli.output import counted
from electiongraph.cli.source_options import ask_watcher, report, source_options
from electiongraph.cli.table_reports import nothing_read, tell_rows, tell_tables

if TYPE_CHECKING:
    from electiongraph.building import BuiltGraph
    from electiongraph.extraction import Panel
    from electiongraph.sources import Gathered
    from electiongraph.sources.candidate_lists import Candidate
    from electiongraph.sources.document import Document

__all__ = ["command"]

# Work shorter than this is over before a bar could be read.
LONG_WORK = 300_000


@click.command("build")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=None,
    metavar="GRAPH",
    help="A folder, or a file that ends in .nq or .trig.  [default: electiongraph-data]",
)
@source_options
@extractor_option
@candidates_option
@jobs_option
@click.option("--force", is_flag=True, help="Replace what electiongraph did not write.")
@click.option("--quiet", "-q", is_flag=True, help="No progress and no summary; errors are still shown.")
def command(
    articles: Sequence[str],
    output: Path | None,
    max_bytes: int,
    max_pages: int,
    extractors: Sequence[str],
    candidate_lists: Sequence[str],
    jobs: int,
    *,
    allow_private: bool,
    force: bool,
    quiet: bool,
) -> None:
    """Build a graph from articles: text or HTML files, folders of them, URLs, or - for standard input.

    Official results and registers (CSV) go into the same graph, as files, in folders or by URL; where a file
    does not tell its election, put the polling date before it. Each says how many rows were read, loaded
    and refused, and why. See docs/official-files.md.

    The graph holds what each source says, the words that say it, what is believed after comparing them,
    and what they disagree on. The old graph stays until the new one is complete. An article that cannot be
    read is reported and left out, and the exit status is then 2. Rows of a table
    that are left out for a fault are reported and counted; a table without one good row counts as unread, and
    where there is nothing else no graph is written.

    A feed (RSS or Atom) stands for the pages that it lists. Pages are fetched slowly, one by one, and only as
    the site's robots.txt allows; they are kept as they were, in GRAPH/pages or GRAPH.pages.

    \b
    Examples:
      electiongraph build night.txt morning.html
      electiongraph build articles/ -o election.trig
      electiongraph build articles/ official/ 2019-12-12=results.csv
      zcat results.csv.gz | electiongraph build articles/ 2019-12-12=-
      electiongraph build articles/ --candidates 2019-12-12=candidacies.csv
      electiongraph build https://news.example/live night.txt -o live
      electiongraph build night.txt --extractor rules --extractor llm:openai:gpt-4o
    """  # noqa: D301
    from electiongraph.kept_pages import pages_folder
    from electiongraph.rereading import changed_pages
    from electiongraph.sources import gather
    from electiongraph.store import DEFAULT_GRAPH_FOLDER, check_target, write_lines

    target = output or DEFAULT_GRAPH_FOLDER
    check_target(target, force=force)
    panel = panel_of(extractors)
    candidates = read_candidate_lists(candidate_lists)
    gathered = gather(
        sorted(articles),
        max_bytes=max_bytes,
        max_pages=max_pages,
        allow_private=allow_private,
        progress=ask_watcher(is_silent=quiet),
    )
    report(gathered, is_silent=quiet)
    if not gathered.has_content:
        tell_rows(gathered.tables, is_silent=quiet)
        click.echo(f"electiongraph: {nothing_read(gathered)}; no graph was written", err=True)
        sys.exit(2)
    built = _build(gathered, panel, candidates, jobs, is_silent=quiet)
    refused_rows = tell_tables(built, is_silent=quiet)
    tell_refused(built.refused)
    has_failed = tell_reports(built.reports, is_silent=quiet)
    changed = [] if quiet else changed_pages(gathered.pages, pages_folder(target.resolve()))
    write_lines(built.lines, target, built.manifest(), pages=gathered.pages, memory=built.memory, force=force)
    if not quiet:
        click.echo(_summary(built, target), err=True)
        for one in changed:
            click.echo(f"electiongraph: {one}", err=True)
    if gathered.errors and not quiet:
        click.echo(f"electiongraph: {counted(len(gathered.errors), 'input')} left out, see above", err=True)
    if refused_rows:
        click.echo(refused_rows, err=True)
    if gathered.errors or has_failed or any(table.refused and not table.records for table in built.tables):
        sys.exit(2)


def _build(
    gathered: Gathered,
    panel: Panel | None,
    candidates: Sequence[Candidate],
    jobs: int,
    *,
    is_silent: bool,
) -> BuiltGraph:
    """Build the graph, with a progress bar where somebody watches and it takes a while."""
    from electiongraph.building import build_graph

    documents, tables = gathered.documents, gathered.tables
    size = sum(len(document.text) for document in documents)
    if is_silent or size < LONG_WORK or not sys.stderr.isatty():
        return build_graph(documents, panel=panel, candidates=candidates, tables=tables, jobs=jobs)
    from rich.progress import Progress

    from electiongraph.cli.output import console

    with Progress(console=console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=size)
        advance: Callable[[Document], None] = lambda document: bar.advance(task, len(document.text))  # noqa: E731
        return build_graph(
            documents, panel=panel, candidates=candidates, tables=tables, jobs=jobs, progress=advance
        )


def _summary(built: BuiltGraph, target: Path) -> str:
    forms = len(built.disagreements) - built.contradictions
    counts = (
        counted(len(built.sources) + len(built.tables), "source"),
        *((counted(sum(len(one.records) for one in built.tables), "row"),) if built.tables else ()),
        counted(built.facts, "fact"),
        counted(built.triples, "triple"),
        counted(built.contradictions, "disagreement"),
    )
    # A publication's table of disagreements has rows for both.
    beside = f" and {forms:,} of forms of names only" if forms else ""
    return f"electiongraph: {', '.join(counts)}{beside} -> {target}"
