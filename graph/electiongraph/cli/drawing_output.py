"""Where and in which format a drawing is written: the options of `electiongraph draw`, and the writing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from electiongraph.cli.written_files import check_output, write_file
from electiongraph.errors import DrawingError

if TYPE_CHECKING:
    from electiongraph.drawing.drawings import Drawing

__all__ = ["election_option", "graph_argument", "output_options", "write_drawing"]

FORMATS = ("svg", "png", "html", "graphml", "gexf")

Command = Callable[..., None]

graph_argument = click.argument("graph", required=False, type=click.Path(path_type=Path))
election_option = click.option(
    "--election", default="", help="Polling date or year, such as 2019-12-12 or 2019."
)


def output_options(function: Command) -> Command:
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


def write_drawing(
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
