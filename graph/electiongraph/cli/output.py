"""Print answers: plain and whole when piped, fitted to the screen on a terminal."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from rich.console import Console
    from rich.table import Table

    from electiongraph.answering.tables import Answer, Cell, Scalar

__all__ = ["ANSWER_FORMATS", "citations", "console", "counted", "is_plain", "print_answer", "write_bytes"]

ANSWER_FORMATS = ("table", "csv", "json", "md")
CITATION = ("sentence", "source", "line")


def is_plain() -> bool:
    """Tell whether somebody wants no colours and no bold, by https://no-color.org."""
    return bool(os.environ.get("NO_COLOR"))


def console(*, stderr: bool = False) -> Console:
    """Return a console of rich that writes plain letters where `is_plain`.

    Args:
        stderr: Write to standard error.
    """
    from rich.console import Console

    # rich's own NO_COLOR leaves bold and italics.
    return Console(stderr=stderr, color_system=None if is_plain() else "auto")


def write_bytes(data: bytes) -> None:
    """Write to standard output as it is.

    Raises:
        OSError: When it cannot be written.
    """
    sys.stdout.buffer.write(data)


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
    """Print a table that fits the screen, and the sentences below it, numbered like the rows they prove."""
    from rich.padding import Padding
    from rich.text import Text

    screen = console()
    has_citations = set(CITATION) <= set(answer.columns)
    screen.print(_table(answer, without=CITATION if has_citations else ()))
    if has_citations:
        for number, record in enumerate(answer.records(), 1):
            for sentence, source, line in citations(record):
                cited = Text(f"{number}. “{sentence}” — {source}, line {line}")
                screen.print(Padding(cited, (0, 0, 0, 2)))


def citations(record: Mapping[str, Cell]) -> list[tuple[str, str, str]]:
    """Return the sentences of a row, each with its source and line."""
    from electiongraph.answering.tables import cell_text, one_line, quoted

    parts = [_parts(record[name]) for name in CITATION]
    return [
        (quoted(cell_text(sentence)), one_line(source), one_line(line))
        for sentence, source, line in zip(*parts, strict=True)
        if sentence is not None
    ]


def _parts(cell: Cell) -> tuple[Scalar, ...]:
    """Return the values that a cell gathers."""
    return cell if isinstance(cell, tuple) else (cell,)


def _table(answer: Answer, without: Collection[str]) -> Table:
    """Return a table whose long cells wrap; nothing in a cell is taken for markup."""
    from decimal import Decimal

    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from electiongraph.answering.tables import one_line

    places = [place for place, name in enumerate(answer.columns) if name not in without]
    table = Table(box=SIMPLE_HEAD)
    if without:
        table.add_column("#", justify="right")
    for place in places:
        cells = [row[place] for row in answer.rows if row[place] is not None]
        is_number = bool(cells) and all(
            isinstance(cell, int | Decimal) and not isinstance(cell, bool) for cell in cells
        )
        table.add_column(
            Text(answer.columns[place]), justify="right" if is_number else "left", overflow="fold"
        )
    for number, row in enumerate(answer.rows, 1):
        texts = [Text("\n".join(one_line(part) for part in _parts(row[place]))) for place in places]
        table.add_row(*([Text(str(number))] if without else []), *texts)
    return table


def counted(number: int, noun: str) -> str:
    """Return a number of things in words: "1 source", "2,340 facts"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
