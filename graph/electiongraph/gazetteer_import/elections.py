"""The scheme of elections: general elections, the 2019 recalculation, by-elections and other polls."""

from __future__ import annotations

from electiongraph.gazetteer_import.knowledge_files import Knowledge
from electiongraph.gazetteer_import.official_files import GENERAL_ELECTIONS, OfficialFiles
from electiongraph.gazetteer_import.seats import BOUNDARY_SETS, boundary_set_term, seat_names, seat_term
from electiongraph.gazetteer_import.turtle_files import ID, Concept, literal

__all__ = ["election_concepts"]

RECALCULATED = "2019-12-12"
# General elections before those of the official files: their boundaries are in no gazetteer.
EARLIER = "house-of-commons"
YEAR_ALONE = len("2024")


def election_concepts(official: OfficialFiles, knowledge: Knowledge) -> list[Concept]:
    """Return a concept an election.

    Args:
        official: The official files.
        knowledge: The polling days that they do not have, by kind.

    Returns:
        General elections, the recalculated one, by-elections by date and code, then others by kind and date.
    """
    concepts = [
        _election(f"election:{date}", "eg:GeneralElection", date, BOUNDARY_SETS[parliament])
        for parliament, date in GENERAL_ELECTIONS.items()
    ]
    for concept, date in zip(concepts, GENERAL_ELECTIONS.values(), strict=True):
        concept.add("skos:prefLabel", literal(f"{date[:4]} general election", "@en"))
        concept.add("skos:altLabel", literal(f"general election of {date[:4]}", "@en"))
    notional = _election(
        f"election:{RECALCULATED}-notional", "eg:NotionalElection", RECALCULATED, BOUNDARY_SETS["59"]
    )
    notional.add("eg:recalculates", f"election:{RECALCULATED}")
    notional.add(
        "skos:prefLabel", literal(f"{RECALCULATED[:4]} general election on the boundaries of 2024", "@en")
    )
    notional.add("skos:altLabel", literal(f"{RECALCULATED[:4]} notional result", "@en"))
    return [*concepts, notional, *_by_elections(official), *_others(knowledge)]


def _election(term: str, kind: str, date: str, boundary_set: str) -> Concept:
    concept = Concept(term, kind)
    concept.add("eg:pollingDate", literal(date, "^^xsd:date"))
    concept.add("eg:boundarySet", boundary_set_term(boundary_set))
    return concept


def _others(knowledge: Knowledge) -> list[Concept]:
    concepts = []
    for kind in knowledge:
        table = knowledge.table(kind)
        for day in table.texts("polled"):
            is_ours = kind == EARLIER
            concept = Concept(
                f"election:{day}" if is_ours else f"<{ID}election/{day}/{kind}>",
                "eg:GeneralElection" if is_ours else "eg:Election",
            )
            if len(day) == YEAR_ALONE:
                concept.add("eg:pollingYear", literal(day, "^^xsd:gYear"))
            else:
                concept.add("eg:pollingDate", literal(day, "^^xsd:date"))
            concept.add("eg:electionKind", literal(kind))
            concept.add("skos:prefLabel", literal(f"{day[:4]} {table.text('name')}", "@en"))
            concepts.append(concept)
    return concepts


def _by_elections(official: OfficialFiles) -> list[Concept]:
    names = seat_names(official)
    concepts = []
    for row in sorted(official.by_elections(), key=lambda row: (row.date, row.code)):
        boundary_set = BOUNDARY_SETS[row.parliament]
        concept = _election(f"<{ID}election/{row.date}/{row.code}>", "eg:ByElection", row.date, boundary_set)
        name = names[boundary_set, row.code]
        concept.add("eg:byElectionSeat", seat_term(boundary_set, row.code))
        concept.add("skos:prefLabel", literal(f"{row.date[:4]} {name} by-election", "@en"))
        concept.add("skos:altLabel", literal(f"{name} by-election of {row.date[:4]}", "@en"))
        concepts.append(concept)
    return concepts
