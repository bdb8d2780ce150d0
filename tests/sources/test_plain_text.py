"""Plain text keeps its text and gets the blocks that its form says."""

from __future__ import annotations

from pathlib import Path

import pytest

from electiongraph.sources import document_from_bytes, document_from_text
from electiongraph.sources.document import Document

LIVE_PAGE = """Election 2024

Summary

  • Labour take Hitchin

  1. Hitchin goes redpublished at 06:45 British Summer Time 5 July

    Jane Poe
    Political reporter, Radio Hitchin

    Labour's Alistair Strathern has won Hitchin with 23,067 votes, on a night of change.

    Bim Afolami at the countImage source, Jane Poe/Radio
  2. 'A long night'published at 05:20 British Summer Time 5 July

    The Conservatives were second in Hitchin with 14,958 votes after leading there in 2019.
"""


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text_of(block)) for block in document.blocks]


def test_text_with_windows_line_ends_and_a_mark_is_kept_exactly() -> None:
    written = "Bedford\r\n\r\nLabour held  Bedford with 18,342 votes.\r\n"
    document = document_from_bytes(b"\xef\xbb\xbf" + written.encode(), name="bedford.txt")
    assert document.text == written
    assert kinds(document) == [
        ("heading", "Bedford"),
        ("paragraph", "Labour held  Bedford with 18,342 votes."),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding_gives_the_same_text(encoding: str) -> None:
    written = "Sinn Féin – seven seats\n\nThe party’s “best night” came in Newry and Armagh.\n"
    document = document_from_bytes(written.encode(encoding), name="count.txt")
    assert document.text == written


def test_live_page_headlines_part_from_their_times() -> None:
    document = document_from_text(LIVE_PAGE)
    found = kinds(document)
    assert ("heading", "Hitchin goes red") in found
    assert ("time", "published at 06:45 British Summer Time 5 July") in found
    assert ("heading", "'A long night'") in found
    assert ("paragraph", "Jane Poe") in found
    assert ("paragraph", "Bim Afolami at the count") in found
    assert ("item", "• Labour take Hitchin") in found
    assert document.published == "2024-07-05"
    assert document.title == "Election 2024"


def test_a_time_before_its_headline_is_a_block_of_its_own() -> None:
    document = document_from_text(
        "Live\n\n04:41 Labour hold Bedford\n\nMohammad Yasin is back with 18,342 votes there."
    )
    assert kinds(document)[1:3] == [("time", "04:41"), ("heading", "Labour hold Bedford")]


@pytest.mark.parametrize(
    "stamp", ["04:41", "5.32am", "06:45 BST 5 July", "Published: Friday, July 5, 2024", "5 July 2024, 8.20am"]
)
def test_time_stamps_are_time_blocks(stamp: str) -> None:
    assert kinds(document_from_text(f"Title of it\n\n{stamp}\n\nSome text."))[1] == ("time", stamp)


@pytest.mark.parametrize(
    "line",
    ["51.99% turnout", "5.32 per cent", "14,677", "2019 was different.", "May 2024 be kind to Labour."],
)
def test_figures_are_no_time_stamps(line: str) -> None:
    assert all(
        kind != "time" for kind, _ in kinds(document_from_text(f"Title of it\n\n{line}\n\nSome text."))
    )


@pytest.mark.parametrize(
    "rows",
    [
        "Sarah Owen\tLabour\t14,677\nJilleane Brown\tConservative\t7,167",
        "| Sarah Owen | Labour | 14,677 |\n| --- | --- | --- |\n| Jilleane Brown | Conservative | 7,167 |",
        "Sarah Owen | Labour | 14,677\nJilleane Brown | Conservative | 7,167",
        "Sarah Owen        Labour          14,677\nJilleane Brown    Conservative     7,167",
    ],
)
def test_table_lines_are_rows_with_cells(rows: str) -> None:
    document = document_from_text(f"Luton North\n\n{rows}\n")
    found = [
        [document.text[start:end] for start, end in block.cells]
        for block in document.blocks
        if block.kind == "row"
    ]
    assert found == [["Sarah Owen", "Labour", "14,677"], ["Jilleane Brown", "Conservative", "7,167"]]


def test_header_row_is_told_from_the_candidates() -> None:
    document = document_from_text("Candidate\tParty\tVotes\nSarah Owen\tLabour\t14,677\n")
    assert [block.is_header for block in document.blocks] == [True, False]


def test_results_lines_are_no_headings() -> None:
    lines = [
        "Luton North – 51.99% turnout",
        "Sarah Owen, Labour – 14,677",
        "Jilleane Brown (Con) 7,167 (18.5%)",
    ]
    document = document_from_text(
        "Results\n\n" + "\n".join(lines) + "\nThe turnout was lower than five years ago."
    )
    assert [kind for kind, text in kinds(document) if text in lines[1:]] == ["paragraph", "paragraph"]


def test_markdown_headings_say_their_level() -> None:
    document = document_from_text("# Results\n\n## Luton North\n\n- Sarah Owen, Labour: 14,677\n")
    assert [(block.kind, block.level) for block in document.blocks] == [
        ("heading", 1),
        ("heading", 2),
        ("item", 0),
    ]
    assert document.text_of(document.blocks[1]) == "Luton North"


def test_numbered_headings_over_prose_are_headings() -> None:
    prose = "Nigel Farage had stood for the Commons seven times before he won this seat in Essex."
    found = kinds(
        document_from_text(f"Seats to watch\n\n1. Clacton\n\n{prose}\n\n2. Bristol Central\n\n{prose}\n")
    )
    assert ("heading", "Clacton") in found
    assert ("heading", "Bristol Central") in found


def test_a_paragraph_wrapped_at_a_width_is_one_block() -> None:
    document = document_from_text(
        "Luton North stays Labour\n\n"
        "Sarah Owen was returned as the member for Luton North on Friday with\n"
        "a majority of 7,510 over the Conservative candidate, who said that he\n"
        "would be back. The turnout was among the lowest in the whole country.\n\n"
        "Another paragraph.\n"
    )
    texts = [document.text_of(block) for block in document.blocks]
    assert len(texts) == 3
    assert texts[1].startswith("Sarah Owen") and texts[1].endswith("whole country.")
    assert texts[1].count("\n") == 2


def test_long_results_lines_are_not_taken_for_wrapped_prose() -> None:
    lines = [
        "Marcus Andrew Thornborough, Trade Unionist and Socialist Coalition – 234",
        "Alexandra Jane Featherstone, Official Monster Raving Loony Party – 1,211",
        "Bartholomew James Winterbottom, Social Democratic Party (SDP) – 2,345",
    ]
    assert [text for _, text in kinds(document_from_text("\n".join(lines)))] == lines


def test_sentences_on_lines_of_like_length_stay_apart() -> None:
    lines = [
        "Labour's Sarah Owen holds Luton North with a majority of about 7,500.",
        "Labour's Rachel Hopkins holds Luton South and South Bedfordshire too.",
    ]
    assert [text for _, text in kinds(document_from_text("\n".join(lines)))] == lines


def test_advert_furniture_gives_no_block_and_leaves_the_sentence_clean() -> None:
    document = document_from_text(
        "Luton results\n\nAdvertisement\nHide AdAdvertisement\nHide AdShe said the town had chosen unity.\n"
    )
    assert kinds(document)[1:] == [("paragraph", "She said the town had chosen unity.")]


@pytest.mark.parametrize(
    ("opening", "published"),
    [
        (" date 2024-07-05 Luton results in full", "2024-07-05"),
        ("Luton results\nPublished 5 July 2024", "2024-07-05"),
        ("Luton results\nFriday, July 5, 2024", "2024-07-05"),
        ("Luton results\nBy Jane Poe | Friday 5 July 2024", "2024-07-05"),
        ("Luton results\nUpdated: 05/07/2024 07:15", "2024-07-05"),
        ("Luton results\nSarah Owen won here at the election of 12 December 2019 and again now.", ""),
        ("Luton results\nPublished 45 July 2024", ""),
    ],
)
def test_publication_date_comes_from_date_lines_only(opening: str, published: str) -> None:
    assert (
        document_from_text(f"{opening}\n\nLabour held both seats in the town overnight.").published
        == published
    )


def test_dated_title_line_gives_title_and_date() -> None:
    document = document_from_text(" date 2024-07-05 Luton results in full\nLabour held both seats.\n")
    assert document.title == "Luton results in full"


def test_articles_at_hand_keep_their_text_and_find_their_titles() -> None:
    folder = Path(__file__).parents[2] / ".." / "shared" / "articles"
    if not folder.is_dir():
        pytest.skip("the sample articles are not beside the checkout")
    for path in sorted(folder.glob("*.txt")):
        data = path.read_bytes()
        document = document_from_bytes(data, name=path.name)
        assert document.text == data.decode()
        assert document.title
        assert len(document.blocks) > 10
