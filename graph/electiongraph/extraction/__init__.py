"""Extraction: a document becomes facts, each with the exact words that state it.

Second stage, in five parts: layout grammar (`layout`), mentions, masked-clause rules (`rules`, `clauses`),
discourse resolver (`discourse`) and factuality. Pure: nothing is read or written here. Other extractors may
read beside the rules (`extractors`, `panel`); what they find is held to the document (`verification`).
"""

from importlib import import_module
from typing import TYPE_CHECKING

from electiongraph.extraction.facts import ARGUMENTS, PREDICATES, Fact, fact_key, fact_record

if TYPE_CHECKING:
    from electiongraph.extraction.extractors import Extractor, open_extractor
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

# Reading text takes many patterns, which nobody waits for who reads none.
_LATER = {
    "Extractor": "extractors",
    "Panel": "panel",
    "Report": "panel",
    "Trace": "reading",
    "extract_documents": "pool",
    "extract_facts": "reading",
    "open_extractor": "extractors",
    "open_panel": "panel",
    "trace_extraction": "reading",
}


def __getattr__(name: str) -> object:
    """Import what reads text when it is asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
