"""`electiongraph draw`: pictures and graph files of contests, articles, appointments and defeats."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from electiongraph.cli.written_files import check_output, write_file
from electiongraph.errors import DrawingError

if TYPE_CHECKING:
    from electiongraph.drawing.drawings import Drawing

__all__ = ["command"]

FORMATS = ("svg", "png", "html", "graphml", "gexf")
GRAPH_SUFFIXES = (".nq", ".trig")

Command = Callable[..., None]


def _output_options(function: Command) -> Command:
    """Add the options that say where and in which format to write."""
    options: list[Callable[[Command], Command]] = [
        click.option(
            "-o", "--output", type=click.Path(path_type=Path), help="The file; its suffix is the format."
        ),
        click.option("--format", "form", type=click.Choice(FORMATS), help="Else as -o says, or svg."),
        click.option(
            "--zoom", type=click.FloatRange(0.25, 8), default=2, show_default=True, help="Size of a PNG."
        ),
        click.option("--force", is_flag=True, help="Replace the file when it is there."),
    ]
    for option in reversed(options):
        function = option(function)
    return function


_graph_argument = click.argument("graph", required=False, type=click.Path(path_type=Path))
_source_option = click.option("--source", help="Only what this source says: title or file name.")
_election_option = click.option(
    "--election", default="", help="Polling date or year, such as 2019-12-12 or 2019."
)
_person_option = click.option("--person", help="Only this person.")


@click.group("draw")
def command() -> None:
    """Draw a contest, an article, appointments, who lost to whom, or relationships.

    The suffix of -o says the format: .svg, .png, .html (a page with the picture and its table), .graphml or
    .gexf (the relationships as a graph, for Gephi or yEd). Without -o, SVG goes to standard output. GRAPH is
    a folder or a .nq or .trig file that `electiongraph build` wrote; without it, electiongraph-data. The same
    graph always gives the same bytes.

    \b
    Examples:
      electiongraph draw contest "Luton North" -o luton-north.png
      electiongraph draw article night.txt -o cards.html
      electiongraph draw appointments cabinet.trig -o cabinet.svg
      electiongraph draw who-lost-to-whom --election 2024 -o losers.png
      electiongraph draw relationships -o everything.gexf
    """  # noqa: D301


@command.command("contest")
@click.argument("seat")
@_graph_argument
@_election_option
@_source_option
@_output_options
def contest(seat: str, graph: Path | None, election: str, source: str | None, **output: Any) -> None:
    """Draw the votes in SEAT as bars, with majority, turnout and the seat's people and former seats.

    \b
    Examples:
      electiongraph draw contest "Luton North" -o luton-north.png
      electiongraph draw contest Aylesbury night.trig --source night.txt -o aylesbury.svg
      electiongraph draw contest "Mid Bedfordshire" --election 2023 > by-election.svg
    """  # noqa: D301
    from electiongraph.drawing.drawings import contest_drawing
    from electiongraph.store import open_graph

    _write(lambda: contest_drawing(open_graph(graph), seat, election=election, source=source), **output)


@command.command("article")
@click.argument("source", required=False, default="")
@_graph_argument
@_election_option
@_output_options
def article(source: str, graph: Path | None, election: str, **output: Any) -> None:
    """Draw what one article says as cards, one a contest.

    SOURCE is the article's title or file name, or a part of it; it may be left out when the graph has one
    article only.

    \b
    Examples:
      electiongraph draw article -o cards.png
      electiongraph draw article night.txt -o cards.html
      electiongraph draw article "Luton declares" night.trig --election 2024 -o cards.svg
    """  # noqa: D301
    from electiongraph.drawing.drawings import article_drawing
    from electiongraph.store import open_graph

    if graph is None and (source.endswith(GRAPH_SUFFIXES) or Path(source or ".", "manifest.json").is_file()):
        source, graph = ("", Path(source)) if source else ("", None)
    _write(lambda: article_drawing(open_graph(graph), source, election=election), **output)


@command.command("appointments")
@_graph_argument
@_person_option
@_source_option
@_output_options
def appointments(graph: Path | None, person: str | None, source: str | None, **output: Any) -> None:
    """Draw who was appointed to which role, with the seats of those who have one.

    \b
    Examples:
      electiongraph draw appointments -o cabinet.png
      electiongraph draw appointments night.trig --person "Angela Rayner" -o rayner.svg
    """  # noqa: D301
    from electiongraph.drawing.drawings import appointments_drawing
    from electiongraph.store import open_graph

    _write(lambda: appointments_drawing(open_graph(graph), source=source, person=person), **output)


@command.command("who-lost-to-whom")
@_graph_argument
@_election_option
@_source_option
@_output_options
def who_lost_to_whom(graph: Path | None, election: str, source: str | None, **output: Any) -> None:
    """Draw the sitting MPs who lost, where, and to whom.

    \b
    Examples:
      electiongraph draw who-lost-to-whom -o losers.png
      electiongraph draw who-lost-to-whom night.trig --election 2024-07-04 -o losers.html
    """  # noqa: D301
    from electiongraph.drawing.drawings import defeats_drawing
    from electiongraph.store import open_graph

    _write(lambda: defeats_drawing(open_graph(graph), source=source, election=election), **output)


@command.command("relationships")
@_graph_argument
@click.option("--seat", help="Only this seat, its people, their roles and its former names.")
@_person_option
@_election_option
@_source_option
@_output_options
def relationships(
    graph: Path | None, seat: str | None, person: str | None, election: str, source: str | None, **output: Any
) -> None:
    """Draw people, seats and roles and what ties them; as a picture, at most some 60 names.

    \b
    Examples:
      electiongraph draw relationships -o everything.gexf
      electiongraph draw relationships --person "Grant Shapps" -o shapps.svg
      electiongraph draw relationships night.trig --seat Bedford -o bedford.png
    """  # noqa: D301
    from electiongraph.drawing.drawings import relationships_drawing
    from electiongraph.store import open_graph

    _write(
        lambda: relationships_drawing(
            open_graph(graph), seat=seat, person=person, source=source, election=election
        ),
        **output,
    )


def _write(
    make: Callable[[], Drawing], output: Path | None, form: str | None, *, zoom: float, force: bool
) -> None:
    """Make a drawing and write it to a file or to standard output."""
    is_file = output is not None and str(output) != "-"
    form = form or (_format_of(output) if output is not None and is_file else "svg")
    if output is not None and is_file:
        check_output(output, force=force, error=DrawingError)
    elif form == "png" and sys.stdout.isatty():
        raise DrawingError("a PNG is nothing for a terminal", advice="name a file with -o FILE.png")
    data = make().render(form, zoom)
    if output is not None and is_file:
        write_file(output, data, error=DrawingError)
        click.echo(f"wrote {output}", err=True)
    else:
        sys.stdout.buffer.write(data)


def _format_of(path: Path) -> str:
    form = path.suffix.lower().lstrip(".")
    form = {"htm": "html"}.get(form, form)
    if form not in FORMATS:
        raise DrawingError(
            "the suffix says no format",
            where=str(path),
            advice=f"end it with .{', .'.join(FORMATS)}, or add --format",
        )
    return form
