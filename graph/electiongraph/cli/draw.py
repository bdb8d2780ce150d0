"""`electiongraph draw`: pictures and graph files; those of whole elections are in `draw_whole`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from electiongraph.cli.draw_whole import commands
from electiongraph.cli.drawing_output import election_option, graph_argument, output_options, write_drawing

__all__ = ["command"]

GRAPH_SUFFIXES = (".nq", ".trig")

_source_option = click.option("--source", help="Only what this source says: title or file name.")
_person_option = click.option("--person", help="Only this person.")


@click.group("draw")
def command() -> None:
    """Draw contests, articles, whole elections, careers, families of seats, or relationships.

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
      electiongraph draw hexmap --hexmap layout.hexjson -o map.png
      electiongraph draw career "Grant Shapps" -o shapps.svg
    """  # noqa: D301


for whole in commands:
    command.add_command(whole)


@command.command("contest")
@click.argument("seat")
@graph_argument
@election_option
@_source_option
@output_options
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

    write_drawing(
        lambda: contest_drawing(open_graph(graph), seat, election=election, source=source), **output
    )


@command.command("article")
@click.argument("source", required=False, default="")
@graph_argument
@election_option
@output_options
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
    write_drawing(lambda: article_drawing(open_graph(graph), source, election=election), **output)


@command.command("appointments")
@graph_argument
@_person_option
@_source_option
@output_options
def appointments(graph: Path | None, person: str | None, source: str | None, **output: Any) -> None:
    """Draw who was appointed to which role, with the seats of those who have one.

    \b
    Examples:
      electiongraph draw appointments -o cabinet.png
      electiongraph draw appointments night.trig --person "Angela Rayner" -o rayner.svg
    """  # noqa: D301
    from electiongraph.drawing.drawings import appointments_drawing
    from electiongraph.store import open_graph

    write_drawing(lambda: appointments_drawing(open_graph(graph), source=source, person=person), **output)


@command.command("who-lost-to-whom")
@graph_argument
@election_option
@_source_option
@output_options
def who_lost_to_whom(graph: Path | None, election: str, source: str | None, **output: Any) -> None:
    """Draw the sitting MPs who lost, where, and to whom.

    \b
    Examples:
      electiongraph draw who-lost-to-whom -o losers.png
      electiongraph draw who-lost-to-whom night.trig --election 2024-07-04 -o losers.html
    """  # noqa: D301
    from electiongraph.drawing.drawings import defeats_drawing
    from electiongraph.store import open_graph

    write_drawing(lambda: defeats_drawing(open_graph(graph), source=source, election=election), **output)


@command.command("relationships")
@graph_argument
@click.option("--seat", help="Only this seat, its people, their roles and its former names.")
@_person_option
@election_option
@_source_option
@output_options
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

    write_drawing(
        lambda: relationships_drawing(
            open_graph(graph), seat=seat, person=person, source=source, election=election
        ),
        **output,
    )
