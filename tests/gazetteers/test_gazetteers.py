from __future__ import annotations

import pytest

from electiongraph.errors import ResourceError
from electiongraph.gazetteers import load_gazetteers, normalise_name, read_gazetteers

SEATS = "https://w3id.org/electiongraph/id/seat/"
PARTIES = "https://w3id.org/electiongraph/id/party/"


def named(name: str, boundary_set: str) -> list[str]:
    return [s.name for s in load_gazetteers().seats_named(name) if s.boundary_set == boundary_set]


def test_each_boundary_set_has_650_seats():
    sets = [seat.boundary_set for seat in load_gazetteers().seats]
    assert (sets.count("2010"), sets.count("2024"), len(sets)) == (650, 650, 1300)


def test_countries_have_the_seats_that_the_acts_gave_them():
    counts = {
        of: [
            sum(s.country == country and s.boundary_set == of for s in load_gazetteers().seats)
            for country in ("England", "Scotland", "Wales", "Northern Ireland")
        ]
        for of in ("2010", "2024")
    }
    assert counts == {"2010": [533, 59, 40, 18], "2024": [543, 57, 32, 18]}


def test_iri_of_a_seat_is_its_code_within_its_boundary_set():
    for seat in load_gazetteers().seats:
        assert seat.iri == f"{SEATS}{seat.boundary_set}/{seat.gss}"


def test_unchanged_scottish_codes_give_two_seats():
    midlothian = load_gazetteers().seats_named("Midlothian")
    assert [seat.gss for seat in midlothian] == ["S14000045", "S14000045"]
    assert [seat.boundary_set for seat in midlothian] == ["2024", "2010"]


def test_revised_scottish_seats_keep_their_earlier_code():
    (seat,) = [s for s in load_gazetteers().seats_named("Central Ayrshire") if s.boundary_set == "2024"]
    assert (seat.gss, seat.former_gss) == ("S14000109", "S14000010")


@pytest.mark.parametrize(
    ("form", "boundary_set", "name"),
    [
        ("Mid Bucks", "2024", "Mid Buckinghamshire"),
        ("North East Herts", "2024", "North East Hertfordshire"),
        ("NE Hertfordshire", "2010", "North East Hertfordshire"),
        ("South West Herts", "2024", "South West Hertfordshire"),
        ("North Beds", "2024", "North Bedfordshire"),
        ("MK North", "2024", "Milton Keynes North"),
        ("MK Central", "2024", "Milton Keynes Central"),
        ("Harpenden & Berkhamsted", "2024", "Harpenden and Berkhamsted"),
        ("Brighton, Pavilion", "2024", "Brighton Pavilion"),
        ("Brighton, Pavilion", "2010", "Brighton Pavilion"),
        ("Ashton-Under-Lyne", "2010", "Ashton-under-Lyne"),
        ("Ashton under Lyne", "2024", "Ashton-under-Lyne"),
        ("Stoke on Trent North", "2024", "Stoke-on-Trent North"),
        ("Hull East", "2024", "Kingston upon Hull East"),
        ("Anglesey", "2024", "Ynys Môn"),
        ("Ynys Mon", "2010", "Ynys Môn"),
        ("Gŵyr", "2024", "Gower"),
        ("Dwyrain Caerdydd", "2024", "Cardiff East"),
        ("Fermanagh & South Tyrone", "2024", "Fermanagh and South Tyrone"),
        ("Western Isles", "2024", "Na h-Eileanan an Iar"),
        ("Queens Park and Maida Vale", "2024", "Queen's Park and Maida Vale"),
        ("Wrekin", "2024", "The Wrekin"),
        ("the Cotswolds", "2010", "The Cotswolds"),
        ("Richmond, Yorks", "2010", "Richmond (Yorks)"),
    ],
)
def test_usual_short_form_names_the_seat(form, boundary_set, name):
    assert named(form, boundary_set) == [name]


def test_reordered_name_is_hidden_and_only_finds_the_seat():
    (seat,) = [
        s
        for s in load_gazetteers().seats_named("Basildon South and East Thurrock")
        if s.boundary_set == "2024"
    ]
    assert seat.name == "South Basildon and East Thurrock"
    assert "Basildon South and East Thurrock" in seat.hidden
    assert "Basildon South and East Thurrock" not in seat.aliases


def test_bare_town_is_a_place_and_no_alias():
    seat = load_gazetteers().seats_named("Hemel")[0]
    assert (seat.name, seat.places) == ("Hemel Hempstead", ("Hemel",))
    assert "Hemel" not in (*seat.aliases, *seat.hidden)


def test_name_itself_comes_before_what_it_merely_finds():
    found = load_gazetteers().seats_named("Swindon North")
    assert [(s.name, s.boundary_set) for s in found] == [("Swindon North", "2024"), ("North Swindon", "2010")]


def test_no_alias_is_the_name_of_another_seat():
    names = {normalise_name(seat.name) for seat in load_gazetteers().seats}
    for seat in load_gazetteers().seats:
        for alias in seat.aliases:
            assert normalise_name(alias) == normalise_name(seat.name) or normalise_name(alias) not in names


def test_no_label_names_two_seats_of_one_boundary_set():
    for seat in load_gazetteers().seats:
        for label in (seat.name, *seat.aliases, *seat.hidden, *seat.places):
            assert named(label, seat.boundary_set) == [seat.name], label


def test_unknown_seat_gives_nothing():
    assert load_gazetteers().seats_named("Welwyn Garden City") == ()
    assert load_gazetteers().seats_named("") == ()


@pytest.mark.parametrize(
    ("form", "name", "register_id"),
    [
        ("Lab Co-op", "Labour", "PP53"),
        ("Labour and Co-operative Party", "Labour", "PP53"),
        ("Scottish Labour", "Labour", "PP53"),
        ("Tories", "Conservative", "PP52"),
        ("Welsh Conservatives", "Conservative", "PP52"),
        ("C", "Conservative", "PP52"),
        ("Lib Dem", "Liberal Democrats", "PP90"),
        ("LDem", "Liberal Democrats", "PP90"),
        ("the Greens", "Green", "PP63"),
        ("Grn", "Green", "PP63"),
        ("Scottish Greens", "Scottish Greens", "PP130"),
        ("Reform", "Reform UK", "PP7931"),
        ("RUK", "Reform UK", "PP7931"),
        ("BRX", "Brexit Party", "PP7931"),
        ("Scottish National Party", "SNP", "PP102"),
        ("PC", "Plaid Cymru", "PP77"),
        ("Sinn Fein", "Sinn Féin", "PP39"),
        ("APNI", "Alliance", "PP103"),
        ("Alliance for Democracy & Freedom", "Alliance for Democracy and Freedom", "PP10288"),
        ("Workers’ Party", "Workers Party", "PP11382"),
        ("the Workers' Party", "Workers Party", "PP11382"),
        ("Social Democrat Party", "SDP", "PP243"),
        ("Social Democratic and Labour Party", "SDLP", "PP55"),
        ("English Democrat", "English Democrats", "PP17"),
        ("Heritage", "Heritage Party", "PP12550"),
        ("Christian People Alliance", "Christian Peoples Alliance", "PP79"),
        ("UK Voice", "UK Voice", "PP9053"),
        ("Loony", "Monster Raving Loony Party", "PP66"),
        ("Yorks", "Yorkshire Party", "PP2055"),
        ("Ind", "Independent", ""),
        ("The Speaker", "Speaker", ""),
    ],
)
def test_party_is_found_by_its_usual_forms(form, name, register_id):
    party = load_gazetteers().party_named(form)
    assert party is not None
    assert (party.name, party.register_id) == (name, register_id)


@pytest.mark.parametrize("name", ["Patriots Alliance", "English Democrats and UKIP", "", "the"])
def test_what_is_no_party_gives_none(name):
    assert load_gazetteers().party_named(name) is None


def test_former_name_of_a_registration_is_a_party_of_its_own():
    brexit = load_gazetteers().party_named("Brexit Party")
    assert brexit is not None
    assert brexit.iri == f"{PARTIES}PP7931-brexit-party"
    assert brexit.renamed_to == f"{PARTIES}PP7931"


@pytest.mark.parametrize(
    ("country", "register_id"),
    [("Scotland", "PP130"), ("Northern Ireland", "PP305"), ("England", "PP63"), ("Wales", "PP63")],
)
def test_green_means_the_party_of_the_country(country, register_id):
    gazetteers = load_gazetteers()
    green = gazetteers.party_named("Green")
    assert green is not None
    assert gazetteers.party_standing_in(green, country).register_id == register_id


def test_every_name_of_a_party_finds_it():
    gazetteers = load_gazetteers()
    for party in gazetteers.parties:
        for form in (party.name, *party.aliases, *party.abbreviations):
            assert gazetteers.party_named(form) == party, form


def test_ordinary_words_and_abbreviations_are_not_looked_for_in_prose():
    parties = {party.name: party for party in load_gazetteers().parties}
    assert parties["Trust"].prose_names == ()
    assert "Con" not in parties["Conservative"].prose_names
    assert {"SNP", "Scottish National Party"} <= set(parties["SNP"].prose_names)
    assert "Tory" in parties["Conservative"].prose_names


def test_main_parties_have_a_colour():
    parties = {party.name: party for party in load_gazetteers().parties}
    for name in (
        "Labour", "Conservative", "Liberal Democrats", "Green", "Reform UK", "SNP", "Plaid Cymru",
        "Sinn Féin", "DUP", "SDLP", "UUP", "Alliance", "TUV", "Workers Party", "SDP", "UKIP", "Independent",
        "Speaker",
    ):  # fmt: skip
        assert len(parties[name].colour) == 7, name


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Foreign Secretary", "Secretary of State for Foreign, Commonwealth and Development Affairs"),
        ("the Chancellor", "Chancellor of the Exchequer"),
        ("Home Secretary", "Secretary of State for the Home Department"),
        ("Business and Trade Secretary", "Secretary of State for Business and Trade"),
        ("Justice Secretary", "Secretary of State for Justice"),
        ("Transport secretary", "Secretary of State for Transport"),
        ("Chief Whip", "Chief Whip and Parliamentary Secretary to the Treasury"),
        ("Labour leader", "Leader of the Labour Party"),
        ("Leader of the Tories", "Leader of the Conservative Party"),
        ("Reform UK leader", "Leader of Reform UK"),
        ("London Mayor", "Mayor of London"),
        ("acting returning officer", "Returning Officer"),
        ("Commons Speaker", "Speaker of the House of Commons"),
        ("Scottish First Minister", "First Minister of Scotland"),
        ("Northern Ireland minister", "Minister of State for Northern Ireland"),
    ],
)
def test_role_is_found_by_its_usual_titles(form, name):
    role = load_gazetteers().role_named(form)
    assert role is not None
    assert role.name == name


def test_every_title_of_a_role_finds_it():
    gazetteers = load_gazetteers()
    for role in gazetteers.roles:
        for form in (role.name, *role.aliases):
            assert gazetteers.role_named(form) == role, form


def test_general_elections_are_in_order():
    dates = [election.date for election in load_gazetteers().general_elections()]
    assert dates == ["2010-05-06", "2015-05-07", "2017-06-08", "2019-12-12", "2024-07-04"]


def test_by_elections_of_one_day_are_all_there():
    found = load_gazetteers().elections_on("2023-10-19")
    assert [e.name for e in found] == ["2023 Mid Bedfordshire by-election", "2023 Tamworth by-election"]
    assert {e.kind for e in found} == {"by-election"}


def test_recalculated_election_is_not_polled():
    assert [e.kind for e in load_gazetteers().elections_on("2019-12-12")] == ["general"]
    (notional,) = [e for e in load_gazetteers().elections if e.kind == "notional"]
    assert notional.iri.endswith("/election/2019-12-12-notional")
    assert notional.boundary_set == "2024"


def test_seat_of_every_by_election_is_known_on_its_boundaries():
    seats = {seat.iri: seat for seat in load_gazetteers().seats}
    by_elections = [e for e in load_gazetteers().elections if e.kind == "by-election"]
    assert len(by_elections) == 65
    for election in by_elections:
        assert seats[election.seat].boundary_set == election.boundary_set
        assert election.iri.endswith(f"/{election.date}/{seats[election.seat].gss}")


@pytest.mark.parametrize(
    ("date", "boundary_set"),
    [("2005-05-05", "2010"), ("2019-12-12", "2010"), ("2024-05-02", "2010"), ("2024-07-04", "2024"),
     ("2026-02-26", "2024")],
)  # fmt: skip
def test_boundaries_follow_the_polling_date(date, boundary_set):
    assert load_gazetteers().boundary_set_on(date) == boundary_set


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Brighton, Pavilion", "BRIGHTON PAVILION"),
        ("Luton South & South Bedfordshire", "Luton South and South Bedfordshire"),
        ("Sinn Féin", "Sinn Fein"),
        ("Queen’s Park", "Queens Park"),
        ("Newcastle-under-Lyme", "Newcastle under  Lyme"),
        ("St. Albans", "St Albans"),
    ],
)
def test_two_writings_of_a_name_have_one_normal_form(one, other):
    assert normalise_name(one) == normalise_name(other)


def test_normal_form_is_a_fixed_point():
    for seat in load_gazetteers().seats:
        assert normalise_name(normalise_name(seat.name)) == normalise_name(seat.name)


def test_missing_gazetteer_is_a_clear_error(tmp_path):
    with pytest.raises(ResourceError, match=r"seats\.ttl: this gazetteer is missing"):
        read_gazetteers(tmp_path)
