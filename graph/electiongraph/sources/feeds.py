"""Feeds: RSS and Atom stand for the pages that they list.

First stage. Bytes come in, addresses go out, newest first. The parser is imported when there is a feed.
"""

from __future__ import annotations

import calendar
import io
import re
from collections.abc import Iterator, Mapping

from electiongraph.errors import SourceError

__all__ = ["FEED_TYPES", "XML_TYPES", "is_feed", "pages_of_feed"]

FEED_TYPES = frozenset(("application/rss+xml", "application/atom+xml", "application/rdf+xml"))
XML_TYPES = frozenset(("application/xml", "text/xml"))
_HEAD = 4096
# Atomic, lest a page of a thousand comments be tried in every way to split it.
_FEED_START = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*+(?>(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?:\[[^]]*+\]\s*+)?>)\s*+)*+"
    rb"<(?:rss|feed|rdf:RDF|atom:feed)[\s>]",
    re.DOTALL | re.IGNORECASE,
)


def is_feed(data: bytes) -> bool:
    """Tell whether bytes are an RSS or Atom feed, by how they begin.

    >>> is_feed(b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>'), is_feed(b"<html><p>RSS")
    (True, False)
    """
    return _FEED_START.match(data[:_HEAD]) is not None


def pages_of_feed(data: bytes, *, where: str, address: str = "") -> tuple[str, ...]:
    """Return the addresses that a feed lists.

    Args:
        data: The feed.
        where: What to call it in an error.
        address: Its own address, against which its links are resolved and which is left out; "" for none.

    Returns:
        Each address once: those of dated entries from the newest to the oldest, then the others in order.

    Raises:
        SourceError: When it lists none.
    """
    # Why here: only few readers have a feed.
    import feedparser  # noqa: PLC0415

    # A stream, since the parser would fetch or open what it takes for the name of a place.
    headers = {"content-location": address} if address else {}
    parsed = feedparser.parse(io.BytesIO(data), response_headers=headers, sanitize_html=False)
    entries = [(_moment(entry), str(entry.get("link") or "")) for entry in _entries(parsed)]
    dated = sorted((entry for entry in entries if entry[0]), key=lambda entry: -entry[0])
    links = [link for _, link in (*dated, *(entry for entry in entries if not entry[0]))]
    found = tuple(dict.fromkeys(link for link in links if link and link.partition("#")[0] != address))
    if not found:
        raise SourceError("is a feed that lists no pages", where=where, advice="give another, or the pages")
    return found


def _entries(parsed: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    entries = parsed.get("entries")
    assert isinstance(entries, list)
    yield from entries


def _moment(entry: Mapping[str, object]) -> int:
    """Return when an entry was published, in seconds since 1970; 0 when it does not say."""
    for name in ("published_parsed", "updated_parsed"):
        told = entry.get(name)
        if isinstance(told, tuple):
            return calendar.timegm(told)
    return 0
