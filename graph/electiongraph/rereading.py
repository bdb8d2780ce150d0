"""Say what changed on pages that were read before into the same graph.

Takes the pages fetched now and the folder of those kept, compares the facts of each with those of its last
reading. Looks only; `store` keeps the pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from electiongraph.comparing import Comparison, compare_facts
from electiongraph.errors import SourceError
from electiongraph.kept_pages import earlier_reading, kept_page, read_index
from electiongraph.sides import facts_of_documents
from electiongraph.sources import Page, document_of_page

__all__ = ["ChangedPage", "changed_pages"]


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """A page that is not as it was when it was last read.

    Attributes:
        address: Its address.
        since: When it was last read, in UTC.
        comparison: How its facts differ.
    """

    address: str
    since: str
    comparison: Comparison

    def __str__(self) -> str:
        return f"{self.address}: changed since {self.since}; facts: {self.comparison.summary}"


def changed_pages(pages: Sequence[Page], folder: Path) -> list[ChangedPage]:
    """Return which pages have other bytes than at their last reading, in the order given.

    Args:
        pages: What was fetched now, and not kept yet.
        folder: Where the pages of the same graph are kept.
    """
    readings = read_index(folder)
    changed = []
    for page in pages:
        last = earlier_reading(readings, page)
        old = kept_page(folder, last) if last and last.sha256 != page.sha256 else None
        if last is None or old is None:
            continue
        try:
            before = facts_of_documents([document_of_page(old)])
        except SourceError:
            # Kept by a version that could read it.
            continue
        after = facts_of_documents([document_of_page(page)])
        changed.append(ChangedPage(page.address, last.fetched, compare_facts(before, after)))
    return changed
