"""Majorities of elections to other bodies, whose files seldom give them."""

from __future__ import annotations

from pyoxigraph import QuerySolutions

from electiongraph.building import build_graph
from electiongraph.resources import folder
from electiongraph.sources.official import read_official_table

MAYORS = (
    "election,body,organisation,country,seat,gss,person,person_id,party,party_id,votes,elected\n"
    "2021-05-06,mayoral,,England,West of England,,Dan Norris,,Labour,PP53,84434,yes\n"
    "2021-05-06,mayoral,,England,West of England,,Samuel Williams,,Conservative,PP52,72415,no\n"
)


def test_a_majority_follows_from_the_votes_of_the_first_two() -> None:
    store = build_graph([], tables=[read_official_table(MAYORS.encode(), "mayors.csv")]).store()
    query = (folder("queries") / "drawing" / "seat_contests.rq").read_text(encoding="utf-8")
    found = store.query(query)
    assert isinstance(found, QuerySolutions)
    assert [one["majority"].value for one in found] == ["12019"]
