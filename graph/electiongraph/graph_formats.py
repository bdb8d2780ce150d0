"""The formats in which a graph is kept as one file: N-Quads and TriG."""

from __future__ import annotations

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, serialize

from electiongraph.vocabulary import PREFIXES

__all__ = ["FORMATS", "as_format"]

FORMATS = {".nq": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG}


def as_format(body: bytes, suffix: str) -> bytes:
    """Return N-Quads in the format of a file's ending, the same bytes every time."""
    if suffix == ".nq":
        return body
    store = Store()
    store.bulk_load(body, format=RdfFormat.N_QUADS)
    ordered = sorted(store, key=_order)
    written = serialize(ordered, format=RdfFormat.TRIG, prefixes=PREFIXES)
    assert written is not None
    # The writer keeps prefixes in a hash map, whose order changes from run to run.
    lines = written.split(b"\n")
    prefixes = [line for line in lines if line.startswith(b"@prefix ")]
    return b"\n".join([*sorted(prefixes), *lines[len(prefixes) :]])


def _order(quad: Quad) -> tuple[str, str, str, str]:
    graph = "" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)
    return (graph, str(quad.subject), str(quad.predicate), str(quad.object))
