"""Lists of candidates: columns known by their headings, rows that cannot be used reported and left out."""

from __future__ import annotations

import pytest

from electiongraph.errors import SourceError
from electiongraph.sources.candidate_lists import Candidate, read_candidates

OFFICIAL = (
    "ONS ID,ONS region ID,Constituency name,County name,Region name,Country name,Constituency type,"
    "Party name,Party abbreviation,Electoral Commission party ID,MNIS party ID,"
    "Electoral Commission adjunct party ID,Candidate first name,Candidate surname,Candidate gender,"
    "Sitting MP,Former MP,Member MNIS ID,Votes,Share,Change,DC Person ID"
)
ROW = (
    "E14001347,E12000006,Luton North,,East of England,England,Borough,Labour,Lab,PP53,15,,Sarah,Owen,Female,"
    "Yes,Yes,4777,14677,0.38,,9000"
)


@pytest.fixture
def read(tmp_path):
    def reading(text: str, election: str = "", encoding: str = "utf-8"):
        path = tmp_path / "candidates.csv"
        path.write_bytes(text.encode(encoding))
        return read_candidates(path, election=election)

    return reading


def test_own_form_has_election_seat_person_party_and_identifier(read):
    found, errors = read(
        "election,seat,person,party,person_id\n2021-05-06,Hartlepool,Jill Mortimer,Conservative,mnis:4916\n"
    )
    assert errors == ()
    assert found == (Candidate("2021-05-06", "Hartlepool", "Jill Mortimer", "Conservative", ("mnis:4916",)),)


def test_official_file_with_headings_has_both_numbers(read):
    found, _ = read(f"\ufeff{OFFICIAL}\n{ROW}\n", "2024-07-04")
    assert found == (
        Candidate("2024-07-04", "Luton North", "Sarah Owen", "Labour", ("mnis:4777", "democracy-club:9000")),
    )


def test_official_file_without_headings_is_known_by_its_codes(read):
    found, _ = read(f"{ROW}\n", "2019-12-12")
    assert [(one.election, one.seat, one.person) for one in found] == [
        ("2019-12-12", "Luton North", "Sarah Owen")
    ]


def test_by_election_dates_are_day_first(read):
    found, _ = read(f"Election date,{OFFICIAL}\n13/01/2011,{ROW}\n")
    assert found[0].election == "2011-01-13"


def test_democracy_club_columns_are_known(read):
    found, _ = read(
        "person_id,person_name,election_id,election_date,party_name,post_label\n"
        "8,Kay Hill,parl.2024-07-04,2024-07-04,Green Party,Ely\n"
    )
    assert found == (Candidate("2024-07-04", "Ely", "Kay Hill", "Green Party", ("democracy-club:8",)),)


def test_non_breaking_spaces_are_spaces(read):
    assert read("seat,person\nEly,Kay\u00a0 Hill\n")[0][0].person == "Kay Hill"


@pytest.mark.parametrize(
    ("row", "what"),
    [("2024-07-04,,Kay Hill", "no seat"), ("2024-07-04,Ely,", "no person"), ("May,Ely,K Hill", "May")],
)
def test_a_row_that_cannot_be_used_is_reported_and_the_rest_read(read, row, what):
    found, errors = read(f"election,seat,person\n{row}\n2024-07-04,Ely,Bo Lund\n")
    assert [one.person for one in found] == ["Bo Lund"]
    assert len(errors) == 1
    assert what in str(errors[0])
    assert "row 2" in str(errors[0])


@pytest.mark.parametrize("text", ["", "seat,votes\nEly,3\n", "person\nKay Hill\n"])
def test_a_file_without_seat_and_person_is_an_error(read, text):
    with pytest.raises(SourceError, match="seat and person"):
        read(text)


def test_a_missing_file_is_an_error(tmp_path):
    with pytest.raises(SourceError, match="cannot be read"):
        read_candidates(tmp_path / "none.csv")
