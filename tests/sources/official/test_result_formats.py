"""Results by candidate and by constituency: every trap of the real files, on a few rows."""

from __future__ import annotations

from decimal import Decimal

import pytest

from electiongraph.sources.official import (
    CandidacyRow,
    ContestRow,
    NotionalRow,
    OverlapRow,
    RegistrationRow,
    RevisedCodeRow,
)

CANDIDATES = (
    "ONS ID,ONS region ID,Constituency name,County name,Region name,Country name,Constituency type,"
    "Party name,Party abbreviation,Electoral Commission party ID,MNIS party ID,"
    "Electoral Commission adjunct party ID,Candidate first name,Candidate surname,Candidate gender,"
    "Sitting MP,Former MP,Member MNIS ID,Votes,Share,Change,DC Person ID"
)
OWEN = (
    "E14001345,E12000006,Luton North,,East of England,England,Borough,Labour,Lab,PP53,15,,Sarah,Owen,"
    "Female,Yes,Yes,4777,14677,0.37881,-0.159764,4350"
)
BROWN = (
    "E14001345,E12000006,Luton North,,East of England,England,Borough,Conservative,Con,PP52,4,,"
    "Jilleane,Brown,Female,No,No,,7167,0.184979,-0.157587,105836"
)
SEATS = (
    "ONS ID,ONS region ID,Constituency name,County name,Region name,Country name,Constituency type,"
    "Declaration time,Member first name,Member surname,Member gender,Result,First party,Second party,"
    "Electorate,Valid votes,Invalid votes,Majority,Con,Lab"
)
LUTON = (
    "E14001345,E12000006,Luton North,,East of England,England,Borough,,Sarah,Owen,Female,Lab hold,"
    "Lab,Con,74866,38745,162,7510,7167,14677"
)
# Of 2010 to 2019: no heading, and no column for Democracy Club.
HEADLESS = (
    'E14000598,E12000008,"Brighton, Pavilion",East Sussex,South East,England,Borough,Green Party,'
    "Green,PP63,44,,"
    "Caroline,Lucas,Female,Yes,Yes,3930,33151,0.571589,0.048958"
)
HEADLESS_SEAT = (
    "E14000637,E12000002,Chorley,Lancashire,North West,England,County ,13/12/2019 01:40,Lindsay,Hoyle,M,"
    "Spk gain from Lab,Spk,Ind,77072,39870,1303,17392,0,0,0,0,3600,0,0,0,0,0,0,0,36270,26831"
)


def only(table, kind):
    [record] = table.records
    assert isinstance(record, kind)
    assert not table.faults
    return record


def test_a_file_with_headings_is_read_by_them(read):
    row = only(read(CANDIDATES, OWEN), CandidacyRow)
    assert (row.row, row.person, row.votes, row.election) == (2, "Sarah Owen", 14677, "2024-07-04")
    assert (row.share_percent, row.change_points) == (Decimal("37.881"), Decimal("-15.9764"))
    assert row.identifiers == ("mnis:4777", "democracy-club:4350")
    assert (row.seat.gss, row.seat.kind, row.party.register_id) == ("E14001345", "borough", "PP53")


def test_a_file_without_headings_is_known_by_what_stands_in_its_columns(read):
    row = only(read(HEADLESS, name="58/general-election/candidacies.csv"), CandidacyRow)
    assert (row.row, row.person, row.votes) == (1, "Caroline Lucas", 33151)
    assert (row.seat.name, row.identifiers) == ("Brighton, Pavilion", ("mnis:3930",))


def test_results_without_headings_have_declaration_time_and_outcome(read):
    row = only(read(HEADLESS_SEAT, name="58/general-election/constituencies.csv"), ContestRow)
    assert (row.winner, row.declared_at) == ("Lindsay Hoyle", "2019-12-13T01:40")
    assert (row.outcome, row.won_by, row.gained_from) == ("gain", "Spk", "Lab")
    assert (row.electorate, row.valid_votes, row.invalid_votes, row.majority) == (77072, 39870, 1303, 17392)


def test_county_with_a_space_behind_it_is_county(read):
    assert read(HEADLESS_SEAT, name="58/general-election/c.csv").records[0].seat.kind == "county"


def test_of_2024_there_are_no_declaration_times(read):
    row = only(read(SEATS, LUTON), ContestRow)
    assert (row.declared_at, row.outcome, row.won_by, row.majority) == ("", "hold", "Lab", 7510)


@pytest.mark.parametrize("result", ["RUK Hold", "Lab hold", "LAB HOLD"])
def test_hold_is_hold_in_any_case(read, result):
    row = read(SEATS, LUTON.replace("Lab hold", result)).records[0]
    assert (row.outcome, row.won_by.lower()) == ("hold", result.split()[0].lower())


def test_a_result_that_is_neither_hold_nor_gain_is_refused(read):
    table = read(SEATS, LUTON.replace("Lab hold", "Lab win"))
    assert [str(fault) for fault in table.faults] == [
        "59/general-election/rows.csv, row 2, column result: 'Lab win' is neither a hold nor a gain; "
        "the row is left out"
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_byte_order_marks_and_encodings_change_nothing(read, encoding):
    row = read(CANDIDATES, BROWN.replace("Brown", "Bröwn"), encoding=encoding).records[0]
    assert row.person == "Jilleane Bröwn"


def test_spaces_that_do_not_break_are_spaces(read):
    row = read(CANDIDATES, OWEN.replace("Sarah", "Sarah\u00a0Ann ")).records[0]
    assert row.person == "Sarah Ann Owen"


@pytest.mark.parametrize("unknown", ["[x]", "[z]", "n/a", "-", ""])
def test_what_stands_for_unknown_is_empty(read, unknown):
    row = read(CANDIDATES, OWEN.replace(",4350", f",{unknown}")).records[0]
    assert row.identifiers == ("mnis:4777",)


@pytest.mark.parametrize(("cell", "gender"), [("M", "male"), ("F", "female"), ("Male", "male"), ("", "")])
def test_genders_are_letters_or_words(read, cell, gender):
    assert read(CANDIDATES, OWEN.replace("Female", cell)).records[0].gender == gender


def test_ons_id2_is_the_ons_id_and_days_are_day_first(read):
    heading = "\ufeffElection date," + CANDIDATES.replace("ONS ID,", "ONS ID2,").replace(
        "DC Person ID", "Democracy Club person ID"
    )
    line = (
        "06/05/2021,E14000733,E12000001,Hartlepool,,North East,England,Borough,Conservative,Con,PP52,4,,Jill,"
        "Mortimer,Female,No,No,4916,15529,0.51879,0.2296,51741"
    )
    row = only(read(heading, line, name="58/by-elections/candidacies.csv"), CandidacyRow)
    assert (row.election, row.kind, row.seat.gss) == ("2021-05-06", "by-election", "E14000733")
    assert row.identifiers == ("mnis:4916", "democracy-club:51741")


def test_the_speaker_has_no_electoral_commission_id(read):
    line = OWEN.replace("Labour,Lab,PP53,15", "Speaker,Spk,,47")
    party = read(CANDIDATES, line).records[0].party
    assert (party.name, party.abbreviation, party.register_id) == ("Speaker", "Spk", "")


def test_labour_and_co_operative_is_labour_with_an_adjunct(read):
    line = OWEN.replace("Labour,Lab,PP53,15,", "Labour and Co-operative,Lab,PP53,15,PP119")
    party = read(CANDIDATES, line).records[0].party
    assert (party.name, party.register_id, party.adjunct_id) == ("Labour and Co-operative", "PP53", "PP119")


NOTIONAL = "Hitchin,Hitchin,E14001289,318,EE,England,County,75,72112,54061,11264,{},NA"


def test_notional_sums_are_passed_over_and_counted(read):
    lines = [
        "CONV,25419,Con,Conservative Party,4",
        "LABV,14155,Lab,Labour Party,15",
        "TOTOTHV,871,NA,NA,NA",
        "MAXOTHV,502,NA,NA,NA",
    ]
    rows = [NOTIONAL.removesuffix(",NA").format(line) for line in lines]
    table = read(*rows, name="58/notional-general-election/results.csv")
    assert [row.votes for row in table.records if isinstance(row, NotionalRow)] == [25419, 14155]
    assert (table.rows_read, len(table.records), table.passed_over, table.refused) == (4, 2, 2, 0)
    assert table.records[0].election == "2019-12-12 notional"


def test_overlaps_have_shares_of_the_old_and_of_the_new_seat(read):
    line = (
        "E14000949E14001206,E14000949,South West Bedfordshire,E14001206,Dunstable and Leighton Buzzard,"
        "0.935985107,0.997191839,0.620136003,0.99933941,0.936101642,0.997773009"
    )
    row = only(read(line, name="constituency-area-overlaps.csv"), OverlapRow)
    assert row.population == (Decimal("93.6101642"), Decimal("99.7773009"))
    assert not row.is_whole


def test_revised_codes_are_pairs_of_codes(read):
    row = only(
        read('S14000006,"Ayr, Carrick and Cumnock",S14000107', name="revised_constituency_ids.csv"),
        RevisedCodeRow,
    )
    assert (row.old_gss, row.new_gss) == ("S14000006", "S14000107")


def test_registrations_of_one_party_under_two_names_are_two_rows(read):
    heading = (
        "MNIS ID,MNIS name,Electoral Commission ID,Jurisdiction,Registered on,Deregistered on,"
        "Primary EC name last updated on"
    )
    table = read(
        heading,
        "1006,The Brexit Party,PP7931,Great Britain,05/02/2019,,04/01/2021",
        "1036,Reform UK,PP7931,Great Britain,05/02/2019,,04/01/2021",
    )
    assert [row.party.name for row in table.records if isinstance(row, RegistrationRow)] == [
        "The Brexit Party",
        "Reform UK",
    ]
    assert table.records[0].since == "2019-02-05"


def test_library_files_are_read_by_their_snake_case_headings(read):
    heading = (
        "ons_id,ons_region_id,constituency_name,county_name,region_name,country_name,constituency_type,"
        "party_name,party_abbreviation,firstname,surname,gender,sitting_mp,former_mp,votes,share,change"
    )
    line = (
        "E14000642,E12000006,Clacton,Essex,East of England,England,County,Conservative,Con,Giles,"
        "Watling,Male,Yes,Yes,31438,0.722613,0.11029"
    )
    row = only(read(heading, line, name="HoC-GE2019-results-by-candidate.csv"), CandidacyRow)
    assert (row.election, row.person, row.votes, row.was_member) == (
        "2019-12-12",
        "Giles Watling",
        31438,
        True,
    )


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("hocl-ge2015-results-summary.csv", "2015-05-07"),
        ("HoC-GE2017-constituency-results.csv", "2017-06-08"),
        ("HoC-GE2024-results-by-constituency.csv", "2024-07-04"),
        ("general-election-2010.csv", "2010-05-06"),
        ("2019-12-12=results.csv", "2019-12-12"),
    ],
)
def test_names_of_files_tell_the_election(read, name, day):
    heading = (
        "ons_id,ons_region_id,constituency_name,county_name,region_name,country_name,constituency_type,"
        "declaration_time,mp_firstname,mp_surname,mp_gender,result,first_party,second_party,electorate,"
        "valid_votes,invalid_votes,majority,con,lab,ld,ukip,green,snp,pc,dup,sf,sdlp,uup,alliance,other,"
        "other_winner"
    )
    line = (
        "E14000642,E12000006,Clacton,Essex,East of England,England,County,2019-12-13 03:30:00,Giles,Watling,"
        "Male,Con hold,Con,Lab,70930,43506,116,24702,31438,6736,2541,0,1225,0,0,0,0,0,0,0,1566,0"
    )
    row = only(read(heading, line, name=name), ContestRow)
    assert (row.election, row.winner, row.declared_at) == (day, "Giles Watling", "2019-12-13T03:30")


def test_a_file_that_tells_no_election_asks_for_it(read):
    table = read(CANDIDATES, OWEN, name="results.csv")
    assert not table.records
    assert "give the file as POLLING-DATE=FILE" in str(table.faults[0])


def test_semicolons_and_tabs_part_columns_too(read):
    for delimiter in (";", "\t"):
        table = read(CANDIDATES.replace(",", delimiter), OWEN.replace(",", delimiter))
        assert [row.person for row in table.records] == ["Sarah Owen"]
