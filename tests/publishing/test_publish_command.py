"""`electiongraph publish` exchanges its folder whole, and loses nothing that it did not write."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from electiongraph.cli.publish import command
from electiongraph.errors import ElectionGraphError, GraphError, QueryError


def publish(*arguments: str | Path, **environment: str) -> Result:
    return CliRunner(env={"SOURCE_DATE_EPOCH": None, **environment}).invoke(
        command, [str(a) for a in arguments]
    )


def written(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def refused(result: Result, error: type[ElectionGraphError] = GraphError) -> str:
    assert isinstance(result.exception, error), result.output
    return str(result.exception)


@pytest.fixture(scope="module")
def public(night_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("publish") / "public"
    assert publish(folder, night_path).exit_code == 0
    return folder


@pytest.fixture
def copy(public: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(public, tmp_path / "public"))


def test_publishing_again_gives_the_same_files_and_leaves_nothing_beside(
    copy: Path, night_path: Path
) -> None:
    before = written(copy)
    result = publish(copy, night_path)
    assert result.exit_code == 0
    assert re.search(r"\d+ files, [\d.]+ MB -> ", result.stderr)
    assert result.stdout == ""
    assert written(copy) == before
    assert [path.name for path in copy.parent.iterdir()] == ["public"]


def test_what_the_new_publication_lacks_goes(copy: Path, tmp_path: Path) -> None:
    graph = tmp_path / "small.nq"
    graph.write_text('<urn:a> <urn:b> "c" .\n', encoding="utf-8")
    assert publish(copy, graph).exit_code == 0
    assert not (copy / "tables").exists()
    assert (copy / "data" / "graph.nq").read_text(encoding="utf-8") == '<urn:a> <urn:b> "c" .\n'


@pytest.mark.parametrize("name", ["mine.txt", "tables/mine.csv"])
def test_a_folder_with_something_else_in_it_is_left_alone(copy: Path, night_path: Path, name: str) -> None:
    (copy / name).write_text("mine", encoding="utf-8")
    assert f"did not write what is here as it is now: {name}" in refused(publish(copy, night_path))
    assert publish(copy, night_path, "--force").exit_code == 0
    assert (copy / name).read_text(encoding="utf-8") == "mine"


def test_a_publication_that_somebody_changed_is_left_alone(copy: Path, night_path: Path) -> None:
    page = copy / "index.html"
    whole = page.read_bytes()
    page.write_bytes(whole + b"<!-- mine -->")
    assert "index.html" in refused(publish(copy, night_path))
    assert page.read_bytes().endswith(b"mine -->")
    assert publish(copy, night_path, "--force").exit_code == 0
    assert page.read_bytes() == whole


def test_force_takes_away_only_what_an_earlier_publication_left(copy: Path, tmp_path: Path) -> None:
    (copy / "mine.txt").write_text("mine", encoding="utf-8")
    (copy / "tables" / "seats.csv").write_text("mine", encoding="utf-8")
    graph = tmp_path / "small.nq"
    graph.write_text('<urn:a> <urn:b> "c" .\n', encoding="utf-8")
    assert publish(copy, graph, "--force").exit_code == 0
    assert (copy / "mine.txt").exists()
    assert [path.name for path in (copy / "tables").iterdir()] == ["seats.csv"]


def test_a_list_of_checksums_leads_to_nothing_outside(tmp_path: Path, night_path: Path) -> None:
    outside, folder = tmp_path / "outside.txt", tmp_path / "public"
    outside.write_bytes(b"")
    folder.mkdir()
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    (folder / "SHA256SUMS").write_text(f"{empty}  ../outside.txt\n{empty}  {outside}\n", encoding="utf-8")
    assert publish(folder, night_path, "--force").exit_code == 0
    assert outside.exists()


def test_an_empty_folder_is_used_and_a_file_or_link_is_not(tmp_path: Path, night_path: Path) -> None:
    empty, file, link = tmp_path / "empty", tmp_path / "file", tmp_path / "link"
    empty.mkdir()
    file.write_text("mine", encoding="utf-8")
    link.symlink_to(empty)
    assert "this is a file, no folder" in refused(publish(file, night_path))
    assert "symbolic link" in refused(publish(link, night_path, "--force"))
    assert publish(empty, night_path).exit_code == 0
    assert (empty / "index.html").is_file()


def test_the_folder_that_somebody_works_in_is_filled(
    tmp_path: Path, night_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        assert publish(".", night_path).exit_code == 0
        assert Path("index.html").is_file()
    assert ".new" not in "".join(path.name for path in tmp_path.parent.iterdir())


def test_the_folder_keeps_its_mode(copy: Path, night_path: Path) -> None:
    copy.chmod(0o775)
    assert publish(copy, night_path).exit_code == 0
    assert copy.stat().st_mode & 0o777 == 0o775


def test_what_fails_half_way_leaves_the_old(
    copy: Path, night_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = written(copy)

    def fail(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("electiongraph.publishing.index_page", fail)
    assert "No space left on device" in refused(publish(copy, night_path))
    assert written(copy) == before
    assert [path.name for path in copy.parent.iterdir()] == ["public"]


def test_the_epoch_sets_the_day(tmp_path: Path, night_path: Path) -> None:
    assert publish(tmp_path / "a", night_path, SOURCE_DATE_EPOCH="0").exit_code == 0
    assert json.loads((tmp_path / "a/datapackage.json").read_bytes())["created"] == "1970-01-01T00:00:00Z"
    for wrong in ("soon", "9" * 30):
        message = refused(publish(tmp_path / "b", night_path, SOURCE_DATE_EPOCH=wrong), QueryError)
        assert "SOURCE_DATE_EPOCH" in message
    assert not (tmp_path / "b").exists()


def test_sha256sum_finds_the_files_whole(public: Path) -> None:
    program = shutil.which("sha256sum")
    if program is None:
        pytest.skip("no sha256sum on this machine")
    subprocess.run([program, "--quiet", "--strict", "--check", "SHA256SUMS"], cwd=public, check=True)


# How Chromium's network log marks a request that a page makes, not the browser of its own accord.
PAGE_REQUEST = re.compile(r'"traffic_annotation":101845102,"url":"((?!file:|data:)[^"]+)"')


@pytest.mark.browser
def test_the_page_shows_its_pictures_without_a_request(public: Path, tmp_path: Path) -> None:
    names = ("chromium", "chromium-browser", "google-chrome")
    browser = next(filter(None, map(shutil.which, names)), None)
    if browser is None:
        pytest.skip("no Chromium on this machine; with Debian: apt-get install chromium")
    page = tmp_path / "page.html"
    measure = "document.title = [...document.images].map(i => i.naturalWidth).join()"
    text = (public / "index.html").read_text(encoding="utf-8").replace('loading="lazy"', "")
    text = text.replace("style-src", "script-src 'unsafe-inline'; style-src")
    shutil.copytree(public / "pictures", tmp_path / "pictures")
    page.write_text(f"{text}<script>onload = () => {{ {measure} }}</script>", encoding="utf-8")
    log = tmp_path / "log.json"
    flags = [
        "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync",
        "--disable-extensions", "--disable-background-networking", "--disable-component-update", "--dump-dom",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        f"--user-data-dir={tmp_path / 'profile'}", f"--log-net-log={log}",
    ]  # fmt: skip
    shown = subprocess.run(
        [browser, *flags, page.as_uri()], capture_output=True, text=True, check=True, timeout=60
    ).stdout
    assert PAGE_REQUEST.findall(log.read_text(encoding="utf-8")) == []
    title = re.search("<title>(.*?)</title>", shown)
    assert title is not None
    widths = [int(width) for width in title[1].split(",")]
    assert len(widths) == len(list((public / "pictures").glob("*.svg"))) > 0
    assert min(widths) > 0
