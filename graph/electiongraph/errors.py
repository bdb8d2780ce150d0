"""The errors that electiongraph raises, for every stage.

    ElectionGraphError          anything that a user can mend; has a one-line message
    ├── SourceError             an input that cannot be read (path or address, reason, advice)
    │   ├── HostError           a host that cannot be reached, or must not be
    │   └── UnknownTableError   a table of no known format
    ├── GraphError              a graph that is missing, incomplete or not writable
    ├── RuleError               an extraction rule that does not compile or contradicts its examples
    ├── ExtractorError          an extractor that is not installed, not set up, or fails on a document
    ├── QueryError              a question or SPARQL text that cannot be answered
    │   └── UnknownNameError    a question about what the graph does not hold
    ├── DrawingError            a picture that cannot be drawn
    └── ResourceError           a file of the package itself is missing

The message says what, where and what to do. A SHACL violation is no error but a `Finding`.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in `typing`, which the command line starts faster without
if TYPE_CHECKING:
    from collections.abc import Sequence

    from electiongraph.extraction.facts import Fact

__all__ = [
    "DrawingError",
    "ElectionGraphError",
    "ExtractorError",
    "GraphError",
    "HostError",
    "QueryError",
    "ResourceError",
    "RuleError",
    "SourceError",
    "UnknownNameError",
    "UnknownTableError",
]


class ElectionGraphError(Exception):
    """Say in one line what is wrong, where, and what to do."""

    def __init__(self, what: str, *, where: str = "", advice: str = "") -> None:
        self.what = what
        self.where = where
        self.advice = advice
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f"; {self.advice}" if self.advice else ""
        # What is quoted from an input may hold ends of lines.
        return " ".join(f"{place}{self.what}{advice}".splitlines())


class SourceError(ElectionGraphError):
    """An input cannot be read as a document; `where` is its path or address."""


class HostError(SourceError):
    """The host of an address is unknown, cannot be reached, or must not be called."""


class UnknownTableError(SourceError):
    """A table has the columns of no known format."""


class GraphError(ElectionGraphError):
    """A built graph is missing, incomplete or cannot be written; `where` is its path."""


class RuleError(ElectionGraphError):
    """An extraction rule does not compile; `where` is its file and name."""


class ExtractorError(ElectionGraphError):
    """An extractor is not there or cannot read a document; `where` is its name.

    `found` holds the facts that it had found before it failed.
    """

    def __init__(self, what: str, *, where: str = "", advice: str = "", found: Sequence[Fact] = ()) -> None:
        super().__init__(what, where=where, advice=advice)
        self.found = tuple(found)


class QueryError(ElectionGraphError):
    """A question or SPARQL text cannot be answered; `where` is its name or place in the text."""


class UnknownNameError(QueryError):
    """A question names something that is not in the graph; `where` is the name."""


class DrawingError(ElectionGraphError):
    """A picture cannot be drawn from this graph."""


class ResourceError(ElectionGraphError):
    """A folder of the package itself is missing; `where` is its name."""
