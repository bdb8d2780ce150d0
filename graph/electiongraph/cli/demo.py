"""`electiongraph demo`: the whole path on the example articles, from text to pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from electiongraph.cli.output import counted
from electiongraph.errors import GraphError

if TYPE_CHECKING:
    from pyoxigraph import Store

    from electiongraph.building import BuiltGraph
    from electiongraph.extraction import Fact
    from electiongraph.sources import Document

__all__ = ["command"]

DEFAULT_FOLDER = Path("electiongraph-demo")
GRAPH_NAME = "graph"
QUESTION = "incumbents-lost"
CLOSEST_SEAT = "Poole"

Reading = tuple["Document", Sequence["Fact"]]


@click.command("demo")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=DEFAULT_FOLDER,
    show_default=True,
    metavar="DIR",
    help="The folder to write to.",
)
@click.option(
    "--force", is_flag=True, help="Use DIR though something else is in it; replace files that were changed."
)
def command(output: Path, *, force: bool) -> None:
    """Run the whole path on the example articles that come with the package.

    Five articles, in our own words with real figures, some of them wrong on purpose, become facts, a graph,
    findings, an answer with its sentences, a list of disagreements, Turtle, CSV and pictures. Nothing is
    fetched from anywhere.

    \b
    Examples:
      electiongraph demo
      electiongraph demo -o /tmp/demo
      electiongraph demo --force
    """  # noqa: D301
    from electiongraph.building import build_from_facts
    from electiongraph.resources import folder
    from electiongraph.store import check_target, write_lines

    articles = {
        path.name: path.read_bytes() for path in sorted(folder("examples").iterdir()) if _is_article(path)
    }
    _check_folder(output, articles, force=force)
    graph_place = output / GRAPH_NAME
    check_target(graph_place, force=force)
    readings = _read(articles)
    _say_facts(readings)
    built = build_from_facts(readings)
    _say_graph(built)
    store = built.store()
    _say_findings(store)
    _say_answer(store)
    _say_disagreements(store)
    files = {f"articles/{name}": data for name, data in articles.items()} | dict(_results(store))
    _write(output, files, force=force)
    write_lines(built.lines, graph_place, built.manifest(), force=force)
    _say_files(output, files)


def _check_folder(output: Path, articles: Iterable[str], *, force: bool) -> None:
    """Refuse a folder that holds something and that no earlier demo wrote: it has not all that one has."""
    from electiongraph.output_places import check_place

    check_place(output, force=force, is_folder=True)
    if force or not output.is_dir():
        return
    from electiongraph.store import read_manifest

    try:
        is_own = bool(read_manifest(output / GRAPH_NAME)) and all(
            (output / "articles" / name).is_file() for name in articles
        )
        is_foreign = not is_own and any(output.iterdir())
    except OSError as error:
        what = f"this folder cannot be read ({error.strerror or error})"
        raise GraphError(what, where=str(output), advice="choose another with -o DIR") from error
    if is_foreign:
        what = "this folder is there already, and the demo did not write it"
        raise GraphError(what, where=str(output), advice="choose another with -o DIR; --force uses it")


def _is_article(path: Path) -> bool:
    from electiongraph.sources.files import ARTICLE_ENDINGS

    return path.suffix in ARTICLE_ENDINGS


def _read(articles: dict[str, bytes]) -> list[Reading]:
    """Return the articles as documents with their facts."""
    from electiongraph.extraction import extract_facts
    from electiongraph.gazetteers import load_gazetteers
    from electiongraph.sources import document_from_bytes

    gazetteers = load_gazetteers()
    documents = [document_from_bytes(data, name=name) for name, data in articles.items()]
    return [(document, extract_facts(document, gazetteers)) for document in documents]


def _results(store: Store) -> Iterator[tuple[str, bytes]]:
    """Yield the files that come of the graph, by name."""
    from electiongraph.drawing.drawings import appointments_drawing, contest_drawing, defeats_drawing
    from electiongraph.exporting import serialise

    yield "results.ttl", serialise(store, "turtle")
    yield "seats.csv", serialise(store, "csv")
    pictures = {
        "who-lost-to-whom": defeats_drawing(store),
        CLOSEST_SEAT.lower(): contest_drawing(store, CLOSEST_SEAT),
        "cabinet": appointments_drawing(store),
    }
    for name, drawing in pictures.items():
        for form in ("svg", "png"):
            yield f"{name}.{form}", drawing.render(form)


def _write(output: Path, files: dict[str, bytes], *, force: bool) -> None:
    """Write the files; those that are there with the same bytes stay, those that differ need force."""
    from electiongraph.cli.written_files import check_output, write_file

    changed = [name for name, data in files.items() if not _is_same(output / name, data)]
    for name in changed:
        check_output(output / name, force=force)
    try:
        (output / "articles").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = f"this folder cannot be made ({error.strerror or error})"
        raise GraphError(what, where=str(output), advice="choose another with -o DIR") from error
    for name in changed:
        write_file(output / name, files[name])


def _is_same(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def _heading(number: int, words: str) -> None:
    click.secho(f"\n{number}. {words}", bold=True)


def _say_facts(readings: Sequence[Reading]) -> None:
    _heading(1, f"Facts in {len(readings)} example articles, each with the words that state it")
    width = max(len(document.name) for document, _ in readings)
    for document, facts in readings:
        click.echo(f"   {document.name:<{width}}  {len(facts):>4} facts  {document.title}")
    kinds = Counter(fact.predicate for _, facts in readings for fact in facts)
    told = ", ".join(
        f"{kind} {number}" for kind, number in sorted(kinds.items(), key=lambda one: (-one[1], one[0]))
    )
    click.echo(click.wrap_text(told, 96, "   ", "   "))


def _say_graph(built: BuiltGraph) -> None:
    _heading(2, "The graph")
    told = f"{built.triples:,} triples are believed, {len(built.lines):,} with sources and evidence"
    click.echo(f"   {built.facts:,} facts from {len(built.sources)} sources: {told}")


def _say_findings(store: Store) -> None:
    from electiongraph.answering.source_labels import source_labels
    from electiongraph.cli.validate import cite_sources, finding_lines
    from electiongraph.validation import validate

    findings = cite_sources(validate(store), source_labels(store))
    _heading(3, f"SHACL shapes: {counted(len(findings), 'finding')}")
    for finding in findings:
        click.echo("\n".join(f"   {line}" for line in finding_lines(finding)))


def _say_answer(store: Store) -> None:
    from electiongraph.answering import ask
    from electiongraph.cli.output import citations

    answer = ask(store, QUESTION)
    _heading(4, f"Which incumbents lost? {len(answer.rows)}, as sentences say or as follows from them")
    for record in answer.records():
        party = f" ({record['party']})" if record["party"] else ""
        click.echo(f"   {record['person']}{party}, {record['seat']}: {record['basis']}")
        for sentence, source, line in citations(record):
            click.echo(f"      “{sentence}” — {source}, line {line}")


def _say_disagreements(store: Store) -> None:
    from electiongraph.cli.disagreements import NAME_FORM, disagreement_text
    from electiongraph.mapping.recorded import read_disagreements

    found = [one for one in read_disagreements(store) if one.kind != NAME_FORM]
    _heading(5, f"What the sources disagree on: {counted(len(found), 'thing')}")
    for number, one in enumerate(found, 1):
        text = disagreement_text(number, one)
        click.echo("\n".join(f"   {line}" for line in text.splitlines()))


def _say_files(output: Path, files: dict[str, bytes]) -> None:
    _heading(6, f"Written to {output}")
    told = {
        "articles/": "the articles themselves",
        f"{GRAPH_NAME}/": "the graph, for every command that takes GRAPH",
        "results.ttl": "what is believed, as Turtle",
        "seats.csv": "one row a seat, with ONS codes",
    }
    pictures = sorted({name.rpartition(".")[0] for name in files if name.endswith(".svg")})
    told |= {f"{name}.svg, .png": "picture" for name in pictures}
    for name, what in told.items():
        click.echo(f"   {name:<28}{what}")
    graph = output / GRAPH_NAME
    click.secho("\nTry next", bold=True)
    for words in (
        f'explain "Michael Tomlinson" {graph}',
        f"ask smallest-majorities {graph}",
        f'draw contest "Portsmouth North" {graph} -o portsmouth-north.svg',
        f"extract --explain {output / 'articles' / 'first_cabinet.txt'}",
        "build YOUR-ARTICLE.txt",
    ):
        click.echo(f"   electiongraph {words}")
