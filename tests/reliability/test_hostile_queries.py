"""SPARQL that is sound, mangled or means harm: an answer or one clear line, within its limits.

`--hypothesis-profile=long` tries ten thousand.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store

from electiongraph.answering.sparql import run_sparql
from electiongraph.answering.sparql_text import check_sparql, graphs_of_from, undeclared_prefix
from electiongraph.errors import QueryError
from electiongraph.resources import folder

SECONDS, LONGEST = 0.5, 10.0
NIGHT = Path(__file__).resolve().parents[1] / "answering" / "night.trig"
STORE = Store()
STORE.bulk_load(path=str(NIGHT), format=RdfFormat.TRIG)
CATALOGUE = [path.read_text("utf-8") for path in sorted((folder("queries") / "questions").glob("*.rq"))]

names = st.sampled_from("votes majority candidate contest party seat winner rank election standsIn x".split())
predicates = names.map("eg:{}".format) | st.sampled_from(["a", "rdfs:label", "?p", "skos:exactMatch"])
paths = st.recursive(
    predicates.filter(lambda predicate: predicate != "?p"),
    lambda path: st.one_of(
        st.tuples(path, st.sampled_from("/|"), path).map(lambda parts: "({}{}{})".format(*parts)),
        st.tuples(path, st.sampled_from("*+?")).map("".join),
        path.map("^({})".format),
        names.map("!eg:{}".format),
    ),
    max_leaves=4,
)
terms = st.sampled_from(
    ["?a", "?b", "?c", "1321", "1.5", "1e9", "true", "'Labour'", "'x'@en", '"""a"b"""', "<x:y>", "_:b", "[]"]
)
values = st.sampled_from(["?a", "?b", "1", "-0.0", "'a'", "STR(?c)", "eg:x", "RAND()", "1/0", "NOW()"])
conditions = st.recursive(
    st.tuples(values, st.sampled_from("= != < >= + * && ||".split()), values).map(" ".join),
    lambda inner: st.one_of(
        inner.map("!({})".format),
        st.tuples(inner, st.sampled_from(["&&", "||"]), inner).map(" ".join),
        inner.map(lambda text: f"IF({text}, 1, 'n')"),
        st.sampled_from("(a+)+$ (a|a)* [ \\p{L}+ (?i)x{1,999} .*.*.*=".split()).map(
            lambda pattern: f'REGEX(STR(?c), "{pattern}")'.replace("\\", "\\\\")
        ),
    ),
    max_leaves=3,
)
triples = st.tuples(st.sampled_from(["?a", "?b", "<x:y>"]), predicates | paths, terms).map(" ".join)
patterns = st.recursive(
    triples.map("{} . ".format),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map("".join),
        st.tuples(inner, inner).map(lambda two: "{{ {} }} UNION {{ {} }} ".format(*two)),
        inner.map("OPTIONAL {{ {} }} ".format),
        inner.map("MINUS {{ {} }} ".format),
        inner.map("GRAPH ?g {{ {} }} ".format),
        inner.map("{{ SELECT * {{ {} }} LIMIT 5 }} ".format),
        inner.map("FILTER NOT EXISTS {{ {} }} ".format),
        conditions.map("FILTER({}) ".format),
        st.just("VALUES (?a ?b) { (UNDEF 1) (<x:y> 'z') } "),
    ),
    max_leaves=8,
)
wholes = st.sampled_from(
    [
        "SELECT * {{ {} }}",
        "SELECT DISTINCT ?a {{ {} }} ORDER BY ?a LIMIT 3",
        "SELECT (COUNT(*) AS ?n) (SUM(?c) AS ?s) {{ {} }} GROUP BY ?a HAVING (?n > 1)",
        "SELECT ?a (GROUP_CONCAT(?c) AS ?g) {{ {} }} GROUP BY ?a OFFSET 2",
        "ASK {{ {} }}",
        "CONSTRUCT {{ ?a ?p [ eg:x ?c ] }} WHERE {{ {} }}",
        "DESCRIBE ?a {{ {} }}",
        "SELECT * FROM <http://127.0.0.1:1/x> FROM NAMED <file:///etc/passwd> {{ {} }}",
    ]
)
sound = st.tuples(wholes, patterns).map(lambda parts: parts[0].format(parts[1]))

ODD = (
    "\0 \ud800 \u202e \\u0053ERVICE \\U00110000 ''' \"\"\" ' < <<( } { ( [ ) * | ^ # @ @en--ltr _: %00 "
    "\\ a.a.a a:.. SERVICE LOAD FROM INSERT BASE PREFIX VALUES UNDEF 1e999 -9999999999999999999999 "
    "0.0000000001 ٣"
).split(" ")


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """Return a question's text, or a sound one, with pieces cut out, doubled and put in."""
    text = draw(st.sampled_from(CATALOGUE) | sound)
    for _ in range(draw(st.integers(1, 6))):
        at, gone = draw(st.integers(0, len(text))), draw(st.integers(0, 30))
        new = draw(st.sampled_from([*ODD, text[at : at + gone] * 2, "\n"]))
        text = text[:at] + new + text[at + gone :]
    return text


# Of any size: what grows with it, nests or explodes.
GROWING: dict[str, Callable[[int], str]] = {
    "groups": lambda n: "SELECT * " + "{" * n + "}" * n,
    "brackets": lambda n: "SELECT (" + "(" * n + "1" + ")" * n + " AS ?x) {}",
    "path": lambda n: "SELECT * { ?s " + "/".join(["eg:party"] * n) + " ?o }",
    "choices of paths": lambda n: "SELECT * { ?s " + "|".join(["eg:party"] * n) + " ?o }",
    "nested stars": lambda n: "SELECT * { ?s " + "(" * n + "!eg:x" + ")*" * n + " ?o . ?o (eg:x|!eg:x)* ?z }",
    "lists": lambda n: "SELECT * { ?s ?p " + "(" * n + ")" * n + " }",
    "blank nodes": lambda n: "SELECT * { ?s ?p " + "[ ?p " * n + "1" + "]" * n + " }",
    "sum": lambda n: "SELECT (" + "+".join(["1"] * n) + " AS ?x) {}",
    "or": lambda n: "SELECT * { ?s ?p ?o FILTER(" + "||".join(["?o=1"] * n) + ") }",
    "unions": lambda n: "SELECT * { " + " UNION ".join(["{?s ?p ?o}"] * n) + " }",
    "options": lambda n: "SELECT * { " + " ".join(["OPTIONAL {?s ?p ?o}"] * n) + " }",
    "nested options": lambda n: "SELECT * { " + "OPTIONAL { " * n + "}" * n + "}",
    "nested SELECTs": lambda n: "SELECT * { " + "{ SELECT * { " * n + "}}" * n + "}",
    "nested EXISTS": lambda n: "SELECT * { ?s ?p ?o " + "FILTER EXISTS { ?s ?p ?o " * n + "}" * n + "}",
    "nested triples": lambda n: "SELECT * { ?s ?p " + "<<( ?s ?p " * n + "1" + " )>>" * n + " }",
    "nested IFs": lambda n: "SELECT (" + "IF(true," * n + "1" + ",2)" * n + " AS ?x) {}",
    "bindings": lambda n: "SELECT * { " + " ".join(f"BIND(1 AS ?a{i})" for i in range(n)) + " }",
    "values": lambda n: "SELECT * { VALUES ?x {" + " 1" * n + "} }",
    "IN": lambda n: "SELECT * { ?s ?p ?o FILTER(?o IN (" + ",".join(map(str, range(n))) + ")) }",
    "a pattern that explodes": lambda n: (
        "SELECT * { ?s ?p ?o FILTER(REGEX('" + "a" * n + "!', '(a+)+$')) FILTER(REGEX(STR(?o), '(a|a?)+b')) }"
    ),
    "a pattern of many parts": lambda n: f"SELECT * {{ ?s ?p ?o FILTER(REGEX(STR(?o), '{'(a|a?)' * n}')) }}",
    "counted patterns": lambda n: (
        f"SELECT * {{ ?s ?p ?o FILTER(REGEX(STR(?o), '((a{{1,{n}}}){{1,{n}}})')) }}"
    ),
    "text that doubles": lambda n: (
        "SELECT (STRLEN(?a0) AS ?x) { BIND('aaaaaaaa' AS ?a0) "
        + " ".join(f"BIND(CONCAT(?a{i},?a{i}) AS ?a{i + 1})" for i in range(min(n, 60)))
        + " }"
    ),
    "digits": lambda n: (
        "SELECT (1" + "0" * n + " AS ?x) (1." + "0" * n + "1 AS ?y) (1e" + "9" * n + " AS ?z) {}"
    ),
    "a long IRI": lambda n: "SELECT * { <http://x/" + "a" * n + "> ?p ?o }",
    "a long literal": lambda n: "SELECT * { ?s ?p '" + "a" * n + "' }",
    "a long name": lambda n: "SELECT ?" + "a" * n + " { ?" + "a" * n + " ?p ?o } LIMIT 1",
    "many FROM": lambda n: "SELECT * " + " ".join(f"FROM <http://x/{i}>" for i in range(n)) + " { ?s ?p ?o }",
    "many BASE": lambda n: "BASE <http://x/y/> " + "BASE <a/> " * n + "SELECT * FROM <x> {}",
    "many PREFIX": lambda n: "PREFIX a: <b:> " * n + "SELECT * { ?s a:b ?o }",
    "words with stops": lambda n: "a." * n,
    "words with hyphens": lambda n: "SELECT * { ?s " + "a-" * n + " }",
    "names with stops": lambda n: "SELECT * { ?s a:" + "..a" * n + " ?o }",
    "escaped quotes": lambda n: "'\\" * n,
    "escapes": lambda n: "\\u0041" * n,
    "ends of lines in strings": lambda n: "'\n" * n,
    "products": lambda n: "SELECT * { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(min(n, 50))) + " }",
    "counted products": lambda n: (
        "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(min(n, 50))) + " }"
    ),
    "ordered products": lambda n: "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY RAND() OFFSET " + str(n),
    "gathered products": lambda n: f"SELECT (GROUP_CONCAT(?c) AS ?n) {{ ?a ?b ?c . ?d ?e ?f }} LIMIT {n}",
    "constructed products": lambda n: f"CONSTRUCT {{ ?a ?b ?f, {n} }} WHERE {{ ?a ?b ?c . ?d ?e ?f }}",
    "updates": lambda n: "LOAD <http://127.0.0.1:1/> ; " * n,
    "services": lambda n: "SELECT * { " + "SERVICE SILENT <http://127.0.0.1:1/> { " * n + "}" * n + "}",
}
hostile = st.tuples(st.sampled_from(sorted(GROWING)), st.integers(1, 20_000)).map(
    lambda parts: GROWING[parts[0]](parts[1])
)


def outcome(text: str) -> str:
    """Run a query; return "answered", or why not, once it is told in one line and in time."""
    begun = time.monotonic()
    try:
        result = run_sparql(STORE, text, seconds=SECONDS)
    except QueryError as error:
        assert "\n" not in str(error)
        assert len(str(error)) < 2_000
        told = error.what if error.where == "query" else "a fault at a place"
    else:
        assert all("\n" not in note for note in result.notes)
        told = f"answered: {result.form}"
    assert time.monotonic() - begun < LONGEST
    return told[:60]


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(sound, mangled(), hostile))
def test_any_query_is_answered_or_refused_in_one_line(text: str) -> None:
    event(outcome(text))
    assert len(STORE) > 0


@pytest.mark.parametrize("kind", GROWING)
def test_what_grows_is_read_in_one_pass(kind: str) -> None:
    """A million characters of anything are looked through in seconds, before any limit of the query."""
    unit = len(GROWING[kind](1_000)) / 1_000
    text = GROWING[kind](min(200_000, int(900_000 / max(unit, 1))))
    begun = time.process_time()
    for look in (check_sparql, undeclared_prefix):
        try:
            look(text)
        except QueryError as error:
            assert "\n" not in str(error)
    assert time.process_time() - begun < LONGEST


def test_numbers_that_are_none_stay_text() -> None:
    text = (
        "SELECT * { BIND(STRDT('many', xsd:integer) AS ?a) BIND(STRDT('1,2', xsd:decimal) AS ?b) "
        f"BIND({'9' * 5_000} AS ?c) BIND(STRDT('1E999999', xsd:decimal) AS ?d) }}"
    )
    assert run_sparql(Store(), text).answer.rows == (("many", "1,2", "9" * 5_000, "1E999999"),)


def test_many_unknown_graphs_are_told_in_few_lines() -> None:
    text = "SELECT * " + " ".join(f"FROM <x:{number}>" for number in range(50)) + " {}"
    assert len(graphs_of_from(text)) == 50
    assert len(notes := run_sparql(Store(), text).notes) == 4
    assert notes[-1] == "nor do 47 others name one"


def test_what_nests_too_deeply_is_told_as_that() -> None:
    with pytest.raises(QueryError, match="it is nested too deeply, or too long; split it"):
        run_sparql(Store(), GROWING["groups"](50_000))


def test_a_string_without_an_end_is_told_where_it_begins() -> None:
    with pytest.raises(QueryError, match="line 2, column 3: the string that begins here has no end"):
        run_sparql(Store(), "SELECT * {\n  'a }")
