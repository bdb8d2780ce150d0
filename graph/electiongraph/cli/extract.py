"""`electiongraph extract`: print the facts that articles state, each with its quote and rule."""

from __future__ import annotations

import csv
import json
import sys
from typing import TYPE_CHECKING

import click

from electiongraph.cli.extractor_options import extractor_option, panel_of, tell_reports
from electiongraph.cli.options import candidates_option, jobs_option, read_candidate_lists, tell_refused
from electiongraph.cli.source_options import ask_watcher, report, source_options

if TYPE_CHECKING:
    from electiongraph.extraction import Fact, Trace
    from electiongraph.sources import Document

__all__ = ["command"]

COLUMNS = (
    "source", "predicate", "election", "person", "seat", "party", "value", "declared",
    "quote", "start", "end", "rule",
)  # fmt: skip


@click.command("extract")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "table"]),
    help="Default: table on a terminal, else jsonl.",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Show for each sentence which rule fired on what, and why one gave nothing.",
)
@source_options
@extractor_option
@candidates_option
@jobs_option
def command(
    articles: tuple[str, ...],
    form: str | None,
    explain: bool,
    max_bytes: int,
    max_pages: int,
    extractors: tuple[str, ...],
    candidate_lists: tuple[str, ...],
    jobs: int,
    *,
    allow_private: bool,
) -> None:
    """Print the facts that articles state: text or HTML files, folders of them, URLs, or - for stdin.

    A feed (RSS or Atom) stands for the pages that it lists. Each fact has the exact words that state it,
    their offsets and the rule that read them.

    \b
    Examples:
      electiongraph extract night.txt
      electiongraph extract --format jsonl night.txt morning.html > facts.jsonl
      electiongraph extract --explain night.txt
      electiongraph extract https://news.example/live
      electiongraph extract night.txt --extractor llm:openai:gpt-4o
    """  # noqa: D301
    from electiongraph.extraction import extract_documents, trace_extraction
    from electiongraph.gazetteers import load_gazetteers
    from electiongraph.linking.candidacies import Candidacies, refuse_strangers
    from electiongraph.sources import gather

    panel = panel_of(extractors)
    if explain and panel is not None:
        raise click.UsageError("--explain tells how the rules read; leave out --extractor.")
    gazetteers = load_gazetteers()
    candidacies = Candidacies(read_candidate_lists(candidate_lists), gazetteers)
    gathered = gather(
        articles,
        max_bytes=max_bytes,
        max_pages=max_pages,
        allow_private=allow_private,
        progress=ask_watcher(),
    ).articles_only()
    report(gathered)
    if explain:
        for document in gathered.documents:
            _print_explanation(document, trace_extraction(document, gazetteers))
    else:
        read: list[tuple[Document, tuple[Fact, ...]]] = []
        for document, rules_facts in extract_documents(gathered.documents, gazetteers, jobs=jobs):
            facts = rules_facts if panel is None else panel.complete(document, rules_facts, gazetteers)
            kept, refused = refuse_strangers(facts, candidacies)
            tell_refused((document, fact) for fact in refused)
            read.append((document, kept))
        _print_facts(read, form or ("table" if sys.stdout.isatty() else "jsonl"))
    has_failed = panel is not None and tell_reports(panel.reports)
    if gathered.errors or has_failed:
        sys.exit(2)


def _print_facts(read: list[tuple[Document, tuple[Fact, ...]]], form: str) -> None:
    from electiongraph.extraction import fact_record

    records = [(document.name, fact, fact_record(fact)) for document, facts in read for fact in facts]
    if form == "jsonl":
        told = ({"source": name, **record} if len(read) > 1 else record for name, _, record in records)
        sys.stdout.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in told)
    elif form == "csv":
        writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        for name, _, record in records:
            writer.writerow({"source": name, **record})
    else:
        _print_table([(name, fact) for name, fact, _ in records])


def _print_table(facts: list[tuple[str, Fact]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("fact", "election", "person", "seat", "value", "words", highlight=False)
    for _, fact in facts:
        value = " ".join(str(part) for part in (fact.value, fact.party) if part != "")
        declared = f" after {fact.declared}" if fact.declared else ""
        words = " ".join(fact.quote.split())
        table.add_row(fact.predicate, fact.election, fact.person, fact.seat, value + declared, words)
    Console(width=None if sys.stdout.isatty() else 240).print(table)
    click.echo(f"{len(facts)} facts from {len({name for name, _ in facts})} sources", err=True)


def _print_explanation(document: Document, trace: Trace) -> None:
    click.echo(f"# {document.name}: reports on the election of {trace.election or 'an unknown day'}")
    for fact in trace.layout.facts:
        click.echo(f"{document.line_of(fact.start)}: {fact.rule}: {_one_line(fact)}")
    for sentence in trace.sentences:
        text = " ".join(document.text[sentence.start : sentence.end].split())
        click.echo(f"\n{document.line_of(sentence.start)}: {text}")
        if not sentence.descriptions and not sentence.drafts:
            is_seen = "‹" in sentence.masked
            reason = sentence.masked if is_seen else "names nobody, no seat, no party and no figure"
            click.echo(f"    no rule: {reason}")
            continue
        click.echo(f"    read as: {sentence.masked}")
        for match in sentence.descriptions:
            quote = " ".join(document.text[match.start : match.end].split())
            click.echo(f"    {match.rule.name}: “{quote}”")
        for draft in sentence.drafts:
            result = f"nothing: {draft.reason}" if draft.fact is None else _one_line(draft.fact)
            click.echo(f"    {draft.match.rule.name}: {result}")


def _one_line(fact: Fact) -> str:
    from electiongraph.extraction.facts import ARGUMENTS

    values = [(name, getattr(fact, name)) for name in ARGUMENTS[fact.predicate]]
    arguments = ", ".join(f"{name}={value}" for name, value in values if value not in ("", None))
    return f"{fact.predicate} {arguments}"
