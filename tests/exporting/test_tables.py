"""Tables hold one row a thing, lead to each other, and mean what the ontology says; Frictionless agrees."""

from __future__ import annotations

import csv
import io
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from electiongraph.exporting.data_package import data_package
from electiongraph.exporting.published_files import PublishedFile, published_file
from electiongraph.exporting.tables import Table, read_tables, table_specs
from electiongraph.identifiers import ID
from electiongraph.vocabulary import EG, RDF_TYPE, XSD

TYPES = {"string", "integer", "number", "boolean", "date", "datetime", "year"}


def rows(store: Store, name: str) -> dict[str, dict[str, str]]:
    (table,) = (one for one in read_tables(store) if one.spec.name == name)
    return {row["id"]: row for row in csv.DictReader(io.StringIO(table.to_csv().decode("utf-8")))}


def write_package(store: Store, folder: Path) -> Path:
    """Write tables and datapackage.json as a publication has them; return the descriptor."""
    written: list[tuple[Table, PublishedFile]] = []
    for table in read_tables(store):
        path = folder / f"{table.spec.name}.csv"
        path.write_bytes(table.to_csv())
        written.append((table, published_file(path.name, table.spec.title, path.read_bytes())))
    descriptor = folder / "datapackage.json"
    descriptor.write_bytes(data_package(written, title="Night", description="A night of two newspapers"))
    return descriptor


def validate(descriptor: Path) -> dict[str, object]:
    """Ask Frictionless, in a process of its own: it warns of things that are not ours."""
    pytest.importorskip("frictionless", reason="the dev extra has frictionless")
    code = (
        "import sys, json; from frictionless import Package;"
        "r = Package(sys.argv[1]).validate(); print(json.dumps(r.to_dict()))"
    )
    run = [sys.executable, "-W", "ignore", "-c", code, descriptor.name]
    done = subprocess.run(run, cwd=descriptor.parent, capture_output=True, text=True, check=True)
    report: dict[str, object] = json.loads(done.stdout)
    return report


def test_a_candidacy_is_one_row_with_names_and_keys(night: Store) -> None:
    row = rows(night, "candidacies")["candidacy/2024-07-04/E14001497/terry-jermy"]
    assert (
        row
        | {
            "contest": "contest/2024-07-04/E14001497",
            "polling_date": "2024-07-04",
            "seat_name": "South West Norfolk",
            "gss_code": "E14001497",
            "person_name": "Terry Jermy",
            "party": "party/PP53",
            "party_name": "Labour",
            "votes": "11847",
            "share_percent": "26.72",
            "rank": "1",
            "elected": "true",
        }
        == row
    )


def test_claims_have_the_words_of_texts_and_of_rows(night: Store) -> None:
    words = {row["words"] for row in rows(night, "claims").values()}
    assert "in 2019 Rob Butler won the seat for the Conservatives" in words
    graph, row = NamedNode(f"{ID}graph/evidence"), NamedNode(f"{ID}source/1#row=2")
    claim = NamedNode(f"{ID}claim/1")
    store = Store()
    store.add(Quad(claim, NamedNode(RDF_TYPE), NamedNode(f"{EG}Claim"), graph))
    store.add(Quad(claim, NamedNode("http://www.w3.org/ns/oa#hasTarget"), row, graph))
    store.add(Quad(row, NamedNode("http://www.w3.org/ns/oa#exact"), Literal("E14001497,Jermy"), graph))
    assert rows(store, "claims")["claim/1"]["words"] == "E14001497,Jermy"


def test_every_thing_of_a_class_has_its_row(night: Store) -> None:
    for table in read_tables(night):
        assert len({row[0] for row in table.rows}) == len(table.rows) > 0
        assert [row[0] for row in table.rows] == sorted(row[0] for row in table.rows)
        assert table.overfull == frozenset()
    typed = night.quads_for_pattern(None, NamedNode(RDF_TYPE), NamedNode(f"{EG}Candidacy"), None)
    assert len({quad.subject for quad in typed}) == len(rows(night, "candidacies"))


def test_the_tables_do_not_depend_on_the_order_of_the_quads(night: Store) -> None:
    expected = [table.to_csv() for table in read_tables(night)]
    quads = list(night)
    random.Random(1).shuffle(quads)
    store = Store()
    store.extend(quads)
    assert [table.to_csv() for table in read_tables(store)] == expected


def test_what_is_to_have_one_value_and_has_several_loses_none() -> None:
    contest = NamedNode(f"{ID}contest/1")
    store = Store()
    store.add(Quad(contest, NamedNode(RDF_TYPE), NamedNode(f"{EG}Contest")))
    for majority in (18, 20):
        store.add(Quad(contest, NamedNode(f"{EG}majority"), Literal(majority)))
    (table,) = read_tables(store)
    assert table.overfull == {"majority"}
    assert rows(store, "contests")["contest/1"]["majority"] == "18 | 20"
    file = published_file("contests.csv", "Contests", table.to_csv())
    fields = json.loads(data_package([(table, file)], title="t", description="d"))["resources"][0]["schema"]
    (field,) = (one for one in fields["fields"] if one["name"] == "majority")
    assert field["type"] == "string"


def test_of_several_dates_the_first_or_last_is_given_where_the_table_says_so() -> None:
    party, day = NamedNode(f"{ID}party/PP85"), NamedNode(XSD + "date")
    store = Store()
    store.add(Quad(party, NamedNode(RDF_TYPE), NamedNode(f"{EG}Party")))
    for value in ("2001-02-16", "1999-02-25"):
        store.add(Quad(party, NamedNode(f"{EG}registeredOn"), Literal(value, datatype=day)))
    assert rows(store, "parties")["party/PP85"]["registered_on"] == "1999-02-25"


def test_every_column_has_a_type_a_meaning_and_a_table_that_is_there(night: Store, tmp_path: Path) -> None:
    names = {spec.name for spec in table_specs()}
    assert len(names) == len(table_specs()) == 20
    for spec in table_specs():
        for column in spec.columns:
            assert column.type in TYPES
            assert column.table in {"", *names}
            assert column.type == "string" or not column.many
    package = json.loads(write_package(night, tmp_path).read_bytes())
    for resource in package["resources"]:
        for field in resource["schema"]["fields"]:
            assert field["description"], (resource["name"], field["name"])


def test_frictionless_finds_the_package_valid(night: Store, tmp_path: Path) -> None:
    report = validate(write_package(night, tmp_path))
    assert report["valid"], json.dumps(report, indent=1)[:3000]


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        (b",11847,", b",eleven,", "type-error"),
        (b",party/PP53,", b",party/PP999999,", "foreign-key"),
        (b"candidacy/2024-07-04/E14001497/terry-jermy,", b"candidacy/2024-07-04/E14001497/liz-truss,", ""),
    ],
)
def test_frictionless_finds_what_is_put_wrong(
    night: Store, tmp_path: Path, old: bytes, new: bytes, error: str
) -> None:
    descriptor = write_package(night, tmp_path)
    package = json.loads(descriptor.read_bytes())
    for resource in package["resources"]:
        del resource["hash"], resource["bytes"]
    descriptor.write_text(json.dumps(package), encoding="utf-8")
    path = tmp_path / "candidacies.csv"
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    report = validate(descriptor)
    assert not report["valid"]
    assert error in json.dumps(report)


def test_a_changed_file_does_not_fit_its_checksum(night: Store, tmp_path: Path) -> None:
    descriptor = write_package(night, tmp_path)
    path = tmp_path / "candidacies.csv"
    path.write_bytes(path.read_bytes().replace(b",11847,", b",11848,", 1))
    assert not validate(descriptor)["valid"]
