"""Say which source is meant: by its title, and by its file where the title alone does not tell.

Everything that cites a source takes its words from here: answers, explanations, findings.
"""

from __future__ import annotations

from collections import Counter

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from electiongraph.vocabulary import DCTERMS, EG, RDF_TYPE

__all__ = ["source_labels"]

LENGTH_OF_HASH = 8


def source_labels(store: Store) -> dict[str, str]:
    """Return how to cite each source of a graph, never two alike.

    Args:
        store: The graph.

    Returns:
        By the source's IRI: its title; "Title (file name)" where another source has the same title; the
        file name where it has no title; and the beginning of its hash where even that is not enough.

    Examples:
        >>> from pyoxigraph import Quad
        >>> store = Store()
        >>> for name in ("a", "b"):
        ...     source = NamedNode(f"https://w3id.org/electiongraph/id/source/{name}")
        ...     store.add(Quad(source, NamedNode(RDF_TYPE), NamedNode(EG + "Source")))
        ...     store.add(Quad(source, NamedNode(DCTERMS + "title"), Literal("Results")))
        ...     store.add(Quad(source, NamedNode(EG + "fileName"), Literal(f"{name}.txt")))
        >>> sorted(source_labels(store).values())
        ['Results (a.txt)', 'Results (b.txt)']
    """
    typed = store.quads_for_pattern(None, NamedNode(RDF_TYPE), NamedNode(EG + "Source"), DefaultGraph())
    sources = sorted(quad.subject.value for quad in typed if isinstance(quad.subject, NamedNode))
    titles = {source: " ".join(_text(store, source, DCTERMS + "title").split()) for source in sources}
    files = {source: _text(store, source, EG + "fileName") for source in sources}
    alike = Counter(titles.values())
    labels = {}
    for source in sources:
        title, file = titles[source], files[source]
        is_enough = title and (alike[title] == 1 or title == file)
        labels[source] = title if is_enough else _with(title, file)
    alike = Counter(labels.values())
    return {
        source: label
        if label and alike[label] == 1
        else _with(titles[source], f"{files[source]} {source.rpartition('/')[2][:LENGTH_OF_HASH]}".strip())
        for source, label in labels.items()
    }


def _with(title: str, more: str) -> str:
    return f"{title} ({more})" if title and more and title != more else title or more


def _text(store: Store, source: str, name: str) -> str:
    """Return the first value of a property, "" for none."""
    quads = store.quads_for_pattern(NamedNode(source), NamedNode(name), None, DefaultGraph())
    return min((quad.object.value for quad in quads if isinstance(quad.object, Literal)), default="")
