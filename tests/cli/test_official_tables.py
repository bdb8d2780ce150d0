"""`electiongraph build` with official files: what is said of rows, and with which exit status."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from electiongraph.cli.add import command as add
from electiongraph.cli.build import command

HEADING = "election,seat,person,party,votes\n"
POOLE = "2024-07-04,Poole,Neil Duncan-Jordan,Labour,14168\n2024-07-04,Poole,Robert Syms,Conservative,14150\n"
BAD = "2024-07-04,Poole,Ann Other,Green,many\n"


@pytest.fixture
def build(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def building(*arguments: str, given: str | None = None):
        done = CliRunner().invoke(command, [*arguments, "-o", "graph", "--force"], input=given)
        lines = [line.removeprefix("electiongraph: ") for line in done.stderr.splitlines()]
        return done.exit_code, lines

    return building


def test_rows_are_counted(build, tmp_path):
    (tmp_path / "poole.csv").write_text(HEADING + POOLE, "utf-8")
    status, lines = build("poole.csv")
    assert status == 0
    assert lines[0] == "poole.csv: candidates in the tidy form: 2 rows read, 2 loaded, 0 refused"
    assert lines[-1].startswith("1 source, 2 rows, 0 facts, ")


def test_a_bad_row_is_told_and_the_graph_is_written(build, tmp_path):
    (tmp_path / "poole.csv").write_text(HEADING + POOLE + BAD, "utf-8")
    status, lines = build("poole.csv")
    assert status == 0
    assert lines[-1] == "3 rows read, 2 loaded, 0 passed over, 1 refused: see above"
    assert lines[:2] == [
        "poole.csv, row 4, column votes: 'many' is no count; the row is left out",
        "poole.csv: candidates in the tidy form: 3 rows read, 2 loaded, 1 refused",
    ]
    assert (tmp_path / "graph" / "graph.nq").exists()


def test_quiet_tells_faults_only(build, tmp_path):
    (tmp_path / "poole.csv").write_text(HEADING + POOLE + BAD, "utf-8")
    assert build("poole.csv", "--quiet") == (
        0,
        [
            "poole.csv, row 4, column votes: 'many' is no count; the row is left out",
            "3 rows read, 2 loaded, 0 passed over, 1 refused: see above",
        ],
    )


@pytest.mark.parametrize("name", ["-", "2024-07-04=-"])
def test_a_table_on_standard_input_is_read_as_one(build, name):
    status, lines = build(name, given=HEADING + POOLE)
    assert (status, lines[0]) == (0, f"{name}: candidates in the tidy form: 2 rows read, 2 loaded, 0 refused")


def test_the_polling_date_before_standard_input_is_that_of_its_rows(build):
    text = "constituency_name,party_name,firstname,surname,votes\nPoole,Labour,Neil,Duncan-Jordan,14168\n"
    assert build("-", given=text)[0] == 2
    assert build("2024-07-04=-", given=text)[0] == 0


def test_an_article_on_standard_input_stays_one(build):
    status, lines = build("-", given="Labour's Neil Duncan-Jordan won Poole, Dorset, by 18 votes.")
    assert (status, lines[-1].split(", ")[0]) == (0, "1 source")
    assert "row" not in lines[-1]


def test_a_table_on_standard_input_that_lacks_a_column_is_no_article(build):
    status, lines = build("-", given="election,seat,votes\n2024-07-04,Poole,12\n")
    assert status == 2
    assert "nearly a table" in lines[0]


def test_an_unreadable_input_among_files_with_refused_rows_is_status_2(build, tmp_path):
    (tmp_path / "poole.csv").write_text(HEADING + POOLE + BAD, "utf-8")
    assert build("poole.csv", "missing.txt")[0] == 2


def test_many_faults_are_counted_after_the_first(build, tmp_path):
    bad = "".join(f"2024-07-04,Poole,Ann Other {at},Green,many\n" for at in range(50))
    (tmp_path / "poole.csv").write_text(HEADING + POOLE + bad, "utf-8")
    _, lines = build("poole.csv", "--quiet")
    assert (len(lines), lines[-2]) == (22, "poole.csv: 30 more faults")


def test_a_table_of_no_known_format_that_is_named_is_status_2_and_the_rest_is_built(build, tmp_path):
    (tmp_path / "sales.csv").write_text("item,price\npens,3\n", "utf-8")
    (tmp_path / "poole.csv").write_text(HEADING + POOLE, "utf-8")
    status, lines = build("poole.csv", "sales.csv", "--quiet")
    assert (status, lines) == (
        2,
        ["sales.csv: is a table of no known format; see docs/official-files.md for the formats"],
    )
    assert (tmp_path / "graph" / "graph.nq").exists()


def test_alone_it_leaves_no_graph(build, tmp_path):
    (tmp_path / "sales.csv").write_text("item,price\npens,3\n", "utf-8")
    status, _ = build("sales.csv")
    assert (status, (tmp_path / "graph").exists()) == (2, False)


def test_in_a_folder_it_is_a_notice_that_quiet_leaves_out(build, tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "sales.csv").write_text("item,price\npens,3\n", "utf-8")
    (folder / "poole.csv").write_text(HEADING + POOLE, "utf-8")
    status, lines = build("files")
    assert (status, lines[0]) == (0, "files/sales.csv: is a table of no known format; it is left out")
    assert build("files", "--quiet") == (0, [])


def test_commands_that_read_articles_say_what_a_table_is_for(build, tmp_path):
    from electiongraph.cli.diff import command as diff
    from electiongraph.cli.extract import command as extract

    (tmp_path / "poole.csv").write_text(HEADING + POOLE, "utf-8")
    for command_, arguments in ((extract, ["poole.csv"]), (diff, ["poole.csv", "poole.csv"])):
        done = CliRunner().invoke(command_, arguments)
        assert done.exit_code == 2
        assert done.stderr.splitlines()[0] == (
            "electiongraph: poole.csv: is a table of results, not an article; give it to electiongraph build"
        )


def test_a_polling_date_stands_before_the_file(build, tmp_path):
    text = "constituency_name,party_name,firstname,surname,votes\nPoole,Labour,Neil,Duncan-Jordan,14168\n"
    (tmp_path / "library.csv").write_text(text, "utf-8")
    status, lines = build("library.csv", "--quiet")
    assert status == 2
    assert any("give the file as POLLING-DATE=FILE" in line for line in lines)
    assert build("2024-07-04=library.csv", "--quiet") == (
        0,
        ["2024-07-04=library.csv, row 1, column ons id: there is no such column; the row is kept"],
    )


def test_a_table_without_names_of_parties_goes_by_their_abbreviations(build, tmp_path):
    heading = "ONS ID,Constituency name,Party abbreviation,Candidate first name,Candidate surname,Votes\n"
    (tmp_path / "results.csv").write_text(heading + "E14001425,Poole,Lab,Neil,Duncan-Jordan,14168\n", "utf-8")
    status, lines = build("2024-07-04=results.csv", "--quiet")
    assert status == 0
    assert (
        "2024-07-04=results.csv, row 1, column party name: there is no such column; the row is kept" in lines
    )
    assert '"Labour"' in (tmp_path / "graph" / "graph.nq").read_text("utf-8")


def test_tables_without_one_good_row_leave_the_old_graph_as_it_was(build, tmp_path):
    (tmp_path / "poole.csv").write_text(HEADING + POOLE, "utf-8")
    assert build("poole.csv")[0] == 0
    before = (tmp_path / "graph" / "graph.nq").read_bytes()
    (tmp_path / "bad.csv").write_text(HEADING + BAD, "utf-8")
    status, lines = build("bad.csv")
    assert status == 2
    assert lines == [
        "bad.csv, row 2, column votes: 'many' is no count; the row is left out",
        "bad.csv: candidates in the tidy form: 1 row read, 0 loaded, 1 refused",
        "no row of a table could be used; no graph was written",
    ]
    assert (tmp_path / "graph" / "graph.nq").read_bytes() == before


def test_nothing_is_added_of_a_table_without_one_good_row(build, tmp_path):
    (tmp_path / "poole.csv").write_text(HEADING + POOLE, "utf-8")
    assert build("poole.csv")[0] == 0
    before = (tmp_path / "graph" / "graph.nq").read_bytes()
    (tmp_path / "bad.csv").write_text(HEADING + BAD, "utf-8")
    done = CliRunner().invoke(add, ["graph", "bad.csv"])
    assert done.exit_code == 2
    assert "no row of a table could be used; the graph is as it was" in done.stderr
    assert (tmp_path / "graph" / "graph.nq").read_bytes() == before


RESULTS = "ONS ID,Constituency name,Party name,Candidate first name,Candidate surname,Votes"
SYMS = "E14001429,Poole,Conservative,Robert,Syms,14150"


@pytest.mark.parametrize(("more", "cell"), [("", ""), (",Sitting MP,Member MNIS ID", ",Yes,1478")])
def test_columns_that_would_be_welcome_are_told_once_with_what_is_not_known(build, tmp_path, more, cell):
    (tmp_path / "r.csv").write_text(f"{RESULTS}{more}\n{SYMS}{cell}\n", "utf-8")
    status, lines = build("2024-07-04=r.csv")
    assert status == 0
    told = [
        "2024-07-04=r.csv: there is no column sitting mp: it is not known who was a member before, who lost "
        "a seat or stood down",
        "2024-07-04=r.csv: there is no column member mnis id: by this file no candidate is known to be the "
        "member of another election",
    ]
    assert [line for line in lines if "there is no column" in line] == ([] if cell else told)
    assert not any("there is no column" in line for line in build("2024-07-04=r.csv", "--quiet")[1])
