"""Sources: files, folders, standard input, addresses and feeds become documents.

First stage: paths, addresses, bytes or text come in, `Document`s with text, blocks and metadata go out.

The modules are loaded when a name of theirs is first asked for: who asks a graph reads no sources.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from electiongraph.lazy_names import offered

if TYPE_CHECKING:
    from electiongraph.sources.document import Block, BlockKind, Document
    from electiongraph.sources.files import DEFAULT_MAX_BYTES, document_from_bytes, document_from_text
    from electiongraph.sources.gathering import (
        DEFAULT_MAX_PAGES,
        Gathered,
        gather,
        read_document,
        read_documents,
    )
    from electiongraph.sources.pages import Page, document_of_page

__all__ = [
    "DEFAULT_MAX_BYTES",
    "DEFAULT_MAX_PAGES",
    "Block",
    "BlockKind",
    "Document",
    "Gathered",
    "Page",
    "document_from_bytes",
    "document_from_text",
    "document_of_page",
    "gather",
    "read_document",
    "read_documents",
]

__getattr__ = offered(
    __name__,
    {
        "document": (
            "Block",
            "BlockKind",
            "Document",
        ),
        "files": (
            "DEFAULT_MAX_BYTES",
            "document_from_bytes",
            "document_from_text",
        ),
        "gathering": (
            "DEFAULT_MAX_PAGES",
            "Gathered",
            "gather",
            "read_document",
            "read_documents",
        ),
        "pages": (
            "Page",
            "document_of_page",
        ),
    },
)
