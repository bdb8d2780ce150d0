"""The graph of all real official files, where they are on this machine, against counts made apart from it."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from electiongraph.gazetteers import load_gazetteers
from electiongraph.mapping.official import OfficialGraph, map_official
from electiongraph.sources.official import read_official_table


@pytest.fixture(scope="module")
def graph(official_files: Path) -> OfficialGraph:
    tables = [
        read_official_table(path.read_bytes(), str(path)) for path in sorted(official_files.rglob("*.csv"))
    ]
    return map_official(tables, load_gazetteers())


def test_every_general_contest_has_a_winner_and_the_seat_of_its_code(graph, official_files):
    general = [one for one in graph.contests if one.kind == "general"]
    assert len(general) == 3250
    assert all(one.winner is not None and one.seat.seat is not None for one in general)
    assert len({one.iri for one in general}) == 3250
    for contest in general:
        assert contest.figures is not None
        assert contest.candidacies[0].row.votes - contest.candidacies[1].row.votes == contest.figures.majority
        assert contest.winner.row.person == contest.figures.winner


def test_winners_of_2024_by_party_are_those_of_the_raw_file(graph, official_files):
    path = official_files / "psephology/results-by-parliament/59/general-election/constituencies.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        raw = Counter(row["First party"] for row in csv.DictReader(file))
    won = Counter(
        one.winner.party.name
        for one in graph.contests
        if one.kind == "general" and one.election.key == "2024-07-04" and one.winner
    )
    names = {
        "Lab": "Labour", "Con": "Conservative", "LD": "Liberal Democrats", "SNP": "SNP", "RUK": "Reform UK",
        "Green": "Green", "SF": "Sinn Féin", "Spk": "Speaker", "Ind": "Independent",
    }  # fmt: skip
    assert {name: won[name] for name in names.values()} == {names[key]: raw[key] for key in names}
    assert sum(won.values()) == 650


def test_nobody_stands_twice_in_a_contest_and_members_keep_their_number(graph, official_files):
    for contest in graph.contests:
        assert len(contest.standing) == len(contest.candidacies), contest.iri
    mnis: dict[str, set[str]] = {}
    for contest in graph.contests:
        for one in contest.candidacies:
            for number in one.row.identifiers:
                if number.startswith("mnis:"):
                    mnis.setdefault(number, set()).add(one.person)
    several = sorted(number for number, people in mnis.items() if len(people) > 1)
    assert several == ["mnis:16", "mnis:441"]


def test_the_faults_of_identity_are_those_known(graph):
    told = Counter(str(fault).partition(" is the ")[0].rpartition(": ")[2] for fault in graph.faults)
    assert told == {
        "democracy-club:2313": 2,
        "democracy-club:26371": 1,
        "mnis:16": 1,
        "mnis:441": 1,
        "mnis:3958": 1,
        "PP17454": 1,
    }
