"""The schemes of the areas that other bodies are elected for, and of the parties of other countries."""

from __future__ import annotations

import itertools

from electiongraph.gazetteer_import.knowledge_files import Knowledge
from electiongraph.gazetteer_import.turtle_files import ID, Concept, literal
from electiongraph.identifiers import slug

__all__ = ["area_concepts", "foreign_party_concepts"]


def area_concepts(knowledge: Knowledge) -> list[Concept]:
    """Return a concept an area and spell of years in which it was polled.

    Args:
        knowledge: Groups of names by kind of election.

    Returns:
        Concepts in the order of the knowledge.
    """
    return [
        concept
        for kind in knowledge
        for group in knowledge.table(kind)
        if (table := knowledge.table(kind).table(group)).values
        for concept in _group(kind, knowledge.table(kind).text("country"), table)
    ]


def _group(kind: str, country: str, group: Knowledge) -> list[Concept]:
    since = group.text("from")
    concepts = []
    for entry in " ".join(group.text("names").split()).split(";"):
        name, *others = (form.strip() for form in entry.split("|"))
        if not name:
            continue
        concept = Concept(f"<{ID}area/{kind}/{f'{since}/' if since else ''}{slug(name)}>", "eg:Area")
        aliases = {*others, *itertools.chain.from_iterable(map(_forms, (name, *others)))} - {name}
        concept.add("skos:prefLabel", literal(name, "@en"))
        concept.add("skos:altLabel", *(literal(alias, "@en") for alias in aliases))
        concept.add("eg:electionKind", literal(kind))
        concept.add("eg:areaSort", literal(group.text("sort") or "constituency"))
        concept.add("eg:country", literal(country))
        concept.add("eg:region", literal(group.text("region")))
        concept.add("eg:polledFrom", literal(since, "^^xsd:gYear"))
        concept.add("eg:polledUntil", literal(group.text("until"), "^^xsd:gYear"))
        concepts.append(concept)
    return concepts


def _forms(name: str) -> tuple[str, ...]:
    """Return how else a name is written: with "&", with hyphens for dashes."""
    return (name.replace(" and ", " & "), name.replace("—", "-").replace("–", "-"))


def foreign_party_concepts(knowledge: Knowledge) -> list[Concept]:
    """Return a concept a party of another country.

    Args:
        knowledge: Parties by kind of election.
    """
    concepts = []
    for kind in knowledge:
        country = knowledge.table(kind)
        for key in country:
            party = country.table(key)
            if not party.values:
                continue
            concept = Concept(f"<{ID}party/{kind}/{key}>", "eg:Party")
            name = party.text("name")
            aliases = {*party.texts("aliases")} - {name}
            concept.add("skos:prefLabel", literal(name, "@en"))
            concept.add("skos:altLabel", *(literal(alias, "@en") for alias in aliases))
            concept.add("eg:abbreviation", *map(literal, party.texts("abbreviations")))
            concept.add("eg:officialName", literal(party.text("official_name")))
            concept.add("eg:electionKind", literal(kind))
            concept.add("eg:jurisdiction", literal(country.text("jurisdiction")))
            concepts.append(concept)
    return concepts
