"""Graphs that no build would write: every command reads them or says in one line why not.

`--hypothesis-profile=long` tries ten thousand.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from click.testing import CliRunner
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse, serialize

from electiongraph.answering.catalogue import read_catalogue
from electiongraph.cli import commands
from electiongraph.errors import ElectionGraphError
from electiongraph.vocabulary import XSD

TESTS = Path(__file__).resolve().parents[1]
GRAPHS = [
    sorted(parse(path=str(TESTS / folder / name), format=RdfFormat.TRIG), key=str)
    for folder, name in (("answering", "night.trig"), ("drawing", "whole.trig"))
]
TEXTS = [
    "",
    " ",
    "many",
    "-1",
    "0",
    "1e9",
    "NaN",
    "INF",
    "9" * 5_000,
    "1." + "3" * 500,
    "2024-02-30",
    "2024",
    "-0001-01-01",
    "99999-01-01",
    "2024-07-04T10:00:00Z",
    "0000-00-00",
    "\x1b[31mred",
    "\u202eevil",
    "a\nb\tc\r",
    "<script>alert(1)",
    "]]>&amp;<!--",
    "=1+1",
    "../../etc/passwd",
    "\ufffe",
    "e\u0301" * 200,
    "word " * 2_000,
    "%s{0}$1\\",
]
TYPES = ["string", "integer", "decimal", "date", "dateTime", "boolean", "gYear", "anyURI", "double"]
IRIS = [
    "x:",
    "https://w3id.org/electiongraph/id/",
    "https://w3id.org/electiongraph/id/person/",
    "urn:x:%00",
    "file:///etc/passwd",
    "http://127.0.0.1:1/",
    "https://w3id.org/electiongraph/ontology#Seat",
    "javascript:alert(1)",
]
ASKING = {
    "seat": "Luton North",
    "party": "Labour",
    "from_party": "Conservative",
    "person": "Sarah Owen",
    "date": "2024-07-06",
}
odd_terms = st.one_of(
    st.tuples(st.sampled_from(TEXTS), st.sampled_from(TYPES)).map(
        lambda parts: Literal(parts[0], datatype=NamedNode(XSD + parts[1]))
    ),
    st.sampled_from(TEXTS).map(lambda text: Literal(text, language="en")),
    st.sampled_from(IRIS).map(NamedNode),
)


def asked() -> list[list[str]]:
    """Return every question, with the parameters that it needs."""
    told = []
    for question in read_catalogue():
        words = ["ask", question.name]
        for parameter in question.parameters:
            if parameter.is_required:
                words += [f"--{parameter.name.replace('_', '-')}", ASKING[parameter.name]]
        told.append(words)
    return told


READING = [
    ["ask", "results", "--seat", "Poole", "--format", "json"],
    ["ask", "majorities", "--format", "csv"],
    ["explain", "votes Luton North"],
    ["explain", "Sarah Owen"],
    ["explain", "Hitchin"],
    ["disagreements"],
    ["disagreements", "--format", "json"],
    ["validate"],
    ["validate", "--format", "jsonl"],
    *(["export", "--format", form] for form in ("turtle", "trig", "nquads", "jsonld", "csv")),
    *(
        ["draw", kind]
        for kind in ("appointments", "flows", "hexmap", "majorities", "relationships", "who-lost-to-whom")
    ),
    *(["draw", "contest", seat] for seat in ("Luton North", "Hitchin", "Bedford")),
    ["draw", "swing", "--party", "Labour", "--party", "Conservative"],
    *(["draw", kind, "Luton North"] for kind in ("family", "article", "career")),
    ["draw", "career", "Grant Shapps"],
    ["publish"],
    ["query", "-e", "SELECT * { ?s ?p ?o }"],
]


@st.composite
def hostile_graphs(draw: st.DrawFn) -> list[Quad]:
    """Return a graph of which some statements are gone, doubled, turned round or say something odd."""
    quads = list(draw(st.sampled_from(GRAPHS)))
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(quads) - 1))
        one, other = quads[at], quads[draw(st.integers(0, len(quads) - 1))]
        predicate, where = one.predicate, one.graph_name
        change = draw(
            st.sampled_from(["odd", "odd", "odd all", "other", "gone", "all gone", "turned", "moved"])
        )
        if change == "odd":
            quads[at] = Quad(one.subject, predicate, draw(odd_terms), where)
        elif change == "odd all":
            value = draw(odd_terms)
            quads = [
                Quad(q.subject, predicate, value, q.graph_name) if q.predicate == predicate else q
                for q in quads
            ]
        elif change == "other":
            quads.append(Quad(one.subject, predicate, other.object, where))
        elif change == "gone":
            del quads[at]
        elif change == "all gone":
            quads = [q for q in quads if q.predicate != predicate] or quads
        elif change == "turned" and isinstance(one.object, NamedNode):
            quads.append(Quad(one.object, predicate, one.subject, where))
        else:
            quads.append(
                Quad(one.subject, predicate, one.object, draw(st.sampled_from([DefaultGraph(), where])))
            )
    return quads


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(hostile_graphs(), st.sampled_from(asked()) | st.sampled_from(READING))
def test_any_graph_is_read_or_refused_in_one_line(
    tmp_path_factory: Any, quads: list[Quad], words: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    graph = folder / "g.nq"
    graph.write_bytes(serialize(quads, format=RdfFormat.N_QUADS) or b"")
    places = [str(folder / "out"), str(graph)] if words[0] == "publish" else [str(graph)]
    result = CliRunner().invoke(commands, [*words, *places])
    error = result.exception
    event(f"{words[0]}: {'refused' if error and not isinstance(error, SystemExit) else 'read'}")
    if error is not None and not isinstance(error, SystemExit):
        if not isinstance(error, ElectionGraphError):
            raise error
        assert len(str(error)) < 2_000
        assert "\n" not in str(error)
    assert {path.name for path in folder.iterdir()} <= {"g.nq", "out"}
    assert "\x1b" not in result.output
