"""Sources: files, folders, pages and standard input become documents.

First stage: paths, bytes or text come in, `Document`s with text, blocks and metadata go out.
"""

from electiongraph.sources.document import Block, BlockKind, Document
from electiongraph.sources.files import (
    DEFAULT_MAX_BYTES,
    document_from_bytes,
    document_from_text,
    read_document,
    read_documents,
)

__all__ = [
    "DEFAULT_MAX_BYTES",
    "Block",
    "BlockKind",
    "Document",
    "document_from_bytes",
    "document_from_text",
    "read_document",
    "read_documents",
]
