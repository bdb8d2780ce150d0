"""Every export holds exactly the graph, in the same bytes for the same quads, and other tools read it."""

from __future__ import annotations

import json
import random
import re
import warnings

import pytest
import rdflib
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from electiongraph.errors import QueryError
from electiongraph.exporting import FORMATS, serialise
from electiongraph.exporting.turtle import triples_as_turtle
from electiongraph.identifiers import ID
from electiongraph.vocabulary import EG, PREFIXES, XSD

SYNTAX = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
}
WHOLE = ("trig", "nquads", "jsonld")


def typed(value: str, datatype: str) -> Literal:
    return Literal(value, datatype=NamedNode(XSD + datatype))


def awkward() -> Store:
    """Return a store of terms that are easily written wrongly."""
    store = Store()
    subject = NamedNode(f"{ID}person/a")
    values = [
        Literal('quote " and \\ back'), Literal("two\nlines\r\ttab"), Literal("\u2028\u2029\x85 separators"),
        Literal("Siân \U0001f5f3"), Literal("ja", language="de-at"), Literal(""), Literal("true"),
        typed("007", "integer"), typed("+7", "integer"),
        typed("12345678901234567890", "integer"), Literal(-3),
        typed("52", "decimal"), typed("52.5", "decimal"),
        typed("many", "integer"), typed("1", "boolean"),
        Literal(True), typed("1.5e3", "double"), Literal("x", datatype=subject),
        typed("2024-07-04", "date"),
        NamedNode(f"{ID}seat/2024/E14001063"), NamedNode(f"{ID}a/../b"), NamedNode(f"{ID}a//b"),
        NamedNode(ID),
        NamedNode(f"{ID}a:b"), NamedNode(f"{ID}x.y"), NamedNode(f"{ID}a?b#c"), NamedNode(f"{ID}-a/_b~"),
        NamedNode(EG), NamedNode(EG + "9lives"), NamedNode(EG + "a.b"), NamedNode(EG + "a-"),
        NamedNode("urn:x"), NamedNode("http://example.org/é/%20"), NamedNode(EG + "type"),
    ]  # fmt: skip
    for value in values:
        for graph in (DefaultGraph(), NamedNode(f"{ID}source/1"), NamedNode("urn:graph")):
            store.add(Quad(subject, NamedNode(EG + "value"), value, graph))
    store.add(Quad(subject, NamedNode(PREFIXES["rdf"] + "type"), NamedNode("urn:class")))
    store.add(Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal(1)))
    store.add(Quad(NamedNode("urn:s"), NamedNode(EG + "number"), Literal(1)))
    store.add(Quad(NamedNode("urn:s"), NamedNode(EG + "flag"), Literal(False)))
    return store


def read(data: bytes, form: str) -> set[Quad]:
    store = Store()
    store.load(data, SYNTAX[form])
    return set(store)


def believed(store: Store) -> set[Quad]:
    return set(store.quads_for_pattern(None, None, None, DefaultGraph()))


def rdflib_quads(data: bytes, form: str) -> set[tuple[object, ...]]:
    dataset = rdflib.Dataset()
    with warnings.catch_warnings():
        # rdflib's own parsers use what rdflib has deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        dataset.parse(data=data.decode("utf-8"), format={"jsonld": "json-ld"}.get(form, form))
        return {
            (s, p, o, "" if "default" in str(g) else str(getattr(g, "identifier", g)))
            for s, p, o, g in dataset.quads()
        }


@pytest.mark.parametrize("form", WHOLE)
class TestWholeGraph:
    def test_it_holds_every_quad(self, form: str, night: Store) -> None:
        assert read(serialise(night, form), form) == set(night)

    def test_it_holds_every_awkward_term(self, form: str) -> None:
        store = awkward()
        assert read(serialise(store, form), form) == set(store)

    def test_believed_only_leaves_the_named_graphs_out(self, form: str, night: Store) -> None:
        assert read(serialise(night, form, believed_only=True), form) == believed(night)

    def test_rdflib_reads_the_same_quads(self, form: str, night: Store) -> None:
        assert rdflib_quads(serialise(night, form), form) == rdflib_quads(
            serialise(night, "nquads"), "nquads"
        )


def test_turtle_of_the_believed_only_holds_nothing_else(night: Store) -> None:
    for store in (night, awkward()):
        assert read(serialise(store, "turtle", believed_only=True), "turtle") == believed(store)
    store = awkward()
    assert read(serialise(store, "turtle"), "turtle") == believed(store)


def test_turtle_points_at_no_claim_that_it_lacks(night: Store) -> None:
    quads = read(serialise(night, "turtle"), "turtle")
    assert quads > believed(night)
    held = {quad.subject for quad in quads}
    pointed_at = {quad.object for quad in quads if isinstance(quad.object, NamedNode)}
    missing = [one.value for one in pointed_at - held if re.search("/id/(claim|disagreement)/", one.value)]
    assert missing == []
    graphs = {f"{ID}graph/evidence", f"{ID}graph/disagreements"}
    told = {quad.triple for quad in night if getattr(quad.graph_name, "value", "") in graphs}
    claims = {quad.triple for quad in quads if "/id/claim/" in quad.subject.value}
    assert claims
    assert claims <= told
    exact = {quad.object.value for quad in quads if quad.predicate.value.endswith("#exact")}
    assert "in 2019 Rob Butler won the seat for the Conservatives" in exact


def test_turtle_says_what_it_is_and_names_seats_as_skos_does(night: Store) -> None:
    quads = {
        (q.subject.value, q.predicate.value): q.object for q in read(serialise(night, "turtle"), "turtle")
    }
    (dataset,) = {subject for subject, _ in quads if "/id/dataset/" in subject}
    title = quads[(dataset, PREFIXES["dcterms"] + "title")]
    assert title == Literal("UK elections as 2 sources tell of them", language="en")
    assert (dataset, PREFIXES["dcterms"] + "license") not in quads
    seat = f"{ID}seat/2024/E14001279"
    assert quads[(seat, PREFIXES["skos"] + "prefLabel")] == Literal("Hendon", language="en")
    assert quads[(seat, PREFIXES["skos"] + "inScheme")] == NamedNode(f"{ID}scheme/seats")


def test_rdflib_reads_turtle_as_the_same_graph(night: Store) -> None:
    turtle = rdflib.Graph().parse(data=serialise(night, "turtle", believed_only=True), format="turtle")
    lines = rdflib.Graph().parse(data=serialise(night, "nquads", believed_only=True), format="nt")
    assert set(turtle) == set(lines)


@pytest.mark.parametrize("form", FORMATS)
def test_the_bytes_do_not_depend_on_the_order_of_the_quads(form: str, night: Store) -> None:
    expected = serialise(night, form)
    assert expected.endswith(b"\n")
    quads = sorted(night, key=str)
    for seed in range(5):
        random.Random(seed).shuffle(quads)
        store = Store()
        store.extend(quads)
        assert serialise(store, form) == expected


def test_turtle_reads_like_a_page(night: Store) -> None:
    text = serialise(night, "turtle").decode("utf-8")
    assert text.startswith(f"@base <{ID}> .\n@prefix dcterms: ")
    for prefix in re.findall(r"^@prefix (\w+):", text, re.MULTILINE):
        assert text.count(f"{prefix}:") > 1
    assert "_:" not in text
    headings = re.findall(r"^# (.*)$", text, re.MULTILINE)
    assert headings[:7] == [
        "Dataset",
        "Elections",
        "Contests",
        "Candidacies",
        "Outcomes",
        "National tallies",
        "People",
    ]
    assert (
        "<candidacy/2024-07-04/E14001497/terry-jermy> a eg:Candidacy ;\n"
        '    rdfs:label "Terry Jermy, Labour, South West Norfolk 2024" ;\n'
        "    eg:candidate <person/terry-jermy--2024-07-04-E14001497> ;\n"
        "    eg:contest <contest/2024-07-04/E14001497> ;\n"
        "    eg:elected true ;\n"
        "    eg:party <party/PP53> ;\n"
        "    eg:rank 1 ;\n"
        "    eg:sharePercent 26.72 ;\n"
        "    eg:votes 11847 .\n"
    ) in text


def test_an_empty_graph_is_empty_in_every_format() -> None:
    for form in ("turtle", "trig", "nquads"):
        assert serialise(Store(), form) == b""
    assert json.loads(serialise(Store(), "jsonld"))["@graph"] == []
    assert serialise(Store(), "csv").count(b"\n") == 1


def test_json_ld_reads_like_plain_json(night: Store) -> None:
    document = json.loads(serialise(night, "jsonld"))
    nodes = {node["@id"]: node for node in document["@graph"]}
    assert nodes["contest/2024-07-04/E14001497"] == {
        "@id": "contest/2024-07-04/E14001497",
        "@type": "Contest",
        "election": "election/2024-07-04",
        "majority": 630,
        "rdfs:label": "South West Norfolk 2024",
        "runnerUp": "candidacy/2024-07-04/E14001497/liz-truss",
        "seat": "seat/2024/E14001497",
        "winner": "candidacy/2024-07-04/E14001497/terry-jermy",
    }


def test_csv_has_one_row_a_seat_with_its_ons_code(night: Store) -> None:
    lines = serialise(night, "csv").decode("utf-8").splitlines()
    assert lines[0].startswith(
        "election,ons_code,seat,region,country,winner,party,votes,share_percent,runner_up"
    )
    keys = [tuple(line.split(",")[:3]) for line in lines[1:]]
    assert len(keys) == len(set(keys)) == 11
    assert ("2024 general election", "E14001279", "Hendon") in keys


def test_the_triples_of_a_query_are_written_alike() -> None:
    triples = b'<x:s> <x:p> "b" .\n<x:s> <x:p> "a" .\n'
    assert triples_as_turtle(triples) == b'\n# Other\n\n<x:s>\n    <x:p> "a", "b" .\n'
    assert len(list(parse(triples_as_turtle(triples), format=RdfFormat.TURTLE))) == 2


def test_what_looks_like_turtle_within_words_is_left_alone() -> None:
    words = [
        "eg:winner",
        'a " , b',
        "see <//there> </x> <y> ;\n\t.",
        " .\n# Contests",
        "foaf: x",
        "a\\",
        "<z>",
    ]
    triples = [
        Quad(NamedNode(f"urn:s{place % 2}"), NamedNode("urn:p%20"), Literal(word))
        for place, word in enumerate([*words, *reversed(words)])
    ]
    whole = Triple(NamedNode("urn:s"), NamedNode("urn:p"), Literal('x )>> , "'))
    triples += [Quad(NamedNode("urn:s0"), NamedNode("urn:p%20"), one) for one in (whole, Literal(1))]
    written = {
        triples_as_turtle(b"".join(random.Random(seed).sample(lines_of(triples), 16))) for seed in range(9)
    }
    (turtle,) = written
    assert {one.triple for one in parse(turtle, format=RdfFormat.TURTLE)} == {one.triple for one in triples}
    assert turtle.count(b"\n<urn:s") == 2
    assert turtle.startswith(b"\n# Other\n")


def test_only_what_is_used_is_declared() -> None:
    one = f"<{ID}a> <urn:p> "
    assert header_of('<urn:s> <urn:p> "eg:a , xsd:b <c>"') == []
    assert header_of(f"{one} <{EG}winner>") == ["@base", "@prefix eg:"]
    assert header_of(f'<urn:s> <urn:p> "2024"^^<{XSD}gYear>') == ["@prefix xsd:"]
    assert header_of(f"<urn:s> <urn:p> <{ID}a>") == ["@base"]
    assert header_of("<https://example.org/b> <urn:p> <https://example.org/a>") == []


def header_of(triple: str) -> list[str]:
    lines = triples_as_turtle(f"{triple} .\n".encode()).decode().split("\n")
    return [line.partition(" <")[0] for line in lines if line.startswith("@")]


def lines_of(triples: list[Quad]) -> list[bytes]:
    return [serialize([one], format=RdfFormat.N_TRIPLES) or b"" for one in triples]


def test_an_unknown_format_is_one_clear_line(night: Store) -> None:
    with pytest.raises(QueryError, match="xml: no such format; use one of turtle"):
        serialise(night, "xml")
