"""Everything that a user names as a source: files, folders, standard input, addresses and feeds.

First stage. Names come in, documents go out, with the pages that were fetched for them. One that cannot be
read is reported and does not stop the rest.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from electiongraph.errors import SourceError
from electiongraph.sources.document import Document
from electiongraph.sources.feeds import is_feed, pages_of_feed
from electiongraph.sources.files import (
    DEFAULT_MAX_BYTES,
    document_from_bytes,
    files_of,
    read_bytes,
    shown_place,
)
from electiongraph.sources.official import (
    OfficialTable,
    UnknownTableError,
    is_standard_input,
    is_table,
    looks_like_table,
    path_of_table,
    read_official_table,
)
from electiongraph.sources.pages import TABLE_TYPES, Page, document_of_page
from electiongraph.sources.urls import is_url, shown_url

if TYPE_CHECKING:
    from electiongraph.sources.web import Fetcher

__all__ = ["DEFAULT_MAX_PAGES", "Gathered", "gather", "read_document", "read_documents"]

DEFAULT_MAX_PAGES = 20


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was read.

    Attributes:
        documents: In the order in which they were named, copies with the same bytes kept once.
        tables: The official files among them, likewise.
        pages: The fetched pages among them, every one that was fetched.
        errors: What could not be read, in order.
        notices: What the user should know of the rest, a line each.
    """

    documents: tuple[Document, ...]
    tables: tuple[OfficialTable, ...]
    pages: tuple[Page, ...]
    errors: tuple[SourceError, ...]
    notices: tuple[str, ...]

    @property
    def has_content(self) -> bool:
        """Tell whether there is a text, or a row of a table."""
        return bool(self.documents) or any(table.records for table in self.tables)

    def articles_only(self) -> Gathered:
        """Return this for a command that reads articles: tables are told of and left out.

        Where nothing else was named they are errors.
        """
        if not self.tables:
            return self
        what, advice = "is a table of results, not an article", "give it to electiongraph build"
        if not self.documents:
            errors = (SourceError(what, where=one.name, advice=advice) for one in self.tables)
            return replace(self, tables=(), errors=(*self.errors, *errors))
        told = (f"{one.name}: {what}; {advice}" for one in self.tables)
        return replace(self, tables=(), notices=(*self.notices, *told))


def gather(
    places: Iterable[Path | str],
    *,
    max_bytes: int = DEFAULT_MAX_BYTES,
    max_pages: int = DEFAULT_MAX_PAGES,
    allow_private: bool = False,
    progress: Callable[[str], None] | None = None,
) -> Gathered:
    """Read all that a user names; what cannot be read is reported and does not stop the rest.

    Args:
        places: Files, folders (their *.txt, *.html, *.htm and *.csv files by name), "-" for standard input,
            http and https addresses; an official file also as POLLING-DATE=FILE. A feed, fetched or in a
            file, stands for the pages that it lists.
        max_bytes: The largest size of each that is read, in bytes.
        max_pages: How many pages of a feed are read, from the newest.
        allow_private: Fetch also from addresses that are not public.
        progress: Called with each address before it is fetched.

    Returns:
        The documents, pages, errors and notices.
    """
    gatherer = _Gatherer(max_bytes, max_pages, allow_private, progress)
    for place in places:
        gatherer.add(place)
    return Gathered(
        tuple(gatherer.documents.values()),
        tuple(gatherer.tables.values()),
        tuple(gatherer.pages),
        tuple(gatherer.errors),
        tuple(gatherer.notices),
    )


def read_documents(
    places: Iterable[Path | str], *, max_bytes: int = DEFAULT_MAX_BYTES
) -> tuple[tuple[Document, ...], tuple[SourceError, ...]]:
    """Read many sources; a bad one is reported and does not stop the rest.

    Args:
        places: What `gather` takes.
        max_bytes: The largest size of each that is read, in bytes.

    Returns:
        The documents in the order given, copies with the same bytes kept once; and the errors in that order.
    """
    gathered = gather(places, max_bytes=max_bytes)
    return gathered.documents, gathered.errors


def read_document(
    place: Path | str, *, max_bytes: int = DEFAULT_MAX_BYTES, allow_private: bool = False
) -> Document:
    """Read one file, standard input for "-", or the page at an address.

    Args:
        place: The file's path, "-", or an http or https address.
        max_bytes: The largest size that is read, in bytes.
        allow_private: Fetch also from addresses that are not public.

    Returns:
        The document.

    Raises:
        SourceError: Missing, a folder, a feed, not permitted, empty, too large, binary or undecodable; or the
            page may not or cannot be fetched.
    """
    name = os.fspath(place)
    if isinstance(place, str) and is_url(place):
        page = _Gatherer(max_bytes, 1, allow_private, None).fetch(name)
        _refuse_feed(page.data, page.address)
        return document_of_page(page)
    data = read_bytes(name, max_bytes=max_bytes)
    _refuse_feed(data, shown_place(name))
    return document_from_bytes(data, name=name)


def _refuse_feed(data: bytes, where: str) -> None:
    if is_feed(data):
        raise SourceError("is a feed, not an article", where=where, advice="give the address of one article")


def _is_table_page(page: Page) -> bool:
    """Tell a table by what the server calls it, or by the end of its address."""
    paths = [urlsplit(address).path for address in (page.address, page.final_address)]
    return page.media_type in TABLE_TYPES or any(is_table(path) for path in paths)


@dataclass(slots=True)
class _Gatherer:
    """What has been read so far."""

    max_bytes: int
    max_pages: int
    allow_private: bool
    progress: Callable[[str], None] | None
    documents: dict[str, Document] = field(default_factory=dict)
    tables: dict[str, OfficialTable] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    errors: list[SourceError] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    _fetched: set[str] = field(default_factory=set)
    _fetcher: Fetcher | None = None

    def add(self, place: Path | str) -> None:
        """Read one thing that the user named."""
        if isinstance(place, str) and is_url(path_of_table(place)):
            self._add_address(path_of_table(place), table_name=place)
            return
        try:
            files = files_of(place)
        except SourceError as error:
            self.errors.append(error)
            return
        is_folder = list(files) != [place]
        for file in files:
            self._add_file(os.fspath(file), is_of_folder=is_folder)

    def fetch(self, address: str) -> Page:
        """Fetch from an address."""
        if self._fetcher is None:
            # Why here: the HTTP client takes longer to import than all the rest of the stage.
            from electiongraph.sources.connections import Limits  # noqa: PLC0415
            from electiongraph.sources.web import Fetcher  # noqa: PLC0415

            self._fetcher = Fetcher(Limits(max_bytes=self.max_bytes, allow_private=self.allow_private))
        if self.progress is not None:
            self.progress(shown_url(address))
        return self._fetcher.fetch(address)

    def _add_file(self, name: str, *, is_of_folder: bool = False) -> None:
        try:
            is_named_table = is_table(name) or is_standard_input(name)
            data = read_bytes(path_of_table(name) if is_named_table else name, max_bytes=self.max_bytes)
            if is_table(name) or (is_standard_input(name) and looks_like_table(data, name)):
                self._add_table(data, name, is_of_folder=is_of_folder)
            elif is_feed(data):
                self._add_feed(data, shown_place(name))
            else:
                self._keep(document_from_bytes(data, name=name))
        except SourceError as error:
            self.errors.append(error)

    def _add_table(self, data: bytes, name: str, *, is_of_folder: bool) -> None:
        """Read an official file; one of a folder that is of no known format is only mentioned."""
        try:
            table = read_official_table(data, name)
        except UnknownTableError as error:
            if not is_of_folder:
                raise
            self.notices.append(f"{error.where}: {error.what}; it is left out")
            return
        self.tables.setdefault(table.sha256, table)

    def _add_address(self, address: str, *, is_listed: bool = False, table_name: str = "") -> None:
        """Read a page, table or feed; a feed that a feed lists is not followed."""
        if address in self._fetched:
            return
        self._fetched.add(address)
        try:
            page = self.fetch(address)
            if is_listed:
                _refuse_feed(page.data, page.address)
            if _is_table_page(page):
                self._add_table(page.data, table_name or page.address, is_of_folder=False)
                self.pages.append(page)
            elif is_feed(page.data):
                self._add_feed(page.data, page.address, page.final_address)
            else:
                self._keep(document_of_page(page))
                self.pages.append(page)
        except SourceError as error:
            self.errors.append(error)

    def _add_feed(self, data: bytes, where: str, address: str = "") -> None:
        listed = pages_of_feed(data, where=where, address=address)
        if len(listed) > self.max_pages:
            self.notices.append(
                f"{where}: lists {len(listed)} pages, of which the newest {self.max_pages} are read; "
                "use --max-pages to read more"
            )
        for one in listed[: self.max_pages]:
            self._add_address(one, is_listed=True)

    def _keep(self, document: Document) -> None:
        self.documents.setdefault(document.sha256, document)
