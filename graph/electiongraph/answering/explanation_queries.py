"""Hold the SPARQL that explanations are made of; `?node` is the thing, each query has a total order."""

from __future__ import annotations

__all__ = ["BELIEVED", "BEST_TWO", "CLAIMS", "NODES", "REASONS", "SPELLINGS"]

NODES = """
SELECT DISTINCT ?node ?thing WHERE {
  { ?node eg:candidate|eg:incumbent|eg:appointee ?thing }
  UNION { ?node eg:seat|eg:incumbentSeat ?thing }
  UNION { ?node (eg:contest|eg:outcomeOf)/eg:seat ?thing }
  UNION { ?node a eg:Tally ; eg:party ?thing }
  UNION { ?node a eg:Appointment ; eg:role ?thing }
  UNION { ?node eg:heldRole ?thing }
}
ORDER BY ?node
"""
BELIEVED = """
SELECT ?node ?property ?value ?value_label WHERE {
  ?node ?property ?value .
  OPTIONAL { ?value rdfs:label ?value_label }
}
ORDER BY ?property ?value ?value_label
"""
CLAIMS = """
SELECT ?node ?claim ?property ?value ?value_label ?words ?line ?source ?source_iri ?published WHERE {
  {
    GRAPH <https://w3id.org/electiongraph/id/graph/evidence> { ?claim eg:claimSubject ?node }
  }
  UNION { ?node prov:wasDerivedFrom ?claim }
  GRAPH <https://w3id.org/electiongraph/id/graph/evidence> {
    ?claim eg:claimProperty ?property ;
      eg:claimObject ?value ;
      eg:claimedBy ?source_iri ;
      eg:sourceLine ?line ;
      oa:hasTarget/oa:hasSelector/oa:exact ?words .
  }
  ?source_iri dcterms:title ?source .
  OPTIONAL { ?source_iri dcterms:issued ?published }
  OPTIONAL { ?value rdfs:label ?value_label }
}
ORDER BY ?source ?source_iri ?line ?claim
"""
REASONS = """
SELECT DISTINCT ?node ?property ?reason WHERE {
  {
    GRAPH <https://w3id.org/electiongraph/id/graph/disagreements> {
      ?disagreement eg:disagreementAbout ?node ;
        eg:disagreementProperty ?property .
    }
  }
  UNION {
    GRAPH <https://w3id.org/electiongraph/id/graph/evidence> {
      ?claim eg:claimSubject ?node ;
        eg:claimProperty ?property .
    }
    GRAPH <https://w3id.org/electiongraph/id/graph/disagreements> {
      ?disagreement eg:hasClaim ?claim ;
        eg:disagreementProperty ?disputed .
    }
    FILTER(?disputed != rdfs:label)
  }
  GRAPH <https://w3id.org/electiongraph/id/graph/disagreements> { ?disagreement eg:reason ?reason }
}
ORDER BY ?property ?reason
"""
# How else a name is written, by whom, and why another spelling is believed.
SPELLINGS = """
SELECT DISTINCT ?node ?value ?reason ?words ?line ?source ?source_iri ?published WHERE {
  GRAPH <https://w3id.org/electiongraph/id/graph/disagreements> {
    ?disagreement eg:disagreementAbout ?node ;
      eg:disagreementProperty rdfs:label ;
      eg:hasClaim ?claim ;
      eg:reason ?reason .
  }
  GRAPH <https://w3id.org/electiongraph/id/graph/evidence> {
    ?claim eg:claimedBy ?source_iri ;
      eg:sourceLine ?line ;
      oa:hasTarget ?target .
    { ?target oa:exact ?words } UNION { ?target oa:hasSelector/oa:exact ?words }
  }
  GRAPH ?source_iri { ?node rdfs:label|skos:altLabel ?value }
  ?node skos:altLabel ?value .
  ?source_iri dcterms:title ?source .
  OPTIONAL { ?source_iri dcterms:issued ?published }
}
ORDER BY ?value ?source ?source_iri ?line ?reason
"""
# The two whose votes make the majority where no source gives it.
BEST_TWO = """
SELECT ?node ?winner ?winner_iri ?votes ?runner_up ?second_iri ?runner_up_votes WHERE {
  ?node eg:winner ?winner_iri ;
    eg:runnerUp ?second_iri .
  ?winner_iri eg:votes ?votes ;
    eg:candidate/rdfs:label ?winner .
  ?second_iri eg:votes ?runner_up_votes ;
    eg:candidate/rdfs:label ?runner_up .
}
ORDER BY ?winner ?runner_up
"""
