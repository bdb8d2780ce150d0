"""What is known of a file of a publication: where it lies, what it is, how large, and its checksum."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

__all__ = ["PublishedFile", "published_file"]

MEDIA_TYPES = {
    "csv": "text/csv",
    "html": "text/html",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "md": "text/markdown",
    "nq": "application/n-quads",
    "png": "image/png",
    "svg": "image/svg+xml",
    "trig": "application/trig",
    "ttl": "text/turtle",
    "txt": "text/plain",
}


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file of a publication.

    Attributes:
        path: Its place in the folder, with slashes.
        title: What it is, for readers.
        size: In bytes.
        sha256: The digest of its bytes, in hexadecimal.
    """

    path: str
    title: str
    size: int
    sha256: str

    @property
    def media_type(self) -> str:
        """Return the media type that its ending stands for."""
        return MEDIA_TYPES.get(self.path.rsplit(".", 1)[-1], "application/octet-stream")


def published_file(path: str, title: str, data: bytes) -> PublishedFile:
    r"""Return what is known of a file.

    Examples:
        >>> file = published_file("tables/seats.csv", "Seats", b"id\n")
        >>> file.media_type, file.size
        ('text/csv', 3)
    """
    return PublishedFile(path, title, len(data), hashlib.sha256(data).hexdigest())
