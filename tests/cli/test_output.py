"""What cannot be written is one line and status 2; NO_COLOR is plain letters; a closed pipe is no fault."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

NIGHT = Path(__file__).resolve().parent.parent / "answering" / "night.trig"
FULL = Path("/dev/full")
COMMANDS = [
    ["--help"],
    ["ask", "--help"],
    ["ask"],
    ["ask", "winners", str(NIGHT), "--quiet"],
    ["disagreements", str(NIGHT), "--quiet"],
    ["explain", "Hendon", str(NIGHT)],
    ["export", str(NIGHT)],
    ["export", str(NIGHT), "--format", "csv"],
    ["query", "-e", "SELECT * { ?s ?p ?o }", str(NIGHT)],
    ["query", "-e", "DESCRIBE eg:x", str(NIGHT)],
    ["validate", str(NIGHT), "--quiet"],
]
CODE = "from electiongraph.cli import main; main()"


def words(arguments: list[str]) -> str:
    return " ".join(arguments[:2])


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", [one for one in COMMANDS if "DESCRIBE eg:x" not in one], ids=words)
def test_a_full_disk_is_one_line_and_status_2(arguments: list[str]) -> None:
    with FULL.open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-c", CODE, *arguments], stdout=full, stderr=subprocess.PIPE, check=False
        )
    told = ended.stderr.decode()
    assert (ended.returncode, told) == (
        2,
        "electiongraph: the output cannot be written (No space left on device)\n",
    )


@pytest.mark.parametrize("arguments", COMMANDS[3:8], ids=words)
def test_a_closed_output_is_one_line_and_status_2(arguments: list[str]) -> None:
    command = ["sh", "-c", 'exec "$@" >&-', "sh", sys.executable, "-c", CODE, *arguments]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 2
    assert ended.stderr.startswith("electiongraph: the output cannot be written (")
    assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", COMMANDS, ids=words)
def test_a_reader_who_has_enough_hears_nothing(arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    ended = subprocess.run(
        [sys.executable, "-c", CODE, *arguments], stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)
    assert ended.stderr == b""


def on_a_terminal(arguments: list[str], **more: str) -> str:
    """Return what a command prints on a terminal."""
    screen, terminal = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    environment |= {"TERM": "xterm-256color", "COLUMNS": "120", **more}
    command = [sys.executable, "-c", CODE, *arguments]
    with subprocess.Popen(command, stdout=terminal, stderr=subprocess.DEVNULL, env=environment) as process:
        os.close(terminal)
        parts = []
        try:
            while part := os.read(screen, 65536):
                parts.append(part)
        except OSError:
            pass
        process.wait()
    os.close(screen)
    return b"".join(parts).decode()


@pytest.mark.parametrize(
    "arguments",
    [["ask", "winners", str(NIGHT)], ["validate", str(NIGHT), "--severity", "info"], ["ask"]],
    ids=words,
)
def test_no_color_is_no_bold_either(arguments: list[str]) -> None:
    assert "\x1b[" in on_a_terminal(arguments) or "validate" in arguments
    plain = on_a_terminal(arguments, NO_COLOR="1")
    assert plain
    assert "\x1b" not in plain


def test_no_color_makes_the_demo_plain(tmp_path: Path) -> None:
    output = str(tmp_path / "demo")
    assert "\x1b[1m" in on_a_terminal(["demo", "-o", output])
    assert "\x1b" not in on_a_terminal(["demo", "-o", output], NO_COLOR="1")
