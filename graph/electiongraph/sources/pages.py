"""A page as it was fetched: its bytes, where they came from, and the document that they are.

First stage. Comes out of `web`; `gathering` makes documents of it and `kept_pages` keeps it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from electiongraph.errors import SourceError
from electiongraph.sources.decoding import looks_like_html
from electiongraph.sources.document import Document
from electiongraph.sources.feeds import FEED_TYPES, XML_TYPES

__all__ = ["HTML_TYPES", "TABLE_TYPES", "Page", "document_of_page"]

HTML_TYPES = frozenset(("text/html", "application/xhtml+xml"))
TABLE_TYPES = frozenset(("text/csv", "application/csv"))


@dataclass(frozen=True, slots=True)
class Page:
    """What was fetched from an address.

    Attributes:
        address: The address that was asked for.
        final_address: Where its redirects led.
        fetched: When, in UTC: "2024-07-05T03:10:00Z".
        sha256: Of the bytes, 64 hexadecimal digits.
        media_type: Of the answer's header, in lower case; "" when it has none.
        charset: Of the answer's header, in lower case; "" when it has none.
        etag: The answer's entity tag, "" when it has none.
        last_modified: The answer's Last-Modified, "" when it has none.
        data: The bytes, unpacked.
    """

    address: str
    final_address: str
    fetched: str
    sha256: str
    media_type: str
    charset: str
    etag: str
    last_modified: str
    data: bytes

    @classmethod
    def of(
        cls,
        data: bytes,
        *,
        address: str,
        final_address: str,
        fetched: str,
        media_type: str = "",
        charset: str = "",
        etag: str = "",
        last_modified: str = "",
    ) -> Page:
        """Return a page with the digest of its bytes."""
        sha256 = hashlib.sha256(data).hexdigest()
        return cls(address, final_address, fetched, sha256, media_type, charset, etag, last_modified, data)

    @property
    def is_html(self) -> bool:
        """Tell whether it is read as HTML rather than as plain text."""
        return self.media_type in HTML_TYPES or looks_like_html(self.data, "")

    @property
    def file_name(self) -> str:
        """Return the name under which its bytes are kept."""
        return f"{self.sha256}.{'html' if self.is_html else 'txt'}"


def document_of_page(page: Page) -> Document:
    """Make a document of a fetched page.

    Raises:
        SourceError: Empty, binary, undecodable, without any text, or XML that is no page.
    """
    from electiongraph.sources.files import document_from_bytes  # noqa: PLC0415 - not for who keeps pages

    if page.media_type in XML_TYPES | FEED_TYPES and not page.is_html:
        what = "is XML, but no feed and no page"
        raise SourceError(what, where=page.address, advice="give the address of the article")
    return document_from_bytes(
        page.data,
        name=page.final_address,
        address=page.final_address,
        charset=page.charset,
        is_html=page.is_html,
    )
