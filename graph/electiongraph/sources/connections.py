"""One request over one connection: to a checked address, within a deadline, with a bounded answer.

First stage. A name is looked up once, and the connection goes to the very addresses that were checked, so
that a name that changes its addresses in between leads nowhere. No proxy, cookie or credential is used.
Imports the HTTP client, so `gathering` imports this only when there is something to fetch.
"""

from __future__ import annotations

import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from urllib.parse import urlsplit

import httpcore2

from electiongraph.errors import HostError, SourceError
from electiongraph.sources.addresses import is_public
from electiongraph.sources.files import DEFAULT_MAX_BYTES, too_large

__all__ = ["AGENT", "Connector", "Deadline", "Limits", "Response"]

AGENT = "electiongraph"
ACCEPTED = "text/html, application/xhtml+xml, text/plain, text/csv, application/rss+xml, application/atom+xml"
_CHUNK = 1 << 16
_GZIP = 16 + zlib.MAX_WBITS
_CERTIFICATE = re.compile(r"certificate verify failed: (.+?)\.?(?: \(_ssl\.c:\d+\))?$")
_ERROR_NUMBER = re.compile(r"^\[[^]]*\] ")
_LATER = "check the address and the connection, or try again later"
_AS_FILE = "save the page as HTML and give the file"


@dataclass(frozen=True, slots=True)
class Limits:
    """How long, how much and where to.

    Attributes:
        connect_seconds: The longest time until a connection stands.
        read_seconds: The longest silence of the other side.
        total_seconds: The longest time for one page with all its redirects.
        max_bytes: The largest answer, packed or unpacked.
        allow_private: Whether addresses that are not public may be called.
    """

    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    total_seconds: float = 60.0
    max_bytes: int = DEFAULT_MAX_BYTES
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answers; the body is read only of an answer with status 200.

    Attributes:
        status: The HTTP status.
        headers: By lower-case name.
        body: Unpacked.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


class Deadline:
    """A moment by which all must be over."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def remaining(self, longest: float | None = None) -> float:
        """Return the seconds that are left, `longest` at most.

        Raises:
            httpcore2.ReadTimeout: When none are.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout
        return left if longest is None else min(left, longest)

    @property
    def is_over(self) -> bool:
        """Tell whether the moment has passed."""
        return time.monotonic() >= self._end


@dataclass(slots=True)
class Connector:
    """Makes requests within limits; looks every name up once.

    Attributes:
        limits: The limits.
    """

    limits: Limits
    _addresses: dict[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)
    _context: ssl.SSLContext | None = None

    def get(
        self, url: str, deadline: Deadline, check: Callable[[Mapping[str, str]], None] | None = None
    ) -> Response:
        """Make one GET request; follows no redirect.

        Args:
            url: A checked address.
            deadline: When to give up.
            check: Called with the headers of an answer with status 200 before its body is read.

        Returns:
            The answer.

        Raises:
            HostError: The host is unknown, not public, cannot be reached or is too slow.
            SourceError: The answer is too large, damaged, or `check` raised it.
        """
        try:
            return self._get(url, deadline, check)
        except httpcore2.TimeoutException as error:
            what = (
                f"took longer than {deadline.seconds:g} seconds"
                if deadline.is_over
                else "does not answer in time"
            )
            raise HostError(what, where=url, advice="try again later") from error
        except (httpcore2.NetworkError, ssl.SSLError, OSError) as error:
            raise HostError(f"cannot be reached ({_reason(error)})", where=url, advice=_LATER) from error
        except (httpcore2.ProtocolError, zlib.error) as error:
            what = f"gives an answer that is cut short or damaged ({error})"
            raise SourceError(what, where=url, advice="try again later") from error

    def addresses(self, host: str, port: int, deadline: Deadline, url: str) -> tuple[str, ...]:
        """Return the addresses of a host, all of which may be called.

        Raises:
            HostError: The name is unknown, or one of its addresses is not public.
        """
        key = (host, port)
        if key not in self._addresses:
            found = _look_up(host, port, deadline.remaining(self.limits.connect_seconds))
            if not found:
                raise HostError("is at a host that nobody knows", where=url, advice=_LATER)
            refused = [one for one in found if not is_public(one)]
            if refused and not self.limits.allow_private:
                raise HostError(
                    f"is at an address that is not public ({refused[0]})",
                    where=url,
                    advice="if it is yours and you mean it, use --allow-private",
                )
            self._addresses[key] = found
        return self._addresses[key]

    def _get(
        self, url: str, deadline: Deadline, check: Callable[[Mapping[str, str]], None] | None
    ) -> Response:
        if self._context is None:
            self._context = httpcore2.default_ssl_context()
        parts = urlsplit(url)
        # Given in parts, since the client would drop what follows a semicolon.
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        where = httpcore2.URL(
            scheme=parts.scheme, host=parts.hostname or "", port=parts.port, target=target or "/"
        )
        backend = _CheckedBackend(self, deadline, url)
        timeout = {
            "connect": deadline.remaining(self.limits.connect_seconds),
            "read": self.limits.read_seconds,
            "write": self.limits.read_seconds,
        }
        with (
            httpcore2.ConnectionPool(ssl_context=self._context, network_backend=backend) as pool,
            pool.stream("GET", where, headers=_headers(parts.netloc), extensions={"timeout": timeout}) as got,
        ):
            headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in got.headers}
            if got.status != 200:
                return Response(got.status, headers)
            if check is not None:
                check(headers)
            body = _read(got.iter_stream(), headers, self.limits.max_bytes, url)
            return Response(got.status, headers, body)


class _CheckedBackend(httpcore2.NetworkBackend):
    """Connects to the checked addresses of a host, and holds every step to the deadline."""

    def __init__(self, connector: Connector, deadline: Deadline, url: str) -> None:
        self._connector = connector
        self._deadline = deadline
        self._url = url

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of the host that answers."""
        failure: httpcore2.NetworkError | httpcore2.TimeoutException | None = None
        for address in self._connector.addresses(host, port, self._deadline, self._url):
            try:
                stream = httpcore2.SyncBackend().connect_tcp(
                    address, port, self._deadline.remaining(timeout), local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        assert failure is not None
        raise failure


class _TimedStream(httpcore2.NetworkStream):
    """A stream whose every step ends by the deadline: a byte now and then does not keep it open."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.remaining(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.remaining(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        left = self._deadline.remaining(timeout)
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


def _look_up(host: str, port: int, seconds: float) -> tuple[str, ...]:
    """Return the addresses of a host, each once, in the resolver's order; () when there are none in time."""
    found: list[str] = []

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend(dict.fromkeys(str(answer[4][0]) for answer in answers))

    # The system's resolver knows no timeout; a thread that is left behind ends with the program.
    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(seconds)
    return tuple(found)


def _headers(host: str) -> list[tuple[str, str]]:
    return [
        ("Host", host),
        ("User-Agent", f"{AGENT}/{version('electiongraph')} (reads the pages that its user names)"),
        ("Accept", ACCEPTED),
        ("Accept-Encoding", "gzip"),
        ("Connection", "close"),
    ]


def _read(parts: Iterator[bytes], headers: Mapping[str, str], max_bytes: int, url: str) -> bytes:
    """Return a body, unpacked; no more than the limit is ever held, however small its packed form."""
    told = headers.get("content-length", "")
    if told.isdecimal() and (len(told) > 18 or int(told) > max_bytes):
        raise too_large(url, max_bytes)
    packing = headers.get("content-encoding", "").strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip"):
        what = "is packed in a way that was not asked for"
        raise SourceError(what, where=url, advice=_AS_FILE)
    pieces = _unpacked(parts, max_bytes, url) if "gzip" in packing else parts
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > max_bytes:
            raise too_large(url, max_bytes)
    return bytes(body)


def _unpacked(parts: Iterator[bytes], max_bytes: int, url: str) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(_GZIP)
    packed_size = 0
    for part in parts:
        packed_size += len(part)
        if packed_size > max_bytes:
            raise too_large(url, max_bytes)
        waiting = part
        while waiting:
            if unpacker.eof:
                unpacker = zlib.decompressobj(_GZIP)
            yield unpacker.decompress(waiting, _CHUNK)
            waiting = unpacker.unconsumed_tail or unpacker.unused_data
    while not unpacker.eof:
        piece = unpacker.decompress(b"", _CHUNK)
        if not piece:
            raise zlib.error("the packed data ends too early")
        yield piece


def _reason(error: Exception) -> str:
    """Return why a connection failed, in the system's words."""
    words = str(error)
    certificate = _CERTIFICATE.search(words)
    if certificate:
        return f"its certificate does not hold: {certificate.group(1)}"
    return _ERROR_NUMBER.sub("", words) or "the connection broke off"
