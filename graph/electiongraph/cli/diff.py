"""`electiongraph diff`: show which facts are new, changed or withdrawn."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from electiongraph.cli.source_options import ask_watcher, report, source_options

if TYPE_CHECKING:
    from electiongraph.comparing import Change, Comparison, Statement

__all__ = ["command"]

# Those of `extraction.facts`, repeated so that help loads nothing.
PREDICATES = (
    "standsIn", "standsFor", "votes", "voteShare", "elected", "outcome", "gainedFrom", "majority",
    "majorityShare", "turnout", "incumbentIn", "defeatedIn", "stoodDown", "memberSince", "formerlyNamed",
    "newSeat", "appointedTo", "heldRole", "seatsWon", "seatsChange", "nationalShare",
)  # fmt: skip
COLUMNS = (
    "change", "predicate", "election", "person", "seat", "party", "old_value", "new_value",
    "old_quote", "old_source", "old_line", "new_quote", "new_source", "new_line",
)  # fmt: skip
SEPARATOR = " | "


@click.command("diff")
@click.argument("old")
@click.argument("new")
@click.option("--seat", help="Only what concerns this seat.")
@click.option(
    "--predicate",
    "predicates",
    multiple=True,
    type=click.Choice(PREDICATES, case_sensitive=False),
    metavar="PREDICATE",
    help=f"Only this kind of fact; may be repeated. One of: {', '.join(PREDICATES)}.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "jsonl"]),
    default="table",
    show_default=True,
    help="For people, spreadsheets or programs.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 when there are differences, with 0 when none.")
@source_options
@click.option("--quiet", "-q", is_flag=True, help="No summary on standard error.")
def command(
    old: str,
    new: str,
    seat: str | None,
    predicates: Sequence[str],
    form: str,
    max_bytes: int,
    max_pages: int,
    *,
    exit_code: bool,
    allow_private: bool,
    quiet: bool,
) -> None:
    """Show which facts are new in NEW, changed since OLD, or withdrawn, each with its words and line.

    OLD and NEW are each an article (a file, a URL, or - for standard input), what `electiongraph extract`
    wrote (.jsonl), or a built graph. A fact has changed when the same subject has another value: a
    candidate's votes, a seat's majority, a party's tally. A name that only got longer is no change.

    \b
    Examples:
      electiongraph diff morning.html evening.html
      electiongraph diff monday/ tuesday/ --seat Poole --predicate votes
      electiongraph diff facts.jsonl https://news.example/live --format csv
      electiongraph diff election.trig night.txt --exit-code --quiet
    """  # noqa: D301
    from electiongraph.comparing import Comparison, compare_facts
    from electiongraph.sides import facts_of_place

    sides = []
    for place in (old, new):
        facts, gathered = facts_of_place(
            place,
            max_bytes=max_bytes,
            max_pages=max_pages,
            allow_private=allow_private,
            progress=ask_watcher(is_silent=quiet),
        )
        report(gathered, is_silent=quiet)
        sides.append((facts, gathered))
    if any(gathered.errors and not gathered.documents for _, gathered in sides):
        click.echo("electiongraph: without both sides there is nothing to compare", err=True)
        sys.exit(2)
    (old_facts, _), (new_facts, _) = sides
    found = compare_facts(old_facts, new_facts)
    shown = _chosen(found.changes, seat, predicates)
    _print(shown, form)
    if not quiet:
        click.echo(_summary(Comparison(shown, found.unchanged), is_part=bool(seat or predicates)), err=True)
    if any(gathered.errors for _, gathered in sides):
        sys.exit(2)
    if exit_code and shown:
        sys.exit(1)


def _chosen(changes: Sequence[Change], seat: str | None, predicates: Sequence[str]) -> tuple[Change, ...]:
    from electiongraph.cli.seat_filter import of_seat

    chosen = of_seat(changes, seat, _seats) if seat else tuple(changes)
    return tuple(one for one in chosen if not predicates or one.fact.predicate in predicates)


def _seats(change: Change) -> list[str]:
    """Return the seats that a change concerns: its own, and for a name given up the former."""
    facts = [side.fact for side in (change.old, change.new) if side]
    former = [str(fact.value) for fact in facts if fact.predicate == "formerlyNamed"]
    return [fact.seat for fact in facts] + former


def _print(changes: Sequence[Change], form: str) -> None:
    if form == "jsonl":
        for change in changes:
            click.echo(json.dumps(_record(change), ensure_ascii=False))
    elif form == "csv":
        click.echo(_csv(changes), nl=False)
    elif changes:
        click.echo("\n\n".join(_block(change) for change in changes))


def _block(change: Change) -> str:
    """Return a change as lines: what it is, then the words of the old side and of the new."""
    from electiongraph.mapping.claims import fact_text

    if change.old and change.new:
        title = f"{fact_text(change.old.fact)} -> {fact_text(change.new.fact).partition(': ')[2]}"
        if _is_value_all(change.old, change.new):
            title = f"{fact_text(change.old.fact)} -> {_value(change.new)}"
    else:
        title = fact_text(change.fact)
    lines = [f"{change.kind.upper():<9}  {title}"]
    for mark, side in (("-", change.old), ("+", change.new)):
        for place in side.places if side else ():
            where = f"{place.source}, line {place.line}" if place.line else place.source
            lines.append(f"  {mark} “{' '.join(place.quote.split())}” ({where})")
    return "\n".join(lines)


def _is_value_all(old: Statement, new: Statement) -> bool:
    """Tell whether two statements differ in their value alone, so that the rest need not be told twice."""
    one, other = old.fact, new.fact
    return (one.person, one.election, one.party, one.declared) == (
        other.person,
        other.election,
        other.party,
        other.declared,
    )


def _value(side: Statement | None) -> str:
    """Return the value that a statement gives its subject, in words; "" for none."""
    if side is None:
        return ""
    fact = side.fact
    value = fact.person if fact.predicate == "elected" else str(fact.value)
    if fact.predicate == "outcome" and fact.party:
        value = f"{value} ({fact.party})"
    return value if fact.declared is None else f"{value} after {fact.declared} declared"


def _csv(changes: Sequence[Change]) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    for change in changes:
        fact = change.fact
        row = [change.kind, fact.predicate, fact.election, fact.person, fact.seat, fact.party]
        row += [_value(change.old), _value(change.new)]
        for side in (change.old, change.new):
            places = side.places if side else ()
            row += [
                SEPARATOR.join(" ".join(place.quote.split()) for place in places),
                SEPARATOR.join(place.source for place in places),
                SEPARATOR.join(str(place.line or "") for place in places),
            ]
        writer.writerow(row)
    return written.getvalue()


def _record(change: Change) -> dict[str, object]:
    return {"change": change.kind, "old": _side_record(change.old), "new": _side_record(change.new)}


def _side_record(side: Statement | None) -> dict[str, object] | None:
    from electiongraph.extraction import fact_record

    if side is None:
        return None
    words = ("quote", "start", "end", "rule", "layout")
    told = {name: value for name, value in fact_record(side.fact).items() if name not in words}
    places = [
        {"quote": place.quote, "source": place.source, "line": place.line or None} for place in side.places
    ]
    return {**told, "places": places}


def _summary(found: Comparison, *, is_part: bool) -> str:
    return f"electiongraph: {found.summary}" + ("" if is_part else f", {found.unchanged:,} unchanged")
