"""The scheme of seats: every constituency of the boundary sets 2010 and 2024, with its labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from electiongraph.gazetteer_import.knowledge_files import Knowledge
from electiongraph.gazetteer_import.official_files import OfficialFiles, SeatRow
from electiongraph.gazetteer_import.seat_labels import SeatLabels, common_form, seat_labels
from electiongraph.gazetteer_import.turtle_files import Concept, literal
from electiongraph.gazetteers import normalise_name

__all__ = ["BOUNDARY_SETS", "boundary_set_term", "seat_concepts", "seat_names", "seat_term"]

BOUNDARY_SETS = {"55": "2010", "56": "2010", "57": "2010", "58": "2010", "59": "2024"}

Key = tuple[str, str]


def seat_term(boundary_set: str, code: str) -> str:
    """Return a seat's IRI as Turtle has it.

    Examples:
        >>> seat_term("2024", "E14001063")
        'seat2024:E14001063'
    """
    return f"seat{boundary_set}:{code}"


def boundary_set_term(boundary_set: str) -> str:
    """Return a boundary set's IRI as Turtle has it.

    Examples:
        >>> boundary_set_term("2024")
        'boundaries:2024'
    """
    return f"boundaries:{boundary_set}"


def seat_names(official: OfficialFiles) -> dict[Key, str]:
    """Return each seat's name in its official form, by boundary set and code."""
    rows = _newest_rows(official.seats())
    today = {normalise_name(row.name): row.name for (of, _), row in rows.items() if of == "2024"}
    return {key: common_form(row.name, today) for key, row in rows.items()}


def seat_concepts(official: OfficialFiles, knowledge: Knowledge) -> list[Concept]:
    """Return a concept a seat.

    Args:
        official: The official files.
        knowledge: Welsh names, other aliases and misspellings.

    Returns:
        The seats of both sets; a label that two seats of one set would share is given to neither.
    """
    rows = _newest_rows(official.seats())
    names = seat_names(official)
    labels = {key: seat_labels(names[key], rows[key].name, key[0], knowledge) for key in rows}
    _drop_ambiguous(names, labels)
    former = official.revised_codes()
    return [
        *_boundary_sets(),
        *(_concept(key, rows[key], names[key], labels[key], former) for key in sorted(rows)),
    ]


def _boundary_sets() -> list[Concept]:
    concepts = []
    for boundary_set in sorted(set(BOUNDARY_SETS.values())):
        concept = Concept(boundary_set_term(boundary_set), "eg:BoundarySet", is_in_scheme=False)
        label = f"boundaries first used throughout at the general election of {boundary_set}"
        concept.add("rdfs:label", literal(label, "@en"))
        concepts.append(concept)
    return concepts


def _newest_rows(rows: Iterable[SeatRow]) -> dict[Key, SeatRow]:
    """Return the last general election's row of each seat, for its spelling of name and region."""
    return {(BOUNDARY_SETS[row.parliament], row.code): row for row in rows}


def _drop_ambiguous(names: dict[Key, str], labels: dict[Key, SeatLabels]) -> None:
    """Take away what two seats of a set share, and aliases that are another seat's full name."""
    full_names = {normalise_name(name) for name in names.values()}
    for boundary_set in sorted(set(BOUNDARY_SETS.values())):
        keys = [key for key in labels if key[0] == boundary_set]
        visible = Counter(n for key in keys for n in _normalised(labels[key].visible | {names[key]}))
        hidden = Counter(n for key in keys for n in _normalised(labels[key].hidden | labels[key].places))
        own_names = {normalise_name(names[key]) for key in keys}
        for key in keys:
            mine, of = normalise_name(names[key]), labels[key]
            others = full_names - {mine}
            of.visible = {
                label
                for label in of.visible
                if (n := normalise_name(label)) not in others and visible[n] == 1
            }
            of.hidden, of.places = (
                {
                    label
                    for label in labels_of_a_sort
                    if (n := normalise_name(label)) not in own_names and not visible[n] and hidden[n] == 1
                }
                for labels_of_a_sort in (of.hidden, of.places)
            )


def _normalised(labels: Iterable[str]) -> set[str]:
    return {normalise_name(label) for label in labels}


def _concept(key: Key, row: SeatRow, name: str, labels: SeatLabels, former: dict[str, str]) -> Concept:
    boundary_set, code = key
    concept = Concept(seat_term(boundary_set, code), "eg:Seat")
    concept.add("eg:boundarySet", boundary_set_term(boundary_set))
    concept.add("eg:constituencyType", literal(row.kind))
    concept.add("eg:country", literal(row.country))
    concept.add("eg:gssCode", literal(code))
    if boundary_set == "2024":
        concept.add("eg:formerGssCode", literal(former.get(code, "")))
    concept.add("eg:placeName", *(literal(place) for place in labels.places))
    concept.add("eg:region", literal(row.region))
    concept.add("skos:prefLabel", literal(name, "@en"), literal(labels.welsh, "@cy"))
    concept.add("skos:altLabel", *(literal(label, "@en") for label in labels.visible - {labels.welsh}))
    concept.add("skos:hiddenLabel", *(literal(label, "@en") for label in labels.hidden))
    return concept
