"""Rules and shapes that are none are refused in one line that says where, whatever reads them."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Store

from electiongraph.errors import ElectionGraphError, RuleError, ShapeError
from electiongraph.extraction import rules
from electiongraph.validation.engine import read_shapes
from electiongraph.validation.validator import ENGINES, validate

RULE = """
[[rule]]
name = "total-came-to"
predicate = "votes"
pattern = '''{PERSON:person}'s total came to {N:value}'''
why = "counts are told of people"
matches = ["In Poole, Sarah Ward's total came to 2,218."]
rejects = ["In Poole, Sarah Ward's total was small."]
"""
BAD_RULES = {
    "no TOML": (RULE.replace("[[rule]]", "[[rule"), "bad.toml: this is no TOML"),
    "cut short": (RULE[:100], "bad.toml: this is no TOML"),
    "no UTF-8": (RULE.replace("small", "sm\udcffll"), "bad.toml: this is no TOML"),
    "no list": ("rule = 5", "bad.toml: rule is no list of tables"),
    "no tables": ("rule = [5]", "bad.toml: rule is no list of tables"),
    "no reason": (RULE.replace("why", "reason"), "total-came-to: the rule lacks why"),
    "no word group": (RULE.replace("{N:value}", "{NOBODY}"), "the pattern names no word group"),
    "no pattern": (RULE.replace("came to", "came (to"), "the pattern does not compile"),
    "no cue": (RULE + 'cue = "(vote"', "'(vote' does not compile"),
    "no words": (RULE + 'says = "[a"', "'[a' does not compile"),
    "no count": (RULE + 'least = "many"', "least is no whole number"),
    "no sentences": (RULE.replace("matches = [", "matches = [] # "), "matches is no list"),
    "two of a name": (RULE + RULE, "two rules have this name"),
}  # fmt: skip
HEAD = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix eg: <https://w3id.org/electiongraph/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix x: <x:> .
"""
SHAPE = "x:S a sh:NodeShape ; sh:targetClass eg:Contest ; "
PROPERTY = SHAPE + "sh:property x:P . x:P a sh:PropertyShape ; sh:path eg:majority ; "
BAD_SHAPES = {
    "a count that is none": PROPERTY + 'sh:minCount "many" .',
    "a negative count": PROPERTY + "sh:minCount -1 .",
    "a length that is none": PROPERTY + 'sh:minLength "x" .',
    "no path": SHAPE + "sh:property [ sh:minCount 1 ] .",
    "two paths": PROPERTY + "sh:path eg:votes ; sh:minCount 1 .",
    "a path that is text": SHAPE + "sh:property [ sh:path 'x' ; sh:minCount 1 ] .",
    "a path into a number": SHAPE
    + "sh:property [ sh:path [ sh:inversePath [ sh:zeroOrMorePath 5 ] ] ; sh:minCount 1 ] .",
    "a pattern that is none": PROPERTY + 'sh:pattern "(" .',
    "a list that never ends": PROPERTY + "sh:in x:L . x:L rdf:first 1 ; rdf:rest x:L .",
    "no list": PROPERTY + "sh:and x:y .",
    "a count on a node": SHAPE + "sh:minCount 1 .",
    "a query cut short": SHAPE + "sh:sparql [ sh:select 'SELECT' ] .",
    "an update": SHAPE + "sh:sparql [ sh:select 'DROP ALL' ] .",
    "an unknown prefix": SHAPE + "sh:sparql [ sh:select 'SELECT $this { $this foo:bar 1 }' ] .",
    "a query that fetches": SHAPE
    + "sh:sparql [ sh:select 'SELECT $this { SERVICE <http://127.0.0.1:1/> { $this ?b ?c } }' ] .",
}


@pytest.mark.parametrize("kind", BAD_RULES)
def test_a_rule_that_is_none_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    text, message = BAD_RULES[kind]
    (tmp_path / "bad.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    monkeypatch.setattr(rules, "RULES_FOLDER", tmp_path)
    with pytest.raises(RuleError) as caught:
        for rule in rules.load_rules.__wrapped__()[1]:
            assert rule.pattern
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("kind", BAD_SHAPES)
def test_a_shape_that_is_none_is_told(night: Store, kind: str, engine: str) -> None:
    shapes = rdflib.Graph().parse(data=HEAD + BAD_SHAPES[kind], format="turtle")
    with pytest.raises(ShapeError, match="the shapes cannot be used") as caught:
        validate(night, engine=engine, shapes=shapes)
    assert "\n" not in str(caught.value)


def test_shapes_that_are_no_turtle_are_told_with_their_file(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("x:S a sh:NodeShape", encoding="utf-8")
    with pytest.raises(ShapeError, match=r"bad\.ttl: the shapes cannot be used"):
        read_shapes(tmp_path)


def test_a_message_without_end_is_cut() -> None:
    assert len(str(ElectionGraphError("a" * 100_000, where="here"))) == 1_500
