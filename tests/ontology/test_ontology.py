"""The ontology: every term documented, within OWL 2 DL, and every term in use declared."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS, XSD
from rdflib.term import Node

from electiongraph.resources import CHECKOUT, folder
from electiongraph.vocabulary import EG

ONTOLOGY = folder("ontology")
IRI = rdflib.URIRef("https://w3id.org/electiongraph/ontology")
PROPERTY_TYPES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
# The literals of OWL 2's datatype map that the ontology may use; xsd:date and xsd:gYear are not in it.
OWL_DATATYPES = {XSD.string, XSD.integer, XSD.decimal, XSD.boolean, RDFS.Literal}
CARDINALITY = re.compile(r"\b(Exactly one|exactly one|At most one|at most one|Any number|Two or more)\b")
GAZETTEERS = (
    "seats.ttl", "parties.ttl", "roles.ttl", "elections.ttl", "areas.ttl", "foreign-parties.ttl",
    "former-seats.ttl", "members.ttl",
)  # fmt: skip


def parsed(name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY / name, format="turtle")


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return parsed("election.ttl")


def terms(ontology: rdflib.Graph) -> list[rdflib.URIRef]:
    found = {
        s for s in ontology.subjects(RDF.type, None) if isinstance(s, rdflib.URIRef) and s.startswith(EG)
    }
    return sorted(found)


def test_every_term_is_documented(ontology: rdflib.Graph) -> None:
    found = terms(ontology)
    assert len(found) >= 130
    for term in found:
        for predicate in (RDFS.label, RDFS.comment):
            values = list(ontology.objects(term, predicate))
            assert len(values) == 1, (term, predicate)
            assert isinstance(values[0], rdflib.Literal)
            assert values[0].language == "en", term
        assert list(ontology.objects(term, RDFS.isDefinedBy)) == [IRI], term


def test_every_comment_has_a_real_example(ontology: rdflib.Graph) -> None:
    listed = {s for s in terms(ontology) if "losed list" in str(ontology.value(s, RDFS.comment))}
    for term in terms(ontology):
        comment = str(ontology.value(term, RDFS.comment))
        assert "Example: " in comment or term in listed, term
        assert comment.endswith((".", '."')), term


def test_every_property_says_how_many_and_has_domain_and_range(ontology: rdflib.Graph) -> None:
    for term in terms(ontology):
        types = set(ontology.objects(term, RDF.type)) & set(PROPERTY_TYPES)
        if types:
            assert CARDINALITY.search(str(ontology.value(term, RDFS.comment))), term
        if types & {OWL.ObjectProperty, OWL.DatatypeProperty}:
            assert len(list(ontology.objects(term, RDFS.domain))) == 1, term
            assert len(list(ontology.objects(term, RDFS.range))) == 1, term


def test_each_file_has_one_header() -> None:
    for name in ("election.ttl", "alignments.ttl"):
        graph = parsed(name)
        [header] = graph.subjects(RDF.type, OWL.Ontology)
        for key in ("title", "description", "license", "modified"):
            assert graph.value(header, rdflib.DCTERMS[key]), (name, key)
        assert graph.value(header, OWL.versionInfo)
        assert (header, OWL.imports, None) not in graph


@pytest.mark.parametrize("name", ["election.ttl", "alignments.ttl"])
def test_prefixes_are_sorted(name: str) -> None:
    text = (ONTOLOGY / name).read_text("utf-8")
    prefixes = re.findall(r"^@prefix (\w+):", text, re.MULTILINE)
    assert prefixes == sorted(prefixes)


def test_terms_are_sorted_within_each_heading() -> None:
    text = (ONTOLOGY / "election.ttl").read_text("utf-8")
    sections = re.split(r"^# ", text, flags=re.MULTILINE)[1:-1]
    assert len(sections) == 5
    for section in sections:
        names = re.findall(r"^eg:(\w+)$", section, re.MULTILINE)
        assert names == sorted(names, key=lambda name: (name.lower(), name))


class TestOwl2Dl:
    """The structural restrictions of OWL 2 DL that these files could break."""

    @pytest.fixture(params=["election.ttl", "alignments.ttl", "both"])
    def graph(self, request: pytest.FixtureRequest) -> rdflib.Graph:
        names = ("election.ttl", "alignments.ttl") if request.param == "both" else (request.param,)
        merged = rdflib.Graph()
        for name in names:
            merged += parsed(name)
        return merged

    def test_no_property_is_of_two_sorts(self, graph: rdflib.Graph) -> None:
        for term in set(graph.subjects(RDF.type, None)):
            sorts = set(graph.objects(term, RDF.type)) & set(PROPERTY_TYPES)
            assert len(sorts) <= 1, term
            if sorts:
                assert (term, RDF.type, OWL.Class) not in graph, term

    def test_every_predicate_is_declared_or_built_in(self, graph: rdflib.Graph) -> None:
        for predicate in set(graph.predicates()):
            built_in = str(predicate).startswith((str(RDF), str(RDFS), str(OWL)))
            assert built_in or any((predicate, RDF.type, sort) in graph for sort in PROPERTY_TYPES), predicate

    def test_classes_and_properties_in_axioms_are_declared(self, graph: rdflib.Graph) -> None:
        for predicate in (RDFS.subClassOf, OWL.disjointWith, OWL.equivalentClass):
            for subject, value in graph.subject_objects(predicate):
                assert (subject, RDF.type, OWL.Class) in graph, subject
                assert (value, RDF.type, OWL.Class) in graph, value
        for subject, value in graph.subject_objects(RDFS.subPropertyOf):
            assert (subject, RDF.type, OWL.ObjectProperty) in graph, subject
            assert (value, RDF.type, OWL.ObjectProperty) in graph, value

    def test_domains_are_classes(self, graph: rdflib.Graph) -> None:
        for _, domain in graph.subject_objects(RDFS.domain):
            assert (domain, RDF.type, OWL.Class) in graph, domain

    def test_ranges_are_classes_or_datatypes_of_the_map(self, graph: rdflib.Graph) -> None:
        for prop, value in graph.subject_objects(RDFS.range):
            if (prop, RDF.type, OWL.ObjectProperty) in graph:
                assert value == OWL.Thing or (value, RDF.type, OWL.Class) in graph, prop
            else:
                assert value in OWL_DATATYPES, prop

    def test_literals_are_of_the_datatype_map(self, graph: rdflib.Graph) -> None:
        for value in graph.objects():
            if isinstance(value, rdflib.Literal):
                assert value.datatype is None or value.datatype in OWL_DATATYPES, value

    def test_individuals_are_declared(self, graph: rdflib.Graph) -> None:
        for subject, kind in graph.subject_objects(RDF.type):
            if (kind, RDF.type, OWL.Class) in graph:
                assert (subject, RDF.type, OWL.NamedIndividual) in graph, subject

    def test_only_object_and_datatype_properties_are_functional(self, graph: rdflib.Graph) -> None:
        for prop in graph.subjects(RDF.type, OWL.FunctionalProperty):
            sorts = set(graph.objects(prop, RDF.type))
            assert sorts & {OWL.ObjectProperty, OWL.DatatypeProperty}, prop

    def test_blank_nodes_are_unions_only(self, graph: rdflib.Graph) -> None:
        for subject in set(graph.subjects()):
            if isinstance(subject, rdflib.BNode):
                assert (subject, OWL.unionOf, None) in graph or (subject, RDF.first, None) in graph


def test_alignments_are_of_declared_terms(ontology: rdflib.Graph) -> None:
    alignments = parsed("alignments.ttl")
    declared = set(terms(ontology))
    aligned = {s for s in alignments.subjects() if isinstance(s, rdflib.URIRef) and s.startswith(EG)}
    assert aligned <= declared
    assert len(aligned) >= 30
    matched: set[Node] = set()
    for predicate in (SKOS.closeMatch, SKOS.broadMatch, SKOS.relatedMatch):
        matched |= set(alignments.objects(None, predicate))
    assert not any(str(other).startswith(EG) for other in matched)


class TestDeclaredTerms:
    """Every eg: term that code, shapes, queries and gazetteers use is declared."""

    @pytest.fixture
    def declared(self) -> set[str]:
        return {term[len(EG) :] for term in terms(parsed("election.ttl"))}

    def test_of_code_and_queries(self, declared: set[str]) -> None:
        written = re.compile(r'\beg:([A-Za-z]\w*)|\beg\("(\w+)"\)|\bEG ?\+ ?"(\w+)"(?! ?\+)|\{EG\}(\w+)')
        package = Path(__file__).resolve().parents[2] / "graph"
        files = [*sorted(package.rglob("*.py")), *sorted(folder("queries").rglob("*.rq"))]
        assert len(files) >= 20
        used = {
            (next(name for name in match.groups() if name), path.name)
            for path in files
            for match in written.finditer(path.read_text("utf-8"))
        }
        assert {(name, file) for name, file in used if name not in declared} == set()

    def test_of_shapes_and_gazetteers(self, declared: set[str]) -> None:
        files = [*sorted(folder("shapes").glob("*.ttl")), *(ONTOLOGY / name for name in GAZETTEERS)]
        for path in files:
            text = path.read_text("utf-8")
            assert set(re.findall(r"(?<![\w-])eg:([A-Za-z]\w*)", text)) <= declared, path.name

    def test_of_built_graphs(self, declared: set[str]) -> None:
        examples = sorted((CHECKOUT / "tests").rglob("*.trig"))
        for path in examples:
            for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TRIG):
                for term in (quad.subject, quad.predicate, quad.object):
                    if isinstance(term, pyoxigraph.NamedNode) and term.value.startswith(EG):
                        assert term.value[len(EG) :] in declared, (path.name, term.value)


# Properties that no shape constrains. Those of the lists of names never change with what is read, and the
# tests of the lists check them; those of findings are the validator's own words. What a source claims to
# cover is said by claims only, never of the source: a check of what is consistent looks at it.
UNSHAPED = {
    *(
        "abbreviation areaSort branchOf byElectionSeat colourName constituencyType electionKind jurisdiction "
        "otherRegisterId placeName polledFrom polledUntil renamedTo satAfter"
    ).split(),
    *"advice concerns foundAt inSource".split(),
    "claimsToCover",
}


def test_every_property_has_a_shape_or_is_listed_as_free_of_one(ontology: rdflib.Graph) -> None:
    shapes = rdflib.Graph()
    for path in folder("shapes").glob("*.ttl"):
        shapes.parse(path, format="turtle")
    constrained = set(shapes.objects(None, SH.path)) | set(shapes.objects(None, SH.inversePath))
    properties = {
        term for term in terms(ontology) if set(ontology.objects(term, RDF.type)) & set(PROPERTY_TYPES)
    }
    assert len(properties) >= 120
    assert {str(one).removeprefix(EG) for one in properties - constrained} == UNSHAPED
