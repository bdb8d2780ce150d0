"""What a pattern requires is never more than its matches hold, so that no rule is passed over in vain."""

import re
from itertools import product
from pathlib import Path

import pytest

from electiongraph.extraction import trace_extraction
from electiongraph.extraction.required_words import RequiredWordsIndex, is_closed, required_of
from electiongraph.extraction.rules import load_rules, required_words
from electiongraph.gazetteers import load_gazetteers
from electiongraph.sources import document_from_bytes

CORPUS = Path(__file__).parent / "corpus" / "articles"
EVERY = 14


def choices(pattern: str) -> list[list[str]]:
    return [sorted(choice) for choice in required_of(pattern).all_choices()]


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("won the seat", [["won the seat"]]),
        ("[Ww]on (?:the|a) seat", [["won a seat", "won the seat"]]),
        ("won(?: back)? the seat", [["won back the seat", "won the seat"]]),
        ("‹P[0-9]+› won", [["› won"], ["‹p"]]),
        ("won .{0,9}seat", [["seat"], ["won "]]),
        ("won(?! back)(?= the)", [["won"], [" the"]]),
        ("(?<=narrowly )won", [["narrowly "], ["won"]]),
        ("(?:held on){2,}", [["held on"]]),
        ("(?:won|lost.*seat)", [["lost", "won"], ["seat", "won"]]),
        ("‹P[0-9]+› \\((?:the )?‹G[0-9]+›", [["› (the ‹g", "› (‹g"], ["‹p"]]),
        ("(?:won|[a-z]+)", []),
        ("(?:won)*", []),
        (r"(won) \1", [["won "]]),
        ("(?i:Straße)", [["strasse"]]),
    ],
)
def test_requirements_of_a_pattern(pattern: str, wanted: list[list[str]]) -> None:
    assert sorted(choices(pattern)) == sorted(wanted)


TRICKY = (
    "a(?:b|bc)?d", "(?:ab|cd)+(?=ab)", "(?<!ab)cda", "ab(?!c).d", "(?:a|b(?:c|da))b", "[^a]bc", "(?i:ABC)",
    "(?P<x>ab|c)(?P=x)", "^abc|dab$", "(?:|ab)cd", "a{2}b", "(?:ab){0,2}cd", "(?>ab|a)cd", "(?:abc)?+d",
    r"\bab\b|c\w\wd", "(?:ab(?=cd)|cd(?!a))..", "(a)?(?(1)bcd|dcb)",
)  # fmt: skip


@pytest.mark.parametrize("pattern", TRICKY)
def test_every_match_holds_what_is_required(pattern: str) -> None:
    index = RequiredWordsIndex([required_of(pattern).all_choices()])
    texts = ["".join(letters) for size in range(7) for letters in product("abcd", repeat=size)]
    matched = [text for text in texts if re.search(pattern, text)]
    assert matched
    assert [text for text in matched if not list(index.fitting(text))] == []


def test_a_bare_choice_is_not_taken_for_a_part() -> None:
    assert is_closed("a(?:b|c)d") and not is_closed("ab|cd")


def test_index_is_case_blind_and_keeps_the_order() -> None:
    index = RequiredWordsIndex.of_patterns([re.compile(it) for it in ("seat", "[A-Z]", "Took|held", "lost")])
    assert list(index.fitting("TOOK the Seat")) == [0, 1, 2]
    assert list(RequiredWordsIndex([]).fitting("TOOK the Seat")) == []


def test_no_rule_is_passed_over_that_matches_a_sentence_of_the_corpus() -> None:
    rules = [rule for group in load_rules() for rule in group]
    index = RequiredWordsIndex([required_words(rule.source).all_choices() for rule in rules])
    gazetteers = load_gazetteers()
    paths = sorted(CORPUS.iterdir())[::EVERY]
    documents = [document_from_bytes(path.read_bytes(), name=path.name) for path in paths]
    texts = {trace.masked for it in documents for trace in trace_extraction(it, gazetteers).sentences}
    fitting = {text: set(index.fitting(text)) for text in texts}
    passed_over = [
        (rule.name, text)
        for number, rule in enumerate(rules)
        for text in texts
        if number not in fitting[text] and rule.pattern.search(text)
    ]
    assert len(texts) > 200
    assert passed_over == []
    assert sum(map(len, fitting.values())) < len(texts) * len(rules) / 20
