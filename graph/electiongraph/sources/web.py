"""Fetch pages politely: only what a reader of a newspaper's site would, slowly, and as its owner allows.

First stage. An address comes in, a `Page` goes out. Every hop of a redirect is checked like the first: its
form, its host's addresses (`connections`) and the site's robots.txt (`robots`).
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urljoin

from electiongraph.errors import HostError, SourceError
from electiongraph.sources.connections import Connector, Deadline, Limits, Response
from electiongraph.sources.feeds import FEED_TYPES, XML_TYPES
from electiongraph.sources.pages import HTML_TYPES, TABLE_TYPES, Page
from electiongraph.sources.robots import Robots, robots_of
from electiongraph.sources.urls import checked_url, host_of, origin_of, shown_url

__all__ = ["Fetcher"]

PAUSE_SECONDS = 1.0
# A Crawl-delay beyond this is meant for machines that read the whole site.
LONGEST_PAUSE_SECONDS = 30.0
MAX_REDIRECTS = 5
REDIRECTS = frozenset((301, 302, 303, 307, 308))
READ_TYPES = HTML_TYPES | FEED_TYPES | XML_TYPES | TABLE_TYPES | {"text/plain"}
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([a-z0-9_.:-]{2,40})", re.IGNORECASE)
_MEDIA_TYPE = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+")
_AS_FILE = "open it in a browser, save the page as HTML and give the file"
_STATUSES = {
    401: ("asks for a password", _AS_FILE),
    403: ("refuses to be fetched", _AS_FILE),
    404: ("is not there", "check the address"),
    410: ("is no longer there", "check the address"),
    429: ("has had too many requests", "try again later"),
    451: ("is withheld for legal reasons", _AS_FILE),
}


@dataclass(slots=True)
class Fetcher:
    """Fetches pages one after another, and remembers each site's rules and when it was last asked.

    Attributes:
        limits: How long, how much and where to.
    """

    limits: Limits = field(default_factory=Limits)
    _connector: Connector = field(init=False)
    _robots: dict[str, Robots | SourceError] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._connector = Connector(self.limits)

    def fetch(self, address: str) -> Page:
        """Fetch a page or feed.

        Args:
            address: An http or https address.

        Returns:
            What was fetched.

        Raises:
            SourceError: It may not or cannot be fetched, is too large, or is no text.
        """
        start = checked_url(address)
        self._check_robots(start, self._deadline())
        self._pause(start)
        final, response = self._follow(
            start, self._deadline(), check=_check_type, before_hop=self._check_robots
        )
        self._asked[host_of(final)] = time.monotonic()
        fetched = _now()
        if response.status != 200:
            what, advice = _STATUSES.get(
                response.status, ("cannot be given by the server", "check the address, or try again later")
            )
            raise _told_of(start, final, SourceError(f"{what} (status {response.status})", advice=advice))
        media_type, charset = _content_type(response.headers)
        return Page.of(
            response.body,
            address=start,
            final_address=final,
            fetched=fetched,
            media_type=media_type,
            charset=charset,
            etag=_plain(response.headers.get("etag", "")),
            last_modified=_plain(response.headers.get("last-modified", "")),
        )

    def _follow(
        self,
        start: str,
        deadline: Deadline,
        *,
        check: Callable[[Mapping[str, str]], None] | None = None,
        before_hop: Callable[[str, Deadline], None] | None = None,
    ) -> tuple[str, Response]:
        """Make a request and follow its redirects; return the last address with its answer."""
        here = start
        for hop in range(MAX_REDIRECTS + 1):
            try:
                if hop and before_hop:
                    before_hop(here, deadline)
                response = self._connector.get(here, deadline, check)
                if response.status not in REDIRECTS:
                    return here, response
                target = response.headers.get("location", "")
                if not target:
                    raise SourceError(f"leads on to nowhere (status {response.status})", advice=_AS_FILE)
                here = checked_url(_joined(here, target))
            except SourceError as error:
                raise _told_of(start, error.where or here, error) from error
        what = f"leads on more than {MAX_REDIRECTS} times"
        raise SourceError(what, where=start, advice="open it in a browser and give the address it ends at")

    def _deadline(self) -> Deadline:
        return Deadline(self.limits.total_seconds)

    def _check_robots(self, url: str, deadline: Deadline) -> None:
        """Raise unless the site's robots.txt allows to fetch an address."""
        origin = origin_of(url)
        if origin not in self._robots:
            self._robots[origin] = self._fetch_robots(origin, deadline)
        robots = self._robots[origin]
        if isinstance(robots, SourceError):
            raise type(robots)(robots.what, where=url, advice=robots.advice)
        if not robots.allows(url):
            raise SourceError(
                "may not be fetched: the site's robots.txt forbids it", where=url, advice=_AS_FILE
            )

    def _fetch_robots(self, origin: str, deadline: Deadline) -> Robots | SourceError:
        """Return a site's rules, or why none of its pages may be fetched."""
        try:
            _, response = self._follow(f"{origin}/robots.txt", deadline)
        except HostError as error:
            # The host is as far from its pages as from its rules.
            return error
        except SourceError as error:
            return SourceError(f"may not be fetched: the site's robots.txt {error.what}", advice=_AS_FILE)
        unknown = "may not be fetched now: the site fails to say in its robots.txt what may be"
        return robots_of(response) or SourceError(unknown, advice="try again later")

    def _pause(self, url: str) -> None:
        """Wait until the site may be asked again."""
        asked = self._asked.get(host_of(url))
        if asked is not None:
            robots = self._robots[origin_of(url)]
            delay = max(PAUSE_SECONDS, robots.delay_seconds if isinstance(robots, Robots) else 0.0)
            left = asked + min(delay, LONGEST_PAUSE_SECONDS) - time.monotonic()
            if left > 0:
                time.sleep(left)
        self._asked[host_of(url)] = time.monotonic()


def _told_of(start: str, place: str, error: SourceError) -> SourceError:
    """Return an error as one of the address that was asked for."""
    if place in ("", start):
        return type(error)(error.what, where=start, advice=error.advice)
    what = f"leads to {shown_url(place)}, which {error.what}"
    return SourceError(what, where=start, advice=error.advice)


def _joined(here: str, target: str) -> str:
    """Return where a redirect leads; a target that is no address stays as it is, for the check to refuse."""
    try:
        return urljoin(here, target)
    except ValueError:
        return target


def _check_type(headers: Mapping[str, str]) -> None:
    media_type, _ = _content_type(headers)
    if media_type and media_type not in READ_TYPES:
        kind = {"application/pdf": "a PDF file"}.get(media_type)
        if kind is None:
            kind = "a picture" if media_type.startswith("image/") else f"of the type {media_type}"
        raise SourceError(
            f"is {kind}, not a page, a text, a table or a feed",
            advice="give the address of the article, or save it as text and give the file",
        )


def _content_type(headers: Mapping[str, str]) -> tuple[str, str]:
    told = headers.get("content-type", "")
    media_type = told.partition(";")[0].strip().lower()
    charset = _CHARSET.search(told)
    is_whole = _MEDIA_TYPE.fullmatch(media_type) is not None
    return media_type if is_whole else "", charset.group(1).lower() if charset else ""


def _plain(header: str) -> str:
    return "".join(letter for letter in header if letter.isprintable())[:500]


def _now() -> str:
    """Return the time in UTC; the time of SOURCE_DATE_EPOCH where a build is to be repeatable."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        now = datetime.fromtimestamp(int(told), UTC) if told else datetime.now(UTC)
    except (ValueError, OverflowError, OSError) as error:
        what = "is not a time in seconds since 1970"
        raise SourceError(what, where="SOURCE_DATE_EPOCH", advice="unset it, or give a number") from error
    return now.strftime("%Y-%m-%dT%H:%M:%SZ")
