"""Sources: files, folders, standard input, addresses and feeds become documents.

First stage: paths, addresses, bytes or text come in, `Document`s with text, blocks and metadata go out.
"""

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
