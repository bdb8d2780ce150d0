"""Answers are in the order that their query asks for, as Oxigraph itself would put them."""

from __future__ import annotations

import random

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, Store

from electiongraph.answering.catalogue import read_catalogue
from electiongraph.answering.ordering import Term, in_order, without_order
from electiongraph.vocabulary import XSD

QUESTIONS = read_catalogue()
VALUES = [
    NamedNode("x:b"), NamedNode("x:a"), BlankNode("z"), Literal("b"), Literal("a"), Literal("Ynys Môn"),
    Literal("10"), Literal(9), Literal(10),
    Literal("9.5", datatype=NamedNode(XSD + "decimal")), Literal(1.5e3), Literal(-4),
]  # fmt: skip
# One of each kind: what cannot be compared has no order in Oxigraph.
COMPARABLE = [
    [*VALUES[:6], VALUES[6]],
    [*VALUES[:3], *VALUES[7:]],
    [
        Literal("2019-12-12", datatype=NamedNode(XSD + "date")),
        Literal("2024-07-04", datatype=NamedNode(XSD + "date")),
    ],
    [Literal("Mayo", language="en"), Literal("Cork", language="en")],
    [Literal(True), Literal(False)],
]


@pytest.mark.parametrize("values", COMPARABLE, ids=range(len(COMPARABLE)))
@pytest.mark.parametrize("way", ["?v", "DESC(?v)"])
def test_terms_are_ordered_as_oxigraph_orders_them(values: list[NamedNode], way: str) -> None:
    store = Store()
    for place, value in enumerate(values):
        store.add(Quad(NamedNode(f"x:s{place}"), NamedNode("x:p"), value))
    store.add(Quad(NamedNode("x:silent"), NamedNode("x:q"), Literal("")))
    text = f"SELECT ?s ?v WHERE {{ ?s ?any ?o OPTIONAL {{ ?s <x:p> ?v }} }} ORDER BY {way} DESC(?s)"
    bare, keys = without_order(text)
    shuffled = solutions(store, bare)
    random.Random(4).shuffle(shuffled)
    places = {"s": 0, "v": 1}
    ordered = in_order(shuffled, [(places[name], is_descending) for name, is_descending in keys])
    assert ordered == solutions(store, text)


def solutions(store: Store, text: str) -> list[tuple[Term, ...]]:
    found = store.query(text)
    assert isinstance(found, QuerySolutions)
    return [tuple(one) for one in found]


def test_what_is_no_number_is_ordered_as_text() -> None:
    bad = [Literal(text, datatype=NamedNode(XSD + "double")) for text in ("NaN", "many")]
    assert in_order([(bad[1],), (bad[0],), (Literal(3),)], [(0, False)]) == [
        (Literal(3),),
        (bad[0],),
        (bad[1],),
    ]


@pytest.mark.parametrize("text", [
    "SELECT ?a { ?a ?b ?c } ORDER BY (?b + 1)",
    "SELECT ?a { ?a ?b ?c } ORDER BY ?b LIMIT 3",
    "SELECT ?a { { SELECT ?a { ?a ?b ?c } ORDER BY ?a } }",
])  # fmt: skip
def test_any_other_order_is_left_to_oxigraph(text: str) -> None:
    assert without_order(text) == (text, ())


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.name)
def test_every_question_selects_what_it_orders_by(question) -> None:
    text, keys = without_order(question.text)
    selected = text[text.index("SELECT") : text.index("WHERE")]
    assert keys
    assert {f"?{name}" for name, _ in keys} <= set(selected.split())
