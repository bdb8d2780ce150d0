"""Whatever is read, blocks are ordered, stripped, apart, and hold their cells."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from electiongraph.errors import SourceError
from electiongraph.sources import document_from_bytes, document_from_text
from electiongraph.sources.document import Document

LINES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "Luton North",
            "LABOUR HOLD",
            "# Bedford",
            "  • Sarah Owen - Labour - 14,677 (37.88%)",
            "  1. Bedford stays redpublished at 06:45 British Summer Time 5 July",
            "Sarah Owen\tLabour\t14,677",
            "| a | | b |",
            "|---|---|",
            "Hide AdAdvertisement",
            "Hide AdShe said so.",
            "Sarah Owen at the countImage source, PA",
            "a line of prose that goes on until it is near the width of the page and",
            "04:41 Labour hold Bedford",
            "04:41",
            "",
        ]
    ),
)
TAGS = [
    "p",
    "div",
    "span",
    "table",
    "tr",
    "td",
    "th",
    "ul",
    "li",
    "h1",
    "h3",
    "pre",
    "dl",
    "dt",
    "dd",
    "time",
    "a",
]
SOUP = st.lists(
    st.one_of(
        st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
        st.sampled_from(
            ["<br>", "<sup>1</sup>", "&nbsp;", "<td colspan=3>", "<td rowspan=2>", "<b class=share>", "<!--"]
        ),
        st.sampled_from(["14,677", "Labour", "Sarah Owen", "37.9%", "06:45", " ", "\n", "\t|\t"]),
        st.text(max_size=12),
    ),
    max_size=60,
)


def check(document: Document) -> None:
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        text = document.text_of(block)
        assert text == text.strip()
        assert document.media_type == "text/plain" or "\n" not in text
        left = block.start
        for start, stop in block.cells:
            assert left <= start <= stop <= block.end
            assert document.text[start:stop] == document.text[start:stop].strip()
            left = stop
        assert bool(block.cells) == (block.kind == "row")
        assert 0 <= block.level <= 6
        end = block.end


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=25), st.sampled_from(["\n", "\r\n", "\n\n", "\r"]))
def test_blocks_of_any_text(lines: list[str], line_end: str) -> None:
    text = line_end.join(lines)
    document = document_from_text(text)
    assert document.text == text
    check(document)


@settings(max_examples=150, deadline=None)
@given(SOUP)
def test_blocks_of_any_page(parts: list[str]) -> None:
    try:
        document = document_from_bytes("".join(parts).encode("utf-8", "replace"), name="soup.html")
    except SourceError as error:
        assert error.where == "soup.html"
    else:
        check(document)
        lines = [document.text_of(block) for block in document.blocks]
        assert document.text == "\n".join(lines) or not document.blocks


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html"]))
def test_any_bytes_give_a_document_or_one_clear_line(data: bytes, name: str) -> None:
    try:
        check(document_from_bytes(data, name=name))
    except SourceError as error:
        assert "\n" not in str(error)
