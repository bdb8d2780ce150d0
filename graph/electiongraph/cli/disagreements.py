"""`electiongraph disagreements`: list what the sources disagree on."""

from __future__ import annotations

import csv
import io
import json
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from electiongraph.cli.seat_filter import of_seat

if TYPE_CHECKING:
    from electiongraph.mapping.recorded import RecordedClaim, RecordedDisagreement

__all__ = ["command", "disagreement_text"]

NAME_FORM, COVERAGE = "NameForm", "CoverageConflict"
KINDS = (
    "ArithmeticConflict", "BaselineConflict", "CoverageConflict", "FollowingError", "LineageConflict",
    "MistakenFigure", "NameForm", "NameSpelling", "NotionalAgainstActual", "OneDigitDifference",
    "PartyConflict", "RoleConflict", "RoundingConflict", "RumourConflict", "TransposedDigits",
    "TurnoutBasisConflict", "ValueConflict",
)  # fmt: skip
COLUMNS = ("number", "kind", "about", "property", "value", "preferred", "source", "line", "quote", "reason")
NARROWEST, WIDEST = 60, 110


class _Kind(click.Choice[str]):
    """A kind of disagreement, by its name or by a beginning that only one has: "coverage"."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        begun = [kind for kind in KINDS if kind.casefold().startswith(value.casefold())]
        if len(begun) != 1:
            self.fail(f"{value!r} is no kind, nor the beginning of one alone: {', '.join(KINDS)}", param, ctx)
        return begun[0]


@click.command("disagreements")
@click.argument("graph", required=False, type=click.Path(path_type=Path))
@click.option("--seat", help="Only what concerns this seat.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=_Kind(KINDS, case_sensitive=False),
    metavar="KIND",
    help=f"Only this kind, or its beginning; may be repeated. One of: {', '.join(KINDS)}.",
)
@click.option(
    "--source", help="Only what this source says something about: a part of its file's name or title."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "turtle"]),
    default="table",
    show_default=True,
    help="For people, one row a claim, one object a disagreement, or RDF with the claims.",
)
@click.option("--quiet", "-q", is_flag=True, help="No summary on standard error.")
def command(
    graph: Path | None, seat: str | None, kinds: Sequence[str], source: str | None, form: str, *, quiet: bool
) -> None:
    """List what the sources disagree on: both values, the words, the sources, what is preferred and why.

    GRAPH is a folder or a .nq or .trig file that `electiongraph build` wrote; without it,
    electiongraph-data. Fuller and shorter forms of one name contradict nothing and are shown only
    with --kind NameForm.

    \b
    Examples:
      electiongraph disagreements
      electiongraph disagreements --seat "Mid Bedfordshire"
      electiongraph disagreements night.trig --kind NameSpelling --kind PartyConflict
      electiongraph disagreements --source constituencies.csv --kind TurnoutBasisConflict
      electiongraph disagreements --format csv > check.csv
    """  # noqa: D301
    from electiongraph.mapping.recorded import read_disagreements
    from electiongraph.store import look_up_graph

    store = look_up_graph(graph)
    found = read_disagreements(store)
    if source:
        found = tuple(one for one in found if any(_is_of(claim, source) for claim in one.claims))
    if seat:
        found = of_seat(found, seat, lambda one: one.seats)
    shown = tuple(one for one in found if (one.kind in kinds if kinds else one.kind != NAME_FORM))
    if form == "json":
        click.echo(json.dumps([_record(one) for one in shown], ensure_ascii=False, indent=2))
    elif form == "csv":
        click.echo(_csv(shown), nl=False)
    elif form == "turtle":
        from electiongraph.cli.output import write_bytes
        from electiongraph.exporting.disagreements import write_disagreements

        write_bytes(write_disagreements(store, (one.iri for one in shown)))
    elif shown:
        click.echo(
            "\n\n".join(disagreement_text(number, one, _width()) for number, one in enumerate(shown, 1))
        )
    if not quiet:
        click.echo(_summary(shown, len(found) - len(shown), is_filtered=bool(kinds or source)), err=True)


def _is_of(claim: RecordedClaim, source: str) -> bool:
    wanted = source.casefold()
    return wanted in claim.source.casefold() or wanted in claim.title.casefold()


def _width() -> int:
    """Return how wide a block may be: the terminal's width, or unlimited when piped."""
    if not sys.stdout.isatty():
        return 0
    import shutil

    return min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST)


def disagreement_text(number: int, one: RecordedDisagreement, width: int = 0) -> str:
    """Return a disagreement as lines: what it is about, who says what in which words, what is preferred.

    Args:
        number: Its number in the list.
        one: The disagreement.
        width: How wide a line may be; 0 for any width.
    """
    from electiongraph.answering.tables import quoted

    lines = [f"{number}. {one.label}  [{one.kind}]"]
    for claim in one.claims:
        mark = "*" if claim.is_preferred else "-"
        quote = quoted(claim.quote)
        place = f"“{quote}” ({claim.source}, line {claim.line})" if quote else f"the rows of {claim.source}"
        lines.append(f"   {mark} {claim.value}: {place}")
    is_decided = any(claim.is_preferred for claim in one.claims)
    verdict = "Preferred (*)" if is_decided else "Found" if one.kind == COVERAGE else "Undecided"
    lines.append(f"   {verdict}: {one.reason}")
    if not width:
        return "\n".join(lines)
    return "\n".join(textwrap.fill(line, width, subsequent_indent="     ") for line in lines)


def _csv(found: Sequence[RecordedDisagreement]) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    for number, one in enumerate(found, 1):
        for claim in one.claims:
            is_preferred = "yes" if claim.is_preferred else "no"
            quote = " ".join(claim.quote.split())
            row = (number, one.kind, one.about, one.property, claim.value, is_preferred)
            writer.writerow((*row, claim.source, claim.line, quote, one.reason))
    return written.getvalue()


def _record(one: RecordedDisagreement) -> dict[str, object]:
    return {
        "disagreement": one.iri,
        "kind": one.kind,
        "label": one.label,
        "about": one.about,
        "property": one.property,
        "seats": list(one.seats),
        "reason": one.reason,
        "claims": [
            {
                "claim": claim.iri,
                "value": claim.value,
                "preferred": claim.is_preferred,
                "source": claim.source,
                "title": claim.title,
                "line": claim.line,
                "quote": claim.quote,
            }
            for claim in one.claims
        ],
    }


def _summary(shown: Sequence[RecordedDisagreement], hidden: int, *, is_filtered: bool) -> str:
    number = len(shown)
    words = "1 disagreement" if number == 1 else f"{number:,} disagreements"
    more = f"; {hidden:,} more are forms of names (--kind {NAME_FORM})" if hidden and not is_filtered else ""
    return f"electiongraph: {words}{more}"
