"""The options of every command that reads articles: how large, how many, from where."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import click

if TYPE_CHECKING:
    from electiongraph.sources import Gathered

__all__ = ["ask_watcher", "report", "source_options"]

P = ParamSpec("P")
R = TypeVar("R")


def source_options(command: Callable[P, R]) -> Callable[P, R]:
    """Add --max-bytes, --max-pages and --allow-private to a command."""
    options = (
        click.option(
            "--max-bytes",
            type=click.IntRange(min=1),
            default=5_000_000,
            show_default=True,
            help="The largest article that is read, in bytes.",
        ),
        click.option(
            "--max-pages",
            type=click.IntRange(min=1),
            default=20,
            show_default=True,
            help="How many pages of a feed are read, from the newest.",
        ),
        click.option(
            "--allow-private",
            is_flag=True,
            help="Fetch also from addresses that are not public, such as this machine's.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def ask_watcher(*, is_silent: bool = False) -> Callable[[str], None] | None:
    """Return what tells somebody who watches which address is being fetched; None when nobody does."""
    if is_silent or not sys.stderr.isatty():
        return None
    return lambda address: click.echo(f"electiongraph: fetching {address}", err=True)


def report(gathered: Gathered, *, is_silent: bool = False) -> None:
    """Print on standard error what could not be read, and what else the user should know."""
    lines: Iterable[object] = gathered.errors if is_silent else (*gathered.notices, *gathered.errors)
    for line in lines:
        click.echo(f"electiongraph: {line}", err=True)
