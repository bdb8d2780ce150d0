"""What becomes of results by candidate and by constituency."""

from __future__ import annotations

import pytest

from electiongraph.gazetteers import load_gazetteers
from electiongraph.mapping.official.links import OfficialLinks
from electiongraph.sources.official.records import PartyCell, SeatCell

HEADING = (
    "Election date,ONS ID,Constituency name,Country name,Party name,Party abbreviation,"
    "Electoral Commission party ID,Electoral Commission adjunct party ID,Candidate first name,"
    "Candidate surname,Candidate gender,Sitting MP,Member MNIS ID,Votes,DC Person ID"
)
SEATS = (
    "Election date,ONS ID,Constituency name,Country name,Member first name,Member surname,Result,Electorate,"
    "Valid votes,Invalid votes,Majority"
)
OWEN = "2024-07-04,E14001345,Luton North,England,Labour,Lab,PP53,,Sarah,Owen,Female,Yes,4777,14677,4350"
BROWN = (
    "2024-07-04,E14001345,Luton North,England,Conservative,Con,PP52,,Jilleane,Brown,Female,No,,7167,105836"
)
GENERAL = "59/general-election/candidacies.csv"
CONTEST = "contest/2024-07-04/E14001345"


@pytest.fixture(scope="module")
def links():
    return OfficialLinks(load_gazetteers())


def party(links, name, register_id="", country="", adjunct=""):
    found = links.party(PartyCell(name, register_id=register_id, adjunct_id=adjunct), country)
    return found.iri.rpartition("/party/")[2]


def test_most_votes_win_and_all_have_ranks(candidates):
    graph = candidates(BROWN, OWEN, name=GENERAL)
    [winner] = graph.values(CONTEST, "winner")
    assert winner == "candidacy/2024-07-04/E14001345/mnis-4777"
    assert graph.values(winner, "rank") == {"1"}
    assert graph.values(CONTEST, "runnerUp") == {"candidacy/2024-07-04/E14001345/dc-105836"}


def test_without_all_votes_nobody_is_said_to_have_won(candidates):
    graph = candidates(BROWN.replace("7167", ""), OWEN, name=GENERAL)
    assert not graph.values(CONTEST, "winner")


def test_a_tie_has_no_winner(candidates):
    assert not candidates(BROWN.replace("7167", "14677"), OWEN, name=GENERAL).values(CONTEST, "winner")


def test_labour_and_co_operative_is_labour_with_an_adjunct_party(candidates):
    row = OWEN.replace("Labour,Lab,PP53,", "Labour and Co-operative,Lab,PP53,PP119")
    graph = candidates(row, name=GENERAL)
    candidacy = "candidacy/2024-07-04/E14001345/mnis-4777"
    assert graph.values(candidacy, "party") == {"party/PP53"}
    assert graph.values(candidacy, "adjunctParty") == {"party/PP119"}
    assert graph.values(candidacy, "ballotDescription") == {"Labour and Co-operative"}


def test_brexit_party_and_reform_uk_share_a_registration_and_are_two_names(links):
    assert party(links, "The Brexit Party", "PP7931") == "PP7931-brexit-party"
    assert party(links, "Reform UK", "PP7931") == "PP7931"


def test_the_speaker_is_known_without_a_registration(links):
    assert party(links, "Speaker") == "speaker"


@pytest.mark.parametrize("name", ["Sinn Féin", "Sinn Fein"])
def test_spellings_of_a_party_are_one(links, name):
    assert party(links, name) == party(links, name, "PP39") == "PP39"


@pytest.mark.parametrize("name", ["Brighton, Pavilion", "Brighton Pavilion"])
def test_spellings_of_a_seat_are_one(links, name):
    assert links.seat(SeatCell(name), "2024").key == "E14001130"


def test_a_code_means_the_seat_of_its_boundary_set(links):
    """East Renfrewshire has the same code since 2005, on two boundary sets."""
    old, new = (links.seat(SeatCell("East Renfrewshire", "S14000021"), one) for one in ("2010", "2024"))
    assert (old.key, new.key) == ("S14000021", "S14000021")
    assert old.iri != new.iri


@pytest.mark.parametrize("code", ["S14000058", "S14000111"])
def test_a_seat_is_found_by_its_code_before_and_after_revision(links, code):
    """Five Scottish seats got other codes on the same boundaries."""
    seat = links.seat_of_code(code, "2024")
    assert seat is not None
    assert seat.name == "West Aberdeenshire and Kincardine"


def test_a_name_of_another_boundary_set_does_not_take_its_code(links):
    assert links.seat(SeatCell("Chorley", "E14000637"), "2010").key == "E14000637"
    assert links.seat(SeatCell("Chorley", "E14001170"), "2024").key == "E14001170"


def test_speaker_seeking_re_election_holds(mapped):
    graph = mapped(
        {
            "59/general-election/constituencies.csv": (
                SEATS,
                "2024-07-04,E14001170,Chorley,England,Lindsay,Hoyle,Spk hold,74801,33964,1198,20575",
            ),
            GENERAL: (
                HEADING,
                "2024-07-04,E14001170,Chorley,England,Speaker,Spk,,,Lindsay,Hoyle,Male,Yes,467,25238,595",
                "2024-07-04,E14001170,Chorley,England,Green,Green,PP63,,Mark,Tebbutt,Male,No,,4663,77139",
            ),
        }
    )
    [outcome] = graph.store.query(
        "PREFIX eg: <https://w3id.org/electiongraph/ontology#> SELECT ?kind ?party "
        "{ ?o eg:outcomeKind ?kind ; eg:wonBy ?party ; eg:baseline ?b }"
    )
    assert (outcome["kind"].value[-4:], outcome["party"].value.rpartition("/")[2]) == ("Hold", "speaker")
    contest = "contest/2024-07-04/E14001170"
    assert graph.values(contest, "turnoutPercent") == {"45.41"}
    assert graph.values(contest, "allBallotsTurnoutPercent") == {"47.01"}


def test_sitting_mp_means_any_seat(mapped):
    """Bim Afolami and Alistair Strathern both sat when they fought Hitchin, for other seats."""
    day, hitchin = "2024-07-04", "E14001289,Hitchin,England"
    graph = mapped(
        {
            "58/general-election/candidacies.csv": (
                HEADING,
                "2019-12-12,E14000749,Hitchin and Harpenden,England,Conservative,Con,PP52,,Bim,Afolami,M,Yes,"
                "4639,27719,",
            ),
            "58/by-elections/candidacies.csv": (
                HEADING,
                "19/10/2023,E14000813,Mid Bedfordshire,England,Labour,Lab,PP53,,Alistair,Strathern,M,No,5000,"
                "13872,39207",
            ),
            GENERAL: (
                HEADING,
                f"{day},{hitchin},Conservative,Con,PP52,,Bim,Afolami,Male,Yes,4639,14958,4203",
                f"{day},{hitchin},Labour,Lab,PP53,,Alistair,Strathern,Male,Yes,5000,23067,39207",
                f"{day},{hitchin},Green,Green,PP63,,Will,Lavin,Male,No,,2631,5658",
            ),
        }
    )
    rows = graph.store.query(
        "PREFIX eg: <https://w3id.org/electiongraph/ontology#> SELECT ?who ?held ?lost "
        "{ ?i eg:incumbent ?who ; eg:heldSeat ?held ; eg:defeated ?lost } ORDER BY ?who"
    )
    found = [tuple(str(one.value).rpartition("/")[2] for one in row) for row in rows]
    assert found == [("mnis-4639", "E14000749", "true"), ("mnis-5000", "E14000813", "false")]
    assert graph.values("candidacy/2024-07-04/E14001289/dc-5658", "sittingMember") == {"false"}


def test_a_row_is_evidence_by_its_number(candidates):
    graph = candidates(BROWN, OWEN, name=GENERAL)
    rows = graph.store.query(
        "PREFIX eg: <https://w3id.org/electiongraph/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#> "
        "SELECT ?line ?row ?text { GRAPH ?e { ?c eg:claimSubject "
        "<https://w3id.org/electiongraph/id/candidacy/2024-07-04/E14001345/mnis-4777> ; "
        "eg:sourceLine ?line ; oa:hasTarget ?row . ?row oa:exact ?text } }"
    )
    [(line, row, text)] = [(one["line"].value, one["row"].value, one["text"].value) for one in rows]
    assert (line, row.rpartition("#")[2], text) == ("3", "row=3", OWEN)


class TestSeveralFiles:
    """Files that tell of one contest, each in its own words."""

    LIST = (
        "person_id,person_name,election_id,ballot_paper_id,election_date,party_name,party_id,post_label,gss,"
        "votes_cast,elected"
    )
    BALLOT = "parl.2024-07-04,parl.luton-north.2024-07-04,2024-07-04"

    def test_a_list_from_before_the_count_does_not_double_anybody(self, mapped):
        graph = mapped(
            {
                GENERAL: (HEADING, OWEN, BROWN),
                "candidates.csv": (
                    self.LIST,
                    f"4350,Sarah Owen,{self.BALLOT},Labour Party,PP53,Luton North,E14001345,,",
                    f"105836,Jilleane Brown,{self.BALLOT},Conservative Party,PP52,Luton North,E14001345,,",
                ),
            }
        )
        assert len(graph.official.contests[0].standing) == 2
        assert graph.values(CONTEST, "winner") == {"candidacy/2024-07-04/E14001345/mnis-4777"}
        assert graph.faults == []

    def test_without_numbers_name_and_party_join_rows_of_one_contest(self, mapped):
        """The Library's file gives no numbers."""
        bare = HEADING.replace("Member MNIS ID", "x").replace("DC Person ID", "y")
        graph = mapped(
            {
                GENERAL: (HEADING, OWEN, BROWN),
                "2024-07-04=library.csv": (bare, OWEN.replace("Sarah", "Sara"), BROWN),
            }
        )
        assert [one.person.rpartition("/")[2] for one in graph.official.contests[0].standing] == [
            "mnis-4777",
            "dc-105836",
        ]

    def test_two_of_one_name_stay_two(self, mapped):
        """Two called Greg Smith stood in Mid Buckinghamshire."""
        seat = "2024-07-04,E14001360,Mid Buckinghamshire,England"
        con = f"{seat},Conservative,Con,PP52,,Greg,Smith,Male,Yes,4778,20150,34503"
        green = f"{seat},Green,Green,PP63,,Greg,Smith,Male,No,,2942,26113"
        bare = HEADING.replace("Member MNIS ID", "x").replace("DC Person ID", "y")
        graph = mapped({GENERAL: (HEADING, con, green), "2024-07-04=library.csv": (bare, green, con)})
        contest = graph.official.contests[0]
        assert [(one.person.rpartition("/")[2], one.row.votes) for one in contest.standing] == [
            ("mnis-4778", 20150),
            ("dc-26113", 2942),
        ]
        assert len(contest.candidacies) == 4

    def test_other_figures_are_told_and_one_is_believed(self, mapped):
        graph = mapped(
            {
                GENERAL: (HEADING, OWEN, BROWN),
                "2024-07-04=other.csv": (HEADING, OWEN.replace("14677", "14767"), BROWN),
            }
        )
        votes = graph.values("candidacy/2024-07-04/E14001345/mnis-4777", "votes")
        assert len(votes) == 1
        [fault] = graph.faults
        assert "contradicts 14," in fault
        assert fault.endswith("which stands; the row is kept")

    def test_other_figures_of_a_seat_are_told(self, mapped):
        row = "2024-07-04,E14001345,Luton North,England,Sarah,Owen,Lab hold,74866,38745,162,{}"
        graph = mapped(
            {
                "59/general-election/constituencies.csv": (SEATS, row.format(7510)),
                "2024-07-04=other.csv": (SEATS, row.format(7150)),
            }
        )
        assert len(graph.values(CONTEST, "majority")) == 1
        assert [("column majority" in fault, "row 2, which stands" in fault) for fault in graph.faults] == [
            (True, True)
        ]


def test_the_same_rows_in_any_order_of_files_give_the_same_quads(mapped):
    files = {GENERAL: (HEADING, OWEN), "a.csv": (HEADING, BROWN)}
    one, other = mapped(files), mapped(dict(reversed(files.items())))
    assert one.official.believed == other.official.believed
    assert one.official.told == other.official.told


def test_a_code_of_another_seat_than_the_name_is_told(candidates):
    row = "2024-07-04,E14001084,Poole,England,Labour,Lab,PP53,,Neil,Duncan-Jordan,Male,No,5359,14168,60349"
    [fault] = candidates(row).faults
    assert fault == (
        "rows.csv, row 2, column gss: E14001084 is the code of Bedford, for which the row is taken, not of "
        "Poole; the row is kept"
    )


def test_a_code_beside_a_name_that_no_seat_has_is_told(candidates):
    row = "2024-07-04,E14001127,Nowhere South,England,Labour,Lab,PP53,,Ann,Other,,No,,14168,1"
    [fault] = candidates(row).faults
    assert fault.startswith("rows.csv, row 2, column gss: E14001127 is the code of ")
    assert fault.endswith(", not of Nowhere South, which is the name of no seat; the row is kept")


def test_a_code_of_no_seat_is_told_and_the_row_taken_by_its_name(candidates):
    row = "2024-07-04,E14009999,Poole,England,Labour,Lab,PP53,,Neil,Duncan-Jordan,Male,No,5359,14168,60349"
    [fault] = candidates(row).faults
    assert fault == (
        "rows.csv, row 2, column gss: E14009999 is the code of no seat; the row is taken for Poole, as its "
        "name says; the row is kept"
    )


def test_a_spelling_of_the_seats_name_is_no_other_seat(candidates):
    row = (
        '2019-12-12,E14000598,"Brighton, Pavilion",England,Green,Green,PP63,,Caroline,Lucas,,Yes,3930,33151,1'
    )
    assert candidates(row).faults == []
