"""Broken, hostile and endless text: extraction neither fails nor takes longer than the text deserves."""

import pytest

from electiongraph.extraction import extract_facts
from electiongraph.extraction.sentences import LONGEST_SENTENCE, quoted_spans, sentence_spans
from electiongraph.gazetteers import load_gazetteers
from electiongraph.sources import document_from_text


@pytest.mark.parametrize(
    "text",
    [
        "‹P0› won ‹S1› and ‹A9› held ‹S7› by ‹N99› votes.",
        "Ann Smith ‹P7› won Luton North\0 with 14,677 votes\u200b for Labour.",
        "“Labour won “Luton North “by ((((1,000 votes",
        "\u202eAnn Smith held Luton North\u202c with ٣٤ votes",
    ],
)
def test_odd_characters_break_nothing(text: str) -> None:
    document = document_from_text(text)
    for fact in extract_facts(document, load_gazetteers()):
        assert document.text[fact.start : fact.end] == fact.quote


def test_endless_sentence_is_cut_between_words() -> None:
    text = "won the seat of Luton North and " * 1_000
    spans = sentence_spans(text, 0, len(text))
    assert all(end - start <= LONGEST_SENTENCE for start, end in spans)
    assert " ".join(text[start:end] for start, end in spans) == text.strip()


def test_thousands_of_unclosed_quotation_marks_are_read_once() -> None:
    text = " ‘a b" * 50_000
    assert quoted_spans(text, 0, len(text)) == []


def test_thousands_of_question_marks_end_one_sentence() -> None:
    text = "?" * 50_000
    assert sentence_spans(text, 0, len(text))[0][0] == 0


@pytest.mark.parametrize(
    "opening",
    [
        "Imagine a tight race.",
        "Suppose that Hitchin were close.",
        "Let's say it is close.",
        "Take a made-up result.",
    ],
)
def test_a_paragraph_with_made_up_figures_gives_no_fact(opening: str) -> None:
    text = f"How majorities work\n\n{opening} In Hitchin Ann Smith polls 20,000 votes and wins by 50."
    assert extract_facts(document_from_text(text, published="2024-07-10"), load_gazetteers()) == ()
