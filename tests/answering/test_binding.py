"""Terms take the place of variables, and nothing in a term can become a part of the query."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from electiongraph.answering.binding import bind
from electiongraph.answering.catalogue import PARAMETERS, read_catalogue
from electiongraph.answering.names import select

QUERY = (
    "SELECT ?s ?name WHERE { ?s <x:name> ?name FILTER(STRLEN(?name) > 0) } GROUP BY ?s ?name ORDER BY ?name"
)


@pytest.mark.parametrize(
    "name",
    ['"', '" } ; DROP ALL #', "\\", '\\" . ?s ?p ?o . #', "a\nb\r", "?s", "{", "<x:y>", "'''", "é\u2028"],
)
def test_any_text_is_only_a_literal(name):
    store = Store()
    store.extend(
        [
            Quad(NamedNode("x:it"), NamedNode("x:name"), Literal(name)),
            Quad(NamedNode("x:other"), NamedNode("x:name"), Literal("other")),
        ]
    )
    rows = select(store, QUERY, name=Literal(name))
    assert [row["s"].value for row in rows] == ["x:it"]


def test_comments_strings_iris_and_lists_are_left_alone():
    text = (
        'SELECT ?a (MAX(?b) AS ?c) WHERE { # ?b\n <x:?b> ?p "?b\\"?b" . ?bb ?b $b } GROUP BY ?b ORDER BY ?b'
    )
    assert bind(text, {"b": Literal("x")}) == text.replace("?bb ?b $b }", '?bb "x" "x" }')


def test_no_query_gives_a_value_to_a_parameter():
    for question in read_catalogue():
        for parameter in question.parameters:
            variable = PARAMETERS[parameter.name]
            for word in (f"AS ?{variable})", f"VALUES ?{variable} ", f"BOUND(?{variable})"):
                assert not variable or word not in question.text, question.name
