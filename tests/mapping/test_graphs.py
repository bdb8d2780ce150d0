"""What the built graph holds: beliefs, sources, evidence, inferences; and that it is always the same."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

from pyoxigraph import QuerySolutions, RdfFormat, Store

from electiongraph.building import BuiltGraph, build_from_facts
from electiongraph.store import canonical_nquads

PREFIXES = """
PREFIX eg: <https://w3id.org/electiongraph/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
EVIDENCE = "<https://w3id.org/electiongraph/id/graph/evidence>"


def store_of(built: BuiltGraph) -> Store:
    store = Store()
    store.bulk_load(canonical_nquads(built.quads), format=RdfFormat.N_QUADS)
    return store


def rows(store: Store, query: str) -> list[tuple[str, ...]]:
    solutions = store.query(PREFIXES + query)
    assert isinstance(solutions, QuerySolutions)
    return sorted(tuple(getattr(term, "value", "") for term in solution) for solution in solutions)


def test_the_same_whatever_the_order(articles):
    expected = canonical_nquads(build_from_facts(articles).quads)
    for seed in range(3):
        shuffled = [
            (document, tuple(random.Random(seed).sample(facts, len(facts)))) for document, facts in articles
        ]
        random.Random(seed).shuffle(shuffled)
        assert canonical_nquads(build_from_facts(shuffled).quads) == expected


def test_the_same_whatever_the_hash_seed_and_locale(articles):
    program = (
        "import hashlib, conftest; from electiongraph.building import build_from_facts;"
        "from electiongraph.store import canonical_nquads;"
        "print(hashlib.sha256(canonical_nquads(build_from_facts(conftest.load_sources()).quads)).hexdigest())"
    )
    digests = set()
    for seed, locale in (("0", "C"), ("1", "C.UTF-8"), ("4711", "tr_TR.UTF-8")):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "LC_ALL": locale,
            "PYTHONPATH": str(Path(__file__).parent),
        }
        run = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
        )
        digests.add(run.stdout)
    assert len(digests) == 1


def test_a_document_that_comes_twice_counts_once(articles):
    once = build_from_facts(articles)
    twice = build_from_facts([*articles, articles[0]])
    assert twice.quads == once.quads


def test_no_blank_nodes_and_every_thing_has_type_and_label(articles):
    store = store_of(build_from_facts(articles))
    assert rows(store, "SELECT ?s { ?s ?p ?o FILTER(isBlank(?s) || isBlank(?o)) }") == []
    assert rows(store, "SELECT DISTINCT ?s { ?s a ?c FILTER NOT EXISTS { ?s rdfs:label ?l } }") == []
    unnamed = """SELECT DISTINCT ?o { ?s ?p ?o FILTER(STRSTARTS(STR(?o), "https://w3id.org/electiongraph/id/"))
        FILTER(!STRSTARTS(STR(?o), "https://w3id.org/electiongraph/id/claim/"))
        FILTER NOT EXISTS { ?o rdfs:label ?l } }"""
    assert rows(store, unnamed) == []


def test_every_claim_quotes_its_source_exactly(articles):
    texts = {document.sha256[:16]: document.text for document, _ in articles}
    found = rows(
        store_of(build_from_facts(articles)),
        f"""SELECT ?source ?quote ?start ?end {{ GRAPH {EVIDENCE} {{ ?c a eg:Claim ; eg:claimedBy ?source ;
        oa:hasTarget ?t . ?t oa:hasSelector [ oa:exact ?quote ] , [ oa:start ?start ; oa:end ?end ] }} }}""",
    )
    assert len(found) > 1000
    for source, quote, start, end in found:
        assert texts[source.rsplit("/", 1)[1]][int(start) : int(end)] == quote


def test_incumbents_who_lost_are_stated_or_inferred(articles):
    found = rows(
        store_of(build_from_facts(articles)),
        """SELECT DISTINCT ?name ?basis { ?i a eg:Incumbency ; eg:defeated true ; eg:basis ?basis ;
        eg:incumbent/rdfs:label ?name }""",
    )
    assert [(name, basis.rsplit("#", 1)[1]) for name, basis in found] == [
        ("Andrew Selous", "Stated"),
        ("Ben Everitt", "Stated"),
        ("George Galloway", "Stated"),
        ("Grant Shapps", "Stated"),
        ("Iain Stewart", "Inferred"),
        ("Julie Marson", "Inferred"),
        ("Rob Butler", "Inferred"),
        ("Steve Baker", "Stated"),
        ("Thangam Debbonaire", "Stated"),
    ]


def test_an_inference_names_the_claims_it_rests_on(articles):
    found = rows(
        store_of(build_from_facts(articles)),
        f"""SELECT ?text {{ ?i eg:basis eg:Inferred ; eg:incumbent/rdfs:label "Iain Stewart" ;
        prov:wasDerivedFrom ?c . GRAPH {EVIDENCE} {{ ?c eg:factText ?text }} }}""",
    )
    told = {text.partition(":")[0] for (text,) in found}
    assert {"elected", "formerlyNamed"} <= told


def wakefield(make_source, make_result, *, is_by_election_told: bool):
    old, new = "Wakefield", "Wakefield and Rothwell"
    told = [
        ("Ann Old won in 2019", {"person": "Ann Old", "seat": old, "election": "2019-12-12"}),
        ("Cy Win took it now", {"person": "Cy Win", "seat": new}),
    ]
    if is_by_election_told:
        told.append(("Bo Mid won last time", {"person": "Bo Mid", "seat": old, "election": "2022-06-23"}))
    link = {"predicate": "formerlyNamed", "seat": new, "value": old, "election": ""}
    lines = [(line, [{"predicate": "elected", **who}]) for line, who in told]
    votes = (("Cy Win", "Labour", 20000), ("Ann Old", "Conservative", 15000), ("Bo Mid", "Green", 900))
    return [make_source("a", *lines, ("the old Wakefield", [link]), *make_result(new, *votes))]


def test_a_by_election_replaces_the_winner_of_the_general_election(make_source, make_result):
    query = "SELECT ?name { ?i eg:defeated true ; eg:incumbent/rdfs:label ?name }"
    # That there was a by-election is known, who won it is not: Ann Old may not have been the member.
    unknown = build_from_facts(wakefield(make_source, make_result, is_by_election_told=False))
    assert rows(store_of(unknown), query) == []
    told = build_from_facts(wakefield(make_source, make_result, is_by_election_told=True))
    assert rows(store_of(told), query) == [("Bo Mid",)]


def test_inference_for_a_seat_of_the_same_name(make_source, make_result):
    query = "SELECT ?name { ?i eg:defeated true ; eg:incumbent/rdfs:label ?name }"
    seat = "Aylesbury"
    before = {"predicate": "elected", "person": "Ann Old", "seat": seat, "election": "2019-12-12"}
    gain = {"predicate": "outcome", "seat": seat, "value": "gain", "party": "Labour"}
    result = make_result(seat, ("Cy Win", "Labour", 20000), ("Ann Old", "Conservative", 15000))
    built = build_from_facts(
        [make_source("a", ("In 2019 Ann Old", [before]), ("LABOUR GAIN", [gain]), *result)]
    )
    assert rows(store_of(built), query) == [("Ann Old",)]


def test_who_won_one_seat_and_stands_in_another_sat_for_the_old_one(make_source, make_result):
    won = {"predicate": "elected", "person": "Ann Old", "seat": "Hitchin and Harpenden"}
    result = make_result("Hitchin", ("Cy Win", "Labour", 20000), ("Ann Old", "Conservative", 15000))
    store = store_of(
        build_from_facts([make_source("a", ("In 2019", [{**won, "election": "2019-12-12"}]), *result)])
    )
    query = """SELECT ?name ?seat ?basis { ?i a eg:Incumbency ; eg:basis ?basis ; eg:incumbent/rdfs:label
        ?name ; eg:incumbentSeat/rdfs:label ?seat ; prov:wasDerivedFrom ?claim }"""
    assert set(rows(store, query)) == {
        ("Ann Old", "Hitchin and Harpenden", "https://w3id.org/electiongraph/ontology#Inferred")
    }
    assert rows(store, "SELECT ?i { ?i eg:defeated ?any }") == []


def test_a_sitting_member_is_inferred_for_one_seat_only(make_source, make_result):
    told = [
        {"predicate": "elected", "person": "Ann Old", "seat": "Stevenage", "election": "2019-12-12"},
        {"predicate": "incumbentIn", "person": "Ann Old", "seat": "Mid Bedfordshire"},
    ]
    result = make_result("Hitchin", ("Ann Old", "Labour", 20000), ("Cy Win", "Conservative", 15000))
    store = store_of(build_from_facts([make_source("a", ("told", told), *result)]))
    assert rows(store, "SELECT ?seat { ?i eg:incumbentSeat/rdfs:label ?seat }") == [("Mid Bedfordshire",)]


def test_a_by_election_without_a_known_winner_leaves_the_member_open(make_source, make_result):
    told = [
        {"predicate": "elected", "person": "Ann Old", "seat": "Stevenage", "election": "2019-12-12"},
        {"predicate": "turnout", "seat": "Stevenage", "value": 40.0, "election": "2022-03-03"},
    ]
    result = make_result("Hitchin", ("Cy Win", "Labour", 20000), ("Ann Old", "Conservative", 15000))
    store = store_of(build_from_facts([make_source("a", ("told", told), *result)]))
    assert rows(store, "SELECT ?i { ?i a eg:Incumbency }") == []


def gain(make_source, *parties: str, stated: str = "", lineage: tuple[str, ...] = ()):
    """A gain by Labour in North Bedfordshire, and who won which seat the time before."""
    seat = "North Bedfordshire"
    told = [{"predicate": "outcome", "seat": seat, "value": "gain", "party": "Labour"}]
    if stated:
        told.append({"predicate": "gainedFrom", "seat": seat, "value": stated})
    told += [{"predicate": "formerlyNamed", "seat": seat, "value": old, "election": ""} for old in lineage]
    for place, (old, party) in enumerate(zip(lineage, parties, strict=True)):
        who = {"person": f"Ann Old{place}", "seat": old, "election": "2019-12-12"}
        told += [{"predicate": "elected", **who}, {"predicate": "standsFor", "value": party, **who}]
    built = build_from_facts([make_source("a", ("LABOUR GAIN", told))])
    query = """SELECT DISTINCT ?party ?basis { ?o eg:gainedFrom/rdfs:label ?party ; eg:gainedFromBasis ?basis
        OPTIONAL { ?o prov:wasDerivedFrom ?c } FILTER(?basis = eg:Stated || BOUND(?c)) }"""
    return [(party, basis.rpartition("#")[2]) for party, basis in rows(store_of(built), query)]


def test_the_losing_party_of_a_gain_is_who_won_last(make_source):
    old, other = "North East Bedfordshire", "Stevenage"
    assert gain(make_source, "Conservative", lineage=(old,)) == [("Conservative", "Inferred")]
    assert gain(make_source, "Green", stated="Conservative", lineage=(old,)) == [("Conservative", "Stated")]
    assert gain(make_source, "Conservative", "Conservative", lineage=(old, other)) == []
    assert gain(make_source, "Labour", lineage=(old,)) == []


def test_winner_and_ranks_follow_only_where_the_figures_allow(make_source, make_result):
    partial = make_result(
        "Milton Keynes North", ("Chris Curtis", "Labour", 19318), ("Alan Francis", "Green", 3242)
    )
    won = {"predicate": "elected", "person": "Chris Curtis", "seat": "Milton Keynes North"}
    store = store_of(build_from_facts([make_source("a", ("Curtis won", [won]), *partial)]))
    assert rows(store, "SELECT ?c { ?c eg:runnerUp ?r }") == []
    assert rows(store, "SELECT ?name ?rank { ?c eg:rank ?rank ; eg:candidate/rdfs:label ?name }") == [
        ("Chris Curtis", "1")
    ]
    lost = rows(store, "SELECT ?name { ?c eg:elected false ; eg:candidate/rdfs:label ?name }")
    assert lost == [("Alan Francis",)]


def test_the_overruled_value_stays_in_its_sources_graph(make_source):
    def majority(value: int) -> tuple[str, list[dict[str, object]]]:
        return f"majority {value}", [{"predicate": "majority", "seat": "Luton North", "value": value}]

    sources = [
        make_source("a", majority(7500)),
        make_source("b", majority(7510)),
        make_source("c", majority(7510), ("x", [])),
    ]
    store = store_of(build_from_facts(sources))
    assert rows(store, "SELECT ?m { ?c eg:majority ?m }") == [("7510",)]
    assert {m for (m,) in rows(store, "SELECT ?m { GRAPH ?g { ?c eg:majority ?m } }")} == {"7500", "7510"}


def test_other_spellings_are_kept_as_labels(articles):
    store = store_of(build_from_facts(articles))
    assert rows(store, 'SELECT ?l { ?p rdfs:label "Waheed Akbar" ; skos:altLabel ?l }') == [
        ("Waheed Akhbar",)
    ]
    in_source = rows(store, 'SELECT ?p { GRAPH ?g { ?p rdfs:label "Waheed Akhbar" } }')
    assert len(in_source) == 1


def test_whatever_has_a_name_is_found_under_each_of_its_spellings(articles):
    store = store_of(build_from_facts(articles))
    sought = rows(store, 'SELECT ?l { ?p rdfs:label "Waheed Akbar" ; skos:hiddenLabel ?l } ORDER BY ?l')
    assert sought == [("waheed akbar",), ("waheed akhbar",)]
    for kind in ("Party", "Person", "Role", "Seat"):
        missed = (
            f"SELECT ?l {{ ?t a eg:{kind} ; rdfs:label ?l FILTER NOT EXISTS {{ ?t skos:hiddenLabel ?s }} }}"
        )
        assert rows(store, f"SELECT ?t {{ ?t a eg:{kind} }}")
        assert rows(store, missed) == []


def test_hostile_names_make_a_readable_graph(make_source):
    name = 'Rob"; DROP <b>\\ \n{?s} 選挙 \ud800'
    told = [
        {"predicate": "standsIn", "person": name, "seat": "../../etc/pass wd#<x>"},
        {"predicate": "standsFor", "person": name, "seat": "../../etc/pass wd#<x>", "value": "<script>%00"},
        {"predicate": "appointedTo", "person": name, "value": "\u202eKing", "election": ""},
    ]
    document, facts = make_source("a", ("hostile", told))
    store = store_of(build_from_facts([(document, facts)]))
    assert len(rows(store, "SELECT ?p ?s { ?p eg:standsIn ?s }")) == 1
    assert len(rows(store, "SELECT ?p ?r { ?p eg:appointedTo ?r }")) == 1


def test_a_fact_of_an_unnamed_election_is_evidence_only(make_source):
    told = [{"predicate": "majority", "seat": "Luton North", "value": 132, "election": ""}]
    store = store_of(build_from_facts([make_source("a", ("once a majority of just 132", told))]))
    assert rows(store, "SELECT ?m { ?c eg:majority ?m }") == []
    assert rows(store, f"SELECT ?o {{ GRAPH {EVIDENCE} {{ ?c eg:claimObject ?o }} }}") == [("132",)]
