"""A publication is whole, agrees with itself, holds the graph exactly, and its page asks for nothing."""

from __future__ import annotations

import hashlib
import json
import random
import re
from html.parser import HTMLParser

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from electiongraph.identifiers import ID
from electiongraph.publishing import publication
from electiongraph.vocabulary import EG, PREFIXES, RDF_TYPE

Files = dict[str, bytes]


def published(store: Store, **options: str) -> Files:
    return {file.path: data for file, data in publication(store, **options)}


@pytest.fixture(scope="module")
def files(night: Store) -> Files:
    return published(night)


def article(**told: str) -> Store:
    store, source = Store(), NamedNode(f"{ID}source/1")
    store.add(Quad(source, NamedNode(RDF_TYPE), NamedNode(f"{EG}Source")))
    for name, value in told.items():
        store.add(Quad(source, NamedNode(PREFIXES["dcterms"] + name), Literal(value)))
    return store


class Page(HTMLParser):
    """What a page leads to, shows, and opens without closing."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.shown: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "a":
            self.links.append(told["href"] or "")
        if "src" in told:
            self.shown.append(told["src"] or "")
        if tag not in ("meta", "link", "img", "wbr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_checksums_are_of_all_the_files(files: Files) -> None:
    lines = files["SHA256SUMS"].decode().splitlines()
    told = {line[66:]: line[:64] for line in lines}
    others = {path: data for path, data in files.items() if path != "SHA256SUMS"}
    assert told == {path: hashlib.sha256(data).hexdigest() for path, data in others.items()}
    assert list(told) == sorted(told)


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("data/graph.trig", RdfFormat.TRIG),
        ("data/graph.nq", RdfFormat.N_QUADS),
        ("data/graph.jsonld", RdfFormat.JSON_LD),
    ],
)
def test_the_data_are_the_graph(files: Files, night: Store, path: str, form: RdfFormat) -> None:
    assert set(parse(files[path], format=form)) == set(night)


def test_the_context_is_that_of_the_data_and_names_no_other(files: Files) -> None:
    context = json.loads(files["data/context.jsonld"])
    assert list(context) == ["@context"]
    assert context["@context"] == json.loads(files["data/graph.jsonld"])["@context"]
    assert "@import" not in context["@context"]
    assert context["@context"]["winner"] == {"@id": "eg:winner", "@type": "@id"}


def test_the_context_alone_makes_the_nodes_what_they_are(files: Files, night: Store) -> None:
    nodes = json.loads(files["data/graph.jsonld"])["@graph"]
    context = json.loads(files["data/context.jsonld"])["@context"]
    (node,) = (one for one in nodes if one["@id"] == "contest/2024-07-04/E14001497")
    alone = json.dumps({"@context": context, **node}).encode()
    contest = NamedNode(f"{ID}contest/2024-07-04/E14001497")
    believed = {
        quad.triple for quad in night if quad.subject == contest and str(quad.graph_name) == "DEFAULT"
    }
    assert {quad.triple for quad in parse(alone, format=RdfFormat.JSON_LD)} == believed


def test_the_page_leads_to_files_that_are_there_and_shows_nothing_from_elsewhere(files: Files) -> None:
    page = Page(files["index.html"].decode())
    assert page.open == []
    local = {link for link in page.links if not link.startswith(("https://", "#"))}
    assert local <= set(files)
    missing = set(files) - local - {"index.html"}
    assert missing == set()
    assert page.shown
    assert set(page.shown) <= set(files)
    assert all(picture.startswith("pictures/") for picture in page.shown)
    sections = set(re.findall(r'id="(\w+)"', files["index.html"].decode()))
    assert {link[1:] for link in page.links if link.startswith("#")} == sections
    assert "script" not in files["index.html"].decode()


def test_the_readme_leads_to_files_that_are_there(files: Files) -> None:
    for name in ("README.md", "LICENCES.md"):
        links = re.findall(r"\]\(([^)]+)\)", files[name].decode())
        assert links
        assert {link for link in links if not link.startswith("https://")} <= set(files)
        assert "$" not in files[name].decode()


def test_what_a_source_is_called_breaks_no_page() -> None:
    title = '<script>alert("x")</script> | *Dorset* [turns](x) & $title `red`'
    files = published(article(title=title, publisher="<b>Echo</b>"))
    page = files["index.html"].decode()
    assert "<script" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;alert" in page
    assert "$title" in page
    licences = files["LICENCES.md"].decode()
    assert r"\<script\>alert" in licences
    assert r"\| \*Dorset\* \[turns\](x)" in licences


def test_the_bytes_do_not_depend_on_the_order_of_the_quads(files: Files, night: Store) -> None:
    quads = list(night)
    random.Random(3).shuffle(quads)
    store = Store()
    store.extend(quads)
    assert published(store) == files


def test_the_tables_of_package_description_and_folder_are_the_same(files: Files) -> None:
    package = json.loads(files["datapackage.json"])
    tables = {path for path in files if path.startswith("tables/")}
    assert {resource["path"] for resource in package["resources"]} == tables
    for resource in package["resources"]:
        data = files[resource["path"]]
        assert (resource["bytes"], resource["hash"]) == (
            len(data),
            f"sha256:{hashlib.sha256(data).hexdigest()}",
        )
        assert resource["rows"] >= 1
    described = rdflib.Graph().parse(data=files["dataset.ttl"], format="turtle", publicID="x:/")
    urls = {str(url) for url in described.objects(None, rdflib.DCAT.downloadURL)}
    assert {url.removeprefix("x:/") for url in urls} == {
        *tables,
        *(path for path in files if path.startswith("data/")),
        "datapackage.json",
    }


def test_the_day_is_the_latest_told_or_the_one_given(files: Files, night: Store) -> None:
    assert json.loads(files["datapackage.json"])["created"] == "2024-07-06T00:00:00Z"
    given = published(night, issued="2025-01-02T03:04:05Z")
    assert json.loads(given["datapackage.json"])["created"] == "2025-01-02T03:04:05Z"
    assert b"2025-01-02" in given["index.html"]


def test_the_title_names_the_years_or_is_the_one_given(files: Files, night: Store) -> None:
    assert files["README.md"].startswith(b"# UK elections, 2024\n")
    assert published(night, title="The night")["README.md"].startswith(b"# The night\n")


def test_an_empty_graph_is_published_too() -> None:
    files = published(Store())
    assert "created" not in json.loads(files["datapackage.json"])
    assert not any(path.startswith(("tables/", "pictures/")) for path in files)
    assert "#pictures" not in files["index.html"].decode()


def test_what_is_too_much_for_one_picture_is_left_out(night: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from electiongraph.errors import DrawingError
    from electiongraph.publishing import chosen_pictures

    def refuse(*_: object) -> None:
        raise DrawingError("too many")

    monkeypatch.setattr(chosen_pictures, "draw_defeats", refuse)
    names = {path for path in published(night) if path.startswith("pictures/")}
    assert names
    assert not any("who-lost" in name for name in names)


def test_who_won_each_seat_is_drawn_of_whole_elections_only(
    night: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from electiongraph.publishing import chosen_pictures

    whole = "pictures/seats-2024-07-04.svg"
    assert whole not in published(night)
    monkeypatch.setattr(chosen_pictures, "FEWEST_SEATS", 1)
    files = published(night)
    assert b"Who won each seat: 2024 general election" in files[whole]
    assert f'<img src="{whole}"' in files["index.html"].decode()


def test_sources_without_claims_stand_below_the_table() -> None:
    known, unknown = article(title="ministers (person.csv)"), article(title="event.csv")
    page = published(known)["index.html"].decode()
    assert "Read beside the others, no claims of its own: ministers (person.csv).</p>" in page
    assert "as 0 sources tell of them" in page
    assert "from 0 sources; 1 more read." in page
    files = published(unknown)
    assert "Read, no fact found: event.csv.</p>" in files["index.html"].decode()
    assert "<td>event.csv" not in files["index.html"].decode()
    assert "- event.csv (publisher not named; read, no fact found)" in files["LICENCES.md"].decode()


def test_a_contest_looks_as_the_draw_command_draws_it(files: Files, night: Store) -> None:
    from electiongraph.drawing.drawings import contest_drawing

    drawn = contest_drawing(night, "South West Norfolk", election="2024").render("svg")
    assert files["pictures/contest-2024-07-04-south-west-norfolk.svg"] == drawn
