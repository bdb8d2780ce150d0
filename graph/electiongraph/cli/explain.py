"""`electiongraph explain`: show what is believed, who says so in which words, and what was overruled."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["command"]


@click.command("explain")
@click.argument("text")
@click.argument("graph", required=False, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="For people or for programs.",
)
def command(text: str, graph: Path | None, form: str) -> None:
    """Explain TEXT: a person, seat, party or role, or a fact such as "majority Luton North".

    Shows what is believed, the exact words of each source with its date and line, and what was
    overruled and why. "inferred" follows from the words shown; "derived" follows from other figures.
    GRAPH is a folder or a .nq or .trig file that `electiongraph build` wrote; without it,
    electiongraph-data.

    \b
    Examples:
      electiongraph explain "Luton North"
      electiongraph explain "Andrew Selous" night.trig
      electiongraph explain "majority Mid Bedfordshire"
      electiongraph explain "turnout Luton North" --format json
    """  # noqa: D301
    from electiongraph.answering import explain
    from electiongraph.store import look_up_graph

    explanation = explain(look_up_graph(graph), text)
    click.echo(explanation.to_json() if form == "json" else explanation.to_text(), nl=False)
