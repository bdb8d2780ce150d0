"""Files, folders and standard input as documents; the only part of this stage that touches the disk.

First stage. Paths and bytes come in, `Document`s go out, each with its text, blocks, metadata and checksum.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Iterable, Sequence
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
    "read_document",
    "read_documents",
]

DEFAULT_MAX_BYTES = 5_000_000
ARTICLE_ENDINGS = (".txt", ".html", ".htm")
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


def document_from_bytes(data: bytes, *, name: str) -> Document:
    """Make a document of a file's bytes: plain text or a page, whichever it is.

    Args:
        data: The bytes of the file.
        name: Its name, which decides between text and HTML together with the first bytes.

    Returns:
        The document.

    Raises:
        SourceError: Empty, binary, undecodable, or a page without any text.
    """
    where = _place(name)
    if not data.strip():
        raise SourceError("is empty", where=where, advice="give a file with an article in it")
    is_html = looks_like_html(data, name)
    text = decode_source(data, name=where, is_html=is_html)
    sha256 = hashlib.sha256(data).hexdigest()
    document = (
        _document_of_page(text, name=name, sha256=sha256)
        if is_html
        else document_from_text(text, name=_file_name(name), sha256=sha256)
    )
    if not document.blocks:
        raise SourceError("has no text in it", where=where, advice="give a file with an article in it")
    return document


def read_document(path: Path | str, *, max_bytes: int = DEFAULT_MAX_BYTES) -> Document:
    """Read a file, or standard input for "-".

    Args:
        path: The file's path, or "-".
        max_bytes: The largest size that is read, in bytes.

    Returns:
        The document.

    Raises:
        SourceError: Missing, a folder, not permitted, empty, too large, binary or undecodable.
    """
    name = os.fspath(path)
    data = _standard_input(max_bytes) if name == STANDARD_INPUT else _file_bytes(Path(name), max_bytes)
    return document_from_bytes(data, name=name)


def read_documents(
    paths: Iterable[Path | str], *, max_bytes: int = DEFAULT_MAX_BYTES
) -> tuple[tuple[Document, ...], tuple[SourceError, ...]]:
    """Read many files; a bad one is reported and does not stop the rest.

    Args:
        paths: Files, "-", or folders, which stand for their *.txt, *.html and *.htm files by name.
        max_bytes: The largest size of each that is read, in bytes.

    Returns:
        The documents in the order given, copies with the same bytes kept once; and the errors in that order.
    """
    documents: dict[str, Document] = {}
    errors: list[SourceError] = []
    for path in paths:
        try:
            files = _files_of(path)
        except SourceError as error:
            errors.append(error)
            continue
        for file in files:
            try:
                document = read_document(file, max_bytes=max_bytes)
            except SourceError as error:
                errors.append(error)
            else:
                documents.setdefault(document.sha256, document)
    return tuple(documents.values()), tuple(errors)


def _document_of_page(markup: str, *, name: str, sha256: str) -> Document:
    # Why here: the parser costs a tenth of the start of the program, and plain text does without it.
    from electiongraph.sources.html_pages import read_page  # noqa: PLC0415

    page = read_page(markup, name=_place(name))
    return Document(
        text=page.text,
        blocks=page.blocks,
        name=_file_name(name),
        title=page.metadata.title,
        published=page.metadata.published,
        publisher=page.metadata.publisher,
        address=page.metadata.address,
        sha256=sha256,
        media_type="text/html",
    )


def _files_of(path: Path | str) -> Sequence[Path | str]:
    name = os.fspath(path)
    if name == STANDARD_INPUT or not Path(name).is_dir():
        return [path]
    try:
        files = [file for file in Path(name).iterdir() if file.suffix.lower() in ARTICLE_ENDINGS]
    except OSError as error:
        raise _unreadable(name, error) from error
    if not files:
        raise SourceError(
            "is a folder without articles",
            where=name,
            advice="put .txt, .html or .htm files in it, or name files",
        )
    return sorted(files, key=lambda file: file.name)


def _file_bytes(path: Path, max_bytes: int) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise SourceError("is a folder, not a file", where=str(path), advice="name the files in it")
        if status.st_size > max_bytes:
            raise _too_large(str(path), max_bytes)
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(str(path), error) from error
    if len(data) > max_bytes:
        raise _too_large(str(path), max_bytes)
    return data


def _standard_input(max_bytes: int) -> bytes:
    data = sys.stdin.buffer.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise _too_large(_place(STANDARD_INPUT), max_bytes)
    return data


def _place(name: str) -> str:
    return "standard input" if name == STANDARD_INPUT else name


def _file_name(name: str) -> str:
    return name if name == STANDARD_INPUT else Path(name).name


def _too_large(where: str, max_bytes: int) -> SourceError:
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
