"""Who won and who sat before is what a list shows: flags and marks first, then how the page sets a row."""

import pytest

from electiongraph.extraction.layout import read_layout
from electiongraph.gazetteers import load_gazetteers
from electiongraph.sources.document import Block, Document

ROWS = ("Luton North", "Jo Poe (Lab) 14,677", "Al Fay (Con) 7,167", "Bo Kay (Green) 3,901")


def facts(rows: tuple[str, ...] = ROWS, above: str = "", **marked: int) -> set[tuple[str, str]]:
    """Return who a page states to have won or sat; `is_bold=1` sets the first row in bold."""
    lines = [*([above] if above else []), *rows]
    blocks = []
    start = 0
    for number, line in enumerate(lines):
        at = number - (1 if above else 0)
        flags = {flag: True for flag, row in marked.items() if row == at}
        kind = "heading" if at <= 0 else "item"
        blocks.append(Block(kind, start, start + len(line), **flags))  # type: ignore[arg-type]
        start += len(line) + 1
    document = Document("\n".join(lines), tuple(blocks), title="Results")
    layout = read_layout(document, load_gazetteers(), "2024-07-04")
    told = ("elected", "incumbentIn", "defeatedIn")
    return {(fact.predicate, fact.person) for fact in layout.facts if fact.predicate in told}


def test_a_class_marks_the_winner() -> None:
    assert facts(is_winner=1) == {("elected", "Jo Poe")}


def test_bold_type_marks_the_winner_only_by_a_legend() -> None:
    assert facts(is_bold=1) == set()
    assert facts(is_bold=1, above="Winners are shown in bold") == {("elected", "Jo Poe")}


def test_flags_go_before_how_a_row_is_set() -> None:
    rows = (*ROWS[:2], "Al Fay (Con) 7,167 elected", ROWS[3])
    assert facts(rows, is_winner=1) == {("elected", "Al Fay")}


@pytest.mark.parametrize(
    ("row", "above"),
    [
        ("Al Fay (Con) * 7,167", "* sitting MP"),
        ("Al Fay, sitting MP (Con) 7,167", ""),
        ("Al Fay (Con, incumbent) 7,167", ""),
        ("Al Fay (Con, MP since 2010) 7,167", ""),
        ("Al Fay MP at dissolution (Con) 7,167", ""),
    ],
)
def test_a_sitting_member_with_fewer_votes_is_beaten(row: str, above: str) -> None:
    rows = (*ROWS[:2], row, ROWS[3])
    assert facts(rows, above) == {("incumbentIn", "Al Fay"), ("defeatedIn", "Al Fay")}


@pytest.mark.parametrize("row", ["Al Fay (Con) 7,167", "Al Fay (Con) * 7,167"])
def test_nobody_sat_where_nothing_says_so(row: str) -> None:
    assert facts((*ROWS[:2], row, ROWS[3])) == set()
