"""Measure loading, Turtle, the projection to networkx and validation against rdflib and pySHACL; run by hand.

Usage: python benchmarks/peers.py [--runs N] [--only WHAT,WHAT...] [--alone] GRAPH...

GRAPH is a folder that `electiongraph build` or `enlarge.py` wrote. Each run is a process of its own and the
rivals take turns; seconds are the processor's, medians of N (5), and memory the largest of the process.
`--alone` leaves the rivals out; `--shuffles N` only tells how many different Turtle texts so many orders of
one graph's triples give. Of several graphs the growth is told: the seconds a quad against those of the
graph before. WHAT is:

- load: the N-Quads into memory, parsing included.
- turtle: the triples that `export` writes (what is believed), without loading; compared as read.
- projection: `relationship_graph`, against the same code with rdflib's answers; equal with all attributes.
- loops: candidacies and winners of it alone, against loops over rdflib's triples.
- validation: against pySHACL, findings compared to the letter; reading shapes counts, opening not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from processes import in_turns, middle, peak
from pyoxigraph import DefaultGraph, Quad, QueryResultsFormat, RdfFormat, Store, parse, parse_query_results

from electiongraph.store import open_graph

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

EG = "https://w3id.org/electiongraph/ontology#"
CANDIDACIES = ("standsIn", "elected")
PROPERTIES = (
    "candidate", "contest", "election", "elected", "party", "pollingDate", "seat", "sharePercent", "votes",
    "winner",
)  # fmt: skip
# Seconds and megabytes, and what it came to.
Measured = tuple[tuple[float, float], str]


def digest(lines: list[str] | list[bytes]) -> str:
    """Return the same short text for the same lines in any order."""
    whole = hashlib.sha256()
    for line in sorted(lines):  # type: ignore[type-var]
        whole.update(line if isinstance(line, bytes) else line.encode())
    return whole.hexdigest()[:12]


def timed(run: Callable[[], Any]) -> tuple[tuple[float, float], Any]:
    """Return the processor's seconds of a call, the largest memory since the start, and what it gave."""
    begun = time.process_time()
    result = run()
    return (time.process_time() - begun, peak()), result


def load(graph: Path) -> Measured:
    """Load a graph."""
    used, store = timed(lambda: open_graph(graph))
    return used, str(len(store))


def rdflib_load(graph: Path) -> Measured:
    """Load a graph on rdflib."""
    used, dataset = timed(lambda: dataset_of(graph))
    return used, str(sum(1 for _ in dataset.quads()))


def dataset_of(graph: Path) -> rdflib.Dataset:
    """Return a graph as rdflib has it."""
    import rdflib

    return rdflib.Dataset().parse(graph / "graph.nq", format="nquads")  # type: ignore[return-value]


def turtle(graph: Path) -> Measured:
    """Write Turtle."""
    from electiongraph.exporting.turtle import write_turtle

    store = open_graph(graph)
    used, written = timed(lambda: write_turtle(store))
    return used, digest_of_turtle(written)


def rdflib_turtle(graph: Path) -> Measured:
    """Write the Turtle of the same triples on rdflib."""
    import rdflib

    from electiongraph.exporting.turtle import write_turtle

    triples = rdflib.Graph().parse(data=write_turtle(open_graph(graph)), format="turtle")
    used, written = timed(lambda: triples.serialize(format="turtle", encoding="utf-8"))
    return used, digest_of_turtle(written)


def digest_of_turtle(written: bytes) -> str:
    """Return the same text for the same triples; decimals by their value, as Oxigraph keeps them."""
    store = Store()
    store.bulk_extend(Quad(q.subject, q.predicate, q.object) for q in parse(written, format=RdfFormat.TURTLE))
    return digest((store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()) or b"").split(b"\n"))


def projection(graph: Path) -> Measured:
    """Project people, seats and roles to networkx."""
    from electiongraph.drawing.relationships import relationship_graph

    store = open_graph(graph)
    used, network = timed(lambda: relationship_graph(store))
    return used, digest_of_network(network)


def rdflib_projection(graph: Path) -> Measured:
    """Project with rdflib's answers to the same queries; handing them over is not counted."""
    from electiongraph.drawing.relationships import relationship_graph

    class OnRdflib:
        handing_over = 0.0

        def __init__(self) -> None:
            self._dataset = dataset_of(graph)

        def query(self, text: str, **_: object) -> object:
            result = self._dataset.query(text)
            len(result)
            begun = time.process_time()
            try:
                told = result.serialize(format="json") or b""
                return parse_query_results(told, format=QueryResultsFormat.JSON)
            finally:
                OnRdflib.handing_over += time.process_time() - begun

    store: Any = OnRdflib()
    used, network = timed(lambda: relationship_graph(store))
    return (used[0] - OnRdflib.handing_over, used[1]), digest_of_network(network)


def loops(graph: Path) -> Measured:
    """Project who stood and won where."""
    from electiongraph.drawing.relationships import relationship_graph

    store = open_graph(graph)
    used, network = timed(lambda: relationship_graph(store, relations=CANDIDACIES))
    return used, digest_of_network(network, "label", "relation", "election", "votes")


def rdflib_loops(graph: Path) -> Measured:
    """Project who stood and won where by loops over rdflib's triples."""
    import networkx as nx
    from rdflib import RDFS, URIRef

    believed = dataset_of(graph).default_graph

    def project() -> nx.MultiDiGraph[str]:
        one = {name: URIRef(EG + name) for name in PROPERTIES}
        network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for candidacy, person in believed.subject_objects(one["candidate"]):
            contest = believed.value(candidacy, one["contest"])
            seat, election = (believed.value(contest, one[name]) for name in ("seat", "election"))
            for thing in (person, seat):
                network.add_node(str(thing), label=str(believed.value(thing, RDFS.label)))
            votes, share, party = (
                believed.value(candidacy, one[name]) for name in ("votes", "sharePercent", "party")
            )
            known = {"votes": votes and votes.value, "share_percent": share and float(share)}
            known = {name: value for name, value in known.items() if value is not None}
            if party is not None:
                known["party"] = str(believed.value(party, RDFS.label))
            known["election"] = str(believed.value(election, one["pollingDate"]))
            network.add_edge(str(person), str(seat), relation="standsIn", **known)
            elected = believed.value(candidacy, one["elected"])
            if (contest, one["winner"], candidacy) in believed or (elected is not None and elected.value):
                network.add_edge(str(person), str(seat), relation="elected", **known)
        return network

    used, network = timed(project)
    return used, digest_of_network(network, "label", "relation", "election", "votes")


def digest_of_network(network: nx.MultiDiGraph[str], *names: str) -> str:
    """Return the same text for the same nodes and edges, with all attributes or some."""

    def told(data: dict[str, object]) -> str:
        return repr(sorted((name, value) for name, value in data.items() if not names or name in names))

    nodes = [f"{node} {told(data)}" for node, data in network.nodes(data=True)]
    return digest(nodes + [f"{start} {end} {told(data)}" for start, end, data in network.edges(data=True)])


def validation(graph: Path, engine: str = "compiled") -> Measured:
    """Validate a graph."""
    from electiongraph.validation import validate
    from electiongraph.validation.findings import finding_record

    store = open_graph(graph)
    used, findings = timed(lambda: validate(store, engine=engine))
    told = [json.dumps(finding_record(finding), sort_keys=True) for finding in findings]
    return used, f"{len(findings)} findings {digest(told)}"


def pyshacl_validation(graph: Path) -> Measured:
    """Validate a graph by pySHACL."""
    return validation(graph, "pyshacl")


def outputs(graph: Path, shuffles: int) -> int:
    """Return how many different texts the believed triples give, added in so many random orders."""
    from electiongraph.exporting.turtle import write_turtle

    triples = list(open_graph(graph).quads_for_pattern(None, None, None, DefaultGraph()))
    texts = set()
    for seed in range(shuffles):
        random.Random(seed).shuffle(triples)
        store = Store()
        store.extend(triples)
        texts.add(hashlib.sha256(write_turtle(store)).digest())
    return len(texts)


MEASURES = {
    "load": (load, rdflib_load),
    "turtle": (turtle, rdflib_turtle),
    "projection": (projection, rdflib_projection),
    "loops": (loops, rdflib_loops),
    "validation": (validation, pyshacl_validation),
}


def main(graphs: list[str], names: list[str], runs: int, *, is_alone: bool) -> None:
    """Measure and print a Markdown table."""
    print("| graph | what | s | MB | growth | rival s | rival MB | ratio | equal |")
    print("| --- | --- | --: | --: | --: | --: | --: | --: | --- |")
    before: dict[str, float] = {}
    for graph in graphs:
        quads = json.loads((Path(graph) / "manifest.json").read_bytes())["quads"]
        for name in names:
            rivals = [["--child", name, str(which), graph] for which in range(1 if is_alone else 2)]
            told = in_turns(__file__, rivals, runs)
            seconds, memory = ([middle(runs_of, key) for runs_of in told] for key in ("s", "MB"))
            growth = f"{seconds[0] / quads / before[name]:.2f}" if name in before else ""
            before[name] = seconds[0] / quads
            cells = [f"{quads:,} quads", name, f"{seconds[0]:.2f}", f"{memory[0]:,.0f}", growth]
            if not is_alone:
                is_equal = len({run["digest"] for runs_of in told for run in runs_of}) == 1
                cells += [f"{seconds[1]:.2f}", f"{memory[1]:,.0f}", f"{seconds[1] / seconds[0]:.1f}"]
                cells.append("yes" if is_equal else "no")
            print(f"| {' | '.join(cells)} |", flush=True)


def run_child(name: str, which: str, graph: str) -> None:
    """Measure once in this process and print it as JSON."""
    (seconds, memory), told = MEASURES[name][int(which)](Path(graph))
    print(json.dumps({"s": seconds, "MB": memory, "digest": told}))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(usage=(__doc__ or "").split("\n")[2])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default=",".join(MEASURES))
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--shuffles", type=int)
    parser.add_argument("--child", action="store_true")
    parser.add_argument("words", nargs="+")
    given = parser.parse_args()
    if given.child:
        run_child(*given.words)
    elif given.shuffles:
        print(f"{given.shuffles} shuffles, different texts: {outputs(Path(given.words[0]), given.shuffles)}")
    else:
        main(given.words, given.only.split(","), given.runs, is_alone=given.alone)
