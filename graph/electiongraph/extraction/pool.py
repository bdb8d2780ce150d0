"""Extract the facts of many documents, in one process or in several.

The function that reads a document is pure, so it runs in a pool unchanged; the results come back in the order
of the documents, whichever process read them.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from electiongraph.extraction.facts import Fact
from electiongraph.extraction.lexicon import build_lexicon
from electiongraph.extraction.reading import extract_facts
from electiongraph.gazetteers import Gazetteers, load_gazetteers
from electiongraph.sources.document import Document

__all__ = ["extract_documents"]

# What one process takes at a time, so that neither waits long for the other at the end.
CHARACTERS_AT_A_TIME = 50_000

_gazetteers: Gazetteers | None = None


def extract_documents(
    documents: Sequence[Document], gazetteers: Gazetteers | None = None, *, jobs: int = 1
) -> Iterator[tuple[Document, tuple[Fact, ...]]]:
    """Yield each document with its facts, in the order given.

    Args:
        documents: The sources.
        gazetteers: Where names are looked up; those of the package when None.
        jobs: How many processes read; with 1, this one does.

    Examples:
        >>> from electiongraph.sources import document_from_text
        >>> documents = [document_from_text(f"Labour held {seat}.") for seat in ("Luton North", "Bedford")]
        >>> [facts[0].seat for _, facts in extract_documents(documents)]
        ['Luton North', 'Bedford']
    """
    gazetteers = gazetteers or load_gazetteers()
    batches = _batches(documents)
    if min(jobs, len(batches)) < 2:
        for document in documents:
            yield document, extract_facts(document, gazetteers)
        return
    # Linux copies this process, gazetteers and all, in no time; elsewhere copies of threads go wrong.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    build_lexicon(gazetteers)
    with ProcessPoolExecutor(
        min(jobs, len(batches)), mp_context=context, initializer=_set_gazetteers, initargs=(gazetteers,)
    ) as pool:
        for batch, results in zip(batches, pool.map(_extract_batch, batches), strict=True):
            yield from zip(batch, results, strict=True)


def _set_gazetteers(gazetteers: Gazetteers) -> None:
    global _gazetteers  # noqa: PLW0603 - the one way in which a pool hands its processes what all share
    _gazetteers = gazetteers


def _extract_batch(documents: Sequence[Document]) -> list[tuple[Fact, ...]]:
    assert _gazetteers is not None
    return [extract_facts(document, _gazetteers) for document in documents]


def _batches(documents: Sequence[Document]) -> list[list[Document]]:
    """Return the documents in runs of about the same length."""
    batches: list[list[Document]] = []
    size = CHARACTERS_AT_A_TIME
    for document in documents:
        if size >= CHARACTERS_AT_A_TIME:
            batches.append([])
            size = 0
        batches[-1].append(document)
        size += len(document.text)
    return batches
