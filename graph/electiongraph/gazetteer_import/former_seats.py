"""The scheme of former seats: constituencies from 1979 until the boundaries of 2010, with their labels."""

from __future__ import annotations

from electiongraph.gazetteer_import.knowledge_files import Knowledge
from electiongraph.gazetteer_import.official_files import OfficialFiles
from electiongraph.gazetteer_import.seat_labels import common_form, seat_labels
from electiongraph.gazetteer_import.seats import seat_names
from electiongraph.gazetteer_import.turtle_files import ID, Concept, literal
from electiongraph.gazetteers import normalise_name
from electiongraph.identifiers import slug

__all__ = ["former_seat_concepts"]

_FIRST, _LAST = "1979-05-03", "2010-05-06"


def former_seat_concepts(official: OfficialFiles, knowledge: Knowledge) -> list[Concept]:
    """Return a concept a former seat.

    Args:
        official: The official files, with the seats for which those who have been ministers sat.
        knowledge: The names of others, and how newspapers shorten names.

    Returns:
        The seats whose names are not those of seats since 2010; a label of two seats is given to neither.
    """
    known = {normalise_name(name) for name in seat_names(official).values()}
    written = {common_form(name, {}): name for name in official.represented(_FIRST, _LAST)}
    written |= {name: name for name in knowledge.texts("former")}
    names = {normalise_name(name): name for name in sorted(written)}
    names = {key: name for key, name in names.items() if key not in known}
    labels = {name: seat_labels(name, written[name], "", knowledge) for name in names.values()}
    concepts = []
    for name, of in labels.items():
        others = known | {
            normalise_name(label)
            for other, theirs in labels.items()
            if other != name
            for label in (other, *theirs.visible, *theirs.hidden)
        }
        concept = Concept(f"<{ID}seat/former/{slug(name)}>", "eg:Seat")
        concept.add("skos:prefLabel", literal(name, "@en"))
        for sort, of_sort in (("altLabel", of.visible), ("hiddenLabel", of.hidden)):
            concept.add(
                f"skos:{sort}", *(literal(one, "@en") for one in of_sort if normalise_name(one) not in others)
            )
        concepts.append(concept)
    return concepts
