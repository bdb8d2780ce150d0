"""Whatever breaks a command while it writes, the old output or the new one is there, whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.parametrize(("command", "times"), [("build (folder)", 5), ("add", 5)])
def test_a_broken_command_leaves_the_old_or_the_new_and_the_next_run_only_the_new(
    tmp_path: Path, command: str, times: int
) -> None:
    import breaking

    library = breaking.compiled_faults(tmp_path)
    if library is None:
        pytest.skip("a C compiler on Linux is needed to let calls of the system fail")
    code = (
        "import breaking, json\n"
        "told = []\n"
        "def report(command, kind, tally): told.append([kind, tally.tried, tally.faults])\n"
        f"breaking.break_all({times}, {times}, report, only={command!r})\n"
        "print(json.dumps(told))\n"
    )
    environment = os.environ | {"LD_PRELOAD": str(library), "PYTHONPATH": str(HERE)}
    ended = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout.splitlines()[-1])
    assert {kind for kind, tried, _ in told if tried} >= {"kill -9", *list(breaking.KINDS)[1:]}
    assert [fault for *_, faults in told for fault in faults] == []


def test_a_database_that_cannot_be_written_is_an_error_of_the_disk(tmp_path: Path) -> None:
    from electiongraph.gazetteers import load_gazetteers
    from electiongraph.kept_records import Records
    from electiongraph.kept_reference import write_database
    from electiongraph.mapping.official.reference import Reference

    with pytest.raises(OSError, match="unable to open database file"):
        write_database(tmp_path / "missing" / "official.db", Reference(), (), Records(load_gazetteers()))
