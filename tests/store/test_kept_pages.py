"""Pages are kept as they were fetched, beside the graph that rests on them, and none is ever lost."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from electiongraph import atomic_files, store
from electiongraph.cli import commands
from electiongraph.errors import GraphError
from electiongraph.kept_pages import earlier_reading, kept_page, pages_folder, read_index, write_pages
from electiongraph.sources import Page
from electiongraph.store import check_target, open_graph, read_manifest, write_graph

if TYPE_CHECKING:
    from conftest import Site

FIRST = "<h1>Luton North</h1><ul><li>Sarah Owen, Labour - 14,677<li>Jilleane Brown, Conservative - 7,167</ul>"
SECOND = (
    "<h1>Luton North</h1><ul><li>Sarah Owen, Labour - 14,677<li>Jilleane Brown, Conservative - 7,176</ul>"
)
GRAPHS = ("graph", "graph.nq", "graph.trig")


def page(
    text: str = FIRST, address: str = "https://news.example/live", *, hour: int = 1, **told: str
) -> Page:
    fetched = f"2024-07-05T0{hour}:00:00Z"
    return Page.of(
        text.encode(), address=address, final_address=address, fetched=fetched, media_type="text/html", **told
    )


def build(*arguments: str) -> Result:
    return CliRunner().invoke(commands, ["build", "--allow-private", *arguments], catch_exceptions=False)


def index(folder: Path) -> list[dict[str, Any]]:
    pages = json.loads((folder / "index.json").read_text())["pages"]
    assert isinstance(pages, list)
    return pages


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def no_pauses(pauses: list[float]) -> None:
    pass


@pytest.mark.parametrize(
    ("graph", "pages"), [("g", "g/pages"), ("g.nq", "g.nq.pages"), ("g.trig", "g.trig.pages")]
)
def test_a_fetched_page_is_kept_under_its_digest(site: Site, folder: Path, graph: str, pages: str) -> None:
    url = site.put("/live", FIRST, headers={"ETag": '"a"'}, kind="text/html; charset=utf-8")
    first = site.redirect("/", "/live")
    result = build(first, "-o", graph)
    assert result.exit_code == 0, result.output
    sha256 = hashlib.sha256(FIRST.encode()).hexdigest()
    assert sorted(one.name for one in (folder / pages).iterdir()) == sorted([f"{sha256}.html", "index.json"])
    assert (folder / pages / f"{sha256}.html").read_bytes() == FIRST.encode()
    [told] = index(folder / pages)
    assert told.pop("fetched").endswith("Z")
    assert told == {
        "address": first,
        "final_address": url,
        "sha256": sha256,
        "file": f"{sha256}.html",
        "media_type": "text/html",
        "charset": "utf-8",
        "etag": '"a"',
        "last_modified": "",
    }


def test_the_manifest_tells_where_sources_come_from(site: Site, folder: Path) -> None:
    url = site.put("/live", FIRST)
    (folder / "a.txt").write_text("Poole\n\nMajority: 18\n")
    build(url, "a.txt")
    sources = read_manifest(None)["sources"]
    assert isinstance(sources, list)
    assert sorted((one["name"], one["address"]) for one in sources) == [("a.txt", ""), (url, url)]


def test_the_graph_does_not_know_when_a_page_was_fetched(
    site: Site, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = site.put("/live", FIRST)
    for number, name in ((1_720_000_000, "a.nq"), (1_730_000_000, "b.nq")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(number))
        build(url, "-o", name)
    assert (folder / "a.nq").read_bytes() == (folder / "b.nq").read_bytes()
    times = [told["fetched"] for name in ("a", "b") for told in index(folder / f"{name}.nq.pages")]
    assert times == ["2024-07-03T09:46:40Z", "2024-10-27T03:33:20Z"]


def test_with_the_time_given_everything_is_repeatable(
    site: Site, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1720149000")
    url = site.put("/live", FIRST)
    for name in ("a", "a", "b"):
        build(url, "-o", name)
    contents = [
        {
            file.relative_to(folder / name): file.read_bytes()
            for file in (folder / name).rglob("*")
            if file.is_file()
        }
        for name in ("a", "b")
    ]
    assert contents[0] == contents[1]
    assert len(contents[0]) == 8


@pytest.mark.parametrize("graph", GRAPHS)
def test_a_live_page_that_was_read_twice_is_there_twice(site: Site, folder: Path, graph: str) -> None:
    url = site.put("/live", FIRST)
    assert "changed" not in build(url, "-o", graph).stderr
    site.put("/live", SECOND)
    result = build(url, "-o", graph)
    told = result.stderr.splitlines()[-1]
    assert told.startswith(f"electiongraph: {url}: changed since 2")
    assert told.endswith("Z; facts: 0 new, 1 changed, 0 withdrawn")
    kept = pages_folder(folder / graph)
    assert {(kept / one["file"]).read_text() for one in index(kept)} == {FIRST, SECOND}
    assert "changed" not in build(url, "-o", graph).stderr
    open_graph(folder / graph)


def test_quiet_says_nothing_of_changes(site: Site) -> None:
    url = site.put("/live", FIRST)
    build(url)
    site.put("/live", SECOND)
    assert build(url, "--quiet").output == ""


def test_pages_of_earlier_builds_stay(site: Site, folder: Path) -> None:
    build(site.put("/a", FIRST), "-o", "g")
    (folder / "a.txt").write_text("Poole\n\nMajority: 18\n")
    build("a.txt", "-o", "g")
    assert [one["address"] for one in index(folder / "g/pages")] == [site.url("/a")]
    build(site.put("/b", SECOND), "-o", "g")
    assert len(index(folder / "g/pages")) == 2


def test_one_bad_address_is_told_and_the_rest_built(site: Site, folder: Path) -> None:
    result = build(site.url("/gone"), site.put("/live", FIRST), "-o", "g.nq")
    assert result.exit_code == 2
    assert (
        f"electiongraph: {site.url('/gone')}: is not there (status 404); check the address" in result.stderr
    )
    assert "1 input left out" in result.stderr
    assert len(index(folder / "g.nq.pages")) == 1


def test_nothing_is_kept_when_nothing_can_be_read(site: Site, folder: Path) -> None:
    assert build(site.url("/gone"), "-o", "g").exit_code == 2
    assert build(site.put("/empty", "<p> </p>"), "-o", "g").exit_code == 2
    assert list(folder.iterdir()) == []


def test_without_leave_this_machine_is_not_read(site: Site) -> None:
    result = CliRunner().invoke(commands, ["build", site.put("/live", FIRST)])
    assert result.exit_code == 2
    assert "not public (127.0.0.1); if it is yours and you mean it, use --allow-private" in result.stderr
    assert site.asked == []


def test_extract_reads_addresses_and_feeds(site: Site, folder: Path) -> None:
    site.put("/live", FIRST)
    feed = site.put("/feed", "<rss><channel><item><link>/live</link></item></channel></rss>", kind="text/xml")
    (folder / "a.txt").write_text("Poole\n\nMajority: 18\n")
    result = CliRunner().invoke(commands, ["extract", "--allow-private", feed, "a.txt"])
    assert result.exit_code == 0, result.output
    sources = {json.loads(line)["source"] for line in result.stdout.splitlines()}
    assert sources == {site.url("/live"), "a.txt"}


# What is somebody else's stays


@pytest.mark.parametrize("graph", GRAPHS)
def test_a_folder_of_somebody_else_is_refused(folder: Path, graph: str) -> None:
    place = folder / graph
    write_graph([], place)
    kept = pages_folder(place)
    kept.mkdir()
    (kept / "cat.jpg").write_text("cat")
    for pages in ([page()], []):
        with pytest.raises(GraphError, match="this is where pages are kept, and it was not written by"):
            write_graph([], place, pages=pages)
    assert [one.name for one in kept.iterdir()] == ["cat.jpg"]
    write_graph([], place, pages=[page()], force=True)
    assert {one.name for one in kept.iterdir()} == {"cat.jpg", "index.json", page().file_name}


@pytest.mark.parametrize(
    "written",
    [
        "rubbish",
        "[]",
        '{"format": "electiongraph pages 2", "pages": []}',
        '{"format": "electiongraph pages 1", "pages": [{"address": "a"}]}',
        '{"format": "electiongraph pages 1", "pages": 3}',
    ],
)
def test_an_index_that_is_not_ours_is_not_replaced(folder: Path, written: str) -> None:
    write_graph([], folder / "g", pages=[page()])
    (folder / "g/pages/index.json").write_text(written)
    with pytest.raises(GraphError, match="give --force"):
        check_target(folder / "g")
    assert read_index(folder / "g/pages") == ()


def test_an_index_does_not_lead_out_of_its_folder(folder: Path) -> None:
    write_graph([], folder / "g", pages=[page()])
    path = folder / "g/pages/index.json"
    path.write_text(path.read_text().replace(page().file_name, "../../secret.html"))
    assert read_index(folder / "g/pages") == ()


def test_a_file_where_pages_belong_is_refused(folder: Path) -> None:
    (folder / "g.nq.pages").write_text("mine")
    with pytest.raises(GraphError, match="this is a file, no folder"):
        check_target(folder / "g.nq", force=True)


@pytest.mark.parametrize("graph", GRAPHS)
def test_a_failing_write_leaves_the_old_graph_and_index(
    folder: Path, monkeypatch: pytest.MonkeyPatch, graph: str
) -> None:
    place = folder / graph
    write_graph([], place, pages=[page()])
    before = read_index(pages_folder(place))

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic_files.os, "fsync", fail)
    with pytest.raises(GraphError, match="No space left"):
        write_graph([], place, pages=[page(SECOND)])
    monkeypatch.undo()
    assert read_index(pages_folder(place)) == before
    assert not list(folder.rglob("*.new"))
    open_graph(place)


def test_a_first_build_that_stops_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(target: Path, data: bytes) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "replace_file", stop)
    with pytest.raises(KeyboardInterrupt):
        write_graph([], folder / "g", pages=[page()])
    assert list(folder.iterdir()) == []


def test_pages_without_a_graph_do_not_stop_the_next_build(folder: Path) -> None:
    write_pages([page()], folder / "g/pages")
    write_graph([], folder / "g")
    assert len(read_index(folder / "g/pages")) == 1


def test_a_damaged_page_is_written_anew(folder: Path) -> None:
    write_pages([page()], folder)
    (folder / page().file_name).write_text("cut")
    [reading] = read_index(folder)
    assert kept_page(folder, reading) is None
    write_pages([page(hour=2)], folder)
    assert kept_page(folder, reading) == page()
    (folder / page().file_name).unlink()
    assert kept_page(folder, reading) is None


def test_the_last_reading_of_the_same_address_counts(folder: Path) -> None:
    other = page(SECOND, "https://news.example/other", hour=3)
    write_pages([page(SECOND, hour=2), page(hour=1), other], folder)
    readings = read_index(folder)
    assert [one.fetched[12] for one in readings] == ["1", "2", "3"]
    found = earlier_reading(readings, page(hour=5))
    assert found is not None
    assert found.fetched == "2024-07-05T02:00:00Z"
    assert earlier_reading(readings, page(address="https://news.example/new")) is None


def test_the_address_that_was_asked_for_counts_more_than_where_it_led(folder: Path) -> None:
    wall = "https://news.example/consent"
    asked = [
        Page.of(
            FIRST.encode(),
            address=f"https://news.example/{name}",
            final_address=wall,
            fetched=f"2024-07-0{day}",
        )
        for day, name in enumerate("aab", 1)
    ]
    write_pages(asked, folder)
    found = earlier_reading(read_index(folder), asked[0])
    assert found is not None
    assert (found.address, found.fetched) == (asked[1].address, "2024-07-02")
    elsewhere = page(address=wall)
    found = earlier_reading(read_index(folder), elsewhere)
    assert found is not None
    assert found.fetched == "2024-07-03"


def test_kept_pages_can_be_built_from(site: Site, folder: Path) -> None:
    url = site.put("/live", FIRST)
    build(url)
    site.put("/live", SECOND)
    build(url)
    result = build("electiongraph-data/pages", "-o", "both.nq")
    assert result.stderr.startswith("electiongraph: 2 sources, ")
    assert "1 disagreement ->" in result.stderr


def test_the_same_reading_is_recorded_once(folder: Path) -> None:
    for _ in range(2):
        write_pages([page(), page()], folder)
    assert len(read_index(folder)) == 1


def test_the_python_interface_reads_and_keeps_pages(
    site: Site, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import electiongraph
    from electiongraph.errors import SourceError
    from electiongraph.sources import connections

    url = site.put("/live", FIRST)
    with pytest.raises(SourceError, match="not public"):
        electiongraph.build([url], folder / "g")
    assert electiongraph.read(url, allow_private=True).title == "Luton North"
    monkeypatch.setattr(connections, "is_public", lambda _: True)
    graph = electiongraph.build([url, electiongraph.read(url)], folder / "g")
    assert [source.address for source in graph.sources] == [url]
    assert len(index(folder / "g/pages")) == 1
    assert electiongraph.diff(url, folder / "g").changes == ()
