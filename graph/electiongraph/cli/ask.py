"""`electiongraph ask`: answer one of the named questions, or list them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from electiongraph.cli.output import ANSWER_FORMATS, print_answer

if TYPE_CHECKING:
    from pyoxigraph import Store

    from electiongraph.answering import Answer

__all__ = ["command"]


@click.command("ask")
@click.argument("name", required=False)
@click.argument("graph", required=False, type=click.Path(path_type=Path))
@click.option("--seat", help="Only this seat: its name, a usual short form, or its ONS code.")
@click.option("--party", help='Only this party: "Labour", "Lib Dems", "PP52".')
@click.option("--person", help="Only this person: the full name, or the surname.")
@click.option("--role", help='Only this role: "Foreign Secretary".')
@click.option("--election", help='"2024", "2019 notional", a polling date, "latest" or "all".')
@click.option("--from-party", help="The second party, for questions about two: swing from it.")
@click.option("--region", help='Only this region or country: "South East", "Wales".')
@click.option("--date", help="The day, for questions about one: 2024-07-06.")
@click.option("--percent", help="The percentage, for questions that compare with one.")
@click.option("--limit", help='At most so many rows, or "all".')
@click.option(
    "--format",
    "form",
    type=click.Choice(ANSWER_FORMATS),
    default="table",
    show_default=True,
    help="For people, spreadsheets, programs or Markdown pages.",
)
@click.option("--quiet", "-q", is_flag=True, help="No definition and no count on standard error.")
def command(name: str | None, graph: Path | None, form: str, *, quiet: bool, **options: str | None) -> None:
    """Answer the question NAME over GRAPH; without NAME, list the questions.

    A question in plain words, in quotation marks, is taken for the named one that it is closest to, with the
    years, seats, parties and people that it names; which one is said on standard error. What has no place in
    that question is told, and the question refused; so is, with exit status 1, a name that is not in GRAPH.

    GRAPH is a folder or a .nq or .trig file that `electiongraph build` wrote; without it,
    electiongraph-data. The definition that the answer goes by is printed on standard error.

    \b
    Examples:
      electiongraph ask
      electiongraph ask incumbents-lost
      electiongraph ask "Which Labour incumbents lost in 2024?"
      electiongraph ask smallest-majorities night.trig --party Labour --limit 5
      electiongraph ask results --seat "Luton North" --format csv > luton-north.csv
    """  # noqa: D301
    if name is None:
        _list_questions(form)
        return
    from electiongraph.answering import question_named
    from electiongraph.answering.absence import why_no_rows
    from electiongraph.store import look_up_graph

    given = {option: value for option, value in options.items() if value is not None}
    is_plain = " " in name.strip()
    if is_plain:
        from electiongraph.answering import understand

        understood = understand(name)
        given = understood.parameters | given
        name = understood.question.name
        click.echo(f"electiongraph: taken for: electiongraph ask {understood.command}", err=True)
    question_named(name)
    store = look_up_graph(graph)
    answer = _answer(store, name, given, is_plain=is_plain)
    print_answer(answer, form)
    if not quiet:
        if why := why_no_rows(store, answer):
            click.echo(f"electiongraph: {why}", err=True)
        rows = "1 row" if len(answer.rows) == 1 else f"{len(answer.rows):,} rows"
        more = f" of {answer.total:,} (--limit all shows them)" if answer.total > len(answer.rows) else ""
        click.echo(f"electiongraph: {rows}{more}. {answer.definition}", err=True)


def _answer(store: Store, name: str, given: dict[str, str], *, is_plain: bool) -> Answer:
    """Answer a question; where one in plain words names what the graph does not hold, say so and end."""
    from electiongraph.answering import ask
    from electiongraph.answering.names import region_names
    from electiongraph.errors import UnknownNameError

    try:
        return ask(store, name, **given)
    except UnknownNameError as error:
        if not is_plain:
            raise
        # The question was understood; it is the graph that has no answer.
        click.echo(f"electiongraph: {error}", err=True)
        if error.where == given.get("seat"):
            regions = ", ".join(region_names(store)) or "none"
            click.echo(f"electiongraph: towns and counties are not known; regions are: {regions}", err=True)
        sys.exit(1)


def _list_questions(form: str) -> None:
    from electiongraph.answering import Answer, read_catalogue

    def parameters(question_parameters: tuple[tuple[str, str, bool], ...]) -> str:
        words = []
        for name, default, is_required in question_parameters:
            word = f"--{name.replace('_', '-')}"
            words.append(f"{word} (needed)" if is_required else f"{word} {default}".strip())
        return ", ".join(words)

    rows = tuple(
        (
            question.name,
            question.summary,
            parameters(tuple((one.name, one.default, one.is_required) for one in question.parameters)),
        )
        for question in read_catalogue()
    )
    print_answer(Answer(("name", "summary", "options"), rows), form)
