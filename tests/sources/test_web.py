"""Fetching: what is read, how politely, and every trap that a link or a server may lay."""

from __future__ import annotations

import gzip
import hashlib
import socket
import ssl
import tracemalloc
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from electiongraph.errors import HostError, SourceError
from electiongraph.sources import connections, document_of_page
from electiongraph.sources.connections import Limits
from electiongraph.sources.pages import Page
from electiongraph.sources.web import LONGEST_PAUSE_SECONDS, PAUSE_SECONDS, Fetcher

if TYPE_CHECKING:
    from conftest import Site

ARTICLE = "<h1>Bedford</h1><p>Labour held Bedford with 18,342 votes.</p>"
# A certificate for news.example and its key, made for these tests and good for nothing else.
TLS = Path(__file__).parent / "tls"
HOME = Limits(connect_seconds=5, read_seconds=5, total_seconds=10, max_bytes=100_000, allow_private=True)


def fetch(url: str, limits: Limits = HOME) -> Page:
    return Fetcher(limits).fetch(url)


def refusal(url: str, limits: Limits = HOME) -> str:
    with pytest.raises(SourceError) as caught:
        fetch(url, limits)
    message = str(caught.value)
    assert message.isprintable()
    assert caught.value.where
    assert caught.value.advice
    return message


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> Limits:
    """Let 127.0.0.1 stand for the public internet; everything else stays what it is."""
    is_public = connections.is_public
    monkeypatch.setattr(connections, "is_public", lambda one: one == "127.0.0.1" or is_public(one))
    return Limits(connect_seconds=5, read_seconds=5, total_seconds=10, max_bytes=100_000)


def test_a_page_comes_with_all_that_is_known_of_it(site: Site) -> None:
    url = site.put(
        "/live", ARTICLE, headers={"ETag": '"v1"', "Last-Modified": "Fri, 05 Jul 2024 03:10:00 GMT"}
    )
    page = fetch(f"{url}#latest")
    assert (page.address, page.final_address, page.media_type) == (url, url, "text/html")
    assert (page.etag, page.last_modified) == ('"v1"', "Fri, 05 Jul 2024 03:10:00 GMT")
    assert page.sha256 == hashlib.sha256(ARTICLE.encode()).hexdigest()
    document = document_of_page(page)
    assert (document.title, document.address, document.name) == ("Bedford", url, url)
    assert document.sha256 == page.sha256


def test_the_pages_own_address_comes_first(site: Site) -> None:
    url = site.put("/a", f'<link rel=canonical href="https://news.example/bedford">{ARTICLE}')
    document = document_of_page(fetch(url))
    assert (document.address, document.name) == ("https://news.example/bedford", url)


def test_the_program_says_who_it_is_and_nothing_else(site: Site) -> None:
    fetch(site.put("/a", ARTICLE))
    told = site.headers[-1]
    assert f"electiongraph/{version('electiongraph')}" in told["User-Agent"]
    assert told["Host"] == f"127.0.0.1:{site.port}"
    assert sorted(told) == ["Accept", "Accept-Encoding", "Connection", "Host", "User-Agent"]


def test_semicolons_and_queries_are_asked_for_as_they_stand(site: Site) -> None:
    fetch(site.put("/a;b=1?c=%20&d;e", ARTICLE))
    assert site.read == ["/a;b=1?c=%20&d;e"]


def test_proxies_of_the_environment_are_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetch(site.put("/a", ARTICLE)).data == ARTICLE.encode()


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "2130706433", "0177.0.0.1", "0x7f.0.0.1", "0x7f000001", "127.1", "0", "0.0.0.0",
        "localhost", "１２７.0.0.1", "127。0。0。1", "10.0.0.1", "169.254.169.254", "192.168.1.1",
        "224.0.0.1", "255.255.255.255", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fd00::1]", "[fe80::1]", "[ff02::1]",
    ],
)  # fmt: skip
def test_addresses_at_home_are_refused_in_every_notation(site: Site, host: str) -> None:
    site.put("/", ARTICLE)
    message = refusal(f"http://{host}:{site.port}/", Limits(connect_seconds=5))
    assert "is at an address that is not public" in message
    assert "--allow-private" in message
    assert site.asked == []


@pytest.mark.parametrize(
    "found", [["127.0.0.1"], ["10.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::1"], ["::ffff:10.0.0.1"]]
)
def test_a_name_with_an_address_at_home_is_refused(
    site: Site, names: dict[str, list[str]], found: list[str]
) -> None:
    names["news.example"] = found
    assert "not public" in refusal(site.url("/", "news.example"), Limits())
    assert site.asked == []


def test_a_name_is_looked_up_once_and_the_connection_goes_where_it_was_checked(
    site: Site, public: Limits, names: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    site.put("/a", ARTICLE)
    names["news.example"] = ["127.0.0.1"]
    look_up = socket.getaddrinfo
    asked: list[str] = []

    def rebinding(host: str, *rest: int, **options: int) -> object:
        answer = look_up(host, *rest, **options)
        if host == "news.example":
            asked.append(host)
            names[host] = ["10.0.0.1"]
        return answer

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    assert fetch(site.url("/a", "news.example"), public).data == ARTICLE.encode()
    assert asked == ["news.example"]
    assert site.headers[-1]["Host"] == f"news.example:{site.port}"


def test_the_next_address_of_a_host_is_tried(site: Site, names: dict[str, list[str]]) -> None:
    site.put("/a", ARTICLE)
    names["news.example"] = ["127.0.0.9", "127.0.0.1"]
    assert fetch(site.url("/a", "news.example")).data == ARTICLE.encode()


def test_an_unknown_host(names: dict[str, list[str]]) -> None:
    assert "is at a host that nobody knows" in refusal("https://news.example/a")


def test_nobody_listens() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        message = refusal(f"http://127.0.0.1:{taken.getsockname()[1]}/a")
    assert "cannot be reached (Connection refused)" in message


# Redirects


def test_redirects_are_followed_and_the_last_address_is_told(site: Site) -> None:
    site.put("/e", ARTICLE)
    for here, there, status in (
        ("/a", "b", 301),
        ("/b", "/c", 302),
        ("/c", site.url("/d"), 307),
        ("/d", "?x", 308),
    ):
        site.redirect(here, there, status)
    site.redirect("/d?x", "//127.0.0.1:" + f"{site.port}/e", 303)
    page = fetch(site.url("/a"))
    assert (page.address, page.final_address) == (site.url("/a"), site.url("/e"))
    assert site.asked.count("/robots.txt") == 1


def test_too_many_redirects_and_loops_end(site: Site) -> None:
    for number in range(6):
        site.redirect(f"/{number}", f"/{number + 1}")
    site.put("/6", ARTICLE)
    assert "leads on more than 5 times" in refusal(site.url("/0"))
    assert fetch(site.url("/1")).final_address == site.url("/6")
    site.redirect("/loop", "/loop")
    assert "leads on more than 5 times" in refusal(site.url("/loop"))
    assert site.asked.count("/loop") == 6


@pytest.mark.parametrize(
    ("target", "what"),
    [
        ("file:///etc/passwd", "leads to file:///etc/passwd, which is not an http or https address"),
        ("ftp://127.0.0.1/a", "not an http or https address"),
        ("javascript:alert(1)", "not an http or https address"),
        ("data:text/html,Labour held Bedford", "has a space or control character"),
        (
            "http://10.0.0.1/a",
            "leads to http://10.0.0.1/a, which is at an address that is not public (10.0.0.1)",
        ),
        ("//192.168.0.1/a", "which is at an address that is not public"),
        ("http://2852039166/latest/meta-data", "not public (169.254.169.254)"),
        ("http://[::ffff:10.0.0.1]/", "not public"),
        ("http://inside.example/", "not public (10.1.2.3)"),
        ("http://me:secret@127.0.0.1/", "has a user name or password"),
        ("http://[bad/", "is not a valid address"),
        ("//[bad/", "is not a valid address"),
        ("", "leads on to nowhere (status 302)"),
    ],
)
def test_a_redirect_is_checked_like_an_address(
    site: Site, public: Limits, names: dict[str, list[str]], target: str, what: str
) -> None:
    names["inside.example"] = ["10.1.2.3"]
    message = refusal(site.redirect("/a", target), public)
    assert message.startswith(site.url("/a"))
    assert what in message
    assert "secret" not in message
    assert site.read == ["/a"]


def test_a_redirect_obeys_the_robots_of_where_it_leads(site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /inner/", kind="text/plain")
    site.put("/inner/a", ARTICLE)
    message = refusal(site.redirect("/a", "/inner/a"))
    assert "/inner/a, which may not be fetched: the site's robots.txt forbids it" in message
    assert site.read == ["/a"]


# Sizes and times


def stream(chunk: bytes, headers: dict[str, str] | None = None) -> Callable[[BaseHTTPRequestHandler], None]:
    """Return what sends a piece again and again until the other side hangs up."""

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        for name, value in {"Content-Type": "text/html", **(headers or {})}.items():
            handler.send_header(name, value)
        handler.end_headers()
        for _ in range(10_000):
            handler.wfile.write(chunk)

    return send


def test_a_page_without_an_end_is_cut_off(site: Site) -> None:
    assert "is larger than 0.1 MB; use --max-bytes" in refusal(site.put("/a", send=stream(b"word " * 2000)))


def test_a_page_that_says_that_it_is_large_is_not_read(site: Site) -> None:
    sent = []

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", "5000000")
        handler.end_headers()
        sent.append(handler.path)

    assert "is larger than" in refusal(site.put("/a", send=send))
    assert sent == ["/a"]


def test_a_large_page_is_read_when_it_is_allowed(site: Site) -> None:
    url = site.put("/a", ARTICLE + "<p>word</p>" * 20_000)
    assert "is larger than" in refusal(url)
    assert len(fetch(url, Limits(max_bytes=1_000_000, allow_private=True)).data) > 200_000


@pytest.mark.parametrize("packing", ["gzip", "GZIP", "x-gzip"])
def test_packed_pages_are_unpacked(site: Site, packing: str) -> None:
    parts = gzip.compress(ARTICLE[:20].encode()) + gzip.compress(ARTICLE[20:].encode())
    assert fetch(site.put("/a", parts, headers={"Content-Encoding": packing})).data == ARTICLE.encode()


def test_a_bomb_is_not_unpacked(site: Site) -> None:
    bomb = gzip.compress(bytes(50_000_000))
    assert len(bomb) < HOME.max_bytes
    tracemalloc.start()
    try:
        message = refusal(site.put("/a", bomb, headers={"Content-Encoding": "gzip"}))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert "is larger than" in message
    assert peak < 10_000_000


def test_a_bomb_of_many_parts_is_not_unpacked(site: Site) -> None:
    bomb = gzip.compress(b"word " * 1000) * 1500
    assert len(bomb) < HOME.max_bytes
    assert "is larger than" in refusal(site.put("/a", bomb, headers={"Content-Encoding": "gzip"}))


@pytest.mark.parametrize(
    ("packing", "body", "what"),
    [
        ("gzip", gzip.compress(ARTICLE.encode())[:-12], "cut short or damaged"),
        ("gzip", ARTICLE.encode(), "cut short or damaged"),
        ("br", b"\x0b\x02", "is packed in a way that was not asked for"),
        ("gzip, gzip", gzip.compress(gzip.compress(ARTICLE.encode())), "is packed in a way"),
        ("deflate", zlib.compress(ARTICLE.encode()), "is packed in a way"),
    ],
    ids=["cut", "none", "br", "twice", "deflate"],
)
def test_other_packing_is_refused(site: Site, packing: str, body: bytes, what: str) -> None:
    assert what in refusal(site.put("/a", body, headers={"Content-Encoding": packing}))


def test_a_page_that_breaks_off(site: Site) -> None:
    assert "cut short" in refusal(site.put("/a", ARTICLE, headers={"Content-Length": "5000"}))


def test_what_is_no_http(site: Site) -> None:
    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"220 mail.example ESMTP\r\n")

    assert "cut short or damaged" in refusal(site.put("/a", send=send))


def drip(site: Site, start: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    """Return what sends a letter now and then for as long as anybody listens."""

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(start)
        while not site.is_over.wait(0.02):
            handler.wfile.write(b"a")

    return send


@pytest.mark.parametrize(
    "start",
    [b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>", b"HTTP/1.0 200 OK\r\nX: "],
    ids=["body", "head"],
)
def test_a_slow_drip_ends_at_the_deadline(site: Site, start: bytes) -> None:
    limits = Limits(read_seconds=5, total_seconds=0.2, allow_private=True)
    assert "took longer than 0.2 seconds" in refusal(site.put("/a", send=drip(site, start)), limits)


def test_a_silent_server_is_given_up(site: Site) -> None:
    def send(handler: BaseHTTPRequestHandler) -> None:
        site.is_over.wait(5)

    limits = Limits(read_seconds=0.1, allow_private=True)
    assert "does not answer in time" in refusal(site.put("/a", send=send), limits)


def test_a_chain_of_redirects_has_one_deadline(site: Site) -> None:
    def send(handler: BaseHTTPRequestHandler) -> None:
        site.is_over.wait(0.06)
        handler.send_response(302)
        handler.send_header("Location", handler.path + "x")
        handler.end_headers()

    for number in range(7):
        site.put("/a" + "x" * number, send=send)
    limits = Limits(read_seconds=5, total_seconds=0.15, allow_private=True)
    assert "took longer than 0.15 seconds" in refusal(site.url("/a"), limits)


# Kinds of pages


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("application/pdf", "is a PDF file, not a page, a text, a table or a feed"),
        ("image/jpeg", "is a picture"),
        ("application/json; charset=utf-8", "is of the type application/json"),
        ("application/octet-stream", "is of the type application/octet-stream"),
        ("video/mp4", "is of the type video/mp4"),
    ],
)
def test_what_is_no_text_is_refused_before_it_is_read(site: Site, kind: str, what: str) -> None:
    assert what in refusal(site.put("/a", send=stream(b"x" * 1000, {"Content-Type": kind})))


@pytest.mark.parametrize(
    "kind", ["text/html; charset=utf-8", "TEXT/HTML", "application/xhtml+xml", "", "rubbish"]
)
def test_pages_are_read_whatever_they_are_called(site: Site, kind: str) -> None:
    document = document_of_page(fetch(site.put("/a", f"<!DOCTYPE html>{ARTICLE}", kind=kind)))
    assert (document.media_type, document.title) == ("text/html", "Bedford")


def test_plain_text_is_read_as_such(site: Site) -> None:
    page = fetch(site.put("/a.txt", "Bedford\n\nLabour held <b>Bedford</b>.\n", kind="text/plain"))
    assert document_of_page(page).text == "Bedford\n\nLabour held <b>Bedford</b>.\n"
    assert page.file_name == f"{page.sha256}.txt"


def test_a_pdf_that_calls_itself_a_page_is_refused(site: Site) -> None:
    page = fetch(site.put("/a", b"%PDF-1.7\n1 0 obj"))
    with pytest.raises(SourceError, match="is a PDF file, not text"):
        document_of_page(page)


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        ("Sinn Féin".encode("latin-1"), "text/plain; charset=ISO-8859-1", "Sinn Féin"),
        ("Победа".encode("cp1251"), 'text/html; charset="windows-1251"', "Победа"),
        ("Победа".encode("koi8-r"), "text/plain; CHARSET=KOI8-R", "Победа"),
        ("Sinn Féin".encode(), "text/plain; charset=iso-8859-1", "Sinn Féin"),
        ("Sinn Féin".encode(), "text/html; charset=nonsense", "Sinn Féin"),
        ("Sinn Féin".encode("latin-1"), "text/html; charset=utf-8", "Sinn Féin"),
        ('<meta charset="windows-1251"><p>Победа'.encode("cp1251"), "text/html; charset=koi8-r", "Победа"),
        (b"\xef\xbb\xbf" + "Sinn Féin".encode(), "text/html; charset=windows-1251", "Sinn Féin"),
        ("Победа".encode("utf-16"), "text/plain; charset=windows-1251", "Победа"),
    ],
)
def test_the_servers_charset_counts_where_the_page_says_nothing(
    site: Site, body: bytes, kind: str, text: str
) -> None:
    assert document_of_page(fetch(site.put("/a", body, kind=kind))).text == text


@pytest.mark.parametrize(
    ("status", "what"),
    [
        (401, "asks for a password"),
        (403, "refuses to be fetched"),
        (404, "is not there"),
        (410, "is no longer there"),
        (429, "has had too many requests (status 429); try again later"),
        (500, "cannot be given by the server (status 500)"),
        (204, "(status 204)"),
        (304, "(status 304)"),
        (206, "(status 206)"),
    ],
)
def test_every_other_answer_is_told(site: Site, status: int, what: str) -> None:
    body = b"" if status in (204, 304) else ARTICLE
    headers = {"Content-Length": ""} if status in (204, 304) else {}
    assert what in refusal(site.put("/a", body, status=status, headers=headers))


# Robots


@pytest.mark.parametrize(
    "rules",
    [
        "User-agent: *\nDisallow: /",
        "User-agent: electiongraph\nDisallow: /live",
        "User-agent: ElectionGraph\nDisallow: /*bedford",
        "\ufeffUser-agent: *\nDisallow: /live/bed",
        "User-agent: *\nAllow: /\n\nUser-agent: electiongraph\nDisallow: /",
    ],
)
def test_what_robots_may_not_read_is_not_read(site: Site, rules: str) -> None:
    site.put("/robots.txt", rules, kind="text/plain")
    message = refusal(site.put("/live/bedford", ARTICLE))
    assert "may not be fetched: the site's robots.txt forbids it" in message
    assert site.asked == ["/robots.txt"]


@pytest.mark.parametrize(
    "answer",
    [
        {"body": "User-agent: *\nDisallow: /private", "kind": "text/plain"},
        {"body": "User-agent: *\nDisallow: /\n\nUser-agent: electiongraph\nAllow: /", "kind": "text/plain"},
        {"body": "User-agent: *\nDisallow: /live\nAllow: /live/bedford", "kind": "text/plain"},
        {"body": ""},
        {"body": "<h1>Not here</h1>"},
        {"body": b"\xff\xfe\x00rubbish"},
        {"status": 401},
        {"status": 403},
        {"status": 404},
        {"status": 410},
    ],
)
def test_what_robots_may_read_is_read(site: Site, answer: dict[str, str]) -> None:
    site.put("/robots.txt", **answer)
    assert fetch(site.put("/live/bedford", ARTICLE)).data == ARTICLE.encode()


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        ({"status": 500}, "the site fails to say"),
        ({"status": 503}, "the site fails to say"),
        ({"send": hang_up}, "cut short"),
        ({"body": b"#" * 200_000}, "robots.txt is larger than"),
        ({"status": 302, "headers": {"Location": "/robots.txt"}}, "robots.txt leads on more than 5 times"),
        (
            {"status": 302, "headers": {"Location": "http://10.0.0.1/"}},
            "robots.txt leads to http://10.0.0.1/, which",
        ),
        ({"status": 302, "headers": {"Location": "file:///etc/passwd"}}, "not an http or https address"),
    ],
)
def test_a_site_that_does_not_say_what_it_allows_is_not_read(
    site: Site, public: Limits, answer: dict[str, str], what: str
) -> None:
    site.put("/robots.txt", **answer)
    message = refusal(site.put("/live", ARTICLE), public)
    assert message.startswith(site.url("/live"))
    assert what in message
    assert site.read == []


def test_robots_that_cannot_be_read_are_asked_for_once(site: Site) -> None:
    site.put("/robots.txt", status=503)
    fetcher = Fetcher(HOME)
    for path in ("/a", "/b"):
        with pytest.raises(SourceError, match=f"{path}: may not be fetched now"):
            fetcher.fetch(site.put(path, ARTICLE))
    assert site.asked == ["/robots.txt"]


def test_robots_are_asked_once_and_followed_elsewhere(site: Site, pauses: list[float]) -> None:
    site.redirect("/robots.txt", "/rules")
    site.put("/rules", "User-agent: *\nDisallow: /private", kind="text/plain")
    fetcher = Fetcher(HOME)
    fetcher.fetch(site.put("/a", ARTICLE))
    with pytest.raises(SourceError, match="forbids"):
        fetcher.fetch(site.put("/private/a", ARTICLE))
    assert site.asked == ["/robots.txt", "/rules", "/a"]


@pytest.mark.parametrize(
    ("rules", "seconds"),
    [
        ("", PAUSE_SECONDS),
        ("User-agent: *\nCrawl-delay: 0", PAUSE_SECONDS),
        ("User-agent: *\nCrawl-delay: 7", 7),
        ("User-agent: *\nCrawl-delay: 2.5", 2.5),
        ("User-agent: *\nCrawl-delay: 86400", LONGEST_PAUSE_SECONDS),
        ("User-agent: *\nCrawl-delay: -5", PAUSE_SECONDS),
    ],
)
def test_requests_to_one_host_are_apart(site: Site, pauses: list[float], rules: str, seconds: float) -> None:
    site.put("/robots.txt", rules, kind="text/plain")
    fetcher = Fetcher(HOME)
    fetcher.fetch(site.put("/a", ARTICLE))
    assert pauses == []
    fetcher.fetch(site.put("/b", ARTICLE))
    assert pauses == [pytest.approx(seconds, abs=0.5)]


def test_another_host_need_not_wait(site: Site, names: dict[str, list[str]], pauses: list[float]) -> None:
    names["news.example"] = ["127.0.0.1"]
    fetcher = Fetcher(HOME)
    fetcher.fetch(site.put("/a", ARTICLE))
    fetcher.fetch(site.url("/a", "news.example"))
    assert pauses == []


# Time and TLS


def test_the_time_of_fetching_can_be_set(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    url = site.put("/a", ARTICLE)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1720149000")
    assert fetch(url).fetched == "2024-07-05T03:10:00Z"
    for wrong in ("yesterday", "1" * 30):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        assert "SOURCE_DATE_EPOCH: is not a time" in refusal(url)


@pytest.fixture
def secure(site: Site, monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """Let the site speak TLS with a certificate for news.example; gather the names that it is asked by."""
    told: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TLS / "certificate.pem", TLS / "key.pem")
    context.sni_callback = lambda _socket, name, _context: told.append(name)
    site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS / "certificate.pem"))
    return told


def test_tls_is_for_the_name_though_the_connection_is_to_the_address(
    site: Site, secure: list[str | None], names: dict[str, list[str]]
) -> None:
    site.put("/a", ARTICLE)
    names["news.example"] = ["127.0.0.1"]
    assert fetch(f"https://news.example:{site.port}/a").data == ARTICLE.encode()
    assert set(secure) == {"news.example"}


def test_a_certificate_for_another_name_is_refused(
    site: Site, secure: list[str | None], names: dict[str, list[str]]
) -> None:
    site.put("/a", ARTICLE)
    names["other.example"] = ["127.0.0.1"]
    with pytest.raises(HostError, match="its certificate does not hold: Hostname mismatch"):
        fetch(f"https://other.example:{site.port}/a")


def test_a_certificate_that_nobody_vouches_for_is_refused(
    site: Site, secure: list[str | None], names: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    site.put("/a", ARTICLE)
    monkeypatch.delenv("SSL_CERT_FILE")
    names["news.example"] = ["127.0.0.1"]
    assert "its certificate does not hold" in refusal(f"https://news.example:{site.port}/a")
