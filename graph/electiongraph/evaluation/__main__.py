"""The command `python -m electiongraph.evaluation`: score, rules, check."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from electiongraph.errors import ElectionGraphError
from electiongraph.evaluation.corpora import Case, gold_faults, read_cases
from electiongraph.evaluation.measures import Score, Scored, layout_of, score_cases, tally
from electiongraph.evaluation.scoring import Record
from electiongraph.extraction.facts import ARGUMENTS

GOOD_PRECISION = 0.9
corpora_argument = click.argument("corpora", nargs=-1, required=True, type=click.Path(path_type=Path))


@click.group()
def commands() -> None:
    """Measure extraction on folders with articles/ and gold/."""


@commands.command()
@corpora_argument
@click.option("--by", type=click.Choice(["layout", "predicate", "article"]), multiple=True)
@click.option(
    "--errors", is_flag=True, help="List what was missed and what is spurious; not for locked articles."
)
def score(corpora: tuple[Path, ...], by: tuple[str, ...], errors: bool) -> None:
    """Print precision and recall, list facts and prose apart."""
    scored = _scored(corpora)
    for grouping in ("layout", *(one for one in by if one != "layout")):
        _print_table(grouping, tally(scored, grouping))
    if errors:
        for one in scored:
            _print_errors(one)


@commands.command()
@corpora_argument
@click.option(
    "--all", "everything", is_flag=True, help="Every rule that found a fact, not only the weak ones."
)
def rules(corpora: tuple[Path, ...], everything: bool) -> None:
    """Print each rule's precision over all the gold, weakest first; exit 1 when one is below 0.9."""
    by_rule = tally(_scored(corpora), "rule")
    weak = {name: one for name, one in by_rule.items() if one.precision < GOOD_PRECISION}
    shown = by_rule if everything else weak
    for name, one in sorted(shown.items(), key=lambda item: (item[1].precision, item[0])):
        click.echo(f"{one.precision:6.3f}  {one.matched:5} right  {one.spurious:4} wrong  {name}")
    click.echo(f"{len(by_rule)} rules found something, {len(weak)} below {GOOD_PRECISION}", err=True)
    sys.exit(1 if weak else 0)


@commands.command()
@corpora_argument
def check(corpora: tuple[Path, ...]) -> None:
    """Print what is wrong with the annotations themselves; exit 1 when something is."""
    faults = 0
    for case in _cases(corpora):
        for fault in gold_faults(case):
            click.echo(f"{case.name}: {fault}")
            faults += 1
    sys.exit(1 if faults else 0)


def _cases(corpora: Iterable[Path]) -> list[Case]:
    return [case for corpus in corpora for case in read_cases(corpus)]


def _scored(corpora: Iterable[Path]) -> tuple[Scored, ...]:
    return score_cases(_cases(corpora))


def _print_table(title: str, scores: Mapping[str, Score]) -> None:
    width = max(map(len, [title, *scores]))
    click.echo(f"{title:{width}}  precision  recall  right  missed  wrong")
    for name, one in scores.items():
        counts = f"{one.matched:5}  {one.missed:6}  {one.spurious:5}"
        click.echo(f"{name:{width}}  {one.precision:9.3f}  {one.recall:6.3f}  {counts}")


def _print_errors(scored: Scored) -> None:
    click.echo(f"\n{scored.case.name}")
    for sign, facts in (("-", scored.comparison.missed), ("+", scored.comparison.spurious)):
        for fact in facts:
            layout = layout_of(fact, scored.case.gold)
            click.echo(f"{sign} {layout:5} {_shown(fact)} | {' '.join(str(fact['quote']).split())[:160]}")


def _shown(fact: Record) -> str:
    names = ARGUMENTS[str(fact["predicate"])]
    rule = f" [{fact['rule']}]" if "rule" in fact else ""
    return f"{fact['predicate']} {', '.join(str(fact.get(name)) for name in names)}{rule}"


if __name__ == "__main__":
    try:
        commands()
    except ElectionGraphError as error:
        click.echo(f"electiongraph: {error}", err=True)
        sys.exit(2)
