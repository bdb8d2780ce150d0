"""Feeds stand for the pages that they list, and lead nowhere else."""

from __future__ import annotations

from email.utils import formatdate
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from electiongraph.errors import SourceError
from electiongraph.sources import Gathered, gather, read_document
from electiongraph.sources.feeds import is_feed, pages_of_feed

if TYPE_CHECKING:
    from conftest import Site

RSS = "application/rss+xml"


def rss(*links: str, dates: tuple[int, ...] = (), head: str = "") -> str:
    """Return a feed; dates are seconds since 1970, 0 for an entry without one."""
    items = []
    for number, link in enumerate(links):
        date = dates[number] if number < len(dates) else 0
        stamp = f"<pubDate>{formatdate(date)}</pubDate>" if date else ""
        items.append(f"<item><title>{number}</title><link>{link}</link>{stamp}</item>")
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel>{"".join(items)}</channel></rss>'


def article(seat: str) -> str:
    return f"<h1>{seat}</h1><p>Labour held {seat}.</p>"


@pytest.fixture
def three(site: Site, pauses: list[float]) -> Site:
    for seat in ("Bedford", "Luton", "Hitchin"):
        site.put(f"/{seat}", article(seat))
    return site


def read(*places: str | Path, max_pages: int = 20) -> Gathered:
    return gather(places, allow_private=True, max_pages=max_pages)


def titles(gathered: Gathered) -> list[str]:
    return [document.title for document in gathered.documents]


def test_relative_links_are_those_of_the_feed(three: Site) -> None:
    feed = three.put("/news/feed.xml", rss("../Bedford", "/Luton", three.url("/Hitchin")), kind=RSS)
    gathered = read(feed)
    assert titles(gathered) == ["Bedford", "Luton", "Hitchin"]
    assert [page.address for page in gathered.pages] == [three.url(f"/{name}") for name in titles(gathered)]
    assert (gathered.errors, gathered.notices) == ((), ())


def test_links_are_relative_to_where_a_redirect_ends(three: Site) -> None:
    three.put("/here/feed", rss("page"), kind=RSS)
    three.put("/here/page", article("Poole"))
    assert titles(read(three.redirect("/feed", "/here/feed"))) == ["Poole"]


def test_atom_is_a_feed_too(three: Site) -> None:
    entries = "".join(
        f'<entry><title>{name}</title><link rel="alternate" href="/{name}"/><updated>{day}</updated></entry>'
        for name, day in (("Bedford", "2024-07-04T22:00:00Z"), ("Luton", "2024-07-05T03:00:00+01:00"))
    )
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'
    assert titles(read(three.put("/feed", feed, kind="application/atom+xml"))) == ["Luton", "Bedford"]


@pytest.mark.parametrize("kind", ["text/xml", "application/xml", "text/html", "text/plain", ""])
def test_a_feed_is_known_by_how_it_begins(three: Site, kind: str) -> None:
    assert titles(read(three.put("/feed", rss("/Bedford"), kind=kind))) == ["Bedford"]


def test_the_newest_come_first_and_no_more_than_asked_for(three: Site) -> None:
    feed = three.put("/feed", rss("/Bedford", "/x", "/Hitchin", "/Luton", dates=(100, 0, 300, 200)), kind=RSS)
    gathered = read(feed, max_pages=2)
    assert titles(gathered) == ["Hitchin", "Luton"]
    assert "/x" not in three.asked
    assert gathered.notices == (
        f"{feed}: lists 4 pages, of which the newest 2 are read; use --max-pages to read more",
    )


def test_pages_of_a_feed_are_fetched_with_pauses(three: Site, pauses: list[float]) -> None:
    read(three.put("/feed", rss("/Bedford", "/Luton"), kind=RSS))
    assert len(pauses) == 2
    assert all(0 < pause <= 1 for pause in pauses)


def test_a_feed_that_lists_itself_and_others_is_not_followed(three: Site) -> None:
    three.put("/other", rss("/Luton"), kind=RSS)
    feed = three.put("/feed", rss("/feed", "/feed#1", "/other", "/Bedford"), kind=RSS)
    gathered = read(feed)
    assert titles(gathered) == ["Bedford"]
    assert [str(error) for error in gathered.errors] == [
        f"{three.url('/other')}: is a feed, not an article; give the address of one article"
    ]
    assert three.asked.count("/feed") == 1


def test_a_feed_that_lists_itself_alone_has_no_pages(three: Site) -> None:
    [error] = read(three.put("/feed", rss("/feed"), kind=RSS)).errors
    assert "is a feed that lists no pages" in str(error)


def test_a_page_that_is_listed_twice_is_fetched_once(three: Site) -> None:
    feed = three.put("/feed", rss("/Bedford", "/Luton", "/Bedford"), kind=RSS)
    assert titles(read(feed, three.url("/Bedford"))) == ["Bedford", "Luton"]
    assert three.asked.count("/Bedford") == 1


def test_one_bad_page_does_not_stop_the_rest(three: Site, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Labour held Hendon.")
    links = ("/gone", f"file://{secret}", str(secret), "mailto:a@b.example", "http://10.0.0.1:1/", "/Luton")
    gathered = gather([three.put("/feed", rss(*links), kind=RSS)], allow_private=True)
    assert titles(gathered) == ["Luton"]
    assert len(gathered.errors) == len(links) - 1
    assert "Hendon" not in str(gathered)


def test_a_public_feed_does_not_lead_home(three: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from electiongraph.sources import connections

    monkeypatch.setattr(connections, "is_public", lambda address: address == "127.0.0.1")
    feed = three.put(
        "/feed", rss("http://10.0.0.1/", f"http://127.0.0.2:{three.port}/Luton", "/Bedford"), kind=RSS
    )
    gathered = gather([feed])
    assert titles(gathered) == ["Bedford"]
    assert ["not public" in str(error) for error in gathered.errors] == [True, True]


def test_a_feed_in_a_file_is_read(three: Site, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(rss(three.url("/Bedford"), "Luton"))
    gathered = read(path)
    assert titles(gathered) == ["Bedford"]
    assert "Luton: is not an http or https address" in str(gathered.errors[0])


def test_files_and_addresses_mix_in_any_order(three: Site, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Poole\n\nLabour held Poole.\n")
    gathered = read(three.url("/Bedford"), str(path), three.url("/gone"), path, three.url("/Luton"))
    assert titles(gathered) == ["Bedford", "Poole", "Luton"]
    assert len(gathered.pages) == 2
    assert len(gathered.errors) == 1


def test_a_feed_is_not_one_article(three: Site, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(rss("/Bedford"))
    for place in (path, three.put("/feed", rss("/Bedford"), kind=RSS)):
        with pytest.raises(SourceError, match="is a feed, not an article"):
            read_document(place, allow_private=True)
    assert read_document(three.url("/Luton"), allow_private=True).title == "Luton"


BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "word"}">' for n in range(9))


@pytest.mark.parametrize("entities", [f"{BOMB}", '<!ENTITY e8 SYSTEM "file:///etc/hostname">'])
def test_entities_of_a_feed_are_not_expanded(entities: str) -> None:
    head = f"<!DOCTYPE rss [{entities}]>"
    data = rss("http://a.example/&e8;", "http://a.example/b", head=head).encode()
    try:
        found = pages_of_feed(data, where="feed.xml")
    except SourceError:
        return
    assert all(len(link) < 100 and "word" not in link for link in found)


@pytest.mark.parametrize(
    ("data", "is_one"),
    [
        (b"<rss>", True),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<?xml-stylesheet href="a"?><!-- a -->\n<feed xmlns="a">', True),
        (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss>', True),
        (b'<rdf:RDF xmlns:rdf="a">', True),
        (b"<html><body><rss>", False),
        (b"rss feed", False),
        (b"<feeder>", False),
        (b"<!----><??>" * 370, False),
        (b"<!DOCTYPE a>" * 300, False),
        (b"", False),
    ],
)
def test_feeds_are_told_from_pages(data: bytes, is_one: bool) -> None:
    assert is_feed(data) is is_one


def test_xml_that_is_no_feed_has_no_article(three: Site) -> None:
    gathered = read(three.put("/sitemap", "<?xml version='1.0'?><urlset></urlset>", kind="text/xml"))
    assert "is XML, but no feed and no page" in str(gathered.errors[0])


def test_a_thousand_comments_do_not_keep_the_program_busy() -> None:
    from electiongraph.sources.decoding import looks_like_html

    assert not looks_like_html(b"<!---->" * 580 + b"x", "a.txt")
