"""`electiongraph draw`: pictures of whole elections, of careers and of boundary changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from electiongraph.cli.drawing_output import election_option, graph_argument, output_options, write_drawing
from electiongraph.errors import DrawingError

__all__ = ["commands"]


@click.command("hexmap")
@graph_argument
@election_option
@click.option(
    "--hexmap",
    type=click.Path(path_type=Path),
    help="HexJSON file with a hexagon for every seat; without it, squares by region.",
)
@click.option("--notional", is_flag=True, help="The election recalculated on the boundaries that came after.")
@output_options
def hexmap(graph: Path | None, election: str, hexmap: Path | None, notional: bool, **output: Any) -> None:
    """Draw who won each seat, as a map of hexagons or as squares by region.

    Every seat bears the mark of its party, and shows seat, winner and majority where a pointer rests on it.

    \b
    Examples:
      electiongraph draw hexmap --hexmap layout.hexjson -o map.png
      electiongraph draw hexmap --election 2019 -o squares.svg
      electiongraph draw hexmap --election 2019 --notional --hexmap layout.hexjson -o notional.html
    """  # noqa: D301
    from electiongraph.drawing.whole_drawings import hexmap_drawing
    from electiongraph.store import open_graph

    layout = _read_layout(hexmap) if hexmap is not None else None
    write_drawing(
        lambda: hexmap_drawing(open_graph(graph), election=election, layout=layout, is_notional=notional),
        **output,
    )


@click.command("flows")
@graph_argument
@election_option
@output_options
def flows(graph: Path | None, election: str, **output: Any) -> None:
    """Draw which party's seats went to which since the election before.

    Where the boundaries are new, the election before is the notional one; the graph must have it.

    \b
    Examples:
      electiongraph draw flows -o flows.png
      electiongraph draw flows --election 2019 -o flows-2019.svg
    """  # noqa: D301
    from electiongraph.drawing.whole_drawings import flows_drawing
    from electiongraph.store import open_graph

    write_drawing(lambda: flows_drawing(open_graph(graph), election=election), **output)


@click.command("swing")
@graph_argument
@election_option
@click.option("--party", "parties", multiple=True, help="From which party to which: give it twice.")
@click.option(
    "--by",
    type=click.Choice(("region", "seat")),
    default="region",
    show_default=True,
    help="All seats by region, or the seats of the largest swings.",
)
@output_options
def swing(graph: Path | None, election: str, parties: tuple[str, ...], by: str, **output: Any) -> None:
    """Draw the swing between two parties since the election before, as a chart.

    Needs the extra `charts`: pip install 'electiongraph[charts]'. Without --party, the two parties of most
    votes are taken.

    \b
    Examples:
      electiongraph draw swing -o swing.png
      electiongraph draw swing --party Conservative --party "Liberal Democrats" --by seat -o swing.svg
    """  # noqa: D301
    from electiongraph.drawing.whole_drawings import swing_drawing
    from electiongraph.store import open_graph

    write_drawing(
        lambda: swing_drawing(open_graph(graph), election=election, parties=parties, is_by_seat=by == "seat"),
        **output,
    )


@click.command("majorities")
@graph_argument
@election_option
@click.option("--party", default="", help="Only the seats that this party won.")
@output_options
def majorities(graph: Path | None, election: str, party: str, **output: Any) -> None:
    """Draw the smallest majorities, and how majorities are spread, as charts.

    Needs the extra `charts`: pip install 'electiongraph[charts]'.

    \b
    Examples:
      electiongraph draw majorities -o majorities.png
      electiongraph draw majorities --election 2019 --party Labour -o labour.html
    """  # noqa: D301
    from electiongraph.drawing.whole_drawings import majorities_drawing
    from electiongraph.store import open_graph

    write_drawing(lambda: majorities_drawing(open_graph(graph), election=election, party=party), **output)


@click.command("career")
@click.argument("person", required=False, default="")
@graph_argument
@click.option("--person", "named", default="", help="The same as the argument: a name, or an IRI.")
@output_options
def career(person: str, graph: Path | None, named: str, **output: Any) -> None:
    """Draw PERSON's parties, seats, offices and candidacies along the years.

    \b
    Examples:
      electiongraph draw career "Grant Shapps" -o shapps.png
      electiongraph draw career --person "Anna Soubry" -o soubry.svg
    """  # noqa: D301
    from electiongraph.drawing.whole_drawings import career_drawing
    from electiongraph.store import open_graph

    name, graph = _thing_and_graph(person, graph, named, "person")
    write_drawing(lambda: career_drawing(open_graph(graph), name), **output)


@click.command("family")
@click.argument("seat", required=False, default="")
@graph_argument
@click.option("--seat", "named", default="", help="The same as the argument: a name, or an IRI.")
@output_options
def family(seat: str, graph: Path | None, named: str, **output: Any) -> None:
    """Draw what SEAT was made of and what it became, with the shares of the people.

    As .graphml or .gexf, the same as a graph.

    \b
    Examples:
      electiongraph draw family "Birmingham Ladywood" -o ladywood.png
      electiongraph draw family --seat Hitchin -o hitchin.svg
    """  # noqa: D301
    from electiongraph.drawing.whole_drawings import family_drawing
    from electiongraph.store import open_graph

    name, graph = _thing_and_graph(seat, graph, named, "seat")
    write_drawing(lambda: family_drawing(open_graph(graph), name), **output)


commands = (hexmap, flows, swing, majorities, career, family)


def _thing_and_graph(first: str, graph: Path | None, named: str, kind: str) -> tuple[str, Path | None]:
    """Return the name and the graph; with the name as an option, the only argument is the graph."""
    if named and first:
        if graph is not None:
            raise click.UsageError(f"give the {kind} once, as argument or as --{kind}")
        return named, Path(first)
    if not named and not first:
        raise click.UsageError(f"say which {kind}")
    return named or first, graph


def _read_layout(path: Path) -> tuple[str, str]:
    try:
        return path.read_text(encoding="utf-8-sig"), str(path)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is no text"
        advice = "name a HexJSON file with --hexmap"
        raise DrawingError(f"the layout cannot be read: {reason}", where=str(path), advice=advice) from error
