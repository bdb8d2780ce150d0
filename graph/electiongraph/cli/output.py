"""Print answers: plain and whole when piped, fitted to the screen on a terminal."""

# ruff: noqa: PLC0415 - imports wait until the command runs, so that --help starts fast

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from electiongraph.answering.tables import Answer, Cell

__all__ = ["ANSWER_FORMATS", "print_answer"]

ANSWER_FORMATS = ("table", "csv", "json", "md")


def print_answer(answer: Answer, form: str) -> None:
    """Write an answer to standard output in one of `ANSWER_FORMATS`."""
    if form == "csv":
        click.echo(answer.to_csv(), nl=False)
    elif form == "json":
        click.echo(answer.to_json(), nl=False)
    elif form == "md":
        click.echo(answer.to_markdown(), nl=False)
    elif sys.stdout.isatty():
        _print_on_terminal(answer)
    else:
        click.echo(answer.to_table(), nl=False)


def _print_on_terminal(answer: Answer) -> None:
    """Print a table whose long cells wrap; nothing in a cell is taken for markup."""
    from decimal import Decimal

    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from electiongraph.answering.tables import one_line

    def text(cell: Cell) -> Text:
        parts = cell if isinstance(cell, tuple) else (cell,)
        return Text("\n".join(one_line(part) for part in parts))

    table = Table(box=SIMPLE_HEAD, show_lines=any(isinstance(c, tuple) for row in answer.rows for c in row))
    for place, name in enumerate(answer.columns):
        cells = [row[place] for row in answer.rows if row[place] is not None]
        is_number = bool(cells) and all(
            isinstance(cell, int | Decimal) and not isinstance(cell, bool) for cell in cells
        )
        justify = "right" if is_number else "left"
        table.add_column(Text(name), justify=justify, overflow="fold")  # type: ignore[arg-type]
    for row in answer.rows:
        table.add_row(*(text(cell) for cell in row))
    Console().print(table)
