"""Files, folders and standard input: what is read, and the one clear line for what is not."""

from __future__ import annotations

import hashlib
import io
import os
import sys
import zipfile
from pathlib import Path

import pytest

from electiongraph.errors import SourceError
from electiongraph.sources import document_from_bytes, read_document, read_documents

ARTICLE = "Bedford\n\nLabour held Bedford with 18,342 votes.\n"


def refusal(path: Path | str, **options: int) -> str:
    with pytest.raises(SourceError) as caught:
        read_document(path, **options)
    message = str(caught.value)
    assert "\n" not in message
    assert caught.value.where
    assert caught.value.advice
    return message


def test_a_file_gives_name_text_and_checksum(tmp_path: Path) -> None:
    path = tmp_path / "bedford.txt"
    path.write_bytes(ARTICLE.encode())
    document = read_document(path)
    assert (document.name, document.text, document.media_type) == ("bedford.txt", ARTICLE, "text/plain")
    assert document.sha256 == hashlib.sha256(ARTICLE.encode()).hexdigest()


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode())))
    document = read_document("-")
    assert (document.name, document.title) == ("-", "Bedford")


def test_empty_standard_input_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert refusal("-").startswith("standard input: is empty")


def test_standard_input_has_the_size_limit_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * 2000)))
    assert "is larger than 1,000 bytes; use --max-bytes" in refusal("-", max_bytes=1000)


def test_missing_file(tmp_path: Path) -> None:
    assert "gone.txt: no such file" in refusal(tmp_path / "gone.txt")


def test_a_path_through_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    assert "cannot be read" in refusal(tmp_path / "a.txt" / "b.txt")


def test_a_path_with_a_nul() -> None:
    assert "cannot be read" in refusal("bed\0ford.txt")


def test_folder_as_a_file(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)


def test_unreadable_file(tmp_path: Path) -> None:
    path = tmp_path / "locked.txt"
    path.write_text(ARTICLE)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert "may not be read" in refusal(path)


def test_permission_error_has_its_own_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "locked.txt"
    path.write_text(ARTICLE)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "locked.txt: may not be read; check the file's permissions" in refusal(path)


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", b"-----\n=====\n"])
def test_nothing_to_read(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "blank.txt"
    path.write_bytes(data)
    assert "is empty" in refusal(path) or "has no text" in refusal(path)


@pytest.mark.parametrize(
    "page",
    ["<html><body></body></html>", "<!doctype html><script>var votes = 14677</script><div id=root></div>"],
)
def test_page_without_text(tmp_path: Path, page: str) -> None:
    path = tmp_path / "app.html"
    path.write_text(page)
    assert "has no text" in refusal(path)


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n1 0 obj", "a PDF file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "a PNG picture"),
        (_zip(), "a ZIP archive"),
        (b"Labour\0held\0Bedford\0", "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
    ],
)
def test_binary_is_named_for_what_it_is(tmp_path: Path, data: bytes, what: str) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(data)
    assert what in refusal(path)


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"word " * 1_100_000)
    assert "is larger than 5 MB; use --max-bytes" in refusal(path)
    assert len(read_document(path, max_bytes=10_000_000).text) == 5_500_000


@pytest.mark.parametrize(
    "data",
    [
        "Sinn Féin and Siân Berry “held”".encode() + b" on \xff\xfe with a fault" * 1,
        "Лейбористы победили на выборах".encode("cp1251"),
        b"\xff\xfeo\x00d\x00d",
    ],
)
def test_undecodable(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(data)
    assert "is not valid UTF" in refusal(path)


def test_old_windows_text_is_read() -> None:
    data = b"Labour\x92s Si\xe2n Berry \x96 no, the Greens\x92 \x96 held Brighton Pavilion"
    assert (
        document_from_bytes(data, name="a.txt").text
        == "Labour’s Siân Berry – no, the Greens’ – held Brighton Pavilion"
    )


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    for name, text in (("b.txt", ARTICLE), ("a.txt", "Luton\n\nLabour held Luton North.\n"), ("c.txt", "")):
        (tmp_path / name).write_text(text)
    paths = [tmp_path / "b.txt", tmp_path / "c.txt", tmp_path / "gone.txt", tmp_path / "a.txt"]
    documents, errors = read_documents(paths)
    assert [document.name for document in documents] == ["b.txt", "a.txt"]
    assert [Path(error.where).name for error in errors] == ["c.txt", "gone.txt"]


def test_a_folder_is_its_articles_sorted_and_copies_count_once(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(ARTICLE)
    (tmp_path / "copy.txt").write_text(ARTICLE)
    (tmp_path / "a.html").write_text("<h1>Luton</h1><p>Labour held Luton North.</p>")
    (tmp_path / "C.HTM").write_text("<h1>Hitchin</h1><p>Labour gained Hitchin.</p>")
    (tmp_path / "notes.csv").write_text("seat,votes\n")
    documents, errors = read_documents([tmp_path, tmp_path / "b.txt"])
    assert [document.name for document in documents] == ["C.HTM", "a.html", "b.txt"]
    assert errors == ()


def test_a_folder_without_articles_is_reported(tmp_path: Path) -> None:
    documents, errors = read_documents([str(tmp_path)])
    assert documents == ()
    assert "is a folder without articles" in str(errors[0])


def test_a_page_saved_as_text_is_read_as_a_page(tmp_path: Path) -> None:
    path = tmp_path / "saved.txt"
    path.write_text("<!DOCTYPE html><p>Labour held <b>Bedford</b>.")
    document = read_document(path)
    assert (document.media_type, document.text) == ("text/html", "Labour held Bedford.")
