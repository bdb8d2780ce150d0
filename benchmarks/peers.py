"""Measure loading, Turtle and the projection to networkx against rdflib, and Turtle's sameness; run by hand.

Usage: python benchmarks/peers.py GRAPH [RUNS [SHUFFLES]]   (a folder that `build` wrote; 5 and 100)

Each run is a process of its own, and the rivals take turns; seconds are the processor's. Loading is that of
the N-Quads, parsing included, and the memory is that after it. Export is without loading; rdflib gets the
triples that `export` writes (what is believed, and its words). What both wrote is read again and compared.
The projection is `relationship_graph`; on rdflib only its edges of who stood and who won are made, by loops
over `Graph.triples` and `Graph.value`, and these edges are compared with all that they carry.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
import time
from pathlib import Path

import networkx as nx
import rdflib
from processes import in_turns, middle, peak
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

from electiongraph.drawing.relationships import relationship_graph
from electiongraph.exporting.turtle import write_turtle
from electiongraph.store import open_graph


def digest(turtle: bytes) -> str:
    """Return the same text for the same triples; decimals by their value, as Oxigraph keeps them."""
    store = Store()
    store.extend(Quad(q.subject, q.predicate, q.object) for q in parse(turtle, format=RdfFormat.TURTLE))
    lines = (store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()) or b"").split(b"\n")
    return hashlib.sha256(b"\n".join(sorted(lines))).hexdigest()[:12]


def edges_of(graph: nx.MultiDiGraph[str]) -> str:
    """Return the same text for the same edges of candidates."""
    kept = sorted(
        (start, end, told["relation"], told["election"], told.get("votes"), told.get("share_percent"), party)
        for start, end, told in graph.edges(data=True)
        if told["relation"] in ("standsIn", "elected")
        for party in (told.get("party"),)
    )
    return hashlib.sha256(repr(kept).encode()).hexdigest()[:12]


def project(graph: rdflib.Graph) -> nx.MultiDiGraph[str]:
    """Return who stood and who won, by loops over an rdflib graph."""
    from rdflib import RDF, RDFS, Namespace

    eg = Namespace("https://w3id.org/electiongraph/ontology#")
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for candidacy in graph.subjects(RDF.type, eg.Candidacy):
        person, contest = graph.value(candidacy, eg.candidate), graph.value(candidacy, eg.contest)
        seat, party = graph.value(contest, eg.seat), graph.value(candidacy, eg.party)
        votes, share = graph.value(candidacy, eg.votes), graph.value(candidacy, eg.sharePercent)
        told = {"election": str(graph.value(graph.value(contest, eg.election), eg.pollingDate))}
        if party is not None:
            told["party"] = str(graph.value(party, RDFS.label))
        if votes is not None:
            told["votes"] = int(votes)
        if share is not None:
            told["share_percent"] = float(share)
        for thing in (person, seat):
            made.add_node(str(thing), label=str(graph.value(thing, RDFS.label)))
        is_elected = (candidacy, eg.elected, rdflib.Literal(True)) in graph
        for relation in ("standsIn", "elected") if is_elected else ("standsIn",):
            key = f"{relation} {told['election']}"
            made.add_edge(str(person), str(seat), key=key, relation=relation, **told)
    return made


def run_electiongraph(graph: Path) -> dict[str, float | str]:
    """Load a graph and write its Turtle."""
    begun = time.process_time()
    store = open_graph(graph)
    loaded, memory = time.process_time(), peak()
    turtle = write_turtle(store)
    written = time.process_time()
    projected = relationship_graph(store)
    return {
        "load": loaded - begun, "turtle": written - loaded, "graph": time.process_time() - written,
        "MB": memory, "digest": digest(turtle), "edges": edges_of(projected),
    }  # fmt: skip


def run_rdflib(graph: Path) -> dict[str, float | str]:
    """Load a graph and write its Turtle on rdflib."""
    begun = time.process_time()
    dataset = rdflib.Dataset()
    dataset.parse(graph / "graph.nq", format="nquads")
    load, memory = time.process_time() - begun, peak()
    triples = rdflib.Graph().parse(data=write_turtle(open_graph(graph)), format="turtle")
    begun = time.process_time()
    turtle = triples.serialize(format="turtle", encoding="utf-8")
    written = time.process_time()
    projected = project(triples)
    return {
        "load": load, "turtle": written - begun, "graph": time.process_time() - written,
        "MB": memory, "digest": digest(turtle), "edges": edges_of(projected),
    }  # fmt: skip


def outputs(graph: Path, shuffles: int) -> int:
    """Return how many different texts the default graph's triples give, added in so many random orders."""
    triples = list(open_graph(graph).quads_for_pattern(None, None, None, DefaultGraph()))
    texts = set()
    for seed in range(shuffles):
        random.Random(seed).shuffle(triples)
        store = Store()
        store.extend(triples)
        texts.add(hashlib.sha256(write_turtle(store)).digest())
    return len(texts)


RIVALS = {"electiongraph": run_electiongraph, "rdflib": run_rdflib}


def main(graph: Path, runs: int, shuffles: int) -> None:
    """Measure and print a Markdown table."""
    ours, theirs = in_turns(__file__, [[str(graph), f"--{name}"] for name in RIVALS], runs)
    print("| what | electiongraph | rdflib | ratio |\n| --- | --: | --: | --: |")
    for name in ("load", "turtle", "graph", "MB"):
        one, other = middle(ours, name), middle(theirs, name)
        print(f"| {name} | {one:.2f} | {other:.2f} | {other / one:.1f} |")
    for name in ("digest", "edges"):
        print(f"{name} equal: {len({run[name] for run in ours + theirs}) == 1}", flush=True)
    print(f"{shuffles} shuffles gave {outputs(graph, shuffles)} different texts.")


if __name__ == "__main__":
    place, words = Path(sys.argv[1]), sys.argv[2:]
    if words and words[0].startswith("--"):
        print(json.dumps(RIVALS[words[0][2:]](place)))
    else:
        main(place, int(words[0]) if words else 5, int(words[1]) if len(words) > 1 else 100)
