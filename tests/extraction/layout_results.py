"""Real results as data for the generator of layouts: seats, candidates, votes, what became of the seat."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PARTIES", "RESULTS", "Candidate", "Party", "Result"]


@dataclass(frozen=True)
class Party:
    """A party with the name that facts give it and the forms in which lists print it."""

    name: str
    full: str
    short: str
    code: str
    register: str


@dataclass(frozen=True)
class Candidate:
    """One candidate; shares and changes in percent."""

    given: str
    surname: str
    party: Party
    votes: int
    share: float
    change: float | None = None


@dataclass(frozen=True)
class Result:
    """One seat's result, the winner first."""

    seat: str
    election: str
    candidates: tuple[Candidate, ...]
    electorate: int
    turnout: float
    majority: int
    majority_share: float
    outcome: str
    loser: str = ""
    earlier_majority: int = 0
    earlier_turnout: float = 0


_PARTIES = """
Labour | Labour | Lab | LAB | Labour Party
Conservative | Conservative | Con | C | The Conservative Party Candidate
Liberal Democrats | Liberal Democrats | Lib Dem | LD | Liberal Democrat
Reform UK | Reform UK | Reform | REF | Reform UK Party
Green | Green | Grn | GRN | Green Party
SNP | Scottish National Party | SNP | SNP | Scottish National Party (SNP)
Plaid Cymru | Plaid Cymru | Plaid | PC | Plaid Cymru - The Party of Wales
TUV | Traditional Unionist Voice | TUV | TUV | TUV - Traditional Unionist Voice
DUP | Democratic Unionist Party | DUP | DUP | Democratic Unionist Party - D.U.P.
Sinn Féin | Sinn Fein | SF | SF | Sinn Féin
Alliance | Alliance | APNI | APNI | Alliance Party
UUP | Ulster Unionist Party | UUP | UUP | Ulster Unionist Party
SDLP | Social Democratic and Labour Party | SDLP | SDLP | SDLP (Social Democratic & Labour Party)
UKIP | UK Independence Party | Ukip | UKIP | UK Independence Party (UKIP)
Brexit Party | Brexit Party | Brexit | BRX | The Brexit Party
SDP | Social Democratic Party | SDP | SDP | Social Democratic Party
Workers Party | Workers Party | Workers | WPB | Workers Party of Britain
Independent | Independent | Ind | IND | Independent
"""

PARTIES = {
    party.name: party
    for party in (
        Party(*(part.strip() for part in line.split("|"))) for line in _PARTIES.strip().splitlines()
    )
}

# Seat, election, electorate, turnout, majority, its share, outcome, loser, majority and turnout before;
# then given name, surname, party, votes, share and change of each candidate.
_RESULTS = """
Kettering | 2024-07-04 | 79360 | 63.3 | 3820 | 7.6 | gain | Conservative | 16765 | 67.5
Rosie | Wrighting | Labour | 18009 | 35.9 | 8.9
Philip | Hollobone | Conservative | 14189 | 28.2 | -32.0
Crispian | Besley | Reform UK | 8468 | 16.9
Emily | Fedorowycz | Green | 7004 | 13.9 | 11.0
Sarah | Ryan | Liberal Democrats | 1357 | 2.7 | -4.0
Jim | Hakewill | Independent | 1057 | 2.1
Matthew | Murphy | SDP | 85 | 0.2

Ynys Môn | 2024-07-04 | 53141 | 61.4 | 637 | 2.0 | gain | Conservative | 1968 | 70.4
Llinos | Medi | Plaid Cymru | 10590 | 32.5 | 4.0
Virginia | Crosbie | Conservative | 9953 | 30.5 | -4.9
Ieuan | Williams | Labour | 7619 | 23.4 | -6.7
Emmett | Jenner | Reform UK | 3223 | 9.9 | 3.9
Martin | Schwaller | Green | 604 | 1.9
Leena | Farhat | Liberal Democrats | 439 | 1.3

Mid Dorset and North Poole | 2024-07-04 | 75294 | 65.8 | 1352 | 2.7 | gain | Conservative | 14898 | 74.6
Vikki | Slade | Liberal Democrats | 21442 | 43.3 | 13.4
Michael | Tomlinson | Conservative | 20090 | 40.6 | -19.5
Candice | Johnson-Cole | Labour | 4566 | 9.2 | 2.0
Ben | Pantling | Green | 2355 | 4.8 | 1.9
John | Dowling | SDP | 1061 | 2.1

Na h-Eileanan an Iar | 2024-07-04 | 21325 | 63.4 | 3836 | 28.4 | gain | SNP | 2438 | 68.6
Torcuil | Crichton | Labour | 6692 | 49.5 | 21.2
Susan | Thomson | SNP | 2856 | 21.1 | -24.0
Angus | MacNeil | Independent | 1370 | 10.1
Tony | Ridden | Reform UK | 697 | 5.2
Kenny | Barker | Conservative | 647 | 4.8 | -17.4
Jamie | Dobson | Liberal Democrats | 382 | 2.8 | -1.6

North Antrim | 2024-07-04 | 74697 | 55.1 | 450 | 1.1 | gain | DUP | 12721 | 57.1
Jim | Allister | TUV | 11642 | 28.3
Ian | Paisley | DUP | 11192 | 27.2 | -23.7
Philip | McGuigan | Sinn Féin | 7714 | 18.7 | 7.4
Sian | Mulholland | Alliance | 4488 | 10.9 | -3.4
Jackson | Minford | UUP | 3901 | 9.5 | -7.5
Helen | Maher | SDLP | 1661 | 4.0 | -1.9

Birmingham Yardley | 2024-07-04 | 73203 | 49.4 | 693 | 1.9 | hold | | 10659 | 57.1
Jess | Phillips | Labour | 11275 | 31.2 | -26.9
Jody | McIntyre | Workers Party | 10582 | 29.3
Nora | Kamberi | Reform UK | 5061 | 14.0 | 9.0
Yvonne | Clements | Conservative | 3634 | 10.1 | -16.7
Roger | Harmer | Liberal Democrats | 3634 | 10.1 | 1.1
Roxanne | Green | Green | 1958 | 5.4 | 4.2

Blyth Valley | 2019-12-12 | 64429 | 63.4 | 712 | 1.7 | gain | Labour | 7915 | 67.0
Ian | Levy | Conservative | 17440 | 42.7 | 5.4
Susan | Dungworth | Labour | 16728 | 40.9 | -15.0
Mark | Peart | Brexit Party | 3394 | 8.3
Thom | Chapman | Liberal Democrats | 2151 | 5.3 | 0.7
Dawn | Furness | Green | 1146 | 2.8 | 0.6

East Dunbartonshire | 2019-12-12 | 66075 | 80.3 | 149 | 0.3 | gain | Liberal Democrats | 5339 | 78.1
Amy | Callaghan | SNP | 19672 | 37.1 | 6.8
Jo | Swinson | Liberal Democrats | 19523 | 36.8 | -3.8
Pam | Gosal | Conservative | 7455 | 14.1 | -0.5
Callum | McNally | Labour | 4839 | 9.1 | -5.4
Rosie | Dickson | Independent | 221 | 0.4

Canterbury | 2017-06-08 | 78182 | 72.7 | 187 | 0.3 | gain | Conservative | 9798 | 64.0
Rosie | Duffield | Labour | 25572 | 45.0 | 20.5
Julian | Brazier | Conservative | 25385 | 44.7 | 1.8
James | Flanagan | Liberal Democrats | 4561 | 8.0 | -3.6
Henry | Stanton | Green | 1282 | 2.3 | -4.7

Richmond Park | 2017-06-08 | 80025 | 79.1 | 45 | 0.1 | hold | | 23015 | 76.5
Zac | Goldsmith | Conservative | 28588 | 45.1 | -13.1
Sarah | Olney | Liberal Democrats | 28543 | 45.1 | 25.8
Cate | Tuitt | Labour | 5773 | 9.1 | -3.2
Peter | Jewell | UKIP | 426 | 0.7 | -3.5

Thurrock | 2015-05-07 | 77559 | 63.9 | 536 | 1.1 | hold | | 92 | 58.9
Jackie | Doyle-Price | Conservative | 16692 | 33.7 | -3.1
Polly | Billington | Labour | 16156 | 32.6 | -4.0
Tim | Aker | UKIP | 15718 | 31.7 | 24.3
Rhodri | Jamieson-Ball | Liberal Democrats | 644 | 1.3 | -9.4
Daniel | Munyambu | Independent | 79 | 0.2

Eastbourne | 2015-05-07 | 78262 | 67.6 | 733 | 1.4 | gain | Liberal Democrats | 3435 | 67.0
Caroline | Ansell | Conservative | 20934 | 39.6 | -1.1
Stephen | Lloyd | Liberal Democrats | 20201 | 38.2 | -9.1
Nigel | Jones | UKIP | 6139 | 11.6 | 9.1
Jake | Lambert | Labour | 4143 | 7.8 | 3.0
Andrew | Durling | Green | 1351 | 2.6
Paul | Howard | Independent | 139 | 0.3
"""


def _result(block: str) -> Result:
    head, *rows = [[part.strip() for part in line.split("|")] for line in block.splitlines()]
    seat, election, electorate, turnout, majority, share, outcome, loser, before, turnout_before = head
    candidates = tuple(
        Candidate(
            given, surname, PARTIES[party], int(votes), float(part), float(change[0]) if change else None
        )
        for given, surname, party, votes, part, *change in rows
    )
    return Result(
        seat, election, candidates, int(electorate), float(turnout), int(majority), float(share), outcome,
        loser, int(before), float(turnout_before),
    )  # fmt: skip


RESULTS = tuple(_result(block) for block in _RESULTS.strip().split("\n\n"))
