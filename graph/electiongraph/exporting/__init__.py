"""Write a graph in the formats that other tools and people read.

Last stage beside drawing: a store comes in, bytes come out, the same bytes for the same quads in whatever
order they were stored. Turtle holds what is believed with the claims that it points at, CSV one row a seat;
TriG, N-Quads and JSON-LD also hold what each source says, the evidence and the disagreements, unless only the
believed is asked for.
"""

from __future__ import annotations

from pyoxigraph import DefaultGraph, RdfFormat, Store

from electiongraph.answering import ask
from electiongraph.errors import QueryError
from electiongraph.exporting.json_ld import write_json_ld
from electiongraph.exporting.turtle import write_trig, write_turtle

__all__ = ["FORMATS", "serialise"]

FORMATS = ("turtle", "trig", "nquads", "jsonld", "csv")


def serialise(store: Store, format: str, *, believed_only: bool = False) -> bytes:  # noqa: A002
    r"""Return the graph in a format.

    Args:
        store: The graph.
        format: One of `FORMATS`.
        believed_only: The default graph and nothing else; CSV is the same either way.

    Returns:
        UTF-8 text that ends with a newline.

    Raises:
        QueryError: When there is no such format.

    Examples:
        >>> from pyoxigraph import Literal, NamedNode, Quad, Store
        >>> party = NamedNode("https://w3id.org/electiongraph/id/party/PP53")
        >>> label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
        >>> store = Store()
        >>> store.add(Quad(party, label, Literal("Labour")))
        >>> serialise(store, "nquads").decode().split(" ", 2)[2]
        '"Labour" .\n'
    """
    if format == "turtle":
        return write_turtle(store, believed_only=believed_only)
    if format == "trig":
        return write_turtle(store, believed_only=True) if believed_only else write_trig(store)
    if format == "nquads":
        return _write_nquads(store, believed_only=believed_only)
    if format == "jsonld":
        return write_json_ld(store, believed_only=believed_only)
    if format == "csv":
        return ask(store, "seats").to_csv().encode("utf-8")
    raise QueryError("no such format", where=format, advice=f"use one of {', '.join(FORMATS)}")


def _write_nquads(store: Store, *, believed_only: bool) -> bytes:
    """Return sorted lines; bytes sort as code points do in UTF-8."""
    graph = DefaultGraph() if believed_only else None
    syntax = RdfFormat.N_TRIPLES if believed_only else RdfFormat.N_QUADS
    dumped = store.dump(format=syntax, from_graph=graph) or b""
    return b"".join(sorted(dumped.splitlines(keepends=True)))
