"""What a user is told of official files: how many rows were read, loaded and refused, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from electiongraph.cli.output import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from electiongraph.building import BuiltGraph
    from electiongraph.sources import Gathered
    from electiongraph.sources.official import OfficialTable

__all__ = ["nothing_read", "tell_rows", "tell_tables"]

# So many faults of one file are told one by one.
MOST_TOLD = 20


def tell_tables(built: BuiltGraph, *, is_silent: bool = False) -> str:
    """Print what became of the rows of official files on standard error.

    Args:
        built: The graph.
        is_silent: Tell the faults only.

    Returns:
        How many rows were read, loaded and refused in all, to be told last; "" when none was refused.
    """
    tell_rows(built.tables, is_silent=is_silent)
    for fault in built.faults:
        click.echo(f"electiongraph: {fault}", err=True)
    refused = sum(table.refused for table in built.tables)
    if not refused:
        return ""
    read = counted(sum(table.rows_read for table in built.tables), "row")
    loaded = sum(len(table.records) for table in built.tables)
    passed_over = sum(table.passed_over for table in built.tables)
    counts = f"{read} read, {loaded:,} loaded, {passed_over:,} passed over, {refused:,} refused"
    return f"electiongraph: {counts}: see above"


def tell_rows(tables: Iterable[OfficialTable], *, is_silent: bool = False) -> None:
    """Print on standard error what is wrong with the rows of official files, and how many were loaded.

    Args:
        tables: The files.
        is_silent: Tell the faults only.
    """
    for table in sorted(tables, key=lambda one: one.name):
        for fault in table.faults[:MOST_TOLD]:
            click.echo(f"electiongraph: {fault}", err=True)
        if len(table.faults) > MOST_TOLD:
            more = len(table.faults) - MOST_TOLD
            click.echo(f"electiongraph: {table.name}: {more:,} more faults", err=True)
        if not is_silent:
            for notice in table.notices:
                click.echo(f"electiongraph: {notice}", err=True)
            kind = table.format or "a table in which nothing is for the graph"
            rows = counted(table.rows_read, "row")
            counts = f"{rows} read, {len(table.records):,} loaded, {table.refused:,} refused"
            over = f", {table.passed_over:,} passed over" if table.passed_over else ""
            click.echo(f"electiongraph: {table.name}: {kind}: {counts}{over}", err=True)


def nothing_read(gathered: Gathered) -> str:
    """Return in words that no input gave anything."""
    return "no row of a table could be used" if gathered.tables else "none of the inputs could be read"
