"""What is wrong with a table is told with file, row and column; the rest loads,"
" and nothing is lost in silence."""

from __future__ import annotations

import pytest

from electiongraph.errors import SourceError, UnknownTableError
from electiongraph.sources.official import read_official_table
from electiongraph.sources.official.rows import split_rows

HEADING = "election,seat,person,party,votes"
POOLE = "2024-07-04,Poole,Neil Duncan-Jordan,Labour,14168"
SYMS = "2024-07-04,Poole,Robert Syms,Conservative,14150"


def faults_of(table):
    assert table.rows_read == len(table.records) + table.refused + table.passed_over
    return [str(fault).removeprefix("r.csv, ") for fault in table.faults]


@pytest.fixture
def read_tidy(read):
    def reading(*lines: str, heading: str = HEADING):
        return read(heading, *lines, name="r.csv")

    return reading


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (SYMS.replace("14150", "14 150"), "row 3, column votes: '14 150' is no count"),
        (SYMS.replace("14150", "-3"), "row 3, column votes: '-3' is no count"),
        (SYMS.replace("2024-07-04", "soon"), "row 3, column election: 'soon' is no day"),
        (SYMS.replace("07-04", "13-41"), "row 3, column election: '2024-13-41' is no day"),
        (SYMS.replace("Poole", ""), "row 3, column seat: is empty"),
        (SYMS.replace("Robert Syms", " "), "row 3, column person: is empty"),
        (POOLE, "row 3: repeats row 2"),
        (POOLE.replace("168", "618"), "row 3: contradicts row 2, which stands"),
        (f"{SYMS},,x", "row 3: has 7 cells where there are 5 columns"),
        ("2024-07-04,Poole,Robert", "row 3: ends after 3 cells where there are 5 columns"),
        ('2024-07-04,Poole,"Robert Syms,Con,1', "row 3: a quotation mark is opened and never closed"),
        (f"2024-07-04,Poole,{'x' * 200_000},Con,1", "row 3: a cell has 200,000 characters"),
        (f'2024-07-04,Poole,"{"x" * 200_000}",Con,1', "row 3: a cell has 200,022 characters"),
    ],
)
def test_one_bad_row_is_told_and_the_rest_loads(read_tidy, line, said):
    last = "2024-07-04,Poole,Oliver Walters,Liberal Democrats,5507"
    table = read_tidy(POOLE, line, last)
    [fault] = faults_of(table)
    if "200,022" in said:
        said, fault = said.partition(" has")[0], fault.partition(" has")[0] + "; the row is left out"
    assert fault == f"{said}; the row is left out"
    assert [row.person for row in table.records] == ["Neil Duncan-Jordan", "Oliver Walters"]


def test_a_row_may_end_before_columns_that_are_not_needed(read_tidy):
    table = read_tidy(POOLE.removesuffix(",14168"))
    assert (faults_of(table), table.records[0].votes) == ([], None)


def test_empty_lines_and_trailing_commas_are_no_faults(read_tidy):
    table = read_tidy(f"{POOLE},,,", "", ",,,,", SYMS)
    assert (faults_of(table), [row.row for row in table.records]) == ([], [2, 5])


def test_a_missing_column_that_is_expected_is_told_once(read_tidy):
    table = read_tidy("2024-07-04,Poole,Robert Syms", heading="election,seat,person")
    assert faults_of(table) == ["row 1, column party: there is no such column; the row is kept"]


def test_a_missing_column_that_is_needed_is_named():
    with pytest.raises(
        UnknownTableError, match=r"r\.csv: .* has no column 'person'; see docs/official-files\.md"
    ):
        read_official_table(b"election,seat,votes\n2024-07-04,Poole,3\n", "r.csv")


@pytest.mark.parametrize("text", ["", "\n\n", ",,\n,,\n", "\ufeff"])
def test_an_empty_table_says_so(text):
    with pytest.raises(SourceError, match=r"^r\.csv: is empty; give a table with rows$"):
        read_official_table(text.encode(), "r.csv")


@pytest.mark.parametrize("data", [b"a,b\n1,2\n", b"just some words\n"])
def test_a_table_of_no_known_format_says_so(data):
    with pytest.raises(UnknownTableError, match=r"is a table of no known format; see docs/official-files"):
        read_official_table(data, "r.csv")


def test_what_is_no_text_is_refused():
    with pytest.raises(SourceError, match="is a ZIP archive"):
        read_official_table(b"PK\x03\x04" + bytes(30), "r.csv")


def test_a_cell_over_two_lines_counts_as_one_row(read_tidy):
    table = read_tidy('2024-07-04,Poole,"Robert\nSyms",Conservative,14150', POOLE)
    assert [(row.row, row.person) for row in table.records] == [(2, "Robert Syms"), (3, "Neil Duncan-Jordan")]
    assert table.rows_as_written()[1:] == ('2024-07-04,Poole,"Robert\nSyms",Conservative,14150', POOLE)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_stand_where_they_are_said_to_stand(end):
    text = end.join(("a,b", 'x,"y ""z"""', "1,\u20282\u0085", ""))
    rows, spans, faults = split_rows(text, "r.csv")
    assert [text[start:stop] for start, stop in spans] == text.split(end)[:-1]
    assert (rows[1].cells, faults) == (("x", 'y "z"'), ())
