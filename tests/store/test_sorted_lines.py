"""Lines are copied with changes, hashed on the way, and an error on the way is told as it is."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest

from electiongraph.sorted_lines import open_lines, write_hashed

LINES = sorted(b"%08d %s\n" % (number, b"x" * 100) for number in range(20_000))
ADDED = [b"00000005a\n", b"00010000z\n", b"00010000zz\n", b"9\n"]
REMOVED = [LINES[0], LINES[7], LINES[15_000]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a file of lines under a first line."""
    path = tmp_path / "lines"
    path.write_bytes(b"# header\n" + b"".join(LINES))
    return path


def test_a_copy_has_what_comes_and_lacks_what_goes(data: Path) -> None:
    expected = b"".join(sorted({*LINES, *ADDED} - set(REMOVED)))
    file = io.BytesIO()
    with open_lines(data) as lines:
        assert lines.digest() == hashlib.sha256(b"".join(LINES)).hexdigest()
        digest = write_hashed(lines.with_changes(ADDED, REMOVED), file)
    assert file.getvalue() == expected
    assert digest == hashlib.sha256(expected).hexdigest()


def test_a_full_disk_is_told_as_such(data: Path) -> None:
    class Full(io.BytesIO):
        def write(self, written: object) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"), open_lines(data) as lines:
        write_hashed(lines.with_changes(ADDED, REMOVED), Full())
