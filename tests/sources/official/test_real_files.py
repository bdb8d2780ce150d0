"""The real official files, where they are on this machine: every row is accounted for, and results add up."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from electiongraph.sources.official import (
    CandidacyRow,
    ContestRow,
    OfficialTable,
    OverlapRow,
    read_official_table,
)

# Rows read, loaded, refused and passed over, by the file's place.
COUNTS = {
    "ifg-ministers/appointment.csv": (3667, 3667, 0, 0),
    "ifg-ministers/appointment_characteristics.csv": (3711, 3711, 0, 0),
    "ifg-ministers/constituency.csv": (1642, 1642, 0, 0),
    "ifg-ministers/event.csv": (24, 0, 0, 24),
    "ifg-ministers/organisation.csv": (69, 69, 0, 0),
    "ifg-ministers/organisation_link.csv": (60, 60, 0, 0),
    "ifg-ministers/person.csv": (1337, 1337, 0, 0),
    "ifg-ministers/post.csv": (926, 926, 0, 0),
    "ifg-ministers/representation.csv": (4497, 4497, 0, 0),
    "ifg-ministers/representation_characteristics.csv": (4685, 4685, 0, 0),
    "psephology/constituency-area-overlaps.csv": (1438, 1438, 0, 0),
    "psephology/maiden-speeches.csv": (4945, 4942, 3, 0),
    "psephology/political-party-registrations.csv": (441, 439, 2, 0),
    "psephology/results-by-parliament/55/by-elections/candidacies.csv": (188, 188, 0, 0),
    "psephology/results-by-parliament/55/general-election/candidacies.csv": (4150, 4150, 0, 0),
    "psephology/results-by-parliament/56/general-election/candidacies.csv": (3971, 3971, 0, 0),
    "psephology/results-by-parliament/57/general-election/candidacies.csv": (3304, 3304, 0, 0),
    "psephology/results-by-parliament/58/by-elections/candidacies.csv": (252, 252, 0, 0),
    "psephology/results-by-parliament/58/general-election/candidacies.csv": (3320, 3320, 0, 0),
    "psephology/results-by-parliament/58/notional-general-election/results.csv": (4236, 3529, 0, 707),
    "psephology/results-by-parliament/59/general-election/candidacies.csv": (4515, 4515, 0, 0),
    "psephology/results-by-parliament/59/general-election/constituencies.csv": (650, 650, 0, 0),
    "psephology/revised_constituency_ids.csv": (5, 5, 0, 0),
}
PARLIAMENTS = ("55", "56", "57", "58", "59")


def read(folder: Path, place: str) -> OfficialTable:
    path = folder / place
    return read_official_table(path.read_bytes(), str(path))


@pytest.mark.parametrize("place", COUNTS)
def test_every_row_is_accounted_for(official_files, place):
    table = read(official_files, place)
    counts = (table.rows_read, len(table.records), table.refused, table.passed_over)
    assert counts == COUNTS[place]
    assert sum(fault.is_refused for fault in table.faults) == table.refused


@pytest.mark.parametrize("parliament", PARLIAMENTS)
def test_votes_majorities_and_winners_of_650_contests_agree(official_files, parliament):
    folder = f"psephology/results-by-parliament/{parliament}/general-election"
    candidates: dict[str, list[CandidacyRow]] = defaultdict(list)
    for row in read(official_files, f"{folder}/candidacies.csv").records:
        assert isinstance(row, CandidacyRow)
        candidates[row.seat.gss].append(row)
    results = [
        row
        for row in read(official_files, f"{folder}/constituencies.csv").records
        if isinstance(row, ContestRow)
    ]
    assert len(results) == len(candidates) == 650
    for result in results:
        first, second, *_ = standing = sorted(candidates[result.seat.gss], key=lambda row: -(row.votes or 0))
        assert sum(row.votes or 0 for row in standing) == result.valid_votes, result.seat.name
        assert (first.votes or 0) - (second.votes or 0) == result.majority, result.seat.name
        assert first.person == result.winner, result.seat.name


def test_every_new_seat_is_made_of_old_ones_whole(official_files):
    whole: dict[str, float] = defaultdict(float)
    for row in read(official_files, "psephology/constituency-area-overlaps.csv").records:
        assert isinstance(row, OverlapRow)
        whole[row.new.gss] += float(row.population[1])
    assert len(whole) == 650
    assert all(abs(share - 100) < 0.01 for share in whole.values())
