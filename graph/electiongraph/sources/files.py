"""Files, folders and standard input: their bytes, and the documents that they are.

First stage, and the only part of it that touches the disk. A `Document` has its text, blocks, metadata and
checksum.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Sequence
from pathlib import Path

from electiongraph.errors import SourceError
from electiongraph.sources.decoding import decode_source, looks_like_html
from electiongraph.sources.document import Document
from electiongraph.sources.metadata import published_in_text
from electiongraph.sources.plain_text import find_blocks, heading_title

__all__ = [
    "ARTICLE_ENDINGS",
    "DEFAULT_MAX_BYTES",
    "document_from_bytes",
    "document_from_text",
    "files_of",
    "read_bytes",
    "shown_place",
    "too_large",
]

DEFAULT_MAX_BYTES = 5_000_000
ARTICLE_ENDINGS = (".txt", ".html", ".htm")
TABLE_ENDING = ".csv"
STANDARD_INPUT = "-"


def document_from_text(
    text: str,
    *,
    name: str = "",
    title: str = "",
    published: str = "",
    publisher: str = "",
    address: str = "",
    sha256: str = "",
) -> Document:
    r"""Make a document of plain text.

    Args:
        text: The text; it becomes the canonical text unchanged.
        name: A file name to show, "" for none.
        title: Overrides the title found in the text.
        published: ISO 8601 date, overrides the date found in the text.
        publisher: Who published it, when known.
        address: Its URL, when known.
        sha256: Of the original bytes; of the text's UTF-8 bytes when not given.

    Returns:
        The document; blank text gives one without blocks.

    >>> document_from_text("Bedford\n\nLabour have held the seat of Bedford again.").title
    'Bedford'
    """
    blocks = find_blocks(text)
    shown_title = title or heading_title(text, blocks)
    return Document(
        text=text,
        blocks=blocks,
        name=name,
        title=shown_title,
        published=published or published_in_text(text, blocks, shown_title),
        publisher=publisher,
        address=address,
        sha256=sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        media_type="text/plain",
    )


def document_from_bytes(
    data: bytes, *, name: str, address: str = "", charset: str = "", is_html: bool | None = None
) -> Document:
    """Make a document of a file's or a page's bytes: plain text or HTML, whichever it is.

    Args:
        data: The bytes.
        name: The file's name, which decides between text and HTML together with the first bytes; or the
            address that they come from.
        address: The address they were fetched from; the one that a page gives itself comes first.
        charset: What the server says of their encoding, "" when it says nothing; a page's own word counts
            more.
        is_html: Whether they are HTML, where somebody knows.

    Returns:
        The document.

    Raises:
        SourceError: Empty, binary, undecodable, or a page without any text.
    """
    where = shown_place(name)
    if not data.strip():
        raise SourceError("is empty", where=where, advice="give one with an article in it")
    if is_html is None:
        is_html = looks_like_html(data, name)
    text = decode_source(data, name=where, is_html=is_html, charset=charset)
    sha256 = hashlib.sha256(data).hexdigest()
    shown = name if address else _file_name(name)
    document = (
        _document_of_html(text, name=shown, address=address, sha256=sha256)
        if is_html
        else document_from_text(text, name=shown, address=address, sha256=sha256)
    )
    if not document.blocks:
        raise SourceError("has no text in it", where=where, advice="give one with an article in it")
    return document


def read_bytes(name: str, *, max_bytes: int) -> bytes:
    """Return what is in a file, or in standard input for "-".

    Args:
        name: The file's path, or "-".
        max_bytes: The largest size that is read, in bytes.

    Raises:
        SourceError: Missing, a folder, not permitted or too large.
    """
    return _standard_input(max_bytes) if name == STANDARD_INPUT else _file_bytes(Path(name), max_bytes)


def _document_of_html(markup: str, *, name: str, address: str, sha256: str) -> Document:
    # Why here: the parser costs a tenth of the start of the program, and plain text does without it.
    from electiongraph.sources.html_pages import read_page  # noqa: PLC0415

    page = read_page(markup, name=shown_place(name))
    return Document(
        text=page.text,
        blocks=page.blocks,
        name=name,
        title=page.metadata.title,
        published=page.metadata.published,
        publisher=page.metadata.publisher,
        address=page.metadata.address or address,
        sha256=sha256,
        media_type="text/html",
        about=page.metadata.about,
    )


def files_of(path: Path | str) -> Sequence[Path | str]:
    """Return the files that a path stands for: the articles and tables in a folder, else itself.

    Folders in it are looked into, hidden ones left out; the order is that of the paths.

    Raises:
        SourceError: A folder without articles, or one that may not be read.
    """
    name = os.fspath(path)
    if name == STANDARD_INPUT or not Path(name).is_dir():
        return [path]
    try:
        files = [
            file
            for file in Path(name).rglob("*")
            if file.suffix.lower() in (*ARTICLE_ENDINGS, TABLE_ENDING) and not _is_hidden(file, Path(name))
        ]
    except OSError as error:
        raise _unreadable(name, error) from error
    if not files:
        raise SourceError(
            "is a folder without articles",
            where=name,
            advice="put .txt, .html, .htm or .csv files in it, or name files",
        )
    return sorted(files, key=lambda file: file.parts)


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def _file_bytes(path: Path, max_bytes: int) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise SourceError("is a folder, not a file", where=str(path), advice="name the files in it")
        if status.st_size > max_bytes:
            raise too_large(str(path), max_bytes)
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(str(path), error) from error
    if len(data) > max_bytes:
        raise too_large(str(path), max_bytes)
    return data


def _standard_input(max_bytes: int) -> bytes:
    data = sys.stdin.buffer.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise too_large(shown_place(STANDARD_INPUT), max_bytes)
    return data


def shown_place(name: str) -> str:
    """Return what to call a source in an error: its path or address, or "standard input"."""
    return "standard input" if name == STANDARD_INPUT else name


def _file_name(name: str) -> str:
    return name if name == STANDARD_INPUT else Path(name).name


def too_large(where: str, max_bytes: int) -> SourceError:
    """Return the error for a source beyond the limit."""
    size = f"{max_bytes / 1_000_000:g} MB" if max_bytes >= 100_000 else f"{max_bytes:,} bytes"
    return SourceError(
        f"is larger than {size}", where=where, advice="use --max-bytes to read it all the same"
    )


def _unreadable(where: str, error: OSError | ValueError) -> SourceError:
    if isinstance(error, FileNotFoundError):
        return SourceError("no such file", where=where, advice="check the path")
    if isinstance(error, PermissionError):
        return SourceError("may not be read", where=where, advice="check the file's permissions")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return SourceError(f"cannot be read ({reason})", where=where, advice="check the path")
