"""Extraction: a document becomes facts, each with the exact words that state it.

Second stage, in five parts: layout grammar (`layout`), mentions, masked-clause rules (`rules`, `clauses`),
discourse resolver (`discourse`) and factuality. Pure: nothing is read or written here. Other extractors may
read beside the rules (`extractors`, `panel`); what they find is held to the document (`verification`).

The modules are loaded when a name of theirs is first asked for: official files alone need no rules.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

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

_MODULES = {
    "extractors": ("Extractor", "open_extractor"),
    "facts": ("ARGUMENTS", "PREDICATES", "Fact", "fact_key", "fact_record"),
    "panel": ("Panel", "Report", "open_panel"),
    "pool": ("extract_documents",),
    "reading": ("Trace", "extract_facts", "trace_extraction"),
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    """Return what a module of this package offers under its name, loading the module."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
