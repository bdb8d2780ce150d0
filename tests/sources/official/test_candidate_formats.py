"""Democracy Club's candidates of every age, and the tidy form."""

from __future__ import annotations

from decimal import Decimal

import pytest

PRESENT = (
    "person_id,person_name,election_id,ballot_paper_id,election_date,party_name,party_id,post_label,gss,gender,"
    "votes_cast,elected"
)
OLD = (
    "id,name,honorific_prefix,gender,election,party_id,party_name,post_id,post_label,mapit_url,elected,email,"
    "election_date,gss_code"
)
TIDY = "election,body,organisation,country,seat,person,person_id,party,votes,share_percent,elected"


def one(table):
    assert not table.faults
    [record] = table.records
    return record


def test_after_the_count_there_are_votes_and_who_is_elected(read):
    row = one(
        read(
            PRESENT,
            "51741,Jill Mortimer,parl.2021-05-06,parl.hartlepool.by.2021-05-06,2021-05-06,"
            "Conservative and Unionist Party,PP52,Hartlepool,E14000733,female,15529,True",
        )
    )
    assert (row.kind, row.election, row.votes, row.elected) == ("by-election", "2021-05-06", 15529, True)
    assert (row.identifiers, row.party.register_id) == (("democracy-club:51741",), "PP52")


def test_before_the_count_there_are_neither(read):
    row = one(
        read(
            PRESENT,
            "4350,Sarah Owen,parl.2024-07-04,parl.luton-north.2024-07-04,2024-07-04,Labour Party,PP53,"
            "Luton North,E14001345,female,,",
        )
    )
    assert (row.kind, row.votes, row.elected) == ("general", None, None)


def test_old_headings_and_ids_are_known(read):
    row = one(
        read(
            OLD,
            "4350,Sarah Owen,Ms,female,parl.2019-12-12,party:53,Labour Party,WMC:E14000800,"
            "Luton North,,True,,2019-12-12,E14000800",
        )
    )
    assert (row.kind, row.seat.gss, row.party.register_id) == ("general", "E14000800", "PP53")


def test_the_oldest_elections_are_years(read):
    row = one(read(OLD, "4350,Sarah Owen,,,2015,party:53,Labour Party,65913,Hastings and Rye,,,,,"))
    assert (row.kind, row.election, row.seat.gss) == ("general", "2015-05-07", "")


def test_an_old_by_election_is_known_by_its_day(read):
    row = one(
        read(
            OLD,
            "7,Sarah Olney,,female,parl.2016-12-01,party:90,Liberal Democrats,WMC:E14000896,"
            "Richmond Park,,True,,2016-12-01,E14000896",
        )
    )
    assert row.kind == "by-election"


@pytest.mark.parametrize(
    ("cell", "ids"),
    [
        ("party:53", ("PP53", "")),
        ("PP53", ("PP53", "")),
        ("joint-party:53-119", ("PP53", "PP119")),
        ("ynmp-party:2", ("", "")),
        ("", ("", "")),
    ],
)
def test_party_ids_of_all_ages(read, cell, ids):
    row = one(
        read(
            PRESENT,
            f"1,Jo Bloggs,parl.2024-07-04,parl.poole.2024-07-04,2024-07-04,Some Party,{cell},Poole,,,,",
        )
    )
    assert (row.party.register_id, row.party.adjunct_id) == ids


@pytest.mark.parametrize(
    ("ballot", "body", "within"),
    [
        ("local.reading.abbey.2022-05-05", "local", "Reading"),
        ("mayor.west-midlands.2021-05-06", "mayor", ""),
        ("pcc.west-midlands.2021-05-06", "pcc", "police and crime commissioner"),
        ("sp.c.ayr.2021-05-06", "sp", ""),
        ("sp.r.glasgow.2021-05-06", "sp", "regional list"),
    ],
)
def test_other_bodies_are_told_apart(read, ballot, body, within):
    day = ballot[-10:]
    row = one(
        read(PRESENT, f"1,Jo Bloggs,{body}.{day},{ballot},{day},Independent,ynmp-party:2,Somewhere,,,,")
    )
    assert (row.kind, row.body, row.seat.within) == ("other", body, within)


def test_a_ballot_without_any_day_is_refused(read):
    table = read(PRESENT, "1,Jo Bloggs,parl,parl.poole,,Labour Party,PP53,Poole,,,,")
    assert [str(fault) for fault in table.faults] == [
        "59/general-election/rows.csv, row 2, column election date: nothing tells the polling date; "
        "the row is left out"
    ]


def test_the_tidy_form_takes_any_election(read):
    table = read(
        TIDY,
        "2020-02-08,ireland,,Ireland,Roscommon-Galway,Claire Kerrane,3,Sinn Féin,8003,17.9,yes",
        "2021-05-06,general,,England,Hartlepool,Jill Mortimer,mnis:4916 democracy-club:51741,,15529,,",
    )
    irish, english = table.records
    assert (irish.kind, irish.body, irish.identifiers) == ("other", "ireland", ("own:3",))
    assert (irish.share_percent, irish.elected) == (Decimal("17.9"), True)
    assert (english.kind, english.party.name) == ("general", "Independent")
    assert english.identifiers == ("mnis:4916", "democracy-club:51741")


def test_a_general_election_abroad_is_none_of_the_house_of_commons(read):
    row = one(read(TIDY, "2021-09-20,general,,Canada,Durham,Erin O'Toole,,Conservative,31423,,yes"))
    assert (row.kind, row.body) == ("other", "general")
