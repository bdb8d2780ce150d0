import pytest

from electiongraph.extraction.layout_lexicon import lexicon_of
from electiongraph.extraction.layout_sections import election_in, read_heading
from electiongraph.extraction.layout_statements import read_statement
from electiongraph.gazetteers import load_gazetteers

LEXICON = lexicon_of(load_gazetteers())


@pytest.mark.parametrize(
    ("line", "outcome", "figures"),
    [
        ("Result: LABOUR HOLD", ("hold", "Labour", ""), (None, None, None)),
        ("LABOUR GAIN FROM CONSERVATIVE", ("gain", "Labour", "Conservative"), (None, None, None)),
        ("Lab gain from C", ("gain", "Labour", "Conservative"), (None, None, None)),
        ("HOLD: Plaid Cymru", ("hold", "Plaid Cymru", ""), (None, None, None)),
        ("Result: CONSERVATIVES HOLD - majority 1,321", ("hold", "Conservative", ""), (1321, None, None)),
        ("Result: LABOUR HOLD - 6,858 majority", ("hold", "Labour", ""), (6858, None, None)),
        ("Lab maj 7,510 (19.38%)", ("", "", ""), (7510, 19.38, None)),
        ("Majority: 7,510, 51.75% turnout", ("", "", ""), (7510, None, 51.75)),
        ("Electorate 74,866; Turnout 38,745 (51.75%, -10.71%)", ("", "", ""), (None, None, 51.75)),
        ("Turn-out: 60.95 per cent", ("", "", ""), (None, None, 60.95)),
        ("9.35% swing C to Lab", ("", "", ""), (None, None, None)),
        ("Rejected ballot papers: 210", ("", "", ""), (None, None, None)),
    ],
)
def test_line_about_the_seat_is_read(
    line: str, outcome: tuple[str, str, str], figures: tuple[int, float, float]
) -> None:
    statement = read_statement(line, LEXICON)
    assert statement is not None and statement.says_anything
    assert (statement.outcome, statement.party, statement.gained_from) == outcome
    assert (statement.majority, statement.majority_share, statement.turnout) == figures


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("New boundaries*: Con 26,551, Lab 19,115, LD 2,256. Majority 7,436", ""),
        ("Notional majority: 7,436", ""),
        ("Notional 2019 result: Con maj 7,436", "2019"),
        ("2019 result on new boundaries: Con maj 7,436", "2019"),
        ("On the new boundaries: Con majority 7,436", ""),
        ("2019 (notional): Con maj 7,436", "2019"),
    ],
)
def test_line_about_a_recalculated_result_is_read(line: str, year: str) -> None:
    statement = read_statement(line, LEXICON)
    assert statement is not None and statement.is_notional
    assert (statement.majority, statement.year) == (7436, year)
    assert statement.is_previous == (not year)


@pytest.mark.parametrize("line", ["New boundaries mean a majority of 7,436", "New mayor: majority 7,436"])
def test_other_lines_are_of_no_recalculated_result(line: str) -> None:
    statement = read_statement(line, LEXICON)
    assert statement is None or not statement.is_notional


@pytest.mark.parametrize(
    "line",
    [
        "Turnout dropped sharply in the town",
        "Labour expected to hold",
        "Could Labour gain?",
        "The majority of voters stayed at home",
        "Labour held a rally",
        "Turnout at polling stations looked brisk at 52%",
        "“Labour gain”",
    ],
)
def test_line_with_any_other_word_is_no_statement(line: str) -> None:
    assert read_statement(line, LEXICON) is None


@pytest.mark.parametrize(
    ("line", "seat"),
    [
        ("Luton North", "Luton North"),
        ("LUTON NORTH", "Luton North"),
        ("Luton North constituency", "Luton North"),
        ("Luton North – 51.99% turnout", "Luton North"),
        ("Dunstable & Leighton Buzzard: LABOUR GAIN", "Dunstable and Leighton Buzzard"),
        ("Full result in the 2024 General Election in Bedford:", "Bedford"),
        ("Constituency: Stevenage", "Stevenage"),
        ("RESULT, Luton North", "Luton North"),
        ("How Bedford voted", "Bedford"),
        ("Who is standing in Bedford?", "Bedford"),
        ("Ynys Mon", "Ynys Môn"),
    ],
)
def test_label_names_its_seat(line: str, seat: str) -> None:
    heading = read_heading(line, LEXICON, "2024-07-04")
    assert heading is not None and heading.seat == seat and heading.is_known


@pytest.mark.parametrize(
    "line",
    [
        "Milton Keynes North goes Labour",
        "Smiles all round in Stevenage",
        "Bedford: Labour hold?",
        "Bedford is a town on the Great Ouse.",
        "Bedford Borough Council",
    ],
)
def test_sentence_with_a_seat_is_no_heading(line: str) -> None:
    assert read_heading(line, LEXICON, "2024-07-04") is None


def test_seat_in_no_gazetteer_needs_the_form_of_a_name() -> None:
    heading = read_heading("Riverton East – Turnout 52.3%", LEXICON, "2024-07-04", unknown=True)
    assert heading is not None and (heading.seat, heading.is_known) == ("Riverton East", False)
    assert heading.statement.turnout == 52.3
    assert read_heading("Labour celebrates", LEXICON, "2024-07-04", unknown=True) is None


@pytest.mark.parametrize(
    ("label", "date"),
    [
        ("2019 result", "2019-12-12"),
        ("2019 notional result", "2019-12-12 notional"),
        ("Previous result", "2019-12-12"),
        ("Result, 19 October 2023", "2023-10-19"),
        ("2024 result", ""),
        ("Full result", ""),
    ],
)
def test_label_turns_to_another_election(label: str, date: str) -> None:
    assert election_in(label, LEXICON, "2024-07-04", ()) == date
