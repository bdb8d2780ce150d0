"""Parties and offices of other countries are none of the United Kingdom's, whatever their names."""

from __future__ import annotations

import pytest

from electiongraph.building import build_graph
from electiongraph.gazetteers import load_gazetteers
from electiongraph.linking.entity_linking import distinct_sources, link_facts
from electiongraph.sources import document_from_text
from electiongraph.sources.official import read_official_table

ID = "https://w3id.org/electiongraph/id/"
ELSEWHERE = (
    ("2021-09-20", "Liberal", "party/canada/liberal"),
    ("2021-09-20", "Conservative", "party/canada/conservative"),
    ("2021-09-20", "Green", "party/canada/green"),
    ("2021-09-20", "Labour", "party/unlisted/canada-labour"),
    ("2020-02-08", "Labour", "party/ireland/labour"),
    ("2020-02-08", "Green", "party/ireland/green"),
    ("2022-05-21", "Labor", "party/australia/labor"),
    ("2022-05-21", "Liberal", "party/australia/liberal"),
    ("2022-05-21", "Green", "party/australia/green"),
    ("2021-09-20", "Independent", "party/independent"),
    ("2024-07-04", "Labour", "party/PP53"),
    ("2024-07-04", "Green", "party/PP63"),
    ("2023-10-19", "Labour", "party/PP53"),
)


@pytest.mark.parametrize(("day", "party", "iri"), ELSEWHERE)
def test_a_party_is_one_of_the_elections_country(make_source, day, party, iri):
    fact = {
        "predicate": "standsFor", "election": day, "person": "A B", "seat": "Wellington", "value": party,
    }  # fmt: skip
    [claim] = link_facts(distinct_sources([make_source("a", ("line", [fact]))]), load_gazetteers())
    assert claim.party is not None
    assert claim.party.iri == ID + iri


def test_an_office_abroad_is_another_than_that_of_westminster(make_source):
    facts = [
        {"predicate": "votes", "election": "2021-09-20", "person": "Justin Trudeau", "seat": "Papineau",
         "value": 22848},
        {"predicate": "heldRole", "election": "", "person": "Justin Trudeau", "value": "Prime Minister"},
    ]  # fmt: skip
    claims = link_facts(distinct_sources([make_source("a", ("line", facts))]), load_gazetteers())
    [role] = [one.role for one in claims if one.role]
    assert (role.iri, role.name) == (f"{ID}role/unlisted/canada-prime-minister", "Prime Minister")


def test_a_text_about_two_countries_leaves_offices_as_they_are(make_source):
    facts = [
        {"predicate": "votes", "election": day, "person": "A B", "seat": "Poole", "value": 1}
        for day in ("2021-09-20", "2024-07-04")
    ]
    told = {"predicate": "heldRole", "election": "", "person": "C D", "value": "Prime Minister"}
    claims = link_facts(distinct_sources([make_source("a", ("line", [*facts, told]))]), load_gazetteers())
    assert [one.role.iri for one in claims if one.role] == [f"{ID}role/prime-minister"]


def test_an_article_and_a_table_of_another_country_name_one_party_and_one_contest():
    rows = (
        "election,body,country,seat,person,party,votes,elected\n"
        "2021-09-20,canada,Canada,University-Rosedale,Chrystia Freeland,Liberal,22451,yes\n"
    )
    text = (
        "Canada votes\nIn the Canadian federal election of 20 September 2021 the Liberals' "
        "Chrystia Freeland was re-elected in University-Rosedale with 22,451 votes."
    )
    graph = build_graph([document_from_text(text)], tables=[read_official_table(rows.encode(), "canada.csv")])
    parties = {q.object.value for q in graph.quads if q.predicate.value.endswith("#party")}
    contests = {q.subject.value for q in graph.quads if q.object.value.endswith("#Contest")}
    assert (parties, len(contests)) == ({f"{ID}party/canada/liberal"}, 1)
