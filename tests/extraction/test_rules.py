"""Every rule keeps its word: its `matches` fire it, its `rejects` give nothing by it."""

import tomllib
from collections.abc import Iterator

import pytest

from electiongraph.extraction import Trace, trace_extraction
from electiongraph.extraction.lexicon import RULES_FOLDER
from electiongraph.extraction.rules import Rule, load_rules
from electiongraph.gazetteers import load_gazetteers
from electiongraph.sources import document_from_text

RULES = tuple(rule for rules in load_rules() for rule in rules)

# What a rule may say of people without stating a fact: later statements use it.
ATTRIBUTES = frozenset(
    (
        "party", "partyOf", "partiesInOrder", "winnersParty", "incumbentThen", "sits", "ownParty",
        "heldBefore",
        "defeatedIfIncumbent", "wonBy", "losersParty",
    )
)  # fmt: skip


# Rules that hold only after a poll of other kinds, by their file.
PUBLISHED = {"mandates": "2024-05-03", "joint": "2022-05-07", "lists": "2021-05-08"}
PUBLISHED_BY_RULE = {
    rule["name"]: published
    for name, published in PUBLISHED.items()
    for rule in tomllib.loads((RULES_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["rule"]
}


def trace_of(sentence: str, rule: Rule) -> Trace:
    document = document_from_text(sentence, published=PUBLISHED_BY_RULE.get(rule.name, "2024-07-05"))
    return trace_extraction(document, load_gazetteers())


def rules_that_hold(trace: Trace) -> Iterator[str]:
    """Yield the names of the rules that gave a fact or described somebody."""
    yield from (fact.rule for fact in trace.facts)
    for sentence in trace.sentences:
        yield from (draft.match.rule.name for draft in sentence.drafts if draft.fact is not None)
        yield from (match.rule.name for match in sentence.descriptions if not match.hedge)
    yield from (fact.rule for fact in trace.facts)


def reads(rule: Rule, trace: Trace) -> bool:
    """Say whether a rule holds in a document; one that gives attributes alone need only match."""
    if rule.name in set(rules_that_hold(trace)):
        return True
    gives_attributes = {state.predicate for state in rule.states} <= ATTRIBUTES
    return gives_attributes and any(rule.pattern.search(sentence.masked) for sentence in trace.sentences)


def test_rules_are_collected_and_named_once() -> None:
    assert len(RULES) >= 130
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_has_examples_and_a_reason(rule: Rule) -> None:
    assert len(rule.matches) >= 2 and len(rule.rejects) >= 2
    assert rule.why and rule.why == rule.why.strip()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_reads_its_matches(rule: Rule) -> None:
    silent = [text for text in rule.matches if not reads(rule, trace_of(text, rule))]
    assert silent == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_gives_nothing_on_its_rejects(rule: Rule) -> None:
    loud = [
        text for text in rule.rejects if any(fact.rule == rule.name for fact in trace_of(text, rule).facts)
    ]
    assert loud == []
