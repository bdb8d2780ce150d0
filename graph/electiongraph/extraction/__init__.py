"""Extraction: a document becomes facts, each with the exact words that state it.

Second stage, in five parts: layout grammar (`layout`), mentions, masked-clause rules (`rules`, `clauses`),
discourse resolver (`discourse`) and factuality. Pure: nothing is read or written here. Other extractors may
read beside the rules (`extractors`, `panel`); what they find is held to the document (`verification`).

The modules are loaded when a name of theirs is first asked for: official files alone need no rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from electiongraph.lazy_names import offered

if TYPE_CHECKING:
    from electiongraph.extraction.extractors import Extractor, open_extractor
    from electiongraph.extraction.facts import ARGUMENTS, PREDICATES, Fact, fact_key, fact_record
    from electiongraph.extraction.panel import Panel, Report, open_panel
    from electiongraph.extraction.pool import extract_documents
    from electiongraph.extraction.reading import Trace, extract_facts, trace_extraction

__all__ = [
    "ARGUMENTS",
    "PREDICATES",
    "Extractor",
    "Fact",
    "Panel",
    "Report",
    "Trace",
    "extract_documents",
    "extract_facts",
    "fact_key",
    "fact_record",
    "open_extractor",
    "open_panel",
    "trace_extraction",
]

__getattr__ = offered(
    __name__,
    {
        "extractors": ("Extractor", "open_extractor"),
        "facts": ("ARGUMENTS", "PREDICATES", "Fact", "fact_key", "fact_record"),
        "panel": ("Panel", "Report", "open_panel"),
        "pool": ("extract_documents",),
        "reading": ("Trace", "extract_facts", "trace_extraction"),
    },
)
