"""From a source's bytes to its text: byte-order marks, character sets, and what is no text at all.

First stage. Raises `SourceError` with one line that says what, where and what to do.
"""

from __future__ import annotations

import codecs
import re

from electiongraph.errors import SourceError

__all__ = ["decode_source", "looks_like_html"]

_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAVE_AS_TEXT = "save the article as plain text (UTF-8) or HTML and try again"
_HTML_START = re.compile(
    rb"\A[\s\x00]*(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+<(?:!doctype\s+html|html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_HTML_FRAGMENT = re.compile(
    rb"\A[\s\x00]*(?><!--.*?-->\s*)*+<(?:head|body|article|main|section|div|p|table|ul|ol|h[1-6]|meta|title)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_KNOWN_CHARSET = re.compile(
    r"utf-?8|(?:iso-?8859|windows|cp|x-cp|koi8|euc|mac|big5|gb|shift|latin|us-ascii|ascii)[\w.:-]*"
)
_AS_CP1252 = re.compile(r"iso-?8859-?1|latin-?1|us-ascii|ascii|windows-1252|x-cp1252|cp1252")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x7f]")
_UTF8_RUN = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_HEAD = 4096


def looks_like_html(data: bytes, name: str) -> bool:
    """Say whether bytes are a page: by the file's ending, or by how they begin.

    >>> looks_like_html(b"<!DOCTYPE html><p>Bedford", "saved.txt")
    True
    >>> looks_like_html(b"<3 Labour hold Bedford", "saved.txt")
    False
    """
    if name.lower().endswith((".html", ".htm", ".xhtml")):
        return True
    start = data.removeprefix(codecs.BOM_UTF8)[:_HEAD]
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        start = start[2:].replace(b"\x00", b"")
    return bool(_HTML_START.match(start) or _HTML_FRAGMENT.match(start))


def decode_source(data: bytes, *, name: str, is_html: bool = False, charset: str = "") -> str:
    r"""Decode the bytes of a source, a byte-order mark dropped and nothing else changed.

    A mark decides; else a page's own charset; else the server's; else UTF-8; else Windows-1252 when that
    gives plausible text.

    Args:
        data: The bytes of the file.
        name: Its name, for the error line.
        is_html: True for a page, whose declared charset counts and whose stray NULs are dropped.
        charset: What the server that sent it says of its encoding; "" when it says nothing.

    Returns:
        The text, line endings as they were.

    Raises:
        SourceError: Binary or undecodable.

    >>> decode_source(b"Sinn F\xe9in", name="result.txt")
    'Sinn Féin'
    """
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise SourceError(f"is {what}, not text", where=name, advice=_SAVE_AS_TEXT)
    text = _decode(data, name=name, is_html=is_html, charset=charset)
    controls = len(_CONTROL.findall(text))
    if is_html and controls <= max(3, len(text) // 100):
        return text.replace("\x00", "")
    if "\x00" in text or controls * 500 > len(text):
        raise SourceError("is binary, not text (control characters)", where=name, advice=_SAVE_AS_TEXT)
    return text


def _decode(data: bytes, *, name: str, is_html: bool, charset: str) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], encoding, name)
    declared = _META_CHARSET.search(data, 0, _HEAD) if is_html else None
    charset = declared.group(1).decode("ascii").lower() if declared else charset.lower()
    if charset and _KNOWN_CHARSET.fullmatch(charset) and not charset.startswith("utf"):
        if not _AS_CP1252.fullmatch(charset):
            try:
                return data.decode(charset)
            except (UnicodeDecodeError, LookupError):
                pass
        elif not _is_utf8(data):
            return _decode_as(data, "cp1252", name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_plausible_cp1252(data):
            return _decode_as(data, "cp1252", name)
        raise _undecodable(name, error) from error


def _decode_as(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(name, error) from error


def _undecodable(name: str, error: UnicodeDecodeError) -> SourceError:
    byte = error.object[error.start]
    what = f"is not valid {error.encoding.upper()} text (byte 0x{byte:02x} at offset {error.start})"
    return SourceError(what, where=name, advice="save it as UTF-8 and try again")


def _is_utf8(data: bytes) -> bool:
    """Say whether bytes that claim an old charset are UTF-8 in truth, as many pages are."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_plausible_cp1252(data: bytes) -> bool:
    """Say whether high bytes are the odd accent or quote, not UTF-8 with a fault or another alphabet."""
    high = len(_HIGH_BYTE.findall(data))
    in_utf8_runs = sum(len(found.group()) for found in _UTF8_RUN.finditer(data))
    return high <= max(3, len(data) // 5) and 2 * in_utf8_runs <= high
