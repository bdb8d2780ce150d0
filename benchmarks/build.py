"""Measure building a graph from rows against rdflib, morph-kgc and the bare load of its quads; run by hand.

Usage: python benchmarks/build.py RUNS FILE|FOLDER ...     (what `electiongraph build` takes)

Each run is a process of its own, and the rivals take turns; seconds are the processor's.

- electiongraph: the files to a graph on disk, with identity, provenance and disagreements, and its index.
- file: the same to one file of N-Quads (`build -o graph.nq`), as rdflib makes one: without an index.
- rdflib: the same files read with csv, then the very quads of that graph made into terms, added to a Dataset
  and written as N-Quads. What they follow from is given to it.
- bare: the same files read with csv, then the N-Quads of that graph loaded into Oxigraph, in memory.
- bare-disk: the same into a store on disk, as electiongraph leaves one for those who ask.
- morph-kgc, where it is installed (it wants pandas below 2.3 and numpy below 2) and the first file has
  candidacies: seven plain triples a row of it, by a mapping of ours; no identity, no provenance.
"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from processes import in_turns, middle, peak

MAPPING = """
@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .
@prefix eg: <https://w3id.org/electiongraph/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<#rows> rml:logicalSource [ rml:source "{table}" ; rml:referenceFormulation ql:CSV ] ;
  rr:subjectMap [
    rr:template "https://example.org/candidacy/{{ONS ID}}/{{DC Person ID}}" ; rr:class eg:Candidacy
  ] ;
  {properties} .
"""
COLUMNS = {
    "seat": "ONS ID", "party": "Party name", "person": "Candidate surname", "given": "Candidate first name",
    "votes": "Votes", "share": "Share",
}  # fmt: skip


def tables(inputs: Iterable[Path]) -> Iterator[Path]:
    """Yield the CSV files of the inputs, in order."""
    for path in inputs:
        yield from sorted(path.rglob("*.csv")) if path.is_dir() else [path]


def read_rows(inputs: list[Path]) -> int:
    """Read every row with csv and return how many there are."""
    total = 0
    for table in tables(inputs):
        with table.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            total += sum(1 for _ in csv.reader(file))
    return total


def run_electiongraph(inputs: list[Path], graph: Path) -> dict[str, float | str]:
    """Build the graph, into the folder that the others read."""
    from electiongraph import build

    begun = time.process_time()
    built = build(inputs, graph, force=True)
    return {"s": time.process_time() - begun, "MB": peak(), "quads": len(built.lines)}


def run_file(inputs: list[Path], graph: Path) -> dict[str, float | str]:
    """Build the graph into one file, without an index."""
    from electiongraph import build

    begun = time.process_time()
    built = build(inputs, graph.with_suffix(".nq"), force=True)
    return {"s": time.process_time() - begun, "MB": peak(), "quads": len(built.lines)}


def run_rdflib(inputs: list[Path], graph: Path) -> dict[str, float | str]:
    """Read the rows, make the same quads and write them, on rdflib."""
    import rdflib
    from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

    def plain(term: object) -> tuple[str, str, str | None, str | None]:
        if isinstance(term, NamedNode):
            return "iri", term.value, None, None
        if isinstance(term, Literal):
            return "literal", term.value, term.language, None if term.language else term.datatype.value
        return "blank", term.value if isinstance(term, BlankNode) else "", None, None

    def made(kind: str, value: str, language: str | None, datatype: str | None) -> rdflib.term.Identifier:
        if kind == "literal":
            return rdflib.Literal(value, lang=language, datatype=datatype and rdflib.URIRef(datatype))
        return rdflib.URIRef(value) if kind == "iri" else rdflib.BNode(value)

    told = [
        tuple(map(plain, (q.subject, q.predicate, q.object, q.graph_name)))
        for q in parse(path=str(graph / "graph.nq"), format=RdfFormat.N_QUADS)
    ]
    begun = time.process_time()
    read_rows(inputs)
    dataset = rdflib.Dataset()
    contexts = {name: dataset.graph(made(*name)) if name[1] else dataset.default_graph for *_, name in told}
    dataset.addN((made(*s), made(*p), made(*o), contexts[g]) for s, p, o, g in told)
    size = len(dataset.serialize(format="nquads", encoding="utf-8"))
    seconds = time.process_time() - begun
    return {"s": seconds, "MB": peak(), "quads": sum(1 for _ in dataset.quads()), "bytes": size}


def run_bare(inputs: list[Path], graph: Path, place: Path | None = None) -> dict[str, float | str]:
    """Read the rows and load the quads as they are, on disk where a place is given."""
    from pyoxigraph import RdfFormat, Store

    begun = time.process_time()
    read_rows(inputs)
    parsed = time.process_time() - begun
    store = Store(place)
    store.bulk_load(path=str(graph / "graph.nq"), format=RdfFormat.N_QUADS)
    if place is not None:
        store.optimize()
        store.flush()
    return {"s": time.process_time() - begun, "parsing": parsed, "MB": peak(), "quads": len(store)}


def run_bare_disk(inputs: list[Path], graph: Path) -> dict[str, float | str]:
    """Read the rows and load the quads as they are into a store on disk."""
    with tempfile.TemporaryDirectory() as folder:
        return run_bare(inputs, graph, Path(folder))


def run_morph(inputs: list[Path], graph: Path) -> dict[str, float | str]:
    """Map the first table with morph-kgc."""
    import morph_kgc  # type: ignore[import-not-found]

    table = next(tables(inputs))
    properties = " ;\n  ".join(
        f'rr:predicateObjectMap [ rr:predicate eg:{name} ; rr:objectMap [ rml:reference "{column}" ] ]'
        for name, column in COLUMNS.items()
    )
    mapping = graph.parent / "mapping.ttl"
    mapping.write_text(MAPPING.format(table=table, properties=properties), "utf-8")
    config = f"[CONFIGURATION]\nlogging_level: ERROR\nnumber_of_processes: 1\n[rows]\nmappings: {mapping}\n"
    begun = time.process_time()
    store = morph_kgc.materialize_oxigraph(config)
    return {"s": time.process_time() - begun, "MB": peak(), "quads": len(store)}


RIVALS = {
    "electiongraph": run_electiongraph,
    "file": run_file,
    "rdflib": run_rdflib,
    "bare": run_bare,
    "bare-disk": run_bare_disk,
    "morph": run_morph,
}


def main(runs: int, inputs: list[str]) -> None:
    """Measure and print a Markdown table."""
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder) / "graph"
        names = [name for name in RIVALS if name != "morph" or find_spec("morph_kgc")]
        told = in_turns(__file__, [[f"--{name}", str(graph), *inputs] for name in names], runs)
        print("| rival | s | MB | quads | times ours |\n| --- | --: | --: | --: | --: |")
        ours = middle(told[0], "s")
        for name, of_rival in zip(names, told, strict=True):
            seconds = middle(of_rival, "s")
            figures = f"{seconds:.2f} | {middle(of_rival, 'MB'):.0f} | {middle(of_rival, 'quads'):,.0f}"
            print(f"| {name} | {figures} | {seconds / ours:.2f} |")
        print(f"\nParsing the rows alone: {middle(told[names.index('bare')], 'parsing'):.2f} s.")


if __name__ == "__main__":
    first, *words = sys.argv[1:]
    if first.startswith("--"):
        print(json.dumps(RIVALS[first[2:]]([Path(word) for word in words[1:]], Path(words[0]))))
    else:
        main(int(first), words)
