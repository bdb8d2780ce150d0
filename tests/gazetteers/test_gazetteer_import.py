from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from electiongraph.gazetteer_import import generate_gazetteers
from electiongraph.gazetteer_import.__main__ import main
from electiongraph.gazetteer_import.knowledge_files import Knowledge, read_knowledge
from electiongraph.gazetteer_import.seat_labels import common_form, seat_labels
from electiongraph.gazetteer_import.turtle_files import Concept, literal, write_scheme
from electiongraph.resources import folder

OFFICIAL = Path(__file__).parents[2].parent / "shared" / "official"
needs_official_files = pytest.mark.skipif(
    not (OFFICIAL / "psephology").is_dir(), reason="the official files are not beside this checkout"
)


@needs_official_files
def test_gazetteers_are_what_the_official_files_give():
    generated = generate_gazetteers(OFFICIAL)
    assert sorted(generated) == [
        "areas.ttl", "elections.ttl", "foreign-parties.ttl", "former-seats.ttl", "members.ttl", "parties.ttl",
        "roles.ttl", "seats.ttl",
    ]  # fmt: skip
    for name, text in generated.items():
        assert (folder("ontology") / name).read_text(encoding="utf-8") == text, f"{name} is not up to date"


@needs_official_files
@pytest.mark.parametrize("seed", ["1", "2"])
def test_generated_files_do_not_depend_on_hash_seed_or_locale(tmp_path, seed):
    command = [sys.executable, "-m", "electiongraph.gazetteer_import", str(OFFICIAL), str(tmp_path)]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "PYTHONUTF8": "0"}
    subprocess.run(command, check=True, env=environment, capture_output=True)
    for path in sorted(tmp_path.iterdir()):
        assert path.read_bytes() == (folder("ontology") / path.name).read_bytes(), path.name


def test_missing_official_files_are_one_clear_line(tmp_path, capsys):
    assert main([str(tmp_path), str(tmp_path)]) == 2
    words = capsys.readouterr().err
    assert words.startswith("error: ")
    assert words.count("\n") == 1
    assert "cannot read this official file" in words


def test_missing_ontology_folder_is_one_clear_line(tmp_path, capsys):
    assert main([str(tmp_path), str(tmp_path / "nowhere")]) == 2
    assert "no such folder" in capsys.readouterr().err


def test_wrong_number_of_arguments_shows_the_usage(capsys):
    assert main([]) == 2
    assert capsys.readouterr().err.startswith("usage: ")


@pytest.mark.parametrize(
    ("official", "usual"),
    [
        ("Sheffield, Brightside and Hillsborough", "Sheffield Brightside and Hillsborough"),
        ("Ross, Skye and Lochaber", "Ross, Skye and Lochaber"),
        ("Vale Of Clwyd", "Vale of Clwyd"),
        ("Newcastle Upon Tyne East", "Newcastle upon Tyne East"),
        ("Berwick-Upon-Tweed", "Berwick-upon-Tweed"),
        ("Penrith and The Border", "Penrith and The Border"),
    ],
)
def test_official_name_is_written_as_usual(official, usual):
    assert common_form(official, {}) == usual


def test_name_is_written_as_in_2024():
    assert common_form("Na h-Eileanan An Iar", {"na h eileanan an iar": "Na h-Eileanan an Iar"}) == (
        "Na h-Eileanan an Iar"
    )


def test_labels_shorten_counties_points_and_conjunctions():
    labels = seat_labels(
        "Romsey and North Hampshire", "Romsey and North Hampshire", "2024", read_knowledge("seats")
    )
    assert {"Romsey & North Hampshire", "Romsey and N Hampshire", "Romsey & N Hants"} <= labels.visible
    assert {"Romsey and Hampshire North", "Romsey & Hants North"} <= labels.hidden
    assert not labels.visible & labels.hidden


def test_point_of_two_words_is_moved_whole():
    knowledge = Knowledge({})
    assert seat_labels("Derby North East", "Derby North East", "2024", knowledge).hidden == {
        "North East Derby"
    }


def test_point_that_belongs_to_the_place_is_not_moved():
    assert seat_labels("West Ham", "West Ham", "2010", Knowledge({})).hidden == set()


def test_scheme_is_written_sorted_with_the_prefixes_it_uses():
    concept = Concept("role:b", "eg:Role")
    concept.add("skos:prefLabel", literal('Keeper of the "Keys"', "@en"), "")
    text = write_scheme("roles", Knowledge({"title": "Roles"}), [concept, Concept("role:a", "eg:Role")])
    assert text.index("\nrole:a ") < text.index("\nrole:b ")
    assert '"Keeper of the \\"Keys\\""@en' in text
    assert "@prefix party:" not in text
