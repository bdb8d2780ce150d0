"""The layout grammar: facts from results lists, and which seat each part of a text is about.

Extraction stage. In comes a `Document`, out goes a `Layout`: list facts, sections of seats, and the spans
that the prose rules must leave alone. A line is read by what its cells hold (a party, a name, digits, a
share), never by their order, and counts only among its like or under a seat's heading.
"""

from __future__ import annotations

from electiongraph.extraction.layout_counts import later_count_lines
from electiongraph.extraction.layout_legends import read_legend
from electiongraph.extraction.layout_lexicon import lexicon_of
from electiongraph.extraction.layout_lines import read_lines
from electiongraph.extraction.layout_notices import join_split_cells
from electiongraph.extraction.layout_parts import Layout, Section
from electiongraph.extraction.layout_runs import find_runs
from electiongraph.extraction.layout_walk import Walk
from electiongraph.gazetteers import Gazetteers
from electiongraph.sources.document import Document

__all__ = ["Layout", "Section", "read_layout"]


def read_layout(document: Document, gazetteers: Gazetteers, election: str) -> Layout:
    r"""Read the results lists and seat headings of a document.

    Args:
        document: The document with its blocks.
        gazetteers: Seats, parties and elections.
        election: The document's default polling date, "" when unknown.

    Returns:
        The layout; empty when the document has no lists.

    Examples:
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> from electiongraph.sources import document_from_text
        >>> text = "Luton North\nSarah Owen (Lab) 14,677\nBROWN, Jilleane (Con) 7,167\n"
        >>> layout = read_layout(document_from_text(text), load_gazetteers(), "2024-07-04")
        >>> [(fact.person, fact.value) for fact in layout.facts if fact.predicate == "votes"]
        [('Sarah Owen', 14677), ('Jilleane Brown', 7167)]
    """
    lexicon = lexicon_of(gazetteers)
    legend = read_legend(document.text, lexicon)
    lexicon = lexicon.with_parties(legend.parties)
    lines = join_split_cells(document.text, read_lines(document, lexicon, election), lexicon)
    later_counts = later_count_lines(document.text, lines)
    runs = find_runs(document.text, lines, lexicon, later_counts)
    return Walk(document, lexicon, election, lines, runs, legend, later_counts).layout()
