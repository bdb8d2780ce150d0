"""A row states all that its source's own graph says of its subject, and nothing that another source says."""

from __future__ import annotations

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from electiongraph.answering.row_claims import row_claims
from electiongraph.vocabulary import DCTERMS, EVIDENCE_GRAPH, OA, PROV, RDFS_LABEL, eg, node

EVIDENCE = node(EVIDENCE_GRAPH)
FILE, PAPER, CLAIM, TARGET = (NamedNode(f"x:{name}") for name in ("file", "paper", "claim", "target"))
CANDIDACY, PARTY, INCUMBENCY = (NamedNode(f"x:{name}") for name in ("candidacy", "party", "incumbency"))
VOTES, NUMBER = node(eg("votes")), Literal(11217)


def quad(
    subject: NamedNode, name: str, value: NamedNode | Literal, graph: NamedNode | DefaultGraph = EVIDENCE
) -> Quad:
    return Quad(subject, NamedNode(name), value, graph)


def row_quads() -> dict[str, Quad]:
    """One row of a file about a candidacy, which a paper writes of too; each quad by what it is for."""
    return {
        "subject": quad(CLAIM, eg("claimSubject"), CANDIDACY),
        "by": quad(CLAIM, eg("claimedBy"), FILE),
        "line": quad(CLAIM, eg("sourceLine"), Literal(7)),
        "has target": quad(CLAIM, OA + "hasTarget", TARGET),
        "words": quad(TARGET, OA + "exact", Literal("Truss,11217")),
        "votes": quad(CANDIDACY, eg("votes"), NUMBER, FILE),
        "party": quad(CANDIDACY, eg("party"), PARTY, FILE),
        "party's name": quad(PARTY, RDFS_LABEL, Literal("Conservative"), DefaultGraph()),
        "paper": quad(CANDIDACY, eg("votes"), Literal(1), PAPER),
        "title": quad(FILE, DCTERMS + "title", Literal("Results"), DefaultGraph()),
        "issued": quad(FILE, DCTERMS + "issued", Literal("2024-07-10"), DefaultGraph()),
        "derived": quad(INCUMBENCY, PROV + "wasDerivedFrom", CLAIM, DefaultGraph()),
    }


def store_without(*left_out: str) -> Store:
    store = Store()
    store.extend(one for name, one in row_quads().items() if name not in left_out)
    return store


def test_each_statement_of_the_row_is_told_with_its_place() -> None:
    party, votes = row_claims(store_without(), CANDIDACY)
    assert (votes["property"], votes["value"]) == (VOTES, NUMBER)
    assert (party["property"], party["value_label"]) == (node(eg("party")), Literal("Conservative"))
    for row in (party, votes):
        assert (row["claim"], row["source_iri"], row["line"]) == (CLAIM, FILE, Literal(7))
        assert (row["words"], row["source"]) == (Literal("Truss,11217"), Literal("Results"))
        assert row["published"] == Literal("2024-07-10")
    assert "value_label" not in votes


def test_what_was_inferred_from_a_row_shows_the_row() -> None:
    rows = row_claims(store_without(), INCUMBENCY)
    assert [row["value"] for row in rows] == [PARTY, NUMBER]
    assert row_claims(store_without("derived"), INCUMBENCY) == []


def test_a_source_without_title_or_day_is_named_by_its_iri() -> None:
    row = row_claims(store_without("title", "issued"), CANDIDACY)[0]
    assert row["source"] == Literal("x:file")
    assert "published" not in row


@pytest.mark.parametrize("lacking", ["subject", "by", "line", "has target", "words"])
def test_a_claim_without_a_place_tells_nothing(lacking: str) -> None:
    assert row_claims(store_without(lacking), CANDIDACY) == []


def test_a_claim_in_words_is_no_row() -> None:
    store = store_without()
    store.add(quad(CLAIM, eg("claimProperty"), VOTES))
    assert row_claims(store, CANDIDACY) == []


def test_rows_come_in_the_order_of_their_claims() -> None:
    store = store_without("party")
    other, place = NamedNode("x:a-claim"), NamedNode("x:a-target")
    store.extend(
        [
            quad(other, eg("claimSubject"), CANDIDACY),
            quad(other, eg("claimedBy"), PAPER),
            quad(other, eg("sourceLine"), Literal(3)),
            quad(other, OA + "hasTarget", place),
            quad(place, OA + "exact", Literal("Truss,1")),
        ]
    )
    assert [(row["claim"], row["value"]) for row in row_claims(store, CANDIDACY)] == [
        (other, Literal(1)),
        (CLAIM, NUMBER),
    ]
