"""What all tests share: the option that rewrites golden files, a small graph, and a web site to read from."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from pyoxigraph import RdfFormat, Store

# pytest --hypothesis-profile=long tests/reliability
settings.register_profile(
    "long", max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True
)

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite the golden files with what the program gives now; look at the difference afterwards",
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def night_path() -> Path:
    """A night of two newspapers: our own words and real figures, with every kind of thing."""
    return Path(__file__).resolve().parent / "answering" / "night.trig"


@pytest.fixture(scope="session")
def night(night_path: Path) -> Store:
    store = Store()
    store.bulk_load(path=str(night_path), format=RdfFormat.TRIG)
    return store


@pytest.fixture(scope="session")
def full_graph(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The graph of the five articles and all official files; skipped where these are not."""
    if not (SHARED / "official").is_dir() or not (SHARED / "articles").is_dir():
        pytest.skip("the official files and the five articles do not lie beside the checkout")
    folder = tmp_path_factory.mktemp("full") / "graph"
    call = "import sys; from electiongraph.cli import main; sys.argv[0] = 'electiongraph'; main()"
    arguments = ["build", str(SHARED / "articles"), str(SHARED / "official"), "-o", str(folder)]
    done = subprocess.run([sys.executable, "-c", call, *arguments], check=False, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    store = Store()
    store.bulk_load(path=str(folder / "graph.nq"), format=RdfFormat.N_QUADS)
    return store


@dataclass
class Answer:
    """What the test site answers: status, headers and body, or whatever `send` writes."""

    body: bytes | str = b""
    kind: str = "text/html"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    send: Callable[[BaseHTTPRequestHandler], None] | None = None


class Site:
    """A web site on this machine: `pages` by path, `asked` what was asked for, in order."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.headers: list[Message] = []
        self.is_over = threading.Event()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.headers.append(self.headers)
                site.answer(self)

            def log_request(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        page = self.pages.get(handler.path, Answer(status=404))
        if page.send is not None:
            page.send(handler)
            return
        body = page.body.encode() if isinstance(page.body, str) else page.body
        handler.send_response(page.status)
        for name, value in {
            "Content-Type": page.kind,
            "Content-Length": str(len(body)),
            **page.headers,
        }.items():
            if value:
                handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def put(self, path: str, body: bytes | str = b"", **options: Any) -> str:
        """Put a page on the site and return its address."""
        self.pages[path] = Answer(body, **options)
        return self.url(path)

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        return self.put(path, status=status, headers={"Location": to})

    @property
    def read(self) -> list[str]:
        """Return what was asked for beside the rules for robots."""
        return [path for path in self.asked if path != "/robots.txt"]


@pytest.fixture
def site() -> Iterator[Site]:
    running = Site()
    thread = threading.Thread(
        target=running.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
    )
    thread.start()
    yield running
    running.is_over.set()
    running.server.shutdown()
    running.server.server_close()
    thread.join()


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Gather how long would have been waited between requests; nothing is."""
    from electiongraph.sources import web

    waited: list[float] = []

    class Clock:
        monotonic = staticmethod(time.monotonic)
        sleep = staticmethod(waited.append)

    monkeypatch.setattr(web, "time", Clock)
    return waited


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Host names that the resolver knows, with their addresses; every other name is unknown."""
    known: dict[str, list[str]] = {}
    resolve = socket.getaddrinfo

    def look_up(host: str | bytes | None, port: int, *rest: int, **options: int) -> list[Any]:
        name = host.decode() if isinstance(host, bytes) else str(host)
        if not any(letter.isalpha() for letter in name) or ":" in name:
            return list(resolve(name, port, *rest, **options))
        if name not in known:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [answer for one in known[name] for answer in resolve(one, port, *rest, **options)]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known
