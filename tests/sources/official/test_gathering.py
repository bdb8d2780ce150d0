"""Official files among what a user names: files, folders, addresses, with a polling date before them."""

from __future__ import annotations

import pytest

from electiongraph.sources import gather

TIDY = "election,seat,person,party,votes\n2024-07-04,Poole,Neil Duncan-Jordan,Labour,14168\n"
LIBRARY = (
    "ons_id,constituency_name,party_name,firstname,surname,votes,share\n"
    "E14001429,Poole,Labour,Neil,Duncan-Jordan,14168,0.31\n"
)


def rows(gathered):
    return [(record.election, record.person) for table in gathered.tables for record in table.records]


def test_a_file_and_a_folder_give_their_tables(tmp_path):
    (tmp_path / "results.CSV").write_text(TIDY, "utf-8")
    for place in (tmp_path, str(tmp_path / "results.CSV")):
        gathered = gather([place])
        assert (rows(gathered), gathered.errors) == ([("2024-07-04", "Neil Duncan-Jordan")], ())


def test_copies_of_a_file_count_once(tmp_path):
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(TIDY, "utf-8")
    assert len(gather([tmp_path]).tables) == 1


def test_a_polling_date_before_a_file_dates_its_rows(tmp_path):
    path = tmp_path / "a=b.csv"
    path.write_text(LIBRARY, "utf-8")
    assert rows(gather([f"2024-07-04={path}"])) == [("2024-07-04", "Neil Duncan-Jordan")]


def test_a_table_of_no_known_format_is_an_error_where_it_is_named(tmp_path):
    path = tmp_path / "sales.csv"
    path.write_text("item,price\npens,3\n", "utf-8")
    gathered = gather([path])
    assert [str(error) for error in gathered.errors] == [
        f"{path}: is a table of no known format; see docs/official-files.md for the formats"
    ]
    assert gathered.notices == ()


def test_in_a_folder_it_is_a_notice_and_the_rest_is_read(tmp_path):
    (tmp_path / "sales.csv").write_text("item,price\npens,3\n", "utf-8")
    (tmp_path / "results.csv").write_text(TIDY, "utf-8")
    gathered = gather([tmp_path])
    assert gathered.errors == ()
    assert gathered.notices == (f"{tmp_path / 'sales.csv'}: is a table of no known format; it is left out",)
    assert len(gathered.tables) == 1


@pytest.mark.parametrize(
    "data", [b"", b"\x89PNG\r\n\x1a\n" + bytes(40), b"seat,person\n\xff\xfe\x81\xd8\n" * 9]
)
def test_what_cannot_be_read_is_an_error_in_a_folder_too(tmp_path, data):
    (tmp_path / "broken.csv").write_bytes(data)
    (tmp_path / "results.csv").write_text(TIDY, "utf-8")
    gathered = gather([tmp_path])
    [error] = gathered.errors
    assert str(error).startswith(str(tmp_path / "broken.csv"))
    assert "\n" not in str(error)
    assert len(gathered.tables) == 1


def test_a_missing_file_with_a_polling_date_is_an_error(tmp_path):
    [error] = gather([f"2024-07-04={tmp_path / 'none.csv'}"]).errors
    assert "no such file" in str(error)


@pytest.mark.usefixtures("pauses")
class TestAddresses:
    def test_an_address_of_a_table_works_like_a_file(self, site):
        address = site.put("/results.csv", TIDY, kind="text/plain")
        gathered = gather([address], allow_private=True)
        assert rows(gathered) == [("2024-07-04", "Neil Duncan-Jordan")]
        assert [page.address for page in gathered.pages] == [address]
        assert gathered.documents == ()

    def test_what_the_server_calls_a_table_is_one(self, site):
        address = site.put("/export?format=all", TIDY, kind="text/csv; charset=utf-8")
        assert rows(gather([address], allow_private=True)) == [("2024-07-04", "Neil Duncan-Jordan")]

    def test_a_polling_date_may_stand_before_an_address(self, site):
        address = site.put("/library.csv", LIBRARY, kind="text/csv")
        gathered = gather([f"2024-07-04={address}"], allow_private=True)
        assert rows(gathered) == [("2024-07-04", "Neil Duncan-Jordan")]

    def test_a_table_of_no_known_format_at_an_address_is_an_error(self, site):
        address = site.put("/sales.csv", "item,price\npens,3\n", kind="text/csv")
        gathered = gather([address], allow_private=True)
        assert [error.what for error in gathered.errors] == ["is a table of no known format"]
