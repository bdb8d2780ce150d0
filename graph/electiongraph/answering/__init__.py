"""Answer questions: the catalogue of named questions, any SPARQL text, and who says so.

Stage after the store. A question is a file in `queries/questions/`; its parameters are bound as RDF terms
and its answer is an `Answer` that renders as a table, CSV, JSON or Markdown.

The modules are loaded when a name of theirs is first asked for: a named question needs no plain words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from electiongraph.lazy_names import offered

if TYPE_CHECKING:
    from electiongraph.answering.answer import ask
    from electiongraph.answering.catalogue import Parameter, Question, question_named, read_catalogue
    from electiongraph.answering.explaining import explain
    from electiongraph.answering.explanation import Explanation
    from electiongraph.answering.plain_words import Understood, understand
    from electiongraph.answering.sparql import SparqlResult, run_sparql
    from electiongraph.answering.tables import Answer

__all__ = [
    "Answer",
    "Explanation",
    "Parameter",
    "Question",
    "SparqlResult",
    "Understood",
    "ask",
    "explain",
    "question_named",
    "read_catalogue",
    "run_sparql",
    "understand",
]

__getattr__ = offered(
    __name__,
    {
        "answer": ("ask",),
        "catalogue": (
            "Parameter",
            "Question",
            "question_named",
            "read_catalogue",
        ),
        "explaining": ("explain",),
        "explanation": ("Explanation",),
        "plain_words": (
            "Understood",
            "understand",
        ),
        "sparql": (
            "SparqlResult",
            "run_sparql",
        ),
        "tables": ("Answer",),
    },
)
