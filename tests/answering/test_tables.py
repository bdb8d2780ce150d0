"""Answers render whole, quoted as each format needs, and harmless on a terminal."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

from electiongraph.answering import Answer

ANSWER = Answer(
    ("person", "votes", "share", "elected", "sentence"),
    (
        ("Siân Berry", 28809, Decimal("55.0"), True, ('said: "won"', "line\nbreak | bar")),
        ("<b>\x1b[31m", None, None, False, "a, b"),
    ),
    name="test",
)


def test_csv_reads_back_with_gathered_values_joined() -> None:
    rows = list(csv.reader(io.StringIO(ANSWER.to_csv())))
    assert rows[1] == ["Siân Berry", "28809", "55.0", "true", 'said: "won" | line\nbreak | bar']
    assert rows[2] == ["<b>\x1b[31m", "", "", "false", "a, b"]


def test_json_keeps_types_and_lists() -> None:
    first, second = json.loads(ANSWER.to_json())["rows"]
    assert first == {
        "person": "Siân Berry",
        "votes": 28809,
        "share": 55.0,
        "elected": True,
        "sentence": ['said: "won"', "line\nbreak | bar"],
    }
    assert second["votes"] is None


def test_markdown_stays_one_line_a_row() -> None:
    lines = ANSWER.to_markdown().splitlines()
    assert len(lines) == 4
    assert 'said: "won"<br>line break \\| bar' in lines[2]
    assert "&lt;b>\ufffd[31m" in lines[3]


def test_a_plain_table_is_aligned_whole_and_free_of_control_characters() -> None:
    long = "x" * 500
    table = Answer(("name", "votes"), (("Siân", 9), (long, 10000), ("\x1b[2J", None))).to_table()
    lines = table.splitlines()
    assert long in table
    assert lines[2].endswith("    9")
    assert lines[2].index("9") == lines[3].index("10000") + 4
    assert "\x1b" not in table


def test_gathered_values_stand_one_below_another() -> None:
    table = Answer(("who", "line"), (("A", (1, 22)), ("B", 3))).to_table()
    assert table == "who  line\n---  ----\nA    1\n     22\nB    3\n"
