"""Options that several commands have."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from electiongraph.extraction import Fact
    from electiongraph.sources import Document
    from electiongraph.sources.candidate_lists import Candidate

__all__ = ["candidates_option", "jobs_option", "read_candidate_lists", "tell_refused"]

DATED = re.compile(r"(\d{4}-\d\d-\d\d)=(.+)", re.DOTALL)


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


jobs_option = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    default=_cores,
    show_default="one a core",
    metavar="N",
    help="How many processes read; a short text takes only one.",
)

candidates_option = click.option(
    "--candidates",
    "candidate_lists",
    multiple=True,
    metavar="[DATE=]CSV",
    help="Who stood where; facts on anybody else in those contests are refused. Repeatable.",
)


def read_candidate_lists(lists: Iterable[str]) -> list[Candidate]:
    """Read the files of `--candidates`; a row that cannot be used is one line on standard error.

    Args:
        lists: Paths, each with "2019-12-12=" before it where the file does not tell the polling date.

    Raises:
        SourceError: A file cannot be read.
    """
    from electiongraph.sources.candidate_lists import read_candidates

    candidates: list[Candidate] = []
    for one in lists:
        dated = DATED.fullmatch(one)
        day, path = dated.groups() if dated else ("", one)
        read, errors = read_candidates(Path(path), election=day)
        candidates += read
        for error in errors:
            click.echo(f"electiongraph: {error}", err=True)
    return candidates


def tell_refused(refused: Iterable[tuple[Document, Fact]]) -> None:
    """Say on standard error which people were refused, and why; once a person and contest."""
    told: dict[tuple[str, str, str, str], tuple[int, int]] = {}
    for document, fact in refused:
        key = (document.name, fact.person, fact.seat, fact.election)
        line, count = told.get(key, (document.line_of(fact.start), 0))
        told[key] = (line, count + 1)
    for (name, person, seat, election), (line, count) in told.items():
        facts = "1 fact" if count == 1 else f"{count} facts"
        reason = f"{person} did not stand in {seat} on {election}"
        click.echo(f"electiongraph: {name}, line {line}: {reason}; {facts} refused", err=True)
