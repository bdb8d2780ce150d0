"""Say why a question about a seat at an election has no rows: it was not polled then.

An answer of no rows is true, yet a user who asks for a seat by a name that it had before, or has since, wants
to hear of it.
"""

from __future__ import annotations

from pyoxigraph import NamedNode, Store

from electiongraph.answering.names import resolve, select
from electiongraph.answering.tables import Answer

__all__ = ["why_no_rows"]

POLLED = """
SELECT DISTINCT ?date ?label ?election WHERE {
  ?contest a eg:Contest ; eg:seat ?seat ; eg:election ?election .
  ?election eg:pollingDate ?date ; rdfs:label ?label .
}
ORDER BY ?date ?label
"""
RELATED = """
SELECT DISTINCT ?name ?before WHERE {
  {
    ?succession eg:predecessor ?seat ; eg:successor ?other .
    BIND(false AS ?before)
  }
  UNION
  {
    ?succession eg:successor ?seat ; eg:predecessor ?other .
    BIND(true AS ?before)
  }
  ?other rdfs:label ?name .
}
ORDER BY ?name
"""


def why_no_rows(store: Store, answer: Answer) -> str:
    """Return why an answer about one seat at one election is empty, "" where that cannot be told.

    Args:
        store: The graph.
        answer: An answer of a named question.
    """
    given = dict(answer.parameters)
    if answer.rows or not given.get("seat") or not given.get("election"):
        return ""
    seats = [term for term in resolve(store, "seat", given["seat"]) if isinstance(term, NamedNode)]
    elections = set(resolve(store, "election", given["election"]))
    polled: dict[str, None] = {}
    before: dict[str, None] = {}
    since: dict[str, None] = {}
    for seat in seats:
        for row in select(store, POLLED, seat=seat):
            if row["election"] in elections:
                return ""
            polled[row["label"].value] = None
        for row in select(store, RELATED, seat=seat):
            (before if row["before"].value == "true" else since)[row["name"].value] = None
    if not polled:
        return ""
    told = [f"{given['seat']} was polled at: {'; '.join(polled)}"]
    told += [f"It has voters of: {'; '.join(before)}"] if before else []
    told += [f"Its voters went to: {'; '.join(since)}"] if since else []
    return ". ".join(told)
