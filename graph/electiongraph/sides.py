"""One side of a comparison: articles, what `extract` printed, or a built graph, as facts with their places.

Ties reading, extraction and the store together; `comparing` takes what comes out.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from electiongraph.errors import GraphError
from electiongraph.extraction.stated import StatedFact, facts_of_records, state_facts
from electiongraph.gazetteers import Gazetteers, load_gazetteers
from electiongraph.mapping.recorded_facts import read_facts
from electiongraph.sources import DEFAULT_MAX_BYTES, DEFAULT_MAX_PAGES, Document, Gathered, gather
from electiongraph.sources.files import read_bytes
from electiongraph.sources.urls import is_url
from electiongraph.store import DATA_NAME, FORMATS, open_graph

__all__ = ["facts_of_documents", "facts_of_graph", "facts_of_place"]

RECORD_ENDINGS = (".jsonl", ".ndjson")


def facts_of_documents(
    documents: Sequence[Document], gazetteers: Gazetteers | None = None
) -> tuple[StatedFact, ...]:
    """Return the facts of documents, one after another."""
    from electiongraph.extraction import extract_facts  # noqa: PLC0415

    known = gazetteers or load_gazetteers()
    stated = (state_facts(document, extract_facts(document, known)) for document in documents)
    return tuple(one for facts in stated for one in facts)


def facts_of_place(
    place: Path | str,
    *,
    max_bytes: int = DEFAULT_MAX_BYTES,
    max_pages: int = DEFAULT_MAX_PAGES,
    allow_private: bool = False,
    progress: Callable[[str], None] | None = None,
) -> tuple[tuple[StatedFact, ...], Gathered]:
    """Return the facts of whatever a user names.

    Args:
        place: An article (a file, "-" or an address), a feed, a folder of articles, a .jsonl file of
            `extract`, or a graph (a folder or a .nq or .trig file that `build` wrote).
        max_bytes: The largest source that is read, in bytes.
        max_pages: How many pages of a feed are read.
        allow_private: Fetch also from addresses that are not public.
        progress: Called with each address before it is fetched.

    Returns:
        The facts in the order of their texts, and what was read for them, with what could not be.

    Raises:
        SourceError: When the .jsonl file cannot be read.
        GraphError: When the graph cannot be.
    """
    name = os.fspath(place)
    nothing = Gathered((), (), (), (), ())
    if isinstance(place, Path) or not is_url(place):
        if name.lower().endswith(RECORD_ENDINGS):
            data = read_bytes(name, max_bytes=max_bytes)
            return facts_of_records(data.decode("utf-8", "replace"), where=Path(name).name), nothing
        if Path(name).suffix in FORMATS or (Path(name) / DATA_NAME).exists():
            return facts_of_graph(Path(name)), nothing
    gathered = gather(
        [place], max_bytes=max_bytes, max_pages=max_pages, allow_private=allow_private, progress=progress
    ).articles_only()
    return facts_of_documents(gathered.documents), gathered


def facts_of_graph(path: Path) -> tuple[StatedFact, ...]:
    """Return the facts that a graph on disk rests on.

    Raises:
        GraphError: When there is no graph, it is damaged, or somebody else's.
    """
    try:
        return read_facts(open_graph(path))
    except (KeyError, ValueError) as error:
        raise GraphError(
            "this graph does not record facts as electiongraph does",
            where=str(path),
            advice="build it again with: electiongraph build ARTICLE... -o GRAPH --force",
        ) from error
