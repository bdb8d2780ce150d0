"""Web addresses as users, links and redirects write them: told from paths, checked, put in one form.

First stage. Nothing is looked up or fetched here.
"""

from __future__ import annotations

import re
from ipaddress import IPv6Address
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from electiongraph.errors import SourceError

__all__ = ["checked_url", "host_of", "is_url", "origin_of", "shown_url"]

DEFAULT_PORTS = {"http": 80, "https": 443}
MAX_LENGTH = 4000
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_HOST_NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?")
_PLAIN = "!$%&'()*+,-./:;=?@_~"
_ADVICE = "give a whole address, such as https://news.example/results"


def is_url(text: str) -> bool:
    """Tell whether what a user names is an address rather than a path.

    Examples:
        >>> is_url("https://news.example/live"), is_url("night.txt"), is_url("-"), is_url("c:/night.txt")
        (True, False, False, False)
    """
    return _SCHEME.match(text.strip()) is not None


def checked_url(text: str) -> str:
    """Return an address in its plain form, without fragment; refuse what is not fetched.

    Args:
        text: An address as somebody wrote it.

    Returns:
        An ASCII URL of a lower-case host, without the scheme's own port.

    Raises:
        SourceError: Not http or https, no or an odd host, a user name or password, or control characters.

    Examples:
        >>> checked_url("HTTPS://News.Example:443/résultats?seat=Ynys%20Môn#top")
        'https://news.example/r%C3%A9sultats?seat=Ynys%20M%C3%B4n'
    """
    url = text.strip()
    shown = shown_url(url)
    if len(url) > MAX_LENGTH:
        raise SourceError(f"is longer than {MAX_LENGTH:,} characters", where=f"{shown[:60]}…", advice=_ADVICE)
    if any(letter.isspace() or not letter.isprintable() for letter in url):
        raise SourceError(
            "has a space or control character in it", where=shown, advice="write %20 for a space"
        )
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise SourceError("is not a valid address", where=shown, advice=_ADVICE) from error
    if parts.scheme not in DEFAULT_PORTS:
        raise SourceError("is not an http or https address", where=shown, advice=_ADVICE)
    if "@" in parts.netloc:
        what = "has a user name or password in it"
        raise SourceError(what, where=shown, advice="save the page as HTML and give the file")
    if port == 0 or "\\" in url:
        raise SourceError("is not a valid address", where=shown, advice=_ADVICE)
    return urlunsplit(SplitResult(parts.scheme, _authority(host, port, parts, shown), *_rest(parts)))


def shown_url(text: str) -> str:
    """Return an address fit for a message: no user name or password, no control characters.

    Examples:
        >>> shown_url("http://me:secret@news.example/")
        'http://news.example/'
    """
    plain = "".join(letter if letter.isprintable() else "�" for letter in text)
    return re.sub(r"^([a-z][a-z0-9+.-]*:)?//[^/?#\\]*@", r"\1//", plain, flags=re.IGNORECASE)


def origin_of(url: str) -> str:
    """Return scheme, host and port of a checked address.

    Examples:
        >>> origin_of("https://news.example:8080/live?x=1")
        'https://news.example:8080'
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def host_of(url: str) -> str:
    """Return the host of a checked address, without brackets and port."""
    return urlsplit(url).hostname or ""


def _authority(host: str, port: int | None, parts: SplitResult, shown: str) -> str:
    name = _plain_host(host)
    if not name:
        what = "has no valid host name" if host else "names no host"
        raise SourceError(what, where=shown, advice=_ADVICE)
    return name if port in (None, DEFAULT_PORTS[parts.scheme]) else f"{name}:{port}"


def _plain_host(host: str) -> str:
    """Return a host in ASCII, an IPv6 address in brackets; "" for what cannot be one."""
    try:
        if ":" in host:
            return "" if "%" in host else f"[{IPv6Address(host)}]"
        name = host.encode("idna").decode("ascii").lower()
    except ValueError:
        return ""
    return name if _HOST_NAME.fullmatch(name) else ""


def _rest(parts: SplitResult) -> tuple[str, str, str]:
    return quote(parts.path, safe=_PLAIN) or "/", quote(parts.query, safe=_PLAIN), ""
