"""Nothing that is read makes the program fetch an address or open a file: some sixty ways, no touch.

A web site on this machine counts what is asked of it; a file tells by its words whether it was read.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from electiongraph.cli import commands
from electiongraph.errors import ElectionGraphError

SECRET = "canary-that-nobody-may-read"
WORDS = "Labour's Amanda Martin won Portsmouth North by 780 votes."
# URL stands for an address of the site, FILE for the path of the file.
QUERIES = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }",
    "SELECT * { BIND(<URL> AS ?e) SERVICE ?e { ?s ?p ?o } }",
    "SELECT * FROM <URL> { ?s ?p ?o }",
    "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * FROM <file://FILE> { ?s ?p ?o }",
    "SELECT * { GRAPH <URL> { ?s ?p ?o } }",
    "SELECT * { GRAPH <file://FILE> { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } FROM <URL> WHERE { ?s ?p ?o }",
    "DESCRIBE <URL>",
    "DESCRIBE <file://FILE>",
    "ASK FROM <URL> { ?s ?p ?o }",
    "LOAD <URL>",
    "LOAD SILENT <URL> INTO GRAPH <urn:g>",
    "LOAD <file://FILE>",
    "INSERT DATA { <urn:a> <urn:b> <URL> }",
    "BASE <URL> SELECT * FROM <x> { ?s ?p ?o }",
    "PREFIX e: <URL#> SELECT * { e:a e:b ?o }",
    "SELECT (<URL>(1) AS ?x) {}",
    "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <URL> {} } }",
]
PAGES = [
    '<img src="URL">',
    '<img srcset="URL 2x">',
    '<link rel="stylesheet" href="URL">',
    "<style>@import url(URL);</style>",
    '<p style="background:url(URL)">x</p>',
    '<script src="URL"></script>',
    '<iframe src="URL"></iframe>',
    '<meta http-equiv="refresh" content="0;url=URL">',
    '<base href="URL">',
    '<link rel="canonical" href="URL">',
    '<link rel="alternate" type="application/rss+xml" href="URL">',
    '<object data="URL"></object>',
    '<embed src="URL">',
    '<video src="URL" poster="URL"></video>',
    '<a href="URL" ping="URL">x</a>',
    '<form action="URL"><input type="image" src="URL"></form>',
    '<svg><image href="URL"/><use href="URL#a"/></svg>',
    '<script type="application/ld+json">{"@context": "URL", "@type": "NewsArticle"}</script>',
    '<iframe src="file://FILE"></iframe>',
    '<a href="file://FILE">x</a>',
]
XML = '<?xml version="1.0"?>'
DOCUMENTS = {
    "entity.html": f'{XML}<!DOCTYPE a [<!ENTITY e SYSTEM "URL">]><a>&e; {WORDS}</a>',
    "file_entity.html": f'{XML}<!DOCTYPE a [<!ENTITY e SYSTEM "file://FILE">]><a>&e; {WORDS}</a>',
    "parameter.html": f'{XML}<!DOCTYPE a [<!ENTITY % e SYSTEM "URL"> %e;]><a>{WORDS}</a>',
    "dtd.html": f'{XML}<!DOCTYPE a SYSTEM "URL"><a>{WORDS}</a>',
    "stylesheet.html": f'{XML}<?xml-stylesheet href="URL"?><a>{WORDS}</a>',
    "xinclude.html": f'{XML}<a><x:include xmlns:x="http://www.w3.org/2001/XInclude" href="URL"/>{WORDS}</a>',
    "feed.xml": f'{XML}<rss version="2.0"><channel><title>{WORDS}</title></channel></rss>',
    "feed_entity.xml": f'{XML}<!DOCTYPE r [<!ENTITY e SYSTEM "URL">]><rss version="2.0"><channel>'
    f"<title>&e; {WORDS}</title></channel></rss>",
    "plain.txt": f"See URL and file://FILE for more.\n\n{WORDS}",
    "markdown.txt": f"![picture](URL) [link](file://FILE)\n\n{WORDS}",
}
ROWS = [
    "election,seat,person,party,votes\n2024-07-04,Poole,URL,Labour,100\n",
    "election,seat,person,party,votes\n2024-07-04,URL,Ann Smith,Labour,100\n",
    "election,seat,person,party,votes\n2024-07-04,Poole,Ann Smith,file://FILE,100\n",
    'election,seat,person,party,votes\n2024-07-04,Poole,"=WEBSERVICE(""URL"")",Labour,100\n',
]
GRAPHS = {
    "imports.trig": "<urn:o> a <http://www.w3.org/2002/07/owl#Ontology> ; "
    "<http://www.w3.org/2002/07/owl#imports> <URL> , <file://FILE> .",
    "base.trig": "@base <URL> . <a> <b> <c> .",
    "shape.trig": "<urn:s> a <http://www.w3.org/ns/shacl#NodeShape> ; "
    "<http://www.w3.org/ns/shacl#js> [ <http://www.w3.org/ns/shacl#jsLibrary> "
    '[ <http://www.w3.org/ns/shacl#jsLibraryURL> "URL" ] ] ; '
    "<http://www.w3.org/ns/shacl#shapesGraph> <URL> .",
    "logo.trig": "<urn:p> <http://xmlns.com/foaf/0.1/depiction> <URL> ; "
    "<http://www.w3.org/2000/01/rdf-schema#seeAlso> <file://FILE> .",
}
READING = [["validate"], ["export", "--format", "jsonld"], ["export"], ["ask", "seats"]]


@pytest.fixture
def canary(site: Any, tmp_path: Path) -> Any:
    site.put("/canary", f"{SECRET} <urn:a> <urn:b> <urn:c> .", kind="text/turtle")
    (tmp_path / "secret.txt").write_text(SECRET)
    return site


def run(canary: Any, folder: Path, words: list[str]) -> str:
    """Run a command, and tell that it touched nothing."""
    result = CliRunner().invoke(commands, words)
    unexpected = result.exception and not isinstance(result.exception, SystemExit | ElectionGraphError)
    assert not unexpected, result.exception
    told = result.output + str(result.exception or "")
    assert canary.asked == []
    assert SECRET not in told
    for path in folder.rglob("*"):
        if path.is_file() and path.name != "secret.txt":
            assert SECRET.encode() not in path.read_bytes()
    return told


def filled(text: str, canary: Any, folder: Path) -> str:
    return text.replace("URL", canary.url("/canary")).replace("FILE", str(folder / "secret.txt"))


@pytest.mark.parametrize("query", QUERIES)
def test_no_query_fetches(canary: Any, tmp_path: Path, night_path: Path, query: str) -> None:
    run(canary, tmp_path, ["query", "-e", filled(query, canary, tmp_path), str(night_path)])


@pytest.mark.parametrize("markup", PAGES)
def test_no_page_fetches(canary: Any, tmp_path: Path, markup: str) -> None:
    page = f"<html><head><title>t</title></head><body>{markup}<p>{WORDS}</p></body></html>"
    (tmp_path / "page.html").write_text(filled(page, canary, tmp_path))
    told = run(canary, tmp_path, ["extract", str(tmp_path / "page.html")])
    assert "780" in told


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_document_fetches(canary: Any, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(filled(DOCUMENTS[name], canary, tmp_path))
    run(canary, tmp_path, ["extract", str(tmp_path / name)])


@pytest.mark.parametrize("row", ROWS)
def test_no_table_fetches(canary: Any, tmp_path: Path, row: str) -> None:
    (tmp_path / "rows.csv").write_text(filled(row, canary, tmp_path))
    run(canary, tmp_path, ["build", str(tmp_path / "rows.csv"), "-o", str(tmp_path / "g.nq")])


@pytest.mark.parametrize("words", READING, ids=" ".join)
@pytest.mark.parametrize("name", GRAPHS)
def test_no_graph_fetches(canary: Any, tmp_path: Path, name: str, words: list[str]) -> None:
    (tmp_path / name).write_text(filled(GRAPHS[name], canary, tmp_path))
    run(canary, tmp_path, [*words, str(tmp_path / name)])


def through_rdflib(folder: Path) -> None:
    import electiongraph

    dataset = electiongraph.load(next(folder.glob("*.trig")))
    with contextlib.suppress(Exception):
        dataset.serialize(format="json-ld")


def through_api(folder: Path) -> None:
    import electiongraph

    electiongraph.validate(next(folder.glob("*.trig")))


@pytest.mark.parametrize("read", [through_rdflib, through_api])
def test_the_python_api_fetches_nothing(canary: Any, tmp_path: Path, read: Callable[[Path], None]) -> None:
    (tmp_path / "g.trig").write_text(filled(GRAPHS["imports.trig"], canary, tmp_path))
    read(tmp_path)
    assert canary.asked == []


def test_the_canary_sings(canary: Any, tmp_path: Path) -> None:
    """What counts touches counts them: else all of the above would prove nothing."""
    words = ["extract", "--allow-private", canary.url("/canary")]
    CliRunner().invoke(commands, words)
    assert canary.asked
    shutil.copy(tmp_path / "secret.txt", tmp_path / "copy.txt")
    with pytest.raises(AssertionError):
        run(canary, tmp_path, ["extract", str(tmp_path / "copy.txt")])
