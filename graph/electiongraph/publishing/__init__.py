"""Put a graph together as a publication: data, tables, descriptions, pictures and a page, file by file.

Last stage. A store comes in, files come out, each as its place in the folder and its bytes; the same bytes
for the same graph, since no clock is read and nothing depends on the order of the quads. Nothing is written
here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from pyoxigraph import DefaultGraph, NamedNode, Store

from electiongraph.exporting import serialise
from electiongraph.exporting.attribution import CitedSource, attributions_of, cited_sources
from electiongraph.exporting.data_package import data_package
from electiongraph.exporting.dataset_description import dataset_description, latest_day
from electiongraph.exporting.json_ld import write_context
from electiongraph.exporting.published_files import PublishedFile, published_file
from electiongraph.exporting.tables import Table, read_tables
from electiongraph.publishing.chosen_pictures import pictures
from electiongraph.publishing.pages import Contents, index_page, licences_page, readme_page
from electiongraph.resources import folder
from electiongraph.vocabulary import EG

__all__ = ["CHECKSUMS", "publication"]

CHECKSUMS = "SHA256SUMS"
DESCRIPTION = "dataset.ttl"
# Name, how it is made, what it is.
DATA: tuple[tuple[str, Callable[[Store], bytes], str], ...] = (
    (
        "data/believed.ttl",
        lambda store: serialise(store, "turtle"),
        "What is believed, with the claims it points at, as Turtle",
    ),
    (
        "data/graph.trig",
        lambda store: serialise(store, "trig"),
        "Everything, with each source's own graph, as TriG",
    ),
    ("data/graph.nq", lambda store: serialise(store, "nquads"), "Everything, as sorted N-Quads"),
    (
        "data/graph.jsonld",
        lambda store: serialise(store, "jsonld"),
        "Everything, as JSON-LD with its context in it",
    ),
    ("data/context.jsonld", write_context, "The context of the JSON-LD by itself"),
)


@dataclass(slots=True)
class _Contents:
    """What has been made so far."""

    data: list[PublishedFile] = field(default_factory=list)
    tables: list[tuple[Table, PublishedFile]] = field(default_factory=list)
    pictures: list[PublishedFile] = field(default_factory=list)
    described: list[PublishedFile] = field(default_factory=list)


def publication(store: Store, *, title: str = "", issued: str = "") -> Iterator[tuple[PublishedFile, bytes]]:
    """Yield the files of a publication, the checksums of all of them last.

    Args:
        store: The graph.
        title: What the publication is called; "" for a title that goes by its elections.
        issued: Date or time of publication in ISO 8601; "" for the latest day that the sources tell of.

    Examples:
        >>> [file.path for file, _ in publication(Store())][-1]
        'SHA256SUMS'
    """
    made = _Contents()
    sources = cited_sources(store)
    title = title or _title(store)
    day = issued or latest_day(store)
    sums: dict[str, str] = {}
    for file, data in _files(store, made, sources, title, day):
        sums[file.path] = file.sha256
        yield file, data
    lines = "".join(f"{digest}  {path}\n" for path, digest in sorted(sums.items()))
    yield _made(CHECKSUMS, "Checksums of all files", lines.encode())


def _files(
    store: Store, made: _Contents, sources: tuple[CitedSource, ...], title: str, day: str
) -> Iterator[tuple[PublishedFile, bytes]]:
    for path, make, what in DATA:
        yield _keep(made.data, _made(path, what, make(store)))
    for table in read_tables(store):
        of_table = _made(f"tables/{table.spec.name}.csv", table.spec.title, table.to_csv())
        made.tables.append((table, of_table[0]))
        yield of_table
    for name, what, data in pictures(store):
        yield _keep(made.pictures, _made(f"pictures/{name}", what, data))
    description = _description(sources)
    packaged = data_package(
        made.tables,
        title=title,
        description=description,
        attributions=attributions_of(sources),
        created=day if "T" in day else f"{day}T00:00:00Z" if day else "",
    )
    yield _keep(made.described, _made("datapackage.json", "What the tables hold, column by column", packaged))
    distributions = [*made.data, *(file for _, file in made.tables), *made.described]
    described = dataset_description(
        store, distributions, sources, title=title, description=description, issued=day
    )
    yield _keep(
        made.described, _made(DESCRIPTION, "What the dataset holds, in VoID and DCAT, as Turtle", described)
    )
    for name in ("ontology", "shapes"):
        for source in sorted(folder(name).glob("*.ttl")):
            file = _made(f"{name}/{source.name}", f"{name}: {source.stem}", source.read_bytes())
            yield _keep(made.described, file)
    contents = Contents(
        title,
        description,
        day,
        tuple(made.data),
        tuple((file, len(table.rows)) for table, file in made.tables),
        tuple(made.pictures),
        tuple(made.described),
        sources,
        len(store),
    )
    yield _made("LICENCES.md", "Whose the sources are, and their licences", licences_page(contents))
    yield _made("README.md", "What is here", readme_page(contents))
    yield _made("index.html", "What is here, as a page", index_page(contents))


def _made(path: str, title: str, data: bytes) -> tuple[PublishedFile, bytes]:
    return published_file(path, title, data), data


def _keep(files: list[PublishedFile], made: tuple[PublishedFile, bytes]) -> tuple[PublishedFile, bytes]:
    files.append(made[0])
    return made


def _title(store: Store) -> str:
    """Return a title that names the years of the elections of which votes are known, else of all named."""
    contests = {
        quad.object
        for voted in store.quads_for_pattern(None, NamedNode(f"{EG}votes"), None, DefaultGraph())
        for quad in store.quads_for_pattern(voted.subject, NamedNode(f"{EG}contest"), None, DefaultGraph())
    }
    elections = {
        quad.object
        for quad in store.quads_for_pattern(None, NamedNode(f"{EG}election"), None, DefaultGraph())
        if not contests or quad.subject in contests
    }
    years = sorted(
        {
            str(getattr(quad.object, "value", ""))[:4]
            for election in elections
            if isinstance(election, NamedNode)
            for quad in store.quads_for_pattern(election, NamedNode(f"{EG}pollingDate"), None, DefaultGraph())
        }
    )
    if not years:
        return "UK elections"
    return f"UK elections, {years[0]}" + (f" to {years[-1]}" if len(years) > 1 else "")


def _description(sources: Sequence[CitedSource]) -> str:
    telling = sum(source.claims > 0 for source in sources)
    many = "1 source tells" if telling == 1 else f"{telling:,} sources tell"
    return (
        f"Candidacies, contests, outcomes, incumbencies and appointments as {many} of them: what is "
        "believed after comparing them, what each of them says, in which words, and where they disagree."
    )
