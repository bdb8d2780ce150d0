"""The same bytes every time, well-formed, and asking for nothing from anywhere."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Store

from electiongraph.cli.draw import command
from electiongraph.drawing.drawings import article_drawing, contest_drawing
from electiongraph.drawing.picture_files import FORMATS, html_page
from electiongraph.drawing.scene import Scene, Table
from electiongraph.errors import DrawingError

SVG = "{http://www.w3.org/2000/svg}"
DIGESTS = """
import hashlib, sys
from pyoxigraph import RdfFormat, Store
from electiongraph.drawing import drawings
store = Store()
store.load(open(sys.argv[1], encoding="utf-8").read(), RdfFormat.TRIG)
for drawing in (
    drawings.contest_drawing(store, "Welwyn Hatfield"),
    drawings.article_drawing(store, "list.html"),
    drawings.appointments_drawing(store),
    drawings.defeats_drawing(store),
    drawings.relationships_drawing(store),
):
    for form in ("svg", "png", "html", "graphml", "gexf"):
        print(form, hashlib.sha256(drawing.render(form, 1)).hexdigest())
"""


@pytest.fixture
def graph_file(tmp_path: Path, trig: str) -> Path:
    path = tmp_path / "night.trig"
    path.write_text(trig, encoding="utf-8")
    return path


def digests(path: Path, seed: str, language: str) -> str:
    environment = {
        **os.environ,
        "PYTHONHASHSEED": seed,
        "LC_ALL": language,
        "TZ": "Asia/Tokyo" if seed == "1" else "UTC",
    }
    run = [sys.executable, "-c", DIGESTS, str(path)]
    return subprocess.run(run, env=environment, capture_output=True, text=True, check=True).stdout


def test_same_bytes_under_any_hash_seed_locale_and_order(graph_file: Path, trig: str, tmp_path: Path) -> None:
    first = digests(graph_file, "0", "C.UTF-8")
    assert len(first.splitlines()) == 25
    prefixes = [line for line in trig.splitlines() if line.startswith("@prefix")]
    statements = [line for line in trig.splitlines() if line and not line.startswith("@prefix")]
    shuffled = tmp_path / "shuffled.trig"
    shuffled.write_text("\n".join([*prefixes, *reversed(statements)]), encoding="utf-8")
    assert digests(shuffled, "1", "C") == first


def test_svg_is_well_formed_with_title_and_description(store: Store) -> None:
    root = ET.fromstring(contest_drawing(store, "Welwyn Hatfield").render("svg"))
    assert root.tag == f"{SVG}svg"
    assert root.find(f"{SVG}title").text == "Welwyn Hatfield: General election, 4 July 2024"  # type: ignore[union-attr]
    assert "Andrew Lewin (Labour) elected with 19,877 votes" in root.find(f"{SVG}desc").text  # type: ignore[operator,union-attr]
    texts = [element.text for element in root.iter(f"{SVG}text")]
    for words in (
        "Welwyn Hatfield",
        "LABOUR GAIN",
        "from Conservative",
        "19,877",
        "Majority 3,799 · Turnout 64.38%",
    ):
        assert words in texts


def test_markup_in_a_title_stays_text(store: Store) -> None:
    drawing = article_drawing(store, "list.html")
    assert b"<order>" not in drawing.render("svg")
    assert b"&lt;order&gt;" in drawing.render("html")
    ET.fromstring(drawing.render("svg"))


def test_png_is_a_png_of_the_asked_size(store: Store) -> None:
    drawing = contest_drawing(store, "Welwyn Hatfield")
    png = drawing.render("png", 1.5)
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(png[16:20], "big") == round(drawing.scene().width * 1.5)


def test_page_has_the_data_as_a_table_and_no_address_to_load(store: Store) -> None:
    page = contest_drawing(store, "Welwyn Hatfield").render("html").decode()
    assert '<td>Grant Shapps</td><td>Conservative</td><td class="number">16,078</td>' in page
    assert 'lang="en-GB"' in page
    assert "default-src 'none'" in page
    assert "<script" not in page
    addresses = re.findall(r"""(?:href|src|url)\s*[=(]\s*["']?([^"')\s>]+)""", page)
    assert addresses == ["data:,"]


def test_quoted_rows_may_break_and_dates_may_not() -> None:
    row = "E14001027,E12000006,Welwyn Hatfield,Hertfordshire,East of England,England,County,27394"
    scene = Scene("Words", 10)
    scene.tables.append(Table("T", ("a", "b", "c", "d"), ((row, "2019-12-12", "12 December 2019", "1,234"),)))
    page = html_page(scene)
    assert f'<td class="words">{row}</td>' in page
    assert '<td class="date">2019-12-12</td><td class="date">12 December 2019</td>' in page
    assert '<td class="number">1,234</td>' in page


def draw(*arguments: str | Path) -> tuple[int, str, Exception | None]:
    result = CliRunner().invoke(command, [str(argument) for argument in arguments])
    return result.exit_code, result.output, result.exception  # type: ignore[return-value]


@pytest.mark.parametrize("form", FORMATS)
def test_the_suffix_says_the_format(graph_file: Path, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"picture.{form}"
    code, words, error = draw("contest", "Welwyn Hatfield", graph_file, "-o", target)
    assert (code, error) == (0, None)
    assert f"wrote {target}" in words
    assert target.stat().st_size > 500
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_svg_goes_to_standard_output(graph_file: Path) -> None:
    code, words, _ = draw("who-lost-to-whom", graph_file)
    assert code == 0
    assert words.startswith("<svg")


def test_the_only_argument_of_article_may_be_the_graph(graph_file: Path) -> None:
    _, _, error = draw("article", graph_file)
    assert "several sources" in str(error)


def test_a_file_is_replaced_only_when_asked(graph_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "picture.svg"
    target.write_text("mine")
    assert "there already" in str(draw("appointments", graph_file, "-o", target)[2])
    assert target.read_text() == "mine"
    assert draw("appointments", graph_file, "-o", target, "--force")[0] == 0
    assert hashlib.sha256(target.read_bytes()) != hashlib.sha256(b"mine")


def test_an_unknown_suffix_is_refused(graph_file: Path, tmp_path: Path) -> None:
    error = draw("appointments", graph_file, "-o", tmp_path / "picture.jpg")[2]
    assert "the suffix says no format" in str(error)


@pytest.mark.parametrize("name", ["contest", "article", "appointments", "who-lost-to-whom", "relationships"])
def test_help_ends_with_examples(name: str) -> None:
    code, words, _ = draw(name, "--help")
    assert code == 0
    assert f"electiongraph draw {name}" in words


# How Chromium's network log marks a request that a page makes, not the browser of its own accord.
PAGE_REQUEST = re.compile(r'"traffic_annotation":101845102,"url":"((?!file:|data:)[^"]+)"')


def open_in_chromium(browser: str, page: Path) -> tuple[str, list[str]]:
    """Return the page as the browser sees it, and the addresses that the page asked for."""
    log = page.with_suffix(".log.json")
    flags = [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
        "--disable-background-networking", "--disable-component-update", "--disable-extensions",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--dump-dom", "--window-size=1400,1000",
        f"--user-data-dir={page.with_suffix('.profile')}", f"--log-net-log={log}",
    ]  # fmt: skip
    run = [browser, *flags, page.as_uri()]
    shown = subprocess.run(run, capture_output=True, text=True, check=True, timeout=60).stdout
    return shown, PAGE_REQUEST.findall(log.read_text(encoding="utf-8"))


@pytest.mark.browser
def test_page_renders_in_chromium_without_a_request(store: Store, tmp_path: Path) -> None:
    names = ("chromium", "chromium-browser", "google-chrome")
    browser = next(filter(None, map(shutil.which, names)), None)
    if browser is None:
        pytest.skip("no Chromium on this machine; with Debian: apt-get install chromium")
    control, page = tmp_path / "control.html", tmp_path / "page.html"
    control.write_text('<!DOCTYPE html><img src="http://127.0.0.1:9/x.png">', encoding="utf-8")
    page.write_bytes(article_drawing(store, "list.html").render("html"))
    assert open_in_chromium(browser, control)[1] == ["http://127.0.0.1:9/x.png"]
    shown, asked = open_in_chromium(browser, page)
    assert asked == []
    assert "Luton South and South Bedfordshire" in shown
    assert "</svg>" in shown
    assert "Results in full &amp; in &lt;order&gt;" in shown


def test_a_file_that_cannot_be_written_is_said_in_one_line(graph_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "missing" / "cabinet.svg"
    result = CliRunner().invoke(command, ["appointments", str(graph_file), "-o", str(target)])
    assert isinstance(result.exception, DrawingError)
    assert "it cannot be written (No such file or directory)" in str(result.exception)
    assert not list(tmp_path.rglob("*.new"))
