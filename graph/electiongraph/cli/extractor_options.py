"""The option that chooses extractors, for `extract` and `build`, and what is told of their facts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from electiongraph.extraction import Panel, Report

__all__ = ["extractor_option", "panel_of", "tell_reports"]

extractor_option = click.option(
    "--extractor",
    "extractors",
    multiple=True,
    metavar="NAME[:OPTION]",
    help="What reads the articles, such as rules or llm:openai:gpt-4o. Repeatable.  [default: rules]",
)


def panel_of(extractors: Sequence[str]) -> Panel | None:
    """Return the extractors that were chosen, None for the rules alone.

    Raises:
        ExtractorError: One is not installed or not set up.
    """
    if not extractors or set(extractors) == {"rules"}:
        return None
    from electiongraph.extraction import open_panel

    return open_panel(extractors)


def tell_reports(reports: Sequence[Report], *, is_silent: bool = False) -> bool:
    """Say on standard error what became of each extractor's facts.

    Args:
        reports: One an extractor.
        is_silent: When True, only what went wrong is said.

    Returns:
        True when something went wrong.
    """
    for report in reports:
        for failure in report.failures:
            click.echo(f"electiongraph: {failure}", err=True)
        if not is_silent and (report.kept or report.dropped or not report.failures):
            click.echo(f"electiongraph: {report}", err=True)
    return any(report.failures for report in reports)
